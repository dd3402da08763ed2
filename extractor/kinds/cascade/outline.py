"""A cascade without geometry: headed blocks and small tables in reading order become pieces.

In comes the flow of a component (lines and tables), out come the pieces in order of their headings, sheet by sheet.
A chart that was written out row by row reads across: first the boxes of a row as far as the page reached, then,
after the page break, what was cut off each of them. Those displaced runs of lines are dealt out to the boxes that
lack just them, the first such box first. Apart from the chart reader because here only order, headings and numbers
speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.fuzz import token_set_ratio

from extractor.kinds.cascade.abreast import join_abreast
from extractor.kinds.cascade.indicators import numbered
from extractor.kinds.cascade.labels import read_echelon, read_label
from extractor.kinds.cascade.named_again import without_known
from extractor.kinds.cascade.offices import names_office, office_depth
from extractor.kinds.cascade.piece import Piece, Stage
from extractor.kinds.cascade.reader import read_pieces
from extractor.kinds.cascade.statements import STATEMENTS
from extractor.kinds.cascade.tables import Grids
from extractor.knowledge import kept, toml
from extractor.layout.blocks import Block, Line, Table
from extractor.layout.charts import EDGE
from extractor.printed import any_of
from extractor.read.words import Span, join


@kept
def _order() -> tuple[re.Pattern[str], ...]:
    """What tells the parts of an explanation, in the order in which they are printed."""
    parts = toml("cascading")["explanation"]["order"]
    return tuple(re.compile(any_of(words, " "), re.IGNORECASE) for words in parts.values())


def read_outline(blocks: Sequence[Block]) -> list[Piece]:
    """The pieces of the flow, displaced lines given back to the pieces that they were cut from."""
    pieces: list[Piece] = []
    echelon = Span()
    sheet = 0
    grids = Grids()
    chunks = list(_with_offices(_chunks(join_abreast(blocks))))
    read = [read_pieces(chunk, Piece(stage="lead")) if isinstance(chunk, list) else chunk for chunk in chunks]
    office: Piece | None = None
    placed: list[tuple[Table, Piece]] = []
    for i, chunk in enumerate(read):
        told = False
        if isinstance(chunk, Table):
            grid = grids.read(chunk)
            if grid is not None:
                grid = without_known(grid, pieces) if office is None else grid
                level = next((p.level for p in grid if p.level), None)
                while pieces and pieces[-1].level == level and not pieces[-1].title and not pieces[-1].groups:
                    if pieces[-1].echelon:
                        echelon = pieces[-1].echelon
                    pieces.pop()
                for piece in grid:
                    piece.under = piece.under or office or (_office_over(chunk, piece, placed) if piece.band else None)
                placed += [(chunk, piece) for piece in grid if piece.band]
                told = any(piece.echelon for piece in grid)
                new = grid
            else:
                new = _columns(chunk, pieces[sheet:])
        elif isinstance(chunk, Piece):
            office, new = chunk, [chunk]
        else:
            office = None
            first, *new = chunk
            run = chunks[i]
            if isinstance(run, list) and _states_alone(first, pieces[sheet:]):
                first, new = Piece(stage="lead"), read_pieces(run)
            if first.echelon:
                echelon = first.echelon
            if not first.blank or first.slots:
                _deal(first, pieces[sheet:], None if new else _follows(read[i + 1 : i + 2]))
        for piece in new if not told else ():
            if piece.echelon:
                echelon = piece.echelon
            piece.echelon = echelon
        if new and pieces and new[0].level == "tujuan" and any(p.level not in ("tujuan", None) for p in pieces[sheet:]):
            sheet = len(pieces)
        pieces += new
    return [p for p in pieces if p.title or p.objective or any(not g.empty for g in p.groups)]


def _states_alone(first: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a run that begins with a statement under its heading (`Sasaran Kegiatan : ...`) is a node of its own: no
    node above waits for one.
    """
    if first.lead or first.slots[:1] != ["objective"]:
        return False
    return not any(_accepts(p, first, None, "objective") for p in pieces)


def _with_offices(chunks: Iterable[list[Line] | Table]) -> Iterator[list[Line] | Table | Piece]:
    """The chunks, a line that names an office right over a table as the node of the office."""
    run: list[Line] = []
    for chunk in chunks:
        office = _office_of(run[-1]) if run and isinstance(chunk, Table) else None
        if run and (office is None or len(run) > 1):
            yield run if office is None else run[:-1]
        if office is not None:
            yield office
        run = []
        if isinstance(chunk, Table):
            yield chunk
        else:
            run = chunk
    if run:
        yield run


def _office_of(line: Line) -> Piece | None:
    """The office that a line names and nothing else (`Jabatan : Kepala Bidang Air`, `2. Bidang Air`)."""
    label = read_label(line.span)
    span = label.rest if label is not None and label.role == "holder" else line.span
    numeral, span = read_echelon(span) or (Span(), span)
    if not names_office(numbered(span)[1]):
        return None
    return Piece(title=[Line(span.words)], echelon=numeral, tabular=True, band=True)


def _office_over(table: Table, piece: Piece, placed: Sequence[tuple[Table, Piece]]) -> Piece | None:
    """The office over the table of another one: of those on the page, the nearest that stands higher and as wide."""
    depth = _depth(piece)
    x0, top, x1, _ = table.box
    over = [
        (other.bottom, office)
        for other, office in placed
        if other.pages == table.pages
        and other.bottom <= top + EDGE
        and min(x1, other.box[2]) - max(x0, other.box[0]) > (x1 - x0) / 2
        and _depth(office) < depth
    ]
    return max(over, key=lambda o: o[0])[1] if over else None


def _depth(piece: Piece) -> int:
    """How deep the office stands that a band names; none stands over a statement."""
    return office_depth(join(piece.title)) or 0


def _chunks(blocks: Iterable[Block]) -> Iterable[list[Line] | Table]:
    """Runs of lines without a blank line between them, and tables."""
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Table):
            if run:
                yield run
            run = []
            yield block
            continue
        if run and _parted(run[-1], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _parted(before: Line, line: Line) -> bool:
    height = max(before.box[3] - before.box[1], line.box[3] - line.box[1])
    return before.page != line.page or not -height <= line.box[1] - before.box[3] <= 0.9 * height


def _columns(table: Table, pieces: list[Piece]) -> list[Piece]:
    """A table whose columns are boxes: every column is read from top to bottom, left before right."""
    new: list[Piece] = []
    columns: list[list[Line]] = []
    for c, head in enumerate(table.header):
        lines = [Line(head.words)] if head else []
        seen: set[int] = set()
        for row in table.rows:
            if id(row[c]) not in seen and row[c].column == c:
                lines += row[c].lines
            seen.add(id(row[c]))
        lines = [line for line in lines if any(ch.isalnum() for ch in line.text)]
        if lines:
            columns.append(lines)
    heads = [read_label(lines[0].span) for lines in columns]
    boxes = len(columns) > 1 and all(h is not None and h.role in ("level", "objective") for h in heads)
    for lines in columns:
        if boxes:
            new += read_pieces(lines)
            continue
        first, *rest = read_pieces(lines, Piece(stage="lead"))
        if not first.blank or first.slots:
            _deal(first, pieces + new)
        new += rest
    return new


def _parts(lines: Sequence[Line]) -> set[int]:
    text = " ".join(line.text for line in lines)
    parts = {i for i, pattern in enumerate(_order()) if pattern.search(text)}
    if lines and not parts:
        parts.add(0)
    first = lines[0].text if lines else ""
    if parts and not any(p.search(first) for p in _order()) and any(ch.isalpha() for ch in first):
        parts.add(0)  # unlabelled text at the head of an explanation is its formula
    return parts


_BEFORE: dict[str, Stage] = {
    "objective": "title",
    "indicator": "objective",
    "explanation": "indicator",
    "target": "indicator",
}


def _follows(chunks: Sequence[list[Piece] | Table | Piece]) -> Stage | None:
    """The slot that the next run of lines begins with, where it goes on with a piece."""
    for chunk in chunks:
        if isinstance(chunk, list) and not chunk[0].lead and chunk[0].slots:
            return chunk[0].slots[0]
    return None


def _deal(more: Piece, pieces: list[Piece], next_slot: Stage | None = None) -> None:
    """Gives a continuation to the piece that it was cut from."""
    following = more.slots[0] if more.slots else None
    lead = _BEFORE.get(following or next_slot or "") if more.lead else None
    able = [p for p in pieces if _accepts(p, more, lead, following)]
    if not able and lead is not None and following is None:
        lead = None
        able = [p for p in pieces if _accepts(p, more, lead, following)]
    if able:
        piece = _best(able, more, lead)
        piece.absorb(more, lead or piece.open_slot() or piece.stage)
    elif pieces and not pieces[-1].tabular:
        # (what a cell of a grid says ends with its cell)
        pieces[-1].absorb(more, lead or pieces[-1].stage)


def _accepts(piece: Piece, more: Piece, lead: Stage | None, following: str | None) -> bool:
    grouped = any(not g.empty for g in piece.groups)
    if lead == "title":
        return not piece.title and not piece.objective and not grouped
    if lead == "objective":
        return bool(piece.title) and not piece.objective and not grouped
    if lead == "indicator":
        return piece.open_slot() == "indicator" or (bool(piece.objective) and not grouped)
    if more.lead:
        return piece.open_slot() is not None
    if following == "objective":
        return bool(piece.title) and not piece.objective and not grouped and piece.level not in STATEMENTS
    if following == "indicator":
        return bool(piece.title) and not grouped
    if following == "explanation" and grouped:
        if not more.groups or not more.groups[-1].explanation:
            return not piece.groups[-1].explanation
        have = _parts(piece.groups[-1].explanation)
        return not have or max(have) < min(_parts(more.groups[0].explanation))
    return False


def _best(able: list[Piece], more: Piece, lead: Stage | None) -> Piece:
    """The first of the pieces, unless the words of a statement speak for another one's title."""
    if lead == "objective" and len(able) > 1:
        said = " ".join(line.text for line in more.lead)
        scores = [token_set_ratio(said, " ".join(line.text for line in p.title)) for p in able]
        best = max(scores)
        if best >= 80 and scores[0] < best - 20:
            return able[scores.index(best)]
    return able[0]
