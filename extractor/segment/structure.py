"""Tells the kind of a document whose title names none, by how it is built.

Comes in: blocks and the pages that they stand on. Goes out: a kind's name. Separate because no title decides here: a
chart whose title is a picture, a chapter taken out of a plan, an attachment without its heading, a heading that says
other words first (`LAPORAN RENCANA AKSI`). Several signs are weighed: labels and phrases (``kinds.toml``) and what the
columns of the tables mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.match.columns import Columns, read_columns
from extractor.registry import Structure
from extractor.segment.titles import (
    UNKNOWN,
    announced,
    inner_kind,
    letters,
    looks_like_title,
    phrase_length,
    running,
)

_BEGINNING = 60
"""Characters of a line, box or cell in which a label may stand."""
_HEAD = 12
"""Lines of the tallest head."""
_ENOUGH = 2.0
"""Weight of the signs that tell a kind: a rule of ``kinds.toml`` that holds, a phrase over a table of such columns."""
_PERIODS = 3
"""Columns of years, quarters or months that make a plan over several of them."""


def kind_by_structure(blocks: Sequence[Block], pages: Sequence[PageLayout]) -> str:
    """The kind with the heaviest signs, else ``unknown``; of equal ones the first of ``kinds.toml``."""
    starts = _starts(blocks, pages)
    landscape = any(p.page.width > p.page.height for p in pages if p.page.method != "text")
    charts = bool(pages) and sum(p.chart is not None for p in pages) > len(pages) / 2
    columns = [read_columns(b) for b in blocks if isinstance(b, Table)]
    said = {
        name: _ENOUGH
        for name, kind in announced().items()
        if any(_holds(rule, blocks, starts, landscape=landscape, charts=charts) for rule in kind.structure)
    }
    named = _named_in_head(blocks)
    if named is not None:
        said.setdefault(named, _ENOUGH if _measured(columns) else 1.0)
    weights = _by_columns(columns)
    for name, weight in said.items():
        weights[name] = weights.get(name, 0.0) + weight
    best = max(announced(), key=lambda name: weights.get(name, 0.0))
    return best if weights.get(best, 0.0) >= _ENOUGH else UNKNOWN


def _starts(blocks: Sequence[Block], pages: Sequence[PageLayout]) -> set[str]:
    """How the lines, boxes, columns, cells and running heads begin, as letters."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            texts.extend(s.text for s in block.segments())
        else:
            texts.extend(h.text for h in block.header)
            texts.extend(c.text for row in block.rows for c in row)
    texts.extend(line.text for page in pages for line in page.furniture)
    return {letters(t[:_BEGINNING]) for t in texts}


def _holds(rule: Structure, blocks: Sequence[Block], starts: set[str], *, landscape: bool, charts: bool) -> bool:
    """Whether enough labels of a rule of ``kinds.toml`` are there."""
    if (rule.landscape and not landscape) or (rule.chart and not charts):
        return False
    labels = [letters(label) for label in rule.labels]
    if rule.columns:
        seen = max((_columns(b, labels) for b in blocks if not isinstance(b, Line)), default=0)
    else:
        seen = sum(any(phrase_length(s, label) is not None for s in starts) for label in labels)
    return seen >= rule.count


def _columns(table: Table, labels: Sequence[str]) -> int:
    """How many columns apart from each other have a heading that begins with one of the labels."""
    storeys = (table.header, *([cell.span for cell in row] for row in table.rows[:2]))
    counts = []
    for heads in storeys:
        named = [any(phrase_length(letters(h.text), label) is not None for label in labels) for h in heads]
        counts.append(sum(here and not before for here, before in zip(named, [False, *named], strict=False)))
    return max(counts)


def _measured(columns: Sequence[Columns]) -> bool:
    """Whether a table lists what is measured or done."""
    return any(c.has("name", "joint") or (c.has("line", "program", "activity") and c.has("budget")) for c in columns)


def _by_columns(tables: Sequence[Columns]) -> dict[str, float]:
    """What the columns of the table that tells most say for each kind."""
    weights: dict[str, float] = {}
    for columns in tables:
        for kind, weight in _table_signs(columns):
            weights[kind] = max(weights.get(kind, 0.0), weight)
    return weights


def _table_signs(columns: Columns) -> Iterator[tuple[str, float]]:
    """(kind, weight) of the signs of one table.

    PermenPAN-RB 53/2014: an agreement lists sasaran, indicators and targets, a report adds what was reached.
    Permendagri 86/2017: a strategic plan gives a target for each of five years, a work plan a place and an amount for
    each activity and the forward estimate of the next year. Action plans part the year's target by quarters or months.
    """
    if not columns.has("name", "joint"):
        return
    targets = [columns.columns[k] for k in columns.at("target")]
    periods = [c.period.text for c in targets if c.period is not None]
    years = {p for p in periods if p.strip().isdigit()}
    parts = {p for p in periods if not p.strip().isdigit()}
    reached = columns.has("actual") + columns.has("achievement")
    if reached:
        yield "laporan_kinerja", 0.5 + reached
    if len(years) >= _PERIODS:
        yield "rencana_strategis", 2.5  # whatever the chapter is called that prints the table
        return
    if len(parts) >= _PERIODS:
        yield "rencana_aksi", 2.0
    if columns.has("formula", "explanation") and columns.has("data_source") and not periods:
        yield "indikator_kinerja_utama", 1.5
    if columns.has("line", "program", "activity") and columns.has("budget") and targets and not reached:
        yield "rencana_kinerja", 1.5 + 0.5 * columns.has("forward") + 0.5 * columns.has("location")


def _named_in_head(blocks: Sequence[Block]) -> str | None:
    """The kind whose longest phrase stands somewhere in a heading over the first table; a subject under TENTANG names
    what a paper is about, not what it is.
    """
    for block in blocks[:_HEAD]:
        if isinstance(block, Table) or running(block):
            break
        plain = letters(block.text)
        if plain.startswith("TENTANG") or plain == "PERIHAL":
            return None
        if not looks_like_title(block):
            continue
        kind = inner_kind(plain)
        if kind is not None:
            return kind
    return None
