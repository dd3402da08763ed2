"""Cascading charts and tables (pohon kinerja)."""

from extractor.kinds.cascade.kind import KIND

__all__ = ["KIND"]
