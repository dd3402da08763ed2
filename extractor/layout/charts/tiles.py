"""Charts printed over several sheets side by side: the sheets are laid together again.

In come pages, out come pages as wide as the chart, with a map from the moved words back to the printed ones. Two pages
are tiles of one chart when strokes that end at the right edge of the one go on at the left edge of the next, at the
same heights. Apart from the box finder, which then sees whole boxes and whole connectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.layout.blocks import Line
from extractor.layout.charts.boxes import ChartBox
from extractor.layout.charts.strokes import strokes_of
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Word

_NEAR = 2.5
_LEAST = 1


@dataclass
class Stitched:
    """A page, or several laid side by side; ``printed`` gives the word as it stands on its own page."""

    page: Page
    printed: dict[Word, Word] = field(default_factory=dict)

    def restore(self, boxes: Sequence[ChartBox], lines: Sequence[Line]) -> tuple[Line, ...]:
        """Puts the printed words back into the boxes; returns the lines with them."""
        if not self.printed:
            return tuple(lines)
        for box in boxes:
            box.lines = [self._printed(line) for line in box.lines]
        return tuple(self._printed(line) for line in lines)

    def _printed(self, line: Line) -> Line:
        return Line(tuple(self.printed.get(w, w) for w in line.words))


def stitch(pages: Sequence[Page]) -> list[Stitched]:
    """The pages, tiles of one chart laid together."""
    out: list[Stitched] = []
    for page in pages:
        shift = _shift(out[-1].page, page) if out else None
        if shift is None:
            out.append(Stitched(page))
            continue
        last = out[-1]
        moved = {w: _moved(w, shift) for w in page.words}
        last.printed |= {m: w for w, m in moved.items()}
        last.page = replace(
            last.page,
            width=page.width + shift,
            words=last.page.words + tuple(moved.values()),
            rulings=last.page.rulings + tuple(_moved_ruling(r, shift) for r in page.rulings),
            shapes=last.page.shapes + tuple(_moved_shape(s, shift) for s in page.shapes),
        )
    return out


def _shift(left: Page, right: Page) -> float | None:
    """How far the right page must move to go on with the left one; ``None`` where it does not."""
    if abs(left.height - right.height) > 1:
        return None
    ending, beginning = strokes_of(left), strokes_of(right)
    if not ending or not beginning:
        return None
    edge = max(s.high if s.horizontal else s.at for s in ending)
    start = min(s.low if s.horizontal else s.at for s in beginning)
    # a wall at the edge closes the chart there
    if any(not s.horizontal and s.at >= edge - 1 for s in ending):
        return None
    if any(not s.horizontal and s.at <= start + 1 for s in beginning):
        return None
    ends = sorted(s.at for s in ending if s.horizontal and s.high >= edge - 1)
    starts = sorted(s.at for s in beginning if s.horizontal and s.low <= start + 1)
    met = sum(1 for y in ends if any(abs(y - z) <= _NEAR for z in starts))
    if met < _LEAST or met < 0.7 * max(len(ends), len(starts)):
        return None
    return edge - start


def _moved(word: Word, dx: float) -> Word:
    x0, top, x1, bottom = word.box
    return replace(word, box=(x0 + dx, top, x1 + dx, bottom))


def _moved_ruling(r: Ruling, dx: float) -> Ruling:
    return replace(r, x0=r.x0 + dx, x1=r.x1 + dx)


def _moved_shape(s: Shape, dx: float) -> Shape:
    return replace(s, points=tuple((x + dx, y) for x, y in s.points))
