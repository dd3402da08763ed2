"""Charts: boxes joined by lines (pohon kinerja), read from a page's words, strokes and shapes."""

from extractor.layout.charts.boxes import ChartBox
from extractor.layout.charts.chart import Chart, boxed, chart_of, in_box, read_chart, read_tiles

__all__ = ["Chart", "ChartBox", "boxed", "chart_of", "in_box", "read_chart", "read_tiles"]
