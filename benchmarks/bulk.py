"""What a bulk run costs beside reading itself.

``python -m benchmarks.bulk [--documents 2000] [--few 200]``

Makes documents from the sample agreements of :mod:`benchmarks.audit_stress` and prints documents a second with one and
with two processes, the overhead of one document over calling ``extract()`` in a loop, the cost of a document in a small
and in a large run, and how the memory of the run grows. On a machine that does other work too, the clock says little:
the overhead is told in processor time as well.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.audit_stress import agreements
from extractor import __version__
from extractor.batch.limits import Limits
from extractor.batch.plan import Again
from extractor.batch.run import run
from extractor.batch.sources import Item, expand
from extractor.batch.worker import Outcome
from extractor.files import write_whole
from extractor.options import Options
from extractor.pipeline import extract
from extractor.write.json_text import to_json

_MEGABYTE = 1024 * 1024
_EVERY = 50
"""Documents between two looks at the memory."""


def make(folder: Path, count: int) -> None:
    """Text exports of invented agreements."""
    chance = random.Random(7)
    folder.mkdir(parents=True)
    for k in range(count):
        text = "\n\n\n\n".join(a.text() for a in agreements(chance))
        (folder / f"{k:05}.txt").write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and seconds of processors (of this process and of its children that have ended)."""

    wall: float
    processor: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.wall - other.wall, self.processor - other.processor)

    def each(self, count: int) -> Cost:
        """The cost of one of so many documents."""
        return Cost(self.wall / count, self.processor / count)


def now() -> Cost:
    """What has been spent so far. Windows does not count children: there only the clock tells."""
    return Cost(time.perf_counter(), sum(os.times()[:4]))


def loop(folder: Path, out: Path) -> Cost:
    """The cost of a document when ``extract()`` is called in a loop and every result is written."""
    files = sorted(folder.iterdir())
    out.mkdir(exist_ok=True)
    extract(files[0])  # loads what is loaded once
    began = now()
    for file in files:
        write_whole(out / f"{file.name}.json", to_json(extract(file)).encode())
    return (now() - began).each(len(files))


def bulk(folder: Path, out: Path, jobs: int) -> tuple[Cost, list[int]]:
    """The cost of a bulk run, and the memory of all its processes (bytes) as it goes on."""
    memory: list[int] = []
    seen, looking = 0, Cost(0.0, 0.0)
    me = psutil.Process(os.getpid())

    def report(_: Item, __: Outcome) -> None:
        nonlocal seen, looking
        seen += 1
        if seen % _EVERY == 0:
            began = now()
            memory.append(sum(_resident(p) for p in (me, *me.children(recursive=True))))
            looking = looking - (began - now())

    items = expand([str(folder)])
    began = now()
    run(items, out, Options(), version=__version__, jobs=jobs, limits=Limits(), again=Again(force=True), report=report)
    return now() - began - looking, memory  # to look at the memory is no part of a run


def _resident(process: psutil.Process) -> int:
    try:
        resident: int = process.memory_info().rss
    except psutil.NoSuchProcess:  # a child that has just been replaced
        return 0
    return resident


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--few", type=int, default=200)
    arguments = parser.parse_args()
    few_count, many_count = max(2, arguments.few), max(4, arguments.documents)
    with tempfile.TemporaryDirectory() as base:
        one, few, many = Path(base) / "one", Path(base) / "few", Path(base) / "many"
        for folder, count in ((one, 1), (few, few_count), (many, many_count)):
            make(folder, count)
        # the loop before and after, since other work on the machine comes and goes; both read the same documents
        before = loop(few, Path(base) / "loop")
        start, _ = bulk(one, Path(base) / "out-one", 1)
        small_run, _ = bulk(few, Path(base) / "out-few", 1)
        after = loop(few, Path(base) / "loop")
        large_run, memory = bulk(many, Path(base) / "out-many", 1)
        start_two, _ = bulk(one, Path(base) / "out-one-two", 2)
        double_run, _ = bulk(many, Path(base) / "out-two", 2)
    # what a run costs before and with its first document is counted once, as is the loading before the loop
    small = (small_run - start).each(few_count - 1)
    large = (large_run - start).each(many_count - 1)
    double = (double_run - start_two).each(many_count - 1)
    alone = Cost((before.wall + after.wall) / 2, (before.processor + after.processor) / 2)
    quarter = max(1, len(memory) // 4)
    early, late = (statistics.fmean(part or [0]) for part in (memory[quarter : 2 * quarter], memory[-quarter:]))
    print("                              clock  processor (ms a document)")
    print(_line("extract() in a loop", alone))
    print(_line(f"bulk, 1 process, {few_count} files", small))
    print(_line(f"bulk, 1 process, {many_count} files", large))
    print(_line(f"bulk, 2 processes, {many_count} files", double))
    print(f"start of a run               {1000 * start.wall:7.0f} {1000 * start.processor:7.0f}  (ms, once)")
    print(f"documents a second           {1 / large.wall:7.1f} with 1 process, {1 / double.wall:.1f} with 2")
    print(f"overhead over the loop       {_more(small.wall, alone.wall)} {_more(small.processor, alone.processor)}")
    print(f"large run against small      {_more(large.wall, small.wall)} {_more(large.processor, small.processor)}")
    print(f"memory, second quarter       {early / _MEGABYTE:7.0f} MB")
    print(f"memory, last quarter         {late / _MEGABYTE:7.0f} MB")


def _line(name: str, cost: Cost) -> str:
    return f"{name:28} {1000 * cost.wall:7.1f} {1000 * cost.processor:7.1f}"


def _more(value: float, than: float) -> str:
    return f"{100 * (value / than - 1):6.1f}%" if than > 0 else "      -"


if __name__ == "__main__":
    main()
