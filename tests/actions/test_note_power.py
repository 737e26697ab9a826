"""What counsel notes: it lies at its own signature, a refused one is told and undoes what it must, and nonsense is refused."""

import pytest

from claims.actions.note_power import Note, note_power
from claims.actions.send_message import read_messages
from claims.errors import NotFound, NotNow, NotValid, Refusal
from claims.model.appointment import BarStamped, Countersigned, CourtStep, CourtStepDone, Left, Notarised, Refused
from claims.model.claim import Claim
from claims.model.signing import Signer
from claims.model.vocabulary import MessageCode, Status
from tests.actions.test_sign_power import CHILD
from tests.cast import LINH
from tests.make import TODAY, MadeOffice, Sent
from tests.make_appointments import Firm


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    """A matter whose offer is in force."""
    return Firm(small_module_office)


def note(firm: Firm, sent: Sent, what: Note) -> None:
    """Park notes it."""
    with firm.office.database.deed() as session:
        note_power(session, sent.claim, note=what, actor=firm.court.park.actor, today=TODAY, now=firm.office.now)


def by(firm: Firm) -> dict[str, object]:
    return {"matter_id": firm.court.matter.id, "by": firm.court.park.member.id, "at": 1}


def test_notes_lie_at_their_signature(firm: Firm) -> None:
    linh = firm.invite(LINH)
    firm.sign(linh)
    signing = firm.standing(linh).in_force[0].signed.id
    note(firm, linh, Countersigned(signing=signing, name="Park", **by(firm)))
    note(firm, linh, BarStamped(signing=signing, number="2026-1", **by(firm)))
    note(firm, linh, Notarised(signing=signing, state="apostille", day="2026-11-20", **by(firm)))
    one = firm.standing(linh).in_force[0]
    assert one.countersigned
    assert one.bar_stamp
    assert one.notarised
    assert (one.countersigned.name, one.bar_stamp.number, one.notarised.state) == ("Park", "2026-1", "apostille")


def test_a_signature_that_cannot_be_used_is_told_and_the_claim_waits_again(firm: Firm) -> None:
    child = firm.invite(CHILD)
    firm.sign(child, signer=Signer(name="Ma", relation="parent"))
    firm.sign(child, signer=Signer(name="Pa", relation="parent"))
    first = firm.standing(child).in_force[0].signed.id
    note(firm, child, Refused(signing=first, why="cut_off", **by(firm)))
    with firm.office.database.question() as session:
        assert Status(session.get_one(Claim, child.claim.id).status) is Status.CHECKED
        assert read_messages(session, child.claim)[-1].code is MessageCode.SIGN_AGAIN
    with pytest.raises(NotFound):
        note(firm, child, Refused(signing=first, why="cut_off", **by(firm)))
    assert firm.sign(child, signer=Signer(name="Ma", relation="parent")).complete


@pytest.mark.parametrize(
    ("what", "facts", "reason"),
    [
        (BarStamped, {"number": " "}, "stamp_number"),
        (BarStamped, {"number": "9" * 41}, "stamp_number"),
        (Countersigned, {"name": " "}, "name_needed"),
        (Notarised, {"state": "apostille", "day": "yesterday"}, "not_a_day"),
    ],
)
def test_nonsense_is_refused(firm: Firm, signed: Sent, what: type[Note], facts: dict[str, str], reason: str) -> None:
    signing = firm.standing(signed).in_force[0].signed.id
    with pytest.raises(Refusal) as refused:
        note(firm, signed, what(signing=signing, **facts, **by(firm)))  # type: ignore[arg-type]  # each kind has its own
    assert refused.value.reason == reason


@pytest.fixture(scope="module")
def signed(firm: Firm) -> Sent:
    """Linh, who signed."""
    linh = firm.invite(LINH)
    firm.sign(linh)
    return linh


def test_court_orders_have_a_day_and_are_answered(firm: Firm, signed: Sent) -> None:
    step = CourtStep(id="s", what="order_power", due="2027-01-05", words="인감 필요", **by(firm))
    note(firm, signed, step)
    with pytest.raises(NotFound):
        note(firm, signed, CourtStepDone(id="another", day="2027-01-04", **by(firm)))
    with pytest.raises(NotValid, match="resident_number"):
        note(firm, signed, step.model_copy(update={"id": "t", "words": "900101-1234568"}))
    note(firm, signed, CourtStepDone(id="s", day="2027-01-04", **by(firm)))
    (only,) = firm.standing(signed).steps
    assert only.done


def test_only_a_suit_that_was_filed_is_left(firm: Firm) -> None:
    linh = firm.invite(LINH)
    firm.sign(linh)
    with pytest.raises(NotNow, match="not_filed_yet"):
        note(firm, linh, Left(day="2027-01-05", **by(firm)))
    with firm.office.database.deed() as session:
        session.get_one(Claim, linh.claim.id).status = Status.FILED
    with pytest.raises(NotValid, match="not_a_day"):
        note(firm, linh, Left(day="", **by(firm)))
    note(firm, linh, Left(day="2027-01-05", **by(firm)))
    assert firm.standing(linh).left
