"""Checks of amounts: the stated total, and programmes against their parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from extractor.audit.problem import Problem
from extractor.audit.sequence import value
from extractor.audit.view import View, plain, same_person, same_text
from extractor.printed import GROUPED
from extractor.schema import Budget, Document, Severity

_AMOUNT = re.compile(rf"(?<![\d.,]){GROUPED}(?!\d)")
_OF_PROGRAM = re.compile(r"\bkegiatan\b", re.IGNORECASE)
"""A line that names both a programme and its kegiatan has the kegiatan's amount."""
_NO_DIGIT = re.compile(r"\D")


def budget_total(view: View) -> Iterator[Problem]:
    """The lines of a list do not add up to the total that the document states.

    A list of programmes with their activities counts either once: the total may be that of either level. A list with a
    line whose amount is not printed or not read cannot be checked.
    """
    for i, document in enumerate(view.documents):
        total = document.budget_total
        sums = _possible_sums(document.budgets)
        if total is None or not sums or total in sums:
            continue
        yield _total(view, i, total, min(sums, key=lambda s: abs(s - total)))


def plan_total(view: View) -> Iterator[Problem]:
    """The amounts beside the indicators of a document's one table do not add up to the total under them.

    An amount printed once for several indicators counts once, as often as it has places on paper; amounts of programmes
    and of their kegiatan in one column count each other's and are not checked here.
    """
    for i, document in enumerate(view.documents):
        total = document.budget_total
        if total is None or document.budgets:
            continue
        amounts: dict[str, int | float] = {}
        levels = set()
        for j, one in enumerate(document.indicators):
            entry = view.provenance.get(f"/documents/{i}/indicators/{j}/budget")
            if one.budget is not None and entry is not None and entry.bbox is not None:
                amounts[f"{entry.page} {entry.bbox}"] = one.budget
                levels.add((one.table, one.program is None, one.activity is None, one.sub_activity is None))
        stated = sum(amounts.values())
        if len(levels) == 1 and len(amounts) > 1 and stated != total:
            yield _total(view, i, total, stated)


def _total(view: View, i: int, total: int, stated: int | float) -> Problem:
    details: dict[str, object] = {
        "total": _rupiah(total), "sum": _rupiah(stated), "difference": _rupiah(abs(total - stated))
    }  # fmt: skip
    severity: Severity = "info" if _unread(view, i, total) else "error"
    return Problem("budget-total-mismatch", severity, "budget-total", [f"/documents/{i}/budget_total"], [i], details)


def _unread(view: View, i: int, total: int) -> bool:
    """Whether a column that prints the total prints an amount that stands in no line: then a line was not read, and the
    sum says nothing. What was spent stands in a column of its own.
    """
    document = view.documents[i]
    known = {total, *(b.amount for b in document.budgets), *(n.budget for n in document.indicators)}
    for table in document.tables:
        for column in zip(*table.rows, strict=False):
            printed = {int(_NO_DIGIT.sub("", m.group())) for cell in column for m in _AMOUNT.finditer(cell)}
            if total in printed and not printed <= known:
                return True
    return False


def _possible_sums(lines: Sequence[Budget]) -> set[int | float]:
    sums = set()
    for level in {line.level for line in lines}:
        amounts = [line.amount for line in lines if line.level == level]
        known = [a for a in amounts if a is not None]
        if amounts and len(known) == len(amounts):
            sums.add(sum(known))
    leaves = _without_parents(lines)
    # what an account is spent on stands without a code under it, with amounts of its own
    for some in (_once(lines), leaves, [line for line in leaves if line.code], *_by_numbers(lines)):
        if len(some) < len(lines):
            sums |= _possible_sums(some)
    every = [line.amount for line in lines if line.amount is not None]
    # a programme printed without an amount over activities with theirs: the leaves are the list
    headed = {line.program for line in lines}
    if every and all(line.amount is not None or line.name in headed for line in lines):
        sums.add(sum(every))
    return sums


def _by_numbers(lines: Sequence[Budget]) -> list[list[Budget]]:
    """The lines of each sort of numbers of an outline: `I` over `A` over `1`."""
    sorts: defaultdict[str, list[Budget]] = defaultdict(list)
    for line in lines:
        if line.number and (number := value(line.number)):
            sorts[number[0]].append(line)
    return list(sorts.values())


def _once(lines: Sequence[Budget]) -> list[Budget]:
    """Each line once: a report lists its programmes again beside what was spent."""
    return list({(line.level, plain(line.name), line.amount): line for line in lines}.values())


def _without_parents(lines: Sequence[Budget]) -> list[Budget]:
    """The lines without those whose code another one's goes on (accounts: `5.1` over `5.1.02`)."""
    codes = {line.code.rstrip(".") for line in lines if line.code}
    return [b for b in lines if not b.code or not any(c.startswith(b.code.rstrip(".") + ".") for c in codes)]


def budget_rollup(view: View) -> Iterator[Problem]:
    """The parts of a programme do not add up to it: activities in its list, shares in subordinate agreements."""
    for i, document in enumerate(view.documents):
        # a kegiatan whose programme was not found may be a part of this one
        torn = any(b.level == "kegiatan" and b.program is None for b in document.budgets)
        kegiatan: defaultdict[str | None, list[int | float | None]] = defaultdict(list)
        for b in document.budgets:
            if b.level == "kegiatan":
                kegiatan[b.program].append(b.amount)
        below = _subordinates(view, i, document)
        for j, line in enumerate(document.budgets):
            if line.level != "program" or line.amount is None or not line.name or _OF_PROGRAM.search(line.name):
                continue
            at = f"/documents/{i}/budgets/{j}"
            parts = kegiatan[line.name]
            known = [p for p in parts if p is not None]
            if parts and len(known) == len(parts) and sum(known) != line.amount:
                found = _rollup([f"{at}/amount"], [i], line, sum(known))
                yield replace(found, severity="info") if torn else found
                continue
            shares = list(_shares(view, below, line.name))
            if shares and sum(amount for _, _, amount in shares) > line.amount:
                paths = [f"{at}/amount", *(f"{where}/amount" for _, where, _ in shares)]
                yield _rollup(paths, sorted({i, *(k for k, _, _ in shares)}), line, sum(a for _, _, a in shares))


def plan_rollup(view: View) -> Iterator[Problem]:
    """The kegiatan of a plan's table do not add up to their programme.

    The amounts stand with the indicators there. One column must print the amount of the programme and under it those of
    its kegiatan and no other: then all of them were read.
    """
    for i, document in enumerate(view.documents):
        for t, table in enumerate(document.tables):
            programs = _plan_amounts(document, t) | _headed_amounts(document, t)
            heads = {p.amount for p in programs.values()}
            printed = _single_amounts(table.rows) if programs else []
            for name, program in programs.items():
                whole = any(_is_whole(program, heads, column) for column in printed)
                if whole and sum(program.parts.values()) != program.amount:
                    line = Budget.model_construct(name=name, amount=program.amount)
                    yield _rollup([f"/documents/{i}/{program.at}"], [i], line, sum(program.parts.values()))


@dataclass
class _Program:
    """A programme of a plan's table: where in the document its amount stands, the amount, those of its kegiatan by
    name.
    """

    at: str
    amount: int
    parts: dict[str, int] = field(default_factory=dict)


def _plan_amounts(document: Document, t: int) -> dict[str, _Program]:
    """The programmes of a table that have one amount, and so have their kegiatan."""
    programs: dict[str, _Program] = {}
    unsure: set[str] = set()
    for j, one in enumerate(document.indicators):
        if one.table != t or one.program is None or one.sub_activity is not None:
            continue
        if one.budget is None:
            unsure.add(one.program)
        elif one.activity is None:
            program = programs.setdefault(one.program, _Program(f"indicators/{j}/budget", int(one.budget)))
            if program.amount != one.budget:
                unsure.add(one.program)
        elif one.program not in programs or one.budget != programs[one.program].parts.setdefault(
            one.activity, int(one.budget)
        ):
            unsure.add(one.program)
    return {name: program for name, program in programs.items() if program.parts and name not in unsure}


def _headed_amounts(document: Document, t: int) -> dict[str, _Program]:
    """The programmes of a table that have no indicator of their own, whose rows print one amount, and whose kegiatan
    have one each: theirs stands in the table alone.
    """
    parts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    unsure: set[str] = set()
    for one in document.indicators:
        if one.table != t or one.program is None:
            continue
        known = one.budget is not None and one.activity is not None and one.sub_activity is None
        if not known or parts[one.program].setdefault(one.activity or "", int(one.budget or 0)) != one.budget:
            unsure.add(one.program)
    programs: dict[str, _Program] = {}
    for r, row in enumerate(document.tables[t].rows if len(parts) > len(unsure) else ()):
        said = {plain(cell) for cell in row}
        name = next((n for n in parts if plain(n) in said), None)
        amounts = [(c, int(_NO_DIGIT.sub("", m.group()))) for c, cell in enumerate(row) for m in _AMOUNT.finditer(cell)]
        if name is None or len(amounts) != 1:
            continue
        if name in programs:
            unsure.add(name)  # (the rows of its kegiatan repeat it)
        programs[name] = _Program(f"tables/{t}/rows/{r}/{amounts[0][0]}", amounts[0][1], parts[name])
    return {name: program for name, program in programs.items() if name not in unsure}


def _single_amounts(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """What each column prints, from the top, of those none of whose cells has several amounts."""
    columns = []
    for column in zip(*rows, strict=False):
        printed = [[int(_NO_DIGIT.sub("", m.group())) for m in _AMOUNT.finditer(cell)] for cell in column]
        if all(len(cell) <= 1 for cell in printed):
            columns.append([a for cell in printed for a in cell])
    return columns


def _is_whole(program: _Program, heads: set[int], amounts: Sequence[int]) -> bool:
    """Whether a column's ``amounts`` have the programme's once, and between it and the next programme's just those of
    its kegiatan; a cell that reaches over several rows prints its amount in each.
    """
    if amounts.count(program.amount) != 1:
        return False
    under = list(takewhile(lambda a: a not in heads, islice(amounts, amounts.index(program.amount) + 1, None)))
    once = [a for k, a in enumerate(under) if k == 0 or under[k - 1] != a]
    known = list(program.parts.values())
    return set(under) == set(known) and len(once) <= len(known) <= len(under)


def _rollup(paths: list[str], documents: list[int], line: Budget, parts: int | float) -> Problem:
    details: dict[str, object] = {
        "name": line.name, "amount": _rupiah(line.amount or 0), "parts": _rupiah(parts)
    }  # fmt: skip
    return Problem("budget-rollup-mismatch", "warning", "budget-rollup", paths, documents, details)


def _subordinates(view: View, i: int, document: Document) -> list[int]:
    """The agreements whose superior is this document's first party."""
    mine = next((s.name for s in document.signatories if s.role == "first_party" and s.name), None)
    if mine is None:
        return []
    found = []
    for k, other in enumerate(view.documents):
        superior = next((s.name for s in other.signatories if s.role == "second_party" and s.name), None)
        if k != i and superior is not None and same_person(superior, mine):
            found.append(k)
    return found


def _shares(view: View, below: Sequence[int], name: str) -> Iterator[tuple[int, str, int | float]]:
    """The lines of the same programme in the agreements ``below``."""
    for k in below:
        for j, line in enumerate(view.documents[k].budgets):
            if line.amount is not None and line.name and same_text(plain(line.name), plain(name), 96):
                yield k, f"/documents/{k}/budgets/{j}", line.amount


def _rupiah(amount: int | float) -> str:
    return f"Rp{amount:,.0f}".replace(",", ".")
