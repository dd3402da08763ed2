"""Runs every check over the whole output and puts the problems into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from extractor.audit.amounts import budget_rollup, budget_total, plan_rollup, plan_total
from extractor.audit.nips import nip_conflict, nip_date, nip_duplicate, nip_format
from extractor.audit.numbering import numbering
from extractor.audit.offices import office_mismatch, unit_mismatch
from extractor.audit.others import signatory_missing, text_doubtful
from extractor.audit.problem import Check, Problem
from extractor.audit.targets import target_conflict, target_missing
from extractor.audit.view import View
from extractor.audit.years import year_mismatch
from extractor.errors import message
from extractor.registry import kinds
from extractor.schema import Document, Finding, FindingCode, Provenance

CHECKS: tuple[Check, ...] = (
    nip_format,
    nip_date,
    nip_duplicate,
    nip_conflict,
    budget_total,
    budget_rollup,
    plan_rollup,
    plan_total,
    year_mismatch,
    unit_mismatch,
    office_mismatch,
    numbering,
    target_conflict,
    target_missing,
    signatory_missing,
    text_doubtful,
)
"""The checks of every kind; the kinds bring theirs."""


OF_DOUBT: tuple[FindingCode, ...] = ("text-doubtful", "kind-doubtful", "kind-unknown")
"""Codes that say themselves that a reading is doubtful. Every other one rests on what was read: where that was a near
tie or is doubtful it is for information only."""


_CODES: tuple[FindingCode, ...] = get_args(FindingCode)


def _said(problem: Problem, lang: str) -> str:
    """A problem in words: the program's, or those that a kind brings."""
    for kind in kinds().values():
        if problem.sentence in kind.texts:
            text = {str(k): v for k, v in kind.texts[problem.sentence].items()}
            return text[lang].format(**problem.details)
    return message("findings", problem.sentence, lang, **problem.details)


def audit(documents: Sequence[Document], provenance: dict[str, Provenance], lang: str) -> list[Finding]:
    """The findings over the whole file: in the order of documents, then of codes."""
    view = View(documents, provenance)
    brought = [check for kind in kinds().values() for check in kind.checks]
    problems = [problem for check in (*CHECKS, *brought) for problem in check(view)]
    problems = [p if p.code in OF_DOUBT or view.sure(p.paths) else replace(p, severity="info") for p in problems]
    problems.sort(key=lambda p: (min(p.documents, default=-1), _CODES.index(p.code)))
    return [
        Finding(
            code=p.code,
            severity=p.severity,
            message=_said(p, lang),
            paths=list(p.paths),
            documents=list(p.documents),
        )
        for p in problems
    ]
