"""Indicators of the tables of plans.

Comes in: a table, the programme of the heading line above it. Goes out: drafts of the contract's Indicator in table
order. Separate from the machinery that agreements and plans share (``_indicators``), because only plans print two
plans side by side (the draft and what the analysis made of it), and list what a kegiatan yields in rows of its own
under it, in a table that has no column for indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.knowledge import toml
from extractor.layout.blocks import Cell
from extractor.match.column import Column, Columns
from extractor.match.found import DraftValue, Found
from extractor.match.levels import own_level
from extractor.match.money import match_rupiah
from extractor.match.numbers import Habit
from extractor.printed import BULLETS, ROW_NUMBER
from extractor.read.words import Span, join
from extractor.records.above import Carry
from extractor.records.indicators import indicator_rows, is_indicator_table
from extractor.records.levels import code_level, is_account
from extractor.records.table_rows import Row as TableRow
from extractor.records.table_rows import logical_rows
from extractor.sums import is_total

MATCHER = "cell"
_LINES = ("line", "program", "activity", "sub_activity")
_ACCOUNT = "belanja"
"""The first word of accounts of spending (Permendagri 13/2006, 90/2019)."""
_BULLET = re.compile(rf"^\s*[{BULLETS}]\s*(?=\w)")


@dataclass(frozen=True)
class Setting:
    """What a document says of all its tables: which sign parts thousands, the year that it plans."""

    habit: Habit | None = None
    year: int | None = None


def plan_indicators(
    columns: Columns,
    index: int | None,
    setting: Setting,
    carry: Carry | None = None,
    program: Found[DraftValue] | None = None,
) -> list[dict[str, DraftValue]]:
    """The indicators of a table, ``program`` being that of the heading over it.

    ``carry`` keeps what merged cells said in a table before it that has the same columns.
    """
    if not is_indicator_table(columns):
        return _yields(columns, index)
    found: list[tuple[int, int, dict[str, DraftValue]]] = []
    parts = sides(_in_place(columns))
    for n, side in enumerate(parts):
        carry = carry if carry is not None and len(parts) == 1 else Carry()
        if program is not None:
            carry.values["program"] = program
        rows = indicator_rows(side, index=index, habit=setting.habit, carry=carry, year=setting.year)
        found.extend((place, n, draft) for place, draft in rows)
    found.sort(key=lambda f: f[:2])
    return [draft for _, _, draft in found]


def _in_place(columns: Columns) -> Columns:
    """The rows with indicator and place in their own columns, where some rows have them in each other's.

    That happens in forms with the place before or after the indicator; a row is only changed when its place reads like
    an indicator and its indicator does not.
    """
    names, places = columns.at("name"), columns.at("location")
    if len(names) != 1 or len(places) != 1:
        return columns
    a, b = names[0], places[0]
    rows = []
    for row in columns.rows:
        cells = list(row)
        if _indicator_like(row[b].text) and row[a].text.strip() and not _indicator_like(row[a].text):
            cells[a], cells[b] = row[b], row[a]
        rows.append(tuple(cells))
    return replace(columns, rows=tuple(rows))


def _indicator_like(text: str) -> bool:
    words = text.casefold().split()
    return len(words) > 2 and words[0].strip(":") in toml("plan")["indicators"]["starts"]


def sides(columns: Columns) -> list[Columns]:
    """A table that prints two plans side by side as two: `line name target budget | line name target budget`.

    Levels side by side, each with its own indicators, are one plan (`program name target | activity name target`), and
    so are steps with one set of targets behind them.
    """
    starts = [k for k in columns.at(*_LINES) if k == 0 or columns.columns[k - 1].meaning not in _LINES]
    if len(starts) < 2 or len({columns.columns[k].meaning for k in starts}) > 1:
        return [columns]
    ends = [*starts[1:], len(columns.columns)]
    meanings = [{c.meaning for c in columns.columns[a:b]} for a, b in zip(starts, ends, strict=True)]
    if any("name" not in m for m in meanings) or len({"target" in m for m in meanings}) > 1:
        return [columns]
    shared = set(range(starts[0]))
    cut = []
    for a, b in zip(starts, ends, strict=True):
        kept = shared | set(range(a, b))
        cut.append(
            replace(columns, columns=tuple(c if k in kept else Column("other") for k, c in enumerate(columns.columns)))
        )
    return cut


# -- tables without a column of indicators -------------------------------------------------------------------------


@dataclass
class _Line:
    """The programme and the kegiatan of the rows that follow."""

    row: Found[DraftValue] | None = None
    program: Found[DraftValue] | None = None
    activity: Found[DraftValue] | None = None
    location: Found[DraftValue] | None = None
    budget: Found[int | float] | None = None
    code: str = ""
    """The programme's part of the code, where the code is set in columns."""
    yielded: bool = False


def _yields(columns: Columns, index: int | None) -> list[dict[str, DraftValue]]:
    """What the kegiatan of a list yield, where it stands in bulleted lines under their names."""
    places = columns.at(*_LINES)
    if len(places) != 1 or not columns.has("budget", "location"):
        return []
    place = places[0]
    accounts = [row[place].text for k in columns.at("code")[:1] for row in columns.rows if is_account(row[k].text)]
    if any(text.casefold().startswith(_ACCOUNT) for text in accounts):
        return []  # what money is spent on stands in lists under accounts
    found: list[dict[str, DraftValue]] = []
    line, waiting = _Line(), None
    rows = [r for r in logical_rows(columns) if r.fresh[place] and r.text(place) and not is_total(r.text(place))]
    parted = [_parted(row.cells[place]) for row in rows]
    listed = [bullet for _, bullets in parted for bullet in bullets]
    items = [row for row, (named, bullets) in zip(rows, parted, strict=True) if bullets and not named]
    priced = any(row.own(k) and row.fresh[k] and row.text(k) for row in items for k in columns.at("budget"))
    if not listed or priced or any(own_level(bullet.text) for bullet in listed):
        return []  # a list of kegiatan under their programmes says what is done (and costs), not what it yields
    for row, (named, bullets) in zip(rows, parted, strict=True):
        alone = not any(row.text(k) for k in range(len(row.cells)) if k != place and row.fresh[k])
        if named and alone and not bullets and line.activity and not own_level(named.text):
            bullets = [named]  # what a kegiatan yields, once without a bullet
        elif named:
            above, line = line, _named_line(columns, row, named, line)
            # a programme printed between a kegiatan and what it yields (at a page's head)
            waiting = above if line.activity is None and above.activity and not above.yielded else None
        elif waiting is not None and bullets:
            found.extend(_yield(index, waiting, span) for span in bullets)
            waiting, bullets = None, []
        line.yielded = line.yielded or bool(bullets)
        found.extend(_yield(index, line, span) for span in bullets)
    return found


def _parted(cell: Cell) -> tuple[Span, list[Span]]:
    """A cell's name and the bulleted lines under it."""
    name: list[Span] = []
    bullets: list[list[Span]] = []
    for line in cell.lines:
        m = _BULLET.match(line.text)
        if m:
            bullets.append([line.span.cut(m.end())])
        elif bullets:
            bullets[-1].append(line.span)
        else:
            name.append(line.span)
    return join(name), [join(b) for b in bullets]


def _named_line(columns: Columns, row: TableRow, name: Span, above: _Line) -> _Line:
    text: Found[DraftValue] = Found(name.text, name, MATCHER)
    level = own_level(name.text) or _level_by_code(columns, row) or ("kegiatan" if above.program else "program")
    code = _program_code(columns, row)
    if level == "program":
        return _Line(_number(columns, row), text, code=code)
    known = not code or not above.code or code == above.code
    printed = [(row.cells[k].span, columns.columns[k].scale) for k in columns.at("budget") if row.own(k)]
    budgets = [found for span, scale in printed if (found := match_rupiah(span, scale))]
    locations = [row.cells[k].span for k in columns.at("location") if row.text(k)]
    return _Line(
        _number(columns, row),
        above.program if known else None,
        text,
        Found(locations[0].text, locations[0], MATCHER) if locations else None,
        budgets[0] if len(budgets) == 1 else None,
        above.code,
    )


def _program_code(columns: Columns, row: TableRow) -> str:
    """What the columns of a code say of the programme: the last but one, where there are several."""
    codes = columns.at("code")
    return row.text(codes[-2]) if len(codes) > 1 else ""


def _level_by_code(columns: Columns, row: TableRow) -> str | None:
    codes = columns.at("code")
    if len(codes) == 1:
        return code_level(row.text(codes[0]))
    if len(codes) > 1:
        # a code set in columns, one a level: the last one is empty on the line of a programme
        return "kegiatan" if row.text(codes[-1]) else "program"
    return None


def _number(columns: Columns, row: TableRow) -> Found[DraftValue] | None:
    for k in (*columns.at("row"), 0):
        span = row.cells[k].span
        m = ROW_NUMBER.fullmatch(span.text)
        if m and row.own(k):
            return Found(m[1], span.of(m, 1), MATCHER)
    return None


def _yield(index: int | None, line: _Line, span: Span) -> dict[str, DraftValue]:
    return {
        "table": index,
        "row": line.row,
        "program": line.program,
        "activity": line.activity,
        "name": Found(span.text.rstrip(" ;,"), span, MATCHER),
        "location": line.location,
        "budget": line.budget,
        "target": None,
        "further_targets": [],
    }
