"""Trains the entity model.

Comes in: a seed, how many passages to invent, the NERGrit corpus where there is one. Goes out: ``models/entities`` with
``config.cfg``, ``meta.json``, scores and a model card. Separate from the use of the model
(:mod:`extractor.match.entity_model`), which needs none of this. The same seed, spaCy and processor give the same model;
another processor may round otherwise in the last digit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import load_config_from_str, load_model_from_config, minibatch
from thinc.api import fix_random_seed

from extractor.match import entity_language  # noqa: F401 - registers the language that the configuration names
from extractor.match.entity_forms import Entities
from extractor.training.cards import write_card
from extractor.training.corpus import example, invented, nergrit, news_example
from extractor.training.passages import Passage
from extractor.training.score import Scores, score

_BATCH = 64
"""Passages of one step."""
_DROPOUT = 0.15
"""Share of the network that each step leaves out."""
_LEARN_RATE = 0.0015
"""What a step goes at the beginning; it falls evenly."""
_LAST_RATE = 1e-5
"""What it goes at the end."""
_HELD_OUT = 1000
"""Invented passages that are only measured."""
_FIRST = 2000
"""Examples from which the labels and the sizes of the layers are taken."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training is made with: invented passages, rounds over all examples, and the seed of all chance."""

    passages: int = 60_000
    epochs: int = 8
    seed: int = 7


def blank() -> Language:
    """The untrained pipeline of ``patterns/training/entities.cfg``."""
    text = resources.files("extractor.patterns").joinpath("training/entities.cfg").read_text(encoding="utf-8")
    return load_model_from_config(load_config_from_str(text), auto_fill=True)


def finder(nlp: Language) -> Callable[[str], Entities]:
    """A way to find entities with a pipeline that is at hand."""
    return lambda text: [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]


def train(folder: Path, settings: Settings, corpus: Path | None, say: Callable[[str], None]) -> dict[str, Any]:
    """Trains a model and writes it to ``folder`` with its scores and its card; gives the scores. ``say`` is told how
    it goes, ``corpus`` is the folder of NERGrit's ``train.txt`` and ``valid.txt``.
    """
    fix_random_seed(settings.seed)
    nlp = blank()
    examples = [example(nlp, made) for made in invented(settings.passages, settings.seed)]
    if corpus:
        examples += [news_example(nlp, sentence) for sentence in nergrit(corpus / "train.txt")]
    held_out = list(invented(_HELD_OUT, settings.seed + 1))
    nlp.initialize(lambda: examples[:_FIRST])

    def report(told: str) -> None:
        say(f"{told}, held out {score(held_out, finder(nlp)).all:.3f}")

    averages = _learn(nlp, examples, settings, report)
    with nlp.use_params(averages):  # the mean over all steps is what is kept
        scores = {"invented": _scores_shown(score(held_out, finder(nlp)))}
        if corpus:
            scores["nergrit"] = _scores_shown(_news_scores(list(nergrit(corpus / "valid.txt")), nlp))
        _save(nlp, folder, settings, scores)
    return scores


def _learn(
    nlp: Language, examples: Sequence[Example], settings: Settings, report: Callable[[str], None]
) -> dict[Any, Any]:
    """Trains, with a learning rate that falls to nothing; gives the parameters' means over all steps."""
    chance = Random(settings.seed)
    optimizer = nlp.create_optimizer()
    steps = settings.epochs * ((len(examples) + _BATCH - 1) // _BATCH)
    step = 0
    order = list(examples)
    for epoch in range(settings.epochs):
        losses: dict[str, float] = {}
        chance.shuffle(order)
        for batch in minibatch(order, _BATCH):
            optimizer.learn_rate = max(_LAST_RATE, _LEARN_RATE * (1 - step / steps))
            nlp.update(batch, sgd=optimizer, drop=_DROPOUT, losses=losses)
            step += 1
        with nlp.use_params(optimizer.averages):
            report(f"epoch {epoch + 1} of {settings.epochs}: loss {losses['ner']:.0f}")
    averages: dict[Any, Any] = optimizer.averages
    return averages


def _news_scores(sentences: Sequence[Passage], nlp: Language) -> Scores:
    """Scores on news by the labels that the corpus has."""
    find = finder(nlp)
    known = {"PERSON", "GPE", "ORG"}
    return score(sentences, lambda text: [f for f in find(text) if f[2] in known])


def _scores_shown(scores: Scores) -> dict[str, Any]:
    return {"f1": scores.all, "labels": scores.by_label}


def _save(nlp: Language, folder: Path, settings: Settings, scores: dict[str, Any]) -> None:
    """The model without its vocabulary, which training words alone filled; its scores; its card."""
    nlp.meta.update(
        name="entities",
        description="Named entities of Indonesian government documents",
        license="MIT",
        performance=scores,
    )
    nlp.to_disk(folder, exclude=["vocab"])
    made_with = asdict(settings) | {"spacy": version("spacy")}
    (folder / "scores.json").write_text(
        json.dumps({"made_with": made_with, "scores": scores}, indent=2) + "\n", encoding="utf-8"
    )
    rows = "\n".join(
        f"| {name} | {told['f1']:.3f} | {', '.join(f'{k} {v:.3f}' for k, v in told['labels'].items())} |"
        for name, told in scores.items()
    )
    write_card(folder / "README.md", "model_card", made_with, {"scores": rows})
