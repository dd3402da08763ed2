"""Grids without ruling lines: lists in columns under a heading, as agreements print their programmes and amounts.

Comes in: the lines outside ruled grids. Goes out: grids. Only a heading whose words name columns
(``patterns/borderless.toml``) with amounts under it, or numbered lines that end in a column of amounts, make a table:
signature blocks stand in columns too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.printed import AMOUNT, BULLETS, GROUPED, LABEL, PRICE, is_currency, names_date
from extractor.read.page import Grid, GridCell, Page
from extractor.read.words import Box, Word, box_around

_LIKE = 86
"""Likeness of a heading's word, of 100: one wrong letter of eight (`indikatcr`), one lost of five."""
_GROUPS = {
    "names": ("program", "activity", "sub_activity"),
    "amounts": ("budget",),
    "others": ("notes", "funding", "row", "target"),
}
"""What a column of such a list may hold, by the meanings of ``columns.toml``."""
_AMOUNT = re.compile(rf"{AMOUNT}[.,]?")
_FIGURE = re.compile(GROUPED)
_LABEL = re.compile(rf"{LABEL}[.)]?|[{BULLETS}]")
_ALONE = re.compile(r"\d{1,2}[.)]?")
_BULLET = re.compile(rf"[{BULLETS}]")
_PLACE = re.compile(r"[A-Z][^\d,]{2,30},\s?(?:tanggal\s)?\s*\d{0,2}\s[A-Za-z]+\s(?:19|20)\d\d\W*")
"""A line that is nothing but place and date: no name goes on with it, however close."""
_SET_APART = 2.0
"""Type sizes of white between an amount and the fund that it comes from, at the least."""
_PRICED = 3
"""Texts of an entry whose parts white sets apart, its fund aside: its number, its name, its amount."""
_LONGEST = 4
"""Words of a heading, at the most (`Program dan Kegiatan Pendukung`)."""
_MOST_COLUMNS = 6
"""Headings of one line: a list of amounts has few columns, a line of more is none."""
_ROW_GAP = 0.9
"""Space between two lines, in line heights, over which a wrapped name does not go on."""
_BESIDE, _BEYOND = 4.0, 40.0
"""Points by which a wrapped line may stand out beside the rows of its list, and at the right of its heading, which
stands over the middle of a column that is wider.
"""
_LOW = 0.8
"""Height of the box around letters with ascenders and descenders, in type sizes."""
_MIDDLE_GAP, _TOP_GAP = 0.15, 0.45
"""Type sizes by which a space must exceed the others to part rows: for a label alone, for one beside a name; and line
heights of white over a line in several columns, which is no rest of a name then.
"""
_TOTALS = ("jumlah", "total")
_MAX_GAP = 4.0
"""Empty space between two rows, in line heights, over which a list does not go on."""


def borderless_grids(page: Page, lines: Sequence[Line], ruled: Sequence[Grid]) -> list[Grid]:
    """The borderless grids among the lines."""
    grids: list[Grid] = []
    k = 0
    while k < len(lines):
        heads = _heading(lines[k])
        if heads is None and not _entry(lines[k]):
            k += 1
            continue
        start = k if heads is None else k + 1
        end = _end(lines, k, ruled)
        body = lines[start:end]
        listed = len(heads) > 1 if heads else False
        if any(_FIGURE.search(line.text) for line in body) and (listed or _is_list(body, headed=heads is not None)):
            grids.append(_grid(page.number, heads or [], list(body)))
            k = end
        else:
            k += 1
    return grids


def _entry(line: Line) -> bool:
    """A numbered name with an amount at its end, or before a fund that white sets apart."""
    return len(line.words) > 2 and bool(_ALONE.fullmatch(line.words[0].text)) and _amount(line) is not None


def _amount(line: Line) -> Word | None:
    """The amount that ends a line, or its part before the last white."""
    for part in line.segments(_SET_APART)[-2:][::-1]:
        if _AMOUNT.fullmatch(part.words[-1].text):
            return part.words[-1]
        if _FIGURE.search(part.text):
            return None
    return None


def _is_list(body: Sequence[Line], *, headed: bool) -> bool:
    """Whether lines under a heading that names no amounts, or under none, are entries with amounts in a column."""
    found = [(line, _amount(line)) for line in body]
    ends = [at for line, at in found if at and (_entry(line) or (headed and at is line.words[-1]))]
    least = 2 if headed else 1 if all(_priced_apart(line) for line, at in found if at) else 3
    if len(ends) < least:
        return False
    size = max(w.size for w in ends)
    aligned = max(w.box[2] for w in ends) - min(w.box[2] for w in ends) <= size
    return aligned or max(w.box[0] for w in ends) - min(w.box[0] for w in ends) <= 0.5 * size


def _priced_apart(line: Line) -> bool:
    """Whether number, name and amount with its currency stand each for itself, before a fund if any: an entry, however
    few there are.
    """
    *names, price = line.segments(_SET_APART)[:_PRICED]
    return len(names) == _PRICED - 1 and PRICE.fullmatch(price.text) is not None


def _heading(line: Line) -> list[Line] | None:
    """The column headings that a line consists of, ``None`` for any other line."""
    parts: list[Line] = []
    words = line.words
    if len(words) > _MOST_COLUMNS * _LONGEST:
        return None
    while words:
        # the longest run of words that names a column: headings may stand close together
        for size in range(min(len(words), _LONGEST), 0, -1):
            if _names(words[:size]):
                parts.append(Line(words[:size]))
                words = words[size:]
                break
        else:
            return None
    if len(parts) > _MOST_COLUMNS:
        return None
    said = [_names(p.words) for p in parts]
    named, money = any("names" in s for s in said), any("amounts" in s for s in said)
    return parts if named and (money or len(parts) == 1) else None


def _names(words: Sequence[Word]) -> frozenset[str]:
    """What the words may head: ``names``, ``amounts``, ``others``; empty for words that head no column."""
    return _heads(" ".join(w.text for w in words).casefold().strip(" :."))


@kept(maxsize=4096)
def _heads(text: str) -> frozenset[str]:
    if (
        extractOne(
            text, [name for names in _names_by_group().values() for name in names], scorer=ratio, score_cutoff=_LIKE
        )
        is None
    ):
        return frozenset()
    return frozenset(group for group, names in _names_by_group().items() if any(ratio(text, n) >= _LIKE for n in names))


@kept
def _names_by_group() -> dict[str, tuple[str, ...]]:
    labels = toml("columns")["labels"]
    return {
        group: (*toml("borderless")[group], *(label for meaning in meanings for label in labels[meaning]))
        for group, meanings in _GROUPS.items()
    }


def _end(lines: Sequence[Line], start: int, ruled: Sequence[Grid]) -> int:
    """The index after the last line of the list that begins at ``start``."""
    stops = tuple(toml("borderless")["stops"])
    last_figure = start
    for k in range(start + 1, len(lines)):
        line, before = lines[k], lines[k - 1]
        height = max(before.box[3] - before.box[1], 6.0)
        parted = any(before.box[3] <= g.box[1] <= line.box[1] for g in ruled)
        if parted or line.box[1] - before.box[3] > _MAX_GAP * height or line.text.casefold().startswith(stops):
            return k if k - 1 == last_figure else _after_name(lines, start, last_figure, k)
        apart = line.box[1] - before.box[3] > _ROW_GAP * height
        alone = apart or len(line.segments(1.2)) > 1 or _PLACE.fullmatch(line.text)
        if alone and _dated(line) and not _FIGURE.search(line.text):
            return _after_name(lines, start, last_figure, k)
        if _FIGURE.search(line.text) or _LABEL.fullmatch(line.words[0].text):
            last_figure = k
    return _after_name(lines, start, last_figure, len(lines))


def _after_name(lines: Sequence[Line], start: int, last: int, limit: int) -> int:
    """The list's last row may go on over wrapped lines: those close under it, within the columns of the list."""
    left = min(line.box[0] for line in lines[start : last + 1]) - _BESIDE
    right = max(lines[start].box[2] + _BEYOND, *(line.box[2] + _BESIDE for line in lines[start : last + 1]))
    k = last + 1
    while k < limit:
        gap = lines[k].box[1] - lines[k - 1].box[3]
        # the boxes of letters without ascenders are low: the type's size tells how far apart lines are set
        height = max(lines[k].box[3] - lines[k].box[1], _LOW * lines[k].size)
        if gap > _ROW_GAP * height or (gap > _TOP_GAP * height and len(lines[k].segments(1.2)) > 1):
            break
        if lines[k].box[0] < left or lines[k].box[2] > right:
            break
        k += 1
    return k


def _dated(line: Line) -> bool:
    """Place and date of a signature, or a role over it."""
    words = toml("borderless")
    text = line.text.casefold()
    return names_date(text) or text.startswith(tuple(words["roles"]))


def _grid(number: int, heads: list[Line], body: list[Line]) -> Grid:
    borders = _borders(heads, body)
    words = [w for part in (*heads, *body) for w in part.words]
    edges = [min(w.box[0] for w in words), *borders, max(w.box[2] for w in words)]
    grouped = _rows(body, borders)
    if heads:
        grouped.insert(0, [_cut([w for h in heads for w in h.words], borders)])
    rows: list[tuple[GridCell, ...]] = []
    for r, parts in enumerate(grouped):
        around = box_around(w.box for part in parts for cell in part for w in cell)
        cells = []
        for c in range(len(borders) + 1):
            box: Box = (edges[c], around[1], edges[c + 1], around[3])
            cells.append(GridCell(tuple(tuple(part[c]) for part in parts if part[c]), box, r, c))
        rows.append(tuple(cells))
    return Grid(number, box_around(w.box for w in words), tuple(rows))


def _borders(heads: list[Line], body: list[Line]) -> list[float]:
    """Where columns part: in the free stretch between two headings that the fewest words of the body cross."""
    words = [w for line in body for w in line.words]
    borders: list[float] = []
    for left, right in itertools.pairwise(heads):
        low = (left.box[0] + left.box[2]) / 2
        high = (right.box[0] + right.box[2]) / 2
        # the currency sign belongs to the amount, however far from it it stands
        signs = [w.box[0] for w in words if is_currency(w.text) and low < w.box[0] < high]
        high = min([high, *signs])
        candidates = sorted(
            {
                low,
                high,
                *(w.box[0] - 0.5 for w in words if low < w.box[0] < high),
                *(w.box[2] + 0.5 for w in words if low < w.box[2] < high),
            }
        )
        stretches = list(itertools.pairwise(candidates))
        if not stretches:
            borders.append((left.box[2] + right.box[0]) / 2)
            continue

        def crossing(stretch: tuple[float, float]) -> tuple[int, float]:
            a, b = stretch
            return sum(w.box[0] < b - 0.1 and w.box[2] > a + 0.1 for w in words), -(b - a)

        best = min(stretches, key=crossing)
        borders.append((best[0] + best[1]) / 2)
    if len(heads) < 2:
        borders += _around_amounts(body)
    # a column of labels in front of the names
    labelled = [line for line in body if _labelled(line)]
    if labelled and not (heads and re.fullmatch(r"no\.?", heads[0].text.casefold())):
        # labels of a second level (dashes under a number) stand in the names' column
        first = min(line.words[0].box[0] for line in labelled)
        starts = [line for line in labelled if line.words[0].box[0] - first <= 1.2 * line.size]
        label_end = max(line.words[0].box[2] for line in starts)
        own = {id(line) for line in starts}
        names = [w.box[0] for line in body for w in line.words[1 if id(line) in own else 0 :][:1]]
        names = [x for x in names if not borders or x < borders[0]]
        if names and label_end < min(names) + 0.5:
            borders.insert(0, (label_end + min(names)) / 2)
    return borders


def _around_amounts(body: Sequence[Line]) -> list[float]:
    """The middle of the white in front of the amounts, their currency signs included, and of that behind them where
    something follows.
    """
    starts: list[float] = []
    reach: list[float] = []
    after: list[float] = []
    ends: list[float] = []
    for line in body:
        words = list(line.words)
        amount = _amount(line)
        if amount is not None:
            at = words.index(amount)
            after += [w.box[0] for w in words[at + 1 : at + 2]]
            ends.append(amount.box[2])
            starts.append(amount.box[0])
            words = words[:at]
            if words and is_currency(words[-1].text):
                starts.append(words.pop().box[0])
        reach.extend(w.box[2] for w in words[-1:])
    first = min(starts)
    before = [x for x in reach if x < first]
    borders = [(max(before) + first) / 2 if before else first - 1]
    return [*borders, (max(ends) + min(after)) / 2] if after and max(ends) < min(after) else borders


def _labelled(line: Line) -> bool:
    """A label before a name, or a number alone (set between the lines of a wrapped name)."""
    if len(line.words) == 1:
        return bool(_ALONE.fullmatch(line.words[0].text))
    return bool(_LABEL.fullmatch(line.words[0].text))


def _cut(words: Sequence[Word], borders: Sequence[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(borders) + 1)]
    for word in words:
        middle = (word.box[0] + word.box[2]) / 2
        cells[sum(middle > b for b in borders)].append(word)
    return cells


def _rows(body: Sequence[Line], borders: Sequence[float]) -> list[list[list[list[Word]]]]:
    """Lines to rows: a row begins with a label or, where rows have none, with a figure."""
    marks = [k for k, line in enumerate(body) if _labelled(line) or line.text.casefold().startswith(_TOTALS)]
    if not marks:
        marks = [k for k, line in enumerate(body) if _FIGURE.search(line.text)] or [0]
    elif any(_FIGURE.search(line.text) for line in body[: max(0, marks[0] - 1)]):
        marks.insert(0, 0)
    starts = [0]
    for last, mark in itertools.pairwise(marks):
        starts.append(_first_line(body, last, mark))
    ends = [*starts[1:], len(body)]
    rows = []
    for start, end in zip(starts, ends, strict=True):
        rows.extend(_by_figures(body[start:end], borders))
    return rows


def _first_line(body: Sequence[Line], last: int, mark: int) -> int:
    """Where the row begins whose label stands on line ``mark``: labels may stand at the middle of wrapped names.

    The lines between two labels are parted at their widest space, if one is clearly wider; else they are the upper
    row's.
    """
    gaps = [(body[k].box[1] - body[k - 1].box[3], k) for k in range(last + 1, mark + 1)]
    widest, at = max(gaps)
    others = [gap for gap, k in gaps if k != at]
    # beside a name the label stands at its row's top as a rule, and scans move lines a little
    clear = _MIDDLE_GAP if len(body[mark].words) == 1 else _TOP_GAP
    return at if not others or widest > max(others) + clear * body[mark].size else mark


def _by_figures(lines: Sequence[Line], borders: Sequence[float]) -> list[list[list[list[Word]]]]:
    """The lines of a labelled row as rows: a second amount begins a line of its own (activities under a programme)."""
    rows: list[list[list[list[Word]]]] = [[]]
    has_figure = False
    for line in lines:
        cells = _cut(line.words, borders)
        figure = any(_FIGURE.search(" ".join(w.text for w in cell)) for cell in cells[1:])
        bullet = _BULLET.fullmatch(line.words[0].text) is not None and bool(rows[-1])
        if (figure and has_figure) or bullet:
            rows.append([])
            has_figure = False
        rows[-1].append(cells)
        has_figure = has_figure or figure
    return rows
