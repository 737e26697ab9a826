"""Matching again on an office of tests/make.py, and what is looked at afterwards. This is where tests of it get both."""

from claims.actions.rematch_claims import Rematch, rematch
from claims.actions.send_message import read_messages
from claims.model.card import Card
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.model.triage import Message
from claims.model.vocabulary import PartKind
from claims.store.cards import read_cards
from claims.store.claim_parts import read_claim_file, read_parts
from claims.store.ledger import read_lines
from tests.make import MadeOffice, Sent, SignedIn

PROJECT = "MOJ-AIRPORT-FACES"


def again(office: MadeOffice, han: SignedIn, registry: Registry, **more: object) -> Rematch:
    """Match all claims again by a registry."""
    keys = {"card": han.keyring.card.hex(), "reading": han.keyring.reading.hex()}
    now = lambda: office.now  # noqa: E731  # a clock that stands still
    return rematch(office.database, office.office.id, keys=keys, registry=registry, now=now, **more)  # type: ignore[arg-type]


def judgements(office: MadeOffice, sent: Sent) -> list[Judgement]:
    """All that were ever made of a claim, as its claimant's key opens them."""
    with office.database.question() as session:
        return [Judgement.from_json(each) for each in read_parts(session, sent.claim, kind=PartKind.JUDGEMENT)]


def messages(office: MadeOffice, sent: Sent) -> list[Message]:
    """What the claimant finds at the next visit."""
    with office.database.question() as session:
        return read_messages(session, sent.claim)


def cards(office: MadeOffice, han: SignedIn) -> dict[str, Card]:
    """The queue's cards, by claim."""
    with office.database.question() as session:
        return read_cards(session, office.office.id, card_key=han.keyring.card)


def actions(office: MadeOffice) -> list[tuple[str, str]]:
    """What the ledger says was done, and to which claim, from the first re-matching on."""
    with office.database.question() as session:
        return [
            (line.action, line.reference) for line in read_lines(session, office.office.id) if "rematch" in line.action
        ]


def unread(office: MadeOffice, sent: Sent) -> bool:
    """Whether the office has something new to read."""
    with office.database.question() as session:
        return session.get_one(Claim, sent.claim.id).unread


def with_sending(office: MadeOffice, sent: Sent) -> ClaimFile:
    """What the claim says by now."""
    with office.database.question() as session:
        return read_claim_file(session, sent.claim)[0]
