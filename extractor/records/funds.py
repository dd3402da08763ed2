"""Which columns of a table make up the amount of a row, and what they come to.

Comes in: the columns and a row. Goes out: one amount. Apart from indicators and lists of amounts, because both have
columns before and after a change, columns of several funds with and without a total, and a currency sign set apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.match.column import Columns
from extractor.match.found import Found
from extractor.match.money import match_amount
from extractor.match.money_columns import names_fund
from extractor.read.words import Span, join
from extractor.records.table_rows import Row
from extractor.sums import is_total

_MINUS = re.compile(r"\s*(?:\(\s*(?:Rp\.?\s*)?[\d.,]+\s*\)|(?:Rp\.?\s*)?[-−](?:Rp\.?\s*)?\d)", re.IGNORECASE)
"""What is taken off: an amount after a minus, or in brackets, as accounts print it."""
_FUNDS = 2
"""Columns that may agree in a sum by chance: one before a change and one after it, with what was added."""
_TOLD, _FEWEST, _NEARLY = 8, 3, 0.7
"""Rows that tell whether a column is the sum of others, the fewest in which it must be, and the share of them: of the
rows of a poor scan two in ten have a figure that is read wrong.
"""


def amount_columns(columns: Columns) -> list[int]:
    """The columns whose amounts count: of the year and its parts those of the year, of a change the later ones, of
    funds and their total the total, of funds without one all of them; a column of nothing but currency signs goes with
    the one beside it.
    """
    money = columns.at("budget")
    money = [k for k in money if not columns.columns[k].is_part] or money
    later = [k for k in money if columns.columns[k].later]
    chosen = later if 0 < len(later) < len(money) else money
    totals = total_columns(columns, chosen)
    if are_funds(columns, [k for k in chosen if k not in totals]):
        return totals or chosen
    chosen = [k for k in chosen if k not in totals] or chosen
    bare = [k for k in chosen if not any(re.search(r"\d", row[k].text) for row in columns.rows)]
    return sorted([*bare, *[k for k in chosen if k not in bare][:1]])


def total_columns(columns: Columns, money: Sequence[int]) -> list[int]:
    """Those of the columns that hold sums (`Total Anggaran` beside `Anggaran`), unless all of them do; of several whose
    headings name none the last, where it comes to what stands before it.
    """
    totals = [k for k in money if is_total(columns.columns[k].own)]
    if not totals and len(money) > _FUNDS and _adds_up(columns, money):
        totals = [money[-1]]
    return totals if len(totals) < len(money) else []


def _adds_up(columns: Columns, money: Sequence[int]) -> bool:
    """Whether the last of the columns is the sum of the others in nearly all of the first rows that print them all: a
    scan may show its heading as no word, and some figure wrong.
    """
    told = right = 0
    for row in columns.rows:
        found = [match_amount(row[k].span, columns.columns[k].scale) for k in money]
        values = [Decimal(str(f.value)) for f in found if f is not None]
        if len(values) < len(money) or not any(values):
            continue
        told += 1
        right += sum(values[:-1]) == values[-1]
        if told == _TOLD:
            break
    return right >= max(_FEWEST, _NEARLY * told)


def are_funds(columns: Columns, money: Sequence[int]) -> bool:
    """Whether several columns are of one source of funds each: one heading stands over them, or each names its own."""
    over = {columns.columns[k].over for k in money}
    shared = len(over) == 1 and over != {""}
    return len(money) > 1 and (shared or all(names_fund(columns.columns[k].own) for k in money))


def row_amount(columns: Columns, row: Row, chosen: Sequence[int], *, fresh: bool) -> Found[int | float] | None:
    """The amount of a row in the columns that count, in rupiah; ``fresh``: cells from a row above do not count."""
    places = [k for k in chosen if row.own(k) and row.text(k) and (row.fresh[k] or not fresh)]
    if len(places) > 1 and are_funds(columns, chosen):
        found = [f for k in places if (f := _amount(columns, row, k)) is not None and f.value]
        if len(found) > 1:
            total = sum((Decimal(str(f.value)) for f in found), Decimal(0))
            value = int(total) if total == total.to_integral_value() else float(total)
            return Found(value, join([f.span for f in found]), found[0].matcher)
        return found[0] if found else _amount(columns, row, places[0])
    scale = columns.columns[places[0]].scale if places else 1
    span = join([row.cells[k].span for k in places])
    return _signed(columns, places, span, match_amount(span, scale))


def _amount(columns: Columns, row: Row, k: int) -> Found[int | float] | None:
    span = row.cells[k].span
    return _signed(columns, [k], span, match_amount(span, columns.columns[k].scale))


def _signed(
    columns: Columns, places: Sequence[int], span: Span, found: Found[int | float] | None
) -> Found[int | float] | None:
    """An amount with its sign, where the column prints others without one."""
    if found is None or not _MINUS.match(span.text):
        return found
    plain = (row[k].text for row in columns.rows for k in places if re.search(r"\d", row[k].text))
    return found if all(map(_MINUS.match, plain)) else Found(-found.value, found.span, found.matcher)
