"""Routes of one document: its result, values, findings and pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from fastapi.responses import FileResponse, HTMLResponse, Response

from extractor.schema import Finding
from extractor.serve import fields
from extractor.serve.api_models import (
    ConflictView,
    DocumentView,
    FieldHint,
    FileRow,
    PageSize,
    StoredResult,
    Value,
    Words,
    correction_view,
    review_view,
)
from extractor.serve.archive import identity
from extractor.serve.common import Key, Lang, TheRoom, must_exist
from extractor.serve.desk import View
from extractor.serve.pointers import MISSING, get
from extractor.serve.problems import Refused, answers
from extractor.serve.room import Room

router = APIRouter(prefix="/v1/documents/{number}", tags=["documents"])
PageNumber = Annotated[int, InPath(ge=1, le=20_000)]


@router.get("", response_model=DocumentView, summary="A file with all that is known of it", responses=answers(503))
async def one(key: Key, room: TheRoom, lang: Lang) -> Response:
    """The result with corrections, findings computed anew, what is in doubt, and what people said."""
    from starlette.concurrency import run_in_threadpool

    view = await run_in_threadpool(room.desk.view, key, lang)
    text = view.merged.result["source"].get("media_type") == "text/plain"
    sizes = lines = None
    try:
        if text:
            lines = _loaded(await room.lines(key))
        else:
            sizes = _loaded(await room.sizes(key))
    except Refused as refused:
        if refused.status == 503:
            raise
        # the original is gone or cannot be drawn: the values are shown without it
    shown = await run_in_threadpool(document_view, room, view, sizes, lines)
    data = await run_in_threadpool(json.dumps, shown, ensure_ascii=False)
    return Response(data.encode("utf-8", "backslashreplace"), media_type="application/json")


def document_view(room: Room, view: View, sizes: Any, lines: Any) -> dict[str, Any]:
    """Everything that a page about a file shows, as a :class:`DocumentView` would be written: the result is not
    validated once more, which would take longer than to read it.
    """
    row = room.index.row(view.key)
    shown = DocumentView(
        id=identity(view.key),
        name=view.merged.result["source"].get("name") or view.key,
        key=view.key,
        version=view.version,
        row=FileRow.model_validate(row) if row else None,
        result={},
        findings=[Finding.model_validate(f) for f in view.findings],
        doubtful=view.doubtful,
        changes=[correction_view(a.correction, a.pointer) for a in view.merged.applied],
        removed=view.merged.removed,
        conflicts=[
            ConflictView(correction=correction_view(c.correction), reason=c.reason, pointer=c.pointer, found=c.found)
            for c in view.merged.conflicts
        ],
        reviews=[review_view(r) for r in room.store.reviews(view.key)],
        sizes=None,
        lines=None,
    )
    result = {**view.merged.result, "findings": []}
    return {**shown.model_dump(mode="json", by_alias=True), "result": result, "sizes": sizes, "lines": lines}


def _loaded(path: Path) -> Any:
    return json.loads(path.read_bytes())


@router.get(
    "/result",
    summary="The contract's JSON",
    responses={200: {"model": StoredResult, "description": "The output contract."}, **answers()},
)
def result(
    key: Key, room: TheRoom, reviewed: Annotated[bool, Query(description="With the corrections of people.")] = False
) -> Response:
    """As the program wrote it, or with corrections."""
    if not reviewed:
        return FileResponse(
            room.archive.place(must_exist(room.archive.result(key), key) and key), media_type="application/json"
        )
    data = json.dumps(room.desk.reviewed(key), ensure_ascii=False) + "\n"
    return Response(data.encode(), media_type="application/json")


@router.get("/values", response_model=list[Value], summary="Values with their places", responses=answers())
def values(
    key: Key, room: TheRoom, doubtful: Annotated[bool, Query(description="Only those to look at.")] = False
) -> list[Value]:
    """Every value that has a place of its own, in the order of reading."""
    view = room.desk.view(key)
    places: dict[str, Any] = view.merged.result.get("provenance") or {}
    pointers = view.doubtful if doubtful else list(places)
    found = []
    for pointer in pointers:
        value, place = get(view.merged.result, pointer), places[pointer]
        if value is not MISSING:
            shown = {n: place.get(n) for n in ("text", "page", "bbox", "lines", "confidence", "method")}
            found.append(Value(pointer=pointer, value=value, **shown))
    return found


@router.get("/findings", response_model=list[Finding], summary="Findings", responses=answers())
def findings(key: Key, room: TheRoom, lang: Lang) -> list[Finding]:
    """What is wrong or doubtful now, corrections counted in."""
    return [Finding.model_validate(f) for f in room.desk.view(key, lang).findings]


@router.get("/field", response_model=FieldHint, summary="How a value is edited", responses=answers())
def field(
    key: Key, room: TheRoom, pointer: Annotated[str, Query(max_length=500, pattern=r"^(/[^/]{1,80}){3,40}$")]
) -> FieldHint:
    """What the contract allows at a pointer."""
    return FieldHint(**fields.hint(fields.annotation(room.desk.view(key).merged.result, pointer)))


@router.get("/pages", response_model=list[PageSize], summary="Sizes of the pages", responses=answers(503))
async def pages(key: Key, room: TheRoom) -> Any:
    """Width and height of every page in points; an empty list for a text."""
    return _loaded(await room.sizes(key))


@router.get(
    "/pages/{page}.png",
    summary="The picture of a page",
    response_class=FileResponse,
    responses={200: {"content": {"image/png": {}}, "description": "The page."}, **answers(503)},
)
async def picture(
    key: Key, room: TheRoom, page: PageNumber, width: Annotated[int, Query(ge=50, le=2600)] = 1200
) -> Response:
    """Drawn by pdfium when it is asked for, in a process of its own, and kept."""
    path = await room.page(key, page, width)
    return FileResponse(path, media_type="image/png", headers={"cache-control": "private, max-age=3600"})


@router.get("/pages/{page}/words", response_model=Words, summary="What stands in a box", responses=answers(503))
async def words(
    key: Key,
    room: TheRoom,
    page: PageNumber,
    bbox: Annotated[
        str, Query(pattern=r"^-?\d{1,5}(\.\d{1,4})?(,-?\d{1,5}(\.\d{1,4})?){3}$", examples=["70,100,300,120"])
    ],
) -> Any:
    """The words of the page (of its text layer or its picture) whose middle lies in the box, as a value is read."""
    x0, top, x1, bottom = (float(v) for v in bbox.split(","))
    return _loaded(await room.words(key, page, (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))))


@router.get("/lines", response_model=list[str], summary="The lines of a text", responses=answers(503))
async def lines(key: Key, room: TheRoom) -> Any:
    """As the provenance counts them."""
    return _loaded(await room.lines(key))


@router.get("/review.html", response_class=HTMLResponse, summary="One file to keep", responses=answers(503))
async def review_page(key: Key, room: TheRoom, lang: Lang) -> Response:
    """Pictures, boxes, values and findings in one file that needs nothing else."""
    import base64

    from starlette.concurrency import run_in_threadpool

    from extractor.write.review_page import review_page as written

    view = await run_in_threadpool(room.desk.view, key, lang)
    text = view.merged.result["source"].get("media_type") == "text/plain"
    lines_ = _loaded(await room.lines(key)) if text else None
    sizes = [] if text else _loaded(await room.sizes(key))
    pictures = []
    for page in range(1, len(sizes) + 1):
        path = await room.page(key, page, 1200)
        pictures.append(f"data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}")
    shown = await run_in_threadpool(document_view, room, view, sizes, lines_)
    html = written(shown, pictures, lang)
    name = f"{identity(key)}.html"
    # a page to download, not to open here: its script is its own
    return Response(html, media_type="text/html", headers={"content-disposition": f'attachment; filename="{name}"'})
