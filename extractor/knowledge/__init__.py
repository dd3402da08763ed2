"""What the program knows as data (``patterns/``), and what an organisation adds to it.

Comes in: names of files, and the organisation's folder (:attr:`extractor.options.Options.patterns`). Goes out: plain
data that its schema (:mod:`extractor.knowledge.schemas`) allows. A file of the same name in the organisation's folder
adds to the shipped one: words and rows are appended, lists of a TOML file too, single values replaced. Which folder
holds is said for a block (:func:`own_patterns`), not for the process, so that two threads may read with two folders;
what is made of the data is kept for each of them (:func:`kept`).
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from importlib import resources
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar, overload

from extractor.knowledge.digest import folder_digest

__all__ = [
    "compressed_groups", "kept", "merged", "own_digest", "own_patterns", "rows_of", "table", "toml", "words", "words_of"
]  # fmt: skip

_PLAIN = "messages"
"""What tells of errors is not validated here: there may be no memory left for it. An organisation's own is before, the
shipped one in the tests.
"""
P = ParamSpec("P")
R = TypeVar("R")


class _Own(NamedTuple):
    """An organisation's folder as it is now: another content is other knowledge."""

    folder: Path
    digest: str


_own: ContextVar[_Own | None] = ContextVar("own_patterns", default=None)


@contextmanager
def own_patterns(folder: Path | None) -> Iterator[None]:
    """Adds an organisation's files to what is known within the block; ``None`` for what is shipped alone.

    Raises :class:`extractor.errors.OwnPatternsError` where one of the files is wrong.
    """
    own = None
    if folder is not None:
        own = _Own(folder, folder_digest(folder))
        _checked(own)
    token = _own.set(own)
    try:
        yield
    finally:
        _own.reset(token)


@lru_cache(maxsize=64)
def _checked(own: _Own) -> None:
    from extractor.knowledge.check import check_folder

    check_folder(own.folder)


def own_digest(folder: Path | None) -> str | None:
    """SHA-256 over the names and bytes of an organisation's own files, ``None`` where there are none."""
    return None if folder is None or not folder.is_dir() else folder_digest(folder)


@overload
def kept(function: Callable[P, R], /) -> Callable[P, R]: ...


@overload
def kept(*, maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]: ...


def kept(function: Callable[..., Any] | None = None, /, *, maxsize: int | None = None) -> Any:
    """Keeps the results of a function that rests on ``patterns/``, apart for every folder of own patterns.

    ``maxsize`` is the number of results that are kept (``None``: all); arguments must be hashable and stand in their
    places. ``cache_clear`` of the function forgets what it holds.
    """
    if function is None:
        return lambda f: kept(f) if maxsize is None else _kept(f, maxsize)
    return _kept(function, None)


def _kept(function: Callable[..., Any], maxsize: int | None) -> Callable[..., Any]:
    held: dict[_Own | None, Any] = {}
    if not signature(function).parameters:

        @wraps(function)
        def tell() -> Any:
            own = _own.get()
            if own not in held:
                held[own] = function()
            return held[own]

        tell.cache_clear = held.clear  # type: ignore[attr-defined]
        return tell

    own_now = _own.get  # asked thousands of times a page

    @wraps(function)
    def ask(*args: Any) -> Any:
        try:
            return held[own_now()](*args)
        except KeyError:
            own = own_now()
            if own in held:  # the function's own
                raise
            return held.setdefault(own, lru_cache(maxsize)(function))(*args)

    ask.cache_clear = held.clear  # type: ignore[attr-defined]
    return ask


def _texts(name: str) -> list[str]:
    """The shipped file and, where there is one, the organisation's own."""
    texts = [shipped(name)]
    own = _own.get()
    if own is not None and (own.folder / name).is_file():
        texts.append((own.folder / name).read_text(encoding="utf-8-sig"))
    return texts


def shipped(name: str) -> str:
    """The text of a file of ``patterns/``."""
    return resources.files("extractor.patterns").joinpath(name).read_text(encoding="utf-8")


def merged(base: Any, more: Any) -> Any:
    """Two pieces of TOML data as one: tables by key, lists one after the other, anything else replaced."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {**base, **{k: merged(base[k], v) if k in base else v for k, v in more.items()}}
    if isinstance(base, list) and isinstance(more, list):
        return [*base, *more]
    return more


@kept
def toml(name: str) -> dict[str, Any]:
    """The data of ``patterns/NAME.toml``. Raises ``ValueError`` where its schema does not allow it."""
    data: dict[str, Any] = {}
    for text in _texts(f"{name}.toml"):
        data = merged(data, tomllib.loads(text))
    if name != _PLAIN:
        from extractor.knowledge.schemas import validate

        validate(name, data)
    return data


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text by column name; lines that begin with ``#`` are comments."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines))


@kept
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``patterns/NAME.csv``, by column name."""
    return tuple(row for text in _texts(f"{name}.csv") for row in rows_of(text))


def words_of(text: str) -> list[str]:
    """The words of a text, one a line, case folded; lines that begin with ``#`` are comments."""
    lines = (line.strip() for line in text.splitlines())
    return [line.casefold() for line in lines if line and not line.startswith("#")]


@kept
def words(name: str) -> frozenset[str]:
    """The words of ``patterns/NAME.txt``."""
    return frozenset(word for text in _texts(f"{name}.txt") for word in words_of(text))


@lru_cache
def compressed_groups(name: str) -> dict[str, tuple[str, ...]]:
    """The words of ``patterns/NAME.txt.gz`` by group: a group a line, its name first. An organisation adds none."""
    data = resources.files("extractor.patterns").joinpath(f"{name}.txt.gz").read_bytes()
    lines = (line.split(" ") for line in gzip.decompress(data).decode("utf-8").split("\n"))
    return {group: tuple(members) for group, *members in lines}
