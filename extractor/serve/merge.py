"""How corrections and results meet.

Comes in: a result as the program wrote it, and the corrections of its file. Goes out: the result as people see it,
what was applied where, and what no longer fits. A result of a later run may number its records otherwise: a correction
is then found again by the kind of its record and the text that was printed there, and by its place on paper where the
text was read otherwise. What cannot be placed, or meets a value that neither the program nor the person knew, is a
conflict for people to see, and changes nothing.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.serve.pointers import MISSING, anchor, get, pattern, put
from extractor.serve.store import Correction

LISTS = frozenset({"indicators", "budgets", "signatories"})
"""Lists of a document to which people may add records, and from which they may take some."""
_OVERLAP = 0.5
"""Share of their common area from which two places are one that was read twice."""
_OF_ADDED = re.compile(r".*/\+(\d+)(/.*|)")
"""A pointer into a record that a person added: the correction's number stands for the index, which moves."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that took effect at ``pointer`` of the present result."""

    pointer: str
    correction: Correction


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that did not: its place is gone, or the value there is a third one (``found``)."""

    correction: Correction
    reason: Literal["gone", "changed", "invalid"]
    pointer: str | None
    found: Any


@dataclass(slots=True)
class Merged:
    """A result with the corrections in it. Records that were removed still stand in it: :func:`pruned` takes them."""

    result: dict[str, Any]
    applied: list[Applied] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def removed(self) -> list[str]:
        """Pointers of the records that people took out."""
        return [a.pointer for a in self.applied if a.correction.op == "remove"]


def merge(result: dict[str, Any], mark: str, corrections: Sequence[Correction]) -> Merged:
    """The result with the corrections, in their order; without any it is the same object. ``mark`` is the hash of the
    result's bytes.
    """
    if not corrections:
        return Merged(result)
    merged = Merged(copy.deepcopy(result))
    for correction in corrections:
        if own := _OF_ADDED.fullmatch(correction.pointer):
            record = next((a.pointer for a in merged.applied if a.correction.id == int(own[1])), None)
            if record is not None:  # else the record was taken back, and this with it
                _apply(merged, record + own[2], correction)
            continue
        pointer = correction.pointer if correction.mark == mark else _located(result, correction)
        if pointer is None:
            merged.conflicts.append(Conflict(correction, "gone", None, None))
            continue
        if correction.op == "add":
            _add(merged, pointer, correction)
            continue
        now = get(result, pointer)
        if correction.mark != mark and now not in (correction.read, correction.after):
            merged.conflicts.append(Conflict(correction, "changed", pointer, None if now is MISSING else now))
            continue
        _apply(merged, pointer, correction)
    return merged


def lasting(merged: Merged, pointer: str) -> str:
    """The pointer as it is kept: one into a record that a person added names it by the number of its correction."""
    for done in merged.applied:
        if done.correction.op == "add" and (pointer == done.pointer or pointer.startswith(f"{done.pointer}/")):
            head = done.pointer.rpartition("/")[0]
            return f"{head}/+{done.correction.id}{pointer[len(done.pointer) :]}"
    return pointer


def _apply(merged: Merged, pointer: str, correction: Correction) -> None:
    if correction.op != "remove":
        try:
            put(merged.result, pointer, copy.deepcopy(correction.after))
        except KeyError:
            merged.conflicts.append(Conflict(correction, "gone", None, None))
            return
        _note_place(merged.result, pointer, correction)
    merged.applied.append(Applied(pointer, correction))


def _add(merged: Merged, pointer: str, correction: Correction) -> None:
    records = get(merged.result, pointer)
    if not isinstance(records, list):
        merged.conflicts.append(Conflict(correction, "gone", None, None))
        return
    records.append(copy.deepcopy(correction.after))
    at = f"{pointer}/{len(records) - 1}"
    _note_place(merged.result, at, correction)
    merged.applied.append(Applied(at, correction))


def _note_place(result: dict[str, Any], pointer: str, correction: Correction) -> None:
    """Provenance of a value that a person vouches for: where it stands as before or as drawn, with full confidence."""
    places = result.get("provenance")
    if places is None:
        return
    if correction.drawn is not None:
        place: dict[str, Any] = {"lines": None, "method": "drawn", "more": [], **correction.drawn}
    else:
        at = anchor(pointer, places)
        if at is None:
            return
        place = copy.deepcopy(places[at])
    method = str(place["method"]).partition("/")[0]
    places[pointer] = {**place, "confidence": 1.0, "method": f"{method}/corrected"}
    if correction.op == "replace":
        # what the program had read into parts of the value does not stand there any more
        for key in [k for k in places if k.startswith(f"{pointer}/")]:
            del places[key]


def _located(result: dict[str, Any], correction: Correction) -> str | None:
    """Where the value of a correction stands in a result of a later run, ``None`` where it cannot be told."""
    places: dict[str, Any] = result.get("provenance") or {}
    if correction.anchor is None or correction.printed is None:
        # nothing was printed: the same pointer, where the value is still what it was
        now = get(result, correction.pointer)
        same = now in (correction.read, correction.after) or (correction.op == "add" and isinstance(now, list))
        return correction.pointer if same else None
    rest = correction.pointer[len(correction.anchor) :]
    kind = pattern(correction.anchor)
    alike = [at for at in places if pattern(at) == kind]
    found = [at for at in alike if places[at]["text"] == correction.printed]
    if not found and correction.place is not None:
        found = [at for at in alike if _overlap(places[at], correction.place) >= _OVERLAP]
    if not found:
        return None
    fitting = [at for at in found if get(result, at + rest) in (correction.read, correction.after)]
    return min(fitting or found, key=lambda at: (_distance(places[at], correction), at != correction.anchor)) + rest


def _distance(place: dict[str, Any], correction: Correction) -> float:
    was = correction.place or {}
    if place.get("bbox") and was.get("bbox"):
        apart = sum(abs(a - b) for a, b in zip(place["bbox"], was["bbox"], strict=True))
        return float(abs(place["page"] - was["page"]) * 10_000 + apart)
    if place.get("lines") and was.get("lines"):
        return float(abs(place["lines"][0] - was["lines"][0]))
    return 0.0


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> float:
    """How much of the two places' common area both cover, 0 to 1."""
    if a.get("page") != b.get("page") or not a.get("bbox") or not b.get("bbox"):
        return 0.0
    ax0, atop, ax1, abottom = a["bbox"]
    bx0, btop, bx1, bbottom = b["bbox"]
    common = max(0.0, min(ax1, bx1) - max(ax0, bx0)) * max(0.0, min(abottom, bbottom) - max(atop, btop))
    whole = (ax1 - ax0) * (abottom - atop) + (bx1 - bx0) * (bbottom - btop) - common
    return float(common / whole) if whole > 0 else 0.0


def pruned(merged: Merged) -> dict[str, Any]:
    """The result without the records that people took out: pointers behind them are counted anew."""
    if not merged.removed:
        return merged.result
    result = copy.deepcopy(merged.result)
    for pointer in sorted(merged.removed, key=_last_index, reverse=True):
        head, _, last = pointer.rpartition("/")
        records = get(result, head)
        if isinstance(records, list) and int(last) < len(records):
            del records[int(last)]
            _count_anew(result, head, int(last))
    return result


def _last_index(pointer: str) -> int:
    return int(pointer.rpartition("/")[2])


def _count_anew(result: dict[str, Any], head: str, gone: int) -> None:
    """Moves what points behind a record that was taken out of the list ``head``; what points to it is dropped."""
    places = result.get("provenance")
    if places is not None:
        result["provenance"] = {m: v for k, v in places.items() if (m := _moved(k, head, gone)) is not None}
    for finding in result["findings"]:
        finding["paths"] = _all_moved(finding["paths"], head, gone)
    document = get(result, "/".join(head.split("/")[:3]))
    corrections = document.get("corrections", [])
    kept = [(c, m) for c in corrections if (m := _moved(c["path"], head, gone)) is not None]
    document["corrections"] = [{**c, "path": m} for c, m in kept]
    if head.endswith("/signatories"):
        for act in ("enacted", "promulgated"):
            index = (document.get(act) or {}).get("signatory")
            if index is not None and index >= gone:
                document[act]["signatory"] = None if index == gone else index - 1


def _all_moved(pointers: Iterable[str], head: str, gone: int) -> list[str]:
    return [m for p in pointers if (m := _moved(p, head, gone)) is not None]


def _moved(pointer: str, head: str, gone: int) -> str | None:
    if not pointer.startswith(f"{head}/"):
        return pointer
    index, slash, rest = pointer[len(head) + 1 :].partition("/")
    if not index.isdigit() or int(index) < gone:
        return pointer
    return None if int(index) == gone else f"{head}/{int(index) - 1}{slash}{rest}"


def shifted(pointers: Iterable[str], removed: Iterable[str]) -> list[str]:
    """The pointers as they are once the records were removed; those into them are left out."""
    kept = list(pointers)
    for pointer in sorted(removed, key=_last_index, reverse=True):
        head, _, last = pointer.rpartition("/")
        kept = _all_moved(kept, head, int(last))
    return kept


def restored(pointer: str, removed: Iterable[str]) -> str:
    """The pointer as it was before the records were removed: the way back of :func:`shifted`."""
    for gone in sorted(removed, key=_last_index):
        head, _, last = gone.rpartition("/")
        if pointer.startswith(f"{head}/"):
            index, slash, rest = pointer[len(head) + 1 :].partition("/")
            if index.isdigit() and int(index) >= int(last):
                pointer = f"{head}/{int(index) + 1}{slash}{rest}"
    return pointer
