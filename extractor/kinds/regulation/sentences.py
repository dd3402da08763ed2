"""Where a sentence or a list's item ends, by its last words, and where an amendment begins, by its first.

Comes in: text. Goes out: yes or no. Separate from the tree, which asks: these are words (``regulation.toml``), there it
is order and place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.knowledge import kept, toml
from extractor.printed import any_of

_AMOUNT_END = re.compile(r"(?:\bRp\.?\s*\(?\d[\d.]*(?:,(?:-+|\d\d))?|\d,(?:-+|\d\d))\)?$")
"""An amount in rupiah ends an item as a full stop would: ``Rp 30.000,-``, ``Rp (2.500,75)``."""


class BoundaryWords(NamedTuple):
    """What the words at the end of a text, or at the beginning of a row, say about the label between them."""

    links: re.Pattern[str]
    """The text goes on: ``sebagaimana dimaksud dalam``."""
    joins: re.Pattern[str]
    """An item has ended and the next follows: ``; dan``."""
    amends: re.Pattern[str]
    """An amendment begins: ``Ketentuan``."""
    amends_unnumbered: re.Pattern[str]
    """An amendment without a number begins: ``Ketentuan Pasal 7``."""


@kept
def boundary_words() -> BoundaryWords:
    """The words of ``regulation.toml`` as patterns."""
    body = toml("regulation")["body"]

    numbered = r"(?:^|\s)(?:pasal|ayat|huruf|angka)\s\(?\w{1,3}\)?,?(?:\s(?:dan|atau))?$"
    amends = r"^(?:" + any_of(body["amendments"]) + r")\b"
    return BoundaryWords(
        re.compile(r"(?:^|[\s(])(?:" + any_of(body["linking"]) + r")$|" + numbered, re.IGNORECASE),
        re.compile(r"[;,.]\s*(?:" + any_of(body["joining"]) + r")$", re.IGNORECASE),
        re.compile(amends),
        re.compile(amends + r".*\b(?:" + any_of(body["amended"]) + r")\b"),
    )


def ended(text: str) -> bool:
    """Whether a text stands at the end of a sentence or of a list's item."""
    text = text.rstrip("\"”'’ ")
    return (
        text.endswith((".", ";", ":"))
        or _AMOUNT_END.search(text) is not None
        or boundary_words().joins.search(text) is not None
    )


def continues(text: str) -> bool:
    """Whether a text cannot end here: it ends with a word that asks for a number or a noun."""
    return not ended(text) and boundary_words().links.search(text) is not None
