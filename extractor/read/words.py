"""Words and spans: what every value of the output can be traced back to.

A reader (PDF text layer, OCR, text export) gives :class:`Word` objects that know where they were printed. Everything
after it works on :class:`Span`, a run of words whose text is derived and which can be cut by character offsets. That is
why nobody in the house passes page numbers around: a value that was matched in a span carries its place with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Literal, Protocol

from extractor.record import record

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points, origin at the top left of the page as a person sees it."""

Method = Literal["text-layer", "ocr", "text"]


@record(frozen=True, slots=True)
class Word:
    """One printed word.

    ``page`` is 1-based. ``line`` is the 1-based line of a text export, ``None`` for pages with real geometry; the
    box of a text export's word is a layout on an imagined grid, good for comparing places, never for output.
    ``size`` is the type size in points, ``glued`` says that no space stands before the word although a word
    precedes it. ``paper`` is the box on the page as it lies in the file, where ``box`` is that of a page which was
    turned or straightened for reading. ``printed`` is what stands there, where a reader repaired it (a letter O in
    an amount).
    """

    text: str
    page: int
    box: Box
    line: int | None = None
    confidence: float = 1.0
    method: Method = "text-layer"
    size: float = 10.0
    bold: bool = False
    glued: bool = False
    paper: Box | None = None
    printed: str | None = None

    def cut(self, start: int, end: int) -> Word:
        """The part ``text[start:end]`` of the word; its box is cut in proportion."""
        if start <= 0 and end >= len(self.text):
            return self
        x0, top, x1, bottom = self.box
        step = (x1 - x0) / max(1, len(self.text))
        start, end = max(0, start), min(len(self.text), end)
        return Word(
            self.text[start:end],
            self.page,
            (x0 + step * start, top, x0 + step * end, bottom),
            self.line,
            self.confidence,
            self.method,
            self.size,
            self.bold,
            glued=self.glued if start == 0 else True,
            paper=None if self.paper is None else _part(self.paper, start, end, len(self.text)),
            printed=_part_printed(self.text, self.printed, start, end),
        )


def _part_printed(text: str, printed: str | None, start: int, end: int) -> str | None:
    """What was printed for ``text[start:end]``, ``None`` where nothing was repaired in it or it cannot be told."""
    if printed is None or len(printed) != len(text) or printed[start:end] == text[start:end]:
        return None
    return printed[start:end]


def _part(box: Box, start: int, end: int, length: int) -> Box:
    """The part of a box that ``length`` characters fill, along its longer side."""
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        step = (x1 - x0) / max(1, length)
        return (x0 + step * start, top, x0 + step * end, bottom)
    step = (bottom - top) / max(1, length)
    return (x0, top + step * start, x1, top + step * end)


_ABBREVIATION = 4
"""Letters of the longest half that is an abbreviation (BPKP)."""
_GROUP = 3
"""Digits of a group of thousands."""
_TORN = re.compile(r"(?<![\d.,])\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1(\d{1,2})$")
_TORN_HINT = re.compile(r"[.,]\d{3}[.,]\d{0,2} \d|\d [.,]\d{3}")
_TORN_REST = re.compile(r"\d{1,2}(?!\d)")
_TORN_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(\1)?$")
_GROUPS = re.compile(r"(?P<sign>[.,])?\d{3}(?:[.,]\d{3})*(?!\d)")
_SYLLABLE = 2
"""Letters of a syllable that stands alone at a line's end; a word that is said twice has more."""
_ELECTRONIC = "e"
"""The prefix that keeps its hyphen: ``e-mail``, ``e-government``."""
_REDUPLICATED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")


def _may_be_torn(text: str) -> bool:
    """Does a text hold what an amount in two lines looks like? (Most texts have no point and no comma.)"""
    return ("." in text or "," in text) and _TORN_HINT.search(text) is not None


def _is_torn(left: str, right: str) -> bool:
    """Whether the end of a narrow line tears an amount apart: `1.280.450.00` over `0`, `1.280.` over `450.000`, `1.280`
    over `.450.000`. One group of three must stand before the torn one, for `82.50` over `3` are two figures.
    """
    head, tail = _TORN.search(left), _TORN_REST.match(right)
    if head is not None and tail is not None and len(head[2]) + len(tail[0]) == _GROUP:
        return True
    whole, groups = _TORN_BEFORE.search(left), _GROUPS.match(right)
    return whole is not None and groups is not None and (whole[2] is None) != (groups["sign"] is None)


def _joint(left: Word, right: Word) -> tuple[bool, str]:
    """How two neighbouring words are joined: (drop the left one's final hyphen?, what stands between them)."""
    if right.glued:
        return False, ""
    broken = right.box[1] >= left.box[3] - 1 or right.page != left.page
    if broken and (right.text[:1].isdigit() or right.text[:1] in ".,") and _is_torn(left.text, right.text):
        return False, ""
    if broken and left.text.endswith("-") and len(left.text) > 1 and right.text[:1].isalpha():
        # "pemerin-/tahan" is one word; "undang-/undangan" and "sama-/sama" keep their hyphen (reduplication).
        stem = _REDUPLICATED.search(left.text)
        if stem is None:
            return False, " "
        said, again = stem.group(1).casefold(), right.text.casefold()
        # "po-/kok-pokok" is broken within its first half
        repeats = said[-4:] in again if len(said) > _SYLLABLE else again.startswith(said)
        if repeats or said == _ELECTRONIC:
            return False, ""
        if right.text[0].islower():
            return True, ""
        # in capitals a short half is an abbreviation (BPK-RI), a long one a word of a heading that was broken
        capitals = left.text.isupper() and right.text.isupper()
        return capitals and min(len(stem.group(1)), len(right.text)) > _ABBREVIATION, ""
    return False, " "


class Span:
    """A run of words. Immutable; its text, pages and boxes are derived from the words."""

    __slots__ = ("_starts", "_text", "words")

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self.words: tuple[Word, ...] = tuple(words)
        # most spans are cut, joined and measured without their text or its offsets ever being asked for
        self._text: str | None = None
        self._starts: list[int] | None = None

    @property
    def text(self) -> str:
        """The words joined by single spaces, hyphenated line ends mended."""
        return self._read() if self._text is None else self._text

    def _read(self) -> str:
        words = self.words
        text = words[0].text if len(words) == 1 else " ".join([word.text for word in words])
        if "- " in text or (len(words) > 1 and (True in [word.glued for word in words] or _may_be_torn(text))):
            text = self._read_joints()
        self._text = text
        return text

    def _offsets(self) -> list[int]:
        """Where each word begins in the text, which has been read."""
        if self._starts is None:
            self._starts = list(accumulate([len(word.text) + 1 for word in self.words[:-1]], initial=0))
        return self._starts

    def _read_joints(self) -> str:
        """The text where words are glued, or words and figures may be broken at line ends."""
        parts: list[str] = []
        starts: list[int] = []
        at = 0
        left: Word | None = None
        for word in self.words:
            if left is not None:
                drop, between = _joint(left, word)
                if drop:
                    parts[-1] = parts[-1][:-1]
                    at -= 1
                parts.append(between)
                at += len(between)
            starts.append(at)
            parts.append(word.text)
            at += len(word.text)
            left = word
        self._starts = starts
        return "".join(parts)

    @property
    def page(self) -> int:
        """Page of the first word (1-based)."""
        return self.words[0].page

    @property
    def box(self) -> Box:
        """The box around the words that stand on the first word's page."""
        page = self.words[0].page
        return box_around([w.box for w in self.words if w.page == page])

    @property
    def paper(self) -> Box:
        """The box around the first page's words on the page as it lies in the file."""
        page = self.words[0].page
        return box_around([w.paper or w.box for w in self.words if w.page == page])

    @property
    def confidence(self) -> float:
        """The lowest confidence of the words: a value is as sure as its least sure word."""
        return min([w.confidence for w in self.words], default=1.0)

    def cut(self, start: int, end: int | None = None) -> Span:
        """The part of the span that covers ``text[start:end]``, without white space at its ends."""
        text = self.text
        length = len(text)
        if end is None or end > length:
            end = length
        piece = text[start:end]
        said = piece.strip()
        if not said:
            return Span()
        if len(said) < len(piece):
            start += len(piece) - len(piece.lstrip())
            end = start + len(said)
        if start <= 0 and end >= length:
            return self
        starts = self._offsets()
        first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
        # a word that lost its hyphen in the text keeps it on paper: only the ends are cut
        words = list(self.words[first:last])
        if len(words) == 1:
            return Span([words[0].cut(start - starts[first], end - starts[first])])
        words[0] = words[0].cut(start - starts[first], len(words[0].text))
        words[-1] = words[-1].cut(0, end - starts[last - 1])
        return Span(words)

    def of(self, match: re.Match[str], group: int | str = 0) -> Span:
        """The part of the span that a regular expression's match over ``span.text`` covers."""
        start, end = match.span(group)
        return Span() if start < 0 else self.cut(start, end)

    def split(self, pattern: re.Pattern[str]) -> list[Span]:
        """The pieces between the matches of ``pattern``; empty pieces are left out."""
        pieces: list[Span] = []
        at = 0
        for m in pattern.finditer(self.text):
            pieces.append(self.cut(at, m.start()))
            at = m.end()
        pieces.append(self.cut(at))
        return [p for p in pieces if p]

    def __add__(self, other: Span) -> Span:
        return Span(self.words + other.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __bool__(self) -> bool:
        return bool(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)

    def __repr__(self) -> str:
        return f"Span({self.text!r})"


class Worded(Protocol):
    """A span, a line: what has words."""

    @property
    def words(self) -> tuple[Word, ...]:
        """In their order."""


def join(parts: Iterable[Worded]) -> Span:
    """One span of all the words, in the order given."""
    return Span(word for part in parts for word in part.words)


NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
"""The box of what stands nowhere: an empty cell that no paper shows."""


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box around the boxes; ``NOWHERE`` for none."""
    got = list(boxes)
    if len(got) < 2:
        return got[0] if got else NOWHERE
    x0, top, x1, bottom = zip(*got, strict=True)
    return (min(x0), min(top), max(x1), max(bottom))
