"""Reads a title block: which of its words are the title, which the unit, which the year.

Comes in: the blocks of a sheet and its title lines. Goes out: a :class:`TitleBlock`. Separate because title, unit and
year stand in every order: `CASCADING KECAMATAN X TAHUN 2022` in one line, the unit under the title, the year under the
unit (a cover), the year at the end of the unit's line, the unit over the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor import knowledge
from extractor.layout.blocks import Block, Line, Table
from extractor.match.position import begins_position
from extractor.read.words import Span, Word
from extractor.segment.component import TitleBlock
from extractor.segment.letterhead import is_letterhead_line
from extractor.segment.titles import TitleLine, capitals, headline, letters, running

_YEAR = re.compile(
    r"\b(?:TAHUN|THN\.?|TH\.|T\.?\s?A\.?)?\s*(?:ANGGARAN\s*)?\(?\b((?:19|20)\d\d|20XX)\b\)?\s*$", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"^\W*(?:TAHUN|THN\.?|TH\.)\s*(?:ANGGARAN\s*)?(?:19|20)\d\d\b\W*", re.IGNORECASE)
_YEAR_LINE = re.compile(
    r"^\W*(?:(?:PERIODE|TAHUN|THN\.?|TH\.|T\.?\s?A\.?|ANGGARAN)\s*)*[:.]?\s*((?:19|20)\d\d)?\s*(?:[-–/]\s*(?:19|20)\d\d)?\W*$",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(r"^\W*(?:NOMOR|NO\.?|NUMBER)\b", re.IGNORECASE)
_YEAR_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LABEL = re.compile(
    r"^\s*(?:NAMA|JABATAN|NIP|UNIT KERJA|NO|NOMOR|PERIODE|SASARAN|INDIKATOR|TUJUAN|VISI|MISI|ES+ELON|PROGRAM|KEGIATAN)"
    r"\b.{0,30}?(?::|$|\b[IVX]+$)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]+|[A-Za-z])[.)]\s")
_REGION = re.compile(r"^\W*(?:KABUPATEN|KAB\.|KOTA|PROVINSI|PROPINSI|REPUBLIK|KECAMATAN)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"^\([^()]*\)$")
_JOINING = re.compile(r"(?:\b(?:DAN|DI|PADA|ATAU|KE|DARI|UNTUK|SERTA|OLEH)|[,/&-])\s*$", re.IGNORECASE)
_MARK = re.compile(
    r"^\W*(?:LAMPIRAN|LAMP\.?|SALINAN|FORMULIR|CONTOH|ANAK LAMPIRAN)\b[\s:.]*(?:[IVXLC]+|[0-9]+|[A-Z])?[\s:.]*$", re.I
)
_MOST = 8
"""Lines of the longest title block."""


def _gap(above: Line, below: Line) -> float:
    """Free height between two lines, in heights of the upper one."""
    return (below.box[1] - above.box[3]) / max(1.0, above.box[3] - above.box[1])


def _unit_like(line: Line) -> bool:
    text = line.text
    if running(line) or _ITEM.match(text) or _LABEL.match(text) or len(line.words) > 22:
        return False
    if len(line.segments(4.0)) > 1 or text.rstrip().endswith((":", ";")):
        return False
    return capitals(text) >= 0.7 or (headline(text) and names_unit(text))


def names_unit(text: str) -> bool:
    """Whether the text begins with a word for an office, a region or a position: `DINAS ...`, `Kepala Seksi ...`,
    or with an acronym with a figure in it (`BP3AKB`)."""
    first = re.match(r"\W*([\w-]+)", text)
    if first is None:
        return False
    word = first[1].upper()
    acronym = word == first[1] and any(c.isdigit() for c in word) and word[0].isalpha()
    return word in _unit_heads() or acronym or begins_position(text)


@cache
def _unit_heads() -> frozenset[str]:
    return frozenset(knowledge.toml("positions")["unit_heads"])


def _split_year(span: Span) -> tuple[Span, Span]:
    """The span without a year at its end, and the year part."""
    m = _YEAR.search(span.text)
    if m is None:
        return span, Span()
    return span.cut(0, m.start()), span.cut(m.start(), m.end())


def _title_of(title: TitleLine) -> tuple[Span, Span, bool]:
    """(title words, unit words, year read) of the title line itself."""
    span = title.span
    text = span.text
    rest = span.cut(title.end)
    bare, year = _split_year(rest)
    if not year and (m := _YEAR_FIRST.match(rest.text)):
        bare, year = rest.cut(m.end()), rest.cut(0, m.end())
    if rest and bare and re.match(r"^\W*\([^)]*\)", bare.text):
        # PERJANJIAN KINERJA (REVISI): what stands in brackets belongs to the title
        end = re.match(r"^\W*\([^)]*\)", bare.text)
        assert end is not None
        bare = bare.cut(end.end())
    unit = bare if any(c.isalpha() for c in bare.text) and names_unit(bare.text) else Span()
    return span.cut(0, len(text)), unit, bool(year)


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
    main = next((t for t in titles if t.kind == _main_kind(titles)), titles[0])
    flow: list[Block] = list(blocks)
    at = next(i for i, b in enumerate(flow) if b is main.line)
    run: list[Line] = []
    for b in flow[at:]:
        if isinstance(b, Table):
            break
        run.append(b)
    if main.kind == "peraturan" or (len(run) > 1 and _has_number(run)):
        lines, found = _regulation(run, 0, main)
        if found:
            span = Span(w for line in lines for w in line.words)
            return TitleBlock(span, None, main.line.page, tuple(lines), _year_span(lines[-1].span))
    title_words: list[Word] = list(main.span.words)
    _, unit, dated = _title_of(main)
    unit_words: list[Word] = list(unit.words)
    lines = [main.line] if main.more is None else [main.line, main.more]
    marks = _before(flow, at)
    ended = False
    column = main.span.box if main.more is None and len(main.span) < len(main.line.words) else None
    for whole in run[len(lines) : len(lines) + _MOST]:
        line = whole if column is None else _under(whole, column)
        gap = _gap(lines[-1], whole)
        if gap > 4 or line.page != main.line.page:
            break
        if any(t.line is whole for t in titles):
            lines.append(whole)
            if not unit_words and not dated:
                title_words.extend(line.words)
                _, more, dated = _title_of(next(t for t in titles if t.line is whole))
                unit_words.extend(more.words)
            continue
        if _YEAR_LINE.match(line.text) and any(c.isdigit() or c.isalpha() for c in line.text):
            if dated:
                break
            title_words.extend(line.words)
            lines.append(whole)
            dated, ended = True, bool(unit_words)
            continue
        if not _unit_like(line) or _MARK.match(line.text):
            break
        if unit and not unit_words[len(unit) :] and not names_unit(line.text):
            break
        if ended and not (_REGION.match(line.text) and gap < 1.6):
            break
        if _BRACKETS.match(line.text):
            if not unit_words:
                title_words.extend(line.words)
            lines.append(whole)
            continue
        bare, year = _split_year(line.span)
        if year and dated:
            bare, year = line.span, Span()
        if not dated and year:
            title_words.extend(year.words)
            dated = True
            ended = True
        unit_words.extend(bare.words)
        lines.append(whole)
    if not unit_words:
        over = _unit_over(flow, at, main.line)
        unit_words = [w for line in over for w in line.words]
        lines = [*over, *lines]
    title = Span(title_words)
    return TitleBlock(title, Span(unit_words) or None, main.line.page, (*marks, *lines), _year_span(title))


def _under(line: Line, column: tuple[float, float, float, float]) -> Line:
    """The part of the line that stands under the title, where the title shares its line with something else."""
    for part in line.segments(1.5):
        if part.box[0] < column[2] and part.box[2] > column[0]:
            return part
    return line


def _main_kind(titles: Sequence[TitleLine]) -> str:
    return next((t.kind for t in titles if t.kind != "unknown"), titles[0].kind)


def _has_number(run: Sequence[Line]) -> bool:
    """Whether NOMOR ... and TENTANG follow the title: a decree of some kind."""
    head = run[1 : 1 + _MOST]
    return any(_is_number(x) for x in head) and any(_is_about(x) for x in head)


def _is_number(line: Line) -> bool:
    """`NOMOR 22 TAHUN 2016`, also letter-spaced."""
    return bool(_NUMBER_LINE.match(line.text)) or letters(line.text).startswith("NOMOR")


def _is_about(line: Line) -> bool:
    return letters(line.text) == "TENTANG"


def _year_span(title: Span) -> Span | None:
    """The year that a title states: the last one; none for a period of years."""
    found = list(_YEAR_NUMBER.finditer(title.text))
    if not found or re.search(r"(?:19|20)\d\d\s*(?:-|–|s/d|sampai)\s*(?:19|20)\d\d", title.text):
        return None
    return title.of(found[-1], 1)


def _before(flow: Sequence[Block], at: int) -> list[Line]:
    """Mark lines directly over the title: `Lampiran II`, `PERNYATAAN`."""
    marks: list[Line] = []
    for b in reversed(flow[:at]):
        if not isinstance(b, Line) or not _MARK.match(b.text):
            break
        marks.insert(0, b)
    return marks


def _unit_over(flow: Sequence[Block], at: int, title: Line) -> list[Line]:
    """Unit lines directly over the title, where no letterhead stands there."""
    over: list[Line] = []
    below = title
    for b in reversed(flow[:at]):
        if not isinstance(b, Line) or not _unit_like(b) or _gap(b, below) > 1.2 or _MARK.match(b.text):
            break
        over.insert(0, b)
        below = b
    if any(is_letterhead_line(line) for line in flow[:at] if isinstance(line, Line)):
        return []
    return over if over and letters(over[0].text) else []
