"""Named entities: persons, positions, organisations, regions, laws, dates, amounts, NIPs.

Comes in: text, or the lines of a document. Goes out: entities with their places. Separate because two ways lead to
them: the trained model with the certain forms before it (:mod:`~extractor.match.entity_model`), or token patterns
alone (:mod:`~extractor.match.entity_rules`) where a caller does without the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor import knowledge
from extractor.layout.blocks import Line
from extractor.match import entity_model
from extractor.match.entity_forms import Entities, announced, certain, first_of_each, forms, places
from extractor.match.entity_gate import may_name
from extractor.match.entity_rules import by_patterns
from extractor.match.entity_text import flat
from extractor.match.found import DraftValue, Found
from extractor.match.nip import match_nip
from extractor.match.region import region
from extractor.read.words import Span, join

MATCHER = "entity"
_PROSE = 6
"""Words of a line from which it can be running text."""
_MOST_LINES = 12
"""Lines that are looked at together where no sentence tells where one ends."""
_SPACES = re.compile(r"\s+")


def entities(text: str) -> Entities:
    """The named entities of a text: ``(start, end, label)`` by character offsets, in order, without overlaps.

    Names of persons are given without titles, NIPs without their label. Raises
    :class:`extractor.errors.ModelMissingError` where the trained model is wanted and not installed.
    """
    return _entities_of([text])[0]


def _entities_of(texts: Sequence[str]) -> list[Entities]:
    return entity_model.find(texts) if entity_model.wanted() else [_by_rules(text) for text in texts]


def _by_rules(text: str) -> Entities:
    even = flat(text)
    found = first_of_each([*forms(even.text), *announced(even.text), *by_patterns(even.text), *places(even.text)])
    return [(*even.original(start, end), label) for start, end, label in found]


def _passages(lines: Iterable[Line]) -> Iterator[tuple[list[Line], str]]:
    """Runs of lines over whose ends an entity may go on, and runs of short lines that stand close together
    (signatures, headings, lists): each with its text, which counts characters as the span of its words does.
    """
    run: list[Line] = []
    for line in lines:
        if run and (len(run) >= _MOST_LINES or not (_near(run[-1], line) and _continues(run[-1], line))):
            yield run, _text(run)
            run = []
        run.append(line)
    if run:
        yield run, _text(run)


def _text(lines: Sequence[Line]) -> str:
    if any(a.words[-1].text.endswith("-") or b.words[0].glued for a, b in pairwise(lines)):
        return join(lines).text  # mends the word that is broken over a line's end
    return "\n".join(line.text for line in lines)


def _near(above: Line, below: Line) -> bool:
    """Whether one line stands right under the other."""
    height = above.box[3] - above.box[1]
    return above.page == below.page and -2 <= below.box[1] - above.box[3] < height


def _continues(above: Line, below: Line) -> bool:
    """Whether an entity may go on in the line below: it breaks between capitals or numbers, or at a joining word; or
    both lines are short, so that one says what the other is.
    """
    if len(above.words) < _PROSE and len(below.words) < _PROSE:
        return True
    last, first = above.words[-1].text, below.words[0].text
    joining = knowledge.toml("entities")["words"]["joining"]
    return _capital(last, joining) and _capital(first, joining)


def _capital(word: str, joining: Sequence[str]) -> bool:
    return not word[0].islower() or word.casefold() in joining


def count_entities(lines: Iterable[Line]) -> list[DraftValue]:
    """Every entity of the lines once: its label, its text as printed first, how often it occurs, and of a province,
    regency or city the official code and name.
    """
    passages = list(_passages(lines))
    found = _found_in({text for _, text in passages})
    counts: dict[tuple[str, str], int] = {}
    firsts: dict[tuple[str, str], Span] = {}
    for run, text in passages:
        span = join(run) if found[text] else Span()
        for start, end, label in found[text]:
            place = span.cut(start, end)
            if label == "NIP":
                number = match_nip(place)
                place = number.span if number else place
            key = (label, _SPACES.sub(" ", place.text).casefold())
            firsts.setdefault(key, place)
            counts[key] = counts.get(key, 0) + 1
    return [_entity(label, place, counts[label, folded]) for (label, folded), place in firsts.items()]


def read_ahead(bodies: Iterable[Iterable[Line]]) -> None:
    """Finds the entities of many documents at once, which costs the model less than one after the other. What is found
    is kept within the block of :func:`entity_model.asked`, where :func:`count_entities` asks again.
    """
    _found_in({text for lines in bodies for _, text in _passages(lines)})


def _found_in(texts: Iterable[str]) -> dict[str, Entities]:
    """The entities of each text. Only one with words that can be a name is worth the model's time (a third of a
    regulation's).
    """
    found = entity_model.said()
    new = sorted(text for text in texts if text not in found)
    asked = [text for text in new if may_name(text)]
    found.update(zip(asked, _entities_of(asked) if asked else [], strict=True))
    found.update((text, list(certain(text))) for text in new if text not in found)
    return found


def _entity(label: str, place: Span, count: int) -> DraftValue:
    known = region(place.text) if label == "GPE" else None
    return {
        "label": Found(label, place, MATCHER),
        "text": Found(place.text, place, MATCHER),
        "count": count,
        "code": known.code if known else None,
        "name": known.name if known else None,
    }
