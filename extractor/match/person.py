"""Parts a person's name into titles before, name and titles behind.

Comes in: a span that holds a name as printed. Goes out: name, full name in canonical spacing, titles, each with its
place. Separate because the same person is printed on the statement, over the signature and in the running text, with
every spacing that there is: `SH.,M.Si`, `M. Ed.`, `SSos. MSi.`. The titles are data (``titles.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor import knowledge
from extractor.match.found import Found
from extractor.printed import letters
from extractor.read.words import Span

MATCHER = "person"
_JUNK_BEFORE = re.compile(r"^[\s(\[_.:;,*\"•·▪'–-]+")
_JUNK_AFTER = re.compile(r"[\s)\]_:;,*\"•·▪'–-]+$")
_NIP = re.compile(r"\bN\s?\.?I\s?\.?P\b.*$|\b\d{8,}.*$", re.IGNORECASE)
_BORN_WITH = ("R.", "R ", "RA", "RR", "KRA", "KRT")
_SPACES = re.compile(r"\s+")
_PIECE = re.compile(r"[^,;]+")
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class Person:
    """A name as printed. ``titles`` are those before the name, then those behind it."""

    name: Found[str]
    full_name: Found[str]
    titles: tuple[Found[str], ...]


@knowledge.kept
def _before() -> re.Pattern[str]:
    words = sorted(set(knowledge.toml("titles")["before"]), key=len, reverse=True)
    forms = "|".join(r"\.?\s?".join(w) if w.isupper() else r"\.?[\s-]?".join(w.split()) for w in words)
    return re.compile(rf"(?:{forms})(?:\s?\.\s*,?|\s+(?=\S))(?=\S)", re.IGNORECASE)


@knowledge.kept
def _speaker() -> re.Pattern[str]:
    """What somebody who introduces himself says before his name: `Saya, Budi Utomo`."""
    return re.compile(rf"(?:{'|'.join(knowledge.toml('signatures')['speaker'])})\s*,\s*(?=\w)", re.IGNORECASE)


@knowledge.kept
def _after() -> frozenset[str]:
    return frozenset(letters(t) for t in knowledge.toml("titles")["after"])


@knowledge.kept
def _certain() -> frozenset[str]:
    return frozenset(letters(t) for t in knowledge.toml("titles")["certain"])


def _is_title(text: str) -> bool:
    """Whether a piece behind a comma can be a title: a known one, or short with dots inside (`S.I.Kom`)."""
    folded = letters(text)
    if folded in _after():
        return True
    return 2 <= len(folded) <= 8 and "." in text.strip(". ") and not re.search(r"\d", text)


def _titles_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the titles in one piece between commas; `M. Ed.` is one, `SSos. MSi.` are two."""
    tokens = [(m.start() + start, m.end() + start) for m in _TOKEN.finditer(text[start:end])]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        for j in range(min(len(tokens), i + 4), i, -1):
            if j == i + 1 or letters(text[tokens[i][0] : tokens[j - 1][1]]) in _after():
                found.append((tokens[i][0], tokens[j - 1][1]))
                i = j
                break
    return found


def begins_with_title(text: str) -> bool:
    """Whether the text begins with a title that stands before a name, such as `Drs.`"""
    return _before().match(_JUNK_BEFORE.sub("", text)) is not None


def has_title(text: str) -> bool:
    """Whether a name's title stands at the beginning or behind a comma: the surest mark of a person's name."""
    text = _JUNK_BEFORE.sub("", text)
    if _before().match(text):
        return True
    pieces = text.split(",")
    return any(letters(t) in _after() for p in pieces[1:] for t in (p, *p.split()))


def only_titles(text: str) -> bool:
    """Whether the text is nothing but titles that stand behind a name: a long one's second line (`S.Sos., M.Si`)."""
    pieces = [p for p in re.split(r"[,;]", text) if letters(p)]
    return bool(pieces) and all(
        all(letters(t) in _after() for t in p.split()) or letters(p) in _after() for p in pieces
    )


def strip_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the name in ``text[start:end]`` without titles; a title that nobility is born with stays."""
    while (title := _before().match(text, start, end)) and not title.group().upper().startswith(_BORN_WITH):
        start = title.end()
    comma = text.find(",", start, end)
    end = comma if comma >= 0 else end
    while " " in text[start:end] and letters(text[text.rfind(" ", start, end) : end]) in _certain():
        end = text.rfind(" ", start, end)
    name = text[start:end]
    return start + len(name) - len(name.lstrip()), end - len(name) + len(name.rstrip(" *_:;"))


def match_person(span: Span) -> Person | None:
    """The person whose name the span holds; ``None`` where it holds no letters (dots to write on)."""
    text = _NIP.sub("", span.text)
    lead = _JUNK_BEFORE.match(text)
    start = lead.end() if lead else 0
    speaks = _speaker().match(text, start)
    start = speaks.end() if speaks else start
    end = len(_JUNK_AFTER.sub("", text))
    if sum(c.isalpha() for c in text[start:end]) < 2:
        return None
    before: list[tuple[int, int]] = []
    at = start
    while (m := _before().match(text, at, end)) is not None and any(c.isalpha() for c in text[m.end() : end]):
        before.append((at, at + len(m.group().rstrip(" ,"))))
        at = m.end()
    pieces = [(m.start() + at, m.end() + at) for m in _PIECE.finditer(text[at:end])]
    if not pieces:
        return None
    name_start, name_end = pieces[0]
    after: list[tuple[int, int]] = []
    for left, right in pieces[1:]:
        if _is_title(text[left:right]) or after or letters(text[left:right]):
            after.extend(_titles_in(text, left, right))
    trailing = _trailing(text, name_start, name_end)
    if trailing:
        name_end = trailing[0][0]
        after = trailing + after
    name = _trim(text, name_start, name_end)
    if name is None:
        return None
    titles = [_found(span, text, t) for t in (*before, *after)]
    full = " ".join([*(_spaced(text[a:b]) for a, b in before), _spaced(text[name[0] : name[1]])])
    last = name[1]
    for a, b in after:
        full += (", " if "," in text[last:a] or ";" in text[last:a] else " ") + _title_text(text[a:b])
        last = b
    stop = after[-1][1] if after else name[1]
    return Person(
        Found(_spaced(text[name[0] : name[1]]), span.cut(*name), MATCHER),
        Found(full, span.cut(start, stop), MATCHER),
        tuple(titles),
    )


def _trailing(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Titles at the end of a name that no comma parts from it: only such as nobody is called."""
    tokens = [(m.start() + start, m.end() + start) for m in _TOKEN.finditer(text[start:end])]
    found: list[tuple[int, int]] = []
    while len(tokens) > 1 and letters(text[slice(*tokens[-1])]) in _certain():
        found.insert(0, tokens.pop())
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    lead = _JUNK_BEFORE.match(piece)
    start += lead.end() if lead else 0
    end -= len(piece) - len(_JUNK_AFTER.sub("", piece))
    return (start, end) if end > start else None


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _title_text(text: str) -> str:
    """A title without blanks inside: `M. Ed.` is `M.Ed.`"""
    return _SPACES.sub("", text)


def _found(span: Span, text: str, place: tuple[int, int]) -> Found[str]:
    return Found(_title_text(text[slice(*place)]), span.cut(*place), MATCHER)
