"""Readers: one a source, the only place that knows a file format."""
