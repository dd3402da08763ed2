"""The second reader is asked where it is installed, and is missed by nobody where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from extractor.read.ocr import second

TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "4\t1\t1\t1\t1\t0\t0\t0\t100\t20\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t10\t0\t20\t20\t91.5\tRp\n"
    "5\t1\t1\t1\t1\t2\t40\t0\t50\t20\t88\t1.250\n"
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    second.tesseract.cache_clear()
    yield
    second.tesseract.cache_clear()


def installed(folder: Path, body: str) -> str:
    program = folder / "tesseract"
    (folder / "table").write_text(TABLE, encoding="utf-8")
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_its_words_are_placed_by_their_boxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f'if [ "$1" = --list-langs ]; then echo ind; else cat > /dev/null; cat {tmp_path}/table; fi'
    program = installed(tmp_path, script)
    monkeypatch.setattr("shutil.which", lambda _: program)
    (reading,) = second.read_again([np.full((20, 100, 3), 255, np.uint8)])
    assert reading is not None
    assert reading.text == "Rp 1.250"
    assert (reading.chars[3].x0, reading.chars[3].x1, reading.chars[3].confidence) == (40, 50, 0.88)


def test_without_it_or_its_indonesian_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert second.read_again([np.zeros((9, 9, 3), np.uint8)]) == [None]
    second.tesseract.cache_clear()
    program = installed(tmp_path, "echo eng")
    monkeypatch.setattr("shutil.which", lambda _: program)
    assert second.tesseract() is None


def test_a_failure_of_it_is_no_failure_of_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = installed(tmp_path, 'if [ "$1" = --list-langs ]; then echo ind; else exit 1; fi')
    monkeypatch.setattr("shutil.which", lambda _: program)
    assert second.read_again([np.zeros((9, 9, 3), np.uint8)]) == [None]
