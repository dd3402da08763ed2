"""What the columns of a cascade table hold, by their headings and their cells.

In comes a table as layout read it, out come its columns and its rows below the headings. Apart from the walk through
the rows because headings stand in storeys, say too little, or are misspelt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from extractor import knowledge
from extractor.abbreviations import heading_in_full
from extractor.kinds.cascade.column_roles import column_role
from extractor.kinds.cascade.grid_column import Column
from extractor.kinds.cascade.grid_measures import measured
from extractor.kinds.cascade.grid_statements import names_first, with_statements
from extractor.kinds.cascade.indicators import carries_target
from extractor.kinds.cascade.labels import (
    LEVELS,
    PERIOD,
    PERIOD_IN,
    Role,
    begins_indicator,
    find_echelon,
    read_echelon,
    read_label,
)
from extractor.kinds.cascade.offices import names_office
from extractor.layout.blocks import Cell, Table
from extractor.layout.tables.heading import names_column
from extractor.match.column_labels import is_alike_only, match_heading
from extractor.read.words import Span
from extractor.records.stages import stage_measure

_FIGURE = re.compile(r"\d[\d.,]*")
_OWN_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])[.)]?")


_PARTS = {
    "formula": "formula",
    "calculation": "calculation",
    "data_source": "data_source",
    "notes": "notes",
    "baseline": "baseline",
    "actual": "actual",
    "location": "location",
}
_MEANT: dict[str, Role] = {
    "name": "indicator",
    "unit": "unit",
    "target": "target",
    "budget": "budget",
    "owner": "holder",
    "code": "number",
    "number": "number",
}
"""Roles of columns by what a heading means in a table of any kind, where it is no label of a cascade: it may be
misspelt, or name an office alone (``Bidang``).
"""
_LONGEST = 8
"""More words than these are a statement, no heading of a column."""


def column_of(head: Span) -> Column:
    """What a column under a heading holds."""
    if len(head.words) > _LONGEST:
        return Column(None, None, None, head=head)
    return _column_of(heading_in_full(head))


def _column_of(head: Span) -> Column:
    echelon = read_echelon(head)
    if echelon is not None:
        numeral, rest = echelon
        return (
            replace(_column_of(rest), echelon=numeral)
            if rest
            else Column("level", None, None, head=head, echelon=numeral)
        )
    role, level, mixed, label = column_role(head)
    if role in ("level", "objective") and label is not None and label.rest:
        return Column(None, None, None, head=head)
    meaning = match_heading(head.text) if role in (None, "explanation") and head else ""
    if meaning in _PARTS:
        return Column("explanation", label, level, mixed, head, part=_PARTS[meaning])
    if role is None and PERIOD.fullmatch(head.text.strip(" .")):
        return Column("target", label, None, head=head)
    if role is None and meaning in _MEANT and names_column(head.text):
        return Column(_MEANT[meaning], label, level, head=head)
    if role is None and (misspelt := _misspelt_level(head.text)) is not None:
        return Column("level", label, misspelt, head=head)
    return Column(role, label, level, mixed, head)


def _misspelt_level(text: str) -> str | None:
    """The level that a short heading names with one slip of the pen: `PORGRAM`, `TUJAUN`."""
    words = re.findall(r"[a-z]+", text.casefold())
    if not 0 < len(words) <= LONGEST_HEADING:
        return None
    sub, word = words[0] == "sub" and len(words) > 1, words[1 if words[0] == "sub" and len(words) > 1 else 0]
    level = next(
        (name for name in LEVELS if len(word) > _SHORT and OSA.distance(word, name, score_cutoff=1) <= 1), None
    )
    return "sub_kegiatan" if sub and level == "kegiatan" else None if sub else level


_SHORT = 5
"""Letters of a word in which one slip leaves it in doubt what is meant."""


def heading_role(span: Span) -> Role | None:
    """What a cell heads if it heads a column at all; ``None`` for a statement, a name, a quantity."""
    if not span or len(span.words) > LONGEST_HEADING or _FIGURE.fullmatch(span.text):
        return None  # a figure: most cells of cards hold one
    if begins_indicator(span):
        # `Realisasi 2024` heads results, `Realisasi belanja` is an indicator
        bare = PERIOD_IN.sub("", span.text).split()
        return "explanation" if len(bare) == 1 and match_heading(span.text) == "actual" else None
    if span.text.casefold() in _plain_names():
        return "level"
    column = column_of(span)
    if column.mixed:
        return column.role
    if column.label is None:
        return None if column.role in ("level", "objective") or is_alike_only(span.text) else column.role
    return column.role if column.label.alone else None


_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*\s*%?")
"""A figure that is no year."""
LONGEST_HEADING = 5
"""Words of a heading at the most (`Indikator Kinerja Sub Kegiatan Tahunan`); a statement has more."""


def headed(table: Table) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
    """The columns of a cascade table and its rows below the headings; no columns where none is of a level."""
    columns, rows = columns_of(table)
    if not any(c.role == "level" for c in columns):
        columns = [
            replace(c, role="level", mixed=True) if _lists_levels(c, k, rows) else c for k, c in enumerate(columns)
        ]
    columns = with_statements(_outlined(with_offices(_with_names(columns, rows), rows)), rows)
    if not any(c.role == "level" for c in columns):
        # `Sasaran Program` without a column of programs
        columns = [replace(c, role="level") if c.role == "objective" else c for c in columns]
    if not any(c.role == "level" for c in columns):
        columns = _before_indicators(columns, rows)
    return names_first(columns, rows) if any(c.role == "level" for c in columns) else ([], rows)


def _lists_levels(column: Column, k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Do most cells of a column `Uraian` begin with the label of their level?"""
    if not _is_plain(column):
        return False
    cells = list({id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values())
    told = [label for cell in cells if (label := read_label(cell.span)) is not None and label.role == "level"]
    return len({label.level for label in told}) > 1 and 2 * len(told) > len(cells)


def _before_indicators(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those right before a column of indicators as columns of statements where their cells are texts:
    `Level 1 | Indikator Kinerja | Level 2 | Indikator Kinerja`.
    """
    out = list(columns)
    for k, (here, after) in enumerate(pairwise(columns)):
        texts = {row[k].text for row in rows if row[k].column == k and any(map(str.isalnum, row[k].text))}
        stated = sum(len(text.split()) >= _STATEMENT for text in texts)
        if here.role is None and after.role == "indicator" and stated and 4 * stated >= 3 * len(texts):
            out[k] = replace(here, role="level")
    return out


_STATEMENT = 3
"""Words of the shortest statement (`Meningkatnya mutu layanan`)."""


def _with_names(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, one that says the level of each row (`Sasaran`, `Program`) with the one of its statements."""
    out = list(columns)
    if sum(_is_plain(c) for c in columns) > 1:
        return out  # blocks of several offices side by side
    for k, (here, after) in enumerate(pairwise(columns)):
        stated = after.role == "level" and after.level is None  # `Uraian Kinerja`, of whatever level
        if here.role is not None or not (_is_plain(after) or after.mixed or stated):
            continue
        cells = list({id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values())
        told = [x for cell in cells if (x := read_label(cell.span)) is not None and x.role == "level" and x.alone]
        if len({x.level for x in told}) > 1 and 2 * len(told) > len(cells):
            out[k] = replace(here, names=True)
            out[k + 1] = replace(after, role="level", level=None, mixed=True)
    return out


def with_offices(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those that name the holder of the statements in the column after them as columns of offices: under
    `Penanggung Jawab`, `Seksi`, or no heading at all; so do those that name whose the indicators after them are.
    """
    out = list(columns)
    for k, (here, after) in enumerate(pairwise(columns)):
        if here.role not in ("holder", None) or (here.role is None and here.head and not names_office(here.head)):
            continue
        stated = (after.role == "level" or _is_plain(after)) and not _closes(columns, k)
        if not stated and not _opens(columns, k):
            continue
        if _holds_offices(k, rows):
            out[k] = replace(here, role="level", label=None, level=None, office=True)
            out[k + 1] = replace(after, role="level") if stated else after
    if len(out) > 1 and _names_echelon(out[-1]) and _holds_offices(len(out) - 1, rows):
        # nothing of the offices stands behind them: they answer for what is left of them, and so do those of the levels
        # before (`Program | Indikator | Eselon III | Kegiatan | Indikator | Eselon IV`)
        for k in range(1, len(out)):
            closes = k == len(out) - 1 or out[k - 1].role in ("indicator", "target", "unit", "budget")
            if closes and _names_echelon(out[k]) and _holds_offices(k, rows):
                out[k] = replace(out[k], role="holder")
    return out


def _holds_offices(k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Do most cells of a column name offices?"""
    cells = {id(row[k]): row[k] for row in rows if row[k].column == k and row[k].span}.values()
    return 2 * sum(names_office(cell.span) for cell in cells) > len(cells)


def _names_echelon(column: Column) -> bool:
    """Does a heading say no more than an echelon?"""
    return bool(column.echelon) and column.label is None and column.level is None


def _opens(columns: Sequence[Column], k: int) -> bool:
    """Does a column of holders stand over the indicators at its right, where nothing at its left is left open:
    `Sasaran | Indikator | Target | Jabatan | Indikator | Target`?
    """
    before = columns[k - 1].role if k else "target"
    return columns[k + 1].role == "indicator" and before in ("target", "unit", "budget")


def _closes(columns: Sequence[Column], k: int) -> bool:
    """Does a column of holders speak of the statements at its left: as the last column does, or under one heading with
    them (`ESELON III` over `Kinerja | Indikator | Penanggung Jawab`)?
    """
    if not any(c.role == "level" or _is_plain(c) for c in columns[:k]):
        return False
    here, before, after = (columns[j].echelon.text for j in (k, k - 1, k + 1))
    return columns[-1].role == "holder" or (bool(here) and here == before != after)


def _outlined(columns: Sequence[Column]) -> list[Column]:
    """The columns, those under one heading of several levels as steps of the first of them."""
    out = list(columns)
    for k in range(1, len(out)):
        before = out[k - 1]
        if out[k].mixed and before.mixed and out[k].head.text == before.head.text:
            out[k] = replace(out[k], role=None, joins=k - 1 if before.joins is None else before.joins)
    return out


def columns_of(table: Table) -> tuple[list[Column], Sequence[Sequence[Cell]]]:
    """The columns of a table and its rows below the headings, which may stand in two storeys (`Sasaran` over `Uraian`
    and `Indikator`), or in rows that the reader of tables took for no headings.
    """
    storeys = _storeys(table.header)
    rows = list(table.rows)
    while len(rows) > 1 and len(storeys) < _STOREYS and _are_headings(rows[0]):
        storeys.append([cell.span for cell in rows.pop(0)])
    columns = []
    for k, heads in enumerate(zip(*storeys, strict=True)):
        own, *over = [column_of(head) for head in reversed(heads) if head] or [column_of(Span())]
        # baselines and results stand behind their indicator: `Kondisi` that opens a block of indicators states
        states = (own.role is None or own.part in ("baseline", "actual")) and _opens_block(storeys, k)
        plain = states or (own.role is None and own.head.text.casefold() in _plain_names())
        column = next((c for c in over if c.role is not None), own) if plain else own
        if own.role == "target" and any(c.part == "actual" for c in over):
            column = replace(own, role="explanation", part="actual")  # the years under `Realisasi`
        echelon = next((c.echelon for c in (own, *over) if c.echelon), None) or find_echelon(own.head) or Span()
        office = next((head for head in heads[:-1] if head and names_office(head)), Span())
        kind = next((head for head in heads[:-1] if stage_measure(head.text) is not None), Span())
        columns.append(replace(column, echelon=echelon, over=office, kind=kind))
    return measured(_counted(columns, rows), rows), rows


def _opens_block(storeys: Sequence[Sequence[Span]], k: int) -> bool:
    """Is a column the first under a heading over several, of which another one holds indicators: `Kondisi | Indikator |
    Target` under `Immediate Outcome`, whatever the statements are called?
    """
    if len(storeys) < 2 or not storeys[-1][k]:
        return False
    over = storeys[-2]
    block = [j for j in range(len(over)) if over[j] and over[j].words == over[k].words]
    return block[:1] == [k] and any(column_of(storeys[-1][j]).role == "indicator" for j in block[1:])


def _counted(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, those parted under one heading into numbers and texts as a column of numbers and one of texts."""
    out = list(columns)
    for k, (here, after) in enumerate(pairwise(columns)):
        if not here.head or (after.head and after.head.text != here.head.text) or not _is_numbered_role(here):
            continue
        own = {id(row[k]): row[k] for row in rows if row[k].column == k and row[k + 1] is not row[k] and row[k].span}
        texts = {id(row[k + 1]) for row in rows if row[k + 1].column == k + 1 and len(row[k + 1].span.words) > 1}
        if own and texts and all(_OWN_NUMBER.fullmatch(cell.text) for cell in own.values()):
            out[k], out[k + 1] = Column("number", None, None, head=here.head, counts=True), here
    return out


def _is_numbered_role(column: Column) -> bool:
    """May texts under such a heading be numbered?"""
    return column.role in ("level", "indicator", "objective") or _is_plain(column)


def _storeys(header: Sequence[Span]) -> list[list[Span]]:
    """The headings as the storeys of which they were joined: words that head several columns stand over the others."""
    if not any(header):
        return []
    columns = Counter(w for head in header for w in head.words)
    over = [Span(tuple(w for w in head.words if columns[w] > 1)) for head in header]
    own = [Span(tuple(w for w in head.words if columns[w] == 1)) for head in header]
    return [over, own] if any(over) and any(own) else [list(header)]


_STOREYS = 3
"""Rows of a heading, at the most: a group, its columns, and their numbers or periods."""


@knowledge.kept
def _plain_names() -> frozenset[str]:
    """Headings that say no more than that the column holds what the heading over it names."""
    return frozenset(knowledge.toml("cascading")["statement"]["names"])


def _are_headings(row: Sequence[Cell]) -> bool:
    """Are the cells of a row headings: all of them, or most, of which one heads indicators and another what is said of
    these, while the others are as short as headings?
    """
    if all(_is_heading(cell.span) for cell in row):
        return True
    told = [role for cell in row if (role := heading_role(cell.span)) is not None]
    others = [cell for cell in row if cell.span and heading_role(cell.span) is None]
    short = all(len(c.span.words) <= LONGEST_HEADING and not any(map(str.isdigit, c.text)) for c in others)
    return short and "indicator" in told and len(set(told)) > 1 and len(told) > len(others)


def _is_heading(span: Span) -> bool:
    """Is a cell a heading of a column, or empty? (A quantity, `12 Rekening`, is none, whatever its unit means.)"""
    if not span:
        return True
    if len(span.words) > 1 and _FIGURE.fullmatch(span.words[0].text) and not PERIOD.fullmatch(span.words[0].text):
        return False
    if carries_target(span):
        return False  # `Jumlah kegiatan (12 kali)`
    column = column_of(span)
    return column.role is not None or span.text.casefold() in _plain_names()


def states(column: Column) -> bool:
    """Does a column hold statements, each a node?"""
    return column.role == "level" or _is_plain(column)


def _is_plain(column: Column) -> bool:
    """Does a heading say no more than that there are statements under it?"""
    return column.role is None and column.head.text.casefold() in _plain_names()
