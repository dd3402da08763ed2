"""A pale rule is believed unless it cuts a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from table_pages import Sheet

from extractor.layout.tables.hints import without_refuted
from extractor.read.page import Page


def parted(upper: str, lower: str, strength: float) -> Page:
    sheet = Sheet().text(upper, 60, 104).text(lower, 60, 120).text("90", 360, 104).level(50, 400, 117)
    page = sheet.upright(300, 90, 140).page()
    return replace(page, rulings=(replace(page.rulings[0], strength=strength), *page.rulings[1:]))


@pytest.mark.parametrize(
    ("upper", "lower", "kept"),
    [
        ("Terawatnya kebun kota dan", "Hutan di kecamatan", False),
        ("Terawatnya kebun kota", "yang dibuka bagi warga", False),
        ("Terawatnya kebun kota", "Terjaganya sungai", True),
        ("kebun", "taman kota", True),
    ],
)
def test_a_pale_rule_is_refuted_by_a_sentence_that_goes_on(upper: str, lower: str, kept: bool) -> None:
    page = parted(upper, lower, 0.3)
    assert len(without_refuted(page).rulings) == 1 + kept
    drawn = parted(upper, lower, 1.0)
    assert without_refuted(drawn) is drawn


@pytest.mark.parametrize(("lower", "kept"), [(115.0, False), (122.0, True)])
def test_a_shade_between_lines_of_one_text_is_no_rule_where_others_are_strong(lower: float, kept: bool) -> None:
    sheet = Sheet().text("Terawatnya Kebun Kota", 60, 104).text("Hutan Daerah Contoh", 60, lower)
    page = sheet.level(50, 300, 115).level(50, 400, 100).level(50, 400, 140).level(50, 400, 180).page()
    page = replace(page, rulings=(replace(page.rulings[0], strength=0.3), *page.rulings[1:]))
    assert len(without_refuted(page).rulings) == 3 + kept
