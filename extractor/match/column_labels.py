"""The meaning of a heading by its words: the labels of ``patterns/columns.toml``, misspelt, glued or broken ones too.

Comes in: the text of a heading. Goes out: a key of the labels, and where in the text each label stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from extractor.abbreviations import written_out
from extractor.knowledge import kept, toml
from extractor.match.column import Measure
from extractor.printed import YEAR

_LIKE = 86
"""Likeness of a label, of 100: one wrong letter of eight (`Satuan Targot`), one lost of five."""
_ALIKE = 0.75
"""Texts are not alike to 86 of 100 where the shorter has less than this share of the longer's letters (86 / 114)."""
WORD = re.compile(r"[^\W_]+|%")
_RESULT = re.compile(
    r"\bhasil(?:\s+(?:sub\s*)?(?:program|kegiatan)){0,2}\s*(?:$|[()/,:-]|\b(?:tol[oa]k|indikator|uraian|target|satuan)\b)",
    re.IGNORECASE,
)
"""`Hasil`, `Hasil Program`: an outcome. `Hasil Analisis` is none."""
HIERARCHY = ("affair", "program", "activity", "sub_activity")
_NUMBERED = (*HIERARCHY, "goal", "objective", "name")
"""Meanings of columns whose cells may print the row's number too."""
STATED = ("goal", "objective", "program", "activity", "sub_activity")
"""Meanings of columns that hold statements and names of which indicators are measured."""


def match_heading(text: str) -> str:
    """The meaning of a heading that stands alone: a key of ``patterns/columns.toml``, ``line``, ``other`` or ``""``."""
    return chosen(hits(text)) if text.strip() else ""


def label_meaning(text: str) -> str:
    """The meaning of a text that is a label and little else, empty for others: more than half of its words name a
    column.
    """
    found = hits(text)
    further = {*toml("columns")["stated"]["words"], "tahun"}
    words = WORD.findall(text.casefold())
    taken = {at + k for at, _, n in found for k in range(n)}
    taken |= {k for k, word in enumerate(words) if word in further or YEAR.fullmatch(word)}
    return chosen(found) if found and 2 * len(taken) > len(words) else ""


def is_alike_only(text: str) -> bool:
    """Is nothing in a text the label of a column but one word of several, and that only alike (`Pendataan Sekolah`
    beside `Pendanaan`)?
    """
    words = WORD.findall(text.casefold())
    found = hits(text)
    if len(found) != 1 or len(words) == 1:
        return False
    at, name, n = found[0]
    # (a narrow cell parts a heading: `Satua / n`)
    further = sum(len(word) for k, word in enumerate(words) if k != at)
    return n == 1 and further > _SHRED and words[at] not in toml("columns")["labels"].get(name, ())


_SHRED = 3
"""Letters of what a narrow cell breaks off a heading's word, at the most."""


def caption_level(text: str) -> str | None:
    """The level of the lines of a list that a caption announces: `Anggaran Sub Kegiatan Tahun 2041 :`."""
    if "budget" not in {m for _, m, _ in hits(text)}:
        return None
    for level in ("sub_activity", "activity", "program"):
        if any(re.search(rf"\b{re.escape(label)}\b", text.casefold()) for label in toml("columns")["labels"][level]):
            return level
    return None


def chosen(hits: list[tuple[int, str, int]]) -> str:
    """One meaning out of the labels of a heading, in their order."""
    if not hits:
        return "other"
    meanings = [m for _, m, _ in hits]
    first = meanings[0]
    if "forward" in meanings:
        return "forward"
    if first == "row" and (named := next((k for k, m in enumerate(meanings) if m in _NUMBERED), None)):
        return chosen(hits[named:])  # `No. & Sasaran`: the number stands in the cell of what it numbers
    if first in (*HIERARCHY, "objective") and "name" in meanings:
        return "joint"  # `Aspek/Bidang Urusan/Indikator Kinerja`: indicators under what they belong to
    if first in HIERARCHY and (len({m for m in meanings if m in HIERARCHY}) > 1 or "budget" in meanings):
        return "line"
    if first == "target" and "budget" in meanings[1:]:
        return "budget"
    if first == "baseline" and "target" in meanings[1:]:
        return "target"  # `Baseline / Target Tahunan`
    if first in ("actual", "achievement") and "budget" in meanings:
        return "spent" if first == "actual" else "achievement"
    if first == "explanation" and {"actual", "achievement"} & {*meanings}:
        return "notes"  # `Penjelasan Realisasi`: of what was reached, not of how it is measured
    if first == "budget" and "target" in meanings[1:] and hits[0][2] == 1:
        return "target"
    return "name" if first in ("outcome", "output") and "name" in meanings else first


@kept(maxsize=2048)
def _label_hits(text: str) -> tuple[tuple[int, str, int], ...]:
    words = [written_out(word) for word in WORD.findall(text.casefold())]
    found: list[tuple[float, int, int, str]] = []
    windows: dict[int, list[tuple[int, str, int, bool]]] = {}
    for name, spelling, length in _labels():
        least, most = _ALIKE * len(spelling), len(spelling) / _ALIKE
        # a word may have lost a letter at a line's end (`SASARA N`) or the blank before it (`INDIKATORKINERJA`)
        for n in {max(1, length - 1), length, length + 1}:
            if n not in windows:
                windows[n] = _windows(words, n)
            for at, window, size, lone in windows[n]:
                if size < least or size > most:
                    continue
                # a scan or a narrow column parts a word (`PRO GRAM`)
                if n > length and not lone and (window != spelling or len(spelling) <= 4):
                    continue
                if n < length and abs(size - len(spelling)) > 1:
                    continue
                score = 100.0 if window == spelling else 0.0
                if not score and len(spelling) > 4 and not any(c.isdigit() for c in window):
                    score = ratio(window, spelling, score_cutoff=_LIKE)
                if score >= _LIKE:
                    found.append((score, n, at, name))
    # the most words first, then the likest: `indikator kinerja` goes before `kinerja`
    taken: set[int] = set()
    chosen: list[tuple[int, str, int]] = []
    for _, n, at, name in sorted(found, key=lambda f: (-f[1], -f[0], f[2])):
        if taken.isdisjoint(range(at, at + n)):
            taken.update(range(at, at + n))
            chosen.append((at, name, n))
    return _without_statement(sorted(chosen), words)


def _without_statement(found: Sequence[tuple[int, str, int]], words: Sequence[str]) -> tuple[tuple[int, str, int], ...]:
    """The labels of a heading without a word that only says that what follows is put in words: `Uraian Tujuan`."""
    said = toml("columns")["stated"]["words"]
    stated = {at for at, name, _ in found if name in STATED}
    return tuple(f for f in found if not (f[2] == 1 and words[f[0]] in said and f[0] + 1 in stated))


def _windows(words: Sequence[str], n: int) -> list[tuple[int, str, int, bool]]:
    """Every run of ``n`` words: its place, its letters, how many they are, and whether one word is a single letter."""
    runs = [(at, words[at : at + n]) for at in range(len(words) - n + 1)]
    return [(at, (text := "".join(run)), len(text), any(len(w) == 1 for w in run)) for at, run in runs]


def hits(text: str) -> list[tuple[int, str, int]]:
    """The labels in a heading: where each begins and what it means."""
    return list(_label_hits(text))


@kept
def _labels() -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (name, "".join(WORD.findall(label)), len(WORD.findall(label)))
        for name, labels in toml("columns")["labels"].items()
        for label in labels
    )


@lru_cache(maxsize=4096)
def says(text: str, *words: str) -> bool:
    """Whether a text has one of the words, misprints allowed."""
    plain = WORD.findall(text.casefold())
    return any(ratio(p, w) >= _LIKE for p in plain for w in words)


def says_only(text: str, words: Sequence[str]) -> bool:
    """Whether a text has words, and no other than these."""
    said = WORD.findall(text.casefold())
    return bool(said) and all(word in words for word in said)


def measure_of(text: str) -> Measure | None:
    """The one measure that a heading names; ``None`` where it names both or neither."""
    outcome = says(text, "outcome", "outcomes") or bool(_RESULT.search(text))
    output = says(text, "output", "keluaran", "outputs")
    return None if outcome == output else "outcome" if outcome else "output"
