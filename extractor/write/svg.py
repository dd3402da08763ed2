"""The few SVG elements that the pictures of a page are made of.

Comes in: boxes in points (origin top left) and texts of documents. Goes out: markup that every XML parser takes,
whatever the document holds: control characters, half of a character, coordinates that no paper has. Separate because
both pictures need the same guard.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from html import escape

from extractor.read.words import Box

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even escaped (section 2.2 of the recommendation)."""
_FARTHEST = 1e7
"""Points: a hundred times the largest page that PDF allows (ISO 32000-1, annex C)."""


def safe(text: str) -> str:
    """A text as XML: marks escaped, what XML has no sign for as the replacement character."""
    return escape(_NO_XML.sub("\ufffd", text))


def at(value: float) -> str:
    """A coordinate in points; one that is no number, or lies off every page, is cut to what can be drawn."""
    return f"{0.0 if math.isnan(value) else max(-_FARTHEST, min(_FARTHEST, value)):.2f}"


def rect(box: Box, name: str, more: str = "") -> str:
    """A rectangle of a class; ``more`` are attributes."""
    x0, top, x1, bottom = box
    style = f' class="{name}"' if name else ""
    size = f'width="{at(max(0.0, x1 - x0))}" height="{at(max(0.0, bottom - top))}"'
    return f'<rect x="{at(x0)}" y="{at(top)}" {size}{style} {more}/>'


def said(x: float, y: float, text: str, size: float, more: str) -> str:
    """A text that begins at a point, its type so many points high; ``more`` are attributes."""
    return f'<text x="{at(x)}" y="{at(y)}" font-size="{at(size)}" {more}>{safe(text)}</text>'


def titled(inner: str, title: str) -> str:
    """Elements with a tooltip."""
    return f"<g>{inner}<title>{safe(title)}</title></g>"


def document(width: float, height: float, style: str, parts: Iterable[str]) -> str:
    """The whole picture, of so many points, on white."""
    wide, high = at(width), at(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}pt" height="{high}pt">'
        f'<style>{style}</style><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
