"""JSON Pointers (RFC 6901) into an extraction: find, set, walk, and tell which ones name the same kind of value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MISSING: Any = object()
"""Stands for a value that is not there, where ``None`` is a value."""


def tokens(pointer: str) -> list[str]:
    """The steps of a pointer, unescaped. Raises ``ValueError`` for what is no pointer."""
    if pointer == "":
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"no JSON Pointer: {pointer!r}")
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def step(value: Any, token: str) -> Any:
    """The child of a value, :data:`MISSING` where there is none."""
    if isinstance(value, dict):
        return value.get(token, MISSING)
    if isinstance(value, list) and token.isascii() and token.isdigit() and int(token) < len(value):
        return value[int(token)]
    return MISSING


def get(root: Any, pointer: str) -> Any:
    """The value that a pointer names, :data:`MISSING` where there is none."""
    value = root
    for token in tokens(pointer):
        value = step(value, token)
        if value is MISSING:
            return MISSING
    return value


def put(root: Any, pointer: str, value: Any) -> None:
    """Sets the value that a pointer names; its parent must be there. Raises ``KeyError`` where it is not."""
    head, _, last = pointer.rpartition("/")
    parent = get(root, head)
    token = last.replace("~1", "/").replace("~0", "~")
    if isinstance(parent, dict):
        parent[token] = value
    elif isinstance(parent, list) and token.isdigit() and int(token) < len(parent):
        parent[int(token)] = value
    else:
        raise KeyError(pointer)


def pattern(pointer: str) -> str:
    """The pointer with every index as ``*``: the kind of the value that it names."""
    return "/".join("*" if part.isdigit() else part for part in pointer.split("/"))


def anchor(pointer: str, places: Mapping[str, Any]) -> str | None:
    """The pointer itself or its nearest parent that has a place, ``None`` where none has."""
    at = pointer
    while at:
        if at in places:
            return at
        at = at.rpartition("/")[0]
    return None


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that is neither object nor list, with its pointer; empty ones too."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, f"{at}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for k, child in enumerate(value):
            yield from leaves(child, f"{at}/{k}")
    else:
        yield at, value
