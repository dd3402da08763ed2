"""What stands before every request: who may ask, from where, and how much may be sent.

An ASGI layer around the whole application, so that no route can forget it. It checks the host's name (against DNS
rebinding), the token or the proxy's header, and that a request which changes something comes from the room's own pages
(against forged requests of other sites); it counts bytes while they arrive, and puts the headers on every answer that
tell a browser to run and load nothing but what the room itself serves.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from extractor.serve.problems import problem
from extractor.serve.settings import Settings, is_loopback
from extractor.serve.tongue import lang_of
from extractor.serve.words import say

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

COOKIE = "room"
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = ("/healthz", "/login", "/static/")
_RECEIVING = ("/v1/jobs", "/v1/extract")
_SMALL = 4 * 1024 * 1024
"""Bytes of a request that brings no document."""


def ticket(token: str) -> str:
    """What a browser keeps after it has shown the token: not the token itself."""
    return hmac.new(token.encode(), b"room", hashlib.sha256).hexdigest()


class Guard:
    """The layer. ``app`` is what it stands before."""

    def __init__(self, app: Any, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._receiving = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                headers = MutableHeaders(scope=event)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(event)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, headed)
            return
        if scope["method"] == "POST" and scope["path"].startswith(_RECEIVING):
            await self._received(scope, receive, headed)
        else:
            await self._app(scope, _counted(receive, _SMALL), headed)

    async def _received(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _Body(receive, send)
        if self._receiving >= self._settings.max_receiving:
            lang = lang_of(HTTPConnection(scope))
            await problem(429, "busy", say("busy", lang), retry=2)(scope, body.receive, body.send)
            return
        self._receiving += 1
        try:
            await self._app(scope, _counted(body.receive, self._settings.max_upload), body.send)
        finally:
            self._receiving -= 1

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let in."""
        headers = Headers(scope=scope)
        lang = lang_of(HTTPConnection(scope))
        if not self._host_is_ours(headers):
            return problem(403, "host", say("host", lang))
        if not scope["path"].startswith(_OPEN) and not self._known(scope, headers):
            if "text/html" in headers.get("accept", "") and scope["method"] == "GET" and self._settings.token:
                return RedirectResponse("/login", 303)
            answer = problem(401, "unauthorized", say("unauthorized", lang))
            answer.headers["www-authenticate"] = "Bearer"
            return answer
        if scope["method"] not in _SAFE and not _same_site(headers):
            return problem(403, "forged", say("forged", lang))
        length = headers.get("content-length", "")
        most = self._settings.max_upload if scope["path"].startswith(_RECEIVING) else _SMALL
        if length.isdigit() and int(length) > most:
            return problem(413, "too-large", say("too-much", lang, limit=most // 2**20), exit_code=11)
        return None

    def _host_is_ours(self, headers: Headers) -> bool:
        """Without a token the name in the address must be one of this machine's: another site's name that leads here
        would make that site's pages ours.
        """
        if self._settings.token or self._settings.user_header:
            return True
        host = headers.get("host", "").strip()
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        return is_loopback(name)

    def _known(self, scope: Scope, headers: Headers) -> bool:
        if self._settings.user_header:
            return bool(headers.get(self._settings.user_header))
        if not self._settings.token:
            return True
        kind, _, sent = headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and hmac.compare_digest(sent.strip().encode(), self._settings.token.encode()):
            return True
        kept = HTTPConnection(scope).cookies.get(COOKIE, "")
        return hmac.compare_digest(kept.encode(), ticket(self._settings.token).encode())


class _Body:
    """The body of a request that may be refused before it was read: what is left of it, as long as it is not large, is
    taken before the answer goes, or the sender would see a broken connection instead of the answer.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._more = True

    async def receive(self) -> MutableMapping[str, Any]:
        event = await self._receive()
        self._more = event["type"] == "http.request" and event.get("more_body", False)
        return event

    async def send(self, event: MutableMapping[str, Any]) -> None:
        if event["type"] == "http.response.start" and event["status"] >= 400:
            taken = 0
            while self._more and taken < _SMALL:
                taken += len((await self.receive()).get("body", b""))
        await self._send(event)


def _same_site(headers: Headers) -> bool:
    """Whether a request comes from the room's own pages or from no page at all (another program)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _counted(receive: Receive, most: int) -> Receive:
    """``receive`` that ends a request whose body is larger than it said."""
    got = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal got
        event = await receive()
        got += len(event.get("body", b""))
        if got > most:
            raise HTTPException(413, f"more than {most} bytes")
        return event

    return counted
