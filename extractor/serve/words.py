"""The texts of the reading room, in both languages (``patterns/room.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.knowledge import kept, toml
from extractor.registry import kinds


def say(name: str, lang: str, **details: object) -> str:
    """The text of a name in a language, details filled in. ``KeyError`` for an unknown name."""
    template: str = _texts()[name][lang]
    return template.format(**details)


def texts(lang: str) -> dict[str, str]:
    """All texts by name, in a language."""
    return {name: text[lang] for name, text in _texts().items()}


@kept
def _texts() -> dict[str, Mapping[Any, str]]:
    """What the kinds bring (``kind-NAME`` names one), and the room's own texts."""
    brought = {name: text for kind in kinds().values() for name, text in kind.texts.items()}
    return {**brought, **{f"kind-{kind.name}": kind.label for kind in kinds().values()}, **toml("room")}
