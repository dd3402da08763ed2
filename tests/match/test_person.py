"""Names with their titles."""

from __future__ import annotations

import pytest
from span_of import span_of

from extractor.match.person import has_title, match_person


@pytest.mark.parametrize(
    ("text", "name", "full_name", "titles"),
    [
        (
            "Prof. Dr. H. BUDI M. CONTOH, M. Ed.",
            "BUDI M. CONTOH",
            "Prof. Dr. H. BUDI M. CONTOH, M.Ed.",
            ["Prof.", "Dr.", "H.", "M.Ed."],
        ),
        ("Hj. SITI RAHAYU, SH.,M.Si", "SITI RAHAYU", "Hj. SITI RAHAYU, SH., M.Si", ["Hj.", "SH.", "M.Si"]),
        ("AGUS SALEH, SSos. MSi.", "AGUS SALEH", "AGUS SALEH, SSos. MSi.", ["SSos.", "MSi."]),
        ("R. WAHYU S.A., S.Sos", "R. WAHYU S.A.", "R. WAHYU S.A., S.Sos", ["S.Sos"]),
        ("Ir. H. BUDI CONTOH P.", "BUDI CONTOH P.", "Ir. H. BUDI CONTOH P.", ["Ir.", "H."]),
        ("dr. Hj. SITI RAHAYU", "SITI RAHAYU", "dr. Hj. SITI RAHAYU", ["dr.", "Hj."]),
        ("Drs.H.AGUS S.Sos M.Si", "AGUS", "Drs. H. AGUS S.Sos M.Si", ["Drs.", "H.", "S.Sos", "M.Si"]),
        ("( BUDI  CONTOH )", "BUDI CONTOH", "BUDI CONTOH", []),
        ("IRWAN, S.Kep., Ns., M.Kes", "IRWAN", "IRWAN, S.Kep., Ns., M.Kes", ["S.Kep.", "Ns.", "M.Kes"]),
        ("HENDRA", "HENDRA", "HENDRA", []),
        (
            "Prof. Dr. rer.nat. Budi Contoh, S.T.",
            "Budi Contoh",
            "Prof. Dr. rer.nat. Budi Contoh, S.T.",
            ["Prof.", "Dr.rer.nat.", "S.T."],
        ),
        ("Siti Rahayu NIP. 198001012005012001", "Siti Rahayu", "Siti Rahayu", []),
    ],
)
def test_titles_are_parted_from_the_name(text: str, name: str, full_name: str, titles: list[str]) -> None:
    got = match_person(span_of(text))
    assert got is not None
    assert (got.name.value, got.full_name.value, [t.value for t in got.titles]) == (name, full_name, titles)


def test_every_part_stands_where_it_was_printed() -> None:
    got = match_person(span_of("Drs. BUDI CONTOH, M. Si"))
    assert got is not None
    assert got.name.span.text == "BUDI CONTOH"
    assert [t.span.text for t in got.titles] == ["Drs.", "M. Si"]


@pytest.mark.parametrize("text", ["(....................)", "_______", ""])
def test_a_line_to_write_on_is_nobody(text: str) -> None:
    assert match_person(span_of(text)) is None


def test_a_title_tells_a_name_from_an_office() -> None:
    assert has_title("Drs. BUDI")
    assert has_title("BUDI, S.Sos")
    assert not has_title("KEPALA DINAS JALAN")
    assert not has_title("HARIS MUNANDAR")
