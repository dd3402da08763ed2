"""All readings of the tables of a page, chosen and rejected, with their scores: for whoever asks why.

Comes in: the pages of a file. Goes out: every candidate and what became of it. Apart from :mod:`find`, which keeps no
more than it needs: nothing here runs unless it is asked for, and then a page is read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.layout.tables.choice import Candidate, Rated, rate
from extractor.layout.tables.find import PageReading, proposed, read_page
from extractor.layout.tables.open import OpenTable
from extractor.read.page import Page

Fate = Literal["chosen", "rejected", "no-table", "chart"]


@dataclass(frozen=True)
class Reading:
    """A candidate with score and features, and what became of it: ``no-table`` did not look like one, ``chart`` stands
    on a page that was read as a chart.
    """

    rated: Rated
    fate: Fate


def readings(pages: Sequence[Page], number: int) -> list[Reading]:
    """The readings of the tables of a page (1-based); the pages before it say which table goes on there."""
    found: PageReading | None = None
    before: OpenTable | None = None
    for page in sorted(pages, key=lambda p: p.number):
        before = found.open_end if found else None
        found = read_page(page, before)
        if page.number == number:
            return _of(page, before, found)
    return []


def _of(page: Page, before: OpenTable | None, found: PageReading) -> list[Reading]:
    out: list[Reading] = []
    if page.method != "text" or page.set_out:
        candidates = proposed(page, before)
        rivals = [c for c in candidates if c.proposer != "refused"]
        out = [Reading(rated, _fate(rated, found)) for rated in rate(rivals)]
        out += [Reading(rated, "no-table") for c in candidates if c.proposer == "refused" for rated in rate([c])]
    seen = frozenset().union(*(r.rated.candidate.words for r in out if r.fate == "chosen"))
    others = [Candidate(g, "marked" if g in page.grids else "borderless") for g in found.grids]
    return out + [Reading(rated, "chosen") for c in others if not c.words & seen for rated in rate([c])]


def _fate(rated: Rated, found: PageReading) -> Fate:
    """What became of a candidate."""
    if found.chart is not None:
        return "chart"
    return "chosen" if rated.chosen else "rejected"
