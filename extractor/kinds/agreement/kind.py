"""Performance agreements (Perjanjian Kinerja, PermenPANRB 53/2014; Penetapan Kinerja, PermenPANRB 29/2010).

Comes in: a component of kind ``perjanjian_kinerja``: a statement sheet and an attachment, or the attachment alone. Goes
out: its draft. The attachment has a table of indicators and a list of programmes or activities with their amounts,
which may stand in plain lines.
"""

from __future__ import annotations

from extractor.kinds.agreement.checks import party_missing
from extractor.match.found import Draft
from extractor.records.common import common_fields
from extractor.records.signers import agreement_roles
from extractor.records.tables import read_tables
from extractor.registry import Kind
from extractor.schema import PerjanjianKinerja
from extractor.segment.component import Component


def build(component: Component) -> Draft:
    """The draft of a performance agreement."""
    found = read_tables(component, loose=component.body_lines)
    return {
        **common_fields(component, roles=agreement_roles),
        **found.fields(),
    }


KIND = Kind(
    name="perjanjian_kinerja",
    model=PerjanjianKinerja,
    build=build,
    label={"id": "Perjanjian kinerja", "en": "Performance agreement"},
    checks=(party_missing,),
    commits=True,
)
