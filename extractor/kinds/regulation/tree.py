"""The tree of provisions: labels and their order decide what belongs under what.

Comes in: the rows of a body (or of a list in the preamble). Goes out: :class:`Node` trees. Separate because
this is the one place that decides whether a label lookalike (a ``(1)`` in running text, a ``Pasal 5`` that ends a
sentence, a wrapped line that begins with ``a.``) opens a provision: it does when it comes next in the order of its
list, when the text before it has ended, and, where the page shows it, when it stands where its siblings stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractor.kinds.regulation.labels import (
    Label,
    Level,
    Ordinal,
    article_label,
    dictum_label,
    follows,
    list_labels,
    part_label,
)
from extractor.kinds.regulation.rows import Row
from extractor.knowledge import kept, toml
from extractor.read.words import Span, join

_RANK = {"bab": 1, "bagian": 2, "paragraf": 3, "pasal": 4}
_TOLERANCE = 9.0
"""How far siblings may stand apart, in points: a scan's skew over a page, a label's own width."""
_GAP = 3
"""How many labels of a list may be missing (lost or never printed) before a label is no longer taken for its next."""
_AHEAD = 60
"""How many rows are looked at for the second item of a list that begins without a colon."""
_AMOUNT_END = re.compile(r"\d,(?:-+|00)$")
"""An amount in rupiah ends an item as a full stop would: ``Rp 30.000,-``."""
_HEADING_ROWS = 6
_TAIL = 120
"""How many characters of the text before a label are looked at: a row may be one word long."""


@dataclass
class Node:
    """A provision as it grows. ``x`` is the label's left edge, ``text_x`` where its first text begins."""

    level: Level
    style: str
    ordinal: Ordinal
    number: Span
    x: float
    page: int
    value: str | None = None
    """The number where it was printed or read in doubtful letters; else it is what ``number`` says."""
    text_x: float | None = None
    heading: list[Span] = field(default_factory=list)
    before: list[list[Span]] = field(default_factory=list)
    after: list[list[Span]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    last: list[Span] = field(default_factory=list)
    """The paragraph that was written to last."""

    def write(self, span: Span, new: bool) -> None:
        """Adds a row's text, as a new paragraph or to the one that stands open."""
        paragraphs = self.after if self.children else self.before
        if new or not paragraphs:
            self.last = []
            paragraphs.append(self.last)
        self.last.append(span)

    @property
    def label(self) -> str:
        """The number as text."""
        return self.value or self.number.text

    def paragraphs(self) -> list[Span]:
        """Its own paragraphs, those before its first child and those after the last."""
        return [join(p) for p in (*self.before, *self.after)]


class _Words(NamedTuple):
    """What the words at the end of a text, or at the beginning of a row, say about the label between them."""

    links: re.Pattern[str]
    """The text goes on: ``sebagaimana dimaksud dalam``."""
    joins: re.Pattern[str]
    """An item has ended and the next follows: ``; dan``."""
    amends: re.Pattern[str]
    """An amendment begins: ``Ketentuan``."""
    amends_unnumbered: re.Pattern[str]
    """An amendment without a number begins: ``Ketentuan Pasal 7``."""


@kept
def _words() -> _Words:
    body = toml("regulation")["body"]

    def any_of(name: str) -> str:
        return "|".join(r"\s*".join(map(re.escape, w.split())) for w in sorted(body[name], key=len, reverse=True))

    numbered = r"(?:^|\s)(?:pasal|ayat|huruf|angka)\s\(?\w{1,3}\)?,?(?:\s(?:dan|atau))?$"
    amends = r"^(?:" + any_of("amendments") + r")\b"
    return _Words(
        re.compile(r"(?:^|[\s(])(?:" + any_of("linking") + r")$|" + numbered, re.IGNORECASE),
        re.compile(r"[;,.]\s*(?:" + any_of("joining") + r")$", re.IGNORECASE),
        re.compile(amends),
        re.compile(amends + r".*\b(?:" + any_of("amended") + r")\b"),
    )


def ended(text: str) -> bool:
    """Whether a text stands at the end of a sentence or of a list's item."""
    text = text.rstrip("\"”'’ ")
    return (
        text.endswith((".", ";", ":"))
        or _AMOUNT_END.search(text) is not None
        or _words().joins.search(text) is not None
    )


def continues(text: str) -> bool:
    """Whether a text cannot end here: it ends with a word that asks for a number or a noun."""
    return not ended(text) and _words().links.search(text) is not None


class Tree:
    """Grows a tree of provisions row by row."""

    def __init__(
        self, rows: Sequence[Row], *, articles: bool = True, labels: Callable[[str], list[Label]] = list_labels
    ) -> None:
        self.rows = rows
        self.articles = articles
        self.labels = labels
        self.decree = bool(rows) and articles and dictum_label(rows[0].text) is not None
        """Dicta (KESATU, KEDUA) stand where regulations have articles."""
        self.root = Node("bab", "", (0, ""), Span(), -1e9, 0)
        self.stack: list[Node] = [self.root]
        self.latest: dict[str, Ordinal] = {}
        self.tail = ""
        for i, row in enumerate(rows):
            self._take(i, row)

    @property
    def top(self) -> Node:
        return self.stack[-1]

    # ---- structure: bab, bagian, paragraf, pasal ------------------------------------------------------------

    def _take(self, i: int, row: Row) -> None:
        if self.articles:
            label = part_label(row.text)
            if label is not None and self._is_part(i, row, label):
                self._open_part(row, label)
                return
            label = article_label(row.text) or (dictum_label(row.text) if self.decree else None)
            if label is not None and label.first and label.style not in self.latest:
                label = self._settled(i, label)
            if label is not None and self._is_article(row, label):
                self._open_article(row, label)
                if label.end < len(row.text):
                    self._list_items(i, row.after(label.end))
                return
            if self.top.level in ("bab", "bagian", "paragraf") and self.top is not self.root:
                self.top.heading.append(row.span)
                self.tail = ""
                return
        self._list_items(i, row)

    def _is_part(self, i: int, row: Row, label: Label) -> bool:
        """A part is one when an article or a lower part follows before the next of its own rank."""
        if self._in_sentence() and not row.set_in:
            return False
        if row.text[label.end :].rstrip().endswith((";", ".", ",")):
            return False
        known = self.latest.get("BAB")
        expected = label.first if known is None else follows(known, label.ordinal)
        if label.level == "bab" and not (expected or row.set_in or row.gap or self._amendment() is not None):
            return False
        rank = _RANK[label.level]
        for following in self.rows[i + 1 : i + 1 + _HEADING_ROWS * 2]:
            if article_label(following.text):
                return True
            lower = part_label(following.text)
            if lower is not None:
                return _RANK[lower.level] > rank
            if list_labels(following.text) and not self.decree:
                return False
        return False

    def _is_article(self, row: Row, label: Label) -> bool:
        known = self.latest.get(label.style)
        expected = label.first if known is None else follows(known, label.ordinal)
        quoting = self._amendment() is not None
        if self._in_sentence():
            return row.set_in and (expected or quoting)
        if label.style == "KESATU":
            return expected
        # a heading alone on its line after a finished sentence is one, whatever number it carries: numbers are missed
        alone = label.end >= len(row.text.rstrip())
        return expected or quoting or row.set_in or (ended(self.tail) and (row.gap or alone)) or not self.tail

    def _settled(self, i: int, label: Label) -> Label:
        """The first article's label: I and 1 look alike to a reader of scans, the articles after it tell them apart."""
        following = [found for row in self.rows[i + 1 :] if (found := article_label(row.text)) is not None]
        amending = any(f.style == "Pasal I" and f.ordinal == (2, "") for f in following)
        if label.style == "Pasal 1" and amending:
            return replace(label, style="Pasal I", value="I")
        if label.style == "Pasal I" and not amending and following and following[0].ordinal == (2, ""):
            return replace(label, style="Pasal 1", value="1")
        return label

    def _in_sentence(self) -> bool:
        return continues(self.tail) or self.tail.endswith(",")

    def _amendment(self) -> int | None:
        """Place in the stack under which quoted provisions stand: the item of the Roman article, or the article."""
        for at, node in enumerate(self.stack):
            if node.style == "Pasal I":
                follow = self.stack[at + 1 : at + 2]
                return at + 1 if follow and follow[0].level in ("angka", "huruf") else at
        return None

    def _open_part(self, row: Row, label: Label) -> None:
        floor = self._amendment()
        self._close(_RANK[label.level], floor)
        node = self._push(row, label)
        if floor is None:
            self.latest[label.style] = label.ordinal
        if label.end < len(row.text):
            node.heading.append(row.span.cut(label.end))
        self.tail = ""

    def _open_article(self, row: Row, label: Label) -> None:
        floor = None if label.style == "Pasal I" else self._amendment()
        self._close(_RANK["pasal"], floor)
        self._push(row, label)
        if floor is None:
            self.latest[label.style] = label.ordinal
        self.tail = ""

    def _close(self, rank: int, floor: int | None) -> None:
        """Closes what a heading of this rank ends, but nothing at or below ``floor`` (the amendment that quotes it)."""
        least = 1 if floor is None else floor + 1
        while len(self.stack) > least and _RANK.get(self.top.level, 9) >= rank:
            self.stack.pop()

    def _push(self, row: Row, label: Label) -> Node:
        node = Node(label.level, label.style, label.ordinal, row.span.cut(*label.number), row.x, row.page, label.value)
        self.top.children.append(node)
        self.stack.append(node)
        return node

    # ---- lists: ayat, huruf, angka --------------------------------------------------------------------------

    def _list_items(self, i: int, row: Row) -> None:
        opened = False
        while row.span:
            placed = ((label, self._place(i, row, label, opened)) for label in self.labels(row.text))
            label, at = next(((label, at) for label, at in placed if at is not None), (None, None))
            if label is None or at is None:
                break
            del self.stack[at + 1 :]
            self._push(row, label)
            self.tail = ""
            row = row.after(label.end)
            opened = True
        if row.span:
            self._text(row, after_label=opened)

    def _frontier(self) -> Iterator[tuple[int, Node]]:
        """Items that a sibling could follow, innermost first, with their parent's place in the stack."""
        node = self.top
        if node.children and node is not self.root:
            yield len(self.stack) - 1, node.children[-1]
        for at in range(len(self.stack) - 1, 0, -1):
            yield at - 1, self.stack[at]
            if self.stack[at].level == "pasal" and self._amendment() is None:
                return
        if not self.articles and self.root.children and self.top is self.root:
            yield 0, self.root.children[-1]

    def _place(self, i: int, row: Row, label: Label, opened: bool) -> int | None:
        """Place in the stack of the node under which the label opens a provision; ``None`` when it opens none."""
        if opened:
            return len(self.stack) - 1 if label.first and not label.doubtful else None
        if continues(self.tail):
            return None
        siblings = [(at, n) for at, n in self._frontier() if n.style == label.style]
        next_of = [(at, n) for at, n in siblings if follows(n.ordinal, label.ordinal)]
        if next_of:
            return self._nearest(row, label, next_of)
        if label.first:
            return self._first(i, row, label)
        if not ended(self.tail) or label.doubtful:
            return None
        if not self.articles and self.top is self.root and label.ordinal[0] <= _GAP and self._second_follows(i, label):
            return 0
        if self.tail.endswith(":") and label.ordinal == (2, "") and self._second_follows(i, label):
            return len(self.stack) - 1
        if label.level == "ayat" and self._quoted_paragraph(label):
            return len(self.stack) - 1
        for at, n in siblings:
            missing = label.ordinal[0] - n.ordinal[0]
            if 0 <= missing <= _GAP and self._aligned(row, n):
                return at
        return None

    def _nearest(self, row: Row, label: Label, found: list[tuple[int, Node]]) -> int | None:
        if len(found) > 1:
            amending = self._amendment()
            rest = row.text[label.end :]
            if amending is not None and _words().amends.match(rest):
                outer = [f for f in found if f[0] == amending - 1]
                found = outer or found
            if row.drawn and len(found) > 1:
                aligned = [f for f in found if self._aligned(row, f[1])]
                found = aligned or found
        at, node = found[0]
        if ended(self.tail) or not self.tail:
            return at
        return at if row.broken and (not row.drawn or self._aligned(row, node)) else None

    def _aligned(self, row: Row, node: Node) -> bool:
        return not row.drawn or row.page != node.page or abs(row.x - node.x) <= _TOLERANCE

    def _first(self, i: int, row: Row, label: Label) -> int | None:
        """Whether a first label opens a list, and under which node."""
        parent = len(self.stack) - 1
        if label.level == "ayat":
            # an ayat stands right under an article, or in an amendment that quotes it
            while parent > 0 and self.stack[parent].level not in ("pasal", "bab"):
                parent -= 1
            quoted = self._amendment()
            parent = max(parent, quoted or 0)
            if self.stack[parent].children and self.stack[parent].children[-1].level == "ayat":
                return None
        elif self.top is self.root and self.articles:
            return None
        awaited = not self.tail or self.tail.endswith(":")
        if awaited and not label.doubtful:
            return parent
        return parent if (awaited or row.broken) and self._second_follows(i, label) else None

    def _second_follows(self, i: int, label: Label) -> bool:
        """Whether the list's next label begins one of the rows that follow, before the article ends."""
        wanted = (label.ordinal[0] + 1, "")
        for following in self.rows[i + 1 : i + 1 + _AHEAD]:
            if article_label(following.text) or (label.level != "ayat" and following.text.startswith("(1)")):
                return False
            for other in self.labels(following.text):
                if other.style == label.style and other.ordinal == wanted:
                    return True
                if other.style == label.style and other.first and not other.doubtful:
                    return False
        return False

    def _quoted_paragraph(self, label: Label) -> bool:
        """An amendment may quote ``(2)`` alone."""
        return self._amendment() is not None and self.tail.endswith(":") and label.level == "ayat"

    # ---- text -----------------------------------------------------------------------------------------------

    def _text(self, row: Row, after_label: bool = False) -> None:
        if after_label or (self.tail == "" and self.top.text_x is None):
            self.top.text_x = row.x
            self.top.write(row.span, new=True)
        else:
            new = row.broken and ended(self.tail)
            if new:
                self._climb(row)
            self.top.write(row.span, new)
        self.tail = f"{self.tail} {row.text}"[-_TAIL:]

    def _climb(self, row: Row) -> None:
        """Leaves the items to which a new paragraph cannot belong: those that stand further in than it does."""
        amending = self._amendment()
        if (
            amending is not None
            and self.stack[amending].level == "pasal"
            and _words().amends_unnumbered.match(row.text)
        ):
            del self.stack[amending + 1 :]
            return
        if row.drawn:
            while self._is_item(self.top) and row.page == self.top.page and row.x < self.top.x + _TOLERANCE / 2:
                self.stack.pop()
            return
        if row.gap and self.tail.endswith("."):
            while self._is_item(self.top) and self.top.level != "ayat":
                self.stack.pop()

    def _is_item(self, node: Node) -> bool:
        return len(self.stack) > 1 and node.level in ("ayat", "huruf", "angka")


def grow(rows: Sequence[Row]) -> list[Node]:
    """The provisions of a body, from its first part, article or dictum on."""
    tree = Tree(rows).root.children
    _old_paragraphs(tree)
    return tree


def _old_paragraphs(nodes: Sequence[Node]) -> None:
    """The numbered paragraphs of older laws are ayat, though printed ``1.``: they are the whole article, which has no
    text of its own that they would complete."""
    for node in nodes:
        if node.style == "Pasal 1" and not node.before and all(c.style == "1." for c in node.children):
            for child in node.children:
                child.level = "ayat"
        _old_paragraphs(node.children)


def grow_list(rows: Sequence[Row], labels: Callable[[str], list[Label]] = list_labels) -> Node:
    """A list outside articles, under a node that holds the text before it. ``labels`` reads a row's label."""
    return Tree(rows, articles=False, labels=labels).root
