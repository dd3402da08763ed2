"""Documents whose kind is not known."""

from extractor.kinds.unknown.kind import KIND

__all__ = ["KIND"]
