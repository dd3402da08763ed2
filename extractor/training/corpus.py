"""Labelled text as training examples: invented passages, and the NERGrit corpus of news.

Comes in: passages, files of NERGrit (token, tab, label; a blank line after each sentence). Goes out: spaCy examples.
Separate because the two label differently: news has no posts, laws or dates labelled, so what might be one is left
open there instead of being taught as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.training import Example

from extractor import knowledge
from extractor.match.entity_forms import certain
from extractor.match.entity_language import spans_of
from extractor.match.person import strip_titles
from extractor.training.noise import misread
from extractor.training.passages import Passage, passage

NOISY = 0.4
"""Share of the invented passages that are misread."""
_LABELS = {"PERSON": "PERSON", "PLACE": "GPE", "ORGANISATION": "ORG"}
_OPEN_AFTER_POST = 6
"""Pieces from a post's word on that are left open in news: the post may be as long."""
_NO_BLANK_BEFORE = frozenset(",.;:)!?")


def invented(count: int, seed: int) -> Iterator[Passage]:
    """``count`` invented passages, :data:`NOISY` of them misread; the same for the same seed."""
    chance = Random(seed)
    for _ in range(count):
        made = passage(chance)
        yield misread(made, chance) if chance.random() < NOISY else made


def example(nlp: Language, labelled: Passage) -> Example:
    """A passage as a training example; an entity that no cut of the text fits is widened to the next cut."""
    doc = nlp.make_doc(labelled.text)
    doc.set_ents(spans_of(doc, labelled.entities))
    return Example(nlp.make_doc(labelled.text), doc)


def nergrit(path: Path) -> Iterator[Passage]:
    """The sentences of one file of the corpus, with its persons, places and organisations."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, _, label = line.partition("\t")
            sentence.append((word, label))
        elif sentence:
            yield _sentence(sentence)
            sentence = []


def _sentence(words: list[tuple[str, str]]) -> Passage:
    text = ""
    entities: list[list[int | str]] = []
    inside = False
    for word, label in words:
        if text and word not in _NO_BLANK_BEFORE and not text.endswith("("):
            text += " "
        kind = _LABELS.get(label[2:])
        if label.startswith("I-") and inside:
            entities[-1][1] = len(text) + len(word)
        elif label.startswith("B-") and kind:
            entities.append([len(text), len(text) + len(word), kind])
        inside = label != "O" and kind is not None
        text += word
    return Passage(text, tuple((int(s), int(e), str(label)) for s, e, label in entities))


def news_example(nlp: Language, labelled: Passage) -> Example:
    """A sentence of news: names without titles, dates and amounts by their forms, what may be a post left open."""
    places = [
        (*strip_titles(labelled.text, s, e), label) if label == "PERSON" else (s, e, label)
        for s, e, label in labelled.entities
    ]
    certain_places = [f for f in certain(labelled.text) if f[2] in ("DATE", "MONEY")]
    doc = nlp.make_doc(labelled.text)
    spans = spans_of(doc, [place for place in (*places, *certain_places) if place[0] < place[1]])
    labelled_at = {token.i for span in spans for token in span}
    posts = frozenset(knowledge.toml("entities")["words"]["position"])
    left_open = {
        at
        for token in doc
        if token.lower_ in posts and token.text[0].isupper()
        for at in range(token.i, min(len(doc), token.i + _OPEN_AFTER_POST))
    }
    doc.set_ents(spans, missing=[doc[at : at + 1] for at in sorted(left_open - labelled_at)])
    return Example(nlp.make_doc(labelled.text), doc)
