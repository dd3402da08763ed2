"""Text layers are judged by what they say."""

from __future__ import annotations

from extractor.read.judge import needs_reading, pronounceable
from extractor.read.page import Page
from extractor.read.words import Box, Word

GOOD = [
    "Meningkatnya",
    "kualitas",
    "pelayanan",
    "masyarakat",
    "melalui",
    "penyusunan",
    "rencana",
    "kerja",
    "dan",
    "laporan",
    "kinerja",
    "tahunan",
]
TERMS = [
    "Osteotomi",
    "Alveolektomi",
    "Gingivektomi",
    "Apikoektomi",
    "Frenektomi",
    "Odontektomi",
    "Kistektomi",
    "Marsupialisasi",
]
WHOLE: Box = (0, 0, 595, 842)


def page(words: list[str], *, pictures: tuple[Box, ...] = (), hidden: bool = False) -> Page:
    found = tuple(Word(w, 1, (50, 50 + 12 * k, 120, 60 + 12 * k)) for k, w in enumerate(words))
    return Page(1, 595, 842, words=found, pictures=pictures, hidden=hidden, trouble=None if words else "no-text")


def test_a_good_layer_is_used_even_over_a_decorative_picture() -> None:
    assert not needs_reading(page(2 * GOOD))
    assert not needs_reading(page(2 * GOOD, pictures=(WHOLE,)))


def test_names_and_terms_that_no_list_knows_are_no_garbage() -> None:
    assert not needs_reading(page(2 * TERMS))


def test_a_broken_encoding_is_garbage() -> None:
    broken = ["".join(chr(ord(c) + 3) for c in w) for w in 2 * GOOD]
    assert pronounceable(page(broken)) < 0.7
    assert needs_reading(page(broken))


def test_a_layer_of_scanner_software_is_read_again() -> None:
    assert needs_reading(page(2 * GOOD, pictures=(WHOLE,), hidden=True))
    misread = [w.replace("n", "iil").replace("a", "u") for w in 2 * GOOD]
    assert needs_reading(page(misread, pictures=(WHOLE,)))


def test_a_page_without_text_is_read() -> None:
    assert needs_reading(page([], pictures=(WHOLE,)))


def test_a_stamped_line_on_a_scan_is_no_text_layer() -> None:
    line = tuple(Word(w, 1, (50 + 60 * k, 400, 100 + 60 * k, 412)) for k, w in enumerate(GOOD[:6]))
    foot = tuple(Word(w, 1, (50, 780 + 12 * k, 100, 790 + 12 * k)) for k, w in enumerate(GOOD[:5]))
    for stamped in (line, foot):
        assert needs_reading(Page(1, 595, 842, words=stamped, pictures=(WHOLE,)))
        assert not needs_reading(Page(1, 595, 842, words=stamped))


def test_a_scan_in_strips_covers_the_page() -> None:
    strips = tuple((0.0, 100.0 * k, 595.0, 100.0 * k + 100) for k in range(8))
    misread = [w.replace("n", "iil").replace("a", "u") for w in 2 * GOOD]
    assert needs_reading(page(misread, pictures=strips))
    # photographs on a cover, the title above them
    assert not needs_reading(page(misread, pictures=strips[1:]))
    assert not needs_reading(page(misread, pictures=(*strips, (0, 0, 595, 400))))


def test_a_few_words_are_never_judged() -> None:
    assert not needs_reading(page(["Xqzt"]))
