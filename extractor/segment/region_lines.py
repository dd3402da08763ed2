"""Names of regions that the end of a line cuts: `KABUPATEN MAJU` / `JAYA`.

Comes in: the words of a line, and the line under it. Apart from titles and letterheads, which both have such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layout.blocks import Line
from extractor.match.region import region
from extractor.read.words import Word

REGION = re.compile(r"^\W*(?:KABUPATEN|KAB\.|KOTA|PROVINSI|PROPINSI|REPUBLIK|KECAMATAN)\b", re.IGNORECASE)
_REGION_WORDS = 3
"""Words of a region's name that may stand behind a line's end."""


def cuts_region(unit: Sequence[Word], below: Line) -> bool:
    """Whether a region's name begins at the end of a line and ends in the line under it: `KABUPATEN MAJU` / `JAYA`."""
    return any(_is_cut(unit, below.words[:more]) for more in range(1, _REGION_WORDS + 1))


def ends_region(unit: Sequence[Word], below: Line) -> bool:
    """Whether a line is the end of a region's name that begins over it, and nothing else."""
    return len(below.words) <= _REGION_WORDS and _is_cut(unit, below.words)


def _is_cut(unit: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether words after a region's name at the end of a line make it another region's."""
    at = next((k for k in range(len(unit) - 1, -1, -1) if REGION.match(unit[k].text)), None)
    if at is None:
        return False
    begun = [w.text for w in unit[at:]]
    found = region(" ".join([*begun, *(w.text for w in rest)]))
    return found is not None and found != region(" ".join(begun))
