"""Columns of amounts that their headings do not call so.

Comes in: the meanings of a table's columns, what is printed over each alone, and their cells. Goes out: the meanings,
where a column of amounts (of one fund, of a stage of the budget) and a rate beside amounts are told by what stands in
them. Apart from the headings' labels, because here the cells and the other columns decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.knowledge import toml
from extractor.match.column_labels import says
from extractor.sums import is_total

_WORD = re.compile(r"[^\W\d_]+|%")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d\d\b")
_DIGIT = re.compile(r"\d")
_LISTED = ("program", "activity", "sub_activity", "line")
_SPENT = ("spent", "actual")


def money_meanings(meanings: Sequence[str], own: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """The meaning of each column; those that are known stay, but for quantities that are amounts."""
    out = list(meanings)
    listed = any(m in _LISTED for m in out)
    amounts = [_amounts(column) for column in cells]
    funds = [k for k, m in enumerate(out) if m in ("funding", "other") and names_fund(own[k]) and _figures(cells[k])]
    sums = [k for k, m in enumerate(out) if m in ("other", "budget") and is_total(own[k]) and _figures(cells[k])]
    called = any(m == "budget" and k not in sums for k, m in enumerate(out))
    if len(funds) > 1 and (listed or "name" in out) and not called:
        # `Sumber Dana` over a column of amounts for each of them, on whatever scale, and what they come to
        out = ["budget" if k in funds or (k in sums and k > funds[0]) else m for k, m in enumerate(out)]
    for k, meaning in enumerate(out):
        if meaning == "other" and listed and amounts[k] and names_fund(own[k]):
            out[k] = "budget"
    if listed and "budget" not in out and "name" not in out:
        # the stages of a budget, beside what was spent: `Penetapan | Perubahan | Serapan`
        spent = next((k for k, m in enumerate(out) if m in _SPENT and amounts[k]), None)
        for k in range(spent or 0):
            if out[k] == "other" and amounts[k]:
                out[k] = "budget"
    bare = [k for k, m in enumerate(out) if m == "target" and not says(own[k], "target")]
    told = any(m == "target" and k not in bare and not amounts[k] for k, m in enumerate(out))
    if told and len(bare) > 1 and all(amounts[k] for k in bare):
        # `Target Capaian | TW I | TW II`: quantities, and what the parts of the year are to cost
        out = ["budget" if k in bare else m for k, m in enumerate(out)]
    if "budget" in out and any(m == "target" and not amounts[k] for k, m in enumerate(out)):
        # `Target | Realisasi | Pagu | Realisasi`: what was reached, and what was spent
        out = ["spent" if m == "actual" and amounts[k] else m for k, m in enumerate(out)]
    for k, meaning in enumerate(out):
        words = set(_WORD.findall(own[k].casefold()))
        if meaning != "other" or "budget" not in out:
            continue
        if words and words <= set(toml("columns")["rate"]["words"]) and any(m in _SPENT for m in out[:k]):
            out[k] = "achievement"
        elif words == {"sumber"} and "name" not in out:
            out[k] = "funding"
    return out


def names_fund(heading: str) -> bool:
    """Whether a heading names a source of funds: `APBD`, `Dana DAK (Rp)`."""
    return bool(set(_WORD.findall(heading.casefold())) & set(toml("amounts")["funds"]["words"]))


def _amounts(column: Sequence[str]) -> bool:
    """Whether a column holds nothing but amounts of money, dashes and noughts."""
    filled = [text for text in column if _DIGIT.search(text)]
    return any(_GROUPED.search(t) for t in filled) and all(
        _GROUPED.search(t) or re.fullmatch(r"\W*(?:rp\W*)?\d{1,3}(?:[.,]\d{3})?\W*", t.casefold()) for t in filled
    )


def _figures(column: Sequence[str]) -> bool:
    """Whether a column holds figures, dashes and nothing else."""
    return any(map(_DIGIT.search, column)) and not any(
        c.isalpha() for text in column for c in text.casefold().replace("rp", "")
    )
