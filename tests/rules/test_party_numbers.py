"""Party and exhibit numbers over the versions of a bundle: never changed, never given twice, late ones last, gaps kept."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from claims.model.bundle import PartyNumbers
from claims.rules.exhibits import ExhibitNumber
from claims.rules.party_numbers import Comer, number_parties

LETTERS = ("가", "나", "다")
DAYS = ("2026-11-22", "2026-12-01", "2027-01-05", "2027-02-02")


def comer(claim: str, *pieces: str, group: str = "VNM") -> Comer:
    """A claim that goes with these pieces."""
    return Comer(claim_id=claim, reference=f"R{claim}", pieces=tuple((piece, "clean") for piece in pieces), group=group)


def numbered(
    *comers: Comer,
    before: PartyNumbers | None = None,
    shared: tuple[str, ...] = (),
    day: str = DAYS[0],
    letters: tuple[str, ...] = (),
) -> PartyNumbers:
    return number_parties(comers, before=before or PartyNumbers(), shared=shared, day=day, letters=letters)


def parties(numbers: PartyNumbers) -> dict[str, int]:
    return {one.claim_id: one.number for one in numbers.parties}


def exhibits(numbers: PartyNumbers) -> dict[tuple[str, str], ExhibitNumber]:
    """Every number there is, those of tombstones too, by claim and piece ("" for what all share)."""
    own = {
        (one.claim_id, piece.id): ExhibitNumber(piece.main, piece.branch, one.letter)
        for one in numbers.parties
        for piece in one.exhibits
    }
    return own | {("", one.id): ExhibitNumber(one.main, one.branch) for one in numbers.shared}


def test_to_check_in_the_head() -> None:
    """1 and 2 were served, 2 has withdrawn, Kim is new: Kim is 3."""
    first = numbered(comer("park"), comer("lee"))
    second = numbered(comer("park"), comer("kim"), before=first, day=DAYS[1])

    assert parties(first) == {"park": 1, "lee": 2}
    assert parties(second) == {"park": 1, "lee": 2, "kim": 3}
    assert (first.going, second.going) == ((1, 2), (1, 3))
    assert [one.day for one in second.parties] == [DAYS[0], DAYS[0], DAYS[1]]


def test_whoever_comes_back_has_the_number_of_before() -> None:
    """Held once, in again later: nobody was given it meanwhile, and the exhibits are the ones they were."""
    first = numbered(comer("a", "a1"), comer("b", "b1"))
    second = numbered(comer("a", "a1"), comer("c", "c1"), before=first)
    third = numbered(comer("a", "a1"), comer("b", "b1", "b2"), comer("c", "c1"), before=second)

    assert parties(third) == {"a": 1, "b": 2, "c": 3}
    assert third.going == (1, 2, 3)
    assert exhibits(third) == exhibits(second) | {("b", "b2"): ExhibitNumber(2, 2)}


def test_late_pieces_follow_as_branches_and_gone_ones_stay_empty() -> None:
    """Numbers of what was taken out of a claim are kept, marked, and nobody's."""
    first = numbered(comer("a", "a1", "a2"), shared=("s1",))
    second = numbered(comer("a", "a2", "a3"), shared=("s1", "s2"), before=first)

    assert exhibits(first) == {
        ("", "s1"): ExhibitNumber(1),
        ("a", "a1"): ExhibitNumber(2, 1),
        ("a", "a2"): ExhibitNumber(2, 2),
    }
    assert exhibits(second) == exhibits(first) | {("a", "a3"): ExhibitNumber(2, 3), ("", "s2"): ExhibitNumber(3)}
    (one,) = second.parties
    assert [(each.id, each.gone) for each in one.exhibits] == [("a1", True), ("a2", False), ("a3", False)]
    third = numbered(comer("a"), before=second)
    assert [each.gone for each in third.parties[0].exhibits] == [True] * 3
    assert [(each.id, each.gone) for each in third.shared] == [("s1", True), ("s2", True)]


def test_groups_have_letters_in_the_order_they_come_and_keep_them() -> None:
    """A letter once given stays with its group, and a person with theirs; beyond the last letter there is none."""
    first = numbered(comer("a", "a1", group="VNM"), comer("b", "b1", group="THA"), letters=LETTERS)
    late = (comer("c", group="JPN"), comer("d", group="THA"), comer("e", group="USA"), comer("a", "a1", group="THA"))
    second = numbered(*late, before=first, letters=LETTERS)

    assert [one.letter for one in first.parties] == ["가", "나"]
    assert exhibits(first) == {("a", "a1"): ExhibitNumber(1, 1, "가"), ("b", "b1"): ExhibitNumber(1, 1, "나")}
    assert {one.claim_id: one.letter for one in second.parties} == {"a": "가", "b": "나", "c": "다", "d": "나", "e": ""}
    assert {one.letter for one in numbered(comer("a"), comer("b")).parties} == {""}


people = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=6)
orders = st.lists(
    st.tuples(
        people,
        st.fixed_dictionaries(
            {each: st.lists(st.sampled_from("12345"), unique=True, max_size=4) for each in "abcdefg"}
        ),
        st.lists(st.sampled_from(["s1", "s2", "s3"]), unique=True),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(orders, st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from(["VNM", "THA", "JPN", "USA"])))
def test_no_number_ever_changes_or_is_given_twice(
    versions: list[tuple[list[str], dict[str, list[str]], list[str], bool]], groups: dict[str, str]
) -> None:
    """Whoever comes, goes, comes back; pieces and shared exhibits too; with letters or without."""
    before = PartyNumbers()
    for day, (who, pieces, shared, lettered) in zip(DAYS, versions, strict=False):
        comers = [comer(each, *(each + piece for piece in pieces[each]), group=groups.get(each, "")) for each in who]
        letters = LETTERS if lettered else ()
        after = numbered(*comers, before=before, shared=tuple(shared), day=day, letters=letters)

        assert parties(before).items() <= parties(after).items()
        assert exhibits(before).items() <= exhibits(after).items()
        assert sorted(parties(after).values()) == list(range(1, len(after.parties) + 1))
        assert max(Counter(exhibits(after).values()).values(), default=1) == 1
        assert {one.claim_id for one in after.parties if one.number in after.going} == set(who)
        assert {one.day for one in after.parties if one.claim_id not in parties(before)} <= {day}
        assert _unchanged(before, after)
        assert {
            one.claim_id: [each.id for each in one.exhibits if not each.gone]
            for one in after.parties
            if one.claim_id in who
        } == {each: _by_number(after, each, pieces[each]) for each in who}
        before = after


def _unchanged(before: PartyNumbers, after: PartyNumbers) -> bool:
    """Day, letter and group of everybody who was numbered."""
    now = {one.claim_id: (one.day, one.letter, one.group) for one in after.parties}
    return all(now[one.claim_id] == (one.day, one.letter, one.group) for one in before.parties)


def _by_number(numbers: PartyNumbers, claim: str, pieces: list[str]) -> list[str]:
    found = exhibits(numbers)
    return sorted((claim + piece for piece in pieces), key=lambda each: found[claim, each])
