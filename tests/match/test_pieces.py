"""Text in pieces for the entity model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.pieces import classes, pieces


@given(st.text(max_size=80))
def test_pieces_joined_give_the_text_back(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(st.text(max_size=80))
def test_every_piece_has_a_class(text: str) -> None:
    cut = pieces(text)
    assert len(classes(cut)) == len(cut)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("tanggal23 Juni", ["tanggal", "23", " ", "Juni"]),
        ("NIP.19", ["NIP", ".", "19"]),
        ("dariDinas", ["dari", "Dinas"]),
        ("BUD1MAN", ["BUD1MAN"]),
        ("DP3AKB", ["DP3AKB"]),
        ("di  sini\n lagi", ["di", "  ", "sini", "\n ", "lagi"]),
    ],
)
def test_words_that_recognition_glued_together_are_parted(text: str, cut: list[str]) -> None:
    assert pieces(text) == cut


def test_classes_come_from_the_lists() -> None:
    text = "Bupati Kotawaringin Barat 2031 xqzt jalan\nNomor"
    told = {p: c for p, c in zip(pieces(text), classes(pieces(text)), strict=True) if not p.isspace()}
    assert told == {
        "Bupati": "post",
        "Kotawaringin": "place",
        "Barat": "place",
        "2031": "year",
        "xqzt": "unknown",
        "jalan": "word",
        "Nomor": "number",
    }
