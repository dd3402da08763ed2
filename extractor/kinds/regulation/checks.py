"""Checks of regulations: the numbers of provisions, references, the years of the acts, the number of the gazette.

Comes in: the documents of a file. Goes out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.audit.problem import Check, Problem
from extractor.audit.sequence import Numbered, is_misprint, judge, slips, value
from extractor.audit.view import View
from extractor.schema import Peraturan, Provision, Severity

_ROMAN_NUMBER = re.compile(r"[IVX]+")
_OWN_ATTACHMENT = re.compile(
    r"\blampiran\b(?:\s+[IVX]+\b)?[^.;]{0,80}?"
    r"\b(?:bagian yang tidak (?:ter)?pisah|tidak terpisahkan|Peraturan \w+ ini)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r";\s*\n\w")
"""A paragraph after the end of an item of a list."""
_CHAPTER = re.compile(r"\W*(?:BAB|Bab)\s+(?P<number>[IVXLC]+|\d+)\b")
_CHAPTERS = 3
"""Items of a list of chapters."""
_AFTER_NUMBER = re.compile(r"\bnomor\s*:?\s*(\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"[\w./-]+")
_CONSIDERED = re.compile(
    r"\bdimaksud\s+(?:dalam|pada)\s+(?P<named>huruf\s+[a-z]\b(?:(?:\s*,|\s*,?\s+(?:dan|atau)(?:/atau)?)\s+huruf\s+[a-z]\b)*)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"huruf\s+([a-z])\b", re.IGNORECASE)
_ATTACHED = re.compile(r"lampiran\s+([ivxl]+|\d+)\b", re.IGNORECASE)
_ACTS = {"enacted": "Ditetapkan", "promulgated": "Diundangkan"}


def _regulations(view: View) -> Iterator[tuple[int, Peraturan]]:
    for i, document in enumerate(view.documents):
        if isinstance(document, Peraturan):
            yield i, document


def _provisions(body: list[Provision], at: str) -> Iterator[tuple[str, Provision]]:
    """Pointer and provision, in reading order."""
    for k, provision in enumerate(body):
        here = f"{at}/{k}"
        yield here, provision
        yield from _provisions(provision.children, f"{here}/children")


def provision_numbers(view: View) -> Iterator[Problem]:
    """The provisions of a list are not numbered in order."""
    for i, regulation in _regulations(view):
        texts = dict(_provisions(regulation.body, f"/documents/{i}/body"))
        cells = ["\n".join(row) for _, row in view.cells(i)]
        for sequence in _provision_lists(regulation.body, f"/documents/{i}/body"):
            for problem in judge(sequence, i):
                own = _is_misprint(view, sequence) or _is_its_own(problem, sequence, texts, cells)
                yield problem if own else replace(problem, severity="info")


def chapter_lists(view: View) -> Iterator[Problem]:
    """A list of the chapters of what a regulation lays down leaves one out: `e. BAB V`, `f. BAB VIII`."""
    for i, regulation in _regulations(view):
        for path, provision in _provisions(regulation.body, f"/documents/{i}/body"):
            named = [_CHAPTER.match(child.text or "") for child in provision.children]
            if len(named) >= _CHAPTERS and all(named):
                yield from judge([(f"{path}/children/{k}", m["number"]) for k, m in enumerate(named) if m], i)


def preamble_numbers(view: View) -> Iterator[Problem]:
    """The considerations or the legal bases are not numbered in order."""
    for i, regulation in _regulations(view):
        for field in ("considerations", "legal_basis"):
            items = getattr(regulation, field)
            sequence = [(f"/documents/{i}/{field}/{k}", item.label) for k, item in enumerate(items)]
            for problem in judge(sequence, i):
                at = next((k for k, (path, _) in enumerate(sequence) if path in problem.paths), 0)
                before = items[at - 1].text or "" if at else ""
                label = re.compile(rf"(?:^|[\s;.])\(?{re.escape(str(problem.details['number']))}\s*[.)]", re.IGNORECASE)
                # an item that was not told apart stands in the text before it
                own = slips(sequence) == 1 and not label.search(before) and not _ANOTHER.search(before)
                own = own or _is_misprint(view, sequence)
                yield problem if own else replace(problem, severity="info")


def _is_misprint(view: View, sequence: Sequence[Numbered]) -> bool:
    """Whether a text layer prints one number of a list wrongly; a picture may show another one than is printed."""
    entries = [view.counted(path) for path, _ in sequence]
    return is_misprint(sequence) and all(e is None or e.method.startswith("text") for e in entries)


def _is_its_own(
    problem: Problem, sequence: Sequence[Numbered], texts: Mapping[str, Provision], cells: Sequence[str]
) -> bool:
    """Whether a fault in the numbers of provisions is the regulation's own: one slip in a list, and a number that is
    missing stands nowhere in the text before it, where a provision that was not told apart would have ended up,
    be it without its number, nor in a table.
    """
    first = next((v[1] for _, n in sequence if n and (v := value(n))), 1)
    if slips(sequence) + (first != 1) > 1:
        return False
    number = str(problem.details["number"])
    if problem.sentence != "numbering-missing" or not number:
        return True
    at = next((k for k, (path, _) in enumerate(sequence) if path in problem.paths), 0)
    before = sequence[at - 1][0] if at else ""
    inside = [p.text or "" for path, p in texts.items() if path == before or path.startswith(f"{before}/")]
    if any(_ANOTHER.search(text) for text in inside):
        return False  # an item whose own number was not read
    over = texts.get(before.rpartition("/children/")[0])
    label = re.compile(
        rf"(?:^|[\n(;.]|\b(?:BAB|Pasal|Bagian)\s)\s*\(?{re.escape(number)}\s*[.)\n]?(?!\w)", re.IGNORECASE
    )
    return not any(label.search(text) for text in (*inside, (over.text or "") if over else "", *cells))


def _provision_lists(body: list[Provision], at: str) -> Iterator[list[Numbered]]:
    """Lists of provisions of one level under one parent; the articles run through the whole regulation."""
    pasal: list[Numbered] = []
    # an amendment has two articles, I and II, and quotes others in them
    if any(p.level == "pasal" and _ROMAN_NUMBER.fullmatch(p.number or "") for _, p in _provisions(body, at)):
        return

    def walk(children: list[Provision], here: str) -> Iterator[list[Numbered]]:
        for level, group in groupby(enumerate(children), key=lambda c: c[1].level):
            members = [(f"{here}/{k}", p.number) for k, p in group]
            if level == "pasal":
                pasal.extend(members)
            elif level != "angka" or is_misprint(members):
                # the points of a list are many and stand in tables and quotations too
                yield members
        for k, provision in enumerate(children):
            yield from walk(provision.children, f"{here}/{k}/children")

    lists = list(walk(body, at))
    yield from lists
    yield pasal


def reference_dangling(view: View) -> Iterator[Problem]:
    """A provision or an attachment that does not exist is referred to."""
    for i, regulation in _regulations(view):
        missing: dict[str, list[str]] = {}
        for j, reference in enumerate(regulation.cross_references):
            attachment = reference.text.casefold().startswith("lampiran")
            # an unnumbered Lampiran means all of several
            if reference.to is None and not (attachment and regulation.attachments and " " not in reference.text):
                key = reference.text.casefold() if attachment else str(j)
                missing.setdefault(key, []).append(f"/documents/{i}/cross_references/{j}")
        articles = _articles(regulation.body) if missing else set()
        last = max(articles, default=0)
        for paths in missing.values():
            first = regulation.cross_references[int(paths[0].rsplit("/", 1)[1])]
            details: dict[str, object] = {"text": first.text}
            problem = Problem("reference-dangling", "warning", "reference", [*paths, first.from_], [i], details)
            elsewhere = _in_gap(first.text, articles, last) or _breaks_off(first.text, regulation)
            yield replace(problem, severity="info") if elsewhere else problem
        if regulation.attachments or any(key.startswith("lampiran") for key in missing):
            continue
        texts = list(_provisions(regulation.body, f"/documents/{i}/body"))
        for path, provision in texts:
            if provision.text and (m := _OWN_ATTACHMENT.search(provision.text)):
                yield Problem("reference-dangling", "warning", "attachment", [path], [i], {"text": m.group()})
                break


def _articles(body: list[Provision]) -> set[int]:
    """The numbers of the articles that were read."""
    every = (p for _, p in _provisions(body, ""))
    return {int(p.number) for p in every if p.level == "pasal" and p.number and p.number.isdecimal()}


def _in_gap(text: str, articles: set[int], last: int) -> bool:
    """Whether a reference names an article before the last one that is missing among those that were read: it was not
    told apart, or its absence is a matter of the numbers.
    """
    named = re.match(r"pasal\s+(\d+)\b", text, re.IGNORECASE)
    return named is not None and last > int(named[1]) not in articles


def _breaks_off(text: str, regulation: Peraturan) -> bool:
    """Whether a reference names an attachment behind the last of those that the file holds: it may stand in another
    file, as the rest of the last one may.
    """
    named = _ATTACHED.match(text)
    held = [value(m[1].upper()) for a in regulation.attachments if (m := _ATTACHED.match(a.label or ""))]
    numbers = [number[1] for number in held if number is not None]
    asked = value(named[1].upper()) if named else None
    return asked is not None and bool(numbers) and asked[1] > max(numbers)


def preamble_references(view: View) -> Iterator[Problem]:
    """A consideration rests on one that there is not: `sebagaimana dimaksud dalam huruf d`, of three."""
    for i, regulation in _regulations(view):
        labels = [(item.label or "").casefold() for item in regulation.considerations]
        if len(labels) < 2 or labels != [chr(ord("a") + k) for k in range(len(labels))]:
            continue  # one letter that was not read is a matter of the numbers
        for k, item in enumerate(regulation.considerations):
            path = f"/documents/{i}/considerations/{k}"
            for m in _CONSIDERED.finditer(item.text or ""):
                wrong = [n[0] for n in _LETTER.finditer(m["named"]) if n[1].casefold() not in labels]
                if wrong:
                    read = view.entry(f"{path}/text")
                    severity: Severity = "warning" if read is None or read.method.startswith("text") else "info"
                    yield Problem("reference-dangling", severity, "reference", [path], [i], {"text": wrong[0]})


def gazette_number(view: View) -> Iterator[Problem]:
    """The number of the gazette is printed with signs which no number has."""
    for i, regulation in _regulations(view):
        printed = _AFTER_NUMBER.search((regulation.gazette.text if regulation.gazette else None) or "")
        if printed and not _NUMBER.fullmatch(printed[1]):
            path = f"/documents/{i}/gazette/number"
            yield Problem("text-doubtful", "warning", "doubtful-number", [path], [i], {"text": printed[1]})


def act_years(view: View) -> Iterator[Problem]:
    """A regulation carries another year than its acts or its gazette: it carries the year in which it was enacted (UU
    12/2011, Lampiran II number 5).
    """
    for i, regulation in _regulations(view):
        at = f"/documents/{i}"
        acts = (("enacted", regulation.enacted), ("promulgated", regulation.promulgated))
        dated = [(f"{at}/{name}/date", act.date) for name, act in acts if act is not None and act.date]
        if regulation.gazette is not None and regulation.gazette.year:
            dated.append((f"{at}/gazette/year", str(regulation.gazette.year)))
        wrong = [(path, when) for path, when in dated if int(when[:4]) != regulation.year]
        if regulation.year is not None and wrong:
            details: dict[str, object] = {"year": regulation.year, "other": wrong[0][1][:4]}
            yield Problem("year-mismatch", "warning", "year", [f"{at}/year", *(p for p, _ in wrong)], [i], details)


def act_unsigned(view: View) -> Iterator[Problem]:
    """One of the two acts, enacting and promulgating, is dated and nobody's name stands under it, where the other has
    one; or a decree, which is not promulgated, is dated and nobody signs it. A picture may hide a name under its stamp,
    and a draft's date is not filled in.
    """
    for i, regulation in _regulations(view):
        acts = {"enacted": regulation.enacted, "promulgated": regulation.promulgated}
        if regulation.promulgated is None and not regulation.signatories:
            del acts["promulgated"]
        if any(act is None or not act.date or not act.place for act in acts.values()):
            continue
        unsigned = [name for name, act in acts.items() if act is not None and act.signatory is None]
        for name in unsigned if len(unsigned) == 1 else ():
            path = f"/documents/{i}/{name}"
            entry = view.entry(f"{path}/date")
            severity: Severity = "warning" if entry is None or entry.method.startswith("text") else "info"
            details: dict[str, object] = {"who": _ACTS[name]}
            yield Problem("signatory-missing", severity, "signatory", [path], [i], details)


CHECKS: tuple[Check, ...] = (
    act_years,
    act_unsigned,
    provision_numbers,
    chapter_lists,
    preamble_numbers,
    reference_dangling,
    preamble_references,
    gazette_number,
)
