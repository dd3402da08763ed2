"""Which lines announce a document."""

from __future__ import annotations

from segment_pages import centred, line

from extractor.segment.titles import title_line


def test_the_heading_of_a_chapter_is_no_title() -> None:
    heading = line(centred("RENCANA KINERJA"), top=80)
    assert title_line([line(centred("KANTOR CONTOH"), top=60), heading], 1) is not None
    assert title_line([line(centred("BAB III"), top=60), heading], 1) is None
