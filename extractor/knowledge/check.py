"""Checks an organisation's own files before anything is read with them.

Comes in: their folder. Goes out: nothing, or an error that names file, line, key and what is wrong, for people.
Separate because only what others wrote needs such care: a wrong file that is shipped is a fault of the program.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import OwnPatternsError
from extractor.knowledge import merged, shipped
from extractor.knowledge.schemas import SCHEMAS, TABLES, WORDS
from extractor.registry import kinds

_KNOWN_AS = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "string_type": "text-wanted",
    "string_too_short": "empty",
    "list_type": "list-wanted",
    "int_type": "number-wanted",
    "float_type": "number-wanted",
    "bool_type": "yes-or-no-wanted",
    "dict_type": "table-wanted",
    "model_type": "table-wanted",
}
"""Pydantic's names of faults, and the sentences (``patterns`` in ``messages.toml``) that tell people of them."""
_AT_LINE = re.compile(r"\(at line (\d+)")
_HEAD = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")


def check_folder(folder: Path) -> None:
    """Whether the files of the folder can be used. Raises :class:`OwnPatternsError` for the first that cannot."""
    if not folder.is_dir():
        raise OwnPatternsError(name=str(folder), line=0, key="", fault="no-folder", said="")
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = file.relative_to(folder).with_suffix("").as_posix()
        if file.suffix == ".toml":
            _known(file, name, SCHEMAS)
            _check_toml(file, name, _text(file))
        elif file.suffix == ".csv":
            _known(file, name, TABLES)
            _check_csv(file, _text(file), TABLES[name])
        elif file.suffix == ".txt" and name in WORDS:
            _text(file)


def _wrong(file: Path, line: int, key: str, fault: str, said: str = "") -> OwnPatternsError:
    return OwnPatternsError(name=str(file), line=line, key=key, fault=fault, said=said)


def _known(file: Path, name: str, names: Mapping[str, object]) -> None:
    if name not in names:
        raise _wrong(file, 1, file.name, "unknown-file", ", ".join(sorted(n for n in names if "/" not in n)))


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(file, data[: error.start].count(b"\n") + 1, "", "no-utf8") from None


def _check_toml(file: Path, name: str, text: str) -> None:
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise _wrong(file, line, "", "no-toml", str(error).partition(" (at ")[0]) from None
    base = tomllib.loads(shipped(f"{name}.toml"))
    try:
        SCHEMAS[name].model_validate(merged(base, own))
        if name == "kinds":
            _known_kinds(file, text, own)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        steps = _own_steps(first["loc"], base)
        key = ".".join(str(s + 1) if isinstance(s, int) else s for s in steps)
        fault = _KNOWN_AS.get(first["type"], "other")
        raise _wrong(file, _line(text, steps), key, fault, first["msg"]) from None


def _known_kinds(file: Path, text: str, own: Mapping[str, Any]) -> None:
    """A title for a kind that no package brings would be found and then be nothing."""
    for name, table in own.items():
        if isinstance(table, dict) and name not in kinds():
            raise _wrong(file, _line(text, [name]), name, "unknown-kind", ", ".join(kinds()))


def _own_steps(steps: Sequence[str | int], base: Any) -> list[str | int]:
    """The way to a place of the merged data as one in the organisation's own file: its lists come after the shipped."""
    mine: list[str | int] = []
    for step in steps:
        if isinstance(step, int):
            count = len(base) if isinstance(base, list) else 0
            mine.append(step - count if step >= count else step)
            base = None
        else:
            mine.append(step)
            base = base.get(step) if isinstance(base, dict) else None
    return mine


def _line(text: str, steps: Sequence[str | int]) -> int:
    """The line of a TOML text where the value at the end of the steps stands, or its last ancestor that has a line."""
    names = tuple(s for s in steps if isinstance(s, str))
    entry = next((s for s in steps if isinstance(s, int)), None)
    table: tuple[str, ...] = ()
    array, entries = False, -1
    best, depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = tuple(part.strip(" \"'") for part in head[2].split("."))
            array = head[1] == "[["
            entries += array and table == names[: len(table)]
            reached = table
        else:
            reached = (*table, _key(line))
        if (not array or entries == entry) and len(reached) > depth and reached == names[: len(reached)]:
            best, depth = number, len(reached)
    return best


def _key(line: str) -> str:
    """The key that a line of TOML begins with."""
    return line.partition("=")[0].strip().strip("\"'") if "=" in line else ""


def _check_csv(file: Path, text: str, columns: Sequence[str]) -> None:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        return
    head, *rows = csv.reader(line for _, line in lines)
    if missing := [c for c in columns if c not in head]:
        raise _wrong(file, lines[0][0], missing[0], "missing-column", ", ".join(columns))
    for (number, _), row in zip(lines[1:], rows, strict=False):
        if len(row) != len(head):
            raise _wrong(file, number, row[0] if row else "", "row-length", f"{len(row)} / {len(head)}")
