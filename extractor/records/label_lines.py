"""Indicators that stand in labelled lines outside any table: `Indikator : ...`, `Target : ...`, or in the items of a
list under `Indikator Kinerja :`.

Comes in: lines. Goes out: the columns of a table that says the same, one row an indicator, or nothing. Cards of label
and value are printed without a frame as often as with one; what reads tables reads them then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile

from extractor.layout.blocks import Cell, Line
from extractor.match.column import Column, Columns
from extractor.match.column_labels import label_meaning
from extractor.match.columns import match_columns
from extractor.printed import BULLETS
from extractor.read.words import Span, box_around, join
from extractor.records.prose_lists import ITEM, name_and_target

_LABEL = re.compile(
    r"^\s*(?:\d{1,2}[.)]\s*)?(?P<label>[^\W\d_][\w /().-]{2,48}?)"
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|(?:19|20)\d\d|[IVX]{1,4})?\s*[:=]\s*"
)
_NUMBERED = re.compile(
    r"^\s*(?P<label>[^\W\d_][A-Za-z ]{2,40}?)\s+(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})\s*[.)]?\s+(?=[^\W\d_a-z])"
)
"""A level's word and number before its statement, without a colon: `Sasaran 1.1. Meningkatnya ...`."""
_MARK = re.compile(rf"^\s*[{BULLETS}]\s+(?=\S)")
"""The mark of an item without a number."""
_LEAST = 2
"""Things that a card says at least: what is measured, and one thing more."""
_ALIGNED = 3
"""Labels of a card without colons at the least: two lines on tab stops may be anything."""
_BESIDE = 0.42
"""Type sizes of white between a label and its value at the least: more than a blank of most type."""
_LONGEST = 6
"""Words of the longest label."""
_APART = 1.5
"""Line heights of white over which a value does not go on."""
_ABOVE = ("goal", "objective", "program", "activity", "sub_activity")
"""Meanings of labels that may be said once for the cards that follow."""
_TOLD = ("target", "formula", "unit", "data_source", "baseline", "actual", "explanation")
"""Meanings of which a card has one at least, beside what is measured: a heading is no card."""


_Labelled = tuple[str, Span, Line | None]
"""Meaning, label and value, if any stands beside it."""


@dataclass
class _Card:
    said: dict[str, tuple[Span, list[Line]]] = field(default_factory=dict)
    """Label and value by the label's meaning; the label is empty where the value's form tells what it means."""

    def part_target(self) -> None:
        """Takes the target out of the name of a listed indicator (`1. Luas hutan, dengan target 9 ha`)."""
        label, lines = self.said["name"]
        parts = name_and_target(join(lines), signed=True)
        if "target" not in self.said and parts is not None and all(parts):
            name, target = (Line(tuple(span.words)) for span in parts)
            self.said["name"] = (label, [name])
            self.said["target"] = (Span(), [target])


def labelled_cards(lines: Sequence[Line]) -> Columns | None:
    """The columns and rows that labelled lines make up."""
    cards = [c for c in _cards(lines) if "name" in c.said and len(c.said) >= _LEAST and set(c.said) & set(_TOLD)]
    if not cards:
        return None
    labels: dict[str, Span] = {}
    for card in cards:
        for meaning, (label, _) in card.said.items():
            labels[meaning] = labels.get(meaning) or label
    order = sorted(labels, key=lambda m: (_ABOVE.index(m) if m in _ABOVE else len(_ABOVE), list(labels).index(m)))
    rows = []
    for r, card in enumerate(cards):
        row = []
        for c, meaning in enumerate(order):
            value = card.said.get(meaning, (Span(), []))[1]
            box = box_around(line.box for line in value)
            row.append(Cell(tuple(value), box, r, c))
        rows.append(tuple(row))
    told = iter(match_columns([labels[m] for m in order if labels[m]]))
    return Columns(tuple(next(told) if labels[m] else Column(m) for m in order), tuple(rows))


def _cards(lines: Sequence[Line]) -> list[_Card]:
    """The cards in order."""
    apart = _set_apart(lines)
    reader = _Reader()
    for line in lines:
        found = [part for segment in _segments(line) if (part := _labelled(segment)) is not None]
        reader.take(line, found or apart.get(id(line), []))
    for card in reader.listed:
        card.part_target()
    return reader.cards


class _Reader:
    """What was read of the lines so far."""

    def __init__(self) -> None:
        self.cards = [_Card()]
        self.listed: list[_Card] = []
        """The cards that are items of lists."""
        self._heads: Span | None = None
        """The label over the items of the open list."""
        self._marked = False
        self._value: list[Line] | None = None
        self._above: Line | None = None

    def take(self, line: Line, found: Sequence[_Labelled]) -> None:
        """Reads the next line, with the labels ``found`` in it."""
        above = self._above
        near = above is not None and above.page == line.page and line.box[1] - above.box[3] < _APART * line.size
        item = self._item(line, near) if self._heads is not None else None
        # what an item of a list measures may begin like a label: `2. Capaian kunjungan : 90 %`
        if item is not None and all(self._marked and meaning not in (*_ABOVE, "name") for meaning, *_ in found):
            self._begin_item(*item)
            found = ()
        elif not found and self._value and near and line.box[0] > self._value[0].box[0] - line.size:
            self._value.append(line)
        elif not found:
            self._value = self._heads = None
        for meaning, label, value in found:
            self._say(meaning, label, value)
        self._above = line

    def _say(self, meaning: str, label: Span, value: Line | None) -> None:
        """A label and its value; one that the open card has said already begins the next card."""
        card = self.cards[-1]
        if meaning in card.said or (meaning in _ABOVE and "name" in card.said):
            self.cards.append(_Card())
        self._value = [value] if value is not None else []
        if meaning == "name" and value is None:
            self._heads, self._marked = label, False
            return
        if meaning == "name" or meaning in _ABOVE:
            self._heads = None
        self.cards[-1].said[meaning] = (label, self._value)

    def _item(self, line: Line, near: bool) -> tuple[Span, Line] | None:
        """Number and text of a line that begins an item of the open list: one with a number or a mark; of a list
        without marks the first line, and what follows a target.
        """
        marked = _item(line)
        if marked is not None or self._marked:
            self._marked = True
            return marked
        said = join(self._value or ())
        return (Span(), line) if near and (not said or name_and_target(said, signed=True)) else None

    def _begin_item(self, number: Span, text: Line) -> None:
        if "name" in self.cards[-1].said:
            self.cards.append(_Card())
        card = self.cards[-1]
        self.listed.append(card)
        self._value = [text]
        if number:
            card.said["number"] = (Span(), [Line(tuple(number.words))])
        card.said["name"] = (self._heads or Span(), self._value)


def _item(line: Line) -> tuple[Span, Line] | None:
    """Number, empty for a mark, and text of a line that begins an item of a list."""
    m = ITEM.match(line.text)
    mark = m or _MARK.match(line.text)
    if mark is None:
        return None
    return line.span.of(m, "number") if m else Span(), Line(tuple(line.span.cut(mark.end()).words))


def _set_apart(lines: Sequence[Line]) -> dict[int, list[_Labelled]]:
    """Meaning, label and value of the lines that hold a known label and, on one edge with the values of other labels,
    what it labels: a card without colons. Of most cards the values are no labels: those beside each other are headings.
    """
    found = [said for line in lines for said in _labels_of(line)]
    best: dict[int, tuple[int, _Labelled]] = {}
    for line, meaning, label, value in found:
        level = [(m, b) for _, m, a, b in found if _level(a, label) and _level(b, value)]
        beside = {m: _meaning(b.text) for m, b in level}
        known = "name" in beside and sum(not said for said in beside.values()) >= _ALIGNED
        if known and len(level) > best.get(id(line), (0,))[0]:
            best[id(line)] = (len(level), (meaning, label.span, value))
    return {at: [labelled] for at, (_, labelled) in best.items()}


def _labels_of(line: Line) -> Iterator[tuple[Line, str, Line, Line]]:
    """A line, the meaning of a label that it may begin with, the label and the rest: the longest label may reach as
    close to its value as a word to the next, so that the edges have to decide.
    """
    parts = line.segments(_BESIDE)
    if len(parts) == len(line.words) > _LEAST:
        parts = line.segments()  # a typewriter's blanks are as wide
    pieces = [len(part.words) for part in parts]
    for end in takewhile(lambda words: words <= _LONGEST, accumulate(pieces[:-1])):
        if meaning := _meaning(" ".join(w.text for w in line.words[:end])):
            yield line, meaning, Line(line.words[:end]), Line(line.words[end:])


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


def _labelled(line: Line) -> _Labelled | None:
    """Meaning, label and value of a line that begins with a known label and a colon, or a level and its number."""
    m = _LABEL.match(line.text)
    meaning = _meaning(m["label"]) if m else ""
    if not meaning and (m := _NUMBERED.match(line.text)):
        meaning = _meaning(m["label"])
        meaning = meaning if meaning in _ABOVE else ""
    if m is None or not meaning:
        return None
    rest = line.span.cut(m.end())
    return meaning, line.span.of(m, "label"), Line(tuple(rest.words)) if rest else None


def _meaning(text: str) -> str:
    """What a known label means; nothing for other texts."""
    meaning = label_meaning(text)
    return "" if meaning in ("other", "row") else meaning
