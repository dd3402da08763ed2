"""Annual performance plans: RKT, Renja and the tables that belong to them.

Comes in: a component. Goes out: its draft. What the parts are read by stands in ``_outline``, ``_sections``,
``_vision`` and ``_plan_table``; here they are put together.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.kinds.plan.sections import Report, read_report, sections_draft
from extractor.kinds.plan.vision import distinct, missions, objectives, statement, statement_after_label, vision
from extractor.kinds.registry import Kind, register
from extractor.layout.blocks import Table
from extractor.match.columns import Columns, read_columns
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.money import is_total
from extractor.records.budgets import BudgetList, budgets, is_budget_table
from extractor.records.cell_items import items
from extractor.records.common import common_fields, line_text, unit_span, year
from extractor.records.indicators import corrections, own_level, target_habit
from extractor.records.plan_table import Setting, plan_indicators
from extractor.schema import RencanaKinerja
from extractor.segment.component import Component

MATCHER = "cell"


def build(component: Component) -> Draft:
    """The draft of an annual performance plan."""
    report = read_report(component)
    columns = [read_columns(t) for t in component.tables]
    draft: dict[str, DraftValue] = dict(common_fields(component))
    head = component.letterhead
    drafts, lists = _tables(component, report, columns)
    draft["organization"] = line_text(unit_span(component) or (head.office if head else None))
    draft["vision"] = vision(report)
    draft["missions"] = missions(report) or _mission_rows(columns) or _column(columns, "mission")
    draft["strategic_objectives"] = objectives(report) or _column(columns, "objective")
    draft["sections"] = sections_draft(report)
    draft["indicators"] = drafts
    draft["budgets"] = [line for found in lists for line in found.lines]
    draft["budget_total"] = lists[0].total if len(lists) == 1 else None
    draft["corrections"] = corrections(drafts)
    return draft


def _tables(
    component: Component, report: Report, columns: Sequence[Columns]
) -> tuple[list[dict[str, DraftValue]], list[BudgetList]]:
    """The indicators of all tables, in order, and the lists of programmes of tables that have amounts only."""
    stated = year(component)
    setting = Setting(target_habit(columns), stated.value if stated and isinstance(stated.value, int) else None)
    drafts: list[dict[str, DraftValue]] = []
    lists: list[BudgetList] = []
    for index, (table, read) in enumerate(zip(component.tables, columns, strict=True)):
        found = plan_indicators(read, index, setting, _program_over(report, table))
        drafts.extend(found)
        if not found and is_budget_table(read) and (listed := budgets(read)).lines:
            lists.append(listed)
    return drafts, lists


def _program_over(report: Report, table: Table) -> Found[DraftValue] | None:
    """The programme that the heading directly over a table names."""
    place = next((k for k, block in enumerate(report.flow) if block is table), None)
    heading = report.heading_before(place) if place is not None else None
    if heading is None or place is None or own_level(heading.span.text) != "program":
        return None
    between = report.flow[heading.last + 1 : place]
    if any(isinstance(block, Table) for block in between):
        return None
    return line_text(heading.span)


def _column(tables: Sequence[Columns], meaning: str) -> list[Found[DraftValue]]:
    """The distinct statements of the tables' columns of one meaning, in order."""
    found: list[Found[DraftValue]] = []
    for columns in tables:
        for k in columns.at(meaning):
            cells = dict.fromkeys(row[k] for row in columns.rows if k == 0 or row[k - 1] is not row[k])
            for cell in cells:
                if cell.column_span * 2 > len(columns.columns) > 1 or is_total(cell.text):
                    continue  # a heading over rows
                found.extend(
                    f
                    for item in items(cell)
                    if (f := statement_after_label(item.span) or statement(item.span)) is not None
                )
    return distinct(found)


def _mission_rows(tables: Sequence[Columns]) -> list[Found[DraftValue]]:
    """Missions that head groups of rows in a table (`Misi 1: ...`)."""
    cells = [row[0] for columns in tables for row in columns.rows if row and row[0] is row[-1]]
    return distinct([f for cell in cells if (f := statement_after_label(cell.span))])


KIND = register(Kind("rencana_kinerja", RencanaKinerja, build))
