"""Tables that name what they hold down the side: one indicator a column, or one a card of labels and values.

Comes in: a table. Goes out: the same cells with the labels as headings and a row for each indicator, or nothing where
the table is no such one. Apart from the columns' meanings, because here it is decided which way round a table is read.

    Indikator | Indeks A | Indeks B          No | Indikator | Target
    Target    | 80       | 90        ->      .. | Indeks A  | 80
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Line, Table
from extractor.match.column_periods import period_of, year_of
from extractor.printed import ROW_NUMBER
from extractor.read.words import NOWHERE, Span

_LEAST = 3
"""Labels that a card has at least: what is measured, how much of it, and one thing more."""
_STAGES = 2
"""Stages of the work (`Masukan`, `Keluaran`) by which a column names them; `Keluaran` alone may be a card's label."""
_LABEL_WORDS = 6
"""Words of the longest label."""
_PERIODS = 2
"""Periods beside a label that stand over its values, at the least."""
_COLON = re.compile(r"^\s*[:=]\s*")

Meaning = Callable[[str], str]
"""The meaning of a heading that stands alone (:func:`extractor.match.column_labels.match_heading`)."""


def turned(table: Table, meaning: Meaning) -> Table | None:
    """The table with its labels as headings, where its labels stand in a column; ``None`` for any other table.

    A column of labels says at one place what the indicator is called and names at least three things; most of it is
    known by its words, and what stands beside it is not. Cards under one another begin anew with their first label.
    """
    rows = _all_rows(table)
    place = next((k for k in range(min(2, len(table.header) - 1)) if _labels(rows, k, meaning)), None)
    if place is None:
        return None
    rows = _by_period(rows, place)
    cards = _cards(rows, place)
    values = _value_columns(rows, place)
    labels: dict[str, Span] = {}
    for card in cards:
        for row in card:
            labels.setdefault(_plain(row[place].text), row[place].span)
    name = next(label for label in labels if meaning(label) == "name")
    records: list[dict[str, Cell]] = []
    for card in cards:
        for k in values:
            said = {_plain(row[place].text): row[k] for row in card if row[k] is not row[place]}
            again = bool(records) and said.get(name) is not None and said.get(name) is records[-1].get(name)
            if not again and any(cell.text.strip(" :=") for cell in said.values()):
                records.append(said)
    return replace(table, header=tuple(labels.values()), rows=_laid(records, list(labels)))


def _all_rows(table: Table) -> list[tuple[Cell, ...]]:
    """The rows with what was taken for a heading as the first of them."""
    if not any(span.words for span in table.header):
        return list(table.rows)
    made: dict[tuple[int, ...], Cell] = {}
    head = []
    for k, span in enumerate(table.header):
        key = tuple(id(w) for w in span.words) or (-k,)
        if key not in made:
            made[key] = Cell((Line(span.words),) if span.words else (), NOWHERE, -1, k)
        head.append(made[key])
    return [tuple(head), *table.rows]


def _labels(rows: Sequence[Sequence[Cell]], k: int, meaning: Meaning) -> bool:
    said: list[str] = []
    for row in rows:
        text = _plain(row[k].text) if row[k] is not row[k + 1] else ""
        if len(text.split()) > _LABEL_WORDS:
            return False
        said += [text] if text else []
    if len(said) < _LEAST:
        return False
    stages = toml("columns")["stages"]["words"]
    if sum(text.casefold() in stages for text in said) >= _STAGES:
        return False  # stages of the work have an indicator each
    before = [row[j].text for row in rows for j in range(k)]
    if not all(ROW_NUMBER.fullmatch(text.strip()) for text in before if text.strip()):
        return False
    known = {text: m for text in dict.fromkeys(said) if (m := meaning(text)) not in ("", "other", "row")}
    # a statement may read like a heading: of pairs every value is asked
    asked = rows if len(rows[0]) == k + 2 else rows[:1]
    beside = [row[j].text for row in asked for j in range(k + 1, len(row)) if row[j].text.strip(" :=")]
    headed = sum(meaning(_plain(text)) not in ("", "other") and len(text.split()) <= _LABEL_WORDS for text in beside)
    return (
        "name" in known.values()
        and len(set(known.values())) >= _LEAST
        and 2 * len(known) >= len(set(said))
        and 2 * headed <= len(beside)
    )


def _plain(text: str) -> str:
    """A label without the number before it and the colon after it."""
    return re.sub(r"^\s*(?:\d{1,2}|[a-z])[.)]\s*|\s*[:=]\s*$", "", text.strip(), flags=re.IGNORECASE).strip()


def _by_period(rows: Sequence[tuple[Cell, ...]], place: int) -> list[tuple[Cell, ...]]:
    """The rows, where one label stands beside periods over their values (`Target` beside `2041 | 2042` over `7 | 9`)
    with a row and a label for each period.
    """
    out: list[tuple[Cell, ...]] = []
    k = 0
    while k < len(rows):
        row, below = rows[k], rows[k + 1] if k + 1 < len(rows) else None
        k += 1
        periods = [c for c in range(place + 1, len(row)) if year_of(row[c].span) or period_of(row[c].span)]
        if below is None or below[place] is not row[place] or len(periods) < _PERIODS or not row[place].text.strip():
            out.append(row)
            continue
        label = row[place]
        for c in periods:
            named = Cell((*label.lines, *row[c].lines), label.box, label.row, label.column)
            out.append((*row[:place], named, *(below[c] for _ in range(place + 1, len(row)))))
        k += 1
    return out


def _cards(rows: Sequence[Sequence[Cell]], place: int) -> list[list[Sequence[Cell]]]:
    """The rows card by card: a label that was said already begins the next card."""
    cards: list[list[Sequence[Cell]]] = []
    said: set[str] = set()
    for row in rows:
        label = _plain(row[place].text)
        if not label or row[place] is row[-1]:
            continue  # a caption, or a line that goes on without a label
        if not cards or label in said:
            cards.append([])
            said = set()
        said.add(label)
        cards[-1].append(row)
    return cards


def _value_columns(rows: Sequence[Sequence[Cell]], place: int) -> list[int]:
    """The columns beside the labels that hold more than colons; a cell over several columns is told once a column."""
    filled = []
    for k in range(place + 1, len(rows[0])):
        own = [row[k].text.strip(" :=") for row in rows if row[k] is not row[k - 1] or k == place + 1]
        if any(own):
            filled.append(k)
    return filled


def _laid(records: Sequence[dict[str, Cell]], labels: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """A row for each record, a column for each label; a cell said of several records stays one cell."""
    made: dict[int, Cell] = {}
    rows = []
    for r, record in enumerate(records):
        row = []
        for c, label in enumerate(labels):
            cell = record.get(label)
            if cell is None:
                row.append(Cell((), NOWHERE, r, c))
                continue
            if id(cell) not in made:
                made[id(cell)] = replace(
                    cell, lines=_uncoloned(cell.lines), row=r, column=c, row_span=cell.column_span, column_span=1
                )
            row.append(made[id(cell)])
        rows.append(tuple(row))
    return tuple(rows)


def _uncoloned(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a value without the colon before it."""
    if not lines or not (m := _COLON.match(lines[0].text)):
        return lines
    rest = lines[0].span.cut(m.end())
    return ((Line(tuple(rest.words)),) if rest else ()) + lines[1:]
