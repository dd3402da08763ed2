"""The indicators of a node as records: name, number, targets, explanation.

In comes a group of lines as the box or the row held them, out come indicator drafts. Apart from the builder of nodes
because targets stand in three places: in brackets at the end of the name, under a label of their own, in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from extractor import knowledge
from extractor.kinds.cascade.items import bracketed, items
from extractor.kinds.cascade.labels import BULLET, PERIOD_IN
from extractor.kinds.cascade.piece import Group
from extractor.layout.blocks import Line
from extractor.match.column_labels import measure_of
from extractor.match.explanation import Explanation, match_explanations, merge, share
from extractor.match.found import DraftValue, Found, prose
from extractor.match.money import match_rupiah
from extractor.match.target import match_target, split_targets
from extractor.read.words import Span, join
from extractor.records.stages import stage_label, stage_measure

_NUMBER = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,3})*|[A-Za-z])\s*[.)]\s*(?=[^\s\d])|^(?P<dotted>\d{1,2}(?:\.\d{1,2})+|\d{1,2},\d(?=\s+[A-Z]))\s+"
)


@knowledge.kept
def _behind() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A quantity or a grade in brackets at the end of a text (`(85,4 %)`, `(WTP)`), and one behind a sign (`: 85,4 %`).
    A short grade that is a Roman number may be anything.
    """
    letters = knowledge.toml("targets")["grades"]["letters"]
    long = "|".join(re.escape(g) for g in letters if len(g) >= _LONG_GRADE and not set("IVX").issuperset(g))
    grade = rf"[A-D]{{1,2}}[+-]?|{long}"
    bracket = re.compile(
        rf"\s*[(\[]\s*(?:target\s*[:=]?\s*)?(?P<target>(?:[<>≤≥=]+\s*)?(?:\d[^()\[\]|]*|{grade}))"
        r"\s*(?:\|[^()\[\]]*)?[)\]]\s*\.?$",
        re.IGNORECASE,
    )
    return bracket, re.compile(rf"\s*[:=]\s*(?P<target>(?:[<>≤≥=]+\s*)?(?:\d[^()\[\]:=]*|{grade}))\s*\.?$")


_LONG_GRADE = 3
"""Letters of a grade that needs no other sign, at the least: the opinions of auditors."""
_DASHED = re.compile(r"(?<!\d)\s+[-–—]\s+(?P<target>(?:[<>≤≥=]+\s*)?\d[\d.,]*(?:\s*%|(?:\s+[A-Za-z/]+){0,3}))\s*\.?$")
"""``Persentase jalan mantap - 85,4 %``; a dash behind a figure is that of a range."""
_WITH_UNIT = re.compile(
    r"\s*[:=]\s*(?P<target>(?:[<>≤≥=]+\s*)?\d[\d.,]*\s*(?:%|[A-Za-z]+(?:\s?/\s?[A-Za-z]+)?(?:\s[A-Za-z]+)?))\s*\.?$"
)
"""``Volume sampah yang terangkut : 1.800 ton/hari``: a figure with its unit needs no others to be told."""
_NAMED = re.compile(
    r"\s*(?:[;,(\[–|/-]\s*target\s*[:=]?|[.]?\s+target\s*[:=])\s*"
    r"(?P<target>(?:[<>≤≥=]+\s*)?(?:\d[^()\[\]:=;]*|[A-D]{1,2}[+-]?))\s*[)\]]?\s*\.?$",
    re.IGNORECASE,
)
"""``Persentase jalan mantap; target 85,4 %``: the word says what it is, whatever the chart prints elsewhere. (Without a
sign the word is the name's own: ``Persentase dinas yang mencapai target 100 %``.)"""
_REPEATED = ("name", "formula", "data_source", "notes")
_PERIODS = re.compile(
    r"\s*[(\[]\s*(?P<targets>(?:target\s+)?(?:tahun\s+)?(?:19|20)\d{2}\s*[:=][^()\[\]]+)[)\]]\s*\.?$", re.IGNORECASE
)
"""``Persentase jalan mantap (2025: 80 %; 2026: 85 %)``."""
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_AGE = re.compile(r"^\d+\s*(?:-|–|s\.?d\.?|sampai)\s*\d+\s*(?:tahun|thn|th|bulan|bln)\b", re.IGNORECASE)
_FIRST = re.compile(r"1\s*[.)]\s+\S")


_BEFORE = re.compile(r"[\s:;,\-–•=\"“”]*")
_BEHIND = re.compile(r"[\s:;,=\"“”]*$")


def trimmed(span: Span) -> Span:
    """The span without the punctuation that labels leave at its ends."""
    text = span.text
    head = _BEFORE.match(text)
    tail = None if text[-1:].isalnum() else _BEHIND.search(text)  # most end with a letter
    start = head.end() if head else 0
    end = tail.start() if tail else len(text)
    return span.cut(start, end) if start < end else Span()


def plain(span: Span) -> Found[DraftValue] | None:
    """A number as a value, without its dot."""
    return Found(span.text.strip(" ."), span) if span else None


def numbered(span: Span) -> tuple[Span, Span]:
    """``(number without its dot, the rest)`` of a text that may begin with a number."""
    text = span.text
    bullet = BULLET.match(text)
    if bullet is not None:
        span = span.cut(bullet.end())
        text = span.text
    m = _NUMBER.match(text)
    if m is None:
        return Span(), trimmed(span)
    return span.of(m, "number" if m.group("number") else "dotted"), trimmed(span.cut(m.end()))


def _bracket(name: Span) -> re.Match[str] | None:
    """A quantity at the end of a name, in brackets or behind a colon, an equals sign or a dash; years and ages (``7-12
    tahun``) are parts of the name.
    """
    bracket, stated = _behind()
    m = bracket.search(name.text) or stated.search(name.text) or _DASHED.search(name.text)
    if m is None or m.start() == 0:
        return None
    said = m.group("target").strip()
    return None if _YEAR.match(said) or _AGE.match(said) else m


def _unbracketed(item: Span) -> Span:
    """An indicator without the brackets around all of it."""
    text = item.text
    if not (bracketed(item) and text.endswith(")")):
        return item
    depth = list(accumulate((c == "(") - (c == ")") for c in text))
    return item.cut(1, len(text) - 1) if 0 not in depth[:-1] and depth[-1] == 0 else item


def targets_in_brackets(groups: Iterable[Group]) -> bool:
    """Do the indicators of a chart carry their targets in brackets? One bracket alone may be anything."""
    names = [numbered(_unbracketed(item))[1] for g in groups for item in items(g.lines)]
    return len(names) > 1 and sum(_bracket(n) is not None for n in names) >= 0.5 * len(names)


def carries_target(span: Span) -> bool:
    """Does a text end with a target of its own (`Persentase jalan mantap (85 %)`)?"""
    name = numbered(_unbracketed(span))[1]
    return _NAMED.search(name.text) is not None or _bracket(name) is not None


def _measure(group: Group) -> Found[DraftValue] | None:
    """Whether the heading over a group says that its indicators are of the outcome or of the output."""
    for said in (group.label.span if group.label is not None else Span(), group.heading):
        measure = measure_of(said.text) or stage_measure(said.text) if said else None
        if measure is not None:
            return Found(measure, said, "label")
    return None


def indicators(
    group: Group, shared: dict[str, DraftValue], brackets: bool, *, year: int | None = None
) -> list[DraftValue]:
    """The indicators of a group.

    ``shared`` are the fields that all of them have (row, objective, program, activity, owner). ``brackets`` says that
    the chart prints targets in brackets. ``year`` is the document's own.
    """
    found = [(number, name) for number, name in map(numbered, map(_unbracketed, items(group.lines))) if name]
    listed = bool(found) and found[0][0].text == "1"
    columns = [(Span(), group.target), *group.targets] if group.target else list(group.targets)
    under = _under(columns, len(found), listed=listed)
    reached = _under(group.actuals, len(found), listed=listed)
    for line, quantity in group.beside:
        owner = next((i for i, (_, name) in enumerate(found) if line.words[-1] in name.words), None)
        target = match_target(quantity.span)
        if owner is not None and target is not None:
            under[owner].append(target)
    explained = _explained(group, len(found))
    # "IK 2 : Persentase ..." counts the indicator, "Indikator Sasaran 2 :" may count the sasaran
    counted = group.label is not None and group.label.level is None and len(found) == 1
    own = group.number or (group.label.number if counted and group.label is not None else Span())
    brackets = brackets or (len(found) > 1 and all(_bracket(name) for _, name in found))
    measure = _measure(group)
    out: list[DraftValue] = []
    for i, (number, name) in enumerate(found):
        first, further = _own_and_later(under[i], year, timed=group.timed)
        actual, actuals = _own_and_later(reached[i], year)
        place = name
        name, inside = _target_inside(name, brackets=brackets)
        if first is None and not further:
            first, further = _own_and_later(inside, year)
        else:
            further = [*inside, *further]
        label = stage_label(name)
        said = Found(label.measure, label.label, "label") if label is not None and label.measure else measure
        name = trimmed(label.rest) if label is not None else name
        record: dict[str, DraftValue] = {
            **shared,
            "number": plain(number or own),
            "name": prose(name),
            "measure": said,
            **explained[i],
            "unit": prose(_nth(group, i, len(found))),
            "owner": prose(join(line.span for line in group.holder)) or shared.get("owner"),
            "baseline": match_target(trimmed(join(line.span for line in group.parts.get("baseline", ())))),
            "location": prose(join(line.span for line in group.parts.get("location", ()))),
            "target": first,
            "further_targets": further,
            "actual": actual,
            "further_actuals": actuals,
            "budget": match_rupiah(join(line.span for line in group.budget)) if group.budget and not out else None,
        }
        # the heading over the group belongs to its first indicator's place: it may carry another number than the box
        heading = group.label.span if group.label is not None and not out else Span()
        out.append(Found(record, heading + number + place))
    for other in group.others:
        _add_places(out, indicators(other, shared, brackets, year=year))
    return out


def _target_inside(name: Span, *, brackets: bool) -> tuple[Span, list[DraftValue]]:
    """A name without the target at its end, and that target; several where each says its period."""
    m = _NAMED.search(name.text) or (_bracket(name) if brackets else _WITH_UNIT.search(name.text))
    if m is None:
        m = _PERIODS.search(name.text)
        listed = _periods([Line(name.of(m, "targets").words)]) if m is not None else []
        return (trimmed(name.cut(0, m.start())), listed) if m is not None and listed else (name, [])
    said = name.of(m, "target")
    target = match_target(said)
    listed = _periods([Line(said.words)]) or ([target] if target is not None else [])
    return trimmed(name.cut(0, m.start())), listed


def _own_and_later(
    values: Sequence[DraftValue], year: int | None, *, timed: bool = False
) -> tuple[DraftValue, list[DraftValue]]:
    """The indicator's own quantity, and those of further periods. Where periods are told, its own is the one that has
    none, wherever it stands, else that of the document's own year.
    """
    later = list(values)
    if len(later) == 1 and not timed:
        return later.pop(), later
    periods = [_period(t) for t in later]
    own = next((periods.index(period) for period in (None, str(year)) if period in periods), None)
    return (_undated(later.pop(own)) if own is not None else None), later


def _period(target: DraftValue) -> str | None:
    """The period that a target is for, as printed, rather than the indicator's own."""
    said = target.value if isinstance(target, Found) else target
    period = said.get("period") if isinstance(said, dict) else None
    return str(period.value) if isinstance(period, Found) else None


def _undated(target: DraftValue) -> DraftValue:
    """A target as the indicator's own, whose year the document says."""
    if isinstance(target, Found) and isinstance(target.value, dict):
        return replace(target, value={**target.value, "period": None})
    return target


def _add_places(mine: Sequence[DraftValue], others: Sequence[DraftValue]) -> None:
    """Adds to values the places of other sheets that print them differently, in place; the first place stays first."""
    if len(mine) != len(others):
        return
    for one, two in zip(mine, others, strict=True):
        if not isinstance(one, Found) or not isinstance(two, Found):
            continue
        record, other = one.value, two.value
        if not isinstance(record, dict) or not isinstance(other, dict):
            continue
        for name in _REPEATED:
            a, b = record.get(name), other.get(name)
            if isinstance(a, Found) and isinstance(b, Found) and a.value != b.value:
                record[name] = Found(a.value, a.span + b.span, a.matcher)


def _explained(group: Group, count: int) -> list[dict[str, DraftValue]]:
    """The parts of the explanation of every indicator: its own, or the one that stands for all of them."""
    read = match_explanations(group.explanation)
    if len(read) > 1:
        shared = share(read, count)
        return [e.fields() for e in shared] if shared is not None else [{}] * count
    columns = {name: join(line.span for line in lines) or None for name, lines in group.parts.items()}
    stated = Explanation(
        columns.get("formula"), columns.get("calculation"), columns.get("data_source"), columns.get("notes")
    )
    return [merge(read[0], stated).fields() if read else stated.fields()] * count


def _nth(group: Group, i: int, count: int) -> Span:
    """The unit of one of several indicators: its own line, or the one unit there is."""
    if not group.unit:
        return Span()
    if len(group.unit) == count and count > 1:
        return trimmed(group.unit[i].span)
    return trimmed(join(line.span for line in group.unit)) if count == 1 or len(group.unit) == 1 else Span()


def _unlisted(quantity: Span, k: int) -> Span:
    """The k-th quantity of a list without its mark: ``2. 45 dokumen``, ``b) 45 dokumen``."""
    m = re.match(rf"\s*{k}\s*[.)]\s+", quantity.text)
    return quantity.cut(m.end()) if m is not None else numbered(quantity)[1] or quantity


DATED = re.compile(r"(?:target\s+)?(?:\(?tahun\s+)?(?P<period>(?:19|20)\d{2})\)?\s*[:=–-]\s*(?=\S)", re.IGNORECASE)
"""``2022 : 80 %``, ``Tahun 2022 = 80 %``, ``Target 2022: 80 %``."""
_LISTED = re.compile(rf"(?:^|(?<=[,;|/]\s)|(?<=[;|/])){DATED.pattern}", re.IGNORECASE)
"""One of several such targets on a line (`2025: 80 %; 2026: 85 %`)."""


def _periods(lines: Sequence[Line]) -> list[DraftValue]:
    """The targets of a cell in which lines begin with the periods of theirs, or one line lists them; none of any other
    cell.
    """
    stated: list[tuple[Span, list[Span]]] = []
    for line in lines:
        starts = [m.start() for m in _LISTED.finditer(line.text)]
        if not stated and starts[:1] != [0]:
            return []
        if starts[:1] != [0]:
            stated[-1][1].append(line.span.cut(0, starts[0]) if starts else line.span)
        for part in (line.span.cut(i, j) for i, j in pairwise([*starts, len(line.text)])):
            m = DATED.match(part.text)
            if m is not None:
                stated.append((part.of(m, "period"), [part.cut(m.end())]))
    if len(stated) < 2:
        return []
    read = [match_target(trimmed(join(said)), period=period) for period, said in stated]
    return [target for target in read if target is not None]


def _under(columns: Sequence[tuple[Span, list[Line]]], count: int, *, listed: bool) -> list[list[DraftValue]]:
    """The targets (results) of every indicator that stand under a label or in columns, in order; ``listed`` says that
    the first indicator is numbered 1, as its target may be where it is the only one.
    """
    out: list[list[DraftValue]] = [[] for _ in range(count)]
    for head, lines in columns:
        if not lines:
            continue
        if count == 1 and (stated := _periods(lines)):
            out[0] += stated
            continue
        m = PERIOD_IN.search(head.text)
        period = head.of(m) if m is not None else None
        whole = trimmed(join(line.span for line in lines))
        if count == 1:
            pieces: Sequence[Span] = [_unlisted(whole, 1) if listed and _FIRST.match(whole.text) else whole]
        else:
            parts = [_unlisted(p, k) for k, p in enumerate(items(lines), 1)]
            pieces = parts if len(parts) == count else split_targets(whole, count) or []
        for i, piece in enumerate(pieces):
            target = match_target(trimmed(piece), period=period)
            if target is not None:
                out[i].append(target)
    return out
