"""Strategic plans of five years (Renstra)."""

from extractor.kinds.strategic.kind import KIND

__all__ = ["KIND"]
