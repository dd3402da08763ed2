"""Lines of a budget list while it is read: entries with level, number, code and amount, and the list made of them.

Comes in: entries in print order. Goes out: drafts of the contract's Budget with the total that the list prints. Shared
by lists in tables and lists in lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.match.found import DraftValue, Found
from extractor.match.levels import own_level
from extractor.printed import BULLETS
from extractor.read.words import Span
from extractor.records.cell_items import tidy
from extractor.records.levels import code_level
from extractor.sums import is_balance, is_total

MATCHER = "cell"
LEVELS = {"program": "program", "activity": "kegiatan", "sub_activity": "sub_kegiatan"}
_NEXT = {"program": "kegiatan", "kegiatan": "sub_kegiatan"}
"""The level under a level: of `1.1` under `1`."""
NAMES = ("program", "activity", "sub_activity", "line")
_BEGINS = r"(?=[^\W\d_]|\d{1,2}(?:\.\d{1,2}){2})"
"""A name, or the code before it."""
_LEAD = re.compile(
    rf"^\(?(?P<number>\d{{1,2}}|[A-Za-z]|[IVX]{{1,4}})[.)]\s*{_BEGINS}|^(?P<bare>\d{{1,2}}(?:\.\d{{1,2}})?)\.?\s+{_BEGINS}"
)
_HYPHEN = re.compile(r"[-–—]\s+")
BULLET = re.compile(rf"^[{BULLETS}]\s*")
CODE = re.compile(
    r"^(?P<code>(?:\d{1,2}|[xX]{1,2})(?:\.(?:\d{1,2}|\d{4}|[xX]{1,2})){2,6}"
    r"|\d{3}(?:\.\d{2}){1,2}(?:\.[A-Z]{2})?|\d{4}\.[A-Z]{2,3}(?:\.\d{3})?)\.?(?=\s|$)"
)
"""The code of a line, by the nomenclature of regions or that of ministries (`025.04.DB`, `2135.QDB`)."""


@dataclass
class BudgetList:
    """The lines of one list and its total."""

    lines: list[DraftValue] = field(default_factory=list)
    total: Found[DraftValue] | None = None
    program: Found[DraftValue] | None = None
    activity: Found[DraftValue] | None = None
    """The programme and the kegiatan that are open at the end of the list: a table on the next page may go on with
    them.
    """


@dataclass
class Entry:
    """A line of the list as printed; ``level`` is that of its column or heading."""

    name: Span
    amount: Found[int | float] | None
    number: Found[DraftValue] | None = None
    code: Found[DraftValue] | None = None
    funding: Span | None = None
    level: str | None = None
    bullet: bool = False
    actual: Found[int | float] | None = None
    achievement: Found[DraftValue] | None = None


def as_value(found: Found[str] | None) -> Found[DraftValue] | None:
    """The same, as a value of a draft."""
    return None if found is None else Found(found.value, found.span, found.matcher)


def entry_of(span: Span, amount: Found[int | float] | None, level: str | None) -> Entry:
    """A line cut into bullet or number, code and name."""
    entry = Entry(tidy(span) if span else span, amount, level=level)
    bullet = BULLET.match(entry.name.text)
    if bullet:
        entry.bullet, entry.name = True, entry.name.cut(bullet.end())
    code = CODE.match(entry.name.text)
    if code is None:
        lead = _LEAD.match(entry.name.text)
        if lead:
            group = "number" if lead["number"] else "bare"
            entry.number = Found(lead[group], entry.name.of(lead, group), "number")
            entry.name = tidy(entry.name.cut(lead.end()))
            code = CODE.match(entry.name.text)
    if code:
        entry.code = Found(code["code"], entry.name.of(code, "code"), "code")
        entry.name = tidy(entry.name.cut(code.end()))
        if dash := _HYPHEN.match(entry.name.text):
            entry.name = entry.name.cut(dash.end())
    label = re.match(r"(?:program|kegiatan|sub\s*kegiatan)\s*:\s*", entry.name.text, re.IGNORECASE)
    if label:
        entry.level = own_level(label.group()) or entry.level
        entry.name = entry.name.cut(label.end())
    return entry


def listed(entries: list[Entry], above: BudgetList | None = None) -> BudgetList:
    """The entries with levels and programmes, the total taken out."""
    found = BudgetList()
    entries, total = _without_total(_whole(entries))
    if total is not None and total.amount is not None and isinstance(total.amount.value, int):
        found.total = Found(total.amount.value, total.amount.span, total.amount.matcher)
    program, activity = (above.program, above.activity) if above else (None, None)
    levels: dict[str, str] = {}
    for entry in entries:
        own = own_level(entry.name.text)
        level = own if own in LEVELS.values() else None
        if level is None and entry.code is not None:
            level = code_level(str(entry.code.value))
        number = str(entry.number.value) if entry.number else ""
        level = level or _NEXT.get(levels.get(number.rpartition(".")[0], "")) or entry.level
        if level is not None and number:
            levels[number] = level
        name = Found(entry.name.text, entry.name, MATCHER) if entry.name else None
        if entry.amount is None and entry.number is None and name and _again(name, level, program, activity):
            continue  # a print that merges no cells says the programme in every row
        if level == "program":
            program, activity = name, None
        elif level == "kegiatan":
            activity = name
        funding = _unbracketed(tidy(entry.funding)) if entry.funding else None
        found.lines.append(
            {
                "number": entry.number,
                "level": level,
                "program": program if level in ("kegiatan", "sub_kegiatan") else None,
                "activity": activity if level == "sub_kegiatan" else None,
                "name": name,
                "code": entry.code,
                "funding": Found(funding.text, funding, MATCHER) if funding else None,
                "amount": entry.amount,
                "actual": entry.actual,
                "achievement": entry.achievement,
            }
        )
    found.program, found.activity = program, activity
    return found


def _unbracketed(funding: Span) -> Span:
    """A fund source without the brackets around all of it: `(APBD)` behind an amount."""
    bracketed = re.fullmatch(r"\(([^()]+)\)", funding.text)
    return funding.of(bracketed, 1) if bracketed else funding


def _again(
    name: Found[DraftValue], level: str | None, program: Found[DraftValue] | None, activity: Found[DraftValue] | None
) -> bool:
    """Whether a line names the programme, or the kegiatan, that is open."""
    above = {"program": program, "kegiatan": activity}.get(level or "")
    return above is not None and above.value == name.value


def _whole(entries: list[Entry]) -> list[Entry]:
    """Entries that are the rest of the name above joined to it: small first letter, nothing else in the line."""
    whole: list[Entry] = []
    numbered = any(e.number for e in entries)
    lower = _last_lines(entries)
    for k, entry in enumerate(entries):
        bare = entry.number is None and entry.code is None and not entry.bullet
        rest = entry.amount is None and (
            entry.name.text[:1].islower() or (numbered and own_level(entry.name.text) is None)
        )
        late = bool(whole) and whole[-1].amount is None and (not entry.name or k in lower)
        beside = bool(whole) and None not in (levels := {entry.level, whole[-1].level}) and len(levels) > 1
        sums = is_total(entry.name.text) or bool(whole and is_total(whole[-1].name.text))
        if whole and bare and not beside and not sums and (rest or late):
            whole[-1].name = whole[-1].name + entry.name
            whole[-1].amount = whole[-1].amount or entry.amount
            whole[-1].funding = (whole[-1].funding or Span()) + (entry.funding or Span()) or None
            continue
        whole.append(entry)
    return whole


def _last_lines(entries: Sequence[Entry]) -> set[int]:
    """The places of entries that are the last line of the numbered name above, at whose height its amount stands: in a
    list that has a number for each amount but for those right under a number without one, of the same level.
    """
    lower = {
        k
        for k, e in enumerate(entries)
        if e.number is None and e.amount is not None and e.name and not is_total(e.name.text)
    }
    paid = any(e.number is not None and e.amount is not None for e in entries)
    return lower if paid and all(k and _goes_on(entries[k - 1], entries[k]) for k in lower) else set()


def _goes_on(above: Entry, entry: Entry) -> bool:
    """Whether an entry may be the rest of the numbered one above, which has no amount."""
    bare = entry.code is None and not entry.bullet and own_level(entry.name.text) is None
    return bare and above.number is not None and above.amount is None and above.level == entry.level


def _without_total(entries: list[Entry]) -> tuple[list[Entry], Entry | None]:
    """The lines of the list and its sum: labelled (`Jumlah`), or a last amount without a name."""
    lines, totals = [], []
    for entry in entries:
        if is_total(entry.name.text):
            totals.append(entry)
        elif any(map(str.isalpha, entry.name.text)) and not is_balance(entry.name.text):
            lines.append(entry)  # a number and dots are the place for one, in a form
    if totals:
        # sums of parts of the list that come to all its lines are none of the whole
        parts = len(totals) > 1 and _sums(lines, *totals)
        return lines, None if parts else totals[-1]
    last = entries[-1] if entries else None
    if last is not None and not last.name and last.amount is not None and len(lines) > 0:
        return lines, last if all(e.amount for e in lines) or _sums(lines, last) else None
    return lines, None


def _sums(lines: Sequence[Entry], *sums: Entry) -> bool:
    """Whether sums together come to what the lines do."""

    def amount(entries: Sequence[Entry]) -> Decimal:
        return sum((Decimal(str(e.amount.value)) for e in entries if e.amount), Decimal(0))

    return amount(lines) == amount(sums)
