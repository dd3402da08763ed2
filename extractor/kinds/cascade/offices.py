"""Offices in the boxes of a chart: ``Kepala Bidang Arsip``, ``Kasubag Umum``.

In comes a span, out goes how deep the office stands that it names. Apart from the labels because a label says what a
box holds, an office whose it is. The names are data: ``patterns/cascading.toml``.
"""

from __future__ import annotations

import re

from extractor import knowledge
from extractor.kinds.cascade.labels import alternatives
from extractor.match.position import unit_heads
from extractor.read.words import Span

_OFFICES = ("head", "division", "section", "staff")
LONGEST_OFFICE = 10
"""More words than these name no office: they are a statement that begins with one."""
_LONGEST_NAME = 18
"""Words of an office whose name is spelt as such, at the most (`Kepala Seksi Pencegahan dan Pengendalian Penyakit Tidak
Menular dan Kesehatan Jiwa`).
"""


@knowledge.kept
def _offices() -> re.Pattern[str]:
    office = knowledge.toml("cascading")["office"]
    names = sorted(((n, group) for group in _OFFICES for n in office[group]), key=lambda x: -len(x[0]))
    groups = "|".join(rf"(?P<{group}_{i}>{alternatives([name])})" for i, (name, group) in enumerate(names))
    return re.compile(rf"^\W{{0,2}}(?:{groups})(?!\w)", re.IGNORECASE)


def office_depth(span: Span) -> int | None:
    """How deep the office that a text names stands, from 0 (``Kepala Dinas``) to 3 (``Bendahara``); ``None`` where it
    names none.
    """
    count = len(span.words)
    if count > _LONGEST_NAME or (count > LONGEST_OFFICE and not _is_name(span)):
        return None
    return _office_depth(span.text)


_SMALL = 5
"""Letters of the longest word that names write small (`serta`)."""


def _is_name(span: Span) -> bool:
    """Is a text spelt as a name: do all its words but the small ones begin with capitals?"""
    return all(len(w.text) <= _SMALL or not w.text[:1].islower() for w in span.words)


@knowledge.kept(maxsize=4096)
def _office_depth(text: str) -> int | None:
    # asked for every two boxes of a chart
    m = _offices().match(text)
    if m is None or _WORK.search(text):
        return None
    return next(_OFFICES.index(g.rpartition("_")[0]) for g, text in m.groupdict().items() if text is not None)


_WORK = re.compile(r"^\W{0,2}administrasi\b.+\bdaerah$", re.IGNORECASE)
"""``Administrasi Keuangan Perangkat Daerah`` is a kegiatan (Permendagri 90/2019), ``Administrasi Keuangan`` a post."""


def of_secretariat(span: Span) -> bool:
    """Does a text name an office that stands under the secretary (``Kasubag Umum``)?"""
    names = alternatives(knowledge.toml("cascading")["office"]["secretariat"])
    return re.match(rf"\W{{0,2}}(?:{names})(?!\w)", span.text, re.IGNORECASE) is not None


def names_office(span: Span) -> bool:
    """Is the line an office (``Kepala Bidang Arsip``)?"""
    return office_depth(span) is not None


def names_unit(span: Span) -> bool:
    """Is the text an office, by who heads it or by its own name (``Kepala Bidang Arsip``, ``Dinas Sosial``)?"""
    if not span:
        return False
    return names_office(span) or (len(span.words) <= LONGEST_OFFICE and span.words[0].text.upper() in unit_heads())
