"""Rules that are no more than hints: those among them that the wording refutes.

Comes in: a page whose rules have strengths. Goes out: the same page without pale rules that cut a sentence. Separate
because what is drawn parts cells whatever they say; of what a scan hardly shows, the text on both sides decides whether
it is a rule or a shade, a crease, the edge of a ground.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.read.page import Page, Ruling

WEAK = 0.5
"""Strength below which a line alone is no evidence of a table."""
SURE = 0.9
"""Strength of a rule that is as good as drawn."""
_SURE_RULES, _LENGTH = 3, 0.9
"""Such rules by which a table is ruled, and the share of a pale one's length that each runs over or under."""
_STEP = 1.3
"""Type sizes from one line of a text to the next one."""
OPEN_ENDS = (",", "-", "/", " dan", " dan/atau", " atau", " yang", " di", " ke", " dengan", " untuk", "(", ":")
"""Ends of lines after which a sentence goes on."""
_PITCH = 1.7
"""Heights of a line within which the next line of a text begins."""
_GAP = 1.5
"""The same of a gap within a line that parts columns."""
_WORDS = 3
"""Words of a line that is part of a sentence: units and places (`dokumen`) begin with a small letter everywhere."""


def without_refuted(page: Page) -> Page:
    """The page without weak level rules that cut a sentence in two."""
    weak = [r for r in page.rulings if r.horizontal and r.strength < WEAK]
    if not weak:
        return page
    lines = [part for line in lines_of(page.words) for part in _by_column(line, page.rulings)]
    sure = [r for r in page.rulings if r.horizontal and r.strength >= SURE]
    refuted = {id(r) for r in weak if _cuts_sentence(r, lines) or (_among(r, sure) and _parts_nothing(r, lines))}
    return replace(page, rulings=tuple(r for r in page.rulings if id(r) not in refuted)) if refuted else page


def _by_column(line: Line, rulings: Sequence[Ruling]) -> Iterator[Line]:
    """The parts of a line: it ends where an upright rule or a wide gap stands."""
    _, top, _, bottom = line.box
    middle = (top + bottom) / 2
    walls = sorted(r.x0 for r in rulings if not r.horizontal and r.top <= middle <= r.bottom)
    begin = 0
    for k, (word, following) in enumerate(pairwise(line.words), 1):
        end, start = word.box[2], following.box[0]
        wall = bisect_left(walls, (word.box[0] + end) / 2)
        parted = wall < len(walls) and walls[wall] < (start + following.box[2]) / 2
        if parted or start - end > _GAP * line.size:
            yield Line(line.words[begin:k])
            begin = k
    yield Line(line.words[begin:])


def _among(rule: Ruling, sure: Sequence[Ruling]) -> bool:
    """Whether a rule stands between strong ones as long: the rows of that table are ruled otherwise."""
    over = [r for r in sure if min(r.x1, rule.x1) - max(r.x0, rule.x0) >= _LENGTH * (rule.x1 - rule.x0)]
    both = any(r.top < rule.top for r in over) and any(r.top > rule.top for r in over)
    return both and len(over) >= _SURE_RULES


def _parts_nothing(rule: Ruling, lines: Sequence[Line]) -> bool:
    """Whether the lines over and under a rule follow one another as those of one text: it is the shade between them."""
    near = [line for line in lines if rule.x0 <= (line.box[0] + line.box[2]) / 2 <= rule.x1]
    pairs = [
        (a, b)
        for a in near
        for b in near
        if middle(a) < rule.top < middle(b)
        and abs(a.box[0] - b.box[0]) < a.size / 2
        and b.box[1] - a.box[1] <= _STEP * max(a.size, b.size)
    ]
    return bool(pairs) and all(a.bold == b.bold for a, b in pairs)


def _cuts_sentence(rule: Ruling, lines: Sequence[Line]) -> bool:
    near = [line for line in lines if rule.x0 <= (line.box[0] + line.box[2]) / 2 <= rule.x1]
    above = [line for line in near if -_PITCH * line.size < middle(line) - rule.top < 0]
    below = [line for line in near if 0 < middle(line) - rule.top < _PITCH * line.size]
    return any(goes_on(a, b) for a in above for b in below if a.box[0] < b.box[2] and b.box[0] < a.box[2])


def goes_on(upper: Line, lower: Line) -> bool:
    """Whether the lower of two lines goes on with the sentence of the upper one."""
    text = upper.text.rstrip().casefold()
    if len(upper.words) < _WORDS or lower.box[1] - upper.box[3] > (_PITCH - 1) * upper.size:
        return False
    return text.endswith(OPEN_ENDS) or (lower.text[:1].islower() and len(lower.words) > 1)


def middle(line: Line) -> float:
    """The height (points) of the middle of a line."""
    return (line.box[1] + line.box[3]) / 2
