"""The text of a box (or of a headed block) taken apart: title, statement, indicators, explanation.

In come lines in reading order, out come :class:`Piece` objects, one a node. A heading opens a slot or a node, any
other line goes where the reader stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf

from extractor.kinds.cascade.beside import apart
from extractor.kinds.cascade.label_lines import unwrapped, with_number, wraps
from extractor.kinds.cascade.label_words import may_begin_label, runs_on
from extractor.kinds.cascade.labels import (
    Label,
    begins_explanation,
    level_named,
    read_echelon,
    read_label,
    read_named,
)
from extractor.kinds.cascade.offices import names_office
from extractor.kinds.cascade.piece import SLOTS, Group, Piece
from extractor.kinds.cascade.statements import COUNT, is_objective, measures_stated, names_stated, states_named
from extractor.kinds.cascade.unheaded import (
    begins_list,
    counts_level,
    goes_on_open,
    heads_statement,
    is_budget,
    is_tag,
    measured,
    next_in_list,
    next_indicator,
    next_statement,
)
from extractor.layout.blocks import Line
from extractor.layout.charts import is_quantity
from extractor.read.words import Span, Word, join

_INLINE = re.compile(
    r"\s(?=(?:penjelasan|formulasi)\s*:?\s*(?:(?:[a-c1-3][.)]|[-–•])\s*)?"
    r"(?:formula|formulasi|rumus|cara|tipe|jenis|sumber|keterangan)?\s*[\w/ ]{0,30}[:=])",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\s(?:penjelasan|formulasi)", re.IGNORECASE)
_INLINE_BOLD = re.compile(r"\spenjelasan(?!\w)", re.IGNORECASE)


def broken(line: Line) -> list[Line]:
    """The line, cut before an explanation that begins in its middle."""
    span = line.span
    if not _EXPLAINED.search(span.text):
        return [line]
    cuts = [m.start() for m in _INLINE.finditer(span.text) if not begins_explanation(span)]
    for m in _INLINE_BOLD.finditer(span.text):
        after = span.cut(m.start(), m.end())
        if after and all(w.bold for w in after) and not line.bold:
            cuts.append(m.start())
    if not cuts:
        return [line]
    at = min(cuts)
    return [Line(s.words) for s in (span.cut(0, at), span.cut(at)) if s]


def read_pieces(
    lines: Iterable[Line], first: Piece | None = None, width: float | None = None, labels: Collection[Word] = ()
) -> list[Piece]:
    """The nodes in a run of lines. ``first`` is a piece that the lines go on with (a continuation has stage
    ``lead``), ``width`` the width (points) of the box that they stand in, where it is known; 0 where no level's word is
    a label. ``labels`` are the first words of labels in cells of their own, which go on with no sentence.
    """
    lines = list(lines)
    # (what stands at the right of a label in a cell of its own is what it names)
    drawn = bool(lines) and lines[0].words[0].method != "text" and not labels
    text, beside = apart(lines) if drawn else (lines, {})
    run = [part for line in with_number(unwrapped(text)) for part in broken(line)]
    ends = {line.words[-1]: quantity for line, quantity in beside.items()}
    if width is None:
        width = max((line.box[2] - line.box[0] for line in run), default=0.0)
    reader = _Reader(first, width, ends, measured(run), labels)
    if not 0 < width < inf:
        reader.room = max((line.box[2] - line.box[0] for line in run if line.words[0].method != "text"), default=0.0)
    for i, line in enumerate(run):
        reader.feed(line, run[i + 1] if i + 1 < len(run) else None)
    return [p for p in reader.pieces if not p.blank or p is first]


_STEPS = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
"""A number of several steps (`2.1.`)."""


def _with_number(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a box, a number of several steps that stands alone over the word of a level before that word: the
    name begins with both (`2.1. / Program / Penataan Taman`).
    """
    numbered = len(lines) > 2 and _STEPS.fullmatch(lines[0].text) and level_named(lines[1].text) is not None
    return [Line((*lines[0].words, *lines[1].words)), *lines[2:]] if numbered else lines


def read_list(lines: Iterable[Line], label: Label | None) -> list[Group]:
    """The indicators in a cell of a column of indicators, with the targets and explanations that stand under them."""
    piece = Piece(groups=[Group(label)])
    piece.enter("indicator")
    read = read_pieces(lines, piece)
    if len(read) == 1 and not piece.title and not piece.objective:
        return piece.groups
    return [Group(label, list(lines))]


class _Reader:
    """Takes lines one at a time; a heading opens a slot or a node, any other line goes where the reader stands."""

    def __init__(
        self,
        first: Piece | None,
        width: float,
        beside: Mapping[Word, Line],
        measured: frozenset[int],
        labels: Collection[Word],
    ) -> None:
        self.width = self.room = width
        """The width that tells whether the word of a level is a label, and the room that a line surely has (points)."""
        self.beside = beside
        self.measured = measured
        self.labels = labels
        self.pieces: list[Piece] = [first] if first is not None else []
        self.echelon = Span()
        self.alone = False
        """Do indicators without a heading stand under the title, told by the targets under them?"""

    @property
    def current(self) -> Piece | None:
        return self.pieces[-1] if self.pieces else None

    def feed(self, line: Line, following: Line | None) -> None:
        if self.pieces and runs_on(line.words[0].text):
            self._go_on(self.pieces[-1], line)
            return
        bracketed = _echelon_in_brackets(line, self.current)
        if self.pieces and bracketed is None and not may_begin_label(line.text):
            self._text(line)
            return
        echelon = bracketed or read_echelon(line.span)
        if echelon is not None and not echelon[1]:
            self.echelon = echelon[0]
            if self.current is not None and (self.current.blank or self.current.heads_office()):
                self.current.echelon = self.echelon
            return
        label = self._label(line, following)
        if label is not None and self.current is not None and _is_own_name(label, self.current):
            # under the label `Program`: `Program Pengawasan`, `1.2 Program Pengawasan`
            if label.number and not self.current.number:
                self.current.label = replace(self.current.label or label, number=label.number)
                line = Line(tuple(w for w in line.words if w not in label.number.words))
            self._text(line)
            return
        if label is None:
            label = self._named(line, following)
        if label is None:
            self._text(line)
            return
        self._begin(label)
        if label.rest and not _tagged(label, following):
            for part in broken(Line(label.rest.words)):
                self._text(part)

    def _label(self, line: Line, following: Line | None) -> Label | None:
        """The label that the line begins with, where it is no running text and no target."""
        if id(line) in self.measured and counts_level(line):
            return None
        label = self._numbered_name(line, following) or _columns_label(line) or read_label(line.span)
        if label is None or not label.sure:
            label = _label_apart(line) or label
        if label is None:
            label = self._first_name(line)
        if label is not None and line.words[0] not in self.labels and _is_running_text(line, label, self.current):
            return None
        return label

    def _begin(self, label: Label) -> None:
        """Opens the slot or the node that a label speaks of."""
        if label.role in ("level", "objective"):
            if is_objective(label, self.current) and self.current is not None:
                self.current.enter("objective")
                if self.current.untold():
                    # `Sasaran Kegiatan` under a name: it is that of a kegiatan
                    self.current.level = label.level
            elif names_stated(label, self.current) and self.current is not None:
                self.current.label, self.current.level = label, label.level
                self.current.enter("title")
            else:
                self._open(label).enter("title" if label.role == "level" else "objective")
        elif label.role == "indicator":
            piece = self._standing()
            if piece.groups and piece.groups[-1].empty:
                piece.groups[-1].label = label
            else:
                piece.groups.append(Group(label))
            piece.enter("indicator")
        else:
            self._standing().enter(SLOTS[label.role])

    def _open(self, label: Label) -> Piece:
        current = self.current
        # "Kepala Bidang Arsip" over "Sasaran : ...", and over the next one of its level
        office = None
        if current is not None:
            office = current if current.heads_office() else current.under
            if office is not None and office is not current and current.level != label.level:
                office = None
        if current is not None and current.tagged() and is_tag([w for line in current.title for w in line.words]):
            self.pieces.pop()
        elif current is not None and current.tagged() and COUNT.fullmatch(current.title[0].text):
            # a number on a line of its own over the label
            self.pieces.pop()
            if not label.number:
                label = replace(label, number=current.title[0].span)
        piece = Piece(level=label.level, label=label, echelon=self.echelon, under=office)
        self.pieces.append(piece)
        return piece

    def _standing(self) -> Piece:
        if self.current is None:
            self.pieces.append(Piece(echelon=self.echelon))
        return self.pieces[-1]

    def _text(self, line: Line) -> None:
        piece = self._standing()
        if piece.stage == "lead" and names_office(line.span):
            piece.holder.append(line)
            return
        if next_in_list(piece, line):
            piece = Piece(level=piece.level, named=piece.label or piece.named, echelon=piece.echelon, title=[line])
            piece.enter("title")
            self.pieces.append(piece)
            return
        stated = piece.stage == "title" and bool(piece.title) and id(line) in self.measured
        if stated or begins_list(piece, line) or measures_stated(piece, line):
            piece.groups.append(Group())
            piece.enter("indicator")
            self.alone = self.alone or stated
        elif heads_statement(piece, line):
            piece = Piece(under=piece, echelon=piece.echelon)
            piece.enter("title")
            self.pieces.append(piece)
        if next_statement(piece, line):
            piece = Piece(level=piece.level, named=piece.label or piece.named, echelon=piece.echelon, under=piece.under)
            piece.enter("title")
            self.pieces.append(piece)
        if states_named(piece, line, self.room):
            piece.enter("objective")
        if piece.title and is_budget(line, piece.last_line()):
            piece.budget.append(line)
            return
        listed = self.alone or (piece.stage == "indicator" and bool(piece.groups[-1].lines))
        if listed and id(line) in self.measured and is_quantity(line) and not goes_on_open(piece.groups[-1].lines):
            piece.groups[-1].target.append(line)
            piece.enter("target")
            return
        if next_indicator(piece, line):
            piece.groups.append(Group())
            piece.enter("indicator")
        explains = begins_explanation(line.span) and (piece.stage in ("indicator", "lead") or bool(piece.groups))
        if explains and piece.stage != "explanation":
            piece.enter("explanation")
        self._add(piece, line)

    def _go_on(self, piece: Piece, line: Line) -> None:
        """Adds a line that begins nothing, unless it is a statement in small letters under the name of an office."""
        if piece.stage == "lead" or heads_statement(piece, line) or id(line) in self.measured:
            self._text(line)
        else:
            self._add(piece, line)

    def _add(self, piece: Piece, line: Line) -> None:
        """Adds a line where the piece stands, with the quantity beside it."""
        piece.add(line)
        quantity = self.beside.get(line.words[-1]) if self.beside else None
        if quantity is not None and piece.stage == "indicator":
            piece.groups[-1].beside.append((line, quantity))
        elif quantity is not None:
            piece.add(quantity)

    def _numbered_name(self, line: Line, following: Line | None) -> Label | None:
        """`1.1.1 Sub / Kegiatan Pengawasan`, at the beginning of a box: a name behind its number, however it wraps."""
        if self.current is not None or following is None or ":" in line.text or _label_apart(line) is not None:
            return None
        level = level_named(line.text) if not self.width else None
        if level is not None:
            return Label("level", level, level, Span(), Span(), line.span)
        named = read_named(Span((*line.words, *following.words))) if line.bold == following.bold else None
        if named is None or not (named[1] or wraps(line, following, self.width)):
            return None
        rest = Span(tuple(w for w in line.words if w in named[2].words))
        return Label("level", named[0], named[0], named[1], named[1], rest) if rest else None

    def _first_name(self, line: Line) -> Label | None:
        """The level that the first line of a box names itself: `1.1 Kegiatan Pengawasan`; the word is the name's.
        Before a dash it is a label (`Kegiatan - Pengawasan`).
        """
        if self.current is not None:
            return None
        dash = _DASH.match(line.text)
        level = level_named(line.text[: dash.start("dash")]) if dash is not None else None
        if dash is not None and level is not None:
            span = line.span
            return Label("level", level, level, Span(), span.cut(0, dash.end()), span.cut(dash.end()))
        named = read_named(line.span)
        return None if named is None else Label("level", named[0], named[0], named[1], named[1], named[2])

    def _named(self, line: Line, following: Line | None) -> Label | None:
        """A node whose name begins with its level, ``1.1 Kegiatan Pengawasan``: numbered, or headed by its weight, or
        where the next line is a heading of what belongs to such a node.
        """
        piece = self.current
        if piece is None or piece.open_slot() == "title" or (piece.stage == "title" and not piece.slots):
            return None
        named = read_named(line.span)
        if named is None:
            return None
        level, number, name = named
        if not number:
            after = read_label(following.span) if following is not None else None
            headed = after is not None and after.role in ("indicator", "objective")
            before = piece.last_line()
            heavy = line.bold and before is not None and not before.bold
            if not heavy and (not headed or piece.stage in ("title", "objective", "lead")):
                return None
        return Label("level", level, level, number, number, name)


def _echelon_in_brackets(line: Line, piece: Piece | None) -> tuple[Span, Span] | None:
    """``(Eselon III)`` under the name of an office."""
    text = line.text
    if not (text.startswith("(") and text.endswith(")")) or piece is None or not piece.heads_office():
        return None
    return read_echelon(line.span.cut(1, len(text) - 1))


def _columns_label(line: Line) -> Label | None:
    """``Indikator Kinerja      Target``: the heading of two columns in a box; the first one names the slot."""
    parts = line.segments(1.5)
    if not 2 <= len(parts) <= 4:
        return None
    labels = [read_label(part.span) for part in parts]
    if any(x is None or x.rest for x in labels) or {x.role for x in labels[1:] if x} - {"target", "unit", "budget"}:
        return None
    return labels[0]


def _label_apart(line: Line) -> Label | None:
    """``Indikator Sasaran      Persentase jalan mantap``: a label with a wide white before what it is the label of."""
    first, *others = line.segments(_APART)
    label = read_label(first.span) if others else None
    if label is None or not label.alone:
        return None
    return replace(label, rest=join(others), sure=True)


_DASH = re.compile(r"[A-Za-z]+(?:\s[A-Za-z]+)?(?P<dash>\s+)[-–—]\s+(?=[A-Z])")
_APART = 1.5
"""Type sizes of white that set a label apart from its text."""


def _is_running_text(line: Line, label: Label, piece: Piece | None) -> bool:
    """A lone ``Kegiatan`` or ``Anggaran`` on a line of a wrapped sentence is no label, unless its weight says so."""
    if piece is None:
        return False
    before = piece.last_line()
    if before is not None and label.role in ("budget", "level") and line.text[:1].islower():
        return True  # `... dalam satu tahun / anggaran : 12 paket`
    if label.number or label.rest or ":" in label.span.text:
        return False
    if before is None:
        return False
    if line.text[:1].islower() or before.text.count("(") > before.text.count(")"):
        return True
    if label.role in ("indicator", "explanation", "objective"):
        return False
    return piece.stage in ("title", "objective") and not (line.bold and not before.bold)


def _tagged(label: Label, following: Line | None) -> bool:
    """Does a card wear a tag in the line of its label (`Sasaran :     RA`), over its statement?"""
    if label.role not in ("level", "objective") or following is None or not is_tag(label.rest.words):
        return False
    return read_label(following.span) is None


def _is_own_name(label: Label, piece: Piece) -> bool:
    """Is a level's word right under the label of that level the first word of the name itself?"""
    if piece.label is None or piece.open_slot() != "title" or ":" in label.span.text:
        return False
    return label.role == "level" and label.level is not None and label.level == piece.label.level
