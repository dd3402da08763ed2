"""A chart page as a whole: boxes in stacks, connectors, loose lines.

In comes a page, out comes a :class:`Chart`. Apart from its parts because the kinds ask for one thing only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.charts.box import ChartBox, whole_of
from extractor.layout.charts.boxes import Found, find_boxes
from extractor.layout.charts.connectors import Network, networks
from extractor.layout.charts.entries import find_entries, is_quantity
from extractor.layout.charts.frames import find_frames, is_close
from extractor.layout.charts.fronts import with_fronts
from extractor.layout.charts.geometry import EDGE, carries, inside, spans
from extractor.layout.charts.near import Near
from extractor.layout.charts.pieces import pieces_of
from extractor.layout.charts.strokes import Stroke
from extractor.layout.charts.tiles import stitch
from extractor.layout.charts.topics import find_topics
from extractor.layout.charts.tree import Links, link, opened
from extractor.layout.lines import lines_of
from extractor.read.page import Page
from extractor.read.words import Box, box_around
from extractor.unions import Unions

_LINKED = 0.3
"""Share of a chart's words that stand in boxes which connectors join, at the least."""
_LOOSE = 0.2
"""Share of a page's words outside boxes from which some may be topics: titles, notes and signatures are fewer."""
_TABLE = 0.6
"""Share of a page's words in one block of three and more columns from which the block is a table."""
_FEW = 2
"""A block of boxes with more columns may be a table; a card with a list of indicators and targets has two."""
_CELLS = 4
"""A card of cells has so many at the least: a statement over an indicator with its figure and one more."""
_APART = 5
"""So many blocks apart from each other, or boxes wall to wall, the least, are a chart without lines."""


@dataclass(frozen=True)
class Chart:
    """A page's boxes, the lines outside them (cut at wide gaps), and what the connectors say."""

    page: Page
    boxes: tuple[ChartBox, ...]
    lines: tuple[Line, ...]
    panels: tuple[ChartBox, ...] = ()
    """Frames around some of the boxes: what leads to them leads to these."""
    lanes: tuple[Box, ...] = ()
    """Frames around boxes that lead nowhere: swim lanes, borders of a part of the chart."""
    strokes: tuple[Stroke, ...] = ()

    @property
    def every_line(self) -> tuple[Line, ...]:
        """The lines outside boxes and in them: the words of two boxes never stand on one line."""
        return self.lines + tuple(line for box in self.boxes for line in box.lines)

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """Connectors that hang together. Most pages that are asked for them at all are no charts: made when asked."""
        if not self.boxes:
            return ()
        ends = [*self.boxes, *self.panels]
        pieces = pieces_of(self.page, self.strokes, ends, self.lanes)
        return tuple(networks(self.page, pieces, ends, in_cells=self.is_sheet))

    @cached_property
    def is_sheet(self) -> bool:
        """Is the page a sheet of cards, each a little table: blocks of cells that stand apart from each other, beside
        each other, and hold most of what is printed? (The tables of a report stand one under the other.)
        """
        cards = [i for i, block in enumerate(self.blocks) if _is_card(block)]
        most = sum(self.held[i] for i in cards)
        if len(cards) < _APART or most < _TABLE * len(self.page.words):
            return False
        frames = [box_around(b.box for b in self.blocks[i]) for i in cards]
        return max(self.held[i] for i in cards) < most / 2 and 2 * _abreast(frames) >= len(frames)

    @cached_property
    def links(self) -> Links:
        """Which box stands over which."""
        return opened(link(self.networks))

    @cached_property
    def blocks(self) -> tuple[tuple[ChartBox, ...], ...]:
        """Boxes that share walls, as groups in reading order."""
        return blocks_of(self.boxes)

    @cached_property
    def joined(self) -> bool:
        """Do connectors join most of what stands in boxes? (Titles and signatures stand in none.)"""
        return self.linked_words >= _TABLE * sum(self.held) and self.linked_words >= _LINKED * len(self.page.words)

    @cached_property
    def linked_words(self) -> int:
        """How many words stand in blocks of boxes that connectors lead to from other blocks."""
        block_of = {box: i for i, block in enumerate(self.blocks) for box in block}
        linked: set[int] = set()
        for network in self.networks:
            ends = {block_of[b] for t in network.terminals for b in (t.box.members or (t.box,))}
            if len(ends) > 1:
                linked |= ends
        return sum(self.held[i] for i in linked)

    @cached_property
    def held(self) -> tuple[int, ...]:
        """How many words each block holds."""
        return tuple(sum(len(line.words) for b in block for line in b.lines) for block in self.blocks)

    @cached_property
    def spreads(self) -> bool:
        """Do blocks that are trees without lines hold most of the page's words, or all boxes together, though white
        parts them?
        """
        spread = self._held_in(_spreads)
        if spread < _TABLE * len(self.page.words) <= sum(self.held) and len(self.blocks) == len(self.boxes):
            return _grows([b for b in self.boxes if b.lines])
        return spread >= _TABLE * len(self.page.words)

    @cached_property
    def announces(self) -> bool:
        """Do cards wall to wall that say what they hold (`Indikator :` over a list) hold most of what stands in boxes?
        Then their walls are no rules of a table, and no columns of text are one.
        """
        return self._held_in(_is_cards) >= _TABLE * sum(self.held)

    def _held_in(self, told: Callable[[Sequence[ChartBox]], bool]) -> int:
        """How many words the blocks hold of which something is told, and the columns of boxes beside them: a branch of
        the tree that does not part.
        """
        blocks = [block for block in self.blocks if told(block)]
        if not blocks:
            return 0
        columns = [b for b in self.blocks if len(b) > 2 and _widths(b) == 1 and any(_is_abreast(b, o) for o in blocks)]
        return sum(len(line.words) for block in (*blocks, *columns) for b in block for line in b.lines)


def blocks_of(boxes: Sequence[ChartBox]) -> tuple[tuple[ChartBox, ...], ...]:
    """Boxes that share walls, as groups in reading order."""
    return tuple(tuple(g) for g in _grouped(boxes, _share_wall))


def stacks_of(boxes: Sequence[ChartBox]) -> list[tuple[ChartBox, ...]]:
    """Boxes of one width that stand wall to wall under each other, top to bottom."""
    return [tuple(sorted(g, key=lambda b: b.box[1])) for g in _grouped(boxes, _stacked)]


def _share_wall(a: ChartBox, b: ChartBox) -> bool:
    dx = max(a.box[0], b.box[0]) - min(a.box[2], b.box[2])
    dy = max(a.box[1], b.box[1]) - min(a.box[3], b.box[3])
    return (abs(dx) <= EDGE and dy < -1) or (abs(dy) <= EDGE and dx < -1)


def _stacked(a: ChartBox, b: ChartBox) -> bool:
    if abs(a.box[0] - b.box[0]) > EDGE or abs(a.box[2] - b.box[2]) > EDGE:
        return False
    return min(abs(a.box[3] - b.box[1]), abs(b.box[3] - a.box[1])) <= EDGE


def _grouped(boxes: Sequence[ChartBox], related: Callable[[ChartBox, ChartBox], bool]) -> list[list[ChartBox]]:
    """Boxes that are related, directly or through others. Only boxes near each other are compared."""
    joined = Unions(len(boxes))
    near = Near([(b.box, i) for i, b in enumerate(boxes)])
    for i, b in enumerate(boxes):
        for j in near.around(b.box, EDGE):
            if j < i and joined.root(i) != joined.root(j) and related(boxes[j], b):
                joined.join(j, i)
    groups: dict[int, list[ChartBox]] = {}
    for i, b in enumerate(boxes):
        groups.setdefault(joined.root(i), []).append(b)
    return sorted(groups.values(), key=lambda g: (min(b.box[1] for b in g), min(b.box[0] for b in g)))


MOST = 5000
"""A page with more shapes or strokes is a drawing, no chart."""


@lru_cache(maxsize=16)
def read_chart(page: Page) -> Chart:
    """The chart on a page. Several rooms ask for the same page: the last ones are kept."""
    if len(page.shapes) > MOST or len(page.rulings) > 2 * MOST:
        return Chart(page, (), tuple(part for line in lines_of(page.words) for part in line.segments()))
    page = with_fronts(page)
    found = find_boxes(page)
    _with_topics(page, found)
    panels, lanes = find_frames(page, found.boxes)
    close = [p for p in found.panels if is_close(p.box, p.members)]
    panels = [*close, *(p for p in panels if all(p.members != known.members for known in close))]
    lanes += [p.box for p in found.panels if p not in close]
    return Chart(page, tuple(found.boxes), tuple(found.lines), tuple(panels), tuple(lanes), tuple(found.strokes))


def _with_topics(page: Page, found: Found) -> None:
    """Adds the topics to the boxes of a page of which a good part of the words stands in no box."""
    if sum(len(line.words) for line in found.lines) < _LOOSE * len(page.words):
        return
    topics = find_topics(page, found.lines, found.strokes, found.boxes)
    taken = {id(line) for t in topics for line in t.lines}
    found.boxes += topics
    found.lines = [line for line in found.lines if id(line) not in taken]


def read_tiles(pages: Sequence[Page]) -> list[Chart]:
    """The charts on the pages, those that were printed over sheets side by side laid together."""
    return [read_chart(page) for page in stitch(pages)]


def chart_of(page: Page, tables: Sequence[Box] = ()) -> Chart | None:
    """The chart that a page is (or a part of one), ``None`` for a page of text and tables. What is drawn within
    ``tables``, boxes of grids that are surely tables, makes no chart.

    It is one when a good part of its words stands in boxes that connectors join, and no grid holds most of them. (The
    borders of a table's empty cells look like connectors, but they lead from a table to itself.)
    """
    if len(page.words) < 4 or _within_walls(page, tables) < _LINKED * len(page.words):
        return None
    chart = read_chart(page)
    return chart if _is_chart(chart) else None


def _is_chart(chart: Chart) -> bool:
    page = chart.page
    least, most = _LINKED * len(page.words), _TABLE * len(page.words)
    if sum(len(line.words) for b in chart.boxes for line in b.lines) < least:
        return False
    if chart.is_sheet:
        return True
    most_held = [block for words, block in zip(chart.held, chart.blocks, strict=True) if words > most]
    if any(_widths(block) > _FEW and not _spreads(block) for block in most_held):
        return False
    if chart.linked_words >= least:
        return True
    return sum(chart.held) >= most and (chart.spreads or _scattered(chart))


def _widths(block: Sequence[ChartBox]) -> int:
    return len({round(b.box[0] / 4) for b in block})


def _scattered(chart: Chart) -> bool:
    """Do blocks that hold most of the words stand apart in rows of several, as no tables on a page do?"""
    cards = [block for block in chart.blocks if _widths(block) <= _FEW]
    held = sum(len(line.words) for block in cards for b in block for line in b.lines)
    if len(cards) < _APART or held < _TABLE * len(chart.page.words):
        return False
    return 2 * _abreast([box_around(b.box for b in block) for block in cards]) >= len(cards)


def _is_card(block: Sequence[ChartBox]) -> bool:
    """Is a block a little table, with a figure in a cell of its own?"""
    return (
        len(block) >= _CELLS
        and _widths(block) >= _FEW
        and any(b.lines and is_quantity(whole_of(b.lines)) for b in block)
    )


def _is_abreast(column: Sequence[ChartBox], block: Sequence[ChartBox]) -> bool:
    """Do most boxes of a column begin where boxes of a block begin?"""
    tops = [b.box[1] for b in block]
    return 2 * sum(any(abs(b.box[1] - top) <= EDGE for top in tops) for b in column) >= len(column)


def _abreast(blocks: Sequence[Box]) -> int:
    """How many blocks stand beside another one."""
    return sum(any(a is not b and min(a[3], b[3]) - max(a[1], b[1]) > EDGE for b in blocks) for a in blocks)


def _spreads(block: Sequence[ChartBox]) -> bool:
    """Is a block a tree without lines: row by row more boxes, each under one box of the row over it? (Under the
    heading of a table the columns stay the same.) So are cards wall to wall that say what they hold.
    """
    if _is_cards(block):
        return True
    block, _ = find_entries(block)
    return _grows(block) or (len(block) >= _APART and _parts_twice(block))


def _grows(block: Sequence[ChartBox]) -> bool:
    """Are there row by row no fewer boxes, twice more, each under one box of the row over it that is as wide?"""
    if len(block) < _APART:
        return False
    rows: list[list[ChartBox]] = []
    for box in sorted(block, key=lambda b: b.box[1]):
        if rows and box.box[1] - rows[-1][0].box[1] <= EDGE:
            rows[-1].append(box)
        else:
            rows.append([box])
    steps = [len(b) - len(a) for a, b in pairwise(rows)]
    if len(rows) < 3 or steps[-1] <= 0 or min(steps) < 0 or sum(step > 0 for step in steps) < 2:
        return False
    return all(any(spans(u.box, b.box) for u in upper) for upper, lower in pairwise(rows) for b in lower)


_CARDS = 0.4
"""Share of a block's boxes with labels in them from which the block is made of cards: a card is a head over a list."""
_FEWEST_CARDS = 4
"""Boxes that announce something, at the least: the fewest that stand in several rows and several columns."""


def _is_cards(block: Sequence[ChartBox]) -> bool:
    """Do boxes in several rows and columns hold labels with what they announce (`Indikator :` over a list)? The cells
    of a table hold what its heading announces.
    """
    cards = [b for b in block if _announces(b)]
    if len(cards) < max(_FEWEST_CARDS, _CARDS * len(block)):
        return False
    rows = {round(b.box[3] / EDGE) for b in cards}
    columns = {round(b.box[0] / EDGE) for b in cards}
    return len(rows) > 1 and len(columns) > 1


def _announces(box: ChartBox) -> bool:
    """Does a line of a box, or a bold beginning of one, end with a colon, and more follow?"""
    for line in box.lines:
        for i, word in enumerate(line.words):
            if not word.text.endswith(":"):
                continue
            ends = i + 1 == len(line.words)
            if (ends and line is not box.lines[-1]) or (not ends and word.bold and not line.words[i + 1].bold):
                return True
    return False


_CHAIN = 6
"""Boxes under each other that nothing parts, at most, in a tree without lines: three levels and their indicators."""


def _parts_twice(block: Sequence[ChartBox]) -> bool:
    """Does every box hang on one that is as wide at the least, and do boxes stand side by side under one box that
    stands so itself? (The headings of a table part but once, and its columns are long.)
    """
    near = Near([(b.box, b) for b in block])
    top = min(b.box[1] for b in block)
    upper: dict[ChartBox, ChartBox] = {}
    for b in block:
        x0, y, x1, _ = b.box
        over = [u for u in near.around((x0, y, x1, y), EDGE) if carries(u.box, b.box)]
        if over:
            upper[b] = over[0]
        elif y > top + EDGE:
            return False
    under = Counter(upper.values())
    parted: dict[ChartBox, tuple[int, int]] = {}
    for b in sorted(block, key=lambda b: b.box[1]):
        times, chain = parted.get(upper[b], (0, 0)) if b in upper else (0, 0)
        parted[b] = (times + 1, 1) if b in upper and under[upper[b]] > 1 else (times, chain + 1)
    return max(times for times, _ in parted.values()) > 1 and max(chain for _, chain in parted.values()) <= _CHAIN


def _within_walls(page: Page, tables: Sequence[Box]) -> int:
    """How many words stand between the outermost walls and lines drawn outside tables, or at the right of them, where
    the text of a bracketed outline runs on: no more can be a chart's.

    A page of prose has rules under its head at the most, or a stamp at its foot.
    """
    walls = [(r.x0, r.top, r.x1, r.bottom) for r in page.rulings if not r.horizontal]
    walls += [shape.box for shape in page.shapes]
    walls += page.pictures
    if tables:
        walls = [wall for wall in walls if not any(inside(wall, table) for table in tables)]
    if not walls:
        return 0
    x0, top, _, bottom = box_around(walls)
    return sum(
        x0 - EDGE <= (w.box[0] + w.box[2]) / 2 and top - EDGE <= (w.box[1] + w.box[3]) / 2 <= bottom + EDGE
        for w in page.words
    )


def in_box(chart: Chart, line: Line) -> bool:
    """Does a line stand in a box of a chart? Its capitals are those of the box, no title of a document. (A box over all
    others is a banner, whose text may be the title.)
    """
    boxes = chart.boxes
    first = line.words[0]
    # to hold places against each other costs less than to hold words
    home = next((b for b in boxes for part in b.lines for w in part.words if w.box == first.box and w == first), None)
    return home is not None and any(b is not home and b.box[1] < home.box[3] - EDGE for b in boxes)


def boxed(page: Page) -> bool:
    """Do most of the page's words stand in boxes, whether or not anything joins them?"""
    if len(page.words) < 4 or not (page.rulings or page.shapes or page.pictures):
        return False
    boxes = read_chart(page).boxes
    held = sum(len(line.words) for b in boxes for line in b.lines)
    return len(boxes) >= 3 and held >= 0.5 * len(page.words)
