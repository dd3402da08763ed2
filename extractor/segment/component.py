"""A component document of a file, with its zones: what segmentation hands to the kinds."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.layout.blocks import Block, Line, PageLayout, Table
from extractor.read.words import Span


@dataclass(frozen=True)
class SignatureBlock:
    """One person's signature: lines top to bottom, by what they are.

    ``position_lines`` are the office (jabatan) lines over the name, ``role_line`` the ``PIHAK KEDUA`` kind of line,
    ``on_behalf_of`` the position after ``a.n.``.
    """

    name: Span | None = None
    position: Span | None = None
    role: Span | None = None
    rank: Span | None = None
    nip: Span | None = None
    on_behalf_of: Span | None = None
    page: int = 1
    top: float = 0.0


@dataclass(frozen=True)
class SignedPlace:
    """The line(s) with place and date over a signature, and what they say."""

    span: Span
    place: Span | None = None
    date: Span | None = None


@dataclass(frozen=True)
class TitleBlock:
    """A title as it stands on a page: its title lines and its unit lines."""

    title: Span
    unit: Span | None = None
    page: int = 1
    lines: tuple[Line, ...] = ()


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

    ``blocks`` is the whole flow in reading order (lines and tables of all pages); ``body`` is the same without what the
    zones took (letterhead, title, signatures).
    """

    kind: str
    pages: tuple[PageLayout, ...]
    blocks: tuple[Block, ...]
    titles: tuple[TitleBlock, ...] = ()
    letterhead: Letterhead | None = None
    signed: tuple[SignedPlace, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    body: tuple[Block, ...] = field(default=())

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))
