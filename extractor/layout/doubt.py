"""How far the structure of a page can be trusted: the regions where words may belong elsewhere.

Comes in: the layouts of a document's pages. Goes out: regions, each with the share of its values that the structure
vouches for. Letters can be read without doubt and stand in the wrong row: rows that could as well be cut otherwise, and
on a scan a rule that it lost, a connector that ends in the open, a row that begins in mid-sentence or holds no word, a
text that begins twice, a heading that was hardly read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.layout.blocks import Cell, PageLayout, Table
from extractor.layout.charts import Chart, ChartBox, boxed, read_chart
from extractor.layout.tables.evidence import Separator, separators
from extractor.layout.tables.heading import names_column, names_period
from extractor.read.words import Box, Word, box_around

_CHART = 0.88
"""Certainty of what stands in boxes of a scanned chart that a stroke should join and does not: about as much is right
on drawn scans.
"""
_BESIDE = 0.92
"""Certainty of the other boxes of such a chart, and of those of a chart that is drawn without connectors: their places
tell what hangs under what. Of 25 drawn scans whose every box was told right, 18 showed some stroke that ends nowhere.
"""
_LEVEL = 10.0
"""Points by which the boxes of a chart's first level may begin lower than one another: a line of print."""
_LOST_RULE = 0.88
"""Certainty of rows that no rule parts in a table whose other rows are ruled."""
_MID_SENTENCE = 0.75
"""Certainty of rows of which one begins in mid-sentence, or that hold the number of another row."""
_BARE = 0.94
"""Certainty of rows in a table without rules between rows: they are told by white and wording."""
_MISREAD, _LEGIBLE = 0.75, 0.8
"""Certainty of a column whose heading was hardly read: what its values are was told by them alone; certainty of the
words of a heading below which it was."""
_FAINT, _MANY = 0.6, 0.3
"""Strength below which a rule is a hint, and share of the length of a table's rules."""
_TABLE = 0.5
"""Share of a page's words in tables with known headings from which its boxes are cells, no chart."""
_COVER = 0.5
"""Share of a cell's width that a rule under it covers at the least."""
_REACH = 3.0
"""Points by which a rule may touch the boxes of the texts that it parts."""


_SENTENCE = 3
"""Words of a text that is more than a unit or an office."""
_JOINING = 4
"""Letters of a word behind which a sentence goes on."""
_SHORT = 40
"""Words of a text that is a statement or a name; a longer one is prose, which says a word twice."""
_ALIKE = 3
"""Cells of a row that begin a sentence at one height: two may do so by chance."""
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")


Block = tuple[ChartBox, ...]
"""Boxes of a chart that stand wall to wall."""


@dataclass(frozen=True)
class Doubt:
    """A region of a page (1-based), in points, and the most that a value there is sure. ``scanned``: only what was
    recognised in a picture is doubted, for what a text layer holds is drawn exactly.
    """

    page: int
    box: Box
    most: float
    scanned: bool = True


class Doubts:
    """The doubtful regions of a document's pages."""

    def __init__(self, doubts: Sequence[Doubt] = ()) -> None:
        self._by_page: dict[int, list[Doubt]] = defaultdict(list)
        for doubt in doubts:
            self._by_page[doubt.page].append(doubt)

    def certainty(self, words: Sequence[Word]) -> float:
        """The most that a value of these words is sure: that of the most doubtful region in which one stands; 1 outside
        all of them, for words that are one text.
        """
        most = _MID_SENTENCE if words and words[0].method == "ocr" and _runs_together(words) else 1.0
        if not self._by_page:
            return most
        found = [
            d.most
            for w in words
            for d in self._by_page.get(w.page, ())
            if (w.method == "ocr" or not d.scanned) and _holds(d.box, w.box)
        ]
        return min((most, *found))


def _runs_together(words: Sequence[Word]) -> bool:
    """Whether a short text holds the numbers of several lower levels, or begins anew in mid-sentence: two boxes or
    rows beside each other.
    """
    if not 1 < len(words) <= _SHORT:
        return False
    texts = [w.text for w in words]
    if sum(_LEVELS.fullmatch(text) is not None for text in texts[1:]) > 1:
        return True
    return any(
        word == texts[0] and word[1:].islower() and before.islower() and len(before) > _JOINING
        for before, word in pairwise(texts)
    )


def doubts_of(layouts: Sequence[PageLayout], unsure: Iterable[tuple[Cell, float]] = ()) -> Doubts:
    """The doubtful regions of the pages; ``unsure`` are cells of which it is not beyond doubt what they are, with how
    sure that is.
    """
    found = [
        replace(doubt, scanned=False)
        for layout in layouts
        for table in layout.tables
        if _is_headed(table)
        for cell in {id(c): c for row in table.rows for c in row if c.certainty < 1}.values()
        for doubt in _cell(cell, cell.certainty)
    ]
    found += [replace(doubt, scanned=False) for cell, most in unsure for doubt in _cell(cell, most)]
    scanned = {p.number: p for p in layouts if any(w.method == "ocr" for w in p.page.words)}
    parted = {number: separators(p.page) for number, p in scanned.items()}
    for layout in scanned.values():
        found += _in_chart(layout)
        for table in layout.tables:
            found += _in_table(table, parted)
            found += _under_pale(table, scanned)
    return Doubts(found)


def doubtful(layouts: Sequence[PageLayout]) -> Doubts:
    """The pages as doubtful from edge to edge, whatever they were read from."""
    return Doubts([Doubt(p.number, (0.0, 0.0, p.page.width, p.page.height), _CHART, scanned=False) for p in layouts])


def _holds(box: Box, word: Box) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


# -- charts ---------------------------------------------------------------------------------------------------------


def _in_chart(layout: PageLayout) -> Iterator[Doubt]:
    """The heights of a chart's boxes, where its strokes do not lead from one root to every box. Boxes that fill a page
    without a table of known headings may be a chart or a table, and are doubted like one.
    """
    chart = layout.chart
    if chart is None and _in_headed(layout) <= _TABLE * len(layout.page.words) and boxed(layout.page):
        chart = read_chart(layout.page)
    if chart is not None and chart.boxes and not _is_whole(chart):
        # the names of levels stand beside the boxes
        _, top, _, bottom = box_around([b.box for b in chart.boxes])
        yield Doubt(layout.number, (0.0, top, layout.page.width, bottom), _BESIDE)
        for block in _unjoined(chart):
            yield Doubt(layout.number, box_around([b.box for b in block]), _CHART)


def _unjoined(chart: Chart) -> list[Block]:
    """The blocks of boxes that a stroke leads to which ends in the open, and, where strokes join others, those under
    the first level that hang on none.
    """
    open_ended = _open_ended(chart)
    roots = _roots(chart)
    if not roots:
        # every block holds a box that another one carries
        return list(chart.blocks)
    roots = roots if chart.links.parents else []
    top = min((box_around([b.box for b in block])[1] for block in roots), default=0.0)
    hanging = [block for block in roots if box_around([b.box for b in block])[1] - top > _LEVEL]
    return [block for block in chart.blocks if block in hanging or any(b in open_ended for b in block)]


def _open_ended(chart: Chart) -> set[ChartBox]:
    """The boxes that a stroke leads to which ends in the open."""
    return {t.box for n in chart.networks if n.terminals and (len(n.terminals) < 2 or n.loose) for t in n.terminals}


def _roots(chart: Chart) -> list[Block]:
    """The blocks of which no box hangs on another one."""
    return [block for block in chart.blocks if all(b not in chart.links.parents for b in block)]


def _is_whole(chart: Chart) -> bool:
    """Whether every connector leads from box to box, and all boxes but those of the first level hang on another. The
    first level is a row at the top, or, of a chart that grows to the right, a column under the names of the levels.
    Lines that lead to no box at all are of a frame.
    """
    if _open_ended(chart):
        return False
    parents = chart.links.parents
    roots = [box_around([b.box for b in block]) for block in _roots(chart)]
    if len(roots) < 2 or not parents:
        # none at all: every block holds a box that another one carries
        return len(roots) == 1
    top = min(box[1] for box in roots)
    below = [box[0] for box in roots if box[1] - top > _LEVEL]
    return not below or max(below) - min(box[0] for box in roots) <= _LEVEL


def _in_headed(layout: PageLayout) -> int:
    """The number of words that stand in tables with known headings."""
    cells = {id(c): c for table in layout.tables if _is_headed(table) for row in table.rows for c in row}
    return sum(len(cell.span.words) for cell in cells.values())


def _is_headed(table: Table) -> bool:
    """Whether a table's heading names two columns or more; one name over all of them labels boxes side by side."""
    heads = {span.text.strip(" :.").casefold() for span in table.header if span}
    return sum(names_column(text) or names_period(text) for text in heads) > 1


# -- tables ---------------------------------------------------------------------------------------------------------


def _in_table(table: Table, parted: dict[int, tuple[Separator, ...]]) -> Iterator[Doubt]:
    """The cells of rows that no rule parts, and of those that begin in mid-sentence with the row above."""
    columns = [list({id(c): c for c in column}.values()) for column in zip(*table.rows, strict=True)]
    small = {c for c, column in enumerate(columns) if _in_small_letters(column)}
    wordy = {c for c, column in enumerate(columns) if _in_sentences(column)}
    bare: set[int] = set()
    ruled = 0
    broken: set[int] = set()
    for r, (upper, lower) in enumerate(zip(table.rows, table.rows[1:], strict=False)):
        told = [_is_ruled(a, b, parted) for a, b in zip(upper, lower, strict=True) if a is not b]
        known = [rule for rule in told if rule is not None]
        ruled += any(known)
        if known and not all(known):
            bare |= {r, r + 1}
        if any(c not in small and b.row == r + 1 and _continues(b, c in wordy) for c, b in enumerate(lower)):
            broken |= {r, r + 1}
    broken |= {
        r for r, row in enumerate(table.rows) if any(map(_holds_two, row)) or _is_wordless(row) or _begins_anew(row)
    }
    yield from _under_misread(table)
    most = _LOST_RULE if ruled else _BARE
    for r in sorted(bare | broken):
        for cell in {id(c): c for c in table.rows[r]}.values():
            yield from _cell(cell, _MID_SENTENCE if r in broken else most)


def _under_misread(table: Table) -> Iterator[Doubt]:
    """The columns whose headings a scan shows so badly that they were hardly read."""
    for c, heading in enumerate(table.header):
        read = [w.confidence for w in heading.words if w.method == "ocr"] if heading else []
        if read and sum(read) < _LEGIBLE * len(read):
            for cell in {id(row[c]): row[c] for row in table.rows}.values():
                yield from _cell(cell, _MISREAD)


def _under_pale(table: Table, pages: dict[int, PageLayout]) -> Iterator[Doubt]:
    """The pages of a table of whose rules a good part are no more than hints: where one is missing cannot be told."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for cell in {id(c): c for row in table.rows for c in row}.values():
        for line in cell.lines:
            boxes[line.words[0].page].append(line.box)
    for number in boxes.keys() & pages.keys():
        x0, top, x1, bottom = box_around(boxes[number])
        rules = [
            (r.strength, (r.x1 - r.x0) + (r.bottom - r.top))
            for r in pages[number].page.rulings
            if r.x0 <= x1 and r.x1 >= x0 and r.top <= bottom and r.bottom >= top
        ]
        if sum(length for strength, length in rules if strength < _FAINT) > _MANY * sum(length for _, length in rules):
            yield Doubt(number, (x0, top, x1, bottom), _LOST_RULE)


def _is_ruled(upper: Cell, lower: Cell, parted: dict[int, tuple[Separator, ...]]) -> bool | None:
    """Whether a rule parts two cells; ``None`` where that cannot be told (an empty cell, a page break)."""
    if not upper.lines or not lower.lines:
        return None
    above, below = upper.lines[-1], lower.lines[0]
    page = above.words[0].page
    if page not in parted or below.words[0].page != page:
        return None
    x0, x1 = min(above.box[0], below.box[0]), max(above.box[2], below.box[2])
    return any(
        above.box[3] - _REACH <= s.y <= below.box[1] + _REACH and s.cover(x0, x1) >= _COVER for s in parted[page]
    )


def _continues(cell: Cell, wordy: bool = False) -> bool:
    """Whether a cell's text begins in mid-sentence; in a column of sentences a lone word is one's rest, too."""
    return len(cell.lines) > 0 and (wordy or len(cell.text.split()) > 1) and cell.text[:1].islower()


def _in_sentences(column: Sequence[Cell]) -> bool:
    """Whether half of the texts of a column are of several words: no units, no figures."""
    said = [cell.text.split() for cell in column if cell.lines]
    return sum(len(words) >= _SENTENCE for words in said) * 2 > len(said)


def _is_wordless(row: Sequence[Cell]) -> bool:
    """Whether a row of several texts has no letter in any of them: the numbers of columns, or a part of another row."""
    texts = [c.text for c in {id(c): c for c in row}.values() if c.lines]
    return len(texts) > 1 and not any(char.isalpha() for text in texts for char in text)


def _in_small_letters(column: Sequence[Cell]) -> bool:
    """Whether most of the texts of a column begin with a small letter, so that one more says nothing."""
    said = [cell for cell in column if len(cell.text.split()) > 1]
    return sum(map(_continues, said)) * 2 > len(said)


def _holds_two(cell: Cell) -> bool:
    """Whether a line in the middle of a cell begins with the number of a lower level: another row's (`2.1.2 ...`)."""
    return any(_LEVELS.fullmatch(line.words[0].text) and len(line.words) > 1 for line in cell.lines[1:])


def _begins_anew(row: Sequence[Cell]) -> bool:
    """Whether several cells of a row begin a sentence at one height below its top: a rule under print was lost."""
    begun = sorted(
        (line.box[1], line.box[3], line.text[:1].isupper())
        for cell in {id(c): c for c in row}.values()
        for line in cell.lines[1:]
        if cell.row_span == 1 and line.text[:1].isalpha()
    )
    return any(
        len(beside) >= _ALIKE and all(beside)
        for top, bottom, _ in begun
        for beside in [[large for other, _, large in begun if abs(other - top) < (bottom - top) / 2]]
    )


def _cell(cell: Cell, most: float) -> Iterator[Doubt]:
    by_page: dict[int, list[Box]] = defaultdict(list)
    for line in cell.lines:
        by_page[line.words[0].page].append(line.box)
    for page, boxes in by_page.items():
        yield Doubt(page, box_around(boxes), most)
