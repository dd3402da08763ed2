"""Which node belongs under which where no line tells it: by level, number, order and nomenclature.

In come nodes in reading order, some of which know their parent already (from geometry or a grid), out comes the
tree. Siblings written row by row are dealt out: a ``1`` opens the next parent that has no child yet, a higher
number goes on where the number before it stands. Where a child could belong to several, the nomenclature of
Permendagri 90/2019 decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from extractor import knowledge
from extractor.kinds.cascade.offices import of_secretariat, office_depth
from extractor.kinds.cascade.piece import Piece
from extractor.read.words import Span

_ECHELONS = {"I": 1.0, "II": 2.0, "III": 3.0, "IV": 4.0, "V": 5.0}


_ALIKE = 90
"""Likeness (0-100) of a title and a name of the nomenclature from which they are one: one wrong letter of ten."""
_LOWEST, _HEAD = 4.0, 0.2
"""Rank of the lowest level, a sub kegiatan: what names an echelon or an office alone stands under all levels, a tenth a
step. The head of an office is of echelon II, its divisions are of III, its sections of IV.
"""
_NUMBERED, _TWINS = 93, 97
"""The same of the statements of two nodes of one number, and of two without numbers: one wrong letter of fourteen, of
thirty. Five less takes different statements for one in two of 40 drawn charts; up to equality nothing changes.
"""
_HEAD_OF_OFFICE = -3.0
"""The head of an office stands over its vision, goals and all."""


@knowledge.kept
def ranks() -> dict[str, float]:
    """How deep levels and names stand in a cascade, from the highest."""
    return {name: float(rank) for name, rank in knowledge.toml("cascading")["ranks"].items()}


@dataclass(eq=False)
class Node:
    """A node of the tree while it is being put together."""

    piece: Piece
    number: Span
    title: Span
    code: Span = field(default_factory=Span)
    """Of the nomenclature, printed before the name."""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    joint: list[Node] = field(default_factory=list)
    trunk: object | None = None
    """Nodes with one trunk hang on one line that comes from another page: they share a parent."""
    folded: Node | None = None
    """The node that took this one in."""
    reason: str = ""
    """Why it stands under its parent: the score with its shares, and what came second."""
    row_only: bool = False
    """Its echelon is that of a row of the chart, not of what stands under the node."""
    sheet: object | None = None
    """The chart in which it stands: one chart names a node once, however alike two of its boxes are."""
    drawn: bool = False
    """Stands on a chart page, where connectors and place have spoken: without a level it goes under no other node."""

    @property
    def level(self) -> str | None:
        return self.piece.level

    @property
    def rank(self) -> float | None:
        """How deep the node's level stands; ``None`` where neither a level nor a name tells."""
        if self.piece.level is not None:
            return ranks()[self.piece.level]
        label = self.piece.label or self.piece.named
        name = label.name if label is not None else ""
        if name in ranks():
            return ranks()[name]
        depth = self.office
        if depth is not None:
            return _LOWEST + _HEAD + depth / 10 if depth else _HEAD_OF_OFFICE
        if self.piece.echelon:
            return _LOWEST + _ECHELONS.get(self.piece.echelon.text.upper(), 5.0) / 10
        return None

    @property
    def measures(self) -> bool:
        """Does the node hold indicators and nothing else? Without a connector nothing stands under it."""
        said = self.piece.title or self.piece.objective or self.piece.level is not None
        return not said and any(not g.empty for g in self.piece.groups)

    @property
    def office(self) -> int | None:
        """How deep the office stands whose box the node is; ``None`` for statements."""
        if self.piece.level is not None or self.piece.label is not None or self.piece.named is not None:
            return None
        return office_depth(self.title)

    def stands_under(self, other: Node) -> bool:
        """Is the other node this one, or one above it?"""
        above: Node | None = self
        while above is not None and above is not other:
            above = above.parent
        return above is other

    def adopt(self, child: Node) -> None:
        """Takes a node as its last child."""
        child.parent = self
        self.children.append(child)


def under_offices(node: Node, candidates: Sequence[Node]) -> Sequence[Node]:
    """Of what may stand over a node, the offices alone where the node is one and there are any."""
    if not node.office:
        return candidates
    return [c for c in candidates if c.office is not None] or candidates


_LAST_NUMBER = re.compile(r"(\d+)\D*$")


def _first_number(span: Span) -> int | None:
    m = _LAST_NUMBER.search(span.text)
    return int(m.group(1)) if m else None


def fold(text: str) -> str:
    """A name for comparing: letters and digits only, case folded."""
    return _SIGNS.sub(" ", text.casefold()).strip()


_SIGNS = re.compile(r"[\W_]+")


@knowledge.kept
def _nomenclature() -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = {}
    for row in knowledge.table("cascading_nomenclature"):
        above.setdefault(fold(row["sub_kegiatan"]), set()).add(fold(row["kegiatan"]))
    return {k: frozenset(v) for k, v in above.items()}


def by_nomenclature(node: Node, candidates: Sequence[Node]) -> Node | None:
    """The candidate that the nomenclature of Permendagri 90/2019 has over a node, ``None`` where it has none."""
    name = fold(node.title.text)
    if not name:
        return None
    table = _nomenclature()
    parents = table.get(name)
    if parents is None:
        from rapidfuzz import process

        best = process.extractOne(name, table.keys(), scorer=ratio, score_cutoff=_ALIKE)
        if best is None:
            return None
        parents = table[best[0]]
    scored = [(max(ratio(fold(c.title.text), p) for p in parents), c) for c in candidates]
    top = max(scored, key=lambda x: x[0])
    return top[1] if top[0] >= _ALIKE else None


def _choose(node: Node, candidates: list[Node], before: Node | None) -> Node:
    """The parent of a node among the nodes of the level above it."""
    if len(candidates) == 1:
        return candidates[0]
    if of_secretariat(node.title):
        office = [c for c in candidates if c.title.text.casefold().startswith("sekretar")]
        candidates = office or candidates
    dotted = node.number.text.rpartition(".")[0]
    if dotted:
        for c in reversed(candidates):
            if c.number.text == dotted:
                return c
    if before is candidates[-1] and all(c.children for c in candidates[:-1]):
        return before
    number = _first_number(node.number)
    if number is None:
        return by_nomenclature(node, candidates) or candidates[-1]
    if before is not None and before.parent in candidates and before.level == node.level:
        last = _first_number(before.number)
        if last is not None and number == last + 1:
            return before.parent
    return by_nomenclature(node, candidates) or _by_number(number, candidates)


def _by_number(number: int, candidates: list[Node]) -> Node:
    """The parent of a node of a number, by the numbers of the children that the candidates have so far."""
    if number == 1:
        return next((c for c in candidates if not c.children), candidates[-1])
    lasts = [(_first_number(c.children[-1].number) if c.children else None, c) for c in candidates]
    for last, c in reversed(lasts):
        if last == number - 1:
            return c
    for last, c in reversed(lasts):
        if last is not None and last < number:
            return c
    return candidates[-1]


def plant(nodes: Sequence[Node]) -> list[Node]:
    """The roots of the tree. Nodes with a parent keep it; the others are placed by level, number and order."""
    roots: list[Node] = []
    placed: list[Node] = []
    start = 0  # where the last sheet begins: what stands before it is no parent of what follows
    before: Node | None = None
    for node in nodes:
        parent = node.parent
        if parent is None:
            mate = next((n for n in placed if node.trunk is not None and n.trunk is node.trunk), None)
            parent = mate.parent if mate is not None else None
            if parent is not None and not parent.stands_under(node):
                parent.adopt(node)
                placed.append(node)
                before = node
                continue
            parent = _twins_parent(node, placed)
            band = _band_before(node, placed) if node.piece.band else None
            if band is not None:
                parent = band if _depth(band) < _depth(node) else band.parent
            elif parent is None:
                parent = _above(node, [n for n in placed[start:] if not n.stands_under(node)], before)
            if parent is None:
                if before is not None and before.parent is not None:
                    start = len(placed)
                roots.append(node)
            else:
                parent.adopt(node)
        placed.append(node)
        before = node
    for node in placed:
        _inherit(node)
    return roots


def _band_before(node: Node, placed: Sequence[Node]) -> Node | None:
    """The last of the bands before a band of a table that stands as deep as it, or over it."""
    bands = (n for n in reversed(placed) if n.piece.band and n.level == node.level)
    return next((n for n in bands if _depth(n) <= _depth(node)), None)


def _depth(node: Node) -> int:
    return node.office or 0


def _twins_parent(node: Node, placed: Sequence[Node]) -> Node | None:
    """The parent of the node of a sheet before that a node with nothing over it repeats: its sheet goes on with it."""
    if node.sheet is None:
        return None
    twin = next((n for n in placed if n.parent is not None and _repeats(n, node)), None)
    return None if twin is None or twin.parent is None or twin.parent.stands_under(node) else twin.parent


def _inherit(node: Node) -> None:
    """An echelon that is printed once, over a block, is that of the nodes in it."""
    if not node.piece.echelon and node.parent is not None:
        _inherit(node.parent)
        if not node.parent.row_only:
            node.piece.echelon = node.parent.piece.echelon


def _above(node: Node, placed: Sequence[Node], before: Node | None) -> Node | None:
    rank = node.rank
    if rank is None:
        if before is None:
            return None
        prefix = node.number.text.rpartition(".")[0]
        numbered = next((n for n in reversed(placed) if prefix and n.number.text == prefix), None)
        if numbered is not None:
            return numbered
        if node.drawn or before.stands_under(node):
            return None
        return before.parent if before.rank is None else before
    able = [n for n in placed if n.rank is not None and n.rank < rank]
    above = [(n.rank, n) for n in under_offices(node, able)]
    if not above:
        return None
    deepest = max(r for r, _ in above if r is not None)
    candidates = [n for r, n in above if r == deepest]
    return _choose(node, [n for n in candidates if n.parent is candidates[-1].parent], before)


_REFERENCE = re.compile(r"[A-Z]{1,2}[-.]?\d{0,2}|\d{1,2}")


def joined_over_pages(roots: list[Node]) -> list[Node]:
    """The roots without the connector symbols (ISO 5807) that join a chart over pages, a letter or number in a circle:
    what hangs on one goes to the node over it, or over the one that says the same.
    """
    every = [n for root in roots for n in _walk(root)]
    symbols = [n for n in every if _is_symbol(n)]
    over = {n.title.text: n.parent for n in symbols if n.parent is not None}
    for node in symbols:
        parent = node.parent or over.get(node.title.text)
        if parent is not None and (parent in symbols or parent.stands_under(node)):
            parent = None
        if node.parent is not None:
            node.parent.children.remove(node)
        elif node in roots:
            at = roots.index(node)
            roots[at : at + 1] = node.children if parent is None else []
        for child in node.children:
            child.parent = None
            if parent is not None:
                parent.adopt(child)
        node.children = []
    return roots


def _walk(node: Node) -> list[Node]:
    return [node] + [n for child in node.children for n in _walk(child)]


def _is_symbol(node: Node) -> bool:
    """Is a node nothing but the letter or number of a connector?"""
    bare = node.piece.label is None and node.level is None and not node.piece.objective and not node.piece.groups
    return bare and node.drawn and _REFERENCE.fullmatch(node.title.text) is not None


def merge(roots: list[Node]) -> list[Node]:
    """Nodes that several sheets repeat become one: the same level, number and title under the same parent."""
    out: list[Node] = []
    for node in roots:
        twin = next((n for n in out if _repeats(n, node)), None)
        if twin is None:
            out.append(node)
            continue
        for child in node.children:
            child.parent = twin
        twin.children += node.children
        if not twin.piece.groups:
            twin.piece.groups = node.piece.groups
        elif len(twin.piece.groups) == len(node.piece.groups):
            for mine, repeated in zip(twin.piece.groups, node.piece.groups, strict=True):
                mine.others.append(repeated)
        for other in node.children:
            other.joint = [twin if j is node else j for j in other.joint]
    for node in out:
        node.children = merge(node.children)
    return out


def _repeats(a: Node, b: Node) -> bool:
    """Is the one node the other one on another sheet? (Leaves of one sheet that merely carry one name are two.)"""
    if a.level != b.level or a.level == "sub_kegiatan" or not a.title or not b.title:
        return False
    first, second = a.title.words[0], b.title.words[0]
    one_sheet = (first.page, first.line) == (second.page, second.line) or (a.sheet is not None and a.sheet is b.sheet)
    if one_sheet and (first.line is not None or a.drawn == b.drawn):
        return False  # (a table over the boxes says of its rows what the boxes say once more)
    same = a.number.text.rstrip(".") == b.number.text.rstrip(".")
    one, two = fold(a.title.text).replace(" ", ""), fold(b.title.text).replace(" ", "")
    if one == two:
        return same
    # a scan reads one statement in two ways
    return same and ratio(one, two) >= (_NUMBERED if a.number else _TWINS)
