"""Runs of words of lines: texts between which more than a blank is white.

Comes in: lines. Goes out: their runs; whether a line is one text, justified or of a paragraph, whatever its blanks say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Line
from extractor.read.words import Word

BASELINE = 0.2
"""Type sizes by which words of one run may differ in height."""
_APART = 0.42
"""Type sizes of the white that parts two headings: twice a blank, less than the padding of two cells."""
_TYPED_APART = 0.9
"""The same in a typewriter's face, whose blank is as wide as its letters: one and a half blanks."""
_READ_BLANK = 1.25
"""How much wider than another blank of its line a blank is measured in a picture."""
_PITCH, _SAME_PITCH = (0.55, 0.65), 1.02
"""Type sizes that a letter of a typewriter's face takes (Courier and its kin: 0.6), and how alike words' letters are in
width: words of another face differ by more.
"""
_READ_PITCH, _READ_SAME = (0.5, 0.68), 1.05
"""The same of print that was read from a picture, where a word is as wide as its ink and a type size is measured."""
_READ_LETTERS, _READ_WORDS = 4, 3
"""Letters of the words, and words, by which that print tells its face."""
_LINES = 1.75
"""Type sizes from which a word's place on paper is of two lines: those of single space take 2.2."""
_EVEN_GAPS = 3
"""Gaps between words from which on it is no chance that all are alike."""
_EVEN = 1.6
"""How much the widest blank of one justified line exceeds the narrowest: one blank and two columns differ by more."""
_BLANK = 1.5
"""Type sizes of the widest blank in a justified line of a narrow paragraph."""
_SMALL = 3
"""Letters of the longest word that stays small in a heading (`dan`, `per`)."""


def parts(line: Line) -> list[Line]:
    """The runs of words of a line between which more than a blank is white."""
    found = line.segments(_apart(line))
    return list(line.segments(_TYPED_APART) if len(found) > 1 and _is_typed(line.words) else found)


def _apart(line: Line) -> float:
    """Type sizes of the white that parts two headings of a line. Of print that was read from a picture boxes and type
    size are measured: there a white hardly wider than the line's other blanks is one, too.
    """
    if not line.words or line.words[0].method != "ocr":
        return _APART
    blanks = [(b.box[0] - a.box[2]) / line.size for a, b in pairwise(line.words)]
    return max([_APART, *(_READ_BLANK * blank for blank in blanks if blank <= _APART)])


def _is_typed(words: Sequence[Word]) -> bool:
    """Whether words are set in a typewriter's face: every letter is as wide as a blank."""
    read = any(w.method == "ocr" for w in words)
    telling = [
        w
        for w in words
        if len(w.text) >= (_READ_LETTERS if read else 2) and w.size and (w.paper is None or not _is_mended(w))
    ]
    if len(telling) < (_READ_WORDS if read else 2):
        return False
    pitches = [(w.box[2] - w.box[0]) / (len(w.text) * w.size) for w in telling]
    (narrowest, widest), alike = (_READ_PITCH, _READ_SAME) if read else (_PITCH, _SAME_PITCH)
    return narrowest <= min(pitches) and max(pitches) <= min(widest, alike * min(pitches))


def _is_mended(word: Word) -> bool:
    """Whether a word was put together from several lines: it is wider than its box."""
    _, top, _, bottom = word.paper or word.box
    return bottom - top > _LINES * word.size


def evenly_set(line: Line) -> bool:
    """Whether the same white, not much more than a blank, stands between all words of a line: it is one text, justified
    or loosely set, whatever columns its words could name.
    """
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(line.words)]
    return len(gaps) >= _EVEN_GAPS and max(gaps) <= min(_EVEN * min(gaps), _BLANK * line.size)


def is_prose(line: Line) -> bool:
    """Whether a line is one of a paragraph: justified ones fall into runs, yet their words go on in small letters."""
    words = [w.text for w in line.words if w.text[:1].isalpha()]
    small = sum(w[0].islower() and len(w) > _SMALL for w in words)
    return small >= 3 and 3 * small >= len(words)


def runs_of(lines: Sequence[Line]) -> list[Line]:
    """Words that stand side by side on one baseline. Lines of a page join what overlaps in height; headings that are
    set in the middle of theirs overlap with two storeys of others.
    """
    runs: list[list[Word]] = []
    words = words_of(lines)
    apart = _TYPED_APART if _is_typed(words) else max(map(_apart, lines), default=_APART)
    for word in sorted(words, key=lambda w: (w.box[0], w.box[1])):
        near = [r for r in runs if _follows(r[-1], word, apart)]
        if near:
            max(near, key=lambda r: r[-1].box[2]).append(word)
        else:
            runs.append([word])
    return [Line(tuple(run)) for run in runs]


def _follows(left: Word, right: Word, apart: float) -> bool:
    size = max(left.size, right.size)
    level = abs(left.box[1] - right.box[1]) <= BASELINE * size or abs(left.box[3] - right.box[3]) <= BASELINE * size
    return level and -0.3 * size <= right.box[0] - left.box[2] <= apart * size


def words_of(lines: Sequence[Line]) -> list[Word]:
    """The words of lines, in their order."""
    return [w for line in lines for w in line.words]
