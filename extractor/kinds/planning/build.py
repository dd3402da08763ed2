"""The draft of a planning document: plans, strategic plans, action plans, lists of indicators, reports.

Comes in: a component. Goes out: its draft. What the parts are read by stands in ``outline``, ``sections``, ``vision``
and in ``extractor.records``; here they are put together, the same way for every kind of the family.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from extractor.kinds.planning.sections import Report, read_report, sections_draft
from extractor.kinds.planning.vision import (
    distinct,
    missions,
    objectives,
    statement,
    statement_after_label,
    vision,
)
from extractor.layout.blocks import Table
from extractor.match.column import Columns
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.levels import own_level
from extractor.records.cell_items import items
from extractor.records.common import common_fields, line_text, unit_span
from extractor.records.tables import read_tables
from extractor.schema import PlanningDocument, Section
from extractor.segment.component import Component
from extractor.sums import is_total

MATCHER = "cell"
PROSE: dict[type[BaseModel], tuple[str, ...]] = {
    PlanningDocument: ("vision", "missions", "strategic_objectives"),
    Section: ("heading", "text"),
}
"""Fields of the family whose spelling may be touched."""


def build_planning(component: Component) -> Draft:
    """The draft of a document of the family."""
    report = read_report(component)
    programs = {
        index: program
        for index, table in enumerate(component.tables)
        if (program := _program_over(report, table)) is not None
    }
    found = read_tables(component, listed_in=component.body_lines, programs=programs)
    head = component.letterhead
    draft: dict[str, DraftValue] = dict(common_fields(component))
    draft["organization"] = line_text(unit_span(component) or (head.office if head else None))
    draft["vision"] = vision(report)
    draft["missions"] = missions(report) or _mission_rows(found.columns) or _column(found.columns, "mission")
    draft["strategic_objectives"] = objectives(report) or _column(found.columns, "objective")
    draft["sections"] = sections_draft(report)
    return draft | found.fields()


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
