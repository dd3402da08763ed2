"""Reads the letterhead (kop surat): government, office, address, telephone, e-mail.

Comes in: the blocks of a sheet and its title. Goes out: a :class:`Letterhead` and the lines it takes. Separate because
the same office names stand in titles too; a letterhead is known by its address, its telephone or the word PEMERINTAH.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor import knowledge
from extractor.layout.blocks import Block, Line
from extractor.match.position import names_office
from extractor.printed import any_of
from extractor.read.words import Span, join
from extractor.segment.component import Letterhead, TitleBlock
from extractor.segment.region_lines import ends_region

_PLACE_POST = re.compile(r"^\W*(?:[^\W\d_][\w.'-]*\s+){1,4}\d{5}\W*$")
"""A letterhead's last line: the seat and its post code, ``MUARA MAJU 61234``."""
_PHONE = re.compile(r"\(?\+?\d[\d()\s./–-]{4,}\d")
_PHONE_REST = re.compile(r"[\s.:]*(\(?\d[\d()\s./–-]{3,}\d)")
_POST_REST = re.compile(r"\W*\d{5}\W*")
"""A post code that stands alone under its label."""
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.IGNORECASE)
_AREA = re.compile(r"\(0\d{2,4}\)\s?\d{5,8}\b")
"""A number with its area code in brackets, which needs no label."""
_END = re.compile(r"[\s,;:.|–-]+$")
_SAME_SIZE = 0.5
"""Points by which the type of two lines of one name may differ."""
_MOST = 9
"""Lines of the longest letterhead."""


class _Forms(NamedTuple):
    """What is printed in letterheads, out of ``heads.toml``."""

    government: re.Pattern[str]
    street: re.Pattern[str]
    inside: re.Pattern[str]
    """A street behind the name of the grounds: ``Kampus Hijau Jalan Melati Nomor 5``."""
    post: re.Pattern[str]
    post_cut: re.Pattern[str]
    """A post code's label at a line's end."""
    post_tail: re.Pattern[str]
    """The place and post code behind the telephone number."""
    address: re.Pattern[str]
    phone: re.Pattern[str]
    phone_cut: re.Pattern[str]
    """A telephone's label at a line's end, with no more than its area code: the number stands on the next line."""
    email: re.Pattern[str]
    web: re.Pattern[str]


@knowledge.kept
def _forms() -> _Forms:
    words = knowledge.toml("heads")["letterhead"]
    phone, fax, post, address = (any_of(words[name]) for name in ("phone", "fax", "post", "address"))
    capitals = any_of([*words["streets"], *map(str.upper, words["streets"])])
    inside = any_of([*words["inside"], *map(str.upper, words["inside"])])
    label = rf"\b(?:(?:No\.?\s*)?(?:{phone})\b\.?\s*(?:[/&]|dan)?\s*(?:{fax})?\.?|(?:{fax}))\s*[.:/]*\s*"
    email = any_of(words["email"]).replace(r"\-", r"\s?-?\s?")

    def loose(form: str) -> re.Pattern[str]:
        return re.compile(form, re.IGNORECASE)

    return _Forms(
        government=loose(rf"^\W*(?:{any_of(words['governments'])})\b"),
        street=loose(rf"^\W*(?:(?-i:{capitals})|(?:{any_of(words['grounds'])})\b|(?:{any_of(words['seats'])})\s*:)"),
        inside=re.compile(rf"\b(?:{inside})\b\.?\s+[A-Z].*\d"),
        post=loose(rf"\b(?:{post})\b"),
        post_cut=loose(rf"\b(?:{post})\W*$"),
        post_tail=re.compile(
            rf"(?:^|[\s,;:.–-])((?:(?i:{post})\b.*|[A-Z][a-z]+(?:\s+[A-Z][a-z]+){{0,3}}\s+\d{{5}}))\W*$"
        ),
        address=loose(rf"^\W*(?:{address})\s*:\s*"),
        phone=loose(label),
        phone_cut=loose(rf"(?:{label})(?P<area>\(?\d{{2,5}}\)?)?[\s-]*$"),
        email=loose(rf"\b(?:{email})\s*[:.]?\s*"),
        web=loose(rf"\b(?:{any_of(words['web'])})\b\s*[:.]?\s*|(?:https?://|www\.)\S+"),
    )


def is_letterhead_line(line: Line) -> bool:
    """Whether the line can stand in a letterhead only: the government, a street, a telephone, an e-mail address."""
    forms = _forms()
    text = line.text
    return bool(forms.government.match(text) or forms.street.match(text) or contact(text))


def contact(text: str) -> bool:
    """Whether a line gives an address, a telephone number or an e-mail address."""
    forms = _forms()
    return bool(
        forms.street.match(text)
        or forms.inside.search(text)
        or forms.post.search(text)
        or _PLACE_POST.match(text)
        or _EMAIL.search(text)
        or (forms.phone.search(text) and _PHONE.search(text))
    )


def find_letterhead(blocks: Sequence[Block], title: TitleBlock | None) -> tuple[Letterhead | None, tuple[Line, ...]]:
    """The letterhead over the title and its lines; ``None`` where there is none."""
    forms = _forms()
    own = {id(line) for line in title.lines} if title else set()
    head: list[Line] = []
    for block in blocks[: _MOST + 8]:
        if not isinstance(block, Line) or id(block) in own or len(head) >= _MOST:
            break
        head.append(block)
    last = max((i for i, line in enumerate(head) if contact(line.text)), default=-1)
    if 0 <= last < len(head) - 1 and _goes_on(head[last].text, head[last + 1].text):
        last += 1
    starts = next(
        (
            i
            for i, line in enumerate(head)
            if forms.government.match(line.text) and len(line.words) > 1 and "PEMERINTAH" in line.text.upper()
        ),
        None,
    )
    if last < 0 and starts is None:
        return None, ()
    first = starts if starts is not None and starts <= (last if last >= 0 else starts) else 0
    head = head[first : last + 1] if last >= 0 else head[first:]
    names = []
    for line in head:
        if contact(line.text):
            break
        names.append(line)
    contacts = head[len(names) :]
    names = [n for n in names if any(c.isalpha() for c in n.text)]
    at = next((k for k, n in enumerate(names[:2]) if forms.government.match(n.text)), len(names))
    goes_on = at + 2 < len(names) and _wraps(names[at], names[at + 1], head)
    government = names[at : at + 1 + goes_on]
    office = [n for n in names if n not in government]
    address, phone, email = _contacts(contacts)
    return (
        Letterhead(
            government=join(government) or None,
            office=join(office) or None,
            address=address,
            phone=phone,
            email=email,
        ),
        tuple(head),
    )


def _goes_on(text: str, below: str) -> bool:
    """Whether a line ends with the label of a number that the line under it prints."""
    forms = _forms()
    phone = forms.phone_cut.search(text) and _PHONE_REST.match(below)
    return bool(phone or (forms.post_cut.search(text) and _POST_REST.fullmatch(below)))


def _wraps(line: Line, below: Line, head: Sequence[Line]) -> bool:
    """Whether a government's name goes on in the line under it: that ends a region's name, or it names no office and no
    line of the head had room for its first word.
    """
    if ends_region(line.words, below):
        return True
    if names_office(below.text) or below.bold != line.bold or abs(below.size - line.size) > _SAME_SIZE:
        return False
    first = below.words[0].box
    widest = max(n.box[2] - n.box[0] for n in head)
    return line.box[2] - line.box[0] + first[2] - first[0] > widest


def _contacts(lines: Sequence[Line]) -> tuple[Span | None, Span | None, Span | None]:
    """Address, telephone, e-mail of the lines under the names."""
    forms = _forms()
    address: list[Span] = []
    phone: Span | None = None
    email: Span | None = None
    cut: re.Match[str] | None = None
    area = Span()
    coded = False
    for line in lines:
        span = line.span
        if coded and _POST_REST.fullmatch(span.text):
            address.append(span)
        coded = forms.post_cut.search(span.text) is not None
        parts = line.segments()
        if phone and len(parts) > 1 and _PHONE.fullmatch(parts[-1].text):
            # one more number of the column of telephones at the right
            span = Span(w for part in parts[:-1] for w in part.words)
        rest = _PHONE_REST.match(span.text) if cut else None
        ahead, cut = area, forms.phone_cut.search(span.text)
        area = span.cut(cut.start("area")) if cut and cut["area"] else Span()
        if rest is not None:
            phone = phone or join((ahead, span.of(rest, 1)))
            span = span.cut(rest.end())
        text = span.text
        found = _EMAIL.search(text)
        email = email or (span.of(found) if found else None)
        number = _number(text)
        phone = phone or (span.of(number) if number else None)
        starts = [m.start() for p in (forms.phone, _AREA, forms.email, _EMAIL, forms.web) if (m := p.search(text))]
        stop = min(starts, default=len(text))
        lead = forms.address.match(text)
        before = span.cut(min(lead.end(), stop) if lead else 0, len(_END.sub("", text[:stop])))
        if any(c.isalpha() for c in before.text):
            address.append(before)
        tail = forms.post_tail.search(text, stop)
        if tail:
            address.append(span.of(tail, 1))
    return join(address) or None, phone, email


def _number(text: str) -> re.Match[str] | None:
    """The first telephone number: behind its label, or with its area code in brackets."""
    forms = _forms()
    label = forms.phone.search(text)
    area = _AREA.search(text)
    if label and (not area or label.start() < area.start()):
        return _PHONE.match(text, label.end()) or _PHONE.search(text, label.end())
    return area
