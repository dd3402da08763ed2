"""From drafts to the output: splits every draft into plain data and provenance.

Comes in: one draft a document, whose leaves are :class:`Found`. Goes out: validated models and, collected by
construction, the provenance of every leaf that was read. Separate because neither kinds nor models should know how
provenance is written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extractor.layout.doubt import Doubts
from extractor.match.found import Draft, DraftValue, Found, Within
from extractor.read.words import Span, Word
from extractor.schema import Correction, Document, Place, Provenance

_LINES_TOGETHER = 2
"""Lines of a text export that may lie between two words of one place (a blank line between wrapped ones)."""
_AS_READ = frozenset({"tables", "entities", "corrections"})
"""Fields that repeat what is printed, whatever is made of it."""
_MAPPINGS = (dict, Mapping)
"""Nearly all mappings are dictionaries, which are known at a glance."""
_RECORDS = (list, tuple, *_MAPPINGS)
_SURE = Doubts()
_MARGIN = 60.0
"""Where lines of running text begin at the latest on the imagined grid of a text export."""


@lru_cache(maxsize=1024)
def escape(key: str) -> str:
    """A key as a token of a JSON Pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def provenance(span: Span, matcher: str | None, doubts: Doubts = _SURE) -> Provenance:
    """The entry of a value: its first place, and further places where it goes on over a page. It is no surer than the
    structure of the regions in which it stands.
    """
    head, *more = [_place(part, matcher) for part in _together(span)]
    most = doubts.certainty(span.words)
    for place in (head, *more):
        place["confidence"] = min(place["confidence"], most)
    # pydantic validates faster than its model_construct() skips the validation
    return Provenance(**head, more=[Place(**p) for p in more])


def places(span: Span) -> list[dict[str, Any]]:
    """The places of a span, as the fields of a :class:`Place`: one a page on which it stands."""
    return [_place(part, None) for part in _together(span)]


def _place(span: Span, matcher: str | None) -> dict[str, Any]:
    """The place of words that stand on one page, as the fields of a :class:`Place`."""
    words = span.words
    first = words[0]
    lines = [w.line for w in words if w.line is not None] if first.method == "text" else None
    # a repaired word is shown as it was read: what stands at the place, not what was made of it
    repaired = bool([w for w in words if w.printed])
    shown = Span(replace(w, text=w.printed or w.text) for w in words) if repaired else span
    return {
        "page": None if lines else first.page,
        "bbox": None if lines else [round(v, 2) for v in span.paper],
        "lines": [min(lines), max(lines)] if lines else None,
        "text": shown.text,
        "confidence": round(span.confidence, 3),
        "method": f"{first.method}/{matcher}" if matcher else first.method,
    }


def _together(span: Span) -> list[Span]:
    """The span in parts that stand together: on one page, or on neighbouring lines of a text export."""
    words = span.words
    if len(words) == 1 or (words[0].line is None and len({w.page for w in words}) == 1):
        return [span]
    begins = [k for k, (a, b) in enumerate(pairwise(words), 1) if not _near(a, b)]
    if not begins:
        return [span]
    return [Span(words[start:end]) for start, end in pairwise((0, *begins, len(words)))]


def _near(a: Word, b: Word) -> bool:
    if a.line is not None and b.line is not None:
        # what goes on in a column further right is a cell, and other cells stand between its lines
        return a.line == b.line or (0 < b.line - a.line <= _LINES_TOGETHER and b.box[0] <= _MARGIN)
    return a.page == b.page


def _repairs(value: Found[Any], at: str) -> list[Correction]:
    """What a reader repaired in the words of a value."""
    repaired = [w for w in value.span.words if w.printed is not None]
    if not repaired or isinstance(value.value, _RECORDS):
        return []
    return [
        Correction(path=at, **{"from": w.printed or ""}, to=w.text, score=round(100 * w.confidence, 1))
        for w in repaired
    ]


def claimed(draft: Draft) -> list[Word]:
    """The words that a document's values hold; tables as read and entities claim none."""
    words: list[Word] = []
    _claim(draft, words)
    return words


def _claim(value: DraftValue, words: list[Word]) -> None:
    """Adds the words that the leaves of a draft were read from."""
    if value is None or isinstance(value, (str, int, float)):
        return
    if isinstance(value, Found):
        if isinstance(value.value, _RECORDS):
            _claim(value.value, words)
        elif value.span:
            words.extend(value.span.words)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _claim(inner, words)
    elif isinstance(value, _MAPPINGS):
        for key, inner in value.items():
            if key not in _AS_READ:
                _claim(inner, words)


@dataclass
class _Lowered:
    """What is collected while a draft is split."""

    root: str
    doubts: Doubts
    entries: dict[str, Provenance] = field(default_factory=dict)
    repairs: list[Correction] = field(default_factory=list)
    _places: dict[tuple[int, str | None], Provenance] = field(default_factory=dict)
    """The entries by the identity of their span, which the draft holds."""

    def entry(self, span: Span, matcher: str | None) -> Provenance:
        """The entry of a value; one and the same for all values of the same span: what a merged cell says stands in
        every row beside it.
        """
        key = (id(span), matcher)
        entry = self._places.get(key)
        if entry is None:
            entry = self._places[key] = provenance(span, matcher, self.doubts)
        return entry


def _lower(value: DraftValue, at: str, out: _Lowered) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Found):
        if value.span:
            out.entries[at] = out.entry(value.span, value.matcher)
            out.repairs.extend(_repairs(value, at))
        return _lower(value.value, at, out)
    if isinstance(value, (list, tuple)):
        return [_lower(v, f"{at}/{i}", out) for i, v in enumerate(value)]
    if isinstance(value, _MAPPINGS):
        return {k: _lower(v, f"{at}/{escape(k)}", out) for k, v in value.items()}
    return out.root + value.pointer if isinstance(value, Within) else value


def assemble(
    draft: Draft, model: type[Document], index: int, doubts: Doubts = _SURE
) -> tuple[Document, dict[str, Provenance]]:
    """The validated document at place ``index`` of the output and its provenance entries; ``doubts`` are the regions of
    its pages whose structure is doubtful.

    Raises pydantic's ``ValidationError`` when a kind builds what its model does not allow: a fault of the program.
    """
    root = f"/documents/{index}"
    out = _Lowered(root, doubts)
    document = model.model_validate(_lower(draft, root, out))
    document.corrections.extend(out.repairs)
    return document, out.entries
