"""Entities whose form is certain: NIPs, amounts, dates, laws; names that a label announces; provinces by name alone.

Comes in: text, or flat text (see :mod:`extractor.match.entity_text`). Goes out: places with labels. Separate because a
form is found by a regular expression and comes before every pattern of words and before the model.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter

from extractor import knowledge
from extractor.match.entity_text import flat
from extractor.match.person import strip_titles
from extractor.printed import month_names

Entities = list[tuple[int, int, str]]
"""``(start, end, label)`` by character offsets, in order, without overlaps."""
_KEPT = 1024
"""Texts whose forms are remembered: rows of a table repeat them."""
_NIP = re.compile(r"(?<!\d)(?:19|20)\d{6}[\s.]?(?:19|20)\d{4}[\s.]?[12][\s.]?\d{3}(?!\d)")
_OLD_NIP = re.compile(r"\bN\s?\.?\s?I\s?\.?\s?P\b[\s.:]*(\d[\d .]{7,24}\d)")
_MONEY = re.compile(
    r"\b(?:[Rr]p|IDR)\s?\.?\s?\d{1,3}(?:[.,]\s?\d{3}|-\d{3}(?!\d))*(?:,\d{2}(?!\d))?(?:,?-+)?"
    r"(?: (?:ribu|juta|miliar|milyar|triliun)\b)?"
    r"|(?<![\d.,])\d{1,3}(?:[.,]\d{3}){2,}(?:,\d{2}(?!\d))?(?:,-+)?(?![\d.,]*\d)"
)
_PLACE_AND_YEAR = re.compile(r"(?:^|\n)([A-Z][A-Za-z ]{2,25}),[ \n]+((?:19|20)\d\d)(?=\s|$)")
_LABELLED = re.compile(r"\b[Nn]a[mr]n?a\s*:\s?([^\n:]{3,60}?)(?=\n|$| Jabatan\b| NIP\b| Pangkat\b)")
_SIGNED = re.compile(r"\bttd\.?,?\s+([A-Z][A-Za-z .,']{4,40}?)(?=\n|$)")
_POST = re.compile(r"\b[Jj]abatan\s*:\s?([A-Z][^\n:]{3,120}?)(?=\n|$| [Ss]elanjutnya\b| [Ss]elaku\b)")
_DECREED_AT = re.compile(
    r"\b(?:Ditetapkan|Diundangkan|Disahkan|Dibuat) di ([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?=[\n,]|$| [Pp]ada)"
)
_DATED_AT = re.compile(r"(?:^|\n)([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?),?[ \n](?:[0-3]?\d\s)?$")
_LONGEST_PLACE = 100
"""Letters before a date among which its place is looked for: a line of a text export may be megabytes long."""
_OVER_NIP = re.compile(r"(?:^|\n)([A-Z][^\n\d:]{3,50})\n(?:[^\n\d]{3,30}\n)?N\s?\.?\s?I\s?\.?\s?P\b")
_GAZETTE = re.compile(
    r"\b(?:Lembaran|Berita)\s(?:Negara|Daerah)\b[^\n\d(),;.]{0,90}?(?=\s(?:Tahun|Nomor)\b)", re.IGNORECASE
)


@knowledge.kept
def _date() -> re.Pattern[str]:
    names = "|".join(month_names())
    return re.compile(
        rf"(?<!\d)(?:[0-3]?\d\s)?\b(?:{names})\s(?:tahun\s)?(?:19|20)\d\d\b"
        rf"|(?<!\d)[0-3]?\d(?:{names})\s?(?:19|20)\d\d\b"
        r"|(?<![\d./-])[0-3]?\d\s?[-/]\s?[01]?\d\s?[-/]\s?(?:19|20)\d\d(?!\d)",
        re.IGNORECASE,
    )


@knowledge.kept(maxsize=_KEPT)
def certain(text: str) -> tuple[tuple[int, int, str], ...]:
    """The entities of certain form in a text as printed."""
    if not any(c.isdigit() for c in text) and not _DECREED_AT.search(text):
        return ()  # every other form holds a figure
    even = flat(text)
    found = first_of_each([*forms(even.text), *_laws(even.text)])
    return tuple((*even.original(start, end), label) for start, end, label in found)


def _laws(text: str) -> Iterator[tuple[int, int, str]]:
    """Laws that are cited with type, number and year, every letter as it should be."""
    for match in _law().finditer(text):
        yield *match.span(), "LAW"


@knowledge.kept
def _law() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind) for kind in knowledge.toml("entities")["certain_laws"])
    return re.compile(
        rf"(?<![\w-])(?:{kinds})(?: (?!Nomor\b|Tahun\b|Tentang\b)[A-Z][A-Za-z]+,?| dan| &){{0,12}}"
        r" Nomor \d+[A-Z]? Tahun (?:19|20)\d\d(?!\d)"
    )


def first_of_each(found: Iterable[tuple[int, int, str]]) -> Entities:
    """What was found, without that which overlaps something found before it; in order of place."""
    chosen: Entities = []  # in order of place, without overlap: only the neighbours can be in the way
    for start, end, label in found:
        at = bisect_left(chosen, end, key=itemgetter(0))
        if start < end and (at == 0 or chosen[at - 1][1] <= start):
            chosen.insert(at, (start, end, label))
    return chosen


def forms(text: str) -> Iterator[tuple[int, int, str]]:
    """Places of certain form, ``(start, end, label)``; earlier ones take precedence where two overlap."""
    for match in _NIP.finditer(text):
        yield *match.span(), "NIP"
    for match in _OLD_NIP.finditer(text):
        yield *match.span(1), "NIP"
    for match in _date().finditer(text):
        yield *match.span(), "DATE"
        before = max(0, match.start() - _LONGEST_PLACE)
        place = _DATED_AT.search(text, before, match.start())
        if place and text[before : match.start()].rstrip().endswith(","):
            yield *place.span(1), "GPE"
    for match in _DECREED_AT.finditer(text):
        yield *match.span(1), "GPE"
    for match in _MONEY.finditer(text):
        yield *match.span(), "MONEY"
    for match in _PLACE_AND_YEAR.finditer(text):
        yield *match.span(1), "GPE"
        yield *match.span(2), "DATE"


def announced(text: str) -> Iterator[tuple[int, int, str]]:
    """Names and posts that flat text announces by a label (``Nama :``), a ``ttd`` or an NIP below, as far as one line
    tells: the model, which sees the lines around, does without.
    """
    for match in _POST.finditer(text):
        yield *match.span(1), "POSITION"
    for pattern in (_LABELLED, _SIGNED, _OVER_NIP):
        for match in pattern.finditer(text):
            start, end = strip_titles(text, *match.span(1))
            if _is_name(text[start:end]):
                yield start, end, "PERSON"


def _is_name(text: str) -> bool:
    """Whether words can be a name: capitals, and none of an office or a post."""
    words = text.replace(".", ". ").split()
    lists = knowledge.toml("entities")["words"]
    held = {w.casefold() for w in words}
    return (
        0 < len(words) <= 6
        and all(w[0].isupper() or not w[0].isalpha() for w in words)
        and held.isdisjoint(
            [*lists["organisation"], *lists["position"], *lists["region"], *lists["no_name"], *lists["ranks"], "pihak"]
        )
    )


def gazettes(text: str) -> list[tuple[int, int]]:
    """Names of gazettes (``Lembaran Negara Republik Indonesia``), which hold no place and no office."""
    return [m.span() for m in _GAZETTE.finditer(text)]


@knowledge.kept
def _places() -> re.Pattern[str]:
    names = sorted(knowledge.toml("entities")["places"]["names"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join((*names, *(n.upper() for n in names)))})(?![\w-])")


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """Provinces and the like by name alone."""
    closed = gazettes(text)
    kinds = {"republik", *knowledge.toml("entities")["words"]["region"]} - {"negara"}
    for match in _places().finditer(text):
        if word_before(text, match.start()) not in kinds and not any(s <= match.start() < e for s, e in closed):
            yield *match.span(), "GPE"


def held_for_a_time(text: str, start: int) -> int:
    """Where a post begins that is found at ``start``: with the ``Plt.`` or ``Pj.`` before it."""
    before = text[:start].rstrip(" ")
    word = before[before.rfind(" ") + 1 :].rpartition("\n")[2]
    acting = knowledge.toml("entities")["words"]["acting"]
    return len(before) - len(word) if word.rstrip(".").casefold() in acting else start


def word_before(text: str, start: int) -> str:
    """The word that ends before ``start``, in small letters; empty at the beginning."""
    return (text[:start].rsplit(None, 1) or [""])[-1].casefold()
