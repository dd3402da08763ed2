"""Performance plans (rencana kinerja tahunan, renja)."""

from extractor.kinds.plan.kind import KIND

__all__ = ["KIND"]
