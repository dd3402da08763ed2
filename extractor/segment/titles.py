"""Finds the lines that announce a document: PERJANJIAN KINERJA, RENCANA KERJA TAHUNAN, PERATURAN BUPATI ...

Comes in: the flow of a page. Goes out: for every title line its kind, the title phrase, and where the phrase
ends in the line. Separate because what counts as a title is a matter of its own: mentions in running prose, tables of
contents, captions and chapter headings are none. How the kinds announce themselves is said by them and in
``kinds.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance import Levenshtein

from extractor import knowledge
from extractor.layout.blocks import Block, Line, Table
from extractor.printed import BULLETS, LONG_ROMAN, letters
from extractor.read.words import Span
from extractor.registry import Announced, Sign, kinds

UNKNOWN = "unknown"
_LONGEST_TITLE = 24
"""Words of the longest title line that was met; prose lines are rarely shorter, so this only saves time."""
_CONFIRM_WITHIN = 60
"""Lines after a regulation's title within which its preamble begins."""
_SHORTEST_INNER = 9
"""Letters of the shortest phrase that is looked for inside a line: RENJA or DPA stand inside other words."""
_SHORTEST = 5
"""Letters of the shortest first half of a title over two lines."""
_WIDE = 4.0
"""Type sizes of a gap that parts a title from what stands beside it on a cover."""
_SMALLER = 0.6
"""Share of the title's type size below which words beside it are no part of it."""
_BEGINNING = 3
"""Letters by which a title is told behind a Roman number: two of them (`IN`) begin too many other words."""
_CAPITALS = 0.7
"""Share of capitals from which a line is set in capitals: what is left small is a year's word or an abbreviation
(`s.d.`, `Tahun`); a text with capital initials has a third of them at the most.
"""
_UNTIL = re.compile(r"\bs\s?[./]\s?d\b\.?", re.IGNORECASE)
"""`2041 s/d 2045`."""
_LEADERS = re.compile(r"\.{4,}|…|_{4,}")
_ITEM = re.compile(rf"^\s*(?:[0-9]+[.)]|[0-9]+(?:\.[0-9]+)+\.?|[A-Za-z][.)]|{LONG_ROMAN}[.)]|[{BULLETS}])\s*\w")
_CHAPTER = re.compile(r"^\W*(?:(?:BAB|BAGIAN|CHAPTER)\.?\s+(?:[IVXLC]+|[0-9]{1,2})|(?-i:BAB[IVX]+))\W*$", re.IGNORECASE)
"""A chapter's number on a line of its own: the chapter's heading stands under it."""
_SECTION = re.compile(r"^\s*[0-9]+(?:\.[0-9]+)+\.?\s+\w")
"""The heading of a section whose number has several parts: `3.1.7 PERBANDINGAN ...`; a title has no such number."""
_ALIKE = 0.2
"""Share of the type size by which the sizes of two lines of one heading differ: a scan tells it by its letters."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PROSE_END = re.compile(r"[;,]$|[a-z)]\.$")


@dataclass(frozen=True)
class TitleLine:
    """A line that announces a document, or two where the phrase goes on in the next one (``more``). ``span`` is the
    title's part of them; ``start`` and ``end`` are the offsets in the span's text between which the phrase stands."""

    index: int
    line: Line
    span: Span
    kind: str
    phrase: str
    start: int
    end: int
    more: Line | None = None


@knowledge.kept
def announced() -> dict[str, Announced]:
    """How every kind announces itself, by name: what it brings, and what its table in ``kinds.toml`` adds. Kinds of
    that file come first, in its order: of two whose signs weigh the same the earlier one holds.
    """
    data = knowledge.toml("kinds")
    tables = {name: entry for name, entry in data.items() if isinstance(entry, dict)}
    return {name: _added(kinds()[name].announced, tables.get(name, {})) for name in dict.fromkeys((*tables, *kinds()))}


def _added(brought: Announced, table: Mapping[str, Any]) -> Announced:
    """What a kind brings with what is said of it in ``kinds.toml``: lists are appended, single values replaced."""
    signs = tuple(Sign(**sign) for sign in table.get("signs", ()))
    more: dict[str, Any] = {"titles": (), "confirm": (), **table, "signs": signs}
    more = {k: (*getattr(brought, k), *v) if isinstance(v, (list, tuple)) else v for k, v in more.items()}
    more["confirm"] = tuple(letters(word) for word in more["confirm"])
    return replace(brought, **more)


def policy(kind: str) -> Announced:
    """How one kind announces itself."""
    return announced()[kind]


@knowledge.kept
def _phrases() -> tuple[tuple[str, str, str], ...]:
    """(letters, phrase, kind) of every title, the longest first."""
    found = [(letters(t), t, name) for name, kind in announced().items() for t in kind.titles]
    return tuple(sorted(found, key=lambda f: (-len(f[0]), f[0])))


@knowledge.kept(maxsize=2000)
def _phrases_like(beginning: str) -> tuple[tuple[str, str, str], ...]:
    """The title phrases that share the first or the second of two letters."""
    return tuple(p for p in _phrases() if p[0][:1] == beginning[:1] or p[0][1:2] == beginning[1:2])


@knowledge.kept
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted((letters(p) for p in knowledge.toml("kinds")["prefixes"]), key=len, reverse=True))


@knowledge.kept
def _numbered_phrase() -> re.Pattern[str]:
    """The Roman number between a prefix and a title, whose letters run on: `LAMPIRAN II RENCANA AKSI`."""
    beginnings = sorted({folded[:_BEGINNING] for folded, _, _ in _phrases()})
    return re.compile(rf"(?:I{{1,3}}V?|VI{{0,3}}|IX|X)(?={'|'.join(beginnings)})")


def is_prefix(text: str) -> bool:
    """Whether a text is nothing but a word that stands before titles: `DOKUMEN` over PERJANJIAN KINERJA on a cover."""
    return letters(text) in _prefixes()


@knowledge.kept
def _no_title() -> re.Pattern[str]:
    return re.compile(r"^\W*(?:" + "|".join(knowledge.toml("kinds")["no_title_starts"]) + r")\b", re.IGNORECASE)


@knowledge.kept(maxsize=2000)
def _tolerance(phrase: str) -> int:
    return len(phrase) // int(knowledge.toml("kinds")["misprint_letters"])


def phrase_length(text: str, phrase: str) -> int | None:
    """How many letters of ``text`` (letters only) the phrase takes at its beginning, ``None`` where it does not stand
    there. Misprints are allowed in proportion to the phrase's length."""
    allowed = _tolerance(phrase)
    if text[:1] != phrase[:1] and not allowed:
        return None
    best: tuple[int, int] | None = None
    for extra in (0, 1, -1):
        size = len(phrase) + extra
        if size > len(text) or (extra and not allowed):
            continue
        distance = Levenshtein.distance(text[:size], phrase, score_cutoff=allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, size)
    return best[1] if best else None


@knowledge.kept
def _inner_phrases() -> tuple[tuple[str, str], ...]:
    """(letters, kind) of the phrases that are looked for inside a line, the longest first."""
    return tuple(
        (folded, kind)
        for folded, _, kind in _phrases()
        if kind != UNKNOWN and not policy(kind).confirm and len(folded) >= _SHORTEST_INNER
    )


def inner_kind(plain: str) -> str | None:
    """The kind of the longest title phrase that stands anywhere in ``plain`` (letters only): LAPORAN RENCANA AKSI."""
    return next((kind for phrase, kind in _inner_phrases() if phrase in plain), None)


def _offset(text: str, count: int) -> int:
    """The offset in ``text`` after its first ``count`` letters."""
    for i, c in enumerate(text):
        if c.isalpha():
            count -= 1
            if count == 0:
                return i + 1
    return len(text)


@knowledge.kept(maxsize=2000)
def find_phrase(text: str) -> tuple[str, str, int, int] | None:
    """(kind, phrase, start, end) of the title phrase that ``text`` begins with, prefixes such as LAMPIRAN skipped."""
    plain = letters(text)
    skipped = 0
    while True:
        rest = plain[skipped:]
        for folded, phrase, kind in _phrases_like(rest[:2]):
            size = phrase_length(rest, folded)
            if size is None:
                continue
            end = _offset(text, skipped + size)
            if end < len(text) and text[end].isalpha() and len(folded) < 9:
                continue  # RENJANA is no RENJA; longer phrases may be glued to the next word
            start = _offset(text, skipped + 1) - 1
            if _YEAR.search(text, start, end):
                continue  # RENCANA KERJA TAHUN 2041 DINAS MAJU is no RENCANA KERJA TAHUNAN
            return kind, phrase, start, end
        prefix = next((p for p in _prefixes() if rest.startswith(p)), None)
        if prefix is None:
            return None
        skipped += len(prefix)
        if roman := _numbered_phrase().match(plain, skipped):
            skipped = roman.end()


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals; a few small letters among them do not count."""
    found = list(filter(str.isalpha, text))
    return bool(found) and sum(map(str.isupper, found)) >= _CAPITALS * len(found)


def headline(text: str) -> bool:
    """Whether every word begins with a capital, small words aside: `Perjanjian Kinerja Tahun 2016`."""
    words = re.findall(r"[^\W\d_][\w.'-]*", _UNTIL.sub(" ", text))
    small = knowledge.toml("kinds")["small_words"]
    return bool(words) and all(w[0].isupper() or w.lower() in small for w in words)


def looks_like_title(line: Line) -> bool:
    """Whether the line is set like a title: short, in capitals or with capital initials, no item, caption or entry of
    a table of contents."""
    text = line.text
    if len(line.words) > _LONGEST_TITLE or not any(c.isalpha() for c in text):
        return False
    if _LEADERS.search(text) or _ITEM.match(text) or _no_title().match(text) or _PROSE_END.search(text):
        return False
    return in_capitals(text) or headline(text)


def running(block: Block | None) -> bool:
    """Whether a block is a line of running text: six words and more, many of them in small letters."""
    if not isinstance(block, Line):
        return False
    words = [w for w in block.text.split() if w[0].isalpha()]
    return len(words) >= 6 and sum(w[0].islower() for w in words) >= len(words) * 0.4


def _in_running_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line with capital initials stands in the middle of a paragraph."""
    line = blocks[index]
    assert isinstance(line, Line)
    if in_capitals(line.text):
        return False
    before = blocks[index - 1] if index else None
    height = line.box[3] - line.box[1]
    if isinstance(before, Line) and before.page == line.page and running(before):
        return line.box[1] - before.box[3] < height * 1.2
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(after, Line) and after.page == line.page and _opens_paragraph(line, after)


def _opens_paragraph(line: Line, after: Line) -> bool:
    """Whether a line is the first one of a paragraph: running text in its type goes on under it, further left, and both
    end at the same margin.
    """
    return (
        running(after)
        and after.box[1] - line.box[3] < 1.2 * (line.box[3] - line.box[1])
        and abs(after.size - line.size) < 0.1 * line.size
        and line.bold == after.bold
        and after.box[0] <= line.box[0] + line.size
        and abs(after.box[2] - line.box[2]) < 2 * line.size
    )


def _confirmed(blocks: Sequence[Block], index: int, kind: Announced) -> bool:
    if not kind.confirm:
        return True
    seen: set[str] = set()
    for block in blocks[index : index + _CONFIRM_WITHIN]:
        texts = [block.text] if isinstance(block, Line) else [c.text for row in block.rows[:3] for c in row]
        for text in texts:
            plain = letters(text)
            seen.update(w for w in kind.confirm if phrase_length(plain, w) is not None)
    return len(seen) >= kind.confirm_count


def _continues(blocks: Sequence[Block], index: int, phrase: str) -> tuple[tuple[str, str, int, int], Line] | None:
    """The longer phrase that the line makes with the one under it: RENCANA KINERJA / TAHUNAN, and that line."""
    block = blocks[index]
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(block, Line) or not isinstance(after, Line) or after.page != block.page or len(block.words) > 4:
        return None
    if after.box[1] - block.box[3] > 2 * (block.box[3] - block.box[1]) or len(after.words) > 8:
        return None
    if not looks_like_title(after) or len(letters(block.text)) < _SHORTEST:
        return None
    joined = Span(block.words + after.words).text
    found = find_phrase(joined)
    if found is None or len(letters(found[1])) <= len(letters(phrase)):
        return None
    if not found[2] < len(block.text) < found[3] - 1 or any(map(str.isdigit, joined[found[2] : found[3]])):
        return None  # RENCANA KERJA TAHUN 2041 / KECAMATAN MAJU is no RENCANA KERJA TAHUNAN
    return (found, after) if not policy(found[0]).confirm else None


def _continues_title(line: Line, end: int) -> bool:
    """Whether the whole line is the title: no wide gap follows the phrase."""
    first = _title_part(line)
    return len(first.words) == len(line.words) or len(first.text) < end


def _title_part(line: Line) -> Line:
    """The beginning of the line down to a wide gap or to words in much smaller type."""
    first = line.segments(_WIDE)[0]
    size = first.words[0].size
    count = next((i for i, w in enumerate(first.words) if w.size < size * _SMALLER), len(first.words))
    return Line(first.words[:count])


def _of_section(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line is a chapter's heading (RENCANA KINERJA under BAB III) or the rest of a numbered section's."""
    above, line = blocks[index - 1] if index else None, blocks[index]
    if not isinstance(above, Line) or not isinstance(line, Line) or above.page != line.page:
        return False
    return is_chapter(above) or (_SECTION.match(above.text) is not None and _wraps(above, line))


def _wraps(above: Line, line: Line) -> bool:
    """Whether a heading goes on in the next line: close under it, in its type, no further left."""
    height = above.box[3] - above.box[1]
    alike = abs(above.size - line.size) < _ALIKE * line.size and in_capitals(above.text) == in_capitals(line.text)
    return alike and line.box[1] - above.box[3] < height and line.box[0] > above.box[0] - height


def is_chapter(line: Line) -> bool:
    """Whether the line is a chapter's number and nothing else: `BAB III`."""
    return _CHAPTER.match(line.text) is not None


def title_line(blocks: Sequence[Block], index: int) -> TitleLine | None:
    """The title that the block at ``index`` announces, if it does."""
    block = blocks[index]
    if isinstance(block, Table) or not looks_like_title(block) or _of_section(blocks, index):
        return None
    span = block.span
    found = find_phrase(span.text)
    further = _continues(blocks, index, found[1] if found else "")
    if further is not None:
        kind, phrase, start, end = further[0]
        return TitleLine(index, block, Span(block.words + further[1].words), kind, phrase, start, end, further[1])
    if found is not None and not _continues_title(block, found[3]):
        span = _title_part(block).span
    if found is None and len(block.words) > 1:
        first = block.segments()[0]
        if len(first.words) < len(block.words) and looks_like_title(first):
            span = first.span
            found = find_phrase(span.text)
    if found is None or _in_running_text(blocks, index):
        return None
    kind, phrase, start, end = found
    if policy(kind).capitals and not in_capitals(span.text):
        return None
    if not _confirmed(blocks, index, policy(kind)):
        return None
    return TitleLine(index, block, span, kind, phrase, start, end)


def main_kind(titles: Sequence[TitleLine]) -> str:
    """The kind that the title lines of a sheet (one at least) announce: one whose title is never a caption before one
    whose title may be, a known one before ``unknown``; before both the one directly over it that says what it does with
    it (`EVALUASI TERHADAP HASIL RENJA` over the `RENJA` of an office).
    """
    main = min(titles, key=lambda t: (t.kind == UNKNOWN, policy(t.kind).named))
    about = (t for t in titles if t.index + 1 == main.index and letters(main.phrase) in letters(t.phrase))
    return next(about, main).kind
