"""Text as the entity patterns want it: sentences that run over lines in one piece, columns and headings apart.

Comes in: text as printed, with line ends and the wide blanks between columns. Goes out: the text with single blanks,
where a line end is kept only where the sentence does not go on, and the place of every character in the original.
Separate because patterns and forms both need it and neither should know of line ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor import knowledge

_GAP = re.compile(r"\s+")
_UNEVEN = re.compile(r"[^\S ]|\s{2}|-\s|[–‐‑]")
"""What flat text is without; the words of a page come without most of it."""
_COLUMNS = re.compile(r"\s{3,}")
_TWINS = re.compile(r"\b(\w+)-\s+\1\b", re.IGNORECASE)
"""A word said twice whose hyphen stands at a line's end: ``Undang- Undang``."""
_DASHES = str.maketrans("–‐‑", "---")
_WIDE = 3
"""Blanks that part two columns, unless the whole line is set so (justified type)."""
_SMALL = 0.3
"""Share of words in small letters from which a line is running text."""


@dataclass(frozen=True, slots=True)
class Flat:
    """``text`` in which ``text[i]`` stands at ``at[i]`` of the original."""

    text: str
    at: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``text[start:end]``, which must not be empty."""
        return self.at[start], self.at[end - 1] + 1


def flat(text: str) -> Flat:
    """The text with every run of blanks as one blank, or as one line end where two columns or sentences meet."""
    if not _UNEVEN.search(text):
        return Flat(text, range(len(text)))
    out: list[str] = []
    at: list[int] = []
    done = 0
    justified = _justified(text)
    for gap in _GAP.finditer(text):
        _copy(text, done, gap.start(), out, at)
        done = gap.end()
        if _TWINS.search(text, max(0, gap.start() - 24), done + 24) and text[gap.start() - 1] == "-":
            continue
        out.append("\n" if _parts(text, gap, justified) else " ")
        at.append(gap.start())
    _copy(text, done, len(text), out, at)
    return Flat("".join(out), at)


def _copy(text: str, start: int, end: int, out: list[str], at: list[int]) -> None:
    # one kind of dash, so that patterns need to know one
    out.append(text[start:end].translate(_DASHES))
    at.extend(range(start, end))


def _justified(text: str) -> bool:
    """Whether wide blanks stand between most words: type set to both margins, not columns."""
    gaps = [len(gap.group()) for gap in _GAP.finditer(text) if "\n" not in gap.group()]
    return len(gaps) > 3 and sum(g >= _WIDE for g in gaps) > len(gaps) / 2


def _parts(text: str, gap: re.Match[str], justified: bool) -> bool:
    if "\n" not in gap.group():
        return len(gap.group()) >= _WIDE and not justified
    line = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()]
    above: list[str] = (line if justified else _COLUMNS.split(line)[-1]).split()
    below = text[gap.end() : (text + "\n").find("\n", gap.end())].split()
    if not above or not below:
        return True
    words = knowledge.toml("entities")["words"]
    first = below[0].casefold().strip(".:")
    if first in words["region"]:
        # under the head of a region the province is a line of its own
        return len(above) > 1 and bool(above[0].casefold() in words["heads"])
    last = above[-1].casefold()
    if first in (*words["number"], "tahun", *words["joining"]) or last in (*words["joining"], *words["number"]):
        return False
    small = sum(w[0].islower() for w in above)
    return small < _SMALL * len(above)
