"""Sheets of offices: `Kepala Bidang X` over its own indicators, side by side with other offices and over the seksi that
stand under it, each over indicators of its own; goals and sasaran over the indicators of the head.

In come the boxes of a sheet, out come the nodes of all its offices, or ``None`` where it is no such sheet. What a cell
belongs to is told by its place alone: the nearest head over it that is as wide as the cell at the least. Rows may be
parted by blank bands, and cells may be empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.centred import centred_under
from extractor.kinds.cascade.grid_columns import heading_role
from extractor.kinds.cascade.indicators import targets_in_brackets
from extractor.kinds.cascade.labels import begins_indicator, find_echelon, read_echelon, read_label
from extractor.kinds.cascade.office_cells import Under
from extractor.kinds.cascade.office_rows import Rows
from extractor.kinds.cascade.offices import office_depth
from extractor.kinds.cascade.parents import ranks
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, is_quantity, spans, whole, whole_of
from extractor.match.column_labels import measure_of
from extractor.read.words import Box, Span, box_around

_MOST_OVER = 0.15
"""Share of the words of a sheet under its first office that no head may span, at the most."""
_MEASURED = 2
"""One of so many statements (and of so many indicators a target) has what it is set down for, at the least."""
_LISTED = 1.25
"""Of so many heads with indicators four fifths have them right under them, where that is the manner of the sheet."""
_LONGEST_MARK = 6
"""Words of a label that says what kind of indicators stand under it or at its side, at the most."""


@dataclass
class Head:
    """A cell that others stand under: an office (by its depth) or a statement (by its level's rank)."""

    cell: ChartBox
    depth: int | None
    rank: float
    pieces: list[Piece]
    headings: list[ChartBox] = field(default_factory=list)
    """The cells at its right that head what stands beside the indicators: `Kepala Bidang X | Target`."""
    cells: list[ChartBox] = field(default_factory=list)
    under: Under = field(default_factory=Under)
    beside: bool = False
    """Stands at the left of what is its own, not over it."""

    box: Box = field(init=False)
    """As wide as the cell with the headings at its right."""

    def __post_init__(self) -> None:
        self.box = box_around(b.box for b in (self.cell, *self.headings))

    @property
    def piece(self) -> Piece:
        return self.pieces[-1]

    @property
    def bottom(self) -> float:
        return max(b.box[3] for b in (self.cell, *self.cells))

    @property
    def every_cell(self) -> list[ChartBox]:
        return [self.cell, *self.headings, *self.cells]


@dataclass(frozen=True)
class Offices:
    """What was read from a sheet: its nodes, parents before children, and the boxes that they were read from."""

    pieces: list[Piece]
    boxes: set[ChartBox]


def read_offices(boxes: Sequence[ChartBox], lines: Sequence[Line] = ()) -> Offices | None:
    """The offices of a sheet with the nodes under them; ``lines`` stand in no boxes, labels at the sheet's margin."""
    heads = _offices(boxes)
    known = {b for h in heads for b in h.every_cell}
    stated = {b: head for b in boxes if b not in known and (head := _statement(b)) is not None}
    if not _abreast([*heads, *stated.values()]):
        return None  # most blocks: seen before anything is asked of what is under the heads
    _find_beside(heads)
    marks = [b for b in boxes if b not in known and _is_mark(b, boxes, heads)]
    known |= set(marks)
    heads += _statements([b for b in boxes if b not in known], heads, stated)
    if not _abreast(heads):
        return None
    heads.sort(key=lambda h: (h.box[1], h.box[0]))
    known |= {h.cell for h in heads}
    top = heads[0].box[1]
    below = [b for b in boxes if b.box[3] > top + EDGE]
    over = 0
    for b in below:
        home = _home(b.box, heads) if b not in known else None
        if home is not None:
            home.cells.append(b)
        elif b not in known:
            over += _words(b)
    if over > _MOST_OVER * sum(map(_words, below)) or not _hang_together(heads):
        return None
    if not _read_rows(heads):
        return None
    if not _measures(heads, marks):
        return None
    _nest(heads)
    _tell(heads, marks, lines)
    pieces = [piece for head in heads for piece in (*head.pieces, *head.under.pieces)]
    return Offices(pieces, {b for head in heads for b in head.every_cell} | set(marks))


def _read_rows(heads: Sequence[Head]) -> bool:
    """Reads what stands under each head; is it told what all of it is? Where indicators stand right under most heads,
    what stands so under the others is one too, whatever word it begins with.
    """
    rows = Rows()
    read = [rows.read(head.cells, head.box) for head in heads]
    known = [under for under in read if under is not None and under.every_group]
    listed = _LISTED * sum(bool(under.groups) for under in known) >= len(known)
    for head, under in zip(heads, read, strict=True):
        if under is None and listed:
            under = rows.read(head.cells, head.box, listed=True)
        if under is None or (under.objective and head.depth is not None):
            return False
        head.under = under
        head.piece.objective = head.piece.objective or under.objective
    return True


def _hang_together(heads: Sequence[Head]) -> bool:
    """Do cells hang on their heads wall to wall, and heads under one that spans them? Under names of offices blank rows
    may part them, but statements over boxes that stand apart are a chart, and so are cards over cards no wider.
    """
    if any(h.depth is not None for h in heads):
        return True
    top = min(h.rank for h in heads)
    for h in heads:
        if h.rank > top and _home(h.box, [o for o in heads if _may_hold(o, h)]) is None:
            return False
    return all(_hang_on(h) for h in heads)


def _hang_on(head: Head) -> bool:
    """Does each of the cells under a head touch it or a cell over it? What stands under a gap is another card's."""
    floor = head.box[3]
    for b in sorted(head.cells, key=lambda b: b.box[1]):
        if b.box[1] > floor + EDGE:
            return False
        floor = max(floor, b.box[3])
    return True


def _words(box: ChartBox) -> int:
    return sum(len(line.words) for line in box.lines)


def _offices(boxes: Sequence[ChartBox]) -> list[Head]:
    """The heads that are offices: by their names, or by their company, cells of the same row and look of which most
    name offices (`Balai Pelatihan` between `Kepala Bidang X` and `Kepala Bidang Y`).
    """
    rows: dict[tuple[int, int, str | None], list[ChartBox]] = {}
    for b in boxes:
        rows.setdefault((round(b.box[1]), round(b.box[3]), b.fill), []).append(b)
    heads: list[Head] = []
    for row in rows.values():
        named = [office_depth(whole(b).span) for b in row]
        depths = [depth for depth in named if depth is not None]
        company = len(depths) > 1 and 2 * len(depths) > len(row)
        for b, depth in zip(row, named, strict=True):
            if depth is None and company and _may_name(b):
                depth = Counter(depths).most_common(1)[0][0]
            if depth is not None:
                piece = Piece(title=list(b.lines), tabular=True, band=True)
                heads.append(Head(b, depth, 0.0, [piece], _headings_beside(b, row)))
    return heads


def _headings_beside(office: ChartBox, row: Iterable[ChartBox]) -> list[ChartBox]:
    """The cells wall to wall at the right of an office, in its row and look, that head targets and units."""
    found: list[ChartBox] = []
    right = office.box[2]
    for b in sorted(row, key=lambda b: b.box[0]):
        if abs(b.box[0] - right) <= EDGE and heading_role(whole(b).span) in ("target", "unit"):
            found.append(b)
            right = b.box[2]
    return found


def _may_name(box: ChartBox) -> bool:
    """May a text name an office: is it no label, echelon or quantity?"""
    said = whole(box)
    return read_label(said.span) is None and _echelon_in(said.span) is None and not is_quantity(said)


def _echelon_in(span: Span) -> Span | None:
    """The echelon that a label names (`ESELON III`, `INDIKATOR ESELON III (KEPALA BIDANG)`)."""
    alone = read_echelon(span)
    return alone[0] if alone is not None and not alone[1] else find_echelon(span)


def _abreast(heads: Sequence[Head]) -> bool:
    """Do offices of one depth, or statements of one level, stand side by side?"""
    rows = Counter((round(h.box[1] / EDGE), h.depth, h.rank) for h in heads)
    return any(n > 1 for n in rows.values())


def _statements(boxes: Sequence[ChartBox], offices: Sequence[Head], stated: Mapping[ChartBox, Head]) -> list[Head]:
    """The labelled statements (``stated``, by their boxes) that are heads: beside them, under the same head, stand such
    alone, as in no column of a table.
    """
    heads = {b: stated[b] for b in boxes if b in stated}
    known = 0
    while len(heads) != known:
        known = len(heads)
        every = [*offices, *heads.values()]
        homes = {b: _home(b.box, every) for b in (boxes if heads else ())}
        heads = {
            cell: head
            for cell, head in heads.items()
            if all(b in heads or homes[b] is not homes[cell] for b in boxes if _are_abreast(b.box, cell.box))
        }
    return list(heads.values())


def _are_abreast(a: Box, b: Box) -> bool:
    """Do two boxes share a good part of a row?"""
    return min(a[3], b[3]) - max(a[1], b[1]) > EDGE


def _statement(box: ChartBox) -> Head | None:
    """The head that a labelled statement is (`TUJUAN 1 : Terwujudnya ...`)."""
    label = read_label(box.lines[0].span)
    if label is None or label.role != "level" or measure_of(label.name) is not None:
        return None
    pieces = read_pieces(box.lines)
    if not pieces or pieces[0].label is None or not pieces[0].title:
        return None
    name = label.level or label.name
    if name not in ranks():
        return None
    return Head(box, None, ranks()[name], pieces)


def _is_mark(box: ChartBox, boxes: Sequence[ChartBox], heads: Sequence[Head]) -> bool:
    """Does a box say what stands beside it or under it: an echelon at the left of a row, the kind of the indicators
    under several offices?
    """
    said = whole(box).span
    if _echelon_in(said) is not None:
        return True
    if len(said.words) > _LONGEST_MARK or measure_of(said.text) is None or begins_indicator(said):
        return False
    label = read_label(said)
    if label is None or label.rest:
        return False
    home = _home(box.box, heads)
    right = [h for h in heads if _stands_right(box.box, h)]
    if home is None or (len(right) > 1 and all(h.box[1] > home.box[3] - EDGE for h in right)):
        return True
    # right under a band over offices stand these, under the heading of a column its cells
    under = [b for b in boxes if b.box[1] >= box.box[3] - EDGE and spans(box.box, b.box)]
    top = min((b.box[1] for b in under), default=0.0)
    return any(h.cell in under and h.box[1] <= top + EDGE for h in heads)


def _home(box: Box, heads: Iterable[Head]) -> Head | None:
    """The nearest head over a box that is as wide as it at the least, or the office at the left of its rows."""
    above = [h for h in heads if h.box[3] <= box[1] + EDGE and spans(h.box, box)]
    over = max(above, key=lambda h: h.box[3], default=None)
    beside = next((h for h in heads if h.beside and _stands_beside(h.box, box)), None)
    return over if beside is None or (over is not None and over.box[1] >= beside.box[1] - EDGE) else beside


def _stands_beside(left: Box, box: Box) -> bool:
    """Does a box stand at the right of another, within its rows?"""
    return left[2] <= box[0] + EDGE and left[1] - EDGE <= box[1] and box[3] <= left[3] + EDGE


def _stands_right(label: Box, head: Head) -> bool:
    """Does a head stand at the right of a label, in its rows or right over them?"""
    return label[2] <= head.box[0] + EDGE and head.box[1] - EDGE <= label[1] <= head.box[3] + EDGE


def _find_beside(heads: Sequence[Head]) -> None:
    """Marks the offices that stand at the left of all that is theirs: of other offices with the rows under these."""
    for head in heads:
        head.beside = head.depth is not None and any(
            o.depth is not None
            and o.depth > head.depth
            and _stands_beside(head.box, o.box)
            and o.box[3] < head.box[3] - EDGE
            for o in heads
        )


def _measures(heads: Sequence[Head], marks: Sequence[ChartBox]) -> bool:
    """Are most statements measured, and do indicators have targets, or labels that say of what kind they are? Else the
    headings do not fit what stands under them, or the cells are something else.
    """
    stated = [piece for head in heads for piece in head.under.pieces]
    groups = [g for head in heads for g in head.under.every_group]
    told = sum(bool(g.target or g.targets or _says_measure(g)) for g in groups)
    marked = any(measure_of(whole(b).text) is not None for b in marks)
    valued = _MEASURED * told >= len(groups) > 0 or targets_in_brackets(groups) or marked
    return valued and _MEASURED * sum(bool(p.groups) for p in stated) >= len(stated)


def _says_measure(group: Group) -> bool:
    """Does the heading over indicators, or the label before them, say of what kind they are?"""
    said = (group.heading, group.label.span if group.label is not None else Span())
    return any(measure_of(span.text) is not None for span in said)


def _nest(heads: Sequence[Head]) -> None:
    """Puts each head under the nearest one over it that may stand there, and what was read under it under its own."""
    centred = _centred(heads)
    for k, head in enumerate(heads):
        over = [h for h in heads[:k] if _may_hold(h, head)]
        top = [h for h in over if h.depth is not None and not any(_may_hold(o, h) for o in over)]
        home = _home(head.box, over) or centred.get(id(head)) or (top[0] if len(top) == 1 else None)
        for upper, lower in zip([home.piece if home else None, *head.pieces], head.pieces, strict=False):
            lower.under = upper
        head.piece.groups += head.under.groups
        for piece in head.under.pieces:
            piece.under = piece.under or head.piece


def _centred(heads: Sequence[Head]) -> dict[int, Head]:
    """The office over each office (by its id) under which no wider one stands: of the row over its own, the one over
    the middle of its offices.
    """
    rows: dict[tuple[int, int], list[Head]] = {}
    for head in heads:
        if head.depth is not None:
            rows.setdefault((round(head.box[1] / EDGE), head.depth), []).append(head)
    found: dict[int, Head] = {}
    for (_, depth), row in rows.items():
        top = row[0].box[1]
        over = [h for h in heads if h.depth is not None and h.depth < depth and h.bottom <= top + EDGE]
        nearest = max((h.box[1] for h in over), default=0.0)
        upper = sorted((h for h in over if h.box[1] >= nearest - EDGE), key=_middle)
        if len(upper) < 2:
            continue
        row.sort(key=_middle)
        for head, k in zip(row, centred_under([*map(_middle, upper)], [*map(_middle, row)]), strict=True):
            found[id(head)] = upper[k]
    return found


def _middle(head: Head) -> float:
    return (head.box[0] + head.box[2]) / 2


def _may_hold(upper: Head, lower: Head) -> bool:
    if upper.depth is not None:
        return lower.depth is None or upper.depth < lower.depth
    return lower.depth is None and upper.rank < lower.rank


def _tell(heads: Sequence[Head], marks: Sequence[ChartBox], lines: Sequence[Line]) -> None:
    """Gives nodes the echelons, and indicators the kind (outcome, output), that labels over them or beside them say."""
    frame = box_around(b.box for h in heads for b in h.every_cell)
    told = [(b.box, whole(b).span) for b in marks]
    told += [(box_around(line.box for line in run), whole_of(run).span) for run in _beside(lines, frame)]
    told.sort(key=lambda mark: mark[0][1])
    kinds = [(box, said) for box, said in told if measure_of(said.text) is not None]
    for head in heads:
        _, top, _, bottom = head.box
        for box, said in told:
            echelon = _echelon_in(said)
            own = box[1] <= (top + bottom) / 2 <= box[3] or (head.beside and _stands_beside(head.box, box))
            if echelon is not None and head.depth is not None and own:
                head.piece.echelon = echelon
        for group in head.under.every_group:
            if not _says_measure(group):
                group.heading = next((said for box, said in reversed(kinds) if _is_of(box, head, heads)), group.heading)
        for piece in head.under.pieces:
            piece.echelon = piece.echelon or head.piece.echelon


def _beside(lines: Sequence[Line], frame: Box) -> list[list[Line]]:
    """Labels at the sides of a sheet, each of the lines that stand one under the other."""
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (round(line.box[0]), line.box[1])):
        if line.box[0] < frame[2] and line.box[2] > frame[0]:
            continue
        height = line.box[3] - line.box[1]
        if runs and abs(runs[-1][-1].box[0] - line.box[0]) <= EDGE and line.box[1] - runs[-1][-1].box[3] < height:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_of(box: Box, head: Head, heads: Sequence[Head]) -> bool:
    """Does a label speak of what stands under a head: over it, or at the side of its row?"""
    row = [h for h in heads if abs(h.box[1] - head.box[1]) <= EDGE]
    _, top, _, bottom = box
    if spans(box, head.box):
        return bottom <= head.box[1] + EDGE or spans(head.box, box)
    return head.box[1] <= (top + bottom) / 2 <= max(h.bottom for h in row)
