"""The weights that tell columns are fitted from drawn tables alone, each time alike."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from extractor.match.column_labels import match_heading
from extractor.match.column_signs import CLASSES, SIGNS
from extractor.training.__main__ import main
from extractor.training.column_tables import asked
from extractor.training.columns import fit, lessons, measured


def test_a_small_training_writes_weights_and_card_and_repeats_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.training.columns._HELD_OUT", 60)
    monkeypatch.setattr("extractor.training.columns._STEPS", 40)
    made = []
    for name in ("one", "two"):
        result = CliRunner().invoke(main, ["columns", "--out", str(tmp_path / name), "--count", "200"])
        assert result.exit_code == 0, result.output
        made.append((tmp_path / name / "columns.json").read_bytes())
    assert made[0] == made[1]
    told = json.loads(made[0])
    assert tuple(told["weights"]) == SIGNS
    card = (tmp_path / "one" / "COLUMNS.md").read_text(encoding="utf-8")
    assert f"| row | {told['scores']['row'][0]:.3f} |" in card
    assert "{" not in card


def test_no_heading_that_is_known_is_asked_about() -> None:
    chance = Random(5)
    drawn = [one for _ in range(80) if (one := asked(chance)) is not None]
    assert len(drawn) > 40
    for one in drawn:
        assert one.is_a in CLASSES
        own = one.columns[one.at].own
        assert not own or match_heading(own) == "other"
        assert all(len(row) == len(one.columns) for row in one.rows)


def test_a_fit_learns_what_drawn_columns_are() -> None:
    model = fit(lessons(400, Random(6)))
    found, right = measured(lessons(150, Random(8)), model, 0.5)["row"]
    assert min(found, right) > 0.9
