"""Programmes with their amounts, and what was spent of them, out of tables of indicators.

Comes in: the columns of a table that sets what was reached beside what was spent (`Indikator | Target | Realisasi |
Program | Pagu | Realisasi | %`). Goes out: its lines as a list of amounts. Apart from the lists of amounts because here
the lines stand beside indicators, which have no place for what was spent of an amount.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.match.column import Column, Columns
from extractor.match.column_content import holds_row_numbers
from extractor.records.budget_entries import NAMES, BudgetList
from extractor.records.budgets import budgets
from extractor.sums import is_total

_MONEY = ("budget", "spent")


def spent_list(columns: Columns) -> BudgetList:
    """The lines of a table of indicators that prints what was spent of their amounts; empty where it does not.

    What was spent in the parts of a year, or in several years, is no actual of one amount.
    """
    whole = [k for k in columns.at("spent") if columns.columns[k].period is None]
    if len(whole) != 1 or not columns.has("name") or not columns.has("budget") or not columns.has(*NAMES):
        return BudgetList()
    kept = tuple(_meant(columns, k, whole[0]) for k in range(len(columns.columns)))
    names = columns.at(*NAMES)
    rows = []
    above = None
    for row in columns.rows:
        named = any(row[k].text.strip() and (above is None or row[k] is not above[k]) for k in names)
        above = row
        if named and not any(is_total(cell.text) for cell in row):
            rows.append(row)
    found = budgets(replace(columns, columns=kept, rows=tuple(rows)))
    found.total = None  # sums among the indicators are those of their sasaran
    return found


def _meant(columns: Columns, k: int, spent: int) -> Column:
    """What a column says of an amount: its line and the number before it, the money, the rate behind what was spent."""
    column = columns.columns[k]
    if column.meaning in (*NAMES, *_MONEY, "code", "funding") or (column.meaning == "achievement" and k > spent):
        return column
    if k + 1 in columns.at(*NAMES)[:1] and holds_row_numbers(columns.rows, k):
        return replace(column, meaning="row")
    return Column("other")
