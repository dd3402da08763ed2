"""The OCR engine behind a small interface: where is text, and what does it say.

Comes in: pictures as arrays. Goes out: boxes of lines, and readings with the place and the certainty of every
character. RapidOCR brings the models and finds the outlines of lines. Its own decoder knows thousands of
Chinese characters and accents that no Indonesian document prints; reading is restricted to the characters of
``patterns/ocr.toml``, which is why the network's output is decoded here. Its text-direction classifier is not used: it
turns small cells upside down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from extractor.knowledge import toml
from extractor.read.ocr.networks import RuntimeChoice, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Quad = NDArray[Any]

_ENGINE = Lock()
_LINE_HEIGHT = 48
"""Pixels: the height that the recognition network takes."""
_STRIDE = 8
"""Pixels of width for one step of the network's output."""
_WIDTHS = ((320, 32), (960, 64), (1 << 15, 128))
"""Up to which width pictures of lines are filled up to multiples of what: a network is prepared anew for every width
that it meets, so that there must be few, but what is filled up is work for nothing."""
_NARROWEST = 160
"""Pixels to which a shorter picture is filled up: alone in a narrow one, a letter is misread."""
_SIDE = 32
"""Pixels of which the sides of a picture must be multiples for the network that finds lines."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character that was read: where it begins and ends in its crop (pixels) and how sure the network is (0 to 1).

    ``other`` is what it would have read instead, the empty text for nothing at all.
    """

    text: str
    x0: float
    x1: float
    confidence: float
    other: str = ""
    other_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one crop says."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chars)

    @property
    def confidence(self) -> float:
        """Mean certainty of the characters, 0 for none."""
        return sum(c.confidence for c in self.chars) / len(self.chars) if self.chars else 0.0


class Engine:
    """The networks with what stands before and after them. One for each process."""

    def __init__(self, choice: RuntimeChoice) -> None:
        from rapidocr.ch_ppocr_det.utils import DBPostProcess

        self._networks = load(choice, set(toml("ocr")["characters"]).__contains__)
        # the measures of PP-OCR's own configuration
        self._outlines = DBPostProcess(thresh=0.3, box_thresh=0.5, unclip_ratio=1.6, use_dilation=True)

    def find(self, picture: Picture) -> list[Quad]:
        """The lines of text in a grey picture: four corners each, clockwise from the top left, in pixels."""
        import cv2

        height, width = picture.shape
        fitted = cv2.resize(picture, (_multiple(width), _multiple(height)), interpolation=cv2.INTER_LINEAR)
        quads, _ = self._outlines(self._networks.find.run(_batch(fitted)), (height, width))
        # from top to bottom, as lists and tables are read
        return sorted(quads, key=lambda q: (float(q[0][1]), float(q[0][0])))

    def read(self, crops: Sequence[Picture]) -> list[Reading]:
        """What the grey pictures of lines say, in their order."""
        return [self._read(crop) for crop in crops]

    def _read(self, crop: Picture) -> Reading:
        import cv2
        import numpy as np

        height, width = crop.shape
        scaled = max(_STRIDE, round(width * _LINE_HEIGHT / height))
        step = next(step for most, step in _WIDTHS if scaled <= most)
        filled = max(_NARROWEST, -(-scaled // step) * step)
        batch = np.zeros((1, 3, _LINE_HEIGHT, filled), dtype=np.float32)
        batch[:, :, :, :scaled] = _batch(cv2.resize(crop, (scaled, _LINE_HEIGHT)))
        steps = self._networks.read.run(batch)[0]
        return self._decode(steps, width / scaled, width)

    def _decode(self, steps: Any, factor: float, width: int) -> Reading:
        """Greedy CTC decoding over the allowed characters; ``factor`` leads from network pixels to crop pixels."""
        import numpy as np

        total = steps.sum(axis=1)
        best = steps.argmax(axis=1)
        every = np.arange(len(steps))
        # what the network would rather read as a character outside the allowed ones is doubtful
        sure = steps[every, best] / np.maximum(total, 1e-6) * np.minimum(total, 1.0)
        rest = steps.copy()
        rest[every, best] = 0
        other = rest.argmax(axis=1)
        # a character is as many steps as it stays the best one; its surest step tells of it
        begins = np.flatnonzero(np.diff(best, prepend=0) != 0)
        labels = self._networks.read.labels
        chars: list[Char] = []
        for first, end in pairwise((*begins.tolist(), len(best))):
            if best[first] == 0:
                continue
            t = first + int(sure[first:end].argmax())
            told = float(sure[t]), labels[other[t]], float(rest[t, other[t]])
            chars.append(Char(labels[best[t]], first, end - 1, *told))
        return Reading(tuple(_placed(chars, factor * _STRIDE, width)))


def _multiple(side: int) -> int:
    return max(_SIDE, round(side / _SIDE) * _SIDE)


def _batch(picture: Picture) -> Any:
    """One grey picture as the networks take it: three times the same, from -1 (black) to 1 (white)."""
    import numpy as np

    return np.broadcast_to(picture.astype(np.float32) / 127.5 - 1, (1, 3, *picture.shape))


def _placed(chars: list[Char], step: float, width: int) -> list[Char]:
    """Characters with their places: each reaches half way to its neighbours, at most one usual width."""
    centres = [(c.x0 + c.x1 + 1) / 2 * step for c in chars]
    distances = sorted(b - a for a, b in pairwise(centres))
    usual = distances[len(distances) // 2] if distances else min(width, 2 * step)
    placed = []
    for k, char in enumerate(chars):
        x0 = max(centres[k] - usual * 0.6, (centres[k - 1] + centres[k]) / 2 if k else 0.0)
        x1 = min(centres[k] + usual * 0.6, (centres[k] + centres[k + 1]) / 2 if k + 1 < len(chars) else float(width))
        placed.append(Char(char.text, x0, x1, min(1.0, char.confidence), char.other, char.other_confidence))
    return placed


def engine(choice: RuntimeChoice = "auto") -> Engine:
    """The engine of this process, loaded at the first call, by one thread. Raises ``MissingPackageError``."""
    with _ENGINE:
        return _engine(choice)


@cache
def _engine(choice: RuntimeChoice) -> Engine:
    return Engine(choice)
