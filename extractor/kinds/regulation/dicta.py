"""The dicta of a decree: ``KESATU :`` at the margin, where regulations have articles.

Comes in: a row. Goes out: its label. Separate from the labels, which see text alone: a scan may lose the colon, and
then the space after the word tells.
"""

from __future__ import annotations

from extractor.kinds.regulation.labels import Label, dictum_label
from extractor.kinds.regulation.rows import Row

_APART = 1.5
"""Type sizes between the word of a dictum and its text, where no colon stands between them."""


def dictum_of(row: Row) -> Label | None:
    """The label of a dictum: by its colon, or where a scan lost that, by the space after the word."""
    label = dictum_label(row.text)
    if label is not None or not row.drawn or len(row.span.words) < 2:
        return label
    first, second = row.span.words[:2]
    return dictum_label(f"{first.text}:") if second.box[0] - first.box[2] > _APART * first.size else None
