"""Check 15: each court's scheme of numbers, with branches and letters; stable once served; gaps stay gaps.

And a peer's defect: an exhibit is bound by what it is, never by a piece of its name ("a.pdf" is also in "ba.pdf").
"""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.rules.bundle_names import file_name
from claims.rules.exhibits import (
    ExhibitNumber,
    NumberedPiece,
    OrderedClaim,
    check_numbers_are_stable,
    label_of,
    number_exhibits,
)
from claims.store.court_profiles import read_court_profiles
from tests.paper_samples import TEMPLATES

PROFILES = read_court_profiles(TEMPLATES)
SHARED, OWN = ExhibitNumber(1), ExhibitNumber(3, 2)


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("korea", ("갑 제1호증", "갑 제3호증의 2", "갑가 제1호증", "갑가 제3호증의 2")),
        ("japan", ("甲第1号証", "甲第3号証の2", "甲A第1号証", "甲A第3号証の2")),
        ("united-states", ("Ex. 1", "Ex. 3-2", "Ex. A-1", "Ex. A-3-2")),
        ("england-wales", ("Exhibit 1", "Exhibit 3-2", "Exhibit A1", "Exhibit A3-2")),
        ("plain", ("A-1", "A-3-2", "B-1", "B-3-2")),
    ],
)
def test_each_court_has_its_scheme(code: str, labels: tuple[str, ...]) -> None:
    numbers = PROFILES[code].exhibits
    letter = numbers.letters[0]
    lettered = ExhibitNumber(1, 0, letter), ExhibitNumber(3, 2, letter)
    assert tuple(label_of(number, numbers) for number in (SHARED, OWN, *lettered)) == labels


@pytest.mark.parametrize("code", PROFILES)
def test_no_two_exhibits_of_a_court_are_called_alike(code: str) -> None:
    numbers = PROFILES[code].exhibits
    every = [
        ExhibitNumber(main, branch, letter)
        for letter, main, branch in itertools.product(
            ("", *numbers.letters), (1, 2, 10, 11, 12, 111), (0, 1, 2, 11, 12)
        )
    ]
    labels = {label_of(number, numbers).replace(" ", "").casefold() for number in every}
    paths = {file_name("exhibit", main=n.main, branch=n.branch, letter=n.letter) for n in every}
    assert len(labels) == len(paths) == len(every)


def test_shared_exhibits_come_first_then_the_claimants_by_number() -> None:
    claims = [OrderedClaim("B", ("b",), party_number=2), OrderedClaim("A", ("a1", "a2"), party_number=1)]
    numbered = number_exhibits(claims, shared=["answer of the Ministry", "decision"])
    assert [one.piece for one in numbered] == ["answer of the Ministry", "decision", "a1", "a2", "b"]


def test_the_next_served_set_fills_no_gap() -> None:
    """One claimant withdraws between two bundles and one piece is held back: their numbers are nobody's."""
    served = number_exhibits([OrderedClaim("A", ("a1", "a2", "a3")), OrderedClaim("B", ("b1",))], shared=["law"])
    later = number_exhibits(
        [OrderedClaim("A", ("a1", "a3", "a4")), OrderedClaim("C", ("c1",))], shared=["law"], frozen=served
    )
    check_numbers_are_stable(served, later)
    given = {one.piece: one.number for one in later}
    assert given["a4"] == ExhibitNumber(2, 4)
    assert given["c1"] == ExhibitNumber(4, 1)
    assert {one.number for one in served} - set(given.values()) == {ExhibitNumber(2, 2), ExhibitNumber(3, 1)}


def test_pieces_are_told_apart_by_what_they_are_not_by_what_they_are_called() -> None:
    """Identities that hold one another, as file names do: each keeps its own number, in any order."""
    pieces = ("a", "ba", "a.pdf", "ba.pdf", "cba.pdf")
    served = number_exhibits([OrderedClaim("A", pieces)])
    for order in itertools.permutations(pieces):
        again = number_exhibits([OrderedClaim("A", order)], frozen=served)
        assert again == served


ROUND = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.sets(st.sampled_from("pqrst"), max_size=4)),
    unique_by=lambda claim: claim[0],
    max_size=6,
)


@given(rounds=st.lists(ROUND, min_size=1, max_size=5), letters=st.booleans(), shared=st.lists(st.integers(0, 3)))
@settings(deadline=None)
def test_over_any_number_of_bundles_a_number_names_one_piece_for_ever(
    rounds: list[list[tuple[str, set[str]]]], letters: bool, shared: list[int]
) -> None:
    ever: dict[tuple[str, str], ExhibitNumber] = {}
    marks = {"A": "가", "B": "나"} if letters else {}
    for at, claims in enumerate(rounds):
        frozen = [NumberedPiece(claim, piece, number) for (claim, piece), number in ever.items()]
        more = [f"s{n}" for n in sorted(set(shared[: at + 1]))]
        ordered = [OrderedClaim(c, tuple(sorted(p)), "ABCDEF".index(c) + 1, marks.get(c, "")) for c, p in claims]
        for one in number_exhibits(ordered, shared=more, frozen=frozen):
            assert ever.setdefault((one.claim, one.piece), one.number) == one.number
    assert len(set(ever.values())) == len(ever)
