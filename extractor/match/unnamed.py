"""Columns of names that have no heading: the lines of a list beside the groups that they stand in.

Comes in: the meanings of a table's columns and its rows. Goes out: the meanings, where a column under no heading of its
own, right of a column of programmes or kegiatan, holds names too. Apart from what other cells tell, because here two
columns are told together: what stands left is the group (a programme, an office), what stands right its lines.

    Program  |            | Anggaran | Jumlah          Bidang Air is a group, Gali and Timba are the programmes
    Bidang A | Gali sumur |       10 |     30
             | Timba      |       20 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.layout.blocks import Cell
from extractor.match.levels import own_level

_LISTED = ("program", "activity", "sub_activity", "line")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_FIGURES = re.compile(r"\d[\d.,]{3,}")
_MOSTLY = 0.6
"""Share of a column's filled cells that are names, where single lines hold a sign or a figure."""


def named_beside(meanings: Sequence[str], same: Sequence[bool], rows: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """The new meanings by column.

    ``same[k]`` says that column ``k`` has no heading, or that of its left neighbour and no other.
    """
    found: dict[int, str] = {}
    for k in range(1, len(meanings)):
        if meanings[k - 1] not in _LISTED or not same[k] or k - 1 in found or not _names(rows, k):
            continue
        left = _each(row[k - 1] for row in rows)
        wide = any(row[k - 1] is row[k] and row[k].column == k - 1 for row in rows)
        own = [own_level(cell.text) for cell in left]
        if wide or 2 * sum(level is not None for level in own) > len(own):
            # programmes over their kegiatan: both are lines of the list
            found[k] = "line" if meanings[k - 1] == "program" else meanings[k - 1]
        else:
            found[k - 1], found[k] = "group", meanings[k - 1]
    return found


def _names(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether most cells of a column are names, and there are at least as many of them as at their left."""
    own = _each(row[k] for row in rows if row[k] is not row[k - 1])
    left = _each(row[k - 1] for row in rows if row[k - 1] is not row[k])
    names = [c for c in own if _LETTERS.search(c.text) and not _FIGURES.search(c.text)]
    return 0 < len(names) >= _MOSTLY * len(own) and len(own) >= len(left)


def _each(cells: Iterable[Cell]) -> list[Cell]:
    """The cells that say something, each once."""
    return list({id(c): c for c in cells if c.text.strip()}.values())
