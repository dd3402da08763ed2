"""Figures as they are printed: which separator means thousands, which decimals.

Comes in: the characters of one figure, with what else is known of the document's habit. Goes out: the number, or
``None`` where two readings are possible. Apart from money and targets because both stand on it, with different habits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Habit = Literal["dot", "comma", "mixed"]
"""Which sign parts the thousands: ``dot`` is Indonesian (`1.234,5`), ``comma`` English (`1,234.5`), ``mixed`` both."""

FIGURE = r"\d+(?:[.,]\d+)*"
"""One figure with its separators, as a regular expression."""
_GROUPED = re.compile(r"[1-9]\d{0,2},\d{3}")
_SHORT_DECIMALS = re.compile(r"\d{1,3}\.\d{1,2}")
"""A figure below a thousand with decimals: who parts thousands with dots writes it with a dot, too."""
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_INDEX = re.compile(r"[1-9]\.\d\d[1-9]")
"""What thousands and an index with three decimals look like; a round one is thousands."""
_CENTS = 2
"""Decimals that rupiah have at the most."""
_SEVERAL = 3
"""Round figures that show a habit."""
_SURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)+(?![\w]|[.,]\d)")


def number(text: str, habit: Habit | None = None, *, short_groups: bool = True) -> int | float | None:
    """The number that ``text`` (digits, dots and commas only) prints; an int when whole.

    One separator before exactly three digits (`3.000`, `3,000`) can mean thousands or decimals: ``habit`` settles it.
    Where the document shows none, Indonesian spelling holds (dot for thousands, comma for decimals); where it shows
    both, the figure is not read. With ``short_groups`` false such a figure has thousands (rupiah have two decimals).
    """
    if not re.fullmatch(FIGURE, text):
        return None
    parts = re.split(r"[.,]", text)
    signs = [c for c in text if c in ".,"]
    if not signs:
        return int(text)
    head, *groups = parts
    thousands = all(len(g) == 3 for g in groups) and len(head) <= 3 and not head.startswith("0")
    if len(signs) == 1:
        if not short_groups and not thousands and len(groups[0]) > _CENTS:
            # `5000000.000`, `147.00000`: rupiah of which a sign was lost, a thousandfold more than they say
            return None
        if len(groups[0]) != 3 or not thousands:
            # three decimals after a nought (`0,125`), or one, two, four ... decimals
            return _whole(f"{head}.{groups[0]}")
        if not short_groups:
            return int(head + groups[0])
        if habit == "mixed":
            return None
        return int(head + groups[0]) if signs[0] == _sign(habit) else _whole(f"{head}.{groups[0]}")
    if len(groups[-1]) == 3 and thousands:
        # `12.345,678,000`: signs mixed by mistake, yet every group has three digits and two of them bear the same sign
        if len(set(signs)) == 1 or len(signs) > 2 or not short_groups:
            return int(head + "".join(groups))
        return _whole(f"{head}{groups[0]}.{groups[1]}") if habit is None or _sign(habit) == signs[0] else None
    inner, last = groups[:-1], groups[-1]
    regular = signs[-1] not in signs[:-1] and len(set(signs[:-1])) == 1
    # rupiah: `1.234.500,000,00` mixes signs by mistake, yet only the last group can be decimals
    if all(len(g) == 3 for g in inner) and len(head) <= 3 and (regular or (not short_groups and len(last) == 2)):
        return _whole(f"{head}{''.join(inner)}.{last}")
    return None


def habit_of(texts: Iterable[str]) -> Habit | None:
    """The habit that unmistakable figures of a document show, or several round ones; ``None`` where there are none."""
    votes = {"dot": 0, "comma": 0}
    printed = [(m.group(), text) for text in texts for m in _SURE.finditer(text)]
    figures = [figure for figure, _ in printed]
    for figure in figures:
        vote = _vote(figure)
        if vote:
            votes[vote] += 1
    if votes["dot"] and votes["comma"]:
        return "mixed"
    if not any(votes.values()) and all(_GROUPED.fullmatch(figure) for figure in figures):
        # nobody writes nought after nought behind a decimal comma: `3,000`, `12,500`, `1,250`
        votes["comma"] = _SEVERAL <= len(figures) < 2 * sum(figure.endswith("0") for figure in figures)
    if not any(votes.values()) and any(_SHORT_DECIMALS.fullmatch(figure) for figure in figures):
        # a dot alone before decimals is printed by all; beside it a comma before three digits parts thousands
        votes["comma"] = any(_GROUPED.fullmatch(figure) for figure in figures)
        # `3.261` beside `2.53` may be an index with three decimals; `1.251 Jiwa` are counted
        dotted = [(figure, text) for figure, text in printed if _DOTTED.fullmatch(figure)]
        bare = all(_INDEX.fullmatch(figure) and not any(map(str.isalpha, text)) for figure, text in dotted)
        if dotted and bare and not votes["comma"]:
            return "mixed"
    return "dot" if votes["dot"] else "comma" if votes["comma"] else None


def dots_decimals(texts: Iterable[str]) -> bool:
    """Whether figures show a dot before one or two decimals and nothing that parts thousands: `2.71`, `85.5`."""
    listed = list(texts)
    short = any(_SHORT_DECIMALS.fullmatch(m.group()) for text in listed for m in _SURE.finditer(text))
    return short and habit_of(listed) is None


def _vote(figure: str) -> Literal["dot", "comma"] | None:
    signs = [c for c in figure if c in ".,"]
    groups = re.split(r"[.,]", figure)
    if len(set(signs)) == 2 and signs[-1] not in signs[:-1] and all(len(g) == 3 for g in groups[1:-1]):
        return "dot" if signs[-1] == "," else "comma"
    if len(signs) >= 2 and len(set(signs)) == 1 and all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3:
        return "dot" if signs[0] == "." else "comma"
    if len(signs) == 1 and len(groups[1]) in (1, 2) and not _SHORT_DECIMALS.fullmatch(figure):
        return "dot" if signs[0] == "," else "comma"
    return None


def _sign(habit: Habit | None) -> str:
    return "," if habit == "comma" else "."


def _whole(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value
