"""The OCR engine behind a small interface: where is text, and what does it say.

Comes in: pictures as arrays. Goes out: boxes of lines, and readings with the place and the certainty of every
character. RapidOCR brings PP-OCR models inside its wheel, so that nothing is fetched and no system package is needed.
Its own decoder knows thousands of Chinese characters and accents that no Indonesian document prints; reading is
restricted to the characters of ``patterns/ocr.toml``, which is why the raw network output is decoded here. Its
text-direction classifier is not used: it turns small cells upside down.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from extractor.knowledge import toml

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Quad = NDArray[Any]

_LINE_HEIGHT = 48
"""Pixels: the height that the recognition network takes."""
_STRIDE = 8
"""Pixels of width for one step of the network's output."""
_BATCH = 6
_TELEMETRY = "ORT_DISABLE_TELEMETRY"
_LOADING, _ENGINE = Lock(), Lock()


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


class RapidEngine:
    """RapidOCR with the models of its wheel. One for each process."""

    def __init__(self, threads: int) -> None:
        import numpy as np

        _load_runtime()
        from rapidocr import RapidOCR

        engine: Any = RapidOCR(
            params={
                "Global.use_cls": False,
                "Global.log_level": "error",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                # the pictures come in the size that suits them: no scaling inside
                "Det.limit_type": "max",
                "Det.limit_side_len": 4096,
            }
        )
        self._find = engine._load_det_model()
        recognizer = engine._load_rec_model()
        self._session = recognizer.session
        characters: list[str] = recognizer.postprocess_op.character
        allowed = set(toml("ocr")["characters"])
        keep = [i for i, c in enumerate(characters) if i == 0 or c == " " or c in allowed]
        self._keep = np.array(keep)
        self._characters = [characters[i] for i in keep]

    def find(self, picture: Picture) -> list[Quad]:
        """The lines of text in a picture: four corners each, clockwise from the top left, in pixels."""
        found: Any = self._find(picture)
        return [] if found.boxes is None else list(found.boxes)

    def read(self, crops: Sequence[Picture]) -> list[Reading]:
        """What the crops say, in their order."""
        import numpy as np

        order = sorted(range(len(crops)), key=lambda i: crops[i].shape[1] / crops[i].shape[0])
        readings: list[Reading] = [Reading(())] * len(crops)
        for start in range(0, len(order), _BATCH):
            group = order[start : start + _BATCH]
            scaled = [_scaled(crops[i]) for i in group]
            width = max(320, *(s.shape[1] for s in scaled))
            batch = np.zeros((len(group), 3, _LINE_HEIGHT, width), dtype=np.float32)
            for k, s in enumerate(scaled):
                batch[k, :, :, : s.shape[1]] = (s.transpose(2, 0, 1).astype(np.float32) / 255 - 0.5) / 0.5
            output: Any = self._session(batch)
            for k, i in enumerate(group):
                factor = crops[i].shape[1] / scaled[k].shape[1]
                readings[i] = self._decode(output[k][:, self._keep], factor, crops[i].shape[1])
        return readings

    def _decode(self, steps: Any, factor: float, width: int) -> Reading:
        """Greedy CTC decoding over the allowed characters; ``factor`` leads from network pixels to crop pixels."""
        total = steps.sum(axis=1)
        best = steps.argmax(axis=1)
        chars: list[Char] = []
        previous = 0
        for t, index in enumerate(best):
            probability = float(steps[t, index] / max(total[t], 1e-6))
            # what the network would rather read as a character outside the allowed ones is doubtful
            probability *= float(min(1.0, total[t]))
            if index == 0:
                previous = 0
                continue
            if index == previous:
                last = chars[-1]
                best_of = last if last.confidence >= probability else self._char(steps[t], index, t, probability)
                chars[-1] = replace(best_of, x0=last.x0, x1=t)
            else:
                chars.append(self._char(steps[t], index, t, probability))
            previous = int(index)
        return Reading(tuple(_placed(chars, factor * _STRIDE, width)))

    def _char(self, step: Any, index: int, t: int, probability: float) -> Char:
        """The character of one step; its place is still the number of the step."""
        rest = step.copy()
        rest[index] = 0
        other = int(rest.argmax())
        return Char(
            self._characters[index], t, t, probability, self._characters[other] if other else "", float(rest[other])
        )


def _load_runtime() -> None:
    """Imports onnxruntime without its telemetry: at its import it looks up a host of its maker, and writes a number for
    this machine into the user's cache folder, unless the environment says no. What a program that calls this one has
    set there stands afterwards as before.
    """
    with _LOADING:
        said = os.environ.get(_TELEMETRY)
        os.environ[_TELEMETRY] = "1"
        try:
            import onnxruntime  # noqa: F401
        finally:
            if said is None:
                del os.environ[_TELEMETRY]
            else:
                os.environ[_TELEMETRY] = said


def _scaled(crop: Picture) -> Any:
    import cv2

    height, width = crop.shape[:2]
    return cv2.resize(crop, (max(_STRIDE, round(width * _LINE_HEIGHT / height)), _LINE_HEIGHT))


def _placed(chars: list[Char], step: float, width: int) -> list[Char]:
    """Characters with their places: each reaches half way to its neighbours, at most one usual width."""
    centres = [(c.x0 + c.x1 + 1) / 2 * step for c in chars]
    distances = sorted(b - a for a, b in pairwise(centres))
    usual = distances[len(distances) // 2] if distances else min(width, 2 * step)
    placed = []
    for k, char in enumerate(chars):
        x0 = max(centres[k] - usual * 0.6, (centres[k - 1] + centres[k]) / 2 if k else 0.0)
        x1 = min(centres[k] + usual * 0.6, (centres[k] + centres[k + 1]) / 2 if k + 1 < len(chars) else float(width))
        placed.append(replace(char, x0=x0, x1=x1, confidence=min(1.0, char.confidence)))
    return placed


def engine(threads: int = 0) -> RapidEngine:
    """The engine of this process, loaded at the first call; ``threads`` 0 leaves the number to the runtime."""
    with _ENGINE:
        return _engine(threads or -1)


@cache
def _engine(threads: int) -> RapidEngine:
    return RapidEngine(threads)
