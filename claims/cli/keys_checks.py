"""What a key procedure made, tried before it is kept: do new words open, does a key open claims, does a leaver hold nothing?

This is where a rehearsal learns that the real thing would have worked.
"""

from sqlmodel import Session, col, func, select

from claims.actions.make_member import SignIn
from claims.errors import Damaged
from claims.model.claim import Claim, ClaimWrap
from claims.model.staff import KeyWrap, Member
from claims.model.vocabulary import Recipient, Status
from claims.rules.access import HOLDS_OFFICE_KEY, roles_of
from claims.store.cards import read_cards
from claims.store.claim_parts import read_claim_file
from claims.store.keyring import Keyring, open_claim, open_keyring, unlock_member_key
from claims.store.member_keys import open_authenticator

SAMPLES = 20


def check_sign_in(session: Session, told: SignIn) -> Keyring:
    """The words that were made open the member's key, their authenticator's secret, and what their roles hold. Raises Damaged."""
    member = session.exec(select(Member).where(Member.sign_in_name == told.sign_in_name)).one()
    private = unlock_member_key(member, passphrase=told.passphrase)
    if private is None or open_authenticator(member, private=private) != told.totp_secret:
        raise Damaged("sign_in")
    keyring = open_keyring(session, member, private=private)
    if keyring.opens_office != bool(HOLDS_OFFICE_KEY & roles_of(member.roles)):
        raise Damaged("key_wrap")
    return keyring


def check_opens_claims(session: Session, office_id: str, *, keyring: Keyring) -> int:
    """The key opens the queue's cards, and claims taken by chance down to what was said; returns how many.

    Nothing of it is shown to anybody, and the key's use stands in the ledger. Raises Damaged, NotAllowed.
    """
    read_cards(session, office_id, card_key=keyring.card)
    wrapped = select(ClaimWrap.claim_id).where(
        ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.OFFICE
    )
    chance = select(Claim).where(col(Claim.id).in_(wrapped), Claim.status != Status.WITHDRAWN).order_by(func.random())
    claims = session.exec(chance.limit(SAMPLES)).all()
    for row in claims:
        read_claim_file(session, open_claim(session, row, keyring=keyring))
    return len(claims)


def check_holds_nothing(session: Session, member_id: str) -> None:
    """No key is wrapped to this member, and their words open nothing. Raises Damaged."""
    member = session.get_one(Member, member_id)
    if (
        member.active
        or member.locked_key
        or session.exec(select(KeyWrap).where(KeyWrap.member_id == member_id)).first()
    ):
        raise Damaged("key_wrap")
