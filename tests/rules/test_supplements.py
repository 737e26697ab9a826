"""What a supplement holds: new parties whole, of old ones the new exhibits, and nothing that was served."""

from hypothesis import given
from hypothesis import strategies as st

from claims.model.bundle import Chosen, ChosenExhibit
from claims.rules.supplements import only_new


def party(claim: str, *pieces: int, gone: tuple[int, ...] = ()) -> Chosen:
    exhibits = tuple(
        ChosenExhibit(id=f"{claim}{each}", main=ord(claim), branch=each, gone=each in gone) for each in pieces
    )
    return Chosen(claim_id=claim, reference=claim.upper(), number=ord(claim) - 96, day="2026-11-22", exhibits=exhibits)


def test_new_parties_whole_and_of_old_ones_what_is_new() -> None:
    before = [party("a", 1, 2), party("b", 1), party("c")]
    now = [party("a", 1, 2, 3), party("b", 1), party("c"), party("d", 1, 2)]
    found = list(only_new(now, before=before))

    assert [(one.claim_id, one.papers, [each.branch for each in one.exhibits]) for one in found] == [
        ("a", "new", [3]),
        ("d", "all", [1, 2]),
    ]


def test_who_signed_since_goes_with_nothing_but_the_power() -> None:
    found = list(only_new([party("a", 1), party("b", 1)], before=[party("a", 1), party("b", 1)], signed_since={"b"}))

    assert [(one.claim_id, one.papers, one.exhibits) for one in found] == [("b", "new", ())]


def test_what_is_gone_is_not_new() -> None:
    """Neither a served piece that was taken out, nor one that came and went between two bundles."""
    before = [party("a", 1)]

    assert list(only_new([party("a", 1, gone=(1,))], before=before)) == []
    assert list(only_new([party("a", 1, 2, gone=(2,))], before=before)) == []


pieces = st.sets(st.integers(1, 5))


@given(st.dictionaries(st.sampled_from("abcd"), pieces), st.dictionaries(st.sampled_from("abcd"), pieces))
def test_before_and_supplement_together_hold_everything_once(
    old: dict[str, set[int]], late: dict[str, set[int]]
) -> None:
    """Served before or in the supplement, never in both, never in neither."""
    before = [party(each, *sorted(old[each])) for each in sorted(old)]
    now = [party(each, *sorted(old.get(each, set()) | late.get(each, set()))) for each in sorted({*old, *late})]
    found = list(only_new(now, before=before))

    served = [each.id for one in before for each in one.exhibits]
    supplied = [each.id for one in found for each in one.exhibits]
    assert sorted(served + supplied) == sorted(each.id for one in now for each in one.exhibits)
    assert {one.claim_id for one in found if one.papers == "all"} == set(late) - set(old)
    assert [one.number for one in found] == sorted(one.number for one in found)
