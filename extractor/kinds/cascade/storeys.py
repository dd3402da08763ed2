"""Sheets in storeys: bands from side to side, each with its label at the left or in a row over it.

`TUJUAN | ...`, `SASARAN | ... | ...`, `INDIKATOR | ... | ...`, `PROGRAM | ...`: in come the boxes of a sheet, out come
the nodes of all its storeys, or ``None`` where it is no such sheet. What a cell belongs to is told by its place alone:
the cell of the last storey of statements that is as wide as it. Apart from the labels beside the rows of a chart
because here a label says what every cell of its band is, be it a word or a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from extractor.kinds.cascade.card_heads import is_number
from extractor.kinds.cascade.cell_lists import read_list
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.indicators import carries_target
from extractor.kinds.cascade.items import items
from extractor.kinds.cascade.label_lines import STATED
from extractor.kinds.cascade.labels import Label, Role, begins_indicator, find_echelon, read_echelon, read_label
from extractor.kinds.cascade.office_cells import numbers_of
from extractor.kinds.cascade.offices import names_office, office_depth
from extractor.kinds.cascade.piece import Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, Entry, find_entries, is_quantity, spans, whole
from extractor.match.column_labels import measure_of
from extractor.read.words import Box, Span, box_around
from extractor.records.stages import stage_measure

_FEWEST = 3
"""Storeys at the least: two labels alone are found beside cards, too."""
_DEEPEST = 10
"""Offices stand over all levels, however deep they are."""
_LONGEST = 6
"""Words of a label at the most (`INDIKATOR KINERJA SUB KEGIATAN (OUTPUT)`)."""


@dataclass
class Storey:
    """A band of cells under one label."""

    label: Label | None
    """What its label says; ``None`` where offices are named in it."""
    said: Span
    marks: list[ChartBox]
    """The cells of its label, and of the headings of its columns."""
    top: float
    bottom: float
    cells: list[ChartBox] = field(default_factory=list)
    role: Role | None = None
    """What its cells are: ``level``, ``objective``, ``indicator``, ``target``, ``unit``, ``holder`` for offices."""
    echelon: Span = field(default_factory=Span)


@dataclass(frozen=True)
class Storeys:
    """What was read from a sheet: its nodes, parents before children, and the boxes that they were read from."""

    pieces: list[Piece]
    boxes: dict[ChartBox, Piece | None]


def read_storeys(boxes: Sequence[ChartBox]) -> Storeys | None:
    """The nodes of a sheet in storeys."""
    storeys = _beside(boxes) or _over(boxes)
    if len(storeys) < _FEWEST or not _tell_roles(storeys):
        return None
    return _Reading(storeys).read()


def _mark(box: ChartBox) -> tuple[Label, Span] | None:
    """The label that a cell is and no more, of a level or of what is said of one."""
    said = whole(box).span
    if not said or len(said.words) > _LONGEST or is_number(box):
        return None
    label = read_label(said)
    if label is None and stage_measure(said.text) is not None:
        label = Label("objective", None, said.text.casefold(), Span(), said, Span())
    if label is None or not label.alone or label.number:
        return None
    return (label, said) if label.role in ("level", "objective", "indicator", "target", "unit") else None


def _is_office(box: ChartBox) -> bool:
    return names_office(whole(box).span)


def _beside(boxes: Sequence[ChartBox]) -> list[Storey]:
    """The storeys with their labels at the left of all their cells, none where a cell stands in none of them."""
    told = {b: m for b in boxes if (m := _mark(b)) is not None}
    if len(told) < _FEWEST:
        return []
    left = min(b.box[0] for b in told)
    right = max(b.box[2] for b in told if b.box[0] - left <= EDGE)
    own = [b for b in boxes if abs(b.box[0] - left) <= EDGE and b.box[2] <= right + EDGE and not _is_office(b)]
    top, bottom = (pick(edge for b in own for edge in (b.box[1], b.box[3])) for pick in (min, max))
    within = [b for b in boxes if b not in own and top - EDGE <= (b.box[1] + b.box[3]) / 2 <= bottom + EDGE]
    unknown = None, Span()
    said = [(b, *told.get(b, unknown)) for b in own]
    storeys = [Storey(label, span, [b], b.box[1], b.box[3]) for b, label, span in said]
    storeys += [
        Storey(None, Span(), [], b.box[1], b.box[3], [b])
        for b in within
        if b.box[0] <= left + EDGE and b.box[2] > right + EDGE and _is_office(b)
    ]
    storeys.sort(key=lambda s: s.top)
    aside = [b for b in within if b.box[2] <= left + EDGE]  # labels of several storeys
    if any(a.bottom > b.top + EDGE for a, b in pairwise(storeys)) or not _fill(
        storeys, [b for b in within if b not in aside], right
    ):
        return []
    _tell_echelons(storeys, aside)
    return storeys


def _fill(storeys: Sequence[Storey], boxes: Iterable[ChartBox], left: float) -> bool:
    """Puts cells, which all stand right of a wall, into their storeys; has each cell one, and each storey cells?"""
    taken = {b for s in storeys for b in s.cells}
    for b in boxes:
        if b in taken:
            continue
        home = next((s for s in storeys if s.top - EDGE <= b.box[1] and b.box[3] <= s.bottom + EDGE), None)
        if home is None or b.box[0] < left - EDGE:
            return False
        home.cells.append(b)
    return all(s.cells for s in storeys)


def _tell_echelons(storeys: Sequence[Storey], aside: Iterable[ChartBox]) -> None:
    """Gives storeys the echelon that a label at their left says, which may hold for several of them."""
    for b in aside:
        said = whole(b).span
        told = read_echelon(said)
        echelon = told[0] if told is not None and not told[1] else find_echelon(said)
        for s in storeys:
            if echelon is not None and b.box[1] <= (s.top + s.bottom) / 2 <= b.box[3]:
                s.echelon = echelon
                s.marks.append(b)


def _over(boxes: Sequence[ChartBox]) -> list[Storey]:
    """The storeys with their labels in rows over them, from side to side, in one cell or in one over each of theirs; so
    stand the names of offices.
    """
    told = {b: m for b in boxes if (m := _mark(b)) is not None}
    if len(told) < _FEWEST:
        return []
    rows: dict[tuple[int, str], list[ChartBox]] = {}
    for b in sorted(told, key=lambda b: b.box[1]):
        rows.setdefault((round(b.box[1] / EDGE), told[b][1].text.casefold()), []).append(b)
    wide = max((box_around(b.box for b in row) for row in rows.values()), key=lambda box: box[2] - box[0])
    own = [row for row in rows.values() if spans(box_around(b.box for b in row), wide)]
    own += [[b] for b in boxes if b not in told and spans(b.box, wide) and _is_office(b)]
    own.sort(key=lambda row: row[0].box[1])
    while own and own[0][0] not in told:
        own.pop(0)  # the head of all
    floors = [*(row[0].box[1] for row in own[1:]), inf]
    storeys = [
        Storey(*told[b[0]], list(b), b[0].box[3], floor)
        if b[0] in told
        else Storey(None, Span(), [], b[0].box[1], b[0].box[3], list(b))
        for b, floor in zip(own, floors, strict=True)
    ]
    marks = {b for row in own for b in row}
    below = [b for b in boxes if b not in marks and own and b.box[1] >= own[0][0].box[1] - EDGE]
    return storeys if _fill(storeys, below, wide[0]) else []


def _tell_roles(storeys: Sequence[Storey]) -> bool:
    """Says what the cells of each storey are; is it a sheet that goes from levels down to indicators?"""
    named = {s.label.level for s in storeys if s.label is not None and s.label.role == "level"}
    for k, s in enumerate(storeys):
        if s.label is None:
            if not all(_is_office(b) for b in s.cells if b.lines):
                return False
            s.role = "holder"
        elif _names_measure(s):
            s.role = _stated(storeys[k + 1 :], storeys[:k])
        elif s.label.role == "objective" and s.label.level not in named:
            s.role = "level"  # `Sasaran Program` where no storey holds the programs
        else:
            s.role = "objective" if k and _states(s, storeys[k - 1]) else s.label.role
    open_ones = [s for s in storeys if s.role is None]
    measured = any(_is_measured(s) for s in open_ones)
    for s in open_ones:  # what stands under `Keluaran` is as what stands under `Hasil`
        s.role = "indicator" if measured else _named_above(storeys[: storeys.index(s)])
    told = [s.role for s in storeys if s.role != "holder"]
    whole_tree = told.count("level") > 1 and "indicator" in told
    return len(told) >= _FEWEST and whole_tree and storeys[0].role in ("level", "holder")


def _names_measure(storey: Storey) -> bool:
    """Does a label say `Outcome` or `Output`, which may be stated or measured under it?"""
    label = storey.label
    stating = label is not None and label.role in ("level", "objective") and label.level is None
    return stating and measure_of(storey.said.text) is not None


def _stated(after: Sequence[Storey], before: Sequence[Storey]) -> Role | None:
    """The role of what stands under `Outcome` or `Output`, ``None`` where no storey under it says what measures it."""
    roles = (s.label.role for s in after if s.label is not None)
    following = next((role for role in roles if role in ("level", "indicator")), None)
    return _named_above(before) if following == "indicator" else None


def _named_above(before: Sequence[Storey]) -> Role:
    """The role of a storey of statements: those of the names over them, else nodes of their own."""
    above = next((s for s in reversed(before) if s.role == "level"), None)
    named = above is not None and above.label is not None and above.label.level in STATED
    return "objective" if named else "level"


def _states(storey: Storey, before: Storey) -> bool:
    """Is a storey of sasaran right under one of programs that of their statements, one each?"""
    if storey.label is None or before.label is None or before.role != "level":
        return False
    return (
        storey.label.level == "sasaran"
        and before.label.level in STATED
        and {_width(b) for b in storey.cells} == {_width(b) for b in before.cells}
    )


def _width(box: ChartBox) -> tuple[int, int]:
    return round(box.box[0]), round(box.box[2])


def _is_measured(storey: Storey) -> bool:
    """Do most of the cells under `Outcome` or `Output` hold indicators: by their figures, their words, or because
    several stand in one place?
    """
    texts = [b for b in storey.cells if not is_quantity(whole(b)) and not is_number(b)]
    told = sum(begins_indicator(whole(b).span) or carries_target(whole(b).span) for b in texts)
    valued = any(is_quantity(whole(b)) for b in storey.cells)
    several = len(texts) > len({_width(b) for b in texts}) or any(len(items(b.lines)) > 1 for b in texts)
    return valued or several or 2 * told > len(texts)


@dataclass
class _Node:
    box: Box
    rank: float
    piece: Piece
    block: int
    """How many storeys of offices stand over it, its own with them."""


class _Reading:
    """Reads storeys from the top down."""

    def __init__(self, storeys: Sequence[Storey]) -> None:
        self.storeys = storeys
        self.nodes: list[_Node] = []
        self.block = 0
        self.boxes: dict[ChartBox, Piece | None] = {b: None for s in storeys for b in s.marks}
        self.ranks: dict[str, int] = {}

    def read(self) -> Storeys | None:
        """All of them, ``None`` where a cell belongs to no statement."""
        for s in self.storeys:
            heads = [b for b in s.cells if heading_role(whole(b).span) in ("target", "unit", "indicator", "number")]
            self.boxes.update(dict.fromkeys(heads))
            cells = [b for b in s.cells if b not in self.boxes and b.lines]
            if s.role == "holder":
                done = self._offices(s, cells)
            else:
                done = self._level(s, cells) if s.role == "level" else self._said(s, cells)
            if not done:
                return None
        return Storeys([n.piece for n in self.nodes], self.boxes)

    def _owner(self, box: Box, below: float = inf) -> _Node | None:
        """The node of the last storey over a place that is as wide as it; ``below`` limits its rank among those under
        the same offices.
        """
        over = (n for n in reversed(self.nodes) if n.block < self.block or n.rank < below)
        return next((n for n in over if spans(n.box, box) and n.box[1] < box[1]), None)

    def _offices(self, storey: Storey, cells: Sequence[ChartBox]) -> bool:
        """Reads the names of offices, each under the one over it."""
        self.block += 1
        found: list[_Node] = []
        for b in cells:
            rank = (office_depth(whole(b).span) or 0) - _DEEPEST
            above = (n for n in reversed(self.nodes) if n.rank < rank and spans(n.box, b.box))
            upper = next(above, None) or self._owner(b.box)
            piece = Piece(title=list(b.lines), tabular=True, echelon=storey.echelon)
            piece.under = upper.piece if upper is not None else None
            found.append(_Node(b.box, rank, piece, self.block))
            self.boxes[b] = piece
        self.nodes += found
        return True

    def _level(self, storey: Storey, cells: Sequence[ChartBox]) -> bool:
        if storey.label is None:
            return False
        echelon = storey.echelon or find_echelon(storey.said) or Span()
        name = f"{storey.label.level or storey.label.name} {echelon.text}"
        rank = self.ranks.setdefault(name, len(self.ranks))
        found: list[_Node] = []
        for b in cells:
            read = read_pieces(b.lines)
            upper = self._owner(b.box, rank)
            if (upper is None and rank > 0) or len(read) != 1 or is_quantity(whole(b)):
                return False
            piece = read[0]
            if piece.label is None and piece.level is None:
                piece = Piece(level=storey.label.level, named=storey.label, title=list(b.lines))
            piece.tabular, piece.echelon = True, piece.echelon or echelon
            piece.under = upper.piece if upper is not None else None
            found.append(_Node(b.box, rank, piece, self.block))
            self.boxes[b] = piece
        self.nodes += found
        return bool(found)

    def _said(self, storey: Storey, cells: Sequence[ChartBox]) -> bool:
        """Reads a storey of what is said of the statements over it."""
        cells, entries = find_entries(cells)
        numbers = numbers_of(cells)
        counted = set(numbers.values())
        for b in cells:
            owner = self._owner(b.box)
            if owner is None:
                return False
            if b in counted:
                continue
            if storey.role == "objective":
                owner.piece.objective += b.lines
            elif storey.role == "indicator" and not (b not in entries and is_quantity(whole(b))):
                self._indicator(owner.piece, storey, b, entries.get(b), numbers.get(b))
            elif owner.piece.groups:
                group = owner.piece.groups[-1]
                (group.unit if storey.role == "unit" else group.target).extend(b.lines)
            else:
                return False
            for cell in entries[b].cells if b in entries else (b,):
                self.boxes[cell] = owner.piece
        for b in counted:
            self.boxes[b] = None
        return True

    def _indicator(
        self, piece: Piece, storey: Storey, box: ChartBox, entry: Entry | None, number: ChartBox | None
    ) -> None:
        """Reads the indicators of a cell, the last one with the quantities at the cell's side."""
        label = read_label(whole(box).span)
        lines = list(box.lines)
        if label is not None and label.rest and (label.role == "indicator" or measure_of(label.name) is not None):
            words = set(label.span.words)
            rest = [tuple(w for w in line.words if w not in words) for line in lines]
            lines = [Line(words) for words in rest if words]
        found = read_list(lines, None)
        number = entry.number if entry is not None and entry.number is not None else number
        if entry is not None:
            found[-1].target += [line for value in entry.values for line in value.lines]
        if number is not None:
            found[0].number = whole(number).span
        for group in found:
            group.heading = storey.said
        piece.groups += found
