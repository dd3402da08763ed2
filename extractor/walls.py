"""Walls around the parts of a file: a fault of the program in one part costs that part, never the file.

Comes in: the steps of :mod:`extractor.pipeline`. Goes out: what each gives, or what stands in its place, and the
findings that say so. Separate so that the path through the house stays readable. Errors that a person can do something
about, and the end of memory, pass every wall.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from extractor.assemble import assemble, claimed
from extractor.errors import ExtractorError, message
from extractor.layout.blocks import Block, Line, PageLayout
from extractor.layout.doubt import Doubts, doubtful, doubts_of
from extractor.layout.flow import lay_out
from extractor.layout.lines import lines_of
from extractor.match.column_model import unsure
from extractor.match.found import Draft
from extractor.read.page import Page
from extractor.records.claims import held_figures
from extractor.records.unread import Unread, read_unread
from extractor.registry import kinds
from extractor.schema import Coverage, Document, Finding, FindingPlace, Provenance
from extractor.segment.component import Component
from extractor.segment.split import split
from extractor.segment.titles import UNKNOWN

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Walls:
    """The walls of one file; ``findings`` are the faults that they held back."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.findings: list[Finding] = []
        self.unread: dict[int, Unread] = {}
        self.rivals: dict[int, str] = {}
        """The kind that is nearly as likely as the one that a document was read as."""

    def within(self, step: Callable[[], T]) -> tuple[T | None, str | None]:
        """What a step gives, or ``None`` and the fault in a few words."""
        try:
            return step(), None
        except (ExtractorError, MemoryError):
            raise
        except Exception as fault:  # noqa: BLE001  the wall: it is logged, and told in a finding by those who ask
            _log.info("a fault was held back", exc_info=True)
            return None, f"{type(fault).__name__}: {fault}".splitlines()[0][:200]

    def layouts(self, pages: Sequence[Page]) -> tuple[PageLayout, ...]:
        """The layouts of all pages: of the whole file, else page by page, else bare lines of the page at fault."""
        whole, fault = self.within(lambda: lay_out(pages))
        if whole is not None:
            return whole
        layouts = []
        for page in pages:
            alone, fault = self.within(lambda page=page: lay_out([page])[0])  # type: ignore[misc]
            if alone is None:
                lines, _ = self.within(lambda page=page: _bare_lines(page))  # type: ignore[misc]
                alone = PageLayout(page, lines or ())
                number = None if page.method == "text" else page.number
                place = FindingPlace(page=number, bbox=None, lines=None, text="")
                self._tell("table-unread", "fault-layout", fault, places=[place], page=page.number)
            layouts.append(alone)
        return tuple(layouts)

    def components(self, layouts: tuple[PageLayout, ...]) -> tuple[Component, ...]:
        """The component documents; one of unknown kind where they cannot be told apart."""
        parts, fault = self.within(lambda: split(layouts))
        if parts is not None:
            return parts
        self._tell("kind-unknown", "fault-document", fault, documents=[0])
        blocks: tuple[Block, ...] = tuple(block for layout in layouts for block in layout.flow)
        return (Component(UNKNOWN, layouts, blocks, body=blocks),)

    def document(self, component: Component, index: int) -> tuple[Document, dict[str, Provenance]]:
        """A document of its kind; where that fails, one of unknown kind with what every document has, else a bare one
        with its lines in tables and zones unread.
        """

        def built(part: Component) -> tuple[Document, dict[str, Provenance]]:
            kind = kinds()[part.kind]
            draft = kind.build(part)
            document, entries = assemble(draft, kind.model, index, self._doubts(part))
            self._note_unread(part, draft, document, index)
            return document, entries

        made, fault = self.within(lambda: built(component))
        if made is not None:
            if component.rival is not None:
                self.rivals[index] = component.rival
            return made
        self._tell("kind-unknown", "fault-document", fault, documents=[index])
        unknown = replace(component, kind=UNKNOWN)
        made, _ = self.within(lambda: built(unknown))
        if made is None:
            bare = replace(
                unknown, blocks=(), titles=(), letterhead=None, signed=(), signatures=(), parties=(), body=()
            )
            made = built(bare)
        return made

    def _doubts(self, part: Component) -> Doubts:
        """The doubtful regions of a document's pages; where they cannot be told, all of its pages are doubtful."""
        doubts, _ = self.within(
            lambda: doubts_of(part.pages, (told for table in part.columns for told in unsure(table)))
        )
        return doubtful(part.pages) if doubts is None else doubts

    def _note_unread(self, part: Component, draft: Draft, document: Document, index: int) -> None:
        """Keeps what of a document's print stands in no value, for the audit."""
        unread, _ = self.within(lambda: read_unread(part, claimed(draft), held_figures(document)))
        if unread is not None:
            document.coverage = Coverage(words=unread.words, claimed=unread.claimed)
            self.unread[index] = unread

    def whole(self, step: Callable[[], T]) -> T | None:
        """What a step over the whole file gives (spelling, audit); without it the documents stand as they were read."""
        made, fault = self.within(step)
        if fault is not None:
            self._tell("text-doubtful", "fault-whole", fault)
        return made

    def _tell(
        self,
        code: str,
        sentence: str,
        fault: str | None,
        *,
        documents: Sequence[int] = (),
        places: Sequence[FindingPlace] = (),
        **details: object,
    ) -> None:
        finding = Finding.model_validate(
            {
                "code": code,
                "severity": "error",
                "message": message("findings", sentence, self._lang, fault=fault, **details),
                "documents": list(documents),
                "places": list(places),
            }
        )
        self.findings.append(finding)


def _bare_lines(page: Page) -> tuple[Line, ...]:
    """The lines of a page without any thought about tables, those of its grids too."""
    words = [
        *page.words,
        *(w for grid in page.grids for row in grid.rows for c in row for line in c.lines for w in line),
    ]
    return tuple(lines_of(dict.fromkeys(words)))
