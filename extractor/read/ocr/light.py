"""Evens out the light of a photo: shadow of a hand, a lamp at one side.

Comes in: a small picture of a page, in colour or grey. Goes out: the same under even light. Separate because it fits
one smooth surface to the paper of the whole page: what evens out light from place to place would take coloured grounds
along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.read.ocr.colours import strongest

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

_BLOCK = 16
"""Pixels of the side of a block whose brightest part is taken for paper: print leaves so much white everywhere."""
_BRIGHT = 90
"""Percentile of a block's brightness that is taken for its paper."""
_DEGREE = 4
"""Degree of the surface that is laid through the light of a page, in both directions."""
_ROUNDS = 8
"""Times that the surface is laid anew without the blocks that lie below it, at the most."""
_BELOW = 0.04
"""Share of its brightness by which a block may lie below the surface and still be paper; grounds lie lower."""
_NEARLY = 0.12
"""The same where the surface is bent to its place: a shadow's edge is steeper than a smooth surface."""
_BENDINGS = 3
"""Times that the surface is bent to the paper about each place."""
_NEAR, _TRACE = 2.5, 0.02
"""Blocks about a place whose paper tells its light; share of them that must be paper."""
_UNEVEN = 1.2
"""How many times as bright as its darkest place the paper is where its light is uneven: scanners stay below."""
_PAPER = 0.35
"""Share of the blocks that must be paper for the surface to be known."""


def evenly_lit(picture: Picture) -> Picture:
    """The picture with its light evened out, or itself where the light is even or cannot be told."""
    import cv2
    import numpy as np

    height, width = picture.shape[0] // _BLOCK, picture.shape[1] // _BLOCK
    if min(height, width) <= 2 * _DEGREE:
        return picture
    blocks = strongest(picture[: height * _BLOCK, : width * _BLOCK]).reshape(height, _BLOCK, width, _BLOCK)
    levels = np.percentile(blocks, _BRIGHT, axis=(1, 3))
    y, x = (axis.ravel() for axis in np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j])
    terms = np.stack([x**i * y**j for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i)], axis=1)
    light = _paper_of(terms, levels.ravel())
    if light is None or float(light.max()) < _UNEVEN * max(1.0, float(light.min())):
        return picture
    surface = _followed(levels.astype(np.float32), light.reshape(height, width).astype(np.float32))
    whole = cv2.resize(surface, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_CUBIC)
    gain = float(light.max()) / np.maximum(whole, 1.0)
    even: Picture = np.clip(picture * (gain if picture.ndim == 2 else gain[..., None]), 0, 255).astype(np.uint8)
    return even


def _followed(levels: Any, light: Any) -> Any:
    """The surface bent to what the paper shows nearby; over grounds it goes on as it does beside them."""
    import cv2
    import numpy as np

    for _ in range(_BENDINGS):
        off = levels / light
        paper = (np.abs(off - 1) < _NEARLY).astype(np.float32)
        known = cv2.GaussianBlur(paper, (0, 0), _NEAR)
        bent = cv2.GaussianBlur(off * paper, (0, 0), _NEAR) / np.maximum(known, _TRACE)
        light = light * np.where(known > _TRACE, bent, 1.0)
    return light


def _paper_of(terms: Any, levels: Any) -> Any:
    """The brightness of the paper in every block by the smooth surface through the brightest of them."""
    import cv2
    import numpy as np

    paper = np.ones(len(levels), bool)
    light = levels
    for _ in range(_ROUNDS):
        # numpy's own would wake a thread a core for these few numbers, which costs ten times as much as they do
        _, bends = cv2.solve(terms[paper], levels[paper][:, None], flags=cv2.DECOMP_NORMAL | cv2.DECOMP_CHOLESKY)
        light = (terms * bends.ravel()).sum(axis=1)
        before, paper = paper, levels > (1 - _BELOW) * light
        if paper.mean() < _PAPER:
            return None
        if np.array_equal(paper, before):
            break
    return light if float(light.min()) > 0 else None
