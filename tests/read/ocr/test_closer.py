"""A second look at doubtful lines: the likelier reading is taken, the other one kept as a witness."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from extractor.read.ocr import closer
from extractor.read.ocr.engine import Char, Engine, Reading
from extractor.read.words import Box

BOX: Box = (10.0, 20.0, 210.0, 50.0)


def reading(text: str, sure: float) -> Reading:
    return Reading(tuple(Char(c, 10.0 * k, 10.0 * k + 10, sure) for k, c in enumerate(text)))


class Sees:
    """An engine that reads the same in every picture."""

    def __init__(self, seen: Reading) -> None:
        self.seen, self.heights = seen, list[int]()

    def read(self, crops: list[np.ndarray]) -> list[Reading]:
        self.heights += [crop.shape[0] for crop in crops]
        return [self.seen for _ in crops]


def looks(first: Reading, again: Reading) -> tuple[closer.Looks, Sees]:
    engine = Sees(again)
    (found,) = closer.looked_again(cast(Engine, engine), np.full((80, 300), 255, np.uint8), [BOX], [first])
    return found, engine


@pytest.fixture(autouse=True)
def no_other_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    closer.read_again.__globals__["tesseract"].cache_clear()


def test_the_surer_of_two_looks_is_taken_and_the_other_kept() -> None:
    found, engine = looks(reading("Fasilicasi", 0.7), reading("Fasilitasi", 0.9))
    assert found.reading.text == "Fasilitasi"
    assert "".join(c.text for c in found.other or ()) == "Fasilicasi"
    assert engine.heights == [25]
    # placed from where the crop of the whole box begins
    assert found.reading.chars[0].x0 == 1


@pytest.mark.parametrize("again", [("Fasilitasi", 0.65), ("Faslsi", 0.95)])
def test_a_less_sure_look_and_one_that_drops_letters_are_witnesses_only(again: tuple[str, float]) -> None:
    found, _ = looks(reading("Fasilicasi", 0.7), reading(*again))
    assert found.reading.text == "Fasilicasi"
    assert "".join(c.text for c in found.other or ()) == again[0]


def test_a_figure_stays_as_it_was_read_first() -> None:
    found, _ = looks(reading("71", 0.7), reading("77", 0.9))
    assert found.reading.text == "71"


def test_what_was_read_for_sure_is_looked_at_once() -> None:
    found, engine = looks(reading("Sekretaris", 0.99), reading("Sekretaria", 1.0))
    assert (found.reading.text, found.other, engine.heights) == ("Sekretaris", None, [])


def test_one_letter_that_was_guessed_makes_no_line_doubtful() -> None:
    first = reading("Meningkatnya", 0.99)
    guessed = Reading((*first.chars[:3], Char("i", 30, 40, 0.2), *first.chars[4:]))
    assert not closer.is_doubtful(guessed)


def test_a_surer_reading_of_a_word_that_the_language_does_not_know_is_not_taken() -> None:
    found, _ = looks(reading("Prasarana", 0.7), reading("Prasarane", 0.9))
    assert found.reading.text == "Prasarana"
    found, _ = looks(reading("Prasarane", 0.7), reading("Prasarana", 0.9))
    assert found.reading.text == "Prasarana"
