"""The moves of the entity model reckoned as arrays, and its first layers asked once for equal tokens."""

from __future__ import annotations

from importlib import resources
from random import Random

import numpy as np
import pytest
from spacy.language import Language
from spacy.util import load_model_from_path

from extractor.match import entity_language  # noqa: F401 - registers the language that the model names
from extractor.match.entity_decode import Decoder
from extractor.match.entity_embed import embed_once
from extractor.training.passages import passage

Places = list[list[tuple[int, int, str]]]


@pytest.fixture(scope="module")
def shipped() -> Language:
    """The shipped model as spaCy runs it."""
    with resources.as_file(resources.files("extractor.models").joinpath("entities")) as folder:
        return load_model_from_path(folder)


def drawn(count: int) -> list[str]:
    chance = Random(11)
    return [passage(chance).text for _ in range(count)]


def by_spacy(model: Language, texts: list[str]) -> Places:
    return [[(e.start, e.end, e.label_) for e in doc.ents] for doc in model.pipe(texts)]


def by_arrays(model: Language, texts: list[str]) -> Places:
    docs = list(model.pipe(texts, disable=["ner"]))
    return list(Decoder(model.get_pipe("ner")).entities(docs))


def test_arrays_find_what_the_loop_finds(shipped: Language) -> None:
    texts = ["", *drawn(300), "  ", "Bupati", "KEPALA DINAS", "Lembaga Pengelola " * 12]
    expected = by_spacy(shipped, texts)
    assert by_arrays(shipped, texts) == expected
    assert {label for places in expected for _, _, label in places} >= {"PERSON", "POSITION", "ORG", "GPE", "LAW"}


def test_without_entities_of_certain_form_too(shipped: Language) -> None:
    texts = drawn(60)
    with shipped.select_pipes(disable=["certain_forms"]):
        assert by_arrays(shipped, texts) == by_spacy(shipped, texts)


def test_no_text_has_no_entities(shipped: Language) -> None:
    assert by_arrays(shipped, []) == []
    assert by_arrays(shipped, ["", ""]) == [[], []]


def test_equal_tokens_asked_once_have_the_vectors_that_each_has(shipped: Language) -> None:
    docs = [shipped.make_doc(text) for text in (*drawn(20), "Dinas Dinas Dinas")]
    before = shipped.get_pipe("ner").model.get_ref("tok2vec").predict(docs)
    with resources.as_file(resources.files("extractor.models").joinpath("entities")) as folder:
        once = embed_once(load_model_from_path(folder))
    encoder = once.get_pipe("ner").model.get_ref("tok2vec")
    assert any(node.name == "embed_once" for node in encoder.walk())
    assert np.allclose(before, encoder.predict(docs), atol=1e-5)
