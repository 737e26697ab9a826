"""Counsel at one claim: opened with the matter's key after its ledger line; power and filing recorded by the table."""

import pytest

from claims.model.matter import Matter
from claims.model.vocabulary import Move, Status
from claims.store.claim_parts import read_claim_file
from tests.cast import HAN, LEE, LINH, MINJUN, PARK
from tests.desks.at_work import AtWork, white_picture
from tests.make import Sent


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter of Park's."""
    return work.open_matter(HAN, PARK)


@pytest.fixture
def claim(work: AtWork, matter: Matter) -> Sent:
    """Linh's claim with a picture, checked and chosen."""
    sent = work.send_with_picture(LINH, white_picture())
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    work.choose(matter, sent, by=HAN)
    return sent


def address(matter: Matter, sent: Sent, more: str = "") -> str:
    """The claim's page at this matter."""
    return f"/en/office/matters/{matter.id}/claims/{sent.claim.reference}{more}"


def test_counsel_read_the_whole_claim_without_triages_forms(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = work.inside(PARK).open(address(matter, claim))

    for words in ("Nguyễn Thị Linh", "2 March 2015", "một người bạn kể", "B: stamp", "Strength: strong"):
        assert page.says(words), words
    assert not {"Keep the note", "Keep the translation", "Take it"} & set(page.buttons)
    line = work.ledger("read_claim")[-1]
    assert (line.actor, line.role, line.reference) == (work.member(PARK).id, "counsel", claim.claim.reference)
    assert work.details(line, HAN)["matter_id"] == matter.id


def test_reading_by_counsel_leaves_what_is_unread_to_triage(work: AtWork, matter: Matter, claim: Sent) -> None:
    work.change(claim)
    assert work.row(claim).unread

    work.inside(PARK).open(address(matter, claim))

    assert work.row(claim).unread


def test_the_power_is_recorded_and_then_the_filing(work: AtWork, matter: Matter, claim: Sent) -> None:
    page = work.inside(PARK).open(address(matter, claim))
    assert page.tamper({"move": "file"}).press_refused("Do this").errors

    page = page.fill(move="sign").press("Do this")
    assert work.row(claim).status == Status.SIGNED
    page = page.fill(move="file").press("Do this")

    assert work.row(claim).status == Status.FILED
    assert "Do this" not in page.buttons
    assert page.rows("Step")[-1][1:] == ["Record the filing at court", "Park"]


def test_evidence_is_seen_by_its_matters_counsel_alone(work: AtWork, matter: Matter, claim: Sent) -> None:
    with work.office.database.question() as session:
        file, _ = read_claim_file(session, claim.claim)
    picture = address(matter, claim, f"/evidence/{file.evidence[0].id}/1/picture")

    assert work.inside(PARK).fetch(picture).mimetype == "image/jpeg"
    assert work.ledger("read_evidence")[-1].actor == work.member(PARK).id
    assert work.inside(LEE).fetch(picture).status_code == 404


def test_the_line_comes_first(work: AtWork, matter: Matter, claim: Sent) -> None:
    park = work.inside(PARK)
    with work.without_ledger():
        answer = park.fetch(address(matter, claim))

    assert answer.status_code == 500
    assert "Linh" not in answer.get_data(as_text=True)


def test_claims_of_other_matters_are_not_there(work: AtWork, matter: Matter, claim: Sent) -> None:
    foreign = work.open_matter(HAN, LEE, title="Another")
    theirs, nobodys = work.office.send(MINJUN), work.office.send(MINJUN)
    work.choose(foreign, theirs, by=HAN)
    before = len(work.ledger())

    for who, place, sent in (
        (PARK, matter, theirs),
        (PARK, foreign, theirs),
        (PARK, matter, nobodys),
        (LEE, matter, claim),
        (LEE, foreign, claim),
        (HAN, matter, claim),
    ):
        for more, verb in (("", "GET"), ("/decide", "POST")):
            assert work.inside(who).fetch(address(place, sent, more), method=verb).status_code == 404
    assert len(work.ledger()) == before
    assert (
        work.inside(PARK).fetch(address(matter, claim, "/decide"), method="POST", data={"move": "sign"}).status_code
        == 422
    )
    assert work.row(claim).status == Status.CHECKED
