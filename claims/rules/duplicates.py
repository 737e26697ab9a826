"""Claims that may be, or are noted as, the same person's. This is where likeness is ruled, groups are made, and one of each goes.

"Two claims are likely one person's when they show the same passport number, or the same whole day of birth and the same name, in
whatever script both give it. A name alone says nothing, and nobody is refused by a likeness: a person decides." To check in the
head: `Nguyễn Thị Linh` and `LINH NGUYEN THI`, both born 1990-05-01: likely. One of them born 1990-05: not.

"Nobody is a plaintiff twice: of the claims noted as the same person's, the one with the smallest reference that may go goes." What the
desk has found to be two people it takes off its note; then they are no group. A note on either side counts for both.
To check in the head: B notes A, C notes B: one group A, B, C. A has withdrawn, so B goes and C stays out as its duplicate.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from claims.model.claim_file import Claimant
from claims.rules.cards import passport_key, search_key

PASSPORT = "passport"
NAME_BORN = "name_born"
# "none", "lost" and rows of one digit stand in the box of a passport number too; they are nobody's number.
LEAST_SIGNS, LEAST_DIFFERENT = 5, 3
# A name of more words is compared in the order in which it stands.
MOST_WORDS = 5
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, repr=False)
class Person:
    """What two claims are compared by. `born` is a whole day or ""; `names` are search keys, `words` those of each name apart."""

    passports: frozenset[str]
    born: str
    names: frozenset[str]
    words: frozenset[tuple[str, ...]] = frozenset()

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of each name, in order of the alphabet: names in another order of words have the same."""
        return frozenset("".join(sorted(name)) for name in self.names)


def person_of(claimant: Claimant, *, name_hangul: str = "") -> Person:
    """Who claims, as compared; `name_hangul` is what the desk wrote for court papers."""
    written = (claimant.name, claimant.name_latin, claimant.name_hangul, name_hangul)
    number = passport_key(claimant.passport_number)
    return Person(
        passports=frozenset({number} if _is_number(number) else ()),
        born=_whole_day(claimant.born),
        names=frozenset(map(search_key, written)) - {""},
        words=frozenset(map(_words, written)) - {()},
    )


def person_on_card(search: Iterable[str], *, born: str) -> Person:
    """The same out of a card's search keys, the claim's own reference left away. Names have no digits, passport numbers do."""
    keys = frozenset(search)
    numbers = frozenset(filter(_is_number, keys))
    return Person(passports=numbers, born=_whole_day(born), names=keys - numbers)


def likely_same(one: Person, other: Person) -> tuple[str, ...]:
    """By what two claims are likely the same person's, as codes; empty where they are not.

    >>> linh = person_of(Claimant(name="Nguyễn Thị Linh", born="1990-05-01"))
    >>> likely_same(linh, person_of(Claimant(name_latin="LINH NGUYEN THI", born="1990-05-01")))
    ('name_born',)
    """
    by = {
        PASSPORT: not one.passports.isdisjoint(other.passports),
        NAME_BORN: bool(one.born) and one.born == other.born and _same_name(one, other),
    }
    return tuple(code for code, holds in by.items() if holds)


def to_decide(people: Iterable[tuple[str, Person]], *, decided: Mapping[str, Collection[str]]) -> Mapping[str, str]:
    """For each claim that waits for a decision: the reference of the earlier one that is likely the same person's.

    Of two that are alike the greater reference waits; nobody else waits for one that waits. `decided` gives for a claim the
    references it was found to be the same person's as, or another's; said on either side it counts for both.
    """
    waiting: dict[str, str] = {}
    alike: dict[tuple[str, ...], list[tuple[str, Person]]] = defaultdict(list)
    for reference, person in sorted(people, key=lambda pair: pair[0]):
        marks = tuple(_marks(person))
        earlier = {one: other for mark in marks for one, other in alike[mark] if one != reference}
        found = (
            one
            for one, other in sorted(earlier.items(), key=lambda pair: pair[0])
            if one not in decided.get(reference, ())
            and reference not in decided.get(one, ())
            and likely_same(person, other)
        )
        first = next(found, "")
        if first:
            waiting[reference] = first
        else:
            for mark in marks:
                alike[mark].append((reference, person))
    return waiting


def _marks(person: Person) -> Iterator[tuple[str, ...]]:
    """Whoever is alike has one of these in common."""
    yield from ((PASSPORT, number) for number in person.passports)
    if person.born:
        yield from ((NAME_BORN, person.born, letters) for letters in person.letters)


def _same_name(one: Person, other: Person) -> bool:
    """The same key, or the same words in another order: which of a name is the family's differs from land to land."""
    if not one.names.isdisjoint(other.names):
        return True
    if one.letters.isdisjoint(other.letters):
        return False
    return _in_another_order(one.words, other.names) or _in_another_order(other.words, one.names)


def _in_another_order(words: Iterable[tuple[str, ...]], names: frozenset[str]) -> bool:
    few = (each for each in words if len(each) <= MOST_WORDS)
    return any("".join(order) in names for each in few for order in permutations(each))


def _words(name: str) -> tuple[str, ...]:
    return tuple(key for key in map(search_key, name.replace("-", " ").split()) if key)


def _is_number(key: str) -> bool:
    return len(key) >= LEAST_SIGNS and len(set(key)) >= LEAST_DIFFERENT and any("0" <= sign <= "9" for sign in key)


def _whole_day(born: str) -> str:
    return born if _WHOLE_DAY.fullmatch(born) else ""


def duplicate_groups(named: Iterable[tuple[str, Collection[str]]]) -> tuple[tuple[str, ...], ...]:
    """Groups of references, each at least two, smallest first; `named` gives for each claim the references the desk notes on it.

    What is kept in memory are the claims of groups, not those without a note.
    """
    together: dict[str, set[str]] = {}
    for reference, others in named:
        for other in others:
            if other != reference:
                _join(together, reference, other)
    groups = {id(group): tuple(sorted(group)) for group in together.values()}
    return tuple(sorted(groups.values()))


def repeats(named: Iterable[tuple[str, Collection[str]]], *, going: Collection[str]) -> Mapping[str, str]:
    """For each of the claims that may otherwise go and stays out as a duplicate: the reference of the one that goes in its place.

    >>> repeats([("A", ("B",)), ("B", ()), ("C", ())], going={"A", "B", "C"})
    {'B': 'A'}
    """
    found: dict[str, str] = {}
    for group in duplicate_groups(named):
        first, *rest = [reference for reference in group if reference in going] or [""]
        found |= dict.fromkeys(rest, first)
    return found


def _join(together: dict[str, set[str]], one: str, other: str) -> None:
    group = together.get(one, {one}) | together.get(other, {other})
    for member in group:
        together[member] = group
