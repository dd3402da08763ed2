"""Invented passages, their misreadings, and the corpus of news."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.match.pieces import pieces
from extractor.training.corpus import NOISY, invented, nergrit
from extractor.training.noise import misread
from extractor.training.passages import Passage, passage
from extractor.training.score import score

LABELS = {"PERSON", "POSITION", "ORG", "GPE", "LAW", "DATE", "MONEY", "NIP"}


def well_formed(made: Passage) -> bool:
    inside = all(made.text[s:e] == made.text[s:e].strip() != "" for s, e, _ in made.entities)
    return inside and all(a[1] <= b[0] for a, b in pairwise(made.entities))


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_entities_of_a_passage_are_in_order_and_without_blanks_at_their_ends(seed: int) -> None:
    assert well_formed(passage(Random(seed)))


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_a_misread_passage_keeps_its_entities_in_place(seed: int) -> None:
    clean = passage(Random(seed))
    noisy = misread(clean, Random(seed))
    assert well_formed(noisy)
    assert len(noisy.entities) <= len(clean.entities)
    assert [label for *_, label in noisy.entities] == [label for *_, label in clean.entities][
        : len(noisy.entities)
    ] or (len(noisy.entities) < len(clean.entities))


def test_nearly_every_entity_begins_and_ends_with_a_piece() -> None:
    ends = missed = 0
    for made in invented(600, 3):
        cut = {0}
        for piece in pieces(made.text):
            cut.add(max(cut) + len(piece))
        for start, end, _ in made.entities:
            ends += 1
            missed += start not in cut or end not in cut
    assert missed <= 0.01 * ends


def test_all_labels_and_all_styles_of_letters_are_drawn() -> None:
    made = list(invented(400, 1))
    counts = Counter(label for each in made for *_, label in each.entities)
    assert set(counts) == LABELS
    persons = [each.text[s:e] for each in made for s, e, label in each.entities if label == "PERSON"]
    assert any(p.isupper() for p in persons)
    assert any(not p.isupper() for p in persons)
    assert 0 < NOISY < 1


def test_the_same_seed_gives_the_same_passages() -> None:
    assert list(invented(40, 9)) == list(invented(40, 9))
    assert list(invented(40, 9)) != list(invented(40, 10))


def test_sentences_of_the_corpus_are_read_with_their_entities(tmp_path: Path) -> None:
    file = tmp_path / "train.txt"
    file.write_text(
        "Wali\tO\nBudi\tB-PERSON\nContoh\tI-PERSON\ntiba\tO\ndi\tO\nMaju\tB-PLACE\n.\tO\n\nSelesai\tO\n",
        encoding="utf-8",
    )
    assert list(nergrit(file)) == [
        Passage("Wali Budi Contoh tiba di Maju.", ((5, 16, "PERSON"), (25, 29, "GPE"))),
        Passage("Selesai", ()),
    ]


@pytest.mark.parametrize(
    ("found", "f1"), [([(0, 4, "GPE")], 1.0), ([(0, 4, "ORG")], 0.0), ([(0, 3, "GPE")], 0.0), ([], 0.0)]
)
def test_an_entity_is_right_as_a_whole_or_wrong(found: list[tuple[int, int, str]], f1: float) -> None:
    assert score([Passage("Maju jaya", ((0, 4, "GPE"),))], lambda _: found).all == f1
