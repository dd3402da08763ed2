"""Lead-ins: `Jumlah produksi (ton):` over `a. Daging`, `b. Telur`, each with a target of its own.

Comes in: the cells of a column of indicators, row by row. Goes out: the items with the lead-in that they stand under.
The lead-in is no indicator; each item is one, named by both. Apart from the reader of rows, because a lead-in may stand
in the cell of its items, in a row over them, over items that are only indented, or be an item of a list itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.layout.blocks import Cell, Line
from extractor.layout.tables.levels import opens
from extractor.match.found import Found
from extractor.printed import BULLETS
from extractor.read.words import Span, Word
from extractor.records.cell_items import STEPPED, Item, down, tidy

_MARK = re.compile(
    rf"\(?(?:(?P<number>\d{{1,2}})|(?P<letter>[a-z]|ii{{1,2}}|iv|vi{{1,3}}|ix))[.)]|(?P<bullet>[{BULLETS}])"
)
_COLON = re.compile(r"\s*:\s*$")
_LAST = re.compile(r"[;,]\s*(?:dan|serta|atau|dan/atau)\s*$", re.IGNORECASE)
"""What the last item but one of a list ends with."""
_INDENT = 0.8
"""Type sizes by which an item without a mark is set in under its lead-in."""
_CENTRED = 0.25
"""Type sizes by which the middles of centred lines differ at the most: they begin in different places and lead nothing
in.
"""
_OUT = 0.3
"""Type sizes by which a marked item is set in under its lead-in where lines left of it end the list."""
_DASHES = "-–—"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_FIRST = ("1", "a", "i")


@dataclass
class LeadIn:
    """The lead-in that is open: its text and number, where its lines begin, its own mark and that of its items."""

    span: Span
    left: float
    number: Found[str] | None = None
    own: str | None = None
    mark: str | None = None

    @property
    def outer(self) -> list[str]:
        """The kinds of marks, from the outermost in, that tell in a further row where its items end."""
        return [kind for kind in (self.own, self.mark) if kind is not None]


@dataclass
class Led:
    """An item and the lead-in over it, if there is one."""

    lead: LeadIn | None
    item: Item


@dataclass
class _Entry:
    """A text of a cell with its mark: what kind of mark, how deep in the list."""

    words: list[Word]
    kind: str | None = None
    depth: int = 0
    number: str | None = None


def named(lead: LeadIn, item: Span) -> Span:
    """Lead-in and item as one span."""
    return Span((*lead.span.words, *item.words))


def open_lead(cell: Cell, after: Cell | None) -> LeadIn | None:
    """The lead-in that a cell without a target consists of: one text that ends in a colon, or over a list of its own.
    A colon alone leads nothing in.

    ``after`` is the cell under this one where it goes on with the same row and has targets.
    """
    entries = _entries(cell)
    if len(entries) != 1 or not any(map(str.isalnum, cell.text)):
        return None
    below = _kind_of(after) if after is not None else None
    listed = below is not None and below != entries[0].kind
    return _lead(entries[0]) if listed or _COLON.search(cell.span.text) else None


def in_cell(cell: Cell, values: int, after: Cell | None) -> list[Led] | None:
    """The items of a cell with their lead-ins; ``None`` for a cell without a lead-in.

    ``values`` is how many targets stand beside: one is said of the whole list, as many as there are items are theirs.
    ``after`` is the cell under this one where it goes on with the same row: it may hold further items of the lead-in.
    """
    entries = _entries(cell, ends=True)
    led = _with_leads(entries)
    if len(led) != values:
        entries = _entries(cell, lost=True)
        led = _with_leads(entries)
    if len(led) != values:
        entries = _entries(cell)
        led = _with_leads(entries)
    if not any(one.lead for one in led):
        return None
    heads = [e for e, below in pairwise(entries) if below.depth > e.depth]
    called = all(_COLON.search(Span(head.words).text) for head in heads)
    if len(led) == 1:
        goes_on = after is not None and _kind_of(after) == entries[-1].kind
        return led if called or goes_on else None
    if values == 1:
        return None
    if values == len(entries) > len(led):
        # each text has a target of its own: none leads the others in
        return [Led(None, _item(entry, None)) for entry in entries]
    return led if called or values == len(led) else None


def nested(cell: Cell) -> list[tuple[int, Item]]:
    """The texts of a cell with their depth in its list, 0 for the outermost; one for a cell without a list."""
    return [(entry.depth, _item(entry, None)) for entry in _entries(cell)]


def last_lead(found: Sequence[Item], values: int, after: Cell | None) -> LeadIn | None:
    """The lead-in that the last of a cell's numbered items is: the others have as many targets as there are, and the
    cell under it (``after``) begins a list with bullets.
    """
    if after is None or not values or len(found) != values + 1 or found[-1].number is None:
        return None
    kind = _kind_of(after)
    if kind in (None, "number", "letter", "roman"):
        return None
    return LeadIn(found[-1].span, found[-1].span.words[0].box[0], found[-1].number)


def marks(cell: Cell) -> list[str]:
    """The marks of a cell's list within a list, letters and figures only, from the top; none for any other cell."""
    entries = _entries(cell)
    if not any(entry.depth for entry in entries) or any(entry.kind is None for entry in entries):
        return []
    return [entry.number or "" for entry in entries]


def under(lead: LeadIn, cell: Cell) -> list[Led] | None:
    """The items of a cell that stands under an open lead-in; ``None`` where the lead-in has ended."""
    entries = _entries(cell, lead)
    first = entries[0]
    if first.kind is None:
        line = cell.lines[0]
        if lead.mark is None and line.box[0] - lead.left >= _INDENT * line.size:
            return [Led(lead, _item(first, lead))]
        return None
    if first.kind == lead.own or lead.mark not in (None, first.kind):
        return None
    lead.mark = first.kind
    # an item of the lead-in's own list ends it within the cell
    own = next((k for k, e in enumerate(entries) if e.kind == lead.own), len(entries))
    mine = [Led(lead, _item(e, lead)) for e in entries[:own]]
    return mine + _with_leads(entries[own:])


def _with_leads(entries: Sequence[_Entry]) -> list[Led]:
    """The entries with nothing under them, each with what it stands under."""
    found: list[Led] = []
    open_heads: list[tuple[int, LeadIn]] = []
    for k, entry in enumerate(entries):
        open_heads = [(depth, lead) for depth, lead in open_heads if depth < entry.depth]
        over = open_heads[-1][1] if open_heads else None
        if k + 1 < len(entries) and entries[k + 1].depth > entry.depth:
            lead = _lead(entry, over)
            lead.mark = entries[k + 1].kind
            open_heads.append((entry.depth, lead))
        else:
            found.append(Led(over, _item(entry, over)))
    return found


def _lead(entry: _Entry, over: LeadIn | None = None) -> LeadIn:
    span = _body(entry)
    colon = _COLON.search(span.text)
    span = tidy(span.cut(0, colon.start()) if colon else span)
    number = over.number if over else _number(entry)
    stepped = STEPPED.match(span.text) if number is None and entry.kind is None else None
    if stepped:
        number, span = Found(stepped["number"], span.of(stepped, "number"), "number"), span.cut(stepped.end())
    whole = Span((*over.span.words, *span.words)) if over else span
    return LeadIn(whole, entry.words[0].box[0], number, entry.kind)


def _item(entry: _Entry, over: LeadIn | None) -> Item:
    """An entry without its mark. Under a lead-in its number is the lead-in's, not its own."""
    body = _body(entry)
    last = _LAST.search(body.text) if over else None
    return Item(
        over.number if over else _number(entry), tidy(body.cut(0, last.start()) if last else body), down(entry.words[0])
    )


def _body(entry: _Entry) -> Span:
    span = Span(entry.words)
    mark = _MARK.match(span.text) if entry.kind else None
    return span.cut(mark.end()) if mark else span


def _number(entry: _Entry) -> Found[str] | None:
    span = Span(entry.words)
    mark = _MARK.match(span.text) if entry.number else None
    if mark is None:
        return None
    group = "number" if mark["number"] else "letter"
    return Found(mark[group], span.of(mark, group), "number")


def _kind_of(cell: Cell) -> str | None:
    return _entries(cell)[0].kind if cell.lines else None


def _entries(cell: Cell, lead: LeadIn | None = None, *, ends: bool = False, lost: bool = False) -> list[_Entry]:
    """The marked texts of a cell with their depth; a kind of mark that was not met before goes one deeper.

    ``lead`` is what is open above the cell: its own list may go on in it. ``ends``: lines without a mark may end a
    list, or begin one where they are set in. ``lost``: a scan may have lost an item's bullet.
    """
    stack: list[str | None] = list(lead.outer) if lead else []
    last = {lead.own: lead.number.value} if lead and lead.own and lead.number else {}
    entries: list[_Entry] = []
    before = ""
    middles = [(line.box[0] + line.box[2]) / 2 for line in cell.lines]
    centred = bool(middles) and max(middles) - min(middles) <= _CENTRED * cell.lines[0].size
    for line in cell.lines:
        for k, word in enumerate(line.words):
            mark = _MARK.match(word.text)
            begun = mark and _begins(mark, word, line.words[k + 1 : k + 2], first=k == 0, last=last, before=before)
            before = word.text
            if not mark or not begun:
                if not entries:
                    entries.append(_Entry([word]))
                    stack = [None]
                elif k == 0 and lost and _lost_mark(entries[-1], word):
                    entries.append(_Entry([word], entries[-1].kind, entries[-1].depth))
                elif k == 0 and not centred and (depth := _set_in(entries, word, line.size, uncalled=ends)) is not None:
                    entries.append(_Entry([word], None, depth))
                elif k == 0 and ends and _set_out(entries, line):
                    entries.append(_Entry([word]))
                    stack = [None]
                    last.clear()
                else:
                    entries[-1].words.append(word)
                continue
            kind = _kind(mark, last)
            for ended in stack[stack.index(kind) + 1 :] if kind in stack else ():
                last.pop(str(ended), None)  # the list inside the next item begins anew
            stack = stack[: stack.index(kind) + 1] if kind in stack else [*stack, kind]
            number = mark["number"] or mark["letter"]
            last[kind] = number or ""
            entries.append(_Entry([word], kind, len(stack) - 1, number))
    return entries


def _lost_mark(before: _Entry, word: Word) -> bool:
    """Whether a scan lost the bullet of an item: its line begins where the text of the item over it does."""
    if not word.method.startswith("ocr") or not word.text[:1].isupper() or before.number or before.kind is None:
        return False
    text = before.words[1] if len(before.words) > 1 and not any(map(str.isalnum, before.words[0].text)) else None
    return before.depth > 0 and text is not None and abs(word.box[0] - text.box[0]) < _INDENT * word.size


def _set_in(entries: Sequence[_Entry], word: Word, size: float, *, uncalled: bool) -> int | None:
    """The depth of an item that only stands set in under its lead-in; ``None`` where a line goes on with the text
    above it: it is not set in, does not begin like an item, or the lead-in's items have marks. ``uncalled``: the text
    that a cell begins with may lead in without a colon, which only as many values beside can confirm.
    """
    before = entries[-1]
    if word.method == "text" or not word.text[:1].isupper():
        return None
    # lines hang beside a number that its text follows (`1 Opini atas / LKPD`)
    numbered = len(before.words) > 1 and before.words[0].text.isdigit()
    in_by = word.box[0] - before.words[1 if numbered else 0].box[0]
    if _COLON.search(Span(before.words).text) or (uncalled and len(entries) == 1 and before.kind is None):
        return before.depth + 1 if in_by >= _INDENT * size else None
    over = entries[-2].depth if len(entries) > 1 else before.depth
    is_item = before.kind is None and before.depth > 0 and over in (before.depth, before.depth - 1)
    return before.depth if is_item and abs(in_by) < _INDENT * size else None


def _set_out(entries: Sequence[_Entry], line: Line) -> bool:
    """Whether a line without a mark stands left of a list's items, where what leads them in does: the list has ended.
    Lines under it begin anew where they begin as indicators do.
    """
    word, before = line.words[0], entries[-1]
    if word.method == "text" or not word.text[:1].isupper():
        return False
    over = next((e for e in reversed(entries) if e.depth < before.depth), None)
    if over is not None:
        left = over.words[0].box[0]
        listed = before.kind is not None and before.words[0].box[0] - left >= _OUT * line.size
        return listed and abs(word.box[0] - left) < _INDENT / 2 * line.size
    ended = before.kind is None and any(e.depth for e in entries)
    return ended and abs(word.box[0] - before.words[0].box[0]) < _INDENT / 2 * line.size and opens(line.text)


def _kind(mark: re.Match[str], last: dict[str, str]) -> str:
    if mark["number"]:
        return "number"
    if letter := mark["letter"]:
        # `i.` begins a list of Roman numbers unless it follows `h.`; `v.` and `x.` go on with one
        goes_on = letter in _ROMAN and _ROMAN.index(letter) == _ROMAN.index(last.get("roman", "x")) + 1
        begins = letter == "i" and last.get("letter") != "h"
        return "roman" if len(letter) > 1 or begins or goes_on else "letter"
    return "dash" if mark["bullet"] in _DASHES else str(mark["bullet"])


def _begins(
    mark: re.Match[str], word: Word, after: Sequence[Word], *, first: bool, last: dict[str, str], before: str
) -> bool:
    """Whether a word that looks like a mark is one: at a line's beginning, or where a list goes on within a line."""
    rest = word.text[mark.end() :] or (after[0].text if after else "")
    if not rest[:1].isalpha() and rest[:1] not in "(\"'“":
        return False
    number, kind = mark["number"] or mark["letter"], _kind(mark, last)
    if number is None:
        return first
    follows = kind in last and 0 < _place(number, kind) - _place(last[kind], kind) <= (3 if first else 1)
    opens = kind not in last and ((first and not before) or number in _FIRST)
    return follows or (opens and (first or before.endswith(":")))


def _place(number: str, kind: str) -> int:
    if kind == "roman":
        return _ROMAN.index(number) + 1
    return int(number) if number.isdigit() else ord(number) - 96
