"""What the room asks of an original ends in an answer or in a reason, however odd the picture is."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from extractor.options import Options
from extractor.serve.pictures import draw, sizes
from tests.hostile.inputs import page, stream


def frames(count: int) -> bytes:
    """A GIF of so many frames."""
    first, *more = (Image.new("L", (50, 70), k) for k in range(count))
    out = BytesIO()
    first.save(out, "GIF", save_all=True, append_images=more)
    return out.getvalue()


def flat(width: int, height: int) -> bytes:
    """A bitmap that says it has this size, and has no pixels."""
    out = BytesIO()
    Image.new("L", (8, 8)).save(out, "BMP")
    data = bytearray(out.getvalue())
    data[18:26] = width.to_bytes(4, "little") + height.to_bytes(4, "little")
    return bytes(data)


def empty_page() -> bytes:
    """A page that has no height."""
    return page(stream(b"")).replace(b"[0 0 595 842]", b"[0 0 595 000]")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("none.bmp", flat(0, 0)),
        ("low.bmp", flat(8, 0)),
        ("cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("cut.tiff", b"II*\0\x08\0\0\0"),
    ],
    ids=["none.bmp", "low.bmp", "cut.png", "cut.tiff"],
)
def test_a_picture_without_size_or_end_is_told(name: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    for result in (
        sizes(str(file), str(tmp_path / "sizes"), Options()),
        draw(1, 100, 10_000, str(file), str(tmp_path / "drawn"), Options()),
    ):
        assert result.state == "failed"
        assert result.code == "damaged"
        assert result.message


def test_a_page_without_height_is_drawn_or_told(tmp_path: Path) -> None:
    file = tmp_path / "flat.pdf"
    file.write_bytes(empty_page())
    found = draw(1, 100, 10_000, str(file), str(tmp_path / "drawn"), Options())
    assert found.state == "failed" or min(Image.open(tmp_path / "drawn").size) > 0


def test_no_more_frames_are_measured_than_are_read(tmp_path: Path) -> None:
    file = tmp_path / "many.gif"
    file.write_bytes(frames(9))
    assert sizes(str(file), str(tmp_path / "sizes"), Options(max_pages=4)).state == "ok"
    assert len(json.loads((tmp_path / "sizes").read_bytes())) == 4
