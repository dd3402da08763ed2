"""What may stand at a pointer, and what a typed text means there.

Comes in: a document as data, a pointer into it, and what a person typed. Goes out: a value of the contract's type, or
an error that says what is wrong. The Pydantic models are the only source: nothing here lists fields.
"""

from __future__ import annotations

import copy
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from extractor.match.found import Found
from extractor.match.money import match_amount
from extractor.match.target import match_target
from extractor.read.words import Span, Word
from extractor.registry import kinds
from extractor.schema import Document, Target
from extractor.serve.pointers import MISSING, get, put, step, tokens

_PREFIX = 2
"""Steps of a pointer that lead to its document: ``documents`` and the index."""


class FieldError(ValueError):
    """A value that the contract does not allow, or a pointer to nothing; ``reason`` names the sentence for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason, self.detail = reason, detail


def model_of(document: Mapping[str, Any]) -> type[Document]:
    """The model of a document's kind. Raises :class:`FieldError` for a kind that this program does not have."""
    known = kinds().get(str(document.get("kind")))
    if known is None:
        raise FieldError("kind", str(document.get("kind")))
    return known.model


def annotation(result: Mapping[str, Any], pointer: str) -> Any:
    """The type that the contract gives the value at a pointer. Raises :class:`FieldError`."""
    steps = tokens(pointer)
    document = get(result, "/".join(pointer.split("/")[: _PREFIX + 1]))
    if len(steps) <= _PREFIX or steps[0] != "documents" or not isinstance(document, dict):
        raise FieldError("pointer", pointer)
    found: Any = model_of(document)
    for token in steps[_PREFIX:]:
        found = _within(found, token)
        if found is MISSING:
            raise FieldError("pointer", pointer)
    return found


def _within(kind: Any, token: str) -> Any:
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            for name, field in option.model_fields.items():
                if token in (field.alias or name, name):
                    return field.annotation
        if get_origin(option) is list and token.isdigit():
            return get_args(option)[0]
    return MISSING


def _options(kind: Any) -> list[Any]:
    """The types that a type may be: its own, or those of a union."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _options(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return [o for part in get_args(kind) for o in _options(part)]
    return [kind]


def hint(kind: Any) -> dict[str, Any]:
    """How a value of a type is edited: ``type`` (text, number, choice, target, list, record), the ``options`` of a
    choice, and whether it may be empty.
    """
    options = _options(kind)
    empty = type(None) in options
    real = [o for o in options if o is not type(None)]
    choices = [str(c) for o in real if get_origin(o) is Literal for c in get_args(o)]
    if choices:
        return {"type": "choice", "options": choices, "nullable": empty}
    if Target in real:
        return {"type": "target", "options": [], "nullable": empty}
    if any(isinstance(o, type) and issubclass(o, BaseModel) for o in real):
        return {"type": "record", "options": [], "nullable": empty}
    if any(get_origin(o) is list for o in real) and str not in real:
        return {"type": "list", "options": [], "nullable": empty}
    if str not in real and (int in real or float in real):
        return {"type": "number", "options": [], "nullable": empty}
    return {"type": "text", "options": [], "nullable": empty}


def typed(kind: Any, raw: Any, before: Any = None) -> Any:
    """What was typed as a value of a type. Raises :class:`FieldError`.

    Texts become numbers where the contract wants numbers (``Rp 1.250.000`` is 1250000), and a target where it wants
    one: its value, unit and operator are read from the text as from a cell; the unit that was there stays where none
    is typed. Values that are no texts must already have the type.
    """
    how = hint(kind)
    if isinstance(raw, str):
        text = " ".join(raw.split()) if "\n" not in raw else "\n".join(" ".join(x.split()) for x in raw.splitlines())
        if not text:
            if not how["nullable"]:
                raise FieldError("empty")
            return None
        if how["type"] == "number":
            return _number(kind, text)
        if how["type"] == "target":
            return _target(text, before)
        if how["type"] == "list":
            return _validated(kind, [line for line in text.splitlines() if line])
        raw = text
    return _validated(kind, raw)


def _validated(kind: Any, value: Any) -> Any:
    try:
        made = TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        raise FieldError("value", _said(error)) from error
    return TypeAdapter(kind).dump_python(made, mode="json", by_alias=True)


def _number(kind: Any, text: str) -> Any:
    plain = text.removesuffix("%").strip()
    found = match_amount(_span(plain))
    value: Any = found.value if found is not None else None
    if value is None:
        try:
            value = float(plain.replace(",", "."))
        except ValueError:
            raise FieldError("number", text) from None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _validated(kind, value)


def _span(text: str) -> Span:
    return Span(Word(word, 1, (10.0 * k, 0.0, 10.0 * k + 9, 10.0)) for k, word in enumerate(text.split()))


def _target(text: str, before: Any) -> Any:
    found = match_target(_span(text))
    if found is None:
        return None
    read = _plain(found)
    if isinstance(before, dict):
        read["unit"] = read["unit"] or before.get("unit")
        read["period"] = read["period"] or before.get("period")
    return _validated(Target, {**read, "text": text})


def _plain(draft: Any) -> Any:
    if isinstance(draft, Found):
        return _plain(draft.value)
    if isinstance(draft, Mapping):
        return {k: _plain(v) for k, v in draft.items()}
    if isinstance(draft, (list, tuple)):
        return [_plain(v) for v in draft]
    return draft


def checked(result: dict[str, Any], pointer: str, value: Any) -> None:
    """Makes sure that a document stays valid with the value at the pointer. Raises :class:`FieldError`."""
    parts = pointer.split("/")
    at = "/".join(parts[: _PREFIX + 1])
    document = copy.deepcopy(get(result, at))
    try:
        put(document, "/" + "/".join(parts[_PREFIX + 1 :]), value)
    except KeyError:
        raise FieldError("pointer", pointer) from None
    valid(document)


def valid(document: Mapping[str, Any]) -> Document:
    """The document as its model. Raises :class:`FieldError`."""
    try:
        return model_of(document).model_validate(document)
    except ValidationError as error:
        raise FieldError("value", _said(error)) from error


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = "/".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def blank(result: Mapping[str, Any], pointer: str) -> Any:
    """An empty record for the list at a pointer. Raises :class:`FieldError` where no record can be empty."""
    kind = annotation(result, pointer)
    item = next((get_args(o)[0] for o in _options(kind) if get_origin(o) is list), None)
    if item is None:
        raise FieldError("pointer", pointer)
    return _validated(item, {})


def exists(result: Mapping[str, Any], pointer: str) -> bool:
    """Whether a value, possibly null, stands at the pointer, or its record could hold one."""
    if get(result, pointer) is not MISSING:
        return True
    head, _, last = pointer.rpartition("/")
    return isinstance(get(result, head), dict) and step(get(result, head), last) is not MISSING
