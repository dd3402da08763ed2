"""Which texts are worth the entity model's time."""

from __future__ import annotations

import pytest

from extractor.match.entity_gate import may_name


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Bupati menetapkan rencana kerja", False),
        ("jumlah jalan yang baik", False),
        ("Bupati Maju menetapkan", True),
        ("oleh Xaverius kemarin", True),
        ("di Sleman", True),
        ("Kepala Desa wajib menyusun laporan", False),
        ("Kepala Desa Sukamaju wajib", True),
        ("menurut Undang-Undang Nomor 9 Tahun 2031 tentang jalan", False),
        ("menurut Undang-Undang Nomer 9 Tahun 2031 tentang jalan", True),
        ("(Lembaran Negara Republik Indonesia Tahun 2031 Nomor 3)", False),
        ("alokasi dari APBD dan DAK", False),
        ("Sub Kegiatan Pembinaan", False),
        ("", False),
    ],
)
def test_a_class_word_alone_names_nobody(text: str, worth: bool) -> None:
    assert may_name(text) is worth
