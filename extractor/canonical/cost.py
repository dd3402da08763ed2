"""How far two spellings are apart, weighted by how easily one is written or read for the other.

A restricted Damerau-Levenshtein distance whose costs stand in ``patterns/confusions.toml``. rapidfuzz finds the
candidates; this decides among the few that are left, which is why a plain dynamic programme is fast enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations
from typing import NamedTuple

from extractor.knowledge import kept, toml
from extractor.morphology import VOWELS


class _Costs(NamedTuple):
    left_out: float
    doubled: float
    transposed: float
    moved: float
    skipped: float
    hyphen: float
    first: float
    last: float
    cut: float
    other: float
    extra: float
    alike: float
    sounds_alike: float
    pairs: dict[tuple[str, str], float]
    runs: tuple[tuple[str, str, float], ...]
    before: dict[str, float]


@kept
def _costs() -> _Costs:
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
    runs = tuple((a, b, entry["cost"]) for entry in data["run"] for a, b in permutations(entry["runs"], 2))
    plain = {name: float(value) for name, value in data.items() if name in _Costs._fields}
    before = {e["letter"] + next_: e["cost"] for e in data["unheard"] for next_ in e["before"]}
    return _Costs(**plain, pairs=pairs, runs=runs, before=before)


@kept
def _neighbours() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(keys) for row in toml("confusions")["keyboard"]["rows"] for keys in pairwise(row))


def mistaken(printed: str, word: str) -> bool:
    """Whether a spelling has one letter for another, or one too many, that no key beside and no double explains."""
    if len(printed) == len(word):
        changed = [frozenset(pair) for pair in zip(printed, word, strict=True) if pair[0] != pair[1]]
        return len(changed) == 1 and changed[0] not in _neighbours()
    at = next((i for i in range(len(printed)) if printed[:i] + printed[i + 1 :] == word), None)
    if at is None:
        return False
    beside = printed[max(0, at - 1) : at] + printed[at + 1 : at + 2]
    return not any(key == printed[at] or frozenset((key, printed[at])) in _neighbours() for key in beside)


@kept(maxsize=20_000)
def distance(printed: str, word: str) -> float:
    """What it costs to have printed one lower-case form for the other: 0 for equal ones, about 1 for one slip."""
    costs = _costs()
    best = _edits(printed, word, costs)
    if best > costs.moved and _moved(printed, word):
        best = costs.moved
    if best > costs.skipped and _skipped(*sorted((printed, word), key=len)):
        best = costs.skipped
    for a, b, cost in costs.runs:
        if best > cost and a in printed and _replaced(printed, a, b, word):
            best = cost
    if printed and word and printed[0] != word[0]:
        best += costs.first
    elif printed[-1:] != word[-1:]:
        # a last letter that is cut off is the usual slip at a word's end; another ending is another word
        sound = costs.pairs.get((printed[-1:], word[-1:]), costs.other)
        other = costs.alike if sound <= costs.sounds_alike else costs.last
        best = min(best, costs.cut) if printed == word[:-1] else best + other
    return best


def misread(word: str) -> Iterator[str]:
    """What the word may be where character recognition took some letters for another run of them: ``ternpat``."""
    for a, b, _ in _costs().runs:
        at = word.find(a)
        while at >= 0:
            yield word[:at] + b + word[at + len(a) :]
            at = word.find(a, at + 1)
        if word.count(a) > 1:
            yield word.replace(a, b)


def _moved(printed: str, word: str) -> bool:
    """Whether one letter stands out of its place, however far it slipped, or two have changed theirs around a third."""
    if len(printed) != len(word) or sorted(printed) != sorted(word):
        return False
    unlike = [i for i, (a, b) in enumerate(zip(printed, word, strict=True)) if a != b]
    first, last = unlike[0], unlike[-1]
    a, b = printed[first : last + 1], word[first : last + 1]
    return len(a) == 3 or a[1:] == b[:-1] or a[:-1] == b[1:]


def _edits(a: str, b: str, costs: _Costs) -> float:
    before: list[float] = []
    row = [0.0]
    for j, y in enumerate(b):
        row.append(row[-1] + _single(b, j, y, costs, costs.left_out))
    for i, x in enumerate(a):
        gone = _extra(a, i, x, costs)
        new = [row[0] + gone]
        for j, y in enumerate(b):
            come = _single(b, j, y, costs, costs.left_out)
            best = min(
                row[j + 1] + gone, new[j] + come, row[j] + (0.0 if x == y else costs.pairs.get((x, y), costs.other))
            )
            if i and j and x == b[j - 1] and a[i - 1] == y and x != y:
                best = min(best, before[j - 1] + costs.transposed)
            new.append(best)
        before, row = row, new
    return row[-1]


def _single(word: str, i: int, letter: str, costs: _Costs, other: float) -> float:
    """What a letter costs that only one of the spellings has; ``other`` where nothing explains the slip."""
    if letter == "-":
        return costs.hyphen
    if i and word[i - 1] == letter:
        return costs.doubled
    return costs.before.get(word[i : i + 2], other)


def _extra(printed: str, i: int, letter: str, costs: _Costs) -> float:
    """What a printed letter costs that the word lacks: one beside a key that was meant is struck along with it."""
    cost = _single(printed, i, letter, costs, 1.0)
    beside = printed[max(0, i - 1) : i] + printed[i + 1 : i + 2]
    return cost if cost < 1 or any(costs.pairs.get((letter, key), 1.0) < 1 for key in beside) else costs.extra


def _skipped(short: str, long: str) -> bool:
    """Whether a syllable is left out, or written twice, from one letter to the same one again."""
    gap = len(long) - len(short)
    if gap not in (2, 3):
        return False
    return any(
        long[:i] + long[i + gap :] == short
        and (long[i - 1] == long[i + gap - 1] or long[i] == long[i + gap])
        and any(letter in VOWELS for letter in long[i : i + gap])
        for i in range(1, len(short))
    )


def _replaced(printed: str, a: str, b: str, word: str) -> bool:
    at = printed.find(a)
    while at >= 0:
        if printed[:at] + b + printed[at + len(a) :] == word:
            return True
        at = printed.find(a, at + 1)
    return printed.count(a) > 1 and printed.replace(a, b) == word
