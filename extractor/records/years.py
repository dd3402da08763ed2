"""What years over quantities are for where their headings print nothing else: targets, or what was reached.

Comes in: a table's columns and what stands over the table. Goes out: the columns, their years told. Separate because
the heading does not say it: a plan prints the targets of its years so, a report what was reached in those that are over
(`Tabel 3.4 Perbandingan Realisasi Kinerja Tahun 2038-2041`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.match.column import Columns
from extractor.match.column_labels import says

_FEWEST = 2
"""Years beside one another from which they are compared."""
_BARE = re.compile(r"\W*(?:(?:tahun|thn)\W*)*(?:20\d\d)\W*", re.IGNORECASE)
_QUANTITIES = ("target", "actual", "achievement", "baseline", "budget", "spent")


def reported_year(tables: Sequence[Columns]) -> int | None:
    """The one year over both what was to be reached and what was reached, in a document whose title states none: a
    chapter of a report. ``None`` where there are several, as in the evaluation of a long plan.
    """
    years = set()
    for columns in tables:
        told = {
            meaning: {c.period.text for c in columns.columns if c.meaning == meaning and c.is_year and c.period}
            for meaning in ("target", "actual")
        }
        years |= told["target"] & told["actual"]
    stated = [y for y in years if re.fullmatch(r"20\d\d", y)]
    return int(stated[0]) if len(stated) == 1 == len(years) else None


def bare_years(columns: Columns) -> list[int]:
    """The columns under a year and nothing else, of a table of indicators without any other quantities."""
    if not columns.has("name"):
        return []
    years = [
        k
        for k, c in enumerate(columns.columns)
        if c.meaning in ("target", "other") and c.is_year and c.heading and _BARE.fullmatch(c.heading.text)
    ]
    others = [k for k in columns.at(*_QUANTITIES) if k not in years]
    return years if len(years) >= _FEWEST and not others else []


def reached_years(columns: Columns, years: Sequence[int], said: Sequence[str], year: int | None) -> Columns:
    """The columns, the ``years`` those of what was reached, if the nearest line over the table that tells says so, or
    none does in a report (of ``year``, else ``None``) that has seen them all.
    """
    told = toml("columns")["told_years"]
    meanings = [(says(text, *told["reached"]), says(text, *told["planned"])) for text in reversed(said)]
    reached, planned = next((m for m in meanings if any(m)), (False, False))
    if reached == planned:
        periods = [p.text for k in years if (p := columns.columns[k].period)]
        reached = year is not None and all(p.isdigit() and int(p) <= year for p in periods)
    if not reached:
        return columns
    found = [replace(c, meaning="actual") if k in years else c for k, c in enumerate(columns.columns)]
    return replace(columns, columns=tuple(found))
