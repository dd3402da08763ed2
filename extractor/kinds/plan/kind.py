"""Annual performance plans: RKT, Renja and the tables that belong to them."""

from __future__ import annotations

from extractor.kinds.planning.build import build_planning
from extractor.kinds.registry import Kind, register
from extractor.schema import RencanaKinerja

KIND = register(Kind("rencana_kinerja", RencanaKinerja, build_planning))
