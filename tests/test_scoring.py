"""The scorer of the published figures: pairs records, counts fields, and looks at nothing that gold leaves out."""

from __future__ import annotations

from typing import Any

from benchmarks.scoring import Score

GOLD = {
    "documents": [{"title": "RENCANA", "indicators": [{"name": "Panen garam", "row": "1"}, {"name": "Panen teri"}]}]
}


def score(**document: Any) -> Score:
    found = Score()
    found.add(GOLD, {"documents": [{"title": "Rencana", "year": 2041, "indicators": [], **document}]})
    return found


def test_the_same_but_for_case_and_fields_that_gold_leaves_out_is_exact() -> None:
    rows = [{"name": "panen teri", "row": None}, {"name": "Panen garam", "row": "1"}]
    found = score(indicators=rows)
    assert (found.exact, found.documents) == (1, 1)
    assert found.total().scores() == (1, 1, 1)
    assert "year" not in found.fields


def test_a_record_too_many_costs_itself_and_one_too_few_its_fields() -> None:
    names = ["Panen garam", "Sesuatu yang lain sama sekali", "Panen teri"]
    found = score(indicators=[{"name": n, "row": "1" if n == names[0] else None} for n in names])
    assert found.fields["indicators.name"].scores()[:2] == (2 / 3, 1)
    assert found.exact == 0
    assert score().fields["indicators.name"].scores()[1] == 0


def test_a_slip_is_close_and_not_the_same() -> None:
    count = score(indicators=[{"name": "Panen garam", "row": "1"}, {"name": "Panen terri"}]).fields["indicators.name"]
    assert (count.same, count.close) == (1, 1)
    long = {"documents": [{"title": "Meningkatnya tata kelola arsip daerah"}]}
    found = Score()
    found.add(long, {"documents": [{"title": "Meningkatnya tata kelola arsip daerh"}]})
    assert (found.fields["title"].same, found.fields["title"].close) == (0, 1)
