"""What a file is, is told by its bytes, whatever its name."""

from __future__ import annotations

from io import BytesIO

import pytest
from drawn_pdf import pdf, text
from PIL import Image, features

from extractor.errors import DamagedError, OfficeFileError, UnsupportedInputError, WebPageError
from extractor.options import Options
from extractor.read.image import media_type
from extractor.read.source import Held, open_source

LINE = text((72, 100, "Meningkatnya panen rumput laut"))


def opened(data: bytes, name: str, **options: object) -> str:
    return open_source(Held(name, data), Options(ocr="never", **options)).media_type  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html>\n<html><body>Masuk</body></html>",
        b"\xef\xbb\xbf\n <html lang=id>",
        b"<?xml version='1.0'?><!-- a --><!doctype HTML>",
    ],
)
def test_a_web_page_under_a_documents_name_is_told(page: bytes) -> None:
    for name in ("surat.pdf", "surat.html", "-"):
        with pytest.raises(WebPageError):
            opened(page, name)
    # an export as text may consist of a web page's table
    assert opened(page, "surat.md") == "text/plain"


@pytest.mark.parametrize("head", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 surat}"])
def test_office_files_are_told(head: bytes) -> None:
    with pytest.raises(OfficeFileError):
        opened(head + bytes(100), "surat.pdf")


def test_a_pdf_is_one_without_header_and_under_any_name() -> None:
    data = pdf(LINE)
    for spoilt in (data, b"\x00" * 5000 + data, data[9:]):
        assert opened(spoilt, "surat.txt") == "application/pdf"
    assert opened(b"Objek rumput laut", "surat.pdf") == "text/plain"
    with pytest.raises(DamagedError):
        opened(b"Objek rumput laut", "surat.pdf", type="pdf")


KINDS = {"PNG": "png", "JPEG": "jpeg", "TIFF": "tiff", "WEBP": "webp", "BMP": "bmp", "GIF": "gif", "JPEG2000": "jp2"}


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_are_told_by_their_bytes(kind: str) -> None:
    codec = {"WEBP": "webp", "JPEG2000": "jpg_2000"}.get(kind)
    if codec and not features.check(codec):
        pytest.skip(f"Pillow was built without {kind}")
    out = BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, kind)
    assert media_type(out.getvalue()) == f"image/{KINDS[kind]}"
    assert opened(out.getvalue(), "surat.pdf") == f"image/{KINDS[kind]}"


def test_a_text_that_begins_like_a_picture_is_text() -> None:
    assert opened(b"BM adalah singkatan dari barang milik", "surat.txt") == "text/plain"
    with pytest.raises(UnsupportedInputError):
        opened(bytes(range(256)) * 20, "surat.bin")
