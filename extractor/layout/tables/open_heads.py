"""Headings of tables without upright lines: which lines name columns, and where the columns lie.

Comes in: the lines of a page outside ruled grids, and its separators. Goes out: headings, each with the lines that it
takes. What reads as a heading is for ``heading`` to say, which columns it names for ``open_names``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.heading import (
    holds_figures,
    is_telling,
    names_column,
    names_period,
    numbers_row,
    numbers_rows,
)
from extractor.layout.tables.levels import LEADING
from extractor.layout.tables.open_names import Head, read_head, stand_over
from extractor.layout.tables.open_runs import BASELINE, evenly_set, is_prose, parts
from extractor.printed import BULLETS

TIGHT = 0.75
"""Type sizes of white between two lines of a heading at the most."""
_WIDER = 1.2
"""How much wider the white over a further heading is than that between lines of one cell."""
_WIDE = 0.6
"""Share of a heading that a separator covers which frames it."""
_TALLEST = 9
"""Lines of the tallest heading."""
_NUMBERED = 4
"""Numbers that count columns, at the least: fewer are a row's values."""
_LONGEST = 9
"""Words of the longest heading of a column on one line."""
_SEVERAL, _CENTRED = 2, 0.2
"""Columns that a super-heading stands over, and super-headings beside each other, at the least; share of the distance
between the first and the last of its columns by which it may miss their middle.
"""
_LARGER = 1.15
"""How much larger than a heading a line over it is which is a title: two points of twelve."""
_MIDDLE, _TITLED = 0.5, 1.5
"""Type sizes by which centred lines of a title miss one middle, and of white between them, at the most."""
_YEAR_LAST = re.compile(r"\b(?:19|20)\d\d\W*$")
_ITEM = re.compile(rf"[{BULLETS}]\s")
_PAIR, _LABELS, _CARD = 2, 3, 6
"""Columns of a card of labels and values; other labels around one at the least; lines on either side that are looked at
for them.
"""
_NUMBER_ROW = re.compile(r"[(\[]?\d{1,2}[.)\]]*(?:\s*=.*)?")


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
        if found and (_goes_on(lines, end) or not _opens(lines, found[-1], start, seps)):
            k += 1
            continue
        head = read_head(lines[start:end], seps)
        if head is not None and not _in_a_row(head) and not _in_a_card(lines, start, end):
            found.append((start, end, head))
        k = max(end, k + 1)
    return found


def _goes_on(lines: Sequence[Line], end: int) -> bool:
    """Whether what reads like a further heading is the first line of a row: a text of it goes on in small letters close
    under it, in a line that does not head columns (`Jumlah tamu` / `yang menginap`, beside values set lower).
    """
    if end >= len(lines):
        return False
    upper, lower = lines[end - 1], lines[end]
    if lower.box[1] - upper.box[1] > LEADING * upper.size:
        return False
    small = [p for p in parts(lower) if p.text[:1].islower()]
    return any(stand_over(over.box, part.box) for part in small for over in parts(upper))


def _opens(lines: Sequence[Line], last: tuple[int, int, Head], start: int, seps: Sequence[Separator]) -> bool:
    """Whether a further heading is set apart from the rows above it, those of the ``last`` heading: by more white than
    lies between their lines, by bold type, under a caption, or by a separator if it is set as that heading is.
    """
    _, before, head = last
    above, line = lines[start - 1], lines[start]
    if _in_the_columns(line, lines[before:start], head):
        return False
    gaps = [b.box[1] - a.box[3] for a, b in pairwise(lines[before:start])]
    white = line.box[1] - above.box[3] > max(TIGHT * line.size, _WIDER * min(gaps, default=0.0))
    if white or (_is_bold(line) and not _is_bold(above)):
        return True
    if all(map(_is_bold, head.lines)) and not _is_bold(line):
        return False  # what stands over it alone is no caption, but the rest of a cell
    if len(parts(above)) < 2:
        return True
    x0, _, x1, _ = line.box
    return any(above.box[3] - 2 <= s.y <= line.box[1] + 2 and s.cover(x0, x1) >= _WIDE for s in seps)


def _in_the_columns(line: Line, rows: Sequence[Line], head: Head) -> bool:
    """Whether each text of a line begins where one of the rows does, and fewer of them than the heading has columns,
    none in the first: a row that says words of headings, beside a number that stands for several (`Capaian serapan` /
    `Realisasi anggaran dibagi pagu`).
    """
    runs = parts(line)
    first = head.columns[0].box[2]
    if len(runs) >= len(head.columns) or runs[0].box[0] < first:
        return False
    begun = {round(p.box[0]) for row in rows for p in parts(row)}
    return all(round(p.box[0]) in begun for p in runs)


def _in_a_row(head: Head) -> bool:
    """Whether what reads like a heading is a row of a table: it is in mid-sentence, lists, or has a row's number."""
    if any(_ITEM.match(c.parts[0].text) for c in head.columns):
        return True
    small = sum(c.parts[0].text[:1].islower() for c in head.columns)
    return 2 * small >= len(head.columns) or all(numbers_row(part.text) for part in head.columns[0].parts)


def _in_a_card(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether what reads like a heading is a label with its value among others: the lines around it that begin on its
    two edges begin with other labels each, more than there are values beside them that name a column. (The programmes
    of a list have their first word in common.)
    """
    pair = parts(lines[start])
    if end - start > 1 or len(pair) != _PAIR:
        return False
    near = (parts(n) for n in lines[max(0, start - _CARD) : end + _CARD] if n is not lines[start])
    rows = [
        row
        for row in near
        if len(row) == _PAIR and all(abs(a.box[0] - b.box[0]) < a.size / 2 for a, b in zip(row, pair, strict=True))
    ]
    labels = {row[0].words[0].text.casefold() for row in rows if names_column(row[0].text)}
    return len(labels) >= _LABELS and sum(names_column(row[1].text) for row in rows) < len(labels)


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


def _names_all(line: Line) -> bool:
    """Whether every run of words of a line names a column or a period."""
    return all(names_column(p.text) or names_period(p.text) for p in parts(line))


def _continues(line: Line, head: Line) -> bool:
    """Whether a line may be a further line of a heading, of which another is known: nothing in it is a figure, a
    sentence or a row's number.
    """
    texts = [p.text for p in parts(line)]
    if any(holds_figures(t) and not names_period(t) for t in texts) or _numbers_columns(line, head):
        return False
    if len(texts) > 1 and numbers_row(texts[0]) and not any(map(names_period, texts[1:])):
        return False  # a number before words is a row's; before other numbers it may be a quarter's
    return not is_prose(line) and all(len(t.split()) <= _LONGEST for t in texts)


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
        if len(texts) >= _NUMBERED and _numbers_columns(lines[n], lines[k]):
            numbers = [int("".join(filter(str.isdigit, t))[:2]) for t in texts]
            return n if numbers[0] == 1 and all(b > a for a, b in pairwise(numbers)) else None
        if numbers_row(texts[0]) or any(holds_figures(t) and t[:1] != "(" and not names_period(t) for t in texts):
            return None
        if is_prose(lines[n]):
            return None
    return None


def _numbers_columns(line: Line, head: Line) -> bool:
    """Whether a line numbers the columns of a heading: from the first or the second of them on. Numbers further right
    end the names there (`TW` / `1`).
    """
    numbers = parts(line)
    before = sum(part.box[2] < numbers[0].box[0] for part in parts(head))
    return before <= 1 and all(_NUMBER_ROW.fullmatch(part.text) for part in numbers)


def _edge(lines: Sequence[Line], k: int, step: int, wide: Sequence[float], floor: int) -> int:
    """The last line of the heading in one direction."""
    at = k
    while abs(at - k) < _TALLEST and floor <= at + step < len(lines):
        here, other = lines[at], lines[at + step]
        upper, lower = (here, other)[::step]
        gap = lower.box[1] - upper.box[3]
        parted = any(upper.box[3] - 2 <= y <= lower.box[1] + 2 for y in wide)
        if not _continues(other, lines[k]) or (parted and not _further(other, here, step)):
            break
        if step > 0 and _spans_under(lines[k], other):
            break
        if step < 0 and at > floor + 1 and _ends_title(lines[at - 2], other):
            break
        # a line of its own over a heading is a title or a caption, whatever rule stands over it
        bounded = _bounded(other, step, wide) and (step > 0 or len(parts(other)) > 1)
        close = gap <= TIGHT * here.size
        fits = _fits(here, other, step) or (step > 0 and _ends_cell(lines, at))
        if not (parted or bounded or (close and fits)):
            break
        at += step
    return at


def _ends_cell(lines: Sequence[Line], at: int) -> bool:
    """Whether the one text of the line under line ``at`` ends a heading's cell, though it names no column: it stands
    under a text of the heading, and the next close line names columns of it alone, in the same type.
    """
    if at + 2 >= len(lines):
        return False
    here, other, beyond = lines[at : at + 3]
    runs = parts(other)
    under = any(stand_over(part.box, runs[0].box) for part in parts(here))
    if len(runs) > 1 or not under or beyond.box[1] - other.box[3] > TIGHT * here.size:
        return False
    alike = len({_is_bold(line) for line in (here, other, beyond)}) == 1
    texts = [p.text for p in parts(beyond)]
    return alike and len(texts) > 1 and _names_all(beyond) and any(map(is_telling, texts))


def _ends_title(above: Line, line: Line) -> bool:
    """Whether a line is the last of a title: a year on the middle of one that names no column (`BADAN X` / `2041`)."""
    if not _YEAR_LAST.search(line.text) or len(parts(above)) > 1 or len(parts(line)) > 1 or names_column(above.text):
        return False
    off = abs(above.box[0] + above.box[2] - line.box[0] - line.box[2]) / 2
    return off <= _MIDDLE * line.size and line.box[1] - above.box[3] <= _TITLED * line.size


def _spans_under(head: Line, line: Line) -> bool:
    """Whether a line is one text under several texts of a heading: it heads the rows under it, no columns."""
    runs = parts(line)
    return len(runs) == 1 and sum(stand_over(part.box, runs[0].box) for part in parts(head)) > 1


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
    under = [p for p in parts(here) if stand_over(line.box, p.box)]
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
