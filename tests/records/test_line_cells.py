"""A programme and its kegiatan in one cell."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import plain
from sheet import sheet

from extractor.match.columns import read_columns
from extractor.records.indicators import indicators

HEAD = "No | Program/Kegiatan | Indikator Kinerja | Target"


def read(*rows: str) -> list[tuple[Any, ...]]:
    drafts = [plain(d) for d in indicators(read_columns(sheet(HEAD, *rows)))]
    return [(d["program"], d["activity"], d["name"]) for d in drafts]


@pytest.mark.parametrize(
    ("cell", "activity"),
    [
        ("Program {}\nKegiatan : {}", "{}"),
        ("Program {}\nKegiatan {}", "Kegiatan {}"),
        ("Program {} /\nKegiatan {}", "Kegiatan {}"),
        ("Program {}\n- {}", "{}"),
        ("Program {}\na. {}", "{}"),
        ("Program {}\n1. {}", "{}"),
        ("Program {}\n{}", "{}"),
    ],
)
def test_the_kegiatan_under_a_programme_in_its_cell_is_told_by_how_it_is_set_apart(cell: str, activity: str) -> None:
    rows = [
        f"1 | {cell.format('Sumur', 'Gali sumur')} | Jumlah sumur | 4",
        f"2 | {cell.format('Kebun', 'Tata kebun')} | Luas kebun | 9",
    ]
    assert read(*rows) == [
        ("Program Sumur", activity.format("Gali sumur"), "Jumlah sumur"),
        ("Program Kebun", activity.format("Tata kebun"), "Luas kebun"),
    ]


@pytest.mark.parametrize("rest", ["Permai", "asri", "untuk umum"])
def test_a_name_that_goes_on_in_a_second_line_holds_no_kegiatan(rest: str) -> None:
    rows = [
        f"1 | Program Penataan Kebun dan Taman Kota yang Indah\n{rest} | Luas kebun | 9",
        "2 | Tata kebun | Jumlah kebun | 4",
    ]
    names = [f"Program Penataan Kebun dan Taman Kota yang Indah {rest}"] * 2
    assert [(p, a) for p, a, _ in read(*rows)] == [(names[0], None), (names[1], "Tata kebun")]


def test_as_many_kegiatan_as_indicators_are_dealt_one_to_one() -> None:
    row = "1 | Program Sumur\n1. Gali sumur\n2. Uji air | 1. Jumlah sumur\n2. Mutu air | 1. 4\n2. 90"
    assert read(row, "2 | Program Kebun\n1. Tata kebun | 1. Luas kebun | 1. 9") == [
        ("Program Sumur", "Gali sumur", "Jumlah sumur"),
        ("Program Sumur", "Uji air", "Mutu air"),
        ("Program Kebun", "Tata kebun", "Luas kebun"),
    ]


def test_the_last_word_of_a_programme_holds_no_kegiatan() -> None:
    rows = ["1 | Program Penataan Kebun\nangsana | Luas kebun | 9", "2 | Tata kebun | Jumlah kebun | 4"]
    assert [(p, a) for p, a, _ in read(*rows)] == [
        ("Program Penataan Kebun angsana", None),
        ("Program Penataan Kebun angsana", "Tata kebun"),
    ]
