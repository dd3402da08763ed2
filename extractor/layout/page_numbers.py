"""Page numbers in all their forms.

Comes in: the text of a line. Goes out: whether it is a page number and nothing else, and which.
"""

from __future__ import annotations

import re

from extractor.knowledge import kept, toml

_YEARS = range(1900, 2100)
_NUMBER = re.compile(r"\d+")
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
