"""Read together: what many open claims hold, their parts fetched for hundreds of them in one statement.

This is where pages about every claim of a matter read them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from claims.errors import Damaged
from claims.model.appointment import AppointmentEvent
from claims.model.claim import ClaimPart
from claims.model.claim_file import ClaimFile
from claims.model.judgement import Judgement
from claims.model.triage import DeskFacts, Message
from claims.model.vocabulary import PartKind
from claims.store.appointment_parts import event_of
from claims.store.claim_parts import OpenClaim, file_in, opened_part
from claims.store.many_claims import parts_of

AT_ONCE = 400


@dataclass(frozen=True)
class ClaimParts:
    """The sealed parts of one open claim, of the kinds that were asked for; each is opened when it is asked for. Raises Damaged, naming the part."""

    claim: OpenClaim
    rows: Mapping[PartKind, Sequence[ClaimPart]]

    def file(self) -> ClaimFile:
        """What the claimant said."""
        plain = self._newest(PartKind.FILE)
        if plain is None:
            raise Damaged("claim_part", reference=self.claim.reference, part=PartKind.FILE.value, number=1)
        return file_in(plain, claim=self.claim)

    def desk(self) -> DeskFacts:
        """What the office has added."""
        plain = self._newest(PartKind.DESK)
        return DeskFacts() if plain is None else DeskFacts.model_validate_json(plain)

    def judgement(self) -> Judgement | None:
        """The newest judgement; None for a draft."""
        plain = self._newest(PartKind.JUDGEMENT)
        return None if plain is None else Judgement.from_json(plain)

    def events(self) -> tuple[AppointmentEvent, ...]:
        """What happened to its appointments, oldest first."""
        return tuple(event_of(self.claim, row) for row in self.rows[PartKind.APPOINTMENT])

    def messages(self) -> Iterator[Message]:
        """What was written, oldest first."""
        return (Message.model_validate_json(opened_part(self.claim, row)) for row in self.rows[PartKind.MESSAGE])

    def _newest(self, kind: PartKind) -> bytes | None:
        rows = self.rows[kind]
        return opened_part(self.claim, rows[-1]) if rows else None


def read_together(
    session: Session, claims: Sequence[OpenClaim], *, kinds: Collection[PartKind]
) -> Iterator[ClaimParts]:
    """The parts of these kinds of each claim, in the order of the claims; a few hundred claims are in memory at once."""
    for start in range(0, len(claims), AT_ONCE):
        some = claims[start : start + AT_ONCE]
        parts = parts_of(session, [claim.id for claim in some], kinds=kinds)
        for claim in some:
            yield ClaimParts(claim, {kind: parts.get((claim.id, kind), ()) for kind in kinds})
