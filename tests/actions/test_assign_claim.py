"""Somebody takes a claim or leaves it; drafts and withdrawn claims are nobody's."""

import pytest

from claims.actions.assign_claim import assign_claim
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotNow
from claims.model.claim import Claim
from claims.store.ledger import Actor, read_lines
from tests.cast import LINH
from tests.make import NOW, MadeOffice

HAN = Actor(id="a" * 32, role="triage")


def assignee(office: MadeOffice, claim_id: str) -> str:
    """Whose it is."""
    with office.database.question() as session:
        return session.get_one(Claim, claim_id).assignee


def test_taken_and_left(bare_office: MadeOffice) -> None:
    office = bare_office
    sent = office.send(LINH)
    for member_id in ("a" * 32, ""):
        with office.database.deed() as session:
            assign_claim(session, sent.claim.id, member_id=member_id, actor=HAN, now=NOW)
        assert assignee(office, sent.claim.id) == member_id
    with office.database.question() as session:
        lines = read_lines(session, office.office.id)
    assert [(line.action, line.reference) for line in lines[-2:]] == [("assign", sent.claim.reference)] * 2


def test_drafts_and_withdrawn_claims_are_nobodys(small_bare_office: MadeOffice) -> None:
    office = small_bare_office
    _, draft = office.draft(LINH)
    sent = office.send(LINH)
    with office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=office.vault, now=NOW)

    for claim_id in (draft.id, sent.claim.id):
        with pytest.raises(NotNow), office.database.deed() as session:
            assign_claim(session, claim_id, member_id="a" * 32, actor=HAN, now=NOW)
        assert assignee(office, claim_id) == ""
