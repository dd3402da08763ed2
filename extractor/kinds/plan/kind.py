"""Annual performance plans: RKT, Renja and the tables that belong to them."""

from __future__ import annotations

from extractor.kinds.planning.build import PROSE, build_planning
from extractor.registry import Kind
from extractor.schema import RencanaKinerja

KIND = Kind(
    name="rencana_kinerja",
    model=RencanaKinerja,
    build=build_planning,
    label={"id": "Rencana kinerja", "en": "Performance plan"},
    prose=PROSE,
    signed="year-before",
)
