"""Blocks to a text export, in the manner of programs that turn scans to text: markdown titles, tabs, HTML in cells."""

from __future__ import annotations

from collections.abc import Iterable

from samples.blocks import Block, CellLike, Centre, Fields, NewPage, Rows, Signatures, Signer, Text


def _cell(cell: CellLike) -> str:
    if isinstance(cell, str):
        return cell
    if len(cell.lines) == 1:
        return cell.lines[0]
    return " ".join(f"<p>{line}</p>" for line in cell.lines)


def _rows(block: Rows) -> list[str]:
    out = ["\t".join(block.header)]
    if block.numbers:
        out.append("\t".join(str(i + 1) for i in range(len(block.header))))
    for n, row in enumerate(block.rows):
        if n in block.breaks:
            out += ["", "\t".join(block.header)]
        out.append("\t".join(_cell(c) for c in row))
    return [*out, ""]


def _signer(signer: Signer) -> list[str]:
    return [*signer.above, "", "", signer.name, *signer.below, ""]


def lines(blocks: Iterable[Block]) -> Iterable[str]:
    """The lines of the export."""
    for block in blocks:
        match block:
            case Centre(lines=got, bold=bold):
                text = "\n".join(got)
                yield from (f"**{text}**" if bold else text).split("\n")
                yield ""
            case Text(text=got, label=label, bold=bold, key=key):
                head = " ".join(x for x in (f"{key} :" if key else "", label) if x)
                line = f"{head} {got}" if head else got
                yield f"**{line}**" if bold else line
                yield ""
            case Fields(pairs=pairs):
                yield from (f"{label} : {value}" for label, value in pairs)
                yield ""
            case Rows():
                yield from _rows(block)
            case Signatures(left=left, right=right, place=place):
                yield from (*place, "") if place else ()
                for signer in (left, right):
                    if signer is not None:
                        yield from _signer(signer)
            case NewPage():
                yield from ("", "", "")


def export(blocks: Iterable[Block]) -> bytes:
    """The text export."""
    return ("\n".join(lines(blocks)).rstrip("\n") + "\n").encode()
