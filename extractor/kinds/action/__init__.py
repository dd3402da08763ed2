"""Action plans of performance agreements (rencana aksi): targets by quarter or month."""

from extractor.kinds.action.kind import KIND

__all__ = ["KIND"]
