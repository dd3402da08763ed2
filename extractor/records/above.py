"""What indicators stand under: row number, tujuan, sasaran, programme, kegiatan, as the rows of a table say them.

Comes in: the rows of a table, one by one. Goes out: what holds for the indicators of a row, said in it or in one above.
Apart from the reader of rows, which asks what stands above the indicators that it finds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.layout.blocks import Cell
from extractor.match.column import Columns
from extractor.match.column_labels import label_meaning
from extractor.match.found import DraftValue, Found
from extractor.match.levels import LEVEL_FIELDS, own_level
from extractor.printed import ROW_NUMBER
from extractor.read.words import Span, join
from extractor.records.cell_items import BARE, bare_numbers, outlined
from extractor.records.indents import indented_levels
from extractor.records.indicator_columns import Group
from extractor.records.indicator_parts import DASH, MATCHER, text_of
from extractor.records.levels import (
    code_level,
    inline_level,
    is_sub_activity,
    is_under,
    level_under,
    named,
    number_kind,
    uncoded,
    without_code,
)
from extractor.records.line_cells import hold_both, line_parts
from extractor.records.made import Made
from extractor.records.stages import stage_label
from extractor.records.table_rows import HIERARCHY, Row, cells_of_column

_MERE_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[A-Z])[.)]*$")
_LEAD = re.compile(
    r"^\(?([0-9]{1,2}(?=[.)])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[.)]?\s)|[A-Z](?=[.)]))[.)]?\s*(?=[^\W\d_])"
)


@dataclass
class Carry:
    """What was said last, for rows that do not say it again. ``values`` are found texts by field."""

    row: Found[DraftValue] | None = None
    values: dict[str, Found[DraftValue] | None] = field(default_factory=dict)
    spoken: dict[int, tuple[str, Found[DraftValue] | None]] = field(default_factory=dict)
    """The field that each column said last and its value, for tables with indicators of several levels."""

    def say(self, name: str, value: Found[DraftValue] | None, below: Sequence[str] = ()) -> None:
        """Keeps a value and forgets what stood under the one before it."""
        self.values[name] = value
        for lower in below:
            self.values[lower] = None


class Above:
    """Keeps what the rows of a table say above their indicators."""

    def __init__(self, columns: Columns, groups: Sequence[Group], carry: Carry) -> None:
        self.columns, self.groups, self.carry = columns, groups, carry
        self.kegiatan_depth = 0
        """Segments of the codes of kegiatan."""
        self.program_code = ""
        self.numbered: dict[str, str] = {}
        """The number of the last line of each level, where programmes and kegiatan stand in one column."""
        self.counted = 0
        """The place in the hierarchy of the last line with a number."""
        self.numbers: list[Found[DraftValue]] = []
        """Numbers of a cell with several, for the rows under it that it reaches over."""
        self.reach: defaultdict[int, list[Sequence[Cell]]] | None = None
        self.bare = {k for k in columns.at(*HIERARCHY) if self._numbers_bare(k)}
        """Columns of statements numbered without dots."""
        self.plain = _levels_of_plain_lines(columns)
        """What lines are that say nothing of their level, by their column, where not kegiatan."""
        self.bold: dict[int, set[bool]] = {}
        """The weights of type in which each column of lines is set."""
        self.both = {k for k in columns.at("line") if hold_both(cells_of_column(columns, k))}
        """Columns whose cells hold a programme and its kegiatan each."""
        self.listed: list[Found[DraftValue]] = []
        """The kegiatan that the last cell lists under its programme."""
        self.indented: dict[int, dict[int, str]] = {}
        """The levels of each column's lines by how far they are set in."""

    def _first(self, *meanings: str) -> int | None:
        return next(iter(self.columns.at(*meanings)), None)

    def _numbers_bare(self, k: int) -> bool:
        rows = self.columns.rows
        return bare_numbers(cells_of_column(self.columns, k)) or outlined(rows, k)

    def section(self, row: Row) -> bool:
        """A heading over the rows after it (a programme's name across the table)."""
        filled = [k for k in range(len(row.cells)) if row.fresh[k] and row.text(k)]
        if not filled or len(filled) > 2:
            return False
        last = row.cells[filled[-1]]
        said = _section_label(row.text(filled[0])) if len(filled) == 2 else None
        if len(filled) == 2 and said is None and not ROW_NUMBER.fullmatch(row.text(filled[0])):
            return False
        wide = last.column_span * 2 > len(row.cells)
        level = own_level(last.text)
        alone = filled == [0] and not ROW_NUMBER.fullmatch(row.text(0)) and level is not None
        if not (wide or alone) or DASH.match(last.text):
            return False
        name = said or LEVEL_FIELDS.get(level or "", level)
        if name is None and any("affair" in c.levels for c in self.columns.columns):
            return True  # `Urusan/Program/Kegiatan`: an urusan over its programmes
        if name is None and (not self.columns.has("objective") or self._only_bands(filled)):
            name = "objective"
        if name is not None:
            found = text_of(named(uncoded(without_code(last.span)), level))
            self.carry.say(name, found, HIERARCHY[HIERARCHY.index(name) + 1 :])
        if len(filled) == 2 and (m := ROW_NUMBER.fullmatch(row.text(filled[0]))) and self._first("row") == filled[0]:
            self.carry.row = Found(m[1], row.cells[filled[0]].span.of(m, 1), MATCHER)
        return True

    def _only_bands(self, filled: Sequence[int]) -> bool:
        """Whether a numbered band begins in the column of sasaran, and no other row says anything there: the sasaran
        stands across the table, over its indicators.
        """
        k = filled[-1]
        if len(filled) < 2 or self.columns.columns[k].meaning != "objective":
            return False
        return not any(row[k].text.strip() and row[k].column_span == 1 for row in self.columns.rows)

    def keep(self, row: Row) -> None:
        """Takes row number, sasaran and the like; rows that leave them out inherit them."""
        number = self._first("row")
        code = self._first("code")
        if number is None and len(self.columns.at("code")) == 1 and code is not None:
            number = code if _MERE_NUMBER.match(row.text(code)) else None  # a column of codes that only counts
        said = row.text(number) if number is not None else ""
        matched = ROW_NUMBER.fullmatch(said)
        new_row = number is not None and row.fresh[number] and matched is not None
        if matched is not None and number is not None and new_row:
            self.carry.row = Found(matched[1], row.cells[number].span.of(matched, 1), MATCHER)
        elif number is not None and row.own(number) and (next_number := self._next_number(row, number)):
            self.carry.row = next_number
            new_row = True
        said_before: set[str] = set()
        for k, column in enumerate(self.columns.columns):
            if column.meaning not in HIERARCHY or not row.own(k) or not row.fresh[k] or not row.text(k):
                continue
            span = without_code(row.cells[k].span)
            if DASH.match(span.text):
                continue
            lead = _LEAD.match(span.text) or (BARE.match(span.text) if k in self.bare else None)
            if lead:
                # (a goal without a number stands over its numbered sasaran)
                if number is None and said_before <= {"goal"} and not new_row:
                    self.carry.row = Found(lead[1], span.of(lead, 1), MATCHER)
                    new_row = True
                span = span.cut(lead.end())
            elif not (said_before or new_row) and self._unnumbered(row, k, number):
                self.carry.row = None
            said_before.add(column.meaning)
            self._say(k, row, span)

    def _unnumbered(self, row: Row, k: int, number: int | None) -> bool:
        """Whether what stands in the first column of the hierarchy begins a row of its own without a number; a
        programme beside a sasaran that is said above begins none.
        """
        if number is not None and not row.fresh[number]:
            return False
        before = bool(self.groups) and k == self._first(*HIERARCHY) and k < self.groups[0].name
        return before and self.columns.columns[k].meaning != "line"

    def _next_number(self, row: Row, number: int) -> Found[DraftValue] | None:
        """The number of a row whose cell holds those of several rows (`12` and `13` without a line between)."""
        cell = row.cells[number]
        names = self.columns.at("line", "name")
        if row.fresh[number]:
            self.numbers = []
            words = [Span([w]) for w in cell.span.words]
            under = self._rows_under(number).get(id(cell), ()) if len(words) > 1 else ()
            begun = {id(r[names[0]]) for r in under if r[names[0]].text.strip()} if names else set()
            if len(words) > 1 and len(words) == len(begun) and all(ROW_NUMBER.fullmatch(w.text) for w in words):
                self.numbers = [Found(w.text.strip(" .()"), w, MATCHER) for w in words]
        begins = bool(names) and row.fresh[names[0]] and bool(row.text(names[0]))
        return self.numbers.pop(0) if self.numbers and begins else None

    def _rows_under(self, number: int) -> Mapping[int, Sequence[Sequence[Cell]]]:
        """The rows that each cell of the column of numbers reaches over, by the cell's identity."""
        if self.reach is None:
            self.reach = defaultdict(list)
            for row in self.columns.rows:
                self.reach[id(row[number])].append(row)
        return self.reach

    def _say(self, k: int, row: Row, span: Span) -> None:
        name, levels = self.columns.columns[k].meaning, self.columns.columns[k].levels
        if name == "line" and {"program", "activity"} <= set(levels):
            parts = line_parts(row.cells[k], k in self.both)
            self.listed = []
            if len(parts) > 1:
                self._say_both(k, [span.cut(0, len(span.text) - len(row.text(k)) + len(parts[0].text)), *parts[1:]])
                return
        # `Tujuan/Sasaran/Program/Kegiatan` over lines that are set in
        mixed = name in ("goal", "objective") and "program" in self.columns.columns[k].levels
        set_in = self._indent(row, k) if mixed else None
        right = [c.meaning for c in self.columns.columns[k + 1 :] if c.meaning in HIERARCHY]
        if name == "line" or set_in is not None:
            level = own_level(span.text) or inline_level(span) or set_in or self._line_level(row, k)
            told = LEVEL_FIELDS.get(level or "", self.plain.get(k, "activity"))
            name = level if level in ("goal", "objective") else told
            if name == "sub_activity" and own_level(span.text) is None and self._is_kegiatan(row):
                name = "activity"
            self.numbered[name] = self._line_number(row, k)
            if self.numbered[name]:
                self.counted = HIERARCHY.index(name)
            elif HIERARCHY.index(name) < self.counted:
                self.carry.row = None  # a programme without a number under the last of the numbered kegiatan
            if name == "program":
                self.program_code = self._code(row)
            span = named(uncoded(span), level)
        elif name in LEVEL_FIELDS.values():
            span = named(uncoded(span), {"activity": "kegiatan"}.get(name, name))
        else:
            span = named(span, name)
        # a column further right that says nothing in this row does not mean what the row before said there
        below = {"activity" if m == "line" else m for m in right} - {name}
        if self.columns.columns[k].meaning == "line" or set_in is not None:
            below.update(HIERARCHY[HIERARCHY.index(name) + 1 : -1])
        self.carry.say(name, text_of(span), sorted(below))
        spoken = {n: said for n, said in self.carry.spoken.items() if n < k or said[0] not in {*below, name}}
        self.carry.spoken = {**spoken, k: (name, self.carry.values[name])}

    def _say_both(self, k: int, parts: Sequence[Span]) -> None:
        """Takes a programme and what stands under it in its cell."""
        under = [(own_level(part.text) or "kegiatan", uncoded(part)) for part in parts[1:]]
        self.carry.say("program", text_of(named(uncoded(parts[0]), "program")), ("activity", "sub_activity"))
        for level in ("kegiatan", "sub_kegiatan"):
            spans = [named(part, level) for said, part in under if said == level]
            if spans:
                self.carry.say(LEVEL_FIELDS[level], text_of(join(spans)))
            if level == "kegiatan" and len(spans) > 1:
                self.listed = [found for span in spans if (found := text_of(span)) is not None]
        self.carry.spoken = {n: said for n, said in self.carry.spoken.items() if n < k}
        self.carry.spoken[k] = ("activity", self.carry.values.get("activity"))

    def deal(self, made: Sequence[Made]) -> None:
        """Gives the indicators of a row the kegiatan of its cell, one each, where there are as many."""
        if len(made) == len(self.listed):
            for indicator, activity in zip(made, self.listed, strict=True):
                indicator.fields["activity"] = activity

    def of(self, group: Group) -> Mapping[str, Found[DraftValue] | None]:
        """What an indicator stands under. Where a table has indicators of several levels, each with its statement on
        its left (`Sasaran | Indikator | Program | Indikator`), that is what stands left of its own column, or between
        it and what measures it (`Indikator | Program | Target`).
        """
        hierarchy = self.columns.at(*HIERARCHY)
        if len(self.groups) < 2 or not hierarchy:
            return self.carry.values
        end = min((k for k in (*group.targets, *group.actuals) if k > group.name), default=group.name)
        left = [self.carry.spoken[k] for k in hierarchy if k < end and k in self.carry.spoken]
        right = {self.carry.spoken[k][0] for k in hierarchy if k > end and k in self.carry.spoken}
        return {**self.carry.values, **dict.fromkeys(right), **dict(left)}

    def _code(self, row: Row) -> str:
        """The code of a row, whatever columns its segments stand in."""
        return ".".join(text for k in self.columns.at("code") if (text := row.text(k)))

    def _is_kegiatan(self, row: Row) -> bool:
        """Whether a line whose code is as long as a sub kegiatan's stands directly under its programme: codes before
        Permendagri 90/2019 have more segments, and no sub kegiatan.
        """
        code = self._code(row)
        if is_sub_activity(code) or level_under(code, self.program_code) == "sub_kegiatan":
            return False
        number = self._first("row")
        depth = len(re.findall(r"[0-9X]+", code or (row.text(number) if number is not None else "")))
        if self.carry.values.get("activity") is None:
            self.kegiatan_depth = depth
        return 1 < depth == self.kegiatan_depth

    def _weights(self, line: int) -> set[bool]:
        """Whether the lines that no word or code tells the level of are set in bold, all or some of them."""
        if line not in self.bold:
            cells = {id(row[line]): row[line] for row in self.columns.rows if row[line].column == line}.values()
            self.bold[line] = {_is_bold(c) for c in cells if c.text.strip() and own_level(c.text) is None}
        return self.bold[line]

    def _indent(self, row: Row, line: int) -> str | None:
        """The level that a line is set in to; one over the programmes without an indicator of its own is a heading."""
        if line not in self.indented:
            self.indented[line] = indented_levels(self.columns, line)
        level = self.indented[line].get(id(row.cells[line]))
        measured = any(row.own(k) and row.text(k) for k in self.columns.at("name"))
        return level if measured or level not in ("goal", "objective") else None

    def _line_number(self, row: Row, k: int) -> str:
        """The number of a line: in the column of numbers, else before its text."""
        number = self._first("row")
        lead = _LEAD.match(row.text(k))
        said = row.text(number) if number is not None else lead[1] if lead else ""
        return said.strip(" .()")

    def _line_level(self, row: Row, line: int) -> str | None:
        """The level of a line without its own word: by its code, its indicator's label or its number."""
        code = self._code(row)
        if code:
            return level_under(code, self.program_code) or code_level(code)
        for k in self.columns.at("name"):
            label = stage_label(row.cells[k].span) if row.own(k) else None
            if label is not None and label.measure is not None:
                return "program" if label.measure == "outcome" else "kegiatan"
        if set_in := self._indent(row, line):
            return set_in
        if "sub_activity" not in self.columns.columns[line].levels or self.carry.values.get("activity") is None:
            return None
        if self._weights(line) == {True, False} and not _is_bold(row.cells[line]):
            return "sub_kegiatan"
        number, over = self._line_number(row, line), self.numbered.get("activity", "")
        upper = {number_kind(over), number_kind(self.numbered.get("program", ""))}
        return "sub_kegiatan" if over and number and is_under(number, over, upper) else None


def _levels_of_plain_lines(columns: Columns) -> dict[int, str]:
    """What the lines of a column headed `Program/Kegiatan` are that say nothing of their level: the levels that the
    heading names in their order, where it stands over as many columns; programs where kegiatan, or the sub kegiatan of
    them, have a column of their own.
    """
    named = {k: tuple(dict.fromkeys(columns.columns[k].levels)) for k in columns.at("line")}
    out: dict[int, str] = {}
    for k, levels in named.items():
        heading = columns.columns[k].heading or Span()
        run = [j for j in named if heading and (columns.columns[j].heading or Span()).text == heading.text]
        if len(run) == len(levels) > 1 and run[-1] - run[0] == len(run) - 1:
            out[k] = levels[run.index(k)]
        elif levels[:1] == ("program",) and (
            any(j > k for j in columns.at("activity", "sub_activity"))
            or any(j > k and "program" not in own for j, own in named.items())
        ):
            out[k] = "program"
    return out


def _is_bold(cell: Cell) -> bool:
    return bool(cell.lines) and cell.lines[0].bold


def _section_label(text: str) -> str | None:
    """What a row says that begins with the label of what it names (`Sasaran | Meningkatnya mutu taman`)."""
    meaning = label_meaning(text)
    return meaning if meaning in HIERARCHY and meaning != "line" else None
