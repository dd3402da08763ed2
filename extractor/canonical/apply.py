"""Writes prose in canonical spelling and lists every change (``corrections`` of each document)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.canonical.edit import Edit
from extractor.canonical.evidence import Evidence, tokens
from extractor.canonical.fields import prose
from extractor.canonical.spelling import edits
from extractor.lexicon import lexicon, variants
from extractor.printed import cased_like
from extractor.schema import Correction, Document, Provenance

_QUOTED = re.compile(r"[\"“][^\"”]{0,200}[\"”]", re.DOTALL)
_ABOUT = re.compile(r"\btentang\b", re.IGNORECASE)
_TITLE_END = re.compile(r"\(|;|$|\bsebagaimana (?:telah|beberapa)\b|\bmenjadi (?:Undang|Peraturan)\b", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:Nomor|No\.?)\s*\S+\s+(?:Tahun|Th\.?)\s+\d{4}\s+$|\b(?:Undang-Undang|Peraturan(?: (?-i:[A-Z])\w+){1,4})\s+$",
    re.IGNORECASE,
)


def canonicalise(documents: Sequence[Document], provenance: Mapping[str, Provenance]) -> None:
    """Respells the prose of all documents of a file in place and appends the corrections.

    All documents are taken together, because the file's own words are evidence for one another. A calculation type is
    an enumeration: that it was printed with a misprint is told by its place.
    """
    leaves = [(document, leaf) for i, document in enumerate(documents) for leaf in prose(document, i)]
    known = lexicon()
    evidence = Evidence((leaf.text for _, leaf in leaves), known)
    protected = _names(documents)
    for i, document in enumerate(documents):
        document.corrections.extend(_enumerations(document, f"/documents/{i}", provenance))
    # what a merged cell says stands in many values
    found = {text: _unquoted(text, edits(text, evidence, known, protected)) for text in evidence.texts}
    found = _agreed(found)
    for document, leaf in leaves:
        text = leaf.text
        changes = found[text]
        if not changes:
            continue
        leaf.text = _changed(text, changes)
        document.corrections.extend(
            Correction(path=leaf.pointer, **{"from": text[e.start : e.end]}, to=e.to, score=e.score) for e in changes
        )


def _agreed(found: Mapping[str, list[Edit]]) -> dict[str, list[Edit]]:
    """The changes, a spelling that is given several words by what stands around it in all places that of most places:
    a reader that takes `Bandara` for `Bandera` does so each time.
    """
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, changes in found.items():
        for e in changes:
            given[text[e.start : e.end].casefold()][e.to.casefold()] += 1
    usual = {printed: words.most_common(1)[0][0] for printed, words in given.items() if len(words) > 1}
    return {text: [_as_usual(text, e, usual) for e in changes] for text, changes in found.items()}


def _as_usual(text: str, e: Edit, usual: Mapping[str, str]) -> Edit:
    printed = text[e.start : e.end]
    word = usual.get(printed.casefold(), e.to.casefold())
    return e if word == e.to.casefold() else replace(e, to=cased_like(printed, word))


def _enumerations(document: Document, at: str, provenance: Mapping[str, Provenance]) -> Iterator[Correction]:
    for k, indicator in enumerate(document.indicators):
        path = f"{at}/indicators/{k}/calculation_type"
        entry = provenance.get(path)
        if indicator.calculation_type is None or entry is None:
            continue
        for token in tokens(entry.text):
            if token.low in variants():
                yield Correction(
                    path=path, **{"from": token.text}, to=cased_like(token.text, variants()[token.low]), score=95.0
                )


def _names(documents: Sequence[Document]) -> frozenset[str]:
    """Words of the names of persons: never respelled, wherever they stand."""
    return frozenset(
        token.low for d in documents for s in d.signatories if s.full_name for token in tokens(s.full_name)
    )


def _unquoted(text: str, changes: Sequence[Edit]) -> list[Edit]:
    """The changes of a text outside what it quotes."""
    quoted = _quoted_titles(text) if changes else []
    return [e for e in changes if not any(start < e.end and e.start < end for start, end in quoted)]


def _quoted_titles(text: str) -> list[tuple[int, int]]:
    """Where a law's title or a quotation stands: they are quoted as printed."""
    titles = [
        (m.start(), end.start())
        for m in _ABOUT.finditer(text)
        if _LAW.search(text[max(0, m.start() - 60) : m.start()]) and (end := _TITLE_END.search(text, m.end()))
    ]
    return [*titles, *(m.span() for m in _QUOTED.finditer(text))]


def _changed(text: str, changes: Sequence[Edit]) -> str:
    parts, at = [], 0
    for e in changes:
        parts += [text[at : e.start], e.to]
        at = e.end
    return "".join([*parts, text[at:]])
