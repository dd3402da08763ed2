"""``extract()`` from several threads gives what it gives from one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extractor import extract

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = sorted(SAMPLES.glob("*.txt")) + [SAMPLES / f"{name}.pdf" for name in ("perjanjian_kinerja", "cascading")]


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns a thousand times as often as usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 1000)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty")
def test_four_threads_give_what_one_gives() -> None:
    def read(path: Path) -> str:
        return extract(path).model_dump_json(by_alias=True)

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(read, FILES))
    assert together == [read(path) for path in FILES]
