"""Opens and closes a mask along its rows or columns, in no more time for a long stretch than for a short one.

Comes in: a mask of 0 and 1. Goes out: the same without what is shorter than a stretch, its gaps closed. Separate
because the library that works on pictures takes a byte for every place and looks at all of a stretch: eight places in
one byte, and stretches put together from halves, do the same in a tenth of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture


class Stretches:
    """A mask of which only stretches of a length are kept, or gaps of a length closed, all along its rows
    (``horizontal``) or its columns. As in the library, what lies outside of the mask neither ends a stretch nor makes
    one, and an even length moves a mask by one pixel.
    """

    def __init__(self, mask: Picture, *, horizontal: bool) -> None:
        import cv2
        import numpy as np

        self._horizontal = horizontal
        # the places of one byte lie across, so that a move along is one from row to row
        self._count = mask.shape[0 if horizontal else 1]
        laid: Any = cv2.transpose(mask) if horizontal else mask
        self._bits: Any = np.packbits(laid, axis=1)

    def opened(self, length: int) -> Stretches:
        """Without what is shorter than ``length`` pixels."""
        self._bits = self._over(length, full=True)
        self._bits = self._over(length, full=False)
        return self

    def closed(self, length: int) -> Stretches:
        """With its gaps shorter than ``length`` pixels filled."""
        self._bits = self._over(length, full=False)
        self._bits = self._over(length, full=True)
        return self

    def mask(self) -> Picture:
        """The mask of 0 and 1 as it is now."""
        import cv2
        import numpy as np

        whole: Picture = np.unpackbits(self._bits, axis=1, count=self._count)
        return cv2.transpose(whole) if self._horizontal else whole

    def _over(self, length: int, *, full: bool) -> Any:
        """Where all (``full``) or any of the places of a stretch about each place are set."""
        import numpy as np

        before = length // 2
        around = ((before, length - 1 - before), (0, 0))
        bits = np.pad(self._bits, around, constant_values=0xFF if full else 0)
        join = np.bitwise_and if full else np.bitwise_or
        have = 1
        while have < length:
            step = min(have, length - have)
            bits = join(bits[step:], bits[:-step])
            have += step
        return bits
