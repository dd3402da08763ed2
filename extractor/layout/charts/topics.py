"""Topics: text that has no box and stands at the ends of connectors, as mind maps and trees from browsers print it.

In come the loose lines of a page and its drawing, out come boxes around the blocks of text that lines lead to. Apart
from the box finder because nothing is drawn around a topic: only the lines between them tell that it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.connectors import networks
from extractor.layout.charts.geometry import EDGE
from extractor.layout.charts.near import Near
from extractor.layout.charts.pieces import MEET, Piece, pieces_of
from extractor.layout.charts.strokes import Stroke
from extractor.read.page import Page, Point, Shape
from extractor.read.words import Box, box_around

_APART = 0.75
"""Lines of one topic stand no farther apart than this many type sizes."""
_MARGIN = 3.0
"""Points between the text and the box that it is thought to have."""
_UNDER = 6.0
"""A line this near (points) under a topic, as wide as it at the least, is drawn for it."""
_WALL = 1.5
"""Points by which the box of a topic reaches over its rule: half of the widest usual border."""
_RAGGED = 0.3
"""A topic's longest line may be shorter by this share than the topic is wide."""
_LINKED = 0.7
"""Share of the words of the topics that connectors join, at the least: rules of a table join none."""
_LEAST = 3
"""Topics and bends that make a map, at the least: two joined lines are a drawing under a heading."""


def find_topics(
    page: Page, loose: Sequence[Line], strokes: Sequence[Stroke], boxes: Sequence[ChartBox]
) -> list[ChartBox]:
    """The topics of a page, joined to each other or to boxes; none where lines do not join most of its loose text."""
    strokes = _without_tables(strokes, loose)
    if len(loose) < _LEAST or not _may_join(page, strokes):
        return []
    rules = Near([(s.box, s) for s in strokes if s.horizontal])
    dots = Near([(s.box, s.box) for s in page.shapes if _is_dot(s)])
    blocks = _blocks(loose, Near([((*end, *end), end) for s in strokes if s.horizontal for end in s.ends[1:]]))
    topics = [ChartBox(page.number, _dotted(block, _frame(block, rules), dots), block) for block in blocks]
    pieces = pieces_of(page, strokes, [*boxes, *topics])
    _reached(topics, pieces)
    joined: set[ChartBox] = set()
    for network in networks(page, pieces, [*boxes, *topics]):
        ends = {t.box for t in network.terminals}
        if len(ends) > 1:
            joined |= ends.difference(boxes)
    held = sum(_words(t) for t in joined)
    if len(joined) < _LEAST or held < _LINKED * sum(_words(t) for t in topics):
        return []
    return [t for t in topics if t in joined]


def _without_tables(strokes: Sequence[Stroke], loose: Sequence[Line]) -> Sequence[Stroke]:
    """The strokes but the rules of tables without walls: level ones of the same ends on which no upright one ends, and
    between which lines stand side by side. (The rule under a topic has one topic over it.)
    """
    uprights = Near([(s.box, s) for s in strokes if not s.horizontal])
    alike: dict[tuple[int, int], list[Stroke]] = {}
    for s in strokes:
        if s.horizontal and not any(_meets(u, s) for u in uprights.around(s.box, MEET)):
            alike.setdefault((round(s.low / EDGE), round(s.high / EDGE)), []).append(s)
    rules: set[int] = set()
    for same in alike.values():
        for upper, lower in pairwise(sorted(same, key=lambda s: s.at)):
            within = [x.box for x in loose if upper.at <= (x.box[1] + x.box[3]) / 2 <= lower.at and _on(x.box, upper)]
            if any(a is not b and min(a[3], b[3]) - max(a[1], b[1]) > EDGE for a in within for b in within):
                rules |= {id(upper), id(lower)}
    return [s for s in strokes if id(s) not in rules] if rules else strokes


def _meets(upright: Stroke, level: Stroke) -> bool:
    """Do two strokes touch or cross each other?"""
    across = level.low - MEET <= upright.at <= level.high + MEET
    return across and upright.low - MEET <= level.at <= upright.high + MEET


def _on(box: Box, rule: Stroke) -> bool:
    return rule.low - EDGE <= box[0] and box[2] <= rule.high + EDGE


def _may_join(page: Page, strokes: Sequence[Stroke]) -> bool:
    """Is anything drawn that leads from one place to another: a bent or slanting line, strokes of both directions?"""
    bent = sum(not s.closed and s.stroke is not None for s in page.shapes)
    return bent >= _LEAST or {s.horizontal for s in strokes} == {True, False}


def _words(topic: ChartBox) -> int:
    return sum(len(line.words) for line in topic.lines)


def _blocks(lines: Sequence[Line], stubs: Near[Point]) -> list[list[Line]]:
    """Lines that stand closely under each other, over one another's width, each block with no more than one line before
    which the ``stubs`` of a bracket end.
    """
    out: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: (x.box[1], x.box[0])):
        home = next((b for b in reversed(out) if _goes_on(b[-1], line)), None)
        if home is not None and _is_met(line, stubs):
            home = None
        if home is None:
            out.append([line])
        else:
            home.append(line)
    return out


_STUB = 1.5
"""Type sizes before a line within which the stub of a bracket ends that leads to it."""


def _is_met(line: Line, stubs: Near[Point]) -> bool:
    """Does the stub of a bracket end right before a line?"""
    x0, top, _, bottom = line.box
    reach = _STUB * line.size
    return any(
        x0 - reach <= x <= x0 + 1 and top <= y <= bottom for x, y in stubs.around((x0 - reach, top, x0 + 1, bottom))
    )


def _goes_on(above: Line, line: Line) -> bool:
    a, b = above.box, line.box
    if not -0.5 * line.size <= b[1] - a[3] <= _APART * line.size - (line.size - (b[3] - b[1])):
        return False
    shared = min(a[2], b[2]) - max(a[0], b[0])
    return shared > 0.5 * min(a[2] - a[0], b[2] - b[0])


def _frame(lines: Sequence[Line], rules: Near[Stroke]) -> Box:
    """The box around a topic, with the line that is drawn under it."""
    x0, top, x1, bottom = box_around(line.box for line in lines)
    for rule in rules.around((x0, bottom, x1, bottom + _UNDER)):
        if not -1.0 <= rule.at - bottom <= _UNDER or rule.low > x0 + _MARGIN or rule.high < x1 - _MARGIN:
            continue
        # what is longer of the line is a connector already: it leaves the topic at its side, not at a corner
        return x0 - _MARGIN, top - 1.0, x1 + _MARGIN, rule.at + _WALL
    return x0 - _MARGIN, top - 1.0, x1 + _MARGIN, bottom + _MARGIN


_DOT = (3.0, 14.0)
"""Width of the dot before a topic (points), least and most."""


def _is_dot(shape: Shape) -> bool:
    """Is a shape a round mark, as trees set before their topics?"""
    width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    return shape.closed and shape.curved and abs(width - height) < 1 and _DOT[0] <= width <= _DOT[1]


def _dotted(lines: Sequence[Line], frame: Box, dots: Near[Box]) -> Box:
    """The box around a topic, with the dot before its first line, or beside all of it: lines lead to the dot."""
    x0, top, _, bottom = lines[0].box
    size = lines[0].size
    for dot in dots.around((x0 - size, top, x0, bottom)):
        if top <= (dot[1] + dot[3]) / 2 <= bottom and 0 <= x0 - dot[2] <= size:
            return box_around((frame, _roomy(dot)))
    x0, top, x1, bottom = box_around(line.box for line in lines)
    for dot in dots.around((x0 - size, top, x1 + size, bottom)):
        beside = 0 <= x0 - dot[2] <= size or 0 <= dot[0] - x1 <= size
        if beside and top <= (dot[1] + dot[3]) / 2 <= bottom:
            return box_around((frame, _roomy(dot)))
    return frame


def _roomy(dot: Box) -> Box:
    """A dot with so much room around its middle that lines which meet there meet in the box of its topic: a connector
    ends, another one begins.
    """
    x, y = (dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2
    reach = MEET + 0.5
    return box_around((dot, (x - reach, y - reach, x + reach, y + reach)))


def _reached(topics: Sequence[ChartBox], pieces: Sequence[Piece]) -> None:
    """Widens topics to the places in their rows from which lines lead away: the lines of a topic are ragged, the
    connector begins where the longest one might have ended.
    """
    lines = [p for p in pieces if not p.head]
    starts = Near([((*end, *end), (end, other)) for p in lines for end, other in (p.ends, p.ends[::-1])])
    for x, y in sorted({end for p in lines for end in p.ends}):
        row = [t for t in topics if t.box[1] <= y <= t.box[3]]
        near = min(row, key=lambda t: max(t.box[0] - x, x - t.box[2]), default=None)
        if near is None or near.box[0] <= x <= near.box[2]:
            continue
        x0, top, x1, bottom = near.box
        away = 1 if x > x1 else -1
        met = [far for (a, b), far in starts.around((x, y, x, y), MEET) if abs(a - x) <= MEET and abs(b - y) <= MEET]
        if max(x0 - x, x - x1) <= _RAGGED * (x1 - x0) and all(away * (far[0] - x) > MEET for far in met):
            near.box = (min(x0, x + _MARGIN), top, max(x1, x - _MARGIN), bottom)
