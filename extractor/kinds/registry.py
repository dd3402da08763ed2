"""How kinds are found: every folder of this package, and entry points of other packages.

To add a kind, write one folder in this package (or a package with an entry point in the group
``arsip_extractor.kinds``)
that calls :func:`register` with a :class:`Kind`; its model is a subclass of :class:`extractor.schema.Document`. Nothing
else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from extractor.match.found import Draft
from extractor.schema import Document
from extractor.segment.component import Component

ENTRY_POINTS = "arsip_extractor.kinds"


@dataclass(frozen=True)
class Kind:
    """A document kind: its name, its model, and the function that builds its draft from a component document."""

    name: str
    model: type[Document]
    build: Callable[[Component], Draft]


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Adds a kind. A name that is taken is a fault of the program: ``ValueError``."""
    if kind.name in _KINDS and _KINDS[kind.name] is not kind:
        raise ValueError(f"document kind {kind.name!r} is registered twice")
    _KINDS[kind.name] = kind
    return kind


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    package = importlib.import_module("extractor.kinds")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"extractor.kinds.{module.name}")
    for entry in entry_points(group=ENTRY_POINTS):
        register(entry.load())
    return dict(sorted(_KINDS.items()))
