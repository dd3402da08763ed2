"""From lists of programmes and activities to budget lines and the total.

Comes in: the columns of a table that names programmes or activities beside amounts. Goes out: drafts of the contract's
Budget and the total that the list prints. A line printed without an amount keeps ``amount`` null; the total is read,
never computed. Apart from the indicators because a list has lines of several levels and a sum.

    columns = read_columns(table)
    if is_budget_table(columns):
        found = budgets(columns)      # found.lines, found.total
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.layout.blocks import Line
from extractor.match.column import Columns
from extractor.match.column_labels import caption_level, match_heading
from extractor.match.found import DraftValue, Found
from extractor.match.levels import own_level
from extractor.match.money import amounts, is_total, match_amount, times
from extractor.match.target import match_rate
from extractor.printed import BULLETS, ROW_NUMBER
from extractor.read.words import Span, join
from extractor.records.cell_items import down, items, placed, tidy
from extractor.records.funds import amount_columns, row_amount, total_columns
from extractor.records.lead_in import nested
from extractor.records.levels import code_level
from extractor.records.prose_lists import without_saying
from extractor.records.table_rows import Row, table_rows

MATCHER = "cell"
LEVELS = {"program": "program", "activity": "kegiatan", "sub_activity": "sub_kegiatan"}
_NAMES = ("program", "activity", "sub_activity", "line")
_BEGINS = r"(?=[^\W\d_]|\d{1,2}(?:\.\d{1,2}){2})"
"""A name, or the code before it."""
_LEAD = re.compile(rf"^\(?(?P<number>\d{{1,2}}|[A-Za-z]|[IVX]{{1,4}})[.)]\s*{_BEGINS}|^(?P<bare>\d{{1,2}})\s+{_BEGINS}")
_HYPHEN = re.compile(r"[-–—]\s+")
_BULLET = re.compile(rf"^[{BULLETS}]\s*")
_CODE = re.compile(r"^(?P<code>(?:\d{1,2}|[xX]{1,2})(?:\.(?:\d{1,2}|\d{4}|[xX]{1,2})){2,6})\.?(?=\s|$)")
_DASH = re.compile(r"^[\s\-–—.]*$")
_LABEL = re.compile(r"\s*(?:\d{1,2}[.)]\s*)?(?P<label>[^\W\d_][\w /]{2,30}?)\s*[:=]\s*")
_FIGURE = re.compile(r"\d")
_FUND_WORDS = 3
"""Words of the longest source of funds beside an amount."""
_LONGEST_HEADING = 8
"""Words of the longest heading of a list set in plain lines; a sentence has more."""
_FAR = 2.5
"""A gap of so many line heights ends a list of plain lines."""


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
class _Entry:
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


def is_budget_table(columns: Columns) -> bool:
    """Whether a table lists programmes or activities with amounts and no indicators.

    A column that is filled with other things than amounts is none of amounts (`Jumlah` over `3 boks` in a list of
    files); one that is empty is: a line printed without an amount stays a line.
    """
    if not (columns.has("budget") and columns.has(*_NAMES)) or columns.has("name", "target"):
        return False
    filled = [row[k].span for k in columns.at("budget") for row in columns.rows if _FIGURE.search(row[k].text)]
    return not filled or any(amounts(span) or match_amount(span) is not None for span in filled)


def budgets(columns: Columns, above: BudgetList | None = None) -> BudgetList:
    """The lines and the total of a list; ``above`` is the list of the table before, where this one goes on with it."""
    entries: list[_Entry] = []
    for row in table_rows(columns):
        entries += _entries(columns, row)
    found = _listed(entries, above)
    found.total = found.total or _column_total(columns)
    return found


def budget_lines(lines: Sequence[Line]) -> BudgetList:
    """A list set in plain lines under a heading line such as `Program ... Anggaran`; nothing where there is none."""
    entries: list[_Entry] = []
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
        entry = _entry(name, amount, level)
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
    return _listed([e for e in entries if e.amount is not None or e.number is not None or own_level(e.name.text)])


def numbered_lines(lines: Sequence[Line]) -> BudgetList:
    """A list without any heading: numbered names with an amount at the end of their first or last line."""
    entries: list[_Entry] = []
    above: Line | None = None
    level: str | None = None
    for line in lines:
        number = ROW_NUMBER.fullmatch(line.words[0].text)
        found = amounts(line.span)
        near = above is not None and line.page == above.page and line.box[1] - above.box[3] < _FAR * line.size
        if above is not None and near and not entries:
            level = LEVELS.get(caption_level(above.text) or "")
        above = line
        last = entries[-1] if entries and near else None
        if number and len(found) < 2 and len(line.words) > 2 and (last is not None or not entries):
            entry = _row_entry(line, found[0]) if found else _entry(Span(line.words[1:]), None, None)
            entry.number = Found(number["number"], Span(line.words[:1]).of(number, "number"), "number")
            entry.level = entry.level or level
            entries.append(entry)
        elif last is not None and len(found) == 1 and is_total(_before(line, found[0])):
            entries.append(_Entry(Span(w for w in line.words if w.box[2] < found[0].span.words[0].box[0]), found[0]))
            break
        elif last is not None and last.amount is None and len(found) == 1:
            last.amount = found[0]
            last.name = last.name + Span(w for w in line.words if w.box[2] < found[0].span.words[0].box[0])
        elif last is not None and not found and line.box[0] >= last.name.words[0].box[0] - 2:
            last.name = last.name + line.span
        elif any(e.amount for e in entries):
            break
        else:
            entries = []
    entries = [replace(e, name=without_saying(e.name)) for e in entries if e.amount is not None]
    coded = len(entries) == 1 and entries[0].code is not None
    return _listed(entries) if len(entries) > 1 or coded else BudgetList()


def _row_entry(line: Line, amount: Found[int | float]) -> _Entry:
    """A numbered line with an amount: the name before it, the source of funds after it."""
    first, last = amount.span.words[0].box[0], amount.span.words[-1].box[2]
    entry = _entry(Span(w for w in line.words[1:] if w.box[2] <= first + 0.1), amount, None)
    after = Span(w for w in line.words if w.box[0] >= last - 0.1)
    entry.funding = after if any(c.isalpha() for c in after.text) else None
    return entry


def _before(line: Line, amount: Found[int | float]) -> str:
    return Span(w for w in line.words if w.box[2] < amount.span.words[0].box[0]).text


def labelled_lines(lines: Sequence[Line]) -> BudgetList:
    """Lines such as `Kegiatan : ...` and `Anggaran : Rp ...` without a list."""
    entries: list[_Entry] = []
    above: Line | None = None
    for line in lines:
        own = _own_amount(line)
        if own is not None:
            entries.append(own)
            above = None
            continue
        m = _LABEL.match(line.text)
        meaning = match_heading(m["label"]) if m else None
        rest = line.span.cut(m.end()) if m else line.span
        near = above is not None and line.page == above.page and line.box[1] - above.box[3] < line.box[3] - line.box[1]
        if meaning in LEVELS and rest:
            entries.append(_entry(rest, None, LEVELS[meaning]))
        elif meaning == "budget" and entries and entries[-1].amount is None and m and not is_total(m["label"]):
            entries[-1].amount = match_amount(rest)
        elif above is not None and near and m is None and entries and entries[-1].amount is None:
            entries[-1].name = entries[-1].name + rest
            above = line
            continue
        above = line if meaning in LEVELS else None
    return _listed([e for e in entries if e.amount is not None])


def programme_lines(lines: Sequence[Line]) -> BudgetList:
    """Programmes and kegiatan with their amounts, listed among the text of a report: two lines and more that name their
    level and end with an amount of money, the first or the second line of each.
    """
    entries: list[_Entry] = []
    above: Line | None = None
    for line in lines:
        near = above is not None and line.page == above.page and line.box[1] - above.box[3] < line.size
        whole = Line((*above.words, *line.words)) if above is not None and near and not _names_level(line) else line
        own = _own_amount(whole)
        if own is not None:
            entries.append(own)
        above = line if own is None and _names_level(line) else None
    return _listed(entries) if len(entries) > 1 else BudgetList()


def _own_amount(line: Line) -> _Entry | None:
    """`Program Air Bersih : Rp 5.000.000`: a line that names its level and ends with an amount of money."""
    found = amounts(line.span)
    if len(found) != 1 or not _names_level(line):
        return None
    money = found[0].span.text
    at = re.search(r"[\s.:=]*$", line.text[: line.text.find(money)])
    if (
        at is None
        or not line.text.rstrip(" .-").endswith(money.rstrip(" .-"))
        or not re.match(r"rp", money, re.IGNORECASE)
    ):
        return None
    entry = _entry(line.span.cut(0, at.start()), found[0], None)
    return entry if len(entry.name) > 1 else None


def _names_level(line: Line) -> bool:
    """Whether a line begins with the word for a level: `Program`, `2. Kegiatan`."""
    return own_level(line.text) in LEVELS.values()


def stated_total(lines: Sequence[Line]) -> Found[DraftValue] | None:
    """The total in a line of its own outside the list (`Jumlah Anggaran : Rp ...`)."""
    for line in lines:
        found = amounts(line.span)
        if (
            len(found) == 1
            and isinstance(found[0].value, int)
            and is_total(line.text[: line.text.find(found[0].span.words[0].text)])
        ):
            return Found(found[0].value, found[0].span, "money")
    return None


def _heading(line: Line) -> str | None:
    """The level that a heading line of a list names (empty when none); ``None`` for other lines."""
    if amounts(line.span):
        return None
    parts = line.segments()
    if len(parts) < 2 or any(len(part.words) > _LONGEST_HEADING for part in parts):
        return None
    meanings = [match_heading(part.text) for part in parts]
    if "budget" in meanings and any(m in _NAMES for m in meanings):
        return next((LEVELS[m] for m in meanings if m in LEVELS), "")
    return None


def _entries(columns: Columns, row: Row) -> list[_Entry]:
    """The lines of a row: mostly one, more where a cell holds several, numbered, with as many amounts."""
    budget = amount_columns(columns)
    amount = row_amount(columns, row, budget, fresh=True)
    funding = next((row.cells[k].span for k in columns.at("funding", "notes") if row.own(k) and row.text(k)), None)
    if amount is None and funding is not None:
        amount, funding = _glued(funding)
    if amount is None and funding is None:
        amount, funding = _with_fund(row, budget)
    names = [k for k in columns.at(*_NAMES) if row.own(k) and row.fresh[k] and row.text(k)]
    if amount is None and any(is_total(row.text(k)) for k in range(len(row.cells)) if row.own(k)):
        # the place and date under a list without lines may stand in the cell of its sum
        sums = [f for k in budget if row.own(k) and row.fresh[k] for f in amounts(row.cells[k].span)]
        amount = sums[0] if len(sums) == 1 else None
    number = _number(columns, row)
    code = _code(columns, row)
    if number is not None and code is None and _CODE.fullmatch(str(number.value)):
        number, code = None, number  # a column of numbers that holds codes
    if not names:
        label = next(
            (row.cells[k].span for k in range(len(row.cells)) if row.own(k) and row.fresh[k] and is_total(row.text(k))),
            Span(),
        )
        return [_Entry(label, amount, None)] if amount is not None else []
    if len(names) == 1 and (shifted := _shifted(row, names[0], budget, _column_level(columns, names[0]))) is not None:
        return [shifted]
    several = _several(row, names[-1], budget) if len(names) == 1 and number is None else []
    several = several or (_storeyed(row, names[-1], budget) if len(names) == 1 else [])
    if several:
        several[0].number = number or several[0].number
        for entry in several:
            entry.level = _column_level(columns, names[-1])
            entry.funding = funding if entry.amount is not None else None
        return several
    found = []
    for k in names:
        last = k == names[-1]
        entry = _entry(row.cells[k].span, amount if last else _group_sum(columns, row, k), _column_level(columns, k))
        entry.number = number if number is not None and k == names[0] else entry.number
        entry.bullet = entry.bullet or (k == names[0] and _bulleted(columns, row))
        if last:
            entry.funding = funding if funding is not None and not _DASH.match(funding.text) else None
            entry.actual, entry.achievement = _spent(columns, row)
            if entry.code is None:
                entry.code = code
        found.append(entry)
    return found


def _shifted(row: Row, name: int, budget: Sequence[int], level: str | None) -> _Entry | None:
    """The line of a list whose headings stand one tab stop too far left: its number under `Program`, its name and its
    amount under `Anggaran`.
    """
    m = ROW_NUMBER.fullmatch(row.text(name))
    if m is None or len(budget) != 1 or not row.own(budget[0]):
        return None
    span = row.cells[budget[0]].span
    found = amounts(span)
    at = span.text.find(found[0].span.text) if len(found) == 1 else 0
    if at <= 0 or not any(c.isalpha() for c in span.text[:at]):
        return None
    entry = _entry(without_saying(span.cut(0, at)), found[0], level)
    entry.number = Found(m["number"], row.cells[name].span.of(m, "number"), "number")
    return entry


def _group_sum(columns: Columns, row: Row, k: int) -> Found[int | float] | None:
    """The sum of a group of lines, in a column of sums, merged over the same rows as the group's name."""
    for at in total_columns(columns, columns.at("budget")):
        if row.own(at) and row.fresh[at] and row.cells[at].row_span == row.cells[k].row_span:
            return times(match_amount(row.cells[at].span), columns.columns[at].scale)
    return None


def _code(columns: Columns, row: Row) -> Found[DraftValue] | None:
    """The code of a line; its segments may stand in a column each (`5 | 1 | 02`)."""
    spans = [row.cells[k].span for k in columns.at("code") if row.own(k) and row.fresh[k] and row.text(k)]
    if not spans:
        return None
    return Found(".".join(span.text.strip(" .") for span in spans), join(spans), MATCHER)


def _several(row: Row, name: int, budget: Sequence[int]) -> list[_Entry]:
    """`1. Program A 2. Program B` in one cell beside two amounts in another."""
    cells = items(row.cells[name])
    found = [f for k in budget if row.own(k) for line in row.cells[k].lines for f in amounts(line.span)]
    if len(cells) < 2 or len(found) != len(cells):
        return []
    return [_Entry(i.span, f, _as_value(i.number)) for i, f in zip(cells, found, strict=True)]


def _storeyed(row: Row, name: int, budget: Sequence[int]) -> list[_Entry]:
    """`1. Program A` over `- Kegiatan B` in one cell: each amount is that of the line beside which it stands."""
    texts = nested(row.cells[name])
    levels = [own_level(item.span.text) for _, item in texts]
    if len(texts) < 2 or any(level not in LEVELS.values() for level in levels) or len(set(levels)) == 1:
        return []
    entries = [_Entry(item.span, None, _as_value(item.number)) for _, item in texts]
    if not placed(row.cells[name]):
        return []
    for amount in (f for k in budget if row.own(k) for line in row.cells[k].lines for f in amounts(line.span)):
        word = amount.span.words[0]
        middle = down(word) + (word.box[3] - word.box[1]) / 2
        entry = entries[max((k for k, (_, item) in enumerate(texts) if item.top <= middle), default=0)]
        if entry.amount is not None:
            return []
        entry.amount = amount
    return entries


def _as_value(found: Found[str] | None) -> Found[DraftValue] | None:
    return None if found is None else Found(found.value, found.span, found.matcher)


def _glued(funding: Span) -> tuple[Found[int | float] | None, Span | None]:
    """The amount that is printed so far right that it begins the cell of the source of funds, and the source."""
    found = amounts(funding)
    if len(found) != 1 or not found[0].span.words or found[0].span.words[0].box != funding.words[0].box:
        return None, funding
    at = funding.text.find(found[0].span.text) + len(found[0].span.text)
    return found[0], funding.cut(at) or None


def _with_fund(row: Row, budget: Sequence[int]) -> tuple[Found[int | float] | None, Span | None]:
    """The amount of a cell that goes on with the source of funds, no white between the two: `Rp 5.000.000 DAK`."""
    cells = [row.cells[k].span for k in budget if row.own(k) and row.fresh[k] and row.text(k)]
    amount, rest = _glued(cells[0]) if len(cells) == 1 else (None, None)
    short = rest is not None and len(rest.words) <= _FUND_WORDS and not _FIGURE.search(rest.text)
    return (amount, rest) if short and amount is not None else (None, None)


def _column_total(columns: Columns) -> Found[DraftValue] | None:
    """The one sum that a column of sums prints for the whole list."""
    sums = total_columns(columns, columns.at("budget"))
    if len(columns.at(*_NAMES)) > 1:
        return None  # the sum of the one group is that of its name
    spans = {id(row[k]): row[k].span for k in sums for row in columns.rows if row[k].text.strip()}
    if len(spans) != 1:
        return None
    amount = match_amount(next(iter(spans.values())))
    return Found(amount.value, amount.span, amount.matcher) if amount and isinstance(amount.value, int) else None


def _column_level(columns: Columns, k: int) -> str | None:
    """What the heading of a column says of lines that do not name their level: of two levels the lower one."""
    column = columns.columns[k]
    if column.meaning == "line" and len(set(column.levels)) == 2:
        return LEVELS.get(column.levels[-1])
    return LEVELS.get(column.meaning)


def _number(columns: Columns, row: Row) -> Found[DraftValue] | None:
    for k in columns.at("row"):
        m = ROW_NUMBER.fullmatch(row.text(k)) if row.own(k) and row.fresh[k] else None
        if m:
            return Found(
                m["number"], row.cells[k].span.of(re.search(re.escape(m["number"]), row.cells[k].text) or m), "number"
            )
    return None


def _spent(columns: Columns, row: Row) -> tuple[Found[int | float] | None, Found[DraftValue] | None]:
    """What was spent of the amount, and the rate."""
    actual = [row.cells[k].span for k in columns.at("spent", "actual") if row.own(k) and row.fresh[k]]
    rates = [row.cells[k].span for k in columns.at("achievement") if row.own(k) and row.fresh[k]]
    scale = next((columns.columns[k].scale for k in columns.at("spent", "actual")), 1)
    return times(match_amount(join(actual)), scale) if actual else None, match_rate(rates[0]) if rates and rates[
        0
    ] else None


def _bulleted(columns: Columns, row: Row) -> bool:
    return any(_BULLET.fullmatch(row.text(k)) for k in columns.at("row") if row.own(k))


def _entry(span: Span, amount: Found[int | float] | None, level: str | None) -> _Entry:
    """A line cut into bullet or number, code and name."""
    entry = _Entry(tidy(span) if span else span, amount, level=level)
    bullet = _BULLET.match(entry.name.text)
    if bullet:
        entry.bullet, entry.name = True, entry.name.cut(bullet.end())
    code = _CODE.match(entry.name.text)
    if code is None:
        lead = _LEAD.match(entry.name.text)
        if lead:
            group = "number" if lead["number"] else "bare"
            entry.number = Found(lead[group], entry.name.of(lead, group), "number")
            entry.name = tidy(entry.name.cut(lead.end()))
            code = _CODE.match(entry.name.text)
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


def _listed(entries: list[_Entry], above: BudgetList | None = None) -> BudgetList:
    """The entries with levels and programmes, the total taken out."""
    found = BudgetList()
    entries, total = _without_total(_whole(entries))
    if total is not None and total.amount is not None and isinstance(total.amount.value, int):
        found.total = Found(total.amount.value, total.amount.span, total.amount.matcher)
    program, activity = (above.program, above.activity) if above else (None, None)
    for entry in entries:
        own = own_level(entry.name.text)
        level = own if own in LEVELS.values() else None
        if level is None and entry.code is not None:
            level = code_level(str(entry.code.value))
        level = level or entry.level
        name = Found(entry.name.text, entry.name, MATCHER) if entry.name else None
        if level == "program":
            program, activity = name, None
        elif level == "kegiatan":
            activity = name
        funding = tidy(entry.funding) if entry.funding else None
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


def _whole(entries: list[_Entry]) -> list[_Entry]:
    """Entries that are the rest of the name above joined to it: small first letter, nothing else in the line."""
    whole: list[_Entry] = []
    numbered = any(e.number for e in entries)
    for entry in entries:
        bare = entry.number is None and entry.code is None and not entry.bullet
        rest = entry.amount is None and (
            entry.name.text[:1].islower() or (numbered and own_level(entry.name.text) is None)
        )
        late = bool(whole) and not entry.name and whole[-1].amount is None
        if whole and bare and not is_total(entry.name.text) and (rest or late):
            whole[-1].name = whole[-1].name + entry.name
            whole[-1].amount = whole[-1].amount or entry.amount
            whole[-1].funding = whole[-1].funding or entry.funding
            continue
        whole.append(entry)
    return whole


def _without_total(entries: list[_Entry]) -> tuple[list[_Entry], _Entry | None]:
    """The lines of the list and its sum: labelled (`Jumlah`), or a last amount without a name."""
    lines, totals = [], []
    for entry in entries:
        if is_total(entry.name.text):
            totals.append(entry)
        elif entry.name:
            lines.append(entry)
    if totals:
        return lines, totals[-1]
    last = entries[-1] if entries else None
    if last is not None and not last.name and last.amount is not None and len(lines) > 0:
        return lines, last if all(e.amount for e in lines) or _sums(lines, last) else None
    return lines, None


def _sums(lines: Sequence[_Entry], last: _Entry) -> bool:
    assert last.amount is not None
    return sum(Decimal(str(e.amount.value)) for e in lines if e.amount) == Decimal(str(last.amount.value))
