"""What a column of a cascade table holds, by its heading: ``Program / Kegiatan``, ``Indikator``, ``Target 2024``.

In comes a heading, out go the role, the level and the label. Apart from the labels of boxes because a heading names
what is under it in any words, while a label opens a line.
"""

from __future__ import annotations

import re

from extractor import knowledge
from extractor.kinds.cascade.labels import LEVELS, Label, Role, level_named, read_label
from extractor.read.words import Span

_BETWEEN = re.compile(r"\s*(?:[/,&]|\bdan\b)\s*", re.IGNORECASE)


def listed_levels(head: Span) -> tuple[str, ...]:
    """The levels that a heading lists (`Sasaran / Program / Kegiatan`), none where it says anything else."""
    named = [level_named(part) for part in _BETWEEN.split(head.text) if part]
    return tuple(level for level in named if level is not None) if None not in named else ()


def column_role(head: Span) -> tuple[Role | None, str | None, bool, Label | None]:
    """What a column of a cascade table holds by its heading: ``(role, level, several levels?, label)``."""
    label = read_label(head)
    text = head.text.casefold()
    data = knowledge.toml("cascading")
    words = set(_LATIN.findall(text))
    if not words:
        return None, None, False, None
    if words <= {"no", "nomor", "urut", "kode", "rekening"}:
        return "number", None, False, None
    levels = [level for level in LEVELS if _level_in(level, text)]
    if len(listed_levels(head)) > 1:
        return "level", None, True, label
    if label is not None and label.role != "level":
        return label.role, label.level, False, label
    if "indikator" in words or words & {"iku", "ikk", "iki", "ukur"}:
        return "indicator", levels[-1] if levels else None, False, label
    # a level with whose it is (`Sasaran Pelaksana`) heads no column of what that word heads alone
    owned = label is not None and label.span.text.casefold() != label.name and not label.rest
    for role, group in _COLUMN_GROUPS.items() if not owned else ():
        if any(name in text and re.search(rf"\b{re.escape(name)}\b", text) for name in data[group]["names"]):
            return role, None, False, label
    if len(levels) > 1 and set(levels) <= {"program", "kegiatan", "sub_kegiatan"}:
        return "level", None, True, label
    if levels and levels[0] == "sasaran" and len(levels) == 2:
        return "objective", levels[1], False, label
    if label is not None or levels:
        return "level", label.level if label is not None else levels[-1], False, label
    return None, None, False, None


_LATIN = re.compile(r"[a-z]+")
_COLUMN_GROUPS: dict[Role, str] = {
    "explanation": "explanation",
    "target": "target",
    "budget": "budget",
    "unit": "satuan",
    "holder": "holder",
}


def _level_in(level: str, text: str) -> bool:
    if level.rpartition("_")[2] not in text:
        return False
    if level == "sub_kegiatan":
        return re.search(r"\bsub[\s\-]*kegiatan\b", text) is not None
    if level == "kegiatan":
        return re.search(r"(?<!sub )(?<!sub-)\bkegiatan\b", text) is not None
    return re.search(rf"\b{level}\b", text) is not None
