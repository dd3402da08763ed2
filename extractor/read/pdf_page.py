"""A page from its characters and what is drawn on it, whichever parser found them.

Comes in: characters, a way to ask for the drawing, and where the page lies in the file. Goes out: the :class:`Page`,
turned as a person would turn it, one that was plotted tiny or huge at the usual size, hidden and white words left out
where nobody sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.read.drawn import PATTERN, Drawn, Matrix
from extractor.read.page import Page, Shape
from extractor.read.pdf_bullets import drawn_bullets
from extractor.read.pdf_chars import Chars, Placement
from extractor.read.pdf_grounds import WHITE, is_dark
from extractor.read.pdf_repair import repaired
from extractor.read.pdf_typed_rules import typed_rules
from extractor.read.pdf_words import once, read_words
from extractor.read.uprights import Uprights
from extractor.read.words import Box, Word

Draw = Callable[[Matrix, float, float], Drawn]
"""Gives what is drawn, by the way from the file's coordinates to the page's, and the page's width and height."""

_HIDDEN = 0.9
"""Share of words that are invisible from which the layer is a scanner's."""
_FEW_PICTURE = 0.02
"""Share of the page that pictures cover from which a page without words is a scan; below it, it is blank."""
_TINY, _HUGE, _USUAL = 5.5, 16.0, 9.0
"""Points: type smaller than anybody sets is a large sheet plotted small (a chart of 1.5 points on A4) or shrunk to fit
its paper (the real sheets in type of 9 and 10 points printed at half their size scored .94 as they stood and .995 at
the usual size; real tables are set in 6 points at the least), text in larger type than that of any sheet in the hand is
a slide or a poster. Either is read at the usual type, for whatever comes behind measures in points what stands close
together."""


def page_of(number: int, chars: Chars, draw: Draw, shown: Placement) -> Page:
    """Page ``number``; ``shown`` is its placement as the file shows it."""
    direction = chars.direction()
    notes: tuple[str, ...] = ()
    placement = shown
    if direction is not None and direction != shown.turn:
        # a sheet printed sideways on a page that does not say so: it is read as a person would turn it
        notes = (f"turned {(direction - shown.turn) % 360}",)
        placement = replace(placement, turn=direction)
    usual = chars.odd_size(_TINY, _HUGE)
    if usual is not None:
        placement = replace(placement, scale=_USUAL / usual)
        chars.scale(placement.scale)
    width, height = placement.size
    drawn = draw(placement.matrix, width, height)
    text = read_words(chars, number, placement, placement.turn, Uprights(drawn.rulings))
    drawn.shapes = [_named(s, drawn, placement, shown) if s.fill == PATTERN else s for s in drawn.shapes]
    hidden = len(text.hidden) > _HIDDEN * (len(text.hidden) + len(text.words)) or drawn.text_behind
    # an invisible word counts where a picture shows it, a white one where something dark lies under it
    words = repaired(text.words)
    words += tuple(w for w in text.hidden if hidden or any(_within(w, p) for p in drawn.pictures))
    seen = tuple(_seen_white(text.white, drawn, placement, shown))
    drawn.shapes = _under_white(seen, drawn, placement, shown)
    # white print over its own dark shadow is printed once
    words = tuple(once((*words, *seen))) if seen else words
    words += tuple(drawn_bullets(words, drawn.shapes, number))
    words, typed = typed_rules(words)
    if placement != shown:
        words = tuple(replace(w, paper=_moved(w.box, placement, shown)) for w in words)
    covered = max(((b[2] - b[0]) * (b[3] - b[1]) for b in drawn.pictures), default=0.0) / max(1.0, width * height)
    return Page(
        number,
        width,
        height,
        words=words,
        rulings=(*drawn.rulings, *typed),
        edges=tuple(drawn.edges),
        shapes=tuple(drawn.shapes),
        pictures=tuple(drawn.pictures),
        trouble="no-text" if not words and covered > _FEW_PICTURE else None,
        hidden=hidden and bool(words),
        notes=notes + tuple(f"aslant: {a}" for a in text.aslant),
    )


_INSIDE = 2.5
"""Points under the middle of its upper side a shape shows its colour: no type stands so high in a box."""


def _named(shape: Shape, drawn: Drawn, placement: Placement, shown: Placement) -> Shape:
    """A shape that is filled with a gradient or a pattern, with the colour that is seen there."""
    if drawn.colour_at is None:
        return replace(shape, fill=None)
    x0, top, x1, bottom = shape.box
    x, y = (x0 + x1) / 2, min(top + _INSIDE, (top + bottom) / 2)
    seen = _moved((x, y, x, y), placement, shown)
    return replace(shape, fill=drawn.colour_at(seen[0], seen[1]))


_UNNAMED = (WHITE, "#bfbfbf")
"""What pdfium says of a ground that is filled with a gradient: white, or of a tiled pattern this grey."""


def _under_white(words: Sequence[Word], drawn: Drawn, placement: Placement, shown: Placement) -> list[Shape]:
    """The shapes, those that white type is seen on in the colour that is seen there where the file names none."""
    shapes = list(drawn.shapes)
    unnamed = [k for k, s in enumerate(shapes) if s.fill in _UNNAMED] if words else []
    for word in words:
        ground = max((k for k in unnamed if _within(word, shapes[k].box)), default=None)
        # what is painted later lies on top
        if ground is not None and not any(s.fill and _within(word, s.box) for s in shapes[ground + 1 :]):
            shapes[ground] = _named(shapes[ground], drawn, placement, shown)
    return shapes


def _seen_white(words: Sequence[Word], drawn: Drawn, placement: Placement, shown: Placement) -> Iterator[Word]:
    """The white words that stand on something darker; what is hidden so (white on white) is no text of the page."""
    dark = [s.box for s in drawn.shapes if is_dark(s)] if words else []
    for word in words:
        if any(_within(word, b) for b in (*drawn.pictures, *dark)) or (
            drawn.shows_white is not None and drawn.shows_white(_moved(word.box, placement, shown))
        ):
            yield word


def _moved(box: Box, source: Placement, target: Placement) -> Box:
    """A box on the sheet as it is read, on the page as the file shows it."""
    ax, ay = target.point(*source.back(box[0], box[1]))
    bx, by = target.point(*source.back(box[2], box[3]))
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _within(word: Word, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
