"""Page numbers in all their forms.

Comes in: the text of a line, or the lines of a page. Goes out: whether it is a page number and nothing else, and which;
how many lines are the page's foot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.read.page import Page

_YEARS = range(1900, 2100)
_NUMBER = re.compile(r"\d+")
_FOOT = 0.12
"""Share of the page's longer side, from its lower edge, within which its foot begins: margins are those of the paper,
which way round it is printed.
"""
APART = 0.45
"""Type sizes between a page number, or the foot that it stands in, and the text."""
_FORMS = {"{n}": r"\d{1,4}", "{r}": r"(?-i:[ivxlc]{1,7})", "{x}": r"(?:\d{1,4}|(?-i:[ivxlc]{1,7}))"}


@kept
def _page_number() -> re.Pattern[str]:
    forms = list(toml("furniture")["page_numbers"])
    for name, form in _FORMS.items():
        forms = [f.replace(name, form) for f in forms]
    return re.compile("|".join(f"(?:{f})" for f in forms), re.IGNORECASE)


def is_page_number(text: str, pages: int) -> bool:
    """Whether a line of a file of so many pages prints its page's number and nothing else.

    A bare year (``2017`` below a cover's title) is none, unless the file has so many pages.
    """
    text = text.strip()
    if not _page_number().fullmatch(text):
        return False
    return not (text.isdigit() and int(text) in _YEARS and int(text) > pages)


def printed_number(text: str) -> int | None:
    """The first Arabic number of a page number's line (``- 3 -``, ``Halaman 3 dari 9``); ``None`` for Roman ones."""
    found = _NUMBER.search(text)
    return int(found.group()) if found else None


def foot_of(page: Page, lines: Sequence[Line]) -> int:
    """How many lines at the end of a page are its foot, by the page alone: one that prints the number which the page
    has in its file, or a number with its word or its dashes (`Halaman 3`, `- 3 -`), and those that stand nearer to it
    than to the text above.
    """
    if page.method == "text" or not lines or not _is_foot(page, lines[-1]):
        return 0
    first = len(lines) - 1
    while first > 1:
        above, line, below = (lines[k] for k in (first - 2, first - 1, first))
        if not _in_foot(page, line) or line.box[1] - above.box[3] <= below.box[1] - line.box[3]:
            break
        first -= 1
    apart = not first or lines[first].box[1] - lines[first - 1].box[3] > APART * lines[first].size
    return len(lines) - first if apart else 0


def _in_foot(page: Page, line: Line) -> bool:
    return page.height - line.box[1] < _FOOT * max(page.width, page.height)


def _is_foot(page: Page, line: Line) -> bool:
    """Whether a line in the lower margin is a page number, or has that of its page at one of its ends."""
    if not _in_foot(page, line):
        return False
    texts = [part.text.strip() for part in line.segments()]
    numbers = [text for text in (texts[0], texts[-1]) if is_page_number(text, page.number)]
    return any(printed_number(text) == page.number for text in numbers) or (
        len(texts) == 1 and bool(numbers) and not texts[0].isalnum() and printed_number(texts[0]) is not None
    )
