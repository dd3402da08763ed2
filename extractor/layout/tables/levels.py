"""A band of table rows as it is cut: its columns with what is known of their lines, and the heights between levels of
text, each of which may part two rows.

Comes in: the lines of every column. Goes out: the band. All lengths are told in type sizes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.printed import BULLETS, ITEM_NUMBER, ROW_NUMBER

_SLIVER = 0.2
"""Share of a line's box above its capitals, and below its letters: boxes of close lines overlap by it."""
_LEVEL = 0.15
"""Type sizes by which the middles of lines on one level differ at the most."""
_MOST = 1.5
"""Type sizes of white that weigh no more than less."""
LEADING = 1.75
"""Type sizes of the widest step between two lines of one cell (one and a half lines in a roomy face)."""
_SPACIOUS = 2.1
"""The same where texts wrap for sure (one and a half lines in the roomiest face, Noto Sans: 2.04)."""
_WIDEST = 3.0
"""The same where the next line goes on in small letters (two lines apart, in a spacious face)."""
_USUAL = 1.2
"""Type sizes of the step between two lines where no text of the band wraps."""
_MOSTLY = 0.75
"""Share of the lines of a column of values that are values; a unit may wrap, a heading may stand over a group."""
_SENTENCES = 0.3
"""Share of the lines of a column that go on in small letters where texts are sentences, not titles
(`Tata dan Kelola`).
"""
_WRAPPED, _CLOSE = 4, 1.5
"""Lines of a text in a narrow column at the least, and type sizes of the widest step between most of them."""
APART, _APART_LEAST = 1.4, 3
"""How many times wider than the step between the lines of a text that before a text of its own is at the least, and the
texts in small letters that must stand apart so: two may be set with more lead.
"""
_NUMBER = 6
"""Characters of the longest number of a row."""
_WORDED = 9
"""Letters of a line that is more than a unit or a grade."""
BULLET = re.compile(rf"[{BULLETS}]".replace(r"\-–—", ""))
"""A bullet set apart from what it stands before; a dash alone says that there is nothing."""
MARK = re.compile(rf"\(?(?:{ITEM_NUMBER}|[a-z])[.)]|\d{{1,2}}\s|[{BULLETS}]")
_ALONE = re.compile(rf"\(?(?:{ITEM_NUMBER}|[a-z])[.)]+|[{BULLETS}]".replace(r"\-–—", ""))
"""A mark that stands alone on its line: what it marks stands under it."""
_LABEL = re.compile(r"[^\W\d_][\w ]{2,30}:")
_BLANK = 0.35
"""Type sizes of a blank between two words at the most, where a line is not stretched."""
_SET_OFF = 0.2
"""Type sizes of white beyond the usual from which a line is set apart from the one above."""
_ITEM = re.compile(r"\d{1,2}[.)]\s+[^\W\d_]{2}")
"""An item of a numbered list (`1. Luas panen`), which begins with no value."""
VALUE = re.compile(r"(?:[<>≤≥±=~%]\s*)?(?:Rp\.?\s*)?\d|[A-D]{1,2}[+-]?$|W[TD]P\b|-$", re.IGNORECASE)
"""A figure, a grade, an opinion of the auditors, a dash."""

_CUT, _REST = re.compile(r"(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3})+[.,]\d{0,2}"), re.compile(r"\d{1,3}(?:[.,]\d{3})*")
"""A figure that the edge of its column cuts within a group of three digits, and what stands under it."""


@dataclass(frozen=True)
class Column:
    """The lines of a column, and what is known of each."""

    kind: str
    """``value``, ``unit``, ``label`` or ``text``."""
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    middles: tuple[float, ...]
    counted: tuple[int, ...]
    """Lines before each that are values, or labels."""
    small: tuple[bool, ...]
    hanging: tuple[bool, ...]
    marked: tuple[bool, ...]
    capital: tuple[bool, ...]
    """Lines that begin with a capital, without a mark, in a column whose texts go on in small letters; not those with
    a label (`Sumber Data: ...`) or under one, which go on with an explanation.
    """
    opening: tuple[bool, ...]
    """Lines without a mark that begin with a word that statements, indicators and programmes begin with, and go on
    with nothing (`dibagi`).
    """
    excess: tuple[float, ...]
    """Type sizes of white before each line beyond the usual between lines; 0 for the first."""
    room: tuple[bool, ...]
    """Lines whose first word has room on the line above, so that no text wraps there; not those with a mark or a
    label, or in small letters, of which more is known.
    """
    full: tuple[bool, ...]
    """Lines whose first word has no room on the line above, which others of the column reach beyond."""


@dataclass(frozen=True)
class Band:
    """The columns of a band, the heights that may part its rows, and which of them must."""

    columns: tuple[Column, ...]
    cuts: tuple[float, ...]
    """From above the first line to below the last."""
    above: tuple[tuple[int, ...], ...]
    """For every cut the lines of each column above it."""
    must: tuple[tuple[int, int], ...]
    """First and last of the cuts among which one must be taken."""
    size: float
    closed: bool
    crossed: tuple[float, ...]
    """For every cut the columns with text on its height."""
    white: tuple[float, ...]
    """For every cut the white around it in type sizes, beyond the usual between lines."""


def band_of(
    columns: Sequence[Sequence[Line]],
    *,
    closed: bool,
    forced: Sequence[float] = (),
    within: Sequence[tuple[float, float]] = (),
) -> Band | None:
    """A band as it is scored; ``None`` for one on a single level. ``forced`` are heights that part rows, ``within``
    stretches of height in which rows part somewhere.
    """
    lines = [line for column in columns for line in column]
    if not lines:
        return None
    size = usual_size(lines)
    usual = usual_step(columns, size)
    valued = frozenset(len(c) for c in columns if c and all(VALUE.match(line.text) for line in c))
    numbered = tuple(n.box[1] for c in columns if c and _counts_rows([n.text for n in c]) for n in c)
    made = tuple(_column(column, size, usual, valued, numbered) for column in columns if column)
    cuts = _levels(made, size, forced)
    if len(cuts) < 3:
        return None
    above = tuple(tuple(bisect_left(c.middles, y) for c in made) for y in cuts)
    must = [(k, k) for k, y in enumerate(cuts) if y in forced]
    for top, bottom in within:
        inside = [k for k, y in enumerate(cuts) if top <= y <= bottom]
        must += [(inside[0], inside[-1])] if inside else []
    inks = sorted(b - t for c in made for t, b in zip(c.tops, c.bottoms, strict=True))
    between = usual - inks[len(inks) // 2]
    crossed, white = [], []
    for k, y in enumerate(cuts):
        over = [c.bottoms[n - 1] for c, n in zip(made, above[k], strict=True) if n]
        under = [c.tops[n] for c, n in zip(made, above[k], strict=True) if n < len(c.tops)]
        crossed.append(float(sum(b > y for b in over) + sum(t < y for t in under)))
        gap = min([t for t in under if t >= y], default=y + size) - max([b for b in over if b <= y], default=y - size)
        white.append(min(max(0.0, gap - between) / size, _MOST))
    return Band(made, cuts, above, tuple(must), size, closed, tuple(crossed), tuple(white))


def usual_size(lines: Sequence[Line]) -> float:
    """The middle one of the type sizes of lines, in points; that of plain type where there are none."""
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 10.0


def usual_step(columns: Sequence[Sequence[Line]], size: float) -> float:
    """The step between two lines of a cell: that before lines which go on in small letters, else the least."""
    steps = [
        (b.box[1] - a.box[1], in_small_letters(b.text) and sum(map(str.isalpha, a.text)) > _WORDED)
        for column in columns
        for a, b in pairwise(column)
        if 0.7 * size < b.box[1] - a.box[1] <= _WIDEST * size
    ]
    sure = sorted(step for step, goes_on in steps if goes_on)
    if sure and any(map(begins_small, columns)):
        sure = [step for step in sure if step < APART * sure[0]]
    if sure:
        return sure[len(sure) // 2]
    least = min((step for step, _ in steps), default=_USUAL * size)
    if least <= LEADING * size or (least <= _SPACIOUS * size and _wrap(columns)):
        return least
    return _USUAL * size


def _wrap(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether some texts surely go on over lines: a column of them has more than any column of values or numbers."""
    counts = [(is_text(column), len(column)) for column in columns if column]
    texts, aside = ([n for text, n in counts if text is wanted] for wanted in (True, False))
    return bool(texts) and bool(aside) and max(texts) > max(aside)


def begins_small(lines: Sequence[Line]) -> bool:
    """Whether the texts of a column begin in small letters (`jumlah pasar`, `luas taman`): some of its lines in small
    letters follow close on the one before them, as the rest of a text does, others stand apart.
    """
    if len(lines) <= _APART_LEAST or sum(in_small_letters(line.text) for line in lines) <= _APART_LEAST:
        return False
    steps = [
        b.box[1] - a.box[1] for a, b in pairwise(lines) if in_small_letters(b.text) and b.box[1] - a.box[1] > a.size / 2
    ]
    apart = sum(step >= APART * min(steps) for step in steps)
    return apart >= _APART_LEAST and 2 * apart >= len(steps)


def in_small_letters(text: str) -> bool:
    """Whether a line goes on in small letters, and so is never the first of a cell; a name may begin with one
    (`eOffice`).
    """
    if not text[:1].islower() or MARK.match(text) is not None:
        return False
    return text.split(None, 1)[0].rstrip(".,;:)").islower()


def opens(text: str) -> bool:
    """Whether a line begins with a word that statements, indicators, programmes and activities begin with."""
    return text.lstrip("-–•▪●➢✓* ").casefold().startswith(_openings())


@kept
def _openings() -> tuple[str, ...]:
    return tuple(toml("row_cuts")["openings"])


def is_text(lines: Sequence[Line]) -> bool:
    """Whether most lines of a column are words: not figures, units, grades or numbers of rows. In a narrow column the
    words stand one a line, close under one another.
    """
    return 2 * sum(_is_worded(line.text) for line in lines) >= len(lines) or _wraps(lines)


def _wraps(lines: Sequence[Line]) -> bool:
    """Whether lines without figures follow one another as those of a wrapped text do, some of them in small letters
    under ones that begin with a capital.
    """
    if len(lines) < _WRAPPED or any(any(map(str.isdigit, line.text)) for line in lines):
        return False
    close = sum(b.box[1] - a.box[1] <= _CLOSE * a.size for a, b in pairwise(lines))
    goes_on = sum(a.text[:1].isupper() and in_small_letters(b.text) for a, b in pairwise(lines))
    return 4 * close >= 3 * (len(lines) - 1) and 4 * goes_on >= len(lines) - 1


def _outnumbers(lines: Sequence[Line], valued: frozenset[int]) -> bool:
    """Whether a column of short lines has more of them than the columns of values have values, and one goes on in small
    letters under a capital: the words of a text, one a line, in a narrow column.
    """
    if not valued or len(lines) <= max(valued):
        return False
    texts = [MARK.sub("", line.text, count=1).strip() for line in lines]
    return any(a[:1].isupper() and in_small_letters(b) for a, b in pairwise(texts))


@lru_cache(maxsize=8192)
def _is_worded(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _WORDED


def _column(
    lines: Sequence[Line], size: float, usual: float, valued: frozenset[int], numbered: Sequence[float]
) -> Column:
    """The lines of a column; ``valued`` are the numbers of values that columns of nothing else have, ``numbered`` the
    tops of the numbers of rows.
    """
    texts = [line.text for line in lines]
    hanging = toml("row_cuts")["hanging"]
    hangs = tuple(t.rpartition(" ")[2].casefold() in hanging or t.endswith((",", "-", "(", "/")) for t in texts)
    kind, ones = _kind(lines, texts, hangs, valued)
    tops = tuple([n.box[1] + _SLIVER * (n.box[3] - n.box[1]) for n in lines])
    bottoms = tuple([n.box[3] - _SLIVER * (n.box[3] - n.box[1]) for n in lines])
    steps = [0.0, *(b.box[1] - a.box[1] for a, b in pairwise(lines))]
    own = begins_small(lines)
    sentences = sum(map(in_small_letters, texts)) >= _SENTENCES * len(texts)
    marked = tuple(MARK.match(t) is not None for t in texts)
    opening = tuple(opens(t) for t in texts)
    excess = tuple(max(0.0, min((s - usual) / size, _MOST)) for s in steps)
    # where every text begins with a mark, a line without one goes on, be it with a name or an abbreviation; not where
    # every line has a value, nor level with the number of a row
    listed = kind == "text" and marked[0] and sum(marked) > 1 and len(lines) not in valued
    listed = listed and not any(o and not m for o, m in zip(opening, marked, strict=True))
    begun = [any(abs(n.box[1] - y) <= _LEVEL * size for y in numbered) for n in lines]
    room, full = _broken(lines)
    return Column(
        kind,
        tops,
        bottoms,
        tuple((a + b) / 2 for a, b in zip(tops, bottoms, strict=True)),
        tuple(accumulate(ones, initial=0)),
        tuple(
            (in_small_letters(t) and not (own and s >= APART * usual))
            or (listed and not (m or at_number) and white < _SET_OFF)
            or _ALONE.fullmatch(before) is not None
            for before, t, s, m, white, at_number in zip(
                ["", *texts], texts, steps, marked, excess, begun, strict=False
            )
        ),
        hangs,
        marked,
        tuple(
            sentences and t[:1].isupper() and not (_LABEL.match(t) or before.endswith(":"))
            for before, t in zip(["", *texts], texts, strict=False)
        ),
        tuple(o and not m and not h for o, m, h in zip(opening, marked, [False, *hangs], strict=False)),
        excess,
        tuple(
            r and not m and not in_small_letters(t) and not _LABEL.match(t)
            for r, m, t in zip(room, marked, texts, strict=True)
        ),
        full,
    )


def _kind(
    lines: Sequence[Line], texts: Sequence[str], hangs: Sequence[bool], valued: frozenset[int]
) -> tuple[str, list[bool]]:
    """What a column holds (``value``, ``unit``, ``label`` or ``text``), and for every line whether it is a value or, in
    a column of these, a number of a row.
    """
    if _counts_rows(texts):
        return "label", [True] * len(texts)
    rests = [False, *(_is_rest(a, b, hang) for (a, b), hang in zip(pairwise(texts), hangs, strict=False))]
    values = [
        VALUE.match(t) is not None and not rest and not _ITEM.match(t) for t, rest in zip(texts, rests, strict=True)
    ]
    if sum(values) >= _MOSTLY * len(lines):
        return "value", values
    return "text" if is_text(lines) or _outnumbers(lines, valued) else "unit", values


def _is_rest(above: str, text: str, hangs: bool) -> bool:
    """Whether a figure goes on with that of the line above: in the middle of it, or behind a comma or a dash
    (`97 -` / `98`); a dash alone is a value.
    """
    return (hangs and above[:1].isdigit()) or (_CUT.fullmatch(above) is not None and _REST.fullmatch(text) is not None)


def _broken(lines: Sequence[Line]) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """For every line whether its first word has room on the line above, and whether it has none though others of the
    column reach beyond that: texts are broken where a line is full. What is set in the middle of its column grows to
    both sides.
    """
    left, right = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    room, full = [False], [False]
    for above, line in pairwise(lines):
        first = line.words[0].box
        more = first[2] - first[0] + _BLANK * line.size
        x0, _, x1, _ = above.box
        room.append(x1 + more <= right or (x0 - more / 2 >= left and x1 + more / 2 <= right))
        full.append(not room[-1] and x1 < right - _BLANK * line.size)
    return tuple(room), tuple(full)


def _counts_rows(texts: Sequence[str]) -> bool:
    """Whether a column holds nothing but numbers of rows."""
    rising = all(len(t) <= _NUMBER and ROW_NUMBER.fullmatch(t.replace(" ", "")) is not None for t in texts)
    return rising and _counts(texts)


def _counts(texts: Sequence[str]) -> bool:
    """Whether texts are numbers of rows: ascending, or letters and Roman figures with their stop."""
    plain = [t.replace(" ", "").strip("().") for t in texts]
    if all(p.isdigit() for p in plain):
        return all(int(b) > int(a) for a, b in pairwise(plain)) and int(plain[0]) + len(plain) > int(plain[-1])
    return all(not p.isalpha() or t.strip()[-1:] in ".)" for p, t in zip(plain, texts, strict=True))


def _levels(columns: Sequence[Column], size: float, forced: Sequence[float]) -> tuple[float, ...]:
    """The heights between levels of text; lines whose middles are nearly level stand on one."""
    spots = sorted(spot for c in columns for spot in zip(c.middles, c.tops, c.bottoms, strict=True))
    cuts = [min(top for _, top, _ in spots) - size]
    reach = spots[0][2]
    for (a, _, _), (b, top, bottom) in pairwise(spots):
        if b - a > _LEVEL * size:
            y = (max(a, min(reach, b)) + min(b, max(top, a))) / 2
            cuts.append(min(max(y, a + 0.01), b - 0.01))
        reach = max(reach, bottom) if b - a <= _LEVEL * size else bottom
    cuts.append(max(bottom for _, _, bottom in spots) + size)
    middles = [m for m, _, _ in spots]
    held = 0
    for y in sorted(forced):
        low = bisect_left(middles, y)
        if held < low < len(middles):
            # a line stands where the drawing puts it; one without text on both sides parts nothing
            cuts = sorted({*(c for c in cuts if c in cuts[:1] or bisect_left(middles, c) != low), y})
            held = low
    return tuple(cuts)
