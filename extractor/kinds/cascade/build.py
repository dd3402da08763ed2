"""From pieces to the draft of the document: nodes with their statements, indicators, explanations and targets.

In comes the planted tree, out come the drafts of ``tree`` and of the flat ``indicators``. Apart from the readers of
the three forms (outline, grid, chart) because all of them end here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.kinds.cascade.codes import code_before, level_of
from extractor.kinds.cascade.indicators import indicators, numbered, plain, targets_in_brackets, trimmed
from extractor.kinds.cascade.parents import Node
from extractor.kinds.cascade.piece import Group, Piece
from extractor.layout.blocks import Line
from extractor.match.found import DraftValue, Found, Within, prose
from extractor.match.money import match_rupiah
from extractor.read.words import Span, join

_STATED = ("program", "kegiatan", "sub_kegiatan")


_AMOUNT = re.compile(r"\s*[(\[]?\s*\bRp\W{0,3}\d[\d.,]*(?:,?-)?\s*[)\]]?\W{0,2}$", re.IGNORECASE)
"""The amount at the end of a name: `Rehabilitasi Jembatan (Rp 120.000.000)`."""


_AMOUNT_ENDS, _CODE_BEGINS = frozenset("0123456789)]-.,"), frozenset("0123456789Xx")
"""Most names neither end as amounts do nor begin as codes."""


def node_of(piece: Piece) -> Node:
    """The node of a piece: its number and title set apart."""
    title = trimmed(join(line.span for line in piece.title))
    number = piece.number
    text = title.text
    if text[-1:] in _AMOUNT_ENDS and (piece.level in _STATED or piece.level is None):
        title = _without_amount(piece, title)
    code = code_before(title.text) if text[:1] in _CODE_BEGINS else ""
    if code:
        piece.level = piece.level or level_of(code)
        name = trimmed(title.cut(len(code)))
        return Node(piece, trimmed(number), name, trimmed(title.cut(0, len(code))))
    own, rest = numbered(title)
    if own and rest:
        title = rest
        number = number or own
    return Node(piece, trimmed(number), title)


def _without_amount(piece: Piece, title: Span) -> Span:
    """A name without the amount at its end, which is the node's budget where it has no other."""
    m = _AMOUNT.search(title.text)
    if m is None or not m.start() or piece.budget:
        return title
    piece.budget.append(Line(title.cut(m.start()).words))
    return trimmed(title.cut(0, m.start()))


def nodes_of(pieces: Sequence[Piece]) -> list[Node]:
    """The nodes of pieces, those of a grid under their parents."""
    nodes = {id(p): node_of(p) for p in pieces}
    for piece in pieces:
        above = nodes.get(id(piece.under))
        if above is not None:
            above.adopt(nodes[id(piece)])
    return list(nodes.values())


@dataclass(frozen=True)
class _Setting:
    """What holds for all indicators of a document: are targets in brackets, and which year is its own."""

    brackets: bool
    year: int | None


def draft(
    roots: Sequence[Node], pointer: str = "/tree", *, year: int | None = None
) -> tuple[list[DraftValue], list[DraftValue]]:
    """``(tree, flat indicators)`` of the planted nodes; joint parents become pointers.

    ``year`` is the document's own.
    """
    places = dict(_places(roots, pointer))
    flat: list[DraftValue] = []
    setting = _Setting(targets_in_brackets(_groups(roots)), year)
    return [_node(n, {}, flat, places, setting) for n in roots], flat


def _places(nodes: Sequence[Node], pointer: str) -> Iterator[tuple[Node, str]]:
    for i, node in enumerate(nodes):
        yield node, f"{pointer}/{i}"
        yield from _places(node.children, f"{pointer}/{i}/children")


def _node(
    node: Node, above: dict[str, DraftValue], flat: list[DraftValue], places: dict[Node, str], setting: _Setting
) -> DraftValue:
    piece = node.piece
    title = prose(node.title)
    objective = prose(trimmed(join(line.span for line in piece.objective)))
    if title is None and objective is not None:
        title, objective = objective, None
    named = dict(above)
    statement = objective
    if piece.level == "program":
        named["program"] = title
    elif piece.level == "kegiatan":
        named["activity"] = title
    elif piece.level not in _STATED:
        statement = objective or title
    first = _first_in_row(node)
    row = plain(first.number) if piece.tabular and not first.piece.mark else None
    owner = prose(trimmed(join(line.span for line in piece.holder)))
    found: list[DraftValue] = []
    for group in piece.groups:
        shared: dict[str, DraftValue] = {
            "row": plain(group.row) or row,
            "objective": statement,
            "program": named.get("program"),
            "activity": named.get("activity"),
            "owner": owner,
        }
        found += indicators(group, shared, setting.brackets, year=setting.year)
    flat += found
    span = piece.words()
    record: dict[str, DraftValue] = {
        "level": piece.level,
        "echelon": Found(piece.echelon.text.upper(), piece.echelon) if piece.echelon else None,
        "number": plain(node.number),
        "title": title,
        "objective": objective,
        "indicators": found,
        "budget": _amount(piece),
        "children": [_node(c, named, flat, places, setting) for c in node.children],
        "joint_parents": [Within(places[j]) for j in node.joint if j in places],
    }
    return Found(record, span) if span else record


def _amount(piece: Piece) -> Found[DraftValue] | None:
    """The rupiah that are printed in the node's box or beside it."""
    return match_rupiah(join(line.span for line in piece.budget)) if piece.budget else None


def _first_in_row(node: Node) -> Node:
    """The node of the first cell of the rows in which a node of a table stands: its number is that of the rows."""
    while (upper := node.parent) is not None and upper.piece is node.piece.under and not upper.piece.band:
        node = upper
    return node


def _groups(roots: Sequence[Node]) -> Iterator[Group]:
    for node in roots:
        yield from node.piece.groups
        yield from _groups(node.children)


def budgets(roots: Sequence[Node], program: DraftValue = None) -> list[DraftValue]:
    """The amounts that stand in or beside boxes, as lines of a budget, in tree order."""
    out: list[DraftValue] = []
    for node in roots:
        piece = node.piece
        title = prose(node.title)
        amount = _amount(piece)
        if amount is not None and title is not None:
            level = piece.level if piece.level in _STATED else None
            record: dict[str, DraftValue] = {
                "number": plain(node.number),
                "level": level,
                "program": None if level == "program" else program,
                "name": title,
                "code": plain(node.code),
                "amount": amount,
            }
            out.append(Found(record, node.title + join(line.span for line in piece.budget)))
        out += budgets(node.children, title if piece.level == "program" else program)
    return out
