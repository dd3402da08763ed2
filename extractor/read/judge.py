"""Decides whether a page's text layer can be used or the page must be read as a picture.

Comes in: the page as the text-layer reader gives it. Goes out: yes or no. A layer is judged by what it says, not by
its presence: old scanner software leaves wrong characters and spaced-out words behind, and a decorative picture behind
good text makes no scan.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.lexicon import lexicon
from extractor.read.page import Page

_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")
_EDGES = re.compile(r"^\W+|\W+$")
_COVER = 0.7
"""Share of the page that a scan's picture covers."""
_FEW = 12
"""Words from which a text layer is judged: fewer may all be names and numbers."""
_STAMPED_LINES = 2
"""Lines that software for copying or signing puts over a scan, at the most."""
_MARGIN = 0.1
"""Share of the page's height, above and below, in which the lines of copying and signing software stand."""
_SQUARES = 24
"""The area that several pictures cover is counted in so many by so many parts of the page."""
_LAPPED = 1.1
"""The strips of a scan overlap by less than this; the pictures of a cover lie over one another."""
_GOOD_ALONE = 0.55
"""Share of known words below which even a layer without a picture behind it is garbage (a broken font encoding)."""
_GOOD_OVER_PICTURE = 0.86
"""Share of known words from which a layer over a picture is taken: bad OCR in it knows fewer, and ours would be better.
"""
_SINGLE = 0.25
"""Share of single letters from which such a layer is OCR that broke words apart."""
_PRONOUNCEABLE = 0.9
"""Share of tokens that some language could have: below it a layer without known words is a broken encoding."""
_SPOKEN = re.compile(r"(?=.{1,3}$|.*[aeiouAEIOU])(?!.*[^aeiou\W]{5})[A-Za-z][a-z]*(?:[-/.,'][A-Za-z]*[a-z]*)*")


def needs_reading(page: Page) -> bool:
    """Whether the page must be read as a picture: no text over a picture, a garbage layer, or a scanner's hidden
    layer.
    """
    if page.trouble == "damaged":
        return False
    covered = _covered(page)
    if not page.words:
        return page.trouble == "no-text" or covered >= 0.02
    if page.hidden and covered >= _COVER:
        # the invisible text of scanner software: our reading is better than what it was made with
        return True
    if covered >= _COVER and _is_stamped(page):
        return True
    known, single, count = quality(page)
    if count < _FEW:
        return False
    if covered >= _COVER and (known < _GOOD_OVER_PICTURE or single > _SINGLE):
        return True
    # names, foreign and technical terms are no garbage: they can be pronounced
    return known < _GOOD_ALONE and pronounceable(page) < _PRONOUNCEABLE


def quality(page: Page) -> tuple[float, float, int]:
    """Share of known words, share of single letters, and the number of words judged."""
    plain = [_EDGES.sub("", w.text).casefold() for w in page.words]
    plain = [w for w in plain if w]
    judged = [w for w in plain if _WORD.fullmatch(w)]
    known = sum(lexicon().knows(w) for w in judged)
    single = sum(len(w) == 1 and w.isalpha() for w in plain)
    return known / max(1, len(judged)), single / max(1, len(plain)), len(judged)


def pronounceable(page: Page) -> float:
    """Share of the tokens with letters that could be words of some language, or are written in capitals only."""
    tokens = [_EDGES.sub("", w.text) for w in page.words]
    tokens = [t for t in tokens if any(c.isalpha() for c in t)]
    good = sum(bool(_SPOKEN.fullmatch(t)) or (t.isascii() and t.isupper()) for t in tokens)
    return good / max(1, len(tokens))


def _is_stamped(page: Page) -> bool:
    """Whether all text is a line or two, or stands in the outer margin: a stamp upon a scan, not the page's text."""
    middles = sorted((w.box[1] + w.box[3]) / 2 for w in page.words)
    if all(not _MARGIN <= y / max(1.0, page.height) <= 1 - _MARGIN for y in middles):
        return True
    size = max(w.size for w in page.words)
    return 1 + sum(b - a > size / 2 for a, b in pairwise(middles)) <= _STAMPED_LINES


def _covered(page: Page) -> float:
    """The share of the page that its largest picture covers, or all of them where they lie side by side and hold all
    of its words: scanners leave a page in strips.
    """
    area = max(1.0, page.width * page.height)
    boxes = [(x0, top, x1, bottom) for x0, top, x1, bottom in page.pictures if x1 > x0 and bottom > top]
    largest = max((min(1.0, (x1 - x0) * (bottom - top) / area) for x0, top, x1, bottom in boxes), default=0.0)
    if largest >= _COVER or len(boxes) < 2:
        return largest
    middles = [((w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2) for w in page.words]
    if not all(any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes) for x, y in middles):
        return largest
    steps = [(k + 0.5) / _SQUARES for k in range(_SQUARES)]
    xs, ys = [page.width * step for step in steps], [page.height * step for step in steps]
    covered = [(x, y) for x0, top, x1, bottom in boxes for x in xs if x0 <= x <= x1 for y in ys if top <= y <= bottom]
    together = len(set(covered))
    return together / _SQUARES**2 if len(covered) <= _LAPPED * together else largest
