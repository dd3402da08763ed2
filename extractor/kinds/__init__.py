"""Document kinds: one module each, found by themselves. See :mod:`extractor.registry`."""
