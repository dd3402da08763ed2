"""Writes the card of a model.

Comes in: what a model was made with and its scores. Goes out: a Markdown file beside the model. Separate because every
training ends so.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path


def write_card(file: Path, template: str, made_with: Mapping[str, object], filled: Mapping[str, str]) -> None:
    """Writes ``patterns/training/TEMPLATE.md`` to a file: ``{made_with}`` and each ``{mark}`` of ``filled`` replaced.

    Raises ``OSError`` where the file cannot be written.
    """
    card = resources.files("extractor.patterns").joinpath(f"training/{template}.md").read_text(encoding="utf-8")
    for mark, text in {"made_with": ", ".join(f"{k} {v}" for k, v in made_with.items()), **filled}.items():
        card = card.replace(f"{{{mark}}}", text)
    file.write_text(card, encoding="utf-8")
