"""Several things in one cell: told apart, and what stands beside them dealt out.

Comes in: a cell of a table. Goes out: its items (numbered, lettered, bulleted, set apart) and, for a neighbouring cell,
the piece that belongs to each item: by the tops of the lines where the page has real geometry, else in order when the
counts agree. What cannot be told is ``None``. Apart from the indicators because lists of programmes need the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from extractor.layout.blocks import Cell, Line
from extractor.match.found import Found
from extractor.printed import BULLETS
from extractor.read.words import Span, Word, join
from extractor.record import record

_PAGE = 10_000.0
"""Points by which pages are set one under another: more than the tallest sheet is high (A0 has 3,370)."""
_HALFWAY = 0.35
"""Line heights by which a value may miss the middle of the items beside it; in 230 files two cells are asked, and
neither is near it.
"""
_BLANK = 0.35
"""Type sizes of a blank: wider than most types' (a quarter), so that a word fits surely."""
_NUMBERED = re.compile(
    r"(?P<mark>\(?(?P<number>\d{1,2})(?:[.)]+(?!\d)|:(?=\s)|(?<!\(\d)(?<!\(\d\d)(?=\s+[A-Z])))\s*(?=[^\W\d_(\"'“])"
)
"""A bare number may begin an item, `(6 Unit)` may not."""
STEPPED = re.compile(r"(?P<mark>(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})[.)]?)\s+(?=[^\W\d_(\"'“])")
_CODED = re.compile(r"[\[(]?(?:IK[A-Z]{0,3}|KPI)[ .-]?(\d{1,2}(?:\.\d{1,2}){0,3})[\])]?[.:]?\s+(?=[A-Z])")
"""An indicator's code: `IKU`, `IKK`, `IKSP` (of the sasaran, of the programme ...) and its number."""
_LETTERED = re.compile(r"(?P<mark>\(?(?P<number>[a-z])[.)])\s+(?=\S)")
_STEP = re.compile(r"^(\d{1,2})\.\d{1,2}\b")
BARE = re.compile(r"^(\d{1,2})\s+(?=[A-Z])")
_BULLET = re.compile(rf"(?P<mark>[{BULLETS}])\s*(?=[^\W\d_(\"'“])")
_BULLETS = "•*·▪●○➢✓ "
_VALUE_NUMBER = re.compile(r"(?<!\S)\(?(\d{1,2})[.):]\s+(?=\S)")
_OWN_NUMBER = re.compile(r"\(?(\d{1,2})(?P<end>[.):])\s+(?=\S)")
_VALUE_LETTER = re.compile(r"(?<!\S)\(?([a-z])[.)]\s+(?=\S)")
_VALUE_BULLET = re.compile(rf"(?<!\S)([{BULLETS}])\s+(?=\S)")
"""The mark of a value: white parts it from the figure, which `2.5` has not."""
_STRAY = re.compile(r"^[\s.,;:)]+(?=\w)")
_END = re.compile(r"(?:[\s;,]|\.{3,}|[…_]{2,})+$")
"""What is no part of a text at its end: stops, and leaders before a figure."""


@record(frozen=True)
class Item:
    """One item of a cell: its text without number or bullet, and where it begins from the top of the file; ``mark`` is
    its number or bullet as printed.
    """

    number: Found[str] | None
    span: Span
    top: float
    start: int = 0
    mark: str = ""


def down(word: Word) -> float:
    """How far down the file a word begins, in points, pages of any height set one under the other."""
    return word.page * _PAGE + word.box[1]


def placed(cell: Cell) -> bool:
    """Whether the cell's words have a real place on paper (a text export's have not)."""
    return bool(cell.lines) and cell.lines[0].words[0].method != "text"


def items(cell: Cell) -> list[Item]:
    """The marked items of a cell; a cell without marks is one item."""
    span = cell.span
    if not span:
        return []
    starts = line_starts(cell)
    for pattern in (STEPPED, _NUMBERED, _LETTERED, _BULLET):
        marks = _marks(span.text, pattern, starts)
        if marks:
            return _cut(span, marks)
    return [Item(None, tidy(span), down(span.words[0]))]


def bare_numbers(cells: Sequence[Cell]) -> bool:
    """Whether cells one under another are numbered without dots: `1 Jumlah ...`, `2 Persentase ...`."""
    numbers = [int(m[1]) for cell in cells if (m := BARE.match(cell.text))]
    steps = all(b in (a + 1, 1) for a, b in pairwise(numbers))
    return len(numbers) > 1 and numbers[0] == 1 and steps and 3 * len(numbers) >= 2 * len(cells)


def outlined(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether every cell of a column has a number without a dot that those at its right go on with: `1 Air bersih`
    beside `1.1 Sumur terjaga`.
    """
    below = [(BARE.match(row[k].text), _STEP.match(row[k + 1].text)) for row in rows if k + 1 < len(row)]
    return bool(below) and all(own and step and own[1] == step[1] for own, step in below)


def bare_item(item: Item) -> Item:
    """The item with the number that its text begins with set apart."""
    m = BARE.match(item.span.text)
    if m is None:
        return item
    return Item(Found(m[1], item.span.of(m, 1), "number"), tidy(item.span.cut(m.end())), item.top)


def coded_item(item: Item) -> Item:
    """The item with the code of an indicator before its text set apart: `IKU 1.2 ...`, `[IKSP-3] ...`."""
    m = _CODED.match(item.span.text)
    if m is None:
        return item
    return Item(Found(m[1], item.span.of(m, 1), "number"), tidy(item.span.cut(m.end())), item.top)


def line_starts(cell: Cell) -> list[int]:
    """Offsets in the cell's text at which its lines begin."""
    offsets, at, text = [], 0, cell.span.text
    for line in cell.lines:
        first = line.words[0].text
        found = text.find(first, at)
        at = found if found >= 0 else at
        offsets.append(at)
        at += max(1, len(line.text) - 1)
    return offsets


def tidy(span: Span) -> Span:
    """The span without stray signs at its ends."""
    text = span.text
    head = _STRAY.match(text)
    tail = _END.search(text)
    return span.cut(head.end() if head else 0, tail.start() if tail else None)


def _marks(text: str, pattern: re.Pattern[str], starts: Sequence[int]) -> list[re.Match[str]]:
    """The marks of one list: the first begins the text, others begin a line or go on with the numbers."""
    first = pattern.match(text)
    if first is None:
        return []
    numbered = "number" in pattern.groupindex
    if (
        numbered
        and first["number"].isdigit()
        and first["mark"] == first["number"]
        and not _bare_list(text, pattern, starts)
    ):
        return []
    marks = [first]
    seen = {first["number"]} if numbered else set()
    for m in pattern.finditer(text, first.end()):
        at_start = m.start() in starts
        if not at_start and (m.start() == 0 or not text[m.start() - 1].isspace()):
            continue
        if not numbered:
            if at_start or (m["mark"] in "•▪●➢✓"):
                marks.append(m)
            continue
        if m["number"] in seen or (m["mark"] == m["number"] and not at_start):
            continue
        step = _value(m["number"]) - _value(marks[-1]["number"])
        capital = text[m.end() : m.end() + 1].isupper()
        if (at_start and 0 < step <= 3) or (capital and -3 <= step <= 3 and not (pattern is _LETTERED and step != 1)):
            marks.append(m)
            seen.add(m["number"])
    return marks


def _bare_list(text: str, pattern: re.Pattern[str], starts: Sequence[int]) -> bool:
    """`1 Jumlah ...` / `2 Persentase ...` without dots is a list only where the numbers go on at the next lines."""
    numbers = [int(m["number"]) for s in starts if (m := pattern.match(text, s)) and m["number"].isdigit()]
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _value(number: str) -> int:
    last = number.rpartition(".")[2]
    return int(last) if last.isdigit() else ord(last.lower()) - 96


def _cut(span: Span, marks: Sequence[re.Match[str]]) -> list[Item]:
    ends = [*(m.start() for m in marks[1:]), len(span.text)]
    made = []
    for m, end in zip(marks, ends, strict=True):
        body = tidy(span.cut(m.end(), end))
        if not body:
            continue
        mark = span.of(m, "mark")
        number = Found(m["number"], span.of(m, "number"), "number") if "number" in m.re.groupindex else None
        made.append(Item(number, body, down((mark or body).words[0]), m.start(), m["mark"]))
    return made


def set_apart(cell: Cell, beside: Cell) -> list[Item]:
    """A cell without marks cut where the lines of the cell beside it begin, if each begins a sentence here too.

    ``beside`` holds one target (or the like) a line. Gives the whole cell as one item where that does not fit.
    """
    whole = [Item(None, tidy(cell.span), down(cell.span.words[0]))] if cell.span else []
    lines, other = list(cell.lines), list(beside.lines)
    heads = _heads(lines, other) if 2 <= len(other) <= len(lines) else None
    if heads is None or not all(head.text.lstrip(_BULLETS)[:1].isupper() for head in heads):
        return whole
    made = []
    for k, head in enumerate(heads):
        begin = lines.index(head)
        end = lines.index(heads[k + 1]) if k + 1 < len(heads) else len(lines)
        span = join(lines[begin:end])
        bullet = _BULLET.match(span.text)
        made.append(Item(None, tidy(span.cut(bullet.end()) if bullet else span), down(span.words[0])))
    return made


def paragraphs(cell: Cell) -> list[Item]:
    """A cell without marks cut where a line ends though the next word would have fitted in it, and a capital goes on:
    there the writer began anew. One item where no line does so.
    """
    lines = list(cell.lines)
    if not placed(cell) or len(lines) < 2 or len({line.page for line in lines}) > 1:
        return [Item(None, tidy(cell.span), down(cell.span.words[0]))] if cell.span else []
    # as far as the cell reaches, if it is padded alike on both sides
    padding = min(line.box[0] for line in lines) - cell.box[0]
    right = max(*(line.box[2] for line in lines), cell.box[2] - max(0.0, padding))
    made: list[list[Line]] = [[lines[0]]]
    for above, line in pairwise(lines):
        first = line.words[0]
        needed = first.box[2] - first.box[0] + _BLANK * line.size
        fits = above.box[2] + needed <= right and line.box[1] > above.box[1]
        if fits and first.text.lstrip("(\"'“")[:1].isupper():
            made.append([])
        made[-1].append(line)
    spans = [join(part) for part in made]
    return [Item(None, tidy(span), down(span.words[0])) for span in spans]


def _heads(lines: list[Line], other: list[Line]) -> list[Line] | None:
    """The lines that stand beside the others' lines, the first beside the first; ``None`` when one has no partner."""
    if lines[0].words[0].method == "text":
        return lines if len(lines) == len(other) else None
    heads: list[Line] = []
    for line in other:
        near = min(lines, key=lambda own: abs(down(own.words[0]) - down(line.words[0])))
        height = near.box[3] - near.box[1]
        if abs(down(near.words[0]) - down(line.words[0])) > 0.6 * height or near in heads:
            return None
        heads.append(near)
    return heads if heads and heads[0] is lines[0] else None


def deal(
    cell: Cell, to: Sequence[Item], split: Callable[[Span, int], list[Span] | None] | None = None
) -> list[Span | None]:
    """The piece of a cell for each item. ``split`` cuts a line of several values (`3 Kali 9 Kali`) in order."""
    count = len(to)
    if not cell.span:
        return [None] * count
    if count == 1:
        return [_without_number(cell.span, to[0]) if split else cell.span]
    own = items(cell)
    if marked := _marked_values(cell, count) if split else _marked_texts(own, count):
        return list(marked)
    if placed(cell):
        by_place = _by_place(cell, to)
        in_order = split(cell.span, count) if split else None
        if by_place is not None and all(by_place):
            # a value that wraps stands beside the item after its own, where it was not set level with it
            single = split is None or all(piece and split(piece, 1) for piece in by_place)
            return by_place if single or not in_order else list(in_order)
        if len(cell.lines) == count:
            return [line.span for line in cell.lines]
        if in_order:
            return list(in_order)
        if split and split(cell.span, 1) and _in_the_middle(cell, to):
            return [cell.span] * count
        # fewer lines than items, each beside one of its own
        few = by_place is not None and 1 < len(cell.lines) == sum(map(bool, by_place)) < count
        beside = few and all(_stands_beside(line, to) for line in cell.lines)
        return by_place if by_place is not None and beside else [None] * count
    if len(cell.lines) == count:
        return [line.span for line in cell.lines]
    in_order = split(cell.span, count) if split else None
    return list(in_order) if in_order else [None] * count


def _without_number(span: Span, item: Item) -> Span:
    """A value without the number that it repeats of its item: `1. 25 sampel` beside `1. Jumlah sampel`."""
    m = _OWN_NUMBER.match(span.text)
    if m is None or item.number is None or m[1] != item.number.value:
        return span
    # `1: 32` beside `1. Rasio guru` is a ratio, beside `1: Jumlah guru` a numbered value
    return span if m["end"] == ":" and not item.mark.endswith(":") else span.cut(m.end())


def _marked_texts(own: Sequence[Item], count: int) -> list[Span] | None:
    """The items of a list of texts, if it has as many as are asked for."""
    return [i.span for i in own] if len(own) == count else None


def marked_in_line(cell: Cell) -> int:
    """How many values a line marks, by numbers or letters that run from the first on; 1 for a line without marks."""
    for pattern, first in ((_VALUE_NUMBER, 1), (_VALUE_LETTER, ord("a"))):
        marks = list(pattern.finditer(cell.span.text))
        places = [int(m[1]) if first == 1 else ord(m[1]) for m in marks]
        if marks and marks[0].start() == 0 and places == list(range(first, first + len(places))):
            return len(marks)
    return 1


def _marked_values(cell: Cell, count: int) -> list[Span] | None:
    """The values of a cell that marks them as the items beside it are marked: `1. 95%` / `2. 3 dokumen`, or each with
    a bullet; ``None`` where their numbers or letters do not run from the first to the last item.
    """
    span = cell.span
    for pattern, first in ((_VALUE_NUMBER, 1), (_VALUE_LETTER, ord("a")), (_VALUE_BULLET, None)):
        starts = line_starts(cell) if first is None else ()
        marks: list[re.Match[str]] = []
        for m in pattern.finditer(span.text):
            place = None if first is None else int(m[1]) if first == 1 else ord(m[1])
            if m.start() in starts if first is None else place == first + len(marks):
                marks.append(m)
        if len(marks) == count and marks[0].start() == 0:
            ends = [*(m.start() for m in marks[1:]), len(span.text)]
            values = [tidy(span.cut(m.end(), end)) for m, end in zip(marks, ends, strict=True)]
            return values if all(values) else None
    return None


def _stands_beside(line: Line, to: Sequence[Item]) -> bool:
    """Whether a line stands level with the first line, the last one or the middle of an item."""
    size = line.box[3] - line.box[1]
    top = down(line.words[0])
    for item in to:
        words = item.span.words
        first, last = down(words[0]), down(words[-1])
        if any(abs(top - y) <= 0.4 * size for y in (first, last, (first + last) / 2)):
            return True
    return False


def _in_the_middle(cell: Cell, to: Sequence[Item]) -> bool:
    """Whether one value stands half-way down the items: it is said once for all of them."""
    words = [w for item in to for w in item.span.words]
    if len({w.page for w in words}) > 1 or len({round(w.box[1]) for w in words}) < 2:
        return False
    box, own = Span(words).box, cell.span.box
    line = words[0].box[3] - words[0].box[1]
    return abs((box[1] + box[3]) - (own[1] + own[3])) / 2 < _HALFWAY * line


def _by_place(cell: Cell, to: Sequence[Item]) -> list[Span | None] | None:
    """Lines dealt to the item beside which their middle stands; ``None`` where items do not stand one under another."""
    if any(b.top <= a.top for a, b in pairwise(to)):
        return None
    dealt: list[list[Word]] = [[] for _ in to]
    for line in cell.lines:
        word = line.words[0]
        middle = down(word) + (word.box[3] - word.box[1]) / 2
        k = max((i for i, item in enumerate(to) if item.top <= middle), default=0)
        dealt[k].extend(line.words)
    return [Span(words) if words else None for words in dealt]
