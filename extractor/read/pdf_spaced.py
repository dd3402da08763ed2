"""Words typed with blanks between their letters, made whole.

Comes in: the words of one line. Goes out: the same line with such words as one. Separate from the making of words,
because here blanks are printed and mean nothing, or gaps are wide and part nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.lexicon import lexicon
from extractor.read.words import Word, box_around

RUN = 5
"""Single letters in a row that make a letter-spaced word."""
WIDE = 1.2
"""Type sizes: no letter-spacing is wider than this."""


def closed_up(words: list[Word]) -> Iterator[Word]:
    """Words typed with blanks between their letters (``P E R J A N J I A N``) made whole.

    They end where a gap is clearly wider than the others.
    """
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalnum() and (not run or _continues(run, word)):
            run.append(word)
            continue
        yield from _spaced(run)
        run = [word] if len(word.text) == 1 and word.text.isalnum() else []
        if not run:
            yield word
    yield from _spaced(run)


def one_word(a: str, b: str) -> bool:
    """Whether two pieces that stand close are the halves of a word: they are not both words, and their whole is one."""
    whole = a + b.rstrip(",.;:)")
    if not whole.isalpha() or not (b[0].islower() or whole.isupper()):
        return False
    known, halves = lexicon(), [half.casefold() for half in (a, whole[len(a) :])]
    return known.lists(whole.casefold()) and not all(len(half) > 1 and known.lists(half) for half in halves)


def several_words(pieces: Sequence[str]) -> bool:
    """Whether pieces between which blanks without room are printed are words, and their whole is none."""
    plain = [piece.strip(".,;:()").casefold() for piece in pieces]
    known = lexicon()
    return not known.lists("".join(plain)) and all(len(piece) > 1 and known.lists(piece) for piece in plain)


def _continues(run: list[Word], b: Word) -> bool:
    a = run[-1]
    cases = a.text.isupper() == b.text.isupper() or not (a.text.isalpha() and b.text.isalpha())
    cases = cases or (len(run) == 1 and a.text.isupper())  # a word may begin with a capital
    return cases and b.box[0] - a.box[2] < 2 * WIDE * a.size


def _spaced(run: list[Word]) -> Iterator[Word]:
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    letters = [w.text for w in run if w.text.isalpha()]
    few = len(letters) < max(4, 0.4 * len(run))
    # one letter over and over ticks the columns of a schedule
    if len(run) < RUN or few or len(set(letters)) == 1 or usual > WIDE * run[0].size:
        yield from run
        return
    group = [run[0]]
    for word, gap in zip(run[1:], gaps, strict=True):
        if gap > 1.6 * usual + 0.5:
            yield _whole(group)
            group = []
        group.append(word)
    yield _whole(group)


def _whole(group: list[Word]) -> Word:
    first = group[0]
    bold = all(w.bold for w in group)
    return Word(
        "".join(w.text for w in group), first.page, box_around(w.box for w in group), size=first.size, bold=bold
    )
