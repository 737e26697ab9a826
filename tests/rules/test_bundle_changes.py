"""What differs between two bundles: added, unchanged, changed, gone; in a supplement nothing is gone by not being there."""

import pytest

from claims.model.bundle import Chosen, ChosenExhibit
from claims.model.counsel_paper import ExhibitChange, FileChange, ListedFile, PartyChange
from claims.rules.bundle_changes import exhibit_changes, file_changes, number_in, of_package, party_changes

A, B, C, D = (f"10-statements/statement-{n:06d}.pdf" for n in range(1, 5))


def file(path: str, sha256: str, *, package: str = "court", size: int = 5) -> ListedFile:
    return ListedFile(package, path, size, sha256)


def chosen(number: int, *branches: int, gone: tuple[int, ...] = (), use: str = "clean") -> Chosen:
    """A party with these pieces."""
    pieces = tuple(
        ChosenExhibit(id=f"{number}-{k}", main=number, branch=k, gone=k in gone, use=use)  # type: ignore[arg-type]  # a use
        for k in branches
    )
    return Chosen(claim_id=f"c{number}", reference=f"R{number}", number=number, day="2026-11-22", exhibits=pieces)


BEFORE = [file(A, "a"), file(B, "b"), file(C, "c")]
AFTER = [file(A, "a"), file(B, "other", size=6), file(D, "d")]


def test_each_document_is_in_one_of_four_states() -> None:
    assert list(file_changes(BEFORE, AFTER)) == [
        FileChange("unchanged", "court", A, 5, 5, "a", "a"),
        FileChange("changed", "court", B, 5, 6, "b", "other"),
        FileChange("gone", "court", C, 5, None, "c", ""),
        FileChange("added", "court", D, None, 5, "", "d"),
    ]


def test_what_a_supplement_does_not_hold_stands_in_the_bundle_before() -> None:
    states = [(one.state, one.path) for one in file_changes(BEFORE, [file(D, "d")], mode="supplement")]

    assert states == [("earlier", A), ("earlier", B), ("earlier", C), ("added", D)]


@pytest.mark.parametrize(("before", "after", "state"), [(BEFORE, [], "gone"), ([], BEFORE, "added")])
def test_one_side_may_be_empty(before: list[ListedFile], after: list[ListedFile], state: str) -> None:
    assert {one.state for one in file_changes(before, after)} == {state}
    assert list(file_changes([], [])) == []


def test_the_same_path_in_both_packages_is_two_files() -> None:
    both = [file(A, "a", package="counsel"), file(A, "b")]
    changes = list(file_changes(both, [file(A, "b")]))

    assert [(one.state, one.package) for one in changes] == [("gone", "counsel"), ("unchanged", "court")]
    assert [one.package for one in of_package(changes, "court")] == ["court"]


def test_papers_over_everybody_are_not_compared() -> None:
    """Lists and volumes are made anew each time; whoever wants them asks for all folders."""
    lists = [file("00-lists/party-list.pdf", "a"), file("60-volumes/volume-001.pdf", "b")]

    assert list(file_changes(lists, [])) == []
    assert len(list(file_changes(lists, [], folders=()))) == 2


@pytest.mark.parametrize("order", [[B, A], [A, A]])
def test_files_come_in_order_and_once(order: list[str]) -> None:
    """In another order a file would look added and gone."""
    with pytest.raises(ValueError, match="order"):
        list(file_changes([file(path, "x") for path in order], []))


def test_party_numbers() -> None:
    before, after = [chosen(1), chosen(2)], [chosen(1), chosen(3)]

    assert party_changes(before, after) == (
        PartyChange("unchanged", 1), PartyChange("gone", 2), PartyChange("added", 3),
    )  # fmt: skip
    assert party_changes(before, after, mode="supplement")[1] == PartyChange("earlier", 2)


def test_exhibit_numbers_and_tombstones() -> None:
    """A piece that left its claim is gone in whatever mode; another use of the same piece is a change."""
    before, after = [chosen(1, 1, 2), chosen(2, 1)], [chosen(1, 1, 2, 3, gone=(2,)), chosen(2, 1, use="original")]
    states = {(one.main, one.branch): one.state for one in exhibit_changes(before, after)}

    assert states == {(1, 1): "unchanged", (1, 2): "gone", (1, 3): "added", (2, 1): "changed"}
    supplement = exhibit_changes(before, [chosen(1, 2, 3, gone=(2,))], mode="supplement")
    assert [one.state for one in supplement] == ["earlier", "gone", "added", "earlier"]
    assert all(one.party == one.main for one in supplement)


def test_shared_exhibits_belong_to_nobody() -> None:
    law, old = ChosenExhibit(id="law", main=1), ChosenExhibit(id="old", main=2)

    assert exhibit_changes([], [], shared_before=(law, old), shared_after=(law,)) == (
        ExhibitChange("unchanged", 0, 1, 0, ""),
        ExhibitChange("gone", 0, 2, 0, ""),
    )


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("10-statements/statement-000012.pdf", ("party", 12, 0)),
        ("20-exhibits/exhibit-000003-002.pdf", ("exhibit", 3, 2)),
        ("20-exhibits/text/exhibit-000003-002.txt", ("exhibit", 3, 2)),
        ("20-exhibits/exhibit-000003.pdf", ("exhibit", 3, 0)),
        ("30-match/match-000012-moj.pdf", ("party", 12, 0)),
        ("40-powers/power-000001.pdf", ("party", 1, 0)),
        ("50-demand/demand-letter.pdf", ("", 0, 0)),
    ],
)
def test_the_number_a_path_carries(path: str, number: tuple[str, int, int]) -> None:
    assert number_in(path) == number
