"""What fingers, keyboards and clipboards do to a typed answer, undone where it is safe.

Digits of any script become 0–9, units behind a figure are dropped, marks that reorder or hide text are recognised. This is where a typed sign is judged as a sign, never as an answer.
"""

import unicodedata

_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What people write after a figure of a date: 2015년 3월 2일, 2015年3月2日, "2.", "2,".
_DATE_UNITS = "년월일年月日号日.,،"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u061c\ufeff\u2060\u00ad"))


def with_latin_digits(text: str) -> str:
    """Decimal digits of every script as 0–9: `٢٠١٥` → `2015`, `２０１５` → `2015`, `๒๐๑๕` → `2015`."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def plain_number(text: str) -> str:
    """A typed figure of a date as digits where it is one; otherwise what was typed, trimmed."""
    seen = with_latin_digits(text).translate(_INVISIBLE).strip()
    return seen.rstrip(_DATE_UNITS).strip()


def has_control(text: str, *, allowed: str = "") -> bool:
    """Is there a control character in it, other than those allowed, or a place of Unicode that holds no sign?"""
    return any(_cannot_be_shown(sign) and sign not in allowed for sign in text)


def showable(text: str) -> str:
    """The text without what no page can carry, for showing again what was typed; lines and tabs stay."""
    return "".join(sign for sign in text if sign in "\r\n\t" or not _cannot_be_shown(sign))


def _cannot_be_shown(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or is_no_sign(sign)


def has_bidi_override(text: str) -> bool:
    """Is there a mark that can make text read in another order than it is stored? (Trojan names.)"""
    return not _BIDI_OVERRIDES.isdisjoint(text)


def is_no_sign(sign: str) -> bool:
    """Is it one of the places of Unicode that will never hold a sign (U+FFFE, U+FDD0 …)? No XML, so no sheet, may hold them."""
    place = ord(sign)
    return place & 0xFFFE == 0xFFFE or 0xFDD0 <= place <= 0xFDEF
