"""Reads the marks of a list by their order: `l.` after `k.`, `c)` between `b)` and `d)`.

Comes in: the words of every line of a page. Goes out: the same, marks put right. Separate because a single letter says
nothing of itself: `l`, `I` and `1`, or `c` and `C`, are one picture to the network, and only the marks above and below
tell which of them was printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.knowledge import kept, toml
from extractor.read.ocr.words import PictureWord

_MARK = re.compile(r"([(]?)([A-Za-z]|\d{1,2}|[|!])([.)])|()(\d{1,2})()")
"""A letter, a number or a stroke in a bracket or with a point behind it; a bare number."""
_DOUBTFUL = 0.9
"""Certainty below which a bare figure, which may as well be a value, is the one that a running number needs."""
_COLUMN = 0.8
"""How far the marks of one list begin beside one another, in heights of a line."""
_FARTHEST = 12.0
"""Heights of a line between two marks of one list."""
_NUMERALS, _FOURTH = ("I", "II", "III", "IV"), frozenset({"IV", "lV", "1V"})
_STROKES = re.compile(r"[IVl1HUNMmnit|!]{1,3}")
"""Numerals and what worn ones are read as."""
_QUARTER = frozenset({"triwulan", "triwulanan", "tw"})


def in_order(lines: Sequence[Sequence[PictureWord]]) -> list[list[PictureWord]]:
    """The words of the lines; marks that look like what their list goes on with are that."""
    ordered = [list(line) for line in lines]
    for column in _columns([k for k, line in enumerate(ordered) if line and _MARK.fullmatch(line[0].text)], ordered):
        for before, k, after in zip([None, *column], column, [*column[1:], None], strict=False):
            word = ordered[k][0]
            above, mark, below = (None if n is None else _Mark.of(ordered[n][0].text) for n in (before, k, after))
            if mark is None or (mark.bare and (word.confidence >= _DOUBTFUL or above is None or below is None)):
                continue
            text = _continuing(mark, above, below)
            if text != word.text:
                ordered[k][0] = replace(word, text=text, printed=word.printed or word.text)
    _number_quarters(ordered)
    return ordered


def _number_quarters(lines: list[list[PictureWord]]) -> None:
    """Puts the numerals of four columns right that stand alone in one row under the word for quarters: where strokes
    end with a `IV`, they are `I`, `II`, `III` before it. (Of three strokes the network makes an `m` or an `H`.)
    """
    alone = [k for k, line in enumerate(lines) if len(line) == 1 and _STROKES.fullmatch(line[0].text)]
    for last in (k for k in alone if lines[k][0].text in _FOURTH):
        _, top, right, bottom = lines[last][0].box
        row = sorted(
            (k for k in alone if top < sum(lines[k][0].box[1::2]) / 2 < bottom and lines[k][0].box[0] <= right),
            key=lambda k: lines[k][0].box[0],
        )[-len(_NUMERALS) :]
        left, reach = lines[row[0]][0].box[0], _FARTHEST * (bottom - top) / 2
        named = any(
            word.text.casefold().strip(".:") in _QUARTER
            and left - reach < word.box[0] < right + reach
            and top - reach < word.box[3] <= bottom
            for line in lines
            for word in line
        )
        if len(row) != len(_NUMERALS) or row[-1] != last or not named:
            continue
        for k, numeral in zip(row, _NUMERALS, strict=True):
            word = lines[k][0]
            if word.text != numeral:
                lines[k] = [replace(word, text=numeral, printed=word.printed or word.text)]


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


class _Mark(NamedTuple):
    """A mark of a list: its sign and what stands around it."""

    opening: str
    sign: str
    closing: str

    @classmethod
    def of(cls, text: str) -> _Mark | None:
        m = _MARK.fullmatch(text)
        return None if m is None else cls(*(part for part in m.groups() if part is not None))

    @property
    def bare(self) -> bool:
        return not self.closing

    def alike(self, other: _Mark | None) -> str | None:
        """The other's sign, if it is one of the same list's."""
        return other.sign if other and (other.opening, other.closing) == (self.opening, self.closing) else None


def _continuing(mark: _Mark, before: _Mark | None, after: _Mark | None) -> str:
    """A mark, given those above and below: as it is where it goes on with one of them, else as the one of its likes
    that does; a bare figure must go on with both.
    """
    above, below = mark.alike(before), mark.alike(after)

    def fits(sign: str) -> bool:
        ends = _follows(above, sign), _follows(sign, below)
        return all(ends) if mark.bare else any(ends)

    likes = [like for like in _likes().get(mark.sign, "") if fits(like)]
    if mark.bare and above and above.isdigit() and _one_digit_off(str(int(above) + 1), mark.sign):
        likes += [like for like in (str(int(above) + 1),) if fits(like) and like not in likes]
    sign = mark.sign if _follows(above, mark.sign) or _follows(mark.sign, below) or len(likes) != 1 else likes[0]
    return f"{mark.opening}{sign}{mark.closing}"


def _one_digit_off(number: str, read: str) -> bool:
    """Whether a number of two digits or more was read but for one of them: `24` for `14`."""
    return len(number) == len(read) > 1 and sum(a != b for a, b in zip(number, read, strict=True)) == 1


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
    likes: dict[str, str] = {}
    for group in toml("ocr")["alike_marks"]:
        for sign in group:
            likes[sign] = likes.get(sign, "") + group.replace(sign, "")
    return likes
