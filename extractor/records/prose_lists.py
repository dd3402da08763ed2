"""Indicators and amounts that are told in sentences: `1. Meningkatnya ..., dengan indikator: a. ... sebesar 80 %`.

Comes in: lines outside tables. Goes out: the columns of a table that says the same, and lines of a budget. Offices that
write agreements without a table number what they promise and name the target at the sentence's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Cell, Line
from extractor.match.column import Column, Columns
from extractor.match.money import amounts
from extractor.match.target import split_targets
from extractor.printed import CURRENCY, any_of
from extractor.read.words import NOWHERE, Span

ITEM = re.compile(r"^\s*\(?(?P<number>\d{1,2}|[A-Za-z])[.)]\s*(?=\S)")
_MEANINGS = ("row", "objective", "number", "name", "target")
_FAR = 2.5
"""Line heights of white over which a sentence does not go on."""


def told_indicators(lines: Sequence[Line]) -> Columns | None:
    """The indicators that numbered sentences tell, as the columns and rows of a table."""
    rows: list[tuple[Cell, ...]] = []
    above: tuple[Span, Span] | None = None
    for number, text in _sentences(lines):
        statement = _announces(text)
        if statement is not None:
            above = (number, statement)
            continue
        parts = name_and_target(text)
        if parts is None or amounts(parts[1]):
            continue
        row = len(rows)
        said = (*(above or (Span(), Span())), number, *parts)
        rows.append(tuple(_cell(span, row, k) for k, span in enumerate(said)))
    if not rows or above is None:
        return None
    return Columns(tuple(Column(m) for m in _MEANINGS), tuple(rows))


def without_saying(name: Span) -> Span:
    """A name without the word before its amount (`Program A sebesar`, `Program A :`)."""
    m = _sayings().search(name.text)
    return name.cut(0, m.start()) if m and m.start() else name


@kept
def _sayings() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\b(?:{_words('before')})\b)?\s*[:=]?\s*(?:{CURRENCY})?\s*$", re.IGNORECASE)


@kept
def _announcements() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*\b(?:{_words('announces')})\b[^:]*:?\s*$", re.IGNORECASE)


@kept
def _words(key: str) -> str:
    return any_of(toml("told")[key], " ")


def _sentences(lines: Sequence[Line]) -> list[tuple[Span, Span]]:
    """Number and text of each numbered sentence, over its lines."""
    found: list[tuple[Span, Span]] = []
    above: Line | None = None
    for line in lines:
        m = ITEM.match(line.text)
        near = above is not None and above.page == line.page and line.box[1] - above.box[3] < _FAR * line.size
        if m:
            found.append((line.span.of(m, "number"), line.span.cut(m.end())))
        elif found and near and above is not None and line.box[0] >= above.box[0] - line.size and not _ended(found[-1]):
            found[-1] = (found[-1][0], found[-1][1] + line.span)
        above = line
    return found


def _ended(sentence: tuple[Span, Span]) -> bool:
    return sentence[1].text.rstrip()[-1:] in ".;:"


def _announces(text: Span) -> Span | None:
    """The statement of a sentence that says that its indicators follow: what stands before `dengan indikator ...:`."""
    m = _announcements().search(text.text)
    return text.cut(0, m.start()) if m and m.start() else None


def name_and_target(text: Span, *, signed: bool = False) -> tuple[Span, Span] | None:
    """What is measured and how much of it, where a word such as `sebesar` stands between them; where it is ``signed``
    also a colon, a sign, or brackets around the quantity.
    """
    between = rf",?\s+(?:{_words('before')})(?:\s+|\s*[:=]\s*)"
    if signed:
        between += r"|\s*(?:[:=]|\((?=[^()]*\)\W*$))\s*"
    found = list(re.finditer(between, text.text, re.IGNORECASE))
    if not found:
        return None
    tail = re.search(r"[\s;.,]*(?:\bdan\b)?\s*$" if found[-1].group().strip() != "(" else r"\)\W*$", text.text)
    target = text.cut(found[-1].end(), tail.start() if tail else None)
    if not target or split_targets(target, 1) is None:
        return None
    return text.cut(0, found[-1].start()), target


def _cell(span: Span, row: int, column: int) -> Cell:
    return Cell((Line(tuple(span.words)),) if span else (), span.box if span else NOWHERE, row, column)
