"""The page about the office's keys: what is in force, a renewal begun by a lead who showed words and code, and how far it is."""

from datetime import UTC, datetime

import pytest

from claims.actions.make_recovery import make_recovery
from claims.actions.open_office import NewMember
from claims.actions.run_errands import run_errands
from claims.store.clock import seconds
from claims.store.recovery import check_words
from claims.store.sessions import Visit, begin_visit
from tests.cast import ADA, HAN, LINH, PARK, TRIIN
from tests.client import Visitor
from tests.desks.at_work import AtWork
from tests.rotating import generations

KEYS = "/en/office/keys"
RENEW = "Renew the office's key"


def test_a_lead_sees_how_the_keys_stand(fresh_work: AtWork) -> None:
    page = fresh_work.inside(HAN).open(KEYS)

    assert page.h1 == "The office's keys"
    assert page.says("Number 1")
    assert page.says("Han")
    assert page.says("Triin")
    assert page.says("There are no recovery sheets.")


def test_sheets_are_told_by_their_check_words_and_what_they_open(fresh_work: AtWork) -> None:
    han = fresh_work.holding(HAN)
    fresh_work.open_matter(HAN, PARK)
    with fresh_work.office.database.deed() as session:
        made = make_recovery(
            session,
            fresh_work.office.office.id,
            keyring=han.keyring,
            need=3,
            shares=5,
            actor=han.actor,
            now=datetime.now(UTC),
        )
    page = fresh_work.inside(HAN).open(KEYS)

    assert page.says("any 3 of them open the office again")
    assert page.says(" ".join(check_words(made.recovery.public_key)))
    assert page.says("0 of 1 matters")


def test_a_renewal_is_begun_here_and_done_by_a_worker(fresh_work: AtWork) -> None:
    """The visit goes on, and so do those of others; the queue opens under the new key before and after."""
    work = fresh_work
    work.office.send(LINH)
    work.office.work(work.holding(HAN))
    han, triin = work.inside(HAN), work.inside(TRIIN)
    with work.worker() as keys:
        page = han.open(KEYS).press(RENEW)
        assert page.says("Number 2")
        assert page.says("A worker is wrapping the claims to the new key.")
        assert triin.open("/en/office/claims").says("Linh")
        run_errands(work.office.export, keys, host_key=work.office.host_key)
    assert han.open(KEYS).says("no earlier key opens one")
    assert triin.open("/en/office/claims").says("Linh")

    assert generations(work.office) == {"office": {2}, "reading": {2}}
    assert [line.role for line in work.ledger("rotate_office_key")] == ["lead"]


def test_without_a_worker_it_goes_on_at_the_next_visit_of_a_holder(fresh_work: AtWork) -> None:
    work = fresh_work
    work.office.send(LINH)
    work.let_worker_go()
    assert work.inside(HAN).open(KEYS).press(RENEW).says("no worker is running")
    with work.worker() as keys:
        work.inside(TRIIN).open("/en/office/claims")
        run_errands(work.office.export, keys, host_key=work.office.host_key)

    assert generations(work.office)["office"] == {2}


@pytest.mark.parametrize("who", [TRIIN, PARK, ADA])
def test_nobody_else_knows_of_the_page(work: AtWork, who: NewMember) -> None:
    work.inside(who).open(KEYS, status=404)


def test_words_and_code_are_asked_for_first(fresh_work: AtWork) -> None:
    """A visit that was proved twenty minutes ago renews nothing."""
    work = fresh_work
    han, moment = work.holding(HAN), seconds(datetime.now(UTC))
    visit = Visit(
        kind="member",
        office_id=work.office.office.id,
        subject=han.member.id,
        key=han.private,
        since=moment - 1200,
        proved=moment - 1200,
        epoch=han.member.epoch,
    )
    with work.office.database.deed() as session:
        cookie = begin_visit(session, visit, host_key=work.office.host_key)
    visitor: Visitor = work.stranger()
    visitor.browser.set_cookie("member", cookie, domain="127.0.0.1")
    assert visitor.open(KEYS).press(RENEW, status=403).says("Nothing was done yet")

    assert work.ledger("rotate_office_key") == []
