"""Running heads and feet: lines that stand in the same place of several pages and apart from their text.

Comes in: the lines of all pages of a file. Goes out: for each page the lines that are running heads or feet. A
letterhead and the titles of a bundle repeat too: they are blocks of several lines, or in capitals in the middle of the
page; ``Pasal 5`` differs from ``Pasal 6`` only by its number and opens a part of the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.layout.lines import is_turned
from extractor.layout.page_numbers import is_page_number
from extractor.read.page import Page

DEPTH = 0.16
"""Share of the page's height in which running heads and feet stand, above and below."""
_MOST = 4
"""Lines from the page's edge that are looked at; a block of repeated lines that is as long is a letterhead."""
_SAME_PLACE = 0.012
"""Share of the page's height by which a running head's place differs over the pages."""
_PAGES = 3
"""Pages with the same line from which it is a running head; in the outer margin every second page of fewer does."""
_OFTEN = 0.4
"""Share of the pages from the first to the last that has it which must have it: left and right pages may differ."""
_OUTER = 0.09
"""Share of the page's longer side within which a line that stands on two pages only must lie: margins are those of the
paper, which way round it is printed."""
_APART = 0.8
"""Type sizes between the running head and the text, where no rule parts them."""
_SMALLER = 0.9
"""Share of the type under it below which a line is set as furniture."""
_RULE = 0.3
"""Share of the page's width that the rule of a running head has at the least."""
_CENTRED = 0.06
"""Share of the page's width by which a centred line may be off."""
_TITLE_SIZE = 0.95
"""Share of the usual type from which a centred line may be a title: it is no smaller than the text, but type is
measured with some slack.
"""
_DIGITS = re.compile(r"\d+")
_PAGE_BESIDE = re.compile(r"^\d{1,3}\s+|\s+\d{1,3}$")
_ROMAN = re.compile(r"^[ivxl]{1,6}\b|\b[ivxl]{1,6}$")
_CHAPTER_PAGE = re.compile(r"\b[ivxl]{1,7}\s*[-–.]\s*#")
"""A page's number after its chapter's: `III - 2`."""
_LIKE, _LONG = 0.9, 12
"""Likeness of two readings of one line, and the letters of the shortest one that is told by it: a letter or two of a
line are read wrong on one page and right on the next.
"""
_LABELLED = re.compile(r"\w\s+:\s*\w")


@dataclass(frozen=True, slots=True)
class _Place:
    """A line near the edge of a page: indexes of page and line, and how far it lies from the edge (points)."""

    page: int
    line: int
    distance: float


def running_heads(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For every page the indexes of the lines that are running heads or feet."""
    found: list[set[int]] = [set() for _ in pages]
    body = _usual_size(lines)
    keys = _keys(pages, lines)
    for top in (True, False):
        edges = [_edge(page, page_lines, top=top) for page, page_lines in zip(pages, lines, strict=True)]
        repeated = _repeated(pages, lines, edges, body, keys, top=top)
        votes: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        # whether a repeated line stands apart is asked of all pages that have it: one of them may be crowded
        for k, edge in enumerate(edges):
            for block, apart in _blocks(pages[k], lines[k], edge, repeated, keys[k], top=top, count=len(pages)):
                for n in block:
                    votes[keys[k][n]].append((k, n, apart))
        for key, cast in votes.items():
            if key in repeated and 2 * sum(apart for _, _, apart in cast) >= len(cast):
                page, line, _ = cast[0]
                # what a form says at the head of all its pages (unit, year) is said once
                first = is_labelled(lines[page][line].text) and not any(key in before for before in keys[:page])
                kept = cast[1:] if top and first else cast
                for k, n, _ in kept:
                    found[k].add(n)
    for k, heads in enumerate(_broken_otherwise(lines, found)):
        found[k] |= heads
    return found


def _broken_otherwise(lines: Sequence[Sequence[Line]], found: Sequence[set[int]]) -> list[set[int]]:
    """For every page the lines at its head that say what the running heads of two pages before it say, in lines of
    another length: its paper is wider or narrower. (A title that comes before is the title.)
    """
    said: Counter[str] = Counter()
    out: list[set[int]] = []
    for page, marked in zip(lines, found, strict=True):
        head = _head(page, marked)
        texts = [] if head or not said else [_letters(page[:n]) for n in range(1, min(_MOST, len(page)) + 1)]
        out.append(set(range(next((n for n, text in enumerate(texts, 1) if said[text] > 1), 0))))
        if len(head) > 1:
            said[_letters(head)] += 1
    return out


def _head(lines: Sequence[Line], marked: set[int]) -> list[Line]:
    """The running head of a page: its first lines, as far as they are furniture."""
    count = next((n for n in range(len(lines)) if n not in marked), len(lines))
    return list(lines[:count])


def _letters(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines).casefold().replace(" ", "")


def _usual_size(lines: Sequence[Sequence[Line]]) -> float:
    """The type size in which most of the file's letters outside tables are set."""
    counts: Counter[float] = Counter()
    for page_lines in lines:
        for line in page_lines:
            counts[round(line.size)] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size), default=10.0)


def _edge(page: Page, lines: Sequence[Line], *, top: bool) -> list[int]:
    """The lines nearest to the upper or lower edge of a page, from the edge inwards."""
    height = max(1.0, page.height)
    near: list[int] = []
    for k in range(len(lines)) if top else range(len(lines) - 1, -1, -1):
        middle = (lines[k].box[1] + lines[k].box[3]) / 2 / height
        if (middle > DEPTH) if top else (middle < 1 - DEPTH):
            if near:
                break
            continue
        if not any(is_turned(w) for w in lines[k].words):
            near.append(k)
    return near[:_MOST]


def _repeated(
    pages: Sequence[Page],
    lines: Sequence[Sequence[Line]],
    edges: Sequence[Sequence[int]],
    body: float,
    keys: Sequence[Sequence[str]],
    *,
    top: bool,
) -> set[str]:
    """The texts that stand in one place of enough pages."""
    places: dict[str, list[_Place]] = defaultdict(list)
    for k, edge in enumerate(edges):
        for n in edge:
            line = lines[k][n]
            if not _opens(line.text, top=top) and not (top and _like_title(pages[k], lines[k], n, body)):
                box = line.box
                places[keys[k][n]].append(_Place(k, n, box[1] if top else pages[k].height - box[3]))
    found = set()
    for key, all_places in places.items():
        same = _in_one_place(all_places, pages)
        on = sorted({p.page for p in same})
        if len(on) < 2 or len(on) < _OFTEN * (on[-1] - on[0] + 1):
            continue
        outer = all(p.distance <= _OUTER * max(pages[p.page].width, pages[p.page].height) for p in same)
        if len(on) >= _PAGES or (outer and 2 * len(on) >= len(pages)):
            found.add(key)
    return found


def _opens(text: str, *, top: bool) -> bool:
    """Whether a line at the head or foot of a page may open a part of the text. Nothing opens again and again at the
    foot that has no number but the page's: `Lampiran Keputusan Kepala Dinas   7`.
    """
    said = _PAGE_BESIDE.sub("", text)
    whole = len(said.split()) > 2 and not _DIGITS.search(said)
    return opens_text(text) and (top or not whole)


def _in_one_place(places: Sequence[_Place], pages: Sequence[Page]) -> list[_Place]:
    """The most places that lie equally far from the edge."""
    best: list[_Place] = []
    ordered = sorted(places, key=lambda p: p.distance)
    start = 0
    for end, place in enumerate(ordered):
        while place.distance - ordered[start].distance > _SAME_PLACE * pages[place.page].height:
            start += 1
        if end + 1 - start > len(best):
            best = ordered[start : end + 1]
    return best


def _blocks(
    page: Page,
    lines: Sequence[Line],
    edge: Sequence[int],
    repeated: set[str],
    keys: Sequence[str],
    *,
    top: bool,
    count: int,
) -> Iterator[tuple[list[int], bool]]:
    """Repeated lines and page numbers from the edge inwards, and whether they stand apart from what follows."""
    block: list[int] = []
    for n in edge:
        if keys[n] not in repeated and not is_page_number(lines[n].text, count):
            break
        block.append(n)
        after = n + 1 if top else n - 1
        apart = not 0 <= after < len(lines) or _is_apart(page, lines[n], lines[after])
        if len(block) < _MOST and apart:
            yield block, True
            block = []
    if block and len(block) < _MOST:
        yield block, False


def _is_apart(page: Page, line: Line, inner: Line) -> bool:
    """Whether a gap, a rule or larger type parts a line from the next one of the page."""
    return line.size < _SMALLER * inner.size or _is_parted(page, line, inner)


def _is_parted(page: Page, line: Line, inner: Line) -> bool:
    """Whether a gap or a rule parts two lines."""
    upper, lower = (line, inner) if line.box[1] <= inner.box[1] else (inner, line)
    gap = lower.box[1] - upper.box[3]
    if gap >= _APART * line.size:
        return True
    between = upper.box[3] - 0.3 * upper.size, lower.box[1] + 0.3 * lower.size
    return any(
        r.horizontal and between[0] <= r.top <= between[1] and r.x1 - r.x0 > _RULE * page.width for r in page.rulings
    )


def is_centred(page: Page, line: Line) -> bool:
    """Whether a line stands in the middle of its page's width."""
    x0, _, x1, _ = line.box
    return abs((x0 + x1) / 2 - page.width / 2) <= _CENTRED * page.width


def _like_title(page: Page, lines: Sequence[Line], n: int, body: float) -> bool:
    """Whether a line is set as titles and letterheads are: in capitals, and bold, in the middle of the page (of a text
    export nobody knows) or beside another one in capitals.
    """
    line = lines[n]
    if not _in_capitals(line):
        return False
    centred = page.method == "text" or is_centred(page, line)
    if line.bold or (centred and line.size >= _TITLE_SIZE * body):
        return True
    beside = [a for a in lines[max(0, n - 1) : n + 2] if a is not line]
    # a letterhead sets the office larger than the government over it
    return any(_in_capitals(a) and not (_is_parted if centred else _is_apart)(page, line, a) for a in beside)


def _in_capitals(line: Line) -> bool:
    return line.text.isupper() and sum(c.isalpha() for c in line.text) >= 4


def opens_text(text: str) -> bool:
    """Whether a line begins as parts of a text do (``Pasal 5``, ``a. ``), wherever it stands."""
    return bool(_never().match(text.strip()))


@kept
def _never() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in toml("furniture")["never"]), re.IGNORECASE)


def is_labelled(text: str) -> bool:
    """Whether a line says something of a document: a label, a colon, a value."""
    return bool(_LABELLED.search(text))


def _keys(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[str]]:
    """For every line of every page what it has in common with the same line of another page: its text without numbers
    of pages. Of a line near the edge of a page that was read from its picture it is the text that most pages read.
    """
    keys = [[_key(line) for line in page_lines] for page_lines in lines]
    if not any(page.method == "ocr" for page in pages):
        return keys
    edges = [sorted({*_edge(p, at, top=True), *_edge(p, at, top=False)}) for p, at in zip(pages, lines, strict=True)]
    counts = Counter(keys[k][n] for k, edge in enumerate(edges) for n in edge)
    usual: list[str] = []
    same: dict[str, str] = {}
    for key, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
        like = len(key) >= _LONG and extractOne(
            key, usual, scorer=Levenshtein.normalized_similarity, score_cutoff=_LIKE
        )
        same[key] = like[0] if like else key
        if not like:
            usual.append(key)
    for k, edge in enumerate(edges):
        for n in edge if pages[k].method == "ocr" else ():
            keys[k][n] = same[keys[k][n]]
    return keys


def _key(line: Line) -> str:
    return _ROMAN.sub("#", _CHAPTER_PAGE.sub("#", _DIGITS.sub("#", line.text.casefold())))
