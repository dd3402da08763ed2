"""Strategic plans of five years (Renstra)."""

from __future__ import annotations

from extractor.kinds.planning.build import PROSE, build_planning
from extractor.registry import Kind
from extractor.schema import RencanaStrategis

KIND = Kind(
    name="rencana_strategis",
    model=RencanaStrategis,
    build=build_planning,
    label={"id": "Renstra", "en": "Strategic plan"},
    prose=PROSE,
)
