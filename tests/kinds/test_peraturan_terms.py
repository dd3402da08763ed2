"""Definitions of terms."""

from __future__ import annotations

import pytest
from paper import lines

from extractor.kinds.regulation.rows import rows
from extractor.kinds.regulation.terms import definitions
from extractor.kinds.regulation.tree import grow
from extractor.match.found import Found

BODY = """
                                Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. {text}
2. Daerah adalah Kabupaten Maju.

                                Pasal 2
Yang dimaksud dengan lemari adalah kotak.
"""


def found(body: str) -> list[tuple[object, object]]:
    out = []
    for record in definitions(grow(rows(lines(body)))):
        term, definition = record["term"], record["definition"]
        assert isinstance(term, Found)
        assert isinstance(definition, Found)
        out.append((term.value, definition.value))
    return out


@pytest.mark.parametrize(
    ("text", "term", "definition"),
    [
        ("Arsip adalah kumpulan catatan.", "Arsip", "kumpulan catatan."),
        ("Desa atau yang disebut dengan nama lain adalah wilayah.", "Desa", "wilayah."),
        ("Kantor yang merupakan gedung adalah tempat kerja.", "Kantor yang merupakan gedung", "tempat kerja."),
        ("Arsip Daerah, yang selanjutnya disebut Arsip, adalah catatan.", "Arsip Daerah", "catatan."),
        ("Arsip Daerah yang selanjut nya disingkat AD adalah catatan.", "Arsip Daerah", "catatan."),
        ("Desa adalah desa yang adalah desa.", "Desa", "desa yang adalah desa."),
    ],
)
def test_a_term_stands_before_its_definition(text: str, term: str, definition: str) -> None:
    assert found(BODY.format(text=text)) == [(term, definition), ("Daerah", "Kabupaten Maju.")]


def test_one_term_may_be_defined_in_a_sentence() -> None:
    body = "                    Pasal 1\nDalam Peraturan ini yang dimaksud dengan Daerah adalah Kabupaten Maju.\n"
    assert found(body) == [("Daerah", "Kabupaten Maju.")]


def test_an_article_without_terms_defines_nothing() -> None:
    assert found("                    Pasal 1\nKantor adalah gedung.\n") == []
