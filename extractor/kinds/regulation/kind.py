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
from extractor.kinds.regulation.dicta import dictum_of
from extractor.kinds.regulation.elucidation import elucidation
from extractor.kinds.regulation.export import TABLES
from extractor.kinds.regulation.gazette import gazette
from extractor.kinds.regulation.labels import article_label, list_labels, part_label
from extractor.kinds.regulation.node import Node
from extractor.kinds.regulation.references import cross_references
from extractor.kinds.regulation.rows import Row, opened, rows, spaced
from extractor.kinds.regulation.terms import definitions
from extractor.kinds.regulation.tree import grow
from extractor.knowledge import toml
from extractor.layout.blocks import Cell, Line, Table
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.law import references
from extractor.read.words import join
from extractor.records.common import common_fields
from extractor.records.tables import read_tables
from extractor.registry import Kind
from extractor.schema import Attachment, Consideration, Definition, LegalBasis, Peraturan, Provision
from extractor.segment.component import Component

MATCHER = "provision"
_LEVEL = 20.0
"""Points by which the heights of two acts that stand side by side differ."""
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
    got, numbered = _decision_apart(got)
    total = len(got)
    decided = _first(got, 0, total, preamble.is_decided, lambda r: preamble.begins(r, "decision"))
    start = decided if decided < total else 0
    body = _first(got, start, total, _begins_body) if numbered is None else numbered
    explained = _first(got, body, total, ending.is_explanation)
    attached = next((i for i in range(body, total) if annex.is_attachment(got, i)), total)
    end = min(explained, attached)
    acted = next((i for i in range(body, end) if ending.begins_act(got, i)), end)
    articles, order = _order_apart(got[body:acted])
    # the elucidation stands before the attachments or after them
    explanation = got[explained:] if attached < explained else got[explained:attached]
    annexes = got[attached:explained] if attached < explained else got[attached:]
    return Parts(got[:body], articles, order, got[acted:end], explanation, annexes)


def _decision_apart(got: Sequence[Row]) -> tuple[list[Row], int | None]:
    """The rows with the word Menetapkan on a row of its own where the first dictum stands beside it, and the index of
    that dictum where it is none by its word: ``Menetapkan : 1. Pedoman ...`` (old decrees, which number their dicta).
    """
    for i, row in enumerate(got):
        end = preamble.keyword_end(row.text, "decision")
        if end is None:
            continue
        rest = row.after(end)
        parted = [*got[:i], replace(row, span=row.span.cut(0, end)), *([rest] if rest.span else []), *got[i + 1 :]]
        first = i + 1 if i + 1 < len(parted) else None
        if first is not None and any(n.first and not n.doubtful for n in list_labels(parted[first].text)):
            articles = any(_begins_body(r) for r in parted[first:])
            return parted, None if articles else first
        return (parted if rest.span and _begins_body(rest) else list(got)), None
    return list(got), None


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
    dictum = dictum_of(row)
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


def _is_one_of(person: Mapping[str, DraftValue], joint: str) -> bool:
    """Whether a signatory's office stands among those that issue a joint act together."""
    position = _value(person.get("position"))
    return isinstance(position, str) and bool(joint) and spaced(position) in joint


def _with_roles(
    signatories: DraftValue, acts: Sequence[ending.Acted], *, by_head: bool, joint: str
) -> tuple[list[Draft], dict[str, int]]:
    """The signatories with their roles, and the index of the one who signed each act. ``joint``: who issue a joint act
    (capitals without blanks), empty for others.

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
        beside = [a for a in above if ending.same_column(a.box, box)]
        # in its column of its own page, or of the page before, where the acts stand side by side at its foot
        near = [a for a in beside if a.page == page] or (beside if _side_by_side(above) else []) or above
        if near:
            act = max(near, key=lambda a: (a.page, a.box[1])).act
            position = _value(person.get("position"))
            if by_head and isinstance(position, str) and _SECRETARY.match(position):
                act = "promulgated"
            signed.setdefault(act, i)
    by_index = {i: roles[act] for act, i in signed.items()}
    by_index |= {i: "issuer" for i, p in enumerate(people) if i not in by_index and _is_one_of(p, joint)}
    return [{**p, "role": by_index.get(i)} for i, p in enumerate(people)], signed


def _side_by_side(acts: Sequence[ending.Acted]) -> bool:
    return any(a is not b and a.page == b.page and abs(a.box[1] - b.box[1]) < _LEVEL for a in acts for b in acts)


def _changed(about: DraftValue) -> DraftValue:
    """The law that the subject says is changed: ``PERUBAHAN ATAS PERATURAN BUPATI ...``."""
    return next(iter(references(about.span)), None) if isinstance(about, Found) else None


def _as_text(component: Component) -> Component:
    """The component without the tables that are none: a list that layout took for columns (keywords beside their
    items, amounts behind theirs), or a line of prose set wide, is text again, and the initials of those who
    drafted the paper are left out."""
    kept = [b for b in component.blocks if isinstance(b, Line) or not _is_initials(b)]
    blocks = tuple(opened(kept, _is_text))
    return replace(component, blocks=blocks)


def _is_text(table: Table) -> bool:
    """Whether a table is a list of the text: a keyword of the preamble begins a row or an article's heading is one, or
    it has no heading and most rows begin with a list's label that its text follows."""
    beginnings = [row[0].text for row in table.rows if row and row[0].text]
    if any(preamble.is_keyword(text) for text in beginnings):
        return True
    if any(_is_heading(row) for row in table.rows):
        return True
    heads = [h.text for h in table.header if h.text]
    if heads:
        return all(h[0].islower() for h in heads)
    if not beginnings:
        return False
    labelled = [t for t in beginnings if any(n.end < len(t) and not n.doubtful for n in list_labels(t))]
    return 2 * len(labelled) > len(beginnings)


def _is_heading(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but the heading of an article, which no table has within."""
    filled = [cell.text for cell in row if cell.text]
    return len(filled) == 1 and article_label(filled[0]) is not None


def _is_initials(table: Table) -> bool:
    """Whether a table takes the initials (paraf) of those through whose hands a draft goes."""
    return any(spaced(h.text) in toml("regulation")["ending"]["initials"] for h in table.header)


def build(component: Component) -> Draft:
    """The draft of a regulation."""
    component = _as_text(component)
    common: dict[str, DraftValue] = dict(common_fields(component))
    parts = cut(rows(component.lines, {p.number: p.page.width for p in component.pages}))
    opening = preamble.cut(parts.preamble)
    fields = {**head.fields(head.cut(opening.head)), **preamble.fields(opening)}
    tree = grow(parts.body)
    acts = ending.acts(parts.signed)
    issuer = _value(fields["issuer"])
    by_head = not (isinstance(issuer, str) and _SECRETARY.match(issuer))
    joint = spaced(issuer) if isinstance(issuer, str) and head.is_joint(_value(fields["title"])) else ""
    signatories, signed = _with_roles(common.get("signatories"), acts, by_head=by_head, joint=joint)
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
        **found.fields(),
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
        "repeals": [*references(join(r.span for r in opening.repealing)), *repeals(tree)],
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
