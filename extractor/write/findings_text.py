"""Writes the findings for people: grouped by document, the grave ones first, with page or line numbers."""

from __future__ import annotations

import click

from extractor.errors import counted, message, shown
from extractor.schema import Extraction, Finding, Place

_ORDER = ("error", "warning", "info")
_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_SHOWN_PLACES = 6
"""Numbers of pages that a line shows."""


def findings_text(extraction: Extraction, lang: str) -> str:
    """The findings as text with ANSI colours (``click.echo`` drops them where they cannot be shown)."""
    lines: list[str] = []
    groups: dict[tuple[int, ...], list[Finding]] = {}
    for finding in extraction.findings:
        groups.setdefault(tuple(finding.documents), []).append(finding)
    for documents, findings in sorted(groups.items()):
        lines.append(click.style(_printable(_heading(extraction, documents, lang)), bold=True))
        for finding in sorted(findings, key=lambda f: _ORDER.index(f.severity)):
            word = click.style(message("words", finding.severity, lang), fg=_COLOURS[finding.severity])
            lines.append(f"  {word} {finding.code}{_places(extraction, finding, lang)}")
            lines.append(f"      {_printable(finding.message)}")
    counts = {s: sum(f.severity == s for f in extraction.findings) for s in _ORDER}
    lines.append(", ".join(counted(f"count-{s}", lang, count) for s, count in counts.items()))
    return "\n".join(lines) + "\n"


def _printable(text: str) -> str:
    """A text of the document on one line, without what a terminal would obey."""
    return shown(" ".join(text.split("\n")))


def _heading(extraction: Extraction, documents: tuple[int, ...], lang: str) -> str:
    if not documents:
        return message("words", "whole-file", lang)
    names = []
    for i in documents:
        document = extraction.documents[i]
        name = " – ".join(part for part in (document.title, document.unit) if part)
        names.append(f"[{i + 1}] {name or document.kind}")
    return "; ".join(names)


def _places(extraction: Extraction, finding: Finding, lang: str) -> str:
    """Where the values stand: pages, or lines of a text export."""
    found: list[tuple[str, int]] = []
    for path in finding.paths:
        at = path
        while at and at not in (extraction.provenance or {}):
            at = at.rpartition("/")[0]
        place: Place | None = (extraction.provenance or {}).get(at)
        if place is not None and place.page is not None:
            found.append(("page", place.page))
        elif place is not None and place.lines is not None:
            found.append(("line", place.lines[0]))
    if not found:
        return ""
    numbers = sorted({n for _, n in found})
    shown = ", ".join(str(n) for n in numbers[:_SHOWN_PLACES]) + (", …" if len(numbers) > _SHOWN_PLACES else "")
    return f" ({message('words', found[0][0], lang)} {shown})"
