"""The words that labels of cascades are made of: which line may begin a label, and which surely goes on with a text.

In comes a word or a text, out comes an answer. Apart from the labels because a chart asks of every line, and most lines
are no labels: here only first words are looked up. The names are data: ``patterns/cascading.toml``.
"""

from __future__ import annotations

import re

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from extractor import knowledge
from extractor.read.words import Span

GROUPS = ("explanation", "target", "budget", "satuan", "holder")
"""Groups of names in the patterns that are labels of what belongs to a node."""


def key(text: str) -> str:
    """A name without blanks and case."""
    return _BLANKS.sub("", text).casefold()


_BLANKS = re.compile(r"[\s\-]+")


@knowledge.kept
def whole_labels() -> dict[str, str]:
    """Labels that may stand alone on a line, without blanks -> as they are spelt."""
    data = knowledge.toml("cascading")
    stated = ("program", "kegiatan", "sub kegiatan")
    names = [f"indikator kinerja {x}" for x in (*stated, "tujuan", "sasaran")] + [f"indikator {x}" for x in stated]
    names += ["indikator kinerja", "indikator", "kinerja utama", "sasaran strategis", "sub kegiatan", "kegiatan"]
    names += [f"sasaran {x}" for x in stated] + [n for n in data["explanation"]["names"] if len(n) > 8]
    return {key(n): n for n in names}


@knowledge.kept
def _first_words() -> frozenset[str]:
    data = knowledge.toml("cascading")
    groups = (*data["levels"].values(), *(data[g]["names"] for g in ("neutral", "objective", "indicator", *GROUPS)))
    return frozenset(name.split()[0] for names in groups for name in names)


_FIRST = re.compile(r"\W{0,3}([^\W\d_]+)")


@knowledge.kept
def _first_parts() -> tuple[str, ...]:
    """The first words of labels up to the first sign that is no letter (``program/kegiatan``)."""
    return tuple(sorted({re.split(r"[\W\d_]", word)[0] for word in _first_words()}))


def may_begin_name(text: str) -> bool:
    """Does a text begin with the first word of a label? (A chart asks of every line; most begin with none.)"""
    word = _FIRST.match(text)
    return word is not None and _is_first_part(word.group(1))


@knowledge.kept(maxsize=4096)
def _is_first_part(word: str) -> bool:
    return word.casefold().startswith(_first_parts())


def begins_label(span: Span) -> bool:
    """Is the span's first word one that a label begins with?"""
    return _begins_label(span.text)


@knowledge.kept(maxsize=4096)
def _begins_label(text: str) -> bool:
    word = _LETTERS.search(text)
    return word is not None and word.group().casefold() in _first_words()


def may_begin_label(text: str) -> bool:
    """May a text begin with a label, an echelon or a number? (A chart asks of every line.)"""
    first = text.split(None, 1)
    return bool(first) and _may_be_in_label(first[0], True)


def may_go_on(text: str) -> bool:
    """May a line go on with the label that the line over it began?"""
    first = text.split(None, 1)
    return bool(first) and _may_be_in_label(first[0], False)


@knowledge.kept(maxsize=8192)
def _may_be_in_label(word: str, first: bool) -> bool:
    """Is a word one of a label's but for some letters (the first one, or any), or a number, a sign, a list's mark?"""
    letters = _LETTERS.match(word)
    if letters is None or len(letters.group()) <= _SHORT or not letters.group().strip("IVXivx"):
        return True
    said = letters.group().casefold()
    words, alone = _words_of_labels(first)
    return said.startswith(words) or process.extractOne(said, alone, scorer=ratio, score_cutoff=_ALIKE) is not None


@knowledge.kept(maxsize=8192)
def runs_on(word: str) -> bool:
    """Does a line that begins with this word go on with the text before it: a word in small letters that begins no
    label, no part of an explanation, no item of a list? (A chart asks of every line.)
    """
    return word[:1].islower() and not _may_be_in_label(word, True) and not word.startswith(_first_of_parts())


@knowledge.kept
def _first_of_parts() -> tuple[str, ...]:
    """The first words of the parts of an explanation."""
    return tuple({name.split()[0] for name in knowledge.toml("cascading")["explanation"]["parts"]})


_SHORT, _ALIKE = 2, 65
"""Letters of a list's mark at the most; likeness of a word of a label and that word misprinted (0 to 100), where the
whole label may differ by one letter in eight."""


@knowledge.kept(maxsize=2)
def _words_of_labels(first: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of labels (or the first ones alone), each up to its first sign that is no letter; and those of labels
    that stand alone on a line, which may be misprinted.
    """
    data = knowledge.toml("cascading")
    names = [name for group in data["levels"].values() for name in group]
    groups = ("neutral", "owner", "objective", "indicator", "ordinals", "echelon", *GROUPS)
    names += ["ke", *(name for group in groups for name in data[group]["names"])]
    last = 1 if first else None
    return tuple(
        tuple(sorted({part for name in some for part in re.split(r"[\W\d_]+", name.casefold())[:last] if part}))
        for some in (names, (*data["levels"], *whole_labels().values()))
    )  # type: ignore[return-value]


_LETTERS = re.compile(r"[^\W\d_]+")
