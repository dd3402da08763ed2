"""Flattens a sheet that does not lie flat: a page of an open book, a folded letter, a photo of a curled one.

Comes in: the page's grey picture, upright, and the corners of its lines of text. Goes out: how far every place of it is
off, level and upright, as a smooth field. Separate because a turn and a perspective hold for the sheet as a whole, and
this is another one at every place: rules and lines of text, wherever they are, tell by their slope how the sheet runs
there. Of what stands between them the field takes the middle way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.read.ocr.blobs import INK, inked

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture, Quad

_ALONG, _ACROSS = 9, 5
"""Knots between which a slope changes evenly: along the lines, by which a curl is told, and, of the rules that stand
upright, from top to bottom."""
_GRID = 25
"""Places of the field in each direction that are kept."""
_RUN, _STRETCH = 7.0, 34.0
"""Points of a stretch of ink that may be a rule's, and of the pieces of it whose slope is taken."""
_THIN = 2.5
"""Points of the thickest rule that tells a slope: what is thicker is a row of bold letters, or a ground."""
_SHAPE = 5.0
"""Length in heights of a line of text whose box tells its slope."""
_TEXT = 0.4
"""How much the slope of a line's box counts against that of as long a rule: the network rounds it."""
_STEEPEST = 0.12
"""The steepest slope that is a bend's: lines of a drawing lean by more."""
_STIFF, _EVEN = 6.0, 2.0
"""How much the field resists bending between its knots, and differing from edge to edge, against a sample of usual
weight: a few stray strokes bend no paper."""
_ROUNDS, _STRAY, _FAR = 4, 0.006, 5.0
"""Fits; the slope by which a sample may be off the last one and still count by half; how many times that any counts at
the most where it is judged."""
_LEAST = 8
"""Samples below which nothing is told."""
_BENT = 1.3
"""Points that a place is off at the least for the picture to be made anew: tables are read with less."""
_EXPLAINED = 0.55
"""Share of the slopes' unevenness that may be left when they are made level, if they are those of a bent sheet."""
_UNEVEN = 0.017
"""Spread of the slopes of lines (one degree) from which a sheet may be bent."""
_ENDS = (0.1, 0.9)
"""Shares of all lines between whose slopes that spread is taken: a stamp and a signature lean as they like."""


class _Sample(NamedTuple):
    """The slope of a stretch, where its middle is, and how much it counts."""

    x: float
    y: float
    slope: float
    weight: float


@dataclass(frozen=True, slots=True)
class Bend:
    """How far a picture of this size is off: ``across`` and ``along`` hold, for every place of an even grid from the
    top left, the pixels by which what belongs there lies to the right and below.
    """

    width: float
    height: float
    across: tuple[tuple[float, ...], ...]
    along: tuple[tuple[float, ...], ...]

    def source(self, x: float, y: float) -> tuple[float, float]:
        """Where in the bent picture lies what stands at a place of the flat one (pixels)."""
        return x + self._at(self.across, x, y), y + self._at(self.along, x, y)

    def flattened(self, picture: Picture) -> Picture:
        """A picture of the bent page, of any resolution, as it is when the sheet lies flat."""
        import cv2
        import numpy as np

        height, width = picture.shape[:2]
        columns, rows = (np.arange(side, dtype=np.float32) for side in (width, height))
        # the outermost places of the grid are the picture's edges
        last = np.float32(_GRID - 1)
        across, down = np.meshgrid(columns * (last / max(1, width - 1)), rows * (last / max(1, height - 1)))
        x, y = (
            cv2.remap(np.array(field, np.float32) * np.float32(ratio), across, down, cv2.INTER_LINEAR)
            for field, ratio in ((self.across, width / self.width), (self.along, height / self.height))
        )
        flat: Picture = cv2.remap(
            picture, x + columns, y + rows[:, None], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        return flat

    def _at(self, field: tuple[tuple[float, ...], ...], x: float, y: float) -> float:
        (row, down), (column, right) = (
            _between(place, size, len(part))
            for place, size, part in ((y, self.height, field), (x, self.width, field[0]))
        )
        upper, lower = (field[k][column] * (1 - right) + field[k][column + 1] * right for k in (row, row + 1))
        return upper * (1 - down) + lower * down


def _between(place: float, size: float, count: int) -> tuple[int, float]:
    """The step of an even grid in which a place lies, and how far on in it."""
    at = min(max(0.0, place / max(1.0, size) * (count - 1)), count - 1.0)
    k = min(int(at), count - 2)
    return k, at - k


def may_be_bent(quads: Sequence[Quad]) -> bool:
    """Whether lines of text run so unevenly that their sheet may be bent: asked of every page, at no cost."""
    slopes = sorted((s.slope, s.weight) for s in _of_text(quads))
    total = sum(weight for _, weight in slopes)
    if len(slopes) < _LEAST:
        return False
    ends: list[float] = []
    passed = 0.0
    for slope, weight in slopes:
        passed += weight
        if len(ends) < len(_ENDS) and passed >= _ENDS[len(ends)] * total:
            ends.append(slope)
    return ends[-1] - ends[0] > _UNEVEN


def bend(grey: Picture, quads: Sequence[Quad], scale: float) -> Bend | None:
    """How the page is bent, ``None`` where it lies flat or nothing tells; ``scale`` is pixels for a point."""
    import numpy as np

    height, width = grey.shape
    ink = inked(grey, INK)
    level = [*_of_rules(ink, scale), *_of_text(quads)]
    upright = [_Sample(s.y, s.x, s.slope, s.weight) for s in _of_rules(np.ascontiguousarray(ink.T), scale)]
    turned = [_Sample(s.y, s.x, s.slope, s.weight) for s in upright]
    along = _field(level, (width, height), scale, _ALONG)
    across = _field(turned, (height, width), scale, _ACROSS)
    if along is None and across is None:
        return None
    still = np.zeros((_GRID, _GRID))
    fields = (still if across is None else across.T, still if along is None else along)
    told = [tuple(tuple(round(float(v), 2) for v in row) for row in field) for field in fields]
    return Bend(float(width), float(height), told[0], told[1])


def _of_text(quads: Sequence[Quad]) -> list[_Sample]:
    """The slopes of lines of text."""
    import numpy as np

    samples = []
    for quad in quads:
        across, down = (quad[1] - quad[0] + quad[2] - quad[3]) / 2, quad[3] - quad[0]
        length = float(np.linalg.norm(across))
        if length < _SHAPE * float(np.linalg.norm(down)) or across[0] <= 0:
            continue
        x, y = quad.mean(axis=0)
        samples.append(_Sample(float(x), float(y), float(across[1] / across[0]), _TEXT * length))
    return [s for s in samples if abs(s.slope) < _STEEPEST]


def _of_rules(ink: Any, scale: float) -> list[_Sample]:
    """The slopes of the stretches of level rules."""
    import cv2
    import numpy as np

    run, stretch = round(_RUN * scale), round(_STRETCH * scale)
    # what is thickened to be followed down its slope is two pixels thicker
    thin = _THIN * scale + 2
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, run), np.uint8)), connectivity=8
    )
    samples = []
    for k in range(1, len(stats)):
        x, y, w, h, area = (int(v) for v in stats[k])
        if w < stretch or area > thin * w or h > _STEEPEST * w + thin:
            continue
        piece = labels[y : y + h, x : x + w] == k
        count = piece.sum(axis=0)
        rows = (piece * np.arange(h)[:, None]).sum(axis=0) / np.maximum(1, count)
        parts = max(1, w // stretch)
        for part in np.array_split(np.flatnonzero(count > 0), parts):
            at = part - part.mean()
            spread = float((at * at).sum())
            if spread <= 0:
                continue
            slope = float((at * rows[part]).sum()) / spread
            if abs(slope) < _STEEPEST:
                samples.append(_Sample(x + float(part.mean()), y + float(rows[part].mean()), slope, float(len(part))))
    return samples


def _field(samples: Sequence[_Sample], size: tuple[int, int], scale: float, knots: int) -> Any:
    """How far the places of the grid (rows across the lines' way) are off, by the samples' slopes summed up from the
    middle on; ``None`` where they are even, or follow no bend.
    """
    import cv2
    import numpy as np

    if len(samples) < _LEAST:
        return None
    x, y, slope, weight = (np.array(values, np.float64) for values in zip(*samples, strict=True))
    weight = weight / np.median(weight)
    terms = _terms(x / size[0], y / size[1], knots)
    bends = np.zeros((knots - 2, 2 * knots))
    for k in range(knots - 2):
        bends[k, k : k + 3] = _STIFF, -2 * _STIFF, _STIFF
    differs = np.hstack([np.zeros((knots, knots)), _EVEN * np.eye(knots)])
    counts: Any = weight
    shape: Any = None
    for _ in range(_ROUNDS):
        root = np.sqrt(counts)[:, None]
        left = np.vstack([terms * root, bends, differs])
        right = np.concatenate([slope * root[:, 0], np.zeros(len(bends) + len(differs))])
        # numpy's own would wake a thread a core for these few numbers
        shape = cv2.solve(left, right[:, None], flags=cv2.DECOMP_SVD)[1].ravel()
        counts = weight / (1 + ((slope - terms @ shape) / _STRAY) ** 2)
    uneven = [np.minimum(np.abs(v), _FAR * _STRAY) * weight for v in (slope, slope - terms @ shape)]
    before, after = (float(v.sum()) for v in uneven)
    if after > _EXPLAINED * before:
        return None
    u, v = np.meshgrid(np.linspace(0, 1, 8 * _GRID), np.linspace(0, 1, _GRID))
    slopes = (_terms(u.ravel(), v.ravel(), knots) @ shape).reshape(u.shape)
    # beyond the outermost samples nothing is known: the sheet goes on as it does there
    off = np.cumsum(slopes, axis=1) * size[0] / (8 * _GRID)
    off -= off[:, [4 * _GRID]]
    places = np.linspace(0, 8 * _GRID - 1, _GRID).round().astype(int)
    field = off[:, places]
    here = field[(y / size[1] * (_GRID - 1)).astype(int), (x / size[0] * (_GRID - 1)).astype(int)]
    return field if float(np.ptp(here)) > _BENT * scale else None


def _terms(x: Any, y: Any, knots: int) -> Any:
    """What a slope at places (shares of the sides) is made of: the shares of the knots, and the same times the place
    from edge to edge.
    """
    import numpy as np

    at = np.clip(x, 0, 1) * (knots - 1)
    hats = np.maximum(0, 1 - np.abs(at[:, None] - np.arange(knots)))
    return np.hstack([hats, hats * (2 * y[:, None] - 1)])
