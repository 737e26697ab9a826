"""Counsel keeps, ends, destroys: with a reason and a day, on the claim's page of their own matter, and the claimant reads of it."""

import pytest

from claims.model.matter import Matter
from claims.model.vocabulary import Move, Status
from tests.cast import HAN, LEE, LINH, PARK, TRIIN
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork
from tests.make import Sent

LATER = {"until-day": 31, "until-month": 12, "until-year": 2029}
WHY = "법원의 보존 명령"


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter of Park's."""
    return work.open_matter(HAN, PARK)


@pytest.fixture
def claim(work: AtWork, matter: Matter) -> Sent:
    """Linh's claim, checked and chosen."""
    sent = work.office.send(LINH)
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    work.choose(matter, sent, by=HAN)
    return sent


def at(work: AtWork, matter: Matter, sent: Sent) -> Page:
    """The claim's page, as Park opens it."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}/claims/{sent.claim.reference}")


def claimant(work: AtWork, sent: Sent) -> Visitor:
    """Linh's browser."""
    form = Visitor(work.service).open("/en/come-back").fill(reference=sent.receipt.reference, code=sent.receipt.code)
    return form.press("Open my claim").visitor


def test_a_hold_is_set_shown_and_ended(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = at(work, matter, claim).fill(LATER | {"reason": WHY}).press("Hold it")

    assert page.says(WHY)
    assert page.says("Park,")
    assert page.says("the end of the week that begins on 31 December 2029")
    line = work.ledger("hold_claim")[-1]
    assert (line.actor, line.role, line.reference) == (work.member(PARK).id, "counsel", claim.claim.reference)
    assert work.details(line, HAN) == {"until": "2030-W01", "reason": WHY}
    seen = work.inside(TRIIN).open(f"/en/office/claims/{claim.claim.reference}")
    assert seen.says(WHY)
    assert not {"Hold it", "End this hold"} & set(seen.buttons)

    page = page.press("End this hold")
    assert page.says("ended on")
    assert "End this hold" not in page.buttons
    assert work.ledger("end_hold")[-1].reference == claim.claim.reference


@pytest.mark.parametrize(
    "answers",
    [
        {"reason": ""} | LATER,
        {"reason": WHY, "until-year": 2029},
        {"reason": WHY},
        {"reason": WHY} | LATER | {"until-year": 2020},
        {"reason": WHY} | LATER | {"until-year": 2090},
        {"reason": "900101-1234567"} | LATER,
    ],
)
def test_without_reason_and_day_nothing_is_held(
    work: AtWork, matter: Matter, claim: Sent, answers: dict[str, object]
) -> None:
    page = at(work, matter, claim).fill(answers).press_refused("Hold it")

    assert page.errors
    assert page.value("reason") == answers["reason"]
    assert [line for line in work.ledger("hold_claim") if line.reference == claim.claim.reference] == []


def test_a_held_claim_that_is_withdrawn_waits_for_counsel_and_says_so(
    work: AtWork, matter: Matter, claim: Sent
) -> None:
    at(work, matter, claim).fill(LATER | {"reason": WHY}).press("Hold it")
    linh = claimant(work, claim)
    asked = linh.open("/en/withdraw")
    assert asked.says("A lawyer has written down a reason why this claim must still be kept.")
    assert not asked.says("destroyed at once")
    told = asked.press("Withdraw my claim")

    assert told.address == "/en/status"
    assert told.says("You have taken it back. Counsel is informed")
    assert told.says("to the end of the week that begins on 31 December 2029")
    assert WHY not in told.html
    park = work.inside(PARK)
    assert park.open("/en/office/matters").says("1 withdrawn, to be decided")
    page = park.open(f"/en/office/matters/{matter.id}")
    assert page.says("Withdrawn: to be decided")
    page = at(work, matter, claim)
    assert page.says("A hold is in force.")
    assert "Destroy it now" not in page.buttons


def test_a_filed_claim_that_is_withdrawn_is_destroyed_by_counsel(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = at(work, matter, claim).fill(move="sign").press("Do this")
    page.fill(move="file").press("Do this")
    linh = claimant(work, claim)
    told = linh.open("/en/withdraw").press("Withdraw my claim")
    assert told.says("A lawyer decides whether it is destroyed now")
    assert work.row(claim).status == Status.WITHDRAWN

    page = at(work, matter, claim)
    assert page.press_refused("Destroy it now").errors, "the decision is ticked"
    gone = page.fill(decided=True).press("Destroy it now")

    assert gone.address.endswith(matter.id)
    assert claim.claim.reference not in gone.text.replace("-", "")
    assert work.ledger("erase")[-1].reference == claim.claim.reference
    assert linh.open("/en/status").address.startswith("/en/come-back")


def test_counsel_of_another_matter_and_triage_decide_nothing(work: AtWork, matter: Matter, claim: Sent) -> None:
    for who in (LEE, HAN, TRIIN):
        for deed in ("hold", "release", "erase"):
            address = f"/en/office/matters/{matter.id}/claims/{claim.claim.reference}/{deed}"
            assert work.inside(who).fetch(address, method="POST").status_code == 404


def test_a_hold_that_is_already_ended_is_not_ended_twice(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = at(work, matter, claim).fill(LATER | {"reason": WHY}).press("Hold it")
    page.press("End this hold")

    assert page.press_refused("End this hold").errors
    assert page.tamper({"number": "x"}).press_refused("End this hold").errors


def test_the_line_comes_first(work: AtWork, matter: Matter, claim: Sent) -> None:
    park = work.inside(PARK)
    address = f"/en/office/matters/{matter.id}/claims/{claim.claim.reference}"
    request = park.open(address).fill(LATER | {"reason": WHY}).form.request("Hold it")
    with work.without_ledger():
        assert park.fetch(f"{address}/hold", method="POST", data=request["data"]).status_code == 500
    assert not at(work, matter, claim).says(WHY)
