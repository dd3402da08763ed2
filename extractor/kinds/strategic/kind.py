"""Strategic plans of five years (Renstra)."""

from __future__ import annotations

from extractor.kinds.planning.build import build_planning
from extractor.kinds.registry import Kind, register
from extractor.schema import RencanaStrategis

KIND = register(Kind("rencana_strategis", RencanaStrategis, build_planning))
