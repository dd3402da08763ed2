"""Provinces, regencies and cities by name."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import knowledge
from extractor.match.region import Region, region

REGIONS = [Region(row["code"], row["name"], row["type"]) for row in knowledge.table("regions")]  # type: ignore[arg-type]
TYPE_WORD = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")


def bare(known: Region) -> str:
    return TYPE_WORD.sub("", known.name)


def code(text: str, within: str | None = None) -> str | None:
    found = region(text, within)
    return found.code if found else None


class TestTheList:
    def test_it_is_complete(self) -> None:
        assert Counter(r.type for r in REGIONS) == {"provinsi": 38, "kabupaten": 416, "kota": 98}

    def test_codes_are_unique_and_lie_in_a_province(self) -> None:
        provinces = {r.code for r in REGIONS if r.type == "provinsi"}
        assert len({r.code for r in REGIONS}) == len(REGIONS)
        for r in REGIONS:
            assert re.fullmatch(r"\d\d" if r.type == "provinsi" else r"\d\d\.\d\d", r.code)
            assert r.code[:2] in provinces
            assert (r.code[3:] > "70") == (r.type == "kota")

    def test_names_begin_with_the_type_but_for_provinces(self) -> None:
        for r in REGIONS:
            assert r.name.split()[0].casefold() == r.type or r.type == "provinsi"
            assert r.name == " ".join(r.name.split())

    def test_other_names_are_no_region_s_official_name(self) -> None:
        official = {r.name.casefold() for r in REGIONS}
        for row in knowledge.table("regions"):
            assert official.isdisjoint(row["aka"].casefold().split(";")), row


class TestSpellings:
    @pytest.mark.parametrize("known", REGIONS, ids=lambda r: r.code)
    def test_every_region_has_its_own_code(self, known: Region) -> None:
        short = {"provinsi": "Prov. ", "kabupaten": "Kab. ", "kota": "Kota  "}[known.type] + bare(known)
        glued = known.name.replace(" ", "") if len(bare(known)) > 4 else known.name
        for text in (known.name, known.name.upper(), short, short.upper(), glued.upper(), f"({known.name}),"):
            assert region(text) == known, text

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("KABUPATEN KEDIRI", "35.06"),
            ("Kota  Kediri", "35.71"),
            ("K0TA KEDIRI", "35.71"),
            ("Provinsi Jawa Timur", "35"),
            ("JAWATIMUR", "35"),
            ("JAWA TlMUR", "35"),
            ("PR0V1NSI JAWA TENGAH", "33"),
            ("KABUPATEM BANYUMAS", "33.02"),
            ("KABUPATEN BANYUMA5", "33.02"),
            ("KABUPATEN\nBANYUMAS", "33.02"),
            ("BANYUMA5", "33.02"),
            ("Kabupaten Purba1ingga", "33.03"),
            ("Kab Purbalinga", "33.03"),
            ("Kabupaten Banjamegara", "33.04"),
            ("Nusa Tengara Timur", "53"),
            ("Kabupaten Daerah Tingkat II Banyumas", "33.02"),
            ("Kotamadya Dati II Tegal", "33.76"),
            ("Kota Adm. Jakarta Selatan", "31.74"),
            ("Jakarta Selatan", "31.74"),
            ("Kabupaten Tolitoli", "72.04"),
            ("Kabupaten Kota Waringin Barat", "62.01"),
            ("Kotabaru", "63.02"),
        ],
    )
    def test_printed_and_misread(self, text: str, expected: str) -> None:
        assert code(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("DKI Jakarta", "31"),
            ("Daerah Khusus Jakarta", "31"),
            ("D.I. Yogyakarta", "34"),
            ("Provinsi Yogyakarta", "34"),
            ("NTB", "52"),
            ("Nanggroe Aceh Darussalam", "11"),
            ("Kabupaten Toba Samosir", "12.12"),
            ("Pangkajene Kepulauan", "73.10"),
            ("Kabupaten Pontianak", "61.02"),
            ("Pontianak", "61.71"),
        ],
    )
    def test_short_and_former_names(self, text: str, expected: str) -> None:
        assert code(text) == expected


class TestNone:
    @pytest.mark.parametrize("text", ["KEDIRI", "Kediri", "Solok", "Serang", "Sorong", "Banjar", "Yogyakarta"])
    def test_a_name_of_several_is_nobody_s(self, text: str) -> None:
        assert region(text) is None

    def test_a_province_s_name_alone_is_the_province(self) -> None:
        assert [code(name) for name in ("Jambi", "BENGKULU", "Gorontalo")] == ["15", "17", "75"]
        assert code("Kota Jambi") == "15.71"

    def test_the_province_decides(self) -> None:
        assert code("Banjar", within="32") == "32.79"
        assert code("Banjar", within="63.01") == "63.03"
        assert code("Kediri", within="35") is None
        assert code("Kabupaten Kediri", within="33") is None
        assert code("Rembang", within="33.02") == "33.17"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "Kota",
            "Kab.",
            "Kabupaten",
            "Kabupaten/Kota",
            "Indonesia",
            "Republik Indonesia",
            "Desa Banyumas",
            "Kecamatan Kediri",
            "Kelurahan Tegal",
            "Kecamatan Sumbang",
            "Sokaraja",
            "Sumbang",  # a district, one letter from Subang
            "Lembang",  # a district, one letter from Rembang
            "Bangil",  # a town, looks like Bangli
            "Kabanjahe",  # a town, begins like Kab.
            "Kotabatu",  # a village
            "Sulabesi Barat",  # a district, one letter from Sulawesi Barat
            "Luwuk Utara",  # a district, one letter from Luwu Utara
            "Kota Banyumas",  # there is a regency of that name only
            "Kabupaten Bandumg",  # Bandung or Badung
        ],
    )
    def test_no_region(self, text: str) -> None:
        assert region(text) is None

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Kota Batu", "35.79"),
            ("Batu Bara", "12.19"),
            ("Kota Palu", "72.71"),
            ("Kota Palopo", "73.73"),
            ("Kabupaten Badung", "51.03"),
            ("Kabupaten Bandung", "32.04"),
            ("Kota Binjai", "12.75"),
            ("Kabupaten Sinjai", "73.07"),
        ],
    )
    def test_near_names_are_kept_apart(self, text: str, expected: str) -> None:
        assert code(text) == expected

    @given(
        known=st.sampled_from([r for r in REGIONS if len(bare(r)) >= 8]),
        at=st.integers(min_value=0),
        letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"),
        typed=st.booleans(),
    )
    def test_a_wrong_letter_never_makes_another_region(self, known: Region, at: int, letter: str, typed: bool) -> None:
        name = bare(known)
        at %= len(name)
        misread = name[:at] + letter + name[at + 1 :]
        word = {"provinsi": "Provinsi ", "kabupaten": "Kabupaten ", "kota": "Kota "}[known.type] if typed else ""
        found = region(word + misread)
        # alone, a name that regions of several types share is the province's
        assert found is None or found == known or (not typed and bare(found) == name)

    @given(st.text(max_size=60))
    def test_any_text_is_taken(self, text: str) -> None:
        found = region(text)
        assert found is None or found in REGIONS
