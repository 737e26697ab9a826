"""Whether a power counts: by who signed for this matter, at which moment, and what is to follow of it."""

from datetime import date

import pytest

from claims.errors import NotNow
from claims.model.appointment import AppointmentEvent, Invited, Left, Notarised, Refused, Revoked, Signed
from claims.model.claim_file import Contact, EvidenceFacts, Representative
from claims.model.signing import Answers, Signer
from claims.model.vocabulary import Answer, EvidenceKind, Status
from claims.rules.power_standing import (
    NOBODY_SIGNED,
    PowerStanding,
    address_for_court,
    is_signed,
    lacks_notarisation,
    lacks_proof,
    standing_for,
    standing_when_ordered,
)
from tests.cast import LINH

TODAY = date(2026, 11, 22)
PROOF = EvidenceFacts(id="p", kind=EvidenceKind.OTHER, media_type="image/jpeg", size=1, sha256="0", parts=())
CHILD = LINH.model_copy(
    update={"claimant": LINH.claimant.model_copy(update={"born": "2015-01-01", "for_whom": "child"})}
)


def signed(at: int = 1, *, matter: str = "a", signer: Signer | None = None, **answers: object) -> Signed:
    """A signature at an instant."""
    return Signed(
        id=f"s{matter}{at}",
        matter_id=matter,
        offer=1,
        offer_sha256="",
        language="en",
        texts=(),
        steps=(),
        begun_at=at,
        at=at,
        day="2026-11-22",
        answers=Answers.model_validate({"country": "KOR", **answers}),
        signer=signer or Signer(name="Linh"),
        how="typed",
    )


def standing(*events: AppointmentEvent) -> PowerStanding:
    """How it stands with matter a."""
    return standing_for((Invited(matter_id="a", told_key="", at=0), *events), "a")


def parent(name: str, **facts: object) -> Signer:
    return Signer.model_validate({"name": name, "relation": "parent", **facts})


@pytest.mark.parametrize("status", list(Status))
def test_where_nobody_signed_here_the_status_set_by_hand_counts(status: Status) -> None:
    by_hand = status in {Status.SIGNED, Status.FILED}
    for none in (NOBODY_SIGNED, standing()):
        assert is_signed(LINH, status=status, standing=none, today=TODAY) is by_hand


def test_a_power_for_another_matter_is_none_here() -> None:
    """Although the claim's status says that something was signed."""
    elsewhere = standing(signed(matter="b"))
    assert not is_signed(LINH, status=Status.SIGNED, standing=elsewhere, today=TODAY)
    assert elsewhere.in_force == ()


def test_everybody_who_must_has_signed() -> None:
    one, both = (
        standing(signed(1, signer=parent("Cha"))),
        standing(signed(1, signer=parent("Cha")), signed(2, signer=parent("Mẹ"))),
    )
    assert not is_signed(CHILD, status=Status.SIGNED, standing=one, today=TODAY)
    assert is_signed(CHILD, status=Status.CHECKED, standing=both, today=TODAY)


def test_who_left_the_suit_has_no_power_in_it() -> None:
    left = standing(signed(), Left(matter_id="a", day="2026-11-23", by="m", at=9))
    assert left.in_force == ()
    assert not is_signed(LINH, status=Status.FILED, standing=left, today=TODAY)


@pytest.mark.parametrize(
    "after",
    [
        Revoked(matter_id="a", at=9),
        Refused(matter_id="a", signing="sa1", why="unreadable", by="m", at=9),
        Left(matter_id="a", day="2026-11-23", by="m", at=9),
        signed(9),
    ],
)
def test_what_was_undone_after_the_order_stops_it(after: AppointmentEvent) -> None:
    events = (Invited(matter_id="a", told_key="", at=0), signed(1), after)
    with pytest.raises(NotNow, match="power_changed"):
        standing_when_ordered(events, "a", at=5)
    whole = standing_when_ordered(events, "a", at=9)
    assert [each.signed.id for each in whole.in_force] == (["sa9"] if isinstance(after, Signed) else [])


def test_what_comes_after_the_order_is_not_in_it() -> None:
    """The second parent, and what was noted: the same order gives the same papers whenever it is made."""
    note = Notarised(matter_id="a", signing="sa1", state="notarised", by="m", at=8)
    second = signed(7, signer=parent("Mẹ"))
    events = (Invited(matter_id="a", told_key="", at=0), signed(1, signer=parent("Cha")), second, note)
    then = standing_when_ordered(events, "a", at=5)
    assert [(each.signed.id, each.notarised) for each in then.in_force] == [("sa1", None)]


@pytest.mark.parametrize(
    ("country", "in_korea", "state", "lacks"),
    [
        ("KOR", None, "", False),
        ("VNM", Answer.YES, "", True),
        ("", Answer.YES, "", False),
        ("", None, "", True),
        ("VNM", None, "to_follow", True),
        ("VNM", None, "apostille", False),
        ("VNM", None, "not_needed", False),
        ("KOR", Answer.YES, "to_follow", True),
    ],
)
def test_a_notary_is_to_follow_as_noted_else_by_where_it_was_signed(
    country: str, in_korea: Answer | None, state: str, *, lacks: bool
) -> None:
    file = LINH.model_copy(update={"claimant": LINH.claimant.model_copy(update={"in_korea": in_korea})})
    noted = [Notarised(matter_id="a", signing="sa1", state=state, by="m", at=2)] if state else []  # type: ignore[arg-type]  # one of its states
    assert lacks_notarisation(file, standing(signed(country=country), *noted)) is lacks


def test_who_acts_for_another_shows_it_once() -> None:
    person = LINH.claimant.model_copy(update={"representative": Representative(name="A", relation="mandate")})
    file = LINH.model_copy(update={"claimant": person})
    without = signed(signer=Signer(name="A", relation="mandate"))
    proven = signed(signer=Signer(name="A", relation="mandate", proofs=(PROOF,)))

    assert lacks_proof(file, standing(), today=TODAY)
    assert lacks_proof(file, standing(without), today=TODAY)
    assert not lacks_proof(file, standing(proven), today=TODAY)
    assert not lacks_proof(file, standing(signed()), today=TODAY)  # the claimant signed for themselves


def test_the_address_is_the_one_of_this_matter_and_never_a_protected_one() -> None:
    home = LINH.model_copy(update={"contact": Contact(service_address="own", own_address="home")})

    def address(*answers: dict[str, object]) -> str:
        events = [
            signed(at, signer=parent(f"P{at}"), **{"own_address": f"own{at}", **each})
            for at, each in enumerate(answers, start=1)
        ]
        return address_for_court(home, standing(*events), counsel_address="counsel")

    assert address() == "home"
    assert address({"address": "counsel"}) == "counsel"
    assert address({"address": "own"}) == "own1"
    assert address({"address": "protected"}, {"address": "own"}) == "counsel"
