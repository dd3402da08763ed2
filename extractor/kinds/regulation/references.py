"""Cross references: from one provision of the regulation to another, or to an attachment.

Comes in: the tree with its pointers. Goes out: records ``from``, ``text``, ``to`` (UU 12/2011, Lampiran II, nos.
270-280). Separate because a reference is read in a provision's text but answered by the whole tree: ``ayat (1)`` means
the provision's own article, ``huruf b`` its own list. What follows with the name of another law is no cross reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.kinds.regulation.labels import dictum_label, letters, spelled
from extractor.kinds.regulation.node import Node
from extractor.match.found import Draft, DraftValue, Found, Within
from extractor.match.law import law_type, laws
from extractor.printed import roman
from extractor.read.words import Span, join

MATCHER = "cross-reference"


def _word(word: str) -> str:
    return "(?:" + r"\s?".join(word) + "|" + spelled(word) + ")"


_PARTS = re.compile(
    r"\b(?:(?P<bab>B(?:ab|AB))\s+(?P<bab_n>[IVXLC]+[A-Z]?)(?!\w)"
    r"|(?P<pasal>" + _word("pasal") + r")\s*(?P<pasal_n>\d{1,4}[A-Z]{0,2}|[IVX]{1,4})(?!\w)"
    r"|(?P<dictum>[Dd]i[kc]tum|DI[KC]TUM)\s+(?P<dictum_n>(?:K[Ee][A-Za-z]+|PERTAMA|Pertama)(?:\s?(?:BELAS|[Bb]elas))?)(?!\w)"
    r"|(?P<ayat>" + _word("ayat") + r")\s*\(\s?(?P<ayat_n>\d{1,3}[a-zA-Z]?)\s?\)"
    r"|(?P<huruf>" + _word("huruf") + r")\s*(?P<huruf_n>[a-z]{1,2})\b(?!\.\w)\)?"
    r"|(?P<angka>" + _word("angka") + r")\s*(?P<angka_n>\d{1,3}[A-Za-z]?)\b\)?)"
)
_ATTACHMENT = re.compile(r"\b(?:L(?:ampiran|AMPIRAN)|lampiran)(?:\s+(?P<n>[IVX]+|\d{1,2})(?!\w))?")
_ELIDED = re.compile(
    r"\s*(?:,|,?\s*(?:dan/atau|dan|atau|serta|sampai\s+dengan|hingga|s\.?\s?/?\s?d\.?))\s*\((?P<ayat_n>\d{1,3}[a-zA-Z]?)\)"
)
_NEXT = re.compile(r"\s*(?:,?\s*(?:dan/atau|dan|atau|serta|sampai\s+dengan|hingga|s\.?\s?/?\s?d\.?)(?!\w)|,)?\s*")
_SPACE = re.compile(r"\s*(?:\([a-z][a-z\s]*\)\s*)?")
"""Blanks, and the number in words: ``Pasal 5 (lima) huruf b``."""
_GAP = re.compile(r"[\s,]*")
_LAW_GAP = re.compile(r"[\s,]*(?:\([^()]*\)[\s,]*)?$")
"""What may stand between a law's name and its article: the gazette in brackets."""
_OWN = re.compile(r"\b(?:ini|tersebut)\b")
_RANKS = ("bab", "pasal", "ayat", "huruf", "angka")
_BOUND = re.compile(r"\s*(?:yang\s+merupakan|yang\s+tidak|merupakan)\b")
_STANDS_IN = re.compile(r"(?:dalam|pada|dengan|lihat|sebagaimana)\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:dalam|pada|dengan|ketentuan|dimaksud|menurut|oleh|dan|atau)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """A step of a reference: what level, and its number as printed."""

    level: str
    number: str


@dataclass(frozen=True)
class Placed:
    """A node of the tree with its pointer and its ancestors, outermost first."""

    node: Node
    pointer: str
    ancestors: tuple[Node, ...]


def placed(nodes: Sequence[Node], base: str = "/body", ancestors: tuple[Node, ...] = ()) -> Iterator[Placed]:
    """All nodes in reading order."""
    for i, node in enumerate(nodes):
        pointer = f"{base}/{i}"
        yield Placed(node, pointer, ancestors)
        yield from placed(node.children, f"{pointer}/children", (*ancestors, node))


def _key(level: str, number: str) -> tuple[int, str]:
    if level == "huruf":
        return letters(number), ""
    digits = re.match(r"\d+", number)
    if digits:
        return int(digits.group()), number[digits.end() :].upper()
    letter = number[-1] if level == "bab" and roman(number) == 0 else ""
    return roman(number.removesuffix(letter)), letter.upper()


class Resolver:
    """Answers references by the tree."""

    def __init__(self, nodes: Sequence[Node], attachments: Sequence[str]) -> None:
        self.places = list(placed(nodes))
        self.pointers = {id(p.node): p.pointer for p in self.places}
        self.attachments = attachments
        self.articles = {
            (p.node.style, p.node.ordinal): p.node for p in reversed(self.places) if p.node.level == "pasal"
        }
        self.chapters = {p.node.ordinal: p.node for p in reversed(self.places) if p.node.level == "bab"}

    def start(self, target: Target, at: Placed) -> Node | None:
        """The node that a reference's first step means, seen from the provision that refers."""
        key = _key(target.level, target.number)
        if target.level == "bab":
            return self.chapters.get(key)
        if target.level == "pasal":
            dictum = dictum_label(f"{target.number} :")
            if dictum is not None:
                return self.articles.get((dictum.style, dictum.ordinal))
            return self.articles.get(("Pasal 1" if target.number[0].isdigit() else "Pasal I", key))
        chain = (*at.ancestors, at.node)
        if target.level == "ayat":
            article = next((n for n in reversed(chain) if n.level == "pasal"), None)
            return None if article is None else _child(article, target)
        # the list that the provision itself stands in, then lists of the provisions around it
        for node in reversed(chain):
            if node.level in ("bab", "bagian", "paragraf"):
                break
            if (found := _child(node, target)) is not None:
                return found
            if node.level == "pasal":
                break
        return None

    def attachment(self, number: str | None) -> str | None:
        """Pointer of an attachment by its number; the only one where no number is printed."""
        printed = [label.split()[1:] for label in self.attachments]
        if number is None:
            return "/attachments/0" if len(printed) == 1 else None
        for i, own in enumerate(printed):
            if [number.upper()] == [n.upper() for n in own] or (not own and len(printed) == 1 and number == "I"):
                return f"/attachments/{i}"
        return None


def _child(node: Node, target: Target) -> Node | None:
    key = _key(target.level, target.number)
    return next((c for c in node.children if c.level == target.level and c.ordinal == key), None)


@dataclass(frozen=True)
class Chain:
    """One reference as printed: its steps from the outer to the inner one, and its place in the text."""

    steps: tuple[Target, ...]
    start: int
    end: int


def chains(text: str) -> list[list[Chain]]:
    """The references of a text, those that are listed together in one group."""
    groups: list[list[Chain]] = []
    at = 0
    while (m := _PARTS.search(text, at)) is not None:
        group: list[Chain] = []
        while m is not None:
            steps, start, end = [_step(m)], m.start(), m.end()
            while (further := _PARTS.match(text, _skip(text, end))) is not None:
                if _inner(steps[-1], _step(further)):
                    steps.append(_step(further))
                elif _inner(_step(further), steps[0]):
                    steps.insert(0, _step(further))  # huruf a ayat (3): from the inner to the outer one
                else:
                    break
                end = further.end()
            group.append(Chain(tuple(steps), start, end))
            while steps[-1].level == "ayat" and (more := _ELIDED.match(text, end)):
                group.append(Chain((Target("ayat", more["ayat_n"]),), more.start("ayat_n") - 1, more.end()))
                end = more.end()
            joint = _NEXT.match(text, end)
            assert joint is not None
            m = _PARTS.match(text, joint.end()) if joint.end() > end else None
        groups.append(group)
        at = group[-1].end
    return groups


def _skip(text: str, at: int) -> int:
    m = _SPACE.match(text, at)
    return m.end() if m else at


def _step(m: re.Match[str]) -> Target:
    if m["dictum"]:
        return Target("pasal", m["dictum_n"])
    level = next(r for r in _RANKS if m[r])
    return Target(level, m[f"{level}_n"])


def _inner(outer: Target, inner: Target) -> bool:
    """Whether ``huruf a`` after ``ayat (1)`` is a step down. Huruf and angka may alternate."""
    a, b = _RANKS.index(outer.level), _RANKS.index(inner.level)
    return b > a or (outer.level == "angka" and inner.level == "huruf")


def _of_other_law(text: str, end: int) -> bool:
    """Whether the words after a reference name another law: ``Pasal 12 ayat (1) Peraturan Pemerintah Nomor ...``."""
    gap = _GAP.match(text, end)
    rest = text[gap.end() if gap else end :]
    if law_type(rest) is None:
        return False
    own = _OWN.search(" ".join(rest.split()[:5]))
    return own is None


def _after_law(text: str, start: int, named: Sequence[tuple[int, int]]) -> bool:
    """Whether a law's name stands right before a reference, which then is that law's: ``Undang-Undang Nomor 4 Tahun
    2030 Pasal 2``. ``named``: start and end of each law's name with its title, which nothing may end.
    """
    for begin, end in named:
        if end <= start and _LAW_GAP.fullmatch(text, end, start):
            return True
        if begin < start < end and not _LINKED.search(text[:start]):
            return True
    return False


def _context(earlier: Sequence[Chain], chain: Chain) -> tuple[Target, ...]:
    """Outer steps that a listed reference takes over: the second of ``ayat (1) huruf a dan huruf c`` has ayat (1)."""
    rank = _RANKS.index(chain.steps[0].level)
    taken: tuple[Target, ...] = ()
    for before in earlier:
        taken = (*taken_over(taken, before.steps), *before.steps)
    return tuple(t for t in taken if _RANKS.index(t.level) < rank)


def taken_over(taken: Sequence[Target], steps: Sequence[Target]) -> tuple[Target, ...]:
    """The steps of ``taken`` that stand above the first of ``steps``."""
    rank = _RANKS.index(steps[0].level)
    return tuple(t for t in taken if _RANKS.index(t.level) < rank)


def _resolve(resolver: Resolver, steps: Sequence[Target], at: Placed) -> Node | None:
    node = resolver.start(steps[0], at)
    for step in steps[1:]:
        if node is None:
            return None
        node = _child(node, step)
    return node


def amending(node: Node) -> bool:
    """Whether a node is the article of an amending regulation that says what is amended (Pasal I)."""
    return node.style == "Pasal I" and (node.ordinal == (1, "") or bool(node.children))


def _amends(at: Placed) -> bool:
    """Whether the provision says what is amended: its articles are those of the amended law."""
    chain = (*at.ancestors, at.node)
    first = next((i for i, n in enumerate(chain) if amending(n)), None)
    return first is not None and not any(n.level == "pasal" for n in chain[first + 1 :])


def _quoted(at: Placed) -> bool:
    return any(amending(n) for n in at.ancestors)


def cross_references(nodes: Sequence[Node], attachments: Sequence[str]) -> list[Draft]:
    """The records of all references between provisions, in reading order. ``attachments``: their labels."""
    resolver = Resolver(nodes, attachments)
    out: list[Draft] = []
    for at in resolver.places:
        for paragraph in (*at.node.before, *at.node.after):
            span = join(paragraph)
            found = [*_to_provisions(resolver, at, span), *_to_attachments(resolver, at, span)]
            out += [record for _, record in sorted(found, key=lambda f: f[0])]
    return out


def _record(at: Placed, span: Span, start: int, end: int, to: str | None) -> tuple[int, Draft]:
    piece = span.cut(start, end)
    target: DraftValue = None if to is None else Within(to)
    return start, {"from": Within(at.pointer), "text": Found(piece.text, piece, MATCHER), "to": target}


def _to_provisions(resolver: Resolver, at: Placed, span: Span) -> Iterator[tuple[int, Draft]]:
    text = span.text
    if _amends(at):
        return
    groups = chains(text)
    named = [(law.start, law.end) for law in laws(span)] if groups else []
    for group in groups:
        if _of_other_law(text, group[-1].end) or _after_law(text, group[0].start, named):
            continue
        for i, chain in enumerate(group):
            if chain.steps[0].level == "bab" and not _STANDS_IN.search(text[: chain.start]):
                continue
            steps = (*_context(group[:i], chain), *chain.steps)
            node = _resolve(resolver, steps, at)
            if node is None and _quoted(at) and steps[0].level in ("bab", "pasal"):
                continue  # an article of the amended law that is not quoted here
            to = None if node is None else resolver.pointers[id(node)]
            yield _record(at, span, chain.start, chain.end, to)


def _to_attachments(resolver: Resolver, at: Placed, span: Span) -> Iterator[tuple[int, Draft]]:
    text = span.text
    for m in _ATTACHMENT.finditer(text):
        own = _STANDS_IN.search(text[: m.start()]) or _BOUND.match(text, m.end())
        if not own or _of_other_law(text, m.end()):
            continue
        yield _record(at, span, m.start(), m.end(), resolver.attachment(m["n"]))
