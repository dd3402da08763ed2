"""Tries every pattern that the program compiles on long hostile lines; a program of its own, for it watches ``re``.

    python -m tests.hostile.patterns_in_use [FOLDER of own patterns]

Prints one line a pattern that takes too long: seconds of processor time, the line's name, the pattern.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

from tests.hostile.inputs import LONG

MOST_SECONDS = 0.5
"""Processor time for 20 kB: a linear pattern takes a hundredth of it, one that tries every pair of places seconds."""


def watched() -> dict[tuple[str, int], tuple[re.Pattern[str], str]]:
    """The patterns compiled from now on, in the order of their making, and where each is made."""
    patterns: dict[tuple[str, int], tuple[re.Pattern[str], str]] = {}
    compiled = re.compile

    def watch(pattern: Any, flags: Any = 0) -> Any:
        made = compiled(pattern, flags)
        frame = sys._getframe(1)
        if isinstance(made.pattern, str) and "extractor" in frame.f_code.co_filename:
            patterns[made.pattern, made.flags] = made, f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
        return made

    re.compile = watch  # type: ignore[assignment]
    return patterns


def main(own: str | None) -> int:
    """The number of patterns that take too long."""
    if own:
        os.environ["EXTRACT_PATTERNS"] = own
    patterns = watched()
    from extractor import Options, extract

    for sample in sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt")):
        extract(sample, Options(ocr="never"))
    slow = 0
    for pattern, place in patterns.values():
        name = next((name for name, line in LONG.items() if cost(pattern, line) > MOST_SECONDS), None)
        if name is not None:
            slow += 1
            print(f"{place}\t{name}\t{pattern.pattern[:150]}", flush=True)  # noqa: T201
    print(f"{len(patterns)} patterns, {slow} too slow")  # noqa: T201
    return slow


def cost(pattern: re.Pattern[str], line: str) -> float:
    """Processor seconds to look for a pattern everywhere in a line."""
    began = time.process_time()
    pattern.match(line)
    for _ in pattern.finditer(line):
        pass
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or (None,)) > 0)
