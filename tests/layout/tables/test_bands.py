"""Rows of a band that no line parts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from table_pages import words

from extractor.layout.blocks import Line
from extractor.layout.tables import bands
from extractor.layout.tables.bands import split_band
from extractor.layout.tables.row_cuts import Cuts
from extractor.layout.tables.row_signs import are_numbered


def column(x: float, *placed: tuple[str, float]) -> list[Line]:
    """Lines of a column by their tops."""
    return [Line(tuple(words(text, x, top))) for text, top in placed]


def cells(*columns: list[Line], closed: bool = False, forced: list[tuple[float, frozenset[int]]] | None = None) -> list[
    list[tuple[str, int, int]]
]:  # fmt: skip
    """Text, first and last row of every cell, column by column."""
    rows = split_band(columns, closed=closed, forced=forced or ())
    return [[(" ".join(n.text for n in p.lines), p.first, p.last) for p in pieces] for pieces in rows.pieces]


def test_white_wider_than_that_between_lines_parts_rows() -> None:
    names = column(
        50, ("Jumlah pasar yang", 100), ("tertata rapi", 112), ("Luas hutan kota yang", 130), ("dirawat warga", 142)
    )
    values = column(300, ("80%", 100), ("12 ha", 130))
    assert cells(names, values) == [
        [("Jumlah pasar yang tertata rapi", 0, 0), ("Luas hutan kota yang dirawat warga", 1, 1)],
        [("80%", 0, 0), ("12 ha", 1, 1)],
    ]


def test_values_beside_texts_part_rows_that_no_white_parts() -> None:
    names = column(
        50, ("Jumlah pasar yang", 100), ("tertata rapi", 112), ("Luas hutan kota yang", 124), ("dirawat warga", 136)
    )
    values = column(300, ("80%", 100), ("12 ha", 124))
    found = cells(names, values)
    assert [text for text, _, _ in found[0]] == ["Jumlah pasar yang tertata rapi", "Luas hutan kota yang dirawat warga"]
    assert [text for text, _, _ in found[1]] == ["80%", "12 ha"]


def test_what_a_line_between_rows_leaves_out_is_one_text() -> None:
    names = column(50, ("Penataan pasar", 100), ("Jumlah pasar yang tertata", 112))
    places = column(200, ("Kota", 100), ("Majusari", 112))
    budgets = column(300, ("5.000", 100))
    found = cells(names, places, budgets, forced=[(111, frozenset({0, 2}))])
    assert found[1] == [("Kota Majusari", 0, 1)]
    assert [text for text, _, _ in found[0]] == ["Penataan pasar", "Jumlah pasar yang tertata"]


def test_a_number_in_the_middle_of_rows_whose_lines_spare_it_has_all_of_them() -> None:
    numbers = column(20, ("1", 124))
    names = column(100, ("Luas taman", 100), ("Jumlah pasar", 124), ("Panjang jalan", 148))
    values = column(300, ("5 ha", 100), ("8 unit", 124), ("3 km", 148))
    lines = [(117.0, frozenset({1, 2})), (141.0, frozenset({1, 2}))]
    assert cells(numbers, names, values, forced=lines)[0] == [("1", 0, 2)]


def test_texts_in_small_letters_that_stand_apart_are_cells() -> None:
    names = column(
        50,
        ("jumlah pasar yang", 100),
        ("tertata rapi", 112),
        ("luas hutan kota", 132),
        ("jumlah taman yang", 152),
        ("dirawat warga", 164),
        ("panjang jalan desa", 184),
    )
    values = column(300, ("80%", 106), ("12 ha", 132), ("4 unit", 158), ("9 km", 184))
    assert [text for text, _, _ in cells(names, values)[0]] == [
        "jumlah pasar yang tertata rapi",
        "luas hutan kota",
        "jumlah taman yang dirawat warga",
        "panjang jalan desa",
    ]


def test_a_ground_under_one_cell_says_nothing_of_the_cells_beside_it() -> None:
    names = column(50, ("Penataan pasar", 100), ("Pasar tertata", 124))
    values = column(300, ("5.000", 124))
    places = column(400, ("Kota", 124))
    rows = split_band([names, values, places], closed=False, forced=[(118, frozenset({0}))], shaded={118})
    assert [[(" ".join(n.text for n in p.lines), p.first) for p in own if p.lines] for own in rows.pieces] == [
        [("Penataan pasar", 0), ("Pasar tertata", 1)],
        [("5.000", 1)],
        [("Kota", 1)],
    ]
    assert all(p.first == p.last for own in rows.pieces for p in own)


def test_a_text_goes_on_behind_a_comma() -> None:
    goals = column(50, ("Pasar tertata,", 100), ("Taman terawat", 112), ("Hutan terjaga", 124))
    names = column(200, ("Jumlah pasar", 100), ("Luas taman", 112), ("Luas hutan", 124))
    values = column(300, ("5", 100), ("7", 112), ("9", 124))
    assert cells(goals, names, values)[0][0][0].startswith("Pasar tertata, Taman terawat")


def test_values_in_the_middle_of_their_texts_part_rows() -> None:
    names = column(
        50, ("Jumlah pasar yang", 100), ("tertata rapi", 112), ("Luas hutan kota yang", 124), ("dirawat warga", 136)
    )
    values = column(300, ("80%", 106), ("12 ha", 130))
    found = cells(names, values)
    assert [text for text, _, _ in found[0]] == ["Jumlah pasar yang tertata rapi", "Luas hutan kota yang dirawat warga"]
    assert [(text, first, last) for text, first, last in found[1]] == [("80%", 0, 0), ("12 ha", 1, 1)]


@pytest.mark.parametrize("lines", [[("Hutan", 118), ("terjaga", 130)], [("Hutan terjaga", 124)]], ids=["two", "one"])
def test_a_text_in_the_middle_of_several_rows_is_a_merged_cell(lines: list[tuple[str, float]]) -> None:
    tops = (100, 124, 148)
    names = column(200, *((f"Indikator nomor {k} dari tiga", top) for k, top in enumerate(tops)))
    values = column(400, *((f"{k + 5} ha", top) for k, top in enumerate(tops)))
    assert cells(column(50, *lines), names, values)[0] == [("Hutan terjaga", 0, 2)]


def test_between_lines_a_row_is_cut_only_where_two_columns_begin_anew() -> None:
    names = column(50, ("Jumlah pasar yang tertata", 100), ("Dihitung setiap tahun", 124))
    assert cells(names, column(300, ("80%", 100)), closed=True)[0] == [
        ("Jumlah pasar yang tertata Dihitung setiap tahun", 0, 0)
    ]
    both = cells(names, column(300, ("80%", 100), ("90%", 124)), closed=True)
    assert [text for text, _, _ in both[0]] == ["Jumlah pasar yang tertata", "Dihitung setiap tahun"]


def test_a_column_that_a_line_leaves_out_has_one_cell_over_both_rows() -> None:
    sasaran = column(50, ("Terjaganya hutan", 112))
    names = column(200, ("Luas hutan kota yang dirawat", 100), ("Jumlah taman yang dirawat", 124))
    found = cells(sasaran, names, column(400, ("5 ha", 100), ("8 buah", 124)), forced=[(117.0, frozenset({1, 2}))])
    assert found[0] == [("Terjaganya hutan", 0, 1)]
    assert [first for _, first, _ in found[1]] == [0, 1]


def test_a_text_in_the_middle_of_what_lines_leave_out_is_one_cell_over_all_of_it() -> None:
    tujuan = column(50, ("Taman rapi", 124))
    names = column(200, ("Luas hutan kota", 100), ("Jumlah taman", 112), ("Jumlah pohon", 124), ("Luas sawah", 136))
    walls = [(y, frozenset({1})) for y in (110.5, 122.5, 134.5)]
    assert cells(tujuan, names, forced=walls)[0] == [("Taman rapi", 0, 3)]


def test_a_wall_parts_units_in_small_letters() -> None:
    names = column(200, ("Luas hutan kota yang dirawat", 100), ("Jumlah usaha yang patuh", 124))
    found = cells(names, column(400, ("%", 100), ("perusahaan", 124)), forced=[(117.0, frozenset({0, 1}))])
    assert found[1] == [("%", 0, 0), ("perusahaan", 1, 1)]


def test_boxes_that_overlap_where_lines_stand_close_hide_no_row() -> None:
    names = column(80, ("Perencanaan dan", 100), ("evaluasi", 111), ("Penyediaan jasa", 122), ("kantor", 133))
    tall = [Line(tuple(replace(w, box=(w.box[0], w.box[1], w.box[2], w.box[1] + 15)) for w in n.words)) for n in names]
    labels = column(50, ("1.", 100), ("2.", 122), ("Jumlah", 143))
    amounts = column(300, ("6.000.000", 100), ("4.961.000", 122), ("10.961.000", 143))
    found = cells(labels, tall, amounts)
    assert found[0] == [("1.", 0, 0), ("2.", 1, 1), ("Jumlah", 2, 2)]
    assert found[2][-1] == ("10.961.000", 2, 2)


def test_rows_part_between_the_texts_of_all_columns_where_one_is_said_again() -> None:
    names = column(
        50, ("Jumlah pasar yang", 100), ("tertata rapi", 112), ("Luas hutan kota yang", 124), ("dirawat warga", 136)
    )
    owners = column(300, ("Bidang Sarana", 100), ("Bidang Sarana", 124))
    found = cells(names, owners, column(400, ("80", 100), ("12", 124)), closed=True)
    assert [text for text, _, _ in found[0]] == ["Jumlah pasar yang tertata rapi", "Luas hutan kota yang dirawat warga"]


def test_a_text_that_is_said_again_begins_a_row_even_between_lines() -> None:
    goals = column(50, ("Pasar yang", 100), ("tertata rapi", 112), ("Pasar yang", 124), ("tertata rapi", 136))
    aims = column(180, ("Terwujudnya pasar", 100), ("bersih", 112), ("Terwujudnya pasar", 124), ("bersih", 136))
    names = column(310, ("Jumlah pasar", 100), ("Luas kios", 124))
    found = cells(goals, aims, names, closed=True)
    assert [[(first, last) for _, first, last in own] for own in found] == [[(0, 0), (1, 1)]] * 3


@pytest.mark.parametrize(("end", "cells_of_goals"), [("Wilayah yang", 1), ("Wilayah Kota", 2)])
def test_part_of_a_merged_cell_goes_on_where_it_ends_in_mid_sentence(
    end: str, cells_of_goals: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    goals = column(50, ("Terawatnya Kebun", 100), (end, 112), ("Layak", 124))
    names = column(200, ("Luas kebun", 100), ("Dokumen rencana", 124))
    merged = (frozenset({0}), frozenset[int]())
    monkeypatch.setattr(bands, "best_cuts", lambda *_, **__: Cuts((118.0,), merged, (1.0, 1.0)))
    assert len(cells(goals, names)[0]) == cells_of_goals


def test_texts_that_run_on_past_blank_lines_of_their_neighbours_are_whole() -> None:
    wrapped = [("Terwujud", 100.0), ("nya kota", 112.0), ("hijau", 124.0), ("indah", 136.0), ("permai", 148.0)]
    listed = [("Perawatan taman kota", 100.0), ("dan hutan", 112.0), ("Pelatihan petugas", 148.0), ("taman", 160.0)]
    goals, aims = column(50, *wrapped), column(150, *wrapped)
    found = cells(goals, aims, column(250, *listed), column(400, *listed), column(550, ("4", 100), ("7", 148)))
    assert [len(own) for own in found] == [1, 1, 2, 2, 2]


def test_an_abbreviation_in_brackets_begins_no_cell() -> None:
    goals = column(50, ("Angka partisipasi", 100), ("masyarakat", 112), ("(APM)", 124))
    names = column(200, ("Jumlah kios yang", 100), ("tertata", 112), ("Luas pasar", 124), ("yang tertata", 136))
    assert [text for text, _, _ in cells(goals, names, column(400, ("5", 100), ("8", 124)))[0]] == [
        "Angka partisipasi masyarakat (APM)"
    ]


def test_a_bullet_set_apart_from_its_text_stands_with_it() -> None:
    statements = column(50, ("➢", 100), ("Pasar rakyat tertata", 136))
    names = column(200, ("Jumlah pasar", 100), ("yang tertata", 112), ("Luas pasar", 136), ("yang tertata", 148))
    values = column(400, ("5", 100), ("8", 136))
    assert cells(statements, names, values)[0] == [("➢ Pasar rakyat tertata", 0, 1)]


@pytest.mark.parametrize("group", ["B", "II.", "C."])
def test_the_letter_of_a_group_stands_in_a_row_over_its_first_even_between_lines(group: str) -> None:
    numbers = column(20, (group, 100), ("1", 112))
    names = column(50, ("Program Pembinaan Pasar", 100), ("Penataan Kios dan", 112), ("Los Pasar", 124))
    values = column(300, ("9 unit", 112))
    assert cells(numbers, names, values, closed=True) == [
        [(group, 0, 0), ("1", 1, 1)],
        [("Program Pembinaan Pasar", 0, 0), ("Penataan Kios dan Los Pasar", 1, 1)],
        [("", 0, 0), ("9 unit", 1, 1)],
    ]


def test_what_some_rows_say_again_and_again_parts_them_from_the_others() -> None:
    owners = [("Bidang Taman", 106), ("dan Hutan", 118)]
    owners += [
        (text, 130 + 24 * n + 12 * k) for n in range(3) for k, text in enumerate(("Bidang Penataan", "Permukiman"))
    ]
    said = ("Jumlah rumah", "yang layak", "Luas kampung", "yang tertata", "Jumlah jalan", "yang mantap")
    names = column(50, ("Luas taman", 106), ("di kota", 118), *((text, 130 + 12 * n) for n, text in enumerate(said)))
    assert [(p[1], p[2]) for p in cells(names, column(300, *owners))[1]] == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_a_sum_begins_a_row() -> None:
    names = column(
        100,
        ("Program Penataan Taman dan", 100),
        ("Hutan Kota", 112),
        ("Program Pembinaan dan", 130),
        ("Pengawasan Desa", 142),
    )
    numbers = column(50, ("1", 100), ("2", 130), ("Jumlah", 160))
    amounts = column(400, ("Rp 3.000.000", 100), ("Rp 4.000.000", 130), ("Rp 7.000.000", 160))
    rows = split_band([numbers, names, amounts], closed=False)
    assert len(rows.cuts) == 2
    assert min(rows.sure) > 0.85


def test_a_sum_that_its_column_breaks_is_whole() -> None:
    names = column(50, ("1. Program Taman", 100), ("2. Program Air", 116), ("Jumlah", 138))
    amounts = column(400, ("3.000.000", 100), ("4.000.000", 116), ("7.000.00", 132), ("0", 144))
    assert cells(names, amounts)[1][-1][0] == "7.000.00 0"


def test_rows_that_their_numbers_tell_are_sure() -> None:
    tops = (100, 124, 148)
    names = column(
        50,
        *(
            (text, top + 12 * k)
            for n, top in enumerate(tops, 1)
            for k, text in enumerate((f"{n}. Program Taman", "Kota"))
        ),
    )
    amounts = column(400, *(("Rp 3.000.000", top) for top in tops), ("Rp 9.000.000", 172))
    rows = split_band([[*names, *column(50, ("Jumlah", 172))], amounts], closed=False)
    assert len(rows.cuts) == 3
    assert min(rows.sure) > 0.95


def test_a_line_without_a_mark_goes_on_where_every_text_begins_with_one() -> None:
    names = column(
        50,
        ("1. Persentase layanan", 100),
        ("PATEN tepat waktu", 112),
        ("2. Jumlah inovasi", 124),
        ("layanan kota", 136),
        ("1. Luas taman yang", 148),
        ("terawat baik", 160),
    )
    values = column(300, ("98", 100), ("2", 112), ("7", 148))
    found = cells(column(20, ("1.", 100), ("2.", 148)), names, values)
    assert [text for text, _, _ in found[1]] == [
        "1. Persentase layanan PATEN tepat waktu 2. Jumlah inovasi layanan kota",
        "1. Luas taman yang terawat baik",
    ]


def test_a_capital_in_a_text_that_stands_in_the_middle_of_two_rows_begins_none() -> None:
    goals = column(50, ("Meningkatnya ketahanan", 110), ("PKK", 122))
    names = column(200, ("Jumlah pangan", 98), ("yang tersedia", 110), ("Luas kebun", 124), ("yang terawat", 136))
    formulas = column(340, ("Laporan pangan", 98), ("tiap tahun", 110), ("Laporan kebun", 124), ("tiap tahun", 136))
    found = bands._cells(
        tuple(map(bands._column, (goals, names, formulas))), Cuts((122.0,), (frozenset(), frozenset())), {}, (), ()
    )
    assert [(" ".join(n.text for n in p.lines), p.first, p.last) for p in found[0]] == [
        ("Meningkatnya ketahanan PKK", 0, 1)
    ]


def test_a_line_without_a_mark_among_marked_ones_is_a_row_where_every_line_has_a_value() -> None:
    goals = column(50, ("Meningkatnya hasil tani", 100), ("Meningkatnya hasil ternak", 136))
    names = column(250, ("- Hasil padi", 100), ("- Hasil jagung", 112), ("- Luas tanam", 124), ("Populasi sapi", 136))
    values = column(400, ("8 ton", 100), ("7 ton", 112), ("2 ha", 124), ("5 ekor", 136))
    assert [text for text, _, _ in cells(goals, names, values)[1]] == [
        "- Hasil padi",
        "- Hasil jagung",
        "- Luas tanam",
        "Populasi sapi",
    ]


def test_a_text_that_begins_like_an_indicator_goes_on_with_none_wherever_it_stands() -> None:
    names = column(50, ("Luas kebun terawat", 110), ("Persentase taman", 122))
    others = column(200, ("Jumlah pangan", 98), ("yang tersedia", 110), ("Luas kebun", 124), ("yang terawat", 136))
    made = tuple(map(bands._column, (names, others)))
    assert not bands._in_middle(0, made, (122.0,))
    goes_on = (bands._column(column(50, ("Luas kebun terawat", 110), ("PKK", 122))), made[1])
    assert bands._in_middle(0, goes_on, (122.0,)) == {1}


def test_rows_are_not_told_by_numbers_where_a_cut_leaves_one_empty() -> None:
    numbers, names = column(50, ("1", 100), ("2", 124)), column(90, ("Luas hutan", 100), ("Jumlah taman", 124))
    assert are_numbered([numbers, names], [117.0])
    assert not are_numbered([numbers, names], [117.0, 140.0])


def test_lines_one_and_a_half_apart_in_a_roomy_face_are_of_one_text_where_texts_wrap() -> None:
    tops = (100, 119.5, 139, 158.5, 178, 197.5)
    names = (
        "Pengenalan Taman melalui",
        "Surat Kabar serta",
        "Papan Jalan",
        "Penyusunan Rambu",
        "Peneduh Jalan",
        "Penyediaan Bangku",
    )
    numbers = column(50, ("1.", 100), ("2.", 158.5), ("3.", 197.5))
    amounts = column(300, ("72.944.000", 100), ("223.200.000", 158.5), ("139.587.300", 197.5))
    assert cells(numbers, column(80, *zip(names, tops, strict=True)), amounts)[1] == [
        ("Pengenalan Taman melalui Surat Kabar serta Papan Jalan", 0, 0),
        ("Penyusunan Rambu Peneduh Jalan", 1, 1),
        ("Penyediaan Bangku", 2, 2),
    ]  # fmt: skip


def test_a_formula_that_begins_like_a_sum_parts_no_row() -> None:
    sources = column(300, ("Laporan", 112), ("barang", 124), ("Buku agenda", 148))
    formulas = column(
        100,
        ("Jumlah kebutuhan", 100),
        ("terpenuhi dibagi", 112),
        ("jumlah kebutuhan", 124),
        ("Jumlah surat masuk", 148),
    )
    assert cells(formulas, sources)[1] == [("Laporan barang", 0, 0), ("Buku agenda", 1, 1)]


def test_an_opinion_of_the_auditors_is_a_value_of_its_own() -> None:
    numbers = column(50, ("1", 100), ("2", 184))
    names = column(
        80, ("1. Opini BPK atas laporan", 100), ("keuangan", 112), ("2. Nilai akuntabilitas", 124),
        ("3. Jumlah dokumen yang", 136), ("disusun", 148), ("Predikat kinerja", 184),
    )  # fmt: skip
    values = column(300, ("WDP", 100), ("B", 112), ("3", 124), ("BB", 184))
    assert cells(numbers, names, values)[2] == [("WDP B 3", 0, 0), ("BB", 1, 1)]


def test_a_text_without_a_mark_level_with_the_number_of_a_row_begins_it() -> None:
    numbers = column(50, ("1.", 100), ("2.", 148))
    statements = column(80, ("Jalan selamat", 100), ("Angkutan lancar", 148))
    names = column(
        200, ("a. Rasio kecelakaan", 100), ("lalu lintas", 112), ("b. Persentase rambu", 124), ("terpasang", 136),
        ("V/C ratio ruas jalan", 148), ("utama", 160),
    )  # fmt: skip
    values = column(400, ("3,12", 100), ("42,8", 124), ("0,55", 148))
    assert cells(numbers, statements, names, values)[2] == [
        ("a. Rasio kecelakaan lalu lintas", 0, 0),
        ("b. Persentase rambu terpasang", 1, 1),
        ("V/C ratio ruas jalan utama", 2, 2),
    ]


def test_words_one_a_line_in_a_narrow_column_are_one_text() -> None:
    numbers = column(50, ("1", 100))
    statements = column(80, ("Menurunnya", 100), ("risiko", 112), ("banjir", 124))
    names = column(160, ("a. Jumlah", 100), ("desa", 112), ("siaga", 124), ("b. Indeks", 136), ("Tahan", 148))
    values = column(240, ("38", 100), ("0.72", 112))
    assert cells(numbers, statements, names, values, closed=True)[1:] == [
        [("Menurunnya risiko banjir", 0, 0)],
        [("a. Jumlah desa siaga b. Indeks Tahan", 0, 0)],
        [("38 0.72", 0, 0)],
    ]
