"""What is done with a single file in the child process of the command line.

Comes in: a source and options. Goes out: plain text to write. Separate from :mod:`extractor.cli` so that the process
that keeps the limits never loads a PDF or language library.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.cli_progress import progress
from extractor.collector import collector_paused
from extractor.options import Options
from extractor.pipeline import extract_with_layouts, readable


@dataclass(frozen=True, slots=True)
class Produced:
    """Text to write; the drawing, the review page, the weighed candidates where they were asked for; whether a page
    could be read; the number of findings that are errors.
    """

    text: str
    drawing: str | None = None
    readable: bool = True
    errors: int = 0
    review: str | None = None
    why: str | None = None


def extracted(
    source: str | bytes, options: Options, indent: int | None, draw: bool, review: bool = False, weigh: bool = False
) -> Produced:
    """The JSON of a source; with ``draw`` also the SVG of its first page, with ``review`` the review page, with
    ``weigh`` the SVG of what was chosen and rejected on its first page.
    """
    from extractor.write.json_text import to_json

    with collector_paused(), progress(options.lang):
        # a picture is drawn from the provenance
        extraction, layouts = extract_with_layouts(source, replace(options, provenance=True))
        drawing = None
        if draw:
            from extractor.write.picture import picture

            drawing = picture(extraction, layouts, options.pages[0] if options.pages else 1)
        page = None
        if review:
            from extractor.write.review_page import review_of

            page = review_of(source, extraction, options)
        reasons = None
        if weigh:
            from extractor.write.why import why

            reasons = why(extraction, layouts, options.pages[0] if options.pages else 1, options.lang)
        if not options.provenance:
            extraction.provenance = None
        return Produced(to_json(extraction, indent), drawing, readable(layouts), review=page, why=reasons)


def checked(source: str | bytes, options: Options, coloured: bool) -> Produced:
    """The findings of a source, for people."""
    import click

    from extractor.write.findings_text import findings_text

    with collector_paused(), progress(options.lang):
        extraction, layouts = extract_with_layouts(source, options)
    text = findings_text(extraction, options.lang)
    errors = sum(finding.severity == "error" for finding in extraction.findings)
    return Produced(text if coloured else click.unstyle(text), None, readable(layouts), errors)
