"""Whose keys open what: the office's pair and its two symmetric keys, matters' pairs, members' pairs. Wrapped per holder, opened per sign-in.

This is where a member's private key turns into what the member may open.
"""

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from claims.errors import Damaged, NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.matter import Matter
from claims.model.staff import KeyWrap, Member, Office, OfficeKey
from claims.model.vocabulary import Recipient
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened
from claims.store.passphrases import key_of_passphrase
from claims.store.seal import context, open_sealed, open_wrap, seal, wrap_to


@dataclass(frozen=True)
class Keyring:
    """What one signed-in member can open. Empty for those who hold no key to claims.

    `generation` is that of the office's key in force, `older` the office's private keys of earlier generations.
    """

    office: bytes = field(default=b"", repr=False)
    generation: int = 1
    older: dict[int, bytes] = field(default_factory=dict, repr=False)
    reading: bytes = field(default=b"", repr=False)
    card: bytes = field(default=b"", repr=False)
    matters: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def opens_office(self) -> bool:
        return bool(self.office)

    def office_key(self, generation: int) -> bytes:
        """The office's private key of a generation; empty where this keyring does not hold it."""
        return self.office if generation == self.generation else self.older.get(generation, b"")


def lock_member_key(private: bytes, *, passphrase: str, salt: bytes, member_id: str) -> bytes:
    """A member's private key under their passphrase."""
    return seal(key_of_passphrase(passphrase, salt=salt), private, context=context("member", member_id), least=64)


def unlock_member_key(member: Member, *, passphrase: str) -> bytes | None:
    """The member's private key, or None when the passphrase is not theirs."""
    try:
        return open_sealed(
            key_of_passphrase(passphrase, salt=member.salt), member.locked_key, context=context("member", member.id)
        )
    except Damaged:
        return None


def hand_key(session: Session, member: Member, *, kind: str, key_id: str, private: bytes, generation: int = 1) -> None:
    """Wrap a private key (kind `office` or `matter`) to a member."""
    bound = context("held", member.office_id, member.id, kind, key_id, generation)
    wrapped = wrap_to(member.public_key, private, context=bound)
    row = KeyWrap(
        member_id=member.id,
        key_kind=kind,
        key_id=key_id,
        generation=generation,
        office_id=member.office_id,
        wrapped=wrapped,
    )
    session.merge(row)
    session.flush()


def open_keyring(session: Session, member: Member, *, private: bytes) -> Keyring:
    """All that a member holds."""
    office_key, matters = b"", dict[str, bytes]()
    office = session.get_one(Office, member.office_id)
    for row in session.exec(select(KeyWrap).where(KeyWrap.member_id == member.id)):
        bound = context("held", row.office_id, member.id, row.key_kind, row.key_id, row.generation)
        key = open_wrap(private, row.wrapped, context=bound)
        if row.key_kind == "matter":
            matters[row.key_id] = key
        elif row.generation == office.generation:
            office_key = key
    if not office_key:
        return Keyring(matters=matters)
    return Keyring(
        office=office_key,
        generation=office.generation,
        older=_older_keys(session, office, private=office_key),
        reading=open_office_key(office, private=office_key, which="reading"),
        card=open_office_key(office, private=office_key, which="card"),
        matters=matters,
    )


def archive_context(office_id: str, generation: int) -> bytes:
    """What an earlier private key of the office is bound to."""
    return context("archived", office_id, generation)


def _older_keys(session: Session, office: Office, *, private: bytes) -> dict[int, bytes]:
    earlier = select(OfficeKey).where(OfficeKey.office_id == office.id, col(OfficeKey.archived).is_not(None))
    return {
        row.generation: open_wrap(private, row.archived, context=archive_context(office.id, row.generation))
        for row in session.exec(earlier)
        if row.archived is not None
    }


def wrap_office_key(public: bytes, key: bytes, *, office_id: str, which: str) -> bytes:
    """One of the office's symmetric keys (`reading`, `card`) wrapped to its public half."""
    return wrap_to(public, key, context=context("office key", office_id, which))


def open_office_key(office: Office, *, private: bytes, which: str) -> bytes:
    """One of the office's symmetric keys."""
    wrapped = office.reading_wrap if which == "reading" else office.card_wrap
    return open_wrap(private, wrapped, context=context("office key", office.id, which))


def open_claim(session: Session, claim: Claim, *, keyring: Keyring, matter_id: str = "") -> OpenClaim:
    """Open a claim with what the keyring holds: the reading wrap, else the office's, else a matter's. Raises NotAllowed."""
    wraps = list(session.exec(select(ClaimWrap).where(ClaimWrap.claim_id == claim.id)))
    for wrap in sorted(wraps, key=lambda each: (_OPENED_FIRST.index(each.recipient), -each.generation)):
        key = _key_to(wrap, keyring=keyring, matter_id=matter_id)
        if key:
            return opened(claim, key_from_wrap(wrap, key=key))
    raise NotAllowed("no_key")


_OPENED_FIRST = (Recipient.MATTER, Recipient.READING, Recipient.OFFICE, Recipient.RECEIPT)


def _key_to(wrap: ClaimWrap, *, keyring: Keyring, matter_id: str) -> bytes:
    """The key that opens a wrap, or nothing."""
    if wrap.recipient == Recipient.MATTER:
        return keyring.matters.get(matter_id, b"") if wrap.recipient_id == matter_id else b""
    if wrap.recipient == Recipient.READING:
        return keyring.reading if wrap.generation == keyring.generation else b""
    return keyring.office_key(wrap.generation) if wrap.recipient == Recipient.OFFICE else b""


def matter_key(matter_id: str, *, keyring: Keyring) -> bytes:
    """A matter's private key. Raises NotAllowed `no_key` for all but its counsel."""
    if matter_id not in keyring.matters:
        raise NotAllowed("no_key")
    return keyring.matters[matter_id]


def seal_facts(public: bytes, plain: bytes, *, matter: Matter, reader: str) -> bytes:
    """A matter's facts for one kind of reader (`office`, `counsel`)."""
    return wrap_to(public, plain, context=context("matter facts", matter.office_id, matter.id, reader))


def open_facts(matter: Matter, *, keyring: Keyring) -> bytes:
    """A matter's facts by whichever key the keyring holds. Raises NotAllowed."""
    if matter.id in keyring.matters:
        return open_wrap(
            keyring.matters[matter.id],
            matter.for_counsel,
            context=context("matter facts", matter.office_id, matter.id, "counsel"),
        )
    if keyring.office:
        return open_wrap(
            keyring.office, matter.for_office, context=context("matter facts", matter.office_id, matter.id, "office")
        )
    raise NotAllowed("no_key")
