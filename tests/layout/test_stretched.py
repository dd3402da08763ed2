"""Lines that justified type stretched to the width of their column."""

from __future__ import annotations

from extractor.layout.blocks import Line
from extractor.layout.stretched import closed_up
from extractor.read.words import Word


def stretched(text: str, top: float, left: float = 300.0, right: float = 500.0) -> Line:
    """A line whose first word begins at ``left`` and whose last word ends at ``right``."""
    words = text.split()
    blank = (right - left - 5.0 * sum(map(len, words))) / (len(words) - 1)
    made, at = [], left
    for word in words:
        made.append(Word(word, 1, (at, top, at + 5.0 * len(word), top + 10), size=10.0))
        at += 5.0 * len(word) + blank
    return Line(tuple(made))


BLOCK = ("Maju, 4 Maret 2031", "CAMAT MAJU", "Drs. BUDI CONTOH", "Pembina Tk. I")


def test_stretched_lines_are_whole_and_keep_their_places_on_paper() -> None:
    lines = [stretched(text, 20.0 * k) for k, text in enumerate(BLOCK)]
    made = closed_up(lines)
    assert [len(line.segments()) for line in made] == [1, 1, 1, 1]
    assert [line.span.paper for line in made] == [line.box for line in lines]


def test_rows_of_columns_stay_apart() -> None:
    rows = [
        Line(
            tuple(
                Word(text, 1, (x0, 20.0 * k, x0 + 5.0 * len(text), 20.0 * k + 10), size=10.0)
                for text, x0 in ((str(k), 60.0), ("Taman", 90.0), ("kota", 118.0), ("5.000.000", 455.0))
            )
        )
        for k in range(1, 5)
    ]
    assert list(closed_up(rows)) == rows
