"""Headings whose words are cut short."""

from __future__ import annotations

import pytest

from extractor.abbreviations import written_out
from extractor.match.column_labels import match_heading


@pytest.mark.parametrize(
    ("short", "whole"),
    [("ssrn", "sasaran"), ("tgt", "target"), ("prog", "program"), ("indk", "indikator"), ("keg", "kegiatan")],
)
def test_an_abbreviation_is_a_beginning_or_the_consonants(short: str, whole: str) -> None:
    assert written_out(short) == whole


@pytest.mark.parametrize("word", ["target", "nilai", "ka", "tan", "penj", "int", "sapi", "kab", "strategi"])
def test_what_may_be_another_word_stays_as_it_is(word: str) -> None:
    assert written_out(word) == word


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [("Ssrn Strat.", "objective"), ("Tgt", "target"), ("Sub Keg.", "sub_activity"), ("Indk. Kin.", "name")],
)
def test_a_shortened_heading_means_what_the_whole_one_does(heading: str, meaning: str) -> None:
    assert match_heading(heading) == meaning
