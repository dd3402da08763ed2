"""The levels of lines that stand in one column and are told apart by how far they are set in.

Comes in: the columns of a table and the one of its lines. Goes out: how many steps below its programmes each line
stands. Apart from what stands above indicators, because it looks at the whole column and at no text.
"""

from __future__ import annotations

from extractor.layout.blocks import Cell
from extractor.match.column import Columns
from extractor.match.levels import own_level
from extractor.sums import is_total

_SAME_EDGE = 2.0
"""Points by which the left edges of lines of one level may differ; an office sets a level in by more."""
_LINES = 2
"""Lines for each level, on average, that show that edges are levels: text set in the middle begins anywhere."""
_LEVELS = ("kegiatan", "sub_kegiatan")
_OVER = ("objective", "goal")


def indented_levels(columns: Columns, line: int) -> dict[int, str]:
    """The level of each line of a column, by the cell's identity, where a plan without codes sets a kegiatan further in
    than its programme and a sub kegiatan further in still; a statement less far in is what the programmes stand under.
    Empty where the edges show no levels, or the words of the lines say otherwise.
    """
    rows = {id(row[line]): row[line] for row in columns.rows if row[line].text.strip()}
    cells = [c for c in rows.values() if not is_total(c.text)]
    edges: list[float] = []
    for x in sorted(map(_edge, cells)):
        if not edges or x - edges[-1] > _SAME_EDGE:
            edges.append(x)
    steps = {id(c): max(k for k, edge in enumerate(edges) if edge <= _edge(c)) for c in cells}
    words = {id(c): own_level(c.text) for c in cells}
    programs = {steps[i] for i, level in words.items() if level == "program"}
    if len(programs) != 1 or len(edges) < len(_LEVELS) or len(cells) < _LINES * len(edges):
        return {}
    (program,) = programs
    below = dict(enumerate(("program", *_LEVELS), program))
    over = {program - k: name for k, name in enumerate(_OVER, 1)}
    levels = {i: {**over, **below}.get(step, "") for i, step in steps.items()}
    # a line that does not say so at the edge of the programmes is none: this office sets nothing in
    said = all(words[i] == level or (words[i] is None and level != "program") for i, level in levels.items())
    return levels if said and all(levels.values()) else {}


def _edge(cell: Cell) -> float:
    return cell.lines[0].words[0].box[0]
