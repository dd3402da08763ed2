"""Which stage of the work an indicator says that it measures: ``Keluaran : ...``, ``(Output) ...``, ``... - Hasil``.

Comes in: the span of an indicator, the cells of its column. Goes out: the measure, the label's place and the indicator
without it. Apart from the levels because one word (`Hasil`) is a label in one column and a name's own in another: the
column decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from extractor.knowledge import kept, toml
from extractor.layout.blocks import Cell
from extractor.match.column import Columns, Measure
from extractor.read.words import Span
from extractor.records.cell_items import Item, down, items, line_starts, tidy

_LIKE = 85
"""Likeness of a label before a colon, of 100: letters may have been misread or come apart."""
_LABELLED = 0.5
"""Share of a column's indicators that name a stage from which a mere word before a name is a label: where few do,
``Hasil`` is the name's own.
"""
_BEFORE_COLON = re.compile(r"\W*((?:\w\s?){4,28}?)\s*(?:\(\s*(?P<again>[^()]+?)\s*\)\s*)?[:=]\s*")
_WHOLE_LABEL = 4
"""Letters of the shortest label."""


class StageLabel(NamedTuple):
    """What a label says and what it leaves of the indicator."""

    measure: Measure | None
    """``None`` for a stage that is neither (``Masukan``)."""
    label: Span
    rest: Span


def stage_measure(text: str) -> Measure | None:
    """What a text that names a stage of the work says is measured: ``Keluaran`` the output, ``Hasil`` the outcome."""
    return _measure(_stages().get(_squeezed(text)))


def stage_label(span: Span, *, bare: bool = False) -> StageLabel | None:
    """The label of an indicator: before it with a colon or in brackets, or an English one before a dash or in brackets
    behind it.

    ``bare``: in its column a label may stand without a sign, too.
    """
    p, text = _patterns(), span.text
    colon = _BEFORE_COLON.match(text)
    stage = _likest(_squeezed(colon[1])) if colon else None
    if colon is not None and stage is not None:
        return _label(span, stage, 0, colon.end())
    for pattern in (p.bracketed, p.dashed, *((p.alone,) if bare else ())):
        m = pattern.match(text)
        if m is not None and (bare or pattern is p.bracketed or _squeezed(m["label"]) in _english()):
            return _label(span, _stages()[_squeezed(m["label"])], 0, m.end())
    for pattern in (p.behind_in_brackets, *((p.behind,) if bare else ())):
        m = pattern.search(text)
        if m is not None and (bare or _squeezed(m["label"]) in _english()):
            return _label(span, _stages()[_squeezed(m["label"])], len(text), m.start())
    return None


def tells_stages(cells: Sequence[Cell]) -> bool:
    """Whether a column of indicators names the stage of each: outcomes and outputs, in most cells."""
    any_label = _patterns().anywhere
    if sum(len(any_label.findall(cell.text)) for cell in cells) < 2:
        return False
    labels = [stage_label(part.span, bare=True) for cell in cells for part in staged_items(cell) or items(cell)]
    told = [label.measure for label in labels if label is not None]
    return {"outcome", "output"} <= set(told) and len(told) >= _LABELLED * len(labels)


def staged_items(cell: Cell) -> list[Item]:
    """The indicators of a cell that begins each with the label of its stage at a line's beginning; none where it does
    not so at least twice.
    """
    text = cell.span.text
    if _patterns().anywhere.search(text) is None:
        return []
    starts = [at for at in line_starts(cell) if stage_label(cell.span.cut(at), bare=True) and _begins(text[at:])]
    if len(starts) < 2 or starts[0] != 0:
        return []
    parts = [tidy(cell.span.cut(a, b)) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [Item(None, part, down(part.words[0])) for part in parts]


def labels_down(columns: Columns) -> Columns:
    """The columns, a label that ends a cell of indicators moved to the one under it: set on a line of its own over its
    indicator, it stands above the line where the figures beside it begin a new row.
    """
    rows = [list(row) for row in columns.rows]
    changed = False
    for k in columns.at("name"):
        for above, row in pairwise(rows):
            lines = above[k].lines
            if row[k] is above[k] or not row[k].lines or len(lines) < 2 or lines[-1].page != row[k].lines[0].page:
                continue
            if _is_label(lines[0].text) and _is_label(lines[-1].text) and not _begins(row[k].text):
                below = row[k]
                above[k] = replace(above[k], lines=lines[:-1])
                row[k] = replace(below, lines=(lines[-1], *below.lines))
                changed = True
    return replace(columns, rows=tuple(map(tuple, rows))) if changed else columns


def _is_label(text: str) -> bool:
    return _squeezed(text) in _stages()


def _begins(text: str) -> bool:
    """Whether a text begins with a label, none standing behind a name."""
    p = _patterns()
    colon = _BEFORE_COLON.match(text)
    before = colon is not None and _likest(_squeezed(colon[1])) is not None
    return before or any(pattern.match(text) for pattern in (p.bracketed, p.dashed, p.alone))


def _label(span: Span, stage: str, outer: int, inner: int) -> StageLabel | None:
    """The label between the outer end of a text and where the indicator begins or ends; none without an indicator."""
    label, rest = (span.cut(0, inner), span.cut(inner)) if outer == 0 else (span.cut(inner), span.cut(0, inner))
    rest = tidy(rest)
    return StageLabel(_measure(stage), label, rest) if rest else None


def _measure(stage: str | None) -> Measure | None:
    return "outcome" if stage == "outcome" else "output" if stage == "output" else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _likest(plain: str) -> str | None:
    """The stage of a label that may be misread."""
    if len(plain) < _WHOLE_LABEL:
        return None
    exact = _stages().get(plain)
    return exact or next((stage for word, stage in _stages().items() if ratio(plain, word) >= _LIKE), None)


@kept
def _stages() -> dict[str, str]:
    """Every label without its blanks, and the stage that it names."""
    data = toml("levels")
    said = {word: stage for stage, words in data["measures"].items() for word in words}
    led = {f"{lead} {word}": stage for lead in data["before_measures"] for word, stage in said.items()}
    return {_squeezed(word): stage for word, stage in {**said, **led}.items()}


@kept
def _english() -> frozenset[str]:
    return frozenset(_squeezed(word) for word in toml("levels")["english"])


class _Patterns(NamedTuple):
    bracketed: re.Pattern[str]
    dashed: re.Pattern[str]
    alone: re.Pattern[str]
    behind_in_brackets: re.Pattern[str]
    behind: re.Pattern[str]
    anywhere: re.Pattern[str]


@kept
def _patterns() -> _Patterns:
    data = toml("levels")
    words = sorted({w for words in data["measures"].values() for w in words}, key=len, reverse=True)
    lead = "|".join(data["before_measures"])
    word = "|".join(re.escape(w).replace(r"\ ", r"\s*") for w in words)
    label = rf"(?P<label>(?:(?:{lead})\s+)?(?:{word}))"
    return _Patterns(
        bracketed=re.compile(rf"\W*[(\[]\s*(?i:{label})\s*[)\]]\s*[:=–-]?\s*"),
        dashed=re.compile(rf"\W*(?i:{label})\s*[–-]\s+(?=[^\W\d_])"),
        # a name goes on after its own `Hasil` with a small letter
        alone=re.compile(rf"\W*(?i:{label})\s+(?=[A-Z])"),
        behind_in_brackets=re.compile(rf"\s*[(\[]\s*(?i:{label})\s*[)\]]\W*$"),
        behind=re.compile(rf"\s+[–-]\s+(?i:{label})\W*$"),
        anywhere=re.compile(rf"\b(?:{word})\b", re.IGNORECASE),
    )
