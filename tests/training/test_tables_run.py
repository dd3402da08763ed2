"""The weights of tables are fitted from drawn pages alone, each time alike."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from extractor.layout.tables.choice import fitted, weights_of
from extractor.training.__main__ import main
from extractor.training.tables import Settings, fit


def test_a_small_training_writes_weights_and_card_and_repeats_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.training.tables._HELD_OUT", 20)
    made = []
    for name in ("one", "two"):
        result = CliRunner().invoke(main, ["tables", "--out", str(tmp_path / name), "--pages", "40"])
        assert result.exit_code == 0, result.output
        made.append((tmp_path / name / "tables.json").read_bytes())
    assert made[0] == made[1]
    told = json.loads(made[0])
    assert weights_of(told["weights"]).wide_gaps < 0
    assert told["made_with"]["pages"] == 40
    card = (tmp_path / "one" / "README.md").read_text(encoding="utf-8")
    assert f"| headed | {told['weights']['headed']:.3f} |" in card
    assert "{" not in card


def test_the_shipped_weights_are_made_with_what_the_command_takes_by_itself() -> None:
    text = resources.files("extractor.models").joinpath("layout/tables.json").read_text(encoding="utf-8")
    made_with = json.loads(text)["made_with"]
    assert {key: made_with[key] for key in asdict(Settings())} == asdict(Settings())
    shown = CliRunner().invoke(main, ["tables", "--help"]).output
    assert f"default: {Settings().pages}" in " ".join(shown.split())


def test_a_fit_follows_its_pairs_and_is_held_towards_what_was() -> None:
    prior = fitted()
    pair = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    free, held = fit([pair], prior, held=0.01), fit([pair], prior, held=100)
    assert free.filled > held.filled > prior.filled
    assert free.headed == held.headed == prior.headed
    with pytest.raises(ValueError, match="draw more pages"):
        fit([], prior)
