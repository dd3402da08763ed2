"""Ligatures that a file names wrongly, and titles that fell to pieces."""

from __future__ import annotations

import pytest

from extractor.read.pdf_repair import repaired
from extractor.read.words import Word


def line(text: str, top: float = 100, size: float = 12, gap: float = 8) -> list[Word]:
    words, x = [], 70.0
    for part in text.split():
        words.append(Word(part, 1, (x, top, x + 7 * len(part), top + size), size=size))
        x += 7 * len(part) + gap
    return words


def texts(*lines: str) -> str:
    return " ".join(
        w.text for w in repaired(tuple(w for k, part in enumerate(lines) for w in line(part, 100 + 20 * k)))
    )


def test_ligatures_under_odd_letters_are_read() -> None:
    assert texts("SerƟfikat untuk peneliƟ dan akƟvitas BuƟ") == "Sertifikat untuk peneliti dan aktivitas Buti"
    # another type has another letter for it: the words tell
    assert texts("Serȹfikat untuk peneliȹ") == "Sertifikat untuk peneliti"
    assert texts("pengelolaan draŌ") == "pengelolaan draft"


def test_names_with_foreign_letters_stay() -> None:
    assert texts("José Łukasz di Kafé Şile") == "José Łukasz di Kafé Şile"


@pytest.mark.parametrize(
    ("pieces", "title"),
    [
        ("REN CAN A KERJ A TAHUN", "RENCANA KERJA TAHUN"),
        ("P ERJAN JIAN KINER J A", "PERJANJIAN KINERJA"),
        ("PER ATUR AN BUPATI TEL UK GAR A M", "PERATURAN BUPATI TELUK GARAM"),
    ],
)
def test_titles_in_pieces_are_whole(pieces: str, title: str) -> None:
    assert texts(pieces) == title


@pytest.mark.parametrize(
    "text", ["HEPATITIS A DAN B", "KELAS A KELAS B", "DINAS X Y Z", "RENCANA KERJA DI DAERAH", "PT A B C JAYA"]
)
def test_capitals_that_are_words_stay(text: str) -> None:
    assert texts(text) == text


def test_pieces_far_apart_or_on_two_lines_are_no_title() -> None:
    assert texts("REN CAN", "A KERJ A") == "REN CAN A KERJ A"
    words = line("REN CAN A KERJ A", gap=60)
    assert [w.text for w in repaired(tuple(words))] == ["REN", "CAN", "A", "KERJ", "A"]
