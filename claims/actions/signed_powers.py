"""What each signed power of a claim says, held against the record of the claim and the offers of the matter before anything is set."""

from dataclasses import dataclass

from sqlmodel import Session

from claims.errors import NotValid
from claims.model.appointment import Signed
from claims.model.offer import Offer
from claims.model.power_paper import Power
from claims.rules.appointments import Appointment, Signing
from claims.rules.powers import Claiming, offer_signed, power_of
from claims.store.announcements import offers_of
from claims.store.appointment_parts import read_events
from claims.store.claim_parts import OpenClaim
from claims.store.signature_image import drawing_of


@dataclass(frozen=True)
class SignedPower:
    """One signature in force with everything its paper says. `power` is what is handed to the press, `offer` what was signed."""

    signing: Signing
    offer: Offer
    power: Power


def signed_powers(
    session: Session, claim: OpenClaim, *, claiming: Claiming, standing: Appointment, told_key: bytes
) -> tuple[SignedPower, ...]:
    """What each paper of a claim says, held against the record of the claim and the offers of the matter. Raises NotValid `power_not_as_signed` (reference, signing, what), `share_unreadable`, `drawing_unreadable` and its like; Damaged."""
    if not standing.in_force:
        return ()
    recorded = [event for event in read_events(session, claim) if isinstance(event, Signed)]
    offers = offers_of(session, told_key, matter_id=standing.matter_id)
    return tuple(
        _signed_power(each, claim, claiming=claiming, recorded=recorded, offers=offers, matter_id=standing.matter_id)
        for each in standing.in_force
    )


def _signed_power(
    signing: Signing,
    claim: OpenClaim,
    *,
    claiming: Claiming,
    recorded: list[Signed],
    offers: tuple[Offer, ...],
    matter_id: str,
) -> SignedPower:
    signed = signing.signed
    try:
        if claiming.reference != claim.reference or signed not in recorded:
            raise NotValid("power_not_as_signed", what="record", signing=signed.id)
        power = power_of(signing, offers=offers, matter_id=matter_id, claiming=claiming)
        if signed.how == "drawn":
            drawing_of(signed.image)
    except NotValid as refusal:
        raise NotValid(refusal.reason, **{**refusal.facts, "reference": claim.reference}) from None
    return SignedPower(signing, offer_signed(signed, offers=offers, matter_id=matter_id), power)
