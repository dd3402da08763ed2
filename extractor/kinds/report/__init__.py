"""Performance reports (LKjIP, PermenPANRB 53/2014; before it LAKIP)."""

from extractor.kinds.report.kind import KIND

__all__ = ["KIND"]
