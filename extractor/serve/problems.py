"""Errors over HTTP: problem details (RFC 9457), with the program's exit codes as types.

Comes in: errors of the program and of the web framework. Goes out: one form for all of them, with a sentence in the
reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from extractor.errors import ExitCode, ExtractorError
from extractor.serve.desk import NoFileError, SeenOtherwiseError
from extractor.serve.fields import FieldError
from extractor.serve.jobs import ReusedKeyError
from extractor.serve.store import Stale
from extractor.serve.tongue import lang_of
from extractor.serve.words import say

MEDIA_TYPE = "application/problem+json"
_URN = "urn:arsip-extractor:problem:"
_STATUS = {
    ExitCode.USAGE: 400,
    ExitCode.NOT_FOUND: 404,
    ExitCode.UNSUPPORTED: 415,
    ExitCode.TOO_LARGE: 413,
    ExitCode.INTERNAL: 500,
    ExitCode.NOT_WRITABLE: 500,
    ExitCode.MISSING_PACKAGE: 501,
    ExitCode.MODEL_MISSING: 500,
}
_RUN = {"timeout": 504, "crashed": 422, "memory": 422, "interrupted": 503, "internal": 500}
"""Codes of a run that are no errors of a document, and the status each has."""


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{
        "type": f"{_URN}damaged", "title": "Unprocessable Content", "status": 422, "exit_code": 7,
        "detail": "The file scan.pdf is damaged and cannot be read as PDF. Get it again from its source.",
    }]})  # fmt: skip

    type: str = Field(description="What kind of problem it is; the last part is the program's name for it.")
    title: str
    status: int
    detail: str = Field(description="One sentence for a person.")
    exit_code: int | None = Field(None, description="The exit code that the command line gives for it.")
    present: Any = Field(None, description="The value that stands there now, where another one was expected.")
    who: str | None = Field(None, description="Who changed it.")
    version: int | None = Field(None, description="The present version of the file's review.")


class Refused(Exception):  # noqa: N818  an answer, not a fault
    """A request that is answered with a problem: its status, the name of its sentence, and what fills it in."""

    def __init__(self, status: int, name: str, retry: int | None = None, **details: Any) -> None:
        super().__init__(name)
        self.status, self.name, self.retry, self.details = status, name, retry, details


def problem(
    status: int, name: str, detail: str, *, exit_code: int | None = None, retry: int | None = None, **more: Any
) -> JSONResponse:
    """The answer for a problem."""
    title = HTTPStatus(status).phrase
    body = {"type": f"{_URN}{name}", "title": title, "status": status, "detail": detail}
    if exit_code is not None:
        body["exit_code"] = exit_code
    headers = {"Retry-After": str(retry)} if retry is not None else None
    return JSONResponse({**body, **more}, status, headers, MEDIA_TYPE)


def _codes(kind: type[ExtractorError] = ExtractorError) -> Iterator[tuple[str, ExitCode]]:
    yield kind.message_id, kind.exit_code
    for child in kind.__subclasses__():
        yield from _codes(child)


def exit_code_of(code: str) -> ExitCode | None:
    """The exit code of an error by its name, ``None`` for what only happens to a run (``timeout``)."""
    return dict(_codes()).get(code)


def of_outcome(code: str, said: str | None, lang: str) -> JSONResponse:
    """The answer for a document that could not be read."""
    if code in _RUN and code != "internal":
        return problem(_RUN[code], code, say(f"run-{code}", lang))
    exit_code = exit_code_of(code) or ExitCode.INTERNAL
    return problem(_STATUS.get(exit_code, 422), code, said or code, exit_code=int(exit_code))


def said(code: str | None, text: str | None, lang: str) -> str | None:
    """What went wrong with a document, for a person."""
    return say(f"run-{code}", lang) if code in _RUN and code != "internal" else text


def install(app: FastAPI) -> None:
    """Makes the application answer every error as a problem."""

    @app.exception_handler(Refused)
    async def _refused(request: Request, error: Refused) -> JSONResponse:
        sentence = say(error.name, lang_of(request), **error.details)
        return problem(error.status, error.name, sentence, retry=error.retry)

    @app.exception_handler(ExtractorError)
    async def _error(request: Request, error: ExtractorError) -> JSONResponse:
        return of_outcome(error.message_id, error.say(lang_of(request)), lang_of(request))

    @app.exception_handler(NoFileError)
    async def _missing(request: Request, _: NoFileError) -> JSONResponse:
        return problem(404, "not-found", say("no-such-file", lang_of(request)), exit_code=3)

    @app.exception_handler(FieldError)
    async def _field(request: Request, error: FieldError) -> JSONResponse:
        sentence = say(f"field-{error.reason}", lang_of(request), detail=error.detail)
        return problem(422, f"field-{error.reason}", sentence)

    @app.exception_handler(SeenOtherwiseError)
    async def _seen(request: Request, error: SeenOtherwiseError) -> JSONResponse:
        lang = lang_of(request)
        if error.last is not None:
            return problem(
                409,
                "changed",
                say("changed-by", lang, who=error.last.who),
                present=error.present,
                who=error.last.who,
            )
        return problem(409, "changed", say("changed", lang), present=error.present)

    @app.exception_handler(Stale)
    async def _stale(request: Request, error: Stale) -> JSONResponse:
        return problem(409, "stale", say("stale", lang_of(request)), version=error.version)

    @app.exception_handler(ReusedKeyError)
    async def _reused(request: Request, _: ReusedKeyError) -> JSONResponse:
        return problem(422, "idempotency", say("idempotency", lang_of(request)))

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem(400, "usage", f"{where}: {first['msg']}", exit_code=int(ExitCode.USAGE))

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        answer = problem(error.status_code, "http", str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> JSONResponse:
        sentence = say("fault", lang_of(request), reason=type(error).__name__)
        return problem(500, "internal", sentence, exit_code=int(ExitCode.INTERNAL))


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI entries of the problems that a route may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    every = {400, 401, 403, 404, 405, 422, *statuses}
    return {s: {"description": HTTPStatus(s).phrase, "content": content} for s in sorted(every)}
