"""What columns of results (realisasi, capaian, kondisi awal) mean beside one another.

Comes in: the columns of a table with the meanings that their headings say. Goes out: the columns, each of a quantity
that was reached, of a rate, or of where a plan sets out from. Apart from the reading of single headings, because the
same word says one or another by what stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.match.column import Column
from extractor.match.column_labels import says


def reached(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What columns of realisasi and capaian mean beside one another.

    `Capaian` beside `Realisasi` is a rate; alone and without a percent sign it is a quantity. One quantity of a year,
    printed before the target, is where the plan sets out from.
    """
    out = list(columns)
    _set_out(out)
    named = {c.meaning for c in out}
    for k, column in enumerate(out):
        said = column.heading.text if column.heading else ""
        bare = column.own.strip(" ()") == "%" and bool(named & {"actual", "spent"}) and not column.is_part
        told = "%" in said or says(column.own, *toml("columns")["rate"]["told"])
        rate = column.meaning == "actual" and told and _rated(out, k)
        if column.meaning == "achievement" and "%" not in said and not named & {"actual", "spent"}:
            out[k] = replace(column, meaning="actual")
        elif rate or (column.meaning == "other" and bare):
            out[k] = replace(column, meaning="achievement")
    actual = [k for k, c in enumerate(out) if c.meaning == "actual"]
    targets = [k for k, c in enumerate(out) if c.meaning == "target"]
    alone = len(actual) == 1 and not any(c.meaning == "achievement" for c in out)
    if alone and targets and actual[0] < targets[0] and out[actual[0]].period is not None:
        out[actual[0]] = replace(out[actual[0]], meaning="baseline")
    return tuple(out)


def _set_out(columns: list[Column]) -> None:
    """Marks the column of where a plan sets out from: `Kondisi 2018 | Target 2019 | Realisasi 2019`."""
    told = [k for k, c in enumerate(columns) if c.meaning in ("actual", "achievement")]
    states = [k for k in told if says(columns[k].own, *toml("columns")["states"]["words"])]
    target = next((k for k, c in enumerate(columns) if c.meaning == "target"), 0)
    if len(states) == 1 < len(told) and states[0] < target:
        columns[states[0]] = replace(columns[states[0]], meaning="baseline")


def _rated(columns: Sequence[Column], k: int) -> bool:
    """Whether another column says what was reached, so that a percentage is a rate."""
    return any(c.meaning in ("actual", "spent") for n, c in enumerate(columns) if n != k)
