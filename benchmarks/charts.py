"""Speed of charts by their boxes: finding boxes and connectors, and making nodes of them.

Comes in: nothing, or numbers of boxes. Goes out: a line each, with boxes, words and milliseconds of processor time (the
least of several runs, the reading of the PDF not counted). The charts are drawn by the program's tests.

    python -m benchmarks.charts [BOXES ...]
"""

from __future__ import annotations

import gc
import importlib
import random
import sys
import time
from pathlib import Path

_RUNS = 7
_LEAF = 62.0
"""Width (points) of a box of the lowest level."""


def measure(wanted: int) -> tuple[int, int, float, float]:
    """``(boxes, words, ms for the boxes and connectors, ms for the nodes)`` of a chart of about so many boxes."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "layout"))
    drawings = importlib.import_module("chart_drawings")
    from extractor.kinds.cascade.chart import read_charts
    from extractor.layout.charts import chart_of, read_chart
    from extractor.options import Options
    from extractor.read.pdf import read_pdf

    leaves = max(4, wanted // 3)
    drawn = drawings.random_tree(random.Random(5), depth=5, most=8, leaves=leaves)
    data = drawings.vertical(random.Random(5), drawn, width=min(14_000.0, _LEAF * leaves))
    laid = made = float("inf")
    for _ in range(_RUNS):
        _, pages = read_pdf(data, "chart.pdf", Options())
        (page,) = list(pages)
        read_chart.cache_clear()
        gc.collect()
        gc.disable()
        begun = time.process_time()
        chart_of(page)
        found = time.process_time()
        read_charts([page], frozenset())
        laid, made = min(laid, found - begun), min(made, time.process_time() - found)
        gc.enable()
    return len(read_chart(page).boxes), len(page.words), 1000 * laid, 1000 * made


def main() -> None:
    print("boxes  words  boxes ms  nodes ms")
    for wanted in map(int, sys.argv[1:] or ("75", "150", "300")):
        boxes, words, laid, made = measure(wanted)
        print(f"{boxes:5}  {words:5}  {laid:8.0f}  {made:8.0f}")


if __name__ == "__main__":
    main()
