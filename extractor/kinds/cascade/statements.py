"""Which labels head the statement of the node over them, or name the node whose statement stands over them.

Comes in: a label and the node that is being read. Goes out: yes or no. Apart from the reader, which asks for every
label, because what states a level and what is one is a matter of the levels, not of reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.kinds.cascade.items import OPEN_END
from extractor.kinds.cascade.label_lines import STATED
from extractor.kinds.cascade.labels import Label, begins_indicator
from extractor.kinds.cascade.piece import Piece
from extractor.kinds.cascade.unheaded import is_tag, states_outcome
from extractor.layout.blocks import Line

STATEMENTS = ("tujuan", "sasaran")
"""Levels whose nodes are statements themselves: what is stated under one is a node of its own."""
COUNT = re.compile(r"\d{1,2}[.)]?")
"""The number of a box."""


def is_objective(label: Label, piece: Piece | None) -> bool:
    """Does this label head the statement of the node above it, rather than a node of its own?"""
    if piece is None or piece.objective or any(not g.empty for g in piece.groups) or piece.stage == "lead":
        return label.role == "objective" and piece is not None and piece.stage == "lead"
    if label.role == "objective":
        # `Sasaran Program` under a sasaran is the next node: a sasaran is a statement itself
        return bool(piece.title or piece.label) and piece.level not in STATEMENTS
    if label.role != "level" or label.number or not piece.title:
        return False
    stating = label.level == "sasaran" or (label.level is None and label.name in _STATING)
    return stating and (piece.level in STATED or _is_bare_name(piece))


def states_named(piece: Piece, line: Line, width: float) -> bool:
    """Does a line begin the statement of what the lines over it name, without a label: an outcome in plain type under
    the name of a program, a kegiatan or a sub kegiatan in bold or in capitals, or in a paragraph of its own? ``width``
    is the room (points) that a line surely has.
    """
    if piece.stage != "title" or not piece.title or piece.objective or not line.text[:1].isupper():
        return False
    if not states_outcome(line.span):
        return False
    bold = not line.bold and all(part.bold for part in piece.title)
    capitals = not line.text.isupper() and all(part.text.isupper() for part in piece.title)
    if bold or capitals:
        return piece.level in STATED or _is_bare_name(piece)
    named = _is_bare_name(piece) or (piece.level in STATED and not states_outcome(piece.title[0].span))
    return named and _is_paragraph(piece.title, line, width)


def measures_stated(piece: Piece, line: Line) -> bool:
    """Does an indicator without a heading begin with a line: in a paragraph of its own, under a statement or a name
    that is none itself?
    """
    said = {"title": piece.title, "objective": piece.objective}.get(piece.stage)
    if not said or not begins_indicator(line.span) or begins_indicator(said[0].span):
        return False
    return _is_paragraph(said, line, 0.0)


_GAP = 1.5
"""Type sizes from the top of one line to that of the next from which these are two paragraphs: lines of one are set
1.15 to 1.25 apart.
"""
_ALONE = 1.9
"""The same under a single line, of which it is not known how far apart lines stand: cards of web pages set theirs 1.5
apart.
"""
_FEWEST = 3
"""Words of a line that was broken off with room to spare, at the least, to be a statement (`... atau Bangunan /
Lainnya`)."""


def _is_paragraph(title: Sequence[Line], line: Line, width: float) -> bool:
    """Does a paragraph begin with a line: farther below the title than its lines are from each other, or though its
    first word had room behind them?
    """
    before, word = title[-1], line.words[0]
    if word.method == "text" or before.page != line.page or before.text.endswith(",") or OPEN_END.search(before.text):
        return False
    pitch = line.box[1] - before.box[1]
    lead = max((b.box[1] - a.box[1] for a, b in pairwise(title)), default=0.0)
    if pitch > (_GAP if lead else _ALONE) * max(before.size, line.size) and pitch > 1.25 * lead:
        return True
    need = before.box[2] - before.box[0] + word.box[2] - word.box[0] + 1.25 * word.size
    return len(line.words) >= _FEWEST and need < width


_STATING = ("kinerja", "outcome", "output", "kinerja utama")
"""Labels without a level of their own that head the statement of a program. (A sasaran stands over programs, never
under one: what is so labelled in the card of one is its statement, by whatever name, `Sasaran Strategis` as well.)
"""


def _is_bare_name(piece: Piece) -> bool:
    """Is a piece a name that does not say what it is the name of: no office, statement, tag or number?"""
    if piece.level is not None or piece.label is not None or piece.named is not None or piece.heads_office():
        return False
    if COUNT.fullmatch(piece.title[0].text) or states_outcome(piece.title[0].span):
        return False
    return not is_tag([w for line in piece.title for w in line.words])


def names_stated(label: Label, piece: Piece | None) -> bool:
    """Does this label name the node whose statement stands over it (`Sasaran Program : ... Nama Program : ...`)?"""
    if piece is None or piece.title or not piece.objective or label.role != "level":
        return False
    return label.level in STATED and piece.level == label.level and not label.number
