"""Splits a file's pages into component documents and finds their zones."""

from __future__ import annotations

from extractor.layout.blocks import PageLayout
from extractor.segment.component import Component


def split(layouts: tuple[PageLayout, ...]) -> tuple[Component, ...]:
    """The component documents in reading order."""
    blocks = tuple(b for p in layouts for b in p.flow)
    return (Component("unknown", layouts, blocks, body=blocks),)
