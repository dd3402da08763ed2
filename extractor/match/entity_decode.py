"""The entity model's moves over many texts, reckoned as arrays.

Comes in: the model's recogniser, documents with their entities of certain form. Goes out: the entities of each, those
that spaCy's own loop finds. Separate because that loop steps from token to token and takes as long as the network
itself, most of it to enter and to leave its arithmetic: before most tokens no entity is open, and what the network
says there is reckoned of all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

Place = tuple[int, int, str]
"""An entity: its first token, the one after its last, and its label."""

_AHEAD = 8
"""Tokens behind the first one of an entity that are looked at together: most end before."""
_INSIDE, _BEGINS = 1, 3
"""spaCy's numbers for tokens of entities that are given."""


class Decoder:
    """The moves of a recogniser, and its last layers over some documents. A state is told by three tokens: the next
    one, the first of the open entity, and the one read last.
    """

    def __init__(self, recogniser: EntityRecognizer) -> None:
        model = recogniser.model
        self._encoder, self._lower, self._upper = map(model.get_ref, ("tok2vec", "lower", "upper"))
        self._names = [recogniser.moves.get_class_name(k) for k in range(recogniser.moves.n_moves)]
        self._at = {name: k for k, name in enumerate(self._names)}
        # where no entity is open, one token can be one by itself or none, and one may begin
        alone = [name == "O" or (name[0] == "U" and len(name) > 2) for name in self._names]
        self._alone = _barring(alone)
        self._any = _barring([one or name[0] == "B" for one, name in zip(alone, self._names, strict=True)])

    def entities(self, docs: Sequence[Doc]) -> Iterator[list[Place]]:
        """The entities of each document, those that it has already among them."""
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            yield from ([] for _ in docs)
            return
        told = self._lower.predict(self._encoder.predict(filled))
        # what is said of a token that is not there stands before all others
        bias, none, tokens = self._lower.get_param("b"), told[0], told[1:]
        closed = self._scores((tokens[:, 0] + none[1] + none[2]) + bias)
        start = 0
        for doc in docs:
            end = start + len(doc)
            yield list(self._walk(doc, tokens[start:end], bias, closed[start:end])) if len(doc) else []
            start = end

    def _scores(self, sums: Any) -> Any:
        """What every move is worth in states of these sums."""
        return self._upper.predict(np.ascontiguousarray(sums.max(axis=-1)))

    def _walk(self, doc: Doc, tokens: Any, bias: Any, closed: Any) -> Iterator[Place]:
        given = doc.to_array([ENT_IOB, ENT_TYPE, IS_SPACE])
        iob, space = given[:, 0].tolist(), given[:, 2].astype(bool)
        count = len(iob)
        # no entity begins on the last token, or right before a given one, and goes on
        last = np.array([k + 1 == count or iob[k + 1] == _BEGINS for k in range(count)])
        best = (closed + np.where(last[:, None], self._alone, self._any)).argmax(axis=1)
        best[space] = self._at["O"]
        moves = best.tolist()
        k = 0
        while k < count:
            begun = k
            if iob[k] == _BEGINS:
                k += 1
                while k < count and iob[k] == _INSIDE:
                    k += 1
                yield begun, k, doc.vocab.strings[int(given[begun, 1])]
                continue
            name = self._names[moves[k]]
            k += 1
            if name == "O":
                continue
            label = name[2:]
            if name[0] == "B":
                k = self._end(tokens, bias, begun, label, last)
            yield begun, k, label

    def _end(self, tokens: Any, bias: Any, begun: int, label: str, last: NDArray[np.bool_]) -> int:
        """The token after the last one of the entity that begins at a token."""
        inside, ends = self._at[f"I-{label}"], self._at[f"L-{label}"]
        k = begun + 1
        while True:
            upto = min(k + _AHEAD, len(last))
            sums = (tokens[k:upto, 0] + tokens[begun, 1]) + tokens[k - 1 : upto - 1, 2] + bias
            scores = self._scores(sums)
            stops = np.flatnonzero((scores[:, inside] < scores[:, ends]) | last[k:upto])
            if len(stops):
                return k + int(stops[0]) + 1
            k = upto


def _barring(allowed: Sequence[bool]) -> NDArray[np.float32]:
    """What is added to the moves' scores so that none but the allowed ones is the best."""
    return np.where(np.array(allowed), np.float32(0), np.float32(-np.inf))
