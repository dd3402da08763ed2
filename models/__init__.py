"""Trained artefacts."""
