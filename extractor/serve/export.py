"""Results with corrections, as files: for export, and as gold for evaluation.

Comes in: a desk. Goes out: results in a folder of their own, tables made of them, one ZIP file. The results that the
program wrote stay as they are.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor.files import write_whole
from extractor.serve.api_models import correction_view
from extractor.serve.archive import Archive
from extractor.serve.desk import Desk
from extractor.serve.settings import STATE
from extractor.serve.store import NAME, Store


def desk_of(folder: Path) -> Desk:
    """A desk over a folder of results, without a server."""
    return Desk(Archive(folder), Store(folder / STATE))


def write_results(desk: Desk, out: Path, *, reviewed: bool) -> int:
    """Writes all results, with corrections where ``reviewed``, in the same tree under ``out``; how many."""
    count = 0
    touched = desk.store.reviewed() if reviewed else set()
    for file in sorted(desk.archive.files(), key=lambda f: f.key):
        result = desk.archive.result(file.key)
        if result is None:
            continue
        data = desk.reviewed(file.key) if file.key in touched else result.data
        target = out / f"{file.key}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")
        count += 1
    return count


@contextmanager
def as_reviewed(folder: str, results: Sequence[str], *, wanted: bool) -> Iterator[str]:
    """A folder with the named results of ``folder`` as people corrected them, gone at the end; ``folder`` itself where
    that is not wanted or nobody corrected anything.
    """
    if not wanted or not (Path(folder) / STATE / NAME).is_file():
        yield folder
        return
    desk = desk_of(Path(folder))
    touched = desk.store.reviewed()
    with TemporaryDirectory(prefix="reviewed-") as name:
        for result in results:
            target = Path(name, result)
            target.parent.mkdir(parents=True, exist_ok=True)
            key = result.removesuffix(".json")
            if key in touched:
                target.write_text(json.dumps(desk.reviewed(key), ensure_ascii=False) + "\n", encoding="utf-8")
            else:
                shutil.copyfile(Path(folder, result), target)
        yield name


def zipped(desk: Desk, folder: Path, form: str, *, reviewed: bool) -> Path:
    """A ZIP file in ``folder`` with all results as JSON, or flattened to tables (``csv``, ``xlsx``, ``parquet``)."""
    from extractor.batch.export import export_tables

    results = folder / "results"
    results.mkdir()
    write_results(desk, results, reviewed=reviewed)
    if form == "json":
        files = sorted(p for p in results.rglob("*.json") if p.is_file())
        base = results
    else:
        base = folder / "tables"
        files = export_tables(results, base, form)
    target = folder / "export.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.relative_to(base).as_posix())
    return target


def write_gold(desk: Desk, out: Path, *, approved_only: bool) -> tuple[int, int]:
    """Writes what people vouch for, for evaluation: one result a file without provenance, and ``corrections.jsonl``
    with every change; numbers of files and of changes.

    A file counts when it was approved; without ``approved_only`` also when anything in it was corrected.
    """
    states = desk.store.states()
    touched = {c.file for c in desk.store.corrections()}
    keys = {k for k, state in states.items() if state == "approved"} | (set() if approved_only else touched)
    files = 0
    for key in sorted(keys):
        if desk.archive.result(key) is None:
            continue
        gold = {k: v for k, v in desk.reviewed(key).items() if k != "provenance"}
        target = out / f"{key}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, (json.dumps(gold, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
        files += 1
    lines: list[str] = []
    for correction in desk.store.corrections(undone=True):
        shown: dict[str, Any] = {"file": correction.file, **correction_view(correction).model_dump(mode="json")}
        lines.append(json.dumps(shown, ensure_ascii=False, sort_keys=True))
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / "corrections.jsonl", "".join(f"{line}\n" for line in lines).encode("utf-8"))
    return files, len(lines)
