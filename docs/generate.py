"""Writes the pages of ``docs/`` that are made from the code: ``python -m docs.generate``.

``output.md`` is the output contract, from the models of every kind; ``patterns.md`` says for every file of
``patterns/`` what it holds, who reads it and which entry wins, from the schemas, the heads of the files and the code.
``tests/test_docs.py`` fails where a page is not what this module would write.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from extractor.knowledge.schemas import SCHEMAS, TABLES, WORDS
from extractor.registry import kinds
from extractor.schema import Document, Extraction

DOCS = Path(__file__).parent
ROOT = DOCS.parent
_MADE = "<!-- Made by `python -m docs.generate`: change what it is made from. -->\n\n"
_READERS = {"toml", "table", "words", "shipped"}


# --- the output


def output_page() -> str:
    """The reference of the output."""
    common: list[type[BaseModel]] = [Extraction, Document]
    own = [kind.model for kind in kinds().values()]
    seen: dict[type[BaseModel], None] = {}
    for model in (*common, *own):
        _collect(model, seen)
    records = [m for m in seen if m not in common and m not in own]
    parts = [
        "# The output",
        "One JSON document a file. A field that the document does not state is `null` or an empty list; nothing is "
        "concluded. `provenance` maps the JSON Pointer of a value to the places where it was read. The same as JSON "
        "Schema: `extract schema`, for one kind `extract schema peraturan`.",
        *(_section(m) for m in common),
        "## Kinds\n\nEvery kind has the fields of `Document`; here are those that only it has.",
        *(_section(m, "###", base=Document) for m in own),
        "## Records",
        *(_section(m, "###") for m in sorted(records, key=lambda m: m.__name__)),
    ]
    return _MADE + "\n\n".join(parts) + "\n"


def _section(model: type[BaseModel], level: str = "##", base: type[BaseModel] | None = None) -> str:
    fields = [n for n in model.model_fields if base is None or n not in base.model_fields or n == "kind"]
    rows = ["| field | type | meaning |", "| --- | --- | --- |"]
    said = _docstrings(model)
    for name in fields:
        field = model.model_fields[name]
        examples = ", ".join(f"`{e}`" for e in field.examples or ())
        meaning = " ".join((said.get(name) or "").split()) + (f" For example {examples}." if examples else "")
        rows.append(f"| `{field.alias or name}` | {_type(field.annotation)} | {meaning.strip()} |".replace("  ", " "))
    return f"{level} {model.__name__}\n\n{' '.join((model.__doc__ or '').split())}\n\n" + "\n".join(rows)


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The text under each field of a model, and of those that it stands on."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not (isinstance(base, type) and issubclass(base, BaseModel)) or base is BaseModel:
            continue
        path = ROOT / Path(*base.__module__.split(".")).with_suffix(".py")
        if not path.is_file():
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        node = next(n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and n.name == base.__name__)
        for one, after in zip(node.body, node.body[1:], strict=False):
            said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else None
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(said, str):
                found[one.target.id] = said
    return found


def _type(annotation: Any) -> str:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(args[0])
    if origin in (Union, types.UnionType):
        return " or ".join(_type(a) for a in args)
    if origin is Literal:
        return ", ".join(f"`{a}`" for a in args)
    if origin is list:
        return f"list of {_type(args[0])}"
    if origin is dict:
        return f"map of {_type(args[0])} to {_type(args[1])}"
    if annotation is type(None):
        return "null"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.casefold()})"
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}[annotation.__name__]


def _collect(model: type[BaseModel], seen: dict[type[BaseModel], None]) -> None:
    if model not in seen:
        seen[model] = None
        for field in model.model_fields.values():
            for part in _models(field.annotation):
                _collect(part, seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


# --- the patterns


def patterns_page() -> str:
    """What every file of ``patterns/`` holds, who reads it, and what wins."""
    read = _readers()
    rows = ["| file | what it holds | who reads it | where several entries fit |", "| --- | --- | --- | --- |"]
    for name in sorted(SCHEMAS, key=lambda n: ("/" in n, n)):
        schema = SCHEMAS[name]
        by = ", ".join(f"`{m}`" for m in read.get(name, ())) or "trials and training (`extractor/training`)"
        wins = getattr(schema, "WINS", "")
        rows.append(f"| `{name}.toml` | {_first(schema.__doc__)} | {by} | {wins} |")
    for name, columns in sorted(TABLES.items()):
        head = next(iter((ROOT / "patterns" / f"{name}.csv").read_text(encoding="utf-8").splitlines())).lstrip("# ")
        by = ", ".join(f"`{m}`" for m in read.get(name, ()))
        rows.append(f"| `{name}.csv` | {head} Columns: {', '.join(columns)}. | {by} | Every row holds. |")
    for name in WORDS:
        by = ", ".join(f"`{m}`" for m in read.get(name, ()))
        rows.append(f"| `{name}.txt` | Words of the field that the general lexicon lacks. | {by} | Every word holds. |")
    rows.append(
        "| `lexicon.txt.gz`, `frequencies.txt.gz` | The Indonesian word lists and how usual words are (see "
        "`ATTRIBUTION.md`). | `extractor/lexicon.py` | An organisation adds words in `vocabulary.txt`. |"
    )
    return _MADE + _INTRODUCTION + "\n".join(rows) + "\n"


_INTRODUCTION = """# The patterns

What the program knows as data stands in `patterns/`. An organisation adds its own in a folder that `--patterns FOLDER`
(or the environment variable `EXTRACT_PATTERNS`) names, in Python `Options(patterns=Path("FOLDER"))`. A file of the same
name there adds to the shipped one:

- **TOML**: tables are joined key by key; lists are appended, shipped entries first; any other value takes the place of
  the shipped one.
- **CSV and TXT**: rows and words are appended.
- A key that the schema does not know, a value of another type, a file of another name, a title for a kind that does not
  exist: each is an error that names file, line and key, before anything is read (exit code 2).
- The folder holds for one extraction: two threads may read with two folders. A changed file holds from the next
  extraction on.

Schemas: `extractor/knowledge/schemas*.py`. In the files themselves a comment says what each list is for.

"""


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())


def _readers() -> dict[str, list[str]]:
    """The rooms that ask for each file, by the file's name without its ending."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "extractor").rglob("*.py")):
        # the room: which module of it asks changes too often to be worth a page
        place = path.relative_to(ROOT)
        room = (place if len(place.parts) == 2 else place.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _READERS and isinstance(node.args[0].value, str):
                found.setdefault(node.args[0].value, set()).add(room)
    return {name: sorted(modules) for name, modules in found.items()}


PAGES = {"output.md": output_page, "patterns.md": patterns_page}


def main() -> None:
    """Writes the pages."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
