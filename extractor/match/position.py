"""Tells office titles (jabatan), ranks (pangkat) and roles from other lines, and gives positions in canonical spacing.

Comes in: a span or a text. Goes out: whether it is a position, its parts (on behalf of whom, acting or not), its rank.
Separate because the same words decide in signature blocks, in statement sheets and in running text. The words are data
(``positions.toml``).
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from extractor import knowledge
from extractor.lexicon import lexicon
from extractor.match.found import Found
from extractor.printed import any_of, capitals, letters
from extractor.read.words import Span

MATCHER = "position"
_LIKE = 90
"""Likeness (0-100) of a misread role: one wrong letter of ten."""
_NEAR_RANK = 85
"""Likeness (0-100) from which a line is a misread rank: PENATA and the name RENATA are 83 alike."""
_SPACES = re.compile(r"\s+")
_TRAIL = re.compile(r"[\s,;:.]+$")


@knowledge.kept
def _on_behalf() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{any_of(knowledge.toml('positions')['on_behalf'])})\s*:?\s*(?=\S)", re.IGNORECASE)


@knowledge.kept
def _acting() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{any_of(knowledge.toml('positions')['acting'])})(?=[\s.])[\s.]*(?=\S)", re.IGNORECASE)


@knowledge.kept
def _heads() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{any_of(knowledge.toml('positions')['heads'])})(?!\w)", re.IGNORECASE)


@knowledge.kept
def _long_heads() -> tuple[str, ...]:
    return tuple(h for h in knowledge.toml("positions")["heads"] if len(h) >= 6 and " " not in h)


@knowledge.kept
def _organisations() -> frozenset[str]:
    return frozenset(knowledge.toml("positions")["organisations"])


@knowledge.kept
def _roles() -> tuple[tuple[str, str], ...]:
    roles = knowledge.toml("positions")["roles"]
    found = [("".join(c for c in w if c.isalpha()), role) for role, words in roles.items() for w in words]
    return tuple(sorted(found, key=lambda f: -len(f[0])))


@knowledge.kept
def _long_roles() -> tuple[str, ...]:
    return tuple(word for word, _ in _roles() if len(word) > 8)


@knowledge.kept
def _rank_names() -> tuple[str, ...]:
    return tuple(name.upper() for name in knowledge.toml("positions")["ranks"]["names"])


@knowledge.kept
def _ranks() -> re.Pattern[str]:
    names = sorted(knowledge.toml("positions")["ranks"]["names"], key=len, reverse=True)
    parts = [_rank_pattern(n) for n in names]
    return re.compile(
        rf"^\W*(?:Pangkat\s*(?:/\s*Gol\w*\.?)?\s*:?\s*)?(?P<rank>{'|'.join(parts)})"
        r"(?P<grade>[\s,/-]*(?:Gol\w*\.?\s*(?:Ruang)?\s*:?)?\s*\(?\s*(?:IV|III|II|I)\s?[/.-]?\s?[a-e]\s*\)?)?\W*$",
        re.IGNORECASE,
    )


def _rank_pattern(name: str) -> str:
    return r"\s*".join(
        r"T(?:in)?(?:g)?k(?:at|t|\.)?\.?" if w == "Tingkat" else r"(?:I|1|l)" if w == "I" else re.escape(w)
        for w in name.split()
    )


def role_of(text: str) -> str | None:
    """``first_party`` or ``second_party`` where the text is nothing but the name of a party (`PIHAK KEDUA,`)."""
    plain = letters(text)
    if not 6 <= len(plain) <= 24:
        return None
    for word, role in _roles():
        if plain == word:
            return role
    best = process.extractOne(plain, _long_roles(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return next((role for word, role in _roles() if best and word == best[0]), None)


def is_rank(text: str) -> bool:
    """Whether the text is a civil service rank, with or without grade."""
    return bool(_ranks().match(text))


def near_rank(text: str) -> bool:
    """Whether the text is a rank with a misprint in it."""
    plain = re.sub(r"[^A-Z ]", "", text.upper()).strip()
    return (
        len(plain) >= 5
        and process.extractOne(plain, _rank_names(), scorer=fuzz.ratio, score_cutoff=_NEAR_RANK) is not None
    )


def match_rank(span: Span) -> Found[str] | None:
    """The rank that the span is, without its grade: `Penata Tk. I (III/d)` gives `Penata Tk. I`."""
    m = _ranks().match(span.text)
    if m is None:
        return None
    return Found(_SPACES.sub(" ", m["rank"]).strip(), span.of(m, "rank"), "rank")


def begins_position(text: str) -> bool:
    """Whether the text begins like an office title, misprints in the first word allowed."""
    bare = _acting().sub("", _on_behalf().sub("", text))
    if bare != text or _heads().match(bare):
        return True
    first = re.match(r"\W*(\w{6,})", bare)
    if first is None:
        return False
    return _like_a_head(first[1].upper())


@knowledge.kept(maxsize=20_000)
def _like_a_head(word: str) -> bool:
    """Whether a word form in capitals is the first word of an office but for one slip; what is a word itself has none
    (`TEKNIS`, `KEPADA`).
    """
    if lexicon().lists(word.casefold()):
        return False
    return any(DamerauLevenshtein.distance(word, head, score_cutoff=1) <= 1 for head in _long_heads())


def names_office(text: str) -> bool:
    """Whether one of the words names an office, a body or a region."""
    return any(w in _organisations() for w in re.findall(r"[A-Z0-9]+", text.upper()))


def is_office(text: str) -> bool:
    """Whether the text names an office or a body rather than who holds or signs for it: `KEMENTERIAN X`, `SEKRETARIAT
    DAERAH`, `PIMPINAN DPRD`."""
    first = re.match(r"\W*([\w-]+)", text)
    named = first is not None and first[1].upper()
    return bool(named) and (named in unit_heads() or named in _collegial() or not begins_position(text))


@knowledge.kept
def _collegial() -> frozenset[str]:
    return frozenset(knowledge.toml("positions")["collegial"])


@knowledge.kept
def unit_heads() -> frozenset[str]:
    """The words that the name of an office begins with: `DINAS`, `BADAN`, in capitals."""
    return frozenset(knowledge.toml("positions")["unit_heads"])


def on_behalf(span: Span) -> tuple[bool, Span]:
    """(whether the span begins with `a.n.`, the position after it)."""
    m = _on_behalf().match(span.text)
    return (True, span.cut(m.end())) if m else (False, span)


def is_by_order(text: str) -> bool:
    """Whether the text begins with `u.b.` (untuk beliau): the office after it signs for the one before it, which itself
    signs on somebody's behalf.
    """
    words = any_of(knowledge.toml("positions")["by_order"])
    return re.match(rf"\W*(?:{words})(?!\w)", text, re.IGNORECASE) is not None


def only_on_behalf(text: str) -> bool:
    """Whether the text is nothing but `a.n.` or `u.b.`: whose position it is stands on the next line."""
    plain = re.sub(r"\W", "", text.upper())
    return any(plain == re.sub(r"\W", "", word) for word in knowledge.toml("positions")["on_behalf"])


def match_position(span: Span) -> Found[str] | None:
    """The span as a position in canonical spacing, without the comma that ends the line; ``None`` for an empty one."""
    text = capitals(_SPACES.sub(" ", span.text))
    trimmed = _TRAIL.sub("", text)
    if not any(c.isalpha() for c in trimmed):
        return None
    at = len(_TRAIL.sub("", span.text))
    return Found(trimmed, span.cut(0, at), MATCHER)
