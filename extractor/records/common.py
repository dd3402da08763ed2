"""The fields that every kind has, built from the zones that segmentation found.

Comes in: a component. Goes out: the draft fields ``kind, pages, title, unit, year, letterhead, signed, signatories,
tables, entities``. Separate so that a kind takes them as they are, or builds single ones anew from the functions here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.layout.blocks import Table
from extractor.match.column import Columns
from extractor.match.date import match_date
from extractor.match.entities import count_entities
from extractor.match.found import Draft, DraftValue, Found
from extractor.match.position import match_position, match_rank
from extractor.read.words import Span
from extractor.records.budgets import is_budget_table
from extractor.records.indicators import is_indicator_table
from extractor.records.signers import Signer, merge_signers, no_roles
from extractor.schema.values import TableRole
from extractor.segment.component import Component, SignedPlace, TitleBlock
from extractor.segment.titles import policy

Roles = Callable[[Sequence[Signer], Component], Sequence[str | None]]
"""Gives every signer the role that nothing printed says, in their order."""
_SPACES = re.compile(r"\s+")
_SIGN = re.compile(r"\btanda\s*tangan\b|\bparaf\b|\bttd\b", re.IGNORECASE)
_END = re.compile(r"[\s,;:]+$")


def common_fields(component: Component, roles: Roles = no_roles) -> dict[str, DraftValue]:
    """The fields of any document. ``roles`` gives roles to signers where the document prints none."""
    main = main_title(component)
    return {
        "kind": _kind(component, main.title if main else None),
        "pages": pages(component),
        "title": line_text(main.title) if main else None,
        "unit": unit(component),
        "year": year(component),
        "letterhead": letterhead(component),
        "signed": signed(component.signed[0], _later_sheets(component)) if component.signed else None,
        "signatories": signatories(component, roles),
        "tables": [
            table(t, columns, paged=paged(component))
            for t, columns in zip(component.tables, component.columns, strict=True)
        ],
        "entities": count_entities(component.body_lines),
    }


def _kind(component: Component, title: Span | None) -> DraftValue:
    """The kind, with the title that tells it; one without a title is nobody's words. Where another kind is nearly as
    likely its confidence is that of a near tie."""
    if not title:
        return component.kind
    return Found(component.kind, title, "title")


def paged(component: Component) -> bool:
    """Whether the document has pages (a text export has none)."""
    return component.pages[0].page.method != "text"


def pages(component: Component) -> list[int] | None:
    """First and last page."""
    numbers = [p.number for p in component.pages]
    return [min(numbers), max(numbers)] if paged(component) else None


def line_text(span: Span | None) -> Found[DraftValue] | None:
    """The words as a line of text, without a comma or colon at its end."""
    if not span:
        return None
    return Found(_END.sub("", _SPACES.sub(" ", span.text)), span, "line")


def main_title(component: Component) -> TitleBlock | None:
    """The document's title; of sheets that the same persons sign their own rather than their cover's."""
    if policy(component.kind).together == "persons":
        own = next((t for t in component.titles if not t.cover), None)
        if own:
            return own
    return component.titles[0] if component.titles else None


def unit_span(component: Component) -> Span | None:
    """The unit lines of the main title block, else those of the first further one that has any."""
    main = main_title(component)
    blocks = [main, *(t for t in component.titles if t is not main and not t.cover), *component.titles]
    return next((t.unit for t in blocks if t and t.unit), None)


def unit(component: Component) -> Found[DraftValue] | None:
    """The unit; where a further sheet names another one, that is a further place of it."""
    span = unit_span(component)
    found = line_text(span)
    first = next((t for t in component.titles if span and t.unit == span), None)
    if found is None or first is None:
        return found
    said = _letters(found.span.text)
    others = [t.unit for t in _further(component, first) if t.unit]
    return Found(found.value, _with(found.span, [u for u in others if _letters(u.text) != said]), "line")


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def year(component: Component) -> Found[DraftValue] | None:
    """The year that the title states."""
    main = main_title(component)
    for block in (main, *component.titles):
        if block and block.year and block.year.text.isdecimal():
            said = block.year.text
            others = (t.year for t in _further(component, block) if t.year and t.year.text.isdecimal())
            return Found(int(said), _with(block.year, [y for y in others if y.text != said]), "year")
    return None


def _further(component: Component, first: TitleBlock) -> list[TitleBlock]:
    """The titles of the further sheets that the same persons sign: an attachment says again what the statement says."""
    if policy(component.kind).together != "persons":
        return []
    return [t for t in component.titles if t.page != first.page and not t.cover and not first.cover]


def _with(span: Span, others: Sequence[Span]) -> Span:
    """A span with the first place where the same thing is printed otherwise, which is told as a further place."""
    return span + others[0] if others else span


def letterhead(component: Component) -> Draft | None:
    """The letterhead's parts."""
    head = component.letterhead
    if head is None:
        return None
    return {
        "government": line_text(head.government),
        "office": line_text(head.office),
        "address": line_text(head.address),
        "phone": line_text(head.phone),
        "email": Found(_SPACES.sub("", head.email.text), head.email, "email") if head.email else None,
    }


def _later_sheets(component: Component) -> list[SignedPlace]:
    """The dates of the further sheets that the same persons sign."""
    if policy(component.kind).together != "persons":
        return []
    return [s for s in component.signed[1:] if s.date and s.span.page != component.signed[0].span.page]


def signed(place: SignedPlace, later: Sequence[SignedPlace] = ()) -> Draft:
    """Place, date and text of a place-and-date line. A date of another year on a ``later`` sheet is a further place."""
    date = match_date(place.date, year_only=True) if place.date else None
    others = [match_date(s.date, year_only=True) for s in later if s.date] if date else []
    if date and (other := [d.span for d in others if d and d.value[:4] != date.value[:4]]):
        date = Found(date.value, _with(date.span, other), date.matcher)
    return {"place": line_text(place.place), "date": date, "text": line_text(place.span)}


def table(source: Table, columns: Columns, *, paged: bool) -> Draft:
    """A table as read."""
    return {
        "pages": [source.pages[0], source.pages[-1]] if paged else None,
        "role": table_role(columns, source),
        "header": [h.text for h in source.header],
        "rows": source.grid_text(),
    }


def table_role(columns: Columns, source: Table) -> TableRole:
    """What a table's columns hold: indicators, budgets, places to sign."""
    if is_indicator_table(columns):
        return "indicators"
    if is_budget_table(columns):
        return "budgets"
    return "signatures" if any(_SIGN.search(head.text) for head in source.header) else "other"


def signatories(component: Component, roles: Roles = no_roles) -> list[DraftValue]:
    """One record a person. Positions with nobody under them are no signatories."""
    signers = [s for s in merge_signers(component) if s.person]
    given = roles(signers, component)
    return [_signatory(s, s.role or role) for s, role in zip(signers, given, strict=True)]


def _signatory(signer: Signer, role: str | None) -> Draft:
    assert signer.person is not None
    position = match_position(signer.position) if signer.position else None
    if position is not None and signer.again:
        position = Found(position.value, position.span + signer.again, position.matcher)
    return {
        "name": signer.person.name,
        "full_name": signer.person.full_name,
        "titles": list(signer.person.titles),
        "position": position,
        "role": Found(role, signer.printed, "role") if role and signer.printed else role,
        "rank": match_rank(signer.rank) if signer.rank else None,
        "nip": signer.nip,
        "on_behalf_of": match_position(signer.on_behalf_of) if signer.on_behalf_of else None,
    }
