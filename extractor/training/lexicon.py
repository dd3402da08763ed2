"""Builds the word lists of canonical spelling: ``patterns/lexicon.txt.gz`` and ``patterns/frequencies.txt.gz``.

Comes in: the root words of Sastrawi (MIT), the dictionary of g2p-id (MIT), the frequencies of wordfreq (CC BY-SA 4.0),
an English list (SCOWL), and the phrases of ``patterns/``. Goes out: words in groups, one group a line. What can be
taken apart by :mod:`extractor.morphology` needs no listing; a form is listed because somebody attests it. Run with
``python -m extractor.training.lexicon ENGLISH`` where the packages are installed; ENGLISH is SCOWL's list, one word a
line (Debian's ``wamerican-small``).
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from extractor.morphology import analyses

PATTERNS = Path(__file__).resolve().parents[2] / "patterns"
_PLAIN = re.compile(r"[a-z]{2,}(?:-[a-z]{2,})*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PHRASES = ("training/works.toml", "training/offices.toml", "laws.toml", "titles.toml", "positions.toml")
_EVERYDAY = 4.0
"""Zipf frequency of a root whose forms are met although no corpus has them."""
_RARER = 1.5
"""Powers of ten by which a misprint is rarer than its word."""


def words(english: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The groups of the lexicon and the words by frequency.

    Raises ``ModuleNotFoundError`` where a source is missing.
    """
    roots = _plain(_lines("Sastrawi.Stemmer", "data/kata-dasar.txt"))
    dictionary = _plain(_json("g2p_id", "data/dict.json"))
    foreign = _plain(line for line in english.read_text(encoding="utf-8").splitlines() if line.islower())
    frequent = {word: zipf for word, zipf in _frequencies() if _PLAIN.fullmatch(word)}
    roots |= {word for word in dictionary if not any(analyses(word, roots))}
    known = {word for word in frequent if word in dictionary or word in roots or any(analyses(word, roots))}
    strange = frequent.keys() - known - foreign
    strange -= {word for word in strange if word[:2] in ("di", "ke") and word[2:] in known | dictionary}
    misprints = set(_misprints(strange, {w: frequent.get(w, 0.0) for w in known | dictionary}, frequent))
    verbs = {
        found.root
        for word in dictionary | known
        for found in analyses(word, roots)
        if found.form.verbal and not found.clitic
    }
    forms = dictionary - roots
    regular = {word for word in forms if any(frequent.get(f.root, 0.0) >= _EVERYDAY for f in analyses(word, roots))}
    field = {word for word in _field() if _PLAIN.fullmatch(word)}
    made = {word for word in field if "-" in word or word in dictionary | roots or any(analyses(word, roots))}
    groups = {
        "root": roots - verbs,
        "verb": verbs,
        "form": forms - regular,
        "regular": regular,
        "name": strange - misprints,
        "foreign": foreign - dictionary - roots,
        "field": field & made,
        "jargon": field - made,
    }
    bands: dict[str, set[str]] = defaultdict(set)
    for word in known - groups["name"]:
        bands[f"{frequent[word]:.1f}"].add(word)
    return groups, bands


def _plain(lines: Iterable[str]) -> set[str]:
    return {word for line in lines if _PLAIN.fullmatch(word := line.strip().casefold())}


def _lines(package: str, name: str) -> list[str]:
    return resources.files(package).joinpath(name).read_text(encoding="utf-8").splitlines()


def _json(package: str, name: str) -> Any:
    return json.loads(resources.files(package).joinpath(name).read_text(encoding="utf-8"))


def _frequencies() -> Iterator[tuple[str, float]]:
    """Words with their Zipf frequency (the tenth power of ten that they occur in a billion words)."""
    import wordfreq

    for word, share in wordfreq.get_frequency_dict("id").items():
        yield word, math.log10(share) + 9


def _misprints(strange: Iterable[str], known: dict[str, float], frequent: dict[str, float]) -> Iterator[str]:
    """Words of the corpus that are one slip away from a word of the dictionary that is much more frequent."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in known:
        by_length[len(word)].append(word)
    for word in strange:
        if len(word) < 6:
            continue
        near = [w for length in range(len(word) - 1, len(word) + 2) for w in by_length[length]]
        for hit, _, _ in extract(word, near, scorer=OSA.distance, score_cutoff=1, limit=None):
            if known[hit] >= frequent[word] + _RARER:
                yield word
                break


def _field() -> Iterator[str]:
    """Words of the phrases that the program ships as data."""
    for name in _PHRASES:
        yield from _words(tomllib.loads((PATTERNS / name).read_text(encoding="utf-8")))
    for line in (PATTERNS / "nomenclature.csv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from _words(line.partition(",")[2].partition(",")[2].rpartition(",")[0])


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        # patterns of expressions hold pieces of words
        if not re.search(r"[\\\[(|?]", data):
            yield from (word.casefold() for word in _WORD.findall(data))
    elif isinstance(data, dict):
        for value in data.values():
            yield from _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)


def main() -> None:
    """Writes the lists, with the same bytes for the same words."""
    groups, bands = words(Path(sys.argv[1]))
    for name, content in (("lexicon", groups), ("frequencies", bands)):
        lines = (f"{group} {' '.join(sorted(content[group]))}" for group in sorted(content))
        packed = gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)
        (PATTERNS / f"{name}.txt.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
