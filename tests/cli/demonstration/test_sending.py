"""Sending a made-up person's claim: what arrives is what the person says, under the agreements as their page shows them."""

from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.match_claims import latest_judgement
from claims.cli.demonstration.people import Person, read_people
from claims.cli.demonstration.sending import Sender
from claims.model.claim import Claim
from claims.model.vocabulary import AgreementCode, Status
from claims.settings import ROOT
from claims.store.agreement_texts import load_agreements
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.office_texts import load_office_texts
from claims.store.sealed_files import open_file
from tests.make import MadeOffice
from tests.offices import small_bare_office as small_bare_office

PEOPLE = {person.slug: person for person in read_people()}
WORKER = next(person for person in PEOPLE.values() if person.language == "vi" and person.evidence())
REFUSER = next(person for person in PEOPLE.values() if AgreementCode.C8 in person.refused)


def sent(office: MadeOffice, person: Person) -> OpenClaim:
    """The person's claim, received."""
    return Sender(export=office.export, office=office.office, host_key=office.host_key).send(person)


@pytest.mark.parametrize("person", [WORKER, REFUSER], ids=lambda person: person.slug)
def test_the_office_receives_what_the_person_says(small_bare_office: MadeOffice, person: Person) -> None:
    claim = sent(small_bare_office, person)
    with small_bare_office.database.question() as session:
        file, _ = read_claim_file(session, claim)
        judged = latest_judgement(session, claim)
        row = session.exec(select(Claim)).one()

    assert row.status == Status.RECEIVED
    assert (file.language, file.claimant, file.records) == (person.language, person.claimant, person.records)
    assert (file.statement, file.for_lawyers, file.contact) == (person.statement, person.for_lawyers, person.contact)
    assert judged is not None
    assert {finding.record for finding in judged.findings} == {record.id for record in person.records}


@pytest.mark.parametrize("person", [WORKER, REFUSER], ids=lambda person: person.slug)
def test_each_answer_is_to_the_text_their_page_shows(small_bare_office: MadeOffice, person: Person) -> None:
    office = small_bare_office.office
    facts = load_office_texts(ROOT / "templates" / "office").facts(
        person.language, office=office.name, contact=office.contact, firms=office.firms
    )
    texts = load_agreements(ROOT / "templates" / "agreements")
    claim = sent(small_bare_office, person)
    with small_bare_office.database.question() as session:
        file, _ = read_claim_file(session, claim)

    assert [answer.code for answer in file.agreements] == list(AgreementCode)
    assert {answer.code for answer in file.agreements if not answer.yes} == person.refused
    for answer in file.agreements:
        shown = texts.get(answer.code, person.language).filled(facts)
        assert (answer.version, answer.language) == (shown.version, person.language)
        assert answer.text_sha256 == shown.shown_sha256


def test_evidence_lies_sealed_and_opens_to_the_bytes_that_were_drawn(small_bare_office: MadeOffice) -> None:
    claim = sent(small_bare_office, WORKER)
    with small_bare_office.database.question() as session:
        file, _ = read_claim_file(session, claim)
    drawn = WORKER.evidence()

    assert [(facts.file_name, facts.kind, facts.record_id) for facts in file.evidence] == [
        (piece.file_name, piece.kind, piece.record) for piece in drawn
    ]
    for facts, piece in zip(file.evidence, drawn, strict=True):
        opened = open_file(
            facts.parts, identity=file.evidence_identity, vault=small_bare_office.vault, folder=claim.vault_folder
        )
        assert b"".join(opened) == piece.content
        lying = b"".join(
            path.read_bytes() for path in Path(small_bare_office.settings.vault).rglob("*") if path.is_file()
        )
        assert piece.content[:64] not in lying
