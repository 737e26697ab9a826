"""Who may sign, judged today, as sentences a lawyer can read; each row is one person."""

from datetime import date

import pytest

from claims.errors import NotValid
from claims.model.appointment import Signed
from claims.model.claim_file import Claimant, ClaimFile, EvidenceFacts, Representative
from claims.model.signing import Answers, Signer
from claims.model.vocabulary import EvidenceKind
from claims.rules.signers import (
    check_signer,
    granted_by_all,
    is_complete,
    name_key,
    named_signer,
    share_of,
    who_may_sign,
)

TODAY = date(2026, 11, 22)
PROOF = EvidenceFacts(id="p", kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1, sha256="0", parts=())


def person(*, born: str = "1990-05-01", for_whom: str = "self", relation: str = "") -> ClaimFile:
    """A claimant born then, for whom somebody of that relation may act."""
    claimant = Claimant(
        name="Nguyễn Linh", born=born, for_whom=for_whom, representative=Representative(name="A", relation=relation)
    )
    return ClaimFile(language="en", claimant=claimant)


def signed(signer: Signer, *, granted: tuple[str, ...] = (), at: int = 1) -> Signed:
    """A signature of this person."""
    return Signed(
        id=f"{signer.name}{at}", matter_id="m", offer=1, offer_sha256="", language="en", texts=(), steps=(), begun_at=at,
        at=at, day="2026-11-22", answers=Answers(granted=granted), signer=signer, how="typed",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "relations"),
    [
        pytest.param(person(), ("self",), id="an adult signs alone"),
        pytest.param(person(born=""), ("self",), id="an unknown birthday makes nobody a minor"),
        pytest.param(person(born="2007-11-23"), ("parent", "guardian"), id="nineteen tomorrow is a minor today"),
        pytest.param(person(born="2007-11-22"), ("self",), id="nineteen today signs alone"),
        pytest.param(person(born="2015", for_whom="child"), ("parent", "guardian"), id="a child, born in some year"),
        pytest.param(
            person(born="2007-01-01", for_whom="child", relation="parent"), ("self",), id="grown up since it was sent"
        ),
        pytest.param(person(for_whom="other", relation="heir"), ("heir",), id="of who died only heirs sign"),
        pytest.param(person(relation="guardian"), ("self", "guardian"), id="an adult under guardianship, or capable"),
        pytest.param(person(for_whom="other", relation="mandate"), ("self", "mandate"), id="with a mandate"),
        pytest.param(
            person(for_whom="other"), ("self", "heir", "mandate", "guardian"), id="for somebody else, not said how"
        ),
    ],
)
def test_capacity_is_judged_today(file: ClaimFile, relations: tuple[str, ...]) -> None:
    assert who_may_sign(file, today=TODAY) == relations


@pytest.mark.parametrize(
    ("file", "signer", "reason"),
    [
        (person(), Signer(name=" "), "signer_name_needed"),
        (person(), Signer(name="N" * 121), "signer_name_needed"),
        (person(), Signer(name="N", relation="parent"), "wrong_signer"),
        (person(), Signer(name="Somebody Else"), "not_the_claimants_name"),
        (person(born="2015"), Signer(name="N"), "wrong_signer"),
        (person(born="2015"), Signer(name="N", relation="guardian"), "proof_needed"),
        (person(born="2015"), Signer(name="N", relation="parent", alone=True), "proof_needed"),
        (person(for_whom="other", relation="heir"), Signer(name="N", relation="heir", share="1/2"), "proof_needed"),
        (
            person(for_whom="other", relation="heir"),
            Signer(name="N", relation="heir", share="half", proofs=(PROOF,)),
            "share_unreadable",
        ),
    ],
)
def test_who_may_not_sign_is_told_why(file: ClaimFile, signer: Signer, reason: str) -> None:
    with pytest.raises(NotValid) as refused:
        check_signer(file, signer, before=(), today=TODAY)
    assert refused.value.reason == reason


@pytest.mark.parametrize("share", ["0/2", "2/1", "3/2", "1/0", "-1/2", "1/2/3", "", "0.5", "½", "1/99999", "١/٢"])
def test_a_share_is_a_fraction_up_to_the_whole(share: str) -> None:
    with pytest.raises(NotValid, match="share_unreadable"):
        share_of(Signer(name="N", share=share))


def test_heirs_cannot_sign_for_more_than_the_whole_and_may_correct_their_own() -> None:
    file = person(for_whom="other", relation="heir")
    first = signed(Signer(name="Ana", relation="heir", share="2/3", proofs=(PROOF,)))
    with pytest.raises(NotValid, match="shares_too_many"):
        check_signer(
            file, Signer(name="Bo", relation="heir", share="1/2", proofs=(PROOF,)), before=[first], today=TODAY
        )
    check_signer(file, Signer(name="ana ", relation="heir", share="1/1", proofs=(PROOF,)), before=[first], today=TODAY)


@pytest.mark.parametrize(
    ("signers", "complete"),
    [
        ([], False),
        ([Signer(name="N")], True),
        ([Signer(name="Ma", relation="parent")], False),
        ([Signer(name="Ma", relation="parent"), Signer(name=" MA", relation="parent")], False),
        ([Signer(name="Ma", relation="parent"), Signer(name="Pa", relation="parent")], True),
        ([Signer(name="Ma", relation="parent", alone=True)], True),
        ([Signer(name="G", relation="guardian")], True),
        ([Signer(name="Ana", relation="heir", share="1/2")], False),
        ([Signer(name="Ana", relation="heir", share="1/2"), Signer(name="Bo", relation="heir", share="1/3")], False),
        ([Signer(name="Ana", relation="heir", share="1/2"), Signer(name="Bo", relation="heir", share="2/4")], True),
    ],
)
def test_everybody_who_must_sign_has(signers: list[Signer], complete: bool) -> None:
    assert is_complete(person(), [signed(each) for each in signers], today=TODAY) is complete


def test_where_two_sign_only_what_both_gave_is_given() -> None:
    mother, father = Signer(name="Ma", relation="parent"), Signer(name="Pa", relation="parent")
    both = [signed(mother, granted=("appeal", "withdrawal")), signed(father, granted=("appeal",))]
    assert granted_by_all(both) == {"appeal"}
    assert granted_by_all([]) == frozenset()


def test_ones_own_name_may_be_written_in_any_way_the_claim_knows() -> None:
    for name in ("nguyễn linh", "LINH NGUYEN", " Nguyen  Linh "):
        check_signer(person(), Signer(name=name), before=(), today=TODAY)
    nobody = person().model_copy(update={"claimant": Claimant(born="1990-05-01")})
    check_signer(nobody, Signer(name="Whoever"), before=(), today=TODAY)


@pytest.mark.parametrize(
    ("relation", "share", "alone"), [("heir", "1/2", False), ("parent", "", True), ("mandate", "", False)]
)
def test_a_share_is_an_heirs_and_custody_a_parents(relation: str, share: str, alone: bool) -> None:
    said = {"name": "Linh", "relation": relation, "share": "1/2", "alone": True}
    signer = named_signer(said, proofs=(PROOF,))
    assert (signer.share, signer.alone, signer.proofs) == (share, alone, (PROOF,))


def test_names_are_compared_without_case_and_spaces() -> None:
    assert name_key("  NGUYỄN  Thị\tLinh") == name_key("nguyễn thị linh") != name_key("nguyễn thị")


@pytest.mark.parametrize("again", ["Tra\u0302\u0300n Linh", "TRẦN  LINH", "Trần Ｌｉｎｈ", "Trần\u200b Linh"])
def test_one_heir_in_another_spelling_is_no_second_heir(again: str) -> None:
    first, second = (Signer(name=name, relation="heir", share="1/2", proofs=(PROOF,)) for name in ("Trần Linh", again))
    assert name_key(first.name) == name_key(second.name)
