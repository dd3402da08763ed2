"""Whole archives: many files, each in a child process that can be killed, with a ledger that survives a power cut."""
