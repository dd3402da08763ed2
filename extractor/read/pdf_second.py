"""The second parser: reads pages that pdfium cannot open, or whose characters it cannot name, with pdfplumber.

Comes in: the file's bytes. Goes out: the same :class:`Chars` and :class:`Drawn` that are made of pdfium's answers, so
that words are made by the same rules. pdfplumber (pdfminer) is fifty times slower, but it looks for pages in a file
whose catalogue is lost, and names glyphs by the parts of their names (``t_i``) where pdfium gives a control character.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np

from extractor.read.drawn import Drawn, Matrix
from extractor.read.page import Point, Shape, corners_box
from extractor.read.pdf_chars import Chars, Placement, Style
from extractor.read.pdf_page import Draw
from extractor.read.pdf_signs import with_cork_signs
from extractor.read.words import Box

_REFERENCE_ALONE = re.compile(
    rb"(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\s{1,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\s{0,9}endobj"
)
_UNNAMED = "\ufffd"
_CONTROL = re.compile("[\x01-\x1f]")
_BOLD = ("bold", "black", "heavy", "demi")
_WHITE = 0.94
"""Brightness (0-1) of ink that is not seen on paper."""
_MOST_SIGNS = 8
"""Characters that one glyph stands for, at the most: a ligature's."""


class SecondParser:
    """A PDF opened with pdfplumber. Raises ``ValueError`` where it cannot be opened either."""

    def __init__(self, data: bytes, password: str | None) -> None:
        if _refers_to_itself(data):
            raise ValueError("an object is a reference to itself")
        # imported here: it costs as much as reading a hundred pages
        import pdfplumber

        # what it has to say about the faults of a file is said by the findings
        logging.getLogger("pdfminer").addHandler(logging.NullHandler())
        try:
            self._pdf = pdfplumber.open(BytesIO(data), password=password)
            self._pages = self._pdf.pages
        except Exception as error:  # a damaged file raises whatever its damage leads to: IndexError, struct.error ...
            raise ValueError(str(error)) from error

    @property
    def count(self) -> int:
        """How many pages hang on the file's tree of pages."""
        return len(self._pages)

    @property
    def is_portfolio(self) -> bool:
        """Whether the file is a case for other files, which are its contents."""
        return "Collection" in self._pdf.doc.catalog

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of page ``number`` in points, as a person sees it."""
        page = self._pages[number - 1]
        return float(page.width), float(page.height)

    def read(self, number: int) -> tuple[Chars, Draw, Placement]:
        """Characters of page ``number``, what is drawn on it, and where it lies in the file's coordinates.

        Raises ``ValueError`` where the page cannot be read.
        """
        page = self._pages[number - 1]
        try:
            width, height = float(page.width), float(page.height)
            chars = _chars(page.chars)
            shapes, pictures = _shapes(page, height), [_picture(p) for p in page.images]
        except Exception as error:  # as above
            raise ValueError(str(error)) from error
        finally:
            page.close()

        def draw(to_page: Matrix, across: float, down: float) -> Drawn:
            return _drawn(shapes, pictures, to_page, (across, down))

        # pdfplumber has turned the page already, and moved it to the origin
        return chars, draw, Placement(0.0, 0.0, width, height, 0)

    def cells(self, number: int, size: tuple[float, float]) -> list[Box]:
        """The cells of the tables that pdfplumber finds on page ``number``: left, top, right and bottom in points, from
        the upper left corner of the page as a person sees it. None where the page has another size for pdfplumber,
        which knows no crop boxes. Raises ``ValueError`` where the page cannot be read.
        """
        page = self._pages[number - 1]
        try:
            if max(abs(a - b) for a, b in zip(size, self.size(number), strict=True)) > 1:
                return []
            found = [cell for table in page.find_tables() for cell in table.cells]
            return [(float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in found]
        except Exception as error:  # as above
            raise ValueError(str(error)) from error
        finally:
            page.close()

    def close(self) -> None:
        """Closes the file."""
        self._pdf.close()


def _refers_to_itself(data: bytes) -> bool:
    """Whether an object is nothing but a reference that leads back to it over others: pdfminer follows it for ever."""
    leads = {int(m[1]): int(m[2]) for m in _REFERENCE_ALONE.finditer(data)}
    harmless: set[int] = set()
    for start in leads:
        path: set[int] = set()
        at = start
        while at in leads and at not in harmless:
            if at in path:
                return True
            path.add(at)
            at = leads[at]
        harmless |= path
    return False


def _chars(found: Iterable[dict[str, Any]]) -> Chars:
    text: list[str] = []
    boxes: list[Box] = []
    owners: list[int | None] = []
    styles: dict[int, Style] = {}
    before: Style | None = None
    for char in found:
        style = _style(char)
        if style != before:
            styles[len(styles) + 1] = style
            before = style
        signs = _signs(char["text"])
        x0, x1 = float(char["x0"]), float(char["x1"])
        step = (x1 - x0) / len(signs)
        for k, sign in enumerate(signs):
            text.append(sign)
            boxes.append((x0 + k * step, float(char["y1"]), x0 + (k + 1) * step, float(char["y0"])))
            owners.append(len(styles))
    signs = _CONTROL.sub(_UNNAMED, with_cork_signs("".join(text)))
    columns = np.array(boxes, np.float64).reshape(-1, 4)
    return Chars(signs, columns, owners, styles, frozenset(), unnamed=signs.count(_UNNAMED))


def _signs(text: str) -> str:
    """What a glyph prints; where its name is not known (``(cid:142)``) a sign that stands for nothing, or its number
    where that is the one of a control character.
    """
    if not text or text.startswith("(cid:"):
        number = text[5:-1]
        return chr(int(number)) if number.isdecimal() and 0 < int(number) < ord(" ") else _UNNAMED
    return text[:_MOST_SIGNS]


def _style(char: dict[str, Any]) -> Style:
    a, b, _, _, _, _ = char["matrix"]
    size = float(char["size"])
    angle = 0 if char["upright"] and a >= 0 else 180 if char["upright"] else 90 if b > 0 else 270
    white = all(v >= _WHITE for v in _red_green_blue(char["non_stroking_color"]))
    return Style(size, size, any(b in str(char["fontname"]).casefold() for b in _BOLD), angle, False, white)


def _red_green_blue(colour: Any) -> tuple[float, float, float]:
    """A colour of pdfplumber (grey, RGB or CMYK, 0 to 1); black for patterns and what else it may be."""
    values = tuple(colour) if isinstance(colour, list | tuple) else (colour,)
    if not all(isinstance(v, int | float) for v in values):
        return (0.0, 0.0, 0.0)
    if len(values) == 1:
        return (values[0],) * 3
    if len(values) == 3:
        return values
    if len(values) == 4:
        c, m, y, k = values
        return ((1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k))
    return (0.0, 0.0, 0.0)


def _hexadecimal(colour: Any) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, v))):02x}" for v in _red_green_blue(colour))


def _shapes(page: Any, height: float) -> list[Shape]:
    """The paths of a page in the file's coordinates."""
    found: list[Shape] = []
    for kind, closed in (("rects", True), ("lines", False), ("curves", False)):
        for item in getattr(page, kind):
            points = tuple((float(x), height - float(y)) for x, y in item["pts"])
            fill = _hexadecimal(item["non_stroking_color"]) if item["fill"] else None
            stroke = _hexadecimal(item["stroking_color"]) if item["stroke"] else None
            if len(points) > 1 and (fill or stroke):
                ends = closed or fill is not None or points[0] == points[-1]
                width = max(0.1, float(item["linewidth"] or 0))
                found.append(Shape(points, ends, kind == "curves", fill, stroke, width))
    return found


def _picture(found: dict[str, Any]) -> Box:
    """The box of a picture in the file's coordinates: left, bottom, right, top."""
    return float(found["x0"]), float(found["y0"]), float(found["x1"]), float(found["y1"])


def _drawn(shapes: Iterable[Shape], pictures: Iterable[Box], to_page: Matrix, size: tuple[float, float]) -> Drawn:
    a, b, c, d, e, f = to_page

    def placed(x: float, y: float) -> Point:
        return a * x + c * y + e, b * x + d * y + f

    drawn = Drawn()
    for shape in shapes:
        drawn.add(replace(shape, points=tuple(placed(x, y) for x, y in shape.points)), size)
    drawn.pictures = [corners_box((placed(x0, y0), placed(x1, y1))) for x0, y0, x1, y1 in pictures]
    drawn.finish()
    return drawn
