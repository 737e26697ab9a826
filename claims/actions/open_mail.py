"""Open the mail: claims that came in are opened once, re-wrapped symmetrically, and get their card, for as many as the errand holds keys."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.match_claims import latest_judgement
from claims.model.claim import Claim, ClaimWrap
from claims.model.staff import Member
from claims.model.vocabulary import ErrandKind, Recipient, Status
from claims.rules.cards import card_of
from claims.store.cards import put_cards, read_cards
from claims.store.claim_parts import add_wrap, key_from_wrap, opened, read_claim_file
from claims.store.clock import seconds
from claims.store.errands import lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring
from claims.store.ledger import SERVICE, write_line

AT_ONCE = 500
HAS_CARD = frozenset(Status) - {Status.DRAFT, Status.WITHDRAWN}


def unopened(session: Session, office_id: str) -> list[ClaimWrap]:
    """Office wraps of claims that nobody has opened yet, at most AT_ONCE."""
    read = select(ClaimWrap.claim_id).where(ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.READING)
    found = select(ClaimWrap).where(
        ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.OFFICE, col(ClaimWrap.claim_id).not_in(read)
    )
    return list(session.exec(found.limit(AT_ONCE)))


def order_opening(session: Session, member: Member, *, keyring: Keyring, host_key: HostKey, now: datetime) -> int:
    """Lend a worker the keys of claims that came in, so that their cards get made. Returns how many; 0 where there are none.

    Only the keys of those claims, the reading key and the card key are lent. Refuses NotNow `no_worker`.
    """
    wraps = unopened(session, member.office_id)
    if not wraps:
        return 0
    keys = {wrap.claim_id: key_from_wrap(wrap, key=keyring.office).hex() for wrap in wraps}
    keys |= {"reading": keyring.reading.hex(), "card": keyring.card.hex()}
    lend(
        session,
        member.office_id,
        kind=ErrandKind.OPEN_MAIL,
        subject="",
        keys=keys,
        member_id=member.id,
        host_key=host_key,
        now=seconds(now),
        seconds=3600,
    )
    return len(wraps)


def open_mail(session: Session, office_id: str, *, keys: Mapping[str, str], now: datetime) -> int:
    """Every claim whose key was lent is re-wrapped under the reading key and has a card; cards of gone claims are dropped."""
    card_key, reading = bytes.fromhex(keys["card"]), bytes.fromhex(keys["reading"])
    cards = []
    for claim_id, key in keys.items():
        claim = None if claim_id in {"card", "reading"} else session.get(Claim, claim_id)
        if claim is None or Status(claim.status) not in HAS_CARD:
            continue
        open_claim = opened(claim, bytes.fromhex(key))
        add_wrap(session, open_claim, recipient=Recipient.READING, recipient_id=office_id, key=reading)
        file, _ = read_claim_file(session, open_claim)
        judgement = latest_judgement(session, open_claim)
        cards.append(card_of(file, judgement, claim_id=claim_id, reference=claim.reference))
        write_line(session, office_id, actor=SERVICE, action="open_mail", reference=claim.reference, now=now)
    put_cards(session, office_id, card_key=card_key, cards=cards, gone=_gone(session, office_id, card_key=card_key))
    return len(cards)


def _gone(session: Session, office_id: str, *, card_key: bytes) -> frozenset[str]:
    living = select(Claim.id).where(Claim.office_id == office_id, col(Claim.status).in_(sorted(HAS_CARD)))
    return frozenset(read_cards(session, office_id, card_key=card_key)) - set(session.exec(living).all())
