"""Annual performance plans: RKT, Renja and the tables that belong to them."""

from extractor.kinds.plan.kind import KIND

__all__ = ["KIND"]
