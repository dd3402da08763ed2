"""What the columns of a table mean beside one another, where a heading alone does not settle it.

Comes in: the columns by their headings. Goes out: the columns, those among them that are something else beside others:
outcomes and tasks that are what is measured, quarters beside a year, rates beside what was reached, one state of two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.match.column import Column, Measure
from extractor.match.column_content import SEVERAL_YEARS
from extractor.match.column_labels import STATED, says_only
from extractor.match.column_results import reached

_MEASURED = {"target", "unit", "data_source"}
"""Meanings of columns beside which what is listed is measured; the form of Permenpan 9/2007 for key indicators is
headed `Uraian | Alasan | Sumber Data`.
"""

_INDICATOR = "indikator"
_YEAR_BESIDE = re.compile(r"(?:jumlah\s+)?\(?(?:tahun\s+)?[tn]\s*(?P<sign>[+-])\s*1\)?(?:\s*\(rp\.?\))?", re.IGNORECASE)
_INITIALS = {"t": "target", "r": "actual"}


def settled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Meanings that depend on the other columns of the table."""
    columns = _by_initials(_said_once(_as_changed(_years_beside(columns))))
    out = list(columns)
    if {"price", "budget"} <= {c.meaning for c in columns}:
        out = [_of_costs(c) for c in out]
    named = {c.meaning for c in out}
    out = [_measuring(c, k, columns, named) for k, c in enumerate(out)]
    for k, column in enumerate(out):
        if column.meaning == "k":
            out[k] = replace(column, meaning="other")
        elif column.meaning == "joint" and "name" in named:
            out[k] = replace(column, meaning="objective")
    return reached(tuple(_of_the_year(_in_time(out, named))))


def _years_beside(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, those of the years before and after the one that is planned set apart (`T-1 | Tahun n | T+1`,
    Permendagri 77/2020); without a year after, `T-1` may be the first quarter.
    """
    signs = [m["sign"] if (m := _YEAR_BESIDE.fullmatch(c.own.strip())) else "" for c in columns]
    if "+" not in signs:
        return columns
    # what is of another year is none of this one's values, the year before no more than the one after
    return tuple(
        replace(c, meaning="forward", period=None) if sign else c for c, sign in zip(columns, signs, strict=True)
    )


def _measuring(column: Column, k: int, columns: Sequence[Column], named: Collection[str]) -> Column:
    """A column of outcomes, outputs or tasks: what is measured, where no other column says that."""
    if column.meaning in ("outcome", "output"):
        measure: Measure = "outcome" if column.meaning == "outcome" else "output"
        own = "name" not in named or _has_target(columns, k)
        return replace(column, meaning="name" if own else "other", measure=measure)
    if column.meaning != "task":
        return column
    if _is_indicated(column, columns[k + 1 : k + 2]):
        return replace(column, meaning="objective")
    measured = _MEASURED & set(named)
    if measured == {"unit"} and "budget" in named and "price" not in named:
        # `Uraian | Satuan | Besaran (Rp)`: a rate for each unit, as regulations set it; nothing is measured
        return replace(column, meaning="other")
    if not {"name", "outcome", "output"} & set(named) and measured:
        return replace(column, meaning="name")
    return replace(
        column, meaning="line" if "budget" in named and not {"activity", "sub_activity"} & set(named) else "other"
    )


def _is_indicated(column: Column, after: Sequence[Column]) -> bool:
    """Whether the next column holds the indicators of just this one: `Kinerja Es. III | Indikator Kinerja Es. III`."""
    said = "".join(column.own.casefold().split())
    return any(
        c.meaning == "name" and "".join(c.own.casefold().split()) == f"{_INDICATOR}{said}" for c in after if said
    )


def _in_time(columns: Sequence[Column], named: Collection[str]) -> list[Column]:
    """`Target | TW I | TW II`: the parts of the year stand beside the whole; so do the years of a plan of several."""
    out = list(columns)
    bare_years = [k for k, c in enumerate(out) if c.meaning == "other" and c.is_year]
    for k, column in enumerate(out):
        several = k in bare_years and len(bare_years) >= SEVERAL_YEARS
        said = _undated(column)
        dated = column.period is not None and k > 0 and out[k - 1].meaning in ("actual", "spent")
        # under a period of its own (`Realisasi` over two years) what says nothing else is no rate
        alike = dated and ("%" in said or _period_text(column) == _period_text(out[k - 1]))
        if alike and says_only(said, ("%",)):
            out[k] = replace(column, meaning="other")  # `Realisasi | %` of a year or quarter: a rate
        elif column.meaning == "other" and (column.is_part or several) and {"name", "joint", "task"} & set(named):
            out[k] = replace(column, meaning="target")
    return out


def _of_the_year(columns: Sequence[Column]) -> list[Column]:
    """The columns, those beside the year's that are summed over several years or for the plan's end set apart: the form
    of Permendagri 86/2017 by which a year's plan is evaluated prints them side by side.
    """
    out = list(columns)
    told = toml("columns")["reckoned"]
    for meaning in ("target", "actual", "budget", "spent"):
        places = [k for k, c in enumerate(out) if c.meaning == meaning and c.over and c.period is None]
        late = [k for k in places if _has(out[k].over, told["end"])]
        summed = [k for k in places if _has(out[k].over, told["summed"]) or (k in late and meaning != "target")]
        if len({*late, *summed}) == len(places):
            continue
        for k in summed:
            out[k] = replace(out[k], meaning="other")
        for k in late if meaning == "target" else ():
            heading = out[k].heading
            out[k] = replace(out[k], period=heading and heading.cut(0, len(out[k].over)), ahead=True)
    return out


def _has(text: str, phrases: Sequence[str]) -> bool:
    plain = " ".join(text.casefold().split())
    return any(phrase in plain for phrase in phrases)


def of_staff(columns: Sequence[Column]) -> tuple[Column, ...]:
    """`No | Kegiatan | Target` of a member of staff: what is to be done is what is measured."""
    out = list(columns)
    meanings = {c.meaning for c in out}
    if {"name", "joint", "budget"} & meanings or "target" not in meanings:
        return tuple(out)
    for meaning in ("sub_activity", "activity", "line", "objective"):
        places = [k for k, c in enumerate(out) if c.meaning == meaning]
        if places:
            out[places[-1]] = replace(out[places[-1]], meaning="name")
            break
    return tuple(out)


def _period_text(column: Column) -> str:
    return column.period.text if column.period else ""


def _undated(column: Column) -> str:
    """What is printed over a column alone, without its period."""
    return column.own.replace(column.period.text, " ") if column.period else column.own


def _as_changed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without the former of two states that have indicators of their own: the later one holds."""
    if not any(c.later and c.meaning == "name" for c in columns):
        return columns
    return tuple(replace(c, meaning="other") if c.before and c.meaning == "name" else c for c in columns)


def _by_initials(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, those called what was planned and what was reached that print its initial only, `T | R`, under each
    part of the year.
    """
    said = [_undated(c).strip(" .").casefold() for c in columns]
    pairs = {k for k in range(len(said) - 1) if said[k : k + 2] == ["t", "r"]}
    if len(pairs) < 2 or sum(text in _INITIALS for text in said) != 2 * len(pairs):
        return columns
    return tuple(replace(c, meaning=_INITIALS.get(text, c.meaning)) for c, text in zip(columns, said, strict=True))


def _said_once(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without a second one of the same statements: under `Tujuan`, a mere `Uraian` beside `Uraian Tujuan`
    is no tujuan.
    """
    told = {(c.over, c.meaning) for c in columns if c.meaning in STATED and not _bare(c)}
    return tuple(replace(c, meaning="other") if _bare(c) and (c.over, c.meaning) in told else c for c in columns)


def _bare(column: Column) -> bool:
    """Whether a heading only says that something is put in words, not what."""
    return says_only(column.own, toml("columns")["stated"]["words"])


def _has_target(columns: Sequence[Column], k: int) -> bool:
    """Whether a column of outputs right of the indicators and their targets has targets of its own beside it:
    `Indikator | Target | Kegiatan | Output | Target`.
    """
    beside = [c.meaning for c in columns[k + 1 : k + 3]]
    return (
        beside[:1] in (["target"], ["unit"]) and "target" in beside and any(c.meaning == "target" for c in columns[:k])
    )


def _of_costs(column: Column) -> Column:
    """A column of an itemised list of costs: `Uraian | Volume | Satuan | Harga | Jumlah`."""
    if column.meaning in ("target", "unit", "price"):
        return replace(column, meaning="other")
    return replace(column, meaning="line") if column.meaning in ("task", "name") else column
