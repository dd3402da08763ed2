"""What stands beside indicators: targets, units, explanations, amounts, and how they are dealt out.

Comes in: the rows of a table with the indicators found in them. Goes out: the indicators with what belongs to each. A
cell that reaches over several rows is read once, for all the indicators beside it: it may hold one value for all of
them or one for each. Apart from the reader of rows, which says what the indicators are and what they stand under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.knowledge import toml
from extractor.layout.blocks import Cell
from extractor.match.column import Columns
from extractor.match.column_periods import former_year, period_of, year_of
from extractor.match.explanation import match_calculation, match_explanations, share
from extractor.match.found import DraftValue, Found
from extractor.match.money import match_rupiah
from extractor.match.numbers import Habit, dots_decimals, habit_of
from extractor.match.position import unit_heads
from extractor.match.target import match_parts, match_rate, match_target, split_targets
from extractor.read.words import Span, Word
from extractor.records.cell_items import Item, deal, down, items, paragraphs, placed, tidy
from extractor.records.funds import amount_columns, are_funds, row_amount, total_columns
from extractor.records.indicator_columns import Group, rate_column, said_once
from extractor.records.made import Made
from extractor.records.table_rows import HIERARCHY, Row

MATCHER = "cell"
_QUANTITIES = ("target", "actual", "baseline", "achievement")
"""Roles whose cells hold quantities: one line may hold several."""
_CURRENCY = re.compile(r"^\s*Rp\.?\s*", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s*")
DASH = re.compile(r"^[\s\-–—.]*$")
_TEXTS = ("location", "notes", "data_source", "calculation", "owner", "achievement")
"""Meanings of columns of which an indicator has one cell, read as a text or by a matcher of its own."""
_SHARED = ("location", "owner")
"""Those of them that several indicators may have in common."""


@dataclass
class _Beside:
    """A cell and the indicators that stand beside it, from all the rows that it reaches over."""

    cell: Cell
    column: int
    role: str
    rank: int = 0
    items: list[Item] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)


class Beside:
    """Collects the cells beside indicators and deals them out at the end of the table."""

    def __init__(self, columns: Columns, habit: Habit | None, year: int | None = None) -> None:
        self.columns, self.habit, self.year = columns, habit, year
        self.rate = rate_column(columns, year)
        self.yearly = said_once(columns) if columns.has("period") else frozenset()
        """Columns that say nothing in the rows of the parts of a year but the first: they are of the year."""
        former = ((k, former_year(columns.columns[k].heading)) for k in columns.at("target"))
        self.former = {k: said for k, said in former if said}
        """The columns of the targets of the year before."""
        self.habits: dict[int, Habit | None] = {}
        """What the figures of a column show themselves, where they do."""
        self.dotted: dict[int, bool] = {}
        """Whether a column prints decimals behind a dot."""
        self.cells: dict[tuple[int, int, int], _Beside] = {}

    def fill(self, row: Row, group: Group, found: Sequence[Item], made: Sequence[Made]) -> None:
        """Notes what stands beside the indicators of a row."""
        parts = self._in_period(row, group, made) if len(made) == 1 else frozenset()
        for role, columns in (("target", group.targets), ("actual", group.actuals)):
            for rank, k in enumerate(columns):
                if k not in parts:
                    self._note(row, group, k, role, found, made, rank)
        for one in made:
            one.first_is_target, one.first_is_actual = group.whole_target, group.whole_actual
        for column, role in ((group.baseline, "baseline"), (group.unit, "unit")):
            if column is not None:
                self._note(row, group, column, role, found, made)
        for role in _TEXTS:
            for k in self.rate if role == "achievement" else self._said_of_each(role):
                if k not in parts and self._of(row, group, k):
                    self._note(row, group, k, role, found, made)
        # a formula's own column goes before an explanation, which may be one
        for k in (*self.columns.at("formula"), *self.columns.at("explanation")):
            if not DASH.match(row.cells[k].text):
                self._note(row, group, k, "explanation", found, made)
        self._budget(row, group, found, made)

    def _said_of_each(self, role: str) -> list[int]:
        """The column of a meaning, none where there is none. Of two, one left of the indicators groups them (the
        offices of a region), one right of them speaks of each.
        """
        places, names = self.columns.at(role), self.columns.at("name")
        right = [k for k in places if names and k > names[-1]]
        return (right or places)[:1]

    def _budget(self, row: Row, group: Group, found: Sequence[Item], made: Sequence[Made]) -> None:
        """Notes the amount beside the indicators of a row, or the one that holds of several."""
        budgets = [k for k in self.columns.at("budget") if row.own(k) and self._of(row, group, k)]
        budgets = self._of_level(group, self._of_year([k for k in budgets if not self._parted(row, group, k)]))
        if len(budgets) == 1:
            self._note(row, group, budgets[0], "budget", found, made)
        elif budgets:
            amount = self._amount(row, budgets)
            for one in made:
                one.fields["budget"] = amount

    def _of_year(self, budgets: list[int]) -> list[int]:
        """The columns of amounts without those of other years, where one is of the document's own year."""
        years = [k for k in budgets if self.columns.columns[k].is_year]
        own = [k for k in years if (said := self.columns.columns[k].period) is not None and said.text == str(self.year)]
        return [k for k in budgets if k in own or k not in years] if own else budgets

    def _of_level(self, group: Group, budgets: list[int]) -> list[int]:
        """Of amounts that stand beside the level that each is of (`Program | Anggaran | Kegiatan | Anggaran | Output`)
        the one of the lowest level before the indicators, whose outputs they are.
        """
        beside = [k for k in budgets if 0 < k < group.name and self.columns.columns[k - 1].meaning in HIERARCHY]
        return beside[-1:] if len(beside) == len(budgets) else budgets

    def _of(self, row: Row, group: Group, k: int) -> bool:
        """Whether what a table prints once for several levels of indicators is said of those of this level: not of a
        sasaran's indicator that reaches over several programmes, where each has an amount of its own.
        """
        lowest = self.columns.at("name")[-1] == group.name
        return lowest or row.cells[group.name].row_span <= row.cells[k].row_span

    def _parted(self, row: Row, group: Group, k: int) -> bool:
        """Whether a statement of a lower level with indicators of its own stands between indicators and an amount
        (`Sasaran | Indikator | Kegiatan | Indikator | Anggaran`): the amount is of the lower level, where the row
        prints one.
        """
        nearest = max((n for n in self.columns.at("name") if n < k and row.text(n)), default=group.name)
        return any(group.name < h < nearest for h in self.columns.at(*HIERARCHY))

    def more(self, row: Row, group: Group, above: Sequence[Made]) -> None:
        """A row without an indicator of its own: more targets, or the rest of an explanation, of the one above."""
        if not above:
            return
        one = above[-1]
        if self.columns.has("period"):
            self._in_period(row, group, [one])
            return
        for k in group.targets:
            if row.own(k) and row.fresh[k] and row.text(k):
                more = self._target(k, row.cells[k].span)
                if more is not None:
                    one.more.append(more)
        for k in self.columns.at("explanation", "formula"):
            if row.own(k) and row.fresh[k] and row.text(k):
                self._note(row, group, k, "explanation", [Item(None, row.cells[k].span, 0.0)], [one])

    def _in_period(self, row: Row, group: Group, made: Sequence[Made]) -> frozenset[int]:
        """Reads a row that is a part of the year (`Triwulan 1 | 20 | 18`), or their sum, or one of several years, for
        the indicator that reaches over such rows; the columns that it read.
        """
        place = next(iter(self.columns.at("period")), None)
        if place is None or not row.text(place):
            return frozenset()
        one, cell = made[0], row.cells[place].span
        year = year_of(cell)
        heading = self.columns.columns[place].own
        period = period_of(cell, heading) or (year if year is not None and year.text != str(self.year) else None)
        height = row.cells[place].row_span
        columns = self.columns.columns
        parts = [
            k
            for k in (*group.targets, *group.actuals, *self.columns.at("achievement"))
            if row.own(k) and row.fresh[k] and row.cells[k].row_span <= height and k not in self.yearly
        ]
        for k in parts:
            span = row.cells[k].span
            if period is None:
                self._sum(one, k, span)
            elif columns[k].meaning in ("target", "actual"):
                value = self._target(k, span, period)
                into = one.more if columns[k].meaning == "target" else one.more_actuals
                into.extend([value] if value is not None else [])
        return frozenset(parts)

    def _sum(self, one: Made, k: int, span: Span) -> None:
        """What the row under the parts of the year says of the year."""
        meaning = self.columns.columns[k].meaning
        if meaning == "achievement":
            one.fields["achievement"] = match_rate(span, self._habit(k))
        elif meaning == "actual":
            one.actuals[0], one.first_is_actual = self._target(k, span), True
        elif not one.targets:
            one.targets[0] = self._target(k, span)

    def said(self, row: Row) -> dict[str, DraftValue]:
        """The amount and the place that a row says of itself."""
        budgets = [k for k in self.columns.at("budget") if row.own(k)]
        places = [row.cells[k].span for k in self.columns.at("location")[:1] if row.text(k)]
        return {
            "budget": self._amount(row, budgets) if budgets else None,
            "location": text_of(places[0]) if places and not DASH.match(places[0].text) else None,
        }

    def finish(self) -> None:
        """Deals the noted cells out, units first: they tell which figures can have thousands."""
        for beside in sorted(self.cells.values(), key=lambda b: b.role != "unit"):
            if beside.role == "explanation":
                _explain(beside)
            elif beside.role in ("target", "actual"):
                for one, span in zip(beside.made, _dealt(beside), strict=True):
                    parts = match_parts(span) if span else []
                    habit = self._habit_of(beside.column, one)
                    whole, more = (
                        (one.targets, one.more) if beside.role == "target" else (one.actuals, one.more_actuals)
                    )
                    if parts:
                        found = (self._target(beside.column, s, p, habit) for p, s in parts)
                        more.extend(t for t in found if t is not None)
                    else:
                        whole[beside.rank] = self._target(beside.column, span, None, habit)
            else:
                self._set(beside)

    def _note(
        self, row: Row, group: Group, k: int, role: str, found: Sequence[Item], made: Sequence[Made], rank: int = 0
    ) -> None:
        if not row.own(k):
            return
        key = (group.name, k, id(row.cells[k]))
        beside = self.cells.setdefault(key, _Beside(row.cells[k], k, role, rank))
        beside.items.extend(found)
        beside.made.extend(made)

    def _target(self, k: int, span: Span | None, period: Span | None = None, habit: Habit | None = None) -> DraftValue:
        column = self.columns.columns[k]
        period = period or column.period or self.former.get(k)
        habit = habit or self._habit(k)
        return match_target(span, column.unit, habit=habit, period=period) if span else None

    def _habit_of(self, k: int, one: Made) -> Habit | None:
        """The habit for the figures of one indicator: no index or percentage reaches thousands, so that a dot before
        three digits parts decimals in a column that prints others behind a dot (`3.344` beside `2.71`).
        """
        if k not in self.dotted:
            self.dotted[k] = self.habit is None and dots_decimals(row[k].text for row in self.columns.rows)
        unit = one.fields.get("unit") if self.dotted[k] else None
        if isinstance(unit, Found) and unit.span.text.casefold() in toml("columns")["bounded"]["words"]:
            return "comma"
        return self._habit(k)

    def _habit(self, k: int) -> Habit | None:
        """Which sign parts thousands in a column: as its own figures show, else those of the document."""
        if k not in self.habits:
            self.habits[k] = habit_of(row[k].text for row in self.columns.rows) or self.habit
        return self.habits[k]

    def _set(self, beside: _Beside) -> None:
        for one, span in zip(beside.made, _dealt(beside), strict=True):
            if span is None or DASH.match(span.text):
                continue
            if beside.role == "baseline":
                habit = self._habit_of(beside.column, one)
                one.fields["baseline"] = self._target(beside.column, span, None, habit)
            elif beside.role == "calculation":
                one.fields["calculation_type"] = match_calculation(span)
            elif beside.role == "budget":
                one.fields["budget"] = match_rupiah(span, self.columns.columns[beside.column].scale)
            elif beside.role == "achievement":
                one.fields["achievement"] = match_rate(span, self._habit(beside.column))
            else:
                one.fields[beside.role] = text_of(span)

    def _amount(self, row: Row, budgets: Sequence[int]) -> Found[int] | None:
        """The amount of a row; of columns that are no funds of one amount the only one that prints any."""
        chosen = [k for k in amount_columns(self.columns) if k in budgets]
        totals = total_columns(self.columns, budgets)
        if not are_funds(self.columns, [k for k in budgets if k not in totals]):
            whole = [k for k in budgets if self.columns.columns[k].period is None]
            whole = whole or [k for k in budgets if not self.columns.columns[k].is_part]
            later = any(self.columns.columns[k].later for k in budgets)
            printed = [k for k in budgets if match_rupiah(row.cells[k].span, 1)]
            if later or len({row.text(k) for k in printed}) < 2:
                pass  # none, one, or all columns agree
            elif len(whole) == 1:
                chosen = whole
            else:
                chosen = []
        found = row_amount(self.columns, row, chosen, fresh=False) if chosen else None
        return Found(found.value, found.span, found.matcher) if found and isinstance(found.value, int) else None


def _dealt(beside: _Beside) -> list[Span | None]:
    """The piece of a cell for each indicator beside it; one value in a cell beside several is said of all where it
    reaches over their rows, or where such a thing is said once (a unit, a place, an amount).
    """
    cell, count = beside.cell, len(beside.items)
    listed = semicolons(cell.span)
    if count > 1 and len(listed) == count:
        return list(listed)
    if count > 1 and len(cell.lines) > 1 and len(_CURRENCY.sub("", cell.span.text).split()) == 1:
        return [cell.span] * count  # an amount that a narrow column tears over lines is one value
    listed_here = len(items(cell)) if count > 1 and beside.role in _SHARED else count
    if listed_here != count and (listed_here > 1 or beside.role == "location"):
        # the lines of a place are one name; a list of more or fewer places, or owners, is said of all
        return [cell.span] * count
    rows = len({one.place for one in beside.made})
    if beside.role in _SHARED and rows < count and listed_here == 1 and placed(cell) and len(cell.lines) > 1:
        # an office's name that wraps is one entry, whatever lines of the indicators it stands beside
        entries = next((e for e in (_offices(cell), paragraphs(cell)) if len(e) == count), None)
        return [entry.span for entry in entries] if entries else [cell.span] * count
    split = split_targets if beside.role in _QUANTITIES else None
    spans = deal(cell, beside.items, split)
    if count > 1 and split is None and rows == count and cell.span and len(items(cell)) != count:
        return [cell.span] * count  # prose in a cell that reaches over the rows of several
    if count == 1 or any(spans) or not cell.span:
        return spans
    if beside.role in _QUANTITIES:
        # a cell that reaches over rows of one indicator each, and holds one value
        if rows == count and split_targets(cell.span, 1):
            return [cell.span] * count
        # several that fit no split: each keeps them as a text without a value, and a finding tells it
        return [cell.span] * count if _is_list(cell) and rows == 1 else spans
    if beside.role == "notes" and rows != count:
        return spans
    return [cell.span] * count


def _offices(cell: Cell) -> list[Item]:
    """A cell cut where its lines begin with a word for an office: `Seksi ...` / `Sub Bagian ...`."""
    made: list[list[Word]] = []
    for line in cell.lines:
        if not made or line.words[0].text.upper() in unit_heads():
            made.append([])
        made[-1].extend(line.words)
    return [Item(None, tidy(Span(words)), down(words[0])) for words in made]


def _is_list(cell: Cell) -> bool:
    """Whether a cell lists several quantities, one a line."""
    return len(cell.lines) > 1 and all(split_targets(line.span, 1) for line in cell.lines)


def semicolons(span: Span) -> list[Span]:
    """The parts of a text between semicolons; one part for a text without any."""
    return span.split(_SEMICOLON)


def _explain(beside: _Beside) -> None:
    cell, made = beside.cell, beside.made
    blocks = match_explanations(cell.lines)
    if not blocks:
        return
    if len(made) == 1:
        for block in blocks:
            made[0].explain(block)
        return
    shared = share(blocks, len(made))
    rows = len({one.place for one in made})
    if shared is None and len(blocks) == 1 and placed(cell):
        pieces = deal(cell, beside.items)
        # a sentence that goes on beside the next row is said of all rows
        goes_on = rows == len(made) and any(p.text[:1].islower() for p in pieces[1:] if p)
        if all(pieces) and not goes_on:
            parts = [match_explanations(p) for p in pieces if p]
            shared = [p[0] for p in parts] if all(len(p) == 1 for p in parts) else None
    if shared is None and len(blocks) == 1 and rows == len(made):
        shared = blocks * len(made)
    for one, block in zip(made, shared or (), strict=False):
        one.explain(block)


def text_of(span: Span | None) -> Found[DraftValue] | None:
    """The tidied text of a span as a value."""
    if not span:
        return None
    span = tidy(span)
    return Found(span.text, span, MATCHER) if span else None
