"""Indicators that stand in labelled lines outside any table: `Indikator : ...`, `Target : ...`.

Comes in: lines. Goes out: the columns of a table that says the same, one row an indicator, or nothing. Cards of label
and value are printed without a frame as often as with one; what reads tables reads them then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Cell, Line
from extractor.match.column import Columns
from extractor.match.column_labels import label_meaning
from extractor.match.columns import match_columns
from extractor.read.words import Span, box_around

_LABEL = re.compile(
    r"^\s*(?:\d{1,2}[.)]\s*)?(?P<label>[^\W\d_][\w /().-]{2,48}?)\s*(?:\d{1,2}|(?:19|20)\d\d|[IVX]{1,4})?\s*[:=]\s*"
)
_LEAST = 2
"""Things that a card says at least: what is measured, and one thing more."""
_ALIGNED = 3
"""Labels of a card without colons at the least: two lines on tab stops may be anything."""
_APART = 1.5
"""Line heights of white over which a value does not go on."""
_ABOVE = ("goal", "objective", "program", "activity", "sub_activity")
"""Meanings of labels that may be said once for the cards that follow."""
_TOLD = ("target", "formula", "unit", "data_source", "baseline", "actual", "explanation")
"""Meanings of which a card has one at least, beside what is measured: a heading is no card."""


@dataclass
class _Card:
    said: dict[str, tuple[Span, list[Line]]] = field(default_factory=dict)
    """Label and value by the label's meaning."""


def labelled_cards(lines: Sequence[Line]) -> Columns | None:
    """The columns and rows that labelled lines make up."""
    cards = [c for c in _cards(lines) if "name" in c.said and len(c.said) >= _LEAST and set(c.said) & set(_TOLD)]
    if not cards:
        return None
    labels: dict[str, Span] = {}
    for card in cards:
        for meaning, (label, _) in card.said.items():
            labels.setdefault(meaning, label)
    order = sorted(labels, key=lambda m: (_ABOVE.index(m) if m in _ABOVE else len(_ABOVE), list(labels).index(m)))
    rows = []
    for r, card in enumerate(cards):
        row = []
        for c, meaning in enumerate(order):
            value = card.said.get(meaning, (Span(), []))[1]
            box = box_around(line.box for line in value)
            row.append(Cell(tuple(value), box, r, c))
        rows.append(tuple(row))
    return Columns(match_columns([labels[m] for m in order]), tuple(rows))


def _cards(lines: Sequence[Line]) -> list[_Card]:
    """The cards in order; a label that the open card has said already begins the next one."""
    apart = _set_apart(lines)
    cards = [_Card()]
    open_value: list[Line] | None = None
    above: Line | None = None
    for line in lines:
        found = [part for segment in _segments(line) if (part := _labelled(segment)) is not None]
        found = found or apart.get(id(line), [])
        near = above is not None and above.page == line.page and line.box[1] - above.box[3] < _APART * line.size
        if not found and open_value and near and line.box[0] > open_value[0].box[0] - line.size:
            open_value.append(line)
        elif not found:
            open_value = None
        for meaning, label, value in found:
            if meaning in cards[-1].said or (meaning in _ABOVE and "name" in cards[-1].said):
                cards.append(_Card())
            open_value = [value] if value is not None else []
            cards[-1].said[meaning] = (label, open_value)
        above = line
    return cards


def _set_apart(lines: Sequence[Line]) -> dict[int, list[tuple[str, Span, Line | None]]]:
    """Meaning, label and value of the lines that hold a known label and, on one edge with the values of other labels,
    what it labels: a card without colons. Of most cards the values are no labels: those beside each other are headings.
    """
    found: list[tuple[Line, str, Line, Line]] = []
    for line in lines:
        parts = line.segments()
        if len(parts) == _LEAST and (meaning := _meaning(parts[0].text)):
            found.append((line, meaning, parts[0], parts[1]))
    told: dict[int, list[tuple[str, Span, Line | None]]] = {}
    for line, meaning, label, value in found:
        beside = {m: _meaning(b.text) for _, m, a, b in found if _level(a, label) and _level(b, value)}
        if "name" in beside and sum(not said for said in beside.values()) >= _ALIGNED:
            told[id(line)] = [(meaning, label.span, value)]
    return told


def _level(line: Line, other: Line) -> bool:
    """Whether two lines begin at one edge."""
    return line.page == other.page and abs(line.box[0] - other.box[0]) < line.size / 2


def _segments(line: Line) -> list[Line]:
    """The parts of a line that stand apart, a colon joining what stands on both its sides."""
    joined: list[Line] = []
    for part in line.segments():
        if joined and (part.text[:1] in ":=" or joined[-1].text[-1:] in ":="):
            joined[-1] = Line((*joined[-1].words, *part.words))
        else:
            joined.append(part)
    return joined


def _labelled(line: Line) -> tuple[str, Span, Line | None] | None:
    """Meaning, label and value of a line that begins with a known label and a colon."""
    m = _LABEL.match(line.text)
    meaning = _meaning(m["label"]) if m else ""
    if m is None or not meaning:
        return None
    rest = line.span.cut(m.end())
    return meaning, line.span.of(m, "label"), Line(tuple(rest.words)) if rest else None


def _meaning(text: str) -> str:
    """What a known label means; nothing for other texts."""
    meaning = label_meaning(text)
    return "" if meaning in ("other", "row") else meaning
