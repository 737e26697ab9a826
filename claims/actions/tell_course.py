"""Tell all claimants of a matter what happened in the case: entered once by counsel, read by each in their own language."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from claims.actions.matter_file import with_told_key
from claims.actions.send_message import ANSWERABLE, tell_claimant
from claims.errors import NotFound, NotValid
from claims.model.claim import Claim
from claims.model.matter import Matter
from claims.model.offer import CourseEntry
from claims.model.vocabulary import MessageCode, Status
from claims.rules.forbidden import contains_resident_number
from claims.rules.matter_days import is_day
from claims.store.announcements import announce, course_of
from claims.store.claim_parts import OpenClaim
from claims.store.database import UNTIL_DONE
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line

LONGEST_WORDS = 2000
WITH_END = frozenset({"appeal_until"})


def tell_course(
    session: Session,
    matter: Matter,
    *,
    entry: CourseEntry,
    claims: Sequence[OpenClaim] = (),
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> None:
    """Every claimant who signed reads the entry on their page; one it replaces is shown no more, and kept.

    Those of `claims`, who are about to be reminded neutrally that there is a message, find one: that there is news of their case.

    Refuses NotValid `not_a_day` (with `field`), `amount_needed`, `words_needed`, `words_too_long`, `resident_number`; NotFound for an entry
    to replace that is not there.
    """
    _check(entry)
    key = bytes.fromhex(with_told_key(session, matter.id, keyring=keyring).told_key)
    if entry.replaces and not any(e.id == entry.replaces for e in course_of(session, key, matter_id=matter.id)):
        raise NotFound("course_entry")
    announce(session, key, office_id=matter.office_id, matter_id=matter.id, what=entry)
    for claim in claims:
        row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
        if Status(row.status) in ANSWERABLE:
            tell_claimant(session, claim, code=MessageCode.COURSE, now=now)
    details = {"entry": entry.id, "code": entry.code, "replaces": entry.replaces}
    write_line(
        session, matter.office_id, actor=actor, action="tell_course", reference=matter.id, details=details, now=now
    )


def _check(entry: CourseEntry) -> None:
    for field in ("day", "until"):
        text = getattr(entry, field)
        if (field == "day" or text or entry.code in WITH_END) and not is_day(text):
            raise NotValid("not_a_day", field=field)
    if entry.code == "payment" and (entry.amount is None or entry.amount < 0):
        raise NotValid("amount_needed")
    if entry.code == "note" and not any(words.strip() for words in entry.words.values()):
        raise NotValid("words_needed")
    if any(len(words) > LONGEST_WORDS for words in entry.words.values()):
        raise NotValid("words_too_long", most=LONGEST_WORDS)
    if contains_resident_number(" ".join((*entry.words.values(), entry.place, entry.number))):
        raise NotValid("resident_number")
