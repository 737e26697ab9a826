"""The record folded: what counts, what was replaced, taken back or refused; and nothing of another matter, whatever the order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model.appointment import (
    AppointmentEvent,
    BarStamped,
    Countersigned,
    CourtStep,
    CourtStepDone,
    Invited,
    LeaveAsked,
    Notarised,
    Refused,
    Revoked,
)
from claims.model.signing import Signer
from claims.rules.appointments import Appointment, appointment_for, appointments_in
from tests.rules.test_signers import signed

LINH, MA, PA = Signer(name="Linh"), Signer(name="Ma", relation="parent"), Signer(name="Pa", relation="parent")
INVITED = Invited(matter_id="m", told_key="00", at=0)


def refused(signing: str, *, at: int = 9) -> Refused:
    return Refused(matter_id="m", signing=signing, why="cut_off", by="park", at=at)


def states(*events: AppointmentEvent) -> list[str]:
    """The state of each signature, in order."""
    found = appointment_for((INVITED, *events), "m")
    assert found is not None
    return [each.state for each in found.signings]


def test_without_an_invitation_nothing_stands() -> None:
    assert appointment_for((signed(LINH),), "m") is None
    assert appointments_in((INVITED, INVITED)) == (Appointment(place=1, invited=INVITED),)


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ((signed(LINH), signed(LINH, at=2)), ["replaced", "in_force"]),
        ((signed(MA), signed(PA, at=2)), ["in_force", "in_force"]),
        ((signed(LINH), Revoked(matter_id="m", at=2)), ["revoked"]),
        ((signed(LINH), Revoked(matter_id="m", at=2), signed(LINH, at=3)), ["revoked", "in_force"]),
        ((signed(LINH), refused("Linh1")), ["refused"]),
        ((signed(LINH), refused("Linh1"), signed(LINH, at=10)), ["refused", "in_force"]),
        ((signed(LINH), signed(LINH, at=2), refused("Linh1")), ["replaced", "in_force"]),
        ((signed(LINH), LeaveAsked(matter_id="m", at=2)), ["in_force"]),
    ],
)
def test_what_became_of_each_signature(events: tuple[AppointmentEvent, ...], wanted: list[str]) -> None:
    assert states(*events) == wanted


def test_a_refused_signature_is_to_be_mended_until_its_signer_signs_again() -> None:
    found = appointment_for((INVITED, signed(MA), signed(PA, at=2), refused("Ma1")), "m")
    assert found
    assert [each.signed.signer for each in found.to_mend] == [MA]
    mended = appointment_for((INVITED, signed(MA), refused("Ma1"), signed(MA, at=10)), "m")
    assert mended
    assert mended.to_mend == ()


def test_what_counsel_notes_is_found_at_its_signature_and_step() -> None:
    by = {"matter_id": "m", "by": "park", "at": 5}
    step = CourtStep(id="s1", what="order_power", due="2027-01-05", **by)
    found = appointment_for(
        (
            INVITED,
            signed(LINH),
            Countersigned(signing="Linh1", name="Park", **by),
            BarStamped(signing="Linh1", number="7", **by),
            BarStamped(signing="Linh1", number="8", **by),
            Notarised(signing="Linh1", state="to_follow", **by),
            step,
            CourtStepDone(id="s1", day="2027-01-04", **by),
        ),
        "m",
    )
    assert found is not None
    (one,) = found.signings
    assert one.countersigned
    assert one.countersigned.name == "Park"
    assert one.bar_stamp
    assert one.bar_stamp.number == "8"
    assert one.notarised
    assert one.notarised.state == "to_follow"
    assert [(each.step, each.done.day if each.done else "") for each in found.steps] == [(step, "2027-01-04")]


@st.composite
def records(draw: st.DrawFn) -> list[AppointmentEvent]:
    """Random lives of two matters: invitations, signatures of three people, taking back, refusals of any of them, in any order."""
    events: list[AppointmentEvent] = []
    for at in range(draw(st.integers(0, 14))):
        matter = draw(st.sampled_from(["m", "n"]))
        kind = draw(st.sampled_from(["invite", "sign", "revoke", "refuse"]))
        if kind == "invite":
            events.append(Invited(matter_id=matter, told_key=matter, at=at))
        elif kind == "sign":
            one = signed(draw(st.sampled_from([LINH, MA, PA])), at=at)
            events.append(one.model_copy(update={"matter_id": matter, "id": f"{matter}{at}"}))
        elif kind == "revoke":
            events.append(Revoked(matter_id=matter, at=at))
        else:
            of = draw(st.sampled_from([f"{x}{y}" for x in "mn" for y in range(14)]))
            events.append(Refused(matter_id=matter, signing=of, why="cut_off", by="park", at=at))
    return events


@given(records())
@settings(max_examples=150)
def test_no_signature_counts_for_another_matter_or_person_or_after_it_fell(events: list[AppointmentEvent]) -> None:
    """Whatever happened: what is in force was signed for this matter, is its signer's last, and nothing later undid it."""
    for standing in appointments_in(events):
        for each in standing.in_force:
            one = each.signed
            later = [event for event in events[events.index(one) + 1 :] if event.matter_id == one.matter_id]
            assert one.matter_id == standing.matter_id
            assert not any(isinstance(event, Revoked) for event in later)
            assert not any(isinstance(event, Refused) and event.signing == one.id for event in later)
            assert not any(getattr(event, "signer", None) == one.signer for event in later)
        assert len({(each.signed.signer.name) for each in standing.in_force}) == len(standing.in_force)
