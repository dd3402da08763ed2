"""The text of a box (or of a headed block) taken apart: title, statement, indicators, explanation.

In come lines in reading order, out come :class:`Piece` objects, one a node. A piece that the paper cut off can
absorb the lines that stand elsewhere (:meth:`Piece.absorb`). Apart from the builder of nodes because the outline
form deals displaced lines out before anything can be built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractor.kinds.cascading_items import MARK
from extractor.kinds.cascading_labels import (
    Label,
    begins_explanation,
    begins_indicator,
    names_office,
    read_echelon,
    read_label,
    read_named,
)
from extractor.layout.blocks import Line
from extractor.read.words import Span, join

Stage = Literal["lead", "title", "objective", "indicator", "explanation", "target", "budget", "unit", "holder"]

_INLINE = re.compile(
    r"\s(?=(?:penjelasan|formulasi)\s*:?\s*(?:(?:[a-c1-3][.)]|[-–•])\s*)?"
    r"(?:formula|formulasi|rumus|cara|tipe|jenis|sumber|keterangan)?\s*[\w/ ]{0,30}[:=])",
    re.IGNORECASE,
)
_INLINE_BOLD = re.compile(r"\spenjelasan(?!\w)", re.IGNORECASE)


@dataclass
class Group:
    """Indicators under one heading, with what explains them."""

    label: Label | None = None
    lines: list[Line] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    target: list[Line] = field(default_factory=list)
    unit: list[Line] = field(default_factory=list)
    beside: list[tuple[Line, Line]] = field(default_factory=list)
    """Lines of a name with the quantity that stands to their right."""
    targets: list[tuple[Span, list[Line]]] = field(default_factory=list)
    """Columns of targets with their headings (years)."""
    row: Span = field(default_factory=Span)
    """The table's number for the row."""
    number: Span = field(default_factory=Span)
    """The indicator's own number, where it has a box of its own."""
    folded: bool = False
    """Stands in a box of its own under the node."""
    others: list[Group] = field(default_factory=list)
    """The same group where other sheets repeat the node."""

    @property
    def empty(self) -> bool:
        return not (self.lines or self.explanation or self.target or self.targets or self.unit)


@dataclass
class Piece:
    """A node's text. ``stage`` is where the last line went; ``slots`` are the headings met, in order."""

    level: str | None = None
    label: Label | None = None
    named: Label | None = None
    """The label beside the row or over the column where the node has none of its own."""
    echelon: Span = field(default_factory=Span)
    title: list[Line] = field(default_factory=list)
    objective: list[Line] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    budget: list[Line] = field(default_factory=list)
    holder: list[Line] = field(default_factory=list)
    lead: list[Line] = field(default_factory=list)
    stage: Stage = "title"
    slots: list[Stage] = field(default_factory=list)
    joined: int = 0
    """How often lines from elsewhere were added."""
    column: int | None = None
    """The column of the grid in which the node stands."""
    under: Piece | None = None
    """The node above it, where a grid tells."""
    row: Span = field(default_factory=Span)
    tabular: bool = False
    """Read from a table: its number is the number of its rows."""

    @property
    def number(self) -> Span:
        return self.label.number if self.label is not None else Span()

    @property
    def blank(self) -> bool:
        """Nothing at all was read."""
        return self.label is None and not self.title and not self.objective and not self.groups and not self.lead

    def words(self) -> Span:
        """What names the node: its label, number and title; its statement where it has no name."""
        spans = [self.label.span] if self.label is not None else []
        spans += [line.span for line in (self.title or self.objective)]
        return join(spans)

    def open_slot(self) -> Stage | None:
        """The slot whose heading stands there without anything under it."""
        if not self.title and self.label is not None and not self.objective and not self.groups:
            return "title"
        if self.stage == "objective" and not self.objective:
            return "objective"
        if self.stage == "indicator" and self.groups and not self.groups[-1].lines:
            return "indicator"
        if (
            self.stage == "explanation"
            and self.groups
            and (not self.groups[-1].explanation or re.search(r"[:=]\s*$", self.groups[-1].explanation[-1].text))
        ):
            return "explanation"
        return None

    def add(self, line: Line) -> None:
        """Adds a line where the piece stands."""
        if self.stage in ("indicator", "explanation", "target", "unit") and not self.groups:
            self.groups.append(Group())
        match self.stage:
            case "lead":
                self.lead.append(line)
            case "title":
                self.title.append(line)
            case "objective":
                self.objective.append(line)
            case "indicator":
                self.groups[-1].lines.append(line)
            case "explanation":
                self.groups[-1].explanation.append(line)
            case "target":
                self.groups[-1].target.append(line)
            case "unit":
                self.groups[-1].unit.append(line)
            case "budget":
                self.budget.append(line)
            case "holder":
                self.holder.append(line)

    def heads_office(self) -> bool:
        """Nothing but the name of an office was read."""
        bare = self.label is None and not self.objective and not self.groups and not self.lead
        return bare and bool(self.title) and names_office(self.title[0].span)

    def last_line(self) -> Line | None:
        """The line before the one that comes, in the slot where the piece stands."""
        group = self.groups[-1] if self.groups else Group()
        held = {
            "lead": self.lead,
            "title": self.title,
            "objective": self.objective,
            "indicator": group.lines,
            "explanation": group.explanation,
            "target": group.target,
        }.get(self.stage)
        return held[-1] if held else None

    def enter(self, stage: Stage) -> None:
        self.stage = stage
        self.slots.append(stage)

    def absorb(self, more: Piece, lead: Stage) -> None:
        """Adds what was cut off this piece; ``lead`` is the slot that its first lines go on with."""
        for line in more.lead:
            self.stage = lead
            self.add(line)
        self.objective += more.objective
        for g in more.groups:
            if g.label is None and self.groups:
                own = self.groups[-1]
                own.lines += g.lines
                own.explanation += g.explanation
                own.target += g.target
                own.unit += g.unit
            elif self.groups and self.groups[-1].empty:
                self.groups[-1] = g
            else:
                self.groups.append(g)
        self.budget += more.budget
        self.holder += more.holder
        if more.slots:
            self.stage = more.stage
            self.slots += more.slots
        self.joined += 1


def broken(line: Line) -> list[Line]:
    """The line, cut before an explanation that begins in its middle."""
    span = line.span
    cuts = [m.start() for m in _INLINE.finditer(span.text) if not begins_explanation(span)]
    for m in _INLINE_BOLD.finditer(span.text):
        after = span.cut(m.start(), m.end())
        if after and all(w.bold for w in after) and not line.bold:
            cuts.append(m.start())
    if not cuts:
        return [line]
    at = min(cuts)
    return [Line(s.words) for s in (span.cut(0, at), span.cut(at)) if s]


_STATED = ("program", "kegiatan", "sub_kegiatan")


def _is_objective(label: Label, piece: Piece | None) -> bool:
    """Does this label head the statement of the node above it, rather than a node of its own?"""
    if piece is None or piece.objective or any(not g.empty for g in piece.groups) or piece.stage == "lead":
        return label.role == "objective" and piece is not None and piece.stage == "lead"
    if label.role == "objective":
        return bool(piece.title or piece.label)
    return (
        label.role == "level"
        and piece.level in _STATED
        and bool(piece.title)
        and not label.number
        and label.level in (None, "sasaran")
        and label.name in ("sasaran", "kinerja", "outcome", "output", "kinerja utama")
    )


def read_pieces(lines: Iterable[Line], first: Piece | None = None) -> list[Piece]:
    """The nodes in a run of lines. ``first`` is a piece that the lines go on with (a continuation has stage
    ``lead``).
    """
    reader = _Reader(first)
    run = [part for line in lines for part in broken(line)]
    for i, line in enumerate(run):
        reader.feed(line, run[i + 1] if i + 1 < len(run) else None)
    return [p for p in reader.pieces if not p.blank or p is first]


class _Reader:
    """Takes lines one at a time; a heading opens a slot or a node, any other line goes where the reader stands."""

    def __init__(self, first: Piece | None) -> None:
        self.pieces: list[Piece] = [first] if first is not None else []
        self.echelon = Span()

    @property
    def current(self) -> Piece | None:
        return self.pieces[-1] if self.pieces else None

    def feed(self, line: Line, following: Line | None) -> None:
        echelon = read_echelon(line.span)
        if echelon is not None and not echelon[1]:
            self.echelon = echelon[0]
            if self.current is not None and self.current.blank:
                self.current.echelon = self.echelon
            return
        label = _columns_label(line) or read_label(line.span)
        if label is not None and _is_running_text(line, label, self.current):
            label = None
        if label is None:
            label = self._named(line, following)
        if label is None:
            self._text(line)
            return
        if label.role in ("level", "objective"):
            if _is_objective(label, self.current) and self.current is not None:
                self.current.enter("objective")
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
            self._standing().enter(_SLOTS[label.role])
        if label.rest:
            for part in broken(Line(label.rest.words)):
                self._text(part)

    def _open(self, label: Label) -> Piece:
        current = self.current
        if current is not None and current.heads_office():
            # "Kepala Bidang Arsip" over "Sasaran : ...": the office is whose node it is
            current.holder, current.title = current.title, []
            current.label, current.level = label, label.level
            return current
        piece = Piece(level=label.level, label=label, echelon=self.echelon)
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
        if _next_in_list(piece, line):
            piece = Piece(level=piece.level, named=piece.label or piece.named, echelon=piece.echelon, title=[line])
            piece.enter("title")
            self.pieces.append(piece)
            return
        if piece.stage == "title" and piece.title and _listed_indicator(line.span):
            piece.groups.append(Group())
            piece.enter("indicator")
        explains = begins_explanation(line.span) and (piece.stage in ("indicator", "lead") or bool(piece.groups))
        if explains and piece.stage != "explanation":
            piece.enter("explanation")
        if piece.stage == "indicator":
            line, quantity = _quantity_beside(line)
            if quantity is not None:
                if not piece.groups:
                    piece.groups.append(Group())
                piece.groups[-1].beside.append((line, quantity))
        piece.add(line)

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


_FIGURE = re.compile(r"^(\d{1,2})[.)]\s*(?=[^\s\d])")


def _next_in_list(piece: Piece, line: Line) -> bool:
    """``2. ...`` after the indicators of ``1. ...``: the next node under one heading."""
    label = piece.label or piece.named
    if label is None or label.number or not piece.title or piece.stage in ("lead", "title", "objective"):
        return False
    before, here = _FIGURE.match(piece.title[0].text), _FIGURE.match(line.text)
    if before is None or here is None or int(here.group(1)) != int(before.group(1)) + 1:
        return False
    return not begins_indicator(line.span.cut(here.end()))


_QUANTITY = re.compile(
    r"^(?:[<>≤≥=]+\s*)?\d[\d.,]*\s*(?:%|[A-Za-z/]+(?:\s[A-Za-z/]+){0,2})?$|^[A-D][+-]?$|^(?:A{2}|B{2}|C{2})$"
)
_YEAR = re.compile(r"^(?:19|20)\d{2}$")


def _quantity_beside(line: Line) -> tuple[Line, Line | None]:
    """An indicator and the target that stands apart at the right end of its line."""
    parts = line.segments(1.5)
    if len(parts) < 2 or not _QUANTITY.match(parts[-1].text) or _YEAR.match(parts[-1].text):
        return line, None
    return Line(tuple(w for part in parts[:-1] for w in part.words)), parts[-1]


def _columns_label(line: Line) -> Label | None:
    """``Indikator Kinerja      Target``: the heading of two columns in a box; the first one names the slot."""
    parts = line.segments(1.5)
    if not 2 <= len(parts) <= 4:
        return None
    labels = [read_label(part.span) for part in parts]
    if any(x is None or x.rest for x in labels) or {x.role for x in labels[1:] if x} - {"target", "unit", "budget"}:
        return None
    return labels[0]


_SLOTS: dict[str, Stage] = {
    "explanation": "explanation",
    "target": "target",
    "budget": "budget",
    "unit": "unit",
    "holder": "holder",
}


def _is_running_text(line: Line, label: Label, piece: Piece | None) -> bool:
    """A lone ``Kegiatan`` or ``Anggaran`` on a line of a wrapped sentence is no label, unless its weight says so."""
    if label.number or label.rest or piece is None or ":" in label.span.text:
        return False
    before = piece.last_line()
    if before is None:
        return False
    if line.text[:1].islower() or before.text.count("(") > before.text.count(")"):
        return True
    if label.role in ("indicator", "explanation", "objective"):
        return False
    return piece.stage in ("title", "objective") and not (line.bold and not before.bold)


def _listed_indicator(span: Span) -> bool:
    """``5.2.1 Persentase ...``: a numbered line that begins as indicators do."""
    mark = MARK.match(span.text)
    return mark is not None and begins_indicator(span.cut(mark.end()))
