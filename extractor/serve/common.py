"""What the routes share: the room of a request, its person, its reading options."""

from __future__ import annotations

import getpass
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from fastapi import Depends, Path, Query, Request

from extractor.cli_options import parse_pages
from extractor.serve.desk import NoFileError
from extractor.serve.room import Room
from extractor.serve.tongue import lang_of


def room_of(request: Request) -> Room:
    """The room that the application serves."""
    room: Room = request.app.state.room
    return room


TheRoom = Annotated[Room, Depends(room_of)]
Lang = Annotated[str, Depends(lang_of)]
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The id of a file.", examples=["3fa85f64c1d27e09"])]


def key_of(number: Number, room: TheRoom) -> str:
    """The key of the file that the address names."""
    return room.key(number)


Key = Annotated[str, Depends(key_of)]


def person(request: Request, said: str | None) -> str:
    """Who asks: by the proxy where there is one, else as the request says, else the browser's cookie, else the user of
    the machine that serves.
    """
    header = room_of(request).settings.user_header
    if header:
        return request.headers[header][:100]
    kept = unquote(request.cookies.get("who", "")).strip()
    return (said or "").strip() or kept[:100] or _owner()


def _owner() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a service without a user of its own
        return "-"


def reading_options(
    ocr: Annotated[
        Literal["auto", "always", "never"] | None, Query(description="Which pages are read as pictures.")
    ] = None,
    lang: Annotated[Literal["id", "en"] | None, Query(description="Language of messages and findings.")] = None,
    pages: Annotated[
        str | None,
        Query(max_length=200, pattern=r"^[0-9,\- ]+$", description="Read only these pages.", examples=["1-5,9"]),
    ] = None,
    canonical: Annotated[bool | None, Query(description="Whether spelling is made canonical.")] = None,
    ner: Annotated[bool | None, Query(description="Whether the trained entity model may be asked.")] = None,
) -> dict[str, Any]:
    """The reading options that a request chooses. Raises ``PageListError``."""
    chosen = {
        "ocr": ocr,
        "lang": lang,
        "canonical": canonical,
        "ner": ner,
        "pages": parse_pages(pages) if pages else None,
    }
    return {k: list(v) if isinstance(v, tuple) else v for k, v in chosen.items() if v is not None}


Reading = Annotated[dict[str, Any], Depends(reading_options)]


def must_exist(found: Any, what: str) -> Any:
    """What was found. Raises :class:`NoFileError` for nothing."""
    if found is None:
        raise NoFileError(what)
    return found
