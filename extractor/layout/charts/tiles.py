"""Charts printed over several sheets: the sheets are laid together again.

In come pages, out come pages as large as the chart, whose moved words still know their place on paper. Sheets may go
across or down first; which it is, is told by the strokes that end at the edge of one sheet and go on at the edge of
another, at the same places. Sheets that are only alike do not go on in each other. Apart from the box finder, which
then sees whole boxes and whole connectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.charts.strokes import Stroke, strokes_of
from extractor.read.page import Page, Ruling
from extractor.read.words import Box, Word

_NEAR = 2.5
"""Strokes whose places on two sheets differ by less (points) are one line."""
_MET = 0.7
"""Share of the strokes cut at an edge that must go on beyond it."""

_ALL = 0.9
"""Share of the strokes at an edge that must go on in a grid of tiles, of the sheet where they are fewer."""
_REPEATED = 0.2
"""Share of the words of the emptier of two sheets that stand on the other at the same place, too, where they are one
form filled in anew. (Under one table a sheet may have a box and the next one eight.)
"""
_OPEN = 3
"""Fewer strokes cut open may be chance."""


def stitch(pages: Sequence[Page]) -> list[Page]:
    """The pages, tiles of one chart laid together; such a page carries the number of its first tile."""
    filled = [p for p in pages if p.words]
    whole = _down_first(filled) if len(filled) > 3 else None
    return [whole] if whole is not None else _across(pages)


def _across(pages: Sequence[Page]) -> list[Page]:
    """Tiles side by side, one after the other."""
    out: list[Page] = []
    for page in pages:
        shift = _shift(_Edges.of(out[-1]), _Edges.of(page)) if out and not _alike(out[-1], page) else None
        if shift is None:
            out.append(page)
        else:
            out[-1] = _joined([out[-1], _moved(page, shift, 0.0)], page.width + shift, out[-1].height)
    return out


def _alike(one: Page, other: Page) -> bool:
    """Do two sheets say the same at the same places (a title, headings)? Then they are two sheets of one form."""
    places = {(w.text, round(w.box[0] / 2), round(w.box[1] / 2)) for w in one.words}
    again = sum((w.text, round(w.box[0] / 2), round(w.box[1] / 2)) in places for w in other.words)
    return again > _REPEATED * min(len(one.words), len(other.words))


def _down_first(pages: Sequence[Page]) -> Page | None:
    """The pages as one sheet whose tiles were printed column by column; ``None`` where they are not.

    Most tiles must go on in the one beside them and in the one below them, and some boxes must be cut open.
    """
    edges = [_Edges.of(p) for p in pages]
    flipped = [e.flipped() for e in edges]
    for rows in range(2, len(pages) // 2 + 1):
        if len(pages) % rows or any(_alike(a, b) for a, b in zip(pages, pages[rows:], strict=False)):
            continue
        if not any(_cuts_open(edges[k]) for k in range(len(pages) - rows)):
            continue
        aside = {k: _met(edges[k], edges[k + rows]) for k in range(len(pages) - rows)}
        below = {k: _met(flipped[k], flipped[k + 1]) for k in range(len(pages) - 1) if (k + 1) % rows}
        if any(2 * sum(s is not None for s in way.values()) <= len(way) for way in (aside, below)):
            continue
        columns = len(pages) // rows
        xs = _offsets([[aside[c * rows + r] for r in range(rows)] for c in range(columns - 1)], pages[0].width)
        ys = _offsets([[below[c * rows + r] for c in range(columns)] for r in range(rows - 1)], pages[0].height)
        moved = [_moved(p, xs[k // rows], ys[k % rows]) for k, p in enumerate(pages)]
        return _joined(moved, xs[-1] + pages[0].width, ys[-1] + pages[0].height)
    return None


def _offsets(shifts: Sequence[Sequence[float | None]], size: float) -> list[float]:
    """Where each column (row) of tiles begins, from the shifts found between it and the one before: the largest, for
    what is drawn on a sheet may end before its edge.
    """
    out = [0.0]
    every = [s for found in shifts for s in found if s is not None]
    for found in shifts:
        known = [s for s in found if s is not None] or every
        out.append(out[-1] + max(known, default=size))
    return out


@dataclass(frozen=True)
class _Edges:
    """What matters of a sheet where another may go on: its strokes, what stands on it, its height."""

    strokes: tuple[Stroke, ...]
    contents: tuple[Box, ...]
    height: float

    @classmethod
    def of(cls, page: Page) -> _Edges:
        shapes = [s.box for s in page.shapes if s.box[2] - s.box[0] < 0.97 * page.width]
        return cls(tuple(strokes_of(page)), tuple([w.box for w in page.words] + shapes), page.height)

    def ends(self) -> tuple[float, list[float]]:
        """Where the strokes end at the right, and the heights of those that do."""
        edge = max(s.high if s.horizontal else s.at for s in self.strokes)
        return edge, [s.at for s in self.strokes if s.horizontal and s.high >= edge - 1]

    def starts(self) -> tuple[float, list[float]]:
        """Where the strokes begin at the left, and the heights of those that do."""
        start = min(s.low if s.horizontal else s.at for s in self.strokes)
        return start, [s.at for s in self.strokes if s.horizontal and s.low <= start + 1]

    def flipped(self) -> _Edges:
        """The sheet with across and down exchanged: its foot is its right edge then. (Heights do not count.)"""
        turned = tuple(Stroke(not s.horizontal, s.at, s.low, s.high) for s in self.strokes)
        return _Edges(turned, tuple((t, x0, b, x1) for x0, t, x1, b in self.contents), 0.0)


def _shift(left: _Edges, right: _Edges) -> float | None:
    """How far the right sheet must move to go on with the left one; ``None`` where it does not."""
    if abs(left.height - right.height) > 1 or not left.strokes or not right.strokes:
        return None
    edge = max(s.high if s.horizontal else s.at for s in left.strokes)
    start = min(s.low if s.horizontal else s.at for s in right.strokes)
    if _goes_on(left, right):
        return edge - start
    # what stands wholly beyond the strokes' ends says that nothing was cut there (a cut word crosses them)
    if any(b[0] > edge - _NEAR for b in left.contents) or any(b[2] < start + _NEAR for b in right.contents):
        return None
    # a wall at the edge closes the chart there
    if any(not s.horizontal and s.at >= edge - 1 for s in left.strokes):
        return None
    if any(not s.horizontal and s.at <= start + 1 for s in right.strokes):
        return None
    ends = left.ends()[1]
    starts = sorted(s.at for s in right.strokes if s.horizontal and s.low <= start + 1)
    met = sum(1 for y in ends if any(abs(y - z) <= _NEAR for z in starts))
    if not met or met < _MET * max(len(ends), len(starts)):
        return None
    return edge - start


_FEWEST_MET = 4
"""Strokes that meet, at the least: two bars over the whole chart."""
_UNCLOSED = 2
"""Strokes that no wall closes at the edge, at the least: the two of a bar over the whole chart."""


def _goes_on(left: _Edges, right: _Edges) -> bool:
    """Do the strokes that no wall closes at the edge of one sheet go on in the other, all of them and both ways, and
    most others meet? Then it does not matter that cells end at the very edge, nor that words stand beyond it: the text
    layer keeps those that a spreadsheet clips.
    """
    edge, ends = left.ends()
    start, starts = right.starts()
    if sum(_stands_among(y, starts) for y in ends) < max(_FEWEST_MET, _MET * min(len(ends), len(starts))):
        return False
    for places, at, sheet, others in ((ends, edge, left, starts), (starts, start, right, ends)):
        walls = [s for s in sheet.strokes if not s.horizontal and abs(s.at - at) <= 1]
        unclosed = [y for y in places if not any(s.low - _NEAR <= y <= s.high + _NEAR for s in walls)]
        if len(unclosed) < _UNCLOSED or not all(_stands_among(y, others) for y in unclosed):
            return False
    return True


def _stands_among(y: float, others: Sequence[float]) -> bool:
    return any(abs(y - z) <= _NEAR for z in others)


def _met(left: _Edges, right: _Edges) -> float | None:
    """How far the right sheet of a grid of tiles must move; ``None`` where the strokes of the one with fewer do not go
    on in the other. (Boxes that end at the very edge have none beyond it.)

    Text may stand beyond the edge, for a spreadsheet clips the words of a cell that it cuts, and the text layer keeps
    them.
    """
    if not left.strokes or not right.strokes:
        return None
    edge, ends = left.ends()
    start = min(s.low if s.horizontal else s.at for s in right.strokes)
    starts = [s.at for s in right.strokes if s.horizontal and s.low <= start + 1]
    met = sum(_stands_among(y, starts) for y in ends)
    return edge - start if met and met >= _ALL * min(len(ends), len(starts)) else None


def _cuts_open(sheet: _Edges) -> bool:
    """Does the sheet's right edge cut boxes open? Sheets of which it cuts none may only be alike."""
    if not sheet.strokes:
        return False
    edge, ends = sheet.ends()
    return len(ends) >= _OPEN and not any(not s.horizontal and s.at >= edge - 1 for s in sheet.strokes)


def _joined(tiles: Sequence[Page], width: float, height: float) -> Page:
    """One page with all that stands on the tiles; a word that the edge cut and both tiles print stands once."""
    words: list[Word] = []
    alike: dict[str, list[Word]] = {}
    for tile in tiles:
        for word in tile.words:
            if not any(_same(word, other) for other in alike.get(word.text, ())):
                words.append(word)
                alike.setdefault(word.text, []).append(word)
    return replace(
        tiles[0],
        width=width,
        height=height,
        words=tuple(words),
        rulings=tuple(r for t in tiles for r in t.rulings),
        shapes=tuple(s for t in tiles for s in t.shapes),
    )


def _same(a: Word, b: Word) -> bool:
    return a.page != b.page and a.text == b.text and abs(a.box[0] - b.box[0]) < 3 and abs(a.box[1] - b.box[1]) < 3


def _moved(page: Page, dx: float, dy: float) -> Page:
    if not dx and not dy:
        return page
    return replace(
        page,
        words=tuple(_moved_word(w, dx, dy) for w in page.words),
        rulings=tuple(_moved_ruling(r, dx, dy) for r in page.rulings),
        shapes=tuple(replace(s, points=tuple((x + dx, y + dy) for x, y in s.points)) for s in page.shapes),
    )


def _moved_word(word: Word, dx: float, dy: float) -> Word:
    x0, top, x1, bottom = word.box
    return replace(word, box=(x0 + dx, top + dy, x1 + dx, bottom + dy), paper=word.paper or word.box)


def _moved_ruling(r: Ruling, dx: float, dy: float) -> Ruling:
    return replace(r, x0=r.x0 + dx, x1=r.x1 + dx, top=r.top + dy, bottom=r.bottom + dy)
