"""What a line says of itself by its first word: programme, kegiatan, sasaran.

Comes in: a name as printed. Goes out: its level. Apart from the records, because what a column means hangs on it too.
"""

from __future__ import annotations

import re

from extractor.knowledge import kept, toml

LEVEL_FIELDS = {"program": "program", "kegiatan": "activity", "sub_kegiatan": "sub_activity"}
"""The field of an indicator that names what stands at a level."""
_NUMBERED = re.compile(r"^(?:\d{3,4}(?:\.\d{2,3})*\.[a-z]{2,3}(?:\.\d{3})?\s+|[\s\d.)\-–•]+)")
"""What may stand before the word: a number, a code, also one of a ministry (`025.04.DB`)."""


def own_level(text: str) -> str | None:
    """The level that a line says of itself by its first word (``kegiatan``, ``objective`` ...)."""
    plain = _NUMBERED.sub("", text.casefold())
    return next((level for level, word in _words() if word.match(plain)), None)


@kept
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every level with what a line of it begins with."""
    return tuple(
        (level, re.compile("|".join(rf"{re.escape(w)}\b(?!\s*/)" for w in words)))
        for level, words in toml("levels")["own"].items()
        if words
    )
