"""The pages for people: the archive, a document, the queue, findings over the archive, and the door.

Templates escape everything; what a script needs comes as JSON from the API. No page holds a script of its own.
"""

from __future__ import annotations

import hmac
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from extractor.registry import kinds
from extractor.serve.across import across
from extractor.serve.common import TheRoom, person
from extractor.serve.guard import COOKIE as TICKET
from extractor.serve.guard import ticket
from extractor.serve.index import Query as Wanted
from extractor.serve.problems import said
from extractor.serve.room import Room
from extractor.serve.tongue import COOKIE, LANGS, lang_of
from extractor.serve.words import texts

router = APIRouter(include_in_schema=False)
_ROWS = 50
"""Rows of a page of the list."""
_YEAR = 365 * 24 * 3600
"""Seconds for which the language is remembered."""


def _marked(snippet: str) -> Markup:
    """A snippet with its found words marked; everything else of it is text."""
    return Markup(str(escape(snippet.replace("\n", " · "))).replace("\x02", "<mark>").replace("\x03", "</mark>"))


def _number(value: float | None, lang: str) -> str:
    """A whole number with the thousands' sign of the language."""
    if value is None:
        return ""
    text = f"{value:,.0f}"
    return text.replace(",", ".") if lang == "id" else text


_templates = Environment(
    loader=PackageLoader("extractor.serve"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["marked"] = _marked


def _page(request: Request, room: Room, name: str, **values: Any) -> Response:
    lang = lang_of(request)
    others = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    t = texts(lang)
    html = _templates.get_template(name).render(
        t=t,
        lang=lang,
        langs=[(code, f"{request.url.path}?{urlencode([*others, ('lang', code)])}") for code in LANGS],
        who=person(request, None),
        named=room.settings.user_header is None,
        here=request.url.path,
        kind_name=lambda kind: t.get(f"kind-{kind}", kind or t["none"]),
        code_name=lambda code: t.get(f"code-{code}", code),
        n_plain=str,
        state_name=lambda state: t.get(f"state-{state}", state),
        review_name=lambda state: t.get(f"review-{state}", state),
        n=lambda value: _number(value, lang),
        **values,
    )
    answer = HTMLResponse(html)
    if request.query_params.get("lang") in LANGS:
        answer.set_cookie(COOKIE, lang, max_age=_YEAR, samesite="lax")
    return answer


@router.get("/")
def archive(
    request: Request,
    room: TheRoom,
    q: str = "",
    kind: str = "",
    year: str = "",
    unit: str = "",
    state: str = "",
    code: str = "",
    review: str = "",
    doubt: str = "",
    sort: str = "",
    page: Annotated[int, Query(ge=1, le=200_000)] = 1,
) -> Response:
    """The list of the archive."""
    lang = lang_of(request)
    wanted = int(year) if year.isdigit() and len(year) == 4 else None
    query = Wanted(q[:300], kind, wanted, unit, state, code, review, bool(doubt), sort, (page - 1) * _ROWS, _ROWS)
    answer = room.index.find(query)
    for row in answer.rows:
        row["message"] = said(row["code"], row["message"], lang)
    chosen = {k: v for k, v in request.query_params.items() if k not in ("lang", "page") and v}

    def address(**changes: Any) -> str:
        kept = {k: v for k, v in {**chosen, **changes}.items() if v not in ("", None)}
        return f"/?{urlencode(kept)}" if kept else "/"

    return _page(
        request,
        room,
        "archive.html",
        query=query,
        answer=answer,
        totals=room.index.totals(),
        indexing=room.shelf.left,
        address=address,
        chosen=chosen,
        page=page,
        pages=max(1, -(-answer.total // _ROWS)),
        kinds=sorted(kinds()),
        formats=(".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt", ".md", ".zip"),
    )


@router.get("/documents/{number}")
def document(request: Request, room: TheRoom, number: str) -> Response:
    """One document: pages and values."""
    key = room.key(number)
    return _page(request, room, "document.html", number=number, row=room.index.row(key), key=key)


@router.get("/queue")
def queue(request: Request, room: TheRoom) -> Response:
    """What is being read."""
    return _page(request, room, "queue.html", counts=room.jobs.counts())


@router.get("/across")
def findings(request: Request, room: TheRoom) -> Response:
    """Findings over the archive."""
    return _page(request, room, "across.html", found=across(room.index))


@router.get("/texts/{lang}.json")
def texts_of(lang: str) -> Response:
    """The texts for the scripts."""
    import json

    found = texts(lang if lang in LANGS else "id")
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")


@router.get("/login")
def door(request: Request, room: TheRoom, wrong: str = "") -> Response:
    """Where the token is asked for."""
    return _page(request, room, "login.html", wrong=bool(wrong))


@router.post("/login")
def enter(request: Request, room: TheRoom, token: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Lets in who has the token."""
    right = room.settings.token
    if right is None or not hmac.compare_digest(token.encode(), right.encode()):
        return RedirectResponse("/login?wrong=1", 303)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(TICKET, ticket(right), httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer
