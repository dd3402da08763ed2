"""Parents: who leads to whom in a chart, by connectors and else by alignment.

In come boxes and networks, out come for every box its parents, the nearest first. Apart from the connectors because
the direction of a chart (downwards, to the right) is a question about the whole page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.layout.charts.box import ChartBox
from extractor.layout.charts.connectors import Network, Terminal
from extractor.layout.charts.pieces import rests_on


@dataclass
class Links:
    """``parents`` of each box that a connector leads to, nearest first; ``orphans`` are groups of boxes whose common
    connector leads from nowhere on the page."""

    parents: dict[ChartBox, list[ChartBox]] = field(default_factory=dict)
    orphans: list[tuple[Network, list[ChartBox]]] = field(default_factory=list)


def _roles(network: Network) -> tuple[list[Terminal], list[Terminal]]:
    """``(where it comes from, where it leads to)``."""
    ends = network.terminals
    heads = [t for t in ends if t.head]
    if heads and len(heads) < len(ends):
        tails = [t for t in ends if not t.head]
        sides = {t.side for t in heads}
        unseen = [t for t in tails if t.side in sides]
        if len(sides) > 1 or not unseen or (len(unseen) == len(tails) and _carries(tails, heads)):
            return tails, heads
        # a line that arrives where the others do has a head that was not seen
        return [t for t in tails if t.side not in sides], heads + unseen
    up = [t for t in ends if t.side in ("bottom", "right")]
    down = [t for t in ends if t.side in ("top", "left")]
    if not down and len(up) > 1:
        # a line down the right side of boxes: it leaves the lower wall of one and arrives at the right of those below
        leaving = [t for t in up if t.side == "bottom"]
        under = [t for t in up if t.side == "right" and leaving and t.box.box[1] >= leaving[0].box.box[3] - 2]
        if len(leaving) == 1 and len(under) == len(up) - 1:
            return leaving, under
    if not up and len(down) > 1:
        tops = [t for t in down if t.side == "left"]
        # a trunk down the left side: the uppermost box carries it
        if len(tops) == len(down):
            first = min(tops, key=lambda t: t.box.box[1])
            rest = [t for t in tops if t is not first]
            if min(t.box.box[0] for t in rest) > first.box.box[0] + 2:
                return [first], rest
        if tops and len(tops) < len(down):
            first = min(down, key=lambda t: t.box.box[1])
            if first.side == "left" and all(t.box.box[1] > first.box.box[3] for t in down if t is not first):
                return [first], [t for t in down if t is not first]
    return up, down


def _carries(tails: Sequence[Terminal], heads: Sequence[Terminal]) -> bool:
    """Does a box carry the trunk down its side from which lines lead to the same side of all others? It stands over
    them, and they stand in from it.
    """
    if len(tails) != 1:
        return False
    x0, top, x1, _ = tails[0].box.box
    inwards = min(t.box.box[0] for t in heads) > x0 + 2 or max(t.box.box[2] for t in heads) < x1 - 2
    return inwards and all(t.box.box[1] > top for t in heads)


def link(networks: Sequence[Network]) -> Links:
    """Parents by connectors."""
    links = Links()
    told: list[tuple[list[Terminal], list[Terminal]]] = []
    for group in _completed(networks):
        first = group[0]
        whole = Network(first.page, [p for n in group for p in n.pieces])
        whole.terminals = [t for n in group for t in n.terminals]
        whole.loose = [p for n in group for p in n.loose]
        bones = _bones(whole)
        if bones:
            told += bones
            continue
        up, down = _roles(whole)
        if up and down:
            told.append((up, down))
        elif down:
            links.orphans.append((whole, [t.box for t in down]))
    backwards = {axis for axis in _AXES if _gathers([roles for roles in told if _runs(roles, axis)])}
    for up, down in told:
        if any(_runs((up, down), axis) for axis in backwards):
            up, down = down, up
        _join(links, up, down)
    return links


def _bones(network: Network) -> list[tuple[list[Terminal], list[Terminal]]]:
    """The pairs of a fish bone: a box whose line ends on the middle of another box's line stands under that box.

    Only where lines end so on lines that do so themselves; whatever is joined in one step, sides and arrows tell.
    """
    over: dict[Terminal, Terminal] = {}
    root: Terminal | None = None
    for t in network.terminals:
        if t.piece is None:
            return []
        on = [o for o in network.terminals if o.piece not in (None, t.piece) and rests_on(t.piece, o.piece)]
        if len(on) == 1:
            over[t] = on[0]
        elif root is None:
            root = t
        else:
            return []
    if not any(upper in over for upper in over.values()):
        return []
    return [([upper], [t]) for t, upper in over.items()]


_AXES = (("top", "bottom"), ("left", "right"))


def _runs(roles: tuple[list[Terminal], list[Terminal]], axis: tuple[str, str]) -> bool:
    """Does a network run up and down (or across) only?"""
    return all(t.side in axis for ends in roles for t in ends)


def _gathers(told: Sequence[tuple[list[Terminal], list[Terminal]]]) -> bool:
    """Do networks lead from several boxes to one rather than from one to several? A tree has more leaves than roots:
    such a chart grows upwards (to the left), its arrows lead from cause to effect.
    """
    gathering = sum(len(up) > 1 and len(down) == 1 for up, down in told)
    spreading = sum(len(up) == 1 and len(down) > 1 for up, down in told)
    return gathering > 1 and gathering > 2 * spreading


def opened(links: Links) -> Links:
    """Panels give way to their boxes: what leads to a panel leads to each, what leads from it from the nearest."""
    out = Links(orphans=[(net, [m for b in boxes for m in (b.members or (b,))]) for net, boxes in links.orphans])
    for child, sources in links.parents.items():
        for box in child.members or (child,):
            held = out.parents.setdefault(box, [])
            for source in sources:
                near = sorted(source.members, key=lambda m: _apart(m, box)) if source.members else [source]
                held += [s for s in near if s not in held and s is not box]
    return out


def _completed(networks: Sequence[Network]) -> list[list[Network]]:
    """Networks in groups: one that makes no sense alone (it comes from nowhere, it leads nowhere) goes with those
    that it crosses, for a line drawn straight through a junction looks like a crossing.
    """
    groups = [[n] for n in networks if n.terminals]
    for network in [n for n in networks if n.terminals]:
        up, down = _roles(network)
        if up and down:
            continue
        home = next(g for g in groups if network in g)
        for other in groups:
            if other is home or not any(_cross(network, n) for n in other):
                continue
            other_up, other_down = _roles_of(other)
            if (other_up and not up) or (other_down and not down):
                home += other
                groups = [g for g in groups if g is not other]
                up, down = up or other_up, down or other_down
    return groups


def _roles_of(group: Sequence[Network]) -> tuple[list[Terminal], list[Terminal]]:
    up: list[Terminal] = []
    down: list[Terminal] = []
    for n in group:
        u, d = _roles(n)
        up += u
        down += d
    return up, down


def _cross(a: Network, b: Network) -> bool:
    one, two = a.box, b.box
    if one[0] - 2 > two[2] or two[0] - 2 > one[2] or one[1] - 2 > two[3] or two[1] - 2 > one[3]:
        return False
    return any(
        p.box[0] - 2 <= q.box[2] and q.box[0] - 2 <= p.box[2] and p.box[1] - 2 <= q.box[3] and q.box[1] - 2 <= p.box[3]
        for p in a.pieces
        for q in b.pieces
    )


def _join(links: Links, up: Sequence[Terminal], down: Sequence[Terminal]) -> None:
    for t in down:
        sources = [u.box for u in up if u.box is not t.box]
        sources.sort(key=lambda b: _apart(b, t.box))
        known = links.parents.setdefault(t.box, [])
        known += [b for b in sources if b not in known]


def _apart(a: ChartBox, b: ChartBox) -> float:
    (ax, ay), (bx, by) = a.middle, b.middle
    return abs(ax - bx) + abs(ay - by)
