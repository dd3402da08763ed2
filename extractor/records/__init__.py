"""Indicators, budgets and signatories out of tables and lines, whatever the kind of document."""
