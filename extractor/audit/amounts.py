"""Checks of amounts: the stated total, and programmes against their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.audit.problem import Problem
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
        nearest = min(sums, key=lambda s: abs(s - total))
        severity: Severity = "info" if _unread(view, i, total) else "error"
        yield Problem(
            "budget-total-mismatch",
            severity,
            "budget-total",
            [f"/documents/{i}/budget_total"],
            [i],
            {"total": _rupiah(total), "sum": _rupiah(nearest), "difference": _rupiah(abs(total - nearest))},
        )


def _unread(view: View, i: int, total: int) -> bool:
    """Whether the table that prints the total prints an amount that stands in no line: then a line was not read, and
    the sum says nothing.
    """
    document = view.documents[i]
    known = {total, *(b.amount for b in document.budgets), *(n.budget for n in document.indicators)}
    for table in document.tables:
        printed = {int(_NO_DIGIT.sub("", m.group())) for row in table.rows for c in row for m in _AMOUNT.finditer(c)}
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
    every = [line.amount for line in lines if line.amount is not None]
    # a programme printed without an amount over activities with theirs: the leaves are the list
    headed = {line.program for line in lines}
    if every and all(line.amount is not None or line.name in headed for line in lines):
        sums.add(sum(every))
    return sums


def budget_rollup(view: View) -> Iterator[Problem]:
    """The parts of a programme do not add up to it: activities in its list, shares in subordinate agreements."""
    for i, document in enumerate(view.documents):
        for j, line in enumerate(document.budgets):
            if line.level != "program" or line.amount is None or not line.name or _OF_PROGRAM.search(line.name):
                continue
            at = f"/documents/{i}/budgets/{j}"
            parts = [b.amount for b in document.budgets if b.program == line.name and b.level == "kegiatan"]
            known = [p for p in parts if p is not None]
            if parts and len(known) == len(parts) and sum(known) != line.amount:
                yield _rollup([f"{at}/amount"], [i], line, sum(known))
                continue
            shares = list(_shares(view, i, document, line.name))
            if shares and sum(amount for _, _, amount in shares) > line.amount:
                paths = [f"{at}/amount", *(f"{where}/amount" for _, where, _ in shares)]
                yield _rollup(paths, sorted({i, *(k for k, _, _ in shares)}), line, sum(a for _, _, a in shares))


def _rollup(paths: list[str], documents: list[int], line: Budget, parts: int | float) -> Problem:
    details: dict[str, object] = {
        "name": line.name, "amount": _rupiah(line.amount or 0), "parts": _rupiah(parts)
    }  # fmt: skip
    return Problem("budget-rollup-mismatch", "warning", "budget-rollup", paths, documents, details)


def _shares(view: View, i: int, document: Document, name: str) -> Iterator[tuple[int, str, int | float]]:
    """The lines of the same programme in agreements whose superior is this document's first party."""
    mine = next((s.name for s in document.signatories if s.role == "first_party" and s.name), None)
    if mine is None:
        return
    for k, other in enumerate(view.documents):
        superior = next((s.name for s in other.signatories if s.role == "second_party" and s.name), None)
        if k == i or superior is None or not same_person(superior, mine):
            continue
        for j, line in enumerate(other.budgets):
            if line.amount is not None and line.name and same_text(plain(line.name), plain(name), 96):
                yield k, f"/documents/{k}/budgets/{j}", line.amount


def _rupiah(amount: int | float) -> str:
    return f"Rp{amount:,.0f}".replace(",", ".")
