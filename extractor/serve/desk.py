"""The desk: what a person sees of a file, and what happens when a person changes something.

Comes in: a file of the archive and a change. Goes out: the file's result with all corrections, findings computed anew,
and what is in doubt. Every change is checked against the models and against what the person saw before it is kept.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from extractor.audit.run import audit
from extractor.schema import Provenance
from extractor.serve import fields
from extractor.serve.archive import Archive, Result
from extractor.serve.merge import LISTS, Merged, lasting, merge, pruned, restored, shifted
from extractor.serve.pointers import MISSING, anchor, get
from extractor.serve.store import Correction, Store, insert_correction, undo

DOUBT = 0.9
"""Confidence below which a value is to be looked at (the contract's own mark)."""
_PLACES = TypeAdapter(dict[str, Provenance])


class NoFileError(LookupError):
    """The archive has no such file, or no result of it."""


class SeenOtherwiseError(Exception):
    """The value is not what the person saw: it was changed meanwhile (``last`` says by whom, where a person did)."""

    def __init__(self, present: Any, last: Correction | None) -> None:
        super().__init__("the value was changed meanwhile")
        self.present, self.last = present, last


@dataclass(slots=True)
class View:
    """A file as people see it."""

    key: str
    mark: str
    version: int
    merged: Merged
    findings: list[dict[str, Any]]

    @property
    def doubtful(self) -> list[str]:
        """Pointers of the values with a confidence below :data:`DOUBT`, in the order of reading."""
        removed = tuple(f"{p}/" for p in self.merged.removed)
        return doubtful(self.merged.result, removed)


def doubtful(result: dict[str, Any], removed: tuple[str, ...] = ()) -> list[str]:
    """Pointers of a result's doubtful values; of a record and its parts that share a place only the record."""
    places: dict[str, Any] = result.get("provenance") or {}
    low = [p for p, place in places.items() if place["confidence"] < DOUBT and "/entities/" not in p]
    within = set(low)
    return [
        p
        for p in low
        if not f"{p}/".startswith(removed or ("//",))
        and not _said_by_parent(p, within)
        and get(result, p) is not MISSING
    ]


def _said_by_parent(pointer: str, low: set[str]) -> bool:
    """Whether the value is the text of a record that is in doubt itself."""
    head, _, last = pointer.rpartition("/")
    return head in low and last in ("text", "unit", "period")


class Desk:
    """Files, corrections, and how they meet."""

    def __init__(self, archive: Archive, store: Store, lang: str = "id") -> None:
        self.archive, self.store, self._lang = archive, store, lang

    def view(self, key: str, lang: str | None = None) -> View:
        """A file as people see it now, its findings in a language (``None``: as they were written, where nobody
        corrected anything). Raises :class:`NoFileError`.
        """
        result = self.archive.result(key)
        if result is None:
            raise NoFileError(key)
        version = self.store.version(key)
        corrections = self.store.corrections(key) if version else []
        if not corrections and lang is None:
            return View(key, result.mark, version, Merged(result.data), result.data["findings"])
        return seen(key, result, version, corrections, lang or self._lang)

    def reviewed(self, key: str) -> dict[str, Any]:
        """A file's result for export: corrections in it, removed records out of it. Raises :class:`NoFileError`."""
        view = self.view(key)
        result = pruned(view.merged)
        if view.merged.applied:
            result["findings"] = [{**f, "paths": shifted(f["paths"], view.merged.removed)} for f in view.findings]
        return result

    def correct(
        self, key: str, pointer: str, value: Any, *, before: Any, who: str, drawn: dict[str, Any] | None = None
    ) -> int:
        """Sets a value; the number of the correction.

        Raises :class:`NoFileError`, :class:`fields.FieldError`, :class:`SeenOtherwiseError`.
        """
        view = self.view(key)
        now = self._present(view, pointer, before)
        after = fields.typed(fields.annotation(view.merged.result, pointer), value, now)
        fields.checked(view.merged.result, pointer, after)
        op = "confirm" if after == now and drawn is None else "replace"
        return self._keep(view, op, pointer, now, after, who, drawn)

    def confirm(self, key: str, pointer: str, *, before: Any, who: str) -> int:
        """Says that a value is right as it stands. Raises what :meth:`correct` raises."""
        view = self.view(key)
        now = self._present(view, pointer, before)
        return self._keep(view, "confirm", pointer, now, now, who, None)

    def remove(self, key: str, pointer: str, *, before: Any, who: str) -> int:
        """Takes a record out of one of the :data:`LISTS`. Raises what :meth:`correct` raises."""
        view = self.view(key)
        now = self._present(view, pointer, before)
        parts = pointer.split("/")
        if len(parts) != 5 or parts[3] not in LISTS:
            raise fields.FieldError("pointer", pointer)
        return self._keep(view, "remove", pointer, now, None, who, None)

    def add(self, key: str, pointer: str, values: dict[str, Any], *, who: str, drawn: dict[str, Any] | None) -> int:
        """Adds a record to one of the :data:`LISTS`, with typed values by field. Raises what :meth:`correct` raises."""
        view = self.view(key)
        parts = pointer.split("/")
        records = get(view.merged.result, pointer)
        if len(parts) != 4 or parts[3] not in LISTS or not isinstance(records, list):
            raise fields.FieldError("pointer", pointer)
        record = fields.blank(view.merged.result, pointer)
        for name, value in values.items():
            record[name] = fields.typed(fields.annotation(view.merged.result, f"{pointer}/0/{name}"), value)
        document = copy.deepcopy(get(view.merged.result, "/".join(parts[:3])))
        document[parts[3]].append(record)
        fields.valid(document)
        return self._keep(view, "add", pointer, None, record, who, drawn)

    def undo(self, key: str, number: int, who: str) -> None:
        """Takes a correction back. Raises :class:`NoFileError` where there is none of that number."""
        correction = self.store.correction(number)
        if correction is None or correction.file != key or correction.undone_at is not None:
            raise NoFileError(f"{key}#{number}")
        with self.store.changing(key, None) as db:
            undo(db, number, who)

    def _present(self, view: View, pointer: str, before: Any) -> Any:
        """The value that stands at a pointer, which must be the one that the person saw."""
        if not fields.exists(view.merged.result, pointer):
            raise fields.FieldError("pointer", pointer)
        now = get(view.merged.result, pointer)
        if now != before:
            last = [a.correction for a in view.merged.applied if a.pointer == pointer]
            raise SeenOtherwiseError(now, last[-1] if last else None)
        return now

    def _keep(
        self, view: View, op: str, pointer: str, before: Any, after: Any, who: str, drawn: dict[str, Any] | None
    ) -> int:
        base = self.archive.result(view.key)
        if base is None:
            raise NoFileError(view.key)
        places = base.data.get("provenance") or {}
        kept = lasting(view.merged, pointer)
        at = anchor(pointer, places) if kept == pointer else None
        read = get(base.data, pointer) if kept == pointer else None
        # checked against the version that the view was made of: what came between would have been another view
        with self.store.changing(view.key, view.version) as db:
            return insert_correction(
                db,
                {
                    "file": view.key,
                    "op": op,
                    "pointer": kept,
                    "anchor": at,
                    "printed": places[at]["text"] if at else None,
                    "place": {k: places[at][k] for k in ("page", "bbox", "lines")} if at else None,
                    "mark": base.mark,
                    "read": None if read is MISSING or op == "add" else read,
                    "before": before,
                    "after": after,
                    "drawn": drawn,
                    "who": who,
                },
            )


def seen(key: str, result: Result, version: int, corrections: Sequence[Correction], lang: str) -> View:
    """A result with corrections, as people see it; findings in the language where the audit can say them anew."""
    merged = merge(result.data, result.mark, corrections)
    final = pruned(merged)
    findings = present_findings(result.data, result.mark, merged, final, lang)
    if merged.removed:
        findings = [{**f, "paths": [restored(p, merged.removed) for p in f["paths"]]} for f in findings]
    return View(key, result.mark, version, merged, findings)


def present_findings(
    base: dict[str, Any], mark: str, merged: Merged, final: dict[str, Any], lang: str
) -> list[dict[str, Any]]:
    """The findings of a corrected result (``final``, without removed records): what the audit says of its values now,
    and what was told when the file was read.

    A finding of the reading that the audit makes of the values as they were read, but not as they are now, is settled.
    What the audit cannot make from values alone (an unreadable page) stays.
    """
    was = {_name(f): f for f in _audited_once(mark, base, lang)}
    now = {_name(f): f for f in _audited(final, lang)} if merged.applied else was
    if merged.removed:
        was = {_name({**f, "paths": shifted(f["paths"], merged.removed)}): f for f in was.values()}
    told = [
        {**finding, "message": now[name]["message"]} if name in now else finding
        for finding in final["findings"]
        if (name := _name(finding)) in now or name not in was
    ]
    have = {_name(f) for f in told}
    return told + [f for name, f in now.items() if name not in was and name not in have]


def _name(finding: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    return (finding["code"], tuple(finding["paths"]))


_audits: OrderedDict[tuple[str, str], list[dict[str, Any]]] = OrderedDict()
_AUDITS = 64
"""Files whose findings are remembered with the corrections of the moment."""


def _audited_once(mark: str, result: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    """As :func:`_audited` of a result as it was read, kept by the hash of its bytes."""
    found = _audits.get((mark, lang))
    if found is None:
        found = _audits[(mark, lang)] = _audited(result, lang)
        while len(_audits) > _AUDITS:
            _audits.popitem(last=False)
    return found


def _audited(result: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    """What the audit says of a result's values; nothing of one whose documents another version of the program wrote."""
    try:
        documents = [fields.valid(document) for document in result["documents"]]
        places = _PLACES.validate_python(result.get("provenance") or {})
    except ValueError:
        return []
    return [f.model_dump(mode="json") for f in audit(documents, places, lang)]
