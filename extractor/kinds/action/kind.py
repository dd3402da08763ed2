"""Action plans of performance agreements (rencana aksi): targets by quarter or month."""

from __future__ import annotations

from extractor.kinds.planning.build import PROSE, build_planning
from extractor.registry import Kind
from extractor.schema import RencanaAksi

KIND = Kind(
    name="rencana_aksi",
    model=RencanaAksi,
    build=build_planning,
    label={"id": "Rencana aksi", "en": "Action plan"},
    prose=PROSE,
)
