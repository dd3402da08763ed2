"""Says what every line of a column of signatures is, by the best reading of all its lines together.

Comes in: the parts of one column, top to bottom. Goes out: one label a part. Separate because no line tells by itself:
``SITI`` under a position is a name after the space for a signature, and the end of the office's name without it. Every
part has a score for each label (what its words say), every pair of labels one for following each other (what the order
of a signature and the space between lines say, PermenPANRB 53/2014, Lampiran I); the labels with the best sum are taken
(Viterbi 1967). What can be read in two ways is so decided by its neighbours on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor import knowledge
from extractor.layout.blocks import Line
from extractor.lexicon import lexicon
from extractor.match.person import has_title, only_titles
from extractor.match.position import begins_position, names_office, near_rank, on_behalf
from extractor.segment.named import says
from extractor.segment.signature_marks import DATE, NAME, NIP, PLACE, POSITION, RANK, ROLE, STAMP, WITNESS, mark
from extractor.segment.signed import match_place

POSITION_GO, BEHALF, BEHALF_GO, NAME_GO, OTHER = "position-go", "behalf", "behalf-go", "name-go", "other"
LABELS = (PLACE, DATE, WITNESS, ROLE, BEHALF, BEHALF_GO, POSITION, POSITION_GO, STAMP, NAME, NAME_GO, RANK, NIP, OTHER)
FAR = 11.0
"""Line heights of the widest space for a signature, and what a page break counts for."""
_NEVER = -100.0
"""Worth of a step that no block has: less than any block of signatures loses in all."""
_OFFICE = (POSITION, POSITION_GO, BEHALF, BEHALF_GO)
_OPENING = (PLACE, WITNESS, ROLE, BEHALF, POSITION)
"""Labels with which a signature may begin."""
_JOINED = re.compile(r"\w\s+(?:dan|atau|serta|untuk)\s+\w", re.IGNORECASE)
_JOINS = re.compile(r"(?:\b(?:dan|di|pada|atau|untuk|selaku|serta|dengan|bidang|urusan)|[/&-])\s*$", re.IGNORECASE)
_DERIVED = re.compile(r"\b(?:ke|pe)\w{4,}an\b")


@dataclass(frozen=True)
class Weights:
    """Shares of a reading's score, in the natural logarithm of odds, as a person who reads signatures would bet.

    They were set on signatures of every form that the drawn documents have, and hold on real ones: what decides is
    their order, no figure by itself.
    """

    titled: float = 4.0
    """A title stands before or behind: `Drs.`, `S.Sos`."""
    head: float = 4.0
    """Begins like an office: `Kepala`, `Camat`."""
    office: float = 2.0
    """Has a word that names an office or a region, which no person's name has."""
    comma: float = 1.5
    """A comma ends the line: the office over a signature ends so, a name without titles does not."""
    told: float = 3.0
    """The entity model says it (recognised text alone)."""
    sure: float = 6.0
    """Marks that are one thing only: NIP, place and date, PIHAK KEDUA."""
    space: float = 2.0
    """A name stands under the space for the signature; an office goes on without one."""
    unfinished: float = 4.0
    """The line above cannot be complete: `Kepala Dinas Pendidikan dan`."""
    opening: float = 6.0
    """A name that no office, role or place stands over must have more to say for itself; so must an office that begins
    like none and stands over nothing but its name."""


@dataclass(frozen=True)
class _Look:
    """What one part says by itself."""

    line: Line
    sure: str | None
    titled: bool
    titles: bool
    head: bool
    office: bool
    behalf: bool
    comma: bool
    name_like: bool
    near: bool
    told: str | None
    tail: bool
    """Ends so that it cannot be a whole office."""
    region: bool
    """Begins with a word like `KABUPATEN`: the end of an office that began above."""
    joined: bool
    """Has a joining word within (`PROMOSI DAN LOGISTIK`), as no person's name has."""
    place: bool
    """May be a place without a date: `Maju,`."""
    derived: bool
    """Has a noun that is made of another word, which persons are not called: `PEMBERDAYAAN`."""
    noise: bool
    """Larger than the column's type by far, and badly recognised: a scribble, a stamp."""


_STEP = 20
"""Lines; columns of signatures have up to thirty."""


@knowledge.kept
def _unfinished_words() -> frozenset[str]:
    return frozenset(knowledge.toml("positions")["unfinished"])


def unfinished(text: str) -> bool:
    """Whether a line of an office's name cannot be its last: it ends with a joining word, or with a word after which a
    region's name must follow (`SEKRETARIS DAERAH KABUPATEN`)."""
    last = re.findall(r"[A-Z]+", text.upper())[-1:]
    return bool(_JOINS.search(text)) or (bool(last) and last[0] in _unfinished_words() and text.rstrip()[-1:].isalpha())


def _look(part: Line, column: Sequence[Line], size: float) -> _Look:
    text = part.text
    kind = mark(part)
    loose = not any(c.isdigit() or c in ":;=" for c in text)
    return _Look(
        line=part,
        sure=kind if kind not in (NAME, POSITION, None) else None,
        titled=has_title(text),
        titles=only_titles(text),
        head=begins_position(text),
        office=names_office(text),
        behalf=on_behalf(part.span)[0],
        comma=text.rstrip().endswith(","),
        name_like=kind == NAME or (loose and 0 < len(part.words) <= 6 and text[:1].isupper()),
        near=near_rank(text),
        told=says(column, part),
        tail=unfinished(text),
        region=(re.findall(r"[A-Z]+", text.upper()) or [""])[0] in _unfinished_words(),
        joined=_JOINED.search(text) is not None,
        place=match_place(part) is not None,
        derived=any(lexicon().lists(w) for w in _DERIVED.findall(text.casefold())),
        noise=kind not in (NIP, PLACE, DATE) and _noise(part, size),
    )


def _noise(part: Line, size: float) -> bool:
    """Whether a part is what a scribble or a stamp leaves: badly recognised and larger than the column's type by far,
    or more signs than letters. An office under a scribble, which makes its line tall, is none."""
    text = part.text
    letters = sum(map(str.isalpha, text))
    if text[:1].isalpha() and any(c in ".," for c in text) and letters < sum(not c.isalnum() for c in text if c != " "):
        return not has_title(text)
    return part.size > 1.8 * size and any(w.confidence < 1 for w in part.words) and not begins_position(text)


def _neighbours(column: Sequence[Line], k: int) -> Sequence[Line]:
    """The lines among which line ``k`` is judged: the whole column, or of a list without end those around, in steps (so
    that the model is asked once for each step's lines).
    """
    first = k // _STEP * _STEP
    return column if len(column) <= 2 * _STEP else column[max(0, first - _STEP // 2) : first + _STEP + _STEP // 2]


def _alone(look: _Look, label: str, w: Weights) -> float:
    """How well the label fits the part's own words."""
    if look.noise:
        return 0.0 if label in (STAMP, OTHER) else -w.sure
    if look.sure is not None:
        if label == look.sure:
            return w.sure
        return (
            -w.sure if label == OTHER else (-w.told if label in (NAME, POSITION_GO) and look.sure == RANK else _NEVER)
        )
    if label == PLACE and look.place and not look.head and not look.titled:
        return 0.5 - w.office * look.office
    if label in (PLACE, DATE, ROLE, WITNESS, NIP):
        return _NEVER
    if label in (BEHALF, RANK):
        fits = look.behalf if label == BEHALF else look.near
        return w.head + 1 if fits and label == BEHALF else (w.comma if fits else _NEVER)
    return _ALONE[label](look, w)


def _as_name(look: _Look, w: Weights) -> float:
    letters = [sum(map(str.isalpha, w.text)) for w in look.line.words]
    short = max(letters) < _SHORTEST_WORD or (len(letters) == 1 and letters[0] < _SHORTEST)
    score = (1.0 if look.name_like else -w.titled) - w.office * short
    score += w.titled * look.titled - w.head * (look.head or look.behalf) - (w.office + 0.5) * look.office
    score -= w.head * look.joined
    score += {"PERSON": w.told, "POSITION": -w.told}.get(look.told or "", 0.0)
    score -= w.office * (look.derived and not look.titled)
    return score - w.comma * (look.comma and not look.titled) - w.head * look.titles


def _as_position(look: _Look, w: Weights) -> float:
    score = w.head if look.head else (0.5 if look.office else -w.comma)
    score += {"PERSON": -w.told, "POSITION": w.told}.get(look.told or "", 0.0)
    return score - 3 * (look.titled and not look.head) - w.head * look.behalf - w.head * look.titles + 0.5 * look.comma


def _as_rest(look: _Look, w: Weights) -> float:
    """A further line of an office's name."""
    score = (
        1.0 * look.office
        + w.office * look.joined
        + 1.0 * look.comma
        + w.office * look.region
        - w.comma * look.head
        - w.titled * look.titled
        - w.head * look.behalf
    )
    score += {"PERSON": -w.told, "POSITION": w.told}.get(look.told or "", 0.0)
    return score - w.head * look.titles


def _as_titles(look: _Look, w: Weights) -> float:
    return w.sure if look.titles else -w.head


def _as_stamp(look: _Look, w: Weights) -> float:
    """Letters of a stamp or a scribble, not known by their words."""
    return -w.comma * (1 + (look.head or look.titled))


def _as_other(look: _Look, w: Weights) -> float:  # noqa: ARG001
    """Any line: what is no part of a signature."""
    return 0.5


_ALONE: dict[str, Callable[[_Look, Weights], float]] = {
    NAME: _as_name,
    POSITION: _as_position,
    POSITION_GO: _as_rest,
    BEHALF_GO: _as_rest,
    NAME_GO: _as_titles,
    STAMP: _as_stamp,
    OTHER: _as_other,
}

_OPEN = {PLACE: 0.0, WITNESS: 0.0, ROLE: 0.0, BEHALF: 0.0, POSITION: -0.5, DATE: -1.0, STAMP: -1.0, OTHER: 0.0}
_AFTER: dict[str | None, dict[str, float]] = {
    None: _OPEN,
    OTHER: _OPEN,
    PLACE: {DATE: 1, WITNESS: 0.5, ROLE: 0.5, BEHALF: 1, POSITION: 1.5, STAMP: -0.5, PLACE: 0, OTHER: -1.5},
    DATE: {DATE: 0.5, WITNESS: 0.5, ROLE: 0.5, BEHALF: 1, POSITION: 1.5, STAMP: -0.5, PLACE: 0, OTHER: -1.5},
    WITNESS: {ROLE: 0.5, BEHALF: 1, POSITION: 1.5, PLACE: 0, WITNESS: 0, STAMP: -0.5, OTHER: -1.5},
    ROLE: {BEHALF: 1, POSITION: 1, STAMP: 0.5, ROLE: -1, PLACE: -1, WITNESS: -1, OTHER: -2},
    POSITION: {POSITION: -1, BEHALF: -1, STAMP: 0.5, ROLE: -0.5, PLACE: -1, WITNESS: -1, NIP: -3, RANK: -3, OTHER: -2},
    BEHALF: {POSITION: 1, BEHALF: 1, STAMP: 0, ROLE: -1, NIP: -3, RANK: -3, OTHER: -2},
    STAMP: {STAMP: 0, NAME: 1.5, POSITION: -1.5, ROLE: -1, PLACE: -1, WITNESS: -1, NIP: -2, RANK: -2, OTHER: -1},
    NAME: {RANK: 1.5, NIP: 1.5, NAME_GO: 0, STAMP: -1, NAME: -3, **dict.fromkeys(_OPENING, 0.0), OTHER: 0},
    RANK: {NIP: 1.5, STAMP: -1, NAME: -3, **dict.fromkeys(_OPENING, 0.0), OTHER: 0},
    NIP: {RANK: -0.5, STAMP: -1, NAME: -2, **dict.fromkeys(_OPENING, 0.0), OTHER: 0},
}
"""Which label follows which; what is not named does not."""
_AFTER[POSITION_GO] = _AFTER[POSITION]
_AFTER[BEHALF_GO] = _AFTER[BEHALF]
_AFTER[NAME_GO] = _AFTER[NAME]


def _following(before: str | None, above: _Look | None, label: str, look: _Look, gap: float, w: Weights) -> float:
    """How well the label of ``look`` follows the one before it, with so much space between the lines."""
    if label == NAME and before in (None, OTHER):
        return -w.opening
    if label == NAME and before in (PLACE, DATE, WITNESS):
        return -1.0 if gap >= _WIDE else -w.opening / 2
    # an office's name that lacks its region does not go on under the space for a signature
    tail = above is not None and above.tail and gap < _SIGNED
    if label in (POSITION_GO, BEHALF_GO):
        if before not in ((POSITION, POSITION_GO) if label == POSITION_GO else (BEHALF, BEHALF_GO)):
            return _NEVER
        assert above is not None
        score = (1.0 if gap < _TIGHT else -w.space if gap < _WIDE else -2 * w.space) + w.unfinished * tail
        return score - w.space * (above.comma and not tail)
    if label == NAME and before in (*_OFFICE, ROLE):
        assert above is not None
        space = w.space if gap >= _WIDE else (0.5 if gap >= _TIGHT else -0.5)
        return space - w.unfinished * tail + 0.5 * above.comma - (before in (BEHALF, BEHALF_GO))
    if label == NAME_GO and look.titled and above is not None and not (look.titles or above.titled or above.comma):
        # a long name in two lines, its titles at the end of the second
        return w.head + w.titled + w.comma if before == NAME and gap < _TIGHT and not look.head else _NEVER
    if label == NAME_GO and above is not None and not look.titles and _ends_name(above.line.text, look):
        # a name that a narrow column broke: `Ir. BUDI` / `UTOMO`, `(Ir. BUDI` / `UTOMO)`
        return w.head + 1 if before == NAME and gap < _TIGHT else _NEVER
    if label == STAMP and look.sure != STAMP and before in (NAME, NAME_GO, RANK, NIP):
        return _NEVER  # letters that nobody knows stand for a stamp between the office and the name only
    lone = label == POSITION and not look.head and before not in (PLACE, DATE, WITNESS, ROLE, BEHALF, BEHALF_GO)
    return _AFTER[before].get(label, _NEVER) - (w.opening + w.office) * lone


def _ends_name(above: str, look: _Look) -> bool:
    """Whether a line reads like the last words of the name over it: one word in the same capitals, or what closes its
    bracket.
    """
    text = look.line.text
    if above.count("(") > above.count(")") and text.rstrip().endswith(")"):
        return not (look.head or look.office)
    plain = look.name_like and not (look.head or look.office or look.near or look.titled or look.derived or look.noise)
    word = text.rstrip(" ,")  # a comma behind it: its titles follow
    return plain and len(look.line.words) == 1 and word.isalpha() and text.isupper() == above.split()[-1].isupper()


_SHORTEST = 4
"""Letters of a one-word name that is no scribble."""
_SHORTEST_WORD = 3
"""Letters of the longest word of a name that is no scribble."""
_TIGHT, _WIDE = 0.6, 1.0
"""Line heights between two lines of one office, and from which space is left for a signature: beside the least space
between lines of the column, so that wide setting changes nothing."""


_SIGNED = 2.0
"""Line heights, reckoned in the same way, from which on a signature was meant to stand between two lines."""


def gaps(parts: Sequence[Line]) -> list[float]:
    """The space over each part in line heights, less the column's least; :data:`FAR` over a page break."""
    found: list[float] = [0.0]
    for above, part in pairwise(parts):
        height = max(1.0, part.box[3] - part.box[1])
        found.append((part.box[1] - above.box[3]) / height if above.page == part.page else FAR)
    least = min((g for g in found[1:] if g > -_TIGHT), default=0.0)
    return [g - min(least, _WIDE) for g in found] if len(parts) > 2 else found


def label(parts: Sequence[Line], weights: Weights = Weights()) -> list[str]:
    """One of :data:`LABELS` for every part of a column, top to bottom."""
    sizes = sorted(p.size for p in parts)
    looks = [_look(p, _neighbours(parts, k), sizes[len(sizes) // 2]) for k, p in enumerate(parts)]
    space = gaps(parts)
    best: dict[str | None, tuple[float, list[str]]] = {None: (0.0, [])}
    above: _Look | None = None
    for look, gap in zip(looks, space, strict=True):
        nearest: dict[str | None, tuple[float, list[str]]] = {}
        for name in LABELS:
            own = _alone(look, name, weights)
            if own <= _NEVER:
                continue
            score, path = max(
                ((s + _following(last, above, name, look, gap, weights), p) for last, (s, p) in best.items()),
                key=lambda found: found[0],
            )
            nearest[name] = (score + own, [*path, name])
        best = nearest
        above = look
    return max(best.values(), key=lambda found: found[0] - _unsigned(found[1], parts, weights))[1]


def _unsigned(labels: Sequence[str], parts: Sequence[Line], w: Weights) -> float:
    """What it costs that a column ends with an office of several lines and no name, where the last could be one."""
    last = labels[-1] if labels else OTHER
    return w.comma if last in (POSITION_GO, BEHALF_GO) and len(parts[-1].words) > 1 and NAME not in labels else 0.0
