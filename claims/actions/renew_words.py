"""New words: made by the service, shown once; the old ones hold until the new ones were used. Then the member's pair is new too."""

from datetime import datetime

from sqlmodel import Session

from claims.errors import NotNow
from claims.model.staff import Member
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line
from claims.store.member_keys import lock_with, move_to_pair, unlock_with
from claims.store.passphrases import NewWords
from claims.store.seal import new_pair


def offer_words(session: Session, member_id: str, *, words: NewWords, private: bytes, now: datetime) -> None:
    """The member's private key lies under the new words as well; words that were offered before and not used are forgotten.

    Words and key are made before, with the salt of the words in force: so one computation tries both at the door.
    """
    member = session.get_one(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    member.next_salt, member.next_key = words.salt, lock_with(words.key, private, member_id=member.id)
    session.add(member)
    session.flush()
    write_line(session, member.office_id, actor=_self(member), action="offer_words", now=now)


def confirm_words(session: Session, member_id: str, *, key: bytes, now: datetime) -> bytes:
    """The new words were used (`key` follows from them): the old ones die, and the pair with them. Returns the new private key.

    All that was wrapped to the old pair is wrapped to the new one, so that old words with an old copy of the disk open
    nothing that is handed over from now on. Every session of the member is over. Refuses NotNow `words_changed`.
    """
    member = session.get_one(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    old = unlock_with(key, member.next_key, member_id=member.id)
    if old is None or member.next_salt is None:
        raise NotNow("words_changed")
    private, public = new_pair()
    move_to_pair(session, member, private=old, public=public)
    member.salt, member.locked_key = member.next_salt, lock_with(key, private, member_id=member.id)
    member.next_salt = member.next_key = None
    member.renew, member.epoch = False, member.epoch + 1
    session.add(member)
    session.flush()
    write_line(session, member.office_id, actor=_self(member), action="confirm_words", now=now)
    return private


def _self(member: Member) -> Actor:
    return Actor(id=member.id, role="member")
