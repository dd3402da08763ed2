"""From tables to indicators.

Comes in: a table whose columns' meanings are known (:func:`extractor.match.columns.read_columns`). Goes out: one draft
of the contract's Indicator for each indicator in it, all keys set. Agreements and plans share it.

    columns = read_columns(table)
    if is_indicator_table(columns):
        drafts = indicators(columns, index=0, habit=habit, carry=carry)

``index`` becomes the draft's ``table``; ``habit`` is :func:`target_habit` of the document's tables;
``carry`` is a :class:`Carry` that keeps what merged cells say (row, sasaran, program ...): hand the same one to the
table that goes on with the same columns. ``year`` chooses among target columns of several years.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.knowledge import toml
from extractor.layout.blocks import Cell
from extractor.match.column import Columns, Measure
from extractor.match.column_labels import label_meaning
from extractor.match.explanation import (
    misspelt_calculation,
)
from extractor.match.found import DraftValue, Found, Within
from extractor.match.levels import own_level
from extractor.match.money import is_total
from extractor.match.numbers import Habit, habit_of
from extractor.match.target import split_targets
from extractor.printed import ROW_NUMBER
from extractor.read.words import Span
from extractor.records.by_rows import by_rows
from extractor.records.cell_items import Item, bare_item, bare_numbers, down, items, paragraphs, set_apart, tidy
from extractor.records.indicator_parts import DASH, MATCHER, Beside, Group, Made, groups, semicolons, text_of
from extractor.records.joint import unjoined
from extractor.records.lead_in import LeadIn, Led, in_cell, open_lead, under
from extractor.records.lead_in import named as named_under
from extractor.records.levels import (
    LEVEL_FIELDS,
    code_level,
    is_under,
    measure_label,
    named,
    number_kind,
    stage_measure,
    uncoded,
)
from extractor.records.table_rows import HIERARCHY, Row, logical_rows

__all__ = [
    "Carry",
    "Row",
    "code_level",
    "corrections",
    "indicator_rows",
    "indicators",
    "is_indicator_table",
    "logical_rows",
    "own_level",
    "target_habit",
]
_MERE_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[A-Z])[.)]*$")
_LEAD = re.compile(
    r"^\(?([0-9]{1,2}(?=[.)])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[.)]?\s)|[A-Z](?=[.)]))[.)]?\s*(?=[^\W\d_])"
)


@dataclass
class Carry:
    """What was said last, for rows that do not say it again. ``values`` are found texts by field."""

    row: Found[DraftValue] | None = None
    values: dict[str, Found[DraftValue] | None] = field(default_factory=dict)
    spoken: dict[int, tuple[str, Found[DraftValue] | None]] = field(default_factory=dict)
    """The field that each column said last and its value, for tables with indicators of several levels."""

    def say(self, name: str, value: Found[DraftValue] | None, below: Sequence[str] = ()) -> None:
        """Keeps a value and forgets what stood under the one before it."""
        self.values[name] = value
        for lower in below:
            self.values[lower] = None


def is_indicator_table(columns: Columns) -> bool:
    """Whether a table lists indicators: a column of them beside targets, units, formulas or what they serve."""
    if columns.has("joint"):
        return columns.has("target")
    return columns.has("name") and (
        columns.has("target", "unit", "explanation", "formula", "baseline", "actual", "data_source", "owner")
        or (columns.has("objective", "goal", "program", "activity", "line") and not columns.has("actual", "budget"))
    )


def target_habit(tables: Iterable[Columns]) -> Habit | None:
    """Which sign parts thousands in the targets of a document; amounts of money do not tell (programs print them)."""
    return habit_of(
        row[k].text
        for columns in tables
        if is_indicator_table(columns)
        for row in columns.rows
        for k in columns.at("target", "baseline", "actual")
    )


def indicators(
    columns: Columns,
    *,
    index: int | None = None,
    habit: Habit | None = None,
    carry: Carry | None = None,
    year: int | None = None,
) -> list[dict[str, DraftValue]]:
    """The indicators of a table, in order."""
    return [draft for _, draft in indicator_rows(columns, index=index, habit=habit, carry=carry, year=year)]


def indicator_rows(
    columns: Columns,
    *,
    index: int | None = None,
    habit: Habit | None = None,
    carry: Carry | None = None,
    year: int | None = None,
) -> list[tuple[int, dict[str, DraftValue]]]:
    """The indicators of a table with the index of the row in which each begins."""
    carry = carry if carry is not None else Carry()
    columns = by_rows(unjoined(columns))
    reader = _Reader(columns, index, habit, carry, year)
    rows = logical_rows(columns)
    for k, row in enumerate(rows):
        reader.read(row, rows[k + 1] if k + 1 < len(rows) else None)
    reader.beside.finish()
    return [(made.place, made.draft()) for made in reader.made]


def corrections(drafts: Sequence[Mapping[str, DraftValue]]) -> list[DraftValue]:
    """What was respelt in types of calculation (`Komulatif`): drafts of the contract's Correction.

    Other spelling is a matter for later; an enumeration's value no longer shows how it was printed.
    """
    found: list[DraftValue] = []
    for k, draft in enumerate(drafts):
        value = draft.get("calculation_type")
        if isinstance(value, Found):
            for printed, written, score in misspelt_calculation(value.span):
                path = Within(f"/indicators/{k}/calculation_type")
                found.append({"path": path, "from": printed, "to": written, "score": round(score, 1)})
    return found


class _Reader:
    """Reads a table row by row."""

    def __init__(
        self, columns: Columns, index: int | None, habit: Habit | None, carry: Carry, year: int | None
    ) -> None:
        self.columns, self.index, self.carry = columns, index, carry
        self.made: list[Made] = []
        self.last: dict[int, list[Made]] = {}
        self.groups = groups(columns, year)
        self.beside = Beside(columns, habit, year)
        self.bare = {g.name for g in self.groups if bare_numbers(_cells_of(columns, g.name))}
        """Columns of indicators numbered without dots."""
        self.inherited: dict[str, DraftValue] = {}
        self.kegiatan_depth = 0
        """Segments of the codes of kegiatan."""
        self.numbered: dict[str, str] = {}
        """The number of the last line of each level, where programmes and kegiatan stand in one column."""
        self.leads: dict[int, LeadIn] = {}
        """The lead-in that is open in each column of indicators."""
        self.numbers: list[Found[DraftValue]] = []
        """Numbers of a cell with several, for the rows under it that it reaches over."""
        self.reach: defaultdict[int, list[Sequence[Cell]]] | None = None

    def _first(self, *meanings: str) -> int | None:
        return next(iter(self.columns.at(*meanings)), None)

    def read(self, row: Row, after: Row | None = None) -> None:
        """Reads a row; ``after`` is the one under it."""
        if self._section(row):
            return
        self._keep(row)
        if any(row.fresh[k] and row.text(k) for k in self.columns.at("line", "program", "activity", "sub_activity")):
            # a programme or kegiatan whose indicators stand in rows of their own under it
            alone = not any(row.fresh[g.name] and row.text(g.name) for g in self.groups)
            self.inherited = self.beside.said(row) if alone else {}
        for group in self.groups:
            self._group(row, group, after)

    def _section(self, row: Row) -> bool:
        """A heading over the rows after it (a programme's name across the table)."""
        filled = [k for k in range(len(row.cells)) if row.fresh[k] and row.text(k)]
        if not filled or len(filled) > 2:
            return False
        last = row.cells[filled[-1]]
        said = _section_label(row.text(filled[0])) if len(filled) == 2 else None
        if len(filled) == 2 and said is None and not ROW_NUMBER.fullmatch(row.text(filled[0])):
            return False
        wide = last.column_span * 2 > len(row.cells)
        level = own_level(last.text)
        alone = filled == [0] and not ROW_NUMBER.fullmatch(row.text(0)) and level is not None
        if not (wide or alone) or DASH.match(last.text):
            return False
        name = said or LEVEL_FIELDS.get(level or "", level)
        if name is None and any("affair" in c.levels for c in self.columns.columns):
            return True  # `Urusan/Program/Kegiatan`: an urusan over its programmes
        if name is None and not self.columns.has("objective"):
            name = "objective"
        if name is not None:
            found = text_of(named(uncoded(last.span), level))
            self.carry.say(name, found, HIERARCHY[HIERARCHY.index(name) + 1 :])
        if len(filled) == 2 and (m := ROW_NUMBER.fullmatch(row.text(filled[0]))) and self._first("row") == filled[0]:
            self.carry.row = Found(m[1], row.cells[filled[0]].span.of(m, 1), MATCHER)
        return True

    def _keep(self, row: Row) -> None:
        """Takes row number, sasaran and the like; rows that leave them out inherit them."""
        number = self._first("row")
        code = self._first("code")
        if number is None and len(self.columns.at("code")) == 1 and code is not None:
            number = code if _MERE_NUMBER.match(row.text(code)) else None  # a column of codes that only counts
        said = row.text(number) if number is not None else ""
        matched = ROW_NUMBER.fullmatch(said)
        new_row = number is not None and row.fresh[number] and matched is not None
        if matched is not None and number is not None and new_row:
            self.carry.row = Found(matched[1], row.cells[number].span.of(matched, 1), MATCHER)
        elif number is not None and row.own(number) and (next_number := self._next_number(row, number)):
            self.carry.row = next_number
            new_row = True
        first = True
        for k, column in enumerate(self.columns.columns):
            if column.meaning not in HIERARCHY or not row.own(k) or not row.fresh[k] or not row.text(k):
                continue
            span = row.cells[k].span
            if DASH.match(span.text):
                continue
            lead = _LEAD.match(span.text)
            if lead:
                if number is None and first:
                    self.carry.row = Found(lead[1], span.of(lead, 1), MATCHER)
                    new_row = True
                span = span.cut(lead.end())
            elif first and not new_row and self._unnumbered(row, k, number):
                self.carry.row = None
            first = False
            self._say(k, row, span)

    def _unnumbered(self, row: Row, k: int, number: int | None) -> bool:
        """Whether what stands in the first column of the hierarchy begins a row of its own without a number; a
        programme beside a sasaran that is said above begins none.
        """
        if number is not None and not row.fresh[number]:
            return False
        before = bool(self.groups) and k == self._first(*HIERARCHY) and k < self.groups[0].name
        return before and self.columns.columns[k].meaning != "line"

    def _next_number(self, row: Row, number: int) -> Found[DraftValue] | None:
        """The number of a row whose cell holds those of several rows (`12` and `13` without a line between)."""
        cell = row.cells[number]
        names = self.columns.at("line", "name")
        if row.fresh[number]:
            self.numbers = []
            words = [Span([w]) for w in cell.span.words]
            under = self._rows_under(number).get(id(cell), ()) if len(words) > 1 else ()
            begun = {id(r[names[0]]) for r in under if r[names[0]].text.strip()} if names else set()
            if len(words) > 1 and len(words) == len(begun) and all(ROW_NUMBER.fullmatch(w.text) for w in words):
                self.numbers = [Found(w.text.strip(" .()"), w, MATCHER) for w in words]
        begins = bool(names) and row.fresh[names[0]] and bool(row.text(names[0]))
        return self.numbers.pop(0) if self.numbers and begins else None

    def _rows_under(self, number: int) -> Mapping[int, Sequence[Sequence[Cell]]]:
        """The rows that each cell of the column of numbers reaches over, by the cell's identity."""
        if self.reach is None:
            self.reach = defaultdict(list)
            for row in self.columns.rows:
                self.reach[id(row[number])].append(row)
        return self.reach

    def _say(self, k: int, row: Row, span: Span) -> None:
        name = self.columns.columns[k].meaning
        right = [c.meaning for c in self.columns.columns[k + 1 :] if c.meaning in HIERARCHY]
        if name == "line":
            level = own_level(span.text) or self._line_level(row, k)
            name = LEVEL_FIELDS.get(level or "", "activity")
            if name == "sub_activity" and own_level(span.text) is None and self._is_kegiatan(row):
                name = "activity"
            self.numbered[name] = self._line_number(row, k)
            span = named(span, level)
        else:
            span = named(span, {"activity": "kegiatan"}.get(name, name))
        # a column further right that says nothing in this row does not mean what the row before said there
        below = {"activity" if m == "line" else m for m in right} - {name}
        if self.columns.columns[k].meaning == "line":
            below.update({"program": ("activity", "sub_activity"), "activity": ("sub_activity",)}.get(name, ()))
        self.carry.say(name, text_of(span), sorted(below))
        spoken = {n: said for n, said in self.carry.spoken.items() if n < k or said[0] not in {*below, name}}
        self.carry.spoken = {**spoken, k: (name, self.carry.values[name])}

    def _above(self, group: Group) -> Mapping[str, Found[DraftValue] | None]:
        """What an indicator stands under. Where a table has indicators of several levels, each with its statement on
        its left (`Sasaran | Indikator | Program | Indikator`), that is what stands left of its own column.
        """
        hierarchy = self.columns.at(*HIERARCHY)
        if len(self.groups) < 2 or not hierarchy or hierarchy[0] > self.groups[0].name:
            return self.carry.values
        left = [self.carry.spoken[k] for k in hierarchy if k < group.name and k in self.carry.spoken]
        right = {self.carry.spoken[k][0] for k in hierarchy if k > group.name and k in self.carry.spoken}
        return {**self.carry.values, **dict.fromkeys(right), **dict(left)}

    def _is_kegiatan(self, row: Row) -> bool:
        """Whether a line whose code is as long as a sub kegiatan's stands directly under its programme: codes before
        Permendagri 90/2019 have more segments, and no sub kegiatan.
        """
        code = self._first("code", "row")
        depth = len(re.findall(r"[0-9X]+", row.text(code))) if code is not None else 0
        if self.carry.values.get("activity") is None:
            self.kegiatan_depth = depth
        return depth == self.kegiatan_depth

    def _line_number(self, row: Row, k: int) -> str:
        """The number of a line: in the column of numbers, else before its text."""
        number = self._first("row")
        lead = _LEAD.match(row.text(k))
        said = row.text(number) if number is not None else lead[1] if lead else ""
        return said.strip(" .()")

    def _line_level(self, row: Row, line: int) -> str | None:
        """The level of a line without its own word: by its code, its indicator's label or its number."""
        code = ".".join(text for k in self.columns.at("code") if (text := row.text(k)))
        if code:
            return code_level(code)
        for k in self.columns.at("name"):
            label = measure_label(row.cells[k].span) if row.own(k) else None
            if label:
                return "program" if label[0] == "outcome" else "kegiatan"
        if "sub_activity" not in self.columns.columns[line].levels or self.carry.values.get("activity") is None:
            return None
        number, over = self._line_number(row, line), self.numbered.get("activity", "")
        upper = {number_kind(over), number_kind(self.numbered.get("program", ""))}
        return "sub_kegiatan" if over and number and is_under(number, over, upper) else None

    def _group(self, row: Row, group: Group, after: Row | None) -> None:
        cell = row.cells[group.name]
        if not row.own(group.name) or not row.fresh[group.name] or not cell.text.strip() or DASH.match(cell.text):
            self.beside.more(row, group, self.last.get(group.name, []))
            return
        if is_total(cell.text) and not any(row.text(k) for k in group.targets):
            return
        led = self._led(row, group, after)
        if not led:
            return
        found = [one.item for one in led]
        column = self.columns.columns[group.name]
        above = self._above(group)
        measure, said = self._staged(row) or (column.measure, column.heading)
        made = [self._start(item, measure, said, row.index, above) for item in found]
        for one, draft in zip(led, made, strict=True):
            if one.lead is not None:
                name = f"{one.lead.span.text} {one.item.span.text}"
                draft.fields["name"] = Found(name, named_under(one.lead, one.item.span), MATCHER)
        self._number(row, group, made)
        self.last[group.name] = made
        self.made.extend(self.last[group.name])
        self.beside.fill(row, group, found, self.last[group.name])

    def _staged(self, row: Row) -> tuple[Measure, Span] | None:
        """What a column of stages says that a row measures: `Keluaran`, `Hasil`."""
        k = self._first("stage")
        measure = stage_measure(row.text(k)) if k is not None else None
        return (measure, row.cells[k].span) if measure is not None and k is not None else None

    def _number(self, row: Row, group: Group, made: Sequence[Made]) -> None:
        """Gives an indicator the number that a narrow column before it prints."""
        k = group.name - 1
        if k < 0 or self.columns.columns[k].meaning != "number" or not row.own(k) or len(made) != 1:
            return
        m = ROW_NUMBER.fullmatch(row.cells[k].text)
        if m and made[0].fields.get("number") is None:
            made[0].fields["number"] = Found(m[1], row.cells[k].span.of(m, 1), MATCHER)

    def _led(self, row: Row, group: Group, after: Row | None) -> list[Led]:
        """The items of a row's cell with the lead-ins that they stand under; none for a row that is a lead-in."""
        cell = row.cells[group.name]
        values = max((_values(row.cells[k]) for k in group.targets if row.own(k)), default=0)
        if self._anew(row):
            self.leads.pop(group.name, None)
        lead = self.leads.pop(group.name, None)
        led = under(lead, cell) if lead is not None else None
        if led is None:
            rest = self._rest(row, group, after)
            opened = open_lead(cell, rest) if not values else None
            if opened is not None:
                self.leads[group.name] = opened
                return []
            led = in_cell(cell, values, rest)
        if led is None:
            return [Led(None, item) for item in self._items(row, group)]
        if led[-1].lead is not None:
            self.leads[group.name] = led[-1].lead
        return led

    def _rest(self, row: Row, group: Group, after: Row | None) -> Cell | None:
        """The cell under a row's indicators where the next row goes on with what they stand under, with targets."""
        if after is None or self._anew(after) or not after.own(group.name) or not after.fresh[group.name]:
            return None
        valued = any(after.own(k) and after.fresh[k] and after.text(k) for k in group.targets)
        return after.cells[group.name] if valued and after.cells[group.name] is not row.cells[group.name] else None

    def _anew(self, row: Row) -> bool:
        """Whether a row begins something above its indicators (a sasaran, a programme)."""
        return any(row.fresh[k] and row.text(k) for k in self.columns.at(*HIERARCHY))

    def _items(self, row: Row, group: Group) -> list[Item]:
        cell = row.cells[group.name]
        found = items(cell)
        if len(found) == 1 and found[0].number is None:
            if group.name in self.bare:
                return [bare_item(found[0])]
            for k in group.targets:
                listed = semicolons(row.cells[k].span) if row.own(k) else []
                if len(listed) > 1 and len(parts := semicolons(cell.span)) == len(listed):
                    return [Item(None, tidy(p), down(p.words[0])) for p in parts]
                if row.own(k) and row.fresh[k]:
                    apart = set_apart(cell, row.cells[k])
                    if len(apart) > 1 and all(split_targets(line.span, 1) for line in row.cells[k].lines):
                        return apart
            return self._begun_anew(row, group) or found
        return found

    def _begun_anew(self, row: Row, group: Group) -> list[Item]:
        """The paragraphs of a cell without marks that are an indicator each: as many as there are targets beside them,
        or those with a word that indicators begin with, to which others go on.
        """
        parts = paragraphs(row.cells[group.name])
        if len(parts) < 2:
            return []
        beside = [paragraphs(row.cells[k]) for k in group.targets if row.own(k) and row.text(k)]
        if beside and len(beside[0]) == len(parts) and all(split_targets(value.span, 1) for value in beside[0]):
            return parts
        starts = toml("plan")["indicators"]["starts"]
        begun: list[list[Item]] = []
        for part in parts:
            if part.span.words[0].text.casefold() in starts:
                begun.append([])
            elif not begun:
                return []
            begun[-1].append(part)
        joined = [Item(None, Span(w for part in one for w in part.span.words), one[0].top) for one in begun]
        return joined if len(joined) > 1 else []

    def _start(
        self,
        item: Item,
        measure: Measure | None,
        heading: Span | None,
        place: int,
        values: Mapping[str, Found[DraftValue] | None],
    ) -> Made:
        span = item.span
        label = measure_label(span)
        said: DraftValue = Found(measure, heading, MATCHER) if measure and heading else measure
        if label:
            said, span = Found(label[0], span.cut(0, label[1]), MATCHER), tidy(span.cut(label[1]))
        return Made(
            {
                "table": self.index,
                "row": self.carry.row,
                "number": item.number,
                "goal": values.get("goal"),
                "objective": values.get("objective"),
                "program": values.get("program"),
                "activity": values.get("activity"),
                "sub_activity": values.get("sub_activity"),
                "name": text_of(span),
                "measure": said,
            },
            place=place,
            inherited=self.inherited,
        )


def _section_label(text: str) -> str | None:
    """What a row says that begins with the label of what it names (`Sasaran | Meningkatnya mutu taman`)."""
    meaning = label_meaning(text)
    return meaning if meaning in HIERARCHY and meaning != "line" else None


def _values(cell: Cell) -> int:
    """How many targets a cell seems to hold: one a line."""
    return sum(1 for line in cell.lines if line.text.strip())


def _cells_of(columns: Columns, k: int) -> list[Cell]:
    """The cells that begin in a column, top to bottom."""
    cells: list[Cell] = []
    for row in columns.rows:
        if row[k].text.strip() and (not cells or row[k] is not cells[-1]):
            cells.append(row[k])
    return cells
