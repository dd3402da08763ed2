"""Performance reports (LKjIP, PermenPANRB 53/2014; before it LAKIP)."""

from __future__ import annotations

from extractor.kinds.planning.build import PROSE, build_planning
from extractor.registry import Kind
from extractor.schema import LaporanKinerja

KIND = Kind(
    name="laporan_kinerja",
    model=LaporanKinerja,
    build=build_planning,
    label={"id": "Laporan kinerja", "en": "Performance report"},
    prose=PROSE,
    signed=None,  # after its year
)
