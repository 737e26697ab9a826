"""A power of attorney on paper at the desk: read aloud, answered, printed, signed by hand, scanned, counted; and what keeps it from counting."""

import pytest
from sqlmodel import col, delete

from claims.model.claim import ClaimWrap
from claims.model.claim_file import Representative
from claims.model.signing import Answers, SigningDraft
from claims.model.vocabulary import AgreementCode, Recipient, Status
from claims.rules.agreements import latest_answer
from claims.store.appointment_parts import keep_draft
from tests.cast import HAN, LINH, MINJUN, PARK, TRIIN, agreed
from tests.client import FilledPage, Page
from tests.desks.at_work import AtWork, white_pages
from tests.make import Sent
from tests.make_appointments import TERMS, Firm

KEEP = "Keep the answers, and go to the paper"
ADD = "Add this file"
COUNT = "The power of attorney is signed"
SAID: dict[str, object] = {
    "court": "yes",
    "granted": ["appeal"],
    "service_address": "counsel",
    "country": "KOR",
    "other": "no",
    "interpreter": "Lê An",
    "interpreter_language": "vi",
}
CHECKED = {"pages": True, "person": True, "worker": True, "interpreter": True}


@pytest.fixture(scope="module")
def firm(work: AtWork) -> Firm:
    """Park's firm, whose offer is in force in English and Korean: none of it in Linh's language."""
    return Firm(work.office)


def address(sent: Sent, more: str = "", language: str = "en") -> str:
    """A page of the first invitation."""
    return f"/{language}/office/claims/{sent.claim.reference}/helping/1{more}"


def at_texts(work: AtWork, sent: Sent, **answers: object) -> FilledPage:
    """The page with texts and answers, as Triin fills it."""
    return work.inside(TRIIN).open(address(sent) + "?texts=en").fill({**SAID, **answers})


def with_page(page: Page, name: str = "pages.pdf", *, pages: int = 4, **what: str) -> Page:
    """One more file on the page of the paper: as many pages as the longest has."""
    return page.fill({"what": "page", **what, "file": (name, white_pages(pages))}).press(ADD)


def test_the_whole_way_from_reading_aloud_to_a_copy_for_the_person(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    claim = work.inside(TRIIN).open(f"/en/office/claims/{sent.claim.reference}")
    before = len(work.ledger())

    page = claim.follow("Help the person with the papers of Firm One")
    assert [(line.action, line.reference) for line in work.ledger()[before:]] == [("read_claim", sent.claim.reference)]
    page = page.follow("The texts in English")
    assert page.form("court").form.values("court") == page.form("granted").form.values("granted") == []
    assert page.says("the court may order you to pay the other side’s costs")
    assert page.text.index("In short") < page.text.index("The whole offer") < page.text.index("2. What the person")
    assert page.value("name") == "Nguyễn Thị Linh"

    paper = page.fill(SAID).press(KEEP)
    printed = paper.download("The paper to print (PDF)")
    assert printed.data.startswith(b"%PDF")
    assert "pages.pdf" in with_page(paper).text
    paper = with_page(paper.visitor.open(paper.address), name="page-2.pdf")
    form = paper.fill(CHECKED)
    done = form.press(COUNT)
    assert form.press(COUNT).rows("Signatures")[1:] == done.rows("Signatures")[1:], "pressed twice, signed once"

    row = done.rows("Signatures")[1]
    assert [row[0], *row[2:5]] == [
        "Nguyễn Thị Linh",
        "on paper at the desk",
        "Triin interpreter: Lê An (Vietnamese)",
        "in force",
    ]
    assert work.row(sent).status == Status.SIGNED
    signed = firm.standing(sent).in_force[0].signed
    assert (signed.how, len(signed.scans), signed.answers.granted) == ("paper", 2, ("appeal",))
    assert signed.helped is not None
    assert (signed.helped.member_id, signed.helped.interpreter_language) == (work.member(TRIIN).id, "vi")
    assert {"who", "loser_pays", "ngo", "C8", "powers"} <= {text.code for text in signed.texts}
    agreed = firm.file_of(sent).agreements[-1]
    assert (agreed.code, agreed.language, agreed.yes) == (AgreementCode.C8, "en", True)
    assert agreed.text_sha256 in {text.sha256 for text in signed.texts}
    line = work.ledger("sign_power")[-1]
    assert (line.actor, line.role, line.reference) == (work.member(TRIIN).id, "triage", sent.claim.reference)
    assert done.download("Copy 1 for the person (PDF)").data.startswith(b"%PDF")
    assert done.follow("Back to the claim").says("signed by everybody who must")


def test_an_interpreter_is_named_when_the_texts_are_not_read_in_the_persons_language(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)

    refused = at_texts(work, sent, interpreter="", interpreter_language="", other_what="không").press_refused(KEEP)
    assert "Please name the interpreter" in refused.errors[0]
    assert (refused.value("other_what"), refused.value("granted")) == ("không", "appeal")
    refused = at_texts(work, sent, interpreter_language="").press_refused(KEEP)
    assert "the language in which the interpreter speaks" in refused.errors[0]

    minjun = firm.invite(MINJUN)
    page = work.inside(TRIIN).open(address(minjun))
    assert page.form("court").form.attributes["action"].endswith("texts=ko"), "his own language, if it is offered"
    paper = page.fill(SAID | {"interpreter": "", "interpreter_language": ""}).press(KEEP)
    assert "interpreter" not in paper.form("paper").form.controls


def test_a_number_that_was_not_agreed_to_is_not_kept_at_the_desk_either(work: AtWork, firm: Firm) -> None:
    number = "860101-5123456"
    without = LINH.model_copy(update={"agreements": agreed(AgreementCode.C3, language="vi")})

    refused = at_texts(work, firm.invite(without), other_what=number).press_refused(KEEP)

    assert "This looks like an alien registration number." in refused.errors[0]
    assert refused.value("other_what") == number
    at_texts(work, firm.invite(LINH), other_what=number).press(KEEP)


def test_what_was_not_looked_at_is_refused_and_what_was_ticked_stays(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    paper = at_texts(work, sent).press(KEEP)

    assert "Please choose a file" in paper.fill(what="page").press_refused(ADD).errors[0]
    without = paper.fill(CHECKED).press_refused(COUNT)
    assert "Please add a photo or scan of every page" in without.errors[0]
    one = with_page(paper, pages=1, name="one.pdf")
    assert "The paper has more pages than" in one.fill(CHECKED).press_refused(COUNT).errors[0], "a page was cut off"
    refused = with_page(one).fill(CHECKED | {"pages": False}).press_refused(COUNT)
    assert "tick when all are there" in refused.errors[0]
    assert (refused.value("person"), refused.value("interpreter")) == ("yes", "yes")
    assert refused.says("pages.pdf")
    emptied = refused.press("Take “pages.pdf” out")
    assert not emptied.says("pages.pdf")
    assert work.row(sent).status == Status.CHECKED


def test_a_changed_offer_wants_a_new_paper_and_keeps_the_answers(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    paper = with_page(at_texts(work, sent, other_what="a case of 2024").press(KEEP))
    texts = work.inside(TRIIN).open(address(sent) + "?texts=en")
    firm.put(TERMS, change={"fee": " One more sentence."})

    refused = paper.fill(CHECKED).press_refused(COUNT)
    assert "Counsel has changed the offer" in refused.errors[0]
    assert COUNT not in refused.buttons
    assert work.inside(TRIIN).fetch(address(sent, "/to-sign.pdf")).status_code == 404
    again = texts.fill(SAID).press_refused(KEEP)
    assert "Counsel has changed the offer" in again.errors[0]
    assert again.says("One more sentence.")

    anew = work.inside(TRIIN).open(address(sent) + "?texts=en")
    assert (anew.value("other_what"), anew.value("granted")) == ("a case of 2024", "appeal")
    paper = anew.press(KEEP)
    assert not paper.says("pages.pdf"), "a page of the old paper is none of the new one"
    assert with_page(paper).fill(CHECKED).press(COUNT).says("in force")
    assert firm.standing(sent).in_force[0].signed.offer == firm.offer.number


def test_a_paper_whose_answers_changed_meanwhile_does_not_count(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    paper = with_page(at_texts(work, sent).press(KEEP))
    at_texts(work, sent, granted=["withdrawal"]).press(KEEP)

    refused = paper.fill(CHECKED).press_refused(COUNT)

    assert "changed meanwhile" in refused.errors[0]
    assert not firm.standing(sent).in_force


def test_who_may_not_sign_or_shows_nothing_cannot(work: AtWork, firm: Firm) -> None:
    heir = Representative(name="Trần Nam", relation="heir")
    dead = LINH.model_copy(update={"claimant": LINH.claimant.model_copy(update={"representative": heir})})
    sent = firm.invite(dead)
    page = work.inside(TRIIN).open(address(sent) + "?texts=en")
    assert page.tamper(SAID | {"relation": "self", "name": "Linh"}).press_refused(KEEP).errors

    paper = page.fill(SAID | {"relation": "heir", "name": "Trần Nam", "share": "1/2"}).press(KEEP)
    assert paper.says("A paper that shows the signer may sign is still missing")
    refused = with_page(paper).fill(CHECKED).press_refused(COUNT)
    assert "Please add a paper that shows the signer may sign" in refused.errors[0]
    done = with_page(refused, name="family.pdf", what="proof").fill(CHECKED).press(COUNT)

    assert done.says("Not everybody who must sign has signed.")
    assert work.row(sent).status == Status.CHECKED


def test_what_the_person_ticked_on_their_phone_is_asked_anew(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    begun = SigningDraft(
        matter_id=firm.court.matter.id,
        offer=firm.offer.number,
        offer_sha256="0" * 64,
        language="en",
        visit="phone",
        begun_at=1,
        answers=Answers(court=True, granted=("withdrawal",), country="VNM"),
    )
    with work.office.database.deed() as session:
        keep_draft(session, sent.claim, begun, place=1, after_version=0)
    page = work.inside(TRIIN).open(address(sent))

    assert (page.value("country"), page.value("court"), page.value("granted")) == ("VNM", "", "")
    assert work.inside(TRIIN).fetch(address(sent, "/to-sign.pdf")).status_code == 404


def test_two_parents_are_taken_through_it_one_after_the_other(work: AtWork, firm: Firm) -> None:
    child = LINH.claimant.model_copy(update={"born": "2012-05-01", "for_whom": "child"})
    sent = firm.invite(LINH.model_copy(update={"claimant": child}))

    first = with_page(at_texts(work, sent, relation="parent", name="Nguyễn Nam").press(KEEP)).fill(CHECKED).press(COUNT)
    assert first.says("Not everybody who must sign has signed.")
    assert (first.value("granted"), first.value("relation")) == ("", "")
    second = with_page(at_texts(work, sent, relation="parent", name="Trần Hoa").press(KEEP)).fill(CHECKED).press(COUNT)

    assert second.says("Everybody who must sign has signed.")
    assert work.row(sent).status == Status.SIGNED


def test_a_no_to_what_the_ministry_sees_signs_nothing(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    refused = at_texts(work, sent, court="no").press_refused(KEEP)

    assert "there is nothing to sign" in refused.errors[0]
    assert work.inside(TRIIN).open(address(sent, "/paper")).address.endswith("/helping/1"), "there is no paper"
    assert latest_answer(firm.file_of(sent).agreements, AgreementCode.C8) is False


def test_a_letter_takes_it_back_and_says_who_asked(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    firm.sign(sent)
    page = work.inside(TRIIN).open(address(sent)).follow("The person takes it back, in a letter")

    refused = page.fill(asked_by="Nguyễn Thị Linh").press_refused("Take it back for the person")
    assert "without the signed letter" in refused.errors[0]
    done = refused.fill(letter=True).press("Take it back for the person")

    assert done.rows("Signatures")[1][4] == "taken back"
    assert work.row(sent).status == Status.CHECKED
    assert work.ledger("take_back_power")[-1].actor == work.member(TRIIN).id
    again = refused.fill(letter=True).press_refused("Take it back for the person")
    assert "nothing to take back" in again.errors[0]


def test_only_triage_helps_and_only_where_counsel_offered(work: AtWork, firm: Firm) -> None:
    invited, alone = firm.invite(LINH), work.office.send(LINH)

    assert work.inside(PARK).fetch(address(invited)).status_code == 404
    assert work.inside(PARK).fetch(address(invited, "/copy/1")).status_code == 404
    assert work.inside(HAN).fetch(address(alone)).status_code == 404
    assert work.inside(HAN).fetch(address(invited).replace("helping/1", "helping/2")).status_code == 404
    assert not work.inside(HAN).open(f"/en/office/claims/{alone.claim.reference}").says("Power of attorney")


def test_for_who_is_in_the_matter_no_more_nothing_is_signed_at_the_desk(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    paper = with_page(at_texts(work, sent).press(KEEP)).fill(CHECKED)
    of_matter = col(ClaimWrap.claim_id) == sent.claim.id, col(ClaimWrap.recipient) == Recipient.MATTER
    with work.office.database.deed() as session:
        session.exec(delete(ClaimWrap).where(*of_matter))
    assert "taken the offer back" in paper.press_refused(COUNT).text
    assert firm.standing(sent).signings == ()


def test_nothing_is_opened_without_its_line(work: AtWork, firm: Firm) -> None:
    sent = firm.invite(LINH)
    triin = work.inside(TRIIN)
    with work.without_ledger():
        answer = triin.fetch(address(sent))
    assert answer.status_code == 500
    assert "Linh" not in answer.get_data(as_text=True)
