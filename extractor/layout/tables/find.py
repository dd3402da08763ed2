"""All grids of a page: those the source marks, ruled ones, borderless ones. Chart pages give none."""

from __future__ import annotations

from extractor.layout.charts import is_chart
from extractor.layout.tables.borderless import borderless_grids
from extractor.layout.tables.ruled import ruled_grids
from extractor.read.page import Grid, Page


def find_tables(page: Page) -> tuple[Grid, ...]:
    """The grids of one page from top to bottom. Every word stands in at most one of them."""
    if page.method == "text":
        return page.grids
    if is_chart(page):
        return ()
    ruled = ruled_grids(page)
    taken = {id(w) for g in ruled for row in g.rows for cell in row for line in cell.lines for w in line}
    free = [w for w in page.words if id(w) not in taken]
    grids = [*page.grids, *ruled, *borderless_grids(page, free, ruled)]
    return tuple(sorted(grids, key=lambda g: (g.box[1], g.box[0])))
