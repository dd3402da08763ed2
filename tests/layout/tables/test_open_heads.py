"""Headings of tables without upright lines."""

from __future__ import annotations

from table_pages import words

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.open_heads import Head, find_heads


def line(top: float, *placed: tuple[str, float], bold: bool = True) -> Line:
    return Line(tuple(w for text, x in placed for w in words(text, x, top, bold=bold)))


def only(lines: list[Line], seps: tuple[Separator, ...] = ()) -> Head:
    ((_, _, head),) = find_heads(lines, seps)
    return head


def named(head: Head) -> list[str]:
    return [" ".join(p.text for p in c.parts) for c in head.columns]


def super_headings(head: Head) -> list[tuple[str, int, int]]:
    return [(" ".join(p.text for p in own), first, last) for own, first, last in head.over]


BODY = line(140, ("Jumlah pasar", 100), ("5", 310), ("6", 390), bold=False)


def test_a_line_under_a_super_heading_says_which_columns_it_spans() -> None:
    lines = [
        line(100, ("Indikator Kinerja", 100), ("Target", 335)),
        line(118, ("2041", 300), ("2042", 380)),
        BODY,
    ]
    head = only(lines, (Separator(114, ((290, 420),)), Separator(132, ((90, 420),))))
    assert named(head) == ["Indikator Kinerja", "2041", "2042"]
    assert super_headings(head) == [("Target", 1, 2)]


def test_without_a_line_a_super_heading_stands_in_the_middle_of_its_columns() -> None:
    lines = [line(100, ("Indikator Kinerja", 100), ("Target", 335)), line(112, ("2041", 300), ("2042", 380)), BODY]
    head = only(lines)
    assert named(head) == ["Indikator Kinerja", "2041", "2042"]
    assert super_headings(head) == [("Target", 1, 2)]


def test_brackets_beside_a_heading_belong_to_it() -> None:
    lines = [line(100, ("Program", 100), ("Anggaran", 300), ("(Rp)", 352)), line(120, ("Pasar", 100), ("5.000", 300))]
    assert named(only(lines)) == ["Program", "Anggaran (Rp)"]


def test_prose_over_a_heading_is_no_part_of_it() -> None:
    prose = line(88, ("sasaran dan indikator kinerja yang hendak dicapai selama tahun anggaran", 50), bold=False)
    lines = [prose, line(100, ("Indikator Kinerja", 100), ("Target", 300), bold=False), BODY]
    head = only(lines)
    assert head.lines == lines[1:2]
    assert named(head) == ["Indikator Kinerja", "Target"]


def test_a_line_under_a_whole_storey_gives_each_super_heading_the_columns_around_its_middle() -> None:
    names = [(text, 60 + 60 * k) for k, text in enumerate(["Uraian", "Indikator", "Target"] * 3)]
    storeys = [
        line(100, ("Sasaran", 112), ("Program", 304), ("Kegiatan", 470)),
        line(109, ("No", 20)),
        line(118, *names),
        line(140, ("1", 20), *((text, x) for (_, x), text in zip(names, "abcdefghi", strict=True)), bold=False),
    ]
    head = only(storeys, (Separator(114, ((50, 600),)), Separator(132, ((10, 600),))))
    assert named(head) == ["No", *(text for text, _ in names)]
    assert sorted(super_headings(head), key=lambda s: s[1]) == [
        ("Sasaran", 1, 3),
        ("Program", 4, 6),
        ("Kegiatan", 7, 9),
    ]
