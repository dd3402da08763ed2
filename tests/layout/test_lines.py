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
