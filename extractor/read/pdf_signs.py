"""What a character of a PDF prints: ligatures in letters, blanks and hyphens of every kind as one, symbols as bullets.

Comes in: a character as pdfium gives it. Goes out: what stands for it in a word.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": "-"})
_BLANKS = frozenset((0xA0, 0x200B, 0xFEFF, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F))
# Signs of the Symbol and Wingdings types that have no Unicode value in the file: lists' bullets and comparisons.
_PRIVATE = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "□", 0xF0D8: "➢", 0xF076: "❖", 0xF0E0: "→",
    0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B8: "÷", 0xF0E5: "∑", 0xF02D: "-", 0xF02B: "+", 0xF03D: "=", 0xF03E: ">",
    0xF03C: "<", 0xF025: "%", 0xF028: "(", 0xF029: ")",
}  # fmt: skip

_CORK = {
    0x10: "\u201c", 0x11: "\u201d", 0x15: "\u2013", 0x16: "\u2014", 0x1B: "\ufb00", 0x1C: "\ufb01", 0x1D: "\ufb02",
    0x1E: "\ufb03", 0x1F: "\ufb04",
}  # fmt: skip
"""What stands at the places of control characters in TeX's T1 encoding (Cork 1990). Its bitmap types name no glyphs."""
_CORK_PLACE = re.compile(
    r"(?<=[!-~])[\x15\x16](?=[!-~])|(?<=[A-Za-z])[\x1b-\x1f](?![\x01-\x1f])|(?<![\x01-\x1f])[\x1b-\x1f](?=[a-z])"
    r"|(?<=[!-~])\x11(?![\x01-\x1f])|(?<![\x01-\x1f])\x10(?=[!-~])"
)
"""Between named signs: what stands beside another control character is the bare number of some type's glyph."""


def with_cork_signs(text: str) -> str:
    """A page's text with the dashes, quotes and ligatures that TeX's bitmap types print named, sign for sign."""
    return _CORK_PLACE.sub(lambda m: _CORK[ord(m[0])], text)


def printed_sign(text: str, hyphen: bool) -> str:
    """What a character prints: a blank for all kinds of blanks, nothing for what prints nothing."""
    code = ord(text)
    if 0x20 < code < 0x7F:
        return text
    if hyphen or code == 0xAD:
        return "-"
    if code <= 0x20 or code in _BLANKS:
        return " "
    if 0xE000 <= code <= 0xF8FF:
        return _PRIVATE.get(code, "•" if 0xF020 <= code <= 0xF0FF else "")
    return (
        "" if unicodedata.category(text) in ("Cc", "Cs", "Cn", "Cf") else text.translate(_LIGATURES).translate(_HYPHENS)
    )
