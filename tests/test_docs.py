"""The pages that are made from the code say what the code says."""

from __future__ import annotations

import pytest

from docs.generate import DOCS, PAGES
from extractor.knowledge.schemas import SCHEMAS, TABLES, WORDS


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_that_is_made_from_the_code_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "python -m docs.generate"


def test_every_file_of_patterns_has_its_line_with_a_reader() -> None:
    rows = [line.split(" | ") for line in PAGES["patterns.md"]().splitlines() if line.startswith("| `")]
    named = {row[0].strip("|` ").rpartition(".")[0]: row[2] for row in rows}
    assert set(named) >= {*SCHEMAS, *TABLES, *WORDS}
    assert all("`extractor/" in reader for reader in named.values())
