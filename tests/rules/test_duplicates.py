"""Claims noted as one person's, and claims that look like one person's: whichever side noted it, and one of each goes."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.claim_file import Claimant, ClaimFile
from claims.rules.cards import card_of
from claims.rules.duplicates import (
    NAME_BORN,
    PASSPORT,
    Person,
    duplicate_groups,
    likely_same,
    person_of,
    person_on_card,
    repeats,
    to_decide,
)

NOTES = [("A", ()), ("B", ("A",)), ("C", ("B",)), ("D", ("X",)), ("E", ())]
BORN = "1990-05-01"
LINH = {"name": "Nguyễn Thị Linh", "name_latin": "NGUYEN THI LINH", "name_hangul": "응우옌티린"}
WORDS = st.text(st.characters(categories=["L", "Mn", "Zs"]), max_size=12)
NAMES = st.sampled_from([*LINH.values(), "LINH NGUYEN-THI", "Linh", "Minjun Kim", "김민준", ""]) | WORDS
NUMBERS = st.sampled_from(["M1234567", "m 123-4567", "m١٢٣٤٥٦٧", "C9876543", "none", "00000", ""])
DAYS = st.sampled_from([BORN, "1985-01-20", "1990-05", "1990", ""])
CLAIMANTS = st.builds(Claimant, name=NAMES, name_latin=NAMES, name_hangul=NAMES, born=DAYS, passport_number=NUMBERS)


def somebody(*, born: str = BORN, **facts: str) -> Person:
    """A claimant, as compared."""
    return person_of(Claimant(born=born, **facts))


def on_card(claimant: Claimant) -> Person:
    """The same claimant, as the card shows them."""
    card = card_of(ClaimFile(language="en", claimant=claimant), None, claim_id="a1" * 16, reference="7K3M9Q4T")
    return person_on_card(card.search[:-1], born=card.born)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LINH, {"name": "nguyen thi linh"}),
        (LINH, {"name_latin": "LINH NGUYEN THI"}),
        (LINH, {"name": "Linh, Nguyễn-Thị"}),
        (LINH, {"name_hangul": "응우옌 티 린"}),
        ({"name": "Đặng Văn Đức"}, {"name_latin": "DANG VAN DUC"}),
        ({"name": "王小明", "name_latin": "WANG XIAOMING"}, {"name_latin": "Xiaoming Wang"}),
        ({"name": "김민준"}, {"name_hangul": "김 민준"}),
    ],
)
def test_the_same_name_in_any_script_and_order_and_the_same_day(one: dict[str, str], other: dict[str, str]) -> None:
    assert likely_same(somebody(**one), somebody(**other)) == (NAME_BORN,)
    assert likely_same(somebody(**one), somebody(born="1990-05-02", **other)) == ()


@pytest.mark.parametrize("born", ["", "1990", "1990-05", "1990-05-XX", "199X", "1990-05-01/1990-05-02", "none"])
def test_a_name_alone_says_nothing(born: str) -> None:
    """An unknown day is no day in common, be it unknown in the same words."""
    assert likely_same(somebody(born=born, **LINH), somebody(born=born, **LINH)) == ()


def test_another_name_of_the_same_letters_is_another_name() -> None:
    assert likely_same(somebody(name="Amir Khan"), somebody(name="Mira Khan")) == ()
    assert likely_same(somebody(name="Nguyen Linh"), somebody(name="Nguyen Thi Linh")) == ()
    assert likely_same(somebody(name="-"), somebody(name="!")) == ()


def test_the_same_passport_number_whatever_else_is_said() -> None:
    one = somebody(name="Linh", passport_number="M 1234-567")

    assert likely_same(one, somebody(born="", passport_number="m1234567")) == (PASSPORT,)
    assert likely_same(one, somebody(born="1970", passport_number="Ｍ١٢٣٤٥٦٧")) == (PASSPORT,)
    assert likely_same(one, somebody(name="LINH", passport_number="M1234567")) == (PASSPORT, NAME_BORN)
    assert likely_same(one, somebody(passport_number="M1234568")) == ()


@pytest.mark.parametrize("words", ["", "none", "없음", "passport", "0000000", "121212", "1234", "-----"])
def test_what_is_no_number_is_nobodys_number(words: str) -> None:
    assert likely_same(somebody(passport_number=words), somebody(passport_number=words)) == ()


def test_the_name_that_the_desk_wrote_counts() -> None:
    one = person_of(Claimant(name="Nguyễn Thị Linh", born=BORN), name_hangul="응우옌티린")

    assert likely_same(one, somebody(name_hangul="응우옌티린")) == (NAME_BORN,)


@given(CLAIMANTS, CLAIMANTS)
def test_likeness_is_mutual_and_a_card_shows_it_as_the_claim_does(one: Claimant, other: Claimant) -> None:
    first, second = person_of(one), person_of(other)

    assert likely_same(first, second) == likely_same(second, first)
    by_card = likely_same(first, on_card(other))
    assert set(by_card) <= set(likely_same(first, second))
    assert (PASSPORT in by_card) == (PASSPORT in likely_same(first, second))
    assert likely_same(first, on_card(one)) == likely_same(first, first)


@given(
    st.lists(st.tuples(st.sampled_from("ABCDEFGH"), CLAIMANTS), unique_by=lambda pair: pair[0], max_size=8), st.data()
)
def test_nobody_goes_beside_somebody_alike_whom_nobody_told_apart(
    claimants: list[tuple[str, Claimant]], data: st.DataObject
) -> None:
    """As looking at every pair would find it; whoever waits, waits for one that goes, whatever the order they come in."""
    people = {reference: person_of(claimant) for reference, claimant in claimants}
    pairs = list(permutations(people, 2))
    said = data.draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []
    decided = {one: tuple(other for this, other in said if this == one) for one, _ in said}

    waiting = to_decide(people.items(), decided=decided)

    def undecided(one: str, other: str) -> bool:
        known = (one, other) in said or (other, one) in said
        return not known and bool(likely_same(people[one], people[other]))

    assert to_decide(reversed(people.items()), decided=decided) == waiting
    stays = people.keys() - waiting.keys()
    assert not any(undecided(one, other) for one, other in permutations(stays, 2))
    assert all(other in stays and other < one and undecided(one, other) for one, other in waiting.items())


def test_the_greater_reference_waits_until_somebody_decided() -> None:
    two = [("B", somebody(**LINH)), ("A", somebody(**LINH)), ("C", somebody(name="김민준"))]

    assert to_decide(two, decided={}) == {"B": "A"}
    for said in ({"A": ("B",)}, {"B": ("A",)}):
        assert to_decide(two, decided=said) == {}


def test_of_a_crowd_with_one_number_one_goes() -> None:
    crowd = [(f"{number:06d}", somebody(born="", passport_number="M1234567")) for number in range(3000)]

    waiting = to_decide(crowd, decided={})

    assert len(waiting) == 2999
    assert set(waiting.values()) == {"000000"}


def test_groups_hang_together_whichever_side_noted_it() -> None:
    assert duplicate_groups(NOTES) == (("A", "B", "C"), ("D", "X"))
    assert duplicate_groups(reversed(NOTES)) == (("A", "B", "C"), ("D", "X"))


def test_who_has_no_note_is_no_group() -> None:
    assert duplicate_groups([("A", ()), ("B", ("B",))]) == ()


def test_two_groups_become_one_by_one_note() -> None:
    """D was with C, B with A; then C notes B."""
    assert duplicate_groups([("B", ("A",)), ("D", ("C",)), ("C", ("B",))]) == (("A", "B", "C", "D"),)


def test_the_smallest_reference_that_may_go_goes() -> None:
    everybody = {"A", "B", "C", "D", "E"}

    assert repeats(NOTES, going=everybody) == {"B": "A", "C": "A"}
    assert repeats(NOTES, going=everybody - {"A"}) == {"C": "B"}
    assert repeats(NOTES, going={"C", "D"}) == {}


def test_two_people_are_no_group_once_the_note_is_gone() -> None:
    assert repeats([("A", ()), ("B", ())], going={"A", "B"}) == {}
