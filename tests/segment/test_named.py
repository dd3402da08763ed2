"""The entity model as a judge of lines that were recognised."""

from __future__ import annotations

from dataclasses import replace

import pytest
from segment_pages import line, page

from extractor.layout.blocks import Block, Line
from extractor.match import entity_model
from extractor.segment.named import introduced, recognised, says
from extractor.segment.signatures import find_signatures
from extractor.segment.statement import find_parties


def as_recognised(block: Block) -> Line:
    """The line as if its words had been recognised, none of them surely."""
    assert isinstance(block, Line)
    return Line(tuple(replace(word, confidence=0.9, method="ocr") for word in block.words))


COLUMN = [
    line("8UPATI KULON PROGO,", top=100),
    line("HASTO PRAWIRO UTOMO", top=114),
    line("Pembina Utama Muda", top=128),
]


def test_a_recognised_line_is_told_among_its_neighbours() -> None:
    lines = [as_recognised(each) for each in COLUMN]
    assert [says(lines, each) for each in lines[:2]] == ["POSITION", "PERSON"]


def test_sure_letters_and_a_caller_without_the_model_leave_it_to_the_rules() -> None:
    assert not recognised(COLUMN)
    assert says(COLUMN, COLUMN[0]) is None
    lines = [as_recognised(each) for each in COLUMN]
    with entity_model.asked(False):
        assert says(lines, lines[0]) is None
        assert introduced(lines) == (None, None)


def statement(*, misread: bool) -> list[Block]:
    flow = page(
        1,
        [(50, "Hsma"), (150, ": Drs. HASTO PRAWIRO UTOMO, M.Si")],
        [(50, "Jabatn"), (150, ": KEPALA DINAS PERHUBUNGAN KABUPATEN SLEMAN")],
        "Selanjutnya disebut PIHAK KESATU",
        [(50, "Nama"), (150, ": RATNA KIRANA DEWI")],
        [(50, "Jabatan"), (150, ": BUPATI SLEMAN")],
        "Selanjutnya disebut PIHAK KEDUA",
    ).flow
    return [as_recognised(block) if misread else block for block in flow]


def told(blocks: list[Block]) -> list[tuple[str | None, str | None, str | None]]:
    found = find_parties(blocks)
    return [(p.name and p.name.text, p.position and p.position.text, p.role and p.role.text) for p in found]


def test_a_party_whose_labels_were_misread_is_found_by_the_model() -> None:
    assert told(statement(misread=True)) == [
        ("Drs. HASTO PRAWIRO UTOMO, M.Si", "KEPALA DINAS PERHUBUNGAN KABUPATEN SLEMAN", "PIHAK KESATU"),
        ("RATNA KIRANA DEWI", "BUPATI SLEMAN", "PIHAK KEDUA"),
    ]


@pytest.mark.parametrize("misread", [False, True])
def test_without_the_model_only_the_readable_party_is_found(misread: bool) -> None:
    with entity_model.asked(False):
        assert [name for name, *_ in told(statement(misread=misread))] == ["RATNA KIRANA DEWI"]


def test_a_misread_position_over_a_name_is_no_name() -> None:
    flow = [
        line("Wates, 4 Mei 2031", top=100),
        line("8UPATI KULON PROGO,", top=114),
        line("HASTO PRAWIRO UTOMO", top=170),
        line("NIP. 19700101 199503 1 001", top=184),
    ]
    found = find_signatures([as_recognised(block) for block in flow]).blocks
    assert [(b.position and b.position.text, b.name and b.name.text) for b in found] == [
        ("8UPATI KULON PROGO,", "HASTO PRAWIRO UTOMO")
    ]


def test_a_single_word_under_the_space_for_a_signature_is_a_name() -> None:
    flow = [
        line("Diundangkan di Wates", top=86),
        line("pada tanggal 4 Mei 2031", top=100),
        line("SEKRETARIS DAERAH", top=114),
        line("KABUPATEN KULON PROGO,", top=128),
        line("WIRODIKROMO", top=170),
    ]
    found = find_signatures([as_recognised(block) for block in flow]).blocks
    assert [(b.position and b.position.text, b.name and b.name.text) for b in found] == [
        ("SEKRETARIS DAERAH KABUPATEN KULON PROGO,", "WIRODIKROMO")
    ]
