"""What somebody who lost their receipt says, beside what their claim says. This is where two facts are ruled to agree.

"Whoever asks for a new receipt must know two different facts of the claim and show a document." A fact agrees when it means what
was kept, however it is written: any script's digits, any case, with or without accents, blanks and hyphens. Example: kept
`1990-05-01`, said `1990-05-01`: agrees; said `1990-05` or `1990`: too vague; kept `1990` alone proves nothing and never agrees.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claims.errors import NotValid
from claims.model.claim_file import Claimant, ClaimFile
from claims.rules.cards import passport_key, plain_digits, search_key
from claims.rules.dates import read_date

# A month is the vaguest day that still tells people apart beside another fact.
MOST_DAYS = 31
LEAST_PHONE_DIGITS = 8
LEAST_LETTERS = 3


class KnownFact(StrEnum):
    """What the office may ask for. Each is one fact, however many boxes it has."""

    BORN = "born"
    PASSPORT = "passport"
    TRIP_DAY = "trip_day"
    NAME_AND_NATIONALITY = "name_and_nationality"
    CONTACT = "contact"


@dataclass(frozen=True)
class SaidFact:
    """What the person said to one question. `said`: as typed, a day as EDTF; `nationality` an ICAO code, beside a name only."""

    fact: KnownFact
    said: str
    nationality: str = ""


def agrees(file: ClaimFile, said: SaidFact) -> bool:
    """Whether what was said is what the claim says; False also where the claim does not say it."""
    person = file.claimant
    if said.fact is KnownFact.BORN:
        return _same_day(said.said, [person.born])
    if said.fact is KnownFact.PASSPORT:
        kept = passport_key(person.passport_number)
        return len(kept) >= LEAST_LETTERS and passport_key(said.said) == kept
    if said.fact is KnownFact.TRIP_DAY:
        return _same_day(said.said, [day for trip in file.records for day in (trip.entered, trip.exited) if day])
    if said.fact is KnownFact.NAME_AND_NATIONALITY:
        return _same_name(said.said, person) and said.nationality in {person.nationality, person.nationality_during}
    return _same_contact(said.said, file.contact.address)


def both_agree(file: ClaimFile, said: Iterable[SaidFact]) -> bool:
    """Whether two different facts were said and both agree. Refuses NotValid `two_facts` for fewer, more, or one twice."""
    given = tuple(said)
    if len(given) != 2 or len({each.fact for each in given}) != 2:
        raise NotValid("two_facts")
    return all([agrees(file, each) for each in given])  # both are always looked at


def _same_day(said: str, kept: Iterable[str]) -> bool:
    days = _days(said)
    return bool(days) and any(days <= _days(each) for each in kept)


def _days(text: str) -> frozenset[int]:
    """The days a date may mean; none where there are too many to tell anything, or where it is no date."""
    try:
        spans = read_date(text).spans if text else ()
    except NotValid:
        return frozenset()
    if sum(last - first + 1 for first, last in spans) > MOST_DAYS:
        return frozenset()
    return frozenset(day for first, last in spans for day in range(first, last + 1))


def _same_name(said: str, person: Claimant) -> bool:
    """The same words in any order: which of a name is the family's differs from land to land."""
    kept = [name for name in (person.name, person.name_latin, person.name_hangul) if search_key(name)]
    written, apart = {search_key(name) for name in kept}, {_name_words(name) for name in kept}
    return search_key(said) in written or _name_words(said) in apart


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(sorted(key for key in map(search_key, name.replace("-", " ").split()) if key))


def _same_contact(said: str, kept: str) -> bool:
    if "@" in kept:
        return unicodedata.normalize("NFKC", said).strip().casefold() == kept.strip().casefold()
    one, other = _phone(said), _phone(kept)
    if min(len(one), len(other)) >= LEAST_PHONE_DIGITS:
        # One of both may begin with the country's number, which stands for the zero before the rest.
        return one.endswith(other) or other.endswith(one)
    return len(search_key(kept)) >= LEAST_LETTERS and search_key(said) == search_key(kept)


def _phone(text: str) -> str:
    return "".join(letter for letter in plain_digits(text) if letter.isdecimal()).lstrip("0")
