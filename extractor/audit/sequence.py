"""Sequences of printed numbers, and what is wrong with one: a number missing, twice or out of order.

Comes in: the numbers of one list with their places. Goes out: a problem, or nothing. Separate because rows, boxes and
provisions are numbered alike, and each kind of document knows its own lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.audit.problem import Problem
from extractor.printed import as_roman, roman

_ORDINALS = [
    "kesatu",
    "kedua",
    "ketiga",
    "keempat",
    "kelima",
    "keenam",
    "ketujuh",
    "kedelapan",
    "kesembilan",
    "kesepuluh",
]

SLIPS = 2
"""Breaks that one wrong number makes in a sequence: `11, 4, 13`. Numbers that are further out of order were misread."""
_WHOLE_LIST = 4
"""Items of a list that shows how it counts, be one of its numbers wrong."""
_SHOWN = 120
"""Characters of the numbers that the message shows: it is one sentence."""
_FAR_FROM_ONE = 3
"""A list that begins later than this shows a part of a longer one (programmes 12, 13 of a region's list)."""

Numbered = tuple[str, str | None]
"""Pointer and number as printed."""


def judge(sequence: Sequence[Numbered], document: int, *, from_one: bool = False) -> Iterator[Problem]:
    """The problem of a sequence of a document, if it has one; ``from_one``: the list should begin with one."""
    fault = _fault(sequence, from_one=from_one)
    if fault is not None:
        wrong, kind, number = fault
        details: dict[str, object] = {"number": number, "shown": ", ".join(n or "–" for _, n in sequence)[:_SHOWN]}
        yield Problem("numbering", "warning", f"numbering-{kind}", wrong, [document], details)


def slips(sequence: Sequence[Numbered]) -> int:
    """How often the numbers of a sequence do not follow each other; a sequence that begins anew is none."""
    numbers = [v[1] for _, n in sequence if n and (v := value(n))]
    return sum(now not in (before + 1, 1) for before, now in pairwise(numbers))


def is_misprint(sequence: Sequence[Numbered]) -> bool:
    """Whether one number before the last is wrong: with that which its place asks for, the list counts up from 1.

    A text layer that is read wrongly does not give that: a line taken for an item, and an item that was not told apart,
    leave one number too many or too few behind them.
    """
    found = [value(n or "") for _, n in sequence]
    if len(found) < _WHOLE_LIST or None in found or len({v[0] for v in found if v}) > 1:
        return False
    wrong = [k for k, v in enumerate(found, 1) if v and v[1] != k]
    return len(wrong) == 1 and wrong[0] < len(found)


def value(number: str) -> tuple[str, int] | None:
    """Kind and value of a printed number: ``4`` is ("digit", 4), ``IV`` ("roman", 4), ``d`` ("letter", 4).

    ``None`` for a number that stands in no simple sequence (``12A``, ``1.2``).
    """
    text = number.strip().rstrip(".")
    if text.isdigit():
        return "digit", int(text)
    if re.fullmatch(r"[IVXLC]{2,}|[IVX]", text):
        return "roman", roman(text)
    if re.fullmatch(r"[A-Za-z]", text):
        return "letter" if text.islower() else "capital", ord(text.casefold()) - ord("a") + 1
    if text.casefold() in _ORDINALS:
        return "ordinal", _ORDINALS.index(text.casefold()) + 1
    return None


def _fault(sequence: Sequence[Numbered], *, from_one: bool = False) -> tuple[list[str], str, str] | None:
    """What is wrong with a sequence: the places, ``missing`` / ``twice`` / ``order`` / ``unnumbered``, and the
    number.
    """
    values = [(p, n, value(n) if n else None) for p, n in sequence]
    if not any(v for _, _, v in values) or any(n and v is None for _, n, v in values):
        return None
    if values[0][2] is None:
        return None  # numbers that stand in the middle of their rows, and were read beside others
    if any(v is None for _, _, v in values):
        inner = [p for k, (p, _, v) in enumerate(values) if v is None and 0 < k < len(values) - 1]
        return (inner, "unnumbered", "") if inner else None
    kinds = {v[0] for _, _, v in values if v}
    if len(kinds) > 1:
        return None  # digits and letters in one list are two lists that were not told apart
    kind = kinds.pop()
    numbers = [(p, n or "", v[1]) for p, n, v in values if v]
    if from_one and numbers[0][2] > _FAR_FROM_ONE:
        return None
    if from_one and numbers[0][2] != 1:
        repeated = [p for p, _, x in numbers if [y for _, _, y in numbers].count(x) > 1]
        if repeated:
            return repeated, "twice", next(n for p, n, _ in numbers if p == repeated[0])
        return [numbers[0][0]], "missing", _written(kind, 1)
    for (_, _, before), (path, number, now) in pairwise(numbers):
        if now == before + 1 or (now == 1 and before != 1 and not from_one):
            continue
        if now == before:
            return [path], "twice", number
        if now > before + 1 and numbers[0][2] > _FAR_FROM_ONE:
            continue  # programmes 5, 9 and 12 of a region's list
        return (
            [path],
            "missing" if now > before + 1 and not _later(numbers, before + 1) else "order",
            (_written(kind, before + 1) if now > before + 1 else number),
        )
    return None


def _written(kind: str, n: int) -> str:
    """A number as its list prints it."""
    if kind in ("letter", "capital"):
        return chr(ord("a" if kind == "letter" else "A") + n - 1)
    if kind == "ordinal":
        return _ORDINALS[n - 1].capitalize()
    return as_roman(n) if kind == "roman" else str(n)


def _later(numbers: Sequence[tuple[str, str, int]], wanted: int) -> bool:
    return any(x == wanted for _, _, x in numbers)
