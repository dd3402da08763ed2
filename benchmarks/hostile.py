"""Damaged and hostile files: how each ends, how long it takes, how much memory it needs.

Comes in: the samples (and PDFs or texts that are named), mutated by a seed, and the made files of
``tests/hostile/inputs.py``. Goes out: a table of ends with their exit codes, the slowest and the largest. Every file
is read in a child process within the limits; exit code 1 when one hung, crashed, or met a fault of the program.
Seconds are those of the processor: what else a machine does is no fault of a file (a file that waits for ever is ended
by ``--patience``, which counts on the clock).

    python -m benchmarks.hostile [FILE ...] [--count 2000] [--seed 1] [--jobs 2] [--seconds 60] [--patience 600]
                                 [--memory 1000]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor import errors
from extractor.batch.children import Children, outcome_of
from extractor.batch.engine import Task
from extractor.batch.worker import Outcome, process
from extractor.options import Options
from tests.hostile.inputs import FILES, LONG, agreement, mutated, regulation

BAD = ("timeout", "crashed", "internal", "memory")
"""Ends that a file may not have: each is one for which the program had no answer of its own."""
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class End:
    """How a file ended: seconds of processor time and peak megabytes of its reading."""

    name: str
    code: str
    seconds: float
    megabytes: float


def measured(path: str, result: str, options: Options) -> Outcome:
    """Reads a file and leaves the processor time and the peak memory of the reading beside its result."""
    clear = Path("/proc/self/clear_refs")
    if clear.exists():
        clear.write_text("5", encoding="ascii")
    began = time.process_time()
    try:
        return process(path, result, options)
    finally:
        Path(f"{result}.cost").write_text(f"{time.process_time() - began} {_peak()}", encoding="ascii")


def cost_of(result: str) -> tuple[float, float]:
    """Seconds of processor time and peak megabytes of a reading; zeros where its process did not end by itself."""
    cost = Path(f"{result}.cost")
    if not cost.exists():
        return 0.0, 0.0
    seconds, megabytes = cost.read_text(encoding="ascii").split()
    return float(seconds), float(megabytes)


def _peak() -> float:
    """Peak megabytes of this process since the last reset; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def inputs(originals: list[Path], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The made files, the long lines in three places, and so many mutations of the originals."""
    for name, make in FILES.items():
        yield name, make()
    for name, line in LONG.items():
        yield f"long-{name}-top.txt", line.encode() + b"\n" + agreement()
        yield f"long-{name}-body.txt", regulation(body=line)
        yield f"long-{name}-cell.txt", agreement(target=line)
    chance = random.Random(seed)
    held = [(path, path.read_bytes()) for path in originals]
    for k in range(count):
        path, data = chance.choice(held)
        yield f"mutated-{k}-{path.name}", mutated(data, chance)


def ends(files: Iterator[tuple[str, bytes]], folder: Path, limits: tuple[float, int], jobs: int) -> Iterator[End]:
    """How the files end, in their order."""
    seconds, memory = limits
    children = Children(jobs, memory)
    flying: deque[tuple[Path, Future[Any]]] = deque()
    try:
        for name, data in files:
            file = folder / name
            file.write_bytes(data)
            task = Task(name, str(file), str(folder / f"{name}.json"), seconds)
            flying.append((file, children.schedule(measured, task, Options(ocr="never"))))
            if len(flying) > 2 * jobs:
                yield _ended(*flying.popleft())
        while flying:
            yield _ended(*flying.popleft())
    finally:
        children.stop()


def _ended(file: Path, future: Future[Any]) -> End:
    outcome = outcome_of(future)
    seconds, megabytes = cost_of(f"{file}.json")
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
    return End(file.name, outcome.code or outcome.state, seconds, megabytes)


def exit_codes() -> dict[str, int]:
    """The exit code of the command line for each code of an outcome."""
    codes = {"ok": 0, "page-unreadable": 0, "timeout": 11, "memory": 11, "crashed": 7}
    kinds = [errors.ExtractorError]
    while kinds:
        kind = kinds.pop()
        codes.setdefault(kind.message_id, int(kind.exit_code))
        kinds.extend(kind.__subclasses__())
    return codes


def main() -> int:
    """Prints the table; 1 when a file had no answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--patience", type=float, default=600.0)
    parser.add_argument("--memory", type=int, default=1000)
    given = parser.parse_args()
    samples = Path(__file__).resolve().parents[1] / "samples"
    originals = given.files or sorted([*samples.glob("*.pdf"), *samples.glob("*.txt")])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        files = inputs(originals, given.count, given.seed)
        found = list(ends(files, Path(folder), (given.patience, given.memory), given.jobs))
    codes = exit_codes()
    print(f"{len(found)} files, {time.perf_counter() - began:.0f} s")
    print("\nexit  end                 files")
    for code, count in sorted(Counter(end.code for end in found).items(), key=lambda item: (codes[item[0]], item[0])):
        print(f"{codes[code]:4}  {code:18}  {count:5}")
    for title, value in (("slowest (s of one processor)", "seconds"), ("largest (MB)", "megabytes")):
        print(f"\n{title}")
        for end in sorted(found, key=lambda e: -getattr(e, value))[:_SHOWN]:
            print(f"{getattr(end, value):8.1f}  {end.name}")
    bad = [end for end in found if end.code in BAD or end.seconds > given.seconds]
    for end in bad:
        print(f"BAD  {end.code}  {end.seconds:.0f} s  {end.name}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
