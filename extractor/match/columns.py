"""What the columns of a table mean.

Comes in: a table's headings, several rows of them joined. Goes out: one :class:`~extractor.match.column.Column` for
each, with the unit, the period and the measure (outcome, output) that the heading prints. Headings are known from
``patterns/columns.toml``; words that a heading shares with its neighbour stand over both (a super-heading) and count
less than its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Table
from extractor.match.column import Column, Columns
from extractor.match.column_abreast import levels_abreast
from extractor.match.column_content import TEXT, by_content
from extractor.match.column_labels import (
    HIERARCHY,
    STATED,
    WORD,
    chosen,
    hits,
    label_meaning,
    match_heading,
    measure_of,
    says,
    says_only,
)
from extractor.match.column_model import by_model
from extractor.match.column_neighbours import of_staff, settled
from extractor.match.column_periods import counted_period, period_in
from extractor.match.money import amounts, scale_of
from extractor.match.money_columns import money_meanings
from extractor.match.storeys import Storeys, storeys
from extractor.match.turned import turned
from extractor.printed import GROUPED, PLAIN_NUMBER, PRICE
from extractor.read.words import Span, join
from extractor.sums import is_total

_GROUPED_FIGURE = re.compile(GROUPED)
_PRICED = ("", "line", "budget", "funding")
"""What the columns of a numbered list of amounts mean, the last of which may be missing."""
_BRACKET = re.compile(r"\(\s*([^()]+?)\s*\)")
_DATED = ("target", "other", "", "actual", "achievement", "baseline", "budget", "spent")
"""Meanings of columns that may stand under a year or a part of it."""
_QUANTITIES = ("target", "actual", "achievement", "baseline")
"""Meanings of columns that hold quantities."""
_UNDER = {
    "target": ("target", "budget"),
    "actual": ("actual", "spent"),
    "spent": ("actual", "spent"),
    "baseline": ("baseline", "spent"),
    "achievement": ("achievement", "other"),
}
"""What a quantity (`K`) and an amount (`Rp`) mean under a heading that says of what they are: `Realisasi Kinerja dan
Anggaran`, `Tingkat Capaian` (Permendagri 86/2017, form E.81).
"""
_STRONG = {
    "objective",
    "name",
    "budget",
    "target",
    "program",
    "activity",
    "sub_activity",
    "line",
    "task",
    "row",
    "goal",
    "unit",
}


def read_columns(table: Table, *, behind: Columns | None = None) -> Columns:
    """The meanings of a table's columns, by its heading or, where none was found, by its first rows. ``behind`` are the
    columns of the table before it: an agreement's amounts stand behind its indicators, often without a heading.
    """
    table = turned(table, label_meaning) or table
    rows, columns = table.rows, _by_headings(table.header)
    if rows and sum(c.meaning in _STRONG for c in columns) < 2:
        # no heading was found, or a row of a form stands over it (`Bidang | ... | Tahun | 2041`)
        least = 3 if any(table.header) else 2
        for depth in (1, 2):
            spans = _stacked(rows[:depth])
            # a row that prints an amount heads nothing, whatever its `Rp` names
            said = _by_headings(spans) if all(_short(s) and not amounts(s) for s in spans) else ()
            if sum(c.meaning in _STRONG for c in said) >= least:
                columns, rows = said, _without_heading(rows[depth:], rows[:depth])
                break
    columns, rows = levels_abreast(by_content(columns, rows), rows)
    if not any(c.meaning for c in columns):
        listed = _prices(columns, rows) if behind is not None and behind.has("name") else None
        columns = listed or _sums_up(columns, rows) or columns
    columns = of_staff(by_model(columns, rows))
    cells = [[row[k].text.strip() for row in rows if row[k].column == k] for k in range(len(columns))]
    meanings = money_meanings([c.meaning for c in columns], [c.own for c in columns], cells)
    return Columns(tuple(replace(c, meaning=m) for c, m in zip(columns, meanings, strict=True)), rows)


def _sums_up(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...] | None:
    """The columns of a list without a heading that ends in a sum: what each amount is for, and the amount."""
    cells = _filled(columns, rows)
    paid = [k for k, own in enumerate(cells) if len(own) > 2 and all(_GROUPED_FIGURE.search(c.text) for c in own)]
    named = [k for k, own in enumerate(cells) if own and is_total(own[-1].text) and all(map(_is_text, own[:-1]))]
    return _list_of(columns, named, paid)


def _prices(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...] | None:
    """The columns of a numbered list without a heading whose amounts all have their currency: what each is for, the
    amount, and the fund behind it, if one is told.
    """
    numbers, *cells = _filled(columns, rows)
    if not numbers or not all(PLAIN_NUMBER.fullmatch(c.text.strip()) for c in numbers):
        return None
    paid = [k for k, own in enumerate(cells, 1) if own and all(PRICE.fullmatch(c.text.strip()) for c in own)]
    named = [k for k, own in enumerate(cells, 1) if own and all(map(_is_text, own))]
    if named[:1] != [1] or paid != [2] or len(columns) > len(_PRICED):
        return None
    return tuple(replace(c, meaning=meaning) for c, meaning in zip(columns, _PRICED, strict=False))


def _filled(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The cells of every column that hold something."""
    return [[row[k] for row in rows if row[k].column == k and row[k].text.strip()] for k in range(len(columns))]


def _is_text(cell: Cell) -> bool:
    return sum(map(str.isalpha, cell.text)) >= TEXT


def _list_of(columns: tuple[Column, ...], named: Sequence[int], paid: Sequence[int]) -> tuple[Column, ...] | None:
    """The columns as a list of amounts, if one of them names and one behind it is paid."""
    if len(paid) != 1 or len(named) != 1 or paid[0] < named[0]:
        return None
    meanings = {named[0]: "line", paid[0]: "budget"}
    return tuple(replace(c, meaning=meanings.get(k, c.meaning)) for k, c in enumerate(columns))


def match_columns(header: Sequence[Span]) -> tuple[Column, ...]:
    """One column for each heading."""
    return of_staff(_by_headings(header))


def _by_headings(header: Sequence[Span]) -> tuple[Column, ...]:
    """The columns by nothing but their headings."""
    return settled(tuple(_column(over) for over in storeys(header)))


def _stacked(rows: Sequence[Sequence[Cell]]) -> tuple[Span, ...]:
    spans = []
    for c in range(len(rows[0])):
        cells: list[Cell] = []
        for row in rows:
            if row[c] not in cells:
                cells.append(row[c])
        spans.append(Span(w for cell in cells for w in cell.span.words))
    return tuple(spans)


def _without_heading(
    rows: tuple[tuple[Cell, ...], ...], heading: Sequence[Sequence[Cell]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows without those that repeat the heading on a further page."""
    said = {tuple(cell.text for cell in row) for row in heading}
    return tuple(row for row in rows if tuple(cell.text for cell in row) not in said)


def _short(span: Span) -> bool:
    return len(span.text.split()) <= 12


def _column(heading: Storeys) -> Column:
    own, over = heading.own, heading.above
    text, above = own.text, over.text
    if text.strip() == "#":
        return Column("row", heading=own)
    found = hits(text)
    meaning = chosen(found) if text.strip() else ""
    wider = _wider(heading)
    part = _part_of(_of_both(heading) or wider, meaning, text)
    if meaning == "task" and wider in (*STATED, "name") and says_only(text, toml("columns")["stated"]["words"]):
        meaning = wider
    elif meaning in ("outcome", "output") and wider == "name":
        meaning = wider  # `Indikator Kinerja` over `Hasil`
    elif part:
        meaning = part
    elif wider == "target" and says_only(text, ("awal",)):
        meaning = "baseline"  # `Target` over `Awal | TW I | TW II | Akhir`
    period = period_in(own) or (_period_over(heading) if meaning in _DATED else None) or counted_period(over, own)
    if "forward" in (meaning, wider):
        if meaning != "target":
            return Column("forward", period=period)
        # what the year after is to reach; without a year the heading's words tell when
        said = Span((*over.words, *own.words))
        return Column("target", _unit(own, over, meaning), period or over, heading=said, over=above, ahead=True)
    if not part and meaning in ("", "other") and wider not in ("", "other", "row"):
        if period is not None or wider in ("budget", "name", "objective", "target") or not text.strip():
            meaning = wider
    elif wider == "budget" and meaning in ("target", "program", "activity") and "rp" not in text.casefold():
        meaning = meaning if meaning == "target" else "budget"
    levels = tuple(m for _, m, _ in found if m in HIERARCHY)
    if meaning in ("goal", "objective"):
        levels = tuple(m for m in HIERARCHY if says(text, *toml("columns")["labels"][m][:1]))
    changed = toml("columns")["changed"]
    words = set(WORD.findall(f"{above} {text}".casefold()))
    before = bool(words & set(changed["before"]))
    later = bool(words & set(changed["words"])) and not before
    whole = Span((*over.words, *own.words)) or None
    measure = measure_of(text) or measure_of(above)
    return Column(meaning, _unit(own, over, meaning), period, measure, levels, later, before, whole, above)


def _period_over(heading: Storeys) -> Span | None:
    """The period that a super-heading says, the nearest storey's first: `I` over `K | Rp` under `Target Triwulanan`."""
    for k in range(len(heading.over) - 1, -1, -1):
        counted = join(heading.over[:k])
        period = period_in(heading.over[k]) or counted_period(counted, heading.over[k])
        if period is not None:
            return period
    return period_in(heading.above)


def _of_both(heading: Storeys) -> str:
    """Of what the quantities and amounts are over which a super-heading names both (`Target Kinerja dan Anggaran` over
    `K | Rp`); empty under any other. `Capaian Kinerja dan Pendanaan` says what is to be reached, unless it tells rates.
    """
    for span in reversed(heading.over):
        said = [m for _, m, _ in hits(span.text)]
        first = next((m for m in said if m in _QUANTITIES), "")
        if first and "budget" in said:
            rates = first != "achievement" or says(heading.above.text, *toml("columns")["rate"]["told"])
            return first if rates else "target"
    return ""


def _part_of(heading: str, meaning: str, text: str) -> str:
    """What a column of quantities or of amounts holds under a heading that says of what they are; empty for any other
    column, and for one whose own heading says that it is planned.
    """
    if heading not in _UNDER or says(text, "target"):
        return ""
    if meaning == "target" or says_only(text.replace("%", " "), ("kinerja", "k", "fisik")):
        return _UNDER[heading][0]
    return _UNDER[heading][1] if meaning == "budget" else ""


def _wider(heading: Storeys) -> str:
    """What stands over a column and its neighbours means.

    Of several storeys the nearest counts; one that says what is measured goes before one that says of what (`Sasaran`
    over `Target` over the four quarters, `Indikator Kinerja` over `Kegiatan` over `Hasil`).
    """
    said = [chosen(hits(span.text)) for span in reversed(heading.over)]
    told = [m for m in said if m not in ("", "other", "row", "outcome", "output")]
    if len(said) > 1 and told:
        return next((m for m in told if m not in STATED), told[0])
    return chosen(hits(heading.above.text)) if heading.over else ""


def _unit(own: Span, over: Span, meaning: str) -> Span | None:
    """`%` or a word in brackets in the heading of targets."""
    if meaning not in ("target", "baseline", "actual"):
        return None
    for span in (own, over):
        percent = re.search(r"%", span.text)
        if percent:
            return span.of(percent)
        for m in _BRACKET.finditer(span.text):
            inner = m[1]
            # over columns of quantities and of amounts a scale is the amounts'
            plain = not any(c.isdigit() for c in inner) and len(inner) > 1 and (span is own or scale_of(m[0]) == 1)
            if plain and match_heading(inner) in ("other",):
                return span.of(m, 1)
    return None
