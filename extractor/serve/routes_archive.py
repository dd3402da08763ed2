"""Routes of the archive as a whole: the list, findings over it, exports, health and figures."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from extractor import __version__
from extractor.serve.across import across
from extractor.serve.api_models import AcrossView, FileList, FileRow, Health, SpotView
from extractor.serve.common import TheRoom
from extractor.serve.export import zipped
from extractor.serve.index import SORTS
from extractor.serve.index import Query as Wanted
from extractor.serve.problems import answers

router = APIRouter()
Short = Annotated[str, Query(max_length=300)]


@router.get("/v1/documents", tags=["archive"], response_model=FileList, summary="The archive", responses=answers())
def documents(
    room: TheRoom,
    q: Annotated[str, Query(max_length=300, description='Words that must stand there; "a phrase".')] = "",
    kind: Short = "",
    year: Annotated[int | None, Query(ge=0, le=9999)] = None,
    unit: Short = "",
    state: Annotated[Literal["", "ok", "partial", "failed"], Query()] = "",
    code: Annotated[str, Query(max_length=60, description="Files with a finding of this code.")] = "",
    review: Annotated[Literal["", "open", "approved", "sent_back"], Query()] = "",
    doubt: Annotated[bool, Query(description="Only files with values to look at.")] = False,
    sort: Annotated[str, Query(pattern=f"^({'|'.join(SORTS)}|)$")] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> FileList:
    """Files by what they hold, with counts of the choices that remain."""
    found = room.index.find(Wanted(q, kind, year, unit, state, code, review, doubt, sort, offset, limit))
    rows = [FileRow.model_validate(row) for row in found.rows]
    return FileList(total=found.total, rows=rows, facets=found.facets)


@router.get(
    "/v1/across", tags=["archive"], response_model=list[AcrossView], summary="Findings over files", responses=answers()
)
def findings_across(room: TheRoom) -> list[AcrossView]:
    """One NIP under two names, one activity with two amounts."""
    return [
        AcrossView(
            code=f.code,
            subject=f.subject,
            year=f.year,
            spots=[
                SpotView(id=s.id, name=s.name, title=s.title, unit=s.unit, pointer=s.pointer, value=s.value)
                for s in f.spots
            ],
        )
        for f in across(room.index)
    ]


@router.get(
    "/v1/export",
    tags=["archive"],
    summary="All results in one ZIP file",
    response_class=FileResponse,
    responses={200: {"content": {"application/zip": {}}, "description": "A ZIP file."}, **answers(501)},
)
def export(
    room: TheRoom,
    form: Annotated[Literal["json", "csv", "xlsx", "parquet"], Query(alias="format")] = "csv",
    reviewed: Annotated[bool, Query(description="With the corrections of people.")] = True,
) -> Response:
    """Results as JSON, or flattened to tables."""
    folder = tempfile.TemporaryDirectory(prefix="room-export-", ignore_cleanup_errors=True)
    try:
        file = zipped(room.desk, Path(folder.name), form, reviewed=reviewed)
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(
        file, media_type="application/zip", filename=f"arsip-{form}.zip", background=BackgroundTask(folder.cleanup)
    )


@router.get("/healthz", tags=["service"], response_model=Health, summary="Health", responses=answers())
def health(room: TheRoom) -> Health:
    """Answers when folder and databases can be used."""
    return Health(status="ok", version=__version__, waiting=room.jobs.waiting(), indexing=room.shelf.left)


@router.get(
    "/metrics",
    tags=["service"],
    summary="Figures for Prometheus",
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **answers()},
    response_class=Response,
)
def metrics(room: TheRoom) -> Response:
    """Requests, documents read, jobs that wait."""
    return Response(room.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
