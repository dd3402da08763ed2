"""What the columns of a table mean.

Comes in: a table's headings, several rows of them joined. Goes out: one :class:`~extractor.match.column.Column` for
each, with the unit, the period and the measure (outcome, output) that the heading prints. Headings are known from
``patterns/columns.toml``; words that a heading shares with its neighbour stand over both (a super-heading) and count
less than its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Table
from extractor.match.column import Column, Columns, Measure
from extractor.match.column_content import GROUPED_FIGURE, SEVERAL_YEARS, TEXT, by_content
from extractor.match.column_labels import HIERARCHY, WORD, chosen, hits, label_meaning, match_heading, measure_of, says
from extractor.match.column_periods import period_in
from extractor.match.money import amounts
from extractor.match.money_columns import money_meanings
from extractor.match.storeys import Storeys, storeys
from extractor.match.turned import turned
from extractor.read.words import Span
from extractor.sums import is_total

_BRACKET = re.compile(r"\(\s*([^()]+?)\s*\)")
_DATED = ("target", "other", "", "actual", "achievement", "baseline", "budget")
"""Meanings of columns that may stand under a year or a part of it."""
_QUANTITIES = ("target", "actual", "achievement", "baseline")
"""Meanings of columns that hold quantities."""
_OF_RESULTS = {
    "actual": ("actual", "spent"),
    "spent": ("actual", "spent"),
    "baseline": ("baseline", "spent"),
    "achievement": ("achievement", "other"),
}
"""What a quantity (`K`) and an amount (`Rp`) mean under a heading of results: `Realisasi Kinerja dan Anggaran`,
`Tingkat Capaian` (Permendagri 86/2017, form E.81).
"""
_STATED = {"goal", "objective", "program", "activity", "sub_activity"}
"""Meanings of columns that hold statements and names of which indicators are measured."""
_MEASURED = {"target", "unit", "data_source"}
"""Meanings of columns beside which what is listed is measured; the form of Permenpan 9/2007 for key indicators is
headed `Uraian | Alasan | Sumber Data`.
"""
_STRONG = {
    "objective",
    "name",
    "budget",
    "target",
    "program",
    "activity",
    "sub_activity",
    "line",
    "task",
    "row",
    "goal",
    "unit",
}


def read_columns(table: Table) -> Columns:
    """The meanings of a table's columns, by its heading or, where none was found, by its first rows."""
    table = turned(table, label_meaning) or table
    rows, columns = table.rows, match_columns(table.header)
    if rows and sum(c.meaning in _STRONG for c in columns) < 2:
        # no heading was found, or a row of a form stands over it (`Bidang | ... | Tahun | 2041`)
        least = 3 if any(table.header) else 2
        for depth in (1, 2):
            spans = _stacked(rows[:depth])
            # a row that prints an amount heads nothing, whatever its `Rp` names
            said = match_columns(spans) if all(_short(s) and not amounts(s) for s in spans) else ()
            if sum(c.meaning in _STRONG for c in said) >= least:
                columns, rows = said, _without_heading(rows[depth:], rows[:depth])
                break
    columns = by_content(columns, rows)
    if not any(c.meaning for c in columns):
        columns = _sums_up(columns, rows)
    cells = [[row[k].text.strip() for row in rows if row[k].column == k] for k in range(len(columns))]
    meanings = money_meanings([c.meaning for c in columns], [c.own for c in columns], cells)
    return Columns(tuple(replace(c, meaning=m) for c, m in zip(columns, meanings, strict=True)), rows)


def _sums_up(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns of a list without a heading that ends in a sum: what each amount is for, and the amount."""
    cells = [[row[k] for row in rows if row[k].column == k and row[k].text.strip()] for k in range(len(columns))]
    paid = [k for k, own in enumerate(cells) if len(own) > 2 and all(GROUPED_FIGURE.search(c.text) for c in own)]
    named = [
        k
        for k, own in enumerate(cells)
        if own and is_total(own[-1].text) and all(sum(map(str.isalpha, c.text)) >= TEXT for c in own[:-1])
    ]
    if len(paid) != 1 or len(named) != 1 or paid[0] < named[0]:
        return columns
    meanings = {named[0]: "line", paid[0]: "budget"}
    return tuple(replace(c, meaning=meanings.get(k, c.meaning)) for k, c in enumerate(columns))


def match_columns(header: Sequence[Span]) -> tuple[Column, ...]:
    """One column for each heading."""
    return _settled(tuple(_column(over) for over in storeys(header)))


def _stacked(rows: Sequence[Sequence[Cell]]) -> tuple[Span, ...]:
    spans = []
    for c in range(len(rows[0])):
        cells: list[Cell] = []
        for row in rows:
            if row[c] not in cells:
                cells.append(row[c])
        spans.append(Span(w for cell in cells for w in cell.span.words))
    return tuple(spans)


def _without_heading(
    rows: tuple[tuple[Cell, ...], ...], heading: Sequence[Sequence[Cell]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows without those that repeat the heading on a further page."""
    said = {tuple(cell.text for cell in row) for row in heading}
    return tuple(row for row in rows if tuple(cell.text for cell in row) not in said)


def _short(span: Span) -> bool:
    return len(span.text.split()) <= 12


def _column(heading: Storeys) -> Column:
    own, over = heading.own, heading.above
    text, above = own.text, over.text
    if text.strip() == "#":
        return Column("row", heading=own)
    found = hits(text)
    meaning = chosen(found) if text.strip() else ""
    wider, both = _wider(heading), _of_both(heading)
    if meaning == "task" and wider in _STATED and _says_only(text, toml("columns")["stated"]["words"]):
        meaning = wider
    elif meaning in ("outcome", "output") and wider == "name":
        meaning = wider  # `Indikator Kinerja` over `Hasil`
    elif meaning == "task" and wider in _QUANTITIES and _says_only(text, ("kinerja", "%")):
        meaning = wider  # `Target` over `Anggaran | Kinerja`
    elif both and (meaning == "budget" or _says_only(text, ("kinerja", "k", "fisik"))):
        meaning = _part_of(both, meaning, above)
    period = period_in(own) or (period_in(over) if meaning in _DATED else None)
    if "forward" in (meaning, wider):
        if meaning != "target":
            return Column("forward", period=period)
        # what the year after is to reach; without a year the heading's words tell when
        said = Span((*over.words, *own.words))
        return Column("target", _unit(own, over, meaning), period or over, heading=said, over=above, ahead=True)
    if meaning in ("", "other") and wider not in ("", "other", "row"):
        if period is not None or wider in ("budget", "name", "objective", "target") or not text.strip():
            meaning = wider
    elif wider == "budget" and meaning in ("target", "program", "activity") and "rp" not in text.casefold():
        meaning = meaning if meaning == "target" else "budget"
    elif wider in _OF_RESULTS and not both and meaning in ("target", "budget") and not says(text, "target"):
        meaning = _OF_RESULTS[wider][meaning == "budget"]
    levels = tuple(m for _, m, _ in found if m in HIERARCHY)
    if meaning == "objective":
        levels = tuple(m for m in HIERARCHY if says(text, *toml("columns")["labels"][m][:1]))
    changed = toml("columns")["changed"]
    words = set(WORD.findall(f"{above} {text}".casefold()))
    before = bool(words & set(changed["before"]))
    later = bool(words & set(changed["words"])) and not before
    whole = Span((*over.words, *own.words)) or None
    measure = measure_of(text) or measure_of(above)
    return Column(meaning, _unit(own, over, meaning), period, measure, levels, later, before, whole, above)


def _of_both(heading: Storeys) -> str:
    """The quantity that a super-heading of quantities and amounts names (`Target Kinerja dan Anggaran` over `K | Rp`);
    empty for any other.
    """
    for span in reversed(heading.over):
        said = [m for _, m, _ in hits(span.text)]
        first = next((m for m in said if m in _QUANTITIES), "")
        if first and "budget" in said:
            return first
    return ""


def _part_of(both: str, meaning: str, above: str) -> str:
    """What a column under such a super-heading holds: a quantity or an amount, reached or to be reached, or a rate.
    (`Capaian Kinerja dan Kerangka Pendanaan` says what is to be reached.)
    """
    if both == "achievement" and says(above, *toml("columns")["rate"]["told"]):
        return "other" if meaning == "budget" else "achievement"
    reached = both == "actual"
    if meaning == "budget":
        return "spent" if reached else "budget"
    return "target" if both == "achievement" else both


def _wider(heading: Storeys) -> str:
    """What stands over a column and its neighbours means.

    Of several storeys the nearest counts; one that says what is measured goes before one that says of what (`Sasaran`
    over `Target` over the four quarters, `Indikator Kinerja` over `Kegiatan` over `Hasil`).
    """
    said = [chosen(hits(span.text)) for span in reversed(heading.over)]
    told = [m for m in said if m not in ("", "other", "row", "outcome", "output")]
    if len(said) > 1 and told:
        return next((m for m in told if m not in _STATED), told[0])
    return chosen(hits(heading.above.text)) if heading.over else ""


def _says_only(text: str, words: Sequence[str]) -> bool:
    """Whether a text has words, and no other than these."""
    said = WORD.findall(text.casefold())
    return bool(said) and all(word in words for word in said)


def _unit(own: Span, over: Span, meaning: str) -> Span | None:
    """`%` or a word in brackets in the heading of targets."""
    if meaning not in ("target", "baseline", "actual"):
        return None
    for span in (own, over):
        percent = re.search(r"%", span.text)
        if percent:
            return span.of(percent)
        for m in _BRACKET.finditer(span.text):
            inner = m[1]
            if not any(c.isdigit() for c in inner) and len(inner) > 1 and match_heading(inner) in ("other",):
                return span.of(m, 1)
    return None


def _settled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Meanings that depend on the other columns of the table."""
    columns = _as_changed(columns)
    out = list(columns)
    if {"price", "budget"} <= {c.meaning for c in columns}:
        out = [_of_costs(c) for c in out]
    named = {c.meaning for c in out}
    out = [_measuring(c, k, columns, named) for k, c in enumerate(out)]
    for k, column in enumerate(out):
        if column.meaning == "k":
            out[k] = replace(column, meaning="other")
        elif column.meaning == "joint" and "name" in named:
            out[k] = replace(column, meaning="objective")
        elif column.meaning == "budget" and chosen(hits(column.over)) == "achievement" and not _plans(column):
            # `Capaian` over `Anggaran | Kinerja`: how much of the amount was spent
            out[k] = replace(column, meaning="other" if "name" in named else "achievement")
    return _reached(tuple(_of_staff(_of_the_year(_in_time(out, named)), named)))


def _plans(column: Column) -> bool:
    """Whether what stands over a column of amounts names amounts too: those of a plan, unless it tells a rate."""
    said = [m for _, m, _ in hits(column.over)]
    return "budget" in said and not says(column.over, *toml("columns")["rate"]["told"])


def _measuring(column: Column, k: int, columns: Sequence[Column], named: Collection[str]) -> Column:
    """A column of outcomes, outputs or tasks: what is measured, where no other column says that."""
    if column.meaning in ("outcome", "output"):
        measure: Measure = "outcome" if column.meaning == "outcome" else "output"
        own = "name" not in named or _has_target(columns, k)
        return replace(column, meaning="name" if own else "other", measure=measure)
    if column.meaning != "task":
        return column
    if not {"name", "outcome", "output"} & set(named) and _MEASURED & set(named):
        return replace(column, meaning="name")
    return replace(
        column, meaning="line" if "budget" in named and not {"activity", "sub_activity"} & set(named) else "other"
    )


def _in_time(columns: Sequence[Column], named: Collection[str]) -> list[Column]:
    """`Target | TW I | TW II`: the parts of the year stand beside the whole; so do the years of a plan of several."""
    out = list(columns)
    bare_years = [k for k, c in enumerate(out) if c.meaning == "other" and c.is_year]
    for k, column in enumerate(out):
        several = k in bare_years and len(bare_years) >= SEVERAL_YEARS
        said = _undated(column)
        dated = column.period is not None and k > 0 and out[k - 1].meaning in ("actual", "spent")
        # under a period of its own (`Realisasi` over two years) what says nothing else is no rate
        alike = dated and ("%" in said or _period_text(column) == _period_text(out[k - 1]))
        if alike and _says_only(said, ("%",)):
            out[k] = replace(column, meaning="other")  # `Realisasi | %` of a year or quarter: a rate
        elif column.meaning == "other" and (column.is_part or several) and {"name", "joint", "task"} & set(named):
            out[k] = replace(column, meaning="target")
    return out


def _of_the_year(columns: Sequence[Column]) -> list[Column]:
    """The columns, those beside the year's that are summed over several years or for the plan's end set apart: the form
    of Permendagri 86/2017 by which a year's plan is evaluated prints them side by side.
    """
    out = list(columns)
    told = toml("columns")["reckoned"]
    for meaning in ("target", "actual", "budget", "spent"):
        places = [k for k, c in enumerate(out) if c.meaning == meaning and c.over and c.period is None]
        late = [k for k in places if _has(out[k].over, told["end"])]
        summed = [k for k in places if _has(out[k].over, told["summed"]) or (k in late and meaning != "target")]
        if len({*late, *summed}) == len(places):
            continue
        for k in summed:
            out[k] = replace(out[k], meaning="other")
        for k in late if meaning == "target" else ():
            heading = out[k].heading
            out[k] = replace(out[k], period=heading and heading.cut(0, len(out[k].over)), ahead=True)
    return out


def _has(text: str, phrases: Sequence[str]) -> bool:
    plain = " ".join(text.casefold().split())
    return any(phrase in plain for phrase in phrases)


def _of_staff(columns: Sequence[Column], named: Collection[str]) -> list[Column]:
    """`No | Kegiatan | Target` of a member of staff: what is to be done is what is measured."""
    out = list(columns)
    meanings = {c.meaning for c in out}
    if {"name", "joint"} & meanings or "target" not in meanings or "budget" in named:
        return out
    for meaning in ("sub_activity", "activity", "line", "objective"):
        places = [k for k, c in enumerate(out) if c.meaning == meaning]
        if places:
            out[places[-1]] = replace(out[places[-1]], meaning="name")
            break
    return out


def _period_text(column: Column) -> str:
    return column.period.text if column.period else ""


def _undated(column: Column) -> str:
    """What is printed over a column alone, without its period."""
    return column.own.replace(column.period.text, " ") if column.period else column.own


def _as_changed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without the former of two states that have indicators of their own: the later one holds."""
    if not any(c.later and c.meaning == "name" for c in columns):
        return columns
    return tuple(replace(c, meaning="other") if c.before and c.meaning == "name" else c for c in columns)


def _has_target(columns: Sequence[Column], k: int) -> bool:
    """Whether a column of outputs right of the indicators and their targets has targets of its own beside it:
    `Indikator | Target | Kegiatan | Output | Target`.
    """
    beside = [c.meaning for c in columns[k + 1 : k + 3]]
    return (
        beside[:1] in (["target"], ["unit"]) and "target" in beside and any(c.meaning == "target" for c in columns[:k])
    )


def _of_costs(column: Column) -> Column:
    """A column of an itemised list of costs: `Uraian | Volume | Satuan | Harga | Jumlah`."""
    if column.meaning in ("target", "unit", "price"):
        return replace(column, meaning="other")
    return replace(column, meaning="line") if column.meaning in ("task", "name") else column


def _reached(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What columns of realisasi and capaian mean beside one another.

    `Capaian` beside `Realisasi` is a rate; alone and without a percent sign it is a quantity. One quantity of a year,
    printed before the target, is where the plan sets out from.
    """
    out = list(columns)
    _set_out(out)
    named = {c.meaning for c in out}
    for k, column in enumerate(out):
        said = column.heading.text if column.heading else ""
        bare = column.own.strip(" ()") == "%" and bool(named & {"actual", "spent"}) and not column.is_part
        rate = column.meaning == "actual" and "%" in said and _rated(out, k)
        if column.meaning == "achievement" and "%" not in said and not named & {"actual", "spent"}:
            out[k] = replace(column, meaning="actual")
        elif rate or (column.meaning == "other" and bare):
            out[k] = replace(column, meaning="achievement")
    reached = [k for k, c in enumerate(out) if c.meaning == "actual"]
    targets = [k for k, c in enumerate(out) if c.meaning == "target"]
    alone = len(reached) == 1 and not any(c.meaning == "achievement" for c in out)
    if alone and targets and reached[0] < targets[0] and out[reached[0]].period is not None:
        out[reached[0]] = replace(out[reached[0]], meaning="baseline")
    return tuple(out)


def _set_out(columns: list[Column]) -> None:
    """Marks the column of where a plan sets out from: `Kondisi 2018 | Target 2019 | Realisasi 2019`."""
    reached = [k for k, c in enumerate(columns) if c.meaning in ("actual", "achievement")]
    states = [k for k in reached if says(columns[k].own, *toml("columns")["states"]["words"])]
    target = next((k for k, c in enumerate(columns) if c.meaning == "target"), 0)
    if len(states) == 1 < len(reached) and states[0] < target:
        columns[states[0]] = replace(columns[states[0]], meaning="baseline")


def _rated(columns: Sequence[Column], k: int) -> bool:
    """Whether another column says what was reached, so that a percentage is a rate."""
    return any(c.meaning in ("actual", "spent") for n, c in enumerate(columns) if n != k)
