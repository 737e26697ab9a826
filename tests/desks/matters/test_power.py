"""One claim's appointment at the desk: the whole record of a signing, and each thing counsel can note, with its words and its refusals."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from claims.actions.send_message import read_messages
from claims.actions.take_back_power import take_back_power
from claims.model.claim import Claim
from claims.model.claim_file import EvidenceFacts
from claims.model.signing import Answers, Helped
from claims.model.vocabulary import Answer, EvidenceKind, MessageCode, Status
from claims.queries.evidence_preview import evidence_in
from claims.store.ledger import CLAIMANT
from tests.cast import HAN, LEE, LINH, PARK
from tests.client import Page
from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork, white_picture
from tests.make import MadeOffice, Sent, make_office
from tests.make_appointments import Firm
from tests.make_bundles import attach

ANSWERS = Answers(
    court=True,
    other=Answer.NO,
    country="VNM",
    granted=("appeal",),
    address="protected",
    own_address="Hà Nội",
    address_reason="fear",
)


@dataclass
class Desk:
    """Park's firm in an office at work."""

    office: MadeOffice
    work: AtWork = field(init=False)
    firm: Firm = field(init=False)

    def __post_init__(self) -> None:
        self.work, self.firm = AtWork(self.office), Firm(self.office)

    def address(self, sent: Sent, more: str = "") -> str:
        """The claim's page about its power, or what lies below it."""
        return f"/en/office/matters/{self.firm.court.matter.id}/claims/{sent.claim.reference}/power{more}"

    def page(self, sent: Sent) -> Page:
        """The page as Park opens it."""
        return self.work.inside(PARK).open(self.address(sent))

    def signing(self, sent: Sent) -> str:
        """The id of the signature in force."""
        return self.firm.standing(sent).in_force[0].signed.id


@pytest.fixture(scope="module")
def desk(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office at work with an offer in force."""
    folder = tmp_path_factory.mktemp("power")
    office = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield Desk(office)
    office.close()


@pytest.fixture
def linh(desk: Desk) -> Sent:
    """Linh, who signed in Vietnam."""
    sent = desk.firm.invite(LINH)
    desk.firm.sign(sent, answers=ANSWERS)
    return sent


def test_the_whole_record_is_there_after_its_ledger_line(desk: Desk) -> None:
    sent = desk.firm.invite(LINH)
    helped = Helped(member_id="t", name="Triin", interpreter="Mai", interpreter_language="vi")
    desk.firm.sign(sent, answers=ANSWERS, helped=helped)

    page = desk.page(sent)

    signed = desk.firm.standing(sent).in_force[0].signed
    for words in (
        *("power signed, notary to follow", "drawn on a screen, for themselves", "to appeal, or to withdraw an appeal"),
        *("their own, protected: Hà Nội", "Triin; interpreter Mai (Vietnamese)", "Offer 1, read in English."),
        signed.offer_sha256,
    ):
        assert page.says(words), words
    assert [row[0] for row in page.rows("Texts as they were shown")[1:]] == [text.code for text in signed.texts]
    assert all(
        row[3] == text.sha256 for row, text in zip(page.rows("Texts as they were shown")[1:], signed.texts, strict=True)
    )
    line = desk.work.ledger("read_claim")[-1]
    assert (line.reference, line.actor) == (sent.claim.reference, desk.work.member(PARK).id)


def test_the_signature_is_a_picture_for_this_matters_counsel_alone(desk: Desk, linh: Sent) -> None:
    address = desk.address(linh, f"/{desk.signing(linh)}/drawn")

    answer = desk.work.inside(PARK).fetch(address)

    assert answer.mimetype == "image/png"
    assert answer.get_data().startswith(b"\x89PNG")
    assert f'src="{address}"' in desk.page(linh).html
    assert desk.work.ledger("read_evidence")[-1].reference == linh.claim.reference
    other = desk.firm.invite(LINH)
    for who, place in ((LEE, address), (HAN, address), (PARK, desk.address(other, f"/{desk.signing(linh)}/drawn"))):
        assert desk.work.inside(who).fetch(place).status_code == 404


def test_scanned_pages_are_seen_as_pictures_from_their_clean_copy(desk: Desk) -> None:
    sent = desk.firm.invite(LINH)
    piece = _uploaded(desk, sent)
    desk.firm.sign(sent, answers=ANSWERS, how="scanned", scans=(piece,))
    address = desk.address(sent, f"/{desk.signing(sent)}/files/{piece.id}/1/picture")

    assert f'src="{address}"' in desk.page(sent).html
    assert desk.work.inside(PARK).fetch(address).mimetype == "image/jpeg"
    assert desk.work.inside(PARK).fetch(address.replace("/1/", "/2/")).status_code == 404
    assert desk.work.inside(PARK).fetch(address.replace(piece.id, "x")).status_code == 404


def _uploaded(desk: Desk, sent: Sent) -> EvidenceFacts:
    attach(desk.office, sent.claim, white_picture(), kind=EvidenceKind.OTHER, record_id=None)
    file = desk.firm.file_of(sent)
    return evidence_in(file, file.evidence[-1].id)


def test_each_note_is_kept_and_shown(desk: Desk, linh: Sent) -> None:
    page = desk.page(linh).press("Counter-sign for the firm")
    assert "Counter-sign for the firm" not in page.buttons
    page = page.form("number").fill(number="2026-77").press("Keep this number")
    page = page.fill({"state": "apostille", "done_on-day": 20, "done_on-month": 11, "done_on-year": 2026}).press(
        "Note the notary"
    )

    facts = page.facts("Notary")
    assert facts["Notary"] == "with an apostille, 20 November 2026"
    assert facts["Bar association stamp"] == "2026-77"
    assert facts["Counter-signed"].startswith("Park")
    assert page.says("power signed, notary done or not needed")


def test_a_signature_that_cannot_be_used_is_told_and_the_claim_is_checked_again(desk: Desk, linh: Sent) -> None:
    page = desk.page(linh)
    assert page.form("why").press_refused("Tell the claimant to sign again").errors

    page = page.fill(why="wrong_signer").press("Tell the claimant to sign again")

    assert page.says("Cannot be used: somebody else signed than who must.")
    assert page.says("to be signed again: The claimant")
    assert "Counter-sign for the firm" not in page.buttons
    assert desk.work.row(linh).status == Status.CHECKED
    with desk.office.database.question() as session:
        assert read_messages(session, linh.claim)[-1].code is MessageCode.SIGN_AGAIN


def test_an_order_has_its_day_until_it_was_answered(desk: Desk, linh: Sent) -> None:
    page = desk.page(linh)
    month = {"what": "order_power", "due-day": "", "due-month": 12, "due-year": 2026}
    assert "Please give day, month and year." in page.fill(month).press_refused("Note this order").errors[0]
    typed = {"what": "order_power", "due-day": 1, "due-month": 12, "due-year": 2026, "words": "위임장 원본"}

    page = page.fill(typed).press("Note this order")

    assert page.says("a court's order is open: Counsel, with the claimant")
    assert page.says("1 December 2026")
    page = page.fill({"answered_on-day": 25, "answered_on-month": 11, "answered_on-year": 2026}).press(
        "Note that it was answered"
    )
    assert page.says("Due 1 December 2026; answered 25 November 2026.")
    assert not page.says("a court's order is open")


def test_a_party_elsewhere_is_asked_and_cleared(desk: Desk, linh: Sent) -> None:
    page = desk.page(linh).press("Ask the claimant in their language")
    assert page.says("asked whether they are a party elsewhere")
    assert page.says("Are you already a party in another case about this? Please tell us which court.")
    refused = page.fill(clear="no", elsewhere_words="900101-1234567").press_refused("Note this")
    assert "resident registration number" in refused.errors[0]

    page = page.fill(clear="yes", elsewhere_words="소 취하됨").press("Note this")

    assert page.says("party elsewhere: cleared, nothing bars filing here")
    assert page.says("소 취하됨")


def test_a_forged_or_stale_signature_is_refused_with_a_sentence(desk: Desk, linh: Sent) -> None:
    page = desk.page(linh)
    with desk.office.database.deed() as session:
        take_back_power(session, linh.claim, matter_id=desk.firm.court.matter.id, actor=CLAIMANT, now=desk.office.now)

    refused = page.fill(number="1").press_refused("Keep this number")

    assert "not there any more" in refused.errors[0]
    assert refused.says("taken back by the claimant")
    assert desk.firm.standing(linh).signings[0].bar_stamp is None


def test_leaving_is_noted_with_its_day(desk: Desk, linh: Sent) -> None:
    with desk.work.office.database.deed() as session:
        session.get_one(Claim, linh.claim.id).status = Status.FILED
    page = (
        desk.page(linh)
        .fill({"left_on-day": 21, "left_on-month": 11, "left_on-year": 2026})
        .press("Note that they left")
    )

    assert page.says("Out of the suit since 21 November 2026.")
    assert page.says("left the suit")
    assert "in force" not in page.text
    assert not {"Counter-sign for the firm", "Keep this number", "Tell the claimant to sign again"} & {*page.buttons}


def test_nobody_else_reads_or_notes(desk: Desk, linh: Sent) -> None:
    before = len(desk.work.ledger())
    for who in (LEE, HAN):
        assert desk.work.inside(who).fetch(desk.address(linh)).status_code == 404
        for deed in ("countersign", "stamp", "notarise", "refuse", "ordered", "answered", "elsewhere", "left"):
            assert desk.work.inside(who).fetch(desk.address(linh, f"/{deed}"), method="POST").status_code == 404, deed
    assert len(desk.work.ledger()) == before
