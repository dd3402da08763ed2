"""Lines of tables that are typed."""

from __future__ import annotations

from extractor.read.pdf_typed_rules import typed_rules
from extractor.read.words import Word


def typed(*lines: str) -> list[Word]:
    """Words of ten points on a page of six points a letter."""
    words = []
    for n, line in enumerate(lines):
        at = 0
        for part in line.split(" "):
            if part:
                words.append(Word(part, 1, (6.0 * at, 12.0 * n, 6.0 * (at + len(part)), 12.0 * n + 10)))
            at += len(part) + 1
    return words


def test_typed_lines_are_ruling_lines() -> None:
    words, rules = typed_rules(typed("+----+-----+", "| No | Nama |", "+====+=====+", "| 1 | Air |"))
    assert [w.text for w in words] == ["No", "Nama", "1", "Air"]
    assert [r.horizontal for r in rules] == [True, True, *[False] * 6]


def test_strokes_of_lines_under_one_another_touch() -> None:
    _, rules = typed_rules(typed("+---+", "| 1 | 2 |", "| 3 | 4 |", "+---+"))
    first, second = sorted({(r.top, r.bottom) for r in rules if not r.horizontal})
    assert first[1] >= second[0]


def test_dashes_of_running_text_stay_words() -> None:
    line = typed("Nama -------- tanda tangan ________ | a")
    assert typed_rules(line) == (tuple(line), [])
