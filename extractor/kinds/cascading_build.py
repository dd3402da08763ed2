"""From pieces to the draft of the document: nodes with their statements, indicators, explanations and targets.

In comes the planted tree, out come the drafts of ``tree`` and of the flat ``indicators``. Apart from the readers of
the three forms (outline, grid, chart) because all of them end here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.kinds.cascading_items import items
from extractor.kinds.cascading_labels import BULLET
from extractor.kinds.cascading_parents import Node
from extractor.kinds.cascading_piece import Group, Piece
from extractor.layout.blocks import Line
from extractor.match.found import Draft, DraftValue, Found, Within, prose
from extractor.read.words import Span, join

_STATED = ("program", "kegiatan", "sub_kegiatan")
_NUMBER = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,3})*|[A-Za-z])\s*[.)]\s*(?=[^\s\d])|^(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\s+"
)
_EDGES = re.compile(r"^[\s:;,\-–•=\"“”]+|[\s:;,=\"“”]+$")


def _trim(span: Span) -> Span:
    text = span.text
    head = re.match(r"[\s:;,\-–•=\"“”]*", text)
    tail = re.search(r"[\s:;,=\"“”]*$", text)
    start = head.end() if head else 0
    end = tail.start() if tail else len(text)
    return span.cut(start, end) if start < end else Span()


def numbered(span: Span) -> tuple[Span, Span]:
    """``(number without its dot, the rest)`` of a text that may begin with a number."""
    text = span.text
    bullet = BULLET.match(text)
    if bullet is not None:
        span = span.cut(bullet.end())
        text = span.text
    m = _NUMBER.match(text)
    if m is None:
        return Span(), _trim(span)
    return span.of(m, "number" if m.group("number") else "dotted"), _trim(span.cut(m.end()))


def node_of(piece: Piece) -> Node:
    """The node of a piece: its number and title set apart."""
    title = _trim(join(line.span for line in piece.title))
    number = piece.number
    own, rest = numbered(title)
    if own and rest:
        title = rest
        number = number or own
    return Node(piece, _trim(number), title)


def nodes_of(pieces: Sequence[Piece]) -> list[Node]:
    """The nodes of pieces, those of a grid under their parents."""
    nodes = {id(p): node_of(p) for p in pieces}
    for piece in pieces:
        above = nodes.get(id(piece.under))
        if above is not None:
            above.adopt(nodes[id(piece)])
    return list(nodes.values())


def draft(roots: Sequence[Node], pointer: str = "/tree") -> tuple[list[DraftValue], list[DraftValue]]:
    """``(tree, flat indicators)`` of the planted nodes; joint parents become pointers."""
    places = dict(_places(roots, pointer))
    flat: list[DraftValue] = []
    return [_node(n, {}, flat, places) for n in roots], flat


def _places(nodes: Sequence[Node], pointer: str) -> Iterator[tuple[Node, str]]:
    for i, node in enumerate(nodes):
        yield node, f"{pointer}/{i}"
        yield from _places(node.children, f"{pointer}/{i}/children")


def _node(node: Node, above: dict[str, DraftValue], flat: list[DraftValue], places: dict[Node, str]) -> DraftValue:
    piece = node.piece
    title = prose(node.title)
    objective = prose(_trim(join(line.span for line in piece.objective)))
    if title is None and objective is not None:
        title, objective = objective, None
    named = dict(above)
    statement = objective
    if piece.level == "program":
        named["program"] = title
    elif piece.level == "kegiatan":
        named["activity"] = title
    elif piece.level not in _STATED:
        statement = title
    indicators = [i for g in piece.groups for i in _indicators(g, piece, statement, named, node)]
    flat += indicators
    span = piece.words()
    record: dict[str, DraftValue] = {
        "level": piece.level,
        "echelon": Found(piece.echelon.text.upper(), piece.echelon) if piece.echelon else None,
        "number": _plain(node.number),
        "title": title,
        "objective": objective,
        "indicators": indicators,
        "children": [_node(c, named, flat, places) for c in node.children],
        "joint_parents": [Within(places[j]) for j in node.joint if j in places],
    }
    return Found(record, span) if span else record


def _plain(span: Span) -> Found[DraftValue] | None:
    return Found(span.text.strip(" ."), span) if span else None


def _indicators(
    group: Group, piece: Piece, statement: DraftValue, named: dict[str, DraftValue], node: Node
) -> list[DraftValue]:
    explained = explain(group.explanation)
    out: list[DraftValue] = []
    row = _plain(group.row) or (_plain(node.number) if piece.tabular else None)
    for item in items(group.lines):
        number, name = numbered(item)
        if not name:
            continue
        record: dict[str, DraftValue] = {
            "row": row,
            "number": _plain(number or group.number),
            "objective": statement,
            "program": named.get("program"),
            "activity": named.get("activity"),
            "name": prose(name),
            **explained,
        }
        out.append(Found(record, item + join(line.span for line in group.explanation)))
    return out


_PART = re.compile(
    r"(?:(?<=\s)|^)(?:[-–•]\s*)*(?:[a-f][.)]\s*)?(?P<part>(?P<formula>formulasi\s*/\s*cara pengukuran|formulasi|cara pengukuran)|(?P<type>tipe p\w+)|"
    r"(?P<source>sumber data)|(?P<notes>keterangan))\s*[:=]\s*(?:[-–•]\s*)?",
    re.IGNORECASE,
)


def explain(lines: Sequence[Line]) -> Draft:
    """The parts of an explanation."""
    span = join(line.span for line in lines)
    marks = list(_PART.finditer(span.text))
    out: dict[str, DraftValue] = {}
    head = span.cut(0, marks[0].start() if marks else None)
    if head:
        out["formula"] = prose(_trim(head))
    for i, m in enumerate(marks):
        value = _trim(span.cut(m.end(), marks[i + 1].start() if i + 1 < len(marks) else None))
        if not value:
            continue
        if m.group("type"):
            words = value.text.casefold()
            kind = "kumulatif_negatif" if "negatif" in words else "non_kumulatif" if "non" in words else "kumulatif"
            out["calculation_type"] = Found(kind, value)
        else:
            key = "formula" if m.group("formula") else "data_source" if m.group("source") else "notes"
            out[key] = prose(value)
    return out
