"""Performance agreements (Perjanjian Kinerja, PermenPANRB 53/2014; Penetapan Kinerja, PermenPANRB 29/2010).

Comes in: a component of kind ``perjanjian_kinerja``: a statement sheet and an attachment, or the attachment alone. Goes
out: its draft. The attachment has a table of indicators and a list of programmes or activities with their amounts.
"""

from __future__ import annotations

from extractor.kinds.registry import Kind, register
from extractor.match.columns import Columns, read_columns
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.numbers import Habit
from extractor.records.budgets import BudgetList, budget_lines, budgets, is_budget_table, labelled_lines, stated_total
from extractor.records.common import common_fields
from extractor.records.indicators import Carry, corrections, indicators, is_indicator_table, target_habit
from extractor.records.signers import agreement_roles
from extractor.schema import PerjanjianKinerja
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a performance agreement."""
    tables = [(k, read_columns(table)) for k, table in enumerate(component.tables)]
    habit = target_habit(columns for _, columns in tables)
    lists = [budgets(columns) for _, columns in tables if is_budget_table(columns)]
    loose = component.body_lines
    if not lists:
        listed = budget_lines(loose)
        lists = [listed if listed.lines else labelled_lines(loose)]
    drafts = _indicators(tables, habit)
    return {
        **common_fields(component, roles=agreement_roles),
        "corrections": corrections(drafts),
        "indicators": drafts,
        "budgets": [line for found in lists for line in found.lines],
        "budget_total": _total(lists) or stated_total(loose),
    }


def _total(lists: list[BudgetList]) -> Found[DraftValue] | None:
    """The total of the last list that prints one."""
    return next((found.total for found in reversed(lists) if found.total is not None), None)


def _indicators(tables: list[tuple[int, Columns]], habit: Habit | None) -> list[dict[str, DraftValue]]:
    drafts: list[dict[str, DraftValue]] = []
    carry, before = Carry(), None
    for index, columns in tables:
        if not is_indicator_table(columns):
            continue
        meanings = tuple(c.meaning for c in columns.columns)
        carry = carry if meanings == before else Carry()
        before = meanings
        drafts += indicators(columns, index=index, habit=habit, carry=carry)
    return drafts


KIND = register(Kind("perjanjian_kinerja", PerjanjianKinerja, build))
