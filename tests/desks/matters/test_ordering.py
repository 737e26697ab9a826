"""Order a bundle: the checklist says who goes and who could mend what; an order is frozen and waits for a worker."""

import pytest
from sqlmodel import select

from claims.model.claim_file import Contact
from claims.model.matter import Bundle, Matter
from claims.model.vocabulary import AgreementCode, Move
from tests.cast import HAN, LINH, MINJUN, PARK, agreed
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make import Sent

ORDER = {"purpose": "Complaint of December 2026", "recipient": "Seoul Central District Court"}
WITHOUT_C8 = MINJUN.model_copy(update={"agreements": agreed(AgreementCode.C8, language="ko")})


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter of Park's."""
    return work.open_matter(HAN, PARK)


def add(work: AtWork, matter: Matter, *files: object) -> list[Sent]:
    """Checked claims of the matter."""
    sent = [work.office.send(file) for file in files]  # type: ignore[arg-type]  # claim files
    for each in sent:
        work.office.decide(each, work.holding(HAN), Move.CHECK)
    work.choose(matter, *sent, by=HAN)
    return sent


def ordering(work: AtWork, matter: Matter) -> Page:
    """The order page."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}/order")


def bundles(work: AtWork, matter: Matter) -> list[Bundle]:
    """The matter's bundles."""
    with work.office.database.question() as session:
        return list(session.exec(select(Bundle).where(Bundle.matter_id == matter.id)))


def test_the_checklist_says_who_stays_out_why_and_who_mends_it(work: AtWork, matter: Matter) -> None:
    own = LINH.model_copy(update={"contact": Contact(service_address="own", own_address="Ansan")})
    add(work, matter, own, WITHOUT_C8)

    page = ordering(work, matter)

    assert page.says("In a bundle made today: 1 go, 1 stay out.")
    (stays,) = page.rows("Who stays out")[1:]
    assert stays[2] == "✕ stays out: The claimant has not agreed that the Ministry will see it (C8)."
    assert "A no is to be respected." in stays[3]
    (goes,) = page.rows("Who goes")[1:]
    assert "the Ministry will see it" in goes[3]
    assert "no Korean translation yet" in goes[3]


def test_an_order_is_frozen_and_waits_for_its_worker(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH, WITHOUT_C8)
    with work.worker():
        page = ordering(work, matter).fill(ORDER | {"match_in_court": True}).press("Order the bundle")

    assert page.h1 == "Bundle 1"
    assert page.says("ordered, waiting for a worker")
    for words in (
        *ORDER.values(),
        "yes, by counsel's tick",
        "The claimant has not agreed that the Ministry will see it",
    ):
        assert page.says(words), words
    line = work.ledger("order_bundle")[-1]
    assert work.details(line, HAN)["purpose"] == ORDER["purpose"]


def test_without_the_tick_the_explanation_stays_out_of_the_court_package(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH)
    with work.worker():
        page = ordering(work, matter).fill(ORDER).press("Order the bundle")

    assert page.says("Match explanation in the court package no")


def test_without_a_worker_nothing_is_ordered_and_what_was_typed_stays(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH)
    work.let_worker_go()

    refused = ordering(work, matter).fill(ORDER).press_refused("Order the bundle")

    assert refused.errors == [
        "No worker is running, so nothing was ordered. Have the worker started, then press the button again."
    ]
    assert refused.value("purpose") == ORDER["purpose"]
    assert bundles(work, matter) == []


def test_purpose_and_recipient_are_asked_for(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH)

    refused = ordering(work, matter).fill(purpose=" ").press_refused("Order the bundle")

    assert len(refused.errors) == 2
    assert ordering(work, matter).fill(purpose="x" * 201, recipient="y").press_refused("Order the bundle").errors


def test_where_nobody_goes_there_is_nothing_to_order(work: AtWork, matter: Matter) -> None:
    add(work, matter, WITHOUT_C8)

    page = ordering(work, matter)

    assert page.says("Nobody could go in a bundle made today.")
    assert "Order the bundle" not in page.buttons


def test_every_claim_leaves_a_line_before_the_list(work: AtWork, matter: Matter) -> None:
    sent = add(work, matter, LINH, MINJUN)
    before = len(work.ledger("read_for_order"))

    ordering(work, matter)

    assert {line.reference for line in work.ledger("read_for_order")[before:]} == {s.claim.reference for s in sent}
    park = work.inside(PARK)
    with work.without_ledger():
        answer = park.fetch(f"/en/office/matters/{matter.id}/order")
    assert answer.status_code == 500
    assert "Linh" not in answer.get_data(as_text=True)


def test_only_counsel_of_the_matter_order(work: AtWork, matter: Matter) -> None:
    assert work.inside(HAN).fetch(f"/en/office/matters/{matter.id}/order").status_code == 404
    assert "Order a bundle" not in work.inside(HAN).open(f"/en/office/matters/{matter.id}").links
    assert (
        work.inside(PARK).fetch(f"/en/office/matters/{matter.id}/order", method="POST", data=ORDER).status_code == 422
    )
    assert work.stranger().open(f"/en/office/matters/{matter.id}/order").h1 == "Sign in to the office"
