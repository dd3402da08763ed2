"""Reads the parties of an agreement's statement: `Nama : ...`, `Jabatan : ...`, `Selanjutnya disebut PIHAK KESATU`.

Comes in: the blocks of a sheet. Goes out: a :class:`Party` a person, in order. Separate from the signatures: here the
person is introduced, with the full name of the office, and the agreement says who is which party. Labels stand in a
column of their own; a label may stand between the two lines of its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractor.layout.blocks import Block, Line, Table
from extractor.match.position import role_of
from extractor.read.words import Span, Word, join
from extractor.segment.component import Party
from extractor.segment.named import introduced
from extractor.segment.titles import running

_LABEL = re.compile(
    r"^\W*(?:\d{1,2}[.)]\W*|[a-z][.)]\W+)?"
    r"(?P<label>N[ae]?[mr]+n?a(?:\s+Lengkap)?|N a m a|J[ae]batan|J a b a t a n|N\s?I\s?P|"
    r"Pangkat(?:\s*/\s*Gol\w*\.?(?:\s*Ruang)?)?|Unit\s+Kerja|Instansi|Alamat|SKPD|OPD)"
    r"\s*(?:(?P<colon>:)|$|(?=\s))\s*",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(r"^\W*Nama\s*:.*\sNama\s*:", re.IGNORECASE)
_NAME = re.compile(r"Nama\b", re.IGNORECASE)
_APART = 0.5
"""Type sizes of white between two parties who are introduced side by side, at the least."""
_LABELS = {"j": "position", "n": "nip", "p": "rank"}
"""What a label names, by its first letter; a name's label is told from NIP before."""
_CALLED = re.compile(r"\bdisebut\b", re.IGNORECASE)
_PARTY = re.compile(r"\bp\w?ha?k\s+(?:ke\s?-?\s?)?\w+", re.IGNORECASE)
_SUPERIOR_OF = re.compile(r"\b(?:atasan|bawahan)(?:\s+langsung)?(?:\s+dari)?\s*$", re.IGNORECASE)
"""Before the party whose superior somebody is."""
_END = re.compile(
    r"^\W*(?:selanjutnya|selaku|dalam hal ini|yang selanjutnya|untuk selanjutnya|disebut)\b", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?P<name>[^\W\d_][^:;\d]{3,80}?),?\s+(?:(?:dalam\s+jabatan\w*\s+)?(?:selaku|sebagai)|jabatan)\s+"
    r"(?P<position>[A-Z][^:;]{3,160}?),\s+(?:(?:selaku\s+atasan|berkedudukan|beralamat|bertindak)\b[^,]*,\s+)*"
    r"(?:yang\s+|untuk\s+)*selanjutnya\s+disebut\b(?P<called>[^.;]{4,60})"
)
"""A party that one sentence introduces: `1. Budi Karya, selaku Kepala Dinas Air, selanjutnya disebut PIHAK KEDUA`."""
_NAMED = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:[^\W\d_]+\.\s*)*[A-Z]\S*\s")
"""How such a sentence begins: with a name, or its titles."""
_SENTENCE_LINES = 5
"""Lines of the longest such sentence."""
_NEXT = 0.8
"""Type sizes between the lines of one value."""
_FIELDS = 4
"""Columns of a table of labels at most: number, label, colon, value."""
_ALIKE = 12.0
"""Points by which a value's further lines may begin left of its first line."""


@dataclass
class _Draft:
    name: list[Word] = field(default_factory=list)
    position: list[Word] = field(default_factory=list)
    nip: list[Word] = field(default_factory=list)
    rank: list[Word] = field(default_factory=list)
    loose: list[Word] = field(default_factory=list)
    called: list[Word] = field(default_factory=list)
    label: str = ""
    edge: float = 0.0
    lines: list[Line] = field(default_factory=list)
    """What stands from the party before to the line that says what this one is called."""


def _lines(blocks: Sequence[Block]) -> list[Line | None]:
    """The lines, those of tables with `Nama` and `Jabatan` labels among them (borderless grids, tabs); ``None`` where
    any other table stands, which ends what is said of a party.
    """
    out: list[Line | None] = []
    for block in blocks:
        if isinstance(block, Line):
            out.append(block)
        elif _labelled(block):
            out.extend(Line(h.words) for h in block.header if h)
            for row in block.rows:
                cells = {id(c): c for c in row}.values()
                words = tuple(w for cell in cells for w in cell.span.words)
                if words:
                    out.append(Line(words))
        else:
            out.append(None)
    return out


def _labelled(table: Table) -> bool:
    if len(table.header) > _FIELDS:
        return False
    firsts = [row[0].text for row in table.rows if row] + [h.text for h in table.header[:1]]
    return sum(bool(_LABEL.match(t)) for t in firsts) >= 2


def find_parties(blocks: Sequence[Block]) -> tuple[Party, ...]:
    """The parties in the order in which they are introduced; none where there is no statement."""
    reading = _Reading(max((b.box[2] for b in blocks if isinstance(b, Line)), default=0.0))
    lines = _lines(blocks)
    k = 0
    while k < len(lines):
        line = lines[k]
        if line is None:
            reading.current = None
        elif _TWO_NAMES.match(line.text) and line.words[0].method != "text":
            k += _abreast(lines, k, reading)
            continue
        else:
            reading.take(line)
        k += 1
    parties = [_party(d) for d in reading.drafts]
    return tuple(p for p in parties if p.name and (p.position or p.role)) or tuple(_in_sentences(lines))


def _in_sentences(lines: Sequence[Line | None]) -> Iterator[Party]:
    """The parties of a statement without labels: a sentence each."""
    said = [line.text for line in lines if line is not None]
    if not (any(map(_CALLED.search, said)) and any(map(_PARTY.search, said))):
        return
    for k, first in enumerate(lines):
        if first is None or not _NAMED.match(first.text):
            continue
        after = takewhile(lambda n: n is not None, lines[k : k + _SENTENCE_LINES])
        span = join(line for line in after if line is not None)
        told = _SENTENCE.match(span.text)
        role = _role(span.of(told, "called")) if told else None
        if told and role:
            yield Party(span.of(told, "name"), span.of(told, "position"), role)


def _abreast(lines: Sequence[Line | None], at: int, reading: _Reading) -> int:
    """Reads two parties who are introduced side by side from the line with both names on, each as in a column of its
    own; what stands over each says which party it is. Gives how many lines were read.
    """
    first = lines[at]
    assert first is not None
    second = [w for w in first.words[1:] if _NAME.match(w.text)][-1]
    edge = second.box[0]
    sides: tuple[list[Line], list[Line]] = ([], [])
    count = 0
    for line in lines[at:]:
        halves = _halves(line, edge) if line is not None else None
        if halves is None:
            break
        for side, words in zip(sides, halves, strict=True):
            side.extend([Line(words)] if words else [])
        count += 1
    over = lines[at - 1] if at else None
    heads = _halves(over, edge) if over is not None else None
    for side, head in zip(sides, heads or ((), ()), strict=True):
        for line in side:
            reading.take(line)
        if head and role_of(Span(head).text) and reading.drafts:
            reading.drafts[-1].called.extend(head)
        reading.current = None
    return max(count, 1)


def _halves(line: Line, edge: float) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """The words of a line left and right of an edge; ``None`` where the line runs over it."""
    left = tuple(w for w in line.words if w.box[0] < edge - _APART * line.size)
    if left and left[-1].box[2] > edge - _APART * line.size:
        return None
    return left, line.words[len(left) :]


class _Reading:
    """A statement while its lines are taken one by one: labelled lines open the fields of a party, others go on."""

    def __init__(self, right: float) -> None:
        self.right = right
        """Where the lines of the sheet end."""
        self.drafts: list[_Draft] = []
        self.current: _Draft | None = None
        self.since: list[Line] = []
        """Lines since the last party was called by its name in the agreement."""

    def take(self, line: Line) -> None:
        text = line.text
        label = _LABEL.match(text)
        if label and self.current is not None and self.current.label == "called":
            self.since = []
        self.since.append(line)
        if label and (label["colon"] or len(line.segments(1.5)) > 1 or label.end() >= len(text) - 1):
            self._labelled(line, label)
        elif self.current is None:
            if _CALLED.search(text) and _role(line.span):  # both labels were misread
                self._open("called").called.extend(line.words)
        else:
            self._further(line, self.current)

    def _wrapped(self, current: _Draft, line: Line) -> bool:
        """Whether a position goes on under its label, for its line had no room left for the next word: a tab without
        a hanging indent.
        """
        above = self.since[-2] if len(self.since) > 1 else None
        if current.label != "position" or above is None or above.page != line.page:
            return False
        first = line.words[0].box
        return (
            line.box[1] - above.box[3] < _NEXT * line.size
            and abs(line.box[0] - above.box[0]) < line.size
            and above.box[2] + (first[2] - first[0]) > self.right
            and not running(line)
        )

    def _open(self, label: str) -> _Draft:
        self.current = _Draft(label=label, lines=self.since)
        self.drafts.append(self.current)
        return self.current

    def _labelled(self, line: Line, label: re.Match[str]) -> None:
        kind = label["label"].casefold()
        current = self.current
        if kind.startswith("n") and not kind.replace(" ", "").startswith("nip"):
            current = self._open("name")
        elif current is None:
            return
        else:
            if current.label == "called":  # the label of the next party's name was misread
                current = self._open("")
            current.label = _LABELS.get(kind[0], "other")
        _take(current, _value(line.span.cut(label.end())))

    def _further(self, line: Line, current: _Draft) -> None:
        """A line without a label under those of a party."""
        if _END.match(line.text) or _CALLED.search(line.text):
            if current.label == "called" and _role(Span(current.called)) and _role(line.span):
                current = self._open("called")
            current.called.extend(line.words)
            current.label = "called"
        elif current.label == "called":
            if len(current.called) < 16 and not _PARTY.search(Span(current.called).text):
                current.called.extend(line.words)
            else:
                self.current = None
                self.since = [line]
        elif current.edge and (line.box[0] >= current.edge - _ALIKE or self._wrapped(current, line)):
            _continue(current, line)
        elif len(line.words) > 9 or running(line):
            self.current = None
        elif line.words[0].method == "text" and not current.edge:
            _continue(current, line)


def _value(span: Span) -> Span:
    lead = re.match(r"[\s:.]+", span.text)
    return span.cut(lead.end()) if lead else span


def _take(draft: _Draft, value: Span) -> None:
    if value:
        draft.edge = min(draft.edge or value.words[0].box[0], value.words[0].box[0])
    if draft.label == "name":
        draft.name.extend(value.words)
    elif draft.label == "nip":
        draft.nip.extend(value.words)
    elif draft.label == "rank":
        draft.rank.extend(value.words)
    elif draft.label == "position":
        if not value:
            draft.position.extend(draft.loose)  # the label stands between the two lines of its value
        else:
            draft.name.extend(draft.loose)
            draft.position.extend(value.words)
        draft.loose = []


def _continue(draft: _Draft, line: Line) -> None:
    if draft.label == "position":
        draft.position.extend(line.words)
    elif draft.label == "name":
        draft.loose.extend(line.words)


def _party(draft: _Draft) -> Party:
    name, position = Span(draft.name) or None, Span(draft.position) or None
    if draft.called and (name is None or position is None):
        told_name, told_position = introduced(draft.lines)
        name, position = name or told_name, position or told_position
    return Party(name, position, _role(Span(draft.called)), Span(draft.nip) or None, Span(draft.rank) or None)


def _role(called: Span) -> Span | None:
    """The words that say which party somebody is called: of `selaku atasan PIHAK PERTAMA, selanjutnya disebut PIHAK
    KEDUA` the second, wherever the sentence wraps."""
    at = _CALLED.search(called.text)
    found = _PARTY.finditer(called.text, at.end() if at else 0)
    parties = (called.of(m) for m in found if not _SUPERIOR_OF.search(called.text, 0, m.start()))
    return next((span for span in parties if role_of(span.text)), None)
