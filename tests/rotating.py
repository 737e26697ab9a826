"""Rotations on an office of tests/make.py, and what opens what afterwards. This is where tests of keys get both.

han = rotated(office, han)               # step one; the claims still lie under the old key
rewrap(office, han, at_once=1, batches=2)
"""

from datetime import UTC, datetime

from sqlmodel import col, select

from claims.actions.rewrap_claims import Rewrapping, rewrap_claims
from claims.actions.rotate_keys import rotate_office_key
from claims.errors import Damaged, NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.vocabulary import Recipient
from claims.store.claim_parts import key_from_wrap, read_claim_file
from claims.store.keyring import Keyring, open_claim
from claims.store.ledger import read_lines
from claims.store.lent_keys import lent_for_rotation
from tests.cast import HAN
from tests.make import MadeOffice, Sent, SignedIn


def anew(office: MadeOffice, who: SignedIn) -> SignedIn:
    """The member with what they can open by now, from the private key of their open visit: what a request does."""
    return office.again(HAN, private=who.private, member_id=who.member.id)


def rotated(office: MadeOffice, han: SignedIn) -> SignedIn:
    """Han after the first half of a rotation."""
    with office.database.deed() as session:
        rotate_office_key(session, office.office.id, keyring=han.keyring, actor=han.actor, now=office.now)
    return anew(office, han)


def rewrap(office: MadeOffice, han: SignedIn, *, at_once: int = 1000, batches: int = 1000) -> Rewrapping:
    """The second half with what Han can lend, ended after a number of batches as a kill would."""
    with office.database.question() as session:
        keys = lent_for_rotation(session, office.office.id, keyring=han.keyring)
    left = iter(range(batches))
    lent = lambda: next(left, None) is not None  # noqa: E731  # counts down
    now = lambda: datetime.now(UTC)  # noqa: E731  # a clock
    return rewrap_claims(office.database, office.office.id, keys=keys, now=now, still_lent=lent, at_once=at_once)


def opens(office: MadeOffice, sent: Sent, keyring: Keyring, *, matter_id: str = "") -> bool:
    """Whether this keyring opens that claim, down to what was said."""
    try:
        with office.database.question() as session:
            claim = open_claim(session, session.get_one(Claim, sent.claim.id), keyring=keyring, matter_id=matter_id)
            return bool(read_claim_file(session, claim)[0].claimant.name)
    except (NotAllowed, Damaged):
        return False


def wraps_opened(office: MadeOffice, keyring: Keyring) -> int:
    """How many wraps of claims any key of this keyring opens, whatever generation stands on them."""
    count = 0
    with office.database.question() as session:
        wraps = session.exec(select(ClaimWrap).where(col(ClaimWrap.recipient).in_(["office", "reading"]))).all()
    for wrap in wraps:
        reading = wrap.recipient == Recipient.READING
        keys = (
            {keyring.reading, *keyring.older_readings.values()}
            if reading
            else {keyring.office, *keyring.older.values()}
        )
        for key in keys - {b""}:
            try:
                key_from_wrap(wrap, key=key)
            except Damaged:
                continue
            count += 1
    return count


def generations(office: MadeOffice) -> dict[str, set[int]]:
    """Under which generations the claims' wraps lie, by recipient."""
    found: dict[str, set[int]] = {"office": set(), "reading": set()}
    with office.database.question() as session:
        for wrap in session.exec(select(ClaimWrap)):
            if wrap.recipient in found:
                found[wrap.recipient].add(wrap.generation)
    return found


def actions(office: MadeOffice) -> list[str]:
    """What the ledger says was done."""
    with office.database.question() as session:
        return [line.action for line in read_lines(session, office.office.id)]
