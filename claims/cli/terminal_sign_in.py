"""Sign in at the terminal: name, seven words and a code, asked where nothing is echoed; and deeds that can be rehearsed.

Whoever stands before the machine is nobody special: a key procedure is done by a member, with what the member holds. This is
where commands learn who is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from getpass import getpass

from sqlmodel import Session

from claims.actions.sign_in import admit, note_failed_sign_in, unlock
from claims.errors import NotAllowed, StartRefused
from claims.model.staff import Member
from claims.rules.access import May, may, roles_of
from claims.store.clock import now
from claims.store.database import Database
from claims.store.keyring import Keyring, open_keyring
from claims.store.ledger import Actor

NOT_RIGHT = "Name, words and code do not belong together, or the code was used before. Nothing was done."


@dataclass(frozen=True)
class AtTerminal:
    """A member who signed in here, and their private key; there is no session, and it ends with the command."""

    member: Member
    private: bytes = field(repr=False)

    def acting(self, what: May) -> Actor:
        """The member in the role that allows this, for the ledger."""
        roles = sorted(roles_of(self.member.roles))
        return Actor(id=self.member.id, role=next((str(r) for r in roles if may(frozenset({r}), what)), "member"))

    def keyring(self, session: Session) -> Keyring:
        """What the member can open."""
        return open_keyring(session, self.member, private=self.private)


def sign_in_here(database: Database, office_id: str, *, needs: May) -> AtTerminal:
    """Ask who is there. Raises StartRefused where words or code are wrong, which is a ledger line, or the role does not allow it.

    Words that were handed over by somebody else are good for making one's own first, as at the desk.
    """
    name = ask("Your sign-in name: ")
    words, code = (
        ask_unseen("Your seven words (not shown): "),
        ask_unseen("The code of your authenticator (not shown): "),
    )
    try:
        with database.question() as session:
            unlocked = unlock(session, office_id, name=name, passphrase=words)
        with database.deed() as session:
            visit = admit(session, unlocked, second=code, now=now())
    except NotAllowed as refusal:
        with database.deed() as session:
            member_id = str(refusal.facts.get("member", ""))
            note_failed_sign_in(session, office_id, member_id=member_id, now=now())
        raise StartRefused(NOT_RIGHT) from None
    with database.question() as session:
        member = session.get_one(Member, visit.subject)
    if not may(roles_of(member.roles), needs):
        raise StartRefused(f"{member.name} may not do this here; their roles are: {member.roles}.")
    if member.renew and needs is not May.OWN_DOOR:
        raise StartRefused("These words were handed to you by somebody else. Make your own first: claims keys renew")
    return AtTerminal(member=member, private=visit.key)


def ask(question: str) -> str:
    """One line that may be seen. Raises StartRefused where nobody can answer."""
    try:
        return input(question).strip()
    except EOFError:
        raise StartRefused("Nobody answered. Run this command at a terminal.") from None


def ask_unseen(question: str) -> str:
    """One line that is not shown while it is typed."""
    try:
        return getpass(question).strip()
    except EOFError:
        raise StartRefused("Nobody answered. Run this command at a terminal.") from None


def said_yes(question: str) -> bool:
    """Whether somebody typed the whole word yes."""
    return ask(f"{question} Type yes to go on: ").lower() == "yes"


class _Rehearsed(Exception):
    """A rehearsal came to its end; what it did is undone."""


@contextmanager
def deed_or_rehearsal(database: Database, *, dry_run: bool) -> Iterator[Session]:
    """One deed: kept when the block returns; in a rehearsal the very same is done and undone."""
    try:
        with database.deed() as session:
            yield session
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
