"""A bundle at the desk: made by a worker, collected whole, named when it stopped or is damaged, cancelled and destroyed when asked."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from pyrage import decrypt
from pyrage.x25519 import Identity
from sqlmodel import select

from claims.actions.end_errand import take_back_errand
from claims.actions.run_errands import run_errands
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.matter import Matter
from claims.model.session import Errand
from claims.model.vocabulary import Move
from tests.cast import HAN, LEE, LINH, MINJUN, PARK
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.make import Sent

ORDER = {"purpose": "Complaint", "recipient": "Court"}


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


def ordered(work: AtWork, matter: Matter, **options: object) -> Page:
    """The page of a bundle just ordered; a worker was there."""
    page = work.inside(PARK).open(f"/en/office/matters/{matter.id}/order")
    return page.fill(ORDER | {"volumes": False} | options).press("Order the bundle")


def made(work: AtWork, matter: Matter, *, among: Sent | None = None, **options: object) -> Page:
    """The page of a bundle that a worker has made, of one more claim where it is given."""
    if among is not None:
        work.choose(matter, among, by=HAN)
    with work.worker() as worker:
        page = ordered(work, matter, **options)
        run_errands(work.office.export, worker, host_key=work.office.host_key)
    return page.follow("Look again")


def collect(page: Page, *, button: str = "Collect the bundle"):  # type: ignore[no-untyped-def]  # werkzeug's answer
    """The answer to the button, as it comes."""
    request = page.form(button=button).fill({"why": "court"}).form.request(button)
    return page.visitor.fetch(request.pop("action"), **request)


def row(work: AtWork, matter: Matter) -> Bundle:
    """The matter's only bundle."""
    with work.office.database.question() as session:
        return session.exec(select(Bundle).where(Bundle.matter_id == matter.id)).one()


def test_a_bundle_is_made_collected_whole_and_its_line_is_written(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = made(work, matter)
    assert page.says("ready to collect")

    answer = collect(page)

    content = answer.get_data()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bundle-1.zip"'
    assert answer.headers["Content-Length"] == str(len(content))
    assert page.says(sha256(content).hexdigest())
    assert any("court" in name for name in ZipFile(BytesIO(content)).namelist())
    assert work.ledger("collect_bundle")[-1].actor == work.member(PARK).id
    again = work.inside(PARK).open(page.address)
    assert again.says("collected")
    assert collect(again).get_data() == content


def test_it_is_asked_why_and_the_answer_lies_sealed_in_the_line(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = made(work, matter)
    before = len(work.ledger("collect_bundle"))

    refused = page.press_refused("Collect the bundle")

    assert refused.errors == ["Why do you take this out of the service? – Please choose why you take it out."]
    refused = refused.fill(why="other").press_refused("Collect the bundle")
    assert refused.errors == ["In a few words – Please write why you take it out."]
    assert refused.value("why") == "other"
    assert len(work.ledger("collect_bundle")) == before
    request = refused.fill(why="other", why_words="zum Anwalt").form.request("Collect the bundle")
    assert work.inside(PARK).fetch(page.address, method="GET").status_code == 200
    assert page.visitor.fetch(request.pop("action"), **request).data[:2] == b"PK"
    line = work.ledger("collect_bundle")[-1]
    assert work.details(line, HAN).items() >= {"why": "other", "why_words": "zum Anwalt"}.items()


def test_a_damaged_part_is_named_and_nothing_of_it_leaves(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = made(work, matter)
    bundle = row(work, matter)
    folder = work.office.vault.root / bundle.vault_folder[:2] / bundle.vault_folder
    part = next(folder.iterdir())
    part.write_bytes(part.read_bytes()[:-40] + bytes(40))

    answer = collect(page)

    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "Something that was stored cannot be read" in answer.get_data(as_text=True)


def test_no_line_no_bundle(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = made(work, matter)

    with work.without_ledger():
        answer = collect(page)

    assert (answer.status_code, answer.mimetype) == (500, "text/html")


def test_a_destroyed_bundle_is_gone_but_its_order_stays(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = made(work, matter)
    folder = row(work, matter).vault_folder

    page = page.press("Destroy the bundle")

    assert page.says("This bundle was destroyed.")
    assert page.says("Complaint")
    assert list(work.office.vault.list(folder)) == []
    assert not {"Collect the bundle", "Destroy the bundle"} & set(page.buttons)
    token = page.form(button="Sign out").form.values("csrf_token")[0]
    # Pressed in a page that was open before: nothing is destroyed twice, and the ledger does not say so.
    assert (
        work.inside(PARK).fetch(f"{page.address}/destroy", method="POST", data={"csrf_token": token}).status_code == 422
    )
    assert len(work.ledger("destroy_bundle")) == 1
    answer = work.inside(PARK).fetch(f"{page.address}/collect", method="POST", data={"csrf_token": token})
    assert answer.status_code in (409, 422)


def test_a_sign_that_no_font_draws_is_named_to_counsel(work: AtWork, matter: Matter) -> None:
    """Which sign, in which field of which paper, of whom: counsel can have it mended. Elsewhere it stands nowhere in clear."""
    strange = LINH.claimant.model_copy(update={"name": "Linh \U00010380"})
    sent = work.office.send(LINH.model_copy(update={"claimant": strange}))
    work.office.decide(sent, work.holding(HAN), Move.CHECK)

    page = made(work, matter, among=sent)

    assert page.says("has no shape in our fonts")
    for named in ("It was at party number 1", "U+10380", "\U00010380", "statement"):
        assert page.says(named)
    stopped = row(work, matter)
    assert "U+10380" not in stopped.stage + stopped.stopped_by
    assert "U+10380" not in work.inside(HAN).open(page.address).text


def test_what_stopped_a_bundle_is_said(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.worker() as worker:
        page = ordered(work, matter)
        with work.office.database.deed() as session:
            withdraw_claim(session, claim.claim, vault=work.office.vault, now=work.office.now)
        run_errands(work.office.export, worker, host_key=work.office.host_key)

    page = page.follow("Look again")

    assert page.says("stopped, see the reason")
    assert page.says("A claimant of this bundle has withdrawn meanwhile.")
    assert page.says("order a new bundle")


def test_while_a_worker_holds_the_keys_it_cannot_be_destroyed(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.worker():
        page = ordered(work, matter)
    assert page.says("You may leave; the worker goes on without you.")
    assert "Destroy the bundle" not in page.buttons
    work.let_worker_go()
    assert page.follow("Look again").says("was not seen in the last minute")

    with work.office.database.deed() as session:  # as the tidying does when the time of lending is over
        session.delete(session.exec(select(Errand).where(Errand.subject == row(work, matter).id)).one())

    page = work.inside(PARK).open(page.address)
    assert page.says("No worker holds its keys any more")
    assert page.press_refused("Go on making it").errors == [
        "No worker is running. Have the worker started, then press the button again; what was made is kept."
    ]
    assert "Destroy the bundle" not in page.buttons


def test_it_is_gone_on_with_when_the_keys_are_lent_again(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.worker():
        page = ordered(work, matter)
    assert page.says("Opening the claims, making each claimant's papers: 0 of 1 parts made")

    with work.worker() as another:
        page = work.inside(PARK).open(page.address).press("Go on making it")
        run_errands(work.office.export, another, host_key=work.office.host_key)

    assert page.follow("Look again").says("ready to collect")
    assert work.ledger("lend_bundle")[-1].actor == work.member(PARK).id


def test_cancelled_nothing_of_it_is_left(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.worker() as worker:
        page = ordered(work, matter)
        bundle = row(work, matter)

        page = page.press("Cancel it")

        run_errands(work.office.export, worker, host_key=work.office.host_key)
    assert page.says("Counsel cancelled it while it was being made.")
    line = work.ledger("cancel_bundle")[-1]
    assert (line.actor, line.reference) == (work.member(PARK).id, bundle.id)
    stopped = row(work, matter)
    assert (stopped.status, stopped.stopped_by, stopped.finished) == ("stopped", "cancelled", None)
    for folder in (bundle.vault_folder, bundle.record_folder):
        assert list(work.office.vault.list(folder)) == []
    with work.office.database.question() as session:
        assert session.exec(select(Errand).where(Errand.subject == bundle.id)).all() == []
        assert session.exec(select(BundleShare).where(BundleShare.bundle_id == bundle.id)).all() == []
    token = page.form(button="Sign out").form.values("csrf_token")[0]
    late = page.visitor.open(f"{page.address}/cancel", method="POST", data={"csrf_token": token}, status=422)
    assert late.errors == ["This bundle is over already. Please look at it again."]


def test_what_proves_it_is_shown_and_its_stamps_are_collected(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = made(work, matter)
    facts = page.facts("SHA-256")

    assert facts["Court package: time stamp"].startswith("not timestamped: no time stamp authority is configured here.")
    assert len(facts["Court package: fingerprint"]) == len(facts["Signed with the key (Ed25519)"]) == 64
    assert facts["Counsel package, never filed: fingerprint"] != facts["Court package: fingerprint"]
    answer = collect(page, button="Collect the time stamps")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="bundle-1-stamps.zip"'
    (name,) = ZipFile(BytesIO(answer.get_data())).namelist()
    assert name == "NOT-TIMESTAMPED.txt"
    assert work.ledger("collect_stamps")[-1].reference == row(work, matter).id
    refused = page.press_refused("Collect the time stamps")
    assert refused.errors == ["Why do you take this out of the service? – Please choose why you take it out."]


def test_wrapped_only_its_recipient_opens_it(work: AtWork, matter: Matter, claim: Sent) -> None:
    identity = Identity.generate()
    page = made(work, matter, age_recipient=str(identity.to_public()))

    wrapped = collect(page, button="Collect it wrapped for the recipient (age)")

    assert wrapped.headers["Content-Disposition"] == 'attachment; filename="bundle-1.zip.age"'
    plain = decrypt(wrapped.get_data(), [identity])
    assert page.says(sha256(plain).hexdigest())
    line = work.ledger("collect_bundle")[-1]
    assert work.details(line, HAN)["wrapped_for"] == str(identity.to_public())
    plain_one = made(work, work.open_matter(HAN, PARK, title="Another"), among=claim)
    assert "Collect it wrapped for the recipient (age)" not in plain_one.buttons
    token = plain_one.form(button="Sign out").form.values("csrf_token")[0]
    typed = {"csrf_token": token, "why": "court"}
    answer = plain_one.visitor.fetch(f"{plain_one.address}/collect-wrapped", method="POST", data=typed)
    assert answer.status_code == 409


def test_taking_the_keys_back_stops_the_bundle(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.worker():
        page = ordered(work, matter)
        with work.office.database.deed() as session:
            errand = session.exec(select(Errand).where(Errand.subject == row(work, matter).id)).one()
            actor = work.holding(PARK).actor
            take_back_errand(session, errand.office_id, errand_id=errand.id, actor=actor, now=work.office.now)

    stopped = work.inside(PARK).open(page.address)

    assert stopped.says("stopped")
    assert stopped.says("The errand was ended at the desk")
    assert "Collect the bundle" not in stopped.buttons


def test_triage_see_how_far_it_is_and_no_more(work: AtWork, matter: Matter, claim: Sent) -> None:
    address = made(work, matter).address

    page = work.inside(HAN).open(address)

    assert page.says("ready to collect")
    assert page.says("Only the counsel of the matter can collect it.")
    assert "Complaint" not in page.text
    for deed in ("collect", "destroy", "cancel", "go-on", "stamps", "collect-wrapped"):
        assert work.inside(HAN).fetch(f"{address}/{deed}", method="POST").status_code == 404
        assert work.inside(LEE).fetch(f"{address}/{deed}", method="POST").status_code in (404, 422)
        assert work.inside(PARK).fetch(f"{address}/{deed}", method="POST").status_code == 422
        assert work.inside(PARK).fetch(f"{address}/{deed}").status_code == 405
    assert work.inside(LEE).fetch(address).status_code == 404


def test_a_bundle_of_another_matter_is_not_found(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.worker():
        ordered(work, matter)
    other = work.open_matter(HAN, PARK, title="Another")

    answer = work.inside(PARK).fetch(f"/en/office/matters/{other.id}/bundles/{row(work, matter).id}")

    assert answer.status_code == 404
    assert work.office.send(MINJUN).claim.reference not in answer.get_data(as_text=True)
