"""Which words make a line."""

from __future__ import annotations

from extractor.layout.lines import lines_of
from extractor.read.words import Word


def word(text: str, x: float, top: float) -> Word:
    return Word(text, 1, (x, top, x + 6 * len(text), top + 13.2), size=11.0)


def test_blocks_half_a_line_apart_do_not_draw_two_lines_of_one_block_together() -> None:
    left = [word("PEMBINA", 80, 109), word("NIP", 80, 121)]
    right = [word("CONTOH", 320, 103), word("Penata", 283, 115), word("Muda", 330, 115)]
    told = [line.text for line in lines_of([*left, *right])]
    assert any("Penata Muda" in text and "CONTOH" not in text for text in told)


def test_lines_set_so_tight_that_their_words_lie_over_each_other_are_two() -> None:
    upper = [Word("KEPALA", 1, (166, 72.2, 228, 93.0), size=13.5), Word("BIDANG", 1, (231, 72.2, 292, 93.0), size=13.5)]
    lower = [Word("DINAS", 1, (140, 77.1, 188, 97.9), size=13.5), Word("KEBUN", 1, (192, 77.1, 274, 97.9), size=13.5)]
    assert [line.text for line in lines_of([*upper, *lower])] == ["KEPALA BIDANG", "DINAS KEBUN"]
