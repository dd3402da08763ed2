"""What may be a heading of a report: candidates, each judged by its own line and the lines around it.

Comes in: the flow of a document. Goes out: for a place in it the chapter line, the front heading (`KATA PENGANTAR`),
the numbered or the plain heading that may stand there. Separate from the outline, which chooses among them with the
whole document in view.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor import knowledge
from extractor.layout.blocks import Block, Line, Table
from extractor.printed import any_of, letters
from extractor.read.words import Span
from extractor.segment.titles import headline, in_capitals, running

CHAPTER = re.compile(r"^\W*(?:BAB|Bab(?![a-z]))\.?\s*(?P<number>[IVXLC]+|\d{1,2})\b\W*(?P<rest>.*)$")
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){1,4}|\d{1,2}|[A-Z]|[IVX]{1,5})(?:\s?[.)]+\s*|\s+)(?P<rest>\S.*)$"
)
_LONE_NUMBER = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z]|[IVX]{1,5})\s?\.+$")
LEADERS = re.compile(r"(?:\.\s?){4,}|…\s*…|_{4,}")
_LAW_NUMBER = re.compile(r"\b(?:Nomor|No\.?)\s*:?\s*\d", re.IGNORECASE)
_QUOTES = "\"'“”‘’«»"
_LONGEST, LONGEST_PLAIN = 30, 14
"""Words of the longest heading in bold type, and of the longest without."""


_BLANK = 0.3
"""Type sizes of a blank between two words."""
_ALIKE = 0.12
"""Share of a heading's type size by which its further lines may differ."""
_LETTERS = 40
"""Letters of the longest heading of a foreword or of a list of contents."""
_ALONE = 0.9
"""Type sizes of white over and under a heading without a number; of 25 headings of 230 files none lies near it."""
_MORE, _LEAST = 1.25, 0.5
"""White over a line that stands apart: so many times that between lines of its page, so many type sizes at least."""
_LABELLED = re.compile(r"[^:]{2,24}:\s+\S+\s+\S+")
"""A label with what it says on one line, `Misi ke-1: Mewujudkan ...`: a statement, no heading."""


@dataclass(frozen=True)
class Candidate:
    """Lines that may be a heading: the flow's places ``first`` to ``last``, the words after the number, and the style
    (``chapter``, ``front``, ``contents``, ``plain``, ``sheet``; numbered ones get theirs from the outline).
    """

    style: str
    number: Span | None
    label: str | None
    span: Span
    first: int
    last: int
    bold: bool


@knowledge.kept
def _set(name: str) -> frozenset[str]:
    return frozenset(letters(w) for w in knowledge.toml("plan")[name])


@knowledge.kept
def _starts(name: str) -> re.Pattern[str]:
    words = any_of(knowledge.toml("plan")[name], " ")
    return re.compile(rf"^\W*(?:{words})\b", re.IGNORECASE)


class Headings:
    """The flow of a document, asked for what may be headings."""

    def __init__(self, flow: Sequence[Block]) -> None:
        self.flow = flow
        self.margins = _margins(flow)
        self.captions = self._captions()
        self.page_gap = self._page_gaps()

    def line(self, k: int) -> Line | None:
        """The line at a place, ``None`` for a table and outside the flow."""
        block = self.flow[k] if 0 <= k < len(self.flow) else None
        return block if isinstance(block, Line) else None

    def is_table(self, k: int) -> bool:
        """Whether a table stands at a place of the flow."""
        return 0 <= k < len(self.flow) and isinstance(self.flow[k], Table)

    def _page_gaps(self) -> dict[int, float]:
        """The usual free height between two lines of a page."""
        gaps: dict[int, list[float]] = {}
        for above, below in pairwise(self.flow):
            if isinstance(above, Line) and isinstance(below, Line) and above.page == below.page:
                gaps.setdefault(above.page, []).append(below.box[1] - above.box[3])
        return {page: median(found) for page, found in gaps.items()}

    def gap(self, k: int) -> float:
        """Free height over the line at ``k``, in points; ``inf`` where no line of its page stands over it, at a page's
        beginning and under a table.
        """
        above, below = self.line(k - 1), self.line(k)
        if above is None or below is None or above.page != below.page:
            return math.inf
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

    def _wraps(self, above: Line, below: Line) -> bool:
        """Whether the first word of the lower line found no room in the upper one."""
        right = self.margins[above.page][1]
        first = below.words[0].box
        return above.box[2] + (first[2] - first[0]) + _BLANK * above.size > right

    def continued(self, k: int, *, bold: bool, wrapped: bool = False) -> int:
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
            alike = abs(below.size - head.size) < _ALIKE * head.size and below.bold == head.bold
            same_case = in_capitals(head.text) == in_capitals(below.text)
            if not (near and alike and same_case) or self._label(below) or CHAPTER.match(below.text):
                return last
            if not bold and not in_capitals(below.text):
                return last
            if len(Span(head.words + below.words).text.split()) > _LONGEST or above.text.rstrip().endswith((":", ".")):
                return last
            if head.text[:1] not in _QUOTES and below.text[:1] in _QUOTES:
                return last
            if (wrapped or not in_capitals(below.text)) and not self._wraps(above, below):
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

    def span_of(self, first: int, last: int, start: int = 0) -> Span:
        """The words of the lines from ``first`` to ``last``, from an offset in their text on."""
        words = [w for k in range(first, last + 1) if (line := self.line(k)) for w in line.words]
        return Span(words).cut(start)

    def chapter(self, k: int, line: Line) -> Candidate | None:
        """A chapter line (`BAB II`) with its name, on the same line or under it."""
        m = CHAPTER.match(line.text)
        if m is None or LEADERS.search(line.text):
            return None
        rest = m["rest"]
        number = line.span.of(m, "number")
        if rest:
            if not headlike(rest) or not (in_capitals(rest) or headline(rest)):
                return None
            last = self.continued(k, bold=line.bold)
            return Candidate("chapter", number, m["number"], self.span_of(k, last, m.start("rest")), k, last, line.bold)
        below = self.line(k + 1)
        named = below is not None and not self._label(below) and headlike(below.text)
        if not named or below is None or (running(below) and not below.bold and not in_capitals(below.text)):
            return Candidate("chapter", number, m["number"], Span(), k, k, line.bold)
        last = self.continued(k + 1, bold=below.bold)
        return Candidate("chapter", number, m["number"], self.span_of(k + 1, last), k, last, line.bold)

    def front(self, k: int, line: Line) -> Candidate | None:
        """A heading that stands like a chapter without a number, or that of a list of contents."""
        plain = letters(line.text)
        if any(c.isdecimal() for c in line.text) or len(plain) > _LETTERS:
            return None
        style = "front" if plain in _set("front_headings") else "contents" if plain in _set("contents_headings") else ""
        return Candidate(style, None, None, line.span, k, k, line.bold) if style else None

    def numbered(self, k: int, line: Line) -> Candidate | None:
        """A numbered or lettered heading; the number may stand on a line of its own over it."""
        m = self._label(line)
        if m is None or LEADERS.search(line.text):
            return None
        number = line.span.of(m, "number")
        label = re.sub(r"\s", "", m["number"])
        if m.re is _LONE_NUMBER:
            below = self.line(k + 1)
            if below is None or self._label(below) or not headlike(below.text) or below.page != line.page:
                return None
            last = self.continued(k + 1, bold=below.bold)
            return Candidate("", number, label, self.span_of(k + 1, last), k, last, below.bold)
        if not headlike(m["rest"]) or line.text[len(m["number"]) :].lstrip().startswith(")"):
            return None
        last = self.continued(k, bold=line.bold, wrapped=True)
        return Candidate("", number, label, self.span_of(k, last, m.start("rest")), k, last, line.bold)

    def unnumbered(self, k: int, line: Line, *, bold_only: bool) -> Candidate | None:
        """A heading without a number: in bold type and apart, or short, alone and followed by text."""
        text = line.text.strip()
        if not headlike(text) or not text[0].isupper() or text.endswith((".", ",", ";")):
            return None
        if any(c in _QUOTES for c in text) or _LABELLED.match(text):
            return None
        if not any(len(w) > 2 and w.isalpha() for w in text.split()):
            return None
        above = self.line(k - 1)
        if above is not None and above.page == line.page and self._label(above) and _LONE_NUMBER.match(above.text):
            return None
        last = self.continued(k, bold=line.bold)
        if len(self.span_of(k, last).text.split()) > _LONGEST:
            return None  # a paragraph in bold type
        after = self.flow[last + 1] if last + 1 < len(self.flow) else None
        if bold_only:
            stands = line.bold and self._stands_apart(k)
        else:
            if text.endswith(":") or not 1 < len(text.split()) <= LONGEST_PLAIN:
                return None
            follows = (
                isinstance(after, Table) or running(after) or (isinstance(after, Line) and bool(self._label(after)))
            )
            alone = self.gap(k) > _ALONE * line.size and (
                self.gap(last + 1) > _ALONE * line.size or isinstance(after, Table)
            )
            stands = follows and alone and (in_capitals(text) or headline(text))
        if not stands or after is None:
            return None
        return Candidate("plain", None, None, self.span_of(k, last), k, last, line.bold)

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
        return self.gap(k) > max(_MORE * self.page_gap.get(line.page, 0.0), _LEAST * line.size)


def _margins(flow: Sequence[Block]) -> dict[int, tuple[float, float]]:
    """The left and right ends of the text of every page."""
    found: dict[int, tuple[float, float]] = {}
    for block in flow:
        if isinstance(block, Line):
            left, right = found.get(block.page, (block.box[0], block.box[2]))
            found[block.page] = (min(left, block.box[0]), max(right, block.box[2]))
    return found


def headlike(text: str) -> bool:
    """Whether a text may be a heading at all."""
    words = text.split()
    return (
        0 < len(words) <= _LONGEST
        and any(c.isalpha() for c in text)
        and not LEADERS.search(text)
        and not _LAW_NUMBER.search(text)
        and not (_starts("laws").match(text) and running_text(text))
    )


def running_text(text: str) -> bool:
    """Whether a text has so many words in small letters, three of ten, as sentences have and headings have not."""
    words = [w for w in text.split() if w[0].isalpha()]
    return len(words) >= 4 and sum(w[0].islower() for w in words) >= 0.3 * len(words)
