"""Vision, missions and strategic objectives of a plan's running text.

Comes in: a report (flow and outline). Goes out: the vision, the list of missions, the list of objectives as printed in
the text. Separate because these are statements quoted in prose or listed after a sentence that announces them; what
the tables' columns say is another matter. The words that announce are data (``plan.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor import knowledge
from extractor.kinds.planning.sections import Report
from extractor.layout.blocks import Block, Line, Table
from extractor.match.found import DraftValue, Found
from extractor.printed import BULLETS, any_of, letters
from extractor.read.words import Span, join

MATCHER = "statement"
_QUOTE = '"“”„«»‟'
_ITEM = re.compile(rf"^(?:(?P<label>\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})\s?[.)]+|(?P<bullet>[{BULLETS}o]))\s*(?P<text>.*)$")
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+(?=[A-Z“\"])")
_END = re.compile(r"^[\s:.;,–-]+|(?:[;,]\s*(?:dan|serta|atau))?[\s:;,]*$")
"""What is no part of a statement at its ends; the last item but one of a list ends with `; dan`."""
_ANNOUNCES = re.compile(
    r"(?::|\b(?:berikut|yaitu|yakni|adalah|antara lain|meliputi)(?:\s+ini)?\s*[:.;]?)\s*$", re.IGNORECASE
)
_OTHER_HEADING = re.compile(r"\b(?:visi|tujuan|sasaran|strategi|program)\b", re.IGNORECASE)
"""A heading over more than missions: its list may be of something else."""
_INNER_FIGURE = re.compile(r"(?<=[^\W\d_]\s)\d+")
"""A figure behind a word (`tahap 2`); one before the words is an item's number."""
_LONGEST = 60
"""Words of the longest statement."""


@dataclass(frozen=True)
class Stretch:
    """Lines of text that stand together between two headings or tables. ``place`` is the first one's in the flow."""

    place: int
    lines: tuple[Line, ...]
    heading: str
    after: Block | None
    """What follows the stretch."""


def stretches(report: Report) -> Iterator[Stretch]:
    """The report's text, cut at headings, tables and whatever is no text."""
    heads = {k for h in report.outline.headings for k in range(h.first, h.last + 1)}
    run: list[Line] = []
    first = 0
    for k, block in enumerate((*report.flow, None)):
        if isinstance(block, Table) and (told := _told_beside(block)):
            first = k if not run else first
            run += told
            continue
        text = isinstance(block, Line) and _caption().match(block.text) is None
        if isinstance(block, Line) and text and k not in heads and k not in report.outline.skipped:
            first = k if not run else first
            run.append(block)
            continue
        if run:
            heading = report.heading_before(first)
            yield Stretch(first, tuple(run), heading.span.text if heading else "", block)
        run = []


def _told_beside(table: Table) -> list[Line]:
    """The lines of a table that says the vision and the missions beside their labels (`Visi | : | ...`); none of any
    other table.
    """
    if any(table.header) or not any(letters(row[0].text) in _labels() for row in table.rows):
        return []
    told: list[Line] = []
    for row in table.rows:
        cells = [cell for cell in dict.fromkeys(row) if cell.lines]
        if len(cells) < 2:
            return []
        label, said = Span(w for cell in cells[:-1] for w in cell.span.words), cells[-1].lines
        listed = _ITEM.match(said[0].text) is not None
        told += [Line(label.words), *said] if listed else [Line((*label.words, *said[0].words)), *said[1:]]
    return told


@knowledge.kept
def _labels() -> frozenset[str]:
    """What a row with the vision or the missions is labelled, letters only."""
    plan = knowledge.toml("plan")
    return frozenset(letters(word) for part in ("vision", "missions") for word in plan[part]["words"])


@knowledge.kept
def _words(part: str, key: str) -> re.Pattern[str]:
    found = knowledge.toml("plan")[part][key]
    return re.compile(r"\b(?:" + any_of(found) + r")\b", re.I)


def _spaced(word: str) -> str:
    """A pattern for a word that may be letter-spaced."""
    return r"\s?".join(re.escape(c) for c in word)


@knowledge.kept
def _caption() -> re.Pattern[str]:
    """A picture's caption: `Gambar 2.1 Peta Wilayah`."""
    words = "|".join(word.capitalize() for word in knowledge.toml("plan")["captions"])
    return re.compile(rf"(?:{words}|(?:{words.upper()}))\s+(?:\d|[IVX]+\b)")


@knowledge.kept
def _quoted(part: str) -> re.Pattern[str]:
    words = "|".join(_spaced(w) for w in knowledge.toml("plan")[part]["words"])
    return re.compile(
        rf"\b(?:{words})\b(?P<mid>(?:(?![.;]\s+[A-Z])[^{_QUOTE}]){{0,160}})[{_QUOTE}]\s*(?P<text>[^{_QUOTE}]{{8,400}}?)\s*[{_QUOTE}]",
        re.IGNORECASE,
    )


@knowledge.kept
def _labelled(part: str) -> re.Pattern[str]:
    words = "|".join(_spaced(w) for w in knowledge.toml("plan")[part]["words"])
    ordinals = "|".join(knowledge.toml("plan")["missions"]["ordinals"])
    return re.compile(
        rf"^\W*(?:{words})\s*(?:(?:ke-?)?\s*(?:\d{{1,2}}|[IVX]{{1,4}})?\s*[:=]|(?:{ordinals})\s*(?:[:=,]|\b(?:adalah|yaitu|yakni)\b))"
        r"\s*(?P<text>.*)$",
        re.IGNORECASE,
    )


@knowledge.kept
def _ordinal() -> re.Pattern[str]:
    """An item that an ordinal number begins: `Pertama: ...`, `Kedua, ...`."""
    ordinals = "|".join(knowledge.toml("plan")["missions"]["ordinals"])
    return re.compile(rf"^(?P<label>{ordinals})\s*[:=,](?P<bullet>(?!))?\s*(?P<text>.*)$", re.IGNORECASE)


def _item_of(text: str) -> re.Match[str] | None:
    """The mark of an item and its text."""
    return _ITEM.match(text) or _ordinal().match(text)


def statement(span: Span) -> Found[DraftValue] | None:
    """The span as a statement, without quotation marks; ``None`` for less than two words."""
    text = _END.sub("", span.text).strip(_QUOTE + " '‘’")
    return Found(text, span, MATCHER) if len(text.split()) >= 2 else None


def statement_after_label(span: Span) -> Found[DraftValue] | None:
    """The mission after a label: `Misi 1: ...`."""
    m = _labelled("missions").match(span.text)
    return statement(span.of(m, "text")) if m and m["text"] else None


# -- vision --------------------------------------------------------------------------------------------------------


def vision(report: Report) -> Found[DraftValue] | None:
    """The organisation's vision: quoted, after a label, or the paragraph that a sentence announces."""
    best: tuple[int, Found[DraftValue]] | None = None
    for stretch in stretches(report):
        own = 2 if _words("vision", "words").search(stretch.heading) else 0
        if _of_others(report, stretch, "vision"):
            continue
        for score, span in _vision_candidates(stretch):
            found = statement(span)
            if found is not None and (best is None or score + own > best[0]):
                best = (score + own, found)
    return best[1] if best else None


def _of_others(report: Report, stretch: Stretch, part: str) -> bool:
    """Whether a stretch of an introduction tells the vision or the missions of the body that the plan serves."""
    introductions = knowledge.toml("plan")["vision"]["introductions"]
    chapter = next((h for h in reversed(report.outline.headings) if h.first < stretch.place and h.level == 1), None)
    heads = f"{chapter.span.text if chapter else ''} {stretch.heading}".casefold()
    if _words(part, "words").search(stretch.heading) or not any(word in heads for word in introductions):
        return False
    return _words("vision", "bodies").search(join(stretch.lines).text) is not None


def _vision_candidates(stretch: Stretch) -> Iterator[tuple[int, Span]]:
    heading, own = stretch.heading, _words("vision", "words")
    if own.search(heading) and not _words("missions", "words").search(heading):
        # the statement alone under `Visi`; a sentence that speaks of the vision is none
        alone = Span(w for x in _paragraph(stretch.lines, 0, fresh=True) for w in x.words)
        begins = alone.text.lstrip(_QUOTE)[:1].isupper() and not _ITEM.match(alone.text)
        if begins and not own.search(alone.text):
            yield 0, alone
    span = join(stretch.lines)
    others = _words("vision", "others")
    for m in _quoted("vision").finditer(span.text):
        yield (1 if others.search(m["mid"]) else 4), span.of(m, "text")
    for n, line in enumerate(stretch.lines):
        labelled = _labelled("vision").match(line.text)
        if labelled and labelled["text"]:
            tail = [line.span.of(labelled, "text"), *(x.span for x in _paragraph(stretch.lines, n + 1))]
            yield 3, join(tail)
        elif labelled or _alone(line, "vision") or _announced(stretch.lines, n, "vision", _nothing_after):
            below = Span(w for x in _paragraph(stretch.lines, n + 1, fresh=True) for w in x.words)
            if below and below.text[0].isupper() and not _ITEM.match(below.text):
                yield (1 if others.search(line.text) else 3), below


def _paragraph(lines: Sequence[Line], first: int, *, fresh: bool = False) -> list[Line]:
    """The lines from ``first`` on up to the paragraph's end. ``fresh`` says that the paragraph begins there."""
    found: list[Line] = []
    for k in range(first, len(lines)):
        line, above = lines[k], lines[k - 1] if k else None
        if _ITEM.match(line.text) or _labelled("missions").match(line.text) or line.text.rstrip().endswith(":"):
            break
        if _alone(line, "vision") or _alone(line, "missions"):
            break
        apart = above is not None and (above.page != line.page or line.box[1] - above.box[3] > 0.9 * line.size)
        if apart and not (fresh and not found):
            break
        found.append(line)
        if sum(len(x.words) for x in found) > _LONGEST:
            return []
        if line.text.rstrip().endswith("."):
            break
    return found


def _alone(line: Line, part: str) -> bool:
    """Whether a line is nothing but the word over what it names."""
    return letters(line.text) in {letters(w) for w in knowledge.toml("plan")[part]["words"]}


def _announced(lines: Sequence[Line], n: int, part: str, rule: Callable[[str, re.Match[str], str], bool]) -> bool:
    """Whether the sentence that ends with line ``n`` announces what ``part`` names."""
    if not _ANNOUNCES.search(lines[n].text):
        return False
    text = " ".join(x.text for x in lines[max(0, n - 4) : n + 1])
    sentence = _SENTENCE.split(text)[-1]
    words = "|".join(_spaced(w) for w in knowledge.toml("plan")[part]["words"])
    found = list(re.finditer(rf"\b(?:{words})\b", sentence, re.IGNORECASE))
    return bool(found) and rule(sentence, found[-1], part)


def _nothing_after(sentence: str, m: re.Match[str], part: str) -> bool:
    """Nothing else is announced after the word: `dalam mewujudkan visi tersebut disusun program:` announces none."""
    rest = sentence[m.end() :]
    lists = knowledge.toml("plan")["missions"]["other_lists"]
    other = re.compile(r"\b(?:" + "|".join(lists) + r")\b", re.IGNORECASE)
    return (
        len(rest.split()) <= 14
        and not other.search(rest)
        and not (part == "vision" and _words("missions", "words").search(rest))
    )


def _nothing_before(sentence: str, m: re.Match[str], part: str) -> bool:
    """Nothing else is announced before the words: `indikator sasaran strategis` are no objectives."""
    lists = knowledge.toml("plan")[part]["other_lists"]
    return not re.search(r"\b(?:" + "|".join(lists) + r")\b", sentence[: m.start()], re.IGNORECASE)


# -- missions and objectives -----------------------------------------------------------------------------------------


def missions(report: Report) -> list[Found[DraftValue]]:
    """The missions that the text lists, best those under a heading or a word of their own, else those after labels
    (`Misi 1 : ...`, `Misi Pertama, ...`), else the quoted one.
    """
    quoted: list[Found[DraftValue]] = []
    labelled: list[Found[DraftValue]] = []
    lists: list[tuple[int, list[Found[DraftValue]]]] = []
    for stretch in stretches(report):
        if _of_others(report, stretch, "missions"):
            continue
        own = _words("missions", "words").search(stretch.heading) is not None
        for n, line in enumerate(stretch.lines):
            announced = _announced(stretch.lines, n, "missions", _nothing_after)
            if (announced or _alone(line, "missions")) and (listed := _items(stretch.lines, n + 1)):
                lists.append((2 + own, listed))
            m = _labelled("missions").match(line.text)
            if m and m["text"]:
                said = line.span.of(m, "text")
                if _ITEM.match(said.text) and (listed := _items((Line(said.words), *stretch.lines[n + 1 :]), 0)):
                    # the list begins in the line of its label: `Misi : 1. ...`
                    lists.append((2 + own, listed))
                parts = [said, *(x.span for x in _paragraph(stretch.lines, n + 1))]
                found = statement(join(parts))
                labelled.extend([found] if found else [])
        if own and not _OTHER_HEADING.search(stretch.heading) and (listed := _items(stretch.lines, 0)):
            lists.append((1, listed))
        span = join(stretch.lines)
        spans = [span.of(m, "text") for m in _quoted("missions").finditer(span.text)]
        quoted.extend(f for s in spans if (f := statement(s)))
    if lists:
        return max(lists, key=lambda found: found[0])[1]
    return distinct(labelled) or quoted[:1]


def objectives(report: Report) -> list[Found[DraftValue]]:
    """The strategic objectives that stand in a list of their own."""
    labelled: list[Found[DraftValue]] = []
    for stretch in stretches(report):
        for n, line in enumerate(stretch.lines):
            if _label_only(line.text):
                below = Span(w for x in _paragraph(stretch.lines, n + 1, fresh=True) for w in x.words)
                found = statement(below)
                labelled.extend([found] if found else _items(stretch.lines, n + 1))
            elif _announced(stretch.lines, n, "objectives", _nothing_before):
                listed = _items(stretch.lines, n + 1)
                if not listed and n == len(stretch.lines) - 1 and isinstance(stretch.after, Table):
                    listed = _listed_in(stretch.after)
                if listed:
                    return listed
    return distinct(labelled)


def _label_only(text: str) -> bool:
    plain = letters(text)
    return ":" in text and any(plain == letters(w) for w in knowledge.toml("plan")["objectives"]["words"])


def _items(lines: Sequence[Line], first: int) -> list[Found[DraftValue]]:
    """The items of the list that begins at ``first``: numbered, lettered or bulleted, wrapped lines hang under them."""
    items: list[list[Span]] = []
    left = text_left = 0.0
    style = ""
    k = first
    while k < len(lines):
        line = lines[k]
        m = _item_of(line.text)
        kind = _style(m)
        if m and (not items or (kind == style and abs(line.box[0] - left) < 2 * line.size)):
            body = line.span.of(m, "text")
            if not m["text"] and k + 1 < len(lines) and not _item_of(lines[k + 1].text):
                k += 1
                body = lines[k].span
            if items and lines[k].page == lines[k - 1].page and line.box[1] - lines[k - 1].box[3] > 4 * line.size:
                break
            style, left = kind, line.box[0]
            text_left = body.box[0] if body else left
            items.append([body])
        elif items and (_hangs(line, m, left, text_left) or _goes_on(lines[k - 1], line)):
            items[-1].append(line.span)
        else:
            break
        k += 1
    if len(items) < 2:
        return []
    return [f for spans in items if (f := statement(join(spans)))]


def _hangs(line: Line, m: re.Match[str] | None, left: float, text_left: float) -> bool:
    """Whether a line belongs to the item above it: under its text, or an item of a list within it."""
    if m:
        return line.box[0] > left + line.size
    return line.box[0] >= text_left - 3 and text_left > left + 2


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line ends the sentence of an item whose first line alone is set in."""
    near = above.page == line.page and line.box[1] - above.box[3] < line.size
    return near and line.text[:1].islower() and not above.text.rstrip().endswith((".", ";", ":"))


def _style(m: re.Match[str] | None) -> str:
    if m is None:
        return ""
    if m["bullet"]:
        return "bullet"
    return "digit" if m["label"].isdecimal() else "letter"


def _listed_in(table: Table) -> list[Found[DraftValue]]:
    """The statements of a table without headings that is a numbered list set in columns, in the order of numbers."""
    if any(h.text.strip() for h in table.header):
        return []
    found: list[tuple[int, Found[DraftValue]]] = []
    for row in table.rows:
        number: int | None = None
        for cell in dict.fromkeys(row):
            text = cell.text.strip()
            if re.fullmatch(r"\d{1,2}\.?", text):
                number = int(text.rstrip("."))
            elif number is not None and (listed := statement(cell.span)):
                found.append((number, listed))
                number = None
            elif text:
                return []
    if len({n for n, _ in found}) == len(found):
        found.sort(key=lambda item: item[0])
    return [f for _, f in found]


def distinct(found: Sequence[Found[DraftValue]]) -> list[Found[DraftValue]]:
    """Without repeated statements, letter by letter; two that differ in a figure alone say two things."""
    seen: dict[str, Found[DraftValue]] = {}
    for f in found:
        text = str(f.value)
        figures = _INNER_FIGURE.findall(text)
        seen.setdefault(" ".join([letters(text), *figures]), f)
    return list(seen.values())
