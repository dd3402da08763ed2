"""The type sizes of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.read.ocr.type_sizes import steady


def test_lines_of_one_type_have_one_size_and_headings_their_own() -> None:
    measured = [24.0, 25.5, 23.0, 24.5, 22.5, 33.0, 34.0, 16.0]
    got = steady(measured, [30, 8, 25, 28, 6, 12, 20, 9])
    assert len(set(got[:5])) == 1
    assert got[0] == pytest.approx(24.0)
    assert got[5] == got[6] == 34.0
    assert got[7] == 16.0


@given(st.lists(st.tuples(st.floats(5, 90), st.integers(1, 80)), max_size=25))
def test_no_line_gets_a_size_far_from_its_own(lines: list[tuple[float, int]]) -> None:
    got = steady([size for size, _ in lines], [n for _, n in lines])
    assert len(got) == len(lines)
    assert all(abs(a - size) <= 0.25 * size for a, (size, _) in zip(got, lines, strict=True))
