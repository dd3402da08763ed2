"""Annual performance plans: RKT, Renja and the tables that belong to them.

Comes in: a component. Goes out: its draft. What the parts are read by stands in ``_outline``, ``_sections`` and
``_vision``; here they are put together.
"""

from __future__ import annotations

from extractor.kinds._sections import read_report, sections_draft
from extractor.kinds._vision import missions, objectives, vision
from extractor.kinds.common import common_fields, line_text, unit_span
from extractor.kinds.registry import Kind, register
from extractor.match.found import Draft, DraftValue
from extractor.schema import RencanaKinerja
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of an annual performance plan."""
    report = read_report(component)
    draft: dict[str, DraftValue] = dict(common_fields(component))
    head = component.letterhead
    draft["organization"] = line_text(unit_span(component) or (head.office if head else None))
    draft["vision"] = vision(report)
    draft["missions"] = list(missions(report))
    draft["strategic_objectives"] = list(objectives(report))
    draft["sections"] = sections_draft(report)
    return draft


KIND = register(Kind("rencana_kinerja", RencanaKinerja, build))
