"""Make a member: a pair of their own under seven words, and a secret for their authenticator. Every way into the office ends here."""

from dataclasses import dataclass, field
from typing import Literal

import pyotp
from sqlmodel import Session

from claims.errors import Conflict
from claims.model.staff import Member, Office
from claims.model.vocabulary import Role
from claims.store.database import UNTIL_DONE
from claims.store.keyring import Keyring, hand_key
from claims.store.member_keys import lock_with, seal_authenticator
from claims.store.passphrases import NewWords
from claims.store.seal import new_pair


@dataclass(frozen=True)
class NewMember:
    """Somebody who will work here: name as shown, the name they type to sign in, roles, and `ko` or `en`."""

    name: str
    sign_in_name: str
    roles: tuple[Role, ...]
    language: str = "ko"


@dataclass(frozen=True)
class SignIn:
    """What a member is told once and the service keeps nowhere: seven words and the secret for their authenticator."""

    name: str
    sign_in_name: str
    roles: tuple[Role, ...]
    passphrase: str = field(repr=False)
    totp_secret: str = field(repr=False)


def make_member(
    session: Session, office_id: str, *, new: NewMember, words: NewWords, handed_by: Literal["office", "member"]
) -> tuple[Member, SignIn]:
    """The member and what they are told. Words handed by another member are good for making one's own, no more."""
    member = Member(
        office_id=office_id,
        name=new.name,
        sign_in_name=new.sign_in_name,
        roles=" ".join(new.roles),
        language=new.language,
        salt=b"",
        renew=handed_by == "member",
    )
    told = give_sign_in(member, words=words)
    session.add(member)
    session.flush()
    return member, told


def give_sign_in(member: Member, *, words: NewWords) -> SignIn:
    """A new pair, words and authenticator for this member; what lay under an earlier pair opens no more."""
    private, public = new_pair()
    secret = pyotp.random_base32()
    member.salt, member.public_key = words.salt, public
    member.locked_key = lock_with(words.key, private, member_id=member.id)
    member.second_factor = seal_authenticator(secret, public=public, office_id=member.office_id, member_id=member.id)
    return SignIn(
        name=member.name,
        sign_in_name=member.sign_in_name,
        roles=tuple(Role(word) for word in member.roles.split()),
        passphrase=words.passphrase,
        totp_secret=secret,
    )


def hand_office_key(session: Session, member: Member, *, keyring: Keyring) -> None:
    """The office's key in force, wrapped to this member by somebody who holds it.

    Refuses Conflict `changed_elsewhere` where it was renewed while they held it in their hand.
    """
    office = session.get_one(Office, member.office_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if office.generation != keyring.generation:
        raise Conflict("changed_elsewhere")
    hand_key(session, member, kind="office", key_id=office.id, private=keyring.office, generation=office.generation)
