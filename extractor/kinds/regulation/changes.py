"""What an amending regulation changes, and what a regulation declares void.

Comes in: the tree with its pointers. Goes out: records ``target``, ``provision``, ``action``, ``at``, and references
(UU 12/2011, Lampiran II, nos. 230-243 and 147-158). Separate because both are read out of sentences that stand already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.kinds.regulation.references import Placed, amending, chains, placed
from extractor.kinds.regulation.tree import Node
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found, Within
from extractor.match.law import laws, references
from extractor.read.words import Span, join

MATCHER = "change"
_NAMED = re.compile(r"\b(?:yakni|yaitu)\b", re.IGNORECASE)
_AMENDED_BY = re.compile(r"\b(?:diubah|dengan|berdasarkan|sesuai|dalam|pada)\s*$", re.IGNORECASE)


@kept
def _actions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    actions = toml("regulation")["actions"]
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)) for name, words in actions.items()
    )


@kept
def _void() -> re.Pattern[str]:
    words = toml("regulation")["body"]["void"]
    return re.compile("|".join(r"\s+".join(w.split()) for w in words), re.IGNORECASE)


def changes(nodes: Sequence[Node], named: DraftValue) -> list[Draft]:
    """The changes in reading order. ``named``: the law that the title says is changed."""
    out: list[Draft] = []
    for at in placed(nodes):
        if not amending(at.node) or any(amending(n) for n in at.ancestors):
            continue
        target = next(iter(references(join(s for p in at.node.before for s in p))), None) or named
        for pointer, span in _instructions(at):
            out += [{"target": target, **record, "at": Within(pointer)} for record in _read(span)]
    return out


def _instructions(at: Placed) -> Iterator[tuple[str, Span]]:
    """Pointer and text of each instruction: the items of the article's list, else the article's own paragraphs."""
    items = [(f"{at.pointer}/children/{i}", c) for i, c in enumerate(at.node.children) if c.level in ("angka", "huruf")]
    for pointer, item in items:
        yield pointer, join(s for p in item.before for s in p)
    if not items:
        yield from ((at.pointer, join(p)) for p in (*at.node.before, *at.node.after))


def _read(span: Span) -> list[Draft]:
    """What one instruction changes: a record for each provision that it names."""
    text = span.text
    action = next((name for name, words in _actions() if words.search(text)), None)
    groups = chains(text)
    if action is None or not groups:
        return []
    said = _NAMED.search(text)
    later = [g for g in groups if said is not None and g[0].start > said.end()]
    group = later[0] if later and action in ("insert", "append") else groups[0]
    outer = ""
    if group is not groups[0] and group[0].steps[0].level not in ("bab", "pasal"):
        outer = text[groups[0][0].start : groups[0][0].end] + " "
    found: list[Draft] = []
    for chain in group:
        piece = span.cut(chain.start, chain.end)
        found.append({"provision": Found(outer + piece.text, piece, MATCHER), "action": action})
    return found


def repeals(nodes: Sequence[Node]) -> list[DraftValue]:
    """The laws that the regulation's own provisions declare void."""
    out: list[DraftValue] = []
    for at in placed(nodes):
        if any(amending(n) for n in (*at.ancestors, at.node)):
            continue
        own = [join(p) for p in (*at.node.before, *at.node.after)]
        if not any(_void().search(s.text) for s in own):
            continue
        for span in (*own, *(join(s for p in c.before for s in p) for c in at.node.children)):
            void = _void().search(span.text)
            until = void.start() if void is not None else len(span.text)
            out += [r.found for r in laws(span) if r.start < until and not _AMENDED_BY.search(span.text[: r.start])]
    return out
