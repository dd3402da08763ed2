"""Words that the edge of a cell cut without a hyphen, made whole.

Comes in: the rows of a grid. Goes out: the same rows; a line that begins with the rest of the word over it is glued to
it. Spreadsheets and report writers break a line wherever it is full (`Nilai kine` / `rja`): then many lines of a table
end at the edge in mid-word, and every break is asked whether both sides make a word. In other tables only a rest of a
letter or two is taken for one, where what stands before it is no word, and the parts of a word too wide for its column,
each alone on its line (`Kelo` / `mpo` / `k`). Figures are cut the same way (`80,0` / `7`, see ``broken_figures``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extractor.layout.blocks import Cell, Line
from extractor.layout.tables.broken_figures import ROOM, cut_figures
from extractor.lexicon import Lexicon, lexicon

Row = tuple[Cell, ...]
_POINTS, _DIGITS, _UNDER = (".", ")"), 3, 0.5
"""Signs behind the number of a row or an item, its digits at the most, and the type sizes by which the sign may stand
aside from the place right under the number.
"""
_LOWER = 0.7
"""Type sizes by which a word stands lower than the one before it that goes on with a figure on the next line."""
_EDGE = 1.1
"""Type sizes between the end of a full line and the furthest end of its column's lines."""
_CUTS, _SHARE = 2, 0.3
"""Lines that end in mid-word, beyond doubt, and their share of a table's full lines, where lines are cut anywhere."""
_HALVES = 2
"""Lines of a cell that holds nothing but a figure in two parts."""
_REST = 2
"""Letters of a rest that is taken for one in any table."""
_JOINTS = r"[/(\"'“]"
"""Signs within a word behind which another begins: of `Kabupaten/Ko` / `ta` the second word is cut."""
_PARTS = 4
"""Lines over which a word may be broken in a cell of a few letters' width."""
_LONG = 10
"""Letters of a word by which it is no short name or abbreviation that two other words may make by chance."""
_LIKELIER = 0.5
"""Powers of ten by which a whole must be more usual than the rarer of its halves."""


@dataclass(frozen=True)
class _Break:
    """Two lines of a cell: the words at the break, without the signs behind the second."""

    lower: Line
    a: str
    b: str
    joined: bool = False
    """A stroke stands before the upper one: a line could have ended at it (`kg/kapita/tah` / `un`)."""

    @property
    def whole(self) -> str:
        return (self.a + self.b).casefold()


def whole_words(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the words whole that the edges of their cells cut."""
    rows = _with_points(rows)
    rows = _with_figures(rows)
    cells = list({id(cell): cell for row in rows for cell in row if len(cell.lines) > 1}.values())
    fields = [(cell.lines, cell.box[2] - cell.box[0]) for cell in cells if len(cell.lines) == _HALVES]
    figures = cut_figures(fields, lambda: breaks_words(cell.lines for cell in cells))
    glued = _words({id(found.lower): found for cell in cells for found in _breaks(cell.lines)})
    glued |= {rest for cell in cells for rest in _narrow(cell)}
    glued |= {id(line) for cell in cells for line in cell.lines if id(line.words[0]) in figures}
    return _with(rows, cells, glued) if glued else tuple(rows)


def breaks_words(cells: Iterable[Sequence[Line]]) -> bool:
    """Whether several lines of cells end in mid-word, beyond doubt."""
    known = lexicon()
    found = (one for lines in cells if len(lines) > 1 for one in _breaks(lines) if _is_cut(one, known))
    return len(list(islice(found, _CUTS))) == _CUTS


def _with_figures(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with figures whole of which a line goes on on a lower one."""
    cells = {id(cell): cell for row in rows for cell in row if any(map(_goes_lower, cell.lines))}
    made = {key: replace(cell, lines=tuple(map(_with_rest, cell.lines))) for key, cell in cells.items()}
    return [tuple(made.get(id(cell), cell) for cell in row) for row in rows] if made else rows


def _goes_lower(line: Line) -> bool:
    first, last = line.words[0], line.words[-1]
    return last.box[1] - first.box[1] > _LOWER * first.size and first.text[0].isdigit() and last.text[0].isdigit()


def _with_rest(line: Line) -> Line:
    return Line((line.words[0], *(replace(w, glued=True) for w in line.words[1:]))) if _goes_lower(line) else line


def _with_points(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with the points of numbers beside them that a narrow place for numbers put under them."""
    made: dict[int, Cell] = {}
    for cell in {id(cell): cell for row in rows for cell in row if len(cell.lines) > 1}.values():
        number, point = cell.lines[0].words[0], cell.lines[1].words[0]
        under = abs(number.box[0] - point.box[0]) <= _UNDER * number.size
        if under and point.text in _POINTS and number.text.isdigit() and len(number.text) <= _DIGITS:
            first = Line((number, replace(point, glued=True), *cell.lines[0].words[1:]))
            rest = cell.lines[1].words[1:]
            lines = (first, Line(rest), *cell.lines[2:]) if rest else (first, *cell.lines[2:])
            made[id(cell)] = replace(cell, lines=lines)
    return [tuple(made.get(id(cell), cell) for cell in row) for row in rows] if made else rows


def _words(breaks: Mapping[int, _Break]) -> set[int]:
    """Those of the breaks that part a word."""
    if not breaks:
        return set()
    known = lexicon()
    cut = {k: found for k, found in breaks.items() if _is_cut(found, known)}
    if not (len(cut) >= _CUTS and len(cut) >= _SHARE * len(breaks)):
        return {k for k, found in cut.items() if len(found.b) <= _REST}
    return {k for k, found in breaks.items() if _is_whole(found, known)}


def _narrow(cell: Cell) -> Iterator[int]:
    """The lines of a cell that go on with a word too wide for it, of which each part but the last fills its line."""
    k, room = 0, cell.box[2] - cell.box[0] - ROOM * cell.lines[0].size
    while k + 1 < len(cell.lines):
        found = next((n for n in range(min(k + _PARTS, len(cell.lines)), k + 1, -1) if _is_one(cell, k, n, room)), None)
        if found is not None:
            yield from map(id, cell.lines[k + 1 : found])
        k = found - 1 if found is not None else k + 1


def _is_one(cell: Cell, first: int, end: int, room: float) -> bool:
    """Do the words at the breaks of some lines make one that is wider than its cell, and is a word as no part is?"""
    lines = cell.lines[first:end]
    parts = [*(line.words[-1] for line in lines[:-1]), lines[-1].words[0]]
    if any(len(line.words) > 1 for line in lines[:-1]) or len({line.page for line in lines}) > 1:
        return False
    texts = [word.text for word in parts]
    texts[-1] = texts[-1].rstrip(",.;:)")
    joined = "".join(texts)
    if not joined.isalpha() or not (joined[1:].islower() or joined.isupper()):
        return False
    if sum(word.box[2] - word.box[0] for word in parts) < room:
        return False
    known, halves = lexicon(), [text.casefold() for text in texts]
    rarest = min(known.zipf(half) if len(half) > 1 else 0.0 for half in halves)
    whole = joined.casefold()
    return known.lists(whole) and whole not in known.others and known.zipf(whole) >= rarest + _LIKELIER


def _with(rows: Sequence[Row], cells: Sequence[Cell], glued: set[int]) -> tuple[Row, ...]:
    """The rows with the first word of each of these lines glued to the one before it."""
    made: dict[int, Cell] = {}
    for cell in cells:
        if any(id(line) in glued for line in cell.lines):
            lines = [
                Line((replace(line.words[0], glued=True), *line.words[1:])) if id(line) in glued else line
                for line in cell.lines
            ]
            if any(line.words[0].glued and line.words[0].text[0].isdigit() for line in lines):
                lines = [Line(tuple(word for line in lines for word in line.words))]  # a figure is one line
            made[id(cell)] = replace(cell, lines=tuple(lines))
    return tuple(tuple(made.get(id(cell), cell) for cell in row) for row in rows)


def _breaks(lines: Sequence[Line]) -> Iterator[_Break]:
    """The breaks of a cell where a full line ends with letters, and the next one may go on with the same word."""
    right = max(line.box[2] for line in lines)
    for upper, lower in pairwise(lines):
        a, b = upper.words[-1].text, lower.words[0].text.rstrip(",.;:)")
        if not (a[-1:].isalpha() and b.isalpha() and upper.page == lower.page):
            continue
        joined = a.lstrip("(\"'“").rfind("/") > 0
        a = re.split(_JOINTS, a)[-1]
        if a.isalpha() and (b.islower() or a.isupper()) and right - upper.box[2] <= _EDGE * upper.size:
            yield _Break(lower, a, b, joined)


def _is_cut(found: _Break, known: Lexicon) -> bool:
    """Whether a word is cut beyond doubt: one half at least is no word, the whole is one."""
    halves = (found.a.casefold(), found.b.casefold())
    strange = found.joined or any(not known.lists(half) or len(half) == 1 for half in halves)
    told = found.whole not in known.others or len(found.whole) >= _LONG
    return strange and told and known.lists(found.whole)


def _is_whole(found: _Break, known: Lexicon) -> bool:
    """Whether the halves are more likely one word than two, where lines are cut anywhere."""
    if _is_cut(found, known):
        return True
    rarer = min(known.zipf(found.a.casefold()), known.zipf(found.b.casefold()))
    return known.lists(found.whole) and known.zipf(found.whole) >= rarer + _LIKELIER
