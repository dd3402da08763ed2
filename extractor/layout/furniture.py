"""Sets apart what stands on pages but is no text: running heads and feet, page numbers, initials stamps (paraf).

Comes in: the lines and grids of all pages of a file. Goes out: for each page the lines and the grids that are
furniture. A letterhead repeats too, over every document of a bundle: what is long, large or bold is no running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from rapidfuzz.fuzz import partial_ratio

from extractor.knowledge import toml
from extractor.layout.blocks import Line
from extractor.read.page import Grid, Page

_HEAD, _FOOT = 0.1, 0.9
"""Shares of the page's height in which running heads and feet stand."""
_PAGES = 3
_LIKE = 84
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"^[ivxl]{1,6}\b|\b[ivxl]{1,6}$")
_DASHED = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]")
_STAMP_LINE = 60
"""Characters of the longest line under a stamp."""


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in toml("furniture")["page_numbers"]), re.IGNORECASE)


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For every page the indexes of its lines that are furniture."""
    repeated = _repeated(pages, lines)
    found: list[set[int]] = []
    for page, page_lines in zip(pages, lines, strict=True):
        marked = {k for k, line in enumerate(page_lines) if _marginal(page, line) and _key(line) in repeated}
        marked |= _numbers(page, page_lines, marked)
        marked |= _stamps(page_lines)
        found.append(marked)
    return found


def is_stamp(grid: Grid) -> bool:
    """Whether a small grid is an initials stamp."""
    cells = {id(c): c for row in grid.rows for c in row}.values()
    text = " ".join(w.text for c in cells for line in c.lines for w in line)
    return len(text) <= 4 * _STAMP_LINE and _begins_stamp(text)


def _begins_stamp(text: str) -> bool:
    head = text.casefold().lstrip("0123456789. ")
    return any(
        head[: len(stamp) + 2].strip() and partial_ratio(stamp, head[: len(stamp) + 4], score_cutoff=_LIKE)
        for stamp in toml("furniture")["stamps"]
        if len(head) >= len(stamp) - 3
    )


def _stamps(lines: Sequence[Line]) -> set[int]:
    """Stamp lines and the offices under them, up to the first line that stands apart."""
    marked: set[int] = set()
    open_stamp = False
    for k, line in enumerate(lines):
        if len(line.text) <= _STAMP_LINE and _begins_stamp(line.text):
            marked.add(k)
            open_stamp = True
        elif open_stamp and _office(line.text) and line.box[1] - lines[k - 1].box[3] < 0.8 * line.size:
            marked.add(k)
        else:
            open_stamp = False
    return marked


def _office(text: str) -> bool:
    head = text.casefold().lstrip("0123456789. -")
    return len(text) <= _STAMP_LINE and head.startswith(tuple(toml("furniture")["stamp_offices"]))


def _marginal(page: Page, line: Line) -> bool:
    middle = (line.box[1] + line.box[3]) / 2 / max(1.0, page.height)
    return middle < _HEAD or middle > _FOOT


def _numbers(page: Page, lines: Sequence[Line], marked: set[int]) -> set[int]:
    """Page numbers: alone on the first or the last line of the page that is left."""
    left = [k for k in range(len(lines)) if k not in marked]
    found = set()
    for k in (left[0], left[-1]) if left else ():
        alone = len(left) > 1 or _marginal(page, lines[k])
        if alone and _page_number().fullmatch(lines[k].text.strip()) and _apart(lines, k, page):
            found.add(k)
    return found


def _apart(lines: Sequence[Line], k: int, page: Page) -> bool:
    """Whether a line stands in the margin or clearly apart from its neighbours."""
    in_margin = lines[k].box[1] < 0.12 * page.height or lines[k].box[3] > 0.86 * page.height
    # a number between dashes is a page number wherever the text of its page begins: some pages have deep heads
    if page.method != "text" and not in_margin and not _DASHED.fullmatch(lines[k].text.strip()):
        return False
    gaps = []
    if k > 0:
        gaps.append(lines[k].box[1] - lines[k - 1].box[3])
    if k + 1 < len(lines):
        gaps.append(lines[k + 1].box[1] - lines[k].box[3])
    return min(gaps, default=99.0) > 0.45 * lines[k].size


def _key(line: Line) -> str:
    return _ROMAN.sub("#", _DIGITS.sub("#", line.text.casefold()))


def _repeated(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> set[str]:
    """Texts that stand in the same margin on several pages and look like running heads."""
    counts: Counter[str] = Counter()
    for page, page_lines in zip(pages, lines, strict=True):
        sizes = sorted(w.size for line in page_lines for w in line.words)
        body = sizes[len(sizes) // 2] if sizes else 10.0
        marginal = [line for line in page_lines if _marginal(page, line)]
        head = [line for line in marginal if line.box[3] < 0.5 * page.height]
        foot = [line for line in marginal if line.box[1] > 0.5 * page.height]
        for group in (head, foot):
            # a letterhead or a title block has several lines, large or bold
            if len(group) > 2:
                continue
            counts.update({_key(line) for line in group if line.size <= 1.08 * body and not _heading(line)})
    needed = max(_PAGES, len(pages) // 3)
    return {text for text, n in counts.items() if n >= needed}


def _heading(line: Line) -> bool:
    return line.bold and line.text.isupper()
