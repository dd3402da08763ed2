"""Performance agreements (perjanjian kinerja)."""

from extractor.kinds.agreement.kind import KIND

__all__ = ["KIND"]
