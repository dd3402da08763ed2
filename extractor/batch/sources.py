"""Which files a run reads, and where each result goes.

Comes in: what a person names (files, folders, globs, URLs of a store, ``@list.txt``). Goes out: pairs of file and
relative path of its result, in a fixed order, every file once. The tree under a folder is mirrored.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractor.batch.places import Found, is_url, listed, plain, read
from extractor.errors import NotFoundError

SUFFIXES = frozenset({".pdf", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""Files that are taken from folders; a file that is named itself is always taken."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A file to read and the path of its result, relative to the output folder, with ``/``.

    ``place`` is a local path or the URL of a file in a store; of the latter the listing told size and mark already.
    """

    key: str
    place: str
    found: Found | None = field(default=None, compare=False)

    @property
    def result(self) -> str:
        """The result's path: the file's own with ``.json`` added, so that ``a.pdf`` and ``a.txt`` stay two."""
        return f"{self.key}.json"

    def state(self) -> tuple[int, int]:
        """Bytes, and a number that changes with the content: a time in nanoseconds on a disk, a store's own mark in a
        store; zeros where the file cannot be looked at.
        """
        if self.found is not None:
            return self.found.size, self.found.mark
        try:
            stat = Path(self.place).stat()
        except OSError:
            return 0, 0
        return stat.st_size, stat.st_mtime_ns


@dataclass(frozen=True, slots=True)
class _Named:
    """A file that a source names: an identity by which it is read once, its short and its whole key."""

    identity: str
    depth: int
    key: str
    whole: str
    item: tuple[str, Found | None]


def expand(sources: Sequence[str]) -> list[Item]:
    """The items of all sources, sorted by key. Raises ``NotFoundError`` for a source that names nothing.

    The key of a file under a folder begins with the folder's name, that of a single file is its name. Two files whose
    keys would still be the same are told apart by their whole paths.
    """
    named = [file for source in sources for file in _one(plain(source))]
    unique: dict[str, _Named] = {}
    # a file that is named twice is read once, under the widest folder that was named
    for file in sorted(named, key=lambda n: (n.depth, n.item[0])):
        unique.setdefault(file.identity, file)
    keys: dict[str, list[_Named]] = {}
    for file in unique.values():
        keys.setdefault(file.key, []).append(file)
    return sorted(
        Item(key if len(files) == 1 else file.whole, *file.item) for key, files in keys.items() for file in files
    )


def _one(source: str) -> Iterator[_Named]:
    """Files of one source with their keys."""
    if source.startswith("@"):
        for line in read(plain(source[1:])).decode("utf-8-sig").splitlines():
            if line.strip() and not line.startswith("#"):
                yield from _one(plain(line.strip()))
        return
    if is_url(source):
        yield from _stored(source)
        return
    path = Path(source)
    if path.is_dir():
        root = path.resolve()
        yield from (_local(file, root.parent) for file in _files(root))
    elif path.is_file():
        yield _local(path, path.parent.resolve())
    else:
        # a glob may be absolute and name folders anywhere: Path.glob wants a folder to start from
        found = [Path(name) for name in sorted(glob.glob(source, recursive=True))]  # noqa: PTH207
        if not found:
            raise NotFoundError(name=source, reason="-")
        for file in found:
            yield from _one(str(file)) if file.is_dir() else (_local(file, file.parent.resolve()),)


def _files(folder: Path) -> Iterable[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix.casefold() in SUFFIXES)


def _local(path: Path, root: Path) -> _Named:
    resolved = path.resolve()
    key = resolved.relative_to(root) if resolved.is_relative_to(root) else Path(resolved.name)
    # the whole path without its anchor: unique, if not short
    whole = PurePosixPath(*resolved.parts[1:]).as_posix()
    return _Named(str(resolved), len(root.parts), PurePosixPath(*key.parts).as_posix(), whole, (str(path), None))


def _stored(url: str) -> Iterator[_Named]:
    """The files of a store that an URL names."""
    files, base, whole = listed(url)
    for file in files:
        if whole and PurePosixPath(file.path).suffix.casefold() not in SUFFIXES:
            continue
        above = file.path.rpartition("/")[0] if base is None else base
        key = file.path.removeprefix(above).removeprefix("/")
        depth = len([part for part in above.split("/") if part])
        yield _Named(file.url, depth, _safe(key), _safe(file.path.lstrip("/")), (file.url, file))


def _safe(key: str) -> str:
    """The name of an object as a relative path: an object may be named ``a/../../b`` or ``a//b``, a file may not."""
    parts = [{"": "%", ".": "%2E", "..": "%2E%2E"}.get(part, part) for part in key.split("/")]
    safe = "/".join(parts).replace("\\", "%5C")
    return safe.replace(":", "%3A") if os.name == "nt" else safe
