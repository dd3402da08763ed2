"""Where a table without upright lines ends.

Comes in: the lines under a heading, what parts rows, the table's columns as stretches that are surely theirs. Goes out:
how many of the lines are the table's: up to a signature, a paragraph, a caption, wide white or its closing line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.knowledge import toml
from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.heading import holds_figures, labels_rows, numbers_row
from extractor.layout.tables.open_runs import evenly_set, is_prose, parts
from extractor.printed import CURRENCY, GROUPED, full_month_names, names_date

FULL = 0.8
"""Share of a table's width that a separator covers which parts all its columns."""
_FAR = 4.0
"""Type sizes of white, without a separator, over which a table does not go on."""
_CAPTION = 2
"""Lines of the caption between two tables at the most."""
_BADGE = 0.9
"""Share of a caption's type below which a word behind it is a badge (`Aktif`), none of its words."""
_NESTED = 8
"""Lines from a name that reaches over columns down to the first row under it: names of four levels, wrapped."""
_REACH = 3
"""Lines of the first row under a line, among which that of its figures is."""
_FILLED = 4
"""Columns in which a line has texts that is surely a row: two or three also hold what stands over signatures."""
SLACK = 1.5
"""Points by which a text may reach into the next column's heading."""
_CITY = r"[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,2}\s?,"
_PLACE = re.compile(_CITY + r".{0,24}(?:19|20)\d\d")
"""Place and year over a signature, whatever stands for the day."""
_DAY_LEFT_OPEN = re.compile(_CITY + r"\s+(?P<month>[A-Za-z]+)\s+(?:19|20)\d\d")
"""Place, month and year: white is left for the day that a hand adds."""
_FIRST = re.compile(r"1[.)]?")
_RUPIAH = re.compile(
    rf"{CURRENCY}\s*{GROUPED}|\b\d{{1,3}}(?:(?:\.\d{{3}}){{2,}}|(?:,\d{{3}}){{2,}}|(?:\.\d{{3}})+,-)(?![\d.])"
)
"""An amount: with its currency, from a million, or with its dash (`55.800.000,-`)."""
_TITLED = re.compile(r"(?:tabel|gambar|grafik)\s+[\dIVX]+(?:[.:]|\s)|bab\s+(?:[IVXL]+|\d+)\.?$", re.IGNORECASE)
"""The caption of a table that stands under it, or of what comes next: `Tabel 4. Realisasi`, `BAB III`."""
_SECTION = re.compile(r"(?:[A-Z]|[IVX]+|\d+(?:\.\d+)*)\.?\s+[A-Z]")
"""The heading of a section begins so."""
_SET_OFF = 0.6
"""Type sizes of white over a section's heading at the least: more than between a cell's lines, a blank line or half."""


@dataclass(frozen=True)
class Frame:
    """A table's extent across: columns as stretches that no text of another column enters."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    x0: float
    x1: float
    priced: bool = False
    """A heading names a currency: amounts stand in the table's own rows."""
    begun: frozenset[int] = frozenset()
    """Where texts of the table begin on the page before, in whole points."""

    def crossed(self, part: Line) -> bool:
        """Whether a run of words stands in two columns."""
        x0, _, x1, _ = part.box
        return any(x0 < right - SLACK and x1 > left + SLACK for right, left in pairwise_edges(self))


def pairwise_edges(frame: Frame) -> list[tuple[float, float]]:
    """The right edge of every column's sure stretch and the left edge of the next one's."""
    return list(zip(frame.rights[:-1], frame.lefts[1:], strict=True))


def end_of(lines: Sequence[Line], start: int, limit: int, frame: Frame, seps: Sequence[Separator], top: float) -> int:
    """The index after the last line of the table whose body begins at ``start``."""
    full = [s for s in seps if s.y > top and s.cover(frame.x0, frame.x1) >= FULL]
    wide = [s.y for s in full]
    drawn = {s.y for s in full if s.drawn}
    above = top
    end = start
    for k in range(start, limit):
        line = lines[k]
        bridged = any(above - 2 <= y <= line.box[1] + 2 for y in wide)
        closing = [y for y in wide if above - 2 <= y <= line.box[1] + 2]
        later = [y for y in wide if y > line.box[1] + 2]
        if line.box[1] - above > _FAR * line.size and not (later and bridged):
            break
        near = _framed_below(line, later)
        framed = bridged and near
        captioned = limit - k <= _CAPTION and limit < len(lines) and end > start
        inside = framed or (bool(later) and _in_columns(line, lines[start:end], frame))
        if stops(line, frame, inside=inside) or (
            not (framed or frame.priced) and _counts_money(line, lines[start:end])
        ):
            break
        if captioned and (_lone(line, frame) if framed else _before_edge(line, lines[start:end], frame)):
            break
        full_row = bool(later or closing) or _fills(line, frame)
        full_cells = _overfull(line, frame) or _abreast(line, lines[start:end], frame)
        across = _is_paragraph(line, frame)
        crossed = across or (any(frame.crossed(p) for p in parts(line)) and not (full_row and full_cells))
        wrapped = crossed and near and not closing and k > start and _goes_on_across(lines[k - 1], line, frame)
        if crossed and not (
            wrapped or _spans(lines, k, limit, frame, wide, closing) or _listed(lines, k, limit, frame)
        ):
            return _without_heading(lines, start, end, frame) if across else end
        closed = not later and any(y in drawn for y in closing) and any(not is_number_line(n) for n in lines[start:k])
        if closed and not any(_fills(n, frame) for n in lines[k : min(limit, k + _REACH)]):
            # under the last separator the page goes on without the table, if no row of it stands there: a scan may
            # have lost the last line
            break
        above = max(above, line.box[3])
        end = k + 1
    return end


def _framed_below(line: Line, later: Sequence[float]) -> bool:
    """Whether a separator stands close under a line."""
    return any(y - line.box[3] < _FAR * line.size for y in later)


def _goes_on_across(above: Line, line: Line, frame: Frame) -> bool:
    """Whether a line goes on with the one over it, the text of a row that is one cell: both begin at one place and have
    one text, and the upper reaches over columns.
    """
    alike = len(parts(above)) == 1 == len(parts(line)) and abs(above.box[0] - line.box[0]) < SLACK
    return alike and above.page == line.page and frame.crossed(above)


def _is_paragraph(line: Line, frame: Frame) -> bool:
    """Whether a line is one of a justified paragraph as wide as the table: one text, wherever its blanks fall."""
    x0, _, x1, _ = line.box
    return x1 - x0 >= FULL * (frame.x1 - frame.x0) and is_prose(line) and evenly_set(line)


def _without_heading(lines: Sequence[Line], start: int, end: int, frame: Frame) -> int:
    """Where a table ends that a paragraph follows: before the heading of the paragraph's section, a numbered or bold
    line of its own from the table's left edge, with white over it.
    """
    k = end - 1
    if k <= start:
        return end
    line, above = lines[k], lines[start:k]
    white = line.box[1] - max(n.box[3] for n in above)
    heads = _SECTION.match(line.text) is not None or (line.bold and not all(n.bold for n in above))
    edge = min(frame.x0, frame.lefts[0]) + line.size
    return k if heads and white >= _SET_OFF * line.size and line.box[0] < edge and len(parts(line)) == 1 else end


def _before_edge(line: Line, above: Sequence[Line], frame: Frame) -> bool:
    """Whether a line before the next table begins left of this one, where none of its lines did: a caption."""
    return line.box[0] < min([frame.x0, *(n.box[0] for n in above)]) - line.size


def _lone(line: Line, frame: Frame) -> bool:
    """Whether a line between two separators, over the next heading, is one text from the table's left edge: it would
    head rows that do not come.
    """
    size = line.words[0].size
    words = [w for w in line.words if w.size > _BADGE * size]
    return len(parts(Line(tuple(words)))) == 1 and line.box[0] < min(frame.x0, frame.lefts[0]) + size


def _overfull(line: Line, frame: Frame) -> bool:
    """Whether the texts of full cells stand so close that they read as one, each word in its column."""
    if len(parts(line)) < 2 or evenly_set(line):
        return False
    return not any(frame.crossed(Line((word,))) for word in line.words)


def _in_columns(line: Line, above: Sequence[Line], frame: Frame) -> bool:
    """Whether each text of a line begins where one of the lines above does: the office in a column of those that answer
    for a row signs nothing.
    """
    begun = {*frame.begun, *(round(p.box[0]) for n in above for p in parts(n))}
    return all(round(p.box[0]) in begun for p in parts(line))


def _abreast(line: Line, above: Sequence[Line], frame: Frame) -> bool:
    """Whether a line is the lines of two full cells with no more than a blank between them: each word stands in its
    column, and one of them begins where a text of the lines above does.
    """
    if any(frame.crossed(Line((word,))) for word in line.words):
        return False
    begun = {*frame.begun, *(round(p.box[0]) for n in above for p in parts(n)[1:])}
    return any(round(word.box[0]) in begun for word in line.words[1:])


def _fills(line: Line, frame: Frame) -> bool:
    """Whether a line has a text in a third of the table's columns, four at least."""
    filled = {
        k
        for p in parts(line)
        for k, (left, right) in enumerate(zip(frame.lefts, frame.rights, strict=True))
        if p.box[0] < right and p.box[2] > left
    }
    prose = is_prose(line) and (len(parts(line)) < _FILLED or evenly_set(line))
    crossing = prose or (any(frame.crossed(p) for p in parts(line)) and not _overfull(line, frame))
    return not crossing and len(filled) >= _FILLED and 3 * len(filled) >= len(frame.lefts)


def is_number_line(line: Line) -> bool:
    """Whether a line holds column numbers only: `(1) (2) (3)`."""
    return all(numbers_row(p.text) or p.text.strip("[]").isdigit() for p in parts(line))


def stops(line: Line, frame: Frame, *, inside: bool) -> bool:
    """Whether a line belongs to what follows a table: place and date, a role, an office that signs."""
    words = toml("borderless")
    text = line.text.casefold()
    if text.startswith(tuple(words["stops"])) or _TITLED.match(text):
        return True
    if inside:
        return False
    dated = names_date(text)
    alone = len(line.segments(1.2)) == 1 or line.box[0] > (frame.x0 + frame.x1) / 2
    placed = _PLACE.fullmatch(line.text) is not None
    amount = re.search(GROUPED, text) is not None  # of a cell beside one that ends with a date
    return (
        ((dated or placed) and alone and not amount) or _leaves_the_day(line) or text.startswith(tuple(words["roles"]))
    )


def _leaves_the_day(line: Line) -> bool:
    """Whether a line is place, month and year over a signature, parted by the white that is left for the day."""
    match = _DAY_LEFT_OPEN.fullmatch(line.text)
    return match is not None and match["month"].casefold() in full_month_names()


def _counts_money(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line begins a list of amounts: it has the number 1 and an amount in rupiah, and the rows above, of
    which one has texts in several columns beside its number, have none. The numbers of columns are no row, nor is a
    numbered heading over the rows of a group. A line that is level with the one above is of its row: a cell in the
    middle beside one of two lines.
    """
    if _FIRST.fullmatch(line.words[0].text) is None or not _in_rupiah(line):
        return False
    if any(n.box[3] > line.box[1] + SLACK for n in above):
        return False
    texts = ([p for p in parts(n) if not numbers_row(p.text)] for n in above)
    return any(len(row) > 1 for row in texts) and not any(map(_in_rupiah, above))


def _in_rupiah(line: Line) -> bool:
    return _RUPIAH.search(line.text) is not None


def _listed(lines: Sequence[Line], k: int, limit: int, frame: Frame) -> bool:
    """Whether a line is an entry of a list on tab stops: a text too long for its stop reaches over columns that hold
    nothing else. It has a value further right, or the number of a row before it, and entries in columns follow.
    """
    if reaching(lines[k], frame) is None:
        return False
    return _in_last(lines[k], frame) or any(_in_last(n, frame) for n in lines[k + 1 : min(limit, k + 1 + _REACH)])


def reaching(line: Line, frame: Frame) -> Line | None:
    """The text of a line that reaches over columns, if the line has one such text and a value in the last column, or
    the number of a row before the text and nothing else. None of its words begins where a heading does: that is the
    text of the next cell.
    """
    runs = parts(line)
    over = [run for run in runs if frame.crossed(run)]
    if len(runs) < 2 or len(over) != 1 or evenly_set(line):
        return None
    if any(abs(word.box[0] - left) <= SLACK for word in over[0].words[1:] for left in frame.lefts):
        return None
    numbered = numbers_row(runs[0].text) and runs[0].box[2] <= frame.lefts[1] + SLACK
    return over[0] if _in_last(line, frame) or (numbered and runs[1:] == over) else None


def _in_last(line: Line, frame: Frame) -> bool:
    """Whether a line has a text in the last column, a figure where nothing else stands on the line."""
    runs = parts(line)
    told = len(runs) > 1 or holds_figures(line.text)
    return told and not frame.crossed(runs[-1]) and runs[-1].box[0] > frame.lefts[-1] - SLACK


def _spans(
    lines: Sequence[Line], k: int, limit: int, frame: Frame, wide: Sequence[float], closing: Sequence[float]
) -> bool:
    """Whether a line over several columns is a row of the table (a programme's name, a sum): the table goes on under
    it, and it stands between separators or is no line of a paragraph.
    """
    line = lines[k]
    edge = min((y for y in wide if y >= line.box[3] - 2), default=None)
    if closing and edge is not None and edge - line.box[3] < _FAR * line.size:
        # the name of a programme wraps in its band; under it may stand those of its kegiatan
        under = (n for n in lines[k + 1 : min(limit, k + 1 + _NESTED)] if n.box[1] >= edge - 2)
        if any(_overfull(n, frame) or not any(frame.crossed(p) for p in parts(n)) for n in under):
            return True
    near = lines[k + 1 : min(limit, k + 4)]
    after = next((n for n in near if _overfull(n, frame) or not any(frame.crossed(p) for p in parts(n))), None)
    if after is None:
        return False
    below = [y for y in wide if line.box[3] - 2 <= y <= after.box[1] + 2]
    if closing and below:
        return True
    following = lines[k + 1] if k + 1 < limit else None
    if following is None or len(parts(following)) < 2 or not (line.bold or labels_rows(line.text)):
        return False
    return not is_prose(following) or (labels_rows(line.text) and _in_last(following, frame))
