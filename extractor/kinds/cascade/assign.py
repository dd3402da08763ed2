"""Who stands under whom on a chart page: one assignment over scored candidates.

In come nodes with their places, what the connectors say and which way the chart runs, out comes for every node the
candidate that was chosen, with its features. Ranks are hard: no node stands under one of a deeper level, nor of its
own unless a connector says so; and no ring of parents can arise, for an edge that would close one is never taken.
Apart from the placing of nodes because here nothing is read any more, only weighed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.kinds.cascade.parents import Node, by_nomenclature, under_offices
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
    wall, ``look`` says how a node's box looks; ``held`` are nodes whose connector comes from another page.
    """

    place: Mapping[Node, Box]
    linked: Mapping[Node, Sequence[Node]]
    stack: Mapping[Node, int] = field(default_factory=dict)
    look: Mapping[Node, object] = field(default_factory=dict)
    held: frozenset[Node] = frozenset()
    rightwards: bool = False


def assign(nodes: Sequence[Node], evidence: Evidence) -> dict[Node, Choice]:
    """The parent of every node that has one on the page; those that a table has placed keep theirs."""
    ladder = _Ladder(nodes, evidence)
    of = {node: _candidates(node, nodes, evidence, ladder) for node in nodes if node.parent is None}
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
    told = [(child, p) for child, parents in above.items() for p in parents if heads(p, child) or heads(child, p)]
    wrong = [(child, p) for child, p in told if heads(child, p)]
    if not wrong or len(wrong) < _BACKWARDS * len(told):
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


class _Ladder:
    """Steps of depth where place alone tells: rows of a chart that runs down, columns of one that runs right."""

    def __init__(self, nodes: Sequence[Node], evidence: Evidence) -> None:
        i = 0 if evidence.rightwards else 1
        self.step: dict[Node, int] = {}
        last: float | None = None
        step = -1
        for node in sorted(nodes, key=lambda n: evidence.place[n][i]):
            at = evidence.place[node][i]
            if last is None or at - last > _ROW:
                step += 1
                last = at
            self.step[node] = step
        self.linked = sum(n in evidence.linked or n in evidence.held for n in nodes) > 0.5 * len(nodes)


def _candidates(node: Node, nodes: Sequence[Node], evidence: Evidence, ladder: _Ladder) -> list[Candidate]:
    linked = [p for p in evidence.linked.get(node, ()) if may_lead_to(p, node)]
    if linked:
        able = linked
    elif node in evidence.held and node.rank is None:
        return []
    else:
        able = [p for p in nodes if p is not node and _may_stand_over(p, node, evidence)]
        able = _next_level(node, able, evidence, ladder)
    prefix = node.number.text.rstrip(".").rpartition(".")[0]
    if prefix and not linked:
        able = [*able, *(p for p in nodes if _is_numbered(p, prefix) and outranks(p, node) and p not in able)]
    deepest = max((p.rank for p in able if p.rank is not None), default=None)
    named = by_nomenclature(node, able) if len(able) > 1 else None
    out = []
    for p in able:
        features = {"near": WEIGHTS["near"] / (1 + _distance(p, node, evidence) / 100)}
        if linked:
            features["connector"] = WEIGHTS["connector"]
        if prefix and _is_numbered(p, prefix):
            features["number"] = WEIGHTS["number"]
        if _aside(evidence.place[p], evidence.place[node], evidence.rightwards) <= 1:
            features["span"] = WEIGHTS["span"]
        if p.rank is not None and p.rank == deepest:
            features["step"] = WEIGHTS["step"]
        if _coloured(evidence.look.get(p)) and evidence.look.get(p) == evidence.look.get(node):
            features["colour"] = WEIGHTS["colour"]
        if p is named:
            features["nomenclature"] = WEIGHTS["nomenclature"]
        out.append(Candidate(node, p, features))
    return out


def _coloured(look: object) -> bool:
    """Is a box of a colour of its own? (A branch may be drawn in one.)"""
    return isinstance(look, str) and look.lower() != "#ffffff"


def _is_numbered(node: Node, number: str) -> bool:
    return node.number.text.rstrip(".") == number


def _may_stand_over(upper: Node, lower: Node, evidence: Evidence) -> bool:
    # asked for every two nodes: the place first, ranks only where it allows
    if not evidence.rightwards and evidence.place[upper][1] > evidence.place[lower][1] + 3:
        return False
    if not outranks(upper, lower) or upper.measures:
        return False
    known = upper.rank is not None and lower.rank is not None
    if evidence.stack.get(upper) is not None and evidence.stack.get(upper) == evidence.stack.get(lower):
        over = evidence.place[upper][1] < evidence.place[lower][1]
        return over and (known or _steps_down(upper, lower, evidence))
    a, b = evidence.place[upper], evidence.place[lower]
    if evidence.rightwards:
        return a[2] <= b[0] + 3
    return a[3] <= b[1] + 3 or (known and a[1] < b[1] - 1)


def _steps_down(upper: Node, lower: Node, evidence: Evidence) -> bool:
    """Does a node of another look than the one over it in a stack stand in a row of nodes that look as it does? An only
    child under its parent, no sibling.
    """
    look, top = evidence.look.get(lower), evidence.place[lower][1]
    return (
        upper.rank is None
        and lower.rank is None
        and look != evidence.look.get(upper)
        and any(
            evidence.look.get(n) == look and abs(at[1] - top) <= _ROW and evidence.stack.get(n) != evidence.stack[lower]
            for n, at in evidence.place.items()
        )
    )


def _next_level(node: Node, able: list[Node], evidence: Evidence, ladder: _Ladder) -> list[Node]:
    """Of the nodes before a node, those of the level next above its own; where levels are not known, those of the
    row (the column) next before it, or over it where nearly everything else hangs on connectors.
    """
    able = list(under_offices(node, able))
    ranks = [p.rank for p in able if p.rank is not None]
    if node.rank is not None:
        if ranks:
            return [p for p in able if p.rank == max(ranks)]
    elif ladder.linked:
        # among boxes on connectors a loose one of the same look is a neighbour
        able = [
            p
            for p in able
            if _aside(evidence.place[p], evidence.place[node], evidence.rightwards) <= 1
            and evidence.look.get(p) != evidence.look.get(node)
        ]
    if not able:
        return []
    last = max(ladder.step[p] for p in able)
    return [p for p in able if ladder.step[p] == last]


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
