"""Lists of key performance indicators (IKU, PermenPAN 9/2007)."""

from __future__ import annotations

from extractor.kinds.planning.build import build_planning
from extractor.kinds.registry import Kind, register
from extractor.schema import IndikatorKinerjaUtama

KIND = register(Kind("indikator_kinerja_utama", IndikatorKinerjaUtama, build_planning))
