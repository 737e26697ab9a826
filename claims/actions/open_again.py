"""Open claims again that a new registry answers otherwise: each is judged anew, and its card moves in the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.decide_claim import read_desk_facts
from claims.actions.mark_read import card_as_read
from claims.actions.match_claims import latest_judgement, match_again, matched_claim
from claims.actions.open_mail import HAS_CARD
from claims.errors import Damaged, NotNow
from claims.model.card import Card
from claims.model.claim import Claim, ClaimWrap
from claims.model.disclosure import Registry
from claims.model.trip_shard import MatchedClaim
from claims.model.vocabulary import Recipient, Status
from claims.rules.answers import matched_by
from claims.store.claim_parts import key_from_wrap, opened, read_claim_file
from claims.store.database import UNTIL_DONE
from claims.store.ledger import SERVICE, write_line


@dataclass
class OpenedAgain:
    """What came of opening some claims: their trips, those that are gone, fresh cards, and the ledger's lines (action, reference)."""

    matched: dict[str, MatchedClaim] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    cards: list[Card] = field(default_factory=list)
    lines: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    damaged: int = 0


def open_again(
    session: Session,
    claims: Sequence[str],
    *,
    known: Mapping[str, MatchedClaim],
    readings: Mapping[int, bytes],
    registry: Registry,
    now: datetime,
) -> OpenedAgain:
    """The claims are locked, opened with the reading keys and answered by this registry; the caller keeps cards, trips, lines.

    `readings`: the lent reading keys by generation; while the office's key is being renewed there are several. `known`: what
    lay in the shard of a claim; where the claim is damaged it stays, looked at all the same. Refuses NotNow `keys_renewed`
    when a claim lies under a key that was not lent.
    """
    found = OpenedAgain()
    for claim_id in sorted(claims):
        claim = session.get(Claim, claim_id, with_for_update=UNTIL_DONE, populate_existing=True)
        if claim is None or Status(claim.status) not in HAS_CARD:
            found.gone.add(claim_id)
            continue
        try:
            _open_one(session, claim, found, readings=readings, registry=registry, now=now)
        except Damaged as damage:
            details = {"reason": damage.reason, **damage.facts}
            found.lines.append(("rematch_damaged", claim.reference, details))
            found.damaged += 1
            if claim_id in known:
                found.matched[claim_id] = replace(known[claim_id], matched_by=matched_by(registry))
    return found


def _open_one(
    session: Session,
    row: Claim,
    found: OpenedAgain,
    *,
    readings: Mapping[int, bytes],
    registry: Registry,
    now: datetime,
) -> None:
    claim = opened(row, _claim_key(session, row, readings=readings))
    file, _ = read_claim_file(session, claim)
    facts, _ = read_desk_facts(session, claim)
    before = latest_judgement(session, claim)
    judgement = match_again(session, claim, file=file, registry=registry, now=now)
    found.cards.append(card_as_read(claim, file=file, judgement=judgement, facts=facts))
    found.matched[row.id] = matched_claim(file, judgement, claim_id=row.id, reference=row.reference, registry=registry)
    details: dict[str, object] = {"before": before.registry_revision if before else "", "revision": registry.revision}
    found.lines.append(("rematch_claim", row.reference, details))


def _claim_key(session: Session, row: Claim, *, readings: Mapping[int, bytes]) -> bytes:
    of_reading = select(ClaimWrap).where(ClaimWrap.claim_id == row.id, ClaimWrap.recipient == Recipient.READING)
    wraps = session.exec(of_reading.order_by(col(ClaimWrap.generation).desc())).all()
    if not wraps:
        raise Damaged("wrap", reference=row.reference)
    for wrap in wraps:
        if wrap.generation in readings:
            return key_from_wrap(wrap, key=readings[wrap.generation])
    raise NotNow("keys_renewed")


def write_opened(session: Session, office_id: str, found: OpenedAgain, *, now: datetime) -> None:
    """A ledger line for each claim that was opened; claims before the ledger, as everywhere."""
    for action, reference, details in found.lines:
        write_line(session, office_id, actor=SERVICE, action=action, reference=reference, details=details, now=now)
