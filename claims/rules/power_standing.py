"""Whether a claimant's power counts for one matter, and what of it is still to come. This is where standing of a power is ruled.

"What was signed for one matter is no power in another. A power counts when everybody who must sign has; what is missing beside it, a
notary's certificate or a proof of representation, is to follow and is cured by ratification (Civil Procedure Act arts 59, 60, 97)."
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.errors import NotNow
from claims.model.appointment import AppointmentEvent, Signed
from claims.model.bundle import Superseded
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import Answer, Status
from claims.rules.appointments import Appointment, Signing, appointment_for
from claims.rules.signers import is_complete

SIGNED = frozenset({Status.SIGNED, Status.FILED})
_NOTARISED = frozenset({"notarised", "apostille", "consular", "not_needed"})


@dataclass(frozen=True)
class PowerStanding:
    """How it stands with one matter; `by_hand` while nobody has signed for any matter here: then the claim's status was set by hand and counts."""

    appointment: Appointment | None = None
    by_hand: bool = True

    @property
    def in_force(self) -> tuple[Signing, ...]:
        """The signatures that count for this matter; none of whoever has left the suit."""
        if self.appointment is None or self.appointment.left is not None:
            return ()
        return self.appointment.in_force


NOBODY_SIGNED = PowerStanding()


def standing_for(events: Sequence[AppointmentEvent], matter_id: str) -> PowerStanding:
    """How it stands by these events."""
    by_hand = not any(isinstance(event, Signed) for event in events)
    return PowerStanding(appointment_for(events, matter_id), by_hand=by_hand)


def standing_when_ordered(events: Sequence[AppointmentEvent], matter_id: str, *, at: int) -> PowerStanding:
    """How it stood at an instant (UTC seconds): what was signed later goes with the next bundle.

    Raises NotNow `power_changed` where a signature that stood then counts no more: nobody is filed for on a power that was taken back,
    and which of two papers should go is not guessed.
    """
    then = standing_for([event for event in events if event.at <= at], matter_id)
    standing = {each.signed.id for each in standing_for(events, matter_id).in_force}
    if any(each.signed.id not in standing for each in then.in_force):
        raise NotNow("power_changed")
    return then


def is_signed_since(signed: Signed, *, before: Superseded) -> bool:
    """Whether a power was signed after the bundle before was ordered; where its instant is not known, on its day or later."""
    return signed.at > before.at if before.at else signed.day >= before.day


def is_signed(file: ClaimFile, *, status: Status, standing: PowerStanding, today: date) -> bool:
    """Whether the claimant's power counts for the matter: everybody who must has signed, or a hand set the status where nobody signed here."""
    if standing.by_hand:
        return status in SIGNED
    return is_complete(file, [each.signed for each in standing.in_force], today=today)


def lacks_notarisation(file: ClaimFile, standing: PowerStanding) -> bool:
    """Whether a notary, apostille or consul is to follow. What counsel noted of a signature counts; else where its signer said they are.

    Nothing noted and nothing signed: whoever is not surely in Korea (Civil Procedure Act art. 89(2)).
    """
    if not standing.in_force:
        return file.claimant.in_korea is not Answer.YES
    return any(_lacks_notary(each, file) for each in standing.in_force)


def _lacks_notary(signing: Signing, file: ClaimFile) -> bool:
    if signing.notarised is not None:
        return signing.notarised.state not in _NOTARISED
    country = signing.signed.answers.country
    return country != "KOR" if country else file.claimant.in_korea is not Answer.YES


def lacks_proof(file: ClaimFile, standing: PowerStanding, *, today: date) -> bool:
    """Whether somebody acts for the claimant and has not shown that they may (Civil Procedure Act arts 55, 58)."""
    signed = [each.signed for each in standing.in_force]
    if not is_complete(file, signed, today=today):
        return file.claimant.for_whom != "self" or bool(file.claimant.representative.name)
    return any(each.signer.relation != "self" and not each.signer.proofs for each in signed)


def address_for_court(file: ClaimFile, standing: PowerStanding, *, counsel_address: str) -> str:
    """Where papers reach the claimant, as a court is told: counsel's, unless they gave their own for this matter.

    One signer who asked for protection is enough: then it is counsel's, whatever else the claim says.
    """
    answers = [each.signed.answers for each in standing.in_force]
    contact = file.contact
    if any(each.address == "protected" for each in answers):
        return counsel_address
    if answers:
        own = answers[-1].own_address if answers[-1].address == "own" else ""
    else:
        own = contact.own_address if contact.service_address == "own" else ""
    return own or counsel_address
