"""Tells which lines can name a unit, and finds them away from a title's own lines: over it, at a cover's foot, behind
a label.

Comes in: lines, the blocks around a title. Goes out: whether a line can name a unit, unit lines. Separate from reading
the title block because the head of a sheet asks the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor import knowledge
from extractor.layout.blocks import Block, Line
from extractor.match.position import begins_position, unit_heads
from extractor.printed import any_of, full_month_names, letters
from extractor.read.words import Span, Word
from extractor.segment.letterhead import is_letterhead_line
from extractor.segment.region_lines import REGION
from extractor.segment.signature_marks import is_address
from extractor.segment.signed import match_place_date
from extractor.segment.title_years import YEAR_LABEL, year_span
from extractor.segment.titles import headline, in_capitals, is_chapter, is_prefix, running

_NAMED_CHAPTER = re.compile(r"^\W*BAB\s+(?:[IVX]+|\d{1,2})\b", re.IGNORECASE)
"""A chapter's number with its heading on the same line."""
_ITEM = re.compile(r"^\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]+|[A-Za-z])[.)]\s")
_PLACE_AND_YEAR = re.compile(r"^[^\W\d_][^,\d]*,\s*(?P<month>[^\W\d_]+)?\s*(?:19|20)\d\d\W*$")
_QUOTES = ('"', "“", "„", "«", "'", "‘")
"""What a motto or a vision begins with."""
FAR = 4.0
"""Line heights of free space within a title block."""
_OVER = 2.6
"""Line heights between a unit and the title under it."""
WRAPPED = 0.9
"""Line heights between the lines of one value. (Capitals of narrow faces are low: 0.82 of them lie between two lines
that a spreadsheet wraps.)
"""
_LABELS = 16
"""Lines under a title block among which a form may name its office behind a label."""


@knowledge.kept
def _other_label() -> re.Pattern[str]:
    words = any_of(knowledge.toml("heads")["unit"]["other_labels"])
    return re.compile(rf"^\s*(?:{words}|ES(?=[\s.]*[IVX]+\W*$))\b.{{0,30}}?(?::|$|\b[IVX]+$)", re.IGNORECASE)


@knowledge.kept
def unit_label() -> re.Pattern[str]:
    """The label and the code before a unit: `Organisasi / SKPD : 4.01.03 - KECAMATAN MAJU`; `Unit` alone before the
    name of an office, for it is short for a unit of measure, too.
    """
    words = any_of(knowledge.toml("heads")["unit"]["labels"])
    bare = rf"UNIT(?=\s*:\s*(?:{any_of(sorted(unit_heads()))})\b)"
    return re.compile(
        rf"^\s*(?:\d+[.)]?\s+)?(?:NAMA\s+)?(?:{bare}|(?:{words})(?:\s*/\s*(?:{words}))?)\s*:\s*"
        r"(?:[\d.]*\d[\d.]*\s*[-–.]*\s*)?(?=\S)",
        re.IGNORECASE,
    )


@knowledge.kept
def _mark() -> re.Pattern[str]:
    words = any_of(knowledge.toml("heads")["unit"]["marks"])
    return re.compile(rf"^\W*(?:{words})(?!\w)[\s:.]*(?:[IVXLC]+|[0-9]+|[A-Z])?[\s:.]*$", re.IGNORECASE)


def gap_between(above: Line, below: Line) -> float:
    """Free height between two lines, in heights of the upper one."""
    return (below.box[1] - above.box[3]) / max(1.0, above.box[3] - above.box[1])


def unit_like(line: Line, *, wrapped: bool = False) -> bool:
    """Whether a line can be (a part of) an office's name; ``wrapped``: it goes on with the line above."""
    text = line.text
    if running(line) or is_chapter(line) or _NAMED_CHAPTER.match(text) or is_address(text) or len(line.words) > 22:
        return False
    if text.startswith(":") or is_place_and_year(text) or (text.startswith(_QUOTES) and not names_unit(text)):
        return False
    if unit_label().match(text):
        return True
    if names_chapter(text):
        return False
    if _ITEM.match(text) or _other_label().match(text):
        return False
    if len(line.segments(4.0)) > 1 or text.rstrip().endswith((":", ";")):
        return False
    return in_capitals(text) or (headline(text) and (wrapped or names_unit(text)))


@knowledge.kept
def _chapters() -> frozenset[str]:
    return frozenset(letters(h) for h in knowledge.toml("kinds")["chapter_headings"])


_LONGEST_CHAPTER = 40
"""Letters of the longest name of a chapter, and some blanks."""


def names_chapter(text: str) -> bool:
    """Whether a line is the name of a report's chapter and nothing else: `AKUNTABILITAS KINERJA`."""
    return len(text) <= _LONGEST_CHAPTER and letters(text) in _chapters()


def is_place_and_year(text: str) -> bool:
    """Whether a line says where and when a booklet was made, as covers do at their foot: `MAJU JAYA, JANUARI 2041`."""
    m = _PLACE_AND_YEAR.match(text)
    return m is not None and (not m["month"] or m["month"].casefold() in full_month_names())


_LEVEL = re.compile(r"\W*sub[\s-]*kegiatan\b", re.IGNORECASE)
"""A level of plans that begins with a word for offices (`Sub Bagian`)."""


def names_unit(text: str) -> bool:
    """Whether the text begins with a word for an office, a region or a position: `DINAS ...`, `Kepala Seksi ...`,
    or with an acronym with a figure in it (`BP3AKB`)."""
    first = re.match(r"\W*([\w-]+)", text)
    if first is None:
        return False
    if _LEVEL.match(text):
        return False
    word = first[1].upper()
    acronym = word == first[1] and any(c.isdigit() for c in word) and word[0].isalpha()
    return word in unit_heads() or acronym or begins_position(text)


def behind_label(line: Line) -> Line:
    """What stands behind the label of a unit."""
    label = unit_label().match(line.text)
    assert label is not None
    return Line(line.span.cut(label.end()).words).segments()[0]


def unit_labelled(after: Sequence[Block], page: int) -> Span | None:
    """The office that a form names behind a label under its title, a further line of its name with it."""
    lines = [b for b in after if isinstance(b, Line) and b.page == page][:_LABELS]
    for k, line in enumerate(lines):
        if not unit_label().match(line.text):
            continue
        below = lines[k + 1] if k + 1 < len(lines) else None
        named = behind_label(line)
        wraps = below is not None and gap_between(line, below) < WRAPPED and len(below.segments()) == 1
        if below is not None and wraps and _stands_under(below, line):
            return Span((*named.words, *below.words))
        return named.span
    return None


def year_labelled(after: Sequence[Line]) -> Span | None:
    """The year that a form says behind a label under its title: `Tahun : 2041` among `Unit : ...`, `Status : ...`."""
    line = next((line for line in after[:_LABELS] if YEAR_LABEL.match(line.text)), None)
    return year_span(line.span) if line is not None else None


def _stands_under(below: Line, line: Line) -> bool:
    """Whether a line begins where the value of a label and its value begins: behind the colon."""
    colon = next((k for k, w in enumerate(line.words) if w.text.endswith(":")), None)
    value = line.words[colon + 1 :] if colon is not None else ()
    return bool(value) and abs(below.box[0] - value[0].box[0]) < line.size


def is_general(unit: Sequence[Word]) -> bool:
    """Whether what stands as a unit names none: nothing, the kind of all offices, a government, a region."""
    words = [w for w in re.findall(r"[^\W\d_]+", Span(unit).text.upper()) if w in unit_heads()]
    return not words or set(words) <= set(knowledge.toml("positions")["general_heads"])


_COVER = 20
"""Lines under the title of a cover at the most, with its year, office, address and partners; a chart has more, and its
boxes speak of villages and offices. From 12 to 30 nothing changes in 230 files, at 60 a chart's box is its unit.
"""


def unit_apart(rest: Sequence[Line]) -> list[Line]:
    """The unit lines at the foot of a cover, far under the title; none on a page with text, none of a signature."""
    if len(rest) > _COVER or any(running(line) for line in rest):
        return []
    found: list[Line] = []
    for number, line in enumerate(rest):
        below = rest[number + 1] if number + 1 < len(rest) else None
        if match_place_date(line) and not is_place_and_year(line.text):
            break
        if found and (gap_between(found[-1], line) > FAR or not unit_like(line) or is_letterhead_line(line)):
            break
        # an office of one word has its region under it: INSPEKTORAT / KABUPATEN MAJU
        whole = len(line.words) > 1 or (below is not None and REGION.match(below.text) is not None)
        if found or (unit_like(line) and whole and names_unit(line.text) and not is_letterhead_line(line)):
            found.append(line)
    return found


def is_mark(line: Line) -> bool:
    """Whether the line is a mark over a title: `Lampiran II`, `SALINAN`."""
    return _mark().match(line.text) is not None


def unit_over(flow: Sequence[Block], at: int, title: Line) -> list[Line]:
    """Unit lines directly over the title; a letterhead without an address may stand there instead."""
    over: list[Line] = []
    below = title
    for b in reversed(flow[:at]):
        if not isinstance(b, Line) or not unit_like(b) or _mark().match(b.text) or is_prefix(b.text):
            break
        if gap_between(b, below) > (_OVER if names_unit(b.text) else 1.2):
            break
        over.insert(0, b)
        below = b
    if any(is_letterhead_line(line) for line in over):
        return []
    return over if over and letters(over[0].text) else []
