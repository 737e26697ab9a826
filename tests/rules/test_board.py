"""The board's judgements: the stage of a claim, what is missing and who owes it, and which lines are asked for."""

from dataclasses import replace
from datetime import date

import pytest

from claims.model.appointment import (
    AppointmentEvent,
    Countersigned,
    CourtStep,
    CourtStepDone,
    Elsewhere,
    Invited,
    LeaveAsked,
    Left,
    Notarised,
    Refused,
    Signed,
)
from claims.model.claim_file import Claimant, ClaimFile, ForLawyers
from claims.model.signing import Answers, Signer
from claims.model.vocabulary import Answer, Status
from claims.rules.board import (
    BoardLine,
    Shown,
    count_pressing,
    count_stages,
    elsewhere_of,
    fits,
    marks_of,
    may_be_filed,
    missing_of,
    open_orders,
    signed_by_hand,
    stage_of,
    where_they_are,
)
from claims.rules.power_standing import PowerStanding, lacks_notarisation, standing_for

TODAY = date(2026, 11, 22)
ADULT = ClaimFile(language="vi", claimant=Claimant(born="1990-05-01"))
CHILD = ClaimFile(language="vi", claimant=Claimant(born="2015-01-01", for_whom="child"))
INVITED = Invited(matter_id="m", told_key="", at=1)
BY = {"matter_id": "m", "by": "park", "at": 9}


def signed(signing: str = "s", *, matter: str = "m", country: str = "KOR", offer: int = 1, **signer: object) -> Signed:
    """A signature."""
    who = Signer.model_validate({"name": "Linh", **signer})
    return Signed(
        id=signing,
        matter_id=matter,
        offer=offer,
        offer_sha256="0",
        language="vi",
        texts=(),
        steps=(),
        begun_at=1,
        at=2,
        day="2026-11-20",
        answers=Answers(court=True, other=Answer.NO, country=country),
        signer=who,
        how="typed",
    )


def standing(*events: AppointmentEvent, matter: str = "m") -> PowerStanding:
    """How it stands by these events."""
    return standing_for(events, matter)


def stage(*events: AppointmentEvent, status: Status = Status.CHECKED, file: ClaimFile = ADULT) -> str:
    """The stage of a claim by these events."""
    return stage_of(file, status=status, standing=standing(*events), today=TODAY)


def missing(
    *events: AppointmentEvent, status: Status = Status.SIGNED, file: ClaimFile = ADULT, **more: object
) -> tuple[str, ...]:
    """What is missing by these events."""
    here = standing(*events)
    facts: dict[str, object] = {"left_out": "", "elsewhere": "", "alike": (), **more}
    return missing_of(
        stage_of(file, status=status, standing=here, today=TODAY),
        mine=here.appointment,
        lacks_notary=lacks_notarisation(file, here),
        **facts,  # type: ignore[arg-type]  # what each test says
    )


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (Status.RECEIVED, "received"),
        (Status.ASKED, "received"),
        (Status.CHECKED, "checked"),
        (Status.WITHDRAWN, "withdrawn"),
        (Status.SET_ASIDE, "set_aside"),
    ],
)
def test_without_an_invitation_the_status_says_it(status: Status, wanted: str) -> None:
    assert stage(status=status) == wanted


def test_the_way_to_court_stage_by_stage() -> None:
    abroad = signed(country="VNM")
    notary = Notarised(signing="s", state="apostille", **BY)

    assert stage(INVITED) == "invited"
    assert stage(INVITED, abroad, status=Status.SIGNED) == "power_signed"
    assert (
        stage(INVITED, abroad, notary.model_copy(update={"state": "to_follow"}), status=Status.SIGNED) == "power_signed"
    )
    assert stage(INVITED, abroad, notary, status=Status.SIGNED) == "notarised"
    assert stage(INVITED, signed(), status=Status.SIGNED) == "notarised"
    assert stage(INVITED, abroad, status=Status.FILED) == "filed"


def test_one_parent_of_two_is_partly_signed_and_the_other_is_missing() -> None:
    one = signed(relation="parent", name="Mother")
    both = (one, signed("t", relation="parent", name="Father"))

    assert stage(INVITED, one, file=CHILD) == "partly_signed"
    assert "others_to_sign" in missing(INVITED, one, file=CHILD, status=Status.CHECKED)
    assert stage(INVITED, *both, file=CHILD, status=Status.SIGNED) == "notarised"


def test_what_another_matter_has_counts_not_here() -> None:
    elsewhere = (Invited(matter_id="other", told_key="", at=1), signed(matter="other"))

    assert stage(*elsewhere, status=Status.SIGNED) == "checked"
    assert stage(*elsewhere, INVITED, status=Status.FILED) == "invited"
    assert not signed_by_hand(standing(*elsewhere), status=Status.SIGNED)
    assert where_they_are(ADULT, mine=standing(*elsewhere).appointment) == ""


def test_a_power_recorded_by_hand_counts_where_nobody_ever_signed_here() -> None:
    assert signed_by_hand(standing(), status=Status.SIGNED)
    assert stage(status=Status.SIGNED) == "power_signed"
    here = ADULT.model_copy(update={"claimant": Claimant(in_korea=Answer.YES)})
    assert stage(status=Status.SIGNED, file=here) == "notarised"
    assert stage(status=Status.FILED) == "filed"


def test_what_counsel_owes_and_what_the_claimant_owes() -> None:
    noted = Countersigned(signing="s", name="Park", **BY)

    assert missing(status=Status.CHECKED) == ("not_invited",)
    assert missing(INVITED, status=Status.CHECKED) == ("not_signed",)
    assert missing(INVITED, signed(country="VNM")) == ("notarisation", "countersign", "bar_stamp")
    assert missing(INVITED, signed(), noted) == ("bar_stamp",)
    assert missing(INVITED, signed(), noted, left_out="no_court_agreement") == ("bar_stamp", "out.no_court_agreement")
    cleared = missing(INVITED, signed(), noted, left_out="other_proceedings", elsewhere="cleared")
    assert cleared == ("bar_stamp", "out.other_proceedings")
    assert "elsewhere" in missing(INVITED, signed(), noted, left_out="other_proceedings", elsewhere="open")
    line = a_line(missing=missing(INVITED, signed(country="VNM")))
    assert line.reach_for == ("notarisation",)


def test_a_signature_that_cannot_be_used_is_owed_again_until_it_is_given() -> None:
    refused = Refused(signing="s", why="cut_off", **BY)

    assert stage(INVITED, signed(), refused) == "invited"
    assert missing(INVITED, signed(), refused, status=Status.CHECKED) == ("sign_again",)
    assert marks_of(standing(INVITED, signed(), refused).appointment, offer=1, by_hand=False) == ("refused",)
    again = standing(INVITED, signed(), refused, signed("t")).appointment
    assert marks_of(again, offer=1, by_hand=False) == ()


def test_marks_of_an_earlier_offer_and_of_leaving() -> None:
    older = standing(INVITED, signed(offer=1), LeaveAsked(matter_id="m", at=3)).appointment

    assert marks_of(older, offer=2, by_hand=False) == ("leave_asked", "older_text")
    assert marks_of(older, offer=1, by_hand=False) == ("leave_asked",)
    left = (INVITED, signed(country="VNM"), LeaveAsked(matter_id="m", at=3), Left(day="2026-11-21", **BY))
    assert marks_of(standing(*left).appointment, offer=1, by_hand=False) == ("left",)
    assert stage(*left, status=Status.FILED) == "filed"
    assert missing(*left, status=Status.FILED) == ()


def test_orders_are_open_until_answered_the_nearest_first() -> None:
    late = CourtStep(id="a", what="order_power", due="2026-12-10", **BY)
    soon = CourtStep(id="b", what="order_address", due="2026-12-01", **BY)
    events = (INVITED, signed(), late, soon)

    assert [each.step.id for each in open_orders(standing(*events).appointment)] == ["b", "a"]
    assert "order_open" in missing(*events)
    done = [CourtStepDone(id=each, day="2026-11-21", **BY) for each in ("a", "b")]
    assert open_orders(standing(*events, *done).appointment) == ()


def test_a_party_elsewhere_is_open_until_counsel_clears_it() -> None:
    says_so = ADULT.model_copy(update={"for_lawyers": ForLawyers(other_proceedings=Answer.YES)})
    cleared = Elsewhere(clear=True, **BY)

    assert elsewhere_of(ADULT, mine=None) == ""
    assert elsewhere_of(says_so, mine=None) == "open"
    assert elsewhere_of(says_so, mine=None, asked="answered") == "answered"
    assert elsewhere_of(says_so, mine=standing(INVITED, cleared).appointment) == "cleared"
    barred = cleared.model_copy(update={"clear": False})
    assert elsewhere_of(says_so, mine=standing(INVITED, barred).appointment) == "barred"
    said_when_signing = signed().model_copy(update={"answers": Answers(other=Answer.YES)})
    assert elsewhere_of(ADULT, mine=standing(INVITED, said_when_signing).appointment) == "open"


def a_line(**facts: object) -> BoardLine:
    """A line of the board."""
    line = BoardLine(reference="A", name="Linh", status=Status.CHECKED, stage="invited", language="vi", country="VNM")
    return replace(line, **facts)  # type: ignore[arg-type]  # what each test says


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        (Shown(stage="invited"), {"stage": "filed"}),
        (Shown(language="vi"), {"language": "ko"}),
        (Shown(country="VNM"), {"country": ""}),
        (Shown(missing="bar_stamp"), {"missing": ("countersign",)}),
        (Shown(older=True), {"marks": ("left",)}),
        (Shown(elsewhere=True), {"elsewhere": "cleared"}),
        (Shown(orders=True), {"orders": ()}),
        (Shown(silent=7), {"reminded": date(2026, 11, 16)}),
    ],
)
def test_each_question_leaves_out_whom_it_does_not_ask_for(asked: Shown, other: dict[str, object]) -> None:
    steps = open_orders(standing(INVITED, CourtStep(id="a", what="withdrawal", due="2026-12-01", **BY)).appointment)
    line = a_line(
        missing=("bar_stamp",), marks=("older_text",), elsewhere="open", orders=steps, reminded=date(2026, 11, 15)
    )

    assert fits(line, Shown(), today=TODAY)
    assert fits(line, asked, today=TODAY)
    assert not fits(replace(line, **other), asked, today=TODAY)  # type: ignore[arg-type]  # what each row says


def test_whoever_was_never_reminded_is_silent_and_stages_are_counted_in_order() -> None:
    assert fits(a_line(), Shown(silent=30), today=TODAY)
    counts = count_stages([a_line(), a_line(stage="filed"), a_line()])
    assert list(counts.items())[2:3] == [("invited", 2)]
    assert (counts["filed"], "withdrawn" in counts) == (1, False)


def test_what_waits_for_counsel_is_counted_and_the_rest_is_not() -> None:
    lines = [a_line(missing=("bar_stamp", "leave_asked")), a_line(missing=("leave_asked", "order_open")), a_line()]
    assert list(count_pressing(lines).items()) == [("order_open", 1), ("leave_asked", 2)]


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, True),
        ({"status": Status.CHECKED}, False),
        ({"status": Status.FILED}, False),
        ({"left_out": "represented"}, False),
        ({"missing": ("elsewhere",)}, False),
        ({"missing": ("likely_same",)}, False),
        ({"missing": ("bar_stamp", "notarisation")}, True),
    ],
)
def test_only_who_signed_and_is_in_no_other_case_is_filed_among_many(facts: dict[str, object], may: bool) -> None:
    assert may_be_filed(a_line(**{"status": Status.SIGNED, **facts})) is may
