"""From what the engine saw to an ordinary page.

Comes in: a :class:`RawPage`. Goes out: a :class:`Page` in points, upright and straight, every word with its box on the
page as it lies in the file. Costs next to nothing, so that it runs after the cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractor.read.ocr.broken import whole_rules
from extractor.read.ocr.curl import uncurled
from extractor.read.ocr.figures import unlike_the_others
from extractor.read.ocr.fold import fold, refolded, unfolded
from extractor.read.ocr.likelier import cores, surely_printed
from extractor.read.ocr.marks import in_order
from extractor.read.ocr.muddled import muddled
from extractor.read.ocr.raw import PixelLine, PixelShape, RawLine, RawPage
from extractor.read.ocr.repeated import as_elsewhere
from extractor.read.ocr.type_sizes import steady
from extractor.read.ocr.typeset import set_box
from extractor.read.ocr.words import PictureWord, line_words, word_chars
from extractor.read.page import Page, Ruling, Shape
from extractor.read.words import Box, Word, box_around

_AIR = 0.12
"""The network's boxes stand wider than the print: so much of their height above and below is air."""
_BEARING = 0.035
"""White that belongs to a letter on either side, as a share of the type size."""
_TYPE_SIZE = 0.9
"""Type size of a line that cannot be measured, as a share of its box without air: 0.68 of the box, where the middle of
3,300 measured lines is 0.72.
"""
_BOLD = 1.16
"""How much thicker than the page's usual strokes those of bold type are, for their size: of 3,300 lines of drawn scans
most have 0.9 to 1.1, the bold ones 1.35 to 1.7; faces differ, so that the lesser of the two errors is at its foot.
"""
_LEAST_LETTERS = 3
"""Letters of a line whose strokes tell whether it is bold."""
_PALE, _PALE_PRINT = 0.02, 0.07
"""Share of dark pixels of a line that is hardly printed, and of lines on a page that is pale as a whole: the middle
line of a drawn scan has 0.09 to 0.28, and the palest line of a page a fifth of that.
"""
_LETTERING = 24
"""Characters of the longest line that may be a stamp's."""
_HOLES = frozenset("O0oQCDU@°•·.-–— ")
"""What holes in a sheet and pieces of their rims are read as."""
_MARGINAL = 12.0
"""Points by which they stand outside of all print."""
_SIGNS, _TOWERING, _LEGIBLE = 2, 3.0, 0.7
"""Signs that a crest may be read as, how many times as high as the usual line it is at the least, and the certainty of
a sign that is one: a crest was read as an 8 with 0.37, large figures of covers are read with 0.9 and more.
"""
_DASHES, _AT_END = frozenset("-–—"), 2.0
"""What the end of a ruling line looks like; pixels by which the two ends of one line differ."""
_MIDDLE = (0.12, 0.8)
"""Between these shares of a text line's height no ruling line runs, unless the text is struck out."""
_MARGIN, _LETTERED = 0.3, 0.8
"""How far letters reach beyond their box along a line, in heights of it, and the share of the line's way that leads
through letters from which it is made of them.
"""
_SHADE, _LAP = 3.0, 0.3
"""Points by which print reaches out of a shade of its own; share of a line's height in a ground that it stands on."""
_CLIP = 0.4
"""Share of a box's height that a ruling line or a neighbour may take away from it."""
_LINES_APART = 0.45
"""Share of a box's height by which the middles of two lines stand apart that are one under the other: of lines set
solid, whose leading is their type size, 0.6 and more; words of one line differ by less than 0.2.
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the straight picture lies on the page: the matrix back to the page's picture, and its fold."""

    raw: RawPage
    back: Any

    def paper(self, box: Box) -> Box:
        """A box of the straight picture (pixels) as a box on the page (points)."""
        box = refolded(self.raw, box)
        corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
        x0, top, x1, bottom = box_around((x, y, x, y) for x, y in (self._point(*corner) for corner in corners))
        return (max(0.0, x0), max(0.0, top), min(self.raw.width, x1), min(self.raw.height, bottom))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self.raw.bend is not None:
            x, y = self.raw.bend.source(x, y)
        if self.back is None:
            return x / self.raw.scale, y / self.raw.scale
        (a, b, c), (d, e, f), (g, h, i) = self.back
        depth = (g * x + h * y + i) * self.raw.scale
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth


def frame(raw: RawPage) -> Frame:
    """How the straight picture of the page lies on it."""
    if raw.matrix is None:
        return Frame(raw, None)
    (a, b, c), (d, e, f), (g, h, i) = raw.matrix
    # the inverse but for its determinant, which is the same for all of a point's parts
    back = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return Frame(raw, back)


def compose(raw: RawPage, number: int) -> Page:
    """The page of this number (1-based) that the readings make."""
    raw = replace(raw, fold=fold(raw.size, [line.box for line in raw.lines], raw.across))
    placed = frame(raw)
    raw = unfolded(raw)
    lines = _without_holes(_without_pictures(_printed(raw.lines)), raw.across, raw.scale)
    lines = _without_rule_ends(lines, raw.across)
    sizes = steady([_type_size(line) for line in lines], [len(line.chars) for line in lines])
    strokes = [_stroke(line, size) for line, size in zip(lines, sizes, strict=True)]
    usual = _usual_stroke(lines, strokes)
    across = [line for line in raw.across if not _letters(line, lines)]
    down = [line for line in raw.down if not _stem(line, lines)]
    centres = [(line.box[1] + line.box[3]) / 2 for line in lines]
    boxes = settled([_set(line, size) for line, size in zip(lines, sizes, strict=True)], across, centres)
    every = [chars for line in lines for chars in word_chars(line)]
    printed, letters = surely_printed(every), muddled(cores(every))
    read = in_order(unlike_the_others(as_elsewhere([line_words(at, printed, letters) for at in boxes])))
    words = [
        _word(word, size, placed, number, bold=_is_bold(line, stroke, usual))
        for line, of_line, size, stroke in zip(lines, read, sizes, strokes, strict=True)
        for word in of_line
    ]
    page = Page(
        number,
        raw.size[0] / raw.scale,
        raw.size[1] / raw.scale,
        words=tuple(words),
        rulings=tuple(_ruling(line, raw.scale) for line in (*across, *down)),
        shapes=tuple(_shape(shape, raw.scale) for shape in raw.shapes if not _cuts_print(shape, raw)),
        method="ocr",
        trouble=None if words else "no-text",
    )
    return whole_rules(uncurled(page))


def _printed(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """The lines without what is much paler than the page's print: lettering of stamps, print that shines through."""
    shares = sorted((_darkness(line), len(line.chars)) for line in lines if line.ink)
    if not shares or shares[len(shares) // 2][0] < _PALE_PRINT:
        return lines
    return tuple(line for line in lines if not line.ink or _darkness(line) >= _PALE or len(line.chars) > _LETTERING)


def _without_holes(lines: tuple[RawLine, ...], across: Sequence[PixelLine], scale: float) -> tuple[RawLine, ...]:
    """The lines without signs like holes that stand in the margin by themselves: where the sheet was punched. What
    stands over the rules of a table is a value in it.
    """
    texts = ["".join(c.text for c in line.chars).strip() for line in lines]
    written = [(line.box[0], line.box[2]) for line, text in zip(lines, texts, strict=True) if len(text) > 2]
    if not written:
        return lines
    off = _MARGINAL * scale
    ends = [*written, *((rule.x0, rule.x1) for rule in across)]
    left, right = min(x0 for x0, _ in ends) - off, max(x1 for _, x1 in ends) + off
    return tuple(
        line
        for line, text in zip(lines, texts, strict=True)
        if not (set(text) <= _HOLES and (line.box[2] < left or line.box[0] > right))
    )


def _without_pictures(lines: tuple[RawLine, ...]) -> tuple[RawLine, ...]:
    """The lines without a sign or two that were read in something much higher than print, and hardly: a crest."""
    heights = sorted(line.box[3] - line.box[1] for line in lines)
    return tuple(
        line
        for line in lines
        if len(line.chars) > _SIGNS
        or line.box[3] - line.box[1] < _TOWERING * heights[len(heights) // 2]
        or sum(c.confidence for c in line.chars) >= _LEGIBLE * len(line.chars)
    )


def _without_rule_ends(lines: Sequence[RawLine], across: Sequence[PixelLine]) -> tuple[RawLine, ...]:
    """The lines without lone dashes that are the end of a ruling line: it reaches a few pixels out of the box of a text
    that stands close under it, and the network's boxes hide the rest. A dash of a text is no rule's end.
    """

    def is_end(line: RawLine) -> bool:
        if line.print is not None or "".join(c.text for c in line.chars) not in _DASHES:
            return False
        x0, top, x1, bottom = line.box
        return any(
            rule.x0 <= x0 + _AT_END
            and x1 - _AT_END <= rule.x1
            and min(abs(rule.x0 - x0), abs(rule.x1 - x1)) <= _AT_END
            and top <= rule.y0 <= bottom
            for rule in across
        )

    return tuple(line for line in lines if not is_end(line))


def _darkness(line: RawLine) -> float:
    """The share of dark pixels in a line's box."""
    x0, top, x1, bottom = line.box
    return sum(dark for dark, _ in line.ink) / max(1.0, (x1 - x0) * (bottom - top))


def settled(
    lines: Sequence[RawLine], across: Sequence[PixelLine], centres: Sequence[float] | None = None
) -> list[RawLine]:
    """The lines with boxes that reach into no neighbour and over no ruling line: the network's stand too wide.

    ``centres`` are the middles of the lines as the network found them: of lines set so tightly that the ink of one is
    measured with the other's, they tell which is above the other.
    """
    tops = [line.box[1] for line in lines]
    bottoms = [line.box[3] for line in lines]
    for k, line in enumerate(lines):
        x0, top, x1, bottom = line.box
        for y in (r[1] for r in across if r[0] < x1 and r[2] > x0):
            if top < y < top + _CLIP * (bottom - top):
                tops[k] = max(tops[k], y)
            elif bottom - _CLIP * (bottom - top) < y < bottom:
                bottoms[k] = min(bottoms[k], y)
    order = sorted(range(len(lines)), key=lambda k: lines[k].box[1])
    for at, k in enumerate(order):
        x0, top, x1, bottom = lines[k].box
        for other in order[at + 1 :]:
            left, below, right, end = lines[other].box
            if below >= bottom:
                break
            if min(x1, right) <= max(x0, left):
                continue
            lap, height = bottom - below, min(bottom - top, end - below)
            if lap < _CLIP * height:
                middle = below + lap / 2
            elif centres is not None and centres[other] - centres[k] > _LINES_APART * height:
                middle = (centres[k] + centres[other]) / 2
            else:
                continue
            bottoms[k], tops[other] = min(bottoms[k], middle), max(tops[other], middle)
    return [replace(line, box=(line.box[0], tops[k], line.box[2], bottoms[k])) for k, line in enumerate(lines)]


def _measured(line: RawLine, size: float | None = None) -> tuple[float, float, float] | None:
    """Top, bottom and type size (``size``, where it is known) of the line, ``None`` where the print was not or cannot
    be measured.
    """
    if line.print is None:
        return None
    return set_box(line.box, line.print, "".join(c.text for c in line.chars), size)


def _set(line: RawLine, size: float) -> RawLine:
    """The line with the box that it has in a born-digital page, where its print was measured."""
    x0, top, x1, bottom = line.box
    measured = _measured(line, size)
    if measured is None:
        air = _AIR * (bottom - top)
        return replace(line, box=(x0, top + air, x1, bottom - air))
    return replace(line, box=(x0, measured[0], x1, measured[1]))


def _type_size(line: RawLine) -> float:
    """The type size in pixels."""
    measured = _measured(line)
    return measured[2] if measured else _TYPE_SIZE * (1 - 2 * _AIR) * (line.box[3] - line.box[1])


def _word(word: PictureWord, size: float, placed: Frame, number: int, *, bold: bool) -> Word:
    scale = placed.raw.scale
    x0, y0, x1, y1 = word.box
    bearing = _BEARING * size
    x0, y0, x1, y1 = (v / scale for v in (x0 - bearing, y0, x1 + bearing, y1))
    return Word(
        word.text,
        number,
        (x0, y0, x1, y1),
        confidence=round(word.confidence, 4),
        method="ocr",
        size=size / scale,
        bold=bold,
        paper=placed.paper(word.box),
        printed=word.printed,
    )


def _stroke(line: RawLine, size: float) -> float:
    """How thick the strokes are, as a share of the type size; 0 where it cannot be told.

    A word alone is too little to tell bold from plain: a line is one or the other.
    """
    dark = sum(d for d, _ in line.ink)
    outline = sum(o for _, o in line.ink)
    return 2 * dark / outline / size if outline and size > 0 else 0.0


def _is_bold(line: RawLine, stroke: float, usual: float) -> bool:
    """Whether a line's strokes are those of bold type; a lone sign and a figure of two are too little to tell."""
    letters = sum(c.text.isalpha() for c in line.chars)
    return max(letters + 1, len(line.chars)) >= _LEAST_LETTERS and stroke > _BOLD * usual > 0


def _usual_stroke(lines: Sequence[RawLine], strokes: Sequence[float]) -> float:
    """The stroke of the page's running text: the middle one, lines weighing by their letters."""
    weighed = sorted(
        (stroke, len(line.chars))
        for line, stroke in zip(lines, strokes, strict=True)
        if len(line.chars) >= _LEAST_LETTERS
    )
    half = sum(n for _, n in weighed) / 2
    for stroke, n in weighed:
        half -= n
        if half <= 0:
            return stroke
    return 0.0


def _letters(ruling: PixelLine, lines: tuple[RawLine, ...]) -> bool:
    """Whether a horizontal line runs through the middle of text for most of its way: strokes of letters in a row."""
    covered = 0.0
    for line in lines:
        left, top, right, bottom = line.box
        height = bottom - top
        middle = top + _MIDDLE[0] * height, top + _MIDDLE[1] * height
        if line.print is not None:
            # the box stands wider than the print: what runs above its letters is none of them
            middle = max(middle[0], line.print.top), min(middle[1], line.print.bottom)
        if middle[0] < ruling.y0 < middle[1]:
            margin = _MARGIN * height
            covered += max(0.0, min(ruling.x1, right + margin) - max(ruling.x0, left - margin))
    return covered > _LETTERED * (ruling.x1 - ruling.x0)


def _stem(ruling: PixelLine, lines: tuple[RawLine, ...]) -> bool:
    """Whether an upright line is no taller than the one line of text within which it stands: the stem of a K or an L
    that meets the rule under its word. Text is read up to the walls of its cell: no wall stands within what was read
    as one.
    """
    return any(
        line.print is not None
        and line.print.x0 <= ruling.x0 <= line.print.x1
        and line.box[1] <= ruling.y0
        and ruling.y1 <= line.box[3]
        for line in lines
    )


def _cuts_print(shape: PixelShape, raw: RawPage) -> bool:
    """Whether every text that a coloured ground touches reaches far out of it: it is the soft shade of print, and no
    ground was ever printed for a part of a word.
    """
    if shape.fill is None or shape.curved:
        return False
    x0, top, x1, bottom = box_around((*point, *point) for point in shape.points)
    out = _SHADE * raw.scale
    touched = 0
    for line in raw.lines:
        left, above, right, below = line.box if line.print is None else (*line.print[:4],)
        if left >= x1 or right <= x0 or min(below, bottom) - max(above, top) < _LAP * (below - above):
            continue
        if max(x0 - left, top - above, right - x1, below - bottom) <= out:
            return False
        touched += 1
    return touched > 0


def _ruling(line: PixelLine, scale: float) -> Ruling:
    return Ruling(line.x0 / scale, line.y0 / scale, line.x1 / scale, line.y1 / scale, strength=line.strength)


def _shape(shape: PixelShape, scale: float) -> Shape:
    points = tuple((x / scale, y / scale) for x, y in shape.points)
    return Shape(points, shape.closed, shape.curved, shape.fill, shape.stroke)
