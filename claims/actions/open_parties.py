"""The claimants of a share, opened one at a time with the keys that were lent. Whoever withdrew, or took a power back, stops the bundle by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from claims.actions.decide_claim import read_desk_facts
from claims.actions.match_claims import latest_judgement
from claims.errors import Damaged, NotFound, NotNow
from claims.model.bundle import Chosen
from claims.model.claim import Claim
from claims.model.vocabulary import Status
from claims.rules.court_papers import Going
from claims.rules.power_standing import standing_when_ordered
from claims.store.appointment_parts import read_events
from claims.store.claim_parts import OpenClaim, opened, read_claim_file
from claims.store.clock import legal_day
from claims.store.database import Database


@dataclass(frozen=True)
class Ordered:
    """For which matter a bundle was ordered, and when (UTC seconds): what was in force then is what goes."""

    matter_id: str
    at: int


@dataclass(frozen=True)
class OpenParty:
    """One claimant of the bundle, open: as chosen, the claim with its key, and what goes on paper."""

    chosen: Chosen
    claim: OpenClaim
    going: Going


def open_party(
    database: Database, chosen: Chosen, *, keys: Mapping[str, str], zone: ZoneInfo, ordered: Ordered
) -> OpenParty:
    """One claimant. Raises Damaged, NotFound, or NotNow `power_changed` where what was signed counts no more, naming the party."""
    try:
        with database.question() as session:
            return _open(session, chosen, keys=keys, zone=zone, ordered=ordered)
    except NotNow as refusal:
        raise NotNow(refusal.reason, party=chosen.number) from None
    except Damaged as damage:
        raise Damaged(damage.reason, **damage.facts, party=chosen.number) from None


def _open(session: Session, chosen: Chosen, *, keys: Mapping[str, str], zone: ZoneInfo, ordered: Ordered) -> OpenParty:
    row, key = session.get(Claim, chosen.claim_id), keys.get(chosen.claim_id, "")
    if row is None or not key or Status(row.status) is Status.WITHDRAWN:
        raise NotFound("claim_gone", party=chosen.number)
    claim = opened(row, bytes.fromhex(key))
    file, _ = read_claim_file(session, claim)
    judgement = latest_judgement(session, claim)
    if judgement is None or file.sent_at is None:
        raise Damaged("claim_part", reference=claim.reference, part="judgement", number=1)
    going = Going(
        number=chosen.number,
        reference=claim.reference,
        sent=legal_day(datetime.fromtimestamp(file.sent_at, tz=zone), zone),
        file=file,
        desk=read_desk_facts(session, claim)[0],
        judgement=judgement,
        status=Status(row.status),
        standing=standing_when_ordered(read_events(session, claim), ordered.matter_id, at=ordered.at),
    )
    return OpenParty(chosen=chosen, claim=claim, going=going)
