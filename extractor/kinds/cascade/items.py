"""The indicators of a box told apart: by bullets and numbers, by gaps, by line ends that no lack of room explains.

In come the lines under an indicator heading, out come spans, one an indicator. Apart from the reader of boxes because
this is the one place where the look of wrapped lines counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.kinds.cascade.labels import BULLET, begins_indicator
from extractor.layout.blocks import Line
from extractor.read.words import Span, join

MARK = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*[.)](?!\d)|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*(?=\s)|[a-z][.)])\s*(?=\S)")


_SAID = r"(?:[<>≤≥=]+\s*)?\d[\d.,]*"
TARGETED = re.compile(
    rf"\w\s*[:=]\s*{_SAID}\s*(?:%|[A-Za-z/]+(?:\s[A-Za-z/]+)?)?$"
    rf"|\w\s*\((?:target\s*[:=]?\s*{_SAID}[^()\d]*|{_SAID}\s*%|{_SAID}\s+[A-Za-z/]+(?:\s[A-Za-z/]+){{0,2}})\)$",
    re.IGNORECASE,
)
"""A target behind a colon or in brackets at the end of a text."""


def items(lines: Sequence[Line], width: tuple[float, float] | None = None) -> list[Span]:
    """The lines cut into items: by bullets or numbers, by gaps, by line ends that no lack of room explains.

    ``width`` is the inner left and right edge of the box; without it the longest line gives them.
    """
    lines = [part for line in lines for part in _inline_items(line)]
    if not lines:
        return []
    marked = [_marked(line.span) for line in lines]
    groups: list[list[Line]] = []
    if marked[0] or sum(marked) > 1:
        for line, mark in zip(lines, marked, strict=True):
            if mark or not groups:
                groups.append([line])
            else:
                groups[-1].append(line)
        return [join(part.span for part in g) for g in groups]
    right = width[1] if width else max(line.box[2] for line in lines)
    left = width[0] if width else min(line.box[0] for line in lines)
    pitch = min(
        (b.box[1] - a.box[1] for a, b in pairwise(lines) if b.page == a.page and b.box[1] > a.box[1]),
        default=0.0,
    )
    for i, line in enumerate(lines):
        begins = i == 0 or _ends_with_target(groups[-1], line)
        if begins or _new_item(lines[i - 1], line, left, right, pitch, again=repeats(groups[-1][0], line)):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [join(part.span for part in g) for g in groups]


def bracketed(span: Span) -> bool:
    """``(Persentase jalan mantap : 85 %)``: does an indicator begin in brackets?"""
    return span.text.startswith("(") and begins_indicator(span.cut(1))


def _marked(span: Span) -> bool:
    text = span.text
    bullet = BULLET.match(text)
    return (bullet is not None and bullet.end() < len(text)) or MARK.match(text) is not None or bracketed(span)


_DASHED = re.compile(r"\s[-–•](?=\s+[A-Z])")


def _inline_items(line: Line) -> list[Line]:
    """``- Jumlah A - Jumlah B`` on one line is two items."""
    span = line.span
    if not BULLET.match(span.text):
        return [line]
    parts: list[Line] = []
    at = 0
    for m in _DASHED.finditer(span.text):
        head, tail = span.cut(at, m.start()), span.cut(m.start())
        if begins_indicator(tail) and len(head) > 1:
            parts.append(Line(head.words))
            at = m.start()
    parts.append(Line(span.cut(at).words))
    return parts


_UNIT = 3
"""A line of fewer words may be the unit of the figure that ends the line over it (`12 / Kelompok Tani`)."""


def _ends_with_target(before: Sequence[Line], line: Line) -> bool:
    """Is an indicator over with its target, and does what the next line begins with a capital go on with no unit?"""
    if not line.text[:1].isupper():
        return False
    said = " ".join(part.text for part in before)
    return TARGETED.search(said) is not None and (not said[-1:].isdigit() or len(line.words) >= _UNIT)


_GAP = 1.25
"""Pitches of lines from which a line that begins as indicators do begins one: word processors set paragraphs apart by a
third of a line or a half, drawing programs keep lines within a tenth of their pitch.
"""


_OWN = 4
"""Letters of a word that the items of a list have in common at their beginning, at the least."""


def repeats(first: Line, line: Line) -> bool:
    """Does a line begin with the word with which the item before it began (`Produksi kopi / Produksi teh`)?"""
    word = first.words[0].text
    return len(word) >= _OWN and word[:1].isupper() and line.words[0].text == word


def _new_item(before: Line, line: Line, left: float, right: float, pitch: float, *, again: bool) -> bool:
    """Does an item begin with a line, for its words begin one (or ``again`` do what the last one's did) and the line
    before it had room for them?
    """
    starter = again or begins_indicator(line.span)
    if not line.text[:1].isupper() and not line.text[:1].isdigit():
        return False
    if before.page == line.page and pitch and line.box[1] - before.box[1] > _GAP * pitch:
        return starter or line.box[1] - before.box[1] > 1.9 * pitch
    if not starter:
        return False
    # would the line's first word have had room on the line before?
    size = line.words[0].size
    need = line.words[0].box[2] - line.words[0].box[0] + 0.3 * size
    room = (right - left) - (before.box[2] - before.box[0])
    said = before.text.rstrip()
    if room > need or said.endswith((".", ";", ")")):
        return True
    return len(line.words) > 1 and OPEN_END.search(said) is None


OPEN_END = re.compile(
    r"(?:\b(?:dan|atau|yang|dari|dengan|di|ke|untuk|oleh|pada|terhadap|per|dibagi|serta|dalam|antara)|[,/(\-])$",
    re.IGNORECASE,
)
