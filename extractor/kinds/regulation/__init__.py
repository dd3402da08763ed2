"""Regulations and decrees (peraturan, keputusan)."""

from extractor.kinds.regulation.kind import KIND

__all__ = ["KIND"]
