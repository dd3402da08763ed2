"""What a bulk run costs beside reading itself.

``python -m benchmarks.bulk [--documents 2000] [--few 200]``

Makes documents from the sample agreements of :mod:`benchmarks.audit_stress` and prints documents a second with one
and with two
processes, the overhead of one document over calling ``extract()`` in a loop, the cost of a document in a small and in
a large run, and how the memory of the run grows.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.audit_stress import agreements
from extractor import __version__
from extractor.batch.places import write_whole
from extractor.batch.plan import Again
from extractor.batch.run import Limits, run
from extractor.batch.sources import Item, expand
from extractor.batch.worker import Outcome
from extractor.options import Options
from extractor.pipeline import extract
from extractor.write.json_text import to_json

_MEGABYTE = 1024 * 1024


def make(folder: Path, count: int) -> None:
    """Text exports of invented agreements."""
    chance = random.Random(7)
    folder.mkdir(parents=True)
    for k in range(count):
        text = "\n\n\n\n".join(a.text() for a in agreements(chance))
        (folder / f"{k:05}.txt").write_text(text, encoding="utf-8")


def loop(folder: Path, out: Path) -> float:
    """Seconds a document when ``extract()`` is called in a loop and every result is written."""
    files = sorted(folder.iterdir())
    extract(files[0])
    began = time.perf_counter()
    for file in files:
        write_whole(out / f"{file.name}.json", to_json(extract(file)).encode())
    return (time.perf_counter() - began) / len(files)


def bulk(folder: Path, out: Path, jobs: int) -> tuple[float, list[int]]:
    """Seconds a document in a bulk run, and the memory of all its processes (bytes) as it goes on."""
    memory: list[int] = []
    me = psutil.Process(os.getpid())

    def report(_: Item, __: Outcome) -> None:
        if len(memory) * 50 <= len(seen):
            memory.append(sum(p.memory_info().rss for p in (me, *me.children(recursive=True))))
        seen.append(1)

    seen: list[int] = []
    items = expand([str(folder)])
    began = time.perf_counter()
    run(items, out, Options(), version=__version__, jobs=jobs, limits=Limits(), again=Again(force=True), report=report)
    return (time.perf_counter() - began) / len(items), memory


def main() -> None:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--few", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        few, many = Path(base) / "few", Path(base) / "many"
        make(few, arguments.few)
        make(many, arguments.documents)
        alone = loop(few, Path(base) / "loop")
        small, _ = bulk(few, Path(base) / "out-few", 1)
        large, memory = bulk(many, Path(base) / "out-many", 1)
        double, _ = bulk(many, Path(base) / "out-two", 2)
    quarter = max(1, len(memory) // 4)
    early, late = sum(memory[quarter : 2 * quarter]) / quarter, sum(memory[-quarter:]) / quarter
    print(f"extract() in a loop          {1000 * alone:7.1f} ms a document")
    print(f"bulk, 1 process, {arguments.few:5} files {1000 * small:7.1f} ms a document")
    print(
        f"bulk, 1 process, {arguments.documents:5} files {1000 * large:7.1f} ms a document, {1 / large:.1f} documents/s"
    )
    print(f"bulk, 2 processes            {1000 * double:7.1f} ms a document, {1 / double:.1f} documents/s")
    print(f"overhead over the loop       {100 * (large / alone - 1):7.1f} %")
    print(f"large run against small      {100 * (large / small - 1):7.1f} %")
    print(f"memory, second quarter       {early / _MEGABYTE:7.0f} MB")
    print(f"memory, last quarter         {late / _MEGABYTE:7.0f} MB")


if __name__ == "__main__":
    main()
