"""Messages between claimant and office, sealed with the claim. A claimant's answer to a question moves the claim back to received."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from claims.actions.postpone_retention import postpone_retention
from claims.actions.record_move import record_move
from claims.errors import NotNow, NotValid
from claims.model.claim import Claim
from claims.model.triage import Message
from claims.model.vocabulary import MessageCode, Move, PartKind, Status
from claims.rules.forbidden import contains_resident_number
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.claim_parts import OpenClaim, append_part, count_parts, read_parts
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE

# Of both sides together: more than anybody needs, and nothing that fills a disk.
MOST_MESSAGES = 500
ANSWERABLE = frozenset({Status.RECEIVED, Status.ASKED, Status.CHECKED, Status.SIGNED, Status.FILED})


def send_message(session: Session, claim: OpenClaim, *, text: str, language: str, now: datetime) -> None:
    """The claimant's words reach the office, unread.

    Refuses NotValid `message_empty`, `resident_number`, `messages_full`; NotNow for drafts.
    """
    if not text.strip():
        raise NotValid("message_empty")
    if contains_resident_number(text):
        raise NotValid("resident_number")
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) not in ANSWERABLE:
        raise NotNow("no_messages_now")
    if count_parts(session, claim, kind=PartKind.MESSAGE) >= MOST_MESSAGES:
        raise NotValid("messages_full")
    message = Message(sender="claimant", text=text, language=language, at=seconds(now))
    append_part(session, claim, kind=PartKind.MESSAGE, plaintext=message.model_dump_json().encode())
    if Status(row.status) is Status.ASKED:
        record_move(session, claim.id, move=Move.ANSWER, by=frozenset({BY_CLAIMANT}), now=now)
    row.unread = True
    session.add(row)
    postpone_retention(session, row, now=now)


def tell_claimant(
    session: Session,
    claim: OpenClaim,
    *,
    code: MessageCode,
    facts: Mapping[str, tuple[str, ...]] | None = None,
    now: datetime,
) -> None:
    """What the service itself has to say lies among the messages, and is put into words in the language of whoever reads it."""
    told = Message(sender="office", language="", at=seconds(now), code=code, facts=dict(facts or {}))
    append_part(session, claim, kind=PartKind.MESSAGE, plaintext=told.model_dump_json().encode())


def read_messages(session: Session, claim: OpenClaim) -> list[Message]:
    """All messages, oldest first."""
    return [Message.model_validate_json(plain) for plain in read_parts(session, claim, kind=PartKind.MESSAGE)]
