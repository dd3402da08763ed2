"""Draws tables of texts whose columns are known, for training what tells a column without its heading.

Comes in: chance, ``patterns/training/columns.toml`` and ``works.toml``. Goes out: columns with and without headings
that are known, rows of cells, and what each column is. No page is drawn: a column is told by texts and neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Line
from extractor.match.column import Column
from extractor.match.column_labels import match_heading
from extractor.match.column_signs import CLASSES
from extractor.read.words import Span, Word
from extractor.training.slots import data
from extractor.training.table_pages import set_words

_MEANINGS = {
    "statement": ("objective", "objective", "objective", "goal"),
    "work": ("program", "activity", "sub_activity", "line"),
    "reached": ("actual", "achievement", "baseline"),
    "text": ("formula", "data_source", "notes", "location", "schedule"),
}
"""Meanings that a column of a class has where its heading is known."""
_QUANTITIES = ("quarter", "years", "reached")
"""Columns of quantities beside the target of which only a heading tells what they are."""
_TYPED, _BARE = 0.25, 0.15
"""Shares of the headings that are not known: misprints of a label, none; the others are words of another sort."""
_LONGER = 0.4
"""Share of the words of another sort that have a further word behind them."""
_MASKED = 0.3
"""Share of the columns whose heading is hidden beside the one that is asked for."""
_SHORT = 4
"""Letters of a label of which nothing is left when it is misspelt."""
_MERGED, _EMPTY, _SUMMED, _LEFT_OUT = 0.7, 0.3, 0.5, 0.5
"""Shares: tables whose statements are merged over rows, that have empty cells, that end in a sum of their amounts; of
columns in brackets those left out."""
_HIDDEN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A table with a column whose heading does not say what it is."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    at: int
    is_a: str
    """The class of that column."""


def asked(chance: Random) -> Asked | None:
    """A drawn table and one of its columns; ``None`` where nothing can be asked of that: a column of codes, one whose
    misprinted heading is still known, quantities without a target beside them.
    """
    told = data("columns")
    form = chance.choices(told["forms"], [f["weight"] for f in told["forms"]])[0]
    roles = _roles(form["columns"], chance)
    at = chance.randrange(len(roles))
    if told["classes"].get(roles[at]) == "code":
        return None
    columns = [
        _hidden(_class(role), chance) if k == at or chance.random() < _MASKED else _known(_class(role), chance)
        for k, role in enumerate(roles)
    ]
    if columns[at].heading is not None and match_heading(columns[at].own) != "other":
        return None
    if roles[at] in _QUANTITIES and not any(c.meaning == "target" for c in columns):
        return None
    return Asked(tuple(columns), _rows(roles, chance), at, roles[at] if roles[at] in CLASSES else "other")


def _roles(form: str, chance: Random) -> list[str]:
    roles = []
    for word in form.split():
        if word.startswith("(") and chance.random() < _LEFT_OUT:
            continue
        roles.append(chance.choice(word.strip("()").split("/")))
    return roles


def _class(role: str) -> str:
    return role if role in CLASSES else str(data("columns")["classes"].get(role, "other"))


def _known(is_a: str, chance: Random) -> Column:
    """A column whose heading says what it is; one of another sort has none that is known."""
    if is_a == "other":
        return _hidden(is_a, chance)
    return Column(chance.choice(_MEANINGS.get(is_a, (is_a,))), heading=_heading("Judul"))


def _hidden(is_a: str, chance: Random) -> Column:
    """A column whose heading is not known, misspelt or missing."""
    way = chance.random()
    if way < _BARE:
        return Column("")
    meaning = chance.choice(_MEANINGS.get(is_a, (is_a,)))
    labels = [label for label in toml("columns")["labels"].get(meaning, ()) if len(label) > _SHORT]
    if way < _BARE + _TYPED and labels:
        return Column("other", heading=_heading(_misspelt(chance.choice(labels).title(), chance)))
    lists = data("columns")["lists"]
    said = chance.choice(lists["headings"])
    if chance.random() < _LONGER:
        said += " " + chance.choice(data("works")["things"]).split()[0]
    return Column("other", heading=_heading(said))


def _misspelt(label: str, chance: Random) -> str:
    """A label with letters lost, doubled or exchanged, enough that it is not known any more."""
    for _ in range(max(2, len(label) // 4)):
        at = chance.randrange(len(label))
        label = chance.choice(
            (label[:at] + label[at + 1 :], label[:at] + label[at] + label[at:], label[:at] + "e" + label[at + 1 :])
        )
    return label


def _heading(text: str) -> Span:
    return Span(tuple(set_words(text, 0.0, (0.0, 10.0), 10.0)))


def _rows(roles: Sequence[str], chance: Random) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table: what stands left of the indicators is merged over them, or left blank below."""
    count = chance.choice((1, 2, 2, 3, 4, 5, 6, 8))
    first = next((k for k, role in enumerate(roles) if role in ("name", "work")), 0)
    merged, empty = chance.random() < _MERGED, chance.random() < _EMPTY
    begins = [n == 0 or chance.random() < 0.5 for n in range(count)] if merged and first else [True] * count
    numbers = [sum(begins[: n + 1]) for n in range(count)]
    blank, dotted = chance.random() < 0.5, chance.choice(("{}", "{}.", "{}", "({})"))
    rows: list[tuple[Cell, ...]] = []
    for n in range(count):
        row: list[Cell] = []
        for k, role in enumerate(roles):
            if k < first and not begins[n]:
                row.append(_cell("", n, k) if blank else rows[-1][k])
            elif role == "row":
                row.append(_cell(dotted.format(numbers[n]), n, k))
            else:
                row.append(_cell("" if empty and chance.random() < _EMPTY else _text(role, chance), n, k))
        rows.append(tuple(row))
    if "budget" in roles and chance.random() < _SUMMED:
        rows.append(_sum(roles, count, chance))
    return tuple(rows)


def _sum(roles: Sequence[str], row: int, chance: Random) -> tuple[Cell, ...]:
    """The row under a table that says what its amounts come to."""
    said = [k for k, role in enumerate(roles) if role in ("work", "statement", "name")]
    total = chance.choice(data("columns")["texts"]["sum"])
    texts = [
        _text(role, chance) if role == "budget" else total if said[:1] == [k] else "" for k, role in enumerate(roles)
    ]
    return tuple(_cell(text, row, k) for k, text in enumerate(texts))


def _text(role: str, chance: Random) -> str:
    told = data("columns")
    if role == "code":
        return f"{chance.randint(1, 4)}.{chance.randint(1, 20):02}.{chance.randint(1, 30):02}"
    text = str(chance.choice(told["texts"][role]))
    while found := _HIDDEN.search(text):
        name = found[1]
        words = told["lists"].get(name.casefold()) or data("works")[name.casefold()]
        said = chance.choice(words)
        text = text.replace(found[0], said[:1].upper() + said[1:] if name[0].isupper() else said, 1)
    return re.sub("#", lambda _: str(chance.randint(1, 9)), text)


def _cell(text: str, row: int, column: int) -> Cell:
    words: list[Word] = set_words(text, 0.0, (0.0, 10.0), 10.0)
    lines = (Line(tuple(words)),) if words else ()
    return Cell(lines, (0.0, 0.0, 1.0, 1.0), row, column)
