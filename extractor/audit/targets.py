"""Checks of targets: missing ones, and one indicator with two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, repeat

from rapidfuzz.fuzz import partial_ratio, ratio

from extractor.audit.problem import Problem
from extractor.audit.view import View, plain, same_text
from extractor.knowledge import toml
from extractor.printed import YEAR
from extractor.schema import Indicator, Severity, Target

_SAME_UNIT = 85
"""Likeness (0-100) of two units from which they are one, one of them cut short or misprinted."""
_MIN_WORDS = 4
"""Words from which a name that stands twice is one indicator: shorter ones (`Jumlah laporan`) head many."""
_SEVERITIES: tuple[tuple[Severity, bool], ...] = (("warning", True), ("info", False))
"""How grave a missing target is, by whether it is surely the document that lacks it."""
_LEVELS = ("program", "activity", "sub_activity")
_MISPRINT = 60
"""Likeness (0-100) of a word and its misprint: two wrong letters of five."""
_SLIPS = 3
"""Indicators of which two tables state different targets by mistake."""


def target_missing(view: View) -> Iterator[Problem]:
    """Rows without a target in a table that has targets; one finding for each table."""
    groups: dict[tuple[int, int | None], list[tuple[str, Indicator]]] = defaultdict(list)
    for i, at, indicator in view.indicators():
        groups[i, indicator.table].append((at, indicator))
    for (i, _), members in groups.items():
        without = [(at, n) for at, n in members if n.target is None and not n.further_targets]
        if not without or len(without) == len(members):
            continue
        names = Counter(plain(n.name) for _, n in without)
        own = [
            _is_whole(n.name or "") and _blank_rows(view, i, plain(n.name)) >= names[plain(n.name)] for _, n in without
        ]
        # where most of them may be misread, so may be all
        own = own if 2 * sum(own) > len(own) else [False] * len(own)
        for severity, sure in _SEVERITIES:
            paths = [at for (at, _), whose in zip(without, own, strict=True) if whose == sure]
            if paths:
                yield Problem("target-missing", severity, "target-missing", paths, [i], {"count": len(paths)})


def _is_whole(name: str) -> bool:
    """Whether a name begins as indicators do; what begins otherwise may be a piece of one that a row's end tore, or of
    a neighbouring cell.
    """
    first = re.match(r"\w+", name)
    word = first[0].casefold() if first and first[0][0].isupper() else ""
    return word in toml("columns")["contents"]["measures"] or word.endswith("nya")


def _blank_rows(view: View, i: int, name: str) -> int:
    """How many rows print an indicator's name and have nothing in its target's columns: what is printed there and was
    not read is no fault of the document. A document without such a table prints no target to miss.
    """
    rows = {id(row): (head, row) for head, row in view.cells(i) if name and any(name in plain(cell) for cell in row)}
    return sum(
        not any(any(map(str.isalnum, cell)) for cell in cells)
        for cells in map(_own_targets, rows.values(), repeat(name))
        if cells
    )


def _own_targets(found: tuple[Sequence[str], Sequence[str]], name: str) -> list[str]:
    """The cells of the target's columns beside each other that stand nearest behind an indicator's name; all of a row
    that has none behind it. A further indicator of the row has targets of its own.
    """
    head, row = found
    at = next(k for k, cell in enumerate(row) if name in plain(cell))
    named = [k for k in range(min(len(head), len(row))) if "target" in plain(head[k])]
    behind = [k for k in named if k > at]
    beside = [k for n, k in enumerate(behind) if k == behind[0] + n]
    return [row[k] for k in beside or named]


def target_conflict(view: View) -> Iterator[Problem]:
    """One indicator with two targets in two tables or two component documents of the same year.

    Counts add up over people and offices, so that only shares, indices and the like can conflict between documents.
    """
    groups: list[tuple[str, list[tuple[int, str, Indicator]]]] = []
    for i, at, indicator in view.indicators():
        name = plain(indicator.name)
        indicator = _of_year(view, i, indicator)
        if indicator.target is None or indicator.target.text is None or len(name.split()) < _MIN_WORDS:
            continue
        for key, members in groups:
            if abs(len(key) - len(name)) <= 0.1 * len(key) and same_text(key, name) and not _other_words(key, name):
                members.append((i, at, indicator))
                break
        else:
            groups.append((name, [(i, at, indicator)]))
    found = [conflict for _, members in groups if (conflict := _conflicting(view, members))]
    tables = Counter(pair for conflict in found for pair in _differing(conflict))
    for conflict in found:
        # two tables that differ in many rows state two things: what was proposed and what was planned
        many = all(tables[pair] > _SLIPS for pair in _differing(conflict))
        texts = list(dict.fromkeys(m.target.text for _, _, m in conflict if m.target and m.target.text))
        yield Problem(
            "target-conflict",
            "info" if many else "warning",
            "target-conflict",
            [_stated_at(view, i, at) for i, at, _ in conflict],
            sorted({i for i, _, _ in conflict}),
            {"name": conflict[0][2].name, "targets": ", ".join(texts)},
        )


def _differing(conflict: Sequence[tuple[int, str, Indicator]]) -> set[frozenset[tuple[int, int | None]]]:
    """The pairs of tables that state different targets of one indicator; it may stand in a third one as well."""
    return {
        frozenset(((i, a.table), (k, b.table)))
        for (i, _, a), (k, _, b) in combinations(conflict, 2)
        if (i, a.table) != (k, b.table) and a.target and b.target and not _agree(a.target, b.target)
    }


def _of_year(view: View, i: int, indicator: Indicator) -> Indicator:
    """The indicator with the target of the one year that another table of the document sets targets for, where it
    states those of several years only (a Renstra beside its first year's indicators).
    """
    if indicator.target is not None or not indicator.further_targets:
        return indicator
    other = {t for n in view.documents[i].indicators if n.table != indicator.table for t in _years(n)}
    if len(other) != 1:
        return indicator
    own = [t for t in indicator.further_targets if t.period in other]
    return indicator.model_copy(update={"target": own[0]}) if len(own) == 1 else indicator


def _stated_at(view: View, i: int, at: str) -> str:
    """Where an indicator's target stands."""
    own = view.documents[i].indicators[int(at.rpartition("/")[2])].target
    return f"{at}/further_targets" if own is None else f"{at}/target"


def _years(indicator: Indicator) -> set[str]:
    """The years that an indicator's targets are printed for."""
    stated = [t for t in (indicator.target, *indicator.further_targets) if t is not None and t.period]
    return {t.period for t in stated if t.period and YEAR.fullmatch(t.period)}


def _other_words(a: str, b: str) -> bool:
    """Whether two long names that are alike differ by a word that is no misprint of the other's: of the advice of two
    bodies (`BPK`, `APIP`) each may have its target.
    """
    one, other = Counter(a.split()), Counter(b.split())
    few, many = sorted((list((one - other).elements()), list((other - one).elements())), key=len)
    return any(max(ratio(word, w) for w in many) < _MISPRINT for word in few)


def _conflicting(view: View, members: list[tuple[int, str, Indicator]]) -> list[tuple[int, str, Indicator]]:
    """The members, if two of them contradict each other; members of tables that set two targets side by side are left
    out.
    """
    members = [m for m in members if not _compared(m, members)]
    for x, (i, _, a) in enumerate(members):
        for k, _, b in members[x + 1 :]:
            if (i, a.table) == (k, b.table) or a.target is None or b.target is None:
                continue
            if i != k and (view.documents[i].year != view.documents[k].year and _plausible_years(view, i, k)):
                continue
            if i != k and not (_rate(a) and _rate(b)):
                continue
            if any(_unlike(getattr(a, level), getattr(b, level)) for level in _LEVELS):
                continue
            years = {_for_year(view, i, a.target), _for_year(view, k, b.target)}
            if len(years - {""} if i != k else years) > 1:
                continue
            if a.measure == b.measure and not _agree(a.target, b.target):
                return members
    return []


def _unlike(one: str | None, other: str | None) -> bool:
    """Whether two indicators stand under different programmes or kegiatan: each may be measured by the same words."""
    return bool(one) and bool(other) and not same_text(plain(one), plain(other), _SAME_UNIT)


def _compared(one: tuple[int, str, Indicator], members: list[tuple[int, str, Indicator]]) -> bool:
    """Whether the table of a member states the indicator more than once with different targets: a comparison (of a
    draft with the need, of two years), not a contradiction.
    """
    same = [m for i, _, m in members if (i, m.table) == (one[0], one[2].table) and m.target and one[2].target]
    return any(m.target and one[2].target and not _agree(m.target, one[2].target) for m in same)


def _for_year(view: View, i: int, target: Target) -> str:
    """The year that a target is for: the one printed with it, else the document's own."""
    own = view.documents[i].year
    stated = target.period if target.period and YEAR.fullmatch(target.period) else None
    return stated or str(own or "")


def _plausible_years(view: View, i: int, k: int) -> bool:
    """Two documents of different years may well have different targets."""
    return view.documents[i].year is not None and view.documents[k].year is not None


def _rate(indicator: Indicator) -> bool:
    first = plain(indicator.name).split(" ", 1)[0]
    return first in toml("audit")["rates"] or (indicator.target is not None and indicator.target.unit == "%")


def _agree(a: Target, b: Target) -> bool:
    if a.value != b.value:
        short, long = sorted((plain(a.text), plain(b.text)), key=len)
        # one figure may stand once alone beside its scale (`8.213`, in a column `Miliar rupiah`), once with it
        return short == long or (long.startswith(f"{short} ") and not any(map(str.isdigit, long[len(short) :])))
    x, y = re.sub(r"\W", "", (a.unit or "").casefold()), re.sub(r"\W", "", (b.unit or "").casefold())
    return not x or not y or x == y or x.startswith(y) or y.startswith(x) or partial_ratio(x, y) >= _SAME_UNIT
