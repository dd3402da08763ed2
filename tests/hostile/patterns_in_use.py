"""Tries every pattern of the program on long hostile lines, in the ways in which the program asks it.

    python -m tests.hostile.patterns_in_use [FOLDER of own patterns]

A program of its own, for it stands between the program and ``re``: it reads the samples, notes how each pattern is
asked, and asks it the same way for lines of 20 kB. Prints one line for each that takes too long: where it is made, the
line's name, the way, the pattern. Exit code 1 when there are any.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import Any

from tests.hostile.inputs import LONG

MOST_SECONDS = 0.5
"""Processor time for 20 kB: a linear pattern takes a hundredth of it, one that tries every pair of places seconds."""
_PACKAGE = Path(__file__).resolve().parents[2] / "extractor"
_ASKED = ("match", "fullmatch", "search", "finditer", "findall", "split")


class Watched:
    """A pattern that notes how it is asked."""

    def __init__(self, pattern: re.Pattern[str], place: str) -> None:
        self.own, self.place = pattern, place
        self.ways: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name in _ASKED:
            self.ways.add(name)
        elif name in ("sub", "subn"):
            self.ways.add("finditer")
        return getattr(self.own, name)

    def slow(self) -> tuple[str, str] | None:
        """The first way and line that take too long."""
        for way in sorted(self.ways):
            for name, line in LONG.items():
                if name == "blanks" and not self.place.startswith("read/"):
                    continue  # words of a line are joined by one blank each: only readers meet so many
                began = time.process_time()
                found = getattr(self.own, way)(line)
                if way == "finditer":
                    for _ in found:
                        pass
                if time.process_time() - began > MOST_SECONDS:
                    return way, name
        return None


def watch() -> list[Watched]:
    """The patterns that the program compiles from now on."""
    patterns: list[Watched] = []
    compiled = re.compile

    def compile_watched(pattern: Any, flags: Any = 0) -> Any:
        made = compiled(getattr(pattern, "own", pattern), flags)
        frame = sys._getframe(1)
        file = Path(frame.f_code.co_filename)
        if not isinstance(made.pattern, str) or not file.is_relative_to(_PACKAGE):
            return made
        patterns.append(Watched(made, f"{file.relative_to(_PACKAGE).as_posix()}:{frame.f_lineno}"))
        return patterns[-1]

    re.compile = compile_watched  # type: ignore[assignment]
    return patterns


def main(own: str | None = None) -> int:
    """The number of patterns that take too long."""
    patterns = watch()
    from extractor import Options, extract

    folder = Path(own) if own else None

    for sample in sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.txt")):
        extract(sample, Options(ocr="never", patterns=folder))
    for line in LONG.values():
        extract(line[:200].encode() + b"\n" + sample.read_bytes(), Options(ocr="never", patterns=folder))
    slow = 0
    for pattern in patterns:
        if found := pattern.slow():
            slow += 1
            print("\t".join((pattern.place, *found, pattern.own.pattern[:150])), flush=True)  # noqa: T201
    print(f"{len(patterns)} patterns, {sum(bool(p.ways) for p in patterns)} asked, {slow} too slow")  # noqa: T201
    return slow


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]) > 0)
