"""What lawyers offer a claimant, how it stands, and what happened in the case since. This is where a claimant's receipt opens all of it."""

from dataclasses import dataclass

from sqlmodel import Session, select

from claims.errors import NotFound
from claims.model.claim import ClaimWrap
from claims.model.offer import CourseEntry, Offer
from claims.model.vocabulary import Recipient
from claims.rules.appointments import Appointment, appointments_in
from claims.store.announcements import course_of, offer_in_force, offers_of
from claims.store.appointment_parts import read_events
from claims.store.claim_parts import OpenClaim


@dataclass(frozen=True)
class Offered:
    """One invitation of a claim: how it stands, every offer made (oldest first), the one in force, and the course of the case by day.

    `course` is empty for who never signed or took it back, and ends for who left with the day on which they did. `in_force` is None where counsel ended the offer, or the claim is in this matter no more: then nothing can be signed.
    """

    standing: Appointment
    offers: tuple[Offer, ...]
    in_force: Offer | None
    course: tuple[CourseEntry, ...]

    def offer(self, number: int) -> Offer | None:
        """The offer of that number; None for a number of no offer."""
        return next((offer for offer in self.offers if offer.number == number), None)


def offered_to(session: Session, claim: OpenClaim) -> tuple[Offered, ...]:
    """Every invitation of the claim, in the order in which they came. Raises Damaged."""
    return tuple(_offered(session, claim, each) for each in appointments_in(read_events(session, claim)))


def offered_at(session: Session, claim: OpenClaim, *, place: int) -> Offered:
    """The invitation of that place, from 1. Raises NotFound; Damaged."""
    standing = next((each for each in appointments_in(read_events(session, claim)) if each.place == place), None)
    if standing is None:
        raise NotFound("appointment")
    return _offered(session, claim, standing)


def _offered(session: Session, claim: OpenClaim, standing: Appointment) -> Offered:
    key, matter_id = bytes.fromhex(standing.invited.told_key), standing.matter_id
    chosen = is_chosen(session, claim, matter_id)
    return Offered(
        standing=standing,
        offers=offers_of(session, key, matter_id=matter_id),
        in_force=offer_in_force(session, key, matter_id=matter_id) if chosen else None,
        course=_course(session, key, standing=standing),
    )


def _course(session: Session, key: bytes, *, standing: Appointment) -> tuple[CourseEntry, ...]:
    """What of the case this claimant is told."""
    if not standing.follows_course:
        return ()
    entries = course_of(session, key, matter_id=standing.matter_id)
    left = standing.left
    return tuple(each for each in entries if left is None or each.day <= left.day)


def is_chosen(session: Session, claim: OpenClaim, matter_id: str) -> bool:
    """Whether counsel of the matter can still open the claim: who cannot, cannot act for it either."""
    wrap = select(ClaimWrap.claim_id).where(
        ClaimWrap.claim_id == claim.id, ClaimWrap.recipient == Recipient.MATTER, ClaimWrap.recipient_id == matter_id
    )
    return session.exec(wrap.limit(1)).first() is not None
