"""Invite claimants of a matter to appoint its lawyer: each can read what the matter tells its claimants, and sign. Nobody is invited twice."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from claims.actions.matter_file import read_matter_file
from claims.actions.send_message import tell_claimant
from claims.errors import NotNow
from claims.model.appointment import Invited
from claims.model.claim import Claim
from claims.model.matter import Matter
from claims.model.vocabulary import MessageCode, Status
from claims.rules.appointments import appointment_for
from claims.store.announcements import offer_in_force
from claims.store.appointment_parts import append_event, read_events
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line

MAY_SIGN = frozenset({Status.CHECKED, Status.SIGNED})


def invite_claimants(
    session: Session,
    matter: Matter,
    *,
    claims: Sequence[OpenClaim],
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> tuple[str, ...]:
    """The references of those who were invited now; who was before, or is not checked yet, is left alone.

    Each finds a message on their page. Refuses NotNow `no_offer` while no offer is in force; NotAllowed for all but counsel.
    """
    told_key = read_matter_file(matter, keyring=keyring).told_key
    if not told_key or offer_in_force(session, bytes.fromhex(told_key), matter_id=matter.id) is None:
        raise NotNow("no_offer")
    invited = [claim for claim in claims if _invite(session, matter, claim, told_key=told_key, now=now)]
    for claim in invited:
        details = {"matter": matter.id}
        write_line(
            session, matter.office_id, actor=actor, action="invite", reference=claim.reference, details=details, now=now
        )
    return tuple(claim.reference for claim in invited)


def _invite(session: Session, matter: Matter, claim: OpenClaim, *, told_key: str, now: datetime) -> bool:
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) not in MAY_SIGN or appointment_for(read_events(session, claim), matter.id) is not None:
        return False
    append_event(session, claim, Invited(matter_id=matter.id, told_key=told_key, at=seconds(now)))
    tell_claimant(session, claim, code=MessageCode.INVITED, now=now)
    return True
