"""Routes by which people change something: corrections, approval, notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Path as InPath

from extractor.serve.api_models import (
    CorrectionView,
    Kept,
    ReviewChange,
    ReviewEntry,
    ValueChange,
    correction_view,
    review_view,
)
from extractor.serve.common import Key, TheRoom, person
from extractor.serve.fields import FieldError
from extractor.serve.problems import Refused, answers
from extractor.serve.store import insert_review

router = APIRouter(prefix="/v1/documents/{number}", tags=["review"])


@router.get("/corrections", response_model=list[CorrectionView], summary="Corrections", responses=answers())
def corrections(key: Key, room: TheRoom, undone: bool = False) -> list[CorrectionView]:
    """The changes of people in their order; with ``undone`` also those that were taken back."""
    return [correction_view(c) for c in room.store.corrections(key, undone=undone)]


@router.post("/corrections", status_code=201, response_model=Kept, summary="Change a value", responses=answers(409))
def correct(key: Key, room: TheRoom, request: Request, change: ValueChange) -> Kept:
    """``replace`` sets a value, ``confirm`` says that it is right, ``add`` and ``remove`` change the lists of
    indicators, budgets and signatories.
    """
    who = person(request, change.who)
    drawn = change.drawn.model_dump() if change.drawn else None
    if change.op == "replace":
        number = room.desk.correct(key, change.pointer, change.value, before=change.before, who=who, drawn=drawn)
    elif change.op == "confirm":
        number = room.desk.confirm(key, change.pointer, before=change.before, who=who)
    elif change.op == "remove":
        number = room.desk.remove(key, change.pointer, before=change.before, who=who)
    else:
        if not isinstance(change.value, dict):
            raise FieldError("value", "value")
        number = room.desk.add(key, change.pointer, change.value, who=who, drawn=drawn)
    room.shelf.refresh(key)
    return Kept(id=number, version=room.store.version(key))


@router.delete("/corrections/{correction}", response_model=Kept, summary="Take a change back", responses=answers(409))
def take_back(key: Key, room: TheRoom, request: Request, correction: Annotated[int, InPath(ge=1, le=2**53)]) -> Kept:
    """The change stays in the history."""
    room.desk.undo(key, correction, person(request, None))
    room.shelf.refresh(key)
    return Kept(id=correction, version=room.store.version(key))


@router.get("/review", response_model=list[ReviewEntry], summary="What people said", responses=answers())
def reviews(key: Key, room: TheRoom) -> list[ReviewEntry]:
    """States and notes in their order."""
    return [review_view(r) for r in room.store.reviews(key)]


@router.post(
    "/review", status_code=201, response_model=Kept, summary="Approve, send back, note", responses=answers(409)
)
def review(key: Key, room: TheRoom, request: Request, change: ReviewChange) -> Kept:
    """To approve, the version that was seen must be the present one: nobody approves what they have not seen."""
    if change.state is None and not (change.note or "").strip():
        raise FieldError("empty")
    if change.state == "approved" and change.version is None:
        raise Refused(400, "version-needed")
    with room.store.changing(key, change.version) as db:
        who = person(request, change.who)
        number = insert_review(db, key, change.state, (change.note or "").strip() or None, change.pointer, who)
    room.shelf.refresh(key)
    return Kept(id=number, version=room.store.version(key))
