"""Who stands under whom on a chart page: one assignment over scored candidates.

In come nodes with their places, what the connectors say and which way the chart runs, out comes for every node the
candidate that was chosen, with its features. Ranks are hard: no node stands under one of a deeper level, nor of its
own unless a connector says so; and no ring of parents can arise, for an edge that would close one is never taken.
Apart from the placing of nodes because here nothing is read any more, only weighed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from extractor.kinds.cascade.parents import Node, by_nomenclature
from extractor.layout.charts import EDGE
from extractor.read.words import Box

WEIGHTS = {
    "connector": 8.0,
    "number": 6.0,
    "step": 4.0,
    "span": 3.0,
    "nomenclature": 1.5,
    "near": 2.0,
    "colour": 1.5,
}
"""What each feature adds. A connector outweighs whatever place says; a dotted number (``1.2`` under ``1``) outweighs
place but not a connector; a parent two levels up is no rival of one of the next level."""

_ROW = 5.0
"""Tops (points) that differ by less stand in one row: boxes drawn by hand are a little off."""


_ABREAST = 0.9
"""Share of the boxes with one at their right in the same row, from which each is taken to stand by its first child."""


@dataclass(frozen=True)
class Candidate:
    """A possible parent of a node, with the features that speak for it (their shares of the score)."""

    node: Node
    parent: Node
    features: Mapping[str, float]

    @property
    def score(self) -> float:
        return sum(self.features.values())


@dataclass(frozen=True)
class Choice:
    """The candidate that was chosen, and the best of the others."""

    best: Candidate
    rival: Candidate | None = None

    @property
    def parent(self) -> Node:
        return self.best.parent

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {share:.1f}" for name, share in self.best.features.items())
        told = f"{self.best.score:.1f} = {shares}"
        if self.rival is None:
            return told
        return f"{told}; next {self.rival.score:.1f} {self.rival.parent.title.text[:40]}"


@dataclass
class Evidence:
    """What a page says of its nodes.

    ``linked`` are the parents by connectors, nearest first; ``stack`` numbers the stacks of boxes that stand wall to
    wall, ``look`` says how a node's box looks; ``held`` are nodes whose connector comes from another page, ``framed``
    those that stand in the frame of another: over none outside it, where no connector says so.
    """

    place: Mapping[Node, Box]
    linked: Mapping[Node, Sequence[Node]]
    stack: Mapping[Node, int] = field(default_factory=dict)
    look: Mapping[Node, object] = field(default_factory=dict)
    held: frozenset[Node] = frozenset()
    framed: frozenset[Node] = frozenset()
    rightwards: bool = False


def assign(nodes: Sequence[Node], evidence: Evidence) -> dict[Node, Choice]:
    """The parent of every node that has one on the page; those that a table has placed keep theirs."""
    field = _Field(nodes, evidence)
    of = {node: _candidates(node, nodes, evidence, field) for node in nodes if node.parent is None}
    chosen: dict[Node, Choice] = {}
    for c in sorted((c for found in of.values() for c in found), key=lambda c: -c.score):
        if c.node not in chosen and not _rings(c, chosen):
            others = [other for other in of[c.node] if other is not c]
            chosen[c.node] = Choice(c, max(others, key=lambda other: other.score, default=None))
    return chosen


def outranks(upper: Node, lower: Node) -> bool:
    """May the one node stand over the other by their levels? (Where a level is not known, it may.)"""
    return upper.rank is None or lower.rank is None or upper.rank < lower.rank


def may_lead_to(upper: Node, lower: Node) -> bool:
    """May a connector lead from the one node to the other? (Also between two of one level: the sasaran of a region over
    those of its offices; and from a region's sasaran to the tujuan of an office.)
    """
    if upper.level == "sasaran" and lower.level == "tujuan":
        return True
    return upper.rank is None or lower.rank is None or upper.rank <= lower.rank


def heads(upper: Node, lower: Node) -> bool:
    """Do both levels tell that the one node stands over the other?"""
    return upper.rank is not None and lower.rank is not None and upper.rank < lower.rank


_BACKWARDS = 0.3
"""Share of connectors that lead from a lower level to a higher one, from which they are read the other way round."""


def righted(above: Mapping[Node, list[Node]]) -> dict[Node, list[Node]]:
    """The parents by connectors, those of a chart that grows upwards or to both sides turned round by their levels.

    In a chart that grows down, a line from a lower to a higher level is a slip of the pen or of the reading.
    """
    down: list[tuple[Node, Node]] = []
    up: list[tuple[Node, Node]] = []
    for child, parents in above.items():
        for p in parents:
            if heads(p, child):
                down.append((child, p))
            elif heads(child, p):
                up.append((child, p))
    # a region's sasaran, under a tujuan itself, over an office's tujuan is no line backwards
    hung = {child for child, _ in down}
    wrong = [(child, p) for child, p in up if p not in hung or not may_lead_to(p, child)]
    if not wrong or len(wrong) < _BACKWARDS * (len(down) + len(wrong)):
        return dict(above)
    out: dict[Node, list[Node]] = {child: [] for child in above}
    for child, parents in above.items():
        for p in parents:
            lower, upper = (p, child) if heads(child, p) else (child, p)
            out.setdefault(lower, []).append(upper)
    return {child: parents for child, parents in out.items() if parents}


def _rings(candidate: Candidate, chosen: Mapping[Node, Choice]) -> bool:
    above: Node | None = candidate.parent
    while above is not None:
        if above is candidate.node:
            return True
        above = chosen[above].parent if above in chosen else above.parent
    return False


_LEVELS, _DRAWN = 3, 0.6
"""Levels at which boxes of a branch's colour stand, and the share of all boxes in such colours, at the least."""


class _Field:
    """The nodes of a page as arrays, for each is compared with all others.

    ``step`` is the depth where place alone tells: the row in a chart that runs down, the column in one that runs right.
    """

    def __init__(self, nodes: Sequence[Node], evidence: Evidence) -> None:
        self.nodes = nodes
        self.evidence = evidence
        self.index = {node: i for i, node in enumerate(nodes)}
        places = np.array([evidence.place[n] for n in nodes], float).reshape(-1, 4)
        self.x0, self.top, self.x1, self.bottom = places.T
        ranks = [n.rank for n in nodes]
        self.rank = np.array([np.nan if r is None else r for r in ranks], float)
        self.ranked = ~np.isnan(self.rank)
        self.office = [n.office for n in nodes]
        self.is_office = np.array([o is not None for o in self.office], bool)
        self.measures = np.array([n.measures for n in nodes], bool)
        self.framed = np.array([n in evidence.framed for n in nodes], bool)
        stacks = {stack: k for k, stack in enumerate(dict.fromkeys(evidence.stack.values()))}
        self.stack = np.array([stacks[evidence.stack[n]] if n in evidence.stack else -1 for n in nodes], int)
        self.step = _steps(self.x0 if evidence.rightwards else self.top)
        self.abreast = evidence.rightwards and self._abreast()
        self.linked = sum(n in evidence.linked or n in evidence.held for n in nodes) > 0.5 * len(nodes)
        self.branches = self._branches()

    def _branches(self) -> frozenset[object]:
        """The colours in which branches are drawn: boxes of each stand at several levels. None where few boxes are
        drawn so, for colours mark levels on most charts.
        """
        levels: dict[object, set[float]] = {}
        looks = [self.evidence.look.get(n) for n in self.nodes]
        for i, look in enumerate(looks):
            if _coloured(look):
                levels.setdefault(look, set()).add(float(self.rank[i] if self.ranked[i] else 100 + self.step[i]))
        branches = frozenset(look for look, at in levels.items() if len(at) >= _LEVELS)
        return (
            branches if len(branches) > 1 and sum(x in branches for x in looks) >= _DRAWN * len(looks) else frozenset()
        )

    def upper(self, node: Node) -> list[Node]:
        """Of the nodes before a node, those of the level next above its own; where levels are not known, those of the
        row (the column) next before it, or over it where nearly everything else hangs on connectors.
        """
        i = self.index[node]
        able = self._may_stand_over(i)
        look = self.evidence.look.get(node)
        if look in self.branches:
            # the branch comes first: levels are told apart within it
            own = able & np.array([self.evidence.look.get(n) == look for n in self.nodes], bool)
            able = own if own.any() else able
        if self.office[i] and (able & self.is_office).any():
            able &= self.is_office
        above = np.flatnonzero(able & self.ranked)
        if self.ranked[i]:
            if len(above):
                found = above[self.rank[above] == self.rank[above].max()]
                return self._between(i, able, found) or self._of(found)
        elif self.linked:
            # among boxes on connectors a loose one of the same look is a neighbour
            able &= self._aside(i) <= 1
            for j in np.flatnonzero(able).tolist():
                able[j] = self.evidence.look.get(self.nodes[j]) != look
        found = np.flatnonzero(able)
        return self._of(found[self.step[found] == self.step[found].max()]) if len(found) else []

    def _between(self, i: int, able: NDArray[np.bool_], upper: NDArray[np.intp]) -> list[Node]:
        """The nodes over a node that stand in a row under those of the level next above it and bear the name of a level
        that may stand anywhere (`Critical Success Factor`).
        """
        named = np.array([n.piece.named is not None and n.rank is None for n in self.nodes], bool)
        found = np.flatnonzero(able & named & (self.step > self.step[upper].max()) & (self._aside(i) <= 1))
        return self._of(found[self.step[found] == self.step[found].max()]) if len(found) else []

    def begun(self, node: Node, able: Sequence[Node]) -> Node | None:
        """The last of the nodes that begin over a node or in its row, in a chart to the right whose nodes each stand in
        the row of their first child; ``None`` in others.
        """
        if not self.abreast:
            return None
        top = self.top[self.index[node]] + _ROW
        return max(
            (p for p in able if self.top[self.index[p]] <= top), key=lambda p: self.top[self.index[p]], default=None
        )

    def _abreast(self) -> bool:
        """Does nearly every node but those of the last column have one at its right in the same row?"""
        if not len(self.step):
            return False
        beside = [
            bool(((np.abs(self.top - self.top[i]) <= _ROW) & (self.x0 >= self.x1[i] - _ROW)).any())
            for i in np.flatnonzero(self.step < self.step.max()).tolist()
        ]
        return len(beside) > 1 and sum(beside) >= _ABREAST * len(beside)

    def _of(self, found: NDArray[np.intp]) -> list[Node]:
        return [self.nodes[i] for i in found.tolist()]

    def _may_stand_over(self, i: int) -> NDArray[np.bool_]:
        """Which nodes may stand over one by their levels and places."""
        known = self.ranked & self.ranked[i]
        able: NDArray[np.bool_] = ~self.measures & ~self.framed & ~(known & ~(self.rank < self.rank[i]))
        able[i] = False
        if self.evidence.rightwards:
            before = self.x1 <= self.x0[i] + 3
        else:
            able &= self.top <= self.top[i] + 3
            before = (self.bottom <= self.top[i] + 3) | (known & (self.top < self.top[i] - 1))
        if self.stack[i] >= 0:
            own = (self.stack == self.stack[i]) & (self.top < self.top[i])
            before = np.where(self.stack == self.stack[i], own & (known | self._stepped(i, own)), before)
        able &= before
        return able

    def _stepped(self, i: int, over: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Over which nodes of its stack a node of another look stands in a row of nodes that look as it does, or one of
        any look in a row of which some part into several nodes, or under such a row: an only child under its parent, no
        sibling.
        """
        found = np.zeros(len(self.nodes), bool)
        looks = self.evidence.look
        look = looks.get(self.nodes[i])
        row = np.flatnonzero((np.abs(self.top - self.top[i]) <= _ROW) & (self.stack != self.stack[i])).tolist()
        if any(looks.get(self.nodes[j]) == look for j in row):
            last = int(np.flatnonzero(over)[-1]) if over.any() else i
            beside = np.flatnonzero((np.abs(self.top - self.top[last]) <= _ROW) & (self.stack != self.stack[i]))
            parted = any(self._parts(j) for j in (i, *row, *beside.tolist()))
            for j in np.flatnonzero(over & ~self.ranked).tolist():
                found[j] = parted or looks.get(self.nodes[j]) != look
        return found

    def _parts(self, i: int) -> bool:
        """Do several nodes hang on the lower wall of a node?"""
        hang = np.abs(self.top - self.bottom[i]) <= EDGE
        return int((hang & (self.x0 >= self.x0[i] - EDGE) & (self.x1 <= self.x1[i] + EDGE)).sum()) > 1

    def _aside(self, i: int) -> NDArray[np.float64]:
        """How far (points) the middle of a box stands outside the spans of the others."""
        if self.evidence.rightwards:
            low, high, at = self.top, self.bottom, (self.top[i] + self.bottom[i]) / 2
        else:
            low, high, at = self.x0, self.x1, (self.x0[i] + self.x1[i]) / 2
        outside: NDArray[np.float64] = np.maximum(np.maximum(low - at, at - high), 0.0)
        return outside


def _steps(places: NDArray[np.float64]) -> NDArray[np.intp]:
    """The row (the column) of every place, from the first one on."""
    order = np.argsort(places, kind="stable")
    steps = np.zeros(len(places), np.intp)
    step, last = -1, None
    for i in order:
        if last is None or places[i] - last > _ROW:
            step += 1
            last = places[i]
        steps[i] = step
    return steps


def _candidates(node: Node, nodes: Sequence[Node], evidence: Evidence, field: _Field) -> list[Candidate]:
    linked = [p for p in evidence.linked.get(node, ()) if may_lead_to(p, node)]
    passed = _passed(node, linked, nodes) if linked else None
    if passed is not None:
        linked, able = [], [passed]
    elif linked:
        able = linked
    elif node in evidence.held and node.rank is None:
        return []
    else:
        able = field.upper(node)
    prefix = node.number.text.rstrip(".").rpartition(".")[0]
    if prefix and not linked:
        able = [*able, *(p for p in nodes if _is_numbered(p, prefix) and outranks(p, node) and p not in able)]
    # of a box that says a heading and a statement under it, the statement
    stated = {id(q.piece.under) for q in able if q.piece.under is not None and not linked}
    able = [p for p in able if id(p.piece) not in stated] if node.office is None else able
    deepest = max((p.rank for p in able if p.rank is not None), default=None)
    named = by_nomenclature(node, able) if len(able) > 1 else None
    begun = field.begun(node, able) if not linked else None
    out = []
    for p in able:
        features = {"near": WEIGHTS["near"] / (1 + _distance(p, node, evidence) / 100)}
        if linked:
            features["connector"] = WEIGHTS["connector"]
        if prefix and _is_numbered(p, prefix):
            features["number"] = WEIGHTS["number"]
        if p is begun or (begun is None and _aside(evidence.place[p], evidence.place[node], evidence.rightwards) <= 1):
            features["span"] = WEIGHTS["span"]
        if p.rank is not None and p.rank == deepest:
            features["step"] = WEIGHTS["step"]
        if _coloured(evidence.look.get(p)) and evidence.look.get(p) == evidence.look.get(node):
            features["colour"] = WEIGHTS["colour"]
        if p is named:
            features["nomenclature"] = WEIGHTS["nomenclature"]
        out.append(Candidate(node, p, features))
    return out


def _passed(node: Node, linked: Sequence[Node], nodes: Sequence[Node]) -> Node | None:
    """The node that the number of another one names as its parent (`2.1.1` of `2.1.1.1`), where the connector seems to
    come from further up the same numbers: a trunk that runs on past its head, of which one piece was not seen.
    """
    prefix = node.number.text.rstrip(".").rpartition(".")[0]
    above = [p.number.text.rstrip(".") for p in linked]
    if "." not in prefix or not all(number and prefix.startswith(f"{number}.") for number in above):
        return None
    named = [p for p in nodes if p is not node and _is_numbered(p, prefix)]
    return named[0] if len(named) == 1 else None


def _coloured(look: object) -> bool:
    """Is a box of a colour of its own? (A branch may be drawn in one.)"""
    return isinstance(look, str) and look.lower() != "#ffffff"


def _is_numbered(node: Node, number: str) -> bool:
    return node.number.text.rstrip(".") == number


def _aside(upper: Box, lower: Box, rightwards: bool) -> float:
    """How far (points) the middle of a box stands outside the span of the one over it."""
    x, y = (lower[0] + lower[2]) / 2, (lower[1] + lower[3]) / 2
    if rightwards:
        return max(upper[1] - y, 0.0, y - upper[3])
    return max(upper[0] - x, 0.0, x - upper[2])


def _distance(upper: Node, lower: Node, evidence: Evidence) -> float:
    a, b = evidence.place[upper], evidence.place[lower]
    gap = max(0.0, b[0] - a[2]) if evidence.rightwards else max(0.0, b[1] - a[3])
    ax, ay, bx, by = (a[0] + a[2]) / 2, (a[1] + a[3]) / 2, (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
    return gap + (abs(ay - by) if evidence.rightwards else abs(ax - bx))
