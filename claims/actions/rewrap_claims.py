"""Wrap all claims to the office's new key, batch by batch, each kept by itself; the second half of a rotation.

Stopped between two batches it goes on behind the last, for what is outstanding can be seen: wraps of an earlier generation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, delete, insert, select, update

from claims.errors import Damaged
from claims.model.claim import Claim, ClaimWrap
from claims.model.staff import OfficeKey
from claims.model.vocabulary import Recipient
from claims.store.claim_parts import key_from_wrap, wrap_row
from claims.store.database import Database
from claims.store.ledger import SERVICE, Happened, write_line, write_lines
from claims.store.lent_keys import PUBLIC, check_not_renewed, generation_of, privates_of, readings_of

AT_ONCE = 1000
PASSES = 3  # a claim that somebody is writing just now is passed over and met again
_OF_OFFICE = (Recipient.OFFICE, Recipient.READING)


def always() -> bool:
    """Nobody takes the keys back."""
    return True


def rewrap_claims(
    database: Database,
    office_id: str,
    *,
    keys: Mapping[str, str],
    now: Callable[[], datetime],
    still_lent: Callable[[], bool],
    at_once: int = AT_ONCE,
) -> "Rewrapping":
    """Every claim is wrapped to the generation that was lent, no wrap of an earlier one is left, and a ledger line says so.

    Each batch is a transaction of its own; `still_lent` is asked before each, False ends the run. A claim whose old wraps do
    not open keeps them, for they open to nobody, and is named in the ledger. Refuses NotNow `keys_renewed` when the
    key was renewed once more, Damaged `office_key` when a strange public half stands in the database.
    """
    run = Rewrapping(office_id=office_id, keys=keys, at_once=at_once)
    for _ in range(PASSES):
        going_on = True
        while going_on:
            if not still_lent():
                return run
            with database.deed() as session:
                going_on = run.next_batch(session, now=now())
        with database.deed() as session:
            if run.finished(session, now=now()):
                break
    return run


@dataclass
class Rewrapping:
    """One run: the lent keys by generation, how many claims it has wrapped, and which it could not."""

    office_id: str
    keys: Mapping[str, str] = field(repr=False)
    at_once: int = AT_ONCE
    wrapped: int = 0
    damaged: set[str] = field(default_factory=set)
    _after: str = ""

    def __post_init__(self) -> None:
        self.generation, self.public = generation_of(self.keys), bytes.fromhex(self.keys[PUBLIC])
        self.readings, self.privates = readings_of(self.keys), privates_of(self.keys)

    def next_batch(self, session: Session, *, now: datetime) -> bool:
        """Wrap the claims after those that were looked at; False when there are none."""
        ids = self._next_ids(session)
        claims = _locked_claims(session, ids)
        fresh: list[dict[str, Any]] = []
        lines: list[Happened] = []
        done: list[str] = []
        for claim_id, wraps in _locked_wraps(session, claims).items():
            try:
                fresh += self._fresh(wraps)
                done.append(claim_id)
            except Damaged as damage:
                self.damaged.add(claim_id)
                lines.append(Happened("rotate_damaged", claims[claim_id], {"reason": damage.reason}))
        check_not_renewed(session, self.office_id, keys=self.keys)  # claims are locked before the office, as everywhere
        self._replace(session, done, fresh)
        if lines:
            write_lines(session, self.office_id, actor=SERVICE, happened=lines, now=now)
        self._after, self.wrapped = (ids[-1] if ids else ""), self.wrapped + len(done)
        return bool(ids)

    def finished(self, session: Session, *, now: datetime) -> bool:
        """Whether nothing is left to do; then the generations before are out of use, and the ledger has its line."""
        check_not_renewed(session, self.office_id, keys=self.keys)
        if self._next_ids(session):
            return False
        older = (col(OfficeKey.office_id) == self.office_id, col(OfficeKey.generation) < self.generation)
        session.exec(update(OfficeKey).where(*older).values(in_use=False))
        details = {"generation": self.generation, "claims": self.wrapped, "damaged": len(self.damaged)}
        write_line(session, self.office_id, actor=SERVICE, action="rotate_claims", details=details, now=now)
        return True

    def _next_ids(self, session: Session) -> list[str]:
        """The next claims with a wrap of an earlier generation, in order of their id."""
        older = select(ClaimWrap.claim_id).where(
            ClaimWrap.office_id == self.office_id,
            col(ClaimWrap.recipient).in_(_OF_OFFICE),
            col(ClaimWrap.generation) < self.generation,
            col(ClaimWrap.claim_id) > self._after,
            col(ClaimWrap.claim_id).not_in(self.damaged),
        )
        return list(session.exec(older.distinct().order_by(col(ClaimWrap.claim_id)).limit(self.at_once)))

    def _fresh(self, wraps: Sequence[ClaimWrap]) -> list[dict[str, Any]]:
        """New wraps for each recipient that has none of this generation; the quickest of the old ones gives the claim's key."""
        there = {Recipient(wrap.recipient) for wrap in wraps if wrap.generation == self.generation}
        wanted = {Recipient(wrap.recipient) for wrap in wraps} - there
        old = sorted(wraps, key=lambda wrap: (wrap.recipient != Recipient.READING, -wrap.generation))
        claim_key = self._claim_key(old) if wanted else b""
        return [
            wrap_row(
                claim_key,
                office_id=self.office_id,
                claim_id=wraps[0].claim_id,
                recipient=recipient,
                recipient_id=self.office_id,
                key=self.public if recipient is Recipient.OFFICE else self.readings[self.generation],
                generation=self.generation,
            )
            for recipient in wanted
        ]

    def _claim_key(self, wraps: Sequence[ClaimWrap]) -> bytes:
        for wrap in wraps:
            keys = self.readings if wrap.recipient == Recipient.READING else self.privates
            if wrap.generation in keys:
                try:
                    return key_from_wrap(wrap, key=keys[wrap.generation])
                except Damaged:
                    continue  # another wrap of the same claim may still open
        raise Damaged("wrap")

    def _replace(self, session: Session, claims: Sequence[str], fresh: list[dict[str, Any]]) -> None:
        session.exec(
            delete(ClaimWrap).where(
                col(ClaimWrap.claim_id).in_(claims),
                col(ClaimWrap.recipient).in_(_OF_OFFICE),
                col(ClaimWrap.generation) < self.generation,
            ),
            execution_options={"synchronize_session": False},
        )
        if fresh:
            session.exec(insert(ClaimWrap), params=fresh)


def _locked_claims(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Id and reference of claims, locked; one that is being withdrawn or destroyed just now is passed over."""
    rows = select(Claim.id, Claim.reference).where(col(Claim.id).in_(ids)).order_by(col(Claim.id))
    return dict(session.exec(rows.with_for_update(key_share=True, skip_locked=True)).all())


def _locked_wraps(session: Session, claims: Mapping[str, str]) -> dict[str, list[ClaimWrap]]:
    """The office's wraps of these claims, of all generations, by claim."""
    found = select(ClaimWrap).where(col(ClaimWrap.claim_id).in_(claims), col(ClaimWrap.recipient).in_(_OF_OFFICE))
    locked = found.order_by(col(ClaimWrap.claim_id)).with_for_update(skip_locked=True)
    return {claim_id: list(wraps) for claim_id, wraps in groupby(session.exec(locked), key=lambda w: w.claim_id)}
