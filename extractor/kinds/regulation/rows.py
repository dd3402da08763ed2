"""Rows: a regulation's lines with what their place on paper says.

Comes in: the lines of a component. Goes out: :class:`Row` objects that know whether a new paragraph begins with them
and where they stand between the margins. Separate because every room of the kind (preamble, body, ending) reads rows
and none of them should measure margins itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Levenshtein

from extractor.layout.blocks import Block, Line, Table
from extractor.lexicon import lexicon
from extractor.printed import BULLETS, capitals
from extractor.read.words import Span, Word
from extractor.record import record

_CATCHWORD = re.compile(r"(?:\.\s?){3,}$|…\s*\.?$")
_ALIKE = 0.75
"""How alike a catchword and the words that it announces are."""
_LOWER = 0.3
"""Share of a label's height that it must have in common with the line whose label it is."""
_SET_IN, _CENTRED = 0.12, 0.08
"""Shares of the width between margins: what begins further in is set in, what misses the middle by less is centred."""
_APART = 1.35
"""Usual distances of two lines over which a row stands apart: between a line and a line and a half."""
_WIDE, _WIDER = 1.8, 0.2
"""A blank between letter-spaced words is so many times as wide as that between letters, and by so many type sizes."""
_LABEL = re.compile(r"\d{1,2}|[a-z]")
_SPACED_LETTERS = 3
"""Single letters in a row from which a word is letter-spaced."""
_LEADERS = re.compile(r"[.…]{4,}")
_AMOUNT = re.compile(r"(?:Rp\.?)?\d|Rp\b")
_SAME_MARGIN = 2.0
"""Points by which the left margins of two pages of one print differ: less than a letter."""
_BULLET = re.compile(rf"^[{BULLETS}]\s+(?=[(\w])")


@record(frozen=True, slots=True)
class Row:
    """A line of the running text.

    ``x`` is its left edge, ``indent`` the distance from the left margin of its page, ``width`` the distance of the
    margins and ``paper`` the width of the page, in points. ``broken``
    says that the line before it was ended on purpose: a gap stands between them, or the row's first word would have
    fitted there.
    ``drawn`` tells real geometry from the imagined grid of a text export.
    """

    line: Line
    span: Span
    page: int
    x: float
    indent: float
    width: float
    paper: float
    broken: bool
    gap: bool
    drawn: bool

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def set_in(self) -> bool:
        """Stands well inside the left margin, as headings do that are centred."""
        return self.drawn and self.indent > _SET_IN * self.width

    @property
    def centred(self) -> bool:
        """Stands in the middle of the page or between its margins; a text export does not tell."""
        middle = (self.x + self.line.box[2]) / 2
        between = self.x - self.indent + self.width / 2
        return not self.drawn or min(abs(middle - between), abs(middle - self.paper / 2)) < _CENTRED * self.width

    def after(self, end: int) -> Row:
        """What is left of the row after the first ``end`` characters."""
        rest = self.span.cut(end)
        x = rest.words[0].box[0] if rest else self.x
        return replace(self, span=rest, x=x, indent=self.indent + x - self.x)


@dataclass(frozen=True, slots=True)
class _Margins:
    """Where the lines of a page begin and end, and where those of its print (the pages with its left margin) end."""

    left: float
    right: float
    reach: float


def _margins(lines: Sequence[Line]) -> dict[int, _Margins]:
    """Left and right margin of each page: where most lines reach. None of a page's few lines may be full: how far they
    could have gone is told by the pages with its left margin."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    left = {page: min(line.box[0] for line in got) for page, got in by_page.items()}
    prints: list[list[int]] = []
    for page in sorted(left, key=left.__getitem__):
        if prints and left[page] - left[prints[-1][-1]] <= _SAME_MARGIN:
            prints[-1].append(page)
        else:
            prints.append([page])
    out: dict[int, _Margins] = {}
    for pages in prints:
        reach = _reach([line for page in pages for line in by_page[page]])
        for page in pages:
            right = _reach(by_page[page])
            out[page] = _Margins(left[page], right, max(right, reach))
    return out


def _reach(lines: Sequence[Line]) -> float:
    """The right edge that a tenth of the lines reach: one line that stands out further is no margin."""
    rights = sorted(line.box[2] for line in lines)
    return rights[int(0.9 * (len(rights) - 1))]


def _with_labels(lines: Iterable[Line]) -> list[Line]:
    """The lines, list labels that stand a little lower than their own text put before it."""
    out: list[Line] = []
    for line in lines:
        above = out[-1] if out else None
        if (
            above is not None
            and above.page == line.page
            and len(line.words) == 1
            and line.box[2] <= above.box[0]
            and above.box[3] - line.box[1] > _LOWER * (line.box[3] - line.box[1])
        ):
            out[-1] = Line((*line.words, *above.words))
        else:
            out.append(line)
    return out


def _without_points(lines: Iterable[Line]) -> list[Line]:
    """The lines, points left out that a column too narrow for `1.` put under the number, before the next line."""
    out: list[Line] = []
    for line in lines:
        first, above = line.words[0], out[-1].words if out else ()
        point = first.text in (".", ")") and len(line.words) > 1
        numbers = (k for k, w in enumerate(above) if w.page == first.page and _LABEL.fullmatch(w.text))
        at = next((k for k in numbers if point and abs(above[k].box[0] - first.box[0]) < first.size), None)
        if at is not None:
            out[-1] = Line((*above[: at + 1], replace(first, glued=True), *above[at + 1 :]))
            line = Line(line.words[1:])
        out.append(line)
    return out


def _with_colons(lines: Iterable[Line]) -> list[Line]:
    """The lines, colons at the word behind which a narrow line had no room for them: under the keyword in whose column
    they stand (``Menetapkan / : ...``), or at the end of the sentence that announces a list."""
    out: list[Line] = []
    for line in lines:
        first = line.words[0]
        if first.text != ":" or not out:
            out.append(line)
            continue
        above, alone = out[-1].words, len(line.words) == 1
        columns = above if alone else above[:1]
        if any(w.page == first.page and _begin_alike(w, first) for w in columns):
            at = len(above) if alone else 1
            out[-1] = Line((*above[:at], first, *above[at:]))
            line = Line(line.words[1:])
        if line.words:
            out.append(line)
    return out


def _begin_alike(a: Word, b: Word) -> bool:
    return abs(a.box[0] - b.box[0]) < a.size


def _closed_ends(lines: Sequence[Line]) -> list[Line]:
    """The lines, words whole that a typewriter broke with a blank before the hyphen: ``ditetap - / kan``."""
    out: list[Line] = []
    for line in lines:
        above, first = out[-1] if out else None, line.words[0]
        if above is not None and len(above.words) > 1 and above.words[-1].text == "-" and first.text[0].islower():
            begun = above.words[-2].text
            if begun.isalpha() and lexicon().lists((begun + first.text.rstrip(",.;:)")).casefold()):
                out[-1] = Line(above.words[:-1])
                line = Line((replace(first, glued=True), *line.words[1:]))
        out.append(line)
    return out


def _is_catchword(line: Line, following: Line | None, right: float) -> bool:
    """The first words of the next page, printed at a page's foot with dots behind them; a scan may have lost the dots
    of one that stands in the corner, at the margin ``right``."""
    if following is None or following.page == line.page:
        return False
    dots = _CATCHWORD.search(line.text)
    words = spaced(line.text[: dots.start()] if dots else line.text)
    if dots is None:
        corner = line.words[0].line is None and line.box[0] > right / 2 and line.box[2] > right - 4 * line.size
        return corner and bool(words) and spaced(following.text).startswith(words)
    return bool(words) and Levenshtein.normalized_similarity(words, spaced(following.text)[: len(words)]) >= _ALIKE


def rows(lines: Iterable[Line], paper: Mapping[int, float] | None = None) -> list[Row]:
    """The rows of the lines in the order given, catchwords and lines of nothing but signs left out. ``paper`` is the
    width of each page in points."""
    told = (line for line in _with_colons(lines) if any(c.isalnum() for c in line.text))
    got = _closed_ends(_without_points(_with_labels(told)))
    rights: dict[int, float] = defaultdict(float)
    for line in got:
        rights[line.page] = max(rights[line.page], line.box[2])
    after = zip(got, [*got[1:], None], strict=True)
    got = [line for line, following in after if not _is_catchword(line, following, rights[line.page])]
    if not got:
        return []
    margins = _margins(got)
    steps = [b.box[1] - a.box[1] for a, b in pairwise(got) if a.page == b.page and b.box[1] > a.box[1]]
    leading = median(steps) if steps else 12.0
    out: list[Row] = []
    previous: Line | None = None
    for line in got:
        drawn = line.words[0].line is None
        margin = margins[line.page]
        gap = previous is not None and previous.page == line.page and line.box[1] - previous.box[1] > _APART * leading
        fits = (
            previous is not None
            and drawn
            and previous.box[2] + 4 + line.words[0].box[2] - line.words[0].box[0] < margins[previous.page].reach - 3
        )
        x = line.box[0]
        row = Row(
            line,
            _without_leaders(_repaired(_closed_up(line.span))),
            line.page,
            x,
            x - margin.left,
            max(1.0, margin.right - margin.left),
            (paper or {}).get(line.page, margin.left + margin.right),
            gap or fits or not drawn,
            gap,
            drawn,
        )
        bullet = _BULLET.match(row.text)
        out.append(row.after(bullet.end()) if bullet else row)
        previous = line
    return out


def _without_leaders(span: Span) -> Span:
    """A row without the dots that lead from a post to its amount."""
    words = span.words
    if not any(_LEADERS.fullmatch(w.text) for w in words):
        return span
    led = [k for k, w in enumerate(words[:-1]) if k and _LEADERS.fullmatch(w.text) and _AMOUNT.match(words[k + 1].text)]
    return Span(w for k, w in enumerate(words) if k not in led)


def _repaired(span: Span) -> Span:
    """A row without the signs for which capitals were taken, and its commas at their words, from which letter-spaced
    type sets them apart.
    """
    if any(w.text == "," for w in span.words):
        span = Span(replace(w, glued=True) if k and w.text == "," else w for k, w in enumerate(span.words))
    if "!" not in span.text and "|" not in span.text:
        return span
    mended = ((w, capitals(w.text)) for w in span)
    return Span(w if text == w.text else replace(w, text=text, printed=w.printed or w.text) for w, text in mended)


def _closed_up(span: Span) -> Span:
    """A row of letter-spaced words only (``P E R S``), closed up; a wider space parts two words."""
    words = span.words
    if len(words) < _SPACED_LETTERS or any(len(w.text) > 1 and w.text.isalpha() for w in words):
        return span
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(words)]
    usual = median(gaps)
    wide = [g > _WIDE * usual and g - usual > _WIDER * w.size for g, w in zip(gaps, words[1:], strict=True)]
    return Span([words[0], *(replace(w, glued=w.glued or not apart) for w, apart in zip(words[1:], wide, strict=True))])


def opened(blocks: Iterable[Block], is_text: Callable[[Table], bool]) -> list[Block]:
    """The blocks, each table that is text and no table as its lines again."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and is_text(block):
            out.extend(_visual_lines(block))
        else:
            out.append(block)
    return out


def _visual_lines(table: Table) -> list[Line]:
    """A table's lines as they stand on the page, over all its cells."""
    cells = {id(c): c for row in table.rows for c in row}.values()
    # a heading over several columns is part of the heading of each
    heads = {id(w): w for head in table.header if head for w in head.words}.values()
    pieces = [line for c in cells for line in c.lines] + [Line((w,)) for w in heads]
    pieces.sort(key=lambda line: (line.page, line.box[1], line.box[0]))
    out: list[list[Line]] = []
    for piece in pieces:
        beside = out[-1][0] if out else None
        middle = (piece.box[1] + piece.box[3]) / 2
        if beside is not None and beside.page == piece.page and beside.box[1] <= middle <= beside.box[3]:
            out[-1].append(piece)
        else:
            out.append([piece])
    return [Line(tuple(w for part in sorted(row, key=lambda p: p.box[0]) for w in part.words)) for row in out]


def spaced(text: str) -> str:
    """A line's letters without spaces, in capitals: ``M E M U T U S K A N :`` is ``MEMUTUSKAN``."""
    return re.sub(r"[\W_]+", "", text).upper()
