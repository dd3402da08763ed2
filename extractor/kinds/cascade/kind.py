"""Cascades (cascading kinerja, pohon kinerja): the chart or table from goals down to sub activities as a tree."""

from __future__ import annotations

from collections import Counter
from functools import partial

from extractor.kinds.cascade.bare_numbers import with_numbers
from extractor.kinds.cascade.build import budgets, draft, nodes_of
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.checks import box_numbers, heading_numbers, stepped_numbers
from extractor.kinds.cascade.office_sheet import read_offices
from extractor.kinds.cascade.outline import read_outline
from extractor.kinds.cascade.parents import joined_over_pages, merge, plant
from extractor.kinds.cascade.storeys import read_storeys
from extractor.kinds.cascade.tables import Grids
from extractor.layout.blocks import Cell, Line, Table
from extractor.layout.charts import boxed, read_chart
from extractor.match.found import Draft
from extractor.read.words import Word
from extractor.records.common import common_fields, year
from extractor.records.tables import read_tables
from extractor.registry import ExportTable, Kind, tree
from extractor.schema import Cascading, Node
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a cascade."""
    pages = [p.page for p in component.pages]
    if any(boxed(p) for p in pages) and (not _tabular(component) or _in_storeys(component) or _of_offices(component)):
        nodes = read_charts(pages, _taken(component))
    else:
        nodes = nodes_of(read_outline(component.body or component.blocks))
    roots = merge(joined_over_pages(plant(nodes)))
    with_numbers(roots)
    stated = year(component)
    tree, flat = draft(roots, year=stated.value if stated and isinstance(stated.value, int) else None)
    said: Draft = {**common_fields(component), "tree": tree, "indicators": flat, "budgets": budgets(roots)}
    return said if flat else {**said, **_of_tables(component)}


def _of_tables(component: Component) -> Draft:
    """What the tables of a cascade say like those of any other kind: nothing where they list no indicators."""
    found = read_tables(component, listed_in=component.body_lines)
    return found.fields() if found.indicators else {}


def _tabular(component: Component) -> bool:
    """Does a cascade table hold most of the words?"""
    grids = Grids()
    held = sum(len(cell.span.words) for t in component.tables if grids.read(t) for cell in _cells(t))
    return held > 0.5 * sum(len(p.page.words) for p in component.pages)


def _in_storeys(component: Component) -> bool:
    """Is a page with several tables one sheet in storeys, whose bands stand apart?"""
    several = [n for n, found in Counter(t.pages[0] for t in component.tables).items() if found > 1]
    pages = [p.page for p in component.pages if p.page.number in several]
    return any(boxed(page) and read_storeys(read_chart(page).boxes) is not None for page in pages)


def _of_offices(component: Component) -> bool:
    """Is a page a sheet of offices side by side? The rows of one level are a table in the sheet, those of all levels
    are not.
    """
    return any(boxed(p.page) and read_offices(read_chart(p.page).boxes) is not None for p in component.pages)


def _cells(table: Table) -> list[Cell]:
    return list({id(cell): cell for row in table.rows for cell in row}.values())


def _taken(component: Component) -> frozenset[Word]:
    """The words that belong to titles and signatures."""
    spans = [line.span for t in component.titles for line in t.lines]
    spans += [s.span for s in component.signed]
    for b in component.signatures:
        spans += [s for s in (b.name, b.position, b.role, b.rank, b.nip, b.on_behalf_of) if s]
    if component.body:
        body = {id(line) for line in component.body_lines}
        apart = [b for b in component.blocks if isinstance(b, Line) and id(b) not in body]
        kept = {w for line in component.body_lines for w in line.words} if apart else set()
        spans += [b.span for b in apart if not kept.issuperset(b.words)]
    return frozenset(w for s in spans for w in s.words)


KIND = Kind(
    name="cascading",
    model=Cascading,
    build=build,
    label={"id": "Pohon kinerja", "en": "Cascade"},
    prose={Node: ("title", "objective")},
    checks=(box_numbers, heading_numbers, stepped_numbers),
    tables=(
        ExportTable(
            "nodes", ("document", "parent", "level", "echelon", "number", "title", "objective"), partial(tree, "tree")
        ),
    ),
)
