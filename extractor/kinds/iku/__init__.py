"""Lists of key performance indicators (IKU, PermenPAN 9/2007)."""

from extractor.kinds.iku.kind import KIND

__all__ = ["KIND"]
