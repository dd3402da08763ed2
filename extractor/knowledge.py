"""Reads what the program knows as data (``patterns/``). Every table is read once a process, when first asked for.

An organisation adds its own knowledge in a folder that the environment variable ``EXTRACT_PATTERNS`` names: files of
the same
names there add to the shipped ones (words and rows are appended, lists of a TOML file too, single values replaced).
It is an environment variable so that worker processes know it as well.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import os
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

OWN_PATTERNS = "EXTRACT_PATTERNS"


def _texts(name: str) -> list[str]:
    """The shipped file and, where there is one, the organisation's own."""
    texts = [resources.files("extractor.patterns").joinpath(name).read_text(encoding="utf-8")]
    own = os.environ.get(OWN_PATTERNS)
    if own and (Path(own) / name).is_file():
        texts.append((Path(own) / name).read_text(encoding="utf-8-sig"))
    return texts


def own_digest() -> str | None:
    """SHA-256 over the names and bytes of an organisation's own files, ``None`` where there are none."""
    own = os.environ.get(OWN_PATTERNS)
    if not own or not Path(own).is_dir():
        return None
    digest = hashlib.sha256()
    for file in sorted(p for p in Path(own).rglob("*") if p.is_file()):
        data = file.read_bytes()
        digest.update(f"{file.relative_to(own).as_posix()} {len(data)} ".encode("utf-8", "backslashreplace"))
        digest.update(data)
    return digest.hexdigest()


def _merged(base: Any, more: Any) -> Any:
    """Two pieces of TOML data as one: tables by key, lists one after the other, anything else replaced."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {**base, **{k: _merged(base[k], v) if k in base else v for k, v in more.items()}}
    if isinstance(base, list) and isinstance(more, list):
        return [*base, *more]
    return more


@cache
def toml(name: str) -> dict[str, Any]:
    """The data of ``patterns/NAME.toml``."""
    data: dict[str, Any] = {}
    for text in _texts(f"{name}.toml"):
        data = _merged(data, tomllib.loads(text))
    return data


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``patterns/NAME.csv``, by column name; lines that begin with ``#`` are comments."""
    rows: list[dict[str, str]] = []
    for text in _texts(f"{name}.csv"):
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        rows.extend(csv.DictReader(lines))
    return tuple(rows)


@cache
def words(name: str) -> frozenset[str]:
    """The words of ``patterns/NAME.txt``, one a line, case folded; lines that begin with ``#`` are comments."""
    lines = (line.strip() for text in _texts(f"{name}.txt") for line in text.splitlines())
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


@cache
def compressed_groups(name: str) -> dict[str, tuple[str, ...]]:
    """The words of ``patterns/NAME.txt.gz`` by group: a group a line, its name first."""
    data = resources.files("extractor.patterns").joinpath(f"{name}.txt.gz").read_bytes()
    lines = (line.split(" ") for line in gzip.decompress(data).decode("utf-8").split("\n"))
    return {group: tuple(members) for group, *members in lines}
