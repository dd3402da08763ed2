"""A document kind in a package of its own, as somebody else would write it: invitations to meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from extractor.audit.problem import Problem
from extractor.audit.view import View
from extractor.match.found import Draft, Found
from extractor.records.common import common_fields
from extractor.registry import Announced, ExportTable, Kind, Sign
from extractor.schema import Document
from extractor.segment.component import Component


class Undangan(Document):
    """An invitation to a meeting."""

    kind: Literal["undangan"] = "undangan"
    agenda: str | None = None
    """What is talked about."""


def build(component: Component) -> Draft:
    """The draft of an invitation: the line ``Acara : ...`` beside what every document has."""
    lines = [line for line in component.body_lines if line.text.startswith("Acara")]
    spans = [line.span.cut(line.text.index(":") + 1) for line in lines if ":" in line.text]
    agenda = next((Found(span.text, span, "agenda") for span in spans if span), None)
    return {**common_fields(component), "agenda": agenda}


def agenda_missing(view: View) -> Iterator[Problem]:
    """An invitation that does not say to what."""
    for i, document in enumerate(view.documents):
        if isinstance(document, Undangan) and document.agenda is None:
            yield Problem(
                "target-missing", "warning", "undangan-agenda", [f"/documents/{i}"], [i], {"year": document.year}
            )


def agendas(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The agenda as a row of an export."""
    if document.get("agenda"):
        yield "/agenda", {"agenda": document["agenda"]}


KIND = Kind(
    name="undangan",
    model=Undangan,
    build=build,
    label={"id": "Undangan rapat", "en": "Invitation"},
    announced=Announced(titles=("UNDANGAN RAPAT",), signs=(Sign(("ACARA", "PUKUL", "MENGHARAP KEHADIRAN"), 3),)),
    prose={Undangan: ("agenda",)},
    checks=(agenda_missing,),
    tables=(ExportTable("agendas", ("document", "agenda"), agendas),),
    texts={
        "f-agenda": {"id": "Acara rapat", "en": "Agenda"},
        "undangan-agenda": {"id": "Undangan tahun {year} tidak menyebut acara.", "en": "No agenda in {year}."},
    },
)
