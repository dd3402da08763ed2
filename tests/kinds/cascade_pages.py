"""Pages of charts for tests: boxes with words, and the tree that is read from them as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.kinds.cascade.chart import read_charts
from extractor.kinds.cascade.indicators import indicators
from extractor.kinds.cascade.parents import Node, merge, plant
from extractor.match.found import Found
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Box, Word

GREEN, BLUE, PINK, GREY = "#99ff99", "#b8cce4", "#ffc7ce", "#b8b8b8"


def words(lines: Sequence[str], x: float, y: float, *, bold: bool = False) -> Iterator[Word]:
    for n, line in enumerate(lines):
        at = x
        for part in line.split():
            top = y + 9 * n
            yield Word(part, 1, (at, top, at + 4 * len(part), top + 7), size=7, bold=bold)
            at += 4 * len(part) + 2


def frame(box: Box, fill: str | None = None, stroke: str | None = "#000000") -> Shape:
    x0, top, x1, bottom = box
    return Shape(((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)), True, fill=fill, stroke=stroke)


def box(
    x: float, y: float, width: float, height: float, text: str, fill: str | None = None
) -> tuple[Shape, list[Word]]:
    place = (x, y, x + width, y + height)
    return frame(place, fill), list(words(text.split(" / "), x + 4, y + 4))


def chart(*boxes: tuple[Shape, list[Word]], rulings: tuple[Ruling, ...] = (), number: int = 1) -> Page:
    said = tuple(w for _, held in boxes for w in held)
    return Page(number, 700, 500, said, rulings, tuple(shape for shape, _ in boxes))


def told(indicator: object) -> tuple[str, str | None]:
    """Name and target of an indicator's draft."""
    assert isinstance(indicator, Found)
    assert isinstance(indicator.value, dict)
    name, target = indicator.value["name"], indicator.value["target"]
    assert isinstance(name, Found)
    assert target is None or isinstance(target, Found)
    return str(name.value), target.span.text if isinstance(target, Found) else None


def tree(*pages: Page) -> list[str]:
    """The nodes as lines, indented by depth: level, title, `*` before every indicator."""
    out: list[str] = []

    def walk(node: Node, depth: int) -> None:
        out.append("  " * depth + (f"{node.level}: " if node.level else "") + node.title.text)
        for group in node.piece.groups:
            for found in indicators(group, {}, True):
                name, aim = told(found)
                out.append("  " * depth + f"* {name}" + (f" = {aim}" if aim else ""))
        for child in node.children:
            walk(child, depth + 1)

    for root in merge(plant(read_charts(pages, frozenset()))):
        walk(root, 0)
    return out
