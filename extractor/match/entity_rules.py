"""Entities by token patterns, for use without the trained model: persons, positions, organisations, regions, laws.

Comes in: flat text (see :mod:`extractor.match.entity_text`). Goes out: places with labels. Separate because these
patterns (``entities.toml``) need a tokenizer of their own: spaCy's Matcher on spaCy's tokenizer with the Indonesian
punctuation rules. spaCy is loaded when the first text comes, once a process; its sixteen thousand Indonesian tokenizer
exceptions (hyphenated words) take two seconds to load and are replaced by not splitting at hyphens at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor import knowledge
from extractor.match.entity_forms import gazettes, held_for_a_time, word_before
from extractor.match.person import strip_titles
from extractor.printed import month_names

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.strings import StringStore
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

_TAIL = re.compile(r"\s+(?:Sub|SUB)$")
"""A word that belongs to what follows: `Kecamatan Maju | Sub Kegiatan`."""
_LETTERED = re.compile(r"H\.?\s+[^.]*$")


@dataclass(frozen=True)
class _Rules:
    tokenizer: Tokenizer
    matcher: Matcher
    strings: StringStore
    labels: tuple[str, ...]


def _words() -> dict[str, list[str]]:
    """The word lists that patterns name with @."""
    words: dict[str, list[str]] = dict(knowledge.toml("entities")["words"])
    words["months"] = list(month_names())
    titles = knowledge.toml("titles")
    words["titles_before"] = sorted(
        {f"{t.casefold()}{dot}" for t in titles["before"] for dot in ("", ".") if len(t) > 1 or dot}
    )
    words["titles_after"] = sorted(
        {
            form
            for t in titles["after"]
            for form in (t.casefold(), f"{t.casefold()}.", _dotted(t).casefold(), f"{_dotted(t).casefold()}.")
        }
    )
    words["not_in_name"] = [*words["number"], *words["no_name"], *words["joining"]]
    words["not_in_post"] = [*words["number"], *words["no_name"], *words["position"]]
    return words


def _dotted(title: str) -> str:
    """`SSos` as `S.Sos`, `MSi` as `M.Si`, `SH` as `S.H`."""
    return re.sub(r"(?<=[A-Za-z])(?=[A-Z])", ".", title)


def _filled(value: Any, words: dict[str, list[str]]) -> Any:
    if isinstance(value, dict):
        return {k: _filled(v, words) for k, v in value.items()}
    if isinstance(value, list):
        return [_filled(v, words) for v in value]
    return words[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def _test(attribute: str, relation: str, operand: Any) -> Callable[[str], bool]:
    """What a pattern asks of a token's text, as a function of the text."""
    if relation == "REGEX":
        search = re.compile(operand).search
        return lambda text: search(text) is not None
    held = frozenset(operand)
    if relation == "NOT_IN":
        return lambda text: (text.lower() if attribute == "LOWER" else text) not in held
    if relation == "IN":
        return lambda text: (text.lower() if attribute == "LOWER" else text) in held
    raise ValueError(relation)


def _flagged(pattern: list[dict[str, Any]], flags: dict[str, int], vocab: Vocab) -> list[dict[Any, Any]]:
    """The pattern with a flag of the vocabulary for every question that is more than an equality.

    A flag is worked out once a word form, a predicate once a token and pattern: half the time of the matcher.
    """
    out: list[dict[Any, Any]] = []
    for spec in pattern:
        plain: dict[Any, Any] = {}
        for attribute, value in spec.items():
            if not isinstance(value, dict):
                plain[attribute] = value
                continue
            for relation, operand in value.items():
                key = repr((attribute, relation, operand))
                if key not in flags:
                    flags[key] = vocab.add_flag(_test(attribute, relation, operand))
                plain[flags[key]] = True
        out.append(plain)
    return out


def _abbreviations() -> re.Pattern[str]:
    """Words that keep their full stop."""
    titles = knowledge.toml("titles")
    words = [
        *knowledge.toml("entities")["abbreviations"],
        *titles["before"],
        *titles["after"],
        *map(_dotted, titles["after"]),
    ]
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(set(words), key=len, reverse=True)))})\.$")


@knowledge.kept
def _rules() -> _Rules:
    """The tokenizer and the patterns, loaded once."""
    from spacy.lang.id import IndonesianDefaults
    from spacy.lang.lex_attrs import LEX_ATTRS
    from spacy.matcher import Matcher
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import Vocab

    vocab = Vocab(lex_attr_getters=LEX_ATTRS)
    tokenizer = Tokenizer(
        vocab,
        prefix_search=compile_prefix_regex(IndonesianDefaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(IndonesianDefaults.suffixes or ()).search,
        infix_finditer=re.compile(r"(?<=[A-Za-z.]),(?=[A-Z])|(?<=[a-z])[:;](?=[A-Za-z])").finditer,
        token_match=_abbreviations().match,
    )
    matcher = Matcher(vocab, validate=False)  # the check knows no flags of one's own
    words = _words()
    labels: list[str] = []
    flags: dict[str, int] = {}
    for number, rule in enumerate(knowledge.toml("entities")["rules"]):
        matcher.add(f"{number:02}", [_flagged(_filled(rule["pattern"], words), flags, vocab)], greedy="LONGEST")
        labels.append(rule["label"])
    return _Rules(tokenizer, matcher, vocab.strings, tuple(labels))


def by_patterns(text: str) -> Iterator[tuple[int, int, str]]:
    """What the token patterns find in flat text, ``(start, end, label)``, the longest first; they may overlap."""
    if not any(c.isupper() for c in text) or not _worth_it(text):
        return
    rules = _rules()
    doc = rules.tokenizer(text)
    found = [
        (doc[s].idx, doc[e - 1].idx + len(doc[e - 1]), int(rules.strings[key])) for key, s, e in rules.matcher(doc)
    ]
    closed = gazettes(text)
    words = knowledge.toml("entities")["words"]
    general, laws = words["class_words"], words["law"]
    for start, end, rule in sorted(found, key=lambda f: (f[0] - f[1], f[2], f[0])):
        label = rules.labels[rule]
        if label == "PERSON":
            if _LETTERED.match(text[start:end]) and _no_pilgrim(text, start):
                continue
            start, end = strip_titles(text, start, end)
        if label == "POSITION":
            start = held_for_a_time(text, start)
        end -= len(text[start:end]) - len(_TAIL.sub("", text[start:end]))
        if text[start:end].casefold() in general or any(s <= start < e for s, e in closed):
            continue
        if label in ("POSITION", "ORG", "GPE") and word_before(text, start) in laws:
            continue  # the issuer of a regulation that is named without its number
        yield start, end, label


def _no_pilgrim(text: str, start: int) -> bool:
    """Whether an `H.` is the letter of an item or an initial within a name, not the title."""
    before = text[:start].rstrip()
    return not before or (text[:start].endswith(" ") and before.split()[-1][0].isupper() and before[-1].isalpha())


@knowledge.kept
def _triggers() -> frozenset[str]:
    """Words one of which stands in every entity: a text without any is not worth cutting into tokens."""
    words = _words()
    names = (
        "law",
        "region",
        "organisation",
        "position",
        "months",
        "titles_before",
        "titles_after",
        "organisation_names",
    )
    return frozenset(w.rstrip(".") for n in names for w in words[n]) | {"rp", "idr"}


def _worth_it(text: str) -> bool:
    words = {w.strip(".,;:()\"'") for w in text.casefold().split()}
    return not words.isdisjoint(_triggers()) or any(w.startswith("rp") or w[-4:].isdigit() for w in words)
