"""How far two spellings are apart, weighted by how easily one is written or read for the other.

A restricted Damerau-Levenshtein distance whose costs stand in ``patterns/confusions.toml``. rapidfuzz finds the
candidates; this decides among the few that are left, which is why a plain dynamic programme is fast enough.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise, permutations

from extractor.knowledge import toml


@cache
def _costs() -> tuple[float, float, float, dict[tuple[str, str], float]]:
    data = toml("confusions")
    pairs: dict[tuple[str, str], float] = {}
    for row in data["keyboard"]["rows"]:
        for a, b in pairwise(row):
            pairs[a, b] = pairs[b, a] = data["keyboard"]["cost"]
    for entry in data["pair"]:
        for a, b in permutations(entry["letters"], 2):
            pairs[a, b] = min(entry["cost"], pairs.get((a, b), 1.0))
    for a, b in permutations(data["vowels"], 2):
        pairs[a, b] = min(data["vowel"], pairs.get((a, b), 1.0))
    return data["doubled"], data["transposed"], data["moved"], pairs


@lru_cache(maxsize=20_000)
def distance(a: str, b: str) -> float:
    """The weighted distance of two lower-case words; 0 for equal words, about 1 for one ordinary slip."""
    doubled, transposed, moved, pairs = _costs()
    before: list[float] = []
    row = [0.0]
    for j, y in enumerate(b):
        row.append(row[-1] + (doubled if j and b[j - 1] == y else 1.0))
    for i, x in enumerate(a):
        gone = doubled if i and a[i - 1] == x else 1.0
        new = [row[0] + gone]
        for j, y in enumerate(b):
            come = doubled if j and b[j - 1] == y else 1.0
            best = min(row[j + 1] + gone, new[j] + come, row[j] + (0.0 if x == y else pairs.get((x, y), 1.0)))
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                best = min(best, before[j - 1] + transposed)
            new.append(best)
        before, row = row, new
    # one letter out of its place, however far it slipped
    if row[-1] > moved and len(a) == len(b) and sorted(a) == sorted(b):
        return moved
    return row[-1]
