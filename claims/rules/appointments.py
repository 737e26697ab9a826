"""How it stands with the appointment of a lawyer: the events of one claim and one matter, folded in order.

"The last signature of a person counts; what was signed before it is kept and marked. What was taken back or cannot be used counts no
more. What belongs to another matter is never looked at." This is where the record becomes a state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from claims.model.appointment import (
    AppointmentEvent,
    BarStamped,
    Countersigned,
    CourtStep,
    CourtStepDone,
    Elsewhere,
    Invited,
    LeaveAsked,
    Left,
    Notarised,
    Refused,
    Reminded,
    Revoked,
    Signed,
)
from claims.rules.signers import same_signer

SigningState = Literal["in_force", "replaced", "revoked", "refused"]
_E = TypeVar("_E", bound=AppointmentEvent)


@dataclass(frozen=True)
class Signing:
    """One signature and what became of it. `refused` says why counsel cannot use it."""

    signed: Signed
    state: SigningState = "in_force"
    refused: Refused | None = None
    countersigned: Countersigned | None = None
    bar_stamp: BarStamped | None = None
    notarised: Notarised | None = None


@dataclass(frozen=True)
class OpenCourtStep:
    """A correction order or withdrawal and, once answered, when."""

    step: CourtStep
    done: CourtStepDone | None = None


@dataclass(frozen=True)
class Appointment:
    """How it stands with one matter. `place` counts the claim's invitations from 1; `signings` all signatures, oldest first."""

    place: int
    invited: Invited
    signings: tuple[Signing, ...] = ()
    steps: tuple[OpenCourtStep, ...] = ()
    leave_asked: LeaveAsked | None = None
    left: Left | None = None
    elsewhere: Elsewhere | None = None
    reminded: Reminded | None = None

    @property
    def matter_id(self) -> str:
        return self.invited.matter_id

    @property
    def in_force(self) -> tuple[Signing, ...]:
        """The signatures that count, oldest first."""
        return tuple(each for each in self.signings if each.state == "in_force")

    @property
    def follows_course(self) -> bool:
        """Whether the claimant is told what happens in the case: who signed and did not take it back, and who left, up to that day."""
        signed = any(each.state in {"in_force", "refused"} for each in self.signings)
        return signed or self.leave_asked is not None or self.left is not None

    @property
    def to_mend(self) -> tuple[Signing, ...]:
        """Signatures that counsel cannot use and nobody has given anew."""
        standing = [each.signed.signer for each in self.in_force]
        refused = [each for each in self.signings if each.state == "refused"]
        return tuple(
            each
            for each in refused
            if not any(same_signer(each.signed.signer, other) for other in standing)
            and not any(later.signed.at > each.signed.at for later in refused if later is not each)
        )


def appointments_in(events: Sequence[AppointmentEvent]) -> tuple[Appointment, ...]:
    """One appointment for each matter the claim was invited to, in the order of invitation; nothing for a matter without one."""
    invited: dict[str, Invited] = {}
    for event in events:
        if isinstance(event, Invited):
            invited.setdefault(event.matter_id, event)
    return tuple(
        _folded(place, first, [each for each in events if each.matter_id == first.matter_id])
        for place, first in enumerate(invited.values(), start=1)
    )


def appointment_for(events: Sequence[AppointmentEvent], matter_id: str) -> Appointment | None:
    """How it stands with one matter; None where the claimant was not invited to it."""
    return next((each for each in appointments_in(events) if each.matter_id == matter_id), None)


def _folded(place: int, invited: Invited, events: Sequence[AppointmentEvent]) -> Appointment:
    signed = [event for event in events if isinstance(event, Signed)]
    return Appointment(
        place=place,
        invited=invited,
        signings=tuple(_signing(each, events) for each in signed),
        steps=tuple(_court_step(each, events) for each in events if isinstance(each, CourtStep)),
        leave_asked=_last(events, LeaveAsked),
        left=_last(events, Left),
        elsewhere=_last(events, Elsewhere),
        reminded=_last(events, Reminded),
    )


def _signing(signed: Signed, events: Sequence[AppointmentEvent]) -> Signing:
    after = events[events.index(signed) + 1 :]
    mine = [each for each in after if getattr(each, "signing", None) == signed.id]
    refused = _last(mine, Refused)
    return Signing(
        signed=signed,
        state=_state(signed, after, refused=refused),
        refused=refused,
        countersigned=_last(mine, Countersigned),
        bar_stamp=_last(mine, BarStamped),
        notarised=_last(mine, Notarised),
    )


def _state(signed: Signed, after: Sequence[AppointmentEvent], *, refused: Refused | None) -> SigningState:
    # In the order in which they happened: what was replaced cannot be taken back any more, nor refused.
    for event in after:
        if isinstance(event, Signed) and same_signer(event.signer, signed.signer):
            return "replaced"
        if isinstance(event, Revoked):
            return "revoked"
        if event is refused:
            return "refused"
    return "in_force"


def _court_step(step: CourtStep, events: Sequence[AppointmentEvent]) -> OpenCourtStep:
    done = [each for each in events if isinstance(each, CourtStepDone) and each.id == step.id]
    return OpenCourtStep(step=step, done=done[-1] if done else None)


def _last(events: Sequence[AppointmentEvent], kind: type[_E]) -> _E | None:
    found = [event for event in events if isinstance(event, kind)]
    return found[-1] if found else None
