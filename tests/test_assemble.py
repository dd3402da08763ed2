"""Drafts become documents, and every value that was read gets its place."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from extractor.assemble import assemble
from extractor.match.found import Found, Within
from extractor.read.words import Span, Word
from extractor.schema import Peraturan, PerjanjianKinerja


def words(text: str, page: int = 1, line: int | None = None) -> Span:
    return Span(
        Word(t, page, (10.0 * i, 5, 10.0 * i + 8, 15), line, method="text" if line else "text-layer")
        for i, t in enumerate(text.split())
    )


def test_a_leaf_gets_page_box_text_and_method() -> None:
    document, entries = assemble(
        {"kind": "perjanjian_kinerja", "title": Found("JUDUL BARU", words("JUDUL BARU", 2), "title")},
        PerjanjianKinerja,
        3,
    )
    entry = entries["/documents/3/title"]
    assert document.title == "JUDUL BARU"
    assert (entry.page, entry.bbox, entry.text) == (2, [0.0, 5.0, 18.0, 15.0], "JUDUL BARU")
    assert entry.method == "text-layer/title"


def test_text_input_gets_lines_instead_of_page_and_box() -> None:
    span = words("satu", line=4) + words("dua", line=6)
    _, entries = assemble({"kind": "unknown", "title": Found("satu dua", span)}, PerjanjianKinerja.__base__, 0)
    entry = entries["/documents/0/title"]
    assert (entry.page, entry.bbox, entry.lines) == (None, None, [4, 6])


def test_a_value_over_a_page_break_lists_both_places() -> None:
    span = words("awal", 1) + words("akhir", 2)
    _, entries = assemble({"title": Found("awal akhir", span)}, PerjanjianKinerja, 0)
    entry = entries["/documents/0/title"]
    assert [entry.page, *(p.page for p in entry.more)] == [1, 2]


def test_a_record_may_have_one_place_for_all_its_leaves() -> None:
    draft = {"signed": Found({"place": "Maju", "text": "Maju, 2024"}, words("Maju, 2024"))}
    document, entries = assemble(draft, PerjanjianKinerja, 0)
    assert document.signed is not None
    assert document.signed.place == "Maju"
    assert list(entries) == ["/documents/0/signed"]


def test_pointers_within_the_document_become_whole_file_pointers() -> None:
    draft = {"cross_references": [{"from": Within("/body/1"), "text": "Pasal 1", "to": Within("/body/0")}]}
    document, _ = assemble(draft, Peraturan, 2)
    assert isinstance(document, Peraturan)
    assert document.cross_references[0].from_ == "/documents/2/body/1"


def test_a_misspelt_key_is_a_fault() -> None:
    with pytest.raises(ValidationError):
        assemble({"tittle": "x"}, PerjanjianKinerja, 0)
