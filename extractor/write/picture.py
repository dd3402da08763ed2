"""A picture of what was understood of a page: the tree of a cascade drawn over its boxes, tables and signatures.

In come the extraction (with provenance) and, for the words in the background, the layouts; out comes an SVG document in
points, origin top left, that a browser shows at once. Apart from the review page because a chart is checked by looking
at its boxes and lines, not at a list of values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.kinds.cascade.explain import explain
from extractor.layout.blocks import PageLayout
from extractor.read.words import Box, box_around
from extractor.schema import Cascading, Extraction, Provenance
from extractor.schema.document import Node
from extractor.write.on_paper import on_paper
from extractor.write.svg import at, rect, said, titled
from extractor.write.svg import document as drawing

COLOURS = {
    "tujuan": "#1b4f9c",
    "sasaran": "#0f7b6c",
    "program": "#7a3e9d",
    "kegiatan": "#b35900",
    "sub_kegiatan": "#a3174f",
    None: "#555555",
}
_LABEL, _REASON = 6.0, 3.5
"""Points of the type in which levels and reasons are told, at the most."""
_STYLE = (
    "text{font-family:sans-serif}.w{fill:#bbb}.e{fill:none;stroke-width:1.2}.j{stroke-dasharray:4 3}"
    ".c{fill:none;stroke-width:.5;stroke-dasharray:2 1}.y{fill:#777}"
    ".t{fill:none;stroke:#1b4f9c;stroke-width:1}.s{fill:none;stroke:#a3174f;stroke-width:1}"
)


def picture(extraction: Extraction, layouts: Sequence[PageLayout] = (), page: int = 1) -> str:
    """The SVG of a page (1-based).

    ``layouts`` give the page's size, its words (grey), its tables, and of a chart the cards with the scores that chose
    their parents (small, under each card, and as its tooltip); without them the picture is as large as what it
    shows. Raises ``ValueError`` when the extraction was made without provenance.
    """
    if extraction.provenance is None:
        raise ValueError("a picture needs provenance")
    layout = next((x for x in layouts if x.number == page), None)
    parts = list(drawn_words(layout)) if layout is not None else []
    boxes: list[Box] = []
    for i, document in enumerate(extraction.documents):
        if isinstance(document, Cascading):
            drawn, seen = _tree(document, i, extraction.provenance, page, type_of(layout, _LABEL))
            parts += drawn + _reasons(document, layouts, page, type_of(layout, _REASON))
            boxes += seen
        for k in range(len(document.signatories)):
            box = _box(extraction.provenance.get(f"/documents/{i}/signatories/{k}"), page)
            if box is not None:
                boxes.append(box)
                parts.append(rect(box, "s"))
    if layout is not None:
        paper = on_paper(layout.page)
        parts += [rect(paper.box(t.box), "t") for t in layout.tables if t.page == page]
        width, height = paper.size(layout.page)
    else:
        width = max((b[2] for b in boxes), default=100.0) + 20
        height = max((b[3] for b in boxes), default=100.0) + 20
    return drawing(width, height, _STYLE, parts)


def drawn_words(layout: PageLayout) -> Iterator[str]:
    """The words of a page where they stand on paper, grey."""
    paper = on_paper(layout.page)
    turn = paper.turned
    for w in layout.page.words:
        x0, _, x1, bottom = w.box
        size = max(1.0, w.size) * paper.scale
        x, y = paper.point(x0, bottom - 0.2 * max(1.0, w.size))
        wide = f'class="w" textLength="{at(max(0.1, (x1 - x0) * paper.scale))}" lengthAdjust="spacingAndGlyphs"'
        yield said(x, y, w.text, size, wide + (f' transform="rotate({turn} {at(x)} {at(y)})"' if turn else ""))


def type_of(layout: PageLayout | None, most: float) -> float:
    """Points in which something is told over a page: no more than its own type, lest it hide what stands there."""
    sizes = sorted(w.size for w in layout.page.words if w.size > 0) if layout is not None else []
    if layout is None or not sizes:
        return most
    return max(1.0, min(most, 0.8 * sizes[len(sizes) // 2] * on_paper(layout.page).scale))


def _tree(
    document: Cascading, index: int, provenance: dict[str, Provenance], page: int, size: float
) -> tuple[list[str], list[Box]]:
    places: dict[str, tuple[Node, Box]] = {}
    joints: list[tuple[str, str]] = []
    edges: list[tuple[str, str]] = []

    def walk(nodes: Sequence[Node], at: str, above: str | None) -> None:
        for k, node in enumerate(nodes):
            pointer = f"{at}/{k}"
            box = _around(node, pointer, provenance, page)
            if box is not None:
                places[pointer] = (node, box)
            if above is not None:
                edges.append((above, pointer))
            joints.extend((j, pointer) for j in node.joint_parents)
            walk(node.children, f"{pointer}/children", pointer)

    walk(document.tree, f"/documents/{index}/tree", None)
    edges = [(a, b) for a, b in edges if a in places and b in places]
    aside = sum(1 if stands_beside(places[a][1], places[b][1]) else -1 for a, b in edges) > 0
    stacked = _stacked([(a, places[b][1]) for a, b in edges])
    parts = [
        _hanging(places[a][1], places[b]) if a in stacked and not aside else _edge(places[a][1], places[b], "e", aside)
        for a, b in edges
    ]
    parts += [_edge(places[a][1], places[b], "e j", aside) for a, b in joints if a in places and b in places]
    for node, box in places.values():
        colour = COLOURS[node.level]
        label = " ".join(
            x for x in (node.level or "", node.number or "", f"({node.echelon})" if node.echelon else "") if x
        )
        parts.append(rect(box, "", f'fill="{colour}" fill-opacity="0.08" stroke="{colour}" stroke-width="1"'))
        if label:
            parts.append(said(box[0], box[1] - 0.4 * size, label, size, f'fill="{colour}"'))
    return parts, [box for _, box in places.values()]


def _reasons(document: Cascading, layouts: Sequence[PageLayout], page: int, size: float) -> list[str]:
    """The cards of a chart, and over each why it stands under its parent: scores, and what came second."""
    first, last = document.pages or (0, 0)
    pages = [x.page for x in layouts if first <= x.number <= last]
    parts = []
    for card in explain(pages):
        if card.page != page:
            continue
        x0, top, x1, bottom = card.box
        frame = rect((x0 - 1, top - 1, x1 + 1, bottom + 1), "c", f'stroke="{COLOURS[card.level]}"')
        parts.append(titled(frame, card.reason))
        if card.reason:
            parts.append(said(x0, bottom + 1.1 * size, card.reason, size, 'class="y"'))
    return parts


def _around(node: Node, pointer: str, provenance: dict[str, Provenance], page: int) -> Box | None:
    """The box around everything that was read into a node on a page."""
    parts = [pointer, f"{pointer}/objective", *(f"{pointer}/indicators/{k}" for k in range(len(node.indicators)))]
    around: Box | None = None
    for part in parts:
        box = _box(provenance.get(part), page)
        if box is not None and (around is None or _near(around, box)):
            around = box if around is None else box_around((around, box))
    return around


def _near(a: Box, b: Box) -> bool:
    """Do two boxes stand in one column without a gap? (An indicator in a box of its own is not drawn into its node.)"""
    return a[0] < b[2] and b[0] < a[2] and b[1] - a[3] < 14


def _box(entry: Provenance | None, page: int) -> Box | None:
    """The place of a value on a page, a little wider than its words."""
    if entry is None:
        return None
    for place in (entry, *entry.more):
        if place.page == page and place.bbox is not None:
            x0, top, x1, bottom = place.bbox
            return (x0 - 3, top - 2, x1 + 3, bottom + 2)
    return None


def stands_beside(parent: Box, child: Box) -> bool:
    """Does a child stand at the right of its parent, no lower than it ends?"""
    return child[0] >= parent[2] - 2 and child[1] < parent[3]


def _stacked(below: Sequence[tuple[str, Box]]) -> set[str]:
    """The parents whose children, one under the other, would be crossed by lines down their middles."""
    last: dict[str, Box] = {}
    found: set[str] = set()
    for parent, box in below:
        before = last.get(parent)
        if before is not None and box[1] >= before[3] - 2 and box[0] < before[2] and before[0] < box[2]:
            found.add(parent)
        last[parent] = box
    return found


def _hanging(parent: Box, child: tuple[Node, Box]) -> str:
    """A line down at the left of boxes that stand one under the other, and from there to the side of one of them."""
    node, box = child
    x, y = max(0.0, min(parent[0], box[0]) - 4), (box[1] + box[3]) / 2
    foot = (parent[1] + parent[3]) / 2
    path = f"M{at(parent[0])} {at(foot)}H{at(x)}V{at(y)}H{at(box[0])}"
    return f'<path class="e" stroke="{COLOURS[node.level]}" d="{path}"/>'


def _edge(parent: Box, child: tuple[Node, Box], name: str, aside: bool) -> str:
    node, box = child
    return f'<path class="{name}" stroke="{COLOURS[node.level]}" d="{elbow(parent, box, aside)}"/>'


def elbow(parent: Box, box: Box, aside: bool) -> str:
    """A bent line from a parent's lower wall down to a box, or from its right wall in a tree to the right."""
    if box[0] >= parent[2] - 2 and (aside or box[1] < parent[3]):
        ax, ay = parent[2], (parent[1] + parent[3]) / 2
        bx, by = box[0], (box[1] + box[3]) / 2
        middle = (ax + bx) / 2
        return f"M{at(ax)} {at(ay)}H{at(middle)}V{at(by)}H{at(bx)}"
    ax, ay = (parent[0] + parent[2]) / 2, parent[3]
    bx, by = (box[0] + box[2]) / 2, box[1]
    middle = (ay + by) / 2
    return f"M{at(ax)} {at(ay)}V{at(middle)}H{at(bx)}V{at(by)}"
