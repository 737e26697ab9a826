"""Who signs for somebody else, and who signs on paper: two parents, heirs, proof, pages. A wrong signer is told so, and nothing is lost."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask

from claims.model.vocabulary import PartKind, Status
from claims.store.claim_parts import read_part
from tests.cast import LINH
from tests.client import Visitor
from tests.desks.intake.appointing import CHILD, DEAD, GO_ON, NAME, come_back, to_sign, to_signer, typed
from tests.desks.intake.opened import claim_of
from tests.make import MadeOffice
from tests.make_appointments import Firm
from tests.make_bundles import picture

ADD = "Add this file and stay here"


@pytest.fixture(scope="module")
def firm(office: MadeOffice) -> Iterator[Firm]:
    """Park's firm with an offer in force."""
    return Firm(office)


def folder_of(office: MadeOffice, visitor: Visitor) -> set[str]:
    """The names of every sealed file of the claim that a visitor has open."""
    claim = claim_of(visitor.open("/en/status"))
    return set(office.vault.list(claim.vault_folder))


def test_both_parents_sign_one_after_the_other(firm: Firm, service: Flask):
    sent = firm.invite(CHILD)
    mother = come_back(service, sent)
    page = typed(to_sign(mother, relation="parent"), NAME)
    assert page.h1 == "Signed. Not everybody has signed yet"
    assert page.says("The other parent must sign too.")
    assert mother.open("/en/status").says("Not everybody has signed yet")
    assert claim_of(page).status is Status.CHECKED

    father = come_back(service, sent)
    page = typed(to_sign(father, relation="parent", name="Lê Văn Nam"), "Lê Văn Nam")
    assert page.h1 == "You have signed the power of attorney"
    assert page.says(NAME)
    assert len(firm.standing(sent).in_force) == 2
    assert claim_of(page).status is Status.SIGNED


def test_a_parent_alone_shows_it(firm: Firm, service: Flask):
    sent = firm.invite(CHILD)
    page = to_signer(come_back(service, sent))
    assert "self" not in [each.attrib.get("value") for each in page.tree.iter("input")]
    refused = page.fill(relation="parent", name=NAME, alone=True).press_refused(GO_ON)
    assert "Please add a paper that shows it" in refused.errors[0]
    assert refused.value("name") == NAME
    page = refused.fill(file=("court.jpg", picture())).press(GO_ON)
    assert page.address == "/en/appoint/1/sign"
    assert page.says("court.jpg")
    assert typed(page, NAME).h1 == "You have signed the power of attorney"


def test_an_heir_signs_for_a_share_with_proof(firm: Firm, service: Flask):
    sent = firm.invite(DEAD)
    heir = come_back(service, sent)
    page = to_signer(heir)
    one = {"relation": "heir", "name": "Trần An", "share": "2/3"}
    page = page.fill({**one, "file": ("family.jpg", picture())}).press(ADD)
    assert (page.address, page.value("share")) == ("/en/appoint/1/signer", "2/3")
    assert page.says("family.jpg")
    page = page.fill(share="0/2").press_refused(GO_ON)
    assert page.errors[0].startswith("Your share of the inheritance")
    page = typed(page.fill(share="2/3").press(GO_ON), "Trần An")
    assert page.says("a share of 1/3 is still open")

    other = come_back(service, sent)
    page = to_signer(other).fill({**one, "name": "Trần Bảo", "file": ("b.jpg", picture())}).press_refused(GO_ON)
    assert page.says("b.jpg")
    assert "more than the whole" in page.errors[0]
    page = typed(page.fill(share="1/3").press(GO_ON), "Trần Bảo")
    assert page.h1 == "You have signed the power of attorney"
    assert [each.signed.signer.share for each in firm.standing(sent).in_force] == ["2/3", "1/3"]
    assert all(each.signed.signer.proofs for each in firm.standing(sent).in_force)


def test_a_wrong_signer_is_told_so(firm: Firm, service: Flask):
    sent = firm.invite(LINH)
    linh = come_back(service, sent)
    page = to_signer(linh)
    assert page.tamper({"relation": "heir", "name": NAME}).press_refused(GO_ON).errors
    refused = page.fill(relation="self", name="Somebody Else").press_refused(GO_ON)
    assert refused.value("name") == "Somebody Else"
    assert "signs in the name of the claim" in refused.errors[0]
    page = refused.fill(name="NGUYEN THI LINH").press(GO_ON)
    assert page.fill(typed=NAME + "x").press_refused("Sign by typing").errors
    assert firm.standing(sent).signings == ()
    assert typed(page, "Nguyen Thi Linh").h1 == "You have signed the power of attorney"


def test_a_paper_is_printed_signed_by_hand_and_sent_page_by_page(firm: Firm, office: MadeOffice, service: Flask):
    sent = firm.invite(LINH)
    linh = come_back(service, sent)
    before = folder_of(office, linh)
    page = to_sign(linh)
    paper = page.download("Save the paper to print")
    assert paper.data.startswith(b"%PDF-")
    assert 'filename="to-sign.pdf"' in paper.headers["Content-Disposition"]
    assert "Sign with these pages" not in page.buttons
    assert page.form(button="Add this page").press_refused("Add this page").errors
    for shade in (10, 90, 200):
        page = page.fill(file=(f"page{shade}.jpg", picture(shade=shade))).press("Add this page")
    page = page.follow("Destroy file 2").press("Destroy it")
    assert not page.says("page90.jpg")
    refused = page.follow("Destroy file 2").press("Destroy it").press_refused("Sign with these pages")
    assert "more pages than you have added" in refused.errors[0]
    page = refused.fill(file=("page200.jpg", picture(shade=200))).press("Add this page")
    page = page.press("Sign with these pages")
    signed = firm.standing(sent).in_force[0].signed
    assert (signed.how, [each.file_name for each in signed.scans]) == ("scanned", ["page10.jpg", "page200.jpg"])
    kept = {part.name for facts in signed.scans for part in (*facts.parts, *facts.clean)}
    assert folder_of(office, linh) - before == kept


def test_pages_that_were_not_used_are_destroyed_with_the_draft(firm: Firm, office: MadeOffice, service: Flask):
    sent = firm.invite(LINH)
    linh = come_back(service, sent)
    before = folder_of(office, linh)
    page = to_sign(linh).fill(file=("page.jpg", picture())).press("Add this page")
    assert folder_of(office, linh) > before
    page = typed(page, NAME)
    assert folder_of(office, linh) == before
    with office.database.question() as session:
        assert read_part(session, claim_of(page), kind=PartKind.SIGNING, number=1) is None


def test_who_signs_abroad_reads_what_may_follow_and_can_print_the_paper(firm: Firm, service: Flask):
    linh = come_back(service, firm.invite(LINH))
    page = to_signer(linh, country="VNM").press(GO_ON)
    assert page.says("What may follow because you are abroad")
    page = typed(page, NAME)
    assert page.says("Nothing waits for it")
    assert page.download("Save paper 1 to print").data.startswith(b"%PDF-")
    assert linh.fetch("/en/appoint/1/paper/2").status_code == 404


def test_another_file_than_the_one_that_was_meant_is_not_destroyed(firm: Firm, service: Flask):
    linh = come_back(service, firm.invite(DEAD))
    page = to_signer(linh).fill(relation="heir", name="Trần An", share="1", file=("a.jpg", picture())).press(ADD)
    asked = page.follow("Destroy file 1")
    refused = asked.tamper({"which_file": "0" * 64}).press_refused("Destroy it")
    assert "changed" in refused.errors[0]
    assert linh.open("/en/appoint/1/signer").says("a.jpg")
    assert not asked.press("Destroy it").says("a.jpg")


def test_pages_of_a_paper_that_said_something_else_are_not_sent(firm: Firm, office: MadeOffice, service: Flask):
    linh = come_back(service, firm.invite(LINH))
    before = folder_of(office, linh)
    to_sign(linh).fill(file=("page.jpg", picture())).press("Add this page")
    linh.open("/en/appoint/1/powers").fill(withdrawal=True).press(GO_ON)
    assert "Sign with these pages" not in linh.open("/en/appoint/1/sign").buttons
    assert folder_of(office, linh) == before


def test_a_refused_upload_is_a_sentence_whatever_its_fields_are_called(firm: Firm, service: Flask):
    linh = come_back(service, firm.invite(LINH))
    to_signer(linh)
    for name in ("formdata", "data", "meta", "self"):
        fields = {"which_claim": "another", name: "x", "file": (io.BytesIO(b"x"), "a.jpg")}
        answer = linh.fetch("/en/appoint/1/signer", method="POST", data=fields, content_type="multipart/form-data")
        assert answer.status_code == 422, name
