"""How the house is kept: what a linter does not say."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "extractor").rglob("*.py"))}
ROOMS = (
    ("schema", "knowledge"),
    ("read",),
    ("layout",),
    ("match",),
    ("segment",),
    ("records",),
    ("audit", "kinds"),
    ("canonical",),
    ("write", "batch", "serve"),
)
"""From the lowest to the highest; a room imports what stands before it. ``audit`` says what a check is, and kinds bring
theirs."""
LINES = 60


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, module in MODULES.items()
        for node in ast.walk(module)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (node.end_lineno or 0) - node.lineno >= LINES
    ]
    assert long == []


def test_rooms_import_in_one_direction() -> None:
    place = {room: n for n, rooms in enumerate(ROOMS) for room in rooms}
    wrong = []
    for path, module in MODULES.items():
        here = path.relative_to(ROOT / "extractor").parts[0]
        for node in module.body:  # an import within a function is no part of what a room stands on
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor."):
                room = (node.module or "").split(".")[1]
                if place.get(room, -1) > place.get(here, 99):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.module}")
    assert wrong == []
