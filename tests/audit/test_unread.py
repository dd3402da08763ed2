"""What stands in no value is told with its place: offices that nobody signs for."""

from __future__ import annotations

import pytest

from extractor.audit.unread import unread_findings
from extractor.read.words import Span, Word
from extractor.records.unread import Unread
from extractor.schema import PerjanjianKinerja, Signatory


@pytest.mark.parametrize(("role", "told"), [(None, ["signatory-missing"]), ("second_party", [])])
def test_an_office_over_a_number_in_an_agreement_that_names_no_parties(role: str | None, told: list[str]) -> None:
    office = Span([Word("Kepala", 1, (50, 50, 80, 60)), Word("Bidang", 1, (85, 50, 120, 60))])
    signer = Signatory.model_validate({"name": "BUDI CONTOH", "role": role})
    document = PerjanjianKinerja(signatories=[signer])
    found = list(unread_findings([document], {0: Unread(unsigned=[office])}, "en"))
    assert [f.code for f in found] == told
    assert [p.text for f in found for p in f.places] == ["Kepala Bidang"] * len(told)
