"""What the columns of a table mean.

Comes in: a table's headings, several rows of them joined. Goes out: one :class:`Column` for each, with the unit, the
period and the measure (outcome, output) that the heading prints. Headings are known from ``patterns/columns.toml``;
words that a heading shares with its neighbour stand over both (a super-heading) and count less than its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Cell, Table
from extractor.match.money import amounts, is_total, scale_of
from extractor.match.money_columns import money_meanings
from extractor.match.storeys import Storeys, storeys
from extractor.match.turned import turned
from extractor.match.unnamed import named_beside
from extractor.printed import GROUPED, ROW_NUMBER, full_month_names
from extractor.read.words import Span, Word

Measure = Literal["outcome", "output"]
_LIKE = 86
"""Likeness of a label, of 100: one wrong letter of eight (`Satuan Targot`), one lost of five."""
_ALIKE = 0.75
"""Texts are not alike to 86 of 100 where the shorter has less than this share of the longer's letters (86 / 114)."""
_WORD = re.compile(r"[^\W_]+|%")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_QUARTER = re.compile(r"\s*(?:I|II|III|IV)\s*")
_BRACKET = re.compile(r"\(\s*([^()]+?)\s*\)")
_RESULT = re.compile(
    r"\bhasil(?:\s+(?:sub\s*)?(?:program|kegiatan)){0,2}\s*(?:$|[()/,:-]|\b(?:tol[oa]k|indikator|uraian|target|satuan)\b)",
    re.IGNORECASE,
)
"""`Hasil`, `Hasil Program`: an outcome. `Hasil Analisis` is none."""
_GROUPED = re.compile(GROUPED)
_MONEY = re.compile(r"(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?(?:[.,]?-)?", re.IGNORECASE)
_NEARLY = 0.8
"""Share of a column's cells from which on what they hold is what the column is for; the rest are empty or dashes."""
_PAID = {"budget", "name", "target", "unit"}
"""Meanings of columns beside which further amounts are no budget of their own."""
_LISTED = {"program", "activity", "sub_activity", "line"}
_SAID = _LISTED | {"objective", "name", "goal", "affair", "task", "unit"}
"""Meanings of columns that say what the amounts of a table are for."""
_TEXT = 8
"""Letters of a cell that is no unit, fund or number."""
_DATED = ("target", "other", "", "actual", "achievement", "baseline", "budget")
"""Meanings of columns that may stand under a year or a part of it."""
_HIERARCHY = ("affair", "program", "activity", "sub_activity")
_MOSTLY = 0.6
"""Share of a column's cells that name parts of the year where the rows are parts of the year; sums stand among them."""
_YEARS = 3
"""Columns headed by nothing but a year that make a plan of several years; one alone may be anything of that year."""
_STATED = {"goal", "objective", "program", "activity", "sub_activity"}
"""Meanings of columns that hold statements and names of which indicators are measured."""
_NUMBERED = {"name", "goal", "objective", "program", "activity", "sub_activity"}
"""Meanings of columns before which their numbers may stand in a column of their own."""
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its meaning, a key of ``patterns/columns.toml``, ``line`` for programmes and activities in one column,
    ``joint`` for sasaran and indicators in one column.

    ``other`` is a column whose heading is not known, ``""`` one without a heading. ``period`` and ``unit`` are the
    parts of the heading that print them; ``levels`` are the levels that a ``line`` or ``objective`` heading names.
    """

    meaning: str
    unit: Span | None = None
    period: Span | None = None
    measure: Measure | None = None
    levels: tuple[str, ...] = ()
    later: bool = False
    heading: Span | None = None
    """What is printed over the column."""
    over: str = ""
    """What is printed over it and over its neighbours."""
    ahead: bool = False
    """It is for the year after the one that is planned (prakiraan maju)."""

    @property
    def own(self) -> str:
        """What is printed over this column alone."""
        text = self.heading.text if self.heading else ""
        return text[len(self.over) :].strip() if text.startswith(self.over) else text

    @property
    def is_part(self) -> bool:
        """Whether it is for a part of the year."""
        return self.period is not None and not self.period.text.isdigit()

    @property
    def scale(self) -> int:
        """What its amounts are multiplied by."""
        return scale_of(self.heading.text) if self.heading else 1


@dataclass(frozen=True)
class Columns:
    """The columns of a table and its rows; ``rows`` lacks those that turned out to be a heading."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def at(self, *meanings: str) -> list[int]:
        """The columns of these meanings, left to right."""
        return [k for k, c in enumerate(self.columns) if c.meaning in meanings]

    def has(self, *meanings: str) -> bool:
        """Whether one of the meanings is there."""
        return bool(self.at(*meanings))


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
    columns = _by_content(columns, rows)
    if not any(c.meaning for c in columns):
        columns = _sums_up(columns, rows)
    cells = [[row[k].text.strip() for row in rows if row[k].column == k] for k in range(len(columns))]
    meanings = money_meanings([c.meaning for c in columns], [c.own for c in columns], cells)
    return Columns(tuple(replace(c, meaning=m) for c, m in zip(columns, meanings, strict=True)), rows)


def _sums_up(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns of a list without a heading that ends in a sum: what each amount is for, and the amount."""
    cells = [[row[k] for row in rows if row[k].column == k and row[k].text.strip()] for k in range(len(columns))]
    paid = [k for k, own in enumerate(cells) if len(own) > 2 and all(_GROUPED.search(c.text) for c in own)]
    named = [
        k
        for k, own in enumerate(cells)
        if own and is_total(own[-1].text) and all(sum(map(str.isalpha, c.text)) >= _TEXT for c in own[:-1])
    ]
    if len(paid) != 1 or len(named) != 1 or paid[0] < named[0]:
        return columns
    meanings = {named[0]: "line", paid[0]: "budget"}
    return tuple(replace(c, meaning=meanings.get(k, c.meaning)) for k, c in enumerate(columns))


def match_columns(header: Sequence[Span]) -> tuple[Column, ...]:
    """One column for each heading."""
    return _settled(tuple(_column(over) for over in storeys(header)))


def match_heading(text: str) -> str:
    """The meaning of a heading that stands alone: a key of ``patterns/columns.toml``, ``line``, ``other`` or ``""``."""
    return _chosen(_hits(text)) if text.strip() else ""


def label_meaning(text: str) -> str:
    """The meaning of a text that is a label and little else, empty for others: more than half of its words name a
    column.
    """
    hits = _hits(text)
    further = {*toml("columns")["stated"]["words"], "tahun"}
    words = _WORD.findall(text.casefold())
    taken = {at + k for at, _, n in hits for k in range(n)}
    taken |= {k for k, word in enumerate(words) if word in further or _YEAR.fullmatch(word)}
    return _chosen(hits) if hits and 2 * len(taken) > len(words) else ""


def caption_level(text: str) -> str | None:
    """The level of the lines of a list that a caption announces: `Anggaran Sub Kegiatan Tahun 2041 :`."""
    if "budget" not in {m for _, m, _ in _hits(text)}:
        return None
    for level in ("sub_activity", "activity", "program"):
        if any(re.search(rf"\b{re.escape(label)}\b", text.casefold()) for label in toml("columns")["labels"][level]):
            return level
    return None


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
    hits = _hits(text)
    meaning = _chosen(hits) if text.strip() else ""
    wider = _wider(heading)
    if meaning == "task" and wider in _STATED and _says_only(text, toml("columns")["stated"]["words"]):
        meaning = wider
    elif meaning in ("outcome", "output") and wider == "name":
        meaning = wider  # `Indikator Kinerja` over `Hasil`
    period = _period(own) or (_period(over) if meaning in _DATED else None)
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
    elif wider in ("actual", "baseline") and meaning in ("target", "budget") and not _says(text, "target"):
        meaning = wider if meaning == "target" else "spent"
    levels = tuple(m for _, m, _ in hits if m in _HIERARCHY)
    if meaning == "objective":
        levels = tuple(m for m in _HIERARCHY if _says(text, *toml("columns")["labels"][m][:1]))
    changed = toml("columns")["changed"]
    words = set(_WORD.findall(f"{above} {text}".casefold()))
    later = bool(words & set(changed["words"])) and not words & set(changed["before"])
    whole = Span((*over.words, *own.words)) or None
    return Column(
        meaning, _unit(own, over, meaning), period, _measure(text) or _measure(above), levels, later, whole, above
    )


def _wider(heading: Storeys) -> str:
    """What stands over a column and its neighbours means.

    Of several storeys the nearest counts; one that says what is measured goes before one that says of what (`Sasaran`
    over `Target` over the four quarters, `Indikator Kinerja` over `Kegiatan` over `Hasil`).
    """
    said = [_chosen(_hits(span.text)) for span in reversed(heading.over)]
    told = [m for m in said if m not in ("", "other", "row", "outcome", "output")]
    if len(said) > 1 and told:
        return next((m for m in told if m not in _STATED), told[0])
    return _chosen(_hits(heading.above.text)) if heading.over else ""


def _says_only(text: str, words: Sequence[str]) -> bool:
    """Whether a text has no other words than these."""
    return all(word in words for word in _WORD.findall(text.casefold()))


def _chosen(hits: list[tuple[int, str, int]]) -> str:
    """One meaning out of the labels of a heading, in their order."""
    if not hits:
        return "other"
    meanings = [m for _, m, _ in hits]
    first = meanings[0]
    if "forward" in meanings:
        return "forward"
    if first in _HIERARCHY:
        below = [m for m in meanings if m in _HIERARCHY]
        if len(set(below)) > 1:
            return "line"
        if "budget" in meanings[1:]:
            return "line"
    if first == "target" and "budget" in meanings[1:]:
        return "budget"
    if first == "baseline" and "target" in meanings[1:]:
        return "target"  # `Baseline / Target Tahunan`
    if first in ("actual", "achievement") and "budget" in meanings:
        return "spent" if first == "actual" else "achievement"
    if first == "budget" and "target" in meanings[1:] and hits[0][2] == 1:
        return "target"
    if first == "objective" and "name" in meanings:
        return "joint"
    if first in ("outcome", "output") and "name" in meanings:
        return "name"
    return first


@kept(maxsize=2048)
def _label_hits(text: str) -> tuple[tuple[int, str, int], ...]:
    words = _WORD.findall(text.casefold())
    found: list[tuple[float, int, int, str]] = []
    windows: dict[int, list[tuple[int, str, int, bool]]] = {}
    for name, spelling, length in _labels():
        least, most = _ALIKE * len(spelling), len(spelling) / _ALIKE
        # a word may have lost a letter at a line's end (`SASARA N`) or the blank before it (`INDIKATORKINERJA`)
        for n in {max(1, length - 1), length, length + 1}:
            if n not in windows:
                windows[n] = _windows(words, n)
            for at, window, size, lone in windows[n]:
                if size < least or size > most:
                    continue
                # a scan or a narrow column parts a word (`PRO GRAM`)
                if n > length and not lone and (window != spelling or len(spelling) <= 4):
                    continue
                if n < length and abs(size - len(spelling)) > 1:
                    continue
                score = 100.0 if window == spelling else 0.0
                if not score and len(spelling) > 4 and not any(c.isdigit() for c in window):
                    score = ratio(window, spelling, score_cutoff=_LIKE)
                if score >= _LIKE:
                    found.append((score, n, at, name))
    # the most words first, then the likest: `indikator kinerja` goes before `kinerja`
    taken: set[int] = set()
    chosen: list[tuple[int, str, int]] = []
    for _, n, at, name in sorted(found, key=lambda f: (-f[1], -f[0], f[2])):
        if taken.isdisjoint(range(at, at + n)):
            taken.update(range(at, at + n))
            chosen.append((at, name, n))
    return tuple(sorted(chosen))


def _windows(words: Sequence[str], n: int) -> list[tuple[int, str, int, bool]]:
    """Every run of ``n`` words: its place, its letters, how many they are, and whether one word is a single letter."""
    runs = [(at, words[at : at + n]) for at in range(len(words) - n + 1)]
    return [(at, (text := "".join(run)), len(text), any(len(w) == 1 for w in run)) for at, run in runs]


def _hits(text: str) -> list[tuple[int, str, int]]:
    return list(_label_hits(text))


@kept
def _labels() -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (name, "".join(_WORD.findall(label)), len(_WORD.findall(label)))
        for name, labels in toml("columns")["labels"].items()
        for label in labels
    )


@lru_cache(maxsize=4096)
def _says(text: str, *words: str) -> bool:
    plain = _WORD.findall(text.casefold())
    return any(ratio(p, w) >= _LIKE for p in plain for w in words)


def _measure(text: str) -> Measure | None:
    """The one measure that a heading names; ``None`` where it names both or neither."""
    outcome = _says(text, "outcome", "outcomes") or bool(_RESULT.search(text))
    output = _says(text, "output", "keluaran", "outputs")
    return None if outcome == output else "outcome" if outcome else "output"


@kept
def _periods() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A numbered part of a year (`TW II`), and a month."""
    data = toml("columns")["periods"]
    parts = "|".join(sorted((p.replace(" ", r"\s*") for p in data["parts"]), key=len, reverse=True))
    return (
        re.compile(rf"\b(?:{parts})\s*[.\-:]?\s*(?:[IVX]{{1,4}}|\d{{1,2}})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(full_month_names())})\b", re.IGNORECASE),
    )


@kept
def _short_month() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(toml('columns')['periods']['short_months'])})\.?\s*", re.IGNORECASE)


def _period(span: Span) -> Span | None:
    text = span.text
    part, month = _periods()
    alone = _QUARTER.fullmatch(text) or _short_month().fullmatch(text)
    found = part.search(text) or month.search(text) or alone or _YEAR.search(text)
    return span.of(found) if found else _broken_period(span)


def _broken_period(span: Span) -> Span | None:
    """A period whose word a narrow column broke (`Triwul an I`, `Februar i`), its pieces joined."""
    words = span.words
    for start in range(len(words)):
        joined = "".join(w.text for w in words[start:])
        part, month = _periods()
        if len(words) - start > 1 and (part.fullmatch(joined) or month.fullmatch(joined)):
            last = len(words) - start - 1 if month.fullmatch(joined) else _number_at(words[start:])
            glued = [replace(w, glued=True) if 0 < n <= last else w for n, w in enumerate(words[start:])]
            return Span(glued)
    return None


def _number_at(words: Sequence[Word]) -> int:
    """How many words after the first are pieces of the period's word: all but its number."""
    return len(words) - 2 if words[-1].text.strip("IVX0123456789") == "" else len(words) - 1


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
    named = {c.meaning for c in columns}
    out = list(columns)
    if {"price", "budget"} <= named:
        out = [_of_costs(c) for c in out]
        named = {c.meaning for c in out}
    for k, column in enumerate(out):
        if column.meaning in ("outcome", "output"):
            measure: Measure = "outcome" if column.meaning == "outcome" else "output"
            own = "name" not in named or _has_target(columns, k)
            out[k] = replace(column, meaning="name" if own else "other", measure=measure)
        elif column.meaning == "task":
            free = "name" not in named and not {"outcome", "output"} & named
            out[k] = replace(
                column,
                meaning="name"
                if free and _MEASURED & named
                else "line"
                if "budget" in named and not {"activity", "sub_activity"} & named
                else "other",
            )
        elif column.meaning == "k" or (column.meaning == "row" and k > 2 and "row" in {c.meaning for c in out[:k]}):
            out[k] = replace(column, meaning="other")
    for k, column in enumerate(out):
        if column.meaning == "joint" and "name" in named:
            out[k] = replace(column, meaning="objective")
    bare_years = [k for k, c in enumerate(out) if c.meaning == "other" and c.period and c.period.text.isdigit()]
    for k, column in enumerate(out):
        # `Target | TW I | TW II`: the parts of the year stand beside the whole; so do the years of a plan of several
        part = column.period is not None and not column.period.text.isdigit()
        several = k in bare_years and len(bare_years) >= _YEARS
        if column.meaning == "other" and (part or several) and {"name", "task"} & named:
            out[k] = replace(column, meaning="target")
    if (
        not any(c.meaning in ("name", "joint") for c in out)
        and any(c.meaning == "target" for c in out)
        and "budget" not in named
    ):
        # `No | Kegiatan | Target` of a member of staff: what is to be done is what is measured
        for meaning in ("sub_activity", "activity", "line", "objective"):
            places = [k for k, c in enumerate(out) if c.meaning == meaning]
            if places:
                out[places[-1]] = replace(out[places[-1]], meaning="name")
                break
    return _reached(tuple(out))


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
        bare = column.own.strip(" ()") == "%" and bool(named & {"actual", "spent"})
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
    states = [k for k in reached if _says(columns[k].own, *toml("columns")["states"]["words"])]
    target = next((k for k, c in enumerate(columns) if c.meaning == "target"), 0)
    if len(states) == 1 < len(reached) and states[0] < target:
        columns[states[0]] = replace(columns[states[0]], meaning="baseline")


def _rated(columns: Sequence[Column], k: int) -> bool:
    """Whether another column says what was reached, so that a percentage is a rate."""
    return any(c.meaning in ("actual", "spent") for n, c in enumerate(columns) if n != k)


def _numbers_under(columns: tuple[Column, ...], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column that shares its heading with its right neighbour holds nothing but row numbers."""
    left, right = columns[k], columns[k + 1]
    shared = left.heading is not None and right.heading is not None and left.heading.words == right.heading.words
    # or no heading, or one more `No`, over the numbers
    apart = left.meaning in ("", "other", "row") and k > 0 and right.meaning in _NUMBERED
    if not (shared or (apart and (left.heading is None or left.meaning != "other"))) or left.meaning == "target":
        return False
    if left.meaning == "row" and not any(c.meaning == "row" for c in columns[:k]):
        return False
    texts = [row[k].text.strip() for row in rows if row[k] is not row[k + 1]]
    numbers = [t for t in texts if t]
    return bool(numbers) and all(ROW_NUMBER.fullmatch(t) for t in numbers)


def _numbering(columns: Sequence[Column], k: int) -> str:
    """What a column of numbers before another says: the numbers of indicators, or of what they stand under."""
    return "number" if columns[k + 1].meaning == "name" else "other"


def _by_content(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Columns without a heading that their cells explain: row numbers on the left, amounts on the right."""
    out = list(columns)
    named = {c.meaning for c in columns}
    for k, column in enumerate(columns):
        if column.meaning == "unit" and not named & {"target", "budget"} and _figures(rows, k):
            # a `Satuan` column that prints quantities
            out[k] = replace(column, meaning="target")
        codes = column.meaning == "code" and "code" in {c.meaning for n, c in enumerate(columns) if abs(n - k) == 1}
        if k and column.meaning == "target" and "unit" not in named and _is_unit_beside(out, k, rows):
            # one heading over a quantity and its unit
            out[k] = replace(column, meaning="unit", unit=None)
            continue
        if k + 1 < len(columns) and not codes and _numbers_under(columns, k, rows):
            # one heading over the numbers and over what they number
            first = "row" not in named and columns[k + 1].meaning != "name"
            out[k] = replace(column, meaning="row" if first else _numbering(columns, k))
            named.add("row")
            continue
        if column.meaning == "name" and len([c for c in out if c.meaning == "name"]) > 1 and _stages(rows, k):
            # `Indikator | Tolok Ukur`: masukan, keluaran, hasil and what measures them
            out[k] = replace(column, meaning="stage")
            continue
        if column.meaning == "name" and k and _is_value_beside(out, k, rows):
            # one heading over an indicator and its target
            out[k] = replace(column, meaning="target", measure=None)
            continue
        if column.meaning in ("", "other", "schedule") and _period_rows(rows, k):
            # `Triwulan | Target | Realisasi`: the quarters stand in rows
            out[k] = replace(column, meaning="period")
            continue
        if column.meaning == "other" and named & _LISTED and not named & _PAID and _amounts(rows, k):
            # `Program | Penetapan | Perubahan | Serapan`: amounts under headings that do not say so
            out[k] = replace(column, meaning="budget")
            continue
        if column.meaning:
            continue
        texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
        if not texts:
            continue
        if (
            k == 0
            and "row" not in named
            and sum(bool(ROW_NUMBER.fullmatch(t) or not any(c.isalnum() for c in t)) for t in texts) > len(texts) / 2
        ):
            out[k] = replace(column, meaning="row")
        elif (
            "budget" not in named and named & _LISTED and 2 * sum(bool(_GROUPED.search(t)) for t in texts) > len(texts)
        ):
            out[k] = replace(column, meaning="budget")
            named.add("budget")
        elif "budget" in named and not named & _SAID and all(_is_worded(t) for t in texts):
            out[k] = replace(column, meaning="line")  # what the amounts are for
            named.add("line")
    return tuple(_told_together(out, columns, rows))


def _told_together(out: list[Column], columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Sequence[Column]:
    """The columns, those that a neighbour tells among them; ``columns`` are they by their headings alone."""
    if not any(c.meaning == "target" for c in out) and (k := _beside_units(out, rows)) is not None:
        # `Satuan | Rencana 2041`: quantities under a heading that is not known
        out[k] = replace(out[k], meaning="target")
    bare = [k > 0 and _is_bare(c, columns[k - 1]) for k, c in enumerate(columns)]
    for k, meaning in named_beside([c.meaning for c in out], bare, rows).items():
        out[k] = replace(out[k], meaning=meaning)
    return out


def _beside_units(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int | None:
    """The one column of figures beside the units of a table of indicators whose heading is not known."""
    units = [k for k, c in enumerate(columns) if c.meaning == "unit"]
    if len(units) != 1 or not any(c.meaning == "name" for c in columns):
        return None
    near = [k for k in (units[0] + 1, units[0] - 1) if 0 <= k < len(columns)]
    found = [k for k in near if columns[k].meaning == "other" and _figures(rows, k)]
    return found[0] if len(found) == 1 else None


def _is_worded(text: str) -> bool:
    """Whether a cell says what an amount is for, or that it is the sum."""
    return sum(map(str.isalpha, text)) >= _TEXT or is_total(text)


def _is_bare(column: Column, left: Column) -> bool:
    """Whether a column has no heading, or none but the one that stands over its left neighbour too."""
    if column.heading is None:
        return True
    return left.heading is not None and left.heading.words == column.heading.words


def period_of(span: Span) -> Span | None:
    """The part of the year that a cell names and nothing else: `Triwulan 1 :`, `Februari`."""
    part, month = _periods()
    found = part.search(span.text) or month.search(span.text)
    left = span.text[: found.start()] + span.text[found.end() :] if found else "-"
    return span.of(found) if found and not any(c.isalnum() for c in left) else None


def _period_rows(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether most cells of a column name a part of the year each, one after the other."""
    cells = [row[k] for row in rows if row[k].column == k and row[k].text.strip()]
    named = sum(period_of(cell.span) is not None for cell in cells)
    return named >= _YEARS and named >= _MOSTLY * len(cells)


def _is_unit_beside(columns: Sequence[Column], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column under the heading of the quantities at its left holds words and no figures."""
    left, own = columns[k - 1], columns[k]
    if left.meaning != "target" or left.heading is None or own.heading is None:
        return False
    texts = [row[k].text for row in rows if row[k].text.strip() and row[k].column == k]
    worded = bool(texts) and not any(c.isdigit() for t in texts for c in t)
    return left.heading.words == own.heading.words and worded and _figures(rows, k - 1)


def _stages(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column says of each row which stage of the work it measures."""
    texts = [row[k].text.strip().casefold() for row in rows if row[k].text.strip() and row[k].column_span == 1]
    words = toml("columns")["stages"]["words"]
    return len(texts) > 1 and sum(t in words for t in texts) >= _NEARLY * len(texts)


def _amounts(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether nearly all cells of a column hold an amount of money and nothing else."""
    texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
    return len(texts) > 1 and sum(bool(_MONEY.fullmatch(t)) for t in texts) >= _NEARLY * len(texts)


def _is_value_beside(columns: Sequence[Column], k: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column under the heading of the indicators at its left holds figures."""
    left, own = columns[k - 1], columns[k]
    if left.meaning != "name" or left.heading is None or own.heading is None or left.heading.words != own.heading.words:
        return False
    return _figures(rows, k) and not _figures(rows, k - 1)


def _figures(rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether most cells of a column begin with a figure."""
    texts = [row[k].text.strip() for row in rows if row[k].text.strip() and row[k].column == k]
    return len(texts) > 0 and sum(t[0].isdigit() for t in texts) * 3 > 2 * len(texts)
