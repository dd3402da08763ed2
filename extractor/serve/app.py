"""The web application: routes, guard, start and end of the room."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles

from extractor import __version__
from extractor.serve import problems, routes_archive, routes_documents, routes_pages, routes_reading, routes_review
from extractor.serve.guard import Guard, Receive, Scope, Send
from extractor.serve.room import Room
from extractor.serve.settings import Settings

_ABOUT = (
    "Reads Indonesian government documents into typed, traceable JSON, keeps what people correct beside the results, "
    "and gives both to other systems. Errors are problem details (RFC 9457)."
)


def create_app(settings: Settings) -> FastAPI:
    """The application over a folder; its threads and children live as long as its lifespan."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.room.start()
        try:
            yield
        finally:
            app.state.room.stop()

    app = FastAPI(
        title="Arsip Extractor",
        version=__version__,
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,  # it would load its scripts from another host
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        separate_input_output_schemas=False,
    )
    app.state.room = Room(settings)
    for router in (routes_reading, routes_archive, routes_documents, routes_review, routes_pages):
        app.include_router(router.router)
    app.mount("/static", StaticFiles(packages=[("extractor.serve", "static")]), name="static")
    problems.install(app)
    app.add_middleware(_Measured, room=app.state.room)
    app.add_middleware(Guard, settings=settings)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


class _Measured:
    """Counts every answer by its route."""

    def __init__(self, app: Any, room: Room) -> None:
        self._app, self._room = app, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def seen(event: MutableMapping[str, Any]) -> None:
            if event["type"] == "http.response.start":
                path = getattr(scope.get("route"), "path", "other")
                self._room.metrics.answered(scope["method"], path, event["status"], time.perf_counter() - began)
            await send(event)

        await self._app(scope, receive, seen)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The API's description: without the answers that the framework would give and this application does not."""
    if app.openapi_schema:
        return app.openapi_schema
    schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = schema["components"]["schemas"]
    schemas["Problem"] = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    settings: Settings = app.state.room.settings
    if settings.token:
        schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        schema["security"] = [{"token": []}]
    app.openapi_schema = schema
    return schema
