"""Inputs made to break a reader, and the proof that each costs little and ends in a result or a typed error."""
