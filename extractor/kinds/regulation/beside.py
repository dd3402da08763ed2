"""Lists set in columns: a label before a colon, a post before its amount, that go on in the next row.

Comes in: the rows of a paragraph so far and the next row. Goes out: whether that row goes on in the left column; it is
then put before what stands right of it. Separate from the tree, which asks row by row: this is geometry within one
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.regulation.rows import Row
from extractor.read.words import Span, Word

_LEVEL = 9.0
"""How far the left edges of two rows of one column may differ, in points."""
_APART = 1.5
"""Type sizes between a post and an amount that stands in a column of its own."""
_AMOUNT = re.compile(r"^(?:Rp\.?\s*)?\(?-?\d[\d.,]*(?:,-+|-)?\)?[.;]?$")
_LEADING = re.compile(r"\s*[.…]{4,}$")
"""Dots that lead to the amount: their row ends the post."""
_MONEY = re.compile(r"Rp|\d[.,]\d{3}\b|,\d\d\b|\d,-")


def goes_on_left(last: list[Span], row: Row, *, finished: bool) -> Span | None:
    """Puts a row that ends the words left of a colon there: ``Wakil Ketua merangkap : Sekretaris; / Anggota``. Returns
    what stands right of the colon in the same row, which goes on there; ``None`` where the row is none such.
    ``finished``: the text so far has ended."""
    if not last or not row.drawn or row.gap:
        return None
    words = last[-1].words
    at = next((k for k, w in enumerate(words) if w.text == ":"), 0)
    if not 0 < at < len(words) - 1 or words[at].page != row.page or abs(row.x - words[0].box[0]) > _LEVEL:
        return None
    left = [w for w in row.span.words if w.box[2] <= words[at].box[0]]
    right = list(row.span.words[len(left) :])
    apart = all(w.box[0] >= words[at + 1].box[0] - 2 for w in right)
    if not left or not apart or (not right and not finished):
        return None
    last[-1:] = [Span([*words[:at], *left]), Span([*words[at:], *right])]
    return Span(right)


def ends_in_column(last: Sequence[Span]) -> bool:
    """Whether a paragraph's last row ends with an amount that stands in a column of its own: the row is complete."""
    return bool(last) and last[-1].words[0].line is None and _amount_at(_row_words(last)) is not None


def goes_on_before_amount(last: list[Span], row: Row) -> bool:
    """Puts a row that ends the post left of an amount before the amount: ``Anggaran pendapatan setelah   Rp 5.000,00 /
    perubahan``; a row whose first word would have fitted beside the post is none."""
    if not ends_in_column(last) or not row.drawn or row.gap:
        return False
    words = _row_words(last)
    at = _amount_at(words)
    if not at or words[0].page != row.page:
        return False
    edge, first = words[at].box[0], row.span.words[0]
    fits = words[at - 1].box[2] + first.box[2] - first.box[0] + _APART * first.size < edge
    within = row.line.box[2] < edge and abs(row.x - words[0].box[0]) <= _LEVEL
    text = _LEADING.sub("", row.text)
    led = len(text) < len(row.text)
    if (fits and not led) or not text or not within or words[at - 1].text.endswith((";", ".", ":")):
        return False
    last[-_rows(last) :] = [Span(words[:at]), row.span.cut(0, len(text)), Span(words[at:])]
    return True


def _rows(last: Sequence[Span]) -> int:
    """How many of the last spans make the row that ends with an amount: from a post that went on it is parted."""
    return 2 if len(last) > 1 and _is_amount(last[-1].text) else 1


def _row_words(last: Sequence[Span]) -> Sequence[Word]:
    """The words of the row that ends with an amount: its post's last row, and the amount."""
    return [w for span in last[-_rows(last) :] for w in span.words]


def _is_amount(text: str) -> bool:
    return _AMOUNT.match(text) is not None and _MONEY.search(text) is not None


def _amount_at(words: Sequence[Word]) -> int | None:
    """Where the amount begins that ends a row, apart from what stands before it: beside it, or higher."""
    for k in (len(words) - 2, len(words) - 1):
        if k < 1 or not _is_amount(Span(words[k:]).text):
            continue
        before, first = words[k - 1], words[k]
        if first.box[1] < before.box[1] - before.size / 2 or first.box[0] - before.box[2] > _APART * first.size:
            return k
    return None
