"""The work that a chart costs grows with its boxes, not with their square."""

from __future__ import annotations

import cProfile
import pstats
import random

from chart_drawings import random_tree, vertical

from extractor.kinds.cascade.chart import read_charts
from extractor.layout.charts import chart_of, read_chart
from extractor.options import Options
from extractor.read.pdf import read_pdf


def calls(leaves: int) -> tuple[int, int]:
    """How many boxes a drawing has, and how many calls of functions it takes to read them."""
    drawn = random_tree(random.Random(3), depth=5, most=8, leaves=leaves)
    _, pages = read_pdf(vertical(random.Random(3), drawn, width=62 * leaves), "chart.pdf", Options())
    (page,) = list(pages)
    read_charts([page], frozenset())  # what is kept once for all charts does not count
    read_chart.cache_clear()
    counted = cProfile.Profile()
    counted.enable()
    assert chart_of(page) is not None
    read_charts([page], frozenset())
    counted.disable()
    return len(read_chart(page).boxes), int(pstats.Stats(counted).total_calls)  # type: ignore[attr-defined]


def test_the_work_for_a_box_does_not_grow_with_the_boxes() -> None:
    few, little = calls(10)
    many, much = calls(70)
    assert many >= 3 * few
    assert much / many <= 1.25 * little / few
