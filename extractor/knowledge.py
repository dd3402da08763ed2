"""Reads what the program knows as data (``patterns/``). Every table is read once a process, when first asked for."""

from __future__ import annotations

import csv
import gzip
import tomllib
from functools import cache
from importlib import resources
from typing import Any


def _text(name: str) -> str:
    return resources.files("extractor.patterns").joinpath(name).read_text(encoding="utf-8")


@cache
def toml(name: str) -> dict[str, Any]:
    """The data of ``patterns/NAME.toml``."""
    return tomllib.loads(_text(f"{name}.toml"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``patterns/NAME.csv``, by column name; lines that begin with ``#`` are comments."""
    lines = [line for line in _text(f"{name}.csv").splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


@cache
def words(name: str) -> frozenset[str]:
    """The words of ``patterns/NAME.txt``, one a line, case folded; lines that begin with ``#`` are comments."""
    lines = (line.strip() for line in _text(f"{name}.txt").splitlines())
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


@cache
def compressed_words(name: str) -> frozenset[str]:
    """The words of ``patterns/NAME.txt.gz``, one a line, as they stand there."""
    data = resources.files("extractor.patterns").joinpath(f"{name}.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode("utf-8").split("\n"))
