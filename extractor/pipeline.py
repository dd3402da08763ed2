"""The path through the house: bytes -> pages -> layout -> components -> drafts -> documents -> spelling -> findings."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import Literal

from extractor.audit.run import audit
from extractor.audit.unread import doubtful_kinds, unread_findings
from extractor.canonical.apply import canonicalise
from extractor.canonical.nomenclature import add_nomenclature
from extractor.errors import message
from extractor.knowledge import own_patterns
from extractor.layout.blocks import PageLayout
from extractor.match import entity_model
from extractor.match.entities import read_ahead
from extractor.options import Options
from extractor.read.source import Held, open_source
from extractor.schema import Document, Extraction, Finding, Provenance, Source
from extractor.walls import Walls

DEFAULTS = Options()
_READING = RLock()
"""Files are read one after the other, whatever thread asks: PDFium and the buffers that it writes into are one for the
process. What is made of the pages afterwards is made side by side.
"""


def _text_source(layouts: tuple[PageLayout, ...]) -> Literal["embedded", "ocr", "mixed", "text"]:
    methods = {p.page.method for p in layouts if p.page.words or p.page.grids}
    if methods == {"text"}:
        return "text"
    if methods == {"ocr"}:
        return "ocr"
    return "embedded" if methods <= {"text-layer"} else "mixed"


def _unreadable(layouts: tuple[PageLayout, ...], lang: str) -> list[Finding]:
    """One finding for every page that could not be read; ``Page.trouble`` names its message."""
    return [
        Finding(
            code="page-unreadable",
            severity="error",
            message=message("findings", f"page-{p.page.trouble}", lang, page=p.number),
        )
        for p in layouts
        if p.page.trouble
    ]


def _scaled_down(layouts: tuple[PageLayout, ...], lang: str) -> list[Finding]:
    """One finding for every page whose picture is so large that it was read at a lower resolution."""
    notes = ((p.page.number, note.split()) for p in layouts for note in p.page.notes)
    return [
        Finding(
            code="text-doubtful",
            severity="info",
            message=message("findings", "page-scaled", lang, page=page, resolution=words[1]),
        )
        for page, words in notes
        if words[0] == "scaled"
    ]


def readable(layouts: tuple[PageLayout, ...]) -> bool:
    """Whether at least one page could be read (a blank one can)."""
    return not layouts or any(layout.page.trouble is None for layout in layouts)


def extract(source: str | Path | bytes | Held, options: Options = DEFAULTS) -> Extraction:
    """Reads a file and says what it states.

    ``source`` is a path or the bytes of a PDF or a text export (``Held``: with a name). Raises
    :class:`extractor.errors.ExtractorError` where the input or a file of own patterns cannot be read; a page that
    cannot be read costs that page and gives a finding. May be called from several threads: each gets what it would get
    alone.
    """
    return extract_with_layouts(source, options)[0]


def extract_with_layouts(
    source: str | Path | bytes | Held, options: Options = DEFAULTS
) -> tuple[Extraction, tuple[PageLayout, ...]]:
    """What :func:`extract` gives, and the pages as they were laid out, for those who draw them."""
    with own_patterns(options.patterns), entity_model.asked(options.ner):
        return _extracted(source, options)


def _extracted(source: str | Path | bytes | Held, options: Options) -> tuple[Extraction, tuple[PageLayout, ...]]:
    with _READING:
        opened = open_source(source, options)
        pages = list(opened.pages)
    walls = Walls(options.lang)
    layouts = walls.layouts(pages)
    documents: list[Document] = []
    provenance: dict[str, Provenance] = {}
    components = walls.components(layouts)
    walls.within(lambda: read_ahead(component.body_lines for component in components))
    for index, component in enumerate(components):
        document, entries = walls.document(component, index)
        documents.append(document)
        provenance |= entries
    if options.canonical:
        walls.whole(lambda: canonicalise(documents, provenance))
        walls.whole(lambda: add_nomenclature(documents, provenance))
    audited = walls.whole(lambda: audit(documents, provenance, options.lang))
    findings = [
        *_unreadable(layouts, options.lang),
        *_scaled_down(layouts, options.lang),
        *walls.findings,
        *unread_findings(documents, walls.unread, options.lang),
        *doubtful_kinds(documents, walls.rivals, options.lang),
        *(audited or ()),
    ]
    extraction = Extraction(
        source=Source(
            name=opened.name,
            sha256=opened.sha256,
            media_type=opened.media_type,
            pages=opened.page_count,
            text_source=_text_source(layouts),
        ),
        documents=documents,
        findings=findings,
        provenance=provenance if options.provenance else None,
    )
    return extraction, layouts
