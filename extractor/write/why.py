"""A picture of what was weighed on a page: every reading of its tables, chosen or not, and the cards of its charts.

In come the extraction and the layouts; out comes an SVG document in points, origin top left. Apart from
:mod:`extractor.write.picture`, which shows what was understood, not what else it could have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from extractor.errors import message
from extractor.kinds.cascade.explain import Card, explain
from extractor.layout.blocks import PageLayout
from extractor.layout.tables.readings import Reading, readings
from extractor.read.words import Box
from extractor.schema import Cascading, Extraction
from extractor.write.on_paper import OnPaper, on_paper
from extractor.write.picture import COLOURS, drawn_words, elbow, stands_beside, type_of
from extractor.write.svg import document as drawing
from extractor.write.svg import rect, said, titled

_FATES = {"chosen": "#0f7b6c", "rejected": "#a3174f", "no-table": "#888888", "chart": "#b35900"}
_STYLE = "text{font-family:sans-serif}.w{fill:#bbb}.n{stroke-dasharray:4 3}.c{stroke-width:.5;stroke-dasharray:2 1}"
_TYPE = 5.0
"""Points of the type in which scores and features are told, at the most."""


def why(extraction: Extraction, layouts: Sequence[PageLayout], page: int, lang: str) -> str:
    """The SVG of a page (1-based): tables' candidates in frames (broken ones were not chosen) with score and features,
    cards of charts with level, the line to their parent and the reason for it. ``lang`` is ``id`` or ``en``.

    Raises ``ValueError`` where the page is none of the layouts.
    """
    layout = next((x for x in layouts if x.number == page), None)
    if layout is None:
        raise ValueError(f"page {page} was not read")
    parts = list(drawn_words(layout))
    size = type_of(layout, _TYPE)
    # a frame that was not chosen lies under the chosen one
    found = sorted(readings([x.page for x in layouts], page), key=lambda r: r.fate == "chosen")
    for k, reading in enumerate(found):
        above = sum(bool(r.rated.candidate.words & reading.rated.candidate.words) for r in found[:k])
        parts.append(_candidate(reading, above, lang, on_paper(layout.page), size))
    for document in extraction.documents:
        if isinstance(document, Cascading):
            parts += _cards(document, layouts, page, size)
    if len(parts) == len(layout.page.words):
        parts.append(said(10, 10, message("words", "why-none", lang), _TYPE, 'fill="#555555"'))
    return drawing(*on_paper(layout.page).size(layout.page), _STYLE, parts)


def _candidate(reading: Reading, above: int, lang: str, paper: OnPaper, size: float) -> str:
    """The frame of a candidate and its columns and rows; what is told stands over ``above`` others of its region."""
    rated, colour = reading.rated, _FATES[reading.fate]
    grid = rated.candidate.grid
    name = "" if reading.fate == "chosen" else "n"
    style = f'fill="none" stroke="{colour}"'
    told = f"{rated.candidate.proposer} {rated.score:.2f}: {message('words', f'why-{reading.fate}', lang)}"
    features = ", ".join(f"{key} {value:.2f}" for key, value in asdict(rated.features).items())
    cells = {id(c): paper.box(c.box) for row in grid.rows for c in row}.values()
    inner = "".join(rect(box, name, f'{style} stroke-width="0.4"') for box in cells)
    frame = paper.box(grid.box)
    x, y = frame[0], max(size, frame[1] - 0.4 * size - 1.2 * size * above)
    words = said(x, y, f"{told} ({features})", size, f'fill="{colour}"')
    return titled(f"{inner}{rect(frame, name, style)}{words}", f"{told}; {features}")


def _cards(document: Cascading, layouts: Sequence[PageLayout], page: int, size: float) -> list[str]:
    first, last = document.pages or (0, 0)
    cards = [c for c in explain([x.page for x in layouts if first <= x.number <= last]) if c.page == page]
    votes = [stands_beside(c.parent, c.box) for c in cards if c.parent is not None]
    parts = []
    for card in cards:
        colour = COLOURS[card.level]
        told = f"{card.level or '-'}: {card.reason}"
        frame = rect(card.box, "c", f'fill="none" stroke="{colour}"')
        words = said(card.box[0], card.box[3] + 0.9 * size, told, size, f'fill="{colour}"')
        parts.append(titled(frame + words, told))
        if card.parent is not None:
            line = _line(card.parent, card, size, aside=2 * sum(votes) > len(votes))
            parts.append(titled(line, told))
    return parts


def _line(parent: Box, card: Card, size: float, *, aside: bool) -> str:
    """The line from the parent that was chosen to a card (``aside`` in a tree to the right), with its score right
    before the card.
    """
    x0, top, x1, bottom = card.box
    beside = x0 >= parent[2] - 2 and (aside or stands_beside(parent, card.box))
    x, y = (x0 - 2 * size, (top + bottom) / 2) if beside else ((x0 + x1) / 2, top)
    line = f'<path fill="none" stroke="{COLOURS[card.level]}" d="{elbow(parent, card.box, aside)}"/>'
    return line + said(x + 0.3 * size, y - 0.3 * size, card.score, size, f'fill="{COLOURS[card.level]}"')
