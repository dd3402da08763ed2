"""Checks of numbering that hold for every kind: the rows, indicators and budget lines of tables.

What only one kind numbers (boxes, provisions) is checked by that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.audit.problem import Problem
from extractor.audit.sequence import SLIPS, Numbered, judge, slips, value
from extractor.audit.view import View
from extractor.schema import Budget, Cascading, Document, Indicator

_STEPPED = re.compile(r"[1-9]\d?(?:\.[1-9]\d?){1,2}")
"""A row's number with its upper ones."""
_LEAD = 2
"""Words that the names of a lead-in's items have in common at least."""


def numbering(view: View) -> Iterator[Problem]:
    """One finding for every sequence that is not in order."""
    for i, document in enumerate(view.documents):
        for sequence in _sequences(view, document, f"/documents/{i}"):
            for problem in judge(sequence, i):
                own = slips(sequence) <= SLIPS and not _overlooked(view, sequence, problem)
                yield problem if own else replace(problem, severity="info")
        for steps in _stepped(document, f"/documents/{i}"):
            # told under the number that leads them, whose own sequence is another: `1`, `1.1`, `1.3`, `2`
            printed = {cell.strip().rstrip(".") for _, row in view.cells(i) for cell in row}
            for problem in judge([(path, number.rpartition(".")[2]) for path, number in steps], i):
                number = f"{steps[0][1].rpartition('.')[0]}.{problem.details['number']}"
                if problem.sentence == "numbering-missing" and number not in printed:
                    shown = ", ".join(n for _, n in steps)
                    yield replace(problem, details={"number": number, "shown": shown})
        for steps in _stepped_again(document, f"/documents/{i}"):
            for problem in judge([(path, number.rpartition(".")[2]) for path, number in steps], i):
                number = f"{steps[0][1].rpartition('.')[0]}.{problem.details['number']}"
                if problem.sentence == "numbering-twice" and slips([(p, n.rpartition(".")[2]) for p, n in steps]) == 1:
                    shown = ", ".join(n for _, n in steps)
                    yield replace(problem, details={"number": number, "shown": shown})


def _overlooked(view: View, sequence: Sequence[Numbered], problem: Problem) -> bool:
    """Whether a picture shows all numbers of a list but some: a stamp or a fold may hide those."""
    if problem.sentence != "numbering-unnumbered":
        return False
    entries = [entry for path, _ in sequence if (entry := view.counted(path)) is not None]
    return any(entry.method.startswith("ocr") for entry in entries)


def _in_place(lines: Sequence[tuple[str, Budget]]) -> list[tuple[str, Budget]]:
    """The numbered lines, and those without a number that stand where as many numbers are left out: `1, 2, –, 4`."""
    kept: list[tuple[str, Budget]] = []
    bare: list[tuple[str, Budget]] = []
    for path, line in lines:
        if not line.number:
            bare.append((path, line))
            continue
        above, here = (value(kept[-1][1].number or "") if kept else None), value(line.number)
        if above and here and bare and here[1] - above[1] == len(bare) + 1:
            kept.extend(bare)
        kept.append((path, line))
        bare = []
    return kept


def _stepped_again(document: Document, at: str) -> Iterator[list[tuple[str, str]]]:
    """The indicators' own numbers under one statement, where all of them go on with one upper number: `1.1`, `1.2`,
    `1.2`. The items of a lead-in bear its number, and a chart's boxes have checks of their own.
    """
    if isinstance(document, Cascading):
        return
    rows = [(f"{at}/indicators/{j}", n) for j, n in enumerate(document.indicators)]
    for _, run in groupby(rows, key=lambda r: (r[1].table, *_under(r[1]))):
        numbered = [(path, n.number, (n.name or "").casefold().split()[:_LEAD]) for path, n in run if n.number]
        items = [next(same) for _, same in groupby(numbered, key=lambda r: r[1:])]
        listed = [(path, number) for path, number, _ in items]
        uppers = {number.rpartition(".")[0] for _, number in listed}
        if len(uppers) == 1 and len(listed) > 1 and all(_STEPPED.fullmatch(number) for _, number in listed):
            yield listed


def _stepped(document: Document, at: str) -> Iterator[list[tuple[str, str]]]:
    """The numbers of rows under each upper one, those that begin with one: `1.1`, `1.2`. A code has noughts, and leaves
    out what the plan has not.
    """
    rows = [(f"{at}/indicators/{j}", n.table, n.row or "") for j, n in enumerate(document.indicators)]
    groups: dict[tuple[int | None, str], dict[str, str]] = {}
    for path, table, row in rows:
        if _STEPPED.fullmatch(row):
            groups.setdefault((table, row.rpartition(".")[0]), {}).setdefault(row, path)
    for members in groups.values():
        listed = [(path, row) for row, path in members.items()]
        if len(listed) > 1 and listed[0][1].endswith(".1"):
            yield listed


def _sequences(view: View, document: Document, at: str) -> Iterator[list[Numbered]]:
    """The sequences of numbers that a document's tables print."""
    rows = [(f"{at}/indicators/{j}", n) for j, n in enumerate(document.indicators)]
    for table, group in groupby(rows, key=lambda r: r[1].table):
        if table is None and isinstance(document, Cascading):
            continue  # boxes, and the small tables of sheets: each sheet counts by itself
        members = list(group)
        first = [m for k, m in enumerate(members) if not k or _is_new_row(view, members[k - 1], m)]
        parts = [list(run) for _, run in groupby(first, key=lambda r: (r[1].goal, r[1].objective))]
        # rows may be numbered anew under each statement; one row under each, all with 1, is a slip
        begun = [value(run[0][1].row or "") for run in parts]
        anew = len(parts) < len(first) and all(number is not None and number[1] == 1 for number in begun)
        for rows_of_one in parts if anew else [first]:
            yield from _by_kind([(p, n.row) for p, n in rows_of_one])
        for _, run in groupby(members, key=lambda r: _under(r[1])):
            numbered = [(p, n) for p, n in run if n.number is not None]
            # the items of a lead-in bear its number
            items = groupby(numbered, key=lambda r: (r[1].number, (r[1].name or "").casefold().split()[:_LEAD]))
            yield [(p, n.number) for p, n in (next(same) for _, same in items)]
    if isinstance(document, Cascading):
        return  # amounts stand in boxes, which no order of reading numbers
    lines = _in_place([(f"{at}/budgets/{j}", b) for j, b in enumerate(document.budgets)])
    for _, listed in groupby(lines, key=lambda line: (line[1].program, line[1].activity)):
        # the kegiatan of each programme are numbered anew
        yield from _by_kind([(path, b.number) for path, b in listed])


def _under(indicator: Indicator) -> tuple[str | None, ...]:
    """What an indicator stands under: its like under the next statement, programme or kegiatan are numbered anew."""
    return (
        indicator.row,
        indicator.objective,
        indicator.program,
        indicator.activity,
        indicator.sub_activity,
    )


def _is_new_row(view: View, above: tuple[str, Indicator], here: tuple[str, Indicator]) -> bool:
    """Whether an indicator begins a row: it has another number, or the same one printed again beside a sasaran of its
    own. A number that is printed for every indicator of a sasaran, or once for several sasaran, is one row's.
    """
    (at, one), (under, other) = above, here
    if one.row != other.row:
        return True
    if other.row is None or not one.objective or not other.objective or one.objective == other.objective:
        return False
    places = [view.provenance.get(f"{pointer}/row") for pointer in (at, under)]
    return all(places) and len({str((p.page, p.bbox, p.lines)) for p in places if p}) > 1


def _by_kind(sequence: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """Letters and digits that take turns in one column (programmes A, B with activities 1, 2) are two sequences."""
    kinds = {k[0] for _, n in sequence if n and (k := value(n))}
    if len(kinds) <= 1:
        yield list(sequence)
        return
    kinds_in_order = [(v := value(n or "")) and v[0] for _, n in sequence]
    outer = next(k for k in kinds_in_order if k)
    yield [s for s, kind in zip(sequence, kinds_in_order, strict=True) if kind == outer]
    for kind, run in groupby(zip(sequence, kinds_in_order, strict=True), key=lambda pair: pair[1]):
        # what stands under a number of the outer list may begin anew under the next one
        if kind and kind != outer:
            yield [s for s, _ in run]
