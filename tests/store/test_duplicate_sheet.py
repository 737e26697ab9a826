"""Groups of duplicates with the state of each claim: who goes, who stays out and why, who is not of this bundle."""

from claims.model.bundle import LeftOut
from claims.model.counsel_paper import CounselRow
from claims.store.duplicate_sheet import duplicate_entries


def row(reference: str, number: int, *duplicates: str) -> CounselRow:
    return CounselRow(number=number, reference=reference, name=f"name {number}", language="vi", duplicates=duplicates)


def states(entry: dict[str, object]) -> dict[str, str]:
    """The state of each claim of a group by its reference."""
    return {one["reference"]: one["state"] for one in entry["claims"]}  # type: ignore[attr-defined]  # a list of claims


def test_one_goes_and_the_others_say_why_not() -> None:
    rows = [row("A", 1, "B", "X"), row("C", 2)]
    [group] = duplicate_entries(rows, left_out=[LeftOut(reference="B", reason="duplicate")])

    assert group["state"] == "one_goes"
    assert states(group) == {"A": "goes", "B": "duplicate", "X": "elsewhere"}
    first = group["claims"][0]  # type: ignore[index]  # a list of claims
    assert (first["number"], first["name"], first["notes"]) == (1, "name 1", ["B", "X"])


def test_two_that_go_together_are_to_be_looked_at() -> None:
    [group] = duplicate_entries([row("A", 1), row("B", 2, "A")], left_out=[])

    assert group["state"] == "many_go"


def test_a_note_on_a_claim_that_stays_out_counts_too() -> None:
    """The claim that goes may not carry the note itself."""
    out = [LeftOut(reference="B", reason="withdrawn"), LeftOut(reference="D", reason="not_checked")]
    found = list(duplicate_entries([row("A", 1)], left_out=out, noted=[("B", ("A",)), ("D", ("E",)), ("F", ())]))

    assert [group["state"] for group in found] == ["one_goes", "none_goes"]
    assert [group["number"] for group in found] == [1, 2]
    assert states(found[1]) == {"D": "not_checked", "E": "elsewhere"}


def test_nobody_twice_is_no_entry() -> None:
    assert list(duplicate_entries([row("A", 1), row("B", 2)], left_out=[])) == []
