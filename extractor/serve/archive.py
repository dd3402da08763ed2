"""The folder of results: which files it holds, their results, and where their originals lie.

Comes in: the folder that ``extract batch`` wrote (results and ledger) and into which the room puts uploads. Goes out:
entries by an identity that says nothing of paths; a request never names a path, so that none can lead out of the
folder. Results are read here and nowhere written: only the reading children write them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.batch.ledger import NAME as LEDGER
from extractor.batch.ledger import Entry, Ledger
from extractor.serve.settings import STATE

UPLOADS = "uploads"
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the archive: its key (the result's path without ``.json``, with ``/``) and the state of its result."""

    key: str
    size: int
    modified: int
    """Of the result, in bytes and nanoseconds; zeros where there is none."""

    @property
    def id(self) -> str:
        """The file's name in addresses."""
        return identity(self.key)

    @property
    def name(self) -> str:
        """The last part of the key."""
        return PurePosixPath(self.key).name


def identity(key: str) -> str:
    """The name of a file in addresses, made of its key."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it stands in the folder, with the hash of its bytes."""

    data: dict[str, Any]
    mark: str


class Archive:
    """The results under a folder. Holds nothing in memory but the way to them."""

    def __init__(self, folder: Path, sources: Path | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self._sources = sources

    def files(self) -> Iterator[File]:
        """All results, in no order; links that lead out of the folder are left out."""
        for root, folders, names in os.walk(self.folder):
            folders[:] = [f for f in folders if f != STATE and not f.startswith(".")]
            for name in names:
                if not name.endswith(_SUFFIX) or name.startswith("."):
                    continue
                path = Path(root, name)
                if path.is_symlink() and not path.resolve().is_relative_to(self.folder):
                    continue
                stat = path.stat()
                key = path.relative_to(self.folder).as_posix().removesuffix(_SUFFIX)
                yield File(key, stat.st_size, stat.st_mtime_ns)

    def entries(self) -> dict[str, Entry]:
        """What the ledger says of every file, by key; empty where there is no ledger."""
        if not (self.folder / LEDGER).exists():
            return {}
        with Ledger(self.folder) as ledger:
            return {_place(entry): entry for entry in ledger.entries() if entry.state != "ignored"}

    def entry(self, key: str) -> Entry | None:
        """What the ledger says of one file."""
        if not (self.folder / LEDGER).exists():
            return None
        with Ledger(self.folder) as ledger:
            entry = ledger.get(key)
        # two files that a disk takes for one have results of other names
        return entry if entry is not None and _place(entry) == key else self.entries().get(key)

    def record(self, entry: Entry) -> None:
        """Writes an entry of an upload into the ledger, so that ``extract status`` knows of it."""
        with Ledger(self.folder) as ledger:
            ledger.put(entry)

    def place(self, key: str) -> Path:
        """The path of a file's result. Raises ``ValueError`` for a key that leads out of the folder."""
        path = self.folder / f"{key}{_SUFFIX}"
        if not path.resolve().is_relative_to(self.folder):
            raise ValueError(f"not in the folder: {key}")
        return path

    def result(self, key: str) -> Result | None:
        """A file's result, ``None`` where there is none (any more) or it is no result."""
        try:
            data = self.place(key).read_bytes()
            result = json.loads(data)
        except (OSError, ValueError):
            return None
        if not is_result(result):
            return None
        return Result(result, hashlib.sha256(data).hexdigest()[:16])

    def source(self, key: str, sha256: str | None = None) -> Path | None:
        """The original of a file, ``None`` where it is not there any more.

        An upload lies under the folder, a file of a batch where the ledger says or under ``sources`` in the same tree.
        With ``sha256`` a file of other content is not taken for it.
        """
        inside = self.folder / key
        tries = [inside] if inside.resolve().is_relative_to(self.folder) else []
        entry = self.entry(key)
        if entry is not None and "://" not in entry.path:
            tries.append(Path(entry.path))
        if self._sources is not None:
            root = self._sources.resolve()
            parts = PurePosixPath(key).parts
            tries += [p for n in range(min(2, len(parts))) if (p := root.joinpath(*parts[n:])).is_relative_to(root)]
        for path in tries:
            if path.is_file() and (sha256 is None or _hash(path) == sha256):
                return path
        return None


def is_result(data: Any) -> bool:
    """Whether a JSON value is the result of an extraction, as far as its outer form tells."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("source"), dict)
        and isinstance(data.get("documents"), list)
        and isinstance(data.get("findings"), list)
    )


def _place(entry: Entry) -> str:
    """The key that the archive knows an entry by: the place of its result."""
    return (entry.result or entry.key + _SUFFIX).removesuffix(_SUFFIX)


_hashes: dict[tuple[str, int, int], str] = {}


def _hash(path: Path) -> str:
    """SHA-256 of a file; kept for as long as its size and time stay the same."""
    stat = path.stat()
    mark = (str(path), stat.st_size, stat.st_mtime_ns)
    if mark not in _hashes:
        if len(_hashes) > 10_000:
            _hashes.clear()
        with path.open("rb") as stream:
            _hashes[mark] = hashlib.file_digest(stream, "sha256").hexdigest()
    return _hashes[mark]
