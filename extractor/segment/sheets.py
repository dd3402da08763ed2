"""Cuts the flow of a file into sheets: runs of blocks that begin with a title at the head of a page.

Comes in: the layouts of all pages. Goes out: sheets in reading order, each with its title lines. Separate from joining
sheets into documents: where a sheet begins is a matter of the page, which sheets belong together one of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor import knowledge
from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.layout.charts import in_box
from extractor.match.person import match_person
from extractor.match.position import names_office
from extractor.printed import letters
from extractor.segment.component import Party, TitleBlock
from extractor.segment.headline import centred
from extractor.segment.letterhead import is_letterhead_line
from extractor.segment.signature_marks import NAME, is_address, mark
from extractor.segment.signature_tables import flatten_signature_tables
from extractor.segment.signatures import Signatures, find_signatures
from extractor.segment.statement import find_parties
from extractor.segment.titleblock import find_title_block
from extractor.segment.titles import (
    UNKNOWN,
    TitleLine,
    in_capitals,
    looks_like_title,
    main_kind,
    policy,
    running,
    title_line,
)
from extractor.segment.unit_lines import is_mark, names_unit

SHORT = 14
"""Lines of the longest cover."""
_HEAD_LINES = 10
"""Lines of the tallest head over a title."""
_HEAD_GAP = 3.2
"""Line heights of free space within a head."""
_PROMISE = re.compile(r"\bberjanji\b|\bbertanda\s?tangan\b", re.IGNORECASE)
_HEAD = 0.7
"""Share of the page's height in which a title may stand (a cover's stands near the middle)."""
_TITLE_RUN = 8
"""Lines after a title within which a second title line belongs to the same title block."""
_EDGE, _SMALL = 0.12, 0.92
"""Share of the page's height that is its edge, and of its usual type below which type is small."""
_SUBJECT_LINES = 30
"""Lines of the longest subject under TENTANG."""
_CARRIED = 6
"""Lines at the end of a page after which a subject may go on at the head of the next one."""
_SUBJECT_GAP = 1.6
"""Line heights between the lines of one subject."""
_LAID_DOWN = re.compile(r"\W*(?:Menetapkan|Memutuskan)\b\W*\w", re.IGNORECASE)
_CITED = re.compile(r"\b(?:Nomor|No\.)\s*\S+\s+Tahun\s+\d{4}\b|\btentang\b")
_OPENS = re.compile(r"^\W*(?:Nomor|No|Nama|Jabatan|Kepada|Dari|Yang bertanda)\b", re.IGNORECASE)
"""How the first line of a letter or a declaration begins."""
_SIGNED = re.compile(r"\bNIP\b|\b\d{8}\s?\d{6}\s?\d\s?\d{3}\b|\b(?:19|20)\d\d\s*$", re.IGNORECASE)


@dataclass
class Sheet:
    """Blocks from one title to the next. ``titles`` is empty for what stands before the first title.

    What is asked of a sheet while sheets are joined is found once.
    """

    blocks: list[Block] = field(default_factory=list)
    titles: list[TitleLine] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The most telling kind among the titles."""
        return main_kind(self.titles) if self.titles else UNKNOWN

    @cached_property
    def title_block(self) -> TitleBlock | None:
        """Title, unit and year."""
        return find_title_block(self.blocks, self.titles) if self.titles else None

    @cached_property
    def signatures(self) -> Signatures:
        """Signatures, places and dates."""
        return find_signatures(self.blocks)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The persons whom a statement introduces."""
        return find_parties(self.blocks)

    @cached_property
    def signers(self) -> frozenset[str]:
        """Who signs or is introduced: names without titles, as letters."""
        names = [b.name for b in self.signatures.blocks if b.name] + [p.name for p in self.parties if p.name]
        return frozenset(letters(person.name.value) for name in names if (person := match_person(name)))

    @cached_property
    def is_cover(self) -> bool:
        """Whether nothing but a title stands on the sheet."""
        lines = [b for b in self.blocks if isinstance(b, Line)]
        return (
            len(lines) == len(self.blocks) <= SHORT
            and not any(running(b) for b in lines)
            and not any(b.name or b.nip or b.role for b in self.signatures.blocks)
        )

    @cached_property
    def is_statement(self) -> bool:
        """Whether the sheet is an agreement's statement: it introduces persons or says that they promise."""
        return bool(self.parties) or self.promises

    @cached_property
    def promises(self) -> bool:
        """Whether its words are those of a statement."""
        return any(isinstance(b, Line) and _PROMISE.search(b.text) for b in self.blocks)

    @cached_property
    def is_letter(self) -> bool:
        """Whether the sheet is a signed letter: it names whom it goes to and who signs, nobody promises anything."""
        addressed = any(is_address(part.text) for b in self.blocks if isinstance(b, Line) for part in b.segments(2.0))
        return addressed and any(b.name for b in self.signatures.blocks) and not self.is_statement

    @cached_property
    def is_front(self) -> bool:
        """Whether the sheet is the front matter of a booklet: foreword, contents, no signed agreement."""
        return self.has_chapters and not self.is_statement and not any(b.role for b in self.signatures.blocks)

    @cached_property
    def has_chapters(self) -> bool:
        """Whether the heading of a report stands on it: foreword, contents, first chapter."""
        headings = _report_headings()
        return any(
            isinstance(b, Line)
            and len(b.words) <= 6
            and (letters(b.text) in headings or letters(b.segments()[0].text) in headings)
            for b in self.blocks
        )


@knowledge.kept
def _report_headings() -> frozenset[str]:
    return frozenset(letters(h) for h in knowledge.toml("kinds")["report_headings"])


def _head_end(flow: Sequence[Block], layout: PageLayout) -> int:
    """Where the head of a page ends: before its first table, its first running text, or its lower part."""
    if layout.page.method == "text":
        return len(flow)
    foot = layout.page.height * _HEAD
    return next(
        (i for i, b in enumerate(flow) if isinstance(b, Table) or b.box[1] > foot or running(b)),
        len(flow),
    )


def _in_paragraph(flow: Sequence[Block], index: int) -> bool:
    """Whether a line of a text export, which has no page to stand at the head of, follows running text closely."""
    line, above = flow[index], flow[index - 1] if index else None
    height = line.box[3] - line.box[1]
    return isinstance(above, Line) and running(above) and line.box[1] - above.box[3] < height * 0.9


def _subject(flow: Sequence[Block], index: int, before: Sequence[Block] = ()) -> bool:
    """Whether a line stands under TENTANG, in a decree's or a circular's subject, or goes on with what a decree lays
    down (`Menetapkan : KEPUTUSAN BUPATI ... TENTANG`), be it on the page before, whose end is ``before``: what it
    names announces nothing.
    """
    near = list(flow[max(0, index - _SUBJECT_LINES) : index + 1])
    if len(near) <= _SUBJECT_LINES:
        near = [*before[len(near) - _SUBJECT_LINES - 1 :], *near]
    for above, below in zip(reversed(near[:-1]), reversed(near[1:]), strict=True):
        if isinstance(above, Table) or running(above):
            return False
        if letters(above.text) == "TENTANG" or _LAID_DOWN.match(above.text):
            return True
        height = above.box[3] - above.box[1]
        if above.page == below.page and below.box[1] - above.box[3] > _SUBJECT_GAP * height:
            return False
    return False


def _runs(line: Line, layout: PageLayout) -> bool:
    """Whether a line in small type at the page's edge is a running head: on a page alone nothing repeats it."""
    at_edge = min(line.box[3], layout.page.height - line.box[1]) < _EDGE * layout.page.height
    if layout.page.method == "text" or not at_edge or in_capitals(line.text):
        return False
    sizes = sorted(b.size for b in layout.lines)
    # the page may hold tables and nothing else
    return bool(sizes) and line.size < _SMALL * sizes[len(sizes) // 2]


def _cited(line: Line) -> bool:
    """Whether a line names a regulation in small letters, number and all: the beginning of a citation that wraps."""
    return not in_capitals(line.text) and _CITED.search(line.text) is not None


def _hits(flow: Sequence[Block], layout: PageLayout, before: Sequence[Block], *, first: bool) -> list[TitleLine]:
    """The title lines of a page that can begin a document; ``before`` is the end of the page before."""
    found: list[TitleLine] = []
    for i in range(_head_end(flow, layout)):
        block = flow[i]
        if isinstance(block, Table) or not looks_like_title(block):
            continue
        if layout.page.method == "text" and _in_paragraph(flow, i):
            continue
        if _subject(flow, i, before) or _cited(block) or _runs(block, layout):
            continue
        title = title_line(flow, i)
        if title and layout.chart is not None and in_box(layout.chart, block):
            continue
        if title and (not policy(title.kind).named or _telling(flow, title, first=first)):
            found.append(title)
    return found


def _head_begin(flow: Sequence[Block], index: int, layout: PageLayout) -> int:
    """Where the head over the title at ``index`` begins: letterhead, issuer, unit and mark lines. A page with real
    geometry has nothing else over a title that begins a document."""
    if layout.page.method != "text":
        return 0
    begin = index
    height = flow[index].box[3] - flow[index].box[1]
    while begin and index - begin < _HEAD_LINES:
        above = flow[begin - 1]
        if isinstance(above, Table) or running(above) or _SIGNED.search(above.text) or not _heads(above):
            break
        if flow[begin].box[1] - above.box[3] > height * _HEAD_GAP:
            break
        begin -= 1
    return begin


def _heads(line: Line) -> bool:
    """Whether a line can stand over a title: the name of an office, an address, a mark such as SALINAN."""
    text = line.text
    return is_letterhead_line(line) or is_mark(line) or names_unit(text) or (names_office(text) and mark(line) != NAME)


def cut_sheets(layouts: Sequence[PageLayout]) -> list[Sheet]:
    """The sheets of a file; blocks before the first title form a sheet without title."""
    sheets: list[Sheet] = []
    before: Sequence[Block] = ()
    for layout in layouts:
        flow = flatten_signature_tables(layout.flow)
        begins: list[tuple[int, list[TitleLine]]] = []
        for hit in _hits(flow, layout, before, first=not sheets):
            last = begins[-1][1][-1] if begins else None
            if last is not None and _one_title(flow, last.index, hit.index):
                begins[-1][1].append(hit)
            else:
                after = last.index + 1 if last is not None else 0
                begins.append((max(after, _head_begin(flow, hit.index, layout)), [hit]))
        stops = [begin for begin, _ in begins] + [len(flow)]
        if stops[0]:
            if not sheets:
                sheets.append(Sheet())
            sheets[-1].blocks.extend(flow[: stops[0]])
        for (begin, titles), stop in zip(begins, stops[1:], strict=True):
            sheets.append(Sheet(list(flow[begin:stop]), titles))
        before = _carried(flow)
    return sheets


def _carried(flow: Sequence[Block]) -> Sequence[Block]:
    """The end of a page from where a decree says what it lays down, if nothing follows there but the subject."""
    for k in range(len(flow) - 1, max(-1, len(flow) - 1 - _CARRIED), -1):
        block = flow[k]
        if isinstance(block, Table):
            break
        if _LAID_DOWN.match(block.text):
            return flow[k:]
        if not in_capitals(block.text):
            break
    return ()


def _one_title(flow: Sequence[Block], first: int, second: int) -> bool:
    """Whether two title lines stand in one title block: near each other, with no text or table between."""
    between = flow[first + 1 : second]
    return second - first <= _TITLE_RUN and not any(isinstance(b, Table) or running(b) for b in between)


def _telling(flow: Sequence[Block], title: TitleLine, *, first: bool) -> bool:
    """Whether a title that is a caption as well begins a document: inside a file only with a unit or a year, since
    INDIKATOR KINERJA UTAMA is a column's heading too."""
    if not in_capitals(title.line.text):
        heads = title.line.bold or (title.index == 0 and centred(title.line, flow))
        if not (first and heads):
            return False
    block = find_title_block(flow, [title])
    return first or block.unit is not None or block.year is not None or _speaks(flow, title)


def _speaks(flow: Sequence[Block], title: TitleLine) -> bool:
    """Whether what follows a title that stands alone on its line is a letter or a declaration: its number, whom it goes
    to, who declares, running text. Over a table the same words are its caption."""
    if len(title.line.segments()) > 1:
        return False
    after = flow[title.index + 1] if title.index + 1 < len(flow) else None
    return isinstance(after, Line) and (
        running(after) or is_address(after.text) or _OPENS.match(after.text) is not None
    )
