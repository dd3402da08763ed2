"""Finds the headings of a report: chapters, lettered and numbered headings, headings without a number.

Comes in: the flow of a document (lines and tables). Goes out: the headings in reading order, each with the lines that
it stands on. Separate because what makes a line a heading (number, bold type, room around it, what follows) is the
same for every report, whatever is done with the text between. Lists of contents, lists of laws, captions and the
bold words of a paragraph are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from extractor import knowledge
from extractor.layout.blocks import Block, Line, Table
from extractor.read.words import Span
from extractor.segment.component import TitleBlock
from extractor.segment.titles import capitals, headline, letters, running

_CHAPTER = re.compile(r"^\W*(?:BAB|Bab)\b\.?\s*(?P<number>[IVXLC]+|\d{1,2})\b\W*(?P<rest>.*)$")
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){1,4}|\d{1,2}|[A-Z]|[IVX]{1,5})(?:\s?[.)]+\s*|\s+)(?P<rest>\S.*)$"
)
_LONE_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z]|[IVX]{1,5})\s?\.+$")
_ROMAN = re.compile(r"^(?:X{0,3})(?:IX|IV|V?I{0,3})$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…\s*…|_{4,}")
_LAW_NUMBER = re.compile(r"\b(?:Nomor|No\.?)\s*:?\s*\d", re.IGNORECASE)
_QUOTES = "\"'“”‘’«»"
_LONGEST, _LONGEST_PLAIN = 30, 14
"""Words of the longest heading in bold type, and of the longest without."""
_CONTENTS_PROSE = 24
"""Words of running text between two chapter lines of a list of chapters, at most."""


@dataclass(frozen=True)
class Heading:
    """A heading. ``first`` and ``last`` are its places in the flow; ``level`` is 1 for chapters."""

    level: int
    number: Span | None
    label: str | None
    span: Span
    first: int
    last: int


@dataclass(frozen=True)
class _Candidate:
    style: str
    number: Span | None
    label: str | None
    span: Span
    first: int
    last: int
    bold: bool


@dataclass(frozen=True)
class Outline:
    """The headings of a document and the places in its flow that are neither heading nor text (contents, captions)."""

    headings: tuple[Heading, ...]
    skipped: frozenset[int]


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(letters(w) for w in knowledge.toml("plan")[name])


@cache
def _starts(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(knowledge.toml("plan")[name], key=len, reverse=True))
    return re.compile(rf"^\W*(?:{words})\b", re.IGNORECASE)


def find_outline(flow: Sequence[Block], titles: Sequence[TitleBlock] = ()) -> Outline:
    """The outline of the flow. ``titles`` are further title blocks in it (sheets bound into the report)."""
    return _Finder(flow, titles).outline()


class _Finder:
    def __init__(self, flow: Sequence[Block], titles: Sequence[TitleBlock]) -> None:
        self.flow = flow
        self.titles = {id(t.lines[0]): t for t in titles if t.lines}
        self.captions = self._captions()
        self.page_gap = self._page_gaps()

    # -- the parts of the flow ---------------------------------------------------------------------------------

    def line(self, k: int) -> Line | None:
        """The line at a place, ``None`` for a table and outside the flow."""
        block = self.flow[k] if 0 <= k < len(self.flow) else None
        return block if isinstance(block, Line) else None

    def is_table(self, k: int) -> bool:
        return 0 <= k < len(self.flow) and isinstance(self.flow[k], Table)

    def _page_gaps(self) -> dict[int, float]:
        """The usual free height between two lines of a page."""
        gaps: dict[int, list[float]] = {}
        for above, below in pairwise(self.flow):
            if isinstance(above, Line) and isinstance(below, Line) and above.page == below.page:
                gaps.setdefault(above.page, []).append(below.box[1] - above.box[3])
        return {page: median(found) for page, found in gaps.items()}

    def gap(self, k: int) -> float:
        """Free height over the line at ``k``; a whole page at a page's beginning and under a table."""
        above, below = self.line(k - 1), self.line(k)
        if above is None or below is None or above.page != below.page:
            return 999.0
        return below.box[1] - above.box[3]

    def _captions(self) -> set[int]:
        """Captions of tables, and what is said of a table under it."""
        found: set[int] = set()
        for k, block in enumerate(self.flow):
            if isinstance(block, Table):
                run = []
                for j in range(k - 1, max(-1, k - 5), -1):
                    line = self.line(j)
                    if line is None or line.text.rstrip().endswith((":", ";", ",")):
                        break
                    run.append(j)
                    if _starts("captions").match(line.text):
                        found.update(run)
                        break
                    if running(line) and not line.bold:
                        break
                under = self.line(k + 1)
                if under is not None and _starts("sources").match(under.text) and ":" in under.text[:14]:
                    found.add(k + 1)
        return found

    # -- candidates --------------------------------------------------------------------------------------------

    def _wraps(self, above: Line, below: Line) -> bool:
        """Whether the first word of the lower line found no room in the upper one."""
        right = max(b.box[2] for b in self.flow if isinstance(b, Line) and b.page == above.page)
        first = below.words[0].box
        return above.box[2] + (first[2] - first[0]) + 0.3 * above.size > right

    def _continued(self, k: int, *, bold: bool, wrapped: bool = False) -> int:
        """The last line of the heading whose first line stands at ``k``: lines right under it, set alike. ``wrapped``
        asks that the words would not have fitted into the line above."""
        head = self.line(k)
        assert head is not None
        last = k
        while True:
            above, below = self.line(last), self.line(last + 1)
            if above is None or below is None or above.page != below.page or last + 1 in self.captions:
                return last
            near = below.box[1] - above.box[3] < 1.0 * max(above.size, 1.0)
            alike = abs(below.size - head.size) < 0.7 and below.bold == head.bold
            same_case = (capitals(head.text) >= 0.7) == (capitals(below.text) >= 0.7)
            if not (near and alike and same_case) or self._label(below) or _CHAPTER.match(below.text):
                return last
            if not bold and capitals(below.text) < 0.7:
                return last
            if len(Span(head.words + below.words).text.split()) > _LONGEST or above.text.rstrip().endswith((":", ".")):
                return last
            if head.text[:1] not in _QUOTES and below.text[:1] in _QUOTES:
                return last
            if (wrapped or capitals(below.text) < 0.7) and not self._wraps(above, below):
                return last
            last += 1

    def _label(self, line: Line) -> re.Match[str] | None:
        """The number that the line begins with."""
        m = _NUMBERED.match(line.text) or _LONE_NUMBER.match(line.text)
        if m is None:
            return None
        bare = line.text[len(m["number"]) : len(m["number"]) + 2].lstrip()
        if not bare.startswith((".", ")")) and "." not in m["number"]:
            return None
        return m

    def _span(self, first: int, last: int, start: int = 0) -> Span:
        words = [w for k in range(first, last + 1) if (line := self.line(k)) for w in line.words]
        return Span(words).cut(start)

    def _chapter(self, k: int, line: Line) -> _Candidate | None:
        m = _CHAPTER.match(line.text)
        if m is None or _LEADERS.search(line.text):
            return None
        rest = m["rest"]
        number = line.span.of(m, "number")
        if rest:
            if not _headlike(rest) or not (capitals(rest) >= 0.7 or headline(rest)):
                return None
            last = self._continued(k, bold=line.bold)
            return _Candidate("chapter", number, m["number"], self._span(k, last, m.start("rest")), k, last, line.bold)
        below = self.line(k + 1)
        named = below is not None and not self._label(below) and _headlike(below.text)
        if not named or below is None or (running(below) and not below.bold and capitals(below.text) < 0.7):
            return _Candidate("chapter", number, m["number"], Span(), k, k, line.bold)
        last = self._continued(k + 1, bold=below.bold)
        return _Candidate("chapter", number, m["number"], self._span(k + 1, last), k, last, line.bold)

    def _front(self, k: int, line: Line) -> _Candidate | None:
        plain = letters(line.text)
        if any(c.isdecimal() for c in line.text) or len(plain) > 40:
            return None
        style = "front" if plain in _set("front_headings") else "contents" if plain in _set("contents_headings") else ""
        return _Candidate(style, None, None, line.span, k, k, line.bold) if style else None

    def _numbered(self, k: int, line: Line) -> _Candidate | None:
        m = self._label(line)
        if m is None or _LEADERS.search(line.text):
            return None
        number = line.span.of(m, "number")
        label = re.sub(r"\s", "", m["number"])
        if m.re is _LONE_NUMBER:
            below = self.line(k + 1)
            if below is None or self._label(below) or not _headlike(below.text) or below.page != line.page:
                return None
            last = self._continued(k + 1, bold=below.bold)
            return _Candidate("", number, label, self._span(k + 1, last), k, last, below.bold)
        if not _headlike(m["rest"]) or line.text[len(m["number"]) :].lstrip().startswith(")"):
            return None
        last = self._continued(k, bold=line.bold, wrapped=True)
        return _Candidate("", number, label, self._span(k, last, m.start("rest")), k, last, line.bold)

    def _unnumbered(self, k: int, line: Line, *, bold_only: bool) -> _Candidate | None:
        text = line.text.strip()
        if not _headlike(text) or text[0] in _QUOTES or not text[0].isupper() or text.endswith((".", ",", ";")):
            return None
        if not any(len(w) > 2 and w.isalpha() for w in text.split()):
            return None
        above = self.line(k - 1)
        if above is not None and above.page == line.page and self._label(above) and _LONE_NUMBER.match(above.text):
            return None
        last = self._continued(k, bold=line.bold)
        after = self.flow[last + 1] if last + 1 < len(self.flow) else None
        if bold_only:
            stands = line.bold and self._stands_apart(k)
        else:
            if text.endswith(":") or len(text.split()) > _LONGEST_PLAIN:
                return None
            follows = (
                isinstance(after, Table) or running(after) or (isinstance(after, Line) and bool(self._label(after)))
            )
            alone = self.gap(k) > 0.9 * line.size and (self.gap(last + 1) > 0.9 * line.size or isinstance(after, Table))
            stands = follows and alone and (capitals(text) >= 0.7 or headline(text))
        if not stands or after is None:
            return None
        return _Candidate("plain", None, None, self._span(k, last), k, last, line.bold)

    def _stands_apart(self, k: int) -> bool:
        """Whether there is more room over a line than between the lines of its page; a page's first line stands apart
        where the page before it ended a sentence."""
        line, above = self.line(k), self.line(k - 1)
        assert line is not None
        if above is None:
            return True
        if above.page != line.page:
            return above.text.rstrip()[-1:] in ".;:)" or above.bold or not running(above)
        if above.bold and not running(above):
            return True
        return self.gap(k) > max(1.25 * self.page_gap.get(line.page, 0.0), 0.5 * line.size)

    # -- choosing ----------------------------------------------------------------------------------------------

    def outline(self) -> Outline:
        """Chooses among the candidates and gives them levels."""
        named = [c for k in range(len(self.flow)) if (line := self.line(k)) and (c := self._chapter(k, line))]
        chapters = self._true_chapters(named)
        fronts = [c for k in range(len(self.flow)) if (line := self.line(k)) and (c := self._front(k, line))]
        fronts = self._true_fronts(fronts, chapters)
        heads = [c for c in (*chapters, *fronts) if c.style != "contents"]
        bold_heads = bool(heads) and 2 * sum(c.bold for c in heads) >= len(heads)
        skipped = self._contents(chapters, fronts)
        taken = set(skipped) | self.captions
        for c in (*named, *fronts):
            taken.update(range(c.first, c.last + 1))
        numbered = self._true_numbered(taken, bold_heads=bold_heads)
        for c in numbered:
            taken.update(range(c.first, c.last + 1))
        found = [*heads, *numbered, *self._plain(taken, heads, numbered, bold_heads=bold_heads)]
        found.sort(key=lambda c: c.first)
        return Outline(tuple(_levels(found)), frozenset(set(skipped) | self.captions))

    def _true_chapters(self, found: list[_Candidate]) -> list[_Candidate]:
        """Chapter lines without those of lists of contents: those follow each other without text between, or repeat
        a chapter that stands alone on its line."""
        between = [self._prose(a.last + 1, b.first) for a, b in pairwise(found)]
        true = [
            c
            for n, c in enumerate(found)
            if not (n and between[n - 1] < _CONTENTS_PROSE and _value(c.label) == _value(found[n - 1].label) + 1)
            and not (
                n < len(between) and between[n] < _CONTENTS_PROSE and _value(c.label) + 1 == _value(found[n + 1].label)
            )
        ]
        best: dict[int, _Candidate] = {}
        # a chapter that is nowhere else is one, be it ever so short
        known = {_value(c.label) for c in true}
        for c in [*true, *(c for c in found if _value(c.label) not in known)]:
            value = _value(c.label)
            held = best.get(value)
            if held is None or (self._prominence(c), value != 1) > (self._prominence(held), False):
                best[value] = c
        return sorted(best.values(), key=lambda c: c.first)

    def _prominence(self, chapter: _Candidate) -> int:
        line = self.line(chapter.first)
        assert line is not None
        alone = _CHAPTER.match(line.text)
        begins_page = self.gap(chapter.first) > 900 and not self.is_table(chapter.first - 1)
        return 2 * begins_page + bool(alone and not alone["rest"])

    def _prose(self, first: int, end: int) -> int:
        """Words of running text between two places; a table counts as text."""
        words = 0
        for k in range(first, end):
            block = self.flow[k]
            if isinstance(block, Table):
                words += _CONTENTS_PROSE
            elif running(block) and not _LEADERS.search(block.text):
                words += len(block.words)
        return words

    def _true_fronts(self, fronts: list[_Candidate], chapters: list[_Candidate]) -> list[_Candidate]:
        """Without the names of chapters, and without entries of lists of contents."""
        inside = {k for c in chapters for k in range(c.first, c.last + 1)}
        places = sorted([c.first for c in (*fronts, *chapters)] + [len(self.flow)])
        kept = []
        for c in fronts:
            end = next(p for p in places if p > c.first)
            has_text = any(running(self.flow[k]) or self.is_table(k) for k in range(c.last + 1, min(end, c.last + 8)))
            if c.first not in inside and (has_text or c.style == "contents"):
                kept.append(c)
        return kept

    def _contents(self, chapters: list[_Candidate], fronts: list[_Candidate]) -> set[int]:
        """The places of lists of contents: from their heading to the next chapter, and every line with leaders."""
        skipped = {k for k in range(len(self.flow)) if (line := self.line(k)) and _LEADERS.search(line.text)}
        places = sorted(c.first for c in (*chapters, *fronts))
        for c in fronts:
            if c.style == "contents":
                end = next((p for p in places if p > c.first), c.last + 1)
                skipped.update(range(c.first, end))
        return skipped

    def _true_numbered(self, taken: set[int], *, bold_heads: bool) -> list[_Candidate]:
        found: list[_Candidate] = []
        k = 0
        while k < len(self.flow):
            line = self.line(k)
            c = self._numbered(k, line) if line is not None and k not in taken else None
            if c is None or taken.intersection(range(c.first, c.last + 1)):
                k += 1
                continue
            found.append(c)
            k = c.last + 1
        found = _styled(found)
        bold_styles = {c.style for c in found if c.bold} if bold_heads else set()
        kept = [c for c in found if (c.bold if c.style in bold_styles else self._plainly_set(c))]
        return _without_lists(kept)

    def _plainly_set(self, c: _Candidate) -> bool:
        """Whether a numbered line without bold type may be a heading: short, capital initials, no sentence."""
        text = c.span.text
        line = self.line(c.last)
        if len(text.split()) > _LONGEST_PLAIN or text.rstrip().endswith((".", ",", ";", ":")):
            return False
        if not (capitals(text) >= 0.7 or headline(text)) or line is None:
            return False
        right = max((b.box[2] for b in self.flow if isinstance(b, Line) and b.page == line.page), default=line.box[2])
        left = min((b.box[0] for b in self.flow if isinstance(b, Line) and b.page == line.page), default=line.box[0])
        after = self.line(c.last + 1)
        wrapped = line.box[2] > right - 0.06 * (right - left) and after is not None and self.gap(c.last + 1) < line.size
        return not wrapped

    def _plain(
        self, taken: set[int], heads: list[_Candidate], numbered: list[_Candidate], *, bold_heads: bool
    ) -> list[_Candidate]:
        """Headings without a number, and title blocks of sheets that are bound into the report."""
        begin = min((c.first for c in (*heads, *numbered)), default=len(self.flow))
        fronts = {c.last for c in heads if c.style == "front"}
        found: list[_Candidate] = []
        k = begin
        while k < len(self.flow):
            line = self.line(k)
            c = None
            if line is not None and k not in taken:
                c = self._sheet_title(k, line, taken)
                above = self.line(k - 1)
                if c is None and above is not None and k - 1 not in taken and above.text.rstrip().endswith((":", ",")):
                    k = self._continued(k, bold=line.bold) + 1
                    continue  # what was announced is text
                if c is None and k - 1 not in fronts:
                    c = self._unnumbered(k, line, bold_only=bold_heads)
            if c is None or taken.intersection(range(c.first, c.last + 1)):
                k += 1
                continue
            found.append(c)
            k = c.last + 1
        return found

    def _sheet_title(self, k: int, line: Line, taken: set[int]) -> _Candidate | None:
        block = self.titles.get(id(line))
        if block is None:
            return None
        last = k
        own = {id(x) for x in block.lines}
        while id(self.line(last + 1)) in own:
            last += 1
        after = last + 1
        if after in taken or not (self.is_table(after) or running(self.line(after))):
            return None
        return _Candidate("sheet", None, None, self._span(k, last), k, last, line.bold)


def _headlike(text: str) -> bool:
    """Whether a text may be a heading at all."""
    words = text.split()
    return (
        0 < len(words) <= _LONGEST
        and any(c.isalpha() for c in text)
        and not _LEADERS.search(text)
        and not _LAW_NUMBER.search(text)
        and not (_starts("laws").match(text) and running_text(text))
    )


def running_text(text: str) -> bool:
    """Whether most words of a text are in small letters."""
    words = [w for w in text.split() if w[0].isalpha()]
    return len(words) >= 4 and sum(w[0].islower() for w in words) >= 0.3 * len(words)


def _value(label: str | None) -> int:
    """What a roman or arabic number counts."""
    if label is None:
        return 0
    if label.isdecimal():
        return int(label)
    digits = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [digits[c] for c in label]
    return sum(-v if any(w > v for w in values[n + 1 : n + 2]) else v for n, v in enumerate(values))


def _styled(found: list[_Candidate]) -> list[_Candidate]:
    """Every candidate with the style of its number: ``d2`` (1.1), ``digit``, ``letter``, ``roman``."""
    styled = []
    letter = ""
    for c in found:
        label = c.label or ""
        if "." in label:
            style = f"d{label.count('.') + 1}"
        elif label.isdecimal():
            style = "digit"
        elif len(label) == 1 and (label not in "IVX" or (letter and ord(label) == ord(letter) + 1)):
            style, letter = "letter", label
        elif _ROMAN.match(label):
            style = "roman"
        else:
            continue
        styled.append(_Candidate(style, c.number, c.label, c.span, c.first, c.last, c.bold))
    return styled


def _without_lists(found: list[_Candidate]) -> list[_Candidate]:
    """Without runs of items: numbers of one style right after each other, with no text between."""
    runs: list[list[_Candidate]] = []
    for c in found:
        if runs and runs[-1][-1].style == c.style and runs[-1][-1].last + 1 == c.first and not c.bold:
            runs[-1].append(c)
        else:
            runs.append([c])
    return [run[0] for run in runs if len(run) == 1]


def _levels(found: list[_Candidate]) -> list[Heading]:
    """Headings with their depth: chapters are 1, decimal numbers count their parts, other styles nest as they come."""
    headings = []
    chaptered = any(c.style in ("chapter", "front") for c in found)
    base = 1 if chaptered else 0
    stack: list[str] = []
    for c in found:
        if c.style in ("chapter", "front"):
            stack = []
            level = 1
        elif c.style in ("plain", "sheet"):
            if c.style == "sheet" or (capitals(c.span.text) >= 0.7 and c.bold):
                stack = []
            level = base + len(stack) + 1
        elif c.style.startswith("d") and c.style[1:].isdecimal():
            depth = int(c.style[1:])
            stack = [f"d{n}" for n in range(2, depth + 1)]
            level = max(depth, base + 1)
        else:
            if c.style in stack:
                stack = stack[: stack.index(c.style) + 1]
            else:
                stack.append(c.style)
            level = base + len(stack)
        headings.append(Heading(level, c.number, c.label, c.span, c.first, c.last))
    return headings
