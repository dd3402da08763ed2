"""Which columns the texts of a heading span."""

from __future__ import annotations

from collections.abc import Sequence

from table_pages import words

from extractor.layout.blocks import Line
from extractor.layout.tables.evidence import Separator
from extractor.layout.tables.storeys import near_ties, storeys_of

Text = tuple[str, float, float]
"""A text, its left side and its top."""


def read(
    texts: Sequence[Text], borders: Sequence[float], seps: Sequence[Separator] = ()
) -> tuple[list[str], set[tuple[str, int, int]]]:
    """The own names of the columns, and the super-headings, of a heading whose columns part within ten points; the last
    is as wide as the one before it.
    """
    sides = (0.0, 2 * borders[-1] - borders[-2])
    runs = [Line(tuple(words(text, x, top))) for text, x, top in texts]
    found = storeys_of(runs, [(x - 5, x + 5) for x in borders], sides, seps)
    over = {(" ".join(n.text for n in lines), first, last) for lines, first, last in found.over}
    return [" ".join(n.text for n in own) for own in found.own], over


def test_super_headings_of_two_storeys_stand_over_their_own_columns() -> None:
    texts = [
        ("No", 5, 112),
        ("Indikator Kinerja", 160, 100),
        ("Program", 85, 112),
        ("Kegiatan", 240, 112),
        *((text, 50 + 75 * k, 124) for k, text in enumerate(("Tolok", "Target") * 2)),
        ("Pagu", 380, 112),
    ]
    own, over = read(texts, (30, 105, 180, 255, 360))
    assert own == ["No", "Tolok", "Target", "Tolok", "Target", "Pagu"]
    assert over == {("Indikator Kinerja", 1, 4), ("Program", 1, 2), ("Kegiatan", 3, 4)}


def test_a_line_under_a_whole_storey_parts_it_from_the_next_one() -> None:
    texts = [("Sasaran", 70, 100), ("Program", 270, 100)]
    texts += [(text, 30 + 100 * k, 116) for k, text in enumerate(("Uraian", "Target") * 2)]
    own, over = read(texts, (100, 200, 300), (Separator(113, ((0, 400),)),))
    assert own == ["Uraian", "Target", "Uraian", "Target"]
    assert over == {("Sasaran", 0, 1), ("Program", 2, 3)}


def test_a_line_drawn_under_a_text_says_which_columns_it_spans() -> None:
    texts = [("Nama", 20, 106), ("Target", 180, 100), ("2041", 140, 114), ("2042", 240, 114), ("Sumber", 340, 106)]
    _, over = read(texts, (100, 200, 300), (Separator(112, ((100, 300),)),))
    assert over == {("Target", 1, 2)}


def test_the_lines_of_one_name_are_no_super_heading_and_its_column() -> None:
    texts = [("Nama", 20, 106), ("Target", 135, 100), ("Kinerja", 132, 112), ("Sumber", 240, 106)]
    own, over = read(texts, (100, 200))
    assert own == ["Nama", "Target Kinerja", "Sumber"]
    assert not over


def _tied(texts: Sequence[Text], borders: Sequence[float], seps: Sequence[Separator] = ()) -> set[int]:
    """The columns of a heading that are a near tie."""
    sides = (0.0, 2 * borders[-1] - borders[-2])
    runs = [Line(tuple(words(text, x, top))) for text, x, top in texts]
    whites = [(x - 5, x + 5) for x in borders]
    return set(near_ties(runs, whites, sides, seps, storeys_of(runs, whites, sides, seps)))


def test_a_super_heading_that_may_as_well_span_its_neighbours_is_a_near_tie() -> None:
    names = [(text, 100 * k + 30, 114) for k, text in enumerate(("Nama", "2041", "2042", "Sumber"))]
    over = ("Target", 185, 100)
    assert _tied([over, *names], (100, 200, 300)) == {1, 2}
    assert not _tied([over, *names], (100, 200, 300), (Separator(112, ((100, 300),)),))
    midway = [(text, x, 107 if text in ("Nama", "Sumber") else 114) for text, x, _ in names]
    assert not _tied([over, *midway], (100, 200, 300))
