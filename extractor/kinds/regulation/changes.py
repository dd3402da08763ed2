"""What an amending regulation changes, and what a regulation declares void.

Comes in: the tree with its pointers. Goes out: records ``target``, ``provision``, ``action``, ``at``, and references
(UU 12/2011, Lampiran II, nos. 230-243 and 147-158). Separate because both are read out of sentences that stand already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.references import Chain, Placed, Target, amending, chains, placed
from extractor.knowledge import kept, toml
from extractor.match.found import Draft, DraftValue, Found, Within
from extractor.match.law import laws, references
from extractor.printed import any_of
from extractor.read.words import Span, join

MATCHER = "change"
_NAMED = re.compile(r"\b(?:yakni|yaitu)\b", re.IGNORECASE)
_WORDING = re.compile(r"\b(?:sehingga|berbunyi)\b", re.IGNORECASE)
_ATTACHMENT = re.compile(
    r"^(?:Ketentuan\s+(?:dalam\s+)?)?(?P<name>Lampiran(?:\s+(?:[IVX]+|\d{1,2})\b)?)", re.IGNORECASE
)
_NEW = ("insert", "append")
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
    return re.compile(any_of(words, r"\s+"), re.IGNORECASE)


def changes(nodes: Sequence[Node], named: DraftValue) -> list[Draft]:
    """The changes in reading order. ``named``: the law that the title says is changed."""
    out: list[Draft] = []
    for at in placed(nodes):
        if not amending(at.node) or any(amending(n) for n in at.ancestors):
            continue
        target = next(iter(references(join(s for p in at.node.before for s in p))), None) or named
        for pointer, span, article in _instructions(at):
            out += [{"target": target, **record, "at": Within(pointer)} for record in _read(span, article)]
    return out


def _instructions(at: Placed) -> Iterator[tuple[str, Span, tuple[Target, ...]]]:
    """Pointer and text of each instruction, and the article that it is about where another text names it: the items of
    the article's list (or the parts of an item that changes one article in several places), else the article's own
    paragraphs."""
    items = [(f"{at.pointer}/children/{i}", c) for i, c in enumerate(at.node.children) if c.level in ("angka", "huruf")]
    for pointer, item in items:
        own = join(s for p in item.before for s in p)
        parts = [(f"{pointer}/children/{i}", c) for i, c in enumerate(item.children) if c.level in ("angka", "huruf")]
        article = _article([chain for group in chains(own.text) for chain in group])
        if parts and article and own.text.endswith(":") and _acts_in(own.text):
            # Ketentuan Pasal 4 diubah sebagai berikut: a. ayat (1) diubah; b. ayat (4) dihapus
            found = [(p, join(s for x in c.before for s in x), article) for p, c in parts]
            if all(_acts_in(span.text) for _, span, _ in found):
                yield from found
                continue
        yield pointer, own, ()
    if not items:
        yield from ((at.pointer, join(p), ()) for p in (*at.node.before, *at.node.after))


def _read(span: Span, article: tuple[Target, ...]) -> list[Draft]:
    """What one instruction changes: a record for each provision that it names.

    What it does stands behind the provisions (``Pasal 1 angka 5 diubah dan angka 9 dihapus``), but new ones are named
    after it (``disisipkan 1 (satu) pasal, yakni Pasal 7A``). The quoted wording, after ``sehingga``, says nothing more.
    """
    text = span.text
    wording = _WORDING.search(text)
    stop = len(text) if wording is None else wording.start()
    groups = [g for g in chains(text) if g[0].start < stop]
    if not groups:
        return _attachment(span)
    found: list[Draft] = []
    waiting: list[Chain] = []
    named = ""
    """What was done to the provisions that follow."""
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        between = text[group[-1].end : stop if following is None else following[0].start]
        acts = _acts_in(between)
        if named:
            found += [_change(span, chain, named, article) for chain in group]
        else:
            waiting += group
        article = _article(group) or article
        ahead = bool(acts) and acts[-1] in _NEW and _NAMED.search(between) is not None
        behind = acts[:-1] if ahead else acts
        if behind and waiting:
            outer: tuple[Target, ...] = ()
            for chain in waiting:
                outer = _article([chain]) or outer
                found.append(_change(span, chain, behind[0], outer or article))
        if acts:
            waiting = []
            named = acts[-1] if ahead else ""
    return found or [_change(span, c, act, article) for act in _acts_in(text)[:1] for c in groups[0]]


def _acts_in(text: str) -> list[str]:
    """What a stretch of an instruction does, in its order."""
    places = [(m.start(), name) for name, words in _actions() for m in [words.search(text)] if m is not None]
    return [name for _, name in sorted(places)]


def _article(group: Sequence[Chain]) -> tuple[Target, ...]:
    """The article that a group of references names last."""
    steps = [step for chain in group for step in chain.steps if step.level == "pasal"]
    return tuple(steps[-1:])


def _change(span: Span, chain: Chain, act: str, article: Sequence[Target]) -> Draft:
    piece = span.cut(chain.start, chain.end)
    steps = chain.steps if chain.steps[0].level in ("bab", "pasal") else (*article, *chain.steps)
    return {"provision": Found(" ".join(map(_printed, steps)), piece, MATCHER), "action": act}


def _printed(step: Target) -> str:
    """A step as references print it: ``Pasal 5``, ``ayat (2)``."""
    if step.level == "bab":
        return f"BAB {step.number}"
    if step.level == "ayat":
        return f"ayat ({step.number})"
    return f"{'Pasal' if step.level == 'pasal' else step.level} {step.number}"


def _attachment(span: Span) -> list[Draft]:
    """A change of an attachment: ``Ketentuan Lampiran II diubah``."""
    m = _ATTACHMENT.match(span.text)
    acts = _acts_in(span.text) if m is not None else []
    return [{"provision": Found(m["name"], span.of(m, "name"), MATCHER), "action": acts[0]}] if m and acts else []


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
