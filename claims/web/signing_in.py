"""Somebody shows at the door who they are: counted first, tried where nothing is written, noted in the ledger either way.

This is where the tries of strangers are kept apart from those of browsers and passkeys we know.
"""

from dataclasses import dataclass, field, replace

from sqlmodel import Session

from claims.actions.register_passkey import passkeys_of
from claims.actions.sign_in import (
    Unlocked,
    admit,
    member_named,
    note_blocked_sign_in,
    note_failed_sign_in,
    note_proof,
    show_second,
    unlock,
)
from claims.errors import NotAllowed
from claims.model.staff import Member
from claims.store.clock import seconds
from claims.store.passkeys import UsedPasskey, read_use
from claims.store.sessions import Visit
from claims.web import limits, visits
from claims.web.house import house
from claims.web.known_browser import browser_known_to
from claims.web.limits import attempts, check_attempt, folded, room_for_words, too_many
from claims.web.passkeys import party, use_up


@dataclass(frozen=True)
class Shown:
    """What somebody typed, and what their browser's passkey answered (JSON, empty where they typed a code)."""

    name: str
    words: str = field(repr=False)
    code: str = field(repr=False)
    passkey: str = field(default="", repr=False)
    challenge: str = ""


@dataclass(frozen=True)
class Caller:
    """Who calls: the member of that name, if there is one; their passkey, if it answered; how their tries are counted."""

    member: Member | None
    used: UsedPasskey | None
    known_as: str

    @property
    def member_id(self) -> str:
        return self.member.id if self.member else ""


def try_sign_in(shown: Shown) -> Visit | None:
    """The member's visit, or None where something was wrong, never saying what. Raises TooManyRequests."""
    here = house()
    with here.database.question() as session:
        caller = _caller(session, shown)
    _count(caller, shown.name)
    try:
        with room_for_words("known" if caller.known_as else "stranger"), here.database.question() as session:
            unlocked = unlock(session, here.office_id, name=shown.name, passphrase=shown.words)
        with here.database.deed() as session:
            visit = admit(session, unlocked, second=_second(shown, caller.used), now=here.now())
    except NotAllowed:
        _note_failure(caller)
        return None
    attempts().forgive(*_counted_as(caller, shown.name))
    return visit


def prove_again(member: Member, visit: Visit, shown: Shown) -> bool:
    """Whether the member who is here showed words and code once more; then their visit says so. Raises TooManyRequests."""
    here = house()
    now = here.now()
    check_attempt(limits.PROVING, member.id, now=seconds(now))
    with here.database.question() as session:
        used = _used_passkey(session, member, shown)
    try:
        with room_for_words("known"), here.database.question() as session:
            unlocked = unlock(session, here.office_id, name=member.sign_in_name, passphrase=shown.words)
        _must_be_their_words(unlocked)
        with here.database.deed() as session:
            show_second(session, unlocked, second=_second(shown, used), now=now)
            note_proof(session, member, "prove", now=now)
    except NotAllowed:
        with here.database.deed() as session:
            note_proof(session, member, "prove_failed", now=now)
        return False
    attempts().forgive(limits.PROVING, member.id)
    visits.renew(replace(visit, proved=seconds(now)))
    return True


def _must_be_their_words(unlocked: Unlocked) -> None:
    if unlocked.new_key:  # words that were made and not confirmed yet: they are for the door and their own page
        raise NotAllowed("sign_in")


def _second(shown: Shown, used: UsedPasskey | None) -> str | UsedPasskey:
    if used is not None:
        return used
    return "" if shown.passkey else shown.code


def _caller(session: Session, shown: Shown) -> Caller:
    member = member_named(session, house().office_id, shown.name)
    used = _used_passkey(session, member, shown)
    known_as = used.row_id if used else browser_known_to(session, member) if member else ""
    return Caller(member=member, used=used, known_as=known_as)


def _used_passkey(session: Session, member: Member | None, shown: Shown) -> UsedPasskey | None:
    asked = party()
    if not shown.passkey or asked is None or not use_up(shown.challenge) or member is None:
        return None
    return read_use(asked, shown.passkey, challenge=shown.challenge, passkeys=passkeys_of(session, member.id))


def _counted_as(caller: Caller, name: str) -> tuple[limits.Limit, str]:
    return (limits.BY_BROWSER, caller.known_as) if caller.known_as else (limits.BY_NAME, folded(name))


def _count(caller: Caller, name: str) -> None:
    """Strangers together first, so that not even counting them takes more than so much memory."""
    here = house()
    now = seconds(here.now())
    if not caller.known_as:
        check_attempt(limits.STRANGERS, "", now=now)
    limit, counted_as = _counted_as(caller, name)
    count = attempts().count(limit, counted_as, now=now)
    if count == limit.most + 1 and _may_note(caller, now=now):
        with here.database.deed() as session:
            note_blocked_sign_in(session, here.office_id, member_id=caller.member_id, now=here.now())
    if count > limit.most:
        raise too_many(now=now)


def _note_failure(caller: Caller) -> None:
    here = house()
    if _may_note(caller, now=seconds(here.now())):
        with here.database.deed() as session:
            note_failed_sign_in(session, here.office_id, member_id=caller.member_id, now=here.now())


def _may_note(caller: Caller, *, now: int) -> bool:
    """Whether the ledger takes a line: of members always, of names nobody has only so many in a window."""
    if caller.member is not None:
        return True
    return attempts().count(limits.UNLISTED, "", now=now) <= limits.UNLISTED.most
