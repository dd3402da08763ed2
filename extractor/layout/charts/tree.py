"""Parents: who leads to whom in a chart, by connectors and else by alignment.

In come boxes and networks, out come for every box its parents, the nearest first. Apart from the connectors because the
direction of a chart (downwards, to the right) is a question about the whole page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.layout.charts.boxes import ChartBox
from extractor.layout.charts.connectors import Network, Terminal


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
        return tails, heads
    up = [t for t in ends if t.side in ("bottom", "right")]
    down = [t for t in ends if t.side in ("top", "left")]
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
    if not down and len(up) > 1:
        # the line leaves a box downwards and comes back from below: the lower box is the child
        first = min(up, key=lambda t: t.box.box[1])
        rest = [t for t in up if t is not first and t.box.box[1] > first.box.box[3]]
        if rest:
            return [first], rest
    return up, down


def link(networks: Sequence[Network]) -> Links:
    """Parents by connectors."""
    links = Links()
    open_above: list[tuple[Network, list[Terminal]]] = []
    open_below: list[tuple[Network, list[Terminal]]] = []
    whole: list[tuple[Network, list[Terminal]]] = []
    for network in networks:
        up, down = _roles(network)
        if up and down:
            _join(links, up, down)
            whole.append((network, up))
        elif down:
            open_above.append((network, down))
        elif up:
            open_below.append((network, up))
    for network, down in open_above:
        # a line that only crosses another one still leads on from it where it makes no sense alone
        crossed = next((item for item in (*open_below, *whole) if _cross(item[0], network)), None)
        if crossed is not None:
            _join(links, crossed[1], down)
        else:
            links.orphans.append((network, [t.box for t in down]))
    return links


def _cross(a: Network, b: Network) -> bool:
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


def aligned_parent(
    box: ChartBox, boxes: Sequence[ChartBox], rightwards: bool, wall: Mapping[ChartBox, int]
) -> ChartBox | None:
    """The box under whose span a box stands (in a chart to the right: beside whose span), the nearest one.

    ``wall`` numbers the stacks: a box is never the parent of another one in its own stack.
    """
    x, y = box.middle
    best: tuple[float, float, ChartBox] | None = None
    for other in boxes:
        if other is box or wall.get(other) == wall.get(box):
            continue
        x0, top, x1, bottom = other.box
        if rightwards:
            gap, off = box.box[0] - x1, max(top - y, 0.0, y - bottom)
        else:
            gap, off = box.box[1] - bottom, max(x0 - x, 0.0, x - x1)
        if gap < -2:
            continue
        key = (off if off > 1 else 0.0, gap)
        if best is None or _nearer(key, best[:2]):
            best = (*key, other)
    return best[2] if best is not None else None


def _nearer(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Rows count before sideways distance only where both stand over the box."""
    if (a[0] == 0) != (b[0] == 0):
        return a[0] == 0
    if a[0] == 0:
        return a[1] < b[1]
    return a[1] + 2 * a[0] < b[1] + 2 * b[0]
