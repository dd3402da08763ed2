"""Checks of cascades: the numbers of boxes, and of the indicators in them.

Comes in: the documents of a file. Goes out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.audit.problem import Problem
from extractor.audit.sequence import Numbered, judge, value
from extractor.audit.view import View
from extractor.schema import Cascading, Indicator, Node

_INDICATOR_HEADING = re.compile(
    r"\W*(?P<heading>indikator(?:\s+kinerja)?\s+(?P<level>program|sub\s*kegiatan|kegiatan)\s+(?P<number>\d+))\b",
    re.IGNORECASE,
)

_STEPS, _LEAD_WORDS = 2, 3
"""Steps of the numbers in question (`1.2`): longer ones number items of one indicator; and the first words that are the
same for all items of one lead-in.
"""
_HABIT = 2
"""Boxes in which a number may stand twice by mistake; where more do it is meant."""

Siblings = Sequence[tuple[str, list[Node]]]
"""The lists of nodes that stand under one parent each, with the pointers of the lists."""


def box_numbers(view: View) -> Iterator[Problem]:
    """The boxes of a level are not numbered in order. Where most of them may hang elsewhere that is for information."""
    for i, lists in _charts(view):
        doubt = None
        for problem in _chart(lists, i):
            doubt = view.tree_in_doubt(i) if doubt is None else doubt
            yield replace(problem, severity="info") if doubt else problem


def heading_numbers(view: View) -> Iterator[Problem]:
    """Headings of indicators inside boxes (``Indikator Kinerja Kegiatan 5``) name another number than their box."""
    for i, lists in _charts(view):
        yield from _headings(view, lists, i)


def _charts(view: View) -> Iterator[tuple[int, Siblings]]:
    for i, document in enumerate(view.documents):
        if isinstance(document, Cascading):
            yield i, list(_siblings(document.tree, f"/documents/{i}/tree"))


def _siblings(nodes: list[Node], at: str) -> Iterator[tuple[str, list[Node]]]:
    if nodes:
        yield at, nodes
    for k, node in enumerate(nodes):
        yield from _siblings(node.children, f"{at}/{k}/children")


def stepped_numbers(view: View) -> Iterator[Problem]:
    """One number of two steps (`4.2`) stands twice among the indicators of a box, which else run upwards. Where boxes
    do so again and again, the number is that of what the indicators serve.
    """
    for i, lists in _charts(view):
        found = [
            problem
            for at, nodes in lists
            for k, node in enumerate(nodes)
            for problem in _stepped(node.indicators, f"{at}/{k}", i)
        ]
        yield from found if len(found) <= _HABIT else ()


def _stepped(indicators: Sequence[Indicator], at: str, document: int) -> Iterator[Problem]:
    numbered = [(j, n) for j, n in enumerate(indicators) if n.number]
    steps = [tuple(map(int, re.findall(r"\d+", n.number or ""))) for _, n in numbered]
    twice = [k for k, (a, b) in enumerate(pairwise(steps), 1) if a == b]
    if len(twice) != 1 or any(len(s) != _STEPS for s in steps) or steps != sorted(steps):
        return
    j, second = numbered[twice[0]]
    if _lead(numbered[twice[0] - 1][1].name) == _lead(second.name):
        return  # items of one indicator
    shown = ", ".join(n.number or "" for _, n in numbered)
    details: dict[str, object] = {"number": second.number, "shown": shown}
    yield Problem("numbering", "warning", "numbering-twice", [f"{at}/indicators/{j}"], [document], details)


def _lead(name: str | None) -> list[str]:
    """The first words of a name: those of a lead-in are the same for all of its items."""
    return (name or "").casefold().split()[:_LEAD_WORDS]


def _chart(lists: Siblings, document: int) -> Iterator[Problem]:
    for level in dict.fromkeys(n.level for _, nodes in lists for n in nodes):
        storeys: dict[int, list[tuple[str, list[Node]]]] = {}
        for at, nodes in lists:
            if any(n.level == level and n.number for n in nodes):
                storeys.setdefault(at.count("/children"), []).append((at, nodes))
        if _counts_storeys(list(storeys.values()), level):
            continue
        if _is_shared(list(storeys.values()), level):
            # one list, of which some boxes hang on others: drawn in another order than they are numbered
            whole = [box for storey in storeys.values() for at, nodes in storey for box in _boxes(nodes, at, level)]
            yield from judge(sorted(whole, key=_order), document, from_one=True)
            continue
        # boxes of one level at two depths (the goals of the region over those of the office) are two lists
        for storey in storeys.values():
            for chart in _apart(storey, level):
                yield from _level(chart, level, document)


def _is_shared(storeys: Sequence[Siblings], level: str | None) -> bool:
    """Whether boxes of a level at several depths share one row of numbers: none of them begins with one again."""
    numbers = [{n for at, nodes in storey for _, n in _boxes(nodes, at, level)} for storey in storeys]
    return len(storeys) > 1 and sum(map(len, numbers)) == len(set().union(*numbers))


def _counts_storeys(storeys: Sequence[Siblings], level: str | None) -> bool:
    """Whether the numbers count the storeys (`Sasaran 2` over all of `Sasaran 3`): each storey has one, all its boxes
    the same one, and no two storeys share theirs.
    """
    numbers = [[n for at, nodes in storey for _, n in _boxes(nodes, at, level)] for storey in storeys]
    alike = all(len(set(own)) == 1 for own in numbers) and len({own[0] for own in numbers}) == len(numbers)
    return len(numbers) > 1 and alike


def _order(box: Numbered) -> int:
    read = value(box[1] or "")
    return read[1] if read is not None else 0


def _apart(lists: Siblings, level: str | None) -> list[Siblings]:
    """The lists of charts side by side (that of the region beside that of the office), where each is numbered from one;
    else all of them together.
    """
    roots: dict[str, list[tuple[str, list[Node]]]] = {}
    for at, nodes in lists:
        roots.setdefault("/".join(at.split("/")[:5]), []).append((at, nodes))
    firsts = [
        next((n.number for _, nodes in own for n in nodes if n.level == level and n.number), None)
        for own in roots.values()
    ]
    anew = all(f is not None and (v := value(f)) is not None and v[1] == 1 for f in firsts)
    return list(roots.values()) if anew else [lists]


def _level(lists: Siblings, level: str | None, document: int) -> Iterator[Problem]:
    if not _runs_through([nodes for _, nodes in lists], level):
        for at, nodes in lists:
            # boxes stand where there is room for them, not always in the order of their numbers
            yield from judge(sorted(_boxes(nodes, at, level), key=_order), document, from_one=True)
        return
    whole = [box for at, nodes in lists for box in _boxes(nodes, at, level)]
    numbers = [v[1] for _, n in whole if n and (v := value(n))]
    # boxes drawn in another order than they are numbered tell nothing
    if numbers == sorted(numbers):
        yield from judge(whole, document, from_one=True)


def _headings(view: View, lists: Siblings, document: int) -> Iterator[Problem]:
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
