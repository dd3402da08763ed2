"""Cascade tables: a column for each level."""

from __future__ import annotations

from sheet import sheet

from extractor.kinds.cascade.tables import read_grid


def told(*rows: str) -> list[tuple[str, list[str], str | None]]:
    """Title, indicators and parent of every node."""
    pieces = read_grid(sheet("Sasaran | Indikator Sasaran | Program | Indikator Program", *rows))
    assert pieces is not None
    return [
        (
            " ".join(line.text for line in p.title),
            [" ".join(line.text for line in g.lines) for g in p.groups],
            " ".join(line.text for line in p.under.title) if p.under else None,
        )
        for p in pieces
    ]


def test_what_every_row_repeats_is_one_node_with_one_indicator() -> None:
    merged = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "^ | ^ | Program Tanah | Luas kebun",
    )
    repeated = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "Sumur terjaga | Air jernih | Program Tanah | Luas kebun",
    )
    assert repeated == merged
    assert [title for title, _, _ in repeated] == ["Sumur terjaga", "Program Air", "Program Tanah"]


def test_a_node_goes_on_under_its_parent_after_others() -> None:
    nodes = told(
        "Sumur terjaga | Air jernih | Program Air | Jumlah sumur",
        "Sumur terjaga | Air jernih | Program Tanah | Luas kebun",
        "Sumur terjaga | Air cukup | Program Air | Debit air",
    )
    assert nodes == [
        ("Sumur terjaga", ["Air jernih", "Air cukup"], None),
        ("Program Air", ["Jumlah sumur", "Debit air"], "Sumur terjaga"),
        ("Program Tanah", ["Luas kebun"], "Sumur terjaga"),
    ]
