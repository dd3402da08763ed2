"""A second reader for doubtful lines: Tesseract, where it is installed with Indonesian.

Comes in: pictures of single lines. Goes out: readings in the form of the first reader's. Separate because it is
optional: nothing is lost without it but an independent opinion, the first reader looks again at another rendering then.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from extractor.read.ocr.engine import Char, Reading

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

LANGUAGE = "ind"
_SECONDS = 20
"""Seconds that the second reader may take for one line before it is given up."""
_LINE = ("--psm", "7")
_WORD_LEVEL = "5"


@cache
def tesseract() -> str | None:
    """The program's path, ``None`` where it or its Indonesian data are not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    return program if LANGUAGE in _said(program, "--list-langs").split() else None


@cache
def tesseract_version() -> str | None:
    """The first line that Tesseract says of itself (``tesseract 5.3.0``), ``None`` where it cannot be asked."""
    program = tesseract()
    if program is None:
        return None
    return _said(program, "--version").partition("\n")[0].strip()


def _said(program: str, question: str) -> str:
    """What the program answers, nothing where it cannot be started or does not answer."""
    try:
        done = subprocess.run([program, question], capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def read_again(crops: Sequence[Picture]) -> list[Reading | None]:
    """What Tesseract reads in the crops, in their order; ``None`` for each where it cannot be asked."""
    program = tesseract()
    return [None if program is None else _read(program, crop) for crop in crops]


def _read(program: str, crop: Picture) -> Reading | None:
    import cv2

    command = [program, "stdin", "stdout", "-l", LANGUAGE, *_LINE, "tsv"]
    picture = cv2.imencode(".png", crop)[1].tobytes()
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return Reading(tuple(_chars(done.stdout.decode("utf-8", errors="replace"))))


def _chars(table: str) -> list[Char]:
    """The characters of the words in Tesseract's table; a word's width is shared out evenly."""
    chars: list[Char] = []
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD_LEVEL or not text:
            continue
        left, step = float(row["left"]), float(row["width"]) / len(text)
        if chars:
            chars.append(Char(" ", chars[-1].x1, left, 1.0))
        sure = max(0.0, float(row["conf"]) / 100)
        chars.extend(Char(c, left + step * k, left + step * (k + 1), sure) for k, c in enumerate(text))
    return chars
