"""Seconds and memory for a scanned page: the OCR engine alone and the whole reading, by runtime and processes.

Comes in: scanned PDFs. Goes out: a table of seconds a page, of processor time and by the clock, with the characters
read and the peak memory of a process. Every runtime and number of processes is measured in processes of its own.

    python -m benchmarks.ocr_speed FILE.pdf ... [--pages 4] [--runtimes openvino,onnxruntime]

"Engine alone" is what the networks and their decoding cost for the page as it lies: one search for lines in a picture
of 1600 pixels, one reading of every line found. "Whole" is all that is done from the file's bytes to words: rendering,
cleaning, setting upright, rules, second readings. Both take turns on every page, so that what else the machine does
weighs on both alike; of several rounds a page's quickest counts. Networks are loaded, and have met their shapes,
before time is taken. "Times" is the whole in engines alone, and for two processes how many pages they read while one
reads one: by the clock, and at most by processor time, which does not ask whether the machine had two cores to give.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.speed import peak_memory

FIND_SIDE = 1600
Work = tuple[bytes, int]
"""A file's bytes and the number of one of its pages."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Seconds and memory for a scanned page.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=4, help="pages of each file")
    parser.add_argument("--rounds", type=int, default=2, help="times that each page is read")
    parser.add_argument("--runtimes", default="openvino,onnxruntime")
    parser.add_argument("--child", nargs=2, metavar=("PROCESSES", "RUNTIME"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    work = [(path.read_bytes(), number) for path in asked.files for number in numbers(path, asked.pages)]
    if asked.child:
        processes, runtime = asked.child
        measure = side_by_side if processes == "2" else in_turn
        print(json.dumps(measure(runtime, work, asked.rounds)))
        return
    print(_row("runtime", "what", "pages", "processor s", "clock s", "times", "characters", "peak MB"))
    shared = [*map(str, asked.files), "--pages", str(asked.pages), "--rounds", str(asked.rounds)]
    for runtime in asked.runtimes.split(","):
        one: dict[str, dict[str, float]] = {}
        for processes in ("1", "2"):
            command = [sys.executable, "-m", "benchmarks.ocr_speed", *shared, "--child", processes, runtime]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            for what, m in json.loads(done.stdout).items():
                one[what] = m
                seconds = f"{m['processor']:.2f}", f"{m['clock']:.2f}"
                read = f"{m['characters']:.0f}", f"{m['peak']:.0f}"
                print(_row(runtime, what, str(len(work)), *seconds, _times(what, one), *read), flush=True)


def _times(what: str, one: dict[str, dict[str, float]]) -> str:
    """What the last column but two says of a row; ``one`` has what was measured so far."""
    if what == "whole":
        return f"{one['whole']['processor'] / one['engine']['processor']:.2f}"
    if what == "two processes":
        clock, most = (n * one["whole"][k] / one[what][k] for n, k in ((1, "clock"), (2, "processor")))
        return f"{clock:.2f} ({most:.2f})"
    return ""


def _row(*cells: str) -> str:
    aligned = ("<13", "<15", ">6", ">13", ">9", ">14", ">12", ">9")
    return "".join(f"{cell:{align}}" for cell, align in zip(cells, aligned, strict=True))


def in_turn(runtime: Any, work: list[Work], rounds: int) -> dict[str, dict[str, float]]:
    """Runs in the child: the engine alone and the whole, page by page; seconds a page, characters read, peak memory in
    MB (of this process, which does both).
    """
    ways = {"engine": engine_alone, "whole": whole}
    told = {what: {"processor": 0.0, "clock": 0.0, "characters": 0.0} for what in ways}
    for data, number in work:
        taken: dict[str, list[tuple[float, float]]] = {what: [] for what in ways}
        for k in range(rounds + 1):
            for what, run in ways.items():
                begun, begun_processor = time.perf_counter(), time.process_time()
                characters = run(data, number, runtime)
                if k:
                    taken[what].append((time.process_time() - begun_processor, time.perf_counter() - begun))
                else:
                    # the first round meets the shapes of this page
                    told[what]["characters"] += characters
        for what, times in taken.items():
            for k, name in enumerate(("processor", "clock")):
                told[what][name] += min(t[k] for t in times) / len(work)
    return {what: {**m, "peak": peak_memory()} for what, m in told.items()}


def numbers(path: Path, most: int) -> Iterator[int]:
    """The numbers of the file's first pages."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    yield from range(1, min(most, len(document)) + 1)
    document.close()


def engine_alone(data: bytes, number: int, runtime: Any) -> int:
    """Characters read by the engine in the page as it is rendered."""
    import cv2

    from extractor.read.ocr.engine import engine
    from extractor.read.ocr.scan import rendered

    picture, _ = rendered(data, None, number)
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, FIND_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    quads = [quad / factor for quad in engine(runtime).find(small)]
    crops = [
        grey[int(q[:, 1].min()) : int(q[:, 1].max()) + 1, int(q[:, 0].min()) : int(q[:, 0].max()) + 1] for q in quads
    ]
    return sum(len(reading.text) for reading in engine(runtime).read(crops))


def whole(data: bytes, number: int, runtime: Any) -> int:
    """Characters read by the whole of the program's reading."""
    from extractor.read.ocr.scan import read_scanned

    return sum(len(word.text) for page in read_scanned(data, [number], choice=runtime) for word in page.words)


def side_by_side(runtime: Any, work: list[Work], rounds: int) -> dict[str, dict[str, float]]:
    """The whole in two processes, which are started and load their networks before time is taken."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    shares = [(work[k::2], runtime) for k in range(2)]
    rows: list[tuple[float, float]] = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        told = list(pool.map(_share, shares))
        for _ in range(rounds):
            begun = time.perf_counter()
            told = list(pool.map(_share, shares))
            clock = time.perf_counter() - begun
            rows.append((sum(processor for _, processor, _ in told) / len(work), clock / len(work)))
    row = {
        "processor": min(processor for processor, _ in rows),
        "clock": min(clock for _, clock in rows),
        "characters": sum(characters for characters, _, _ in told),
        "peak": max(peak for _, _, peak in told),
    }
    return {"two processes": row}


def _share(share: tuple[list[Work], Any]) -> tuple[int, float, float]:
    work, runtime = share
    begun = time.process_time()
    characters = sum(whole(data, number, runtime) for data, number in work)
    return characters, time.process_time() - begun, peak_memory()


if __name__ == "__main__":
    main()
