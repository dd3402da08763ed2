"""Checks of numbering (rows, indicators, budget lines, boxes, provisions): a number missing, twice or out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractor.audit.problem import Problem
from extractor.audit.view import View, provisions
from extractor.schema import Cascading, Document, Node, Provision

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_SIGNS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ORDINALS = [
    "kesatu",
    "kedua",
    "ketiga",
    "keempat",
    "kelima",
    "keenam",
    "ketujuh",
    "kedelapan",
    "kesembilan",
    "kesepuluh",
]

_ROMAN_NUMBER = re.compile(r"[IVX]+")
_SLIPS = 2
"""Breaks that one wrong number makes in a sequence: `11, 4, 13`. Numbers that are further out of order were misread."""
_SHOWN = 120
_STEPS = 2
_LEAD_WORDS = 3
_INDICATOR_HEADING = re.compile(
    r"\W*(?P<heading>indikator(?:\s+kinerja)?\s+(?P<level>program|sub\s*kegiatan|kegiatan)\s+(?P<number>\d+))\b",
    re.IGNORECASE,
)
_FAR_FROM_ONE = 3
"""A list that begins later than this shows a part of a longer one (programmes 12, 13 of a region's list)."""

Numbered = tuple[str, str | None]
"""Pointer and number as printed."""


def numbering(view: View) -> Iterator[Problem]:
    """One finding for every sequence that is not in order."""
    for i, document in enumerate(view.documents):
        for sequence in _sequences(document, f"/documents/{i}"):
            for problem in _judge(sequence, i):
                yield problem if _slips(sequence) <= _SLIPS else replace(problem, severity="info")
    charts: dict[int, list[tuple[str, list[Node]]]] = {}
    for i, at, nodes in view.siblings():
        charts.setdefault(i, []).append((at, nodes))
    for i, lists in charts.items():
        yield from _chart(lists, i)
        yield from _headings(view, lists, i)
        yield from _stepped(lists, i)
    for i, regulation in view.regulations():
        texts = dict(provisions(regulation.body, f"/documents/{i}/body"))
        cells = ["\n".join(row) for _, row in view.cells(i)]
        for sequence in _provision_lists(regulation.body, f"/documents/{i}/body"):
            for problem in _judge(sequence, i):
                told = _told(problem, sequence, texts, cells)
                yield problem if told else replace(problem, severity="info")


def _chart(lists: Sequence[tuple[str, list[Node]]], document: int) -> Iterator[Problem]:
    # boxes of one level at two depths (the goals of the region over those of the office) are two lists
    for depth in dict.fromkeys(at.count("/children") for at, _ in lists):
        yield from _storey([(at, nodes) for at, nodes in lists if at.count("/children") == depth], document)


def _storey(lists: Sequence[tuple[str, list[Node]]], document: int) -> Iterator[Problem]:
    for level in dict.fromkeys(n.level for _, nodes in lists for n in nodes):
        if not _runs_through([nodes for _, nodes in lists], level):
            for at, nodes in lists:
                yield from _judge(_boxes(nodes, at, level), document, from_one=True)
            continue
        whole = [box for at, nodes in lists for box in _boxes(nodes, at, level)]
        numbers = [v[1] for _, n in whole if n and (v := value(n))]
        # boxes drawn in another order than they are numbered tell nothing
        if numbers == sorted(numbers):
            yield from _judge(whole, document, from_one=True)


def _headings(view: View, lists: Sequence[tuple[str, list[Node]]], document: int) -> Iterator[Problem]:
    """Headings of indicators inside boxes (``Indikator Kinerja Kegiatan 5``) that name another number than their
    box.
    """
    for at, nodes in lists:
        for k, node in enumerate(nodes):
            for j, _ in enumerate(node.indicators):
                path = f"{at}/{k}/indicators/{j}"
                entry = view.provenance.get(path)
                m = _INDICATOR_HEADING.match(entry.text) if entry is not None else None
                if m is None or node.number is None or node.level is None:
                    continue
                level = re.sub(r"\W+", "_", m["level"].casefold())
                if level == node.level and m["number"] != node.number:
                    details: dict[str, object] = {"number": m["number"], "shown": f"{m['heading']} / {node.number}"}
                    yield Problem("numbering", "warning", "numbering-heading", [path], [document], details)
                    break


def _stepped(lists: Sequence[tuple[str, list[Node]]], document: int) -> Iterator[Problem]:
    """One number of two steps (`4.2`) that stands twice among the indicators of a box, which else run upwards."""
    for at, nodes in lists:
        for k, node in enumerate(nodes):
            numbered = [(j, n) for j, n in enumerate(node.indicators) if n.number]
            steps = [tuple(map(int, re.findall(r"\d+", n.number or ""))) for _, n in numbered]
            twice = [a for a, b in pairwise(steps) if a == b]
            if len(twice) != 1 or any(len(s) != _STEPS for s in steps) or steps != sorted(steps):
                continue
            first, second = (n for (_, n), s in zip(numbered, steps, strict=True) if s == twice[0])
            if _lead(first.name) == _lead(second.name):
                continue  # items of one indicator
            j = next(j for j, n in numbered if n is second)
            shown = ", ".join(n.number or "" for _, n in numbered)[:_SHOWN]
            details: dict[str, object] = {"number": second.number, "shown": shown}
            yield Problem("numbering", "warning", "numbering-twice", [f"{at}/{k}/indicators/{j}"], [document], details)


def _lead(name: str | None) -> list[str]:
    """The first words of a name: those of a lead-in are the same for all of its items."""
    return (name or "").casefold().split()[:_LEAD_WORDS]


def _judge(sequence: Sequence[Numbered], document: int, *, from_one: bool = False) -> Iterator[Problem]:
    fault = _fault(sequence, from_one=from_one)
    if fault is not None:
        wrong, kind, number = fault
        details: dict[str, object] = {"number": number, "shown": ", ".join(n or "–" for _, n in sequence)[:_SHOWN]}
        yield Problem("numbering", "warning", f"numbering-{kind}", wrong, [document], details)


def _slips(sequence: Sequence[Numbered]) -> int:
    """How often the numbers of a sequence do not follow each other; a sequence that begins anew is none."""
    numbers = [v[1] for _, n in sequence if n and (v := value(n))]
    return sum(now not in (before + 1, 1) for before, now in pairwise(numbers))


def _told(problem: Problem, sequence: Sequence[Numbered], texts: Mapping[str, Provision], cells: Sequence[str]) -> bool:
    """Whether a fault in the numbers of provisions is the regulation's own: one slip in a list, and a number that is
    missing stands nowhere in the text before it, where a provision that was not told apart would have ended up, nor in
    a table.
    """
    first = next((v[1] for _, n in sequence if n and (v := value(n))), 1)
    if _slips(sequence) + (first != 1) > 1:
        return False
    number = str(problem.details["number"])
    if problem.sentence != "numbering-missing" or not number:
        return True
    at = next((k for k, (path, _) in enumerate(sequence) if path in problem.paths), 0)
    before = sequence[at - 1][0] if at else ""
    inside = [p.text or "" for path, p in texts.items() if path == before or path.startswith(f"{before}/")]
    over = texts.get(before.rpartition("/children/")[0])
    label = re.compile(
        rf"(?:^|[\n(;.]|\b(?:BAB|Pasal|Bagian)\s)\s*\(?{re.escape(number)}\s*[.)\n]?(?!\w)", re.IGNORECASE
    )
    return not any(label.search(text) for text in (*inside, (over.text or "") if over else "", *cells))


def value(number: str) -> tuple[str, int] | None:
    """Kind and value of a printed number: ``4`` is ("digit", 4), ``IV`` ("roman", 4), ``d`` ("letter", 4).

    ``None`` for a number that stands in no simple sequence (``12A``, ``1.2``).
    """
    text = number.strip().rstrip(".")
    if text.isdigit():
        return "digit", int(text)
    if re.fullmatch(r"[IVXLC]{2,}|[IVX]", text):
        return "roman", _roman(text)
    if re.fullmatch(r"[A-Za-z]", text):
        return "letter" if text.islower() else "capital", ord(text.casefold()) - ord("a") + 1
    if text.casefold() in _ORDINALS:
        return "ordinal", _ORDINALS.index(text.casefold()) + 1
    return None


def _roman(text: str) -> int:
    total = 0
    for a, b in zip(text, text[1:] + " ", strict=True):
        total += -_ROMAN[a] if _ROMAN.get(b, 0) > _ROMAN[a] else _ROMAN[a]
    return total


def _sequences(document: Document, at: str) -> Iterator[list[Numbered]]:
    """The sequences of numbers that a document's tables print."""
    rows = [(f"{at}/indicators/{j}", n) for j, n in enumerate(document.indicators)]
    for _, group in groupby(rows, key=lambda r: r[1].table):
        members = list(group)
        printed = [(p, n.row) for p, n in members]
        yield from _by_kind([next(run) for _, run in groupby(printed, key=lambda r: r[1])])
        for _, run in groupby(members, key=lambda r: (r[1].row, r[1].objective)):
            yield [(p, n.number) for p, n in run if n.number is not None]
    if isinstance(document, Cascading):
        return  # amounts stand in boxes, which no order of reading numbers
    lines = [(f"{at}/budgets/{j}", b) for j, b in enumerate(document.budgets) if b.number]
    for _, listed in groupby(lines, key=lambda line: (line[1].program, line[1].activity)):
        # the kegiatan of each programme are numbered anew
        yield from _by_kind([(path, b.number) for path, b in listed])


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


def _runs_through(lists: Sequence[list[Node]], level: str | None) -> bool:
    """Whether the boxes of a level are numbered through the chart (programmes 1, 2 under two sasaran), not anew in
    each list.

    Lists that begin anew begin with one; where most do not, the numbers run on, in whatever order the boxes are drawn.
    """
    firsts = [numbers[0] for nodes in lists if (numbers := [n.number for n in nodes if n.level == level and n.number])]
    anew = sum((v := value(f)) is not None and v[1] == 1 for f in firsts)
    return anew * 2 <= len(firsts) and len(firsts) > 1


def _boxes(nodes: list[Node], at: str, level: str | None) -> list[Numbered]:
    return [(f"{at}/{k}", n.number) for k, n in enumerate(nodes) if n.level == level and n.number is not None]


def _provision_lists(body: list[Provision], at: str) -> Iterator[list[Numbered]]:
    """Lists of provisions of one level under one parent; the articles run through the whole regulation."""
    pasal: list[Numbered] = []
    # an amendment has two articles, I and II, and quotes others in them
    if any(p.level == "pasal" and _ROMAN_NUMBER.fullmatch(p.number or "") for _, p in provisions(body, at)):
        return

    def walk(children: list[Provision], here: str) -> Iterator[list[Numbered]]:
        for level, group in groupby(enumerate(children), key=lambda c: c[1].level):
            members = [(f"{here}/{k}", p.number) for k, p in group]
            if level == "pasal":
                pasal.extend(members)
            elif level != "angka":
                yield members
        for k, provision in enumerate(children):
            yield from walk(provision.children, f"{here}/{k}/children")

    lists = list(walk(body, at))
    yield from lists
    yield pasal


def _fault(sequence: Sequence[Numbered], *, from_one: bool = False) -> tuple[list[str], str, str] | None:
    """What is wrong with a sequence: the places, ``missing`` / ``twice`` / ``order`` / ``unnumbered``, and the
    number.
    """
    values = [(p, n, value(n) if n else None) for p, n in sequence]
    if not any(v for _, _, v in values) or any(n and v is None for _, n, v in values):
        return None
    if any(v is None for _, _, v in values):
        inner = [p for k, (p, _, v) in enumerate(values) if v is None and 0 < k < len(values) - 1]
        return (inner, "unnumbered", "") if inner else None
    kinds = {v[0] for _, _, v in values if v}
    if len(kinds) > 1:
        return None  # digits and letters in one list are two lists that were not told apart
    kind = kinds.pop()
    numbers = [(p, n or "", v[1]) for p, n, v in values if v]
    if from_one and numbers[0][2] > _FAR_FROM_ONE:
        return None
    if from_one and numbers[0][2] != 1:
        repeated = [p for p, _, x in numbers if [y for _, _, y in numbers].count(x) > 1]
        if repeated:
            return repeated, "twice", next(n for p, n, _ in numbers if p == repeated[0])
        return [numbers[0][0]], "missing", _written(kind, 1)
    for (_, _, before), (path, number, now) in pairwise(numbers):
        if now == before + 1 or (now == 1 and before != 1 and not from_one):
            continue
        if now == before:
            return [path], "twice", number
        return (
            [path],
            "missing" if now > before + 1 and not _later(numbers, before + 1) else "order",
            (_written(kind, before + 1) if now > before + 1 else number),
        )
    return None


def _written(kind: str, n: int) -> str:
    """A number as its list prints it."""
    if kind in ("letter", "capital"):
        return chr(ord("a" if kind == "letter" else "A") + n - 1)
    if kind == "ordinal":
        return _ORDINALS[n - 1].capitalize()
    if kind == "roman":
        return _as_roman(n)
    return str(n)


def _as_roman(n: int) -> str:
    written = ""
    for least, sign in _ROMAN_SIGNS:
        written += sign * (n // least)
        n %= least
    return written


def _later(numbers: Sequence[tuple[str, str, int]], wanted: int) -> bool:
    return any(x == wanted for _, _, x in numbers)
