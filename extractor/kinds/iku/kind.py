"""Lists of key performance indicators (IKU, PermenPAN 9/2007)."""

from __future__ import annotations

from extractor.kinds.planning.build import PROSE, build_planning
from extractor.registry import Kind
from extractor.schema import IndikatorKinerjaUtama

KIND = Kind(
    name="indikator_kinerja_utama",
    model=IndikatorKinerjaUtama,
    build=build_planning,
    label={"id": "IKU", "en": "Key indicators"},
    prose=PROSE,
)
