"""How likely each kind of a document without a title is: a score of several signs.

Comes in: blocks and the pages that they stand on. Goes out: every kind with its score, the best first. A title
outweighs all signs; where a chart's title is a picture, a chapter was taken out of a plan, an attachment lost its
heading, labels, the roles of columns and charts say it together. What speaks for which kind, and how much, is data
(``signs`` in ``kinds.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.match.column import Column
from extractor.match.columns import read_columns
from extractor.printed import letters
from extractor.registry import Sign
from extractor.segment.titles import (
    UNKNOWN,
    announced,
    find_phrase,
    inner_kind,
    looks_like_title,
    phrase_length,
    policy,
    running,
)

_BEGINNING = 60
"""Characters of a line, box or cell in which a label may stand."""
_LEAST = 2.0
"""Score from which on a document without a title is of a kind: one sign that tells, or two that hint."""
_HEAD = 12
"""Lines of the tallest head."""
_RUNNING = 2.0
"""Weight of a title's phrase that begins a running head or foot: what a whole booklet calls itself (`LKjIP Dinas X`),
whose chapter may come alone.
"""
_PHRASE = 1.0
"""Weight of a title's phrase inside a heading (`LAPORAN RENCANA AKSI`), and again where a table lists what is
measured.
"""
_SIDE = 3
"""Different headings in a row that a table says again, at the least, where it prints two plans side by side."""
_NEAR = 0.75
"""Difference of two scores that is a near tie: less than what a hint adds."""


@dataclass(frozen=True)
class KindScore:
    """A kind and what speaks for it."""

    kind: str
    score: float


def scores(blocks: Sequence[Block], pages: Sequence[PageLayout]) -> list[KindScore]:
    """All kinds with their scores, the best first; of equal scores the one that a heading names, then those that stand
    first in ``kinds.toml``.
    """
    seen = _Seen(blocks, pages)
    found = [KindScore(name, _score(name, kind.signs, seen)) for name, kind in announced().items()]
    return sorted(found, key=lambda k: (-k.score, k.kind != seen.named))


def _score(name: str, signs: Sequence[Sign], seen: _Seen) -> float:
    """The weights of the signs that are there; a phrase in the head counts where no label has said it."""
    held = [sign for sign in signs if _holds(sign, seen)]
    phrase = name == seen.named and not any(sign.labels for sign in held)
    told = sum(sign.weight for sign in held) + (_RUNNING if name == seen.running else 0.0)
    return told + (_PHRASE * (1 + seen.measures) if phrase else 0.0)


def likeliest(found: Sequence[KindScore]) -> str:
    """The kind of the best score, ``unknown`` where nothing says enough."""
    return found[0].kind if found and found[0].score >= _LEAST else UNKNOWN


def rival(found: Sequence[KindScore]) -> str | None:
    """The kind that is nearly as likely as the best one; ``None`` where there is none, or where nothing says enough."""
    if len(found) < 2 or found[0].score < _LEAST or UNKNOWN in (found[0].kind, found[1].kind):
        return None
    return found[1].kind if found[1].score >= _LEAST and found[0].score - found[1].score <= _NEAR else None


def kind_by_structure(blocks: Sequence[Block], pages: Sequence[PageLayout]) -> str:
    """The likeliest kind of blocks without a title."""
    return likeliest(scores(blocks, pages))


class _Seen:
    """What a document shows, each thing found when it is asked for."""

    def __init__(self, blocks: Sequence[Block], pages: Sequence[PageLayout]) -> None:
        self.blocks, self.pages = blocks, pages

    @cached_property
    def starts(self) -> set[str]:
        """How the lines, boxes, columns, cells and running heads begin, as letters."""
        texts: list[str] = []
        for block in self.blocks:
            if isinstance(block, Line):
                texts.extend(s.text for s in block.segments())
            else:
                texts.extend(h.text for h in block.header)
                texts.extend(c.text for row in block.rows for c in row)
        texts.extend(line.text for page in self.pages for line in page.furniture)
        return {letters(t[:_BEGINNING]) for t in texts}

    @cached_property
    def tables(self) -> list[Table]:
        return [b for b in self.blocks if isinstance(b, Table)]

    @cached_property
    def columns(self) -> list[tuple[Column, ...]]:
        """The columns of every table."""
        return [read_columns(table).columns for table in self.tables]

    @cached_property
    def named(self) -> str | None:
        """The kind whose longest phrase stands somewhere in a heading over the first table; a subject under TENTANG
        names what a paper is about, not what it is.
        """
        for block in self.blocks[:_HEAD]:
            if isinstance(block, Table) or running(block):
                break
            plain = letters(block.text)
            if plain.startswith("TENTANG") or plain == "PERIHAL" or _of_no_kind(block.text):
                return None
            kind = inner_kind(plain) if looks_like_title(block) else None
            if kind is not None:
                return kind
        return None

    @cached_property
    def running(self) -> str | None:
        """The kind whose title a running head or foot begins with."""
        texts = (line.text for page in self.pages for line in page.furniture)
        found = (find_phrase(text) for text in texts if len(text.split()) > 1)
        return next((m[0] for m in found if m is not None and not policy(m[0]).confirm), None)

    @cached_property
    def measures(self) -> bool:
        """Whether a table lists what is measured or done."""
        means = [{c.meaning for c in columns} for columns in self.columns]
        return any(
            not m.isdisjoint({"name", "joint"}) or ("budget" in m and not m.isdisjoint({"line", "program", "activity"}))
            for m in means
        )

    @cached_property
    def landscape(self) -> bool:
        return any(p.page.width > p.page.height for p in self.pages if p.page.method != "text")

    @cached_property
    def charts(self) -> bool:
        """Whether more than half of the pages that are not blank are charts."""
        written = [p for p in self.pages if p.page.words]
        return sum(p.chart is not None for p in written) > len(written) / 2


def _holds(sign: Sign, seen: _Seen) -> bool:
    """Whether a sign is there."""
    if (sign.landscape and not seen.landscape) or (sign.chart and not seen.charts):
        return False
    if sign.roles:
        return any(_has_roles(columns, sign) for columns in seen.columns)
    labels = [letters(label) for label in sign.labels]
    if sign.columns:
        return max((_headed(table, labels) for table in seen.tables), default=0) >= sign.count
    return sum(any(_begins(s, label) for s in seen.starts) for label in labels) >= sign.count


def _begins(text: str, label: str) -> bool:
    """Whether a text (letters only) begins with a label, and not with the longer name of another paper: RENCANA KERJA
    DAN ANGGARAN is no RENCANA KERJA.
    """
    if phrase_length(text, label) is None:
        return False
    named = find_phrase(text)
    return named is None or named[0] != UNKNOWN or len(letters(named[1])) <= len(label)


def _of_no_kind(text: str) -> bool:
    """Whether a heading begins with the name of a paper that is of no kind, whatever that name goes on with."""
    named = find_phrase(text)
    return named is not None and named[0] == UNKNOWN


def _has_roles(columns: Sequence[Column], sign: Sign) -> bool:
    """Whether a table has columns of all of a sign's roles, none of those that it must lack, and its periods."""
    meanings = {c.meaning for c in columns}
    if not meanings.issuperset(sign.roles) or meanings.intersection(sign.without):
        return False
    if sign.some and meanings.isdisjoint(sign.some):
        return False
    parts = sum(c.is_part for c in columns)
    # former years of what was reached are a report's, years to come a plan's
    planned = [c for c in columns if c.is_year and c.meaning not in ("actual", "achievement", "spent", "baseline")]
    years = len({c.period.text.casefold() for c in planned if c.period})
    return parts >= sign.parts and years >= sign.years


def _headed(table: Table, labels: Sequence[str]) -> int:
    """How many columns apart from each other have a heading that begins with one of the labels, or groups of columns
    (`Program` over `Uraian | Indikator`, `Kegiatan` over the same), which lie side by side. Headings that the layout
    has not told from rows stand in the first of them; under a heading, rows say the same words as values (`Program A`
    in both halves of a table that prints two plans side by side).
    """
    rows = [] if any(h.text for h in table.header) else table.rows[:2]
    storeys = (table.header, *([cell.span for cell in row] for row in rows))
    counts = []
    for heads in storeys:
        said = _once([letters(h.text) for h in heads])
        named = [next((x for x in labels if phrase_length(text, x) is not None), None) for text in said]
        runs = [(label, len(list(run))) for label, run in groupby(named)]
        counts.append(
            sum(
                label is not None and (before is None or (count > 1 and wide > 1))
                for (label, count), (before, wide) in zip(runs, [(None, 0), *runs], strict=False)
            )
        )
    return max(counts)


def _once(heads: Sequence[str]) -> Sequence[str]:
    """The headings up to where they are said again, in the same order, by the second of two plans."""
    runs = [tuple(heads[k : k + _SIDE]) for k in range(len(heads) - _SIDE + 1)]
    again = (k for k, run in enumerate(runs) if len(set(run)) == _SIDE and all(run) and run in runs[:k])
    return heads[: next(again, len(heads))]
