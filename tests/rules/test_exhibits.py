"""Exhibit numbers: given once, in order, never moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import Conflict
from claims.model.court_profile import ExhibitNumbers
from claims.rules.exhibits import (
    ExhibitNumber,
    NumberedPiece,
    OrderedClaim,
    check_numbers_are_stable,
    label_of,
    number_exhibits,
)


def labels(numbered: tuple[NumberedPiece, ...]) -> list[tuple[str, str]]:
    return [(one.piece, one.number.label) for one in numbered]


def test_shared_first_then_each_claimant_with_branches() -> None:
    claims = [OrderedClaim("A", ("a1", "a2", "a3")), OrderedClaim("B", ("b1",))]
    assert labels(number_exhibits(claims, shared=["law", "decision"])) == [
        ("law", "갑 제1호증"),
        ("decision", "갑 제2호증"),
        ("a1", "갑 제3호증의 1"),
        ("a2", "갑 제3호증의 2"),
        ("a3", "갑 제3호증의 3"),
        ("b1", "갑 제4호증의 1"),
    ]


def test_the_main_number_is_the_party_number_after_the_shared() -> None:
    claims = [OrderedClaim("A", ("a",), party_number=2), OrderedClaim("B", ("b",), party_number=7)]
    assert labels(number_exhibits(claims, shared=["law"])) == [
        ("law", "갑 제1호증"),
        ("a", "갑 제3호증의 1"),
        ("b", "갑 제8호증의 1"),
    ]


def test_a_claim_without_pieces_takes_no_number() -> None:
    assert labels(number_exhibits([OrderedClaim("A", ()), OrderedClaim("B", ("b",))])) == [("b", "갑 제1호증의 1")]


def test_what_was_served_keeps_its_number_and_gaps_stay() -> None:
    first = number_exhibits([OrderedClaim("A", ("a1", "a2")), OrderedClaim("B", ("b1",))], shared=["law"])
    later = number_exhibits(
        [OrderedClaim("C", ("c1",)), OrderedClaim("B", ("b1",)), OrderedClaim("A", ("a2", "a3"))],
        shared=["law", "new law"],
        frozen=first,
    )
    assert labels(later) == [
        ("law", "갑 제1호증"),
        ("a2", "갑 제2호증의 2"),
        ("a3", "갑 제2호증의 3"),
        ("b1", "갑 제3호증의 1"),
        ("new law", "갑 제4호증"),
        ("c1", "갑 제5호증의 1"),
    ]
    check_numbers_are_stable(first, later)


def test_a_taken_party_number_falls_to_the_next_never_used() -> None:
    frozen = number_exhibits([OrderedClaim("A", ("a",), party_number=3)])
    later = number_exhibits([OrderedClaim("B", ("b",), party_number=3)], frozen=frozen)
    assert labels(later) == [("b", "갑 제4호증의 1")]


def test_a_piece_named_twice_is_refused() -> None:
    with pytest.raises(Conflict, match="exhibit_twice"):
        number_exhibits([OrderedClaim("A", ("a", "a"))])


@pytest.mark.parametrize(
    "after",
    [
        NumberedPiece("A", "a", ExhibitNumber(2, 1)),
        NumberedPiece("A", "other", ExhibitNumber(1, 1)),
        NumberedPiece("B", "a", ExhibitNumber(1, 1)),
    ],
)
def test_moving_a_served_number_is_refused(after: NumberedPiece) -> None:
    before = [NumberedPiece("A", "a", ExhibitNumber(1, 1))]
    with pytest.raises(Conflict) as refusal:
        check_numbers_are_stable(before, [after])
    assert refusal.value.reason == "exhibit_renumbered"
    assert refusal.value.facts["number"] == after.number.label


def test_leaving_out_and_adding_is_no_move() -> None:
    before = [NumberedPiece("A", "a", ExhibitNumber(1, 1)), NumberedPiece("B", "b", ExhibitNumber(2, 1))]
    check_numbers_are_stable(before, [before[1], NumberedPiece("C", "c", ExhibitNumber(3, 1))])


def test_file_names_are_safe_and_sort_as_the_numbers() -> None:
    numbers = [
        ExhibitNumber(1),
        ExhibitNumber(2, 1),
        ExhibitNumber(2, 10),
        ExhibitNumber(10, 1),
        ExhibitNumber(100_000, 2),
    ]
    stems = [number.file_stem for number in numbers]
    assert stems == sorted(stems)
    assert stems[2] == "exhibit-000002-010"
    assert all(stem.isascii() for stem in stems)
    assert numbers == sorted(reversed(numbers))


def test_each_group_of_plaintiffs_counts_by_itself() -> None:
    claims = [
        OrderedClaim("A", ("a1", "a2"), party_number=1, letter="가"),
        OrderedClaim("B", ("b1",), party_number=2, letter="나"),
        OrderedClaim("C", ("c1",), letter="나"),
    ]
    assert labels(number_exhibits(claims, shared=["law"])) == [
        ("law", "갑 제1호증"),
        ("a1", "갑가 제1호증의 1"),
        ("a2", "갑가 제1호증의 2"),
        ("b1", "갑나 제1호증의 1"),
        ("c1", "갑나 제2호증의 1"),
    ]


def test_who_was_numbered_stays_in_that_row_when_letters_come_later() -> None:
    frozen = number_exhibits([OrderedClaim("A", ("a1",))])
    later = number_exhibits([OrderedClaim("A", ("a1", "a2"), letter="가")], frozen=frozen)
    assert labels(later) == [("a1", "갑 제1호증의 1"), ("a2", "갑 제1호증의 2")]


def test_a_tombstone_keeps_its_number_from_everybody() -> None:
    """Everything of the last claim is gone: neither its branch nor its main number comes back."""
    first = number_exhibits([OrderedClaim("A", ("a1",)), OrderedClaim("B", ("b1", "b2"))])
    later = number_exhibits([OrderedClaim("A", ("a1",)), OrderedClaim("C", ("c1",))], frozen=first)
    assert labels(later) == [("a1", "갑 제1호증의 1"), ("c1", "갑 제3호증의 1")]
    again = number_exhibits([OrderedClaim("B", ("b2", "b3"))], frozen=[*first, *later])
    assert labels(again) == [("b2", "갑 제2호증의 2"), ("b3", "갑 제2호증의 3")]


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (ExhibitNumber(1), "甲第1号証"),
        (ExhibitNumber(3, 2), "甲第3号証の2"),
        (ExhibitNumber(3, 0, "A"), "甲A第3号証"),
        (ExhibitNumber(3, 2, "A"), "甲A第3号証の2"),
    ],
)
def test_a_court_calls_its_exhibits_by_its_own_patterns(number: ExhibitNumber, label: str) -> None:
    numbers = ExhibitNumbers(
        shared="甲第{main}号証",
        own="甲第{main}号証の{branch}",
        lettered_shared="甲{letter}第{main}号証",
        lettered_own="甲{letter}第{main}号証の{branch}",
    )
    assert label_of(number, numbers) == label


def test_a_hundred_thousand_claimants_are_numbered_in_one_go() -> None:
    """Everybody's wish is taken, so each gets the next: this was once a walk over all numbers for each claimant."""
    frozen = [NumberedPiece("", f"s{n}", ExhibitNumber(n)) for n in range(1, 60_001)]
    late = [OrderedClaim(f"C{n}", ("p",), party_number=n) for n in range(1, 50_001)]
    numbered = number_exhibits(late, frozen=frozen)
    assert numbered[0].number == ExhibitNumber(60_001, 1)
    assert numbered[-1].number == ExhibitNumber(110_000, 1)


SETS = st.lists(st.lists(st.integers(0, 5), unique=True, max_size=4), max_size=5)
LETTERS = st.lists(st.sampled_from(["", "가", "나"]), min_size=5, max_size=5)


@given(first=SETS, second=SETS, shared=st.integers(0, 3), more=st.integers(0, 2), numbered=st.booleans(), marks=LETTERS)
def test_any_supplement_is_stable_and_no_number_is_given_twice(
    first: list[list[int]], second: list[list[int]], shared: int, more: int, numbered: bool, marks: list[str]
) -> None:
    def ordered(sets: list[list[int]]) -> list[OrderedClaim]:
        return [
            OrderedClaim(f"C{n}", tuple(f"p{piece}" for piece in pieces), n + 1 if numbered else None, marks[n])
            for n, pieces in enumerate(sets)
        ]

    before = number_exhibits(ordered(first), shared=[f"s{n}" for n in range(shared)])
    after = number_exhibits(ordered(second), shared=[f"s{n}" for n in range(shared + more)], frozen=before)
    check_numbers_are_stable(before, after)
    assert len({one.number for one in after}) == len(after)
    assert list(after) == sorted(after, key=lambda one: one.number)
    # What is new has a number that nothing ever had, tombstones included.
    known = {(one.claim, one.piece) for one in before}
    new = {one.number for one in after if (one.claim, one.piece) not in known}
    assert not new & {one.number for one in before}
