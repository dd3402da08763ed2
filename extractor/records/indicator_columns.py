"""Which columns measure which column of indicators: targets, actuals, baseline and unit of each, the year's own first.

Comes in: the columns of a table. Goes out: a group for every column of indicators. Apart from the reader of rows,
which takes the groups as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.match.column import Columns
from extractor.records.table_rows import HIERARCHY


@dataclass(frozen=True)
class Group:
    """The columns that belong to one column of indicators (a table may have one for outcomes and one for outputs)."""

    name: int
    targets: tuple[int, ...]
    actuals: tuple[int, ...]
    baseline: int | None
    unit: int | None
    whole_target: bool
    """The first target column is the plan's own, not one of several periods."""
    whole_actual: bool


def groups(columns: Columns, year: int | None) -> list[Group]:
    """A group for every column of indicators; what is measured stands right of the indicators that it is for."""
    names = columns.at("name")
    units = columns.at("unit")
    groups = []
    year = year or _target_year(columns)
    shared = in_steps(columns)
    for n, name in enumerate(names):
        end = names[n + 1] if n + 1 < len(names) and not shared else len(columns.columns)
        low = name if n else -1
        targets, actuals = (
            tuple(_ordered(columns, [k for k in columns.at(role) if _measures(columns, k, name, low, end)], year))
            for role in ("target", "actual")
        )
        # of several levels of indicators each has its own unit and starts from its own state
        unit, baseline = (
            next((k for k in places if len(names) == 1 or low < k < end), None)
            for places in (units, columns.at("baseline"))
        )
        whole = [_is_whole(columns, part, year) for part in (targets, actuals)]
        groups.append(Group(name, targets, actuals, baseline, unit, whole[0], whole[1]))
    return groups


def in_steps(columns: Columns) -> bool:
    """Whether the columns of indicators are steps of an outline: every row has an indicator in one of them at the most,
    and what is measured stands right of them all (`Kegiatan | Indikator | Rencana Aksi | Indikator | Target`).
    """
    names = columns.at("name")
    measures = columns.at("target", "actual", "unit", "baseline")
    if len(names) < 2 or not measures or measures[0] < names[-1]:
        return False
    filled = [sum(row[k].column == k and bool(row[k].text.strip(" -–")) for k in names) for row in columns.rows]
    each = all(any(row[k].column == k and row[k].text.strip(" -–") for row in columns.rows) for k in names)
    return each and max(filled, default=0) == 1


def _target_year(columns: Columns) -> int | None:
    """The only year for which a table prints targets: a chapter of a report may not say which year it is of."""
    years = {p.text for k in columns.at("target") if (p := columns.columns[k].period) and p.text.isdigit()}
    return int(years.pop()) if len(years) == 1 else None


def _measures(columns: Columns, k: int, name: int, low: int, end: int) -> bool:
    """Whether a column measures the indicators of a column: it stands between ``low`` and ``end``.

    The only indicators of a table are measured on both sides, but not by what stands beside a name that they belong to
    where they have a measure of their own (`Kegiatan | Target | Sub Kegiatan | Target`).
    """
    if len(columns.at("name")) > 1:
        return low < k < end
    beside = 0 < k < name and columns.columns[k - 1].meaning in HIERARCHY
    return not (beside and any(t > name for t in columns.at(columns.columns[k].meaning)))


def _ordered(columns: Columns, targets: Sequence[int], year: int | None) -> list[int]:
    """The column of the whole year first, then those of its parts and of other years; of a change the later ones."""

    def rank(k: int) -> tuple[int, bool, int]:
        column = columns.columns[k]
        if column.ahead:
            return (3, False, k)
        if column.period is None:
            return (0, not column.later, k)
        if year is not None and column.period.text == str(year):
            return (1, not column.later, k)
        return (2, not column.later, k)

    return sorted(targets, key=rank)


def rate_column(columns: Columns, year: int | None) -> list[int]:
    """The column of the rate: one of several years is the document's own, or none."""
    rates = columns.at("achievement")
    years = [k for k in rates if columns.columns[k].is_year]
    if len(years) < 2:
        return rates[:1]
    plain = [k for k in rates if k not in years]
    return plain[:1] or [k for k in years if (p := columns.columns[k].period) and p.text == str(year)][:1]


def _is_whole(columns: Columns, ordered: Sequence[int], year: int | None) -> bool:
    """Whether the first of the columns is the document's own: not a part of the year, not one of several years."""
    if not ordered:
        return True
    first = columns.columns[ordered[0]].period
    if first is None:
        return True
    if not first.text.isdigit():
        return False
    years = [k for k in ordered if not columns.columns[k].is_part and not columns.columns[k].ahead]
    return len(years) == 1 or (year is not None and first.text == str(year))


def said_once(columns: Columns) -> frozenset[int]:
    """The columns that are filled in no row without an indicator, where other columns are: a web page prints what holds
    of several rows in the first of them and leaves the others empty.
    """
    names = columns.at("name")
    rest = [row for row in columns.rows if not any(row[k].text for k in names)]
    empty = frozenset(k for k in range(len(columns.columns)) if not any(row[k].text for row in rest))
    return empty if rest else frozenset()
