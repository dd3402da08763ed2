"""Ways to cut a band into rows that mean the same."""

from __future__ import annotations

from table_pages import words

from extractor.layout.blocks import Line
from extractor.layout.tables.row_meaning import Piece, meaning


def piece(first: int, last: int, *texts: str) -> Piece:
    """A cell of the rows ``first`` to ``last``, one line a text."""
    return Piece(tuple(Line(tuple(words(text, 50, 100 + 12 * k))) for k, text in enumerate(texts)), first, last)


def test_a_lead_in_in_a_row_of_its_own_means_the_same_as_over_its_first_item() -> None:
    apart = [
        [piece(0, 0, "Jumlah produksi daging:"), piece(1, 1, "a. Sapi"), piece(2, 2, "b. Kambing")],
        [piece(0, 0), piece(1, 1, "30 kg"), piece(2, 2, "12 kg")],
    ]
    together = [
        [piece(0, 0, "Jumlah produksi daging:", "a. Sapi"), piece(1, 1, "b. Kambing")],
        [piece(0, 0, "30 kg"), piece(1, 1, "12 kg")],
    ]
    in_one = [
        [piece(0, 0, "Jumlah produksi daging:", "a. Sapi", "b. Kambing")],
        [piece(0, 0, "30 kg", "12 kg")],
    ]
    assert meaning(apart, closed=True) == meaning(together, closed=True) == meaning(in_one, closed=True)


def test_values_beside_other_items_mean_something_else() -> None:
    names = [piece(0, 0, "Jumlah pasar"), piece(1, 1, "Luas hutan"), piece(2, 2, "Panjang jalan")]
    shifted = [piece(0, 0, "Jumlah pasar", "Luas hutan"), piece(1, 1, "Panjang jalan")]
    values = [piece(0, 0, "12"), piece(1, 1), piece(2, 2, "30")]
    assert meaning([names, values], closed=True) != meaning(
        [shifted, [piece(0, 0, "12"), piece(1, 1, "30")]], closed=True
    )


def test_a_row_with_a_value_is_no_lead_in() -> None:
    names = [piece(0, 0, "Jumlah produksi daging"), piece(1, 1, "a. Sapi"), piece(2, 2, "b. Kambing")]
    together = [piece(0, 0, "Jumlah produksi daging", "a. Sapi"), piece(1, 1, "b. Kambing")]
    values = [piece(0, 0, "42 kg"), piece(1, 1, "30 kg"), piece(2, 2, "12 kg")]
    assert meaning([names, values], closed=True) != meaning(
        [together, [piece(0, 0, "42 kg", "30 kg"), piece(1, 1, "12 kg")]], closed=True
    )


def test_an_item_leads_in_a_list_whose_marks_are_others() -> None:
    apart = [[piece(0, 0, "1. Program Taman"), piece(1, 1, "- Kegiatan Penataan", "Kota")], [piece(1, 1, "5.000.000")]]
    together = [[piece(0, 0, "1. Program Taman", "- Kegiatan Penataan", "Kota")], [piece(0, 0, "5.000.000")]]
    assert meaning(apart, closed=False) == meaning(together, closed=False)
    alike = [[piece(0, 0, "1. Program Taman"), piece(1, 1, "2. Program Pasar", "Kota")], [piece(1, 1, "5.000.000")]]
    in_one = [[piece(0, 0, "1. Program Taman", "2. Program Pasar", "Kota")], [piece(0, 0, "5.000.000")]]
    assert meaning(alike, closed=False) != meaning(in_one, closed=False)
