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

from extractor.layout.blocks import Cell
from extractor.match.column import Columns
from extractor.match.column_labels import label_meaning
from extractor.match.found import DraftValue, Found
from extractor.match.levels import own_level
from extractor.match.money import amounts, match_amount
from extractor.match.target import match_rate
from extractor.printed import ROW_NUMBER
from extractor.read.words import Span, join
from extractor.records.budget_entries import (
    BULLET,
    CODE,
    LEVELS,
    MATCHER,
    NAMES,
    BudgetList,
    Entry,
    as_value,
    entry_of,
    listed,
)
from extractor.records.cell_items import down, items, placed
from extractor.records.funds import amount_columns, row_amount, total_columns
from extractor.records.lead_in import nested
from extractor.records.prose_lists import without_saying
from extractor.records.table_rows import Row, table_rows
from extractor.sums import is_total

_STATEMENTS = ("mission", "goal", "objective")
_DASH = re.compile(r"^[\s\-–—.]*$")
_FIGURE = re.compile(r"\d")
_NUMBERED_CODE = re.compile(r"(?P<number>\d{1,2})[.)]?\s+(?P<code>\d{1,2}(?:\.\d{1,4}){2,})")
"""The number of a line and its code in one cell: `1. 5.03.01`."""
_ASIDE = 0.5
"""Type sizes of white between a number and the name beside it: more than a blank."""
_FUND_WORDS = 3
"""Words of the longest source of funds beside an amount."""


def is_budget_table(columns: Columns) -> bool:
    """Whether a table lists programmes or activities with amounts and no indicators.

    A column that is filled with other things than amounts is none of amounts (`Jumlah` over `3 boks` in a list of
    files); one that is empty is: a line printed without an amount stays a line.
    """
    if not (columns.has("budget") and columns.has(*NAMES)) or columns.has("name"):
        return False
    filled = [row[k].span for k in columns.at("budget") for row in columns.rows if _FIGURE.search(row[k].text)]
    return not filled or any(amounts(span) or match_amount(span) is not None for span in filled)


def budgets(columns: Columns, above: BudgetList | None = None) -> BudgetList:
    """The lines and the total of a list; ``above`` is the list of the table before, where this one goes on with it."""
    entries: list[Entry] = []
    rows = table_rows(columns)
    each = _number_amounts(columns, rows)
    for row in rows:
        entries += _entries(columns, row, each=each)
    _part_levels(columns, entries)
    found = listed(entries, above)
    found.total = found.total or _column_total(columns)
    return found


def _part_levels(columns: Columns, entries: Sequence[Entry]) -> None:
    """Gives lines with numbers the upper of two levels that the heading names, where those with letters stand under
    them: `Kegiatan dan Sub Kegiatan` over `1.`, `a.`, `b.`.
    """
    column = next((c for c in columns.columns if c.meaning == "line" and len(set(c.levels)) == 2), None)
    marks = [str(e.number.value) if e.number is not None else "" for e in entries if e.name]
    if column is None or not all(marks) or not marks or not marks[0].isdigit():
        return
    if not any(map(str.isalpha, marks)):
        return
    for entry in entries:
        if entry.number is not None and str(entry.number.value).isdigit():
            entry.level = LEVELS.get(column.levels[0])


def _number_amounts(columns: Columns, rows: Sequence[Row]) -> bool:
    """Whether every row with an amount has a number of its own: they number what the amounts are for, not the
    programmes that stand left of it over several rows.
    """
    paid = [r for r in rows if any(r.own(k) and r.fresh[k] and _FIGURE.search(r.text(k)) for k in columns.at("budget"))]
    paid = [r for r in paid if any(r.own(k) and r.fresh[k] and r.text(k) for k in columns.at(*NAMES)[-1:])]
    return len(paid) > 1 and all(_number(columns, row) is not None for row in paid)


def _entries(columns: Columns, row: Row, *, each: bool = False) -> list[Entry]:
    """The lines of a row: mostly one, more where a cell holds several, numbered, with as many amounts. ``each``: the
    numbers are those of the amounts.
    """
    if _is_band(row):
        return []
    budget = amount_columns(columns)
    amount = row_amount(columns, row, budget, fresh=True)
    funding = next((row.cells[k].span for k in columns.at("funding", "notes") if row.own(k) and row.text(k)), None)
    if amount is None and funding is not None:
        amount, funding = _glued(funding)
    if amount is None and funding is None:
        amount, funding = _with_fund(row, budget)
    names = [k for k in columns.at(*NAMES) if row.own(k) and row.fresh[k] and row.text(k)]
    if amount is None and any(is_total(row.text(k)) for k in range(len(row.cells)) if row.own(k)):
        # the place and date under a list without lines may stand in the cell of its sum
        sums = [f for k in budget if row.own(k) and row.fresh[k] for f in amounts(row.cells[k].span)]
        amount = sums[0] if len(sums) == 1 else None
    if amount is None:
        amount = _summed(columns, row, budget)
    number = _number(columns, row)
    code = _code(columns, row)
    if number is not None and code is None and CODE.fullmatch(str(number.value)):
        number, code = None, number  # a column of numbers that holds codes
    if not names:
        label = next(
            (row.cells[k].span for k in range(len(row.cells)) if row.own(k) and row.fresh[k] and is_total(row.text(k))),
            Span(),
        )
        return [Entry(label, amount, None)] if amount is not None else []
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
        aside, name = _number_aside(row.cells[k])
        entry = entry_of(name, amount if last else _group_sum(columns, row, k), _column_level(columns, k))
        entry.number = entry.number or aside
        entry.number = number if number is not None and k == names[-1 if each else 0] else entry.number
        entry.bullet = entry.bullet or (k == names[0] and _bulleted(columns, row))
        if last:
            entry.funding = funding if funding is not None and not _DASH.match(funding.text) else None
            entry.actual, entry.achievement = _spent(columns, row)
            if entry.code is None:
                entry.code = code
        found.append(entry)
    return found


def _is_band(row: Row) -> bool:
    """Whether a row is what the lines under it serve, beside its label: `Sasaran 2 | Meningkatnya mutu taman`."""
    filled = [k for k in range(len(row.cells)) if row.fresh[k] and row.text(k)]
    if len(filled) != 2 or 2 * row.cells[filled[1]].column_span <= len(row.cells):
        return False
    return label_meaning(row.text(filled[0]).rstrip(" .:0123456789")) in _STATEMENTS


def _number_aside(cell: Cell) -> tuple[Found[DraftValue] | None, Span]:
    """The number that stands left of all lines of a name, at the height of their middle, and the name without it: a
    list of one row has no column of numbers.
    """
    words = cell.span.words
    first = min(words, key=lambda w: w.box[0])
    m = ROW_NUMBER.fullmatch(first.text)
    rest = [w for w in words if w is not first]
    if (
        m is None
        or first is words[0]
        or not placed(cell)
        or min(w.box[0] for w in rest) - first.box[2] < _ASIDE * first.size
    ):
        return None, cell.span
    return Found(m["number"], Span([first]).of(m, "number"), "number"), Span(rest)


def _shifted(row: Row, name: int, budget: Sequence[int], level: str | None) -> Entry | None:
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
    entry = entry_of(without_saying(span.cut(0, at)), found[0], level)
    entry.number = Found(m["number"], row.cells[name].span.of(m, "number"), "number")
    return entry


def _group_sum(columns: Columns, row: Row, k: int) -> Found[int | float] | None:
    """The sum of a group of lines, in a column of sums, merged over the same rows as the group's name."""
    for at in total_columns(columns, columns.at("budget")):
        if row.own(at) and row.fresh[at] and row.cells[at].row_span == row.cells[k].row_span:
            return match_amount(row.cells[at].span, columns.columns[at].scale)
    return None


def _code(columns: Columns, row: Row) -> Found[DraftValue] | None:
    """The code of a line; its segments may stand in a column each (`5 | 1 | 02`). Of codes before several columns of
    names it is the last.
    """
    places = columns.at("code")
    lasts = [k for k in places if k + 1 not in places]
    if len(lasts) > 1:
        places = [k for k in places if k > lasts[-2]]
    spans = [row.cells[k].span for k in places if row.own(k) and row.fresh[k] and row.text(k)]
    if not spans:
        return None
    if len(spans) == 1 and (numbered := _NUMBERED_CODE.fullmatch(spans[0].text)):
        spans = [spans[0].of(numbered, "code")]
    return Found(".".join(span.text.strip(" .") for span in spans), join(spans), MATCHER)


def _several(row: Row, name: int, budget: Sequence[int]) -> list[Entry]:
    """`1. Program A 2. Program B` in one cell beside two amounts in another."""
    cells = items(row.cells[name])
    found = [f for k in budget if row.own(k) for line in row.cells[k].lines for f in amounts(line.span)]
    if len(cells) < 2 or len(found) != len(cells):
        return []
    return [Entry(i.span, f, as_value(i.number)) for i, f in zip(cells, found, strict=True)]


def _storeyed(row: Row, name: int, budget: Sequence[int]) -> list[Entry]:
    """`1. Program A` over `- Kegiatan B` in one cell: each amount is that of the line beside which it stands."""
    texts = nested(row.cells[name])
    levels = [own_level(item.span.text) for _, item in texts]
    if len(texts) < 2 or any(level not in LEVELS.values() for level in levels) or len(set(levels)) == 1:
        return []
    entries = [Entry(item.span, None, as_value(item.number)) for _, item in texts]
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


def _summed(columns: Columns, row: Row, budget: Sequence[int]) -> Found[int | float] | None:
    """The amount of a programme or of the whole list whose own is left empty, in the column of sums beside it; one
    merged over all rows is of the list.
    """
    sums = [k for k in total_columns(columns, columns.at("budget")) if k not in budget and row.own(k) and row.text(k)]
    if not sums or any(row.text(k) for k in budget if row.own(k)):
        return None
    everywhere = all(other[sums[0]] is row.cells[sums[0]] for other in columns.rows)
    return None if everywhere else row_amount(columns, row, sums[:1], fresh=True)


def _column_total(columns: Columns) -> Found[DraftValue] | None:
    """The one sum that a column of sums prints for the whole list."""
    sums = total_columns(columns, columns.at("budget"))
    if len(columns.at(*NAMES)) > 1:
        return None  # the sum of the one group is that of its name
    spans = {id(row[k]): row[k].span for k in sums for row in columns.rows if row[k].text.strip()}
    if len(spans) != 1:
        return None
    amount = match_amount(next(iter(spans.values())), columns.columns[sums[0]].scale)
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
    for k in columns.at("code"):
        numbered = _NUMBERED_CODE.fullmatch(row.text(k)) if row.own(k) and row.fresh[k] else None
        if numbered:
            return Found(numbered["number"], row.cells[k].span.of(numbered, "number"), "number")
    return None


def _spent(columns: Columns, row: Row) -> tuple[Found[int | float] | None, Found[DraftValue] | None]:
    """What was spent of the amount, and the rate."""
    actual = [row.cells[k].span for k in columns.at("spent", "actual") if row.own(k) and row.fresh[k]]
    rates = [row.cells[k].span for k in columns.at("achievement") if row.own(k) and row.fresh[k]]
    scale = next((columns.columns[k].scale for k in columns.at("spent", "actual")), 1)
    return match_amount(join(actual), scale) if actual else None, match_rate(rates[0]) if rates and rates[0] else None


def _bulleted(columns: Columns, row: Row) -> bool:
    return any(BULLET.fullmatch(row.text(k)) for k in columns.at("row") if row.own(k))
