"""Which files a run reads, and where each result goes.

Comes in: what a person names (files, folders, globs, ``@list.txt``). Goes out: pairs of file and relative path of its
result, in a fixed order, every file once. The tree under a folder is mirrored.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import NotFoundError

SUFFIXES = frozenset({".pdf", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""Files that are taken from folders; a file that is named itself is always taken."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A file to read and the path of its result, relative to the output folder, with ``/``."""

    key: str
    path: Path

    @property
    def result(self) -> str:
        """The result's path: the file's own with ``.json`` added, so that ``a.pdf`` and ``a.txt`` stay two."""
        return f"{self.key}.json"


def expand(sources: Sequence[str]) -> list[Item]:
    """The items of all sources, sorted by key. Raises ``NotFoundError`` for a source that names nothing.

    The key of a file under a folder begins with the folder's name, that of a single file is its name. Two files whose
    keys would still be the same are told apart by their whole paths.
    """
    named: list[tuple[Path, Path]] = []
    for source in sources:
        named.extend(_one(source))
    unique: dict[Path, tuple[Path, Path]] = {}
    # a file that is named twice is read once, under the widest folder that was named
    for path, root in sorted(named, key=lambda pair: (len(pair[1].resolve().parts), pair[0])):
        unique.setdefault(path.resolve(), (path, root.resolve()))
    keys: dict[str, list[tuple[Path, Path]]] = {}
    for path, root in unique.values():
        keys.setdefault(_key(path, root), []).append((path, root))
    items = []
    for key, files in keys.items():
        if len(files) == 1:
            items.append(Item(key, files[0][0]))
            continue
        items.extend(Item(_long_key(path), path) for path, _ in files)
    return sorted(items)


def _one(source: str) -> Iterator[tuple[Path, Path]]:
    """Files of one source with the folder that their keys are relative to."""
    if source.startswith("@"):
        listed = Path(source[1:])
        try:
            lines = listed.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise NotFoundError(name=str(listed), reason=error.strerror or str(error)) from error
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield from _one(line.strip())
        return
    path = Path(source)
    if path.is_dir():
        yield from ((file, path.resolve().parent) for file in _files(path.resolve()))
    elif path.is_file():
        yield path, path.parent
    else:
        # a glob may be absolute and name folders anywhere: Path.glob wants a folder to start from
        found = [Path(name) for name in sorted(glob.glob(source, recursive=True))]  # noqa: PTH207
        if not found:
            raise NotFoundError(name=source, reason="-")
        for file in found:
            yield from _one(str(file)) if file.is_dir() else ((file, file.parent),)


def _files(folder: Path) -> Iterable[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix.casefold() in SUFFIXES)


def _key(path: Path, root: Path) -> str:
    return PurePosixPath(*path.resolve().relative_to(root).parts).as_posix()


def _long_key(path: Path) -> str:
    """The whole path without its anchor: unique, if not short."""
    whole = path.resolve()
    return PurePosixPath(*whole.parts[1:]).as_posix()
