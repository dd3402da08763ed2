"""Speed of charts by their boxes: finding boxes and connectors, making nodes of them, and the page as a whole.

Comes in: nothing, or numbers of boxes. Goes out: a line each, with boxes, words and milliseconds of processor time (the
least of several runs): ``boxes`` and ``nodes`` without the reading of the PDF, ``page`` all of an extraction, from the
bytes to the checked document. The charts are drawn by the program's tests; their boxes hold some twenty words, twice as
many as those of real ones.

    python -m benchmarks.charts [BOXES ...]
"""

from __future__ import annotations

import gc
import importlib
import random
import sys
import time
from pathlib import Path

_RUNS, _WHOLE = 7, 3
_LEAF = 62.0
"""Width (points) of a box of the lowest level."""


def measure(wanted: int) -> tuple[int, int, float, float, float]:
    """``(boxes, words, ms for the boxes and connectors, ms for the nodes, ms for all)`` of a chart of about so many
    boxes.
    """
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "layout"))
    drawings = importlib.import_module("chart_drawings")
    from extractor.kinds.cascade.chart import read_charts
    from extractor.layout.charts import chart_of, read_chart
    from extractor.options import Options
    from extractor.pipeline import extract
    from extractor.read.pdf import read_pdf

    leaves = max(4, wanted // 3)
    drawn = drawings.random_tree(random.Random(5), depth=5, most=8, leaves=leaves)
    data = drawings.vertical(random.Random(5), drawn, width=min(14_000.0, _LEAF * leaves))
    laid = made = whole = float("inf")
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
    for _ in range(_WHOLE):
        read_chart.cache_clear()
        begun = time.process_time()
        extract(data)
        whole = min(whole, time.process_time() - begun)
    return len(read_chart(page).boxes), len(page.words), 1000 * laid, 1000 * made, 1000 * whole


def main() -> None:
    print("boxes  words  boxes ms  nodes ms  page ms")
    for wanted in map(int, sys.argv[1:] or ("75", "150", "300")):
        boxes, words, laid, made, whole = measure(wanted)
        print(f"{boxes:5}  {words:5}  {laid:8.0f}  {made:8.0f}  {whole:7.0f}")


if __name__ == "__main__":
    main()
