"""Tables, read once: ruled and borderless grids of a page, joined to tables over pages.

Comes in: pages. Goes out: grids of every page, then tables with their headings found.
"""

from extractor.layout.tables.find import PageReading, find_tables, read_page
from extractor.layout.tables.join import PageTables, join_tables

__all__ = ["PageReading", "PageTables", "find_tables", "join_tables", "read_page"]
