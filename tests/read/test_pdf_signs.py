"""What a character of a PDF prints."""

from __future__ import annotations

import pytest

from extractor.read.pdf_signs import with_cork_signs


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2020\x152024", "2020\u20132024"),
        ("Serti\x1ckat e\x1bektif", "Serti\ufb01kat e\ufb00ektif"),
        ("\x10Maju\x11", "\u201cMaju\u201d"),
        # numbers of glyphs: all of a word has no name
        ("Tahun \x15\x13\x15\x17", "Tahun \x15\x13\x15\x17"),
        ("halaman \x15 dari", "halaman \x15 dari"),
    ],
)
def test_tex_bitmap_types_print_dashes_quotes_and_ligatures(text: str, printed: str) -> None:
    assert with_cork_signs(text) == printed
