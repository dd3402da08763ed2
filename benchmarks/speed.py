"""Speed and memory on given PDFs: the whole extraction, pdfplumber's words and tables, pdfium's bare characters.

Comes in: paths of PDFs with a text layer. Goes out: a table of milliseconds a page, ratios and peak memory. Every
measurement runs in a process of its own, so that none warms or fills the memory of another; its set-up (imports, one
page of another kind of work) is not counted, for an archive is read by one process.

    python benchmarks/speed.py FILE.pdf ... [--repeat 3] [--pages 300]

``--pages N`` reads each file anew until N pages are read in one process and reports the peak memory of that.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

WAYS = ("extract", "pdfplumber", "pdfium")


def with_extract(path: Path) -> int:
    """The whole way: read, lay out, segment, match, build, spell, audit."""
    from extractor import extract
    from extractor.collector import collector_paused
    from extractor.options import Options

    with collector_paused():  # as the command line and a batch do
        found = extract(path, Options(ocr="never"))
    return found.source.pages or 0


def with_pdfplumber(path: Path) -> int:
    """What most programs of this kind begin with: the words and the tables of every page."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def with_pdfium(path: Path) -> int:
    """The floor: every character with its box, and nothing made of them."""
    import ctypes

    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    document = pdfium.PdfDocument(path)
    box = raw.FS_RECTF()
    for page in document:
        text = page.get_textpage()
        for k in range(text.count_chars()):
            raw.FPDFText_GetUnicode(text, k)
            raw.FPDFText_GetLooseCharBox(text, k, ctypes.byref(box))
        text.close()
        page.close()
    count = len(document)
    document.close()
    return count


def peak_memory() -> float:
    """The most memory that this process has held, in MB (the peak working set on Windows)."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes, the others kilobytes
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def measure(way: str, path: Path, repeat: int, pages: int) -> dict[str, float]:
    """Runs in the child: the best of ``repeat`` runs, milliseconds a page (wall clock and processor), peak MB."""
    run: Callable[[Path], int] = {
        "extract": with_extract,
        "pdfplumber": with_pdfplumber,
        "pdfium": with_pdfium,
    }[way]
    count = run(path)  # imports and caches are paid here
    read = count
    wall, processor = float("inf"), float("inf")
    while repeat > 0 or read < pages:
        begun, begun_processor = time.perf_counter(), time.process_time()
        read += run(path)
        wall = min(wall, time.perf_counter() - begun)
        processor = min(processor, time.process_time() - begun_processor)
        repeat -= 1
    each = 1000 / max(1, count)
    return {"pages": count, "wall": wall * each, "processor": processor * each, "peak": peak_memory()}


def in_child(way: str, path: Path, repeat: int, pages: int) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, str(path), "--child", way, "--repeat", str(repeat), "--pages", str(pages)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Speed and memory on given PDFs.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--child", choices=WAYS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(measure(asked.child, asked.files[0], asked.repeat, asked.pages)))
        return
    print("milliseconds a page of processor time (wall clock in brackets); peak memory in MB")
    print(f"{'file':<44}{'pages':>6}{'extract':>16}{'pdfplumber':>16}{'pdfium':>14}{'ratio':>7}{'peak':>6}")
    ratios = []
    for path in asked.files:
        ours, theirs, floor = (
            in_child(way, path, asked.repeat, asked.pages if way == "extract" else 0) for way in WAYS
        )
        ratio = theirs["processor"] / ours["processor"]
        ratios.append(ratio)
        cells = (f"{m['processor']:.1f} ({m['wall']:.1f})" for m in (ours, theirs, floor))
        numbers = "".join(f"{c:>{w}}" for c, w in zip(cells, (16, 16, 14), strict=True))
        print(f"{path.name[:42]:<44}{ours['pages']:>6.0f}{numbers}{ratio:>7.1f}{ours['peak']:>6.0f}", flush=True)
    print(f"{'mean ratio pdfplumber / extract':<96}{sum(ratios) / len(ratios):>7.1f}")


if __name__ == "__main__":
    main()
