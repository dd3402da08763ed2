"""Drafts of records as plain values, for tests that ask what was read and not where."""

from __future__ import annotations

from typing import Any

from extractor.match.found import Found


def plain(value: Any) -> Any:
    """A draft without its places."""
    if isinstance(value, Found):
        return plain(value.value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return [plain(v) for v in value] if isinstance(value, (list, tuple)) else value
