"""The texts of the reading room, in both languages (``patterns/room.toml``)."""

from __future__ import annotations

from extractor.knowledge import toml


def say(name: str, lang: str, **details: object) -> str:
    """The text of a name in a language, details filled in. ``KeyError`` for an unknown name."""
    template: str = toml("room")[name][lang]
    return template.format(**details)


def texts(lang: str) -> dict[str, str]:
    """All texts by name, in a language."""
    return {name: text[lang] for name, text in toml("room").items()}
