"""What looks like a sign and is none: a crest, the end of a ruling line."""

from __future__ import annotations

import pytest

from extractor.read.ocr.compose import compose
from extractor.read.ocr.engine import Char
from extractor.read.ocr.raw import PixelLine, Print, RawLine, RawPage
from extractor.read.words import Box


def line(text: str, box: Box, sure: float = 0.98) -> RawLine:
    """A line whose letters fill its box evenly."""
    step = (box[2] - box[0]) / len(text)
    chars = tuple(Char(t, k * step, (k + 1) * step, sure) for k, t in enumerate(text))
    ink = Print(box[0], box[1] + 8, box[2], box[3] - 8, box[1] + 10, box[3] - 10)
    return RawLine(box, box[0], chars, ink=((60, 40),) * len(text), print=ink)


def words(*lines: RawLine, across: tuple[PixelLine, ...] = ()) -> list[str]:
    page = compose(RawPage(595, 842, 2.5, (1488.0, 2105.0), lines=lines, across=across), 1)
    return [word.text for word in page.words]


@pytest.mark.parametrize(("sure", "read"), [(0.4, False), (0.95, True)])
def test_a_sign_as_high_as_a_crest_is_read_only_where_it_is_legible(sure: float, read: bool) -> None:
    beside = [line("KECAMATAN LEMBAH", (300, y, 700, y + 40)) for y in (100, 150, 200)]
    assert ("8" in words(*beside, line("8", (900, 80, 1080, 260), sure))) is read


def test_the_end_of_a_rule_beside_a_text_is_no_dash() -> None:
    heading = line("Target", (300, 98, 420, 138))
    rule = PixelLine(292, 100, 900, 100)

    def dash(x0: float) -> RawLine:
        # a sign that is told by its shape alone has no measured print, and the height of the line beside it
        return RawLine((x0, 98.0, x0 + 8, 138.0), x0, (Char("-", 0.0, 8.0, 0.9),))

    assert words(heading, dash(292), across=(rule,)) == ["Target"]
    assert words(heading, dash(292)) == ["Target", "-"]
    # a dash of a list stands inside of its cell
    assert words(heading, dash(292), across=(rule._replace(x0=280),)) == ["Target", "-"]
