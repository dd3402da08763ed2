"""The entity model's first layers, asked once for each word instead of once for each place where it stands.

Comes in: the loaded pipeline. Goes out: the same pipeline, which gives the same and costs less. Separate because it
takes apart how the network is built. Form, affixes, shape and class of a token alone decide what the layers that look
up and mix its features give, and three quarters of a document's tokens have those of another one: these layers are a
third of what the network costs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

_LOOKED_UP = ("extract_features", "list2ragged", "ragged2list")
"""What stands before and behind the layers that work on single tokens."""
_ODD = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F])
"""Odd numbers by which the features of a token are mixed into one."""


def embed_once(pipeline: Language) -> Language:
    """Lets the network of the pipeline mix the features of equal tokens once; another network stays as it is."""
    recogniser: Any = pipeline.get_pipe("ner")
    encoder = recogniser.model.get_ref("tok2vec")
    for node in list(encoder.walk()):
        names = [layer.name for layer in node.layers]
        if len(names) == len(_LOOKED_UP) + 2 and (*names[:2], names[-1]) == _LOOKED_UP:
            encoder.replace_node(node, Model("embed_once", _forward, layers=[node]))
            break
    return pipeline


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
    node = model.layers[0]
    if is_train:
        return node(docs, is_train)
    features, ragged, looked_up, mixed, listed = node.layers
    tokens = ragged.predict(features.predict(docs))
    first, places = _distinct(tokens.data)
    one_text: Any = np.array([len(first)], dtype=tokens.lengths.dtype)
    once = Ragged(tokens.data[first], one_text)
    vectors = mixed.predict(looked_up.predict(once)).data[places]
    return listed.predict(Ragged(vectors, tokens.lengths)), None


def _distinct(rows: Any) -> tuple[Any, Any]:
    """The places of rows that differ, and for every row which of them it is like."""
    mixed = (rows * _ODD[: rows.shape[1]].astype(rows.dtype)).sum(axis=1, dtype=rows.dtype)
    _, first, places = np.unique(mixed, return_index=True, return_inverse=True)
    if np.array_equal(rows[first[places]], rows):
        return first, places
    # two rows that differ are mixed alike
    every = np.arange(len(rows))
    return every, every
