"""Routes that read documents: at once (``/v1/extract``) or by the queue (``/v1/jobs``)."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import UploadFile

from extractor.batch.limits import Limits
from extractor.batch.sources import Item
from extractor.batch.worker import process
from extractor.errors import EmptyInputError
from extractor.serve.api_models import JobList, JobView, extraction_model, job_view
from extractor.serve.archive import identity
from extractor.serve.common import Lang, Reading, TheRoom, must_exist, person
from extractor.serve.problems import Refused, answers, of_outcome
from extractor.serve.readers import options_for, task
from extractor.serve.room import Room
from extractor.serve.uploads import safe_name

router = APIRouter(prefix="/v1", tags=["reading"])
_PIECE = 1 << 20
"""Bytes of an upload that are held at a time."""
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "One file as it is, or files of a form.",
        "content": {
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
            "text/plain": {
                "schema": {"type": "string", "minLength": 1},
                "example": "PERJANJIAN KINERJA TAHUN 2041\nKEPALA SEKSI ALIH MEDIA\n",
            },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
                    },
                    "required": ["file"],
                }
            },
        },
    }
}
Name = Annotated[str, Query(max_length=300, description="The file's name, where the body is the file.")]


async def _stored(part: UploadFile, path: Path) -> None:
    with path.open("wb") as out:
        while piece := await part.read(_PIECE):
            await asyncio.to_thread(out.write, piece)


@asynccontextmanager
async def _arrived(request: Request, room: Room, name: str) -> AsyncIterator[list[tuple[str, Path]]]:
    """The files of a request, written to the disk: name and path of each. What is left of them at the end goes."""
    files: list[tuple[str, Path]] = []
    try:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form(max_files=room.settings.max_files, max_fields=100) as form:
                for part in (v for _, v in form.multi_items() if isinstance(v, UploadFile)):
                    path = room.intake.fresh()
                    files.append((part.filename or name, path))
                    await _stored(part, path)
        else:
            path = room.intake.fresh()
            files.append((name, path))
            with path.open("wb") as out:
                async for piece in request.stream():
                    await asyncio.to_thread(out.write, piece)
        if not files or not any(path.stat().st_size for _, path in files):
            raise EmptyInputError(name=name)
        yield files
    finally:
        for _, path in files:
            path.unlink(missing_ok=True)


@router.post(
    "/extract",
    summary="Read one document and answer with its JSON",
    responses={
        200: {"model": extraction_model(), "description": "The output contract."},
        **answers(413, 415, 429, 500, 503, 504),
    },
    openapi_extra=_BODY,
)
async def extract(request: Request, room: TheRoom, lang: Lang, reading: Reading, name: Name = "dokumen") -> Response:
    """Nothing is kept in the archive. For long documents ask for a job: this answer comes at the end of the reading."""
    if room.inline >= room.settings.max_inline:
        raise Refused(503, "busy", retry=5)
    room.inline += 1
    folder = room.intake.fresh()
    try:
        async with _arrived(request, room, name) as files:
            if len(files) != 1:
                raise Refused(400, "one-file")
            folder.mkdir()
            source = folder / safe_name(files[0][0])
            files[0][1].replace(source)
            limits = Limits(room.settings.timeout, room.settings.memory)
            seconds = min(room.settings.inline_seconds, limits.seconds(Item(source.name, str(source))))
            options = options_for(room.settings, {"lang": lang, **reading})
            asked = task(source.name, source, folder / "result.out", seconds)
            outcome = await room.pool.ask(process, asked, options)
        room.metrics.ended(outcome)
        if outcome.state == "failed":
            return of_outcome(outcome.code or "internal", outcome.message, lang)
        return Response((folder / "result.out").read_bytes(), media_type="application/json")
    finally:
        room.inline -= 1
        await asyncio.to_thread(shutil.rmtree, folder, True)


@router.post(
    "/jobs",
    status_code=202,
    summary="Put documents into the queue",
    responses={
        202: {"model": JobList, "description": "They are on the disk and will be read."},
        **answers(413, 415, 429, 500, 503),
    },
    openapi_extra=_BODY,
)
async def add_jobs(
    request: Request,
    room: TheRoom,
    lang: Lang,
    reading: Reading,
    name: Name = "dokumen",
    again: Annotated[bool, Query(description="Read again what was read already.")] = False,
    webhook: Annotated[str | None, Query(max_length=500, description="Address that is told of the end.")] = None,
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """A ZIP archive gives a job for every file in it. The same request with the same ``Idempotency-Key`` gives the same
    job; the same file is read once.
    """
    if await asyncio.to_thread(room.jobs.waiting) >= room.settings.max_waiting:
        raise Refused(503, "queue-full", retry=30)
    if not await asyncio.to_thread(room.has_space):
        raise Refused(503, "no-space", retry=300)
    if webhook is not None and not room.caller.allowed(webhook):
        raise Refused(400, "webhook")
    async with _arrived(request, room, name) as files:
        views = await asyncio.to_thread(
            _taken,
            request,
            room,
            lang,
            files,
            reading,
            {"again": again, "webhook": webhook, "idempotency": idempotency_key},
        )
    room.reader.wake()
    answer = JobList(jobs=views, counts={}).model_dump(mode="json")
    headers = {"location": f"/v1/jobs/{views[0].id}"}
    return JSONResponse(answer, 202, headers)


def _taken(
    request: Request, room: Room, lang: str, files: list[tuple[str, Path]], reading: dict[str, Any], how: dict[str, Any]
) -> list[JobView]:
    who = person(request, None)
    views: list[JobView] = []
    for name, path in files:
        for upload in room.intake.take(name, path):
            # a key stands for one request: its further files are told apart by their content
            own = dict(how)
            if own["idempotency"] and views:
                own["idempotency"] = f"{own['idempotency']} {upload.key}"
            views.append(job_view(room.jobs.add(upload, reading, who=who, **own), identity(upload.key), lang))
    return views


@router.get("/jobs", response_model=JobList, summary="The queue", responses=answers())
def list_jobs(room: TheRoom, lang: Lang, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> JobList:
    """Jobs that run or wait, then those that ended last."""
    jobs = [job_view(job, identity(job.file), lang) for job in room.jobs.listed(limit)]
    return JobList(jobs=jobs, counts=room.jobs.counts())


@router.get("/jobs/{job}", response_model=JobView, summary="One job", responses=answers())
def one_job(job: str, room: TheRoom, lang: Lang) -> JobView:
    """How far a job is."""
    found = must_exist(room.jobs.get(job), job)
    return job_view(found, identity(found.file), lang)
