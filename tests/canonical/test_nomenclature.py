"""Programmes and activities get their official code; the printed name stays."""

from __future__ import annotations

import pytest

from extractor.canonical.nomenclature import add_nomenclature, official
from extractor.schema import Budget, Cascading, Node, PerjanjianKinerja


@pytest.mark.parametrize(
    ("printed", "level", "code"),
    [
        ("Program Penyelenggaraan Pemerintahan dan Pelayanan Publik", "program", "7.01.02"),
        ("Penyelenggaraan Pemerintah dan Pelayanan Publik", "program", "7.01.02"),
        ("Administrasi Keuangan Perangkat Daerah", "kegiatan", "X.XX.01.2.02"),
        ("ADMINISTRASI UMUM PERANGKAT DAERAH", "program", "X.XX.01.2.06"),
    ],
)
def test_names_near_an_official_one_get_its_code(printed: str, level: str, code: str) -> None:
    entry = official(printed, level)
    assert entry is not None
    assert entry.code == code


@pytest.mark.parametrize("printed", ["Pengadaan Kapal Selam", "Administrasi", "Pemberdayaan Masyarakat"])
def test_other_names_get_none(printed: str) -> None:
    assert official(printed, "kegiatan") is None


def test_the_printed_name_stays() -> None:
    agreement = PerjanjianKinerja(budgets=[Budget(level="kegiatan", name="Koordinasi Kegiatan Pemberdayaan Desa")])
    chart = Cascading(
        tree=[
            Node(
                level="sasaran",
                title="x",
                children=[Node(level="program", title="Program Koordinasi Ketentraman dan Ketertiban Umum")],
            )
        ]
    )
    add_nomenclature([agreement, chart], {})
    assert agreement.budgets[0].name == "Koordinasi Kegiatan Pemberdayaan Desa"
    assert agreement.budgets[0].nomenclature is not None
    assert chart.tree[0].nomenclature is None
    assert chart.tree[0].children[0].nomenclature is not None
