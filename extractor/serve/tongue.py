"""In which language a request is answered."""

from __future__ import annotations

from starlette.requests import HTTPConnection

LANGS = ("id", "en")
COOKIE = "lang"


def lang_of(request: HTTPConnection) -> str:
    """``id`` or ``en``: what the query says, then the cookie, then the browser, then the room's own."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGS:
            return wanted
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.partition(";")[0].strip().casefold()[:2]
        if tag in LANGS:
            return tag
        if tag == "in":  # the old code of Indonesian, which some systems still send
            return "id"
    room = getattr(request.app.state, "room", None) if "app" in request.scope else None
    return room.settings.options.lang if room is not None else "id"
