"""Spans of invented text."""

from __future__ import annotations

from extractor.read.words import Span, Word


def span_of(text: str) -> Span:
    """A span of the text's words, one after the other on one line."""
    found, at = [], 0.0
    for part in text.split():
        found.append(Word(part, 1, (at, 0.0, at + 5 * len(part), 10.0)))
        at += 5 * (len(part) + 1)
    return Span(found)
