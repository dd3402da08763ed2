"""Finds the headings of a report: chapters, lettered and numbered headings, headings without a number.

Comes in: the flow of a document (lines and tables). Goes out: the headings in reading order, each with the lines that
it stands on. Separate because what makes a line a heading (number, bold type, room around it, what follows) is the
same for every report, whatever is done with the text between. Lists of contents, lists of laws, captions and the
bold words of a paragraph are no headings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.kinds.planning.headings import CHAPTER, LEADERS, LONGEST_PLAIN, Candidate, Headings
from extractor.layout.blocks import Block, Line, Table
from extractor.printed import roman
from extractor.read.words import Box, Span
from extractor.segment.component import TitleBlock
from extractor.segment.titles import headline, in_capitals, running

_ROMAN = re.compile(r"^(?:X{0,3})(?:IX|IV|V?I{0,3})$")
_MIDDLE = 0.06
"""Share of a table's width by which a line over its middle may stand aside of it."""
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
class Outline:
    """The headings of a document and the places in its flow that are neither heading nor text (contents, captions)."""

    headings: tuple[Heading, ...]
    skipped: frozenset[int]


def find_outline(flow: Sequence[Block], titles: Sequence[TitleBlock] = ()) -> Outline:
    """The outline of the flow. ``titles`` are further title blocks in it (sheets bound into the report)."""
    return _Finder(flow, titles).outline()


class _Finder(Headings):
    """Chooses the headings of a document among the candidates, and gives them levels."""

    def __init__(self, flow: Sequence[Block], titles: Sequence[TitleBlock]) -> None:
        super().__init__(flow)
        self.titles = {id(t.lines[0]): t for t in titles if t.lines}

    def outline(self) -> Outline:
        """Chooses among the candidates and gives them levels."""
        named = [c for k in range(len(self.flow)) if (line := self.line(k)) and (c := self.chapter(k, line))]
        chapters = self._true_chapters(named)
        fronts = [c for k in range(len(self.flow)) if (line := self.line(k)) and (c := self.front(k, line))]
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
        apart = {c.first for c in found if math.isinf(self.gap(c.first))}
        return Outline(tuple(_levels(found, apart)), frozenset(set(skipped) | self.captions))

    def _true_chapters(self, found: list[Candidate]) -> list[Candidate]:
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
        best: dict[int, Candidate] = {}
        # a chapter that is nowhere else is one, be it ever so short
        known = {_value(c.label) for c in true}
        for c in [*true, *(c for c in found if _value(c.label) not in known)]:
            value = _value(c.label)
            held = best.get(value)
            if held is None or (self._prominence(c), value != 1) > (self._prominence(held), False):
                best[value] = c
        return sorted(best.values(), key=lambda c: c.first)

    def _prominence(self, chapter: Candidate) -> int:
        line = self.line(chapter.first)
        assert line is not None
        alone = CHAPTER.match(line.text)
        begins_page = math.isinf(self.gap(chapter.first)) and not self.is_table(chapter.first - 1)
        return 2 * begins_page + bool(alone and not alone["rest"])

    def _prose(self, first: int, end: int) -> int:
        """Words of running text between two places; a table counts as text."""
        words = 0
        for k in range(first, end):
            block = self.flow[k]
            if isinstance(block, Table):
                words += _CONTENTS_PROSE
            elif running(block) and not LEADERS.search(block.text):
                words += len(block.words)
        return words

    def _true_fronts(self, fronts: list[Candidate], chapters: list[Candidate]) -> list[Candidate]:
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

    def _contents(self, chapters: list[Candidate], fronts: list[Candidate]) -> set[int]:
        """The places of lists of contents: from their heading to the next chapter, and every line with leaders."""
        skipped = {k for k in range(len(self.flow)) if (line := self.line(k)) and LEADERS.search(line.text)}
        places = sorted(c.first for c in (*chapters, *fronts))
        for c in fronts:
            if c.style == "contents":
                end = next((p for p in places if p > c.first), c.last + 1)
                skipped.update(range(c.first, end))
        return skipped

    def _true_numbered(self, taken: set[int], *, bold_heads: bool) -> list[Candidate]:
        found: list[Candidate] = []
        k = 0
        while k < len(self.flow):
            line = self.line(k)
            c = self.numbered(k, line) if line is not None and k not in taken else None
            if c is None or taken.intersection(range(c.first, c.last + 1)):
                k += 1
                continue
            found.append(c)
            k = c.last + 1
        found = _styled(found)
        bold_styles = {c.style for c in found if c.bold} if bold_heads else set()
        kept: list[Candidate] = []
        for c in found:
            if c.style not in bold_styles or _follows(c, kept):
                if c.bold or self._plainly_set(c):
                    kept.append(c)
            elif c.bold:
                kept.append(c)
        return _without_lists(kept)

    def _plainly_set(self, c: Candidate) -> bool:
        """Whether a numbered line without bold type may be a heading: short, capital initials, no sentence."""
        text = c.span.text
        line = self.line(c.last)
        if len(text.split()) > LONGEST_PLAIN or text.rstrip().endswith((".", ",", ";", ":")):
            return False
        if not (in_capitals(text) or headline(text)) or line is None:
            return False
        left, right = self.margins[line.page]
        after = self.line(c.last + 1)
        if after is None or self.gap(c.last + 1) >= line.size or line.box[2] <= right - 0.06 * (right - left):
            return True
        # a full line goes on in the next one, unless that begins further in than its text: a new paragraph
        return after.box[0] > c.span.box[0] + line.size

    def _plain(
        self, taken: set[int], heads: list[Candidate], numbered: list[Candidate], *, bold_heads: bool
    ) -> list[Candidate]:
        """Headings without a number, and title blocks of sheets that are bound into the report."""
        begin = min((c.first for c in (*heads, *numbered)), default=len(self.flow))
        fronts = {c.last for c in heads if c.style == "front"}
        found: list[Candidate] = []
        k = begin
        while k < len(self.flow):
            line = self.line(k)
            c = None
            if line is not None and k not in taken:
                c = self._sheet_title(k, line, taken)
                above = self.line(k - 1)
                if c is None and above is not None and k - 1 not in taken and above.text.rstrip().endswith((":", ",")):
                    k = self.continued(k, bold=True) + 1
                    continue  # what was announced is text
                if c is None and k - 1 not in fronts and not self._over_table(k, taken):
                    c = self.unnumbered(k, line, bold_only=bold_heads)
            if c is None or taken.intersection(range(c.first, c.last + 1)):
                k += 1
                continue
            found.append(c)
            k = c.last + 1
        return found

    def _over_table(self, k: int, taken: set[int]) -> bool:
        """Whether a line is one of several over the middle of a table that are its title."""
        under = k
        while (line := self.line(under)) is not None and line.bold and not running(line) and under not in taken:
            under += 1
        table = self.flow[under] if under < len(self.flow) else None
        if not isinstance(table, Table) or under == k:
            return False
        first = under
        while first and self._over_middle(first - 1, table.box, taken):
            first -= 1
        return first <= k and under - first > 1

    def _over_middle(self, k: int, box: Box, taken: set[int]) -> bool:
        """Whether a line in bold type stands over the middle of a table, without a number of its own."""
        line = self.line(k)
        if line is None or not line.bold or running(line) or k in taken:
            return False
        aside = abs((line.box[0] + line.box[2]) / 2 - (box[0] + box[2]) / 2)
        return aside < _MIDDLE * (box[2] - box[0]) and line.box[0] - box[0] > _MIDDLE * (box[2] - box[0])

    def _sheet_title(self, k: int, line: Line, taken: set[int]) -> Candidate | None:
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
        return Candidate("sheet", None, None, self.span_of(k, last), k, last, line.bold)


def _value(label: str | None) -> int:
    """What a roman or arabic number counts."""
    if label is None:
        return 0
    return int(label) if label.isdecimal() else roman(label)


def _styled(found: list[Candidate]) -> list[Candidate]:
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
        styled.append(Candidate(style, c.number, c.label, c.span, c.first, c.last, c.bold))
    return styled


def _follows(c: Candidate, kept: list[Candidate]) -> bool:
    """Whether a letter goes on after the last heading with one: bold type is not always seen as such."""
    if c.style != "letter" or not c.label:
        return False
    last = next((k.label for k in reversed(kept) if k.style == "letter"), None)
    return last is not None and ord(c.label) == ord(last) + 1


def _without_lists(found: list[Candidate]) -> list[Candidate]:
    """Without runs of items: numbers of one style right after each other, with no text between."""
    runs: list[list[Candidate]] = []
    for c in found:
        if runs and runs[-1][-1].style == c.style and runs[-1][-1].last + 1 == c.first and not c.bold:
            runs[-1].append(c)
        else:
            runs.append([c])
    return [run[0] for run in runs if len(run) == 1]


def _levels(found: list[Candidate], apart: set[int]) -> list[Heading]:
    """Headings with their depth: chapters are 1, decimal numbers count their parts, other styles nest as they come.

    ``apart`` are the places of headings that begin a page or follow a table: in capitals such a one heads a new sheet.
    """
    headings = []
    chaptered = any(c.style in ("chapter", "front") for c in found)
    base = 1 if chaptered else 0
    stack: list[str] = []
    for c in found:
        if c.style in ("chapter", "front"):
            stack = []
            level = 1
        elif c.style in ("plain", "sheet"):
            if c.style == "sheet" or (in_capitals(c.span.text) and c.bold and c.first in apart):
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
