"""Attachments: label, title and pages of each Lampiran.

Comes in: the rows after the signatures. Goes out: draft records (UU 12/2011, Lampiran II, nos. 192-201). Separate
because an attachment announces itself by a block of lines (Lampiran, the regulation's name, number, date, subject)
that is not its title: the title stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from extractor.kinds.regulation.head import regulation_type
from extractor.kinds.regulation.rows import Row, spaced
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, Found
from extractor.read.words import Span, join
from extractor.segment.signed import YEAR_REST

MATCHER = "regulation"
_HEAD = re.compile(r"^(?:NOM[O0]R|TANGGAL|TENTANG|TAHUN|[:.])", re.IGNORECASE)
_CHANGED = re.compile(r"^(?:PERUBAHAN\s+(?:KE\w+\s+)?(?:ATAS\s+)?)", re.IGNORECASE)
_NUMBERED = re.compile(r"^NOM[O0]R\b", re.IGNORECASE)
_DATED = re.compile(r"^TANGGAL\b.*\d", re.IGNORECASE)
_HEAD_ROWS = 14
"""Rows of the tallest head of an attachment: its word, regulation, number, TENTANG and a subject of ten lines."""
_HEAD_PARTS = 4
"""Regulation, number, TENTANG, subject: these follow the word even in a centred head, which has no left edge."""
_LEFT = 12
"""Points by which a row begins left of the head's column that is none of the head's; of 40 rows of 230 files none lies
between 8 and 17.
"""
_TITLE_ROWS = 8
"""Rows of the longest title of an attachment; what goes on longer in capitals is its text."""
_ALIKE = 85
"""Likeness (0-100) of the subject as the attachment's head repeats it, misprints allowed."""


@kept
def _label() -> re.Pattern[str]:
    words = toml("regulation")["ending"]["attachment"]
    spelled = "|".join([*words, *(w.capitalize() for w in words)])
    return re.compile(r"^(?P<label>(?:" + spelled + r")(?:\s+(?:[IVXLC]+|\d{1,2})\b)?)\s*[.:]?\s*(?P<rest>.*)$")


def is_attachment(rows: Sequence[Row], at: int) -> bool:
    """Whether an attachment begins here: the word, with or without a number, and the regulation's name after it.

    Alone on its line at the head of a page it needs no name, only the title under it. In small letters elsewhere it
    may begin a sentence: then the regulation's number must follow on a line of its own.
    """
    m = _label().match(rows[at].text)
    if m is None:
        return False
    following = rows[at + 1 : at + 4]
    named = regulation_type(_CHANGED.sub("", m["rest"])) is not None if m["rest"] else False
    page_head = not at or rows[at - 1].page != rows[at].page
    if page_head and not m["rest"] and following and _capitals(following[0]):
        return True
    if m["label"].split()[0].isupper():
        return named if m["rest"] else any(regulation_type(r.text) or _HEAD.match(r.text) for r in following)
    return (named or not m["rest"]) and any(_NUMBERED.match(r.text) for r in following)


def _capitals(row: Row) -> bool:
    return row.text.upper() == row.text and any(c.isalpha() for c in row.text)


def attachments(rows: Sequence[Row], subject: str | None, last_page: int, *, paged: bool) -> list[Draft]:
    """The attachments in order. ``subject`` is what the regulation is about, ``last_page`` the document's last."""
    starts = [i for i in range(len(rows)) if is_attachment(rows, i)]
    out: list[Draft] = []
    for n, start in enumerate(starts):
        row = rows[start]
        end = starts[n + 1] if n + 1 < len(starts) else len(rows)
        label = _label().match(row.text)
        assert label is not None
        pages = None
        if paged:
            until = rows[end].page if end < len(rows) else last_page + 1
            pages = [row.page, max(row.page, until - 1)]
        title = _title(rows[start:end], spaced(subject or ""))
        out.append(
            {
                "label": Found(label["label"], row.span.of(label, "label"), MATCHER),
                "title": Found(title.text, title, MATCHER) if title else None,
                "pages": pages,
            }
        )
    return out


def _title(rows: Sequence[Row], subject: str) -> Span:
    """The title under the head block: lines in capitals up to a gap, the last perhaps its year alone."""
    at = _head_end(rows, subject)
    title: list[Row] = []
    for row in rows[at : at + _TITLE_ROWS]:
        apart = row.page != rows[0].page or (title and row.gap and row.drawn)
        titled = _capitals(row) or (title and YEAR_REST.match(row.text))
        if not titled or not row.centred or apart:
            break
        title.append(row)
    return join(r.span for r in title)


def _head_end(rows: Sequence[Row], subject: str) -> int:
    """Where the head block ends: it stands in one column, and after TENTANG it repeats the regulation's subject."""
    column = rows[0].x
    label = _label().match(rows[0].text)
    bare = label is not None and not label["rest"]
    repeated: str | None = None
    """What stands after TENTANG so far."""
    for i, row in enumerate(rows[1:_HEAD_ROWS], 1):
        text = spaced(row.text)
        if repeated is not None:
            if not subject or len(repeated) >= len(subject) or not _continues(subject, repeated + text):
                return i
            repeated += text
            continue
        known = regulation_type(row.text) is not None or _HEAD.match(row.text) is not None
        if text.startswith("TENTANG"):
            repeated = text.removeprefix("TENTANG")
        elif i == 1 and not known and bare:
            return i  # the word alone is the whole head
        elif known:
            if row.drawn and row.x < column - _LEFT and i > _HEAD_PARTS:
                return i
        elif _DATED.match(rows[i - 1].text):
            return i  # nothing but the subject follows the date
        elif (row.gap or row.x < column - _LEFT) if row.drawn else _numbered(rows[1:i]):
            return i
    return min(len(rows), _HEAD_ROWS)


def _continues(subject: str, text: str) -> bool:
    """Whether the subject begins with the text, misprints allowed."""
    return ratio(subject[: len(text)], text) >= _ALIKE


def _numbered(rows: Sequence[Row]) -> bool:
    return any(_NUMBERED.match(r.text) for r in rows)
