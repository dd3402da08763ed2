"""The heading of a table: which rows at the top name the columns.

Comes in: the rows of a grid. Goes out: how many of them are heading, and one span a column. Separate from the
joining because what a heading looks like (words, merged cells, column numbers, bold type) is a subject of its own;
its words are data (``patterns/columns.toml``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from extractor.abbreviations import written_out
from extractor.knowledge import kept, toml
from extractor.layout.blocks import Cell, Line
from extractor.layout.lines import line_of
from extractor.printed import GROUPED, PLAIN_NUMBER, full_month_names
from extractor.read.page import Grid, GridCell
from extractor.read.words import Span, Word

Row = Sequence[Cell]

_STROKES, _SPECKS = str.maketrans("IiLl|!Oo", "11111100"), ".,'`"
"""Letters that are read for figures, and what dirt beside one is read as."""
_SLIP = 6
"""Numbers of a column-number row among which one may be misread."""
_PLACED = 3
"""Columns with their own numbers in brackets that tell such a row, however badly a scan shows the others."""
_FIGURE = 12
"""Characters of a column number with its sum (``14=13/5x100%``); a row with a longer text says something."""
_COLUMN_NUMBER = re.compile(r"[(\[]?(?P<number>\d{1,2})[)\]=.]*(?:[\d+x:/().=-]+%?)?")
_COLUMN_LETTER = re.compile(r"[(\[]?(?P<letter>[a-z])[)\].]?", re.IGNORECASE)
_NUMBERING = re.compile(r"n\s*o\.?(?:\s*urut)?|nomor(?:\s*urut)?|no[.:]+|[#№]", re.IGNORECASE)
_FIGURES = re.compile(rf"{GROUPED}|\d+(?:[.,]\d+)?\s*%|^\d{{1,3}}(?:[.,]\d+)?$|^\d{{5,}}$")
"""Amounts, percentages, plain numbers: what stands in a table, not over it (years do)."""
_SCALE = re.compile(r"\((?:(?:dalam|dlm|x|rp|rupiah)\W*){0,3}1?[.,]?000(?:[.,]000)*\W{0,3}\)", re.IGNORECASE)
"""What a heading says its column's amounts are multiplied by: `Anggaran (x Rp1.000)`."""
_UP_TO = re.compile(r"(?:s\.?\s?[/.]?\s?d\.?|sampai(?:\s+dengan)?)\s+", re.IGNORECASE)
"""What stands before the end of a period that is counted up: `s.d. Triwulan III`."""
_PERIOD = re.compile(
    r"\(?(?:tahun\s+|th\.?\s*)?(?:19|20)\d\d\)?|(?:(?:triwulan|tribulan|trw|tw|semester|smt|bulan)\s*)?\(?(?:[IVX]{1,4}|\d{1,2})\)?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?P<label>[^\W\d_][^\W\d_ /]*(?:[ /][^\W\d_]+){0,2})\s*(?:\d{1,2}|[IVX]{1,4})?\s*[:=]\s+\w")
_LIKE = 85
"""Likeness of a heading's word, of 100: one wrong letter of seven (`Sararan`)."""
_MOST = 4
"""Heading rows that stand over one another at most."""
_LABELS = 3
"""Rows that name what stands beside them, of a card at least."""
_PAIR = 2
"""Columns of a card: labels and what they label."""
_LONGEST = 9
"""Words of the longest heading that is known by its words."""
_KNOWN = 2
"""Known names that make a row a heading among any number of others; of 611 rows of 230 files none rests on it alone."""
_SENTENCE = 14
"""Words of the longest text in a heading (`Indikator Kinerja Tujuan, Sasaran, Program (outcome) ...`) that is no
sentence of a row.
"""
_GRIDS = 64
"""Grids whose cells are kept: the readings of a page, asked about by all that choose among them."""
_KEPT = 8192
"""Texts whose answers are kept: one line is asked about many times, by whoever looks for a table."""


@lru_cache(maxsize=_GRIDS)
def cells_of(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    """The grid's rows with their words as lines; a merged cell stays one object in all its places."""
    own = {id(c): c for row in grid.rows for c in row}
    made = {
        key: Cell(lines_in(c), c.box, c.row, c.column, c.row_span, c.column_span, c.certainty) for key, c in own.items()
    }
    return tuple([tuple([made[id(c)] for c in row]) for row in grid.rows])


def lines_in(cell: GridCell) -> tuple[Line, ...]:
    """The lines of a grid's cell, top to bottom."""
    return tuple([line_of(words) for words in cell.lines if words])


def own_cells(row: Row) -> list[Cell]:
    """The cells of a row, each once."""
    return [cell for k, cell in enumerate(row) if k == 0 or row[k - 1] is not cell]


def heading_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top are heading; 0 for a table without one.

    A column-number row ends the heading. Else the first row tells: it is a heading by its words, by a first cell
    that names the numbering, or because it alone is bold; its merged cells tell how many rows the heading has.
    """
    for k, row in enumerate(rows[: _MOST + 1]):
        if k and is_number_row(row):
            if any(map(_holds_values, rows[1:k])):
                break  # it stands at the foot of a short table
            return _under_numbers(rows, k)
    if not rows:
        return 0
    start = next((k for k, row in enumerate(rows) if any(c.text for c in row)), 0)
    if len(rows) > start + 1 and is_caption(rows[start]):
        start += 1
    if down_the_side(rows[start:]):
        return 0
    if not _is_first(rows, start):
        return 0
    count = _reach(rows, start, start + 1)
    while count < min(start + _MOST, len(rows)) and _continues(rows, start, count):
        count = _reach(rows, start, count + 1)
    return min(count, len(rows))


def _under_numbers(rows: Sequence[Row], k: int) -> int:
    """Where a heading ends that the column numbers of row ``k`` close: at them, or under the last headings, which they
    reach down beside (`1 | 2 | 3` on two rows, the second one `K | Rp` under the `3`).
    """
    numbers = {id(c) for c in rows[k]}
    below = own_cells(rows[k + 1]) if k + 1 < len(rows) else []
    fresh = [c.text for c in below if id(c) not in numbers and c.text]
    beside = 0 < len(fresh) < len(below) and any(id(c) in numbers and c.text for c in below)
    return k + 2 if beside and not any(c.isdigit() for text in fresh for c in text) else k


def _holds_values(row: Row) -> bool:
    """Whether a row begins with a row's number or holds figures: a row of the table, none of its heading."""
    texts = [c.text.strip() for c in own_cells(row) if c.text.strip()]
    numbered = bool(texts) and PLAIN_NUMBER.fullmatch(texts[0]) is not None and any(c.isdigit() for c in texts[0])
    return (numbered and not is_number_row(row)) or any(holds_figures(text) for text in texts)


def header_spans(head: Sequence[Row], width: int) -> tuple[Span, ...]:
    """One span a column: the heading cells over it from top to bottom; column numbers and captions left out."""
    spans = []
    named = [row for row in head if not is_number_row(row) and not is_caption(row)]
    numbers = {id(cell) for row in head if is_number_row(row) for cell in row}
    for c in range(width):
        seen: list[Cell] = []
        for k, row in enumerate(named):
            cell = row[c]
            if id(cell) in numbers:
                continue
            if cell.text and not any(cell is s for s in seen) and not (k and _is_statement(cell, named[k - 1])):
                seen.append(cell)
        words: list[Word] = [w for cell in seen for w in cell.span.words]
        spans.append(Span(words))
    return tuple(spans)


def _is_statement(cell: Cell, above: Row) -> bool:
    """Whether a cell across several columns, each headed on its own above it, says what all rows stand under (`Misi 2:
    ...` beside the years of a heading)."""
    over = above[cell.column : cell.column + cell.column_span]
    headed = cell.column_span > 1 and len({id(c) for c in over if c.text}) == cell.column_span
    return headed and cell.row > over[0].row and not names_period(cell.text) and not _known(cell.text)


def is_number_row(row: Row) -> bool:
    """``1 2 3 4``, ``(1) (2)``, ``[1] [2]``, ``a b c``: the numbers ascend from one, gaps and sums (``6=4/5``) are
    allowed.

    Of six numbers one may be misread, as scans do with single figures.
    """
    texts: list[str] = []
    for cell in own_cells(row):
        text = cell.text.replace(" ", "")
        if len(text) > _FIGURE:
            return False  # most rows end at their first words
        if text:
            texts.append(text)
    if len(texts) < 2:
        return False
    numbers = [_column_number(t) for t in texts]
    if numbers.count(None) > 1 and {"(2)", "(3)"} & {*texts}:
        placed = [cell.text.replace(" ", "") == f"({cell.column + 1})" for cell in own_cells(row)]
        if sum(placed) >= _PLACED:
            return True
    if None in numbers and (1 in numbers or _mostly_figures(numbers)):
        numbers = [
            _misread_number(t, k) if n is None else n for k, (n, t) in enumerate(zip(numbers, texts, strict=True), 1)
        ]
    if None in numbers:
        numbers = [ord(m["letter"].lower()) - 96 if (m := _COLUMN_LETTER.fullmatch(t)) else None for t in texts]
    known = [n for n in numbers if n is not None]
    if not known or known[0] != 1 or known[-1] > len(row) + _MOST:
        return False
    slips = len(texts) - len(known) + sum(b <= a for a, b in itertools.pairwise(known))
    return slips <= len(texts) // _SLIP


def _mostly_figures(numbers: Sequence[int | None]) -> bool:
    """Whether a long row is of figures but for some, the first one among these: an `I` alone may number a section."""
    return len(numbers) >= _SLIP and 2 * numbers.count(None) < len(numbers)


def _column_number(text: str) -> int | None:
    match = _COLUMN_NUMBER.fullmatch(text)
    return int(match["number"]) if match else None


def _misread_number(text: str, place: int) -> int | None:
    """The number of a column at its place, if what a picture showed looks like it: strokes (`II` for `11`), a speck
    before the figure (`.8`).
    """
    return place if text.translate(_STROKES).strip(_SPECKS) == str(place) else None


def is_caption(row: Row) -> bool:
    """One cell over the whole width: a caption inside the table or the name of a section."""
    return len(row) > 1 and row[0] is row[-1] and bool(row[0].text)


def _reach(rows: Sequence[Row], start: int, count: int) -> int:
    """The heading's end when the merged cells of its rows are followed downwards."""
    end = count
    for row in rows[start:count]:
        for cell in own_cells(row):
            if cell.text and cell.row_span <= _MOST:
                end = max(end, cell.row + cell.row_span)
    return end


def _is_first(rows: Sequence[Row], start: int) -> bool:
    row = rows[start]
    own = own_cells(row)
    texts = [c.text for c in own if c.text]
    if not texts or (len(own) == 1 and len(row) > 1) or any(map(_prints_figures, texts)):
        return False
    if _NUMBERING.fullmatch(texts[0].strip()) and len(texts) > 1:
        return True
    if PLAIN_NUMBER.fullmatch(texts[0].strip()) or (texts[0][:1].islower() and not _known(texts[0])):
        return False
    known = sum(_known(t) for t in texts)
    if len(texts) == 1:
        worded = all(_is_word(p) for p in _parts(texts[0])) and any(c.isalpha() for c in texts[0])
        return known == 1 and worded and start + 1 < len(rows)
    if known * 2 >= len(texts) or known >= _KNOWN:
        return True
    if _groups(rows, start):
        return True
    filled = 2 * len(texts) > len(own) and len(texts) > 1
    return filled and _bold(own) and len(rows) > 1 and not _bold(own_cells(rows[start + 1]))


def down_the_side(rows: Sequence[Row]) -> bool:
    """Whether the headings stand in a column, each before what it names: a card of labels and values."""
    for k in (0, 1):
        cells = {id(row[k]): row[k].text for row in rows if k + 1 < len(row) and row[k] is not row[k + 1]}
        labels = [text for text in cells.values() if text]
        known = {text for text in labels if _known(text)}
        if len(known) < _LABELS or len(known) * 2 <= len(labels) or not any(is_telling(text) for text in known):
            continue
        # names of indicators read like headings: of a card of pairs every value is asked
        asked = rows if len(rows[0]) == _PAIR else rows[:_LABELS]
        beside = [row[j].text for row in asked for j in range(k + 1, len(row)) if row[j].text.strip(" :")]
        across = [cell.text for cell in own_cells(rows[0])[k + 1 :] if cell.text.strip(" :")]
        if sum(map(_known, beside)) * 2 < len(beside) and sum(map(_known, across)) * 2 <= len(across):
            return True
    return False


def is_card(rows: Sequence[Row]) -> bool:
    """Whether rows are labels and what they label, of which the first pair looks like a heading."""
    if len(rows[0]) != _PAIR or len(rows) <= _PAIR:
        return False
    named, said = ([names_column(row[k].text) for row in rows[1:]] for k in (0, 1))
    return all(named) and 2 * sum(said) <= len(said)


def _groups(rows: Sequence[Row], start: int) -> bool:
    """Whether the row's cells, most over several columns, stand over a row of known headings: whose the columns are
    (`Kepala Dinas | Kepala Bidang`), whatever it is called.
    """
    own = [c for c in own_cells(rows[start]) if c.text]
    if len(own) < 2 or 2 * sum(c.column_span > 1 for c in own) <= len(own) or start + 1 >= len(rows):
        return False
    below = [c.text for c in own_cells(rows[start + 1]) if c.row > rows[start][0].row]
    return len(below) > len(own) and all(_known(text) for text in below)


def _continues(rows: Sequence[Row], start: int, k: int) -> bool:
    """Whether row ``k`` is heading too: it names parts of a column that is merged above it."""
    row = rows[k]
    above = [c for r in rows[start:k] for c in own_cells(r)]
    first = row[0].text.strip() if row[0].row == k else ""
    over = rows[start][0]
    named = bool(over.text) and over.column_span == 1
    if first and (PLAIN_NUMBER.fullmatch(first) or named):
        return False
    texts = [c.text for c in own_cells(row) if c.text and c.row == k]
    if not texts or len(own_cells(row)) == 1 or any(map(_prints_figures, texts)):
        return False
    if any(len(t.split()) > _SENTENCE for t in texts):
        return False
    under_merged = any(c.column_span > 1 for c in above)
    known = sum(_known(t) for t in texts)
    return known * 2 >= len(texts) and (under_merged or known == len(texts))


@kept(maxsize=_KEPT)
def names_column(text: str) -> bool:
    """Whether a text reads like the heading of a column."""
    return _known(text) or _NUMBERING.fullmatch(text.strip()) is not None


@kept(maxsize=_KEPT)
def is_telling(text: str) -> bool:
    """Whether a heading says of itself that a table stands under it: `Indikator`, `Program`; `Pihak Kedua` heads a
    signature too.
    """
    return any(part in _telling() for part in _parts(text)[:1])


@kept
def _telling() -> frozenset[str]:
    return frozenset(toml("columns")["words"]["telling"])


@kept(maxsize=_KEPT)
def numbers_row(text: str) -> bool:
    """Whether a text is the number or letter of a row."""
    return PLAIN_NUMBER.fullmatch(text.strip()) is not None


@kept(maxsize=_KEPT)
def labels_rows(text: str) -> bool:
    """Whether a text says what the rows under it belong to: `Sasaran 2 : ...`, `Program: ...`."""
    m = _SECTION.match(text.strip())
    return m is not None and is_telling(m["label"])


def numbers_rows(text: str) -> bool:
    """Whether a heading stands over the numbers of rows: `No`."""
    return _NUMBERING.fullmatch(text.strip()) is not None


@kept(maxsize=_KEPT)
def names_period(text: str) -> bool:
    """Whether a text is a year, a quarter or its number, a month: the heading of one of several columns of periods."""
    plain = _UP_TO.sub("", text.strip())
    if _PERIOD.fullmatch(plain) is not None or plain.rstrip(".").casefold() in _months():
        return True
    return _part().fullmatch(plain) is not None


@kept
def _part() -> re.Pattern[str]:
    """A numbered part of the year (`Q1`, `B03`)."""
    words = sorted(toml("columns")["periods"]["parts"], key=len, reverse=True)
    number = r"\s*[.-]?\s*(?:[IVX]{1,4}|\d{1,2})(?:\s+(?:tahun\s+)?20\d\d)?"
    return re.compile(rf"(?:{'|'.join(words)}){number}", re.IGNORECASE)


@kept
def _months() -> frozenset[str]:
    """The months, whole and cut short (`Agt`)."""
    return frozenset((*map(str.casefold, full_month_names()), *toml("columns")["periods"]["short_months"]))


@kept(maxsize=_KEPT)
def holds_figures(text: str) -> bool:
    """Whether a text holds an amount, a percentage or a plain figure: what stands in a table, not over it."""
    return _prints_figures(text) and _PERIOD.fullmatch(text.strip()) is None


def _prints_figures(text: str) -> bool:
    return _FIGURES.search(_SCALE.sub("", text)) is not None


def _bold(cells: Sequence[Cell]) -> bool:
    lines = [line for cell in cells for line in cell.lines if any(ch.isalpha() for ch in line.text)]
    return bool(lines) and all(line.bold for line in lines)


def _parts(text: str) -> list[str]:
    return [p for part in re.sub(r"[^\w\s/%]", " ", text.casefold()).split() for p in part.split("/") if p]


@kept(maxsize=_KEPT)
def _known(text: str) -> bool:
    """Whether a text reads like a column heading: it begins with a heading word, and half of its words are such."""
    parts = _parts(text)
    if not parts or len(text.split()) > _LONGEST or not _is_word(parts[0]):
        return False
    hits = sum(_is_word(p) or (p.isdigit() and len(p) == 4) for p in parts)
    return hits * 2 >= len(parts)


@kept
def _is_word(word: str) -> bool:
    whole = written_out(word)
    return any(ratio(whole, known, score_cutoff=_LIKE) >= _LIKE for known in _words())


@kept
def heading_words() -> frozenset[str]:
    """The words of headings, in small letters; without the numbers of quarters, which no column is too narrow for."""
    words = {*_words(), "no", "nomor", "tw", *_months()}
    return frozenset(w for w in words if w.isalpha() and w.strip("iv"))


@kept
def _words() -> tuple[str, ...]:
    """The words that headings are made of: those of the labels of columns, and further ones."""
    columns = toml("columns")
    labels = [word for names in columns["labels"].values() for name in names for word in _parts(name)]
    return tuple(
        w for w in dict.fromkeys((*labels, *columns["words"]["further"])) if w not in columns["words"]["common"]
    )
