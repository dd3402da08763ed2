"""Performance reports (LKjIP, PermenPANRB 53/2014; before it LAKIP)."""

from __future__ import annotations

from extractor.kinds.planning.build import build_planning
from extractor.kinds.registry import Kind, register
from extractor.schema import LaporanKinerja

KIND = register(Kind("laporan_kinerja", LaporanKinerja, build_planning))
