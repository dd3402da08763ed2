"""The weights of row cuts are fitted from drawn bands alone, each time alike."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from extractor.layout.tables.row_scores import NAMES
from extractor.training.__main__ import main
from extractor.training.row_bands import drawn_band
from extractor.training.rows import fit, lesson, lessons_of, measured
from extractor.training.slots import data

PRIOR = tuple(float(data("rows")["prior"][name]) for name in NAMES)


def test_a_small_training_writes_weights_and_card_and_repeats_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.training.rows._HELD_OUT", 15)
    made = []
    for name in ("one", "two"):
        result = CliRunner().invoke(main, ["rows", "--out", str(tmp_path / name), "--bands", "25"])
        assert result.exit_code == 0, result.output
        made.append((tmp_path / name / "rows.json").read_bytes())
    assert made[0] == made[1]
    told = json.loads(made[0])
    assert set(told["weights"]) == set(NAMES)
    assert told["weights"]["labels"] < 0 < told["weights"]["white"]
    card = (tmp_path / "one" / "ROWS.md").read_text(encoding="utf-8")
    assert f"| labels | {told['weights']['labels']:.3f} |" in card
    assert "{" not in card


def test_a_lesson_parts_the_lines_of_its_rows() -> None:
    chance = Random(3)
    seen = 0
    for _ in range(20):
        drawn = drawn_band(chance)
        taught = lesson(drawn)
        if taught is None or drawn.count == 1:
            continue
        seen += 1
        assert len(taught.cuts) == drawn.count + 1
        heights = [taught.band.cuts[k] for k in taught.cuts[1:-1]]
        for column, rows in zip(drawn.columns, drawn.rows, strict=True):
            for line, row in zip(column, rows, strict=True):
                assert row in (-1, sum(y < (line.box[1] + line.box[3]) / 2 for y in heights))
    assert seen >= 5


def test_a_fit_learns_from_bands_that_are_cut_otherwise() -> None:
    blind = tuple(0.0 for _ in NAMES)
    lessons = lessons_of(15, Random(4))
    taught = fit(lessons, blind, 2, Random(4))
    assert measured(lessons, taught)["several"] > measured(lessons, blind)["several"]
    with pytest.raises(ValueError, match="draw more"):
        fit([], PRIOR, 1, Random(4))
