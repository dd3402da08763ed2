"""Tells what of the print stands in no value: tables that gave nothing, figures that nobody holds; kinds in doubt.

Comes in: the documents and what of each was left unread. Goes out: findings with their places on paper. Apart from the
checks, which see values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.assemble import places
from extractor.errors import message
from extractor.match.position import match_position
from extractor.read.words import Span
from extractor.records.unread import Unread
from extractor.schema import Document, Finding, FindingPlace, PerjanjianKinerja

_MOST = 40
"""Places that one finding names at most: the first ones lead to the others."""


def unread_findings(documents: Sequence[Document], unread: Mapping[int, Unread], lang: str) -> Iterator[Finding]:
    """One ``table-unread`` a table, one ``content-unclaimed`` a document, one ``signatory-missing`` an office over a
    line of dots or over a number; of an agreement that a party signs its own check tells which one has not, but for one
    that its text names and that does not sign.
    """
    for index, document in enumerate(documents):
        left = unread.get(index)
        if left is None:
            continue
        for spans in left.tables:
            yield _finding("table-unread", "warning", index, spans, lang)
        parties = document.signatories if isinstance(document, PerjanjianKinerja) else []
        named = len(parties) > 1 and all(p.name for p in parties)
        told = any(p.role for p in parties)
        for span in left.blank if named else () if told else left.unsigned:
            yield _finding("signatory-missing", "warning", index, [span], lang, sentence="signatory", who=_office(span))
        if left.figures:
            known = document.kind != "unknown"
            yield _finding("content-unclaimed", "warning" if known else "info", index, left.figures, lang)


def doubtful_kinds(documents: Sequence[Document], rivals: Mapping[int, str], lang: str) -> Iterator[Finding]:
    """One ``kind-doubtful`` a document of which two kinds are nearly as likely."""
    for index, kind in sorted(rivals.items()):
        said = message("findings", "kind-doubtful", lang, kind=documents[index].kind, rival=kind)
        yield Finding(
            code="kind-doubtful",
            severity="warning",
            message=said,
            paths=[f"/documents/{index}/kind"],
            documents=[index],
        )


def _office(span: Span) -> str:
    found = match_position(span)
    return found.value if found else span.text


def _finding(
    code: Any, severity: Any, index: int, spans: Sequence[Span], lang: str, *, sentence: str = "", **details: str
) -> Finding:
    where = [place for span in spans[:_MOST] for place in places(span)]
    details["where"] = where[0]["text"][:60] if where else ""
    return Finding(
        code=code,
        severity=severity,
        message=message("findings", sentence or code, lang, count=len(spans), **details),
        documents=[index],
        places=[FindingPlace(**{k: place[k] for k in ("page", "bbox", "lines", "text")}) for place in where],
    )
