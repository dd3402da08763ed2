"""Which words make a line."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.layout.blocks import Line
from extractor.layout.lines import line_of, lines_of
from extractor.read.words import Word


def word(text: str, x: float, top: float) -> Word:
    return Word(text, 1, (x, top, x + 6 * len(text), top + 13.2), size=11.0)


def test_blocks_half_a_line_apart_do_not_draw_two_lines_of_one_block_together() -> None:
    left = [word("PEMBINA", 80, 109), word("NIP", 80, 121)]
    right = [word("CONTOH", 320, 103), word("Penata", 283, 115), word("Muda", 330, 115)]
    told = [line.text for line in lines_of([*left, *right])]
    assert any("Penata Muda" in text and "CONTOH" not in text for text in told)


def test_words_of_one_baseline_stand_from_left_to_right_however_the_file_has_them() -> None:
    words = [word("tiga", 200, 100), word("satu", 20, 100.04), word("dua", 90, 99.98)]
    assert [line.text for line in lines_of(words)] == ["satu dua tiga"]


@given(
    whites=st.lists(st.floats(-20, 60), min_size=1, max_size=6),
    sizes=st.lists(st.sampled_from([4.0, 9.0, 11.0, 14.0]), min_size=7, max_size=7),
    gaps=st.lists(st.sampled_from([0.8, 1.5, 1.6, 2.0, 3.0]), min_size=2, max_size=3),
)
def test_a_line_is_parted_at_every_wide_white_whatever_was_asked_before(
    whites: list[float], sizes: list[float], gaps: list[float]
) -> None:
    words, x = [Word("kata", 1, (0.0, 0.0, 30.0, 12.0), size=sizes[0])], 30.0
    for white, size in zip(whites, sizes[1:], strict=False):
        words.append(Word("kata", 1, (x + white, 0.0, x + white + 30.0, 12.0), size=size))
        x += white + 30.0
    line = Line(tuple(words))
    for gap in gaps:
        wide = sum(b.box[0] - a.box[2] > gap * max(a.size, b.size) for a, b in pairwise(words))
        parts = line.segments(gap)
        assert len(parts) == wide + 1
        assert [w for part in parts for w in part.words] == words


def test_the_line_of_a_cell_is_one_for_all_who_ask() -> None:
    words = (word("Persentase", 20, 100), word("jalan", 120, 100))
    assert line_of(words) is line_of(words)
    other = (word("Persentase", 20, 100), word("jalan", 120, 100))
    assert line_of(other).words is other


def test_lines_set_so_tight_that_their_words_lie_over_each_other_are_two() -> None:
    upper = [Word("KEPALA", 1, (166, 72.2, 228, 93.0), size=13.5), Word("BIDANG", 1, (231, 72.2, 292, 93.0), size=13.5)]
    lower = [Word("DINAS", 1, (140, 77.1, 188, 97.9), size=13.5), Word("KEBUN", 1, (192, 77.1, 274, 97.9), size=13.5)]
    assert [line.text for line in lines_of([*upper, *lower])] == ["KEPALA BIDANG", "DINAS KEBUN"]
