"""What a line of a box tells without a heading: an indicator by its target, the next of a list, an office's statement.

In come the lines of a box and the piece that is being read, out come answers. Apart from the reader, which asks them of
every line and keeps where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.kinds.cascade.items import MARK, OPEN_END, TARGETED, bracketed, items, repeats
from extractor.kinds.cascade.label_words import runs_on
from extractor.kinds.cascade.labels import BULLET, begins_explanation, begins_indicator, level_named, read_label
from extractor.kinds.cascade.offices import names_unit
from extractor.kinds.cascade.piece import Piece
from extractor.layout.blocks import Line
from extractor.layout.charts import is_amount, is_quantity
from extractor.read.words import Span, Word

_BEFORE_TARGET = frozenset(":=(")
"""Signs of which one stands before a target in the text."""


def measured(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin an indicator whose target follows behind a colon (`Nilai SAKIP : 80`), in brackets (`(target 12
    Orang)`) or on a line of its own, over as many lines as it takes: such a one needs no heading to be told from the
    title over it. The lines that are targets are among them.
    """
    found: set[int] = set()
    start: Line | None = None
    said: list[str] = []
    signed = False
    for i, line in enumerate(lines):
        on = runs_on(line.words[0].text)
        if not on and begins_indicator(line.span.cut(1) if bracketed(line.span) else line.span):
            start, said, signed = line, [], False
        elif start is None or (not on and not counts_level(line) and read_label(line.span) is not None):
            start = None
            continue
        said.append(line.text)
        ended = i + 1 == len(lines) or lines[i + 1].text[:1].isupper() or BULLET.match(lines[i + 1].text) is not None
        alone = line is not start and ended and is_quantity(line) and not OPEN_END.search(said[-2])
        signed = signed or not _BEFORE_TARGET.isdisjoint(line.text)
        if alone or (signed and TARGETED.search(" ".join(said))):
            found.add(id(start))
            start = None
        if alone:
            found.add(id(line))
    return frozenset(found)


def counts_level(line: Line) -> bool:
    """Is a line a quantity whose unit is the word of a level (`2 Kegiatan`), which a label with its number before it
    looks like?
    """
    figure, _, unit = line.text.partition(" ")
    return figure.isdigit() and level_named(unit) is not None


_TAG = re.compile(r"\W*(?:[^\W\d_]{1,3}\b\W*){1,4}")


def is_tag(words: Sequence[Word]) -> bool:
    """Do words say nothing but codes of a letter or three (`RA`, `RRA`): what a system calls its card, no statement?"""
    span = Span(tuple(words))
    return _TAG.fullmatch(span.text) is not None and read_label(span) is None and not is_quantity(Line(span.words))


_OUTCOME = re.compile(r"[a-z]{4,}nya\b", re.IGNORECASE)
"""An outcome is stated as a state that was reached, a verb or a quality made a noun: `Meningkatnya`, `Mutakhirnya`."""


def states_outcome(span: Span) -> bool:
    """Does a text state an outcome (of a program, a kegiatan) rather than name a thing?"""
    return _OUTCOME.match(span.text) is not None and not begins_indicator(span)


def heads_statement(piece: Piece, line: Line) -> bool:
    """Does the name of an office, set off by its weight or by the outcome that the line states, end over a line: the
    statement that is the office's own?
    """
    bare = piece.label is None and piece.named is None and piece.under is None and piece.stage == "title"
    if not bare or not piece.title:
        return False
    lighter = not line.bold and all(part.bold for part in piece.title)
    if begins_indicator(line.span) or not (lighter or (line.text[:1].isupper() and states_outcome(line.span))):
        return False
    return names_unit(Span(tuple(w for part in piece.title for w in part.words)))


_NAMED = frozenset({"program", "kegiatan", "sub_kegiatan"})
"""Levels whose nodes are things with names; a statement may have several parts, each with a dash."""
_FIGURE = re.compile(r"^(\d{1,2})[.)]\s*(?=[^\s\d])")


def next_in_list(piece: Piece, line: Line) -> bool:
    """``2. ...`` after ``1. ...`` and its indicators, if it has any: the next node under one heading. So is the next
    name with a bullet.
    """
    label = piece.label or piece.named
    if label is None or label.number or not piece.title or piece.stage in ("lead", "objective"):
        return False
    bullet, mark = BULLET.match(piece.title[0].text), BULLET.match(line.text)
    if bullet is not None and mark is not None and piece.level in _NAMED and piece.stage == "title":
        return bullet.group() == mark.group() and line.text[mark.end() :][:1].isupper()
    before, here = _FIGURE.match(piece.title[0].text), _FIGURE.match(line.text)
    if before is None or here is None or int(here.group(1)) != int(before.group(1)) + 1:
        return False
    return not begins_indicator(line.span.cut(here.end()))


def next_statement(piece: Piece, line: Line) -> bool:
    """Does a further statement of the box begin here, under the indicators of the one before it? It is bold as that one
    was, and they are not; or they have bullets and the last one has its target, and it has none.
    """
    if not piece.title or piece.stage not in ("indicator", "target") or not piece.groups:
        return False
    if not line.text[:1].isupper() or not states_outcome(line.span) or not states_outcome(piece.title[0].span):
        return False
    said = [part for group in piece.groups for part in group.lines]
    if not said:
        return False
    lighter = line.bold and not any(part.bold for part in said) and all(part.bold for part in piece.title)
    return lighter or (BULLET.match(said[0].text) is not None and TARGETED.search(said[-1].text) is not None)


_RUPIAH = re.compile(r"\W{0,2}rp\b", re.IGNORECASE)


def is_budget(line: Line, before: Line | None) -> bool:
    """Is a line the amount of its box (`Rp. 1.250.000.000,-`), not that of the words before it, which end openly?"""
    if _RUPIAH.match(line.text) is None or not is_amount(line):
        return False
    return before is None or (not before.text.endswith((":", "=")) and OPEN_END.search(before.text) is None)


def goes_on_open(lines: Sequence[Line]) -> bool:
    """Does the last of several indicators end on the sign before its target, which stands on the next line?"""
    return len(lines) > 1 and lines[-1].text.endswith((":", "=")) and len(items(lines)) > 1


def begins_list(piece: Piece, line: Line) -> bool:
    """Does a list of indicators begin here without a heading, under a statement that is none itself?"""
    said = {"title": piece.title, "objective": piece.objective}.get(piece.stage)
    if not said:
        return False
    if BULLET.match(line.text) and len(line.words) > 1:
        return not BULLET.match(said[0].text)
    if piece.stage != "title":
        return False
    # plain lines that begin as indicators do, under a bold statement
    lighter = not line.bold and said[0].bold and begins_indicator(line.span) and all(part.bold for part in said)
    return lighter or _listed_indicator(line.span) or bracketed(line.span)


_LEAST_WORDS = 3
"""A line of fewer words under a target may be its unit (`12 / Dokumen`)."""


def next_indicator(piece: Piece, line: Line) -> bool:
    """Does the next indicator of the list begin, after the target or the explanation of the one before it?"""
    if piece.stage not in ("explanation", "target") or not piece.groups or not piece.groups[-1].lines:
        return False
    group = piece.groups[-1]
    own, here = BULLET.match(group.lines[0].text), BULLET.match(line.text)
    if own is not None:
        return here is not None and here.group() == own.group() and len(line.words) > 1
    first, mark = MARK.match(group.lines[0].text), MARK.match(line.text)
    if first is not None:
        if mark is None or mark.group() == first.group():
            return False
        return _counts_on(first.group(), mark.group()) or begins_indicator(line.span.cut(mark.end()))
    if not line.text[:1].isupper() or begins_explanation(line.span):
        return False
    if piece.stage == "target":
        return bool(group.target) and (begins_indicator(line.span) or len(line.words) >= _LEAST_WORDS)
    said = [part for part in group.explanation if begins_explanation(part.span)]
    if not said or group.explanation[-1].text.endswith((":", "=")):
        return False  # what the source is stands under its label
    begins = begins_indicator(line.span) or repeats(group.lines[0], line)
    return begins and "sumber" in said[-1].text.casefold()


def _counts_on(before: str, mark: str) -> bool:
    """Is the mark of an item the next after that of another (`2.` after `1.`)?"""
    one, two = _COUNT.fullmatch(before.strip()), _COUNT.fullmatch(mark.strip())
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1 and one[2] == two[2]


_COUNT = re.compile(r"(\d{1,2})([.)])")


def _listed_indicator(span: Span) -> bool:
    """``5.2.1 Persentase ...``: a numbered line that begins as indicators do."""
    mark = MARK.match(span.text)
    return mark is not None and begins_indicator(span.cut(mark.end()))
