"""Codes of the nomenclature over names, amounts behind them, names with bullets in the box of what they stand under."""

from __future__ import annotations

from cascade_pages import box, chart, tree

from extractor.kinds.cascade.build import budgets
from extractor.kinds.cascade.centred import centred_under
from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.codes import code_before, level_of
from extractor.match.found import Found
from extractor.read.page import Ruling

PROGRAM = box(40, 40, 300, 40, "1.03.02 / Program Sumur / Indikator : Debit air / Target : 80%")
ACTIVITY = box(
    40,
    120,
    300,
    70,
    "1.03.02.2.01 / Gali Sumur Desa / Pagu : Rp 90.000.000 / Sub Kegiatan : / - Bor Sumur Baru (Rp 50.000.000)"
    " / - Uji Mutu Air (Rp 40.000.000)",
)
LINE = (Ruling(190, 80, 190, 120),)


def test_a_code_tells_the_level_by_its_segments() -> None:
    assert [level_of(c) for c in ("1.03.02", "1.03.02.2.01", "1.03.02.2.01.0004", "1.03")] == [
        "program",
        "kegiatan",
        "sub_kegiatan",
        None,
    ]
    assert code_before("1.03.02 Program Sumur") == "1.03.02 "
    assert code_before("1.2 Program Sumur") == ""


def test_names_with_bullets_under_their_heading_are_nodes_under_that_of_the_box() -> None:
    assert tree(chart(PROGRAM, ACTIVITY, rulings=LINE)) == [
        "program: Program Sumur",
        "* Debit air = 80%",
        "  kegiatan: Gali Sumur Desa",
        "    sub_kegiatan: Bor Sumur Baru",
        "    sub_kegiatan: Uji Mutu Air",
    ]


def test_an_amount_behind_a_name_is_its_budget_and_its_code_goes_with_it() -> None:
    roots = read_charts([chart(PROGRAM, ACTIVITY, rulings=LINE)], frozenset())
    said = []
    for line in budgets([n for n in roots if n.parent is None]):
        assert isinstance(line, Found)
        assert isinstance(line.value, dict)
        amount, code = line.value["amount"], line.value["code"]
        said.append(
            (amount.value if isinstance(amount, Found) else None, code.value if isinstance(code, Found) else None)
        )
    assert said == [(90_000_000, "1.03.02.2.01"), (50_000_000, None), (40_000_000, None)]


def test_statements_with_dashes_under_one_label_stay_one_node() -> None:
    page = chart(box(40, 40, 300, 40, "Sasaran : / - Meningkatnya mutu air / - Meningkatnya debit air"))
    assert len(tree(page)) == 1


def test_each_box_of_a_lower_row_stands_under_the_one_over_the_middle_of_its_own() -> None:
    assert centred_under([100, 500], [0, 100, 200, 500]) == [0, 0, 0, 1]
    assert centred_under([100, 400, 600], [50, 150, 550, 650]) == [0, 0, 2, 2]
    assert centred_under([100], [10, 20]) == [0, 0]
