"""Charts printed over several sheets side by side: the sheets are laid together again.

In come pages, out come pages as wide as the chart, whose moved words still know their place on paper. Two pages are
tiles of one chart when strokes that end at the right edge of the one go on at the left edge of the next, at the same
heights. Apart from the box finder, which then sees whole boxes and whole connectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.charts.strokes import strokes_of
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Box, Word

_NEAR = 2.5
"""Strokes whose heights on two sheets differ by less (points) are one line."""


def stitch(pages: Sequence[Page]) -> list[Page]:
    """The pages, tiles of one chart laid together; such a page carries the number of its first tile."""
    out: list[Page] = []
    for page in pages:
        shift = _shift(out[-1], page) if out else None
        if shift is None:
            out.append(page)
            continue
        last = out[-1]
        out[-1] = replace(
            last,
            width=page.width + shift,
            words=last.words + tuple(_moved(w, shift) for w in page.words),
            rulings=last.rulings + tuple(_moved_ruling(r, shift) for r in page.rulings),
            shapes=last.shapes + tuple(_moved_shape(s, shift) for s in page.shapes),
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
    # what stands wholly beyond the strokes' ends says that nothing was cut there (a cut word crosses them)
    if any(box[0] > edge - _NEAR for box in _contents(left)) or any(box[2] < start + _NEAR for box in _contents(right)):
        return None
    # a wall at the edge closes the chart there
    if any(not s.horizontal and s.at >= edge - 1 for s in ending):
        return None
    if any(not s.horizontal and s.at <= start + 1 for s in beginning):
        return None
    ends = sorted(s.at for s in ending if s.horizontal and s.high >= edge - 1)
    starts = sorted(s.at for s in beginning if s.horizontal and s.low <= start + 1)
    met = sum(1 for y in ends if any(abs(y - z) <= _NEAR for z in starts))
    if not met or met < 0.7 * max(len(ends), len(starts)):
        return None
    return edge - start


def _contents(page: Page) -> list[Box]:
    """The boxes of what stands on a page: words, and shapes but for its background."""
    return [w.box for w in page.words] + [s.box for s in page.shapes if s.box[2] - s.box[0] < 0.97 * page.width]


def _moved(word: Word, dx: float) -> Word:
    x0, top, x1, bottom = word.box
    return replace(word, box=(x0 + dx, top, x1 + dx, bottom), paper=word.paper or word.box)


def _moved_ruling(r: Ruling, dx: float) -> Ruling:
    return replace(r, x0=r.x0 + dx, x1=r.x1 + dx)


def _moved_shape(s: Shape, dx: float) -> Shape:
    return replace(s, points=tuple((x + dx, y) for x, y in s.points))
