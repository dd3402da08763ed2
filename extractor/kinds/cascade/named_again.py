"""Nodes that a further table of a document names again: `Sasaran | Program` over `Program | Kegiatan`.

In come the pieces of a table and those read before it, out come its pieces without the heads that stand there already:
what hangs on them hangs on these. Apart from the walk through one table because here tables meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.kinds.cascade.piece import Group, Piece


def without_known(pieces: Sequence[Piece], before: Sequence[Piece]) -> list[Piece]:
    """The pieces of a table, those left out that head others and that a table before has named on the same level; the
    others stand under that one, and it has the indicators that only the further table tells.
    """
    known: dict[tuple[str, str], list[Piece]] = {}
    for piece in before:
        if piece.tabular and piece.level is not None:
            known.setdefault((piece.level, _fold(piece)), []).append(piece)
    heads = {id(p.under) for p in pieces}
    again: dict[int, Piece] = {}
    for piece in pieces:
        twins = known.get((piece.level or "", _fold(piece)), [])
        # (a name that stands twice says of none of them that it goes on)
        if piece.under is None and id(piece) in heads and len(twins) == 1:
            again[id(piece)] = twins[0]
            twins[0].groups += _untold(twins[0].groups, piece.groups)
            twins[0].objective = twins[0].objective or piece.objective
    for piece in pieces:
        piece.under = again.get(id(piece.under), piece.under)
    return [p for p in pieces if id(p) not in again]


def _untold(known: Sequence[Group], groups: Sequence[Group]) -> list[Group]:
    """The groups of indicators that are not known yet; the others keep the same ones of further tables."""
    untold = []
    for group in groups:
        same = next((g for g in known if _said(g) == _said(group)), None)
        if same is None:
            untold.append(group)
        else:
            same.others.append(group)
    return untold


def _said(group: Group) -> str:
    return _letters("".join(line.text for line in group.lines))


def _fold(piece: Piece) -> str:
    return _letters("".join(line.text for line in piece.title))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
