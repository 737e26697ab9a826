"""Decide about a claim: one move by the table, with a reason where the claimant will be told; everything said is sealed."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.record_move import record_move
from claims.errors import NotValid
from claims.model.claim import Claim
from claims.model.staff import Member
from claims.model.triage import DeskFacts, Message
from claims.model.vocabulary import Move, PartKind, Status
from claims.rules.access import roles_of
from claims.rules.forbidden import contains_resident_number
from claims.rules.triage import NEEDS_REASON
from claims.store.claim_parts import OpenClaim, append_part, put_part, read_part
from claims.store.clock import seconds
from claims.store.ledger import Actor, write_line


def decide_claim(
    session: Session, claim: OpenClaim, *, move: Move, words: str, by: Member, actor: Actor, now: datetime
) -> Status:
    """The claim stands where the table says; `words` reach the claimant where the move needs them.

    Refuses NotValid `words_needed`, NotNow by the table, Conflict when somebody was faster.
    """
    if move in NEEDS_REASON and not words.strip():
        raise NotValid("words_needed")
    _refuse_resident_numbers(words)
    roles = frozenset(role.value for role in roles_of(by.roles))
    end = record_move(session, claim.id, move=move, by=roles, member_id=by.id, now=now)
    if words.strip():
        message = Message(sender="office", text=words, language=by.language, at=seconds(now), move=move)
        append_part(session, claim, kind=PartKind.MESSAGE, plaintext=message.model_dump_json().encode())
    row = session.get_one(Claim, claim.id)
    row.unread = False
    session.add(row)
    write_line(session, claim.office_id, actor=actor, action=f"move_{move.value}", reference=claim.reference, now=now)
    return end


def read_desk_facts(session: Session, claim: OpenClaim) -> tuple[DeskFacts, int]:
    """What the office has added, and its version (0: nothing yet)."""
    found = read_part(session, claim, kind=PartKind.DESK)
    return (DeskFacts.model_validate_json(found[0]), found[1]) if found else (DeskFacts(), 0)


def add_note(session: Session, claim: OpenClaim, *, note: str) -> None:
    """A note for colleagues is kept, sealed; the claimant's pages never show it. Refuses NotValid `note_empty`."""
    if not note.strip():
        raise NotValid("note_empty")
    _refuse_resident_numbers(note)
    facts, version = read_desk_facts(session, claim)
    changed = facts.model_copy(update={"notes": (*facts.notes, note)})
    put_part(
        session,
        claim,
        kind=PartKind.DESK,
        number=1,
        plaintext=changed.model_dump_json().encode(),
        after_version=version,
    )


def keep_translation(
    session: Session, claim: OpenClaim, *, account: str, harm: str, translator: str, reviewer: str, name_hangul: str
) -> None:
    """The Korean beside the original, with a named translator and reviewer; the original stays as it is.

    Refuses NotValid `reviewer_needed` for a translation nobody has reviewed by name.
    """
    if (account.strip() or harm.strip()) and not (translator.strip() and reviewer.strip()):
        raise NotValid("reviewer_needed")
    _refuse_resident_numbers(account, harm, translator, reviewer, name_hangul)
    facts, version = read_desk_facts(session, claim)
    update = {"translation": account, "translation_harm": harm, "translator": translator, "reviewer": reviewer}
    changed = facts.model_copy(update={**update, "name_hangul": name_hangul})
    put_part(
        session,
        claim,
        kind=PartKind.DESK,
        number=1,
        plaintext=changed.model_dump_json().encode(),
        after_version=version,
    )


def _refuse_resident_numbers(*texts: str) -> None:
    """They may not be held by anybody here, in a colleague's words as little as in a claimant's."""
    if any(contains_resident_number(text) for text in texts):
        raise NotValid("resident_number")
