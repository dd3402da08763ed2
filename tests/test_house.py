"""How the house is kept: what a linter does not say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "extractor").rglob("*.py"))}
BASE = "apart collector errors files lexicon morphology options printed record registry sums unions"
ROOMS = (
    ("schema", "knowledge", *BASE.split()),
    ("read",),
    ("abbreviations", "layout"),
    ("match",),
    ("segment",),
    ("assemble", "records"),
    ("audit", "kinds"),
    ("canonical",),
    ("cli_options", "pipeline", "walls", "write", "batch", "serve"),
    ("cli", "cli_progress", "cli_usage", "single", "training", "__init__", "__main__"),
)
"""From the lowest to the highest, with the modules that stand beside the rooms; a room imports what stands before it.
``audit`` says what a check is, and kinds bring theirs."""
LINES = 60
ROOM = 420
"""Lines of a module: some 400."""
CALLED = {"kept", "knowledge.kept", "cache", "lru_cache", "contextmanager", "staticmethod", "classmethod"}
"""Decorators under which a function stays one; the description of a command or a route is for those who use it."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _public(module: ast.Module | ast.ClassDef) -> Iterator[Function]:
    """The functions and methods of a module that others call by name: no properties, no commands, no routes."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public(node)
        called = isinstance(node, Function) and CALLED.issuperset(map(ast.unparse, node.decorator_list))
        if isinstance(node, Function) and called and not node.name.startswith("_"):
            yield node


def _raised(function: Function) -> set[str]:
    """The names of the errors that a function raises itself and does not catch as a whole."""
    raised = (node.exc for node in ast.walk(function) if isinstance(node, ast.Raise) and node.exc is not None)
    names = {ast.unparse(error.func if isinstance(error, ast.Call) else error) for error in raised}
    return {name.rpartition(".")[2] for name in names if name.rpartition(".")[2][:1].isupper()}


def test_no_module_is_longer_than_a_room() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > ROOM} == {}


def test_public_functions_say_what_they_do_and_what_they_raise() -> None:
    silent = []
    for path, module in MODULES.items():
        for function in _public(module):
            said = ast.get_docstring(function) or ""
            inherited = function.name.startswith("handle_")  # of the standard library's parser
            if not (said or inherited) or (_raised(function) and "raise" not in said.lower()):
                silent.append(f"{path.relative_to(ROOT)}:{function.lineno} {function.name}")
    assert silent == []


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
        here = path.relative_to(ROOT / "extractor").parts[0].removesuffix(".py")
        for node in module.body:  # an import within a function is no part of what a room stands on
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor."):
                room = (node.module or "").split(".")[1]
                if place[room] > place[here]:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.module}")
    assert wrong == []
