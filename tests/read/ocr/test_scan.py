"""Scanned pages: drawn here, spoilt as scanners spoil them, and read back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor.options import Options
from extractor.pipeline import extract
from extractor.read.image import read_image
from extractor.read.ocr import scan
from extractor.read.ocr.compose import compose
from extractor.read.ocr.engine import Char
from extractor.read.ocr.picture import _gaps, read_picture
from extractor.read.ocr.prepare import cleaned
from extractor.read.ocr.raw import RawLine, from_json, to_json
from extractor.read.ocr.rulings import rulings
from extractor.read.ocr.scan import blank, read_cached, rendered
from extractor.read.ocr.words import line_words
from extractor.read.page import Page
from extractor.read.words import Word

LINES = [
    "PERJANJIAN KINERJA TAHUN 2024",
    "KECAMATAN SUKAMAKMUR",
    "Meningkatnya kualitas pelayanan masyarakat",
    "Persentase layanan tepat waktu 92,5%",
    "Program Pemberdayaan Desa Rp 1.234.567.890",
    "NIP. 19820304 200901 2 003",
]
SCALE = 150 / 72


def drawn(*, grid: bool = False) -> bytes:
    """A page with the lines, and a table of two columns and rows where asked for."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(420, 420), invariant=True)
    canvas.setFont("Helvetica", 12)
    for k, line in enumerate(LINES):
        canvas.drawString(50, 370 - 26 * k, line)
    if grid:
        canvas.grid([50, 190, 360], [60, 110, 160])
        canvas.drawString(60, 130, "Sasaran satu")
        canvas.drawString(200, 130, "Target 100")
    canvas.save()
    return buffer.getvalue()


def picture(data: bytes) -> Any:
    page = pdfium.PdfDocument(data)[0]
    return np.ascontiguousarray(page.render(scale=SCALE).to_numpy()[:, :, :3])


def read(image: Any) -> Page:
    return compose(read_picture(image, SCALE), 1)


def text(page: Page) -> str:
    words = sorted(page.words, key=lambda w: (round(w.box[1] / 8), w.box[0]))
    return " ".join(w.text for w in words)


@pytest.fixture(scope="module")
def clean() -> Page:
    return read(picture(drawn(grid=True)))


def test_words_figures_and_numbers_are_read(clean: Page) -> None:
    for token in ("SUKAMAKMUR", "92,5%", "1.234.567.890", "19820304", "200901", "003", "pelayanan"):
        assert token in text(clean)


def test_words_stand_where_they_are_printed(clean: Page) -> None:
    (word,) = [w for w in clean.words if w.text == "SUKAMAKMUR"]
    assert word.box[1] == pytest.approx(420 - 344 - 11, abs=6)
    assert word.box[0] == pytest.approx(50 + 84, abs=6)
    assert word.method == "ocr"
    assert 0.9 < word.confidence <= 1


def test_ruling_lines_of_a_table_are_found_and_nothing_else(clean: Page) -> None:
    across = sorted(round(r.top) for r in clean.rulings if r.horizontal)
    down = sorted(round(r.x0) for r in clean.rulings if not r.horizontal)
    assert across == pytest.approx([260, 310, 360], abs=3)
    assert down == pytest.approx([50, 190, 360], abs=3)


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_turned_page_is_set_upright_and_keeps_its_place_on_paper(quarter: int) -> None:
    page = read(np.ascontiguousarray(np.rot90(picture(drawn()), quarter)))
    assert "SUKAMAKMUR" in text(page)
    (word,) = [w for w in page.words if w.text == "SUKAMAKMUR"]
    assert word.paper is not None
    x0, top, x1, bottom = word.paper
    sideways = quarter % 2 == 1
    assert (bottom - top > x1 - x0) == sideways


def test_a_skewed_noisy_scan_is_straightened() -> None:
    image = picture(drawn(grid=True))
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 1.5, 1)
    image = cv2.warpAffine(image, matrix, (width, height), borderValue=(238, 238, 238))
    noise = np.random.default_rng(7).normal(0, 6, image.shape)
    image = np.clip(image - 8 + noise, 0, 255).astype(np.uint8)
    page = read(image)
    assert "1.234.567.890" in text(page)
    assert sum(r.horizontal for r in page.rulings) >= 3


def test_text_under_a_coloured_stamp_survives() -> None:
    image = picture(drawn())
    cv2.circle(image, (300, 330), 90, (200, 60, 40), 6)
    cv2.putText(image, "STEMPEL", (210, 345), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (210, 70, 60), 4)
    page = read(image)
    assert "1.234.567.890" in text(page)
    assert "STEMPEL" not in text(page)


def test_dark_scanner_edges_are_dropped() -> None:
    image = picture(drawn())
    image[:, :25] = 15
    image[-30:, :] = 20
    assert cleaned(image)[10:-40, :20].min() > 200


def test_a_blank_page_is_not_read() -> None:
    assert blank(np.full((400, 300, 3), 244, np.uint8))
    assert not blank(picture(drawn()))


def test_letters_are_no_ruling_lines() -> None:
    image = np.full((200, 900, 3), 255, np.uint8)
    cv2.putText(image, "TERLAKSANANYA PELAYANAN", (10, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (0, 0, 0), 8)
    across, down = rulings(cleaned(image), SCALE, [(10, 55, 690, 115)])
    assert (across, down) == ([], [])


def test_a_cached_reading_is_the_same_and_costs_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image, scale = rendered(drawn(), None, 1)
    first = read_cached(image, scale, 3, tmp_path)
    monkeypatch.setattr("extractor.read.ocr.picture.engine", lambda _: pytest.fail("read again"))
    again = read_cached(image, scale, 3, tmp_path)
    assert (again.words, again.rulings) == (first.words, first.rulings)


def line(text: str, gaps: Sequence[tuple[float, float]] = (), width: float = 10.0) -> RawLine:
    chars = tuple(Char(c, width * i, width * (i + 1), 0.99) for i, c in enumerate(text))
    return RawLine((0, 0, width * len(text), 20), 0, chars, tuple(gaps))


def test_what_was_read_survives_the_cache() -> None:
    raw = read_picture(picture(drawn(grid=True)), SCALE)
    assert to_json(from_json(json.loads(json.dumps(to_json(raw))))) == to_json(raw)


def test_a_per_cent_sign_read_as_letters_is_mended() -> None:
    assert [w.text for w in line_words(line("100Yo"), Counter())] == ["100%"]


def test_a_missed_blank_is_put_back_where_the_gap_is_wide() -> None:
    gaps = [(69.0, 78.0), *((10.0 * k - 1, 10.0 * k + 1) for k in range(1, 14) if k != 7)]
    assert [w.text for w in line_words(line("JUMLAHDAERAHBA", gaps), Counter())] == ["JUMLAHD", "AERAHBA"]


def test_pictures_and_scanned_pdfs_go_the_same_way(tmp_path: Path) -> None:
    image = picture(drawn())
    file = tmp_path / "scan.png"
    cv2.imwrite(str(file), image)
    extraction = extract(file, Options(lang="en"))
    assert extraction.source.media_type == "image/png"
    assert extraction.source.text_source == "ocr"
    assert extraction.source.pages == 1
    assert extraction.documents


def test_white_before_and_behind_the_letters_is_no_gap() -> None:
    crop = np.full((20, 100), 255, np.uint8)
    crop[4:16, 10:30] = crop[4:16, 40:60] = 0
    assert _gaps(crop) == [(30.0, 40.0)]


def test_a_fault_of_the_program_in_one_page_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = BytesIO()
    canvas = Canvas(sheet)
    for number in (1, 2):
        canvas.drawString(72, 700, f"Halaman yang ke-{number}")
        canvas.showPage()
    canvas.save()

    def read(_picture: Any, _scale: float, number: int, *_: Any, **__: Any) -> Page:
        if number == 1:
            raise TypeError("'NoneType' object is not subscriptable")
        return Page(number, 595, 842, tuple(line("Tertata", number)), method="ocr")

    def line(text: str, number: int) -> list[Word]:
        return [Word(text, number, (72.0, 130.0, 120.0, 142.0), method="ocr")]

    monkeypatch.setattr(scan, "read_cached", read)
    first, second = scan.read_scanned(sheet.getvalue(), [1, 2])
    assert (first.words, first.trouble) == ((), "fault")
    assert [w.text for w in second.words] == ["Tertata"]


def test_a_fault_of_the_program_in_a_picture_is_told_as_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def read(*_: Any, **__: Any) -> Page:
        raise TypeError("'NoneType' object is not subscriptable")

    cv2.imwrite(str(file := tmp_path / "halaman.png"), np.full((400, 300, 3), 200, np.uint8))
    monkeypatch.setattr(scan, "read_cached", read)
    _, pages = read_image(file.read_bytes(), file.name, Options())
    (page,) = pages
    assert (page.words, page.trouble) == ((), "fault")
