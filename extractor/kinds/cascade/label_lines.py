"""Labels over several lines and on lines of their own: `Indikator Kinerja / Sub / Kegiatan :`, `Program / Pengawasan`.

In come the lines of boxes, out come lines with whole labels, and whether the word of a level that stands alone on its
line is a label or the first word of a name. Apart from the reader of boxes because here it is asked how lines wrap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from extractor.kinds.cascade.label_words import begins_label, may_go_on, runs_on
from extractor.kinds.cascade.labels import level_named, read_label, read_named
from extractor.layout.blocks import Line
from extractor.read.words import Span

STATED = ("program", "kegiatan", "sub_kegiatan")
LABEL_LINES = 3
"""Lines over which a label is broken in a narrow box: `Indikator Kinerja / Sub / Kegiatan :`."""


def unwrapped(lines: list[Line]) -> list[Line]:
    """The lines, those that only together are a label joined to one."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if runs_on(line.words[0].text) or not begins_label(line.span):
            out.append(line)  # nearly every line
            i += 1
            continue
        most = _reach(lines[i : i + LABEL_LINES])
        count = next((n for n in range(most, 1, -1) if _label_over(lines[i : i + n])), 1)
        out.append(Line(tuple(w for line in lines[i : i + count] for w in line.words)) if count > 1 else lines[i])
        i += count
    return out


def _reach(lines: Sequence[Line]) -> int:
    """How many of the lines, the first of which may begin a label, are one, as far as each goes on with those before
    it.
    """
    for i, line in enumerate(lines[1:], 1):
        if line.page != lines[0].page or not _may_end_open(lines[i - 1]) or not _goes_on(lines[:i], line):
            return i
    return len(lines)


def _label_over(lines: Sequence[Line]) -> bool:
    """Does a label begin on the first line and end on the last one, in one weight?"""
    label = read_label(Span(tuple(w for line in lines for w in line.words)))
    if label is None or lines[-1].words[0] not in label.span.words:
        return False
    if len({w.bold for w in takewhile(lambda w: not w.text.startswith("("), label.span.words)}) > 1:
        return False
    return ":" in label.span.text or not label.rest


def _goes_on(before: Sequence[Line], line: Line) -> bool:
    """May a line go on with the label that the lines before it began? (What stands in brackets may be any word.)"""
    text = " ".join(part.text for part in before)
    return text.count("(") > text.count(")") or may_go_on(line.text)


def _may_end_open(line: Line) -> bool:
    """May a line end within a label, which a colon closes? (What stands in its brackets may be any word.)"""
    last = line.words[-1].text
    return not last.endswith((":", "=")) and ("(" in line.text or may_go_on(last))


_STEPS = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
"""A number of several steps (`2.1.`)."""


def with_number(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a box, a number of several steps that stands alone over the word of a level before that word: the
    name begins with both (`2.1. / Program / Penataan Taman`).
    """
    numbered = len(lines) > 2 and _STEPS.fullmatch(lines[0].text) and level_named(lines[1].text) is not None
    return [Line((*lines[0].words, *lines[1].words)), *lines[2:]] if numbered else lines


def wraps(line: Line, following: Line, width: float) -> bool:
    """Does a line end because the next word has no room in the box (`Program / Destinasi / Agrowisata`), all in one
    type? Then its word is the first of a name, no label over it.
    """
    last, word = line.words[-1], following.words[0]
    if last.method == "text" or last.size != word.size or line.text.isupper() != following.text.isupper():
        return False
    beside = following.box[0] >= line.box[2] or following.box[2] <= line.box[0]
    if beside or word.text.casefold() == line.words[0].text.casefold():
        return False
    blank = 0.25 * word.size
    # never less than a blank is left at both walls together
    return line.box[2] - line.box[0] + 2 * blank + word.box[2] - word.box[0] > width


def longest_lines(boxes: Iterable[tuple[Sequence[Line], float]]) -> dict[int, float]:
    """How long the longest line of the boxes of each width is (points)."""
    out: dict[int, float] = {}
    for lines, width in boxes:
        places = [line.box for line in lines]
        out[round(width)] = max(out.get(round(width), 0.0), *[x1 - x0 for x0, _, x1, _ in places])
    return out


def room(lines: Sequence[Line], width: float, longest: Mapping[int, float]) -> float:
    """The room (points) that the first lines of a box surely have. Where the next word would just do, a line as long in
    a box as wide has to prove it: how far a program keeps text from the walls differs.
    """
    if len(lines) < 2 or wraps(lines[0], lines[1], width):
        return width
    size = lines[0].words[0].size
    proved = longest.get(round(width), width) + 0.25 * size
    tight = wraps(lines[0], lines[1], width - size) and wraps(lines[0], lines[1], proved)
    return proved if tight else width


def labels_alone(boxes: Iterable[tuple[Sequence[Line], float]], longest: Mapping[int, float]) -> frozenset[str]:
    """The levels whose word stands alone on the first line of boxes (their lines and widths) as a label: the next word
    had room behind it in one of them, or a name of some level repeats the word under it. None where names begin with
    such a word on their first line.
    """
    alone: set[str] = set()
    for lines, width in boxes:
        level = level_named(lines[0].text) if len(lines) > 1 else None
        if level in STATED and level is not None:
            doubled = lines[1].words[0].text.casefold() == lines[0].words[0].text.casefold()
            open_ = wraps(lines[0], lines[1], room(lines, width, longest))
            alone |= set(STATED) if doubled else set() if open_ else {level}
        elif read_named(lines[0].span) is not None:
            return frozenset()
    return frozenset(alone)
