"""Cells under one head of a sheet, one over the other, told apart by what they say and how they look.

In come the cells that stand under an office or a statement, out come its indicators and the statements between them,
or ``None`` where a cell may be a statement as well as an indicator. Apart from the tables under heads because here
headings stand in the column itself (`PROGRAM`, a name, `OUTCOME`, indicators), or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.card_heads import is_number
from extractor.kinds.cascade.cell_lists import read_list
from extractor.kinds.cascade.indicators import carries_target, numbered
from extractor.kinds.cascade.labels import BULLET, Label, begins_indicator, read_label
from extractor.kinds.cascade.piece import Group, Piece
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.statements import is_objective
from extractor.kinds.cascade.unheaded import states_outcome
from extractor.layout.blocks import Line
from extractor.layout.charts import EDGE, ChartBox, Entry, find_entries, is_quantity, spans, whole
from extractor.match.column_labels import measure_of
from extractor.read.words import Box, Span
from extractor.records.stages import stage_measure


@dataclass
class Under:
    """What stands under a head: its own indicators, and the nodes under it."""

    groups: list[Group] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    objective: list[Line] = field(default_factory=list)
    """The statement of the head, where it is the name of a program or an activity."""

    @property
    def every_group(self) -> list[Group]:
        return [*self.groups, *(g for piece in self.pieces for g in piece.groups)]


def heads_statements(cells: Sequence[ChartBox], head: Box) -> bool:
    """Do headings of statements (`PROGRAM`) stand among cells, each over all of its column, or names that say their
    level (`Program Pengawasan`)?
    """
    wide = [b for b in cells if spans(b.box, head)]
    if any(_heads_level(read_label(whole(b).span), whole(b).span) for b in wide):
        return True
    return any(_names_level(b, read_label(whole(b).span)) is not None for b in wide)


_PAIRED = frozenset({"level", "objective", "indicator", "target"})
"""What labels beside their cells may speak of: what else there is to say is told by tables."""


def by_labels(cells: Sequence[ChartBox]) -> Under | None:
    """What cells say that stand in pairs, a label (`Sasaran`, `Indikator`, `Target`) and what it is the label of;
    ``None`` where they do not.
    """
    rows: dict[int, list[ChartBox]] = {}
    for b in cells:
        rows.setdefault(round(b.box[1] / EDGE), []).append(b)
    if len(rows) < 2 or any(len(row) != 2 for row in rows.values()):
        return None
    roles = set()
    stack = _Stack({}, {}, {}, set(), listed=False)
    for _, row in sorted(rows.items()):
        left, right = sorted(row, key=lambda b: b.box[0])
        label, said = read_label(whole(left).span), read_label(whole(right).span)
        if label is None or not label.alone or label.role not in _PAIRED or (said is not None and said.alone):
            return None
        if not (stack.take(left) and stack.take(right)):
            return None
        roles.add(label.role)
    return stack.under if "indicator" in roles and not roles.isdisjoint(("level", "objective")) else None


def statement_of(cell: ChartBox, head: Box) -> list[Line]:
    """The lines of a cell under all of a head that states what the head names (`Sasaran Program : ...`), without its
    label.
    """
    label = read_label(whole(cell).span) if spans(cell.box, head) else None
    return _behind(label, cell.lines) if label is not None and label.role == "objective" and label.rest else []


def _heads_level(label: Label | None, said: Span) -> bool:
    """Is a cell the heading of a statement, and not one of indicators that are of the outcome or the output?"""
    return label is not None and label.alone and label.role == "level" and measure_of(said.text) is None


def by_content(cells: Sequence[ChartBox], head: Box, *, listed: bool = False) -> Under | None:
    """What cells say one by one; ``None`` where a quantity belongs to none of the texts, or a text may be a statement
    as well as an indicator. ``listed`` says that elsewhere on the sheet indicators stand right under their heads.
    """
    boxes, entries = find_entries(cells)
    units, numbers = _units(boxes, entries), numbers_of(boxes)
    aside = {*units.values(), *numbers.values()}
    boxes = [b for b in boxes if b not in aside]
    stack = _Stack(entries, units, numbers, _statements(boxes, entries, head), listed)
    if not all(stack.take(box) for box in boxes):
        return None
    under = stack.under
    return under if all(piece.groups or piece.named or piece.label for piece in under.pieces) else None


@dataclass
class _Stack:
    """Takes the cells of a column one at a time."""

    entries: Mapping[ChartBox, Entry]
    units: Mapping[ChartBox, ChartBox]
    numbers: Mapping[ChartBox, ChartBox]
    stated: set[ChartBox]
    listed: bool
    under: Under = field(default_factory=Under)
    heading: Span = field(default_factory=Span)
    """The last heading over indicators."""
    level: Label | None = None
    """The last heading over statements, until one over indicators follows."""

    @property
    def groups(self) -> list[Group]:
        """Where the next indicator goes: to the last statement, else to the head itself."""
        return self.under.pieces[-1].groups if self.under.pieces else self.under.groups

    def take(self, box: ChartBox) -> bool:
        """Reads a cell; is it told what it is?"""
        said = whole(box)
        label = read_label(said.span)
        if box not in self.entries and is_quantity(said):
            if self.groups:
                self.groups[-1].target += box.lines
            return bool(self.groups)
        if label is not None and label.role == "target" and self.groups:
            self.groups[-1].target += [Line(label.rest.words)] if label.rest else []
            return True
        if label is None and stage_measure(said.text) is not None:
            self.level, self.heading = None, said.span  # `Hasil`, `Keluaran`
            return True
        if label is not None and label.alone:
            self._head(label, said.span)
            return True
        if self._states(box, label):
            return True
        if _is_card(box, label):
            return False
        text = _unlabelled(box, label)
        if not (self.entries or box in self.numbers or self.heading or _is_indicator(text) or self._goes_on()):
            return False
        self._indicator(box, label)
        return True

    def _head(self, label: Label, said: Span) -> None:
        """Reads a heading alone in its cell."""
        if _heads_level(label, said) or label.role == "objective":
            self.level, self.heading = label, Span()
        elif label.role != "target":
            self.level, self.heading = None, said

    def _states(self, box: ChartBox, label: Label | None) -> bool:
        """Reads a statement: one under its heading, one that says its level, or one that looks otherwise than what
        measures it; is it one?
        """
        last = self.under.pieces[-1] if self.under.pieces else None
        piece = None
        if self.level is not None and box not in self.entries and not (last and _is_indicator(whole(box).span)):
            if self.level.role == "objective" or (last is not None and is_objective(self.level, last)):
                self.level = None
                return self._objective(list(box.lines))
            piece = Piece(level=self.level.level, named=self.level, title=list(box.lines), tabular=True)
        elif box not in self.entries and (named := _names_level(box, label)) is not None:
            piece = named
        elif label is not None and label.role == "objective" and label.rest:
            return self._objective(_behind(label, box.lines))
        elif box in self.stated and not _is_card(box, label):
            piece = Piece(title=list(box.lines), tabular=True)
        if piece is None:
            return False
        self.heading = Span()
        self.under.pieces.append(piece)
        return True

    def _objective(self, lines: list[Line]) -> bool:
        """Reads the statement of the last name; is it the first thing said of it?"""
        last = self.under.pieces[-1] if self.under.pieces else self.under
        if not last.objective and not last.groups:
            last.objective += lines
            return True
        return False

    def _goes_on(self) -> bool:
        """Is a text that does not say what it is an indicator all the same: one among others, or one right under a head
        as they stand on the rest of the sheet?
        """
        return bool(self.groups) or self.listed

    def _indicator(self, box: ChartBox, label: Label | None) -> None:
        """Reads the indicators of a cell."""
        found = _listed(box, self.entries.get(box), label)
        found[-1].unit += self.units[box].lines if box in self.units else []
        if box in self.numbers:
            found[0].number = whole(self.numbers[box]).span
        if found[0].label is not None:
            self.heading = found[0].label.span  # it holds for the cells under it that say nothing of the kind
        for group in found:
            group.heading = self.heading
        self.groups.extend(found)


def _names_level(box: ChartBox, label: Label | None) -> Piece | None:
    """The statement that a cell is by the level that it names (`Program Pengawasan`, `Kegiatan : Uji air`), where it
    says no more than that.
    """
    if label is not None and measure_of(label.name) is not None:
        return None
    read = read_pieces(box.lines)
    if len(read) != 1 or read[0].level is None or not read[0].title or read[0].objective or read[0].groups:
        return None
    read[0].tabular = True
    return read[0]


def _behind(label: Label, lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell without the label that it begins with."""
    said = set(label.span.words)
    rest = [tuple(w for w in line.words if w not in said) for line in lines]
    return [Line(words) for words in rest if words]


def _unlabelled(box: ChartBox, label: Label | None) -> Span:
    """What a cell says behind the label of a measure that it begins with."""
    if label is None or not label.rest or measure_of(label.name) is None:
        return whole(box).span
    return label.rest


def _is_card(box: ChartBox, label: Label | None) -> bool:
    """Does a cell say more than an indicator: a level, a statement with what measures it? (`Outcome :` over a list of
    indicators says of what kind these are.)
    """
    measure = label is not None and label.rest and measure_of(label.name) is not None
    if label is not None and measure and any(map(_is_indicator, (_behind(label, box.lines)[0].span, label.rest))):
        return False
    if label is not None and label.rest and label.role != "indicator" and measure_of(label.name) is None:
        return True
    read = read_pieces(box.lines)
    stated = any(
        p.level is not None or p.objective for p in read if p.label is None or measure_of(p.label.name) is None
    )
    begun = begins_indicator(numbered(whole(box).span)[1])
    return stated or (not begun and any(p.title and p.groups and not _with_target(p) for p in read))


def _with_target(piece: Piece) -> bool:
    """Is what was read as a statement with indicators one indicator with its target on a line under it?"""
    named = [line for group in piece.groups for line in group.lines]
    return not named or (all(map(is_quantity, named)) and begins_indicator(piece.title[0].span))


def _units(boxes: Sequence[ChartBox], entries: Iterable[ChartBox]) -> dict[ChartBox, ChartBox]:
    """The cells of units, each wall to wall at the right of the figure that it is for, by the box of the entry."""
    rows = {(round(b.box[0]), round(b.box[1]), round(b.box[3])): b for b in boxes}
    at = {entry: rows.get((round(entry.box[2]), round(entry.box[1]), round(entry.box[3]))) for entry in entries}
    return {entry: b for entry, b in at.items() if b is not None and _is_unit(whole(b).text)}


def numbers_of(boxes: Sequence[ChartBox]) -> dict[ChartBox, ChartBox]:
    """The narrow cells of numbers, each wall to wall at the left of the text that it is the number of, by the text's
    box.
    """
    texts = [b for b in boxes if not is_number(b)]
    found: dict[ChartBox, ChartBox] = {}
    for number in filter(is_number, boxes):
        _, top, x, bottom = number.box
        for b in texts:
            level = abs(b.box[1] - top) <= EDGE and abs(b.box[3] - bottom) <= EDGE
            if level and abs(b.box[0] - x) <= EDGE and x - number.box[0] < b.box[2] - b.box[0]:
                found[b] = number
    return found


_LONGEST_UNIT = 3
"""Words of a unit in a cell of its own (`Orang / Bulan`), at the most."""


def _is_unit(text: str) -> bool:
    return len(text.split()) <= _LONGEST_UNIT and not any(map(str.isdigit, text))


def _statements(boxes: Sequence[ChartBox], entries: Mapping[ChartBox, Entry], head: Box) -> set[ChartBox]:
    """The cells that are statements over indicators: as wide as the head, without a quantity at their side as these
    have them; where targets end the texts of indicators, those that end with none and look otherwise, or state an
    outcome among indicators with targets.
    """
    alone = [b for b in boxes if b not in entries and spans(b.box, head)]
    if entries:
        return set(alone)
    measured = [b for b in boxes if _is_measured(b)]
    listed = any(numbered(whole(b).span)[0] for b in measured)
    valued = 2 * sum(_has_target(b) for b in boxes) >= len(boxes)
    fills, weights = {b.fill for b in measured}, {_is_bold(b) for b in measured}
    return {
        b
        for b in alone
        if not (listed and numbered(whole(b).span)[0])
        and (
            (len(fills) == 1 and b.fill not in fills)
            or (len(weights) == 1 and _is_bold(b) not in weights)
            or (valued and b not in measured and states_outcome(whole(b).span))
        )
    }


def _is_indicator(span: Span) -> bool:
    """Is a text without a quantity at its side an indicator: by its target, number, mark or first word?"""
    marked = BULLET.match(span.text) is not None or bool(numbered(span)[0])
    return marked or carries_target(span) or begins_indicator(span)


def _is_measured(box: ChartBox) -> bool:
    """Does a cell say what is measured: as indicators do, or with its target?"""
    return _has_target(box) or begins_indicator(numbered(whole(box).span)[1])


def _has_target(box: ChartBox) -> bool:
    """Does a cell end with a target of its own, or have it on a line of its own (`Target : 85 %`)?"""
    targets = any((label := read_label(line.span)) is not None and label.role == "target" for line in box.lines[1:])
    return targets or carries_target(whole(box).span)


def _is_bold(box: ChartBox) -> bool:
    return all(w.bold for w in box.lines[0].words)


def _listed(box: ChartBox, entry: Entry | None, label: Label | None) -> list[Group]:
    """The indicators in a cell, the last one with the quantities at the cell's side."""
    lines = list(box.lines)
    if label is not None and label.rest and measure_of(label.name) is not None:
        lines = _behind(label, lines)
    else:
        label = None
    listed = read_list(lines, label)
    if entry is not None:
        listed[-1].target += [line for value in entry.values for line in value.lines]
        if entry.number is not None:
            listed[0].number = whole(entry.number).span
    return listed
