"""Note that two claims are one person's, or two people's. Both claims say it, each can be said anew, and nothing is refused by it."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from claims.actions.decide_claim import read_desk_facts
from claims.actions.postpone_retention import touch_claim
from claims.errors import NotFound, NotNow
from claims.model.triage import DeskFacts
from claims.model.vocabulary import PartKind, Status
from claims.store.claim_parts import OpenClaim, put_part
from claims.store.ledger import Actor, Happened, write_lines

Noted = Callable[[DeskFacts, str], DeskFacts]


def note_same_person(session: Session, claim: OpenClaim, *, other: OpenClaim, actor: Actor, now: datetime) -> None:
    """Both are duplicates of each other, and no longer two people's: of a bundle one goes.

    Refuses NotFound for a claim beside itself, NotNow for one that was withdrawn, Conflict when somebody was faster.
    """
    _note(session, claim, other, change=_as_same, action="same_person", actor=actor, now=now)


def note_two_people(session: Session, claim: OpenClaim, *, other: OpenClaim, actor: Actor, now: datetime) -> None:
    """They are no duplicates, and are not proposed again; refuses as above."""
    _note(session, claim, other, change=_as_two, action="two_people", actor=actor, now=now)


def _as_same(facts: DeskFacts, other: str) -> DeskFacts:
    return facts.model_copy(
        update={"duplicates": _with(facts.duplicates, other), "distinct_from": _without(facts.distinct_from, other)}
    )


def _as_two(facts: DeskFacts, other: str) -> DeskFacts:
    return facts.model_copy(
        update={"duplicates": _without(facts.duplicates, other), "distinct_from": _with(facts.distinct_from, other)}
    )


def _with(references: tuple[str, ...], other: str) -> tuple[str, ...]:
    return tuple(sorted({*references, other}))


def _without(references: tuple[str, ...], other: str) -> tuple[str, ...]:
    return tuple(each for each in references if each != other)


def _note(
    session: Session,
    claim: OpenClaim,
    other: OpenClaim,
    *,
    change: Noted,
    action: str,
    actor: Actor,
    now: datetime,
) -> None:
    if claim.id == other.id:
        raise NotFound("claim")
    # Always in this order: two members who decide about the same two from either side wait for each other, not both in vain.
    for each in sorted((claim, other), key=lambda one: one.id):
        row = touch_claim(session, each, now=now)
        if Status(row.status) in {Status.DRAFT, Status.WITHDRAWN}:
            raise NotNow("move_not_possible")
    for one, beside in ((claim, other), (other, claim)):
        facts, version = read_desk_facts(session, one)
        plain = change(facts, beside.reference).model_dump_json().encode()
        put_part(session, one, kind=PartKind.DESK, number=1, plaintext=plain, after_version=version)
    happened = [
        Happened(action=action, reference=one.reference, details={"other": beside.reference})
        for one, beside in ((claim, other), (other, claim))
    ]
    write_lines(session, claim.office_id, actor=actor, happened=happened, now=now)
