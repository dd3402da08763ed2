"""The documents as the checks want to see them: records with their JSON Pointers, and names made comparable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio, token_sort_ratio

from extractor.schema import Document, Indicator, Provenance, Signatory

_SURE, _SURE_OCR = 0.9, 0.6
"""Confidence below which a reading was a near tie (of a text layer) or is doubtful (of a picture)."""
_NEAR_TIE = 0.9
"""Confidence below which a place in a tree could be another: each box may hang elsewhere."""
SURE_PLACE = 0.9
"""Confidence from which what a further place prints otherwise is a fault of the document: a picture that shows it
badly says nothing against what is read surely elsewhere.
"""
_NUMBERS = ("number", "row", "label")
"""Fields that hold the number of a record in its list."""
_NO_WORD = re.compile(r"\W+")


class View:
    """All documents of a file with their provenance. The index of a document is its place in the output."""

    def __init__(self, documents: Sequence[Document], provenance: dict[str, Provenance]) -> None:
        self.documents = list(documents)
        self.provenance = provenance

    def entry(self, pointer: str) -> Provenance | None:
        """The provenance of a value: its own entry or that of its nearest parent that has one."""
        while pointer.count("/") > 2:
            if (entry := self.provenance.get(pointer)) is not None:
                return entry
            pointer = pointer.rpartition("/")[0]
        return None

    def counted(self, pointer: str) -> Provenance | None:
        """The provenance of a value; of a record without one of its own that of the number which it bears."""
        return self.entry(pointer) or next(
            (entry for leaf in _NUMBERS if (entry := self.provenance.get(f"{pointer}/{leaf}")) is not None), None
        )

    def sure(self, pointers: Sequence[str]) -> bool:
        """Whether no reading of the values was a near tie and none of a picture was doubtful."""
        entries = [entry for pointer in pointers if (entry := self.entry(pointer)) is not None]
        return all(e.confidence >= (_SURE_OCR if e.method.startswith("ocr") else _SURE) for e in entries)

    def printed(self, pointer: str) -> bool:
        """Whether the value itself was printed, not concluded; without any provenance nothing speaks against it."""
        return pointer in self.provenance or not self.provenance

    def indicators(self) -> Iterator[tuple[int, str, Indicator]]:
        """Document index, pointer, indicator."""
        for i, document in enumerate(self.documents):
            for j, indicator in enumerate(document.indicators):
                yield i, f"/documents/{i}/indicators/{j}", indicator

    def signatories(self) -> Iterator[tuple[int, str, Signatory]]:
        """Document index, pointer, signatory."""
        for i, document in enumerate(self.documents):
            for j, signatory in enumerate(document.signatories):
                yield i, f"/documents/{i}/signatories/{j}", signatory

    def tree_in_doubt(self, i: int) -> bool:
        """Whether most places in a document's tree could be others: a scanned chart that does not show all of its walls
        and connectors, or none of whose boxes were told at all.
        """
        at = f"/documents/{i}/"
        scanned = {
            pointer: e
            for pointer, e in self.provenance.items()
            if pointer.startswith(at) and e.method.startswith("ocr")
        }
        document = self.documents[i]
        if scanned and document.kind == "cascading" and not getattr(document, "tree", None) and not document.indicators:
            return True
        read = [e for pointer, e in scanned.items() if pointer.startswith(f"{at}tree/")]
        return 2 * sum(entry.confidence >= _NEAR_TIE for entry in read) < len(read)

    def cells(self, i: int) -> Iterator[tuple[list[str], list[str]]]:
        """Heading and row of every row of a document's tables."""
        for table in self.documents[i].tables:
            yield from ((table.header, row) for row in table.rows)


@lru_cache(maxsize=4096)
def plain(text: str | None) -> str:
    """The text for comparing: case folded, punctuation and white space as single blanks."""
    return _NO_WORD.sub(" ", (text or "").casefold()).strip()


def same_text(a: str, b: str, threshold: float = 94) -> bool:
    """Whether two plain texts say the same but for slips and the order of words."""
    return (
        ratio(a, b, score_cutoff=threshold) >= threshold or token_sort_ratio(a, b, score_cutoff=threshold) >= threshold
    )


def same_person(a: str, b: str) -> bool:
    """Whether two names (without titles) are one: equal but for slips, or one a short form of the other."""
    x, y = plain(a), plain(b)
    if not x or not y:
        return False
    if same_text(x, y, 88):
        return True
    short, long = sorted((x.split(), y.split()), key=lambda words: (len(words), sum(map(len, words))))
    return all(any(part == whole or (len(part) == 1 and whole.startswith(part)) for whole in long) for part in short)
