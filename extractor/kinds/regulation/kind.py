"""Regulations (UU 12/2011): laws, government, ministerial and regional regulations, and decrees.

Comes in: a component of kind ``peraturan``. Goes out: its draft. This room only cuts the document into its parts
(preamble, body, ending, attachments) and puts together what their rooms read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from extractor.kinds.regulation import attachments as annex
from extractor.kinds.regulation import ending as ending
from extractor.kinds.regulation import head as head
from extractor.kinds.regulation import preamble as preamble
from extractor.kinds.regulation.changes import changes, repeals
from extractor.kinds.regulation.checks import CHECKS
from extractor.kinds.regulation.elucidation import elucidation
from extractor.kinds.regulation.export import TABLES
from extractor.kinds.regulation.gazette import gazette
from extractor.kinds.regulation.labels import article_label, dictum_label, part_label
from extractor.kinds.regulation.references import cross_references
from extractor.kinds.regulation.rows import Row, prose_lines, rows
from extractor.kinds.regulation.terms import definitions
from extractor.kinds.regulation.tree import Node, grow
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.law import references
from extractor.read.words import join
from extractor.records.common import common_fields
from extractor.records.indicators import corrections
from extractor.records.tables import read_tables
from extractor.registry import Kind
from extractor.schema import Attachment, Consideration, Definition, LegalBasis, Peraturan, Provision
from extractor.segment.component import Component

MATCHER = "provision"
PROSE: dict[type[BaseModel], tuple[str, ...]] = {
    Consideration: ("text",),
    LegalBasis: ("text",),
    Provision: ("heading", "text"),
    Definition: ("term", "definition"),
    Peraturan: ("closing",),
    Attachment: ("title",),
}
"""Fields whose spelling may be touched."""


@dataclass(frozen=True)
class Parts:
    """A regulation's rows, part by part."""

    preamble: Sequence[Row]
    body: Sequence[Row]
    order: Sequence[Row]
    signed: Sequence[Row]
    explained: Sequence[Row]
    attached: Sequence[Row]


def _first(got: Sequence[Row], start: int, end: int, *tests: Callable[[Row], bool]) -> int:
    for i in range(start, end):
        if any(test(got[i]) for test in tests):
            return i
    return end


def cut(got: Sequence[Row]) -> Parts:
    """Cuts the rows into the regulation's parts. A part that the document does not have is empty."""
    total = len(got)
    decided = _first(got, 0, total, preamble.is_decided, lambda r: preamble.begins(r, "decision"))
    start = decided if decided < total else 0
    body = _first(got, start, total, _begins_body)
    explained = _first(got, body, total, ending.is_explanation)
    attached = next((i for i in range(body, total) if annex.is_attachment(got, i)), total)
    end = min(explained, attached)
    acted = next((i for i in range(body, end) if ending.begins_act(got, i)), end)
    articles, order = _order_apart(got[body:acted])
    # the elucidation stands before the attachments or after them
    explanation = got[explained:] if attached < explained else got[explained:attached]
    annexes = got[attached:explained] if attached < explained else got[attached:]
    return Parts(got[:body], articles, order, got[acted:end], explanation, annexes)


def _order_apart(got: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows before the order to publish and those of the order, which may begin within a row."""
    for i, row in enumerate(got):
        at = ending.order_at(got, i)
        if at is not None:
            before = replace(row, span=row.span.cut(0, at))
            return [*got[:i], *([before] if before.span else [])], [row.after(at), *got[i + 1 :]]
    return list(got), []


def _begins_body(row: Row) -> bool:
    if part_label(row.text) or article_label(row.text):
        return True
    dictum = dictum_label(row.text)
    return dictum is not None and dictum.first


def _provision(node: Node) -> Draft:
    paragraphs = node.paragraphs()
    heading = join(node.heading)
    return {
        "level": node.level,
        "number": Found(node.label, node.number, MATCHER),
        "heading": Found(heading.text, heading, MATCHER) if heading else None,
        "text": Found("\n".join(p.text for p in paragraphs), join(paragraphs), MATCHER) if paragraphs else None,
        "children": [_provision(c) for c in node.children],
    }


_SECRETARY = re.compile(r"(?:(?:Plt|Plh|Pj)\.?\s+)?Sekretaris\s+Daerah\b", re.IGNORECASE)


def _value(draft: DraftValue) -> object:
    return draft.value if isinstance(draft, Found) else draft


def _with_roles(
    signatories: DraftValue, acts: Sequence[ending.Acted], *, by_head: bool
) -> tuple[list[Draft], dict[str, int]]:
    """The signatories with their roles, and the index of the one who signed each act.

    A signature belongs to the nearest act above it in its own column. What the head of a region enacts (``by_head``)
    is never enacted, only promulgated by the secretary (Law 12/2011, art. 86): stamps may hide the line that says so.
    """
    people = [p for p in signatories if isinstance(p, Mapping)] if isinstance(signatories, Sequence) else []
    roles = {"enacted": "issuer", "promulgated": "promulgator"}
    signed: dict[str, int] = {}
    for i, person in enumerate(people):
        name = person.get("name") or person.get("position")
        if not isinstance(name, Found) or not name.span:
            continue
        page, box = name.span.page, name.span.box
        above = [a for a in acts if (a.page, a.box[1]) < (page, box[1])]
        near = [a for a in above if a.page == page and ending.same_column(a.box, box)] or above
        if near:
            act = max(near, key=lambda a: (a.page, a.box[1])).act
            position = _value(person.get("position"))
            if by_head and isinstance(position, str) and _SECRETARY.match(position):
                act = "promulgated"
            signed.setdefault(act, i)
    by_index = {i: roles[act] for act, i in signed.items()}
    return [{**p, "role": by_index.get(i)} for i, p in enumerate(people)], signed


def _changed(about: DraftValue) -> DraftValue:
    """The law that the subject says is changed: ``PERUBAHAN ATAS PERATURAN BUPATI ...``."""
    return next(iter(references(about.span)), None) if isinstance(about, Found) else None


def build(component: Component) -> Draft:
    """The draft of a regulation."""
    common: dict[str, DraftValue] = dict(common_fields(component))
    got = rows(prose_lines(component.blocks, preamble.is_keyword), {p.number: p.page.width for p in component.pages})
    parts = cut(got)
    opening = preamble.cut(parts.preamble)
    fields = {**head.fields(head.cut(opening.head)), **preamble.fields(opening)}
    tree = grow(parts.body)
    acts = ending.acts(parts.signed)
    issuer = _value(fields["issuer"])
    by_head = not (isinstance(issuer, str) and _SECRETARY.match(issuer))
    signatories, signed = _with_roles(common.get("signatories"), acts, by_head=by_head)
    number, subject = _value(fields["number"]), _value(fields["about"])
    paged = common.get("pages") is not None
    attached = annex.attachments(
        parts.attached,
        subject if isinstance(subject, str) else None,
        max((p.number for p in component.pages), default=1),
        paged=paged,
    )
    labels = [str(_value(a["label"])) for a in attached]
    # the indicators that a decree lays down stand in the tables of its attachments
    found = read_tables(component)
    return {
        **common,
        "corrections": corrections(found.indicators),
        "indicators": found.indicators,
        "budgets": found.budgets,
        "budget_total": found.total,
        **fields,
        "title": fields["title"] or common.get("title"),
        "year": fields["year"] or common.get("year"),
        # who enacts stands over the title of a regulation: it is about no unit
        "unit": None,
        "signed": ending.signed(acts) or common.get("signed"),
        "signatories": signatories,
        "body": [_provision(n) for n in tree],
        "closing": ending.closing(parts.order),
        "definitions": definitions(tree),
        "enacted": ending.enactment(acts, "enacted", signed.get("enacted")),
        "promulgated": ending.enactment(acts, "promulgated", signed.get("promulgated")),
        "gazette": gazette(parts.signed, parts.preamble, number if isinstance(number, str) else None),
        "attachments": attached,
        "elucidation": elucidation(parts.explained),
        "changes": changes(tree, _changed(fields["about"])),
        "repeals": repeals(tree),
        "cross_references": cross_references(tree, labels),
    }


KIND = Kind(
    name="peraturan",
    model=Peraturan,
    build=build,
    label={"id": "Peraturan", "en": "Regulation"},
    prose=PROSE,
    checks=CHECKS,
    tables=TABLES,
    signed=None,  # the years of its acts are checked: CHECKS
)
