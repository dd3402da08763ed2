"""The kinds of documents, by name: what each brings, and how they come here.

Every kind is an entry point of the group ``arsip_extractor.kinds`` that names a :class:`Kind`: those of this program,
one for each folder of ``extractor/kinds`` with a module ``kind``, and those of other packages, which declare theirs in
their ``pyproject.toml``. Both are loaded by the same lines. Every room asks here and none knows a kind by itself, so
that adding one touches nothing else; this module imports nothing of the rooms, which it only names as types.
"""

from __future__ import annotations

import importlib.util
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import BaseModel

    from extractor.audit.problem import Check
    from extractor.match.found import Draft
    from extractor.schema import Document
    from extractor.segment.component import Component

ENTRY_POINTS = "arsip_extractor.kinds"
_BUILT_IN = "extractor.kinds"

Text = Mapping[Literal["id", "en"], str]
"""A text in both languages."""


@dataclass(frozen=True)
class Sign:
    """A sign of a kind beside its title, and its weight; a document without a title is of the kind whose signs weigh
    most, if they weigh two and more. What speaks against a kind has a negative weight.

    A sign asks for ``labels``, of which at least ``count`` different ones begin a line or a box (``columns``: head
    columns of one table), or for ``roles``, meanings of columns that one table has, one of ``some`` with them,
    ``without`` others; ``parts`` and ``years`` are the least numbers of its columns under a part of a year or a year.
    ``landscape`` asks for pages wider than high, ``chart`` for pages of boxes, more than half of all.
    """

    labels: Sequence[str] = ()
    count: int = 1
    landscape: bool = False
    chart: bool = False
    columns: bool = False
    roles: Sequence[str] = ()
    some: Sequence[str] = ()
    without: Sequence[str] = ()
    parts: int = 0
    years: int = 0
    weight: float = 3.0


@dataclass(frozen=True)
class Announced:
    """How documents of a kind announce themselves.

    ``titles`` are phrases that a title line begins with; of ``confirm`` at least ``confirm_count`` words must follow,
    else the line is no title. ``together`` says when two sheets with titles of the kind form one document (see
    ``patterns/kinds.toml``). ``named``: inside a file the title begins a document only with a unit or a year.
    ``swallows``: titles of other kinds inside it are its attachments. ``capitals``: the title is set in capitals.
    ``boxed``: under the title stand boxes, the first of which may name an office. ``signs`` tell the kind of a document
    that has no title at all.
    """

    titles: Sequence[str] = ()
    confirm: Sequence[str] = ()
    confirm_count: int = 0
    together: Literal["always", "unit", "persons", "never"] = "never"
    swallows: bool = False
    capitals: bool = False
    named: bool = False
    boxed: bool = False
    signs: Sequence[Sign] = ()


@dataclass(frozen=True)
class ExportTable:
    """A table that ``extract export`` writes of a kind: its name, its columns, and what gives its rows.

    ``rows`` takes a document as data and yields the pointer of a record within it and the record. ``whole`` are the
    columns of whole numbers.
    """

    name: str
    columns: Sequence[str]
    rows: Callable[[Mapping[str, Any]], Iterator[tuple[str, Mapping[str, Any]]]]
    whole: frozenset[str] = frozenset()


def tree(name: str, document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of an :class:`ExportTable` out of records that have ``children``, from the list ``name`` of a document
    on; ``parent`` is the pointer of the record above.
    """

    def walk(records: Sequence[Mapping[str, Any]], at: str, parent: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
        for k, record in enumerate(records):
            here = f"{at}/{k}"
            yield here, {**record, "parent": parent}
            yield from walk(record["children"], f"{here}/children", here)

    return walk(document.get(name) or [], f"/{name}", None)


@dataclass(frozen=True)
class Kind:
    """A document kind, with everything that is its own.

    ``build`` makes the draft of a component document, ``model`` validates it. ``announced`` is how such documents are
    told, beside what a table of its name in ``patterns/kinds.toml`` adds. ``prose`` are the fields of its models whose
    spelling may be touched, ``checks`` its own checks of the audit, ``tables`` its own tables of an export. ``label``
    names the kind for people; ``texts`` are further texts by name: ``f-FIELD`` for the fields of its model in the
    reading room, and the sentences of its checks.

    ``signed`` says when such a document is signed, for the check of years: from the last quarter of the year before
    its own on (``last-quarter``), in the year before (``year-before``), or nothing is said (``None``). ``commits``: its
    budget lines are what its office has in its year, so that two files can contradict each other.
    """

    name: str
    model: type[Document]
    build: Callable[[Component], Draft]
    label: Text
    announced: Announced = Announced()
    prose: Mapping[type[BaseModel], Sequence[str]] = field(default_factory=dict)
    checks: Sequence[Check] = ()
    tables: Sequence[ExportTable] = ()
    texts: Mapping[str, Text] = field(default_factory=dict)
    signed: Literal["last-quarter", "year-before"] | None = "last-quarter"
    commits: bool = False


def _built_in() -> Iterator[EntryPoint]:
    """The entry points of this program's own kinds, which need no installation to be seen."""
    package = importlib.import_module(_BUILT_IN)
    for folder in pkgutil.iter_modules(package.__path__, f"{_BUILT_IN}."):
        if folder.ispkg and importlib.util.find_spec(f"{folder.name}.kind") is not None:
            yield EntryPoint(folder.name.rpartition(".")[2], f"{folder.name}.kind:KIND", ENTRY_POINTS)


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name. Raises ``ValueError`` where two have one name."""
    found: dict[str, Kind] = {}
    for entry in (*_built_in(), *entry_points(group=ENTRY_POINTS)):
        kind: Kind = entry.load()
        if found.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"document kind {kind.name!r} is registered twice ({entry.value})")
    return dict(sorted(found.items()))
