"""A box of a chart: a place on the page, the words in it, how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Line
from extractor.layout.lines import is_turned, lines_of
from extractor.read.words import Box, Word


@dataclass(eq=False)
class ChartBox:
    """A box with words. ``cut`` names the sides that are missing (``top``, ``bottom``): the page's edge cut the box
    there.
    """

    page: int
    box: Box
    lines: list[Line]
    fill: str | None = None
    cut: frozenset[str] = field(default_factory=frozenset)
    ruled: bool = False
    members: tuple[ChartBox, ...] = ()
    """The boxes of a panel, a frame that holds nothing else: what leads to it leads to them."""
    inner: tuple[ChartBox, ...] = ()
    """The boxes in it whose words are among its own: badges, lists, cards of their own."""
    _whole: tuple[list[Line], Line] | None = field(default=None, init=False, repr=False)

    @property
    def whole(self) -> Line:
        """All words of the box as one line; asked again and again while a chart is read."""
        if self._whole is None or self._whole[0] != self.lines:
            self._whole = (list(self.lines), whole_of(self.lines))
        return self._whole[1]

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def whole_of(lines: Iterable[Line]) -> Line:
    """All words of lines as one line."""
    return Line(tuple(w for line in lines for w in line.words))


def lines_in(words: Sequence[Word]) -> list[Line]:
    """The lines in a box; those of turned text in the order of the file, for down the page says nothing of them."""
    lines = list(lines_of(words))
    long = [w for w in words if len(w.text) > 2]
    if long and all(is_turned(w) for w in long):
        order = {w: i for i, w in enumerate(words)}
        lines.sort(key=lambda line: min(order[w] for w in line.words))
    return lines
