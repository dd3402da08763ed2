"""Statements without a box, behind their label: `VISI : ...`, `MISI 2   ...` in the lines over a chart.

In come the loose lines of a sheet, out come pieces of those that begin with the label of a level, or stand in its row.
Apart from the reading of a sheet because nothing but lines speaks here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.kinds.cascade.indicators import numbered
from extractor.kinds.cascade.labels import Label, read_label
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.piece import Piece
from extractor.kinds.cascade.sheet import Sheet
from extractor.layout.blocks import Line
from extractor.layout.charts import ChartBox
from extractor.layout.charts.near import Near
from extractor.read.words import Span, box_around

_BELOW = 0.9
"""A statement goes on in a line no farther below than this share of the type's height."""
_LEFT = 4.0
"""Lines of one statement begin within these points."""


def said_beside(sheet: Sheet) -> None:
    """Puts the statements that stand behind their labels on the sheet, and takes the labels from its marks."""
    foot = min((b.box[1] for b in sheet.chart.boxes), default=0.0)
    over = [line for line in sheet.chart.lines if line.box[3] <= foot]
    lines = sorted(over, key=lambda line: (line.box[1], line.box[0]))
    used: set[int] = set()
    for line in lines:
        label = read_label(line.span)
        if id(line) in used or label is None or label.role != "level" or not label.sure:
            continue
        first = Line(label.rest.words) if label.rest else _beside(line, lines)
        if first is None:
            continue
        said = [first, *_going_on(first, [x for x in lines if id(x) not in used and x is not line])]
        used.update(id(x) for x in (line, *said))
        for k, item in enumerate(_items(said)):
            own = label if k == 0 else replace(label, number=Span())
            piece = Piece(level=label.level, label=own, title=item)
            box = box_around([*(x.box for x in item), *([line.box] if k == 0 else [])])
            sheet.put(ChartBox(sheet.chart.page.number, box, item), piece)
        sheet.marks = [m for m in sheet.marks if m.box != line.box]


_OVER = 1.2
"""Line heights between the name of an office and the card under it, at the most."""


def offices_over(sheet: Sheet) -> None:
    """Puts the offices on the sheet whose names stand without a box right over their cards."""
    lines = sorted(sheet.lines, key=lambda line: -line.box[1])
    heads = [line for line in lines if names_office(line.span) or _ends_name(line, lines)]
    if not heads:
        return
    cards = Near([(b.box, b) for b in sheet.pieces])
    for line in heads:
        name = [line]
        while not names_office(_joined(name)) and (above := _right_over(name[0], lines)) is not None:
            name.insert(0, above)
        x0, _, x1, bottom = box_around(part.box for part in name)
        reach = _OVER * (line.box[3] - line.box[1])
        card = min(
            (
                b
                for b in cards.around((x0, bottom, x1, bottom + reach))
                if -1 <= b.box[1] - bottom <= reach and b.box[0] - reach <= x0 and x1 <= b.box[2] + reach
            ),
            key=lambda b: b.box[1],
            default=None,
        )
        said = [p for p in sheet.pieces[card] if p.under is None] if card is not None else []
        if card is None or not said or said[0].heads_office() or not (said[0].title or said[0].objective):
            continue
        office = Piece(title=name)
        sheet.put(ChartBox(sheet.chart.page.number, box_around(part.box for part in name), name), office)
        for piece in said:
            piece.under = office


_NAME_LINES = 3
"""Lines of an office's name at the most."""


def _ends_name(line: Line, lines: Sequence[Line]) -> bool:
    """Does a line end the name of an office that begins on a line over it?"""
    name = [line]
    while len(name) < _NAME_LINES and (above := _right_over(name[0], lines)) is not None:
        name.insert(0, above)
        if names_office(_joined(name)):
            return True
    return False


def _joined(name: Sequence[Line]) -> Span:
    return Span(tuple(w for part in name for w in part.words))


def _right_over(line: Line, lines: Sequence[Line]) -> Line | None:
    """The line right over another one, in the middle of it or beginning with it."""
    x0, top, x1, _ = line.box
    height = line.box[3] - top
    return next(
        (
            x
            for x in lines
            if -0.3 * height <= top - x.box[3] <= 0.6 * height
            and (abs(x.box[0] + x.box[2] - x0 - x1) <= _LEFT or abs(x.box[0] - x0) <= _LEFT)
        ),
        None,
    )


def _beside(line: Line, lines: Sequence[Line]) -> Line | None:
    """The line at the right of a label, in its row, without a colon before it."""
    middle = (line.box[1] + line.box[3]) / 2
    right = sorted(
        (x for x in lines if x.box[0] >= line.box[2] and x.box[1] <= middle <= x.box[3]), key=lambda x: x.box[0]
    )
    if right and _is_label(read_label(right[0].span)):
        return None  # labels over boxes side by side
    words = tuple(w for x in right for w in x.words)
    while words and words[0].text == ":":
        words = words[1:]
    alone = Line(words) if words else None
    return alone if alone is not None and not _is_label(read_label(alone.span)) else None


def _is_label(label: Label | None) -> bool:
    return label is not None and label.sure


def _going_on(first: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines under the first one of a statement that begin where it does."""
    found: list[Line] = []
    last = first
    for line in lines:
        height = last.box[3] - last.box[1]
        near = -0.5 * height <= line.box[1] - last.box[3] <= _BELOW * height and not _is_labelled(line, lines)
        if near and abs(line.box[0] - first.box[0]) <= _LEFT and not _is_label(read_label(line.span)):
            found.append(line)
            last = line
    return found


def _is_labelled(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a label stands at the left of a line, in its row."""
    middle = (line.box[1] + line.box[3]) / 2
    left = (x for x in lines if x.box[2] <= line.box[0] and x.box[1] <= middle <= x.box[3])
    return any(_is_label(read_label(x.span)) for x in left)


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, those of a numbered list item by item."""
    if not numbered(lines[0].span)[0]:
        return [list(lines)]
    out: list[list[Line]] = []
    for line in lines:
        if not out or numbered(line.span)[0]:
            out.append([])
        out[-1].append(line)
    return out
