"""Reads a title block: which of its words are the title, which the unit, which the year.

Comes in: the blocks of a sheet and its title lines. Goes out: a :class:`TitleBlock`. Separate because title, unit and
year stand in every order: `CASCADING KECAMATAN X TAHUN 2022` in one line, the unit under the title, the year under the
unit (a cover), the year at the end of the unit's line, the unit over the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor import knowledge
from extractor.layout.blocks import Block, Line, Table
from extractor.match.position import begins_position
from extractor.printed import any_of, letters
from extractor.read.words import Box, Span, Word, join
from extractor.segment.component import TitleBlock
from extractor.segment.region_lines import REGION, cuts_region
from extractor.segment.signature_labels import unfinished
from extractor.segment.title_years import (
    OPEN_YEAR,
    PERIOD,
    YEAR_AND,
    YEAR_FIRST,
    YEAR_LABEL,
    split_year,
    year_forms,
    year_span,
)
from extractor.segment.titles import TitleLine, in_capitals, is_prefix, main_kind, policy, running
from extractor.segment.unit_lines import (
    FAR,
    WRAPPED,
    behind_label,
    gap_between,
    is_general,
    is_mark,
    names_chapter,
    names_unit,
    unit_apart,
    unit_label,
    unit_labelled,
    unit_like,
    unit_over,
    year_labelled,
)

_NUMBER_LINE = re.compile(r"^\W*(?:NOMOR|NO\.?|NUMBER)\b", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^\W*(?:NOMOR|NO)\s*[.:]+\s*\S*\d\S*\W*$", re.IGNORECASE)
"""The number of a document between its title and its unit: `Nomor : 050/17/SETWAN/2041`."""
_OF_REGION = re.compile(r"\S\s+(?:KABUPATEN|KAB\.|KOTA|PROVINSI)\s+\S", re.IGNORECASE)
_BRACKETS = re.compile(r"^\([^()]*\)$")
_VERSION = re.compile(r"\s*\((?P<word>[^()]*)\)\W*$")
_GOES_ON = re.compile(r"(?:dan|serta|beserta)\s", re.IGNORECASE)
_SMALLER = 0.9
"""Share of a title's type size under which a line in small letters is its subtitle."""
_NEAR = 1.6
"""Line heights between a year and the region under it."""
_BESIDE = 4.0
"""Type sizes of white between a title and what stands beside it."""
_FIRST_WORDS = 3
"""Words of a title's line after its phrase among which the unit may begin."""
_MOST = 8
"""Lines of the longest title block."""


class _Forms(NamedTuple):
    """What stands in a title block beside title and unit, out of ``heads.toml``."""

    level: re.Pattern[str]
    """For whom a form is meant, in its title: `TINGKAT SATUAN KERJA PERANGKAT DAERAH`."""
    office: re.Pattern[str]
    """What a title's line calls the office that the next one names."""
    within: re.Pattern[str]
    """Words between a title and the unit that it is made in."""


@knowledge.kept
def _forms() -> _Forms:
    words = knowledge.toml("heads")["title"]
    levels, offices, within = (any_of(words[name], r"\s+") for name in ("levels", "offices", "within"))
    return _Forms(
        re.compile(rf"^\W*TINGKAT\s+(?:{levels})\b[\s/A-Z]*$", re.IGNORECASE),
        re.compile(rf"\W*(?:{offices})\W*$", re.IGNORECASE),
        re.compile(rf"\W*(?:{within})\s+", re.IGNORECASE),
    )


def _width(line: Line) -> float:
    return line.box[2] - line.box[0]


def _title_of(title: TitleLine) -> tuple[Span, bool]:
    """(the unit that the title's line names, whether it states the year)."""
    rest = title.span.cut(title.end)
    if period := PERIOD.search(rest.text):
        return _unit_in(rest.cut(0, period.start())), True
    bare, year = split_year(rest)
    if not year and (m := YEAR_FIRST.match(rest.text)):
        bare, year = rest.cut(m.end()), rest.cut(0, m.end())
    if bracketed := re.match(r"^\W*\([^)]*\)", bare.text):
        bare = bare.cut(bracketed.end())  # PERJANJIAN KINERJA (REVISI): the brackets belong to the title
    return _unit_in(bare), bool(year)


def _unit_in(rest: Span) -> Span:
    """The unit that a title's line names after its phrase, a word or two further on at most: `KINERJA DINAS SOSIAL`;
    an abbreviation in brackets and words that change no title (`(RKT) PERUBAHAN`) are none of these.
    """
    words = [m for m in re.finditer(r"\S+", rest.text) if not _BRACKETS.match(m[0]) and not is_prefix(m[0])]
    for word in words[:_FIRST_WORDS]:
        if names_unit(rest.text[word.start() :]):
            return rest.cut(word.start())
    return Span()


def _regulation(blocks: Sequence[Line], at: int, title: TitleLine) -> tuple[list[Line], bool]:
    """The lines of a regulation's title: down to NOMOR ... TAHUN ..., before TENTANG."""
    lines = [title.line]
    for line in blocks[at + 1 : at + 1 + _MOST]:
        if _is_about(line) or running(line):
            break
        lines.append(line)
        if _is_number(line):
            return lines, True
    return lines[:1], False


def find_title_block(blocks: Sequence[Block], titles: Sequence[TitleLine]) -> TitleBlock:
    """The title block around the sheet's title lines (one at least)."""
    main = next((t for t in titles if t.kind == main_kind(titles)), titles[0])
    flow = list(blocks)
    at = next(i for i, b in enumerate(flow) if b is main.line)
    run: list[Line] = []
    for b in flow[at:]:
        if isinstance(b, Table) or b.page != main.line.page:
            break
        run.append(b)
    if letters("NOMOR") in policy(main.kind).confirm or _has_number(run):
        lines, found = _regulation(run, 0, main)
        if found:
            span = join(lines)
            return TitleBlock(span, None, main.line.page, tuple(lines), year_span(lines[-1].span))
    reading = _Reading(main, titles)
    rest = run[len(reading.lines) :]
    for number, line in enumerate(rest[:_MOST]):
        if not reading.take(line):
            rest = rest[number:]
            break
    over: list[Line] = []
    if not reading.unit:
        over = unit_over(flow, at, main.line)
        under = [] if over else unit_apart(rest)
        reading.unit = [w for line in over or under for w in line.words]
        reading.lines.extend(under)
    if is_general(reading.unit) and (named := unit_labelled(flow[at + 1 :], main.line.page)):
        reading.unit = list(named.words)
    title = Span(reading.title)
    return TitleBlock(
        title,
        _without_version(Span(reading.unit)) or None,
        main.line.page,
        (*_before(flow, at), *over, *reading.lines),
        year_span(reading.first or title) or year_labelled(run),
    )


def _without_version(unit: Span) -> Span:
    """A unit without the version of its document behind it: `DINAS MAJU (PERUBAHAN)`."""
    version = _VERSION.search(unit.text)
    return unit.cut(0, version.start()) if version and is_prefix(version["word"]) else unit


class _Reading:
    """A title block while its lines are read from the title downwards."""

    def __init__(self, main: TitleLine, titles: Sequence[TitleLine]) -> None:
        self.titles, self.kind = titles, main.kind
        self.title: list[Word] = list(main.span.words)
        unit, self.dated = _title_of(main)
        self.boxed = policy(main.kind).boxed
        """Boxes stand under the title; the first may name the head of an office."""
        self.own = bool(unit)
        """The title's line names the unit itself."""
        self.unit: list[Word] = list(unit.words)
        self.lines = [main.line] if main.more is None else [main.line, main.more]
        self.ended = False
        """The year stood after the unit: only a region may follow."""
        self.first: Span | None = None
        """The title before it goes on with a conjunction: its year is the document's."""
        self._note_first(self.title)
        beside = main.more is None and len(main.span) < len(main.line.words)
        self.column = main.span.box if beside else None

    def _note_first(self, words: Sequence[Word]) -> None:
        """Notes how far the title goes with the document's own year, where a further one follows."""
        span = Span(words)
        if self.first is None and (own := YEAR_AND.search(span.text)):
            self.first = span.cut(0, own.end())

    def take(self, whole: Line) -> bool:
        """Takes the next line in; ``False`` where the title block has ended."""
        years = year_forms()
        line = self._part(whole)
        if line is None:
            return True  # stands beside the title
        gap = gap_between(self.lines[-1], whole)
        if gap > FAR:
            return False
        further = next((t for t in self.titles if t.line is whole), None)
        if further is not None:
            return self._take_title(further, line)
        further_year = self.dated and years.year.search(line.text) is not None
        if (not self.unit or further_year) and _GOES_ON.match(line.text) and gap < _NEAR:
            # `... TAHUN 2041` / `DAN PRAKIRAAN MAJU TAHUN 2042`: no office begins with a conjunction
            self.first = self.first or Span(self.title)
            self.ended = bool(self.unit)
            self.title.extend(line.words)
            self.lines.append(whole)
            return True
        if _OWN_NUMBER.match(line.text):
            self.lines.append(whole)
            return True
        wrapped = self._wraps(line, gap)
        if years.part_line.match(line.text) or (_forms().level.match(line.text) and not self.unit):
            self.title.extend(line.words)
        elif YEAR_AND.match(line.text) or (years.year_line.match(line.text) and any(c.isalnum() for c in line.text)):
            if self.dated:
                return False
            self.title.extend(line.words)
            self._note_first(self.title)
            self.dated, self.ended = True, bool(self.unit)
        elif names_chapter(line.text):
            pass  # the running head of a report has its chapter among office and year
        elif not self._fits(line, gap):
            return False
        elif _BRACKETS.match(line.text):
            if not self.unit:
                self.title.extend(line.words)
        elif wrapped and self.own:
            self._go_on(line.span)
        else:
            self._take_unit(line.span)
        self.own = self.own and wrapped
        self.lines.append(whole)
        return True

    def _part(self, whole: Line) -> Line | None:
        """The part of a line that stands under the title; beside it a form has its number, a cover a date."""
        if unit_label().match(whole.text) or YEAR_LABEL.match(whole.text):
            return whole
        title = self.lines[0].box
        over = whole.box[0] < title[2] and whole.box[2] > title[0]
        if self.column is None and over and len(whole.segments(_BESIDE)) < 2:
            return whole
        return _under(whole, self.column or title)

    def _fits(self, line: Line, gap: float) -> bool:
        """Whether the line can be a unit line here."""
        wrapped = self._wraps(line, gap)
        if not unit_like(line, wrapped=wrapped) or is_mark(line):
            return False
        if self.own and not wrapped and not names_unit(line.text):
            return False
        if self.boxed and self.unit and (begins_position(line.text) or line.size < _SMALLER * self.lines[-1].size):
            return False
        return not self.ended or (REGION.match(line.text) is not None and gap < _NEAR)

    def _wraps(self, line: Line, gap: float) -> bool:
        """Whether the office that the title's line names goes on in a line of the same look: a joining word ends the
        title's line, the line break cuts a region's name, the region follows in it, or the year that the title has not
        yet ends the line. One that a line under the title names goes on where a region's name is cut.
        """
        above = self.lines[-1]
        alike = abs(line.size - above.size) < 0.1 and line.bold == above.bold
        if not alike or gap >= WRAPPED or _has_room(above, line):
            return False
        if not self.own:
            return bool(self.unit) and above is not self.lines[0] and cuts_region(self.unit, line)
        year = split_year(line.span)[1]
        if unfinished(Span(self.unit).text) or (bool(year) and not self.dated) or cuts_region(self.unit, line):
            return True
        # the rest of a name, and whose office it is: `DINAS SATU DAN DUA` / `TIGA KABUPATEN MAJU`
        whose = _OF_REGION.search(line.text) is not None and not names_unit(line.text)
        return whose and not any(REGION.match(w.text) for w in self.unit)

    def _take_title(self, title: TitleLine, line: Line) -> bool:
        first = self.lines[0]
        self.lines.append(title.line)
        if line.size < _SMALLER * first.size and in_capitals(first.text) and not in_capitals(line.text):
            return True  # a subtitle: POHON KINERJA, under it in small letters what it shows
        if not self.unit and not self.dated:
            self.title.extend(line.words)
            unit, self.dated = _title_of(title)
            self.unit.extend(unit.words)
        elif not self.dated and title.kind == self.kind and _title_of(title)[1]:
            # `PERNYATAAN PERJANJIAN KINERJA` / the office / `PERJANJIAN KINERJA TAHUN 2041`: the title is said in full
            self.title = list(line.words)
            self.dated = self.ended = True
        return True

    def _go_on(self, span: Span) -> None:
        """Takes a line that goes on with the office which the title's line names: it is the title's and the unit's."""
        self.title.extend(span.words)
        if period := PERIOD.search(span.text):
            self.unit.extend(span.cut(0, period.start()).words)
            self.dated = self.ended = True
            return
        bare, year = split_year(span)
        if year:
            self._note_first(self.title)
            self.dated = self.ended = True
        elif bare and OPEN_YEAR.search(bare.text):
            bare = bare.cut(0, bare.text.rindex(" ")) if " " in bare.text else Span()
        self.unit.extend(bare.words)

    def _take_unit(self, span: Span) -> None:
        if unit_label().match(span.text):
            span = behind_label(Line(span.words)).span
        if period := PERIOD.search(span.text):
            span = span.cut(0, period.start())
        if _forms().office.match(Span(self.unit).text) and names_unit(span.text) and not REGION.match(span.text):
            self.unit = []
        if not self.unit and (within := _forms().within.match(span.text)):
            span = span.cut(within.end())
        bare, year = split_year(span)
        if year and (dash := re.search(r"[\s,;·|–-]+$", bare.text)):
            bare = bare.cut(0, dash.start())
        if year and self.dated:
            bare = span
        elif year:
            self.title.extend(year.words)
            self._note_first(self.title)
            self.dated = self.ended = True
        self.unit.extend(bare.words)


def _has_room(above: Line, line: Line) -> bool:
    """Whether the first word of a line had room at the end of the line above it, in a column as wide as the line."""
    first = line.words[0]
    return _width(above) + 0.25 * first.size + first.box[2] - first.box[0] <= _width(line)


def _under(line: Line, column: Box) -> Line | None:
    """The part of the line that stands under the title, where the title shares its line with something else."""
    parts = line.segments(1.5)
    return next((p for p in parts if p.box[0] < column[2] and p.box[2] > column[0]), None)


def _has_number(run: Sequence[Line]) -> bool:
    """Whether NOMOR ... and TENTANG follow the title: a decree of some kind."""
    head = run[1 : 1 + _MOST]
    return any(_is_number(x) for x in head) and any(_is_about(x) for x in head)


def _is_number(line: Line) -> bool:
    """`NOMOR 22 TAHUN 2016`, also letter-spaced."""
    return bool(_NUMBER_LINE.match(line.text)) or letters(line.text).startswith("NOMOR")


def _is_about(line: Line) -> bool:
    return letters(line.text) == "TENTANG"


def _before(flow: Sequence[Block], at: int) -> list[Line]:
    """Mark lines directly over the title: `Lampiran II`, `PERNYATAAN`."""
    marks: list[Line] = []
    for b in reversed(flow[:at]):
        if not isinstance(b, Line) or not is_mark(b):
            break
        marks.insert(0, b)
    return marks
