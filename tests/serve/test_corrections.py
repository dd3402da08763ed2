"""Corrections: what is kept, how it meets a result of a later run, and that two people lose nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.serve import fields
from extractor.serve.desk import Desk, SeenOtherwiseError
from extractor.serve.merge import merge
from extractor.serve.pointers import get
from extractor.serve.store import Stale, Store, insert_review

from .conftest import FAULTY

TOTAL = "/documents/0/budget_total"
TARGET = "/documents/0/indicators/0/target"


def codes(findings: list[dict[str, Any]]) -> list[str]:
    return [f["code"] for f in findings]


def result_path(desk: Desk) -> Path:
    return desk.archive.place(FAULTY)


def rewrite(desk: Desk, change: Any) -> None:
    """A later run of the program wrote the result otherwise."""
    data = json.loads(result_path(desk).read_text(encoding="utf-8"))
    change(data)
    result_path(desk).write_text(json.dumps(data), encoding="utf-8")


def with_a_row_before(data: dict[str, Any]) -> None:
    """The later run found one indicator more, at the top: all others are counted one further."""
    document = data["documents"][0]
    document["indicators"].insert(0, {**document["indicators"][0], "name": "Jumlah lain", "target": None})
    moved = {}
    for key, place in data["provenance"].items():
        parts = key.split("/")
        if parts[3] == "indicators":
            parts[4] = str(int(parts[4]) + 1)
        moved["/".join(parts)] = place
    data["provenance"] = moved


def test_a_correction_is_shown_and_the_result_stays_as_it_was(desk: Desk) -> None:
    before = result_path(desk).read_bytes()
    desk.correct(FAULTY, TOTAL, "Rp 200.000.000", before=210_000_000, who="Rina")
    view = desk.view(FAULTY)
    assert get(view.merged.result, TOTAL) == 200_000_000
    assert view.merged.result["provenance"][TOTAL]["text"] == "Rp 210.000.000"
    assert view.merged.result["provenance"][TOTAL]["confidence"] == 1.0
    assert result_path(desk).read_bytes() == before


def test_findings_follow_the_corrected_values(desk: Desk) -> None:
    assert "budget-total-mismatch" in codes(desk.view(FAULTY).findings)
    number = desk.correct(FAULTY, TOTAL, 200_000_000, before=210_000_000, who="Rina")
    assert "budget-total-mismatch" not in codes(desk.view(FAULTY).findings)
    assert "numbering" in codes(desk.view(FAULTY).findings)
    desk.undo(FAULTY, number, "Rina")
    assert "budget-total-mismatch" in codes(desk.view(FAULTY).findings)


def test_a_correction_can_make_a_finding(desk: Desk) -> None:
    desk.correct(FAULTY, "/documents/0/signatories/0/nip", "123", before="200311242029011007", who="Rina")
    assert codes(desk.view(FAULTY).findings).count("nip-format") == 2


def test_of_two_corrections_the_later_holds_and_its_undoing_brings_the_former_back(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 1, before=210_000_000, who="A")
    second = desk.correct(FAULTY, TOTAL, 2, before=1, who="B")
    assert get(desk.view(FAULTY).merged.result, TOTAL) == 2
    desk.undo(FAULTY, second, "B")
    assert get(desk.view(FAULTY).merged.result, TOTAL) == 1


def test_who_saw_another_value_is_told_who_changed_it(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 1, before=210_000_000, who="A")
    with pytest.raises(SeenOtherwiseError) as told:
        desk.correct(FAULTY, TOTAL, 2, before=210_000_000, who="B")
    assert told.value.present == 1
    assert told.value.last is not None
    assert told.value.last.who == "A"


def test_an_approval_of_an_old_version_is_refused(desk: Desk) -> None:
    seen = desk.view(FAULTY).version
    desk.correct(FAULTY, TOTAL, 1, before=210_000_000, who="A")
    with pytest.raises(Stale), desk.store.changing(FAULTY, seen) as db:
        insert_review(db, FAULTY, "approved", None, None, "B")
    assert desk.store.states() == {}


def test_a_correction_finds_its_value_in_a_later_run_by_what_was_printed(desk: Desk) -> None:
    before = get(desk.view(FAULTY).merged.result, TARGET)
    desk.correct(FAULTY, TARGET, "360 Foto", before=before, who="Rina")
    rewrite(desk, with_a_row_before)
    merged = desk.view(FAULTY).merged
    assert not merged.conflicts
    assert merged.result["documents"][0]["indicators"][1]["target"]["value"] == 360
    assert merged.result["documents"][0]["indicators"][0]["target"] is None


def test_an_empty_value_is_found_by_the_record_it_belongs_to(desk: Desk) -> None:
    rewrite(desk, lambda data: data["provenance"].update({
        "/documents/0/indicators/1": {**data["provenance"]["/documents/0/indicators/1/name"]}}))  # fmt: skip
    desk.correct(FAULTY, "/documents/0/indicators/1/target", "90%", before=None, who="Rina")
    rewrite(desk, with_a_row_before)
    assert desk.view(FAULTY).merged.result["documents"][0]["indicators"][2]["target"]["text"] == "90%"


def test_a_later_run_that_reads_a_third_value_is_a_conflict_and_changes_nothing(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 200_000_000, before=210_000_000, who="Rina")
    rewrite(desk, lambda data: data["documents"][0].update(budget_total=215_000_000))
    merged = desk.view(FAULTY).merged
    assert [c.reason for c in merged.conflicts] == ["changed"]
    assert merged.conflicts[0].found == 215_000_000
    assert get(merged.result, TOTAL) == 215_000_000


def test_a_later_run_that_reads_what_the_person_said_settles_the_correction(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 200_000_000, before=210_000_000, who="Rina")
    rewrite(desk, lambda data: data["documents"][0].update(budget_total=200_000_000))
    assert not desk.view(FAULTY).merged.conflicts


def test_a_value_whose_print_is_gone_is_a_conflict(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 200_000_000, before=210_000_000, who="Rina")

    def without(data: dict[str, Any]) -> None:
        data["documents"][0]["budget_total"] = None
        del data["provenance"][TOTAL]

    rewrite(desk, without)
    assert [c.reason for c in desk.view(FAULTY).merged.conflicts] == ["gone"]


def test_print_that_was_read_otherwise_is_found_by_its_place(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 200_000_000, before=210_000_000, who="Rina")
    rewrite(desk, lambda data: data["provenance"][TOTAL].update(text="Rp 21O.000.000"))
    merged = desk.view(FAULTY).merged
    assert not merged.conflicts
    assert get(merged.result, TOTAL) == 200_000_000


def test_a_removed_record_goes_on_export_and_pointers_are_counted_anew(desk: Desk) -> None:
    records = get(desk.view(FAULTY).merged.result, "/documents/0/budgets")
    desk.remove(FAULTY, "/documents/0/budgets/0", before=records[0], who="Rina")
    view = desk.view(FAULTY)
    assert len(view.merged.result["documents"][0]["budgets"]) == 2
    final = desk.reviewed(FAULTY)
    assert [b["name"] for b in final["documents"][0]["budgets"]] == [records[1]["name"]]
    assert final["provenance"]["/documents/0/budgets/0/name"]["text"] == "Penyimpanan Salinan Digital"
    assert "/documents/0/budgets/1/name" not in final["provenance"]
    mismatch = next(f for f in final["findings"] if f["code"] == "budget-total-mismatch")
    assert "79.500.000" in mismatch["message"]


def test_an_added_record_can_be_corrected_and_taken_back(desk: Desk) -> None:
    added = desk.add(
        FAULTY, "/documents/0/indicators", {"name": "Jumlah peta", "target": "12 Peta"}, who="A", drawn=None
    )
    at = "/documents/0/indicators/3"
    assert get(desk.view(FAULTY).merged.result, at)["target"]["value"] == 12
    desk.correct(FAULTY, f"{at}/name", "Jumlah peta lama", before="Jumlah peta", who="B")
    rewrite(desk, with_a_row_before)
    assert get(desk.view(FAULTY).merged.result, "/documents/0/indicators/4/name") == "Jumlah peta lama"
    desk.undo(FAULTY, added, "A")
    merged = desk.view(FAULTY).merged
    assert len(merged.result["documents"][0]["indicators"]) == 4
    assert not merged.conflicts


def test_a_drawn_place_becomes_the_place_of_the_value(desk: Desk) -> None:
    drawn = {"page": 2, "bbox": [10.0, 20.0, 90.0, 30.0], "text": "95 %"}
    desk.correct(FAULTY, "/documents/0/indicators/1/target", "95 %", before=None, who="A", drawn=drawn)
    result = desk.view(FAULTY).merged.result
    assert result["documents"][0]["indicators"][1]["target"]["value"] == 95
    assert result["provenance"]["/documents/0/indicators/1/target"]["bbox"] == drawn["bbox"]


@pytest.mark.parametrize(
    ("pointer", "value", "reason"),
    [
        (TOTAL, "dua ratus juta", "number"),
        ("/documents/0/kind", "surat_cinta", "value"),
        ("/documents/0/kind", "", "empty"),
        ("/documents/0/signatories/0/role", "saksi", "value"),
        ("/documents/0/nothing", "x", "pointer"),
        ("/documents/7/title", "x", "pointer"),
        ("/source/name", "x", "pointer"),
    ],
)
def test_what_the_contract_does_not_allow_is_refused(desk: Desk, pointer: str, value: str, reason: str) -> None:
    now = get(desk.view(FAULTY).merged.result, pointer)
    with pytest.raises(fields.FieldError) as told:
        desk.correct(FAULTY, pointer, value, before=now, who="A")
    assert told.value.reason == reason
    assert desk.store.corrections() == []


def test_a_target_is_read_from_what_is_typed_and_keeps_its_unit() -> None:
    before = {"text": "350 Foto", "value": 350, "unit": "foto", "operator": "=", "period": None}
    target = fields.typed(fields.annotation({"documents": [{"kind": "unknown"}]}, TARGET), "360", before)
    assert target == {"text": "360", "value": 360, "unit": "foto", "operator": "=", "period": None}


def test_corrections_of_one_file_say_nothing_of_another(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 1, before=210_000_000, who="A")
    assert desk.store.corrections("perjanjian_kinerja.pdf") == []
    assert desk.store.reviewed() == {FAULTY}


def test_merging_nothing_changes_nothing(desk: Desk) -> None:
    result = desk.archive.result(FAULTY)
    assert result is not None
    assert merge(result.data, result.mark, []).result == result.data


def test_what_was_kept_is_there_for_the_next_server(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 1, before=210_000_000, who="A")
    again = Store(desk.store.path.parent)
    assert [c.after for c in again.corrections()] == [1]
