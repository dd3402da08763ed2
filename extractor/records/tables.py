"""Indicators, budgets and their total out of all tables of a document, whatever its kind.

Comes in: a component's tables (and its lines outside them, where lists of amounts may stand without rules). Goes out:
drafts of the contract's Indicator and Budget in the order of the file. Apart from the kinds because what a table means
does not depend on what the document is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.match.column import Columns
from extractor.match.found import DraftValue, Found
from extractor.records.above import Carry
from extractor.records.budget_entries import BudgetList
from extractor.records.budget_lines import budget_lines, labelled_lines, numbered_lines, programme_lines, stated_total
from extractor.records.budgets import budgets, is_budget_table
from extractor.records.captions import Stated, as_said, stated_over
from extractor.records.common import year
from extractor.records.funds import amount_columns, row_amount
from extractor.records.indicators import corrections, target_habit
from extractor.records.label_lines import labelled_cards
from extractor.records.plan_table import Setting, plan_indicators
from extractor.records.prose_lists import told_indicators
from extractor.records.spent_lists import spent_list
from extractor.records.table_rows import HIERARCHY, table_rows
from extractor.records.years import reported_year
from extractor.segment.component import Component
from extractor.sums import is_total


@dataclass
class TableRecords:
    """What the tables of a document say; ``columns`` are their columns, one entry a table."""

    columns: list[Columns] = field(default_factory=list)
    indicators: list[dict[str, DraftValue]] = field(default_factory=list)
    lists: list[BudgetList] = field(default_factory=list)
    total: Found[DraftValue] | None = None

    @property
    def budgets(self) -> list[DraftValue]:
        """The lines of all lists."""
        return [line for found in self.lists for line in found.lines]

    def fields(self) -> dict[str, DraftValue]:
        """The document's fields that come from its tables, whatever its kind."""
        return {
            "corrections": corrections(self.indicators),
            "indicators": list(self.indicators),
            "budgets": self.budgets,
            "budget_total": self.total,
        }


def read_tables(
    component: Component,
    *,
    loose: Sequence[Line] | None = None,
    listed_in: Sequence[Line] = (),
    programs: Mapping[int, Found[DraftValue]] | None = None,
) -> TableRecords:
    """The records of a component's tables.

    ``loose`` are lines among which a list of programmes with amounts may stand, or among those of tables that give
    nothing, where no table holds one (``None``: such documents have no list); ``listed_in``
    are lines of running text, among which only those that name their level are looked for; ``programs`` are programmes
    that headings over tables name, by the table's index.
    """
    of_year = year(component)
    stated_year = of_year.value if of_year and isinstance(of_year.value, int) else None
    own_year = stated_year or reported_year(component.columns)
    found = TableRecords(as_said(component, own_year))
    stated = stated_over(component)
    setting = Setting(target_habit(found.columns), own_year)
    carry, before, listed = Carry(), None, None
    over: dict[str, Found[DraftValue]] = {}
    totals: list[Found[DraftValue]] = []
    read: set[int] = set()
    for index, columns in enumerate(found.columns):
        meanings = tuple(c.meaning for c in columns.columns)
        if meanings != before:
            carry, listed = Carry(), None
        before = meanings
        program = (programs or {}).get(index)
        over = _stands_under(over, stated.get(index, ()))
        for name, value in over.items() if index in stated else ():
            carry.say(name, value, HIERARCHY[HIERARCHY.index(name) + 1 :])
        drafts = plan_indicators(columns, index, setting, carry, program)
        found.indicators.extend(drafts)
        if drafts:
            read.add(index)
        if drafts and (total := _sum_row(columns)) is not None:
            totals.append(total)
        if drafts and (spent := spent_list(columns)).lines:
            found.lists.append(spent)
        if not drafts and is_budget_table(columns) and (listed := budgets(columns, listed)).lines:
            found.lists.append(listed)
            read.add(index)
        if listed is not None and listed.total is not None:
            listed = None  # a list ends with its total
    if not found.indicators:
        lines = component.body_lines
        told = labelled_cards(lines) or told_indicators(lines)
        found.indicators = plan_indicators(told, None, setting) if told is not None else []
    if loose is not None and not found.lists:
        loose = _unread(component, read)
        readings = (read_list(loose) for read_list in (budget_lines, numbered_lines, labelled_lines))
        found.lists = [next((listed for listed in readings if listed.lines), BudgetList())]
    if listed_in and not found.lists and (own := programme_lines(listed_in)).lines:
        found.lists = [own]
    found.total = _total([*totals, *(x.total for x in found.lists if x.total is not None)]) or stated_total(loose or ())
    return found


def _stands_under(over: Mapping[str, Found[DraftValue]], said: Stated) -> dict[str, Found[DraftValue]]:
    """What is said over a table, under the programme and kegiatan said over tables before: the form of one kegiatan
    names it once and its sub kegiatan one by one.
    """
    if not said:
        return dict(over)
    top = min(HIERARCHY.index(name) for name, _ in said)
    kept = {n: v for n, v in over.items() if n in ("program", "activity") and HIERARCHY.index(n) < top}
    return {**kept, **dict(said)}


def _unread(component: Component, read: set[int]) -> list[Line]:
    """The lines that no record was read from: those outside tables, and those of tables that gave nothing."""
    index = {id(table): k for k, table in enumerate(component.tables)}
    lines: list[Line] = []
    for block in component.body:
        if isinstance(block, Line):
            lines.append(block)
        elif index.get(id(block)) not in read:
            cells = {id(cell): cell for row in block.rows for cell in row}.values()
            head = {id(w): w for span in block.header for w in span.words}.values()
            words = [*head, *(w for cell in cells for w in cell.span.words)]
            for page in sorted({w.page for w in words}):
                lines.extend(lines_of([w for w in words if w.page == page]))
    return lines


def _total(totals: Sequence[Found[DraftValue]]) -> Found[DraftValue] | None:
    """The total of the last list that prints one. Of lists with several totals of their own that of the last is the
    whole's where it is the sum of the others (the sub kegiatan of a DPA, and the kegiatan); else none is stated.
    """
    values = [t.value for t in totals if isinstance(t.value, int)]
    whole = len(set(values)) == 1 or (len(values) > 2 and values[-1] == sum(values[:-1]))
    return totals[-1] if whole else None


def _sum_row(columns: Columns) -> Found[DraftValue] | None:
    """The amount in the JUMLAH row of a table whose rows are indicators; of several funds that of their total."""
    money = amount_columns(columns)
    for row in reversed(table_rows(columns)):
        filled = [k for k in range(len(row.cells)) if row.own(k) and row.fresh[k] and row.text(k)]
        if not filled or not is_total(row.text(filled[0])):
            continue
        amount = row_amount(columns, row, money, fresh=False)
        whole = amount is not None and isinstance(amount.value, int)
        return Found(amount.value, amount.span, amount.matcher) if amount is not None and whole else None
    return None
