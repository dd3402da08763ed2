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

from collections.abc import Iterable, Mapping, Sequence

from extractor.knowledge import toml
from extractor.layout.blocks import Cell
from extractor.match.column import Columns, Measure
from extractor.match.explanation import misspelt_calculation
from extractor.match.found import DraftValue, Found, Within
from extractor.match.numbers import Habit, habit_of
from extractor.match.target import split_targets
from extractor.printed import ROW_NUMBER
from extractor.read.words import Span
from extractor.records.above import Above, Carry
from extractor.records.by_rows import by_rows, without_marks
from extractor.records.cell_items import (
    Item,
    bare_item,
    bare_numbers,
    coded_item,
    down,
    items,
    marked_in_line,
    paragraphs,
    set_apart,
    tidy,
)
from extractor.records.indicator_columns import Group, groups, in_steps
from extractor.records.indicator_parts import DASH, MATCHER, Beside, semicolons, text_of
from extractor.records.joint import unjoined
from extractor.records.lead_in import LeadIn, Led, in_cell, last_lead, open_lead, under
from extractor.records.lead_in import named as named_under
from extractor.records.made import Made
from extractor.records.stages import labels_down, stage_label, stage_measure, staged_items, tells_stages
from extractor.records.table_rows import HIERARCHY, Row, cells_of_column, logical_rows
from extractor.sums import is_total


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
    columns = without_marks(labels_down(by_rows(unjoined(columns))))
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
        self.steps = in_steps(columns)
        self.above = Above(columns, self.groups, carry)
        self.beside = Beside(columns, habit, year)
        self.bare = {g.name for g in self.groups if bare_numbers(cells_of_column(columns, g.name))}
        """Columns of indicators numbered without dots."""
        self.staged = {g.name for g in self.groups if tells_stages(cells_of_column(columns, g.name))}
        """Columns of indicators that name the stage of the work of each."""
        self.stage: tuple[Measure, Span] | None = None
        """What the column of stages said last."""
        self.inherited: dict[str, DraftValue] = {}
        self.leads: dict[int, LeadIn] = {}
        """The lead-in that is open in each column of indicators."""

    def read(self, row: Row, after: Row | None = None) -> None:
        """Reads a row; ``after`` is the one under it."""
        if self.above.section(row):
            return
        self.above.keep(row)
        if any(row.fresh[k] and row.text(k) for k in self.columns.at("line", "program", "activity", "sub_activity")):
            # a programme or kegiatan whose indicators stand in rows of their own under it
            alone = not any(row.fresh[g.name] and row.text(g.name) for g in self.groups)
            self.inherited = self.beside.said(row) if alone else {}
        for group in self.groups:
            self._group(row, group, after)

    def _group(self, row: Row, group: Group, after: Row | None) -> None:
        cell = row.cells[group.name]
        if not row.own(group.name) or not row.fresh[group.name] or not cell.text.strip() or DASH.match(cell.text):
            if not self.steps or not any(row.own(g.name) and row.text(g.name) for g in self.groups):
                self.beside.more(row, group, self.last.get(group.name, []))
            return
        if is_total(cell.text) and not any(row.text(k) for k in group.targets):
            return
        led = self._led(row, group, after)
        if not led:
            return
        found = [one.item for one in led]
        column = self.columns.columns[group.name]
        above = self.above.of(group)
        measure, said = self._staged(row) or (column.measure, column.heading)
        bare = group.name in self.staged
        made = [self._start(item, measure, said, row.index, above, bare) for item in found]
        for one, draft in zip(led, made, strict=True):
            if one.lead is not None:
                name = f"{one.lead.span.text} {one.item.span.text}"
                draft.fields["name"] = Found(name, named_under(one.lead, one.item.span), MATCHER)
        self.above.deal(made)
        self._number(row, group, made)
        self.last[group.name] = made
        self.made.extend(self.last[group.name])
        self.beside.fill(row, group, found, self.last[group.name])

    def _staged(self, row: Row) -> tuple[Measure, Span] | None:
        """What a column of stages says that a row measures: `Keluaran`, `Hasil`; said once for the rows under it."""
        k = next(iter(self.columns.at("stage")), None)
        if k is not None and row.text(k):
            measure = stage_measure(row.text(k))
            self.stage = (measure, row.cells[k].span) if measure is not None else None
        return self.stage

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
        rest = self._rest(row, group, after) if led is None else None
        if led is None:
            opened = open_lead(cell, rest) if not values else None
            if opened is not None:
                self.leads[group.name] = opened
                return []
            led = in_cell(cell, values, rest)
        if led is None:
            listed = self._items(row, group)
            if (last := last_lead(listed, values, rest)) is not None:
                self.leads[group.name] = last
                listed = listed[:-1]
            return [Led(None, item) for item in listed]
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
        if group.name in self.staged and (staged := staged_items(cell)):
            return staged
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
            return self._begun_anew(row, group) or [coded_item(found[0])]
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
        bare: bool,
    ) -> Made:
        span = item.span
        label = stage_label(span, bare=bare)
        said: DraftValue = Found(measure, heading, MATCHER) if measure and heading else measure
        if label is not None:
            said, span = label.measure and Found(label.measure, label.label, MATCHER), label.rest
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


def _values(cell: Cell) -> int:
    """How many targets a cell seems to hold: one a line, or as many as one line marks or parts by semicolons."""
    count = sum(1 for line in cell.lines if line.text.strip())
    return max(marked_in_line(cell), len(semicolons(cell.span))) if count == 1 else count
