"""Reads the letterhead (kop surat): government, office, address, telephone, e-mail.

Comes in: the blocks of a sheet and its title. Goes out: a :class:`Letterhead` and the lines it takes. Separate because
the same office names stand in titles too; a letterhead is known by its address, its telephone or the word PEMERINTAH.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layout.blocks import Block, Line
from extractor.match.position import names_office
from extractor.read.words import Span
from extractor.segment.component import Letterhead, TitleBlock
from extractor.segment.region_lines import ends_region

_GOVERNMENT = re.compile(
    r"^\W*(?:PEMERINTAH|PEMKAB|PEMKOT|PEMPROV|KEMENTERIAN|REPUBLIK INDONESIA)\b|^\W*(?:PROVINSI|PROPINSI)\b"
    r"|^\W*(?:KEPOLISIAN NEGARA|MAHKAMAH AGUNG|KEJAKSAAN AGUNG)\s+REPUBLIK\b|^\W*TENTARA NASIONAL INDONESIA\b",
    re.IGNORECASE,
)
_STREET = re.compile(r"^\W*(?:(?-i:Jalan|JALAN)|Jln\b|Jl\b|Alamat|Komplek|Kompleks|Gedung|Kantor\s*:)", re.IGNORECASE)
_STREET_INSIDE = re.compile(r"\b(?:Jalan|JALAN|Jln|JLN|Jl|JL)\b\.?\s+[A-Z].*\d")
"""A street behind the name of the grounds: ``Kampus Hijau Jalan Melati Nomor 5``."""
_POST = re.compile(r"\bKode\s*Pos\b|\bKodepos\b", re.IGNORECASE)
_PLACE_POST = re.compile(r"^\W*(?:[^\W\d_][\w.'-]*\s+){1,4}\d{5}\W*$")
"""A letterhead's last line: the seat and its post code, ``MUARA MAJU 61234``."""
_PHONE_LABEL = re.compile(
    r"\b(?:(?:No\.?\s*)?(?:Telp|Tlp|Telepon|Telephone|Phone|Tel|Hp)\b\.?\s*(?:[/&]|dan)?\s*(?:Fax(?:es|imile|imili|\.)?|Faks(?:imile|imili)?)?\.?|"
    r"(?:Fax|Faks)(?:es|imile|imili)?)\s*[.:/]*\s*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\(?\+?\d[\d()\s./–-]{4,}\d")
_PHONE_CUT = re.compile(rf"(?:{_PHONE_LABEL.pattern})(?:\(?\d{{2,5}}\)?)?[\s-]*$", re.IGNORECASE)
"""A telephone's label at a line's end, with no more than its area code: the number stands on the next line."""
_PHONE_REST = re.compile(r"[\s.:]*(\(?\d[\d()\s./–-]{3,}\d)")
_EMAIL_LABEL = re.compile(r"\b(?:E\s?-?\s?mail|Pos\s?-?\s?el|Surel|Surat elektronik)\s*[:.]?\s*", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.IGNORECASE)
_WEB = re.compile(r"\b(?:Web\s?site|Website|Web|Situs|Laman)\b\s*[:.]?\s*|(?:https?://|www\.)\S+", re.IGNORECASE)
_AREA = re.compile(r"\(0\d{2,4}\)\s?\d{5,8}\b")
"""A number with its area code in brackets, which needs no label."""
_ADDRESS_LABEL = re.compile(r"^\W*Alamat\s*:\s*", re.IGNORECASE)
_POST_TAIL = re.compile(r"(?:^|[\s,;:.–-])((?:Kode\s*Pos\b.*|[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,3}\s+\d{5}))\W*$")
"""The place and post code behind the telephone number."""
_END = re.compile(r"[\s,;:.|–-]+$")
_SAME_SIZE = 0.5
"""Points by which the type of two lines of one name may differ."""
_MOST = 9
"""Lines of the longest letterhead."""


def is_letterhead_line(line: Line) -> bool:
    """Whether the line can stand in a letterhead only: the government, a street, a telephone, an e-mail address."""
    text = line.text
    return bool(_GOVERNMENT.match(text) or _STREET.match(text) or contact(text))


def contact(text: str) -> bool:
    """Whether a line gives an address, a telephone number or an e-mail address."""
    return bool(
        _STREET.match(text)
        or _STREET_INSIDE.search(text)
        or _POST.search(text)
        or _PLACE_POST.match(text)
        or _EMAIL.search(text)
        or (_PHONE_LABEL.search(text) and _PHONE.search(text))
    )


def find_letterhead(blocks: Sequence[Block], title: TitleBlock | None) -> tuple[Letterhead | None, tuple[Line, ...]]:
    """The letterhead over the title and its lines; ``None`` where there is none."""
    own = {id(line) for line in title.lines} if title else set()
    head: list[Line] = []
    for block in blocks[: _MOST + 8]:
        if not isinstance(block, Line) or id(block) in own or len(head) >= _MOST:
            break
        head.append(block)
    last = max((i for i, line in enumerate(head) if contact(line.text)), default=-1)
    if 0 <= last < len(head) - 1 and _PHONE_CUT.search(head[last].text) and _PHONE_REST.match(head[last + 1].text):
        last += 1
    starts = next(
        (
            i
            for i, line in enumerate(head)
            if _GOVERNMENT.match(line.text) and len(line.words) > 1 and "PEMERINTAH" in line.text.upper()
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
    at = next((k for k, n in enumerate(names[:2]) if _GOVERNMENT.match(n.text)), len(names))
    goes_on = at + 2 < len(names) and _wraps(names[at], names[at + 1], head)
    government = names[at : at + 1 + goes_on]
    office = [n for n in names if n not in government]
    address, phone, email = _contacts(contacts)
    return (
        Letterhead(
            government=Span(w for line in government for w in line.words) or None,
            office=Span(w for line in office for w in line.words) or None,
            address=address,
            phone=phone,
            email=email,
        ),
        tuple(head),
    )


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
    address: list[Span] = []
    phone: Span | None = None
    email: Span | None = None
    cut = False
    for line in lines:
        span = line.span
        parts = line.segments()
        if phone and len(parts) > 1 and _PHONE.fullmatch(parts[-1].text):
            # one more number of the column of telephones at the right
            span = Span(w for part in parts[:-1] for w in part.words)
        rest = _PHONE_REST.match(span.text) if cut else None
        cut = _PHONE_CUT.search(span.text) is not None
        if rest is not None:
            phone = phone or span.of(rest, 1)
            span = span.cut(rest.end())
        text = span.text
        found = _EMAIL.search(text)
        email = email or (span.of(found) if found else None)
        number = _number(text)
        phone = phone or (span.of(number) if number else None)
        starts = [m.start() for p in (_PHONE_LABEL, _AREA, _EMAIL_LABEL, _EMAIL, _WEB) if (m := p.search(text))]
        stop = min(starts, default=len(text))
        lead = _ADDRESS_LABEL.match(text)
        before = span.cut(min(lead.end(), stop) if lead else 0, len(_END.sub("", text[:stop])))
        if any(c.isalpha() for c in before.text):
            address.append(before)
        tail = _POST_TAIL.search(text, stop)
        if tail:
            address.append(span.of(tail, 1))
    return Span(w for a in address for w in a.words) or None, phone, email


def _number(text: str) -> re.Match[str] | None:
    """The first telephone number: behind its label, or with its area code in brackets."""
    label = _PHONE_LABEL.search(text)
    area = _AREA.search(text)
    if label and (not area or label.start() < area.start()):
        return _PHONE.match(text, label.end()) or _PHONE.search(text, label.end())
    return area
