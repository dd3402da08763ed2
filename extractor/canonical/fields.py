"""Which values are prose: the only ones whose spelling is ever touched.

Names of persons, numbers, NIPs, addresses, codes, dates, titles of laws and tables as read are not among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from extractor.registry import kinds
from extractor.schema import Budget, Document, Indicator, Signatory

_COMMON: Mapping[type[BaseModel], Sequence[str]] = {
    Indicator: (
        "goal", "objective", "program", "activity", "sub_activity", "name", "formula", "data_source", "notes", "unit",
        "location", "owner",
    ),
    Budget: ("program", "activity", "name"),
    Signatory: ("position", "on_behalf_of"),
}  # fmt: skip
"""What every kind has; the kinds bring theirs."""
NOT_ENTERED = frozenset({"tables", "entities", "corrections", "letterhead", "signed"})


class Leaf:
    """A string of a model that can be read and replaced in its place."""

    __slots__ = ("_holder", "_key", "pointer")

    def __init__(self, holder: Any, key: str | int, pointer: str) -> None:
        self._holder, self._key, self.pointer = holder, key, pointer

    @property
    def text(self) -> str:
        """What stands there now."""
        value: str = self._holder[self._key] if isinstance(self._key, int) else getattr(self._holder, self._key)
        return value

    @text.setter
    def text(self, new: str) -> None:
        if isinstance(self._key, int):
            self._holder[self._key] = new
        else:
            setattr(self._holder, self._key, new)


def prose(document: Document, index: int) -> Iterator[Leaf]:
    """The prose values of the document at place ``index`` of the output."""
    yield from _walk(document, f"/documents/{index}")


@cache
def _prose_of(model: type[BaseModel]) -> frozenset[str]:
    """The prose fields of a model, those of its bases among them."""
    brought = (_COMMON, *(kind.prose for kind in kinds().values()))
    return frozenset(name for base in model.__mro__ for fields in brought for name in fields.get(base, ()))


def _walk(model: BaseModel, at: str) -> Iterator[Leaf]:
    own = _prose_of(type(model))
    for name in type(model).model_fields:
        if name in NOT_ENTERED:
            continue
        value = getattr(model, name)
        # most fields are empty, texts or lists: whether something is a model is the dearest question
        if value is None:
            continue
        if isinstance(value, str):
            if name in own:
                yield Leaf(model, name, f"{at}/{name}")
        elif isinstance(value, list):
            for i, item in enumerate(value):
                if isinstance(item, str):
                    if name in own:
                        yield Leaf(value, i, f"{at}/{name}/{i}")
                elif isinstance(item, BaseModel):
                    yield from _walk(item, f"{at}/{name}/{i}")
        elif isinstance(value, BaseModel):
            yield from _walk(value, f"{at}/{name}")
