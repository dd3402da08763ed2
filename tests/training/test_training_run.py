"""A training from start to end, small."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from spacy.util import load_model_from_path

from extractor.training.__main__ import main


def test_a_training_writes_a_model_with_scores_and_card_and_repeats_itself(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    sentence = "Budi\tB-PERSON\nContoh\tI-PERSON\ntiba\tO\ndi\tO\nMaju\tB-PLACE\n\n"
    for part in ("train.txt", "valid.txt"):
        (corpus / part).write_text(sentence, encoding="utf-8")
    made = []
    for name in ("one", "two"):
        out = tmp_path / name
        arguments = ["train", "--out", str(out), "--passages", "300", "--epochs", "1", "--nergrit", str(corpus)]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        made.append((out / "ner" / "model").read_bytes())
    assert made[0] == made[1]
    told = json.loads((tmp_path / "one" / "scores.json").read_text(encoding="utf-8"))
    assert told["made_with"]["passages"] == 300
    assert told["scores"]["invented"]["f1"] > 0.1
    assert "NERGRIT" in (tmp_path / "one" / "README.md").read_text(encoding="utf-8")
    nlp = load_model_from_path(tmp_path / "one")
    assert nlp.pipe_names == ["certain_forms", "ner"]
    assert [e.label_ for e in nlp("NIP. 19700101 199503 1 001").ents] == ["NIP"]


def test_labelled_passages_are_measured(tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    row = {"text": "NIP. 19700101 199503 1 001", "entities": [[5, 26, "NIP"]], "noisy": True}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(file), "--no-ner"])
    assert result.output.splitlines()[0].startswith("all: 1 passages, F1 1.000")
