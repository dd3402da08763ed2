"""Reads the marks of a list by their order: `l.` after `k.`, `c)` between `b)` and `d)`.

Comes in: the words of every line of a page. Goes out: the same, marks put right. Separate because a single letter says
nothing of itself: `l`, `I` and `1`, or `c` and `C`, are one picture to the network, and only the marks above and below
tell which of them was printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.knowledge import kept, toml
from extractor.read.ocr.words import PictureWord

_MARK = re.compile(r"([(]?)([A-Za-z]|\d{1,2}|[|!])([.)])")
_COLUMN = 0.8
"""How far the marks of one list begin beside one another, in heights of a line."""
_FARTHEST = 12.0
"""Heights of a line between two marks of one list."""


def in_order(lines: Sequence[Sequence[PictureWord]]) -> list[list[PictureWord]]:
    """The words of the lines; marks that look like what their list goes on with are that."""
    ordered = [list(line) for line in lines]
    for column in _columns([k for k, line in enumerate(ordered) if line and _MARK.fullmatch(line[0].text)], ordered):
        for before, k, after in zip([None, *column], column, [*column[1:], None], strict=False):
            word = ordered[k][0]
            text = _continuing(word.text, *(None if n is None else ordered[n][0].text for n in (before, after)))
            if text != word.text:
                ordered[k][0] = replace(word, text=text, printed=word.printed or word.text)
    return ordered


def _columns(marks: Sequence[int], lines: Sequence[Sequence[PictureWord]]) -> list[list[int]]:
    """The indexes of lines whose marks stand under one another, from the top down."""

    def box(k: int) -> tuple[float, float, float, float]:
        return lines[k][0].box

    columns: list[list[int]] = []
    for k in sorted(marks, key=lambda k: box(k)[1]):
        x0, top, _, bottom = box(k)
        height = bottom - top
        for column in columns:
            last = box(column[-1])
            if abs(last[0] - x0) <= _COLUMN * height and top - last[3] <= _FARTHEST * height:
                column.append(k)
                break
        else:
            columns.append([k])
    return columns


def _continuing(text: str, before: str | None, after: str | None) -> str:
    """A mark, given those above and below: as it is where it goes on with one of them, else as the one of its likes
    that does.
    """
    mark = _MARK.fullmatch(text)
    around = [None if other is None else _MARK.fullmatch(other) for other in (before, after)]
    if mark is None:
        return text
    opening, sign, closing = mark.groups()
    above, below = (
        other[2] if other is not None and (other[1], other[3]) == (opening, closing) else None for other in around
    )
    if _follows(above, sign) or _follows(sign, below):
        return text
    likes = [like for like in _likes().get(sign, "") if _follows(above, like) or _follows(like, below)]
    return f"{opening}{likes[0]}{closing}" if len(likes) == 1 else text


def _follows(first: str | None, second: str | None) -> bool:
    """Whether one sign of a list comes right after another."""
    if first is None or second is None:
        return False
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return first.isalpha() and second.isalpha() and len(second) == 1 and ord(second) == ord(first) + 1


@kept
def _likes() -> dict[str, str]:
    """Sign of a list -> the others that look like it."""
    groups: list[str] = toml("ocr")["alike_marks"]
    return {sign: group.replace(sign, "") for group in groups for sign in group}
