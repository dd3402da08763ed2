"""What the cells of a table's columns say beside their headings.

Comes in: the columns by their headings, and the rows. Goes out: the columns, those called otherwise whose cells hold
something else than the heading says, or of which the heading names two: numbers before what they number, quantities
beside their units, parts of the year in rows. What no heading names is told by :mod:`extractor.match.column_model`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.layout.blocks import Cell
from extractor.match.column import Column
from extractor.match.column_labels import match_heading, measure_of
from extractor.match.column_periods import period_of, year_of
from extractor.match.levels import own_level
from extractor.match.unnamed import named_beside
from extractor.printed import ROW_NUMBER

_MONEY = re.compile(r"(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?(?:[.,]?-)?", re.IGNORECASE)
_NEARLY = 0.8
"""Share of a column's cells from which on what they hold is what the column is for; the rest are empty or dashes."""
_CODE = re.compile(r"[\d.]+|x+", re.IGNORECASE)
_QUANTITY = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*\s?%?|[-–]")
_CODED = {"affair", "program", "activity", "sub_activity"}
_PAID = {"budget", "name", "target", "unit"}
"""Meanings of columns beside which further amounts are no budget of their own."""
_LISTED = {"program", "activity", "sub_activity", "line"}
TEXT = 8
"""Letters of a cell that is no unit, fund or number."""
_MOSTLY = 0.6
"""Share of a column's cells that name parts of the year where the rows are parts of the year; sums stand among them."""
_ABOVE = {"goal", "objective", "program", "activity", "sub_activity", "line", "affair", "joint"}
"""Meanings of columns that indicators stand under."""
_WORDS = 3
"""Words of the shortest statement (`Meningkatnya mutu layanan`)."""
SEVERAL_YEARS = 3
"""Columns headed by nothing but a year that make a plan of several years; one alone may be anything of that year."""
_WHOLE_CODE = re.compile(r"[\dX]{1,2}(?:\.[\dX]{2}){2,}.*")
"""The code of a programme at the least (urusan, bidang, programme: Permendagri 90/2019)."""
_NUMBERED = {"name", "goal", "objective", "program", "activity", "sub_activity"}
"""Meanings of columns before which their numbers may stand in a column of their own."""


def _numbers_under(columns: tuple[Column, ...], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column that shares its heading with its right neighbour holds nothing but row numbers."""
    left, right = columns[k], columns[k + 1]
    shared = left.heading is not None and right.heading is not None and left.heading.words == right.heading.words
    # or no heading, or one more `No`, over the numbers
    apart = left.meaning in ("", "other", "row") and k > 0 and right.meaning in _NUMBERED
    if not (shared or (apart and (left.heading is None or left.meaning != "other"))) or left.meaning == "target":
        return False
    if left.meaning == "row" and not any(c.meaning == "row" for c in columns[:k]):
        return False
    return holds_row_numbers(rows, k)


def holds_row_numbers(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column holds nothing but row numbers; cells that reach into the next one are none of its own."""
    numbers = [text for row in rows if row[k] is not row[k + 1] and (text := row[k].text.strip())]
    return bool(numbers) and all(ROW_NUMBER.fullmatch(text) for text in numbers)


def _numbering(columns: Sequence[Column], k: int) -> str:
    """What a column of numbers before another says: the numbers of indicators, or of what they stand under."""
    return "number" if columns[k + 1].meaning == "name" else "other"


def by_content(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns, those whose cells say something else than their heading, or more, called what they are."""
    columns = _without_codes(columns, rows)
    out = list(columns)
    named = {c.meaning for c in columns}
    for k, column in enumerate(columns):
        if column.meaning == "unit" and not named & {"target", "budget"} and _figures(rows, k):
            # a `Satuan` column that prints quantities
            out[k] = replace(column, meaning="target")
        near = (*columns[max(0, k - 1) : k], *columns[k + 1 : k + 2])
        codes = column.meaning == "code" and any(c.meaning == "code" for c in near) and not _before_codes(rows, k)
        if k and column.meaning == "target" and "unit" not in named and _is_unit_beside(out, k, rows):
            # one heading over a quantity and its unit
            out[k] = replace(column, meaning="unit", unit=None)
            continue
        if k + 1 < len(columns) and not codes and _numbers_under(columns, k, rows):
            # one heading over the numbers and over what they number
            first = "row" not in named and columns[k + 1].meaning != "name"
            out[k] = replace(column, meaning="row" if first else _numbering(columns, k))
            named.add("row")
            continue
        if column.meaning == "name" and (told := _no_name(out, rows, k)) is not None:
            out[k] = told
            continue
        if column.meaning == "schedule" and column.period is not None and "target" in named and _quantities(rows, k):
            # how much is to be done by then, not when: `Waktu Pelaksanaan` over `April`
            out[k] = replace(column, meaning="target")
            continue
        if column.meaning == "affair" and "program" not in named and _programmes(rows, k):
            out[k] = replace(column, meaning="line", levels=("affair", "program"))
            continue
        if column.meaning in ("", "other", "schedule") and _period_rows(column, rows, k):
            # `Triwulan | Target | Realisasi`: the quarters stand in rows
            out[k] = replace(column, meaning="period")
            continue
        if column.meaning == "other" and named & _LISTED and not named & _PAID and _amounts(rows, k):
            # `Program | Penetapan | Perubahan | Serapan`: amounts under headings that do not say so
            out[k] = replace(column, meaning="budget")
    return tuple(_told_together(out, columns, rows))


def _before_codes(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column stands before one of whole codes (`1.1 | 5.03.02.2.01`): its numbers are no segments of them."""
    codes = [text for row in rows for cell in row[k + 1 : k + 2] if (text := cell.text.strip())]
    return bool(codes) and all(_WHOLE_CODE.fullmatch(text) for text in codes)


def _without_codes(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns, those of levels called codes that hold nothing else (`Kode` over `Program | Kegiatan`, as forms of
    Permendagri 77/2020 print them); what each line is for stands in words behind them (`Uraian`).
    """
    coded = [k for k, c in enumerate(columns) if c.meaning in _CODED and _codes(rows, k)]
    if len(coded) < 2:
        return columns
    out = [replace(c, meaning="code") if k in coded else c for k, c in enumerate(columns)]
    behind = coded[-1] + 1
    worded = behind < len(out) and out[behind].meaning in ("", "other", "task") and _sentences(rows, behind)
    if worded and not _LISTED & {c.meaning for c in out}:
        out[behind] = replace(out[behind], meaning="line")
    return tuple(out)


def _codes(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether the cells of a column hold figures and their dots, or nothing."""
    texts = [row[k].text.strip() for row in rows if row[k].column == k and row[k].column_span == 1]
    return any(texts) and all(_CODE.fullmatch(t) for t in texts if t.strip("-–"))


def _told_together(out: list[Column], columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Sequence[Column]:
    """The columns, those that a neighbour tells among them; ``columns`` are they by their headings alone."""
    out = [_other_than_target(c, k, rows) for k, c in enumerate(out)]
    names = [k for k, c in enumerate(out) if c.meaning == "name"]
    out = [_step(c, k, names, rows) for k, c in enumerate(out)] if len(names) > 1 else out
    stated = _over_indicators(out, rows)
    if stated is not None:
        out[stated] = replace(out[stated], meaning="objective")
    bare = [k > 0 and _is_bare(c, columns[k - 1]) for k, c in enumerate(columns)]
    for k, meaning in named_beside([c.meaning for c in out], bare, rows).items():
        out[k] = replace(out[k], meaning=meaning)
    return out


def _step(column: Column, k: int, names: Sequence[int], rows: Sequence[Sequence[Cell]]) -> Column:
    """A column of outcomes or outputs beside several of indicators (``names``) that says something where these say
    nothing: one more step of an outline (`Kegiatan | Indikator | Rencana Aksi | Outcome/Output | Uraian | Indikator`).
    """
    if column.meaning != "other" or match_heading(column.own) not in ("outcome", "output"):
        return column
    filled = [row for row in rows if row[k].text.strip(" -–")]
    apart = all(not row[n].text.strip(" -–") for row in filled for n in names)
    return replace(column, meaning="name", measure=measure_of(column.own)) if filled and apart else column


def _other_than_target(column: Column, k: int, rows: Sequence[Sequence[Cell]]) -> Column:
    """A column under a part of the year whose own heading is not known and that holds no figure is no target
    (`Triwulan I` over `Realisasi | Kendala`).
    """
    own = column.own.replace(column.period.text, " ") if column.period else ""
    if (
        column.meaning != "target"
        or not column.is_part
        or not any(map(str.isalpha, own))
        or match_heading(own) != "other"
    ):
        return column
    texts = [row[k].text for row in rows if row[k].column == k and any(map(str.isalpha, row[k].text))]
    return replace(column, meaning="other") if texts and not any(c.isdigit() for t in texts for c in t) else column


def _over_indicators(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int | None:
    """The first of two columns of indicators side by side whose cells reach over several of the second's: what these
    stand under (`IKU | Indikator IKU`).
    """
    names = [k for k, c in enumerate(columns) if c.meaning == "name"]
    if len(names) != 2 or names[1] != names[0] + 1 or {c.meaning for c in columns[: names[0]]} & _ABOVE:
        return None
    left, right = ({id(row[k]) for row in rows if row[k].text.strip() and row[k].column == k} for k in names)
    return names[0] if 0 < len(left) < len(right) and _sentences(rows, names[0]) else None


def _sentences(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether nearly all cells of a column are texts of several words."""
    cells = {id(row[k]): row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k}
    texts = [t for t in cells.values() if any(c.isalnum() for c in t)]
    worded = sum(len(t.split()) >= _WORDS and sum(map(str.isalpha, t)) >= TEXT for t in texts)
    return bool(texts) and worded >= _NEARLY * len(texts)


def _is_bare(column: Column, left: Column) -> bool:
    """Whether a column has no heading, or none but the one that stands over its left neighbour too."""
    if column.heading is None:
        return True
    return left.heading is not None and left.heading.words == column.heading.words


def _programmes(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether half of a column's cells call themselves programmes."""
    texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
    return bool(texts) and 2 * sum(own_level(t) == "program" for t in texts) >= len(texts)


def _no_name(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], k: int) -> Column | None:
    """What a column headed like one of indicators is, where its cells name none."""
    several = len([c for c in columns if c.meaning == "name"]) > 1
    if several and _stages(rows, k):
        # `Indikator | Tolok Ukur`: masukan, keluaran, hasil and what measures them
        return replace(columns[k], meaning="stage")
    if k and _is_value_beside(columns, k, rows):
        # one heading over an indicator and its target
        return replace(columns[k], meaning="target", measure=None)
    if several and _is_ticked(rows, k):
        # `IKK PP 6/2008`, `IKU`: whether others ask for the indicator
        return replace(columns[k], meaning="group")
    return None


def _is_ticked(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column prints something, but in no row more than a tick: `v`, `-`, `ya`."""
    texts = [row[k].text.strip() for row in rows if row[k].column == k]
    ticks = toml("columns")["contents"]["ticks"]
    return any(texts) and all(sum(map(str.isalpha, t)) < 2 or t.casefold() in ticks for t in texts)


def _period_rows(column: Column, rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether most cells of a column name a part of the year each, or a year, one after the other."""
    heading = column.own
    cells = [row[k] for row in rows if row[k].column == k and row[k].text.strip()]
    years = [year.text for cell in cells if (year := year_of(cell.span)) is not None]
    parts = [period.text for cell in cells if (period := period_of(cell.span, heading)) is not None]
    named = len(years) if len(set(years)) > 1 else len(parts) if len(set(parts)) > 1 else 0
    return named >= SEVERAL_YEARS and named >= _MOSTLY * len(cells)


def _is_unit_beside(columns: Sequence[Column], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column under the heading of the quantities at its left holds words and no figures."""
    left, own = columns[k - 1], columns[k]
    if left.meaning != "target" or left.heading is None or own.heading is None:
        return False
    texts = [row[k].text for row in rows if row[k].text.strip() and row[k].column == k]
    worded = bool(texts) and not any(c.isdigit() for t in texts for c in t)
    return left.heading.words == own.heading.words and worded and _figures(rows, k - 1)


def _stages(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column says of each row which stage of the work it measures."""
    texts = [row[k].text.strip().casefold() for row in rows if row[k].text.strip() and row[k].column_span == 1]
    words = toml("columns")["stages"]["words"]
    return len(texts) > 1 and sum(t in words for t in texts) >= _NEARLY * len(texts)


def _amounts(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether nearly all cells of a column hold an amount of money and nothing else."""
    texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
    return len(texts) > 1 and sum(bool(_MONEY.fullmatch(t)) for t in texts) >= _NEARLY * len(texts)


def _is_value_beside(columns: Sequence[Column], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column under the heading of the indicators at its left holds figures."""
    left, own = columns[k - 1], columns[k]
    if left.meaning != "name" or left.heading is None or own.heading is None or left.heading.words != own.heading.words:
        return False
    return _figures(rows, k) and not _figures(rows, k - 1)


def _quantities(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether the cells of a column that are not empty hold figures, with a percent sign or without."""
    texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
    return bool(texts) and all(_QUANTITY.fullmatch(text) for text in texts)


def _figures(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether most cells of a column begin with a figure."""
    texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
    return len(texts) > 0 and sum(t[0].isdigit() for t in texts) * 3 > 2 * len(texts)
