"""Mark a claim as read: it is no longer unread, and its card says what has just been read."""

from sqlmodel import Session

from claims.model.card import Card
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.judgement import Judgement
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Status
from claims.rules.cards import card_of
from claims.rules.follow_up import needs_translation
from claims.store.cards import put_cards, read_card
from claims.store.claim_parts import OpenClaim
from claims.store.database import UNTIL_DONE
from claims.store.keyring import Keyring


def mark_read(
    session: Session,
    claim: OpenClaim,
    *,
    file: ClaimFile,
    judgement: Judgement | None,
    facts: DeskFacts,
    keyring: Keyring,
) -> None:
    """The office has seen what is new in this claim. A card that is older than the claim is made anew; shards are left alone otherwise."""
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if row.unread:
        row.unread = False
        session.add(row)
        session.flush()
    if Status(row.status) is Status.WITHDRAWN:
        return
    card = card_as_read(claim, file=file, judgement=judgement, facts=facts)
    if read_card(session, claim.office_id, card_key=keyring.card, claim_id=claim.id) != card:
        put_cards(session, claim.office_id, card_key=keyring.card, cards=[card])


def card_as_read(claim: OpenClaim, *, file: ClaimFile, judgement: Judgement | None, facts: DeskFacts) -> Card:
    """The card of a claim with what the office has added to it."""
    card = card_of(file, judgement, claim_id=claim.id, reference=claim.reference)
    if needs_translation(file, facts):
        return card
    return card.model_copy(update={"missing": tuple(code for code in card.missing if code != "translation")})
