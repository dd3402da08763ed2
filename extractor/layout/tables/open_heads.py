"""Headings of tables without upright lines: which lines name columns, and where the columns lie.

Comes in: the lines of a page outside ruled grids, and its separators. Goes out: headings with their columns from left
to right, and the super-headings over several of them. What reads as a heading is for ``heading`` to say; here its words
are put in columns: what stands over one another names one column, what stands over several is their super-heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.heading import (
    holds_figures,
    is_telling,
    names_column,
    names_period,
    numbers_row,
    numbers_rows,
)
from extractor.layout.tables.storeys import Border, Over, storeys_of
from extractor.layout.tables.super_heads import BASELINE, Column, balanced, own_stretches, spanned
from extractor.printed import BULLETS
from extractor.read.words import Box, Word, box_around

_APART = 0.42
"""Type sizes of the white that parts two headings: twice a blank, less than the padding of two cells."""
_TYPED_APART = 0.9
"""The same in a typewriter's face, whose blank is as wide as its letters: one and a half blanks."""
_READ_BLANK = 1.25
"""How much wider than another blank of its line a blank is measured in a picture."""
_PITCH, _SAME_PITCH = (0.55, 0.65), 1.02
"""Type sizes that a letter of a typewriter's face takes (Courier and its kin: 0.6), and how alike words' letters are in
width: words of another face differ by more.
"""
_READ_PITCH, _READ_SAME = (0.5, 0.68), 1.05
"""The same of print that was read from a picture, where a word is as wide as its ink and a type size is measured."""
_READ_LETTERS, _READ_WORDS = 4, 3
"""Letters of the words, and words, by which that print tells its face."""
_EVEN_GAPS = 3
"""Gaps between words from which on it is no chance that all are alike."""
_EVEN = 1.6
"""How much the widest blank of one justified line exceeds the narrowest: one blank and two columns differ by more."""
_BLANK = 1.5
"""Type sizes of the widest blank in a justified line of a narrow paragraph."""
TIGHT = 0.75
"""Type sizes of white between two lines of a heading at the most."""
_WIDER = 1.2
"""How much wider the white over a further heading is than that between lines of one cell."""
_WIDE = 0.6
"""Share of a heading that a separator covers which frames it."""
_TORN, _ACROSS = 1.0, 2
"""Type sizes of the widest blank within the name of one column, and rows that go across it, at the least."""
_TALLEST = 9
"""Lines of the tallest heading."""
_NUMBERED = 4
"""Numbers that count columns, at the least: fewer are a row's values."""
_LONGEST = 9
"""Words of the longest heading of a column on one line."""
_OVER = 0.25
"""Share of the narrower of two texts that stand over one another."""
_SEVERAL, _CENTRED = 2, 0.2
"""Columns that a super-heading stands over, and super-headings beside each other, at the least; share of the distance
between the first and the last of its columns by which it may miss their middle.
"""
_LARGER = 1.15
"""How much larger than a heading a line over it is which is a title: two points of twelve."""
_SMALL = 3
"""Letters of the longest word that stays small in a heading (`dan`, `per`)."""
_MIDDLE, _TITLED = 0.5, 1.5
"""Type sizes by which centred lines of a title miss one middle, and of white between them, at the most."""
_YEAR_LAST = re.compile(r"\b(?:19|20)\d\d\W*$")
_ITEM = re.compile(rf"[{BULLETS}]\s")
_NUMBER_ROW = re.compile(r"[(\[]?\d{1,2}[.)\]]*(?:\s*=.*)?")


@dataclass
class Head:
    """A heading: its lines, its columns and the super-headings with the first and the last column under them."""

    lines: list[Line]
    columns: list[Column]
    over: list[Over] = field(default_factory=list)
    texts: Sequence[Line] = ()
    """Its runs of words, whichever columns they name."""

    @property
    def box(self) -> Box:
        return box_around([line.box for line in self.lines])


def has_heads(lines: Sequence[Line]) -> bool:
    """Whether any line can head a table."""
    return any(map(_heads, lines))


def find_heads(lines: Sequence[Line], seps: Sequence[Separator], first: int = 0) -> list[tuple[int, int, Head]]:
    """The headings among lines from ``first`` on: index of the first line, index after the last, the heading."""
    found: list[tuple[int, int, Head]] = []
    k = first
    while k < len(lines):
        # rows of a table name columns in part; a further table begins with a line that does so wholly
        if not _heads(lines[k]) or (found and not _names_all(lines[k])):
            k += 1
            continue
        start, end = _band(lines, k, seps, found[-1][1] if found else first)
        if found and not _opens(lines, found[-1], start, seps):
            k += 1
            continue
        head = _read(lines[start:end], seps)
        if head is not None and not _in_a_row(head):
            found.append((start, end, head))
        k = max(end, k + 1)
    return found


def _opens(lines: Sequence[Line], last: tuple[int, int, Head], start: int, seps: Sequence[Separator]) -> bool:
    """Whether a further heading is set apart from the rows above it, those of the ``last`` heading: by more white than
    lies between their lines, by bold type, under a caption, or by a separator if it is set as that heading is.
    """
    _, before, head = last
    above, line = lines[start - 1], lines[start]
    gaps = [b.box[1] - a.box[3] for a, b in pairwise(lines[before:start])]
    white = line.box[1] - above.box[3] > max(TIGHT * line.size, _WIDER * min(gaps, default=0.0))
    if white or len(parts(above)) < 2 or (_is_bold(line) and not _is_bold(above)):
        return True
    if all(map(_is_bold, head.lines)) and not _is_bold(line):
        return False
    x0, _, x1, _ = line.box
    return any(above.box[3] - 2 <= s.y <= line.box[1] + 2 and s.cover(x0, x1) >= _WIDE for s in seps)


def _in_a_row(head: Head) -> bool:
    """Whether what reads like a heading is a row of a table: it is in mid-sentence, lists, or has a row's number."""
    if any(_ITEM.match(c.parts[0].text) for c in head.columns):
        return True
    small = sum(c.parts[0].text[:1].islower() for c in head.columns)
    return 2 * small >= len(head.columns) or all(numbers_row(part.text) for part in head.columns[0].parts)


def parts(line: Line) -> list[Line]:
    """The runs of words of a line between which more than a blank is white."""
    found = line.segments(_apart(line))
    return list(line.segments(_TYPED_APART) if len(found) > 1 and _is_typed(line.words) else found)


def _apart(line: Line) -> float:
    """Type sizes of the white that parts two headings of a line. Of print that was read from a picture boxes and type
    size are measured: there a white hardly wider than the line's other blanks is one, too.
    """
    if not line.words or line.words[0].method != "ocr":
        return _APART
    blanks = [(b.box[0] - a.box[2]) / line.size for a, b in pairwise(line.words)]
    return max([_APART, *(_READ_BLANK * blank for blank in blanks if blank <= _APART)])


def _is_typed(words: Sequence[Word]) -> bool:
    """Whether words are set in a typewriter's face: every letter is as wide as a blank."""
    read = any(w.method == "ocr" for w in words)
    telling = [w for w in words if len(w.text) >= (_READ_LETTERS if read else 2) and w.size]
    if len(telling) < (_READ_WORDS if read else 2):
        return False
    pitches = [(w.box[2] - w.box[0]) / (len(w.text) * w.size) for w in telling]
    (narrowest, widest), alike = (_READ_PITCH, _READ_SAME) if read else (_PITCH, _SAME_PITCH)
    return narrowest <= min(pitches) and max(pitches) <= min(widest, alike * min(pitches))


def _heads(line: Line) -> bool:
    """Whether a line names two columns or more."""
    if len(line.words) < 2 or len(line.words) > 60:
        return False
    texts = [p.text for p in parts(line)]
    # the cheap test that nearly all lines fail goes first
    if len(texts) < 2 or ":" in texts or not any(map(is_telling, texts)):
        return False  # a colon between them parts a label from its value
    if numbers_row(texts[0]) or any(map(holds_figures, texts)):
        return False
    if any(map(numbers_row, texts)) and sum(map(names_period, texts)) < 2:
        return False  # quarters' numbers stand together; one number among words is a row's target
    named = sum(map(names_column, texts))
    said = sum(names_column(text) or names_period(text) for text in texts)
    if named < 2 or 2 * said < len(texts) or any(len(t.split()) > _LONGEST for t in texts):
        return False
    return not evenly_set(line)


def evenly_set(line: Line) -> bool:
    """Whether the same white, not much more than a blank, stands between all words of a line: it is one text, justified
    or loosely set, whatever columns its words could name.
    """
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(line.words)]
    return len(gaps) >= _EVEN_GAPS and max(gaps) <= min(_EVEN * min(gaps), _BLANK * line.size)


def _names_all(line: Line) -> bool:
    """Whether every run of words of a line names a column or a period."""
    return all(names_column(p.text) or names_period(p.text) for p in parts(line))


def _continues(line: Line) -> bool:
    """Whether a line may be a further line of a heading: nothing in it is a figure, a sentence or a row's number."""
    texts = [p.text for p in parts(line)]
    if any(holds_figures(t) and not names_period(t) for t in texts) or all(_NUMBER_ROW.fullmatch(t) for t in texts):
        return False
    if len(texts) > 1 and numbers_row(texts[0]) and not any(map(names_period, texts[1:])):
        return False  # a number before words is a row's; before other numbers it may be a quarter's
    return not is_prose(line) and all(len(t.split()) <= _LONGEST for t in texts)


def is_prose(line: Line) -> bool:
    """Whether a line is one of a paragraph: justified ones fall into runs, yet their words go on in small letters."""
    words = [w.text for w in line.words if w.text[:1].isalpha()]
    small = sum(w[0].islower() and len(w) > _SMALL for w in words)
    return small >= 3 and 3 * small >= len(words)


def _band(lines: Sequence[Line], k: int, seps: Sequence[Separator], floor: int) -> tuple[int, int]:
    """The lines of the heading around line ``k``: down and up to a separator, else as long as lines stand close."""
    x0, _, x1, _ = lines[k].box
    wide = [s.y for s in seps if s.cover(x0, x1) >= _WIDE]
    start = _edge(lines, k, -1, wide, floor)
    end = _edge(lines, k, 1, wide, floor)
    return start, _numbers_under(lines, k) or end + 1


def _numbers_under(lines: Sequence[Line], k: int) -> int | None:
    """The line that numbers the columns under a line of a heading: all that stands between them is heading, however
    far apart its storeys are. Rows hold figures (a scale in brackets is none: `(Rp. 000)`), or begin with a number.
    """
    for n in range(k + 1, min(len(lines), k + 1 + _TALLEST)):
        texts = [p.text for p in parts(lines[n])]
        if len(texts) >= _NUMBERED and all(_NUMBER_ROW.fullmatch(t) for t in texts):
            numbers = [int("".join(filter(str.isdigit, t))[:2]) for t in texts]
            return n if numbers[0] == 1 and all(b > a for a, b in pairwise(numbers)) else None
        if numbers_row(texts[0]) or any(holds_figures(t) and t[:1] != "(" and not names_period(t) for t in texts):
            return None
        if is_prose(lines[n]):
            return None
    return None


def _edge(lines: Sequence[Line], k: int, step: int, wide: Sequence[float], floor: int) -> int:
    """The last line of the heading in one direction."""
    at = k
    while abs(at - k) < _TALLEST and floor <= at + step < len(lines):
        here, other = lines[at], lines[at + step]
        upper, lower = (here, other)[::step]
        gap = lower.box[1] - upper.box[3]
        parted = any(upper.box[3] - 2 <= y <= lower.box[1] + 2 for y in wide)
        if not _continues(other) or (parted and not _further(other, here, step)):
            break
        if step > 0 and _spans_under(lines[k], other):
            break
        if step < 0 and at > floor + 1 and _ends_title(lines[at - 2], other):
            break
        # a line of its own over a heading is a title or a caption, whatever rule stands over it
        bounded = _bounded(other, step, wide) and (step > 0 or len(parts(other)) > 1)
        if not parted and not bounded and (gap > TIGHT * here.size or not _fits(here, other, step)):
            break
        at += step
    return at


def _ends_title(above: Line, line: Line) -> bool:
    """Whether a line is the last of a title: a year on the middle of one that names no column (`BADAN X` / `2041`)."""
    if not _YEAR_LAST.search(line.text) or len(parts(above)) > 1 or len(parts(line)) > 1 or names_column(above.text):
        return False
    off = abs(above.box[0] + above.box[2] - line.box[0] - line.box[2]) / 2
    return off <= _MIDDLE * line.size and line.box[1] - above.box[3] <= _TITLED * line.size


def _spans_under(head: Line, line: Line) -> bool:
    """Whether a line is one text under several texts of a heading: it heads the rows under it, no columns."""
    runs = parts(line)
    return len(runs) == 1 and sum(_stand_over(part.box, runs[0].box) for part in parts(head)) > 1


def _further(line: Line, here: Line, step: int) -> bool:
    """Whether a line beyond a separator is a second storey of the heading: it names columns or periods only, or each
    text of it stands over several columns of the storey below.
    """
    if step < 0 and _heads_groups(line, here):
        return True
    texts = [p.text for p in parts(line)]
    named = [names_column(t) or names_period(t) for t in texts]
    telling = any(is_telling(t) or (names_period(t) and not numbers_row(t)) for t in texts)
    return len(texts) > 1 and all(named) and (telling or step < 0)


def _heads_groups(line: Line, here: Line) -> bool:
    """Whether every text of a line stands over the middle of a group of columns of its own: it heads them, whatever it
    says. A column before the first group may stand alone.
    """
    over = [(p.box[0] + p.box[2]) / 2 for p in parts(line)]
    groups: list[list[float]] = [[] for _ in over]
    for part in parts(here):
        middle = (part.box[0] + part.box[2]) / 2
        groups[min(range(len(over)), key=lambda k: abs(over[k] - middle))].append(middle)
    if len(over) < _SEVERAL or any(len(group) < _SEVERAL for group in groups):
        return False
    return all(
        any(abs(at - (left + group[-1]) / 2) <= _CENTRED * (group[-1] - left) for left in group[:2][: len(group) - 1])
        for at, group in zip(over, groups, strict=True)
    )


def _bounded(line: Line, step: int, wide: Sequence[float]) -> bool:
    """Whether a separator closes the heading not far beyond a line."""
    reach = 6 * line.size
    y = line.box[3] if step > 0 else line.box[1]
    return any(0 <= (at - y) * step <= reach for at in wide)


def _captions(line: Line, here: Line) -> bool:
    """Whether a line over a heading is a caption at the margin: it stands clear of it and over none of its columns, as
    the higher lines of a heading set in the middle of its cell do not; or over the rows' numbers and more, which
    nothing heads together.
    """
    clear = line.box[3] <= here.box[1] + BASELINE * here.size
    under = [p for p in parts(here) if _stand_over(line.box, p.box)]
    numbered = len(under) > 1 and numbers_rows(under[0].text)
    margin = line.box[0] <= here.box[0] + here.size and (not under or numbered)
    # one word is the first half of a narrow column's heading (`NOMO` / `R`)
    return clear and margin and len(line.words) > 1 and not numbers_rows(line.text)


def _fits(here: Line, other: Line, step: int) -> bool:
    """Whether a close line without a separator beyond it is still the heading's: in its type, no sentence."""
    if _is_bold(here) != _is_bold(other) or (step < 0 and other.size > _LARGER * here.size):
        return False
    texts = [p.text for p in parts(other)]
    named = sum(names_column(t) or names_period(t) for t in texts)
    if step < 0:
        alone = len(texts) == 1 and (len(other.words) > 4 or _captions(other, here))
        return _heads_groups(other, here) or (2 * named >= len(texts) and not alone)
    return here.bold or 2 * named >= len(texts)


def _is_bold(line: Line) -> bool:
    """Whether a line is bold; one of years only is by its figures."""
    return line.bold or all(w.bold for w in line.words)


def _read(lines: Sequence[Line], seps: Sequence[Separator]) -> Head | None:
    """The columns of a heading."""
    columns: list[Column] = []
    runs = sorted(_runs(lines), key=lambda n: (-n.box[1], n.box[0]))
    for part in runs:
        under = [c for c in columns if _stand_over(part.box, c.box)]
        if len(under) < 2:
            under = spanned(columns, under, part, own_stretches(part, runs, seps))
        if len(under) == 1:
            under[0].parts.insert(0, part)
        elif not under:
            columns.append(Column([part]))
    columns = _with_brackets(sorted(columns, key=lambda c: c.middle))
    columns, _ = balanced(columns, min(run.box[1] for run in runs))
    if len(columns) < 2:
        return None
    head = Head(list(lines), columns, texts=runs)
    borders = [(min(a.box[2], b.box[0]), max(a.box[2], b.box[0])) for a, b in pairwise(columns)]
    read = with_storeys(head, borders, seps)
    if all(c.parts for c in read.columns):
        return read
    # what stands over the white between two columns heads none of its own
    borders = [borders[k - 1] for k, c in enumerate(read.columns) if c.parts and any(d.parts for d in read.columns[:k])]
    return with_storeys(head, borders, seps) if borders else None


def without_torn(head: Head, body: Sequence[Line], seps: Sequence[Separator]) -> Head:
    """A heading without the columns that a wide blank within one name made: the rows under it have no white there."""
    borders = []
    for left, right in pairwise(head.columns):
        low, high = left.box[2], right.box[0]
        across = apart = 0
        for line in body if 0 < high - low <= _TORN * head.lines[0].size else ():
            runs = [p.box for p in parts(line)]
            across += any(x0 < low - 1 and x1 > high + 1 for x0, _, x1, _ in runs)
            apart += any(a[2] < right.middle and b[0] > left.middle for a, b in pairwise(runs))
        if across < _ACROSS or across <= 2 * apart:
            borders.append((min(low, high), max(low, high)))
    if len(borders) + 1 == len(head.columns):
        return head
    return with_storeys(head, borders, seps)


def with_storeys(head: Head, borders: Sequence[Border], seps: Sequence[Separator]) -> Head:
    """A heading with its texts dealt out to the columns that part at ``borders``."""
    read = storeys_of(head.texts, borders, (head.box[0], head.box[2]), seps)
    columns = [Column(list(lines_of([w for text in own for w in text.words]))) for own in read.own]
    return replace(head, columns=columns, over=list(read.over))


def _with_brackets(columns: Sequence[Column]) -> list[Column]:
    """What stands in brackets beside a heading belongs to it (`Anggaran   (Rp)`): it heads no column of its own."""
    joined: list[Column] = []
    for column in columns:
        text = " ".join(p.text for p in column.parts)
        if joined and text.startswith("(") and not names_period(text):
            joined[-1].parts.extend(column.parts)
        else:
            joined.append(column)
    return joined


def _runs(lines: Sequence[Line]) -> list[Line]:
    """Words that stand side by side on one baseline. Lines of a page join what overlaps in height; headings that are
    set in the middle of theirs overlap with two storeys of others.
    """
    runs: list[list[Word]] = []
    words = words_of(lines)
    apart = _TYPED_APART if _is_typed(words) else max(map(_apart, lines), default=_APART)
    for word in sorted(words, key=lambda w: (w.box[0], w.box[1])):
        near = [r for r in runs if _follows(r[-1], word, apart)]
        if near:
            max(near, key=lambda r: r[-1].box[2]).append(word)
        else:
            runs.append([word])
    return [Line(tuple(run)) for run in runs]


def _follows(left: Word, right: Word, apart: float) -> bool:
    size = max(left.size, right.size)
    level = abs(left.box[1] - right.box[1]) <= BASELINE * size or abs(left.box[3] - right.box[3]) <= BASELINE * size
    return level and -0.3 * size <= right.box[0] - left.box[2] <= apart * size


def _stand_over(a: Box, b: Box) -> bool:
    shared = min(a[2], b[2]) - max(a[0], b[0])
    return shared > _OVER * min(a[2] - a[0], b[2] - b[0])


def words_of(lines: Sequence[Line]) -> list[Word]:
    """The words of lines, in their order."""
    return [w for line in lines for w in line.words]
