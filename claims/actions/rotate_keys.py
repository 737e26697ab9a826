"""Rotate the office's keys: a new pair and new symmetric keys in one step; every claim is wrapped to them by an errand afterwards.

Whoever held the old keys and works here no more opens nothing that is on the disks when the errand is done.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from claims.actions.open_mail import is_ordered
from claims.actions.wrap_for_recovery import recovery_keys, wrap_for_recovery
from claims.errors import Conflict, NotAllowed
from claims.model.matter import Matter
from claims.model.revision_preview import RevisionPreview
from claims.model.session import Errand
from claims.model.staff import KeyWrap, Member, Office, OfficeKey, RecoveryWrap
from claims.model.vocabulary import ErrandKind
from claims.queries.office_keys import holders_of_office_key
from claims.store.cards import reseal_cards
from claims.store.clock import seconds
from claims.store.errands import lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring, archive_keys, hand_key, open_facts, seal_facts, wrap_office_key
from claims.store.ledger import Actor, write_line
from claims.store.lent_keys import generations_left, lent_for_rotation
from claims.store.revision_previews import reseal_preview
from claims.store.seal import new_key, new_pair
from claims.store.trip_shards import reseal_trips, trips_key

# Errands that hold one of the office's own keys; those that hold the key of a bundle go on.
_HOLD_OFFICE_KEYS = (ErrandKind.OPEN_MAIL, ErrandKind.REMATCH, ErrandKind.PREVIEW_REVISION, ErrandKind.ROTATE)


@dataclass(frozen=True)
class Renewed:
    """The generation in force now, and the names of those who were handed its key."""

    generation: int
    holders: tuple[str, ...]


def rotate_office_key(session: Session, office_id: str, *, keyring: Keyring, actor: Actor, now: datetime) -> Renewed:
    """From this moment on everything is sealed to a new pair, a new reading key and a new card key; all or nothing.

    Holders hold the new key, others nothing of it. The old keys are archived under the new one. Errands that hold old keys are
    ended. Claims stay wrapped to the old generation until `order_rotation` has had its way, and open all the while.
    Refuses NotAllowed `no_key`, Conflict `changed_elsewhere` when somebody else renewed it meanwhile.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    office = session.exec(
        select(Office).where(Office.id == office_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if office.generation != keyring.generation:
        raise Conflict("changed_elsewhere")
    holders = holders_of_office_key(session, office)
    new = _new_keyring(keyring)
    _switch(session, office, new, old=keyring)
    _hand_out(session, office, new, holders=holders)
    _seal_anew(session, office, new, old=keyring)
    _keep_recoverable(session, office, new)
    session.exec(delete(Errand).where(col(Errand.office_id) == office_id, col(Errand.kind).in_(_HOLD_OFFICE_KEYS)))
    details = {"generation": new.generation, "holders": [member.id for member in holders]}
    write_line(session, office_id, actor=actor, action="rotate_office_key", details=details, now=now)
    return Renewed(generation=new.generation, holders=tuple(member.name for member in holders))


def order_rotation(session: Session, member: Member, *, keyring: Keyring, host_key: HostKey, now: datetime) -> bool:
    """Lend a worker the old keys and the new ones, so that it wraps every claim anew; False where nothing is left or one is at it.

    Of the new pair only the public half is lent. Refuses NotAllowed `no_key`, NotNow `no_worker`.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    if not generations_left(session, member.office_id):
        return False
    if is_ordered(session, member.office_id, kind=ErrandKind.ROTATE, now=seconds(now)):
        return False
    lend(
        session,
        member.office_id,
        kind=ErrandKind.ROTATE,
        subject="",
        keys=lent_for_rotation(session, member.office_id, keyring=keyring),
        member_id=member.id,
        host_key=host_key,
        now=seconds(now),
    )
    return True


def _new_keyring(old: Keyring) -> Keyring:
    private, _ = new_pair()
    return Keyring(
        office=private,
        generation=old.generation + 1,
        older={**old.older, old.generation: old.office},
        older_readings={**old.older_readings, old.generation: old.reading},
        reading=new_key(),
        card=new_key(),
    )


def _switch(session: Session, office: Office, new: Keyring, *, old: Keyring) -> None:
    """The office's row and its generations say the new key."""
    public = new.office_public
    for generation, private in new.older.items():
        row = session.get_one(OfficeKey, (office.id, generation))
        row.archived = archive_keys(
            public, private=private, reading=new.reading_key(generation), office_id=office.id, generation=generation
        )
        row.in_use = row.in_use or generation == old.generation
        session.add(row)
    office.generation, office.public_key = new.generation, public
    office.reading_wrap = wrap_office_key(public, new.reading, office_id=office.id, which="reading")
    office.card_wrap = wrap_office_key(public, new.card, office_id=office.id, which="card")
    session.add(office)
    session.add(OfficeKey(office_id=office.id, generation=new.generation, public_key=public))
    session.flush()


def _hand_out(session: Session, office: Office, new: Keyring, *, holders: list[Member]) -> None:
    session.exec(
        delete(KeyWrap).where(
            col(KeyWrap.office_id) == office.id,
            col(KeyWrap.key_kind) == "office",
            col(KeyWrap.generation) < new.generation,
        )
    )
    for member in holders:
        hand_key(session, member, kind="office", key_id=office.id, private=new.office, generation=new.generation)


def _seal_anew(session: Session, office: Office, new: Keyring, *, old: Keyring) -> None:
    """What lies under the card key, the key of the trips and the office's own pair, but for claims and the ledger."""
    reseal_cards(session, office.id, old=old.card, new=new.card)
    trips = {"old": trips_key(old.card), "new": trips_key(new.card)}
    reseal_trips(session, office.id, **trips)
    for preview in session.exec(select(RevisionPreview).where(RevisionPreview.office_id == office.id)):
        reseal_preview(preview, **trips)
        session.add(preview)
    as_office = Keyring(office=old.office)
    for matter in session.exec(select(Matter).where(Matter.office_id == office.id)):
        plain = open_facts(matter, keyring=as_office)
        matter.for_office = seal_facts(office.public_key, plain, matter=matter, reader="office")
        session.add(matter)
    session.flush()


def _keep_recoverable(session: Session, office: Office, new: Keyring) -> None:
    """The sheets in force open the new key; through it they open the old ones."""
    wrap_for_recovery(session, office.id, keyring=new)
    ids = [recovery.id for recovery in recovery_keys(session, office.id)]
    session.exec(
        delete(RecoveryWrap).where(
            col(RecoveryWrap.recovery_id).in_(ids),
            col(RecoveryWrap.key_kind) == "office",
            col(RecoveryWrap.generation) < new.generation,
        )
    )
