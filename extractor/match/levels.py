"""What a line says of itself by its first word: programme, kegiatan, sasaran.

Comes in: a name as printed. Goes out: its level. Apart from the records, because what a column means hangs on it too.
"""

from __future__ import annotations

import re

from extractor.knowledge import toml


def own_level(text: str) -> str | None:
    """The level that a line says of itself by its first word (``kegiatan``, ``objective`` ...)."""
    plain = re.sub(r"^[\s\d.)\-–•]+", "", text.casefold())
    for level, words in toml("levels")["own"].items():
        if any(re.match(rf"{re.escape(w)}\b(?!\s*/)", plain) for w in words):
            return str(level)
    return None
