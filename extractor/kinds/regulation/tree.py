"""The tree of provisions: labels and their order decide what belongs under what.

Comes in: the rows of a body (or of a list in the preamble). Goes out: :class:`Node` trees. Separate because
this is the one place that decides whether a label lookalike (a ``(1)`` in running text, a ``Pasal 5`` that ends a
sentence, a wrapped line that begins with ``a.``) opens a provision: it does when it comes next in the order of its
list, when the text before it has ended, and, where the page shows it, when it stands where its siblings stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.kinds.regulation.beside import ends_in_column, goes_on_before_amount, goes_on_left
from extractor.kinds.regulation.dicta import dictum_of
from extractor.kinds.regulation.labels import Label, Ordinal, article_label, follows, list_labels, part_label
from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.rows import Row
from extractor.kinds.regulation.sentences import boundary_words, continues, ended
from extractor.kinds.regulation.siblings import TOLERANCE, both_name, ends_bare, hangs
from extractor.read.words import Span

_RANK = {"bab": 1, "bagian": 2, "paragraf": 3, "pasal": 4}
_GAP = 3
"""How many labels of a list may be missing (lost or never printed) before a label is no longer taken for its next."""
_AHEAD = 60
"""How many rows are looked at for the second item of a list that begins without a colon."""
_LIST_BESIDE = re.compile(r":\s+(?=(?:1|a|\(1\))[.)]?\s)")
_FORM_LABEL = re.compile(r"^Pasal\s*:\s*(?=\S)")
"""What a drafting form leaves unseen beside an article's text."""
_HEADING_ROWS = 6
"""Rows of the longest heading; below a part's label its first article comes within twice as many."""
_TAIL = 120
"""How many characters of the text before a label are looked at: a row may be one word long."""


class Tree:
    """Grows a tree of provisions row by row."""

    def __init__(
        self, rows: Sequence[Row], *, articles: bool = True, labels: Callable[[str], list[Label]] = list_labels
    ) -> None:
        self.rows = rows
        self.articles = articles
        self.labels = labels
        self.decree = bool(rows) and articles and dictum_of(rows[0]) is not None
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
            label = article_label(row.text) or (dictum_of(row) if self.decree else None)
            if label is not None and label.first and self.latest.keys().isdisjoint(("Pasal 1", "Pasal I")):
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
            if not self.tail and self.top.level == "pasal" and (form := _FORM_LABEL.match(row.text)):
                row = row.after(form.end())
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
            # one of them may be lost to a scan: the word stands in the margin all the same
            ahead = 0 if known is None else label.ordinal[0] - known[0]
            return expected or (1 < ahead <= _GAP and not row.set_in and ended(self.tail))
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
        number = row.span.cut(*label.number)
        margin = row.x - row.indent
        inside = row.x > row.line.box[0]
        node = Node(
            label.level, label.style, label.ordinal, number, row.x, row.page, label.value, margin=margin, inside=inside
        )
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
        if row.span and not self._beside_colon(i, row, opened):
            self._text(row, after_label=opened)

    def _beside_colon(self, i: int, row: Row, opened: bool) -> bool:
        """Takes a row whose list begins behind a colon of its own: ``II. Pengarah : 1. Wakil Bupati``."""
        colon = _LIST_BESIDE.search(row.text)
        if colon is None:
            return False
        rest = row.after(colon.end())
        first = next((label for label in self.labels(rest.text) if label.first and not label.doubtful), None)
        if first is None or not self._second_follows(i, first):
            return False
        self._text(replace(row, span=row.span.cut(0, colon.start() + 1)), after_label=opened)
        self._list_items(i, rest)
        return True

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
            if amending is not None and boundary_words().amends.match(rest):
                outer = [f for f in found if f[0] == amending - 1]
                found = outer or found
            if row.drawn and len(found) > 1:
                aligned = [f for f in found if self._aligned(row, f[1])]
                found = aligned or found
        at, node = found[0]
        if ended(self.tail) or not self.tail:
            return at
        if not self._aligned(row, node):
            return None
        if row.broken:
            return at
        # behind a comma a row at the label's own edge is the next item, unless the items' lines come back to that edge
        listed = self.tail.endswith(",") and not node.inside and hangs(node) is not False
        next_one = listed or both_name(node, row.text[label.end :]) or ends_bare(self.stack[at], node)
        return at if row.drawn and not label.doubtful and next_one else None

    def _aligned(self, row: Row, node: Node) -> bool:
        apart = not row.drawn or row.page != node.page or node.inside
        return apart or abs(row.x - node.x) <= TOLERANCE

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
        if awaited and not label.doubtful and label.style != "I.":  # a Roman I alone may be an initial
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
            if self._beside(row):
                return
            broken = row.broken or ends_in_column(self.top.last)
            new = (broken and ended(self.tail)) or self._stands_out(row)
            if new and not self.tail.endswith(":"):  # (what a colon announces is its own)
                self._climb(row)
            self.top.write(row.span, new)
        self.tail = f"{self.tail} {row.text}"[-_TAIL:]

    def _climb(self, row: Row) -> None:
        """Leaves the items to which a new paragraph cannot belong: those that stand further in than it does."""
        amending = self._amendment()
        if (
            amending is not None
            and self.stack[amending].level == "pasal"
            and boundary_words().amends_unnumbered.match(row.text)
        ):
            del self.stack[amending + 1 :]
            return
        if row.drawn:
            while self._is_item(self.top) and self._comparable(row) and row.x < self.top.x + TOLERANCE / 2:
                self.stack.pop()
            return
        if row.gap and self.tail.endswith("."):
            while self._is_item(self.top) and self.top.level != "ayat":
                self.stack.pop()

    def _stands_out(self, row: Row) -> bool:
        """Whether a row after a comma goes on with the sentence in which the open list stands, at its indent:
        ``b. Peraturan X, / dicabut dan dinyatakan tidak berlaku.``"""
        if not (row.drawn and self.tail.endswith(",") and self._is_item(self.top) and row.text[:1].islower()):
            return False
        if not self._comparable(row) or row.x >= self.top.x + TOLERANCE / 2:
            return False
        hung = next((h for n in reversed(self.stack[-2].children) if (h := hangs(n)) is not None), None)
        return row.broken if hung is None else hung

    def _beside(self, row: Row) -> bool:
        """Takes a row that goes on left of a colon or of an amount that stands in a column."""
        if goes_on_before_amount(self.top.last, row):
            return True
        right = goes_on_left(self.top.last, row, finished=ended(self.tail))
        if right:
            self.tail = f"{self.tail} {right.text}"[-_TAIL:]
        return right is not None

    def _comparable(self, row: Row) -> bool:
        """Whether the row's left edge can be held against the open item's: on its page, or on one with its margin."""
        if row.page == self.top.page:
            return True
        return abs(row.x - row.indent - self.top.margin) <= TOLERANCE / 2

    def _is_item(self, node: Node) -> bool:
        return len(self.stack) > 1 and node.level in ("ayat", "huruf", "angka")


def grow(rows: Sequence[Row]) -> list[Node]:
    """The provisions of a body, from its first part, article or dictum on. A body that begins with a list alone has its
    dicta numbered, as old decrees do."""
    if rows and _first_of_list(rows[0]):
        dicta = Tree(rows, articles=False).root.children
        for node in dicta:
            node.level = "pasal"
        return dicta
    tree = Tree(rows).root.children
    _old_paragraphs(tree)
    return tree


def _first_of_list(row: Row) -> bool:
    begins = part_label(row.text) or article_label(row.text) or dictum_of(row)
    return begins is None and any(label.first for label in list_labels(row.text))


def _old_paragraphs(nodes: Sequence[Node]) -> None:
    """The numbered paragraphs of older laws are ayat, though printed ``1.`` or ``1)``: they are the whole article,
    which has no text of its own that they would complete."""
    for node in nodes:
        whole = len({c.style for c in node.children}) == 1 and node.children[0].style in ("1.", "1)")
        if node.style == "Pasal 1" and not node.before and whole:
            for child in node.children:
                child.level = "ayat"
        _old_paragraphs(node.children)


def grow_list(rows: Sequence[Row], labels: Callable[[str], list[Label]] = list_labels) -> Node:
    """A list outside articles, under a node that holds the text before it. ``labels`` reads a row's label."""
    return Tree(rows, articles=False, labels=labels).root
