"""Numbers that may not be held. This is where Korean resident registration numbers are recognised and masked in text.

As a lawyer would say it: no one may process a resident registration number without a statute that names the purpose,
not even with consent (Personal Information Protection Act art. 24-2). Alien registration numbers may be held with a
separate agreement (art. 24). Example: `900101-1234567` is forbidden, `900101-1******` is not, `900101-5234567` is alien.

How it was decided. A miss is an offence that cannot be undone; a false alarm costs one sentence to a traveler. So:

- No check digit is asked for. Numbers given since October 2020 have none, and people mistype.
- The first six digits must be able to be a day (month 01-12, day 01-31). The day is not held against the calendar,
  because lunar birthdays were registered as they were told: 30 February exists on paper. This alone clears ISBN,
  nearly all telephone chains, and 98 of 100 other numbers of 13 digits.
- Digits of every script count, full-width included; zero-width marks are looked through; hyphens, dots, spaces, line
  ends, slashes, underscores, brackets and the Hangul dash are one separator, a colon only before the seven (elsewhere
  it tells the time). Circled and raised digits are not digits:
  in Korean papers they number the line or the footnote that the forbidden number stands in.
- Where digits are split, they must be split as people split them: six and seven, the six as day parts, the seven once
  more, or every digit apart. A row of dates (`2015-03-02 2015-03-10`) or `82 010 1234 5678` is therefore none.
- Thirteen digits in one are taken at their word. Within a longer run nothing is looked for: receipt and bar codes.
- Written with the full year (`19900101-1234567`) it counts if the seventh digit fits the century.
- Seven digits alone count after a word that calls them so, and in the personal-number field of a Korean passport's
  machine-readable zone (ICAO 9303 part 4, second line, positions 29-35): until 2020-12-20 these were the back digits.

Not recognised, and said so: digits spelled as words or Chinese numerals, letters read for digits, numbers in pictures.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_DASHES_AND_DOTS = "._/|,~+=()[]{}'\"`·・‧•∙⋅･−ㅡ一ーｰ─━―\u3164\u2800\t\n\r\v\f\x85"
_INVISIBLE = {"Cf", "Mn", "Me"}

_GAP = " {1,3}"
_FRONT = rf"(?:\d{{6}}|\d\d{_GAP}\d\d{_GAP}\d\d|\d(?:{_GAP}\d){{5}})"
_SPLIT_ONCE = "|".join(rf"\d{{{left}}}{_GAP}\d{{{7 - left}}}" for left in range(1, 7))
_BACK = rf"(?:\d{{7}}|{_SPLIT_ONCE}|\d(?:{_GAP}\d){{6}})"
_THIRTEEN = re.compile(rf"(?<!\d)(?=({_FRONT}[ :]{{1,5}}{_BACK}|\d{{13}})(?!\d))")
_FIFTEEN = re.compile(r"(?<!\d)(?=((?:18|19|20)\d\d {0,3}\d\d {0,3}\d\d[ :]{0,5}\d{7})(?!\d))")
_KOREAN_ZONE = re.compile(r"KOR\d{7}[MFX<‹«]\d{7}(?=([0-49]\d{6}))")


def _after_words(*words: str, seventh: str) -> re.Pattern[str]:
    called = "|".join(unicodedata.normalize("NFKD", word).upper() for word in words)
    return re.compile(rf"(?:{called})[^\d*●■]{{0,14}}(?:7[^\d*●■]{{1,8}})?(?=([{seventh}]\d{{6}})(?!\d))")


@dataclass(frozen=True)
class _NumberKind:
    """One kind of number: its seventh digits, those by century of birth, and where seven digits alone betray it."""

    seventh: str
    by_century: dict[str, str]
    back_alone: tuple[re.Pattern[str], ...]


_RESIDENT = _NumberKind(
    seventh="012349",
    by_century={"18": "90", "19": "12", "20": "34"},
    back_alone=(
        _after_words(
            *("주민 ?등록 ?번호", "주민 ?번호", "뒷 ?자리", "뒷 ?번호", "resident registration", "personal no"),
            *("personal number", "(?<![A-Z])RRN"),
            seventh="0-49",
        ),
    ),
)
_ALIEN = _NumberKind(
    seventh="5678",
    by_century={"19": "56", "20": "78"},
    back_alone=(_after_words("외국인 ?등록 ?번호", "alien registration", "(?<![A-Z])ARN", seventh="5-8"),),
)


def contains_resident_number(text: str) -> bool:
    """Whether an unmasked resident registration number, or its seven back digits where they are recognisable, is in it."""
    return next(_back_digits(text, _RESIDENT), None) is not None


def contains_alien_number(text: str) -> bool:
    """Whether an unmasked alien registration number is in it (seventh digit 5 to 8): it needs agreement C3."""
    return next(_back_digits(text, _ALIEN), None) is not None


def mask_resident_numbers(text: str) -> str:
    """The text with each of the seven back digits as `*`, all else untouched: `900101-1234567` → `900101-*******`.

    All seven, since the first of them says sex and century. Afterwards `contains_resident_number` is False.
    """
    while places := {place for back in _back_digits(text, _RESIDENT) for place in back}:
        text = "".join("*" if at in places else letter for at, letter in enumerate(text))
    return text


def _back_digits(text: str, kind: _NumberKind) -> Iterator[list[int]]:
    """For each number found: where in `text` its seven back digits stand."""
    if sum(letter.isdecimal() for letter in text) < 7:
        return
    plain, places = _plain(text)
    for found in _THIRTEEN.finditer(plain):
        digits = [at for at in range(*found.span(1)) if plain[at] not in " :"]
        if plain[digits[6]] in kind.seventh and _may_be_a_day("".join(plain[at] for at in digits[2:6])):
            yield [places[at] for at in digits[6:]]
    for found in _FIFTEEN.finditer(plain):
        digits = [at for at in range(*found.span(1)) if plain[at] not in " :"]
        fits = plain[digits[8]] in kind.by_century.get(found[1][:2], "")
        if fits and _may_be_a_day("".join(plain[at] for at in digits[4:8])):
            yield [places[at] for at in digits[8:]]
    for pattern in kind.back_alone:
        yield from ([places[at] for at in range(*found.span(1))] for found in pattern.finditer(plain))
    if kind is _RESIDENT:
        yield from _in_a_korean_zone(plain, places)


def _in_a_korean_zone(plain: str, places: list[int]) -> Iterator[list[int]]:
    kept = [at for at, letter in enumerate(plain) if letter != " "]
    for found in _KOREAN_ZONE.finditer("".join(plain[at] for at in kept)):
        yield [places[kept[at]] for at in range(*found.span(1))]


def _may_be_a_day(month_and_day: str) -> bool:
    return 1 <= int(month_and_day[:2]) <= 12 and 1 <= int(month_and_day[2:]) <= 31


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as it is compared: ASCII digits, one blank per separator, the rest decomposed; and where each came from."""
    letters, places = [], []
    for at, letter in enumerate(text):
        for plain in _plain_letter(letter):
            letters.append(plain)
            places.append(at)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    category = unicodedata.category(letter)
    if category[0] == "Z" or category == "Pd" or letter in _DASHES_AND_DOTS:
        return " "
    parts = unicodedata.normalize("NFKD", letter).upper()
    # A circled or raised digit decomposes to a digit; it must stay a letter, see above.
    kept = (("?" if part.isdecimal() else part) for part in parts if unicodedata.category(part) not in _INVISIBLE)
    return "".join(" " if part.isspace() else part for part in kept)
