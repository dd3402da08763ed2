"""Vision, missions and objectives of the running text."""

from __future__ import annotations

from dataclasses import replace

from paper import component
from sheet import sheet

from extractor.kinds.planning.sections import read_report
from extractor.kinds.planning.vision import missions, objectives, vision

PROSE = "Kebun kota dirawat oleh warga dan oleh petugas yang datang setiap pagi."


def read(*pages: str, drawn: bool = False) -> tuple[str | None, list[str], list[str]]:
    report = read_report(component(*pages, kind="rencana_kinerja", drawn=drawn))
    found = vision(report)
    return (
        str(found.value) if found else None,
        [str(m.value) for m in missions(report)],
        [str(o.value) for o in objectives(report)],
    )


def test_a_quoted_vision() -> None:
    assert (
        read(f'{PROSE}\n\nVisi Dinas Kebun adalah "Kebun yang Rindang dan Bersih".')[0]
        == "Kebun yang Rindang dan Bersih"
    )


def test_a_vision_in_the_next_paragraph() -> None:
    text = f"Dinas Kebun menetapkan visi :\n\nTerwujudnya Kebun yang Rindang\n\n{PROSE}"
    assert read(text)[0] == "Terwujudnya Kebun yang Rindang"


def test_a_vision_after_its_label() -> None:
    assert read("Visi : Kebun Rindang untuk Semua")[0] == "Kebun Rindang untuk Semua"


def test_the_vision_of_the_nation_gives_way() -> None:
    text = 'Visi nasional adalah "Negeri yang Hijau Raya".\n\nVisi Dinas Kebun adalah "Kebun yang Rindang".'
    assert read(text)[0] == "Kebun yang Rindang"


def test_a_sentence_about_the_vision_states_none() -> None:
    assert (
        read(f"Untuk mencapai visi tersebut disusun program berikut :\n\nMenanam Pohon Rindang\n\n{PROSE}")[0] is None
    )


def test_missions_listed_after_their_announcement() -> None:
    text = "Misi Dinas Kebun sebagai berikut :\n1. Menanam pohon di jalan\n2. Merawat taman\n\n" + PROSE
    assert read(text)[1] == ["Menanam pohon di jalan", "Merawat taman"]


def test_wrapped_missions_hang_under_their_first_line() -> None:
    text = f"Misi Dinas Kebun yaitu:\n1. Menanam pohon\n   di jalan\n2. Merawat taman\n{PROSE}"
    assert read(text, drawn=True)[1] == ["Menanam pohon di jalan", "Merawat taman"]


def test_other_lists_that_mention_the_mission_are_none() -> None:
    text = "Setiap misi menetapkan tujuan sebagai berikut :\n1. Taman rapi\n2. Pohon rindang"
    assert read(text)[1] == []


def test_missions_after_labels() -> None:
    assert read(f"Misi 1 : Menanam pohon\n\nMisi 2 : Merawat taman\n\n{PROSE}")[1] == ["Menanam pohon", "Merawat taman"]


def test_a_list_of_missions_may_begin_in_the_line_of_its_label() -> None:
    text = (
        "Visi     : Kebun Rindang untuk Semua\n"
        "Misi     : 1. Merawat kebun warga\n"
        "           2. Menata taman kota\n"
        "           3. Menanam pohon peneduh\n"
        "Strategi : 1. Pembibitan di tiap kecamatan\n"
        "           2. Penyuluhan warga"
    )
    for drawn in (False, True):
        assert read(text, drawn=drawn)[1] == ["Merawat kebun warga", "Menata taman kota", "Menanam pohon peneduh"]


def test_objectives_after_labels_are_listed_once() -> None:
    text = "Sasaran strategis :\nPohon bertambah rindang\n\nIndikator :\nJumlah pohon\n\n"
    assert read(text + text)[2] == ["Pohon bertambah rindang"]


def test_statements_that_stand_alone_under_their_headings() -> None:
    text = (
        "BAB II\nARAH\n\n2.1 Visi\n\nTerwujudnya Kebun yang Rindang\n\n2.2 Misi\n\n1. Menanam pohon\n2. Merawat taman"
    )
    assert read(f"{text}\n\n{PROSE}")[:2] == ("Terwujudnya Kebun yang Rindang", ["Menanam pohon", "Merawat taman"])


def test_prose_about_visions_under_their_heading_is_no_statement() -> None:
    assert read(f"BAB II\nARAH\n\n2.1 Visi\n\nVisi adalah gambaran keadaan yang ingin dicapai.\n\n{PROSE}")[0] is None


def test_missions_counted_in_words() -> None:
    text = "2.2 Misi\n\nMisi Pertama, menanam pohon rindang.\nMisi Kedua, merawat taman kota.\n"
    assert read(f"{PROSE}\n\n{text}")[1] == ["menanam pohon rindang.", "merawat taman kota."]


def test_the_vision_and_missions_of_the_region_in_an_introduction_are_not_the_plans_own() -> None:
    foreign = "Visi Kabupaten Maju adalah: Maju Bersama\n\nMisi Kabupaten Maju:\n1. Membangun jalan\n2. Membina desa"
    text = f"BAB I\nPENDAHULUAN\n\n1.1 Latar Belakang\n\n{foreign}\n\nBAB II\nARAH\n\n2.1 Tugas\n\n{PROSE}"
    assert read(text)[:2] == (None, [])


def test_missions_listed_under_the_word_alone() -> None:
    text = f"{PROSE}\n\nMisi\n1. Menanam pohon di jalan\n2. Merawat taman\n\nStrategi\n1. Menambah bibit\n2. Menyiram"
    assert read(text)[1] == ["Menanam pohon di jalan", "Merawat taman"]


def test_an_item_may_go_on_at_the_margin_where_its_first_line_is_set_in() -> None:
    text = """
BAB II
VISI DAN MISI

A. MISI

    Guna mewujudkan visi tersebut ditetapkan misi sebagai berikut :
    1. Menanam pohon di setiap halaman kantor dan sekolah, bersih dan
teduh;
    2. Merawat kebun kota.
"""
    assert read(text, drawn=True)[1] == [
        "Menanam pohon di setiap halaman kantor dan sekolah, bersih dan teduh",
        "Merawat kebun kota.",
    ]


def test_a_list_that_ends_with_a_conjunction() -> None:
    text = f"Misi Dinas Kebun yaitu:\na. Menanam pohon;\nb. Merawat taman; dan\nc. Menyiram bunga.\n\n{PROSE}"
    assert read(text)[1] == ["Menanam pohon", "Merawat taman", "Menyiram bunga."]


def test_vision_and_missions_beside_their_labels_in_a_table() -> None:
    labels = sheet(" | | ", "Visi | : | Kebun yang Rindang", "Misi | : | 1. Menanam pohon\n2. Merawat taman")
    report = read_report(component(PROSE, kind="rencana_kinerja"))
    told = replace(report, flow=(*report.flow, labels))
    found = vision(told)
    assert found is not None
    assert found.value == "Kebun yang Rindang"
    assert [m.value for m in missions(told)] == ["Menanam pohon", "Merawat taman"]


def test_missions_that_ordinals_begin_and_a_vision_under_a_word_alone() -> None:
    text = (
        "VISI\n\nTerwujudnya Kebun yang Rindang\n\nMISI\n\nPertama, menanam pohon di jalan;\n"
        f"Kedua: merawat taman\n\n{PROSE}"
    )
    vision, missions, _ = read(text)
    assert (vision, missions) == ("Terwujudnya Kebun yang Rindang", ["menanam pohon di jalan", "merawat taman"])


def test_a_pictures_caption_is_no_part_of_the_mission_over_it() -> None:
    text = "2.2 Misi\n\nMisi Pertama, menanam pohon rindang\nMisi Kedua, merawat taman kota\nGambar 2.1 Peta Kebun\n"
    assert read(f"{PROSE}\n\n{text}")[1] == ["menanam pohon rindang", "merawat taman kota"]
