"""Joins sheets into documents: a statement and its attachment, the sheets of a cascade, a cover and what follows it.

Comes in: the sheets of a file. Goes out: groups of sheets, one a document. What belongs together is said by the kind's
entry in ``kinds.toml``: nine agreements are nine documents, the sheets of a cascade are one, a report or a regulation
keeps the agreements that it quotes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rapidfuzz import fuzz

from extractor.printed import letters
from extractor.segment.sheets import SHORT, Sheet
from extractor.segment.structure import kind_by_structure
from extractor.segment.titles import UNKNOWN, policy

_SAME_UNIT = 97
"""Likeness (0-100) from which two unit lines are the same: they may differ by a misprint, not by a word."""
_LIKE_UNIT = 92
"""Likeness from which one unit line names the unit of the other, shorter or longer."""
_SAME_PERSON = 85
"""Likeness (0-100) of two words of names from which they are one, misreadings allowed: one letter of seven."""


class Group:
    """Sheets that form one document, while it is being put together."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheets = [sheet]

    @property
    def kind(self) -> str:
        """The kind that the first title announces."""
        return next((s.kind for s in self.sheets if s.titles), UNKNOWN)

    @property
    def report(self) -> bool:
        """Whether it has chapters."""
        return any(s.has_chapters for s in self.sheets)

    @property
    def unit(self) -> str:
        """The unit of its first title block that names one, as letters."""
        return next((u for s in self.sheets if (u := unit_letters(s))), "")


def group_sheets(sheets: Sequence[Sheet]) -> list[Group]:
    """The documents of a file in reading order."""
    groups: list[Group] = []
    for sheet in sheets:
        if groups and belongs(groups[-1], sheet):
            groups[-1].sheets.append(sheet)
        else:
            groups.append(Group(sheet))
    return groups


def unit_letters(sheet: Sheet) -> str:
    """The unit of the sheet's title block, as letters."""
    block = sheet.title_block
    return letters(block.unit.text) if block and block.unit else ""


def _same_persons(one: Set[str], other: Set[str]) -> bool:
    """Whether the same persons sign: all that the smaller set names are in the larger one, misprints allowed."""
    small, large = sorted((one, other), key=len)
    return all(any(fuzz.ratio(a, b) >= _SAME_PERSON for b in large) for a in small)


def _same_unit(one: str, other: str) -> bool:
    return not one or not other or fuzz.ratio(one, other) >= _SAME_UNIT


def belongs(group: Group, sheet: Sheet) -> bool:
    """Whether the sheet continues the document."""
    kind = group.kind
    if not any(s.titles for s in group.sheets):
        # what stands before the first title is its cover, or a document of its own when it is long
        first = group.sheets[0]
        if len(first.blocks) <= SHORT and not first.is_letter:
            return True
        # or a chapter of the same plan, the sheet of the same chart
        return policy(sheet.kind).together in ("unit", "always") and kind_by_structure(first.blocks, ()) == sheet.kind
    if policy(kind).swallows:
        # a form without a number is an example in an attachment
        return sheet.kind != kind or not _numbered(sheet)
    if sheet.kind != kind:
        return group.report
    rule = policy(kind).together
    if rule == "unit":
        if all(s.is_cover for s in group.sheets):
            return True
        one, other = group.unit, unit_letters(sheet)
        return group.report or not one or not other or fuzz.partial_ratio(one, other) >= _LIKE_UNIT
    return rule == "always" or (rule == "persons" and _same_agreement(group, sheet))


def _numbered(sheet: Sheet) -> bool:
    block = sheet.title_block
    return block is not None and any(c.isdigit() for c in block.title.text)


def _same_agreement(group: Group, sheet: Sheet) -> bool:
    """Whether a sheet with the title of an agreement belongs to the agreement before it."""
    last = group.sheets[-1]
    if all(s.is_cover or s.is_front for s in group.sheets):
        return True
    before, here = set().union(*(s.signers for s in group.sheets)), sheet.signers
    # the form of an attachment may say once more whose agreement it is
    form = not sheet.promises and last.promises and len(here) > 1 and _same_persons(before, here)
    if sheet.is_cover or (sheet.is_statement and not form):
        return False
    if last.is_statement:
        # an attachment follows its statement; only other names mean that it is another agreement's
        return not (before and here) or not _disjoint(before, here)
    if before and here and not _same_persons(before, here):
        return False
    if min(len(before), len(here)) > 1 and any(s.is_statement for s in group.sheets):
        return True  # both parties sign again: a further attachment, whatever its heading says
    return _same_unit(unit_letters(last), unit_letters(sheet)) and (
        not before or not here or not last.signatures.blocks or _again(last, sheet)
    )


def _disjoint(one: Set[str], other: Set[str]) -> bool:
    """Whether nobody signs both; a sheet on which one name only can be read says nothing."""
    return min(len(one), len(other)) > 1 and not any(fuzz.ratio(a, b) >= _SAME_PERSON for a in one for b in other)


def _again(last: Sheet, sheet: Sheet) -> bool:
    """Whether two attachments with the same unit and the same signatures follow each other: one in two parts."""
    return _same_persons(last.signers, sheet.signers)
