"""Bands in a cascade table: rows of one cell that name what stands over the rows under them.

`SASARAN 1 : ...`, `Bidang Sarana` over the programs of a bidang; `Indikator Sasaran | Persentase ... | 85 %` under the
first of them. In come rows of cells, out come the pieces of those that are such bands. Apart from the walk through the
rows because bands have no column: how deep they nest is told by what they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.labels import read_label
from extractor.kinds.cascade.offices import names_office, office_depth
from extractor.kinds.cascade.parents import ranks
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.layout.blocks import Cell
from extractor.layout.charts import is_quantity, whole_of
from extractor.read.words import join

_PARTS = 3
"""Cells of a row that says the indicator of a band: the label, the name, the target."""


class Bands:
    """The bands that stand over the row at which the reader is, outermost first."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.levels = {c.level for c in columns if c.level is not None}
        self.open: list[Piece] = []

    @property
    def last(self) -> Piece | None:
        return self.open[-1] if self.open else None

    def read(self, row: Sequence[Cell], *, fresh: bool) -> Piece | Literal["said"] | None:
        """The piece that a row begins as a band; ``"said"`` where it says the indicator of the last one, and ``None``
        where it is a row of the table. ``fresh`` says that no row has followed the last band yet.
        """
        own = [cell for k, cell in enumerate(row) if (k == 0 or row[k - 1] is not cell) and cell.span]
        if fresh and self.open and self._states(own):
            return "said"
        if len(row) < 2 or row[0] is not row[-1] or not own:
            return None
        read = read_pieces(own[0].lines)
        if len(read) != 1 or not read[0].title:
            return None
        piece = read[0]
        office = piece.level is None and names_office(own[0].span)
        if not (office or _rank(piece) is not None) or (piece.level is not None and piece.level in self.levels):
            return None
        self._open(piece)
        return piece

    def _open(self, piece: Piece) -> None:
        """Puts a band under those that stay open over it: of higher levels, or of another kind."""
        kind, depth = _depth(piece)
        for k, other in enumerate(self.open):
            same, at = _depth(other)
            if same == kind and at >= depth:
                del self.open[k:]
                break
        piece.under, piece.tabular, piece.band = self.last, True, True
        self.open.append(piece)

    def _states(self, own: Sequence[Cell]) -> bool:
        """Takes the indicator that a row under a band says; is it such a row?"""
        if not own or len(own) > _PARTS:
            return False
        label = read_label(own[0].span)
        if label is None or label.role != "indicator" or (len(own) > 1) != (not label.rest):
            return False
        group = Group(label)
        if len(own) == 1:
            read_pieces(own[0].lines, self.open[-1])
            return True
        group.lines = list(own[1].lines)
        if len(own) == _PARTS and is_quantity(whole_of(own[2].lines)):
            group.target = list(own[2].lines)
        self.open[-1].groups.append(group)
        return True


def _rank(piece: Piece) -> float | None:
    """How deep the level stands that a band names: `MISI 1 : ...` over `TUJUAN 1 : ...`."""
    name = piece.level or (piece.label.name if piece.label is not None else "")
    return ranks().get(name)


def _depth(piece: Piece) -> tuple[str, float]:
    """``("office" or "level", how deep)``."""
    rank = _rank(piece)
    if rank is not None:
        return "level", rank
    return "office", office_depth(join(piece.title)) or 0
