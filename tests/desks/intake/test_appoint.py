"""A claimant appoints a lawyer: from the offer to the signature and the copy, and back again. Nothing is ticked, nothing is lost."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import col, delete

from claims.actions.decide_claim import decide_claim
from claims.actions.draft_signing import keep_signing, sign_drafted
from claims.actions.note_power import note_power
from claims.actions.tell_course import tell_course
from claims.errors import Conflict, NotNow
from claims.model.appointment import Countersigned, Left, Refused
from claims.model.claim import ClaimWrap
from claims.model.matter import Matter
from claims.model.offer import CourseEntry
from claims.model.signing import Answers
from claims.model.vocabulary import AgreementCode, Answer, Move, Recipient, Status
from claims.rules.agreements import latest_answer
from claims.rules.offers import offer_hash
from claims.store.appointment_parts import read_draft
from tests.cast import LINH
from tests.client import Page, Visitor
from tests.desks.intake.appointing import (
    COUNSEL,
    GO_ON,
    NAME,
    READ,
    come_back,
    to_court,
    to_powers,
    to_sign,
    typed,
)
from tests.desks.intake.opened import claim_of
from tests.make import TODAY, MadeOffice, Sent
from tests.make_appointments import TERMS, Firm, drawing


@pytest.fixture(scope="module")
def firm(office: MadeOffice) -> Iterator[Firm]:
    """Park's firm with an offer in force."""
    return Firm(office)


@pytest.fixture
def sent(firm: Firm) -> Sent:
    """Linh's claim, checked, chosen and invited."""
    return firm.invite(LINH)


@pytest.fixture
def linh(service: Flask, sent: Sent) -> Visitor:
    """Linh, back with her receipt."""
    return come_back(service, sent)


def ticked(page: Page) -> list[str]:
    """The names of boxes and circles that are ticked on a page."""
    return [each.attrib["name"] for each in page.tree.iter("input") if "checked" in each.attrib]


def test_an_adult_signs_by_typing_from_the_status_page_to_the_copy(firm: Firm, linh: Visitor, sent: Sent):
    page = linh.open("/en/status")
    assert page.says("Lawyers offer to act for you")
    page = page.follow("Read what the lawyers offer")
    for words in ("Firm One", "대한민국", "10%", "30,000", "If we lose", "You do not have to accept."):
        assert page.says(words), words
    page = page.press(READ)
    assert (page.address, ticked(page)) == ("/en/appoint/1/court", [])
    page = page.fill(court="yes").press("Keep my answer and go on")
    assert (page.address, ticked(page)) == ("/en/appoint/1/powers", [])
    page = page.fill(appeal=True).press(GO_ON)
    assert page.address == "/en/appoint/1/where"
    page = page.fill(COUNSEL).press(GO_ON)
    assert page.value("name") == NAME
    page = page.press(GO_ON)
    assert page.address == "/en/appoint/1/sign"
    page = typed(page, " nguyễn thị  LINH")
    assert page.h1 == "You have signed the power of attorney"

    signed = firm.standing(sent).in_force[0].signed
    assert [step.code for step in signed.steps] == ["read", "court", "powers", "where", "signer", "sign"]
    assert [step.at for step in signed.steps] == sorted(step.at for step in signed.steps)
    assert (signed.how, signed.language, signed.offer_sha256) == ("typed", "en", offer_hash(firm.offer))
    assert (signed.answers.granted, signed.answers.selection, signed.answers.country) == (("appeal",), False, "KOR")
    shown = {text.code: text for text in signed.texts}
    assert {"who", "fee", "loser_pays", "C8", "powers"} <= set(shown)
    assert shown["C8"].language == "en"
    assert latest_answer(firm.file_of(sent).agreements, AgreementCode.C8)
    status = linh.open("/en/status")
    assert status.says("You signed a power of attorney for Firm One")
    assert status.says("Power of attorney signed")
    assert status.says("You are represented only once the lawyers have signed too.")
    assert not status.says("The lawyer may act for you.")
    copy = page.download("Save copy 1 to keep")
    assert copy.data.startswith(b"%PDF-")
    assert 'filename="copy.pdf"' in copy.headers["Content-Disposition"]


def test_a_no_to_what_the_ministry_sees_ends_the_way_calmly(firm: Firm, linh: Visitor, sent: Sent):
    page = to_court(linh).fill(court="no").press("Keep my answer and go on")
    assert page.says("Nothing is filed, and nothing is signed.")
    for ahead in ("powers", "where", "signer", "sign", "paper"):
        assert linh.open(f"/en/appoint/1/{ahead}").address.partition("?")[0] == "/en/appoint/1/court"
    assert firm.standing(sent).signings == ()
    assert latest_answer(firm.file_of(sent).agreements, AgreementCode.C8) is False
    assert page.fill(court="yes").press("Keep my answer and go on").address == "/en/appoint/1/powers"


def test_a_no_after_signing_keeps_the_claim_from_court_and_shows_the_way_back(firm: Firm, linh: Visitor, sent: Sent):
    typed(to_sign(linh), NAME)
    assert latest_answer(firm.file_of(sent).agreements, AgreementCode.C8) is True
    page = to_court(linh).fill(court="no").press("Keep my answer and go on")
    assert page.says("What was signed before is still there; you can take it back too.")
    assert latest_answer(firm.file_of(sent).agreements, AgreementCode.C8) is False
    assert page.follow("Take back what was signed").address == "/en/appoint/1/take-back"
    assert firm.standing(sent).in_force


def test_nothing_is_answered_for_anybody(linh: Visitor):
    assert to_court(linh).press_refused("Keep my answer and go on").errors
    page = to_powers(linh)
    assert ticked(page) == []
    page = page.press(GO_ON)
    assert ticked(page) == ["service_address"]  # counsel's address, which binds nobody
    assert page.value("service_address") == "counsel"
    assert len(page.press_refused(GO_ON).errors) == 2


@pytest.mark.parametrize("power", ["counterclaim", "withdrawal", "appeal", "sub_agent"])
def test_each_power_is_given_alone(linh: Visitor, power: str):
    to_powers(linh).fill({power: True}).press(GO_ON)
    assert ticked(linh.open("/en/appoint/1/powers")) == [power]


def test_what_comes_later_waits_and_what_was_typed_is_kept(linh: Visitor):
    assert linh.open("/en/appoint/1/sign").says("This page comes first.")
    page = to_powers(linh).press(GO_ON)
    where = page.fill({**COUNSEL, "service_address": "protected", "own_address": "Đường 1"}).press_refused(GO_ON)
    assert where.errors == ["Why should the other side not see it? – Please write why. The court asks for a reason."]
    assert where.value("own_address") == "Đường 1"
    taken = where.fill(address_reason="900101-1234567").press_refused(GO_ON)
    assert taken.value("address_reason") == "900101-1234567"
    assert taken.fill(address_reason="violence").press(GO_ON).address == "/en/appoint/1/signer"


def test_another_session_keeps_what_was_typed_and_goes_through_every_page(
    service: Flask, linh: Visitor, sent: Sent, firm: Firm
):
    where = to_powers(linh).fill(withdrawal=True).press(GO_ON)
    where.fill({**COUNSEL, "service_address": "own", "own_address": "Đường 1"}).press(GO_ON)
    other = come_back(service, sent)
    page = other.open("/en/appoint/1/signer")
    assert page.address.partition("?")[0] == "/en/appoint/1"
    assert page.says("These pages were begun in another session")
    court = page.press(READ)
    assert ticked(court) == []
    powers = court.fill(court="yes").press("Keep my answer and go on")
    assert ticked(powers) == [], "whoever is here now may be somebody else"
    where = powers.press(GO_ON)
    assert where.value("own_address") == "Đường 1"
    typed(where.press(GO_ON).press(GO_ON), NAME)
    signed = firm.standing(sent).in_force[0].signed
    assert [step.code for step in signed.steps].count("read") == 1
    assert (signed.answers.address, signed.answers.own_address) == ("own", "Đường 1")


def test_an_offer_changed_in_between_shows_exactly_what(firm: Firm, linh: Visitor, sent: Sent):
    page = to_sign(linh)
    firm.put(TERMS, change={"costs": "\n\nYou also pay for stamps."})
    page = page.fill(typed=NAME).press("Sign by typing")
    assert page.address.partition("?")[0] == "/en/appoint/1"
    assert page.says("What has changed since you read it")
    cards = [element for element in page.tree.iter("section") if element.attrib.get("class") == "card"]
    assert len(cards) == 1
    assert firm.standing(sent).signings == ()
    page = page.press(READ)
    assert page.address == "/en/appoint/1/court"
    assert typed(linh.open("/en/appoint/1/sign"), NAME).h1 == "You have signed the power of attorney"
    assert firm.standing(sent).in_force[0].signed.offer_sha256 == offer_hash(firm.offer)


def test_who_signed_before_is_asked_again_only_where_counsel_says_so(firm: Firm, linh: Visitor, sent: Sent):
    typed(to_sign(linh), NAME)
    firm.put(TERMS.model_copy(update={"again": True}), change={"fee": " (new)"})
    status = linh.open("/en/status")
    assert status.says("ask you to sign again")
    assert status.follow("Read what has changed").says("(new)")
    again = typed(to_sign(linh), NAME)
    assert again.says("A later signature has taken its place.")
    assert [each.state for each in firm.standing(sent).signings] == ["replaced", "in_force"]
    firm.put(TERMS)


def test_the_appointed_party_is_asked_only_where_offered_and_warned_of(firm: Firm, linh: Visitor, sent: Sent):
    assert "selection" not in [each.attrib.get("name") for each in to_powers(linh).tree.iter("input")]
    firm.put(TERMS.model_copy(update={"selection": True, "appointed": "김대표"}))
    page = linh.open("/en/appoint/1").press(READ)
    page = linh.open("/en/appoint/1/powers")
    assert page.says("without asking you")
    assert page.says("김대표")
    assert ticked(page) == []
    page.fill(selection=True).press(GO_ON).fill(COUNSEL).press(GO_ON).fill(relation="self", name=NAME).press(GO_ON)
    typed(linh.open("/en/appoint/1/sign"), NAME)
    signed = firm.standing(sent).in_force[0].signed
    assert signed.answers.selection
    assert "selection" in {text.code for text in signed.texts}
    firm.put(TERMS)


def test_a_drawing_is_taken_and_an_empty_one_is_not(firm: Firm, linh: Visitor, sent: Sent):
    page = to_sign(linh)
    assert page.tamper({"how": "drawn", "image": ""}).press_refused("Sign with this drawing").errors == [
        "There is no signature in the field yet. Please draw it, or type your name."
    ]
    assert page.press_refused("Sign by typing").errors
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    page.tamper({"how": "drawn", "image": drawing()}).press("Sign with this drawing")
    assert firm.standing(sent).in_force[0].signed.image == drawing()


def test_pressing_twice_signs_once(firm: Firm, service: Flask, linh: Visitor, sent: Sent):
    page = to_sign(linh)
    typed(page, NAME)
    assert typed(page, NAME).h1 == "You have signed the power of attorney"
    assert len(firm.standing(sent).signings) == 1


def test_taking_it_back_is_one_button(firm: Firm, linh: Visitor, sent: Sent):
    typed(to_sign(linh), NAME)
    page = linh.open("/en/appoint/1/signed").follow("Take back what was signed").press("Take it back")
    assert page.h1 == "You took back what was signed"
    assert firm.standing(sent).in_force == ()
    assert claim_of(page).status is Status.CHECKED
    assert linh.open("/en/status").says("You took back the power of attorney for Firm One")


def test_what_is_not_theirs_is_not_there(service: Flask, firm: Firm, linh: Visitor, begun: Page):
    for address in ("/en/appoint/2", "/en/appoint/2/signed", "/en/appoint/1/signed", "/en/appoint/1/copy/1"):
        assert linh.fetch(address).status_code == 404, address
    assert begun.visitor.fetch("/en/appoint/1").status_code == 404


def test_the_draft_says_which_session_it_belongs_to_and_not_its_cookie(linh: Visitor, office: MadeOffice):
    page = to_court(linh)
    with office.database.question() as session:
        draft, _ = read_draft(session, claim_of(page), place=1)
    assert draft is not None
    assert draft.visit
    assert draft.visit not in linh.browser.get_cookie("claimant", domain="127.0.0.1").value
    assert draft.answers.other is not Answer.YES


def test_an_offer_in_other_languages_is_chosen_and_never_by_itself(firm: Firm, linh: Visitor, sent: Sent):
    page = linh.open("/vi/appoint/1")
    assert "If we lose" not in page.text
    assert {"English", "한국어"} <= set(page.links)
    page = linh.open("/vi/appoint/1?in=en")
    assert (page.language, page.says("If we lose")) == ("vi", True)
    button = next(words for words in page.buttons if words)
    page.press(button)
    with firm.office.database.question() as session:
        draft, _ = read_draft(session, sent.claim, place=1)
    assert draft is not None
    assert draft.language == "en"
    assert {text.language for text in draft.texts} == {"en"}


def test_two_pages_at_once_lose_nothing(firm: Firm, linh: Visitor, sent: Sent):
    to_court(linh)
    with firm.office.database.question() as session:
        draft, version = read_draft(session, sent.claim, place=1)
    assert draft is not None
    first = draft.model_copy(update={"answers": Answers(country="VNM")})
    with firm.office.database.deed() as session:
        keep_signing(session, sent.claim, first, place=1, after_version=version)
    with pytest.raises(Conflict, match="changed_elsewhere"), firm.office.database.deed() as session:
        keep_signing(session, sent.claim, draft, place=1, after_version=version)
    with firm.office.database.question() as session:
        kept, _ = read_draft(session, sent.claim, place=1)
    assert kept == first


def test_a_signature_counsel_cannot_use_is_explained_and_given_again(firm: Firm, linh: Visitor, sent: Sent):
    typed(to_sign(linh), NAME)
    standing, park = firm.standing(sent), firm.court.park
    refused = Refused(
        matter_id=standing.matter_id, signing=standing.in_force[0].signed.id, why="unreadable", by="park", at=1
    )
    with firm.office.database.deed() as session:
        note_power(session, sent.claim, note=refused, actor=park.actor, today=TODAY, now=firm.office.now)
    status = linh.open("/en/status")
    assert status.says("Sign again: Firm One")
    assert status.says("The lawyers cannot use a signature.")
    page = status.follow("Read why, and sign again")
    assert page.says("The signature or a page cannot be read.")
    where = to_powers(linh).press(GO_ON)
    assert (where.value("country"), where.value("other")) == ("KOR", "no"), "what was said before was lost"
    assert typed(to_sign(linh), NAME).h1 == "You have signed the power of attorney"


def test_the_lawyer_may_act_once_both_have_signed(firm: Firm, linh: Visitor, sent: Sent):
    firm.sign(sent)
    standing = firm.standing(sent)
    noted = Countersigned(
        matter_id=standing.matter_id, signing=standing.in_force[0].signed.id, name="Park", by="park", at=1
    )
    with firm.office.database.deed() as session:
        note_power(session, sent.claim, note=noted, actor=firm.court.park.actor, today=TODAY, now=firm.office.now)
    for page in (linh.open("/en/status"), linh.open("/en/appoint/1/signed")):
        assert page.says("The lawyer may act for you.")
        assert not page.says("only once the lawyers have signed too")


def test_what_happened_in_the_case_is_told_in_the_language_of_the_page(firm: Firm, linh: Visitor, sent: Sent):
    typed(to_sign(linh), NAME)
    park = firm.court.park
    filed = CourseEntry(id="e1", code="filed", day="2026-12-01", number="2026가합1", words={"ko": "접수"}, at=1)
    with firm.office.database.deed() as session:
        matter = session.get_one(Matter, firm.court.matter.id)
        tell_course(session, matter, entry=filed, keyring=park.keyring, actor=park.actor, now=firm.office.now)
    page = linh.open("/en/status")
    for words in ("1 December 2026", "A lawyer has filed the case at court.", "2026가합1", "접수"):
        assert page.says(words), words
    linh.open("/en/appoint/1/take-back").press("Take it back")
    assert not linh.open("/en/status").says("2026가합1"), "who took it back is in no case"


def test_who_left_the_suit_reads_what_happened_until_that_day(firm: Firm, linh: Visitor, sent: Sent):
    firm.sign(sent)
    firm.tell(day="2026-12-01", number="2026가합1")
    left, park = Left(matter_id=firm.court.matter.id, day="2026-12-05", by="park", at=1), firm.court.park
    with firm.office.database.deed() as session:
        filing = {"move": Move.FILE, "words": "", "by": park.member, "actor": park.actor, "now": firm.office.now}
        decide_claim(session, sent.claim, **filing)
        note_power(session, sent.claim, note=left, actor=park.actor, today=TODAY, now=firm.office.now)
    firm.tell(code="hearing", day="2026-12-06", place="B101")
    status = linh.open("/en/status")
    assert (status.says("2026가합1"), status.says("B101")) == (True, False)
    assert not status.says("This is not a lawsuit."), "it was filed"
    assert not status.says("A lawyer has brought a lawsuit for you."), "and is theirs no more"


def test_who_is_no_longer_chosen_can_sign_nothing(firm: Firm, linh: Visitor, sent: Sent):
    with firm.office.database.deed() as session:
        session.exec(
            delete(ClaimWrap).where(
                col(ClaimWrap.claim_id) == sent.claim.id, col(ClaimWrap.recipient) == Recipient.MATTER
            )
        )
    assert linh.open("/en/appoint/1").h1 == "Nothing to sign just now"
    assert linh.open("/en/appoint/1/sign").address.partition("?")[0] == "/en/appoint/1"
    assert linh.open("/en/status").says("An offer of lawyers has ended")
    with pytest.raises(NotNow, match="no_offer"):
        firm.sign(sent)  # the page was opened before


def test_a_session_that_ended_meanwhile_shows_what_was_typed_and_no_drawing(linh: Visitor):
    where = to_powers(linh).press(GO_ON).fill({**COUNSEL, "service_address": "own", "own_address": "Đường 1"})
    sign = to_sign(linh).tamper({"how": "drawn", "image": drawing()})
    linh.browser.delete_cookie("claimant", domain="127.0.0.1")
    assert where.press(GO_ON, status=403).says("Đường 1")
    assert drawing()[:40] not in sign.press("Sign with this drawing", status=403).html


def test_one_draft_is_one_signature(firm: Firm, linh: Visitor, sent: Sent, office: MadeOffice):
    to_sign(linh)
    with office.database.question() as session:
        draft, version = read_draft(session, sent.claim, place=1)
    assert draft is not None
    by = {"place": 1, "after_version": version, "vault": office.vault, "today": TODAY, "now": office.now}
    with office.database.deed() as session:
        sign_drafted(session, sent.claim, draft, how="typed", typed=NAME, **by)
    with pytest.raises(Conflict, match="changed_elsewhere"), office.database.deed() as session:
        sign_drafted(session, sent.claim, draft, how="drawn", image=drawing(), **by)
    assert [each.state for each in firm.standing(sent).signings] == ["in_force"]
