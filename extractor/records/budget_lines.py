"""Budget lists that no table holds: programmes with amounts in lines of text.

Comes in: lines. Goes out: the list, whether it is numbered, labelled, or in sentences that name their level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.blocks import Line
from extractor.match.column_labels import caption_level, match_heading
from extractor.match.found import DraftValue, Found
from extractor.match.levels import own_level
from extractor.match.money import amounts, match_amount
from extractor.printed import ROW_NUMBER
from extractor.read.words import Span, Word, join
from extractor.records.budget_entries import LEVELS, NAMES, BudgetList, Entry, entry_of, listed
from extractor.records.prose_lists import without_saying
from extractor.sums import is_total

_LABEL = re.compile(r"\s*(?:\d{1,2}[.)]\s*)?(?P<label>[^\W\d_][\w /]{2,30}?)\s*[:=]\s*")
_WHOLE = re.compile(
    r"\s*(?:jumlah\s+|total\s+)?(?:pagu|anggaran|alokasi|dana)\b[^:=]{0,60}[:=]\s*(?:Rp\.?\s*)?$", re.IGNORECASE
)
"""The label of an amount that the whole work has."""
_LONGEST_HEADING = 8
"""Words of the longest heading of a list set in plain lines; a sentence has more."""
_IN_WORDS = re.compile(r"[\s.,=-]*(?:$|\([^\W\d_])")
"""What may follow the amount at a line's end: stops, and the amount in words."""
_FAR = 2.5
"""A gap of so many line heights ends a list of plain lines."""


def budget_lines(lines: Sequence[Line]) -> BudgetList:
    """A list set in plain lines under a heading line such as `Program ... Anggaran`; nothing where there is none."""
    entries: list[Entry] = []
    level: str | None = None
    above: Line | None = None
    for line in lines:
        said = _heading(line)
        if said is not None:
            above, level = line, said or level
            continue
        if above is None:
            continue
        found = amounts(line.span)
        amount = found[-1] if found else None
        name = line.span
        funding: Span | None = None
        if amount is not None:
            at = line.words.index(next(w for w in line.words if w.box[0] >= amount.span.words[0].box[0] - 0.01))
            name, after = (
                Span(line.words[:at]),
                [w for w in line.words if w.box[0] >= amount.span.words[-1].box[2] - 0.01],
            )
            funding = Span(after) if after and any(c.isalpha() for w in after for c in w.text) else None
        entry = entry_of(name, amount, level)
        entry.funding = funding
        begins = entry.number is not None or entry.bullet or own_level(entry.name.text) is not None
        far = line.page != above.page or line.box[1] - above.box[3] > _FAR * (line.box[3] - line.box[1])
        above = line
        if far and amount is None and not begins:
            break
        rest = bool(entries) and not begins and not is_total(name.text)
        # the rest of a name, or the amount of the line above
        if rest and (not name or entries[-1].amount is None or amount is None):
            entries[-1].name = entries[-1].name + name if name else entries[-1].name
            entries[-1].amount = entries[-1].amount or amount
            entries[-1].funding = entries[-1].funding or funding
            continue
        if entry.name or entry.amount:
            entries.append(entry)
    return listed([e for e in entries if e.amount is not None or e.number is not None or own_level(e.name.text)])


def numbered_lines(lines: Sequence[Line]) -> BudgetList:
    """A list without any heading: numbered names with an amount at the end of their first or last line, or with number
    and amount in the middle of a name of two lines.
    """
    entries: list[Entry] = []
    above: Line | None = None
    level: str | None = None
    further: list[Span] = []  # the lines of the last name under its number
    over = 0  # those of them that a number in the middle has over it as well
    waiting: Span | None = None  # `JUMLAH Rp.` over its amount
    for line in lines:
        found = amounts(line.span)
        number = ROW_NUMBER.fullmatch(line.words[0].text) if not _begins_with(line, found) else None
        near = _stands_under(above, line) or (bool(entries) and _goes_on_over(above, line, entries[-1]))
        if above is not None and near and not entries:
            level = LEVELS.get(caption_level(above.text) or "")
        above = line
        last = entries[-1] if entries and near else None
        worded = len(line.words) > 2 or (bool(found) and bool(further))
        if number and len(found) < 2 and worded and (last is not None or not entries):
            entry = _row_entry(line, found[0]) if found else entry_of(Span(line.words[1:]), None, None)
            entry.number = Found(number["number"], Span(line.words[:1]).of(number, "number"), "number")
            entry.level = entry.level or level
            middle = not entry.name
            if middle and last is not None:
                # what was taken for the rest of the name above begins this one
                entry.name = join(further[over:])
                last.name = Span(last.name.words[: len(last.name.words) - len(entry.name.words)])
            over = len(further[over:]) if middle else 0
            further = []
            if entry.name:
                entries.append(entry)
        elif last is not None and len(found) == 1 and (waiting or is_total(_before(line, found[0]))):
            entries.append(Entry(waiting or Span(_words_before(line, found[0])), found[0]))
            break
        elif last is not None and not found and last.amount is not None and is_total(line.text):
            waiting = line.span
        elif last is not None and last.amount is None and len(found) == 1:
            last.amount = found[0]
            last.name = last.name + Span(_words_before(line, found[0]))
        elif last is not None and not found and line.box[0] >= last.name.words[0].box[0] - 2:
            name, fund = _beside_amount(line, last)
            last.funding = last.funding + fund if last.funding and fund else last.funding
            last.name = last.name + name
            further.append(name)
        elif any(e.amount for e in entries):
            break
        else:
            entries = []
    entries = [replace(e, name=without_saying(e.name)) for e in entries if e.amount is not None]
    return listed(entries) if len(entries) > 1 or (entries and entries[0].code is not None) else BudgetList()


def _stands_under(above: Line | None, line: Line) -> bool:
    """Whether a line stands close under another one."""
    return above is not None and line.page == above.page and line.box[1] - above.box[3] < _FAR * line.size


def _begins_with(line: Line, found: Sequence[Found[int | float]]) -> bool:
    """Whether an amount is the first word of a line, which looks like a number in steps: `38.017.849`."""
    return bool(found) and found[0].span.words[0] is line.words[0]


def _goes_on_over(above: Line | None, line: Line, last: Entry) -> bool:
    """Whether a list goes on at the top of a further page: with the next number and an amount."""
    number = ROW_NUMBER.fullmatch(line.words[0].text)
    if above is None or line.page != above.page + 1 or number is None or last.number is None or not amounts(line.span):
        return False
    return number["number"].isdigit() and last.number.value == str(int(number["number"]) - 1)


def _beside_amount(line: Line, last: Entry) -> tuple[Span, Span]:
    """A wrapped line's rest of the name, and of the source of funds that begins right of the amount."""
    if last.funding is None or last.amount is None:
        return line.span, Span()
    right = last.amount.span.words[-1].box[2]
    fund = [w for w in line.words if w.box[0] >= right - 0.1]
    return Span(w for w in line.words if w not in fund), Span(fund)


def _row_entry(line: Line, amount: Found[int | float]) -> Entry:
    """A numbered line with an amount: the name before it, the source of funds after it."""
    first, last = amount.span.words[0].box[0], amount.span.words[-1].box[2]
    entry = entry_of(Span(w for w in line.words[1:] if w.box[2] <= first + 0.1), amount, None)
    after = Span(w for w in line.words if w.box[0] >= last - 0.1)
    entry.funding = after if any(c.isalpha() for c in after.text) else None
    return entry


def _words_before(line: Line, amount: Found[int | float]) -> list[Word]:
    return [w for w in line.words if w.box[2] < amount.span.words[0].box[0]]


def _before(line: Line, amount: Found[int | float]) -> str:
    return Span(_words_before(line, amount)).text


def labelled_lines(lines: Sequence[Line]) -> BudgetList:
    """Lines such as `Kegiatan : ...` and `Anggaran : Rp ...` without a list."""
    entries: list[Entry] = []
    above: Line | None = None
    for line in lines:
        m = _LABEL.match(line.text)
        meaning = match_heading(m["label"]) if m else None
        rest = line.span.cut(m.end()) if m else line.span
        # `Alokasi anggaran : Program Air Bersih Rp 5.000.000`
        own = _own_amount(Line(rest.words) if meaning == "budget" and rest else line)
        if own is not None:
            entries.append(own)
            above = None
            continue
        near = above is not None and line.page == above.page and line.box[1] - above.box[3] < line.box[3] - line.box[1]
        if meaning in LEVELS and rest:
            entries.append(entry_of(rest, None, LEVELS[meaning]))
        elif meaning == "budget" and entries and entries[-1].amount is None and m and not is_total(m["label"]):
            entries[-1].amount = match_amount(rest)
        elif above is not None and near and m is None and entries and entries[-1].amount is None:
            entries[-1].name = entries[-1].name + rest
            above = line
            continue
        above = line if meaning in LEVELS else None
    return listed([e for e in entries if e.amount is not None])


def programme_lines(lines: Sequence[Line]) -> BudgetList:
    """Programmes and kegiatan with their amounts, listed among the text of a report: two lines and more that name their
    level and end with an amount of money, the first or the second line of each.
    """
    entries: list[Entry] = []
    above: Line | None = None
    for line in lines:
        near = above is not None and line.page == above.page and line.box[1] - above.box[3] < line.size
        whole = Line((*above.words, *line.words)) if above is not None and near and not _names_level(line) else line
        own = _own_amount(whole)
        if own is not None:
            entries.append(own)
        above = line if own is None and _names_level(line) else None
    return listed(entries) if len(entries) > 1 else BudgetList()


def _own_amount(line: Line) -> Entry | None:
    """`Program Air Bersih : Rp 5.000.000`: a line that names its level and ends with an amount of money, which may be
    said in words as well.
    """
    found = amounts(line.span)
    if len(found) != 1 or not _names_level(line):
        return None
    money = found[0].span.text
    at = re.search(r"[\s.:=]*$", line.text[: line.text.find(money)])
    after = line.text[line.text.find(money) + len(money) :]
    if at is None or not _IN_WORDS.match(after) or not re.match(r"rp", money, re.IGNORECASE):
        return None
    entry = entry_of(line.span.cut(0, at.start()), found[0], None)
    return entry if len(entry.name) > 1 else None


def _names_level(line: Line) -> bool:
    """Whether a line begins with the word for a level: `Program`, `2. Kegiatan`."""
    return own_level(line.text) in LEVELS.values()


def stated_total(lines: Sequence[Line]) -> Found[DraftValue] | None:
    """The total in a line of its own outside the list (`Jumlah Anggaran : Rp ...`), or the one amount that a line says
    the whole work has (`Anggaran Kelurahan Tahun 2041 : Rp ...`).
    """
    labelled: list[Found[DraftValue]] = []
    for line in lines:
        found = amounts(line.span)
        if len(found) != 1 or not isinstance(found[0].value, int):
            continue
        label = line.text[: line.text.find(found[0].span.words[0].text)]
        total = Found[DraftValue](found[0].value, found[0].span, "money")
        if is_total(label):
            return total
        if _WHOLE.match(label):
            labelled.append(total)
    return labelled[0] if len(labelled) == 1 else None


def _heading(line: Line) -> str | None:
    """The level that a heading line of a list names (empty when none); ``None`` for other lines."""
    if amounts(line.span):
        return None
    parts = line.segments()
    if len(parts) < 2 or any(len(part.words) > _LONGEST_HEADING for part in parts):
        return None
    meanings = [match_heading(part.text) for part in parts]
    if "budget" in meanings and any(m in NAMES for m in meanings):
        return next((LEVELS[m] for m in meanings if m in LEVELS), "")
    return None
