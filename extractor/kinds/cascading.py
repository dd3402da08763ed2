"""Cascades (cascading kinerja, pohon kinerja): the chart or table from goals down to sub activities as a tree."""

from __future__ import annotations

from extractor.kinds.cascading_build import draft, node_of
from extractor.kinds.cascading_outline import read_outline
from extractor.kinds.cascading_parents import merge, plant
from extractor.kinds.common import common_fields
from extractor.kinds.registry import Kind, register
from extractor.match.found import Draft
from extractor.schema import Cascading
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a cascade."""
    nodes = [node_of(p) for p in read_outline(component.body or component.blocks)]
    tree, flat = draft(merge(plant(nodes)))
    return {**common_fields(component), "tree": tree, "indicators": flat}


KIND = register(Kind("cascading", Cascading, build))
