"""Where files lie: on a disk, or in a store that an URL names (``s3://bucket/folder``).

Comes in: a place, which is a local path or an fsspec URL. Goes out: bytes, lists of files, results written whole.
Separate so that nothing else of a batch knows the difference. ``file://`` is the local disk and needs no package;
fsspec is imported for other URLs only. Who may read what is told by the environment variables of each store (such as
``AWS_ACCESS_KEY_ID``, ``FSSPEC_S3_ENDPOINT_URL``), never by this program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from extractor.errors import ExtractorError, MissingPackageError, NotFoundError, NotWritableError
from extractor.files import write_whole

_PIECE = 1024 * 1024
"""Bytes of a file that are held at a time."""
_FILE = "file://"
_S3 = 'pip install "arsip-extractor[s3]"'
_STORES = 'pip install "arsip-extractor[ray]"'


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a store: its URL and its path in the store, its bytes, and a number that changes with its content
    (0: the store has none).
    """

    url: str
    path: str
    size: int
    mark: int


def is_url(place: str | Path) -> bool:
    """Whether a place is in a store (``s3://…``), not on a disk."""
    return "://" in str(place) and not str(place).casefold().startswith(_FILE)


def plain(text: str) -> str:
    """A ``file://`` URL as the path that it means; every other place as it stands."""
    if not text.casefold().startswith(_FILE):
        return text
    path = text[len(_FILE) :]
    return url2pathname(path.removeprefix("localhost"))


def join(folder: str | Path, relative: str) -> str:
    """The place of a file under a folder; ``relative`` is written with ``/``."""
    return f"{str(folder).rstrip('/')}/{relative}" if is_url(folder) else str(Path(folder) / relative)


def name_of(place: str) -> str:
    """The last part of a place."""
    return place.rstrip("/").rpartition("/")[2] if is_url(place) else Path(place).name


def store(url: str) -> tuple[Any, str]:
    """The fsspec file system of an URL and the path in it.

    Raises ``MissingPackageError`` where a package for the store is not installed, ``NotFoundError`` where nobody
    knows such URLs.
    """
    try:
        import fsspec
    except ImportError as error:
        raise MissingPackageError(name=url, how=_S3 if url.startswith("s3") else _STORES) from error
    try:
        system, path = fsspec.url_to_fs(url)
    except ImportError as error:
        how = _S3 if url.startswith("s3") else str(error)
        raise MissingPackageError(name=url, how=how) from error
    except ValueError as error:
        raise NotFoundError(name=url, reason=str(error)) from error
    # other processes write there too: what was listed a moment ago may be wrong by now
    system.invalidate_cache()
    return system, path


@contextmanager
def _errors_named(kind: type[ExtractorError], name: str) -> Iterator[None]:
    """Turns what a store raises into an error of the program: ``kind`` with ``name`` and ``reason``."""
    try:
        yield
    except ExtractorError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # every store raises exceptions of its own library (no credentials, no route, no bucket) beside OSError
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise kind(name=name, reason=reason.splitlines()[0][:200]) from error


def read(place: str) -> bytes:
    """All bytes of a file in a store or on a disk. Raises ``NotFoundError``."""
    with _errors_named(NotFoundError, place):
        if not is_url(place):
            return Path(place).read_bytes()
        system, path = store(place)
        data: bytes = system.cat_file(path)
        return data


def fingerprint(place: str | Path) -> str:
    """SHA-256 of a file, read in pieces. Raises ``NotFoundError``."""
    digest = hashlib.sha256()
    with _errors_named(NotFoundError, str(place)), _opened(place) as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _opened(place: str | Path) -> Any:
    if not is_url(place):
        return Path(place).open("rb")
    system, path = store(str(place))
    return system.open(path, "rb")


def write(place: str, data: bytes) -> None:
    """Writes a result so that it is there whole or not at all. Raises ``NotWritableError``.

    On a disk by :func:`extractor.files.write_whole`. Object stores show an object when its upload is complete, so that
    one upload is enough; a second name to move it from would cost a copy of every object.
    """
    with _errors_named(NotWritableError, place):
        if not is_url(place):
            file = Path(place)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, data)
            return
        system, path = store(place)
        system.pipe_file(path, data)


def set_aside(place: str) -> None:
    """Moves an older result out of the way, as ``….json.old``: it must not pass for what its source says now. Does
    nothing where there is none. Raises ``NotWritableError``.
    """
    with _errors_named(NotWritableError, place):
        if not is_url(place):
            if Path(place).is_file():
                Path(place).replace(f"{place}.old")
            return
        system, path = store(place)
        if system.exists(path):
            system.mv(path, f"{path}.old")


def results(folder: str | Path) -> list[str]:
    """The results (``….json``) under a folder or in a store, relative to it, with ``/``, sorted."""
    if not is_url(folder):
        base = Path(folder)
        return sorted(file.relative_to(base).as_posix() for file in base.rglob("*.json") if file.is_file())
    system, path = store(str(folder))
    with _errors_named(NotFoundError, str(folder)):
        head = path.rstrip("/")
        return sorted(name.removeprefix(f"{head}/") for name in system.find(path) if name.endswith(".json"))


def presence(folder: str | Path) -> Callable[[str], bool]:
    """A function that says whether a file (relative, with ``/``) is under the folder.

    A store is listed once, now: asking it for every file would cost a journey each.
    """
    if not is_url(folder):
        base = Path(folder)
        return lambda relative: (base / relative).exists()
    system, path = store(str(folder))
    with _errors_named(NotFoundError, str(folder)):
        there = frozenset(system.find(path))
    head = path.rstrip("/")
    return lambda relative: f"{head}/{relative}" in there


def listed(url: str) -> tuple[list[Found], str, bool]:
    """The files that an URL names, the path that their keys are relative to, and whether the URL named everything in a
    folder.

    An URL names a file, a folder, or files by a glob; ``**`` stands for any depth. Keys begin with the name of the
    folder: of a file its own, of a glob the last one before the first wildcard. Raises ``NotFoundError`` where it
    names nothing.
    """
    system, path = store(url)
    path = path.rstrip("/")
    with _errors_named(NotFoundError, url):
        if any(sign in path for sign in "*?["):
            details, base, whole = _matched(system, path)
        else:
            details, base, whole = _under(system, path)
    if not details:
        raise NotFoundError(name=url, reason="-")
    files = [Found(system.unstrip_protocol(p), p, int(i["size"] or 0), _mark(i)) for p, i in details.items()]
    return files, base, whole


def _under(system: Any, path: str) -> tuple[dict[str, Any], str, bool]:
    info = system.info(path)
    if info["type"] == "file":
        return {path: info}, _parent(_parent(path)), False
    return system.find(path, detail=True), _parent(path), True


def _matched(system: Any, path: str) -> tuple[dict[str, Any], str, bool]:
    if system.isfile(path):  # an object may have a wildcard in its name
        return {path: system.info(path)}, _parent(_parent(path)), False
    details = {name: info for name, info in system.glob(path, detail=True).items() if info["type"] == "file"}
    fixed = path[: min(path.find(sign) for sign in "*?[" if sign in path)]
    return details, _parent(_parent(fixed)), path.endswith("**")


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _mark(info: dict[str, Any]) -> int:
    """A number from the store's own mark of an object's content, or from its time; 0 where it has neither."""
    for field in ("ETag", "etag", "md5", "LastModified", "last_modified", "mtime", "created"):
        if info.get(field):
            # 60 bits: a whole number that every database holds
            return int(hashlib.sha256(str(info[field]).encode()).hexdigest()[:15], 16)
    return 0
