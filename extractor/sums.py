"""Which lines of tables and lists are sums: `Jumlah`, `TOTAL ANGGARAN`, `Jumlah Pendapatan`.

Stands beside the rooms: where rows part, what a row is and what a list comes to are all asked of the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from extractor.knowledge import kept, toml

_LONG = 6
"""Letters of a word that may have a slip."""
_OF_LINES = re.compile(
    r"\(?\b(?:[ivx]{1,4}|[a-z]|\d{1,2})(?:\s*(?:\+|s\s?[./]?\s?d\b\.?)\s*(?:[ivx]{1,4}|[a-z]|\d{1,2})\b)+\s*\)?\s*$"
)
"""The lines that a sum says it is of: `TOTAL (A + B)`, `Jumlah 1 s/d 5`."""
_CELLS = 4096
"""Cells of tables whose words are remembered: each is asked of by several readers."""


@kept(maxsize=_CELLS)
def is_total(text: str) -> bool:
    """Whether a line is a list's sum (`Jumlah`, `TOTAL ANGGARAN`, `J U M L A H`) and no programme's name."""
    data = toml("amounts")["total"]
    return _is_summed(text, data["first"], data["further"])


@kept(maxsize=_CELLS)
def is_balance(text: str) -> bool:
    """Whether a line sums up a part of a budget or sets two off against each other (`Jumlah Pendapatan`, `Total
    Surplus/(Defisit)`): Permendagri 77/2020, forms of RKA and DPA.
    """
    data = toml("amounts")["total"]
    if is_total(text):
        return False
    return _is_summed(text, [*data["first"], *data["balances"]], [*data["further"], *data["parts"]])


@kept(maxsize=_CELLS)
def is_mean(text: str) -> bool:
    """Whether a line tells what the rows over it come to on the whole: `Rata-rata Capaian Kinerja`, `Predikat Kinerja`
    (Permendagri 86/2017, form E.81).
    """
    data = toml("amounts")["mean"]
    return _is_summed(text, data["first"], data["further"])


def _is_summed(text: str, begins: Sequence[str], further: Sequence[str]) -> bool:
    """Whether a line begins as a sum does and says nothing but what may follow."""
    words = re.sub(r"[^\w]+", " ", _OF_LINES.sub("", text.casefold())).split()
    if len(words) > 3 and all(len(w) == 1 for w in words):
        words = ["".join(words)]
    plain = " ".join(words)
    for first in sorted(begins, key=len, reverse=True):
        if plain == first or plain.startswith(first + " "):
            return all(w.isdigit() or _is_further(w, further) for w in plain[len(first) :].split())
    return False


def _is_further(word: str, further: Sequence[str]) -> bool:
    """Whether a word is one that follows `Jumlah`, a slip in a long one allowed: `TOTAL ANGARAN`."""
    return word in further or any(len(w) >= _LONG and OSA.distance(word, w, score_cutoff=1) <= 1 for w in further)
