"""What a file costs grows as the file does: no function takes each of its rows with every other one.

The lines that run are counted by function, on n rows and on four times as many: a count does not depend on the machine.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from inspect import signature
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

import extractor
from extractor import Options, extract
from tests.hostile.inputs import REPEATED

pytestmark = pytest.mark.hostile
HOUSE = str(Path(extractor.__file__).parent)
FEW = 60
TIMES = 4
MOST = 2 * TIMES
"""Times as many lines of a function at four times the rows; where it takes every pair of rows, sixteen times."""
MANY = 10_000
"""Lines of a function under which its growth says nothing (tables that are small, limits that are not yet reached)."""


def lines_run(work: Callable[[], object]) -> Counter[CodeType]:
    """How many lines of each function run; each round of a loop or comprehension counts."""
    lines: Counter[CodeType] = Counter()

    def at(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            lines[frame.f_code] += 1
        return at

    before = sys.gettrace()
    forget_texts()
    sys.settrace(at)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def forget_texts() -> None:
    """What was found of a text is found again: rows that the smaller file shares with the larger one cost as much."""
    for name, module in list(sys.modules.items()):
        for function in vars(module).values() if name.startswith(extractor.__name__) else ():
            forget = getattr(function, "cache_clear", None)
            if forget is not None and signature(function).parameters:
                forget()


def test_the_count_sees_a_loop_in_a_loop() -> None:
    def pairs(n: int) -> list[int]:
        return [sum(1 for b in range(n) if a == b) for a in range(n)]

    few, many = (sum(lines_run(partial(pairs, n)).values()) for n in (FEW, TIMES * FEW))
    assert many > MOST * few


@pytest.mark.parametrize("name", REPEATED)
def test_no_function_takes_every_row_with_every_other(name: str) -> None:
    options = Options(ocr="never", type="txt")
    extract(REPEATED[name](FEW), options)  # what is read and built once
    few, many = (lines_run(partial(extract, REPEATED[name](n), options)) for n in (FEW, TIMES * FEW))
    grown = [
        f"{code.co_filename}:{code.co_firstlineno} {code.co_name}: {few[code]} -> {count}"
        for code, count in many.items()
        if code.co_filename.startswith(HOUSE) and few[code] > FEW and count > max(MANY, MOST * few[code])
    ]
    assert not grown, "\n".join(grown)
