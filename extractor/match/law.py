"""References to laws: type, number, year and what the law is about.

Comes in: a span of running text. Goes out: one :class:`Found` record a law, whose leaves carry their places. Separate,
because regulations, plans and entities all need it and none of them should know how a law is named; the names stand in
``patterns/laws.toml``. What a law's quoted title names (``Perubahan atas Undang-Undang Nomor ...``) is part of the
title and no reference of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.knowledge import kept, toml
from extractor.match.found import DraftValue, Found
from extractor.read.words import Span

MATCHER = "law"


@dataclass(frozen=True, slots=True)
class LawType:
    """A type of law; ``keeps`` says that the words up to the number (the ministry, the body) belong to the type."""

    name: str
    keeps: bool


def _spelled(name: str) -> str:
    """A regular expression for a name: spaces may be lost or doubled, hyphens may be dashes with spaces around."""
    parts = re.split(r"[\s-]+", name)
    return r"[\s\-–—]*".join(re.escape(p) for p in parts)


def _any_of(words: list[str]) -> str:
    return "|".join(_spelled(w) for w in sorted(words, key=len, reverse=True))


@dataclass(frozen=True)
class _Grammar:
    types: tuple[LawType, ...]
    starts: re.Pattern[str]
    rest: re.Pattern[str]
    constitution: re.Pattern[str]
    constitution_name: str
    about: re.Pattern[str]
    title_end: re.Pattern[str]
    state: re.Pattern[str]


@kept
def _grammar() -> _Grammar:
    data = toml("laws")
    words = data["words"]
    number, year = _any_of(words["number"]), _any_of(words["year"])
    acts = data["acronyms"]["acts"]
    types = tuple(LawType(t["name"], t.get("keeps", False)) for t in data["type"])
    types = (*types, *(LawType(act, keeps=True) for act in acts))
    spelled = [
        *(_any_of(t["spelled"]) for t in data["type"]),
        *(rf"{act}(?=\s+(?-i:[A-Z][A-Z-]+)\s+(?:{number})\b)" for act in acts),
    ]
    starts = "|".join(f"(?P<t{i}>{names})" for i, names in enumerate(spelled))
    part = r"(?:(?!" + year + r"\s?\d{4})[\w.!])+"
    rest = (
        # the ministry or the region: names, joined by "dan", commas and slashes
        r"(?P<owner>(?:[\s,]+(?:(?!(?:" + number + r")\b)[A-Z][\w/.'’-]*|dan|dan/atau|di|bagi|RI)(?=[\s,]))*?)"
        r"[\s,:]*(?:(?:" + number + r")\s+)?(?:" + number + r")(?![a-z])\s*[.:]?\s*"
        # some ministries number with their letters before the figure: PM 17
        r"(?P<number>(?:(?!TH)[A-Z]{1,4}\.?\s+(?=\d))?" + part + r"(?:\s?[/-]\s?" + part + r")*)"
        r"(?:\s+(?:Prps?|Drt|Pnps))?\.?"
        r"(?:[\s,]*(?:" + year + r")(?![a-z])\s*[.:]?\s*(?P<year>(?:1[89]|20)\d\d)\b)?"
        r"(?:[\s,]*(?:tanggal|tgl)\.?\s+\d{1,2}\s*(?:[^\W\d_]+|[-/]\s?\d{1,2}\s?[-/])\s*(?P<dated>(?:19|20)\d\d)\b)?"
    )
    return _Grammar(
        types,
        re.compile(r"(?<![\w/-])(?:" + starts + r")(?!\w*-)", re.IGNORECASE),
        re.compile(rest.replace("[A-Z]", r"(?-i:[A-Z])"), re.IGNORECASE),
        re.compile(
            r"(?<![\w/-])(?P<type>" + _any_of(data["constitution"]["spelled"]) + r")(?:\s+(?:" + year + r"))?"
            r"(?:\s+(?P<year>1945))?\b",
            re.IGNORECASE,
        ),
        data["constitution"]["name"],
        re.compile(r"[\s,]*(?:" + _any_of(words["about"]) + r")\s*", re.IGNORECASE),
        re.compile(
            r";|\.\s*$|\.\s+(?=[A-Z])|\(\s*(?:" + _any_of(words["gazettes"]) + r")\b"
            r"|[\s,]+(?:" + "|".join(re.escape(w) for w in words["after_title"]) + r")(?=[\s.]|$)",
            re.IGNORECASE,
        ),
        re.compile(r"[\s,]+(?:" + _any_of(words["state"]) + r")$", re.IGNORECASE),
    )


_DIGIT = re.compile(r"\d")
_TAIL_YEAR = re.compile(r"[/.-]((?:19|20)\d\d)$")


def _capitals(text: str) -> str:
    """The words of an owner that is printed in capitals, as a title writes them."""
    small = {"DAN", "DI", "BAGI"}
    if not text.isupper():
        return text
    return " ".join(w.lower() if w in small else w.title() for w in text.split())


def law_type(text: str) -> str | None:
    """The canonical type that a regulation's title begins with, without ministry and region: ``Peraturan Bupati``."""
    m = _grammar().starts.match(text.strip())
    if m is None:
        return None
    kind = _grammar().types[_which(m)]
    return None if kind.name in toml("laws")["acronyms"]["acts"] else kind.name


def _which(m: re.Match[str]) -> int:
    return next(i for i in range(len(_grammar().types)) if m.group(f"t{i}") is not None)


@dataclass(frozen=True, slots=True)
class LawReference:
    """A reference and where it stands in ``span.text``: ``start`` to ``end`` covers the quoted title too."""

    found: Found[DraftValue]
    start: int
    end: int


def laws(span: Span) -> list[LawReference]:
    """All references to laws in a span, in reading order."""
    grammar = _grammar()
    text = span.text
    out: list[LawReference] = []
    at = 0
    basic, (head, rest) = grammar.constitution.search(text), _next_law(text, 0)
    while at < len(text):
        # what was found further on stays found: a list of a thousand laws is not searched to its end a thousand times
        if basic is not None and basic.start() < at:
            basic = grammar.constitution.search(text, at)
        if head is not None and head.start() < at:
            head, rest = _next_law(text, at)
        if basic is not None and (head is None or basic.start() <= head.start()):
            year = span.of(basic, "year")
            record: dict[str, DraftValue] = {
                "type": Found(grammar.constitution_name, span.of(basic, "type"), MATCHER),
                "number": None,
                "year": Found(int(basic["year"]), year, MATCHER) if year else None,
                "about": None,
            }
            out.append(LawReference(Found(record, span.of(basic), MATCHER), basic.start(), basic.end()))
            at = basic.end()
            continue
        if head is None or rest is None:
            break
        about, end = _about(span, rest.end())
        out.append(
            LawReference(
                Found(_record(span, head, rest, about), span.cut(head.start(), end), MATCHER), head.start(), end
            )
        )
        at = max(end, rest.end())
    return out


def _next_law(text: str, at: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    if _DIGIT.search(text, at) is None:
        return None, None  # no law is cited without its number, and most texts cite none
    grammar = _grammar()
    while (head := grammar.starts.search(text, at)) is not None:
        rest = grammar.rest.match(text, head.end())
        if rest is not None and _DIGIT.search(rest["number"]):
            return head, rest
        at = head.end()
    return None, None


def _record(span: Span, head: re.Match[str], rest: re.Match[str], about: Span) -> dict[str, DraftValue]:
    kind = _grammar().types[_which(head)]
    name, end = kind.name, head.end()
    if kind.keeps:
        owner = _grammar().state.sub("", rest["owner"].rstrip(" ,"))
        end = rest.start("owner") + len(owner)
        owner = " ".join(owner.split())
        if owner:
            # an acronym (Ketua LAPAN) is no name in capitals
            owner = _capitals(owner) if head[0].isupper() else owner
            name = f"{name} {owner}".replace(" ,", ",")
    printed = re.sub(r"\s*([/-])\s*", r"\1", rest["number"]).rstrip(".")
    year: DraftValue = None
    if rest["year"]:
        year = Found(int(rest["year"]), span.of(rest, "year"), MATCHER)
    elif tail := _TAIL_YEAR.search(printed):
        year = Found(int(tail[1]), span.of(rest, "number"), MATCHER)
    elif rest["dated"]:
        year = Found(int(rest["dated"]), span.of(rest, "dated"), MATCHER)
    return {
        "type": Found(name, span.cut(head.start(), end), MATCHER),
        "number": Found(printed, span.of(rest, "number"), MATCHER),
        "year": year,
        "about": Found(about.text, about, MATCHER) if about else None,
    }


def _about(span: Span, at: int) -> tuple[Span, int]:
    """The quoted title that follows ``tentang``, and where it ends."""
    text = span.text
    word = _grammar().about.match(text, at)
    if word is None:
        return Span(), at
    stop = _grammar().title_end.search(text, word.end())
    end = len(text) if stop is None else stop.start()
    title = text[word.end() : end].rstrip(" ,.")
    return span.cut(word.end(), word.end() + len(title)), end


def references(span: Span) -> list[Found[DraftValue]]:
    """The records of :func:`laws`: ``type``, ``number``, ``year``, ``about``."""
    return [r.found for r in laws(span)]
