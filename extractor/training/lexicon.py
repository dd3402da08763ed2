"""Builds ``patterns/lexicon.txt.gz``, the word forms that canonical spelling takes for words.

Comes in: the root words of Sastrawi (MIT), the attested derived forms of spaCy's Indonesian lookup table
(``spacy-lookups-data``, MIT). Goes out: one sorted list of lower-case forms. Derived forms that are regular but not
attested are generated from roots that are long or have a large attested family: a short rare root would make words of
misprints
(``pengolaan`` from ``kola``). Run with ``python -m extractor.training.lexicon`` where both packages are installed.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

_PLAIN = re.compile(r"[a-z]{2,}(?:-[a-z]{2,})?")
_LONG_ROOT = 8
_LARGE_FAMILY = 6
_MIN_ROOT = 4


def nasal(root: str) -> tuple[str, str]:
    """The prefixes meN- and peN- as they stand before the root, with the root's first letter lost where it melts."""
    first = root[0]
    if first in "lrwymn":
        return f"me{root}", f"pe{root}"
    if first == "p":
        return f"mem{root[1:]}", f"pem{root[1:]}"
    if first in "bfv":
        return f"mem{root}", f"pem{root}"
    if first == "t":
        return f"men{root[1:]}", f"pen{root[1:]}"
    if first in "dcjz":
        return f"men{root}", f"pen{root}"
    if first == "s":
        return f"meny{root[1:]}", f"peny{root[1:]}"
    if first == "k":
        return f"meng{root[1:]}", f"peng{root[1:]}"
    return f"meng{root}", f"peng{root}"


def derived(root: str) -> Iterator[str]:
    """The regular derived forms of a root (Tata Bahasa Baku Bahasa Indonesia, chapters on verbs and nouns)."""
    me, pe = nasal(root)
    yield from (root, f"di{root}", f"ter{root}", f"ber{root}", me)
    for base in (f"di{root}", me, f"ter{root}"):
        for suffix in ("kan", "i", "kannya", "inya"):
            yield base + suffix
    for noun in (f"{pe}an", f"ke{root}an", f"per{root}an", f"{root}an", pe, f"{root}nya"):
        yield noun
        yield f"{noun}nya"
    for nya in ("kannya", "inya", "nya"):
        yield f"ter{root}{nya}"
        yield f"{me}{nya}"


def build() -> list[str]:
    """The word forms, sorted. Raises ``FileNotFoundError`` where a source package is not installed."""
    roots = _roots()
    lookup_file = resources.files("spacy_lookups_data").joinpath("data/id_lemma_lookup.json.gz")
    lookup: dict[str, str] = json.loads(gzip.decompress(lookup_file.read_bytes()))
    attested = {form.casefold() for form in lookup}
    families = Counter(lemma.casefold() for lemma in lookup.values())
    words = {w for w in roots | attested if _PLAIN.fullmatch(w)}
    productive = {
        r
        for r in roots
        if _PLAIN.fullmatch(r) and len(r) >= _MIN_ROOT and (len(r) >= _LONG_ROOT or families[r] >= _LARGE_FAMILY)
    }
    for root in productive:
        words.update(derived(root))
    return sorted(words)


def _roots() -> set[str]:
    file = resources.files("Sastrawi.Stemmer").joinpath("data/kata-dasar.txt")
    return {line.strip().casefold() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()}


def main() -> None:
    """Writes the list, with the same bytes for the same words."""
    target = Path(__file__).resolve().parents[2] / "patterns" / "lexicon.txt.gz"
    target.write_bytes(gzip.compress("\n".join(build()).encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
