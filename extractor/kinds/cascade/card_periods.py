"""Targets of a card that stand under their years, the indicator over them: `Jumlah sumur` / `2031 | 2032` / `4 | 5`.

In come the cells of a block, out come runs of headings with the value under each, and the indicator that they measure.
Apart from the tables of cards because here every indicator has headings of its own, and no column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.kinds.cascade.grid_columns import heading_role
from extractor.knowledge import toml
from extractor.layout.charts import EDGE, ChartBox, whole
from extractor.read.words import Box, box_around

_FEWEST = 2
"""Headings side by side over one value each, at the least."""
_CORNER = 2
"""Cells beside the years and their values where each of the two rows has one (`Tahun`, `Target`)."""


@dataclass(frozen=True)
class Dated:
    """``pairs`` of a heading (a year, `Satuan`) and the value under it; ``label`` is the cell `Target` beside them, and
    ``corner`` the cell `Tahun` over it, beside the years.
    """

    pairs: tuple[tuple[ChartBox, ChartBox], ...]
    label: ChartBox | None = None
    corner: ChartBox | None = None

    @property
    def cells(self) -> list[ChartBox]:
        aside = [b for b in (self.label, self.corner) if b is not None]
        return [*(b for pair in self.pairs for b in pair), *aside]


def find_dated(block: Sequence[ChartBox]) -> list[Dated]:
    """The runs of headings in a block with one value under each, which no table has as its columns."""
    heads = [b for b in block if heading_role(whole(b).span) in ("target", "unit")]
    out = []
    for run in _runs(heads):
        pairs = [(head, value) for head in run if (value := _under(head, block)) is not None]
        if len(run) < _FEWEST or len(pairs) < len(run) or any(value in heads for _, value in pairs):
            continue
        x0, top, _, bottom = box_around(b.box for pair in pairs for b in pair)
        beside = [b for b in block if abs(b.box[2] - x0) <= EDGE and b.box[1] < bottom - EDGE and b.box[3] > top + EDGE]
        beside.sort(key=lambda b: b.box[1])
        label = beside[-1] if beside and heading_role(whole(beside[-1]).span) == "target" else None
        corner = beside[0] if label is not None and len(beside) == _CORNER and _says_time(beside[0]) else None
        if all(b is label or b is corner or not b.lines for b in beside):
            out.append(Dated(tuple(pairs), label, corner))
        elif named_by(box_around(b.box for b in run), block) is not None:
            out.append(Dated(tuple(pairs)))
    return out


def _says_time(cell: ChartBox) -> bool:
    """Is a cell the word for what stands beside it, the periods: `Tahun`, `Triwulan`?"""
    return whole(cell).text.casefold().strip(" :.") in toml("columns")["periods"]["parts"]


def named_by(frame: Box, block: Sequence[ChartBox]) -> ChartBox | None:
    """The indicator whose targets fill a frame: the one cell right over it and as wide, which is no heading."""
    x0, top, x1, _ = frame
    over = [b for b in block if abs(b.box[3] - top) <= EDGE and b.box[0] < x1 - EDGE and b.box[2] > x0 + EDGE]
    if len(over) != 1 or abs(over[0].box[0] - x0) > EDGE or abs(over[0].box[2] - x1) > EDGE:
        return None
    return over[0] if heading_role(whole(over[0]).span) is None else None


def _runs(heads: Iterable[ChartBox]) -> Iterator[list[ChartBox]]:
    """Headings of one height that stand wall to wall."""
    run: list[ChartBox] = []
    for head in sorted(heads, key=lambda b: (round(b.box[1] / EDGE), b.box[0])):
        last = run[-1].box if run else None
        if last is not None and (abs(head.box[0] - last[2]) > EDGE or abs(head.box[3] - last[3]) > EDGE):
            yield run
            run = []
        run.append(head)
    if run:
        yield run


def _under(head: ChartBox, block: Sequence[ChartBox]) -> ChartBox | None:
    """The cell that hangs on a heading and is as wide."""
    x0, _, x1, bottom = head.box
    return next(
        (
            b
            for b in block
            if abs(b.box[1] - bottom) <= EDGE and abs(b.box[0] - x0) <= EDGE and abs(b.box[2] - x1) <= EDGE
        ),
        None,
    )
