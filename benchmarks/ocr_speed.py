"""Seconds and memory for a scanned page: the OCR engine alone and the whole reading, by runtime and processes.

Comes in: scanned PDFs. Goes out: a table of seconds a page, of processor time and by the clock, with the characters
read and the peak memory of a process. Every measurement runs in a process of its own.

    python -m benchmarks.ocr_speed FILE.pdf ... [--pages 4] [--runtimes openvino,onnxruntime]

"Engine alone" is what the networks and their decoding cost for the page as it lies: one search for lines in a picture
of 1600 pixels, one reading of every line found. "Whole" is all that is done from the file's bytes to words: rendering,
cleaning, setting upright, rules, second readings. Networks are loaded, and have met their shapes, before time is taken.
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


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Seconds and memory for a scanned page.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=4, help="pages of each file")
    parser.add_argument("--runtimes", default="openvino,onnxruntime")
    parser.add_argument("--child", nargs=2, metavar=("WAY", "RUNTIME"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        way, runtime = asked.child
        print(json.dumps(measure(way, runtime, asked.files, asked.pages)))
        return
    print(f"{'runtime':<14}{'what':<16}{'pages':>6}{'processor s':>13}{'clock s':>9}{'characters':>12}{'peak MB':>9}")
    for runtime in asked.runtimes.split(","):
        for way in ("engine", "whole", "two processes"):
            command = [
                sys.executable,
                "-m",
                "benchmarks.ocr_speed",
                *map(str, asked.files),
                "--pages",
                str(asked.pages),
            ]
            done = subprocess.run([*command, "--child", way, runtime], check=True, capture_output=True, text=True)
            m = json.loads(done.stdout)
            print(
                f"{runtime:<14}{way:<16}{m['pages']:>6}{m['processor']:>13.2f}{m['clock']:>9.2f}{m['characters']:>12}"
                f"{m['peak']:>9.0f}",
                flush=True,
            )


def measure(way: str, runtime: Any, files: list[Path], most: int) -> dict[str, float]:
    """Runs in the child: seconds a page, characters read, peak memory in MB (of this process)."""
    work = [(path.read_bytes(), number) for path in files for number in numbers(path, most)]
    if way == "two processes":
        return side_by_side(runtime, work)
    run = engine_alone if way == "engine" else whole
    for data, number in work:
        run(data, number, runtime)
    begun, begun_processor = time.perf_counter(), time.process_time()
    characters = sum(run(data, number, runtime) for data, number in work)
    return {
        "pages": len(work),
        "processor": (time.process_time() - begun_processor) / len(work),
        "clock": (time.perf_counter() - begun) / len(work),
        "characters": characters,
        "peak": peak_memory(),
    }


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


def side_by_side(runtime: Any, work: list[tuple[bytes, int]]) -> dict[str, float]:
    """The same in two processes, which are started and load their networks before time is taken."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    shares = [(work[k::2], runtime) for k in range(2)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_share, shares))
        begun = time.perf_counter()
        told = list(pool.map(_share, shares))
        clock = time.perf_counter() - begun
    return {
        "pages": len(work),
        "processor": sum(processor for _, processor, _ in told) / len(work),
        "clock": clock / len(work),
        "characters": sum(characters for characters, _, _ in told),
        "peak": max(peak for _, _, peak in told),
    }


def _share(share: tuple[list[tuple[bytes, int]], Any]) -> tuple[int, float, float]:
    work, runtime = share
    begun = time.process_time()
    characters = sum(whole(data, number, runtime) for data, number in work)
    return characters, time.process_time() - begun, peak_memory()


if __name__ == "__main__":
    main()
