"""Markup of text exports to styled words: HTML remnants, markdown emphasis, LaTeX remnants.

In: a line, a cell or the source of an HTML table. Out: pieces, the visual lines of it (a paragraph, a list item), as
tokens that know their source line, column and whether they are bold. Separate because readers of rows and of plain
lines need the same cleaning. No word is lost: what is no known markup stays text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the export: ``line`` is 1-based, ``column`` the 0-based offset in it."""

    text: str
    line: int
    column: int
    bold: bool = False


Piece = tuple[Token, ...]
"""One visual line."""

_BREAKING = frozenset(
    {
        *("p", "br", "li", "ul", "ol", "div", "dl", "dt", "dd", "tr", "table", "thead", "tbody", "tfoot", "hr"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "center",
            "caption",
            "section",
            "figure",
            "header",
            "footer",
            "article",
            "main",
        ),
    }
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SILENT = frozenset(
    {
        *("i", "em", "u", "s", "sub", "sup", "span", "font", "small", "big", "mark", "del", "ins", "a", "img"),
        *("td", "th", "html", "body", "head", "code", "tt", "colgroup", "col", "input", "label", "figcaption"),
        *("math", "page_number", "watermark", "signature", "details", "summary"),
    }
)
_TAGS = _BREAKING | _BOLD | _SILENT

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9_]*)(?:\s[^<>]*)?/?>|<!--[^<>]*-->")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);")
_LESS, _AMP, _FORMULA = "\ufdd0", "\ufdd1", "\ufdd2"
"""Characters that are none by the standard: a harmless ``<``, a harmless ``&``, an edge of a ``<math>`` formula."""
_SPECIAL = re.compile(r"[<&*_$\\`\[]")
_WORD = re.compile(r"\S+")

_STRONG = re.compile(r"\*\*\*|\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((?:https?:|mailto:|#)[^()\n]*\)")
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_MATH = re.compile(r"(\$\$?|\ufdd2)([^$\n\ufdd2]*)\1")
_COMMAND = re.compile(r"\\(?:text|textbf|mathrm|mathbf|mathit|operatorname)\s*\{([^{}]*)\}")
_MATH_SIGNS = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "times": "×", "cdot": "·",
    "div": "÷", "pm": "±", "rightarrow": "→", "to": "→", "leftarrow": "←", "Rightarrow": "⇒", "approx": "≈",
    "neq": "≠", "sum": "∑", "checkmark": "✓", "circ": "°", "ldots": "…", "dots": "…", "quad": " ", "left": "",
    "right": "",
}  # fmt: skip
_SIGN = re.compile(r"\\(?:([A-Za-z]+)|([%{}$&#_ ,;]))")
_ITEM_NUMBER = re.compile(r"(?:^|\s)(\d{1,2})\. ?[A-Z]")
_GLUED_ITEM = re.compile(r"(?<=[^\s\d.,(/-])(?=(\d{1,2})\. ?[A-Z])")


@dataclass(slots=True)
class Stream:
    """Characters with their places; ``\\n`` is a visual line end."""

    text: list[str] = field(default_factory=list)
    where: list[tuple[int, int]] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)

    def put(self, text: str, line: int, column: int, bold: bool, step: int = 1) -> None:
        """Adds text that stands from a line and a column on; each character is ``step`` columns wide in the source."""
        for i, c in enumerate(text):
            self.text.append("\n" if c == "\n" else c)
            self.where.append((line, column + i * step))
            self.bold.append(bold)

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> None:
        """Replaces the given, not overlapping stretches."""
        text: list[str] = []
        where: list[tuple[int, int]] = []
        bold: list[bool] = []
        at = 0
        for start, end, new in sorted(changes):
            text += [*self.text[at:start], *new]
            where += [*self.where[at:start], *[self.where[start]] * len(new)]
            bold += [*self.bold[at:start], *[self.bold[start]] * len(new)]
            at = end
        if at:
            self.text = text + self.text[at:]
            self.where = where + self.where[at:]
            self.bold = bold + self.bold[at:]

    def whole(self) -> str:
        """All of the text."""
        return "".join(self.text)


def shield(text: str) -> str:
    """The text with every ``<`` and ``&`` that begins no known markup made harmless, character for character."""
    out = list(text)
    keep: set[int] = set()
    for m in _TAG.finditer(text):
        if m.group(1) is None or m.group(1).lower() in _TAGS:
            keep.update(range(m.start(), m.end()))
    keep.update(m.start() for m in _ENTITY.finditer(text))
    for i, c in enumerate(out):
        if i in keep:
            continue
        if c == "<":
            out[i] = _LESS
        elif c == "&":
            out[i] = _AMP
    return "".join(out)


class Remnants(HTMLParser):
    """Collects the text of a fragment; ``first`` is the source line of its first line, ``column`` where it begins."""

    def __init__(self, first: int = 1, column: int = 0, bold: int = 0) -> None:
        super().__init__(convert_charrefs=False)
        self.first, self.column = first, column
        self.depth = bold
        self.ordered = 0
        self.stream = Stream()

    def place(self) -> tuple[int, int]:
        """Line and column of the source at which the parser is."""
        line, offset = self.getpos()
        return self.first + line - 1, offset + (self.column if line == 1 else 0)

    def put(self, text: str, whole: str | None = None) -> None:
        """Adds text at this place; ``whole`` is the entity that stands for it."""
        line, column = self.place()
        if whole is not None:  # an entity: all its characters stand where it began
            self.stream.put(text, line, column, self.depth > 0, 0)
            return
        text = text.replace(_LESS, "<").replace(_AMP, "&")
        for i, row in enumerate(text.split("\n")):
            if i:
                self.stream.put("\n", line, column, False)
                line, column = line + 1, 0
            self.stream.put(row, line, column, self.depth > 0)

    def cut(self) -> None:
        """Ends the visual line."""
        line, column = self.place()
        self.stream.put("\n", line, column, False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BREAKING:
            self.cut()
        elif tag in {"td", "th"}:
            self.put(" ", "")
        elif tag == "math":
            self.put(_FORMULA, "")
        self.depth += tag in _BOLD
        self.ordered += tag == "ol"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.cut()
        elif tag == "math":
            self.put(_FORMULA, "")
        self.depth = max(0, self.depth - (tag in _BOLD))
        self.ordered = max(0, self.ordered - (tag == "ol"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BREAKING:
            self.cut()

    def handle_data(self, data: str) -> None:
        if not self.ordered:
            self.put(data)
            return
        # an ordered list whose items have run into each other: "1. Rapat kerja2. Anggota datang"
        line, column = self.place()
        at = 0
        number: int | None = None
        for m in _GLUED_ITEM.finditer(data):
            if number is None:
                before = _ITEM_NUMBER.findall(data, 0, m.start())
                number = int(before[-1]) if before else 0
            if not number or int(m.group(1)) != number + 1:
                continue
            self.stream.put(data[at : m.start()] + "\n", line, column + at, self.depth > 0)
            at, number = m.start(), number + 1
        rest = data[at:].replace(_LESS, "<").replace(_AMP, "&")
        self.stream.put(rest, line, column + at, self.depth > 0)

    def handle_entityref(self, name: str) -> None:
        self.put(html.unescape(f"&{name};"), name)

    def handle_charref(self, name: str) -> None:
        self.put(html.unescape(f"&#{name};"), name)


@dataclass(slots=True)
class Emphasis:
    """Bold that goes on over lines: ``**`` opened on one line and closed on a later one of the same paragraph."""

    strong: bool = False
    depth: int = 0

    def end(self) -> None:
        """Closes what is still set in bold."""
        self.strong, self.depth = False, 0


def _math(stream: Stream) -> None:
    whole = stream.whole()
    changes: list[tuple[int, int, str]] = []
    for m in _MATH.finditer(whole):
        inner = m.group(2)
        if m.group(1) != _FORMULA and "\\" not in inner and not inner.strip().startswith(("^", "_")):
            continue
        edge = len(m.group(1))
        changes += [(m.start(), m.start() + edge, ""), (m.end() - edge, m.end(), "")]
        taken: set[int] = set()
        for c in _COMMAND.finditer(inner):
            changes += [
                (m.start(2) + c.start(), m.start(2) + c.start(1), ""),
                (m.start(2) + c.end() - 1, m.start(2) + c.end(), ""),
            ]
            taken.update((*range(c.start(), c.start(1)), c.end() - 1))
        for s in _SIGN.finditer(inner):
            if s.start() in taken:
                continue
            new = s.group(2) if s.group(2) else _MATH_SIGNS.get(s.group(1))
            if new is not None:
                changes.append((m.start(2) + s.start(), m.start(2) + s.end(), new.strip(",;")))
    stream.edit(changes)
    stream.edit((i, i + 1, "") for i, c in enumerate(stream.text) if c == _FORMULA)


def _markdown(stream: Stream, emphasis: Emphasis) -> None:
    whole = stream.whole()
    if "$" in whole or _FORMULA in whole:
        _math(stream)
        whole = stream.whole()
    dropped: list[tuple[int, int, str]] = [(m.start(), m.end(), "") for m in _IMAGE.finditer(whole)]
    dropped += [(m.start(), m.end(), "") for m in _FENCE.finditer(whole)]
    stream.edit(dropped)
    whole = stream.whole()
    dropped = []
    for m in _LINK.finditer(whole):
        dropped += [(m.start(), m.start(1), ""), (m.end(1), m.end(), "")]
    stream.edit(dropped)
    whole = stream.whole()
    marks = [
        m
        for m in _STRONG.finditer(whole)
        if not (m.start() and whole[m.start() - 1] == "\\")
        and (whole[m.start() - 1 : m.start()].strip() or whole[m.end() : m.end() + 1].strip())
    ]
    at = 0
    for m in marks:
        if emphasis.strong:
            stream.bold[at : m.start()] = [True] * (m.start() - at)
        emphasis.strong = not emphasis.strong
        at = m.end()
    if emphasis.strong:
        stream.bold[at:] = [True] * (len(stream.bold) - at)
    stream.edit((m.start(), m.end(), "") for m in marks)
    whole = stream.whole()
    for mark, pattern in (("*", _EMPHASIS), ("_", _UNDERSCORED)):
        if mark in whole:
            single: list[tuple[int, int, str]] = []
            for m in pattern.finditer(whole):
                single += [(m.start(), m.start() + 1, ""), (m.end() - 1, m.end(), "")]
            stream.edit(single)
            whole = stream.whole()
    if "\\" in whole:
        stream.edit((m.start(), m.end(), "") for m in _ESCAPE.finditer(whole))


def tokens(stream: Stream) -> list[Piece]:
    """The stream's words, visual line by visual line; empty lines are left out."""
    pieces: list[Piece] = []
    at = 0
    for row in stream.whole().split("\n"):
        words = []
        for m in _WORD.finditer(row):
            start, end = at + m.start(), at + m.end()
            line, column = stream.where[start]
            bold = all(b for b, c in zip(stream.bold[start:end], m.group(), strict=True) if c.isalnum())
            bold = bold and any(stream.bold[start:end])
            words.append(Token(m.group(), line, column, bold))
        if words:
            pieces.append(tuple(words))
        at += len(row) + 1
    return pieces


def pieces_of(text: str, line: int, column: int, emphasis: Emphasis) -> list[Piece]:
    """The visual lines of a line or cell that begins at ``column`` of source line ``line``."""
    if not _SPECIAL.search(text):
        words = tuple(
            Token(m.group(), line, column + m.start(), emphasis.strong or emphasis.depth > 0)
            for m in _WORD.finditer(text)
        )
        return [words] if words else []
    parser = Remnants(line, column, emphasis.depth)
    parser.feed(shield(text))
    parser.close()
    emphasis.depth = parser.depth
    _markdown(parser.stream, emphasis)
    return tokens(parser.stream)


def finish(stream: Stream) -> list[Piece]:
    """The visual lines of a stream that another parser collected (a cell of an HTML table)."""
    _markdown(stream, Emphasis())
    return tokens(stream)
