"""The headings of the little tables in cards: `No | Indikator | Satuan | Target`, the years under it.

In come the cells of a block, out come runs of headings, one a table. Apart from the cards because a run may head the
tables of several cards, which have none of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.labels import PERIOD, Role
from extractor.layout.charts import EDGE, ChartBox, carries, whole
from extractor.read.words import Box, box_around


@dataclass(frozen=True)
class Headings:
    """The headings side by side over a little table, left to right, with those of a second storey behind them."""

    cells: tuple[ChartBox, ...]
    name: ChartBox | None = None
    """The statement that stands where the heading over the indicators would."""
    between: ChartBox | None = None
    """What is stated of that name, in a cell as wide as the table between the periods and the rows."""

    @cached_property
    def box(self) -> Box:
        return box_around(b.box for b in (*self.cells, *([self.between] if self.between is not None else [])))

    @cached_property
    def has_levels(self) -> bool:
        """Do they name a level? Then they are those of a cascade table, whose rows are nodes."""
        return any(heading_role(whole(b).span) == "level" for b in self.cells)

    @cached_property
    def walls(self) -> tuple[float, ...]:
        """The walls of the columns, from left to right."""
        out: list[float] = []
        for x in sorted(x for b in self.cells for x in (b.box[0], b.box[2])):
            if not out or x - out[-1] > EDGE:
                out.append(x)
        return tuple(out)

    def storey_under(self, cell: ChartBox) -> list[ChartBox]:
        """The headings of a second storey under a heading."""
        return _storey(cell, self.cells)

    def crossed_by(self, cell: ChartBox, shift: float = 0.0) -> bool:
        """Does a cell reach over a wall between two columns (of the headings moved to the right by ``shift``)?"""
        return any(cell.box[0] + EDGE < x + shift < cell.box[2] - EDGE for x in self.walls)


def find_headings(block: Sequence[ChartBox]) -> list[Headings]:
    """The runs of headings in a block, top to bottom: cells side by side, one of them of indicators."""
    if len(block) < 2:
        return []
    roles = {id(b): role for b in block if (role := heading_role(whole(b).span)) is not None}
    heads = [b for b in block if id(b) in roles]
    rows: list[list[ChartBox]] = []
    for cell in sorted(heads, key=lambda b: (b.box[1], b.box[0])):
        if rows and abs(cell.box[1] - rows[-1][0].box[1]) <= EDGE:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    out: list[Headings] = []
    for row in rows:
        runs = list(_runs(sorted(row, key=lambda b: b.box[0]), block, roles))
        out += [
            Headings((*run, *(s for b in run for s in _storey(b, heads))))
            for run in runs
            if len(run) > 1 and any(roles[id(b)] == "indicator" for b in run)
        ]
        out += [found for run in runs if (found := _of_periods(run, block)) is not None]
    return out


def _of_periods(run: Sequence[ChartBox], block: Sequence[ChartBox]) -> Headings | None:
    """The headings of a table that names nothing but the periods of its targets: over its indicators nothing is
    printed, or the statement whose indicators they are.
    """
    if len(run) < _PERIODS or not all(PERIOD.fullmatch(whole(b).text.strip(" .")) for b in run):
        return None
    x0, top, x1, floor = box_around(b.box for b in run)
    over: tuple[ChartBox, ...] = ()
    if (upper := above(run[0], block)) is not None and heading_role(whole(upper).span) == "target":
        over, top = (upper,), upper.box[1]
    left = [b for b in block if abs(b.box[2] - x0) <= EDGE]
    beside = [b for b in left if b.box[1] < floor - EDGE and b.box[3] > top + EDGE]
    if len(beside) > 1:
        return None
    name = beside[0] if beside else None
    if name is not None and heading_role(whole(name).span) is not None:
        return None
    between = _stated_under(name, floor, x1, block) if name is not None else None
    rows = between.box[3] if between is not None else floor
    below = next((b for b in left if abs(b.box[1] - rows) <= EDGE), None)
    if below is None or (name is not None and abs(name.box[0] - below.box[0]) > EDGE):
        return None
    return Headings((ChartBox(below.page, (below.box[0], top, x0, floor), []), *over, *run), name, between)


def _stated_under(name: ChartBox, floor: float, x1: float, block: Sequence[ChartBox]) -> ChartBox | None:
    """The cell right under a name and the periods beside it that is as wide as both: what is stated of the name."""
    return next(
        (
            b
            for b in block
            if abs(b.box[1] - floor) <= EDGE and abs(b.box[0] - name.box[0]) <= EDGE and abs(b.box[2] - x1) <= EDGE
        ),
        None,
    )


_PERIODS = 2
"""Periods side by side over the targets of a table, at the least."""


def _runs(row: Sequence[ChartBox], block: Sequence[ChartBox], roles: dict[int, Role]) -> Iterator[list[ChartBox]]:
    """A row of headings parted where they do not touch, and where the same headings begin again."""
    run: list[ChartBox] = []
    for cell in row:
        if run and not _goes_on(run[-1], cell, block):
            yield from _repeated(run, block, roles)
            run = []
        run.append(cell)
    yield from _repeated(run, block, roles)


def _goes_on(left: ChartBox, right: ChartBox, block: Sequence[ChartBox]) -> bool:
    """Do two headings belong to one run: wall to wall, or with a column between that has none, under one cell?"""
    if right.box[0] - left.box[2] <= EDGE:
        return True
    over = above(left, block)
    return over is not None and over is above(right, block)


def _repeated(run: list[ChartBox], block: Sequence[ChartBox], roles: dict[int, Role]) -> Iterator[list[ChartBox]]:
    """A run parted where another cell stands over it, or where its roles begin again (cards that share a wall)."""
    told = [roles[id(b)] for b in run]
    at = [i for i, role in enumerate(told) if role == "indicator"]
    if len(at) < 2:
        yield run
        return
    over = [above(b, block) for b in run]
    if over[0] is not None and all(o is over[0] for o in over):
        yield run
        return
    cuts = [0]
    for i in range(1, len(run)):
        period = i - cuts[-1]
        parted = over[i] is not over[i - 1] and over[i] is not None and over[i - 1] is not None
        again = told[i : i + period] == told[cuts[-1] : i] and "indicator" in told[cuts[-1] : i]
        if again or (parted and "indicator" in told[cuts[-1] : i] and "indicator" in told[i:]):
            cuts.append(i)
    for a, b in zip(cuts, [*cuts[1:], len(run)], strict=True):
        yield run[a:b]


def _storey(cell: ChartBox, headings: Sequence[ChartBox]) -> list[ChartBox]:
    """The headings side by side under a heading: the years under `Target`."""
    x0, _, x1, bottom = cell.box
    under = [
        b
        for b in headings
        if abs(b.box[1] - bottom) <= EDGE and b.box[0] >= x0 - EDGE and b.box[2] <= x1 + EDGE and b is not cell
    ]
    return under if len(under) > 1 else []


def above(cell: ChartBox, block: Sequence[ChartBox]) -> ChartBox | None:
    """The cell on whose lower wall a cell hangs, which is as wide at the least."""
    return next((b for b in block if carries(b.box, cell.box) and b is not cell), None)
