"""What the text layer of scanner software is worth, and what it may say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from extractor.read.ocr.witness import heard
from extractor.read.page import Page
from extractor.read.words import Box, Word

TEXT = [
    *("terwujudnya", "penyelenggaraan", "pemerintahan", "yang", "bersih", "dengan", "target", "sebesar", "seratus"),
    *("persen", "pada", "akhir", "periode", "perencanaan", "tahun", "berjalan", "menurut", "laporan", "instansi"),
]


def page(change: Callable[[str], str] = str, *, sure: float = 0.99, shift: float = 0.0, last: str = "82,71") -> Page:
    """The words on rows of five, the last of them a figure."""
    words = [*TEXT, last]
    placed = [
        Word(change(text), 1, _box(k, shift), confidence=sure if text in TEXT else 0.8, method="ocr")
        for k, text in enumerate(words)
    ]
    return Page(1, 595, 842, words=tuple(placed), method="ocr")


def _box(k: int, shift: float) -> Box:
    x0, top = 50.0 + 90 * (k % 5) + shift, 100.0 + 20 * (k // 5) + shift
    return (x0, top, x0 + 80, top + 11)


def figure(read: Page, layer: Page) -> float:
    return heard(read, layer).words[-1].confidence


@pytest.mark.parametrize("shift", [0.0, 13.0])
def test_a_good_layer_that_agrees_makes_a_doubtful_figure_surer_wherever_it_lies(shift: float) -> None:
    assert figure(page(), page(shift=shift)) > 0.9


def test_a_good_layer_that_differs_keeps_a_figure_doubtful_and_changes_no_word() -> None:
    read = page()
    sure = replace(read, words=(*read.words[:-1], replace(read.words[-1], confidence=0.99)))
    after = heard(sure, page(last="82,11"))
    assert after.words[-1].confidence < 0.9
    assert [w.text for w in after.words] == [w.text for w in sure.words]


def test_garbage_is_not_heard() -> None:
    read = page()
    assert heard(read, page(lambda text: text[::-1], last="82,71")) is read


def test_a_page_with_few_sure_words_hears_nobody() -> None:
    read = page(sure=0.6)
    assert heard(read, page()) is read
