"""What was weighed on a page is drawn: chosen and rejected readings with their scores, cards with their reasons."""

from __future__ import annotations

from pathlib import Path
from random import Random
from xml.etree import ElementTree as Tree

import pytest
from chart_page import chart_page
from click.testing import CliRunner

from extractor.cli import main
from extractor.kinds.cascade.explain import explain
from extractor.layout.blocks import PageLayout
from extractor.layout.charts import Chart
from extractor.layout.tables.find import PageReading
from extractor.layout.tables.readings import readings
from extractor.read.page import Page
from extractor.schema import Cascading, Extraction, Source
from extractor.schema.document import Node
from extractor.training.table_pages import drawn_table
from extractor.write.why import why

SOURCE = Source(name="page.pdf", sha256="0" * 64, media_type="application/pdf", pages=1, text_source="embedded")


def rivals() -> Page:
    """A table of columns with some of its uprights missing: its lines and its white tell different cells."""
    chance = Random(11)
    pages = (drawn_table(chance, "columns").page for _ in range(20))
    return next(p for p in pages if {r.fate for r in readings([p], 1)} == {"chosen", "rejected"})


def test_chosen_and_rejected_readings_are_told_with_scores_and_features() -> None:
    page = rivals()
    svg = why(Extraction(source=SOURCE, documents=[]), [PageLayout(page, ())], 1, "en")
    titles = [t.text or "" for t in Tree.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")]
    for reading in readings([page], 1):
        said = f"{reading.rated.candidate.proposer} {reading.rated.score:.2f}: "
        (title,) = [t for t in titles if t.startswith(said)]
        assert ("chosen" in title) == (reading.fate == "chosen")
        assert f"wide_gaps {reading.rated.features.wide_gaps:.2f}" in title
    assert "kalah dari bacaan lain" in why(Extraction(source=SOURCE, documents=[]), [PageLayout(page, ())], 1, "id")


def test_cards_of_a_chart_tell_their_level_and_reason() -> None:
    page = chart_page()
    document = Cascading(pages=[1, 1], tree=[Node(level="tujuan", title="Kota")])
    svg = why(Extraction(source=SOURCE, documents=[document]), [PageLayout(page, ())], 1, "en")
    assert "sasaran: " in svg
    assert "connector" in svg
    # a line to each card but the root, with the score of the parent
    cards = explain([page])
    assert sum(bool(card.parent) for card in cards) == svg.count("<path") == len(cards) - 1
    scores = [card.score for card in cards if card.parent]
    assert all(float(score) > 0 for score in scores)
    assert all(f">{score}<" in svg for score in scores)


def test_an_empty_page_says_so_and_a_page_that_was_not_read_is_an_error() -> None:
    layouts = [PageLayout(Page(1, 300, 200), ())]
    assert "No table or chart" in why(Extraction(source=SOURCE, documents=[]), layouts, 1, "en")
    with pytest.raises(ValueError, match="page 2"):
        why(Extraction(source=SOURCE, documents=[]), layouts, 2, "en")


def test_the_command_line_writes_it(tmp_path: Path) -> None:
    file, out = tmp_path / "perjanjian.txt", tmp_path / "why.svg"
    file.write_text("PERJANJIAN KINERJA TAHUN 2024\n\nNO\tSASARAN\tINDIKATOR KINERJA\tTARGET\n1\tMaju\tNilai\t90\n")
    done = CliRunner().invoke(main, [str(file), "--why", str(out), "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert "chosen" in out.read_text(encoding="utf-8")


def test_readings_of_a_table_on_a_page_read_as_a_chart_are_told_as_given_up_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = rivals()
    monkeypatch.setattr(
        "extractor.layout.tables.readings.read_page", lambda *_: PageReading((), (), chart=Chart(page, (), ()))
    )
    assert {r.fate for r in readings([page], 1)} == {"chart"}
