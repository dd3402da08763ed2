"""What a sample document is made of, before anybody draws it: the same blocks become a PDF and a text export."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Centre:
    """Centred lines: titles, letterheads."""

    lines: tuple[str, ...]
    bold: bool = True
    size: float = 12
    ruled: bool = False
    """A rule under the lines, as under a letterhead."""


@dataclass(frozen=True)
class Text:
    """A paragraph; ``indent`` counts steps, ``label`` hangs before it (``a.``, ``(1)``, ``Menimbang :``)."""

    text: str
    label: str = ""
    indent: int = 0
    bold: bool = False
    key: str = ""
    """A word that stands left of the label on the first line (``Menimbang``)."""


@dataclass(frozen=True)
class Fields:
    """Label, colon, value, one a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """A cell of several paragraphs, or one that stretches over rows or columns."""

    lines: tuple[str, ...]
    rows: int = 1
    columns: int = 1


CellLike = str | Cell


@dataclass(frozen=True)
class Rows:
    """A ruled table. Places that a stretched cell covers hold an empty string. ``widths`` are shares of the page."""

    header: tuple[str, ...]
    rows: tuple[tuple[CellLike, ...], ...]
    widths: tuple[float, ...]
    numbers: bool = False
    """A row of column numbers under the heading."""
    breaks: tuple[int, ...] = ()
    """Rows before which the text export has a page break, so that the heading comes again."""


@dataclass(frozen=True)
class Signer:
    """A signature block, top to bottom."""

    above: tuple[str, ...]
    name: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatures:
    """People signing side by side, or one of them alone; ``place`` stands over the right one, else over the left."""

    right: Signer | None = None
    left: Signer | None = None
    place: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewPage:
    """A page break."""


Block = Centre | Text | Fields | Rows | Signatures | NewPage


@dataclass(frozen=True)
class Sample:
    """A sample: its blocks, what it says in the words of the output contract, and the findings it must give."""

    name: str
    documents: list[dict[str, object]]
    blocks: tuple[Block, ...] = ()
    findings: tuple[str, ...] = ()
    landscape: bool = False
    footer: str = ""
    extra: dict[str, object] = field(default_factory=dict)
