"""Text that keeps its page's layout in fixed pitch, as line printers, typewriters' successors and ``pdftotext -layout``
write it: every character has a place.

In: source lines, their elements. Out: :class:`Page` objects with words at their places and typed lines as ruling lines,
so that the tables are read as those of any page. Separate because here blanks are geometry; in the other exports they
say little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.read.page import Page, Ruling
from extractor.read.text_elements import Break, Element, Plain, Rows
from extractor.read.text_tables import is_drawn_rule, is_pipe_rule, undrawn
from extractor.read.words import Word

MARGIN = 36.0
"""Points around typed text: half an inch."""
PITCH, LEADING, SIZE = 6.0, 12.0, 10.0
"""Points of a character across (ten a inch), of a line down (six an inch), and of the type."""
_COLUMNS, _ROWS = 3, 2
"""Texts that stand side by side in a line, and such lines, from which on blanks are columns."""
_GAP = re.compile(r"\s{2,}")
_RULE = re.compile(r"(?<![^\s|+])[+|]?[-=_+]{3,}[+|]?(?![^\s|+])")
_LONG_RULE = 20
"""Characters of a typed line that is drawn over a page; three dashes part sections of any export."""
_WIDEST = 300
"""Characters of the longest line that has its places: a landscape page in small type. Longer ones are paragraphs."""
_STROKES = 2
"""Uprights of a line that stands in a typed frame: at its both ends."""


def is_typed(lines: Sequence[tuple[str, str]], elements: Sequence[Element]) -> bool:
    """Whether blanks are places on the page: texts stand in columns or lines are typed, and nothing is marked up."""
    if any(isinstance(e, Plain) and e.heading for e in elements):
        return False
    texts = [undrawn(text) for text, _ in lines]
    if any(map(is_pipe_rule, texts)) or max(map(len, texts), default=0) > _WIDEST:
        return False
    framed = any(map(is_drawn_rule, texts))
    if any(isinstance(e, Rows) and not (framed and e.source == "pipes") for e in elements):
        return False
    drawn = any(len(m.group()) >= _LONG_RULE for text in texts for m in _RULE.finditer(text))
    return framed or drawn or sum(len(_GAP.split(text.strip())) >= _COLUMNS for text in texts) >= _ROWS


def typed_pages(lines: Sequence[tuple[str, str]], elements: Sequence[Element]) -> list[Page]:
    """The pages of a text that ``is_typed``; ``elements`` are its own, with their page breaks."""
    breaks = {e.line for e in elements if isinstance(e, Break)}
    sheets: list[list[tuple[int, str]]] = [[]]
    for number, (text, _) in enumerate(lines, 1):
        if number - 1 in breaks and any(t.strip() for _, t in sheets[-1]):
            sheets.append([])
        sheets[-1].append((number, undrawn(text).expandtabs()))
    if len(sheets) > 1 and not any(t.strip() for _, t in sheets[-1]):
        sheets.pop()
    return [_page(k, sheet) for k, sheet in enumerate(sheets, 1)]


def _page(number: int, sheet: Sequence[tuple[int, str]]) -> Page:
    words: list[Word] = []
    rulings: list[Ruling] = []
    texts = [text for _, text in sheet]
    for k, (line, text) in enumerate(sheet):
        top = MARGIN + k * LEADING
        for m in _RULE.finditer(text):
            middle = top + LEADING / 2
            rulings.append(Ruling(_x(m.start() + 0.5), middle, _x(m.end() - 0.5), middle))
        framed = text.count("|") >= _STROKES
        strokes = [c for c, sign in enumerate(text) if sign == "|" and framed]
        crossings = [c for m in _RULE.finditer(text) for c in range(*m.span()) if text[c] in "+|"]
        rulings.extend(Ruling(_x(c + 0.5), top, _x(c + 0.5), top + LEADING) for c in strokes)
        rulings.extend(_arm(k, c, side) for c in crossings for side in (-1, 1) if _goes_on(texts, k + side, c))
        bare = "".join(" " if c in strokes else sign for c, sign in enumerate(_RULE.sub(_blank, text)))
        for m in re.finditer(r"\S+", bare):
            box = (_x(m.start()), top + 1, _x(m.end()), top + 1 + SIZE)
            words.append(Word(m.group(), number, box, line, method="text", size=SIZE))
    width = max((len(text.rstrip()) for text in texts), default=0) * PITCH + 2 * MARGIN
    height = len(sheet) * LEADING + 2 * MARGIN
    return Page(number, width, height, tuple(words), tuple(rulings), method="text", set_out=True)


def _x(column: float) -> float:
    return MARGIN + column * PITCH


def _blank(rule: re.Match[str]) -> str:
    return " " * len(rule.group())


def _goes_on(texts: Sequence[str], k: int, column: int) -> bool:
    """Whether an upright stands at a column of a line."""
    return 0 <= k < len(texts) and texts[k][column : column + 1] in ("|", "+")


def _arm(k: int, column: int, side: int) -> Ruling:
    """The half of an upright that goes on over or under a crossing in line ``k``."""
    middle = MARGIN + (k + 0.5) * LEADING
    end = middle + side * LEADING / 2
    return Ruling(_x(column + 0.5), min(middle, end), _x(column + 0.5), max(middle, end))
