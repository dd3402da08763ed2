"""Every finding code fires on its fault and stays silent without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.audit.numbering import value
from extractor.audit.run import CHECKS, audit
from extractor.audit.view import same_person
from extractor.knowledge import toml
from extractor.schema import (
    Attachment,
    Budget,
    Cascading,
    Consideration,
    CrossReference,
    Document,
    Enactment,
    Gazette,
    Indicator,
    LaporanKinerja,
    LegalBasis,
    Letterhead,
    Node,
    Peraturan,
    PerjanjianKinerja,
    Place,
    Provenance,
    Provision,
    RencanaKinerja,
    Signatory,
    Signed,
    Table,
    Target,
    UnknownDocument,
)

NIP = "197001011995031001"
OTHER_NIP = "198202022006042002"


def both(**fields: object) -> PerjanjianKinerja:
    """An agreement that both parties sign; one signatory that is given gets a second beside it."""
    parties = [Signatory(name="BUDI UTOMO", role="second_party"), Signatory(name="SITI AMINAH", role="first_party")]
    given = fields.pop("signatories", parties)
    people = [given[0], Signatory(name="LAIN ORANG")] if isinstance(given, list) and len(given) == 1 else given
    return PerjanjianKinerja.model_validate({"signatories": people} | fields)


def codes(*documents: Document, info: bool = False) -> list[str]:
    return [f.code for f in audit(documents, {}, "en") if info or f.severity != "info"]


def target(text: str, number: float | str | None, unit: str | None = None) -> Target:
    return Target(text=text, value=number, unit=unit, operator="=")


def test_a_sound_document_has_no_findings() -> None:
    document = both(
        title="PERJANJIAN KINERJA TAHUN 2024",
        year=2024,
        signed=Signed(place="Maju", date="2024-01", text="Maju, Januari 2024"),
        budgets=[
            Budget(number="1", level="program", name="A", amount=2),
            Budget(number="2", level="program", name="B", amount=3),
        ],
        budget_total=5,
    )
    assert codes(document, info=True) == []


@pytest.mark.parametrize("nip", ["19700101199503100", "1970010119950310011", "12345"])
def test_a_nip_with_a_wrong_number_of_digits(nip: str) -> None:
    assert codes(both(signatories=[Signatory(name="A B", nip=nip)])) == ["nip-format"]


@pytest.mark.parametrize(
    "nip",
    ["197013011995031001", "197001011995131001", "200001011995031001", "197001012030031001", "197001011995033001"],
)
def test_a_nip_whose_parts_cannot_be(nip: str) -> None:
    assert codes(both(year=2024, signatories=[Signatory(name="A B", nip=nip)])) == ["nip-date"]


@pytest.mark.parametrize("nip", [NIP, "198502022023212001", "130123456"])
def test_ordinary_contract_and_old_nips_are_sound(nip: str) -> None:
    assert codes(both(year=2024, signatories=[Signatory(name="A B", nip=nip)])) == []


def test_one_nip_under_two_names_is_one_finding_over_the_file() -> None:
    first = both(signatories=[Signatory(name="BUDI UTOMO", nip=NIP)])
    second = both(signatories=[Signatory(name="JOKO SUSILO", nip=NIP)])
    (finding,) = audit([first, second], {}, "en")
    assert (finding.code, finding.documents) == ("nip-duplicate", [0, 1])
    assert finding.paths == ["/documents/0/signatories/0/nip", "/documents/1/signatories/0/nip"]


def test_a_short_form_of_the_name_is_the_same_person() -> None:
    assert same_person("BUDI UTOMO", "Budi U.")
    assert same_person("SITI AMINAH", "SITI")
    assert not same_person("SITI AMINAH", "SITI RAHAYU")


def test_the_two_parties_of_an_agreement_are_two_persons_whatever_their_names() -> None:
    def signed(position: str) -> PerjanjianKinerja:
        head = Signatory(name="BUDI", nip=NIP, role="second_party", position="Kepala Dinas")
        return both(signatories=[head, Signatory(name="BUDI UTOMO", nip=NIP, role="first_party", position=position)])

    assert codes(signed("Sekretaris Dinas")) == ["nip-duplicate"]
    assert codes(signed("Kepala Dinas")) == []


def test_one_name_with_two_nips() -> None:
    people = [Signatory(name="BUDI UTOMO", nip=n) for n in (NIP, OTHER_NIP)]
    assert codes(both(signatories=people)) == ["nip-conflict"]


def test_lines_that_do_not_add_up_to_the_total() -> None:
    lines = [Budget(level="program", name="A", amount=2), Budget(level="program", name="B", amount=3)]
    assert codes(both(budgets=lines, budget_total=6)) == ["budget-total-mismatch"]


def test_a_list_with_an_unread_amount_cannot_be_added_up() -> None:
    lines = [Budget(level="program", name="A", amount=2), Budget(level="program", name="B", amount=None)]
    assert codes(both(budgets=lines, budget_total=6)) == []


def test_a_programme_and_its_activities() -> None:
    lines = [
        Budget(level="program", name="P", amount=10),
        Budget(level="kegiatan", name="a", program="P", amount=4),
        Budget(level="kegiatan", name="b", program="P", amount=5),
    ]
    assert codes(both(budgets=lines, budget_total=10)) == ["budget-rollup-mismatch"]
    lines[2].amount = 6
    assert codes(both(budgets=lines, budget_total=10)) == []


def test_subordinates_who_have_more_of_a_programme_than_it_has() -> None:
    head = both(budgets=[Budget(level="program", name="Program Pembinaan Desa", amount=10)])
    people = [Signatory(name="SITI AMINAH", role="second_party"), Signatory(name="JOKO SUSILO", role="first_party")]
    below = both(signatories=people, budgets=[Budget(level="program", name="Program Pembinaan Desa", amount=11)])
    assert codes(head, below) == ["budget-rollup-mismatch"]


def test_the_year_of_title_and_signature() -> None:
    assert codes(both(year=2024, signed=Signed(date="2025-01"))) == ["year-mismatch"]
    assert codes(both(year=2024, signed=Signed(date="2023-12-29"))) == []
    assert codes(RencanaKinerja(year=2024, signed=Signed(date="2023-05"))) == []


def test_the_year_of_a_regulation_and_its_gazette_is_one_finding() -> None:
    regulation = Peraturan(year=2024, enacted=Enactment(date="2023-12-20"), gazette=Gazette(year=2023))
    assert codes(regulation) == ["year-mismatch"]


def test_a_title_that_names_another_kecamatan_than_the_letterhead() -> None:
    document = both(letterhead=Letterhead(office="KECAMATAN MAJU"), unit="KASI PELAYANAN KECAMATAN MUNDUR")
    assert codes(document) == ["unit-mismatch"]


def test_a_left_over_name_in_running_text_is_one_finding_for_all_its_places() -> None:
    document = both(
        unit="KECAMATAN MAJU",
        indicators=[
            Indicator(name=f"Jumlah desa di Kecamatan Mundur yang {w}", row=str(k))
            for k, w in ((1, "aktif"), (2, "baik"))
        ],
    )
    (finding,) = audit([document], {}, "en")
    assert (finding.code, len(finding.paths)) == ("unit-mismatch", 2)


def test_the_own_name_in_other_capitals_or_with_a_slip_is_no_fault() -> None:
    document = both(unit="KECAMATAN SUKAMAJU", indicators=[Indicator(name="Jumlah desa di Kecamatan Sukamju", row="1")])
    assert codes(document) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("Air", "1"), ("Air", "2"), ("Hutan", "1"), ("Taman", "1"), ("Taman", "2")), []),
        ((("Air", "1"), ("Air", "2"), ("Hutan", "2"), ("Taman", "4"), ("Taman", "5")), ["numbering"]),
        ((("Air", "1"), ("Air", "3"), ("Hutan", "1"), ("Hutan", "2")), ["numbering"]),
    ],
)
def test_rows_may_be_numbered_anew_under_each_statement(rows: tuple[tuple[str, str], ...], found: list[str]) -> None:
    indicators = [Indicator(name=f"Nilai {k}", objective=o, row=n, table=0) for k, (o, n) in enumerate(rows)]
    assert codes(RencanaKinerja(indicators=indicators)) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["1", "2", "3"], []),
        (["1", "1", "2"], []),
        (["1", "2", "4"], ["numbering"]),
        (["1", "3", "2"], ["numbering"]),
        (["1", "2", "1"], []),
        (["1", None, "3"], ["numbering"]),
        (["1", None, "2"], ["numbering"]),
        (["A", "1", "B", "2", "3"], []),
        (["A", "1", "B", "2", "B", "3"], ["numbering"]),
        (["I", "II", "IV"], ["numbering"]),
    ],
)
def test_rows_of_a_table(rows: list[str | None], found: list[str]) -> None:
    indicators = [Indicator(name=f"Indikator {k}", row=row, table=0) for k, row in enumerate(rows)]
    assert codes(RencanaKinerja(indicators=indicators)) == found


def test_boxes_under_one_parent() -> None:
    chart = Cascading(tree=[Node(level="program", number=n, title=n) for n in ("2", "2", "3")])
    assert codes(chart) == ["numbering"]
    # boxes stand where there is room for them
    for numbers in (("1", "2", "3"), ("3", "1", "2")):
        whole = Cascading(tree=[Node(level="program", number=n, title=n) for n in numbers])
        assert codes(whole) == []


def test_the_rows_of_a_chart_are_counted_by_the_sheets_they_stand_on() -> None:
    rows = [Indicator(name=f"Jumlah pasar {k}", row=row) for k, row in enumerate(("1", "1", None, "2", None))]
    assert codes(Cascading(indicators=rows)) == []


def test_boxes_numbered_through_the_chart() -> None:
    def sasaran(*numbers: str) -> Node:
        programs = [Node(level="program", number=n, title=n) for n in numbers]
        return Node(level="sasaran", title=" ".join(numbers), children=programs)

    assert codes(Cascading(tree=[sasaran("1", "2"), sasaran("3")])) == []
    assert codes(Cascading(tree=[sasaran("1", "2"), sasaran("4")])) == ["numbering"]


def test_boxes_that_share_a_row_of_numbers_may_hang_on_one_another() -> None:
    def tree(last: str) -> list[Node]:
        hanging = Node(level="sasaran", number="3")
        return [
            Node(children=[Node(level="sasaran", number="1", children=[hanging]), Node(level="sasaran", number="2")]),
            Node(children=[Node(level="sasaran", number=last)]),
        ]

    assert codes(Cascading(tree=tree("4"))) == []
    assert codes(Cascading(tree=tree("5"))) == ["numbering"]


def test_numbers_that_count_the_storeys_of_a_chart_are_no_numbers_of_boxes() -> None:
    def box(number: str, *children: Node) -> Node:
        return Node(level="sasaran", number=number, title=f"Sasaran {number}", children=list(children))

    assert codes(Cascading(tree=[box("2", box("3", box("4"))), box("2", box("3"), box("3"))])) == []
    assert codes(Cascading(tree=[box("2", box("3", box("4")))])) == []
    assert codes(Cascading(tree=[box("2"), box("2")])) == ["numbering"]


def test_charts_side_by_side_are_numbered_each_from_one() -> None:
    def root(*lists: tuple[str, ...]) -> Node:
        return Node(children=[Node(children=[Node(level="tujuan", number=n) for n in own]) for own in lists])

    assert codes(Cascading(tree=[root(("1",)), root(("1", "2"), ("3",), ("4", "5"))])) == []
    assert codes(Cascading(tree=[root(("1",)), root(("1", "2"), ("4",), ("5", "6"))])) == ["numbering"]


def test_numbers_that_run_through_a_chart_need_not_begin_anew() -> None:
    lists = (("1", "2"), ("3",), ("4", "5"))
    tree = [
        Node(level="sasaran", title=str(k), children=[Node(level="program", number=n, title=n) for n in numbers])
        for k, numbers in enumerate(lists)
    ]
    assert codes(Cascading(tree=tree)) == []


def test_a_part_of_a_longer_list_is_no_fault() -> None:
    assert codes(Cascading(tree=[Node(level="program", number=n, title=n) for n in ("12", "13", "19")])) == []


def test_a_table_that_compares_two_targets_contradicts_nothing() -> None:
    name = "Persentase arsip yang ditata dengan baik"
    compared = [indicator(name, target("80%", 80, "%"), 0), indicator(name, target("90%", 90, "%"), 0)]
    assert codes(RencanaKinerja(indicators=[*compared, indicator(name, target("85%", 85, "%"), 1)])) == []


def place(text: str, *more: str, confidence: float = 1, method: str = "text-layer") -> Provenance:
    further = [Place(page=2, bbox=[0, 0, 1, 1], text=t, confidence=1, method="text-layer") for t in more]
    return Provenance(page=1, bbox=[0, 0, 1, 1], text=text, confidence=confidence, method=method, more=further)


def test_the_heading_of_an_indicator_that_names_another_box() -> None:
    chart = Cascading(tree=[Node(level="kegiatan", number="1", title="A", indicators=[Indicator(name="Jumlah arsip")])])
    at = "/documents/0/tree/0/indicators/0"
    right = audit([chart], {at: place("Indikator Kinerja Kegiatan 1 Jumlah arsip")}, "en")
    wrong = audit([chart], {at: place("Indikator Kinerja Kegiatan 4 Jumlah arsip")}, "en")
    assert ([f.code for f in right], [f.code for f in wrong]) == ([], ["numbering"])


def test_a_left_over_name_on_another_sheet_of_a_shared_box() -> None:
    shared = Node(level="sasaran", title="A", indicators=[Indicator(name="Indeks layanan", data_source="Data kantor")])
    chart = Cascading(unit="KECAMATAN MAJU", tree=[shared])
    more = {"/documents/0/tree/0/indicators/0/data_source": place("Data kantor", "Data kantor Kecamatan Mundur")}
    (finding,) = audit([chart], more, "en")
    assert finding.code == "unit-mismatch"


def test_articles_run_through_the_chapters() -> None:
    chapters = [
        Provision(
            level="bab",
            number="I",
            children=[Provision(level="pasal", number="1"), Provision(level="pasal", number="2")],
        ),
        Provision(level="bab", number="II", children=[Provision(level="pasal", number="4")]),
    ]
    (finding,) = audit([Peraturan(body=chapters)], {}, "en")
    assert (finding.code, finding.paths) == ("numbering", ["/documents/0/body/1/children/0"])


@given(st.integers(1, 39))
def test_roman_numbers_have_their_value(number: int) -> None:
    roman = "X" * (number // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10]
    assert value(roman) == ("roman", number)


def indicator(name: str, t: Target, table: int) -> Indicator:
    return Indicator(name=name, target=t, table=table)


def test_one_indicator_with_two_targets() -> None:
    name = "Persentase arsip yang ditata dengan baik"
    plan = RencanaKinerja(
        indicators=[indicator(name, target("82%", 82, "%"), 0), indicator(name, target("1 lembaga", 1, "lembaga"), 1)]
    )
    assert codes(plan) == ["target-conflict"]


def test_names_that_differ_by_a_word_are_two_indicators() -> None:
    name = "Persentase temuan pemeriksaan {} yang ditutup pada tahun itu juga"
    plan = RencanaKinerja(
        indicators=[
            indicator(name.format("BPK"), target("82%", 82, "%"), 0),
            indicator(name.format("APIP"), target("90%", 90, "%"), 1),
        ]
    )
    assert codes(plan) == []


def test_units_written_short_and_long_agree() -> None:
    name = "Jumlah laporan barang yang disusun"
    plan = RencanaKinerja(
        indicators=[
            indicator(name, target("5 Lap", 5, "lap"), 0),
            indicator(name, target("5 Laporan", 5, "laporan"), 1),
        ]
    )
    assert codes(plan) == []


def test_counts_of_different_offices_do_not_conflict() -> None:
    a, b = (both(indicators=[indicator("Jumlah surat masuk yang dicatat", target(str(n), n), 0)]) for n in (10, 20))
    assert codes(a, b) == []


def test_rows_without_a_target_are_one_finding_for_the_table() -> None:
    rows = [
        Indicator(name="A", table=0, target=target("1", 1)),
        Indicator(name="B", table=0),
        Indicator(name="C", table=0),
    ]
    (finding,) = audit([RencanaKinerja(indicators=rows)], {}, "en")
    assert (finding.code, len(finding.paths)) == ("target-missing", 2)


def test_a_role_without_a_person() -> None:
    document = both(
        signatories=[Signatory(name="A B", role="second_party"), Signatory(role="first_party", position="Camat Maju")]
    )
    assert codes(document) == ["signatory-missing"]


def test_that_nobody_signs_is_for_information() -> None:
    assert codes(PerjanjianKinerja()) == []
    assert "signatory-missing" in codes(PerjanjianKinerja(), info=True)


def test_a_reference_to_nothing() -> None:
    reference = CrossReference.model_validate({"from": "/documents/0/body/0", "text": "Pasal 9", "to": None})
    assert codes(Peraturan(cross_references=[reference])) == ["reference-dangling"]


def test_an_attachment_that_is_referred_to_and_not_there() -> None:
    text = "Rincian tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Peraturan Bupati ini."
    body = [Provision(level="pasal", number="1", text=text)]
    assert codes(Peraturan(body=body)) == ["reference-dangling"]


def test_attachments_behind_the_last_one_of_the_file_may_stand_in_another() -> None:
    def naming(number: str) -> Peraturan:
        dangling = CrossReference.model_validate({"from": "/documents/0/body/0", "text": f"Lampiran {number}"})
        held = [Attachment(label="LAMPIRAN I"), Attachment(label="LAMPIRAN III")]
        return Peraturan(cross_references=[dangling], attachments=held)

    assert codes(naming("IV")) == []
    assert codes(naming("II")) == ["reference-dangling"]


@pytest.mark.parametrize(("letter", "expected"), [("b", []), ("d", ["reference-dangling"])])
def test_a_consideration_that_rests_on_none(letter: str, expected: list[str]) -> None:
    last = f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf {letter}, perlu diatur;"
    texts = (("a", "bahwa taman perlu dirawat;"), ("b", "bahwa warga memintanya;"), ("c", last))
    assert codes(Peraturan(considerations=[Consideration(label=k, text=text) for k, text in texts])) == expected
    # one that was not told apart is a matter of the numbers
    torn = [Consideration(label=k, text=text) for k, text in (texts[0], texts[2])]
    assert "reference-dangling" not in codes(Peraturan(considerations=torn))


def test_a_gazette_number_with_strange_signs() -> None:
    assert codes(Peraturan(gazette=Gazette(number=None, text="BERITA DAERAH TAHUN 2020 NOMOR !!0"))) == [
        "text-doubtful"
    ]


def test_readings_of_low_confidence_are_one_finding() -> None:
    entry = Provenance(page=1, bbox=[0, 0, 1, 1], text="x", confidence=0.4, method="ocr")
    found = audit([both(title="x", year=2024)], {"/documents/0/title": entry, "/documents/0/year": entry}, "id")
    assert [f.code for f in found] == ["text-doubtful"]


def test_an_unknown_kind_is_information() -> None:
    assert codes(UnknownDocument()) == []
    assert codes(UnknownDocument(), info=True) == ["kind-unknown"]
    letter = UnknownDocument(letterhead=Letterhead(office="DINAS PASAR"), signatories=[Signatory(name="SITI")])
    assert codes(letter, info=True) == []


def test_every_sentence_exists_in_both_languages() -> None:
    for name, sentence in toml("messages")["findings"].items():
        assert set(sentence) == {"id", "en"}, name
    assert len(CHECKS) == len(set(CHECKS))


def near_tie(pointer: str, confidence: float = 0.8, method: str = "text-layer") -> dict[str, Provenance]:
    return {pointer: Provenance(page=1, bbox=[0, 0, 1, 1], text="x", confidence=confidence, method=method)}


def test_what_rests_on_a_near_tie_is_for_information() -> None:
    document = both(budgets=[Budget(name="A", amount=1), Budget(name="B", amount=2)], budget_total=5)
    at = "/documents/0/budget_total"
    for told, severity in (({}, "error"), (near_tie(at), "info"), (near_tie(at, 0.8, "ocr"), "error")):
        (finding,) = audit([document], told, "en")
        assert (finding.code, finding.severity) == ("budget-total-mismatch", severity)


def test_a_total_over_a_line_that_was_not_read_is_for_information() -> None:
    rows = [["A", "1.000.000"], ["B", "2.000.000"], ["Jumlah", "5.000.000"]]
    lines = [Budget(name="A", amount=1_000_000), Budget(name="B", amount=2_000_000)]
    whole = Table(pages=[1, 1], header=["Program", "Anggaran"], rows=rows)
    part = Table(pages=[1, 1], header=["Program", "Anggaran"], rows=[*rows, ["C", "3.000.000"]])
    fields = {"budgets": lines, "budget_total": 5_000_000}
    assert codes(both(tables=[whole], **fields)) == ["budget-total-mismatch"]
    assert codes(both(tables=[part], **fields)) == []


def test_a_superior_who_signs_alone_is_missing_nobody() -> None:
    alone = PerjanjianKinerja(signatories=[Signatory(name="BUDI UTOMO", role="second_party")])
    role = "/documents/0/signatories/0/role"
    for printed, severity in ((role, "warning"), ("/documents/0/title", "info")):
        (finding,) = audit([alone], near_tie(printed, 1.0), "en")
        assert (finding.code, finding.severity) == ("signatory-missing", severity)


def test_one_signature_where_the_other_agreements_of_the_file_have_two() -> None:
    alone = PerjanjianKinerja(signatories=[Signatory(name="BUDI UTOMO", position="Camat Maju")])
    head = PerjanjianKinerja(signatories=[Signatory(name="BUDI UTOMO", position="BUPATI MAJU")])
    assert codes(both(), alone) == ["signatory-missing"]
    assert codes(both(), head) == []


def test_a_number_with_a_digit_too_many_on_the_other_sheet() -> None:
    document = both(signatories=[Signatory(name="A B", nip=NIP)])
    other = Place(page=2, bbox=[0, 0, 1, 1], text=f"{NIP[:8]} {NIP[8:]}9", confidence=1, method="text-layer")
    entry = Provenance(page=1, bbox=[0, 0, 1, 1], text=NIP, confidence=1, method="text-layer", more=[other])
    assert [f.code for f in audit([document], {"/documents/0/signatories/0/nip": entry}, "en")] == ["nip-format"]


def test_two_namesakes_in_one_document_are_no_conflict() -> None:
    people = [
        Signatory(name="SITI RAHAYU", titles=["M.Si"], nip=NIP, role="first_party"),
        Signatory(name="SITI RAHAYU", titles=["S.Sos"], nip=OTHER_NIP, role="second_party"),
    ]
    assert codes(both(signatories=people)) == []


def provision(level: str, number: str, text: str = "", children: tuple[Provision, ...] = ()) -> Provision:
    return Provision.model_validate({"level": level, "number": number, "text": text, "children": list(children)})


def test_the_articles_that_an_amendment_quotes_need_no_order() -> None:
    first = provision("pasal", "I", children=(provision("pasal", "11"), provision("pasal", "3")))
    assert codes(Peraturan(body=[first, provision("pasal", "II")])) == []


def test_a_provision_that_was_not_told_apart_is_not_missing() -> None:
    articles = [provision("pasal", n) for n in ("1", "2", "4")]
    assert codes(Peraturan(body=articles)) == ["numbering"]
    articles[1] = provision("pasal", "2", "Jalan yang baik.\nPasal 3\nJembatan yang baik.")
    assert codes(Peraturan(body=articles)) == []


def test_a_target_that_is_printed_but_was_not_read_is_not_missing() -> None:
    rows = [Indicator(name="Panjang jalan", table=0, target=target("1", 1)), Indicator(name="Jumlah jembatan", table=0)]
    for cell, severity in (("", "warning"), ("12 buah", "info")):
        printed = [["Panjang jalan", "1"], ["Jumlah jembatan", cell]]
        table = Table(pages=[1, 1], header=["Indikator", "Target"], rows=printed)
        (finding,) = audit([RencanaKinerja(indicators=rows, tables=[table])], {}, "en")
        assert (finding.code, finding.severity) == ("target-missing", severity)


def test_a_report_is_signed_after_its_year() -> None:
    report = LaporanKinerja(year=2030, signed=Signed(place="Maju", date="2031-01", text="Maju, Januari 2031"))
    assert codes(report) == []


def plan(*rows: tuple[str, str | None, int], printed: list[str]) -> RencanaKinerja:
    """A plan whose one table prints amounts in a column, with indicators: programme, kegiatan, amount."""
    found = [Indicator(name=f"Nilai {k}", program=p, activity=a, budget=n, table=0) for k, (p, a, n) in enumerate(rows)]
    cells = [[f"Baris {k}", amount] for k, amount in enumerate(printed)]
    return RencanaKinerja(indicators=found, tables=[Table(pages=[1, 1], header=["Nama", "Pagu"], rows=cells)])


def test_kegiatan_of_a_plan_that_do_not_add_up_to_their_programme() -> None:
    rows = (("Taman", None, 9_000_000), ("Taman", "Tanam", 4_000_000), ("Taman", "Siram", 4_500_000))
    assert codes(plan(*rows, printed=["9.000.000", "4.000.000", "4.500.000"])) == ["budget-rollup-mismatch"]
    # a third kegiatan is printed that was not read
    assert codes(plan(*rows, printed=["9.000.000", "4.000.000", "4.500.000", "500.000"])) == []
    right = (*rows[:2], ("Taman", "Siram", 5_000_000))
    assert codes(plan(*right, printed=["9.000.000", "4.000.000", "5.000.000"])) == []


def test_kegiatan_do_not_add_up_to_a_programme_that_has_no_indicator() -> None:
    def printed(second: str, third: str) -> RencanaKinerja:
        cells = [["Taman", "9.000.000"], ["Tanam", "4.000.000"], ["Siram", second], ["Jalan", "2.000.000"], ["", third]]
        rows = [("Taman", "Tanam", 4_000_000), ("Taman", "Siram", int(second.replace(".", "")))]
        found = [Indicator(name=f"Nilai {a}", program=p, activity=a, budget=n, table=0) for p, a, n in rows]
        found.append(Indicator(name="Panjang jalan", program="Jalan", activity="Aspal", budget=2_000_000, table=0))
        return RencanaKinerja(
            indicators=found, tables=[Table(pages=[1, 1], header=["Program/Kegiatan", "Pagu"], rows=cells)]
        )

    (found,) = audit([printed("4.500.000", "2.000.000")], {}, "en")
    assert (found.code, found.paths) == ("budget-rollup-mismatch", ["/documents/0/tables/0/rows/0/1"])
    assert codes(printed("5.000.000", "2.000.000")) == []


def test_a_stepped_number_that_stands_twice_in_a_box() -> None:
    def box(*numbers: str) -> Cascading:
        named = [Indicator(number=n, name=f"Nilai layanan {n} {k}", target=None) for k, n in enumerate(numbers)]
        led = [Indicator(number=n, name=f"{'abcdefgh'[k]} layanan baik") for k, n in enumerate(numbers)]
        return Cascading(tree=[Node(title="Seksi", indicators=named), Node(title="Bidang", indicators=led)])

    assert codes(box("4.1", "4.2", "4.2", "7.3")) == ["numbering"]
    assert codes(box("4.1", "4.2", "4.3", "7.3")) == []
    again = [box("4.1", "4.2", "4.2", "7.3").tree[1] for _ in range(3)]
    assert codes(Cascading(tree=again)) == []  # the number is that of what the indicators serve


def test_goals_of_the_region_over_those_of_the_office_are_two_lists() -> None:
    own = [Node(level="tujuan", number=n, title=f"Tujuan {n}") for n in "123"]
    region = Node(level="tujuan", number="1", title="Tujuan daerah", children=own)
    assert codes(Cascading(tree=[region])) == []


@pytest.mark.parametrize(
    ("numbers", "missing"), [(("a", "b", "d"), "c"), (("I", "II", "III", "V"), "IV"), (("1", "2", "4"), "3")]
)
def test_the_missing_number_is_named_as_its_list_prints_it(numbers: tuple[str, ...], missing: str) -> None:
    level = "bab" if numbers[0] == "I" else "huruf"
    (finding,) = audit([Peraturan(body=[provision(level, n) for n in numbers])], {}, "en")
    assert f" {missing} " in finding.message


def test_a_letter_that_stands_in_the_text_before_it_is_not_missing() -> None:
    listed = [provision("huruf", n, "Jalan") for n in ("a", "b", "d")]
    assert codes(Peraturan(body=listed)) == ["numbering"]
    listed[1] = provision("huruf", "b", "Jalan\nc. Jembatan")
    assert codes(Peraturan(body=listed)) == []


def test_digits_and_letters_in_one_list_were_not_told_apart() -> None:
    assert codes(Cascading(tree=[Node(level="program", number=n, title="Jalan") for n in ("1", "2", "h", "m")])) == []


def test_a_scanned_chart_most_of_which_could_hang_elsewhere_is_doubtful_and_one_box_alone_is_not() -> None:
    chart = Cascading(tree=[Node(level="program", title=title) for title in "ABC"])

    def found(*sure: float) -> list[str]:
        at = {f"/documents/0/tree/{k}/title": place("x", confidence=c, method="ocr/box") for k, c in enumerate(sure)}
        return [f.code for f in audit([chart], at, "en")]

    assert found(0.88, 0.88, 0.95) == ["text-doubtful"]
    assert found(0.88, 0.95, 0.95) == []


def test_a_scanned_chart_of_which_no_box_was_told_is_in_doubt() -> None:
    def place(method: str) -> Provenance:
        return Provenance(page=1, bbox=[0, 0, 1, 1], text="POHON KINERJA", confidence=0.99, method=method)

    empty = Cascading(title="POHON KINERJA")
    for method, found in (("ocr/title", ["text-doubtful"]), ("text-layer/title", [])):
        told = [f.code for f in audit([empty], {"/documents/0/title": place(method)}, "en") if f.severity != "info"]
        assert told == found


def test_a_figure_with_two_readings_is_doubtful() -> None:
    document = RencanaKinerja(indicators=[Indicator(name="Panen", target=target("3,000 ton", None))])
    assert codes(document) == ["text-doubtful"]
    document.indicators[0].target = target("3,000 ton", 3000, "ton")
    assert codes(document) == []
    document.indicators[0].target = target("11,.34", None)
    assert codes(document) == ["text-doubtful"]


def test_a_kegiatan_without_a_programme_may_be_the_part_that_is_missing() -> None:
    lines = [
        Budget(level="program", name="Taman", amount=9_000_000),
        Budget(level="kegiatan", name="Tanam", program="Taman", amount=4_000_000),
        Budget(level="kegiatan", name="Siram", amount=5_000_000),
    ]
    assert codes(both(budgets=lines)) == []
    assert codes(both(budgets=lines[:2])) == ["budget-rollup-mismatch"]


def test_the_number_of_a_soldier_is_no_malformed_nip() -> None:
    document = both(signatories=[Signatory(name="A B", nip="78051234")])
    for text, expected in (("NRP. 78051234", []), ("78051234", ["nip-format"])):
        entry = Provenance(page=1, bbox=[0, 0, 1, 1], text=text, confidence=1, method="text-layer")
        assert [f.code for f in audit([document], {"/documents/0/signatories/0/nip": entry}, "en")] == expected


def test_a_number_that_stands_in_the_middle_of_its_rows_leaves_none_out() -> None:
    rows = [Indicator(row=n, name=f"Nilai {k}") for k, n in enumerate((None, "1", None, "2"))]
    assert codes(RencanaKinerja(indicators=rows)) == []


def test_one_figure_with_and_without_its_scale_is_one_target() -> None:
    def stated(other: Target) -> RencanaKinerja:
        name = "Nilai realisasi penanaman modal daerah"
        alone = Indicator(name=name, table=0, target=target("8.213", 8213))
        return RencanaKinerja(indicators=[alone, Indicator(name=name, table=1, target=other)])

    assert codes(stated(target("8.213 Miliar", 8_213_000_000_000))) == []
    assert codes(stated(target("8.213 Miliar rupiah", 8213, "miliar rupiah"))) == []
    assert codes(stated(target("9.213 Miliar rupiah", 9213, "miliar rupiah"))) == ["target-conflict"]


def test_the_items_of_a_lead_in_have_its_number() -> None:
    def numbered(*rows: tuple[str, str]) -> RencanaKinerja:
        return RencanaKinerja(indicators=[Indicator(row="1", number=n, name=name) for n, name in rows])

    rest = ("2", "Luas kebun")
    assert codes(numbered(("1", "Jumlah panen Kopi"), ("1", "Jumlah panen Teh"), rest)) == []
    assert codes(numbered(("1", "Jumlah panen Kopi"), ("1", "Nilai mutu Teh"), rest)) == ["numbering"]


@pytest.mark.parametrize(("number", "expected"), [("2", []), ("9", ["reference-dangling"])])
def test_a_reference_to_an_article_in_a_gap_of_what_was_read_is_not_the_regulations_fault(
    number: str, expected: list[str]
) -> None:
    articles = [provision("pasal", n) for n in ("1", "3", "4")]
    dangling = CrossReference.model_validate({"from": "/documents/0/body/0", "text": f"Pasal {number}", "to": None})
    found = codes(Peraturan(body=articles, cross_references=[dangling]))
    assert [code for code in found if code != "numbering"] == expected


def test_a_list_that_is_printed_twice_is_added_up_once() -> None:
    lines = [Budget(level="program", name=n, amount=a) for n, a in (("A", 2), ("B", 3), ("A", 2), ("B", 3))]
    assert codes(both(budgets=lines, budget_total=5), info=True) == []


def test_accounts_are_added_up_once() -> None:
    codes_of = (("5", 9), ("5.1", 9), ("5.1.02", 9), ("5.1.02.01", 4), ("5.1.02.02", 5))
    lines = [Budget(code=c, name=f"Belanja {c}", amount=a) for c, a in codes_of]
    assert codes(both(budgets=lines, budget_total=9), info=True) == []
    assert codes(both(budgets=lines, budget_total=8)) == ["budget-total-mismatch"]
    spent = [Budget(name=f"Barang {a}", amount=a) for a in (1, 3, 5)]
    assert codes(both(budgets=[*lines, *spent], budget_total=9), info=True) == []


def test_the_name_of_an_award_is_no_other_region() -> None:
    document = RencanaKinerja(
        unit="DINAS CONTOH KABUPATEN MAJU",
        indicators=[Indicator(name="Nilai Kabupaten Layak Anak", target=target("1", 1))],
    )
    assert codes(document, info=True) == []


def test_letterhead_and_title_of_two_offices_are_a_mismatch() -> None:
    head = Letterhead(government="PEMERINTAH KABUPATEN MAJU", office="DINAS LINGKUNGAN HIDUP")
    assert codes(both(letterhead=head, unit="DINAS KESEHATAN KABUPATEN MAJU")) == ["unit-mismatch"]
    assert codes(both(letterhead=head, unit="BIDANG SAMPAH DINAS LINGKUNGAN HIDUP KABUPATEN MAJU")) == []


def test_a_list_of_values_that_nobody_could_deal_is_told_once() -> None:
    target = Target(text="5 ton 6 ton")
    rows = [Indicator(name=name, target=target, table=0) for name in ("Panen kopi", "Panen teh", "Panen padi")]
    assert codes(both(indicators=rows)) == ["text-doubtful"]


def test_indicators_of_the_next_programme_are_numbered_anew() -> None:
    rows = [Indicator(name=f"Panen {p}", number="1", program=p, table=0, target=Target(text="5")) for p in ("A", "B")]
    assert codes(both(indicators=rows)) == []


def test_a_short_number_under_a_name_that_a_stamp_covers_is_for_information() -> None:
    document = both(signatories=[Signatory(name="A B", nip="19670307")])
    for confidence, expected in ((0.6, "info"), (0.95, "error")):
        told = {
            f"/documents/0/signatories/0/{field}": Provenance(
                page=1, bbox=[0, 0, 1, 1], text=text, confidence=sure, method="ocr"
            )
            for field, text, sure in (("name", "A B", confidence), ("nip", "19670307", 0.95))
        }
        assert [(f.code, f.severity) for f in audit([document], told, "en")] == [("nip-format", expected)]


def test_a_paragraph_after_the_end_of_an_item_may_be_the_one_whose_number_is_missing() -> None:
    body = [provision("huruf", n) for n in ("a", "b", "d")]
    body[1].text = "rawat jalan;\nrawat inap;"
    (finding,) = audit([Peraturan(body=body)], {}, "en")
    assert (finding.code, finding.severity) == ("numbering", "info")


def test_another_number_of_the_same_person_on_the_other_sheet() -> None:
    document = both(signatories=[Signatory(name="A B", nip=NIP)])
    for method, found in (("text-layer", ["nip-conflict"]), ("ocr", [])):
        other = Place(page=2, bbox=[0, 0, 1, 1], text=f"{NIP[:-1]}7", confidence=1, method=method)
        entry = Provenance(page=1, bbox=[0, 0, 1, 1], text=NIP, confidence=1, method=method, more=[other])
        assert [f.code for f in audit([document], {"/documents/0/signatories/0/nip": entry}, "en")] == found


def test_the_legal_bases_run_in_order() -> None:
    def regulation(*bases: tuple[str, str]) -> Peraturan:
        listed = [{"label": label, "text": text, "references": []} for label, text in bases]
        return Peraturan.model_validate({"year": 2021, "legal_basis": listed})

    assert codes(regulation(("1", "UU A;"), ("2", "UU B;"), ("4", "UU D;"))) == ["numbering"]
    assert codes(regulation(("1", "UU A;"), ("2", "UU B;"), ("3", "UU C;"))) == []
    assert codes(regulation(("1", "UU A;"), ("2", "UU B; 3. UU C;"), ("4", "UU D;"))) == []  # not told apart


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["1", "1.1", "1.3", "2", "2.1"], ["numbering"]),
        (["1", "1.1", "1.2", "2", "2.1"], []),
        (["1.01", "1.03"], []),
    ],
)
def test_rows_with_stepped_numbers(rows: list[str], found: list[str]) -> None:
    indicators = [Indicator(row=row, name=f"Luas kebun {row}", table=0, target=target("5", 5)) for row in rows]
    assert codes(RencanaKinerja.model_validate({"indicators": [n.model_dump() for n in indicators]})) == found


def elsewhere(pointer: str, first: str, other: str, confidence: float = 1) -> dict[str, Provenance]:
    """A value that a further sheet prints otherwise."""
    place = Place(page=2, bbox=[0, 0, 1, 1], text=other, confidence=confidence, method="text-layer")
    return {pointer: Provenance(page=1, bbox=[0, 0, 1, 1], text=first, confidence=1, method="text-layer", more=[place])}


@pytest.mark.parametrize(
    ("pointer", "first", "other", "code"),
    [
        ("year", "2024", "2023", "year-mismatch"),
        ("signed/date", "3 Januari 2024", "3 Januari 2022", "year-mismatch"),
        ("unit", "DINAS PERIKANAN", "DINAS KESEHATAN", "unit-mismatch"),
        ("unit", "PUSKESMAS AIR BERSIH", "UPTD PUSKESMAS TANAH MERAH", "unit-mismatch"),
    ],
)
def test_what_a_further_sheet_says_otherwise(pointer: str, first: str, other: str, code: str) -> None:
    unit = first if pointer == "unit" else None
    document = both(year=2024, unit=unit, signed=Signed(place="Maju", date="2024-01-03", text="Maju, 3 Januari 2024"))
    at = f"/documents/0/{pointer}"
    assert [f.code for f in audit([document], elsewhere(at, first, other), "en")] == [code]
    assert [f.code for f in audit([document], elsewhere(at, first, first), "en")] == []


def test_a_further_sheet_that_a_picture_shows_badly_is_for_information() -> None:
    at = "/documents/0/signatories/0/nip"
    document = both(signatories=[Signatory(name="A B", nip=NIP)])
    (finding,) = audit([document], elsewhere(at, NIP, NIP[:-1][1:], 0.5), "en")
    assert (finding.code, finding.severity) == ("nip-format", "info")


def test_amounts_beside_indicators_that_do_not_add_up() -> None:
    rows = [Indicator(name=n, table=0, budget=b) for n, b in (("A", 2), ("B", 2), ("C", 3))]
    places = {f"/documents/0/indicators/{k}/budget": y for k, y in enumerate((1, 1, 2))}
    found = {
        at: Provenance(page=1, bbox=[0, y, 1, y + 1], text="x", confidence=1, method="text-layer")
        for at, y in places.items()
    }
    for total, wanted in ((5, []), (7, ["budget-total-mismatch"])):
        document = both(indicators=rows, budget_total=total)
        assert [f.code for f in audit([document], found, "en")] == wanted


def test_one_number_for_two_indicators_of_a_statement() -> None:
    names = ("Luas kebun", "Hasil panen", "Jumlah petani")
    for numbers, wanted in ((("1.1", "1.2", "1.3"), []), (("1.1", "1.2", "1.2"), ["numbering"])):
        rows = [
            Indicator(name=n, number=k, objective="Kebun terawat", target=target("1", 1), table=0)
            for n, k in zip(names, numbers, strict=True)
        ]
        assert codes(both(indicators=rows)) == wanted


def test_a_year_of_a_long_plan_against_the_table_of_that_year() -> None:
    name = "Persentase arsip yang ditata dengan baik"
    years = [target("82%", 82, "%").model_copy(update={"period": "2024"}), target("85%", 85, "%")]
    for text, number, wanted in (("82%", 82, []), ("90%", 90, ["target-conflict"])):
        own = target(text, number, "%").model_copy(update={"period": "2024"})
        rows = [Indicator(name=name, further_targets=years, table=0), Indicator(name=name, target=own, table=1)]
        assert codes(RencanaKinerja(indicators=rows)) == wanted


def test_an_act_that_nobody_signs_beside_one_that_somebody_does() -> None:
    enacted = Enactment(place="Maju", date="2024-01-03", signatory=0)
    people = [Signatory(name="BUDI UTOMO", role="issuer")]
    for signatory, wanted in ((0, []), (None, ["signatory-missing"])):
        promulgated = Enactment(place="Maju", date="2024-01-04", signatory=signatory)
        regulation = Peraturan(year=2024, enacted=enacted, promulgated=promulgated, signatories=people)
        assert codes(regulation) == wanted


def test_a_decree_that_nobody_signs() -> None:
    enacted = Enactment(place="Maju", date="2024-01-03")
    assert codes(Peraturan(year=2024, enacted=enacted)) == ["signatory-missing"]
    assert codes(Peraturan(year=2024, enacted=Enactment(place="Maju", date=None))) == []
    certifier = [Signatory(name="SITI AMINAH", position="Kepala Bagian Hukum")]
    assert codes(Peraturan(year=2024, enacted=enacted, signatories=certifier)) == []


def test_documents_of_two_years_may_have_two_targets() -> None:
    def plan(year: int | None, percent: int) -> RencanaKinerja:
        rate = indicator("Persentase arsip yang ditata dengan baik", target(f"{percent}%", percent, "%"), 0)
        return RencanaKinerja(year=year, indicators=[rate])

    for year, wanted in ((2032, []), (2031, ["target-conflict"]), (None, ["target-conflict"])):
        found = audit([plan(2031, 82), plan(year, 90)], {}, "en")
        assert [f.code for f in found if f.code == "target-conflict"] == wanted


def test_targets_of_two_years_are_no_conflict() -> None:
    name = "Persentase arsip yang ditata dengan baik"
    for period, wanted in ((None, ["target-conflict"]), ("2031", [])):
        last = target("90%", 90, "%").model_copy(update={"period": period})
        rows = [
            Indicator(name=name, target=target("82%", 82, "%"), table=0),
            Indicator(name=name, target=last, table=1),
        ]
        assert codes(LaporanKinerja(indicators=rows)) == wanted


@pytest.mark.parametrize(("confidence", "severity"), [(0.95, "warning"), (0.7, "info")])
def test_numbers_of_boxes_of_which_most_may_hang_elsewhere_are_for_information(
    confidence: float, severity: str
) -> None:
    chart = Cascading(tree=[Node(level="program", number=n, title=n) for n in ("2", "2", "3")])
    places = {
        f"/documents/0/tree/{k}/title": Provenance(
            page=1, bbox=[0, 0, 1, 1], text="x", confidence=confidence, method="ocr/box"
        )
        for k in range(3)
    }
    assert [f.severity for f in audit([chart], places, "en") if f.code == "numbering"] == [severity]


@pytest.mark.parametrize(
    ("numbers", "severity"),
    [
        (("1", "2", "2", "4", "5"), ["warning"]),
        (("1", "2", "8", "4", "5"), ["warning"]),
        (("1", "2", "2", "5", "6"), ["info"]),
        (("a", "b", "b", "d"), ["warning"]),
    ],
)
def test_one_misprinted_number_of_a_list_is_the_regulations_own(numbers: tuple[str, ...], severity: list[str]) -> None:
    bases = [LegalBasis(label=n, text="Peraturan tentang jalan;") for n in numbers]
    assert [f.severity for f in audit([Peraturan(legal_basis=bases)], {}, "en")] == severity
    articles = [provision("pasal" if numbers[0].isdigit() else "huruf", n) for n in numbers]
    assert [f.severity for f in audit([Peraturan(body=articles)], {}, "en")] == severity


@pytest.mark.parametrize(("method", "confidence", "severity"), [("ocr", 0.95, "info"), ("text-layer", 0.8, "warning")])
def test_a_number_that_a_picture_shows_wrongly_is_told_for_information(
    method: str, confidence: float, severity: str
) -> None:
    numbers = ("1", "2", "2", "4", "5")
    found = {
        f"/documents/0/legal_basis/{k}/label": Provenance(
            page=1, bbox=None, text=n, confidence=confidence, method=method
        )
        for k, n in enumerate(numbers)
    }
    bases = [LegalBasis(label=n, text="Peraturan tentang jalan;") for n in numbers]
    assert [f.severity for f in audit([Peraturan(legal_basis=bases)], found, "en")] == [severity]


@pytest.mark.parametrize(("method", "severity"), [("text-layer", "warning"), ("ocr", "info")])
def test_a_line_without_a_number_is_no_missing_number_and_a_picture_may_hide_one(method: str, severity: str) -> None:
    lines = [Budget(number=n, level="program", name=f"Program {n}", amount=1) for n in ("1", None, "3")]
    found = {
        f"/documents/0/budgets/{k}/number": Provenance(page=1, bbox=None, text="1", confidence=1, method=method)
        for k in (0, 2)
    }
    (finding,) = audit([both(budgets=lines)], found, "en")
    assert (finding.severity, finding.paths) == (severity, ["/documents/0/budgets/1"])
    assert codes(both(budgets=[lines[0], *[lines[1]] * 2, lines[2]]))[0] == "numbering"


def test_a_list_of_chapters_leaves_one_out() -> None:
    for last, wanted in (("IV", []), ("VI", ["numbering"])):
        named = enumerate(("BAB I : PENDAHULUAN;", "BAB II : ARAH;", "BAB III : JALAN; dan", f"BAB {last} : PENUTUP."))
        items = tuple(provision("huruf", "abcd"[k], text) for k, text in named)
        assert codes(Peraturan(body=[provision("pasal", "1", "Rencana disusun dengan:", items)])) == wanted


def test_a_doubtful_name_in_running_text_is_no_doubtful_value() -> None:
    found = {
        f"/documents/0/{field}": Provenance(page=1, bbox=None, text="x", confidence=0.4, method="ocr")
        for field in ("entities/0/text", "title")
    }
    (finding,) = audit([both(title="PERJANJIAN")], found, "en")
    assert finding.paths == ["/documents/0/title"]


def test_two_tables_that_differ_in_many_rows_are_two_plans_though_a_third_repeats_one_of_them() -> None:
    def rows(value: int, table: int, names: range) -> list[Indicator]:
        return [
            Indicator(
                name=f"Persentase arsip {'abcdefgh'[k] * 9} yang ditata",
                target=target(f"{value}%", value, "%"),
                table=table,
            )
            for k in names
        ]

    plan = [*rows(80, 0, range(5)), *rows(90, 1, range(5)), *rows(90, 2, range(4))]
    assert codes(RencanaKinerja(indicators=plan)) == []
    assert codes(RencanaKinerja(indicators=[*rows(80, 0, range(2)), *rows(90, 1, range(2))])) == ["target-conflict"] * 2


def test_the_same_words_under_two_kegiatan_are_two_indicators() -> None:
    name = "Cakupan sasaran kegiatan yang terlayani"
    for other, wanted in (("Pengadaan buku", ["target-conflict"]), ("Uji berkala", [])):
        rows = [
            Indicator(name=name, activity=activity, target=target(f"{value}%", value, "%"), table=table)
            for activity, value, table in (("Pengadaan buku", 80, 0), (other, 90, 1))
        ]
        assert codes(RencanaKinerja(indicators=rows)) == wanted


def test_a_missing_target_beside_another_indicator_of_the_row_that_has_one() -> None:
    head = ["Kegiatan", "Keluaran", "Target Keluaran", "Hasil", "Target Hasil"]
    names = ("Jumlah taman", "Luas taman", "Panjang jalan", "Lebar jalan")
    for held, printed, severity in ((("1", None, "3", "4"), "", "warning"), (("1", None, "3", "4"), "2 ha", "info")):
        rows = [
            Indicator(name=n, table=0, target=target(v, int(v)) if v else None)
            for n, v in zip(names, held, strict=True)
        ]
        cells = [["Tanam", "Luas taman", printed, "Jumlah taman", "1"], ["Bangun", "Lebar jalan", "4", names[2], "3"]]
        table = Table(pages=[1, 1], header=head, rows=cells)
        (finding,) = audit([RencanaKinerja(indicators=rows, tables=[table])], {}, "en")
        assert (finding.code, finding.severity) == ("target-missing", severity)


@pytest.mark.parametrize("name", ["yang dimonitor", "Wetan dan Kulon"])
def test_a_piece_of_a_torn_row_lacks_no_target(name: str) -> None:
    rows = [Indicator(name="Panjang jalan", table=0, target=target("1", 1)), Indicator(name=name, table=0)]
    table = Table(pages=[1, 1], header=["Indikator", "Target"], rows=[["Panjang jalan", "1"], [name, ""]])
    assert codes(RencanaKinerja(indicators=rows, tables=[table])) == []


def test_what_was_spent_is_no_line_that_a_total_lacks() -> None:
    lines = [Budget(number="1", level="program", name="A", amount=2_000_000, actual=1_500_000)]
    lines.append(Budget(number="2", level="program", name="B", amount=3_000_000, actual=2_500_000))
    cells = [["1", "A", "2.000.000", "1.500.000"], ["2", "B", "3.000.000", "2.500.000"]]
    table = Table(pages=[1, 1], header=["No", "Program", "Anggaran", "Realisasi"], rows=cells)
    table.rows.append(["", "Jumlah", "5.000.900", "4.000.000"])
    assert codes(both(budgets=lines, budget_total=5_000_900, tables=[table])) == ["budget-total-mismatch"]


def test_a_total_may_be_that_of_the_outermost_numbers_of_an_outline() -> None:
    amounts = [("I", 10), ("A", 4), ("1", 4), ("B", 6), ("1", 6)]
    lines = [Budget(number=n, level="program", name=f"P{k}", amount=a) for k, (n, a) in enumerate(amounts)]
    assert codes(both(budgets=lines, budget_total=10)) == []
    assert codes(both(budgets=lines, budget_total=11)) == ["budget-total-mismatch"]


def test_programmes_of_a_longer_list_leave_out_the_numbers_of_others() -> None:
    def lines(*numbers: int) -> list[Budget]:
        return [Budget(number=str(n), level="program", name=f"P{n}", amount=n) for n in numbers]

    assert codes(both(budgets=lines(5, 9, 12))) == []
    assert codes(both(budgets=lines(5, 9, 9))) == ["numbering"]
    assert codes(both(budgets=lines(1, 2, 5))) == ["numbering"]
