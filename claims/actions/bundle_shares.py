"""Shares of a bundle: taken by one worker at a time, given back by nobody, taken over when their worker is gone. Work done is kept."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from claims.errors import NotFound, NotNow
from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.session import Worker
from claims.model.share_plan import SharePlan
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus, ErrandKind, ShareKind, ShareStatus
from claims.store.database import UNTIL_DONE, after_commit
from claims.store.errands import WORKER_ALIVE, end_errands_for
from claims.store.sealed_bundle import seal_plan
from claims.store.vault import Vault

BEING_MADE = frozenset({BundleStatus.ORDERED, BundleStatus.EXPORTING})
IN_ORDER = tuple(ShareKind)


@dataclass(frozen=True)
class Progress:
    """How far a bundle is: the kind of share that is being made, how many of that kind are made, of how many."""

    kind: ShareKind
    made: int
    of: int


def being_made(session: Session, bundle_id: str) -> Bundle:
    """The bundle, locked until the deed is done. Refuses NotFound, NotNow `bundle_over`."""
    bundle = session.get(Bundle, bundle_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if bundle is None:
        raise NotFound("bundle")
    if BundleStatus(bundle.status) not in BEING_MADE:
        raise NotNow("bundle_over")
    return bundle


def take_share(session: Session, bundle_id: str, *, worker_id: str, vault: Vault, now: int) -> BundleShare | None:
    """The next share for this worker, taken; None when all are made or others make what is left.

    A share is begun only when all of the kinds before are made. One whose worker has not been seen for a minute is taken over,
    and what that worker sealed of it goes. Refuses as `being_made`.
    """
    bundle = being_made(session, bundle_id)
    alive = set(session.exec(select(Worker.id).where(col(Worker.seen) > now - WORKER_ALIVE))) - {worker_id}
    for number, kind, status, holder in _standing(session, bundle_id):
        if status is ShareStatus.WAITING or holder not in alive:
            bundle.status, bundle.stage = BundleStatus.EXPORTING, kind.value
            session.add(bundle)
            return _taken(session, bundle_id, number, worker_id=worker_id, vault=vault)
    return None


def _standing(session: Session, bundle_id: str) -> list[tuple[int, ShareKind, ShareStatus, str]]:
    """Shares not made of the first kind that is not all made, by number: number, kind, status, who holds it."""
    columns = select(BundleShare.number, BundleShare.kind, BundleShare.status, BundleShare.worker_id)
    unmade = columns.where(BundleShare.bundle_id == bundle_id, col(BundleShare.status) != ShareStatus.MADE)
    rows = [
        (number, ShareKind(kind), ShareStatus(status), holder)
        for number, kind, status, holder in session.exec(unmade.order_by(col(BundleShare.number)))
    ]
    first = min((IN_ORDER.index(kind) for _number, kind, _status, _holder in rows), default=-1)
    return [row for row in rows if IN_ORDER.index(row[1]) == first]


def _taken(session: Session, bundle_id: str, number: int, *, worker_id: str, vault: Vault) -> BundleShare:
    share = session.get_one(BundleShare, (bundle_id, number))
    if ShareStatus(share.status) is ShareStatus.TAKEN:
        _empty(session, share.vault_folder, vault)
        share.vault_folder = random_key()
    share.status, share.worker_id = ShareStatus.TAKEN, worker_id
    session.add(share)
    return share


def finish_share(
    session: Session, share: BundleShare, made: bytes, *, key: bytes, follow: Sequence[tuple[ShareKind, SharePlan]] = ()
) -> None:
    """What this worker made is kept (`made` by store/share_made.keep_made), and the shares that follow from it are there.

    Refuses NotNow `share_taken_over` when another worker was quicker: then what was made here is to be destroyed.
    """
    bundle = being_made(session, share.bundle_id)
    row = session.get_one(BundleShare, (share.bundle_id, share.number), populate_existing=True)
    if (row.worker_id, row.vault_folder, row.status) != (share.worker_id, share.vault_folder, ShareStatus.TAKEN):
        raise NotNow("share_taken_over")
    row.status, row.made = ShareStatus.MADE, made
    session.add(row)
    add_shares(session, bundle, follow, first=row.number + 1, key=key)


def add_shares(
    session: Session, of: Bundle, plans: Iterable[tuple[ShareKind, SharePlan]], *, first: int, key: bytes
) -> None:
    """Shares that wait for a worker, numbered from `first`; each plan sealed under the bundle's key."""
    for number, (kind, plan) in enumerate(plans, start=first):
        share = BundleShare(
            bundle_id=of.id,
            number=number,
            office_id=of.office_id,
            kind=kind,
            status=ShareStatus.WAITING,
            vault_folder=random_key(),
            plan=b"",
        )
        share.plan = seal_plan(share, plan, key=key)
        session.add(share)


def shares_of(session: Session, bundle_id: str, *kinds: ShareKind) -> list[BundleShare]:
    """The shares of these kinds, by number; all of them are made when somebody of a later kind asks."""
    found = select(BundleShare).where(BundleShare.bundle_id == bundle_id, col(BundleShare.kind).in_(kinds))
    return list(session.exec(found.order_by(col(BundleShare.number))))


def shares_numbered(session: Session, bundle_id: str, numbers: Collection[int]) -> list[BundleShare]:
    """These shares, by number."""
    found = select(BundleShare).where(BundleShare.bundle_id == bundle_id, col(BundleShare.number).in_(numbers))
    return list(session.exec(found.order_by(col(BundleShare.number))))


def progress(session: Session, bundle_id: str) -> Progress | None:
    """How far a bundle is; None when none of its shares is left."""
    rows = list(session.exec(select(BundleShare.kind, BundleShare.status).where(BundleShare.bundle_id == bundle_id)))
    for kind in IN_ORDER:
        mine = [ShareStatus(status) for each, status in rows if ShareKind(each) is kind]
        made = mine.count(ShareStatus.MADE)
        if made < len(mine):
            return Progress(kind=kind, made=made, of=len(mine))
    return Progress(kind=ShareKind.PACKING, made=1, of=1) if rows else None


def give_back(session: Session, share: BundleShare) -> None:
    """A share that could not be made is there for whoever asks next, unless another worker has it by now."""
    row = session.get(BundleShare, (share.bundle_id, share.number), populate_existing=True)
    if row is not None and (row.worker_id, row.vault_folder, row.status) == (
        share.worker_id,
        share.vault_folder,
        ShareStatus.TAKEN,
    ):
        row.status, row.worker_id, row.vault_folder = ShareStatus.WAITING, "", random_key()
        session.add(row)


def destroy_shares(session: Session, bundle_id: str, *, vault: Vault, keep: str = "") -> None:
    """All shares of a bundle and what they sealed are gone with this deed, but the folder to `keep`."""
    for share in session.exec(select(BundleShare).where(BundleShare.bundle_id == bundle_id)):
        if share.vault_folder != keep:
            _empty(session, share.vault_folder, vault)
        session.delete(share)


def drop_making(session: Session, bundle: Bundle, *, vault: Vault) -> None:
    """A bundle that is not made after all leaves nothing sealed: no share, no part, no numbers, no lent key."""
    end_errands_for(session, ErrandKind.EXPORT_BUNDLE, subject=bundle.id)
    destroy_shares(session, bundle.id, vault=vault)
    for folder in (bundle.vault_folder, bundle.record_folder):
        _empty(session, folder, vault)


def half_made(session: Session, office_id: str) -> list[Bundle]:
    """Bundles that were stopped and of which something is still sealed."""
    left = select(BundleShare.bundle_id).where(BundleShare.office_id == office_id)
    found = select(Bundle).where(col(Bundle.id).in_(left), col(Bundle.status).not_in(sorted(BEING_MADE)))
    return list(session.exec(found))


def _empty(session: Session, folder: str, vault: Vault) -> None:
    after_commit(session, lambda: vault.delete_folder(folder))
