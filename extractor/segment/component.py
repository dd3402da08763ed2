"""A component document of a file, with its zones: what segmentation hands to the kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.match.column import Columns
from extractor.match.columns import read_columns
from extractor.read.words import Span


@dataclass(frozen=True)
class SignedPlace:
    """The line(s) with place and date over a signature, and what they say.

    ``act`` is the verb of a regulation's end, `Ditetapkan` or `Diundangkan`. ``date`` is the part that holds the date.
    """

    span: Span
    place: Span | None = None
    date: Span | None = None
    act: Span | None = None


@dataclass(frozen=True)
class SignatureBlock:
    """One person's signature, by what its lines are.

    ``position`` are the office (jabatan) lines over the name, ``role`` the ``PIHAK KEDUA`` kind of line,
    ``on_behalf_of`` the position after ``a.n.``. ``name`` is ``None`` where nobody signs under the position;
    ``unsigned`` says that dots, an empty NIP or a number alone are printed there. ``signed`` is the place and date that
    stands over this very signature.
    """

    name: Span | None = None
    position: Span | None = None
    role: Span | None = None
    rank: Span | None = None
    nip: Span | None = None
    on_behalf_of: Span | None = None
    signed: SignedPlace | None = None
    unsigned: bool = False
    certifies: bool = False
    """Who certifies that a copy is like its original: no party, no issuer."""
    page: int = 1
    top: float = 0.0


@dataclass(frozen=True)
class Party:
    """A person whom an agreement's statement names: its `Nama`, `Jabatan`, `NIP` and `Pangkat` lines and what it calls
    the person."""

    name: Span | None = None
    position: Span | None = None
    role: Span | None = None
    nip: Span | None = None
    rank: Span | None = None


@dataclass(frozen=True)
class TitleBlock:
    """A title as it stands on a page: its title words, its unit words, the year that the title states."""

    title: Span
    unit: Span | None = None
    page: int = 1
    lines: tuple[Line, ...] = ()
    year: Span | None = None
    cover: bool = False
    """Stands on a cover, a page that holds nothing but a title, or over the front matter of a booklet."""


@dataclass(frozen=True)
class Letterhead:
    """The parts of the head of a page."""

    government: Span | None = None
    office: Span | None = None
    address: Span | None = None
    phone: Span | None = None
    email: Span | None = None


@dataclass(frozen=True)
class Component:
    """A component document: its pages' flow cut to what belongs to it, and the zones found in it.

    ``rival`` is a kind that is nearly as likely. ``blocks`` is the whole flow in reading order (lines and tables of all
    pages); ``body`` is the same without what the zones took (letterhead, title, signatures).
    """

    kind: str
    pages: tuple[PageLayout, ...]
    blocks: tuple[Block, ...]
    titles: tuple[TitleBlock, ...] = ()
    letterhead: Letterhead | None = None
    signed: tuple[SignedPlace, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    parties: tuple[Party, ...] = ()
    body: tuple[Block, ...] = field(default=())
    rival: str | None = None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Line))

    @cached_property
    def body_lines(self) -> tuple[Line, ...]:
        """The lines that no zone took, those of tables aside."""
        return tuple(b for b in self.body if isinstance(b, Line))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))

    @cached_property
    def columns(self) -> tuple[Columns, ...]:
        """What the columns of each table mean."""
        read: list[Columns] = []
        for table in self.tables:
            read.append(read_columns(table, behind=read[-1] if read else None))
        return tuple(read)
