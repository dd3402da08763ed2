"""Sets apart what stands on pages but is no text: running heads and feet, page numbers, what programs and signing
software print in the margins, catchwords, initials stamps (paraf).

Comes in: the lines of all pages of a file. Goes out: for each page the lines that are furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Line
from extractor.layout.lines import lines_of
from extractor.layout.page_numbers import APART, foot_of, is_page_number, printed_number
from extractor.layout.running_heads import DEPTH, is_centred, is_labelled, opens_text, running_heads
from extractor.layout.stamps import initials, is_copy_mark, stamp_lines
from extractor.read.page import Page

_MARGIN = 0.12
"""Share of the page's height, above and below, in which programs print."""
_SIDE = 0.07
"""The same of its width, left and right, for turned lines."""
_NUMBER_HEAD, _NUMBER_FOOT = 0.12, 0.86
"""Share of the page's height over and under which a page number stands: deeper than other furniture, for a number at
the foot stands alone.
"""
_OUTER = 0.065
"""Share of the page's height within which a running head must lie that stands on one page only."""
_SMALL = 0.92
"""Share of the page's usual type below which a lone first line is a running head: a point less than 12."""
_LONE = 1.0
"""Type sizes of white above and below from which a line stands alone."""
_EMBLEM, _EMBLEM_DEPTH = 3, 0.3
"""Lines under an emblem, and the share of the page's height within which they stand."""
_COUNTED = 3
"""Pages whose numbers count up."""
_COPY = 3
"""The word that marks a copy stands on one of so many first lines of a page."""
_CATCHWORD = re.compile(r"\s*(?:…+|(?:\.\s*){2,}[/;,]?)$")
_CATCHWORD_WORDS = 5
"""Words of the next page that a catchword repeats, at the most; twice as many with its dots."""
_LIKE = 80
"""Likeness (0-100) of a catchword and the beginning of the next page: a scan misreads one letter of five in small type.
"""
_DASHED = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]")


def furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For every page the indexes of its lines that are furniture."""
    found = running_heads(pages, lines)
    for page, page_lines, marked in zip(pages, lines, found, strict=True):
        marked |= _prints(page, page_lines)
        marked |= _signing(page, page_lines)
        marked |= stamp_lines(page_lines) | initials(page_lines, page.height)
        marked |= _lone_heads(page, page_lines, marked, len(pages))
        marked |= {k for k, line in enumerate(page_lines[:_COPY]) if is_copy_mark(line.text)}
        marked |= _emblem(page, page_lines, marked, len(pages))
    for marked, counted in zip(found, _counted(pages, lines, found), strict=True):
        marked |= counted
    for page, page_lines, marked in zip(pages, lines, found, strict=True):
        for _ in range(2):
            # a number below the number of a running foot
            marked |= _numbers(page, page_lines, marked, len(pages))
    for marked, feet in zip(found, _feet(pages, lines), strict=True):
        marked |= feet
    for k in range(len(pages) - 1):
        found[k] |= _catchword(pages[k], lines[k], found[k], lines[k + 1], found[k + 1])
    return found


@kept
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in toml("furniture")[name]), re.IGNORECASE)


@kept
def _print_line() -> re.Pattern[str]:
    part = "|".join(f"(?:{p})" for p in toml("furniture")["prints"])
    return re.compile(rf"(?:{part})(?:\s+(?:{part}))*", re.IGNORECASE)


def _in_margin(page: Page, line: Line, depth: float = _MARGIN) -> bool:
    x0, top, x1, bottom = line.box
    middle = (top + bottom) / 2 / max(1.0, page.height)
    if middle < depth or middle > 1 - depth:
        return True
    return bottom - top > 3 * line.size and (x1 < _SIDE * page.width or x0 > (1 - _SIDE) * page.width)


def printed_words(page: Page) -> set[int]:
    """The identities of the words of what the program that printed a page has set in its margins, an address on each
    line: a table that reaches down to the page's edge has its lines around them.
    """
    if page.method == "text":
        return set()
    height = max(1.0, page.height)
    words = [w for w in page.words if not _MARGIN < (w.box[1] + w.box[3]) / 2 / height < 1 - _MARGIN]
    if not any(_pattern("print_signs").search(w.text) for w in words):
        return set()
    lines = lines_of(words)
    return {id(w) for k in _prints(page, lines) for w in lines[k].words}


def _prints(page: Page, lines: Sequence[Line]) -> set[int]:
    """Addresses, dates and names of files that the program which printed the page has set in its margins; the first
    and the last line of a page stand there, however wide they are.
    """
    found = set()
    for k, line in enumerate(lines):
        outmost = k in (0, len(lines) - 1) and _in_margin(page, line, DEPTH)
        if not outmost and not _in_margin(page, line):
            continue
        text = line.text.strip()
        if _pattern("print_notes").match(text) or (
            _pattern("print_signs").search(text) and _print_line().fullmatch(text)
        ):
            found.add(k)
    return found


def _signing(page: Page, lines: Sequence[Line]) -> set[int]:
    """What signing software prints in the margins: its lines, and those between them and the edge."""
    found = {k for k, line in enumerate(lines) if _in_margin(page, line) and _pattern("signing").search(line.text)}
    low = [k for k in found if lines[k].box[1] > page.height / 2]
    if low:
        size = max(lines[k].size for k in low)
        found.update(k for k in range(min(low), len(lines)) if lines[k].size <= size)
    return found


def _lone_heads(page: Page, lines: Sequence[Line], marked: set[int], pages: int) -> set[int]:
    """Running heads and feet that nothing repeats: the first or last line, which prints the page's number at its side
    or its end, or stands above the text in smaller type.
    """
    left = [k for k in range(len(lines)) if k not in marked]
    found: set[int] = set()
    for k in (left[0], left[-1]) if len(left) > 1 else ():
        line = lines[k]
        if k == left[0] and _over_title(page, line, lines[left[1]]):
            found.add(k)
        if not _in_outer_margin(page, line) or opens_text(line.text) or not _is_lone(lines, k, marked):
            continue
        parts = line.segments()
        numbered = len(parts) > 1 and any(is_page_number(part.text, pages) for part in (parts[0], parts[-1]))
        small = k == left[0] and line.size < _SMALL * _usual_size(page) and not is_labelled(line.text)
        ends = _pattern("numbered_ends").search(line.text.strip()) is not None
        if (numbered or small or ends) and not line.text.isupper():
            found.add(k)
    return found


def _over_title(page: Page, line: Line, title: Line) -> bool:
    """Whether the first line of a page is a running head close over a title: in smaller type, at a side of the page, in
    whose middle the title stands.
    """
    if page.method == "text" or line.size >= title.size or line.box[3] > DEPTH * page.height:
        return False
    aside = is_centred(page, title) and not is_centred(page, line)
    return aside and not (is_labelled(line.text) or opens_text(line.text))


def _in_outer_margin(page: Page, line: Line) -> bool:
    return page.method != "text" and (line.box[3] < _OUTER * page.height or line.box[1] > (1 - _OUTER) * page.height)


def _feet(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For every page the lines of its foot that stand over its number, if another page's foot says them too."""
    over = [range(len(own) - foot_of(page, own), len(own) - 1) for page, own in zip(pages, lines, strict=True)]
    said = Counter(own[k].text for own, feet in zip(lines, over, strict=True) for k in feet)
    return [{k for k in feet if said[own[k].text] > 1} for own, feet in zip(lines, over, strict=True)]


def _is_lone(lines: Sequence[Line], k: int, marked: set[int]) -> bool:
    """Whether a clear gap parts a line from the text on both sides."""
    near = [lines[n] for n in (k - 1, k + 1) if 0 <= n < len(lines) and n not in marked]
    return all(max(a.box[1] - lines[k].box[3], lines[k].box[1] - a.box[3]) > _LONE * lines[k].size for a in near)


def _usual_size(page: Page) -> float:
    sizes = sorted(w.size for w in page.words)
    return sizes[len(sizes) // 2] if sizes else 10.0


def _emblem(page: Page, lines: Sequence[Line], marked: set[int], pages: int) -> set[int]:
    """What stands under the emblem at the head of a further page, over its number: ``PRESIDEN / REPUBLIK INDONESIA /
    - 2 -`` (PermenPANRB 80/2012, head of state's paper)."""
    left = [k for k in range(len(lines)) if k not in marked][: _EMBLEM + 1]
    for n, k in enumerate(left):
        line = lines[k]
        if line.box[1] > _EMBLEM_DEPTH * page.height:
            return set()
        if n and is_page_number(line.text, pages) and _DASHED.fullmatch(line.text.strip()):
            return set(left[: n + 1])
        if not line.text.isupper() or opens_text(line.text):
            return set()
    return set()


def _counted(pages: Sequence[Page], lines: Sequence[Sequence[Line]], marked: Sequence[set[int]]) -> list[set[int]]:
    """Numbers at the head or foot of three pages or more that count up with the pages: however close the text is, these
    are page numbers."""
    found: list[set[int]] = [set() for _ in pages]
    for edge in (0, -1):
        places: dict[int, list[tuple[int, int]]] = {}
        for i, (page, page_lines, apart) in enumerate(zip(pages, lines, marked, strict=True)):
            left = [k for k in range(len(page_lines)) if k not in apart]
            if page.method == "text" or len(left) < 2:
                continue
            line = page_lines[left[edge]]
            number = printed_number(line.text) if is_page_number(line.text, len(pages)) else None
            if number is not None and _in_margin(page, line):
                places.setdefault(number - i, []).append((i, left[edge]))
        for same in places.values():
            if len(same) >= _COUNTED:
                for i, k in same:
                    found[i].add(k)
    return found


def _numbers(page: Page, lines: Sequence[Line], marked: set[int], pages: int) -> set[int]:
    """Page numbers: alone on the first or the last line of the page that is left."""
    left = [k for k in range(len(lines)) if k not in marked]
    found = set()
    for k in (left[0], left[-1]) if left else ():
        # the only line beside a table may be anything but a number between dashes
        sure = len(left) > 1 or _in_margin(page, lines[k]) or _DASHED.fullmatch(lines[k].text.strip())
        if sure and is_page_number(lines[k].text, pages) and _stands_apart(lines, k, page, marked):
            found.add(k)
    return found


def _stands_apart(lines: Sequence[Line], k: int, page: Page, marked: set[int]) -> bool:
    """Whether a line stands in the margin and clearly apart from its neighbours in the text."""
    box = lines[k].box
    in_margin = box[1] < _NUMBER_HEAD * page.height or box[3] > _NUMBER_FOOT * page.height
    # a number between dashes is a page number wherever the text of its page begins: some pages have deep heads
    if page.method != "text" and not in_margin and not _DASHED.fullmatch(lines[k].text.strip()):
        return False
    gaps = []
    if k > 0 and k - 1 not in marked:
        gaps.append(box[1] - lines[k - 1].box[3])
    if k + 1 < len(lines) and k + 1 not in marked:
        gaps.append(lines[k + 1].box[1] - box[3])
    return min(gaps, default=99.0) > APART * lines[k].size


def _catchword(
    page: Page, lines: Sequence[Line], marked: set[int], following: Sequence[Line], apart: set[int]
) -> set[int]:
    """The last line of a page where it announces the first words of the next one (``Pasal 5 . . .``)."""
    last = next((k for k in range(len(lines) - 1, -1, -1) if k not in marked), None)
    first = next((line for k, line in enumerate(following) if k not in apart), None)
    if last is None or first is None or len(lines[last].words) > 2 * _CATCHWORD_WORDS:
        return set()
    text = lines[last].text
    stem = _CATCHWORD.sub("", text)
    if stem == text or not stem or len(stem.split()) > _CATCHWORD_WORDS or lines[last].box[0] < 0.4 * page.width:
        return set()
    return {last} if ratio(stem.casefold(), first.text[: len(stem)].casefold()) >= _LIKE else set()
