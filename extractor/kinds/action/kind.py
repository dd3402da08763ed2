"""Action plans of performance agreements (rencana aksi): targets by quarter or month."""

from __future__ import annotations

from extractor.kinds.planning.build import build_planning
from extractor.kinds.registry import Kind, register
from extractor.schema import RencanaAksi

KIND = register(Kind("rencana_aksi", RencanaAksi, build_planning))
