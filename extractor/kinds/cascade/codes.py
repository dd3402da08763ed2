"""Codes of the nomenclature before the names of programs and kegiatan: what level they tell, where the name begins.

In comes a text, out come the level of the code at its beginning and the place where it ends. Apart from numbers because
a code numbers no node: it stands in the national list, not in the chart.
"""

from __future__ import annotations

import re

_SEGMENTS = {3: "program", 5: "kegiatan", 6: "sub_kegiatan"}
"""Permendagri 90/2019: urusan.bidang.program.kegiatan (two segments).sub kegiatan."""
_CODE = re.compile(
    r"^(?:[\dX]{1,2}\.)+(?:0\d|[\dX]{1,2}\.0\d{1,3}|\d\.\d{2})(?:\.\d{2,4})*\s*(?=[^\d.\s])"
    r"|^0\d\s+(?=program\b)",
    re.IGNORECASE,
)
"""A code of the nomenclature (Permendagri 90/2019: ``7.01.02.2.03``), which has parts with a zero before; no number. So
is a program's own part of it (``01 Program Penunjang``)."""


def level_of(code: str) -> str | None:
    """The level that a code tells by the number of its segments."""
    return _SEGMENTS.get(code.strip(" .").count(".") + 1)


def code_before(name: str) -> str:
    """The code at the beginning of a name with the blank behind it, empty where there is none."""
    m = _CODE.match(name)
    return m.group() if m is not None else ""
