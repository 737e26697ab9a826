"""Whose keys open what: the office's pair and its two symmetric keys, matters' pairs, members' pairs. Wrapped per holder, opened per sign-in.

This is where a member's private key turns into what the member may open.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from claims.errors import Damaged, NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.matter import Matter
from claims.model.staff import KeyWrap, Member, Office, OfficeKey
from claims.model.vocabulary import Recipient
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened
from claims.store.passphrases import key_of_passphrase
from claims.store.seal import KEY_BYTES, context, open_sealed, open_wrap, public_half, wrap_to


@dataclass(frozen=True)
class Keyring:
    """What one signed-in member can open. Empty for those who hold no key to claims.

    `generation` is that of the office's key in force, `older` the office's private keys of earlier generations, `older_readings`
    the reading keys that went with them.
    """

    office: bytes = field(default=b"", repr=False)
    generation: int = 1
    older: dict[int, bytes] = field(default_factory=dict, repr=False)
    older_readings: dict[int, bytes] = field(default_factory=dict, repr=False)
    reading: bytes = field(default=b"", repr=False)
    card: bytes = field(default=b"", repr=False)
    matters: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def opens_office(self) -> bool:
        return bool(self.office)

    @property
    def office_public(self) -> bytes:
        """The public half of the office's key in force, as its holder knows it, whatever stands in the database."""
        return public_half(self.office)

    def office_key(self, generation: int) -> bytes:
        """The office's private key of a generation; empty where this keyring does not hold it."""
        return self.office if generation == self.generation else self.older.get(generation, b"")

    def reading_key(self, generation: int) -> bytes:
        """The office's reading key of a generation; empty where this keyring does not hold it."""
        return self.reading if generation == self.generation else self.older_readings.get(generation, b"")


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
    # Their pair as it is now, and until this deed is done: new words meanwhile would leave a wrap that nobody opens.
    theirs = select(Member.public_key).where(Member.id == member.id).with_for_update(key_share=True)
    wrapped = wrap_to(session.exec(theirs).one(), private, context=bound)
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
    return office_keyring(session, office, private=office_key, matters=matters)


def office_keyring(session: Session, office: Office, *, private: bytes, matters: dict[str, bytes]) -> Keyring:
    """What the office's private key in force opens, beside the keys of some matters."""
    older, older_readings = _older_keys(session, office, private=private)
    return Keyring(
        office=private,
        generation=office.generation,
        older=older,
        older_readings=older_readings,
        reading=open_office_key(office, private=private, which="reading"),
        card=open_office_key(office, private=private, which="card"),
        matters=matters,
    )


def archive_keys(public: bytes, *, private: bytes, reading: bytes, office_id: str, generation: int) -> bytes:
    """An earlier private key of the office and the reading key of its time, wrapped to the public half in force."""
    return wrap_to(public, private + reading, context=context("archived", office_id, generation))


def _older_keys(session: Session, office: Office, *, private: bytes) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Private keys and reading keys of earlier generations."""
    older, readings = dict[int, bytes](), dict[int, bytes]()
    earlier = select(OfficeKey).where(OfficeKey.office_id == office.id, col(OfficeKey.archived).is_not(None))
    for row in session.exec(earlier.execution_options(populate_existing=True)):
        if row.archived is not None:
            kept = open_wrap(private, row.archived, context=context("archived", office.id, row.generation))
            older[row.generation], readings[row.generation] = kept[:KEY_BYTES], kept[KEY_BYTES:]
    return older, readings


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
    return _opened(claim, wraps, keyring=keyring, matter_id=matter_id)


def open_claims(
    session: Session, claims: Sequence[Claim], *, keyring: Keyring, matter_id: str = ""
) -> tuple[OpenClaim, ...]:
    """Several claims in their order, as `open_claim`, the wraps of hundreds read in one statement. Raises NotAllowed."""
    wraps: dict[str, list[ClaimWrap]] = defaultdict(list)
    for start in range(0, len(claims), _AT_ONCE):
        ids = [claim.id for claim in claims[start : start + _AT_ONCE]]
        for wrap in session.exec(select(ClaimWrap).where(col(ClaimWrap.claim_id).in_(ids))):
            wraps[wrap.claim_id].append(wrap)
    return tuple(_opened(claim, wraps[claim.id], keyring=keyring, matter_id=matter_id) for claim in claims)


def _opened(claim: Claim, wraps: Sequence[ClaimWrap], *, keyring: Keyring, matter_id: str) -> OpenClaim:
    for wrap in sorted(wraps, key=lambda each: (_OPENED_FIRST.index(each.recipient), -each.generation)):
        key = _key_to(wrap, keyring=keyring, matter_id=matter_id)
        if key:
            return opened(claim, key_from_wrap(wrap, key=key))
    raise NotAllowed("no_key")


_AT_ONCE = 400  # a database takes only so many values in one statement
_OPENED_FIRST = (Recipient.MATTER, Recipient.READING, Recipient.OFFICE, Recipient.RECEIPT)


def _key_to(wrap: ClaimWrap, *, keyring: Keyring, matter_id: str) -> bytes:
    """The key that opens a wrap, or nothing."""
    if wrap.recipient == Recipient.MATTER:
        return keyring.matters.get(matter_id, b"") if wrap.recipient_id == matter_id else b""
    if wrap.recipient == Recipient.READING:
        return keyring.reading_key(wrap.generation)
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
