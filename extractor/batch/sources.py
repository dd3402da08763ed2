"""Which files a run reads, and where each result goes.

Comes in: what a person names (files, folders, globs, URLs of a store, ``@list.txt``). Goes out: items in a fixed order,
every file once; what was named and cannot be read (a line of a list that leads nowhere, a broken link, a pipe) is an
item with its reason, never the end of the run.

The place of a result follows the name of its source alone, never what else is in the run and never where on the
machine the archive stands:

- a relative name keeps its path as it was given (``scans/2020/a.pdf``), ``..`` at its head left out;
- of an absolute folder the folder's own name and all below it (``/data/scans`` gives ``scans/2020/a.pdf``), of an
  absolute glob the same from its last folder without a wildcard on;
- of an absolute file its folder's name and its own (``2020/a.pdf``); in a list, its path from the list's folder on
  where it lies below;
- with a base folder, everything below that is placed relative to it.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from extractor.batch.places import Found, is_url, listed, plain, read
from extractor.errors import ExtractorError, NotFoundError, NothingToReadError
from extractor.files import utf8

SUFFIXES = frozenset({
    ".pdf", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".jp2",
})  # fmt: skip
"""Files that are taken from folders; a file that is named itself is always taken."""
NOT_FOUND, UNSUPPORTED = "not-found", "unsupported"
IGNORED = "ignored"
_LARGEST_TIME = 2**63
"""The ledger holds times as signed numbers of eight bytes; a file may bear any."""
_LONGEST_NAME = 200
"""Bytes of a result's name: file systems take 255, and the endings need some."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A file to read and the path of its result, relative to the output folder, with ``/``.

    ``place`` is a local path or the URL of a file in a store; of the latter the listing told size and mark already.
    ``trouble`` is why it cannot be read: ``not-found``, ``unsupported`` or ``ignored``.
    """

    key: str
    place: str
    found: Found | None = field(default=None, compare=False)
    trouble: str | None = field(default=None, compare=False)

    @property
    def result(self) -> str:
        """The result's path: the file's own with ``.json`` added, so that ``a.pdf`` and ``a.txt`` stay two."""
        folder, slash, name = self.key.rpartition("/")
        data = name.encode()
        if len(data) > _LONGEST_NAME:
            name = f"{data[:_LONGEST_NAME].decode(errors='ignore')}~{hashlib.sha256(data).hexdigest()[:8]}"
        return f"{folder}{slash}{name}.json"

    @property
    def identity(self) -> str:
        """What tells the source from every other: its URL, or its absolute path with odd bytes written out."""
        return self.place if is_url(self.place) else utf8(os.path.abspath(self.place))  # noqa: PTH100  keeps links

    def state(self) -> tuple[int, int]:
        """Bytes, and a number that changes with the content: a time in nanoseconds on a disk, a store's own mark in a
        store; zeros where the file cannot be looked at.
        """
        if self.found is not None:
            return self.found.size, self.found.mark
        try:
            stat = Path(self.place).stat()
        except (OSError, ValueError):
            return 0, 0
        # a time after the year 2262 has more nanoseconds than a database's number holds
        return stat.st_size, stat.st_mtime_ns % _LARGEST_TIME


def expand(sources: Sequence[str], base: Path | None = None) -> list[Item]:
    """The items of all sources, sorted by key; ``base`` is the folder that places are relative to.

    Raises ``NothingToReadError`` where no file that can be read is named, and ``NotFoundError`` for an URL that leads
    nowhere.
    """
    names = _Names(None if base is None else Path(os.path.abspath(base)))  # noqa: PTH100  keeps links
    unique: dict[str, Item] = {}
    for item in (item for source in sources for item in names.of(plain(source))):
        # a file that is named twice is read once, under the longest of its names
        other = unique.get(item.identity)
        if other is None or (-item.key.count("/"), item.key) < (-other.key.count("/"), other.key):
            unique[item.identity] = item
    if all(item.trouble for item in unique.values()):
        raise NothingToReadError(names=", ".join(sources))
    return sorted(unique.values())


def apart(items: Sequence[Item], holder: dict[str, str]) -> list[Item]:
    """The items with keys of their own: of several that claim one place, the one that ``holder`` (key -> identity, of
    earlier runs) knows there keeps it, else the first; the others get a suffix by the hash of their content.
    """
    taken = dict(holder)
    apart_from_others = []
    for item in sorted(items, key=lambda i: (taken.get(i.key) != i.identity, i)):
        free = item.key if taken.get(item.key, item.identity) == item.identity else _suffixed(item, taken)
        taken[free] = item.identity
        apart_from_others.append(replace(item, key=free))
    return sorted(apart_from_others)


def _suffixed(item: Item, taken: dict[str, str]) -> str:
    from extractor.batch.places import fingerprint

    try:
        mark = fingerprint(item.place)[:8]
    except ExtractorError:
        mark = hashlib.sha256(item.key.encode()).hexdigest()[:8]
    key, count = f"{item.key}~{mark}", 2
    while taken.get(key, item.identity) != item.identity:
        key, count = f"{item.key}~{mark}-{count}", count + 1
    return key


class _Names:
    """Turns what a person names into items."""

    def __init__(self, base: Path | None) -> None:
        self._base = base
        self._lists: list[str] = []

    def of(self, source: str) -> Iterator[Item]:
        """The items of one source."""
        if source.startswith("@"):
            yield from self._listed(plain(source[1:]))
        elif is_url(source):
            yield from _stored(source)
        else:
            yield from self._local(source, None)

    def _listed(self, place: str) -> Iterator[Item]:
        """The items of the lines of a list; one that names itself, or leads nowhere, is an item with its reason."""
        name = place if is_url(place) else os.path.realpath(place)
        if name in self._lists:
            yield Item(utf8(place.lstrip("/")), f"@{place}", trouble=UNSUPPORTED)
            return
        self._lists.append(name)
        for line in read(place).decode("utf-8-sig", errors="surrogateescape").splitlines():
            source = plain(line.strip())
            if not source or source.startswith("#"):
                continue
            if source.startswith("@") or is_url(source):
                try:
                    yield from self.of(source)
                except NotFoundError:
                    yield Item(_safe(source.replace("://", "/")), source, trouble=NOT_FOUND)
            else:
                yield from self._local(source, None if is_url(place) else Path(name).parent)
        self._lists.pop()

    def _local(self, source: str, beside: Path | None) -> Iterator[Item]:
        path = Path(source)
        if path.is_dir():
            yield from self._below(path, None)
        elif os.path.lexists(path):
            yield self._item(path, None if beside and _under(path, beside) else path.absolute().parent, beside)
        else:
            # a glob may be absolute and name folders anywhere: Path.glob wants a folder to start from
            names = sorted(glob.glob(source, recursive=True, include_hidden=False))  # noqa: PTH207
            fixed = _fixed_folder(source)
            if not names:
                yield self._item(path, path.absolute().parent, beside)
            for name in names:
                hit = Path(name)
                if not hit.is_dir():
                    item = self._item(hit, fixed, None)
                    other = source.endswith("**") and hit.suffix.casefold() not in SUFFIXES
                    if not _through_itself(hit):
                        yield replace(item, trouble=item.trouble or IGNORED) if other else item
                elif "**" not in source:
                    yield from self._below(hit, fixed)

    def _below(self, folder: Path, root: Path | None) -> Iterator[Item]:
        """The files below a folder, links to folders followed, but none into itself."""
        for file in _files(folder, (os.path.realpath(folder),)):
            item = self._item(file, root or folder.absolute(), None)
            if item.trouble is None and file.suffix.casefold() not in SUFFIXES:
                item = replace(item, trouble=IGNORED)
            yield item

    def _item(self, path: Path, root: Path | None, beside: Path | None) -> Item:
        """The item of a file; of an absolute one, its key begins with the name of the folder ``root``."""
        return Item(utf8(self._key(path, root, beside)), str(path), trouble=_trouble(path))

    def _key(self, path: Path, root: Path | None, beside: Path | None) -> str:
        whole = Path(os.path.abspath(path))  # noqa: PTH100  keeps links
        if self._base is not None and whole.is_relative_to(self._base):
            return whole.relative_to(self._base).as_posix()
        if not path.is_absolute():
            parts = Path(os.path.normpath(path)).parts
            return PurePosixPath(*parts[next((k for k, p in enumerate(parts) if p != os.pardir), 0) :]).as_posix()
        if beside is not None and whole.is_relative_to(beside):
            return whole.relative_to(beside).as_posix()
        above = Path(os.path.normpath(root or whole.parent)).parent
        return whole.relative_to(above).as_posix() if above != above.parent or above != whole else whole.name


def _under(path: Path, folder: Path) -> bool:
    return path.is_absolute() and Path(os.path.abspath(path)).is_relative_to(folder)  # noqa: PTH100  keeps links


def _through_itself(path: Path) -> bool:
    """Whether a path goes through a link to a folder that it is in already."""
    real = [os.path.realpath(folder) for folder in path.parents]
    return len(set(real)) < len(real)


def _fixed_folder(pattern: str) -> Path:
    """The last folder of a glob before its first wildcard."""
    fixed = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return Path(*fixed).absolute()


def _files(folder: Path, above: tuple[str, ...]) -> Iterable[Path]:
    """The files below a folder in the order of their names; hidden ones and those of the program are left out."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            real = os.path.realpath(entry)
            if real not in above:
                yield from _files(entry, (*above, real))
        else:
            yield entry


def _trouble(path: Path) -> str | None:
    """Why a path is no file that can be read."""
    try:
        if path.is_file():
            return None
        # a pipe would wait for ever for somebody to write into it; a folder that cannot be looked into is not there
        return UNSUPPORTED if path.exists() and not path.is_dir() else NOT_FOUND
    except OSError:
        return NOT_FOUND


def _stored(url: str) -> Iterator[Item]:
    """The files of a store that an URL names, in the same places as those of an absolute path."""
    files, base, whole = listed(url)
    for file in files:
        key = file.path.removeprefix(base).removeprefix("/")
        ignored = whole and PurePosixPath(file.path).suffix.casefold() not in SUFFIXES
        yield Item(_safe(key), file.url, file, IGNORED if ignored else None)


def _safe(key: str) -> str:
    """The name of an object as a relative path: an object may be named ``a/../../b`` or ``a//b``, a file may not."""
    parts = [{"": "%", ".": "%2E", "..": "%2E%2E"}.get(part, part) for part in key.split("/")]
    safe = "/".join(parts).replace("\\", "%5C")
    return safe.replace(":", "%3A") if os.name == "nt" else safe
