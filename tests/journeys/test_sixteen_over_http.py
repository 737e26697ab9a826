"""The sixteen demonstration claims, sent over HTTP to the running service, judged, opened and read at the desk."""

from sqlmodel import select

from claims.actions.match_claims import latest_judgement
from claims.cli.demonstration.people import read_people
from claims.model.claim import Claim
from claims.model.staff import Member
from claims.store.claim_parts import read_claim_file
from claims.store.clock import now, seconds
from claims.store.database import Database, open_engine
from claims.store.keyring import open_claim, open_keyring, unlock_member_key
from tests.client import Visitor
from tests.journeys.running import Service
from tests.journeys.sixteen_path import send_by_pages
from tests.sixteen import PROJECT, SIXTEEN

PATIENCE = 180  # seconds until the worker has made the cards


def test_sixteen_people_send_over_http_and_the_office_reads_what_they_said(service: Service):
    """Each claim arrives as it was given, with the verdict that was decided by hand."""
    people = read_people()
    for person in people:
        proof = send_by_pages(Visitor(service, home=service.home), person)
        assert proof.address.endswith("/proof"), person.slug
    found = _read_all(service)

    assert len(found) == len(people) == 16
    expected = {person.slug: person for person in SIXTEEN}
    for person in people:
        file, judgement = found[person.claimant.name]
        assert file.statement.account == person.statement.account
        assert [r.entered for r in file.records] == [r.entered for r in person.records]
        assert len(file.evidence) == len(person.evidence())
        assert {a.code for a in file.agreements if not a.yes} == person.refused
        verdict = judgement.verdict(PROJECT)
        assert (verdict.result, verdict.strength) == (expected[person.slug].verdict, expected[person.slug].strength), (
            person.slug
        )

    names = {person.claimant.name for person in people}
    assert names <= _names_in_queue(service, names)


def _read_all(service: Service):
    database = Database(open_engine(service.settings.database_url))
    entry = service.sign_ins["han"]
    with database.question() as session:
        member = session.exec(select(Member).where(Member.sign_in_name == "han")).one()
        private = unlock_member_key(member, passphrase=entry.passphrase)
        assert private is not None
        keyring = open_keyring(session, member, private=private)
        claims = [open_claim(session, row, keyring=keyring) for row in session.exec(select(Claim))]
        found = [(read_claim_file(session, claim)[0], latest_judgement(session, claim)) for claim in claims]
    database.engine.dispose()
    return {file.claimant.name: (file, judgement) for file, judgement in found}


def _names_in_queue(service: Service, names: set[str]) -> set[str]:
    visitor = Visitor(service, home=service.home)
    page = visitor.open("/en/office/sign-in").fill(
        {"name": "han", "passphrase": service.sign_ins["han"].passphrase, "code": service.code("han")}
    )
    page = page.press(next(iter(page.form.buttons)))
    deadline = seconds(now()) + PATIENCE
    shown: set[str] = set()
    while seconds(now()) < deadline and not names <= shown:
        page = visitor.open(page.address)
        shown = {name for name in names if name in page.text}
        service.look_away()
    return shown
