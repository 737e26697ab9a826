"""Order a bundle: the checklist says who goes and who could mend what; an order is frozen and waits for a worker."""

from collections.abc import Callable

import pytest
from pyrage.x25519 import Identity
from sqlmodel import select

from claims.actions.note_same_person import note_same_person, note_two_people
from claims.model.bundle import Bundle
from claims.model.claim_file import Contact
from claims.model.matter import Matter
from claims.model.vocabulary import AgreementCode, Move
from claims.store.sealed_bundle import bundle_key, read_order
from claims.web.wording_desks import shown_reference
from tests.cast import HAN, LINH, MINJUN, PARK, agreed
from tests.client import Page
from tests.desks.at_work import AtWork, white_picture
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


def test_how_it_is_made_is_frozen_with_the_order(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH)
    key = str(Identity.generate().to_public())
    how = {"names": "hangul", "letters": True, "volumes": False, "age_recipient": key}
    page = ordering(work, matter)
    assert page.value("mode") == "whole"
    assert page.value("profile") == "korea"

    with work.worker():
        page = page.fill(ORDER | how).press("Order the bundle")

    facts = page.facts("For")
    assert facts["Court profile"] == "Courts of the Republic of Korea (electronic filing)"
    assert [facts[name] for name in ("File names", "Merged volumes", "Letters for groups")] == [
        "in Hangul",
        "no",
        "yes",
    ]
    (row,) = bundles(work, matter)
    options = read_order(row, key=bundle_key(row, keyring=work.holding(PARK).keyring)).options
    assert (options.age_recipient, options.profile, options.mode) == (key, "korea", "whole")


def test_what_a_court_does_not_take_is_refused(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH)
    page = ordering(work, matter)

    refused = page.fill(ORDER | {"profile": "japan", "names": "hangul"}).press_refused("Order the bundle")

    assert refused.errors == ["File names – This court takes only ASCII file names. Please choose those."]
    (wrong,) = page.fill(ORDER | {"age_recipient": "age1nothing"}).press_refused("Order the bundle").errors
    assert wrong.startswith("Age public key of the recipient – This is no age public key.")
    assert page.tamper(ORDER | {"mode": "supplement"}).press_refused("Order the bundle").errors
    assert bundles(work, matter) == []


def test_a_part_goes_and_the_others_are_listed_with_the_reason(work: AtWork, matter: Matter) -> None:
    linh, minjun = add(work, matter, LINH, MINJUN)
    page = ordering(work, matter).fill(nationality="VNM").press("Show these")
    assert page.says("In a bundle made today: 1 go, 0 stay out. 1 more could go and is not of the part you chose.")
    (goes,) = page.rows("Who goes")[1:]
    assert linh.claim.reference[:4] in goes[0]

    with work.worker():
        page = page.fill(ORDER).press("Order the bundle")

    assert page.facts("For")["Claimants in it"] == "1"
    assert page.says("Stayed out: one claim")
    assert page.says("counsel chose another part of the claims for this bundle")
    nobody = ordering(work, matter).fill(nationality="KOR", in_korea="no").press("Show these")
    assert nobody.says("Nobody of the part you chose could go.")
    assert "Order the bundle" not in nobody.buttons
    assert nobody.follow("All who could go").says("In a bundle made today: 2 go")
    assert minjun.claim.reference


def test_a_firm_that_the_agreement_does_not_name_gets_nobody(work: AtWork, matter: Matter) -> None:
    add(work, matter, LINH)
    edit = work.inside(PARK).open(f"/en/office/matters/{matter.id}/edit")
    edit.fill(firm="Firm Two").press("Keep this")

    (stays,) = ordering(work, matter).rows("Who stays out")[1:]

    assert "does not name it" in stays[2]
    assert stays[3].startswith("Counsel: write the firm as the agreement names it.")


def test_of_a_person_with_two_claims_one_goes(work: AtWork, matter: Matter) -> None:
    first, second = sorted(add(work, matter, LINH, LINH), key=lambda each: each.claim.reference)
    reference = shown_reference(first.claim.reference)
    (waits,) = ordering(work, matter).rows("Who stays out")[1:]
    assert shown_reference(second.claim.reference) in waits[0]
    assert waits[2] == f"✕ stays out: Perhaps the same person as another claim that goes: decide first. {reference}"
    assert waits[3].startswith("Triage: read both claims")

    decide(work, note_same_person, first, second)
    page = ordering(work, matter)

    assert page.says("In a bundle made today: 1 go, 1 stay out.")
    (stays,) = page.rows("Who stays out")[1:]
    assert shown_reference(second.claim.reference) in stays[0]
    assert stays[2] == f"✕ stays out: The same person's other claim goes with this matter. {reference}"
    assert page.follow(reference).h1.startswith(f"Claim {reference}")

    decide(work, note_two_people, second, first)
    page = ordering(work, matter)
    assert page.says("In a bundle made today: 2 go, 0 stay out.")


def decide(work: AtWork, note: Callable[..., None], one: Sent, other: Sent) -> None:
    """Han says whether two claims are one person's."""
    han = work.holding(HAN)
    one_open, other_open = work.office.open(one, han), work.office.open(other, han)
    with work.office.database.deed() as session:
        note(session, one_open, other=other_open, actor=han.actor, now=work.office.now)


def test_how_large_it_will_be_is_said_before(work: AtWork, matter: Matter) -> None:
    sent = work.send_with_picture(LINH, white_picture())
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    work.choose(matter, sent, by=HAN)

    facts = ordering(work, matter).facts("Claimants")

    assert (facts["Claimants"], facts["Exhibits"]) == ("1", "1")
    assert int(facts["Pages of the court package"].removeprefix("about ")) > 4
    assert facts["Size of the whole bundle"].startswith("about ")
    assert facts["Merged volumes"] == "about 1"


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


def test_a_number_is_not_given_twice_while_a_bundle_is_being_made(work: AtWork, matter: Matter) -> None:
    """Two parts ordered one after the other: both would begin at 1. The same part once more has the same numbers and may go."""
    add(work, matter, LINH, MINJUN)
    order = f"/en/office/matters/{matter.id}/order"
    with work.worker():
        inside = work.inside(PARK)
        for _ in range(2):
            inside.open(f"{order}?nationality={LINH.claimant.nationality}").fill(ORDER).press("Order the bundle")
        other = inside.open(f"{order}?nationality={MINJUN.claimant.nationality}").fill(ORDER)
        refused = other.press_refused("Order the bundle")
    assert refused.errors[0].startswith("Another bundle of this matter is being made")
    assert refused.value("purpose") == ORDER["purpose"]
    assert len(bundles(work, matter)) == 2
