"""Charts: boxes joined by lines (pohon kinerja), read from a page's words, strokes and shapes."""

from extractor.layout.charts.box import ChartBox, whole_of
from extractor.layout.charts.chart import Chart, blocks_of, boxed, chart_of, in_box, read_chart, read_tiles, stacks_of
from extractor.layout.charts.entries import Entry, find_entries, is_amount, is_quantity, whole
from extractor.layout.charts.geometry import EDGE, carries, spans

__all__ = [
    "EDGE",
    "Chart",
    "ChartBox",
    "Entry",
    "blocks_of",
    "boxed",
    "carries",
    "chart_of",
    "find_entries",
    "in_box",
    "is_amount",
    "is_quantity",
    "read_chart",
    "read_tiles",
    "spans",
    "stacks_of",
    "whole",
    "whole_of",
]
