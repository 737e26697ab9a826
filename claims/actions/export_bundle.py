"""Export a bundle that was ordered: share by share, by as many workers as hold its keys; work done is kept, whoever is killed.

Everything is made in memory; what is finished lies sealed in parts until it is collected.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, select

from claims.actions.bundle_shares import (
    BEING_MADE,
    being_made,
    destroy_shares,
    drop_making,
    finish_share,
    give_back,
    take_share,
)
from claims.actions.make_claimants import make_claimants
from claims.actions.make_lists import Follow, make_lists
from claims.actions.make_volume import make_volume_share
from claims.actions.making import Export, Making, profile_of
from claims.actions.pack_bundle import pack_bundle
from claims.actions.rematch_claims import always
from claims.errors import NotNow, Refusal
from claims.model.bundle import Bundle, BundleRefusal
from claims.model.bundle_share import BundleShare, BundleStamp
from claims.model.staff import Member
from claims.model.vocabulary import BundleStatus, ErrandKind, Package, ShareKind, StampStatus
from claims.queries.registry_revisions import registry_at
from claims.store.archive import Written
from claims.store.clock import seconds, start_of_week
from claims.store.database import UNTIL_DONE
from claims.store.errands import end_errands_for
from claims.store.ledger import SERVICE, write_line
from claims.store.sealed_bundle import read_order, read_plan, seal_paper, seal_refusal
from claims.store.share_made import ShareMade, keep_made


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Who works on a bundle and with what: the worker's id, the keys that were lent, how it asks whether they still are."""

    worker_id: str
    keys: Mapping[str, str]
    clock: Callable[[], datetime]
    still_lent: Callable[[], bool] = always


def export_bundle(export: Export, *, bundle_id: str, shift: Shift) -> bool:
    """Make shares until none is left for this worker. True when nothing of the bundle is left to do, False when others still work.

    Refuses by name what stops the bundle (a claim gone, a part damaged, a glyph missing); NotNow `errand_ended` when the keys were
    taken back, which stops nothing: what was made is kept.
    """
    making: Making | None = None
    while True:
        if not shift.still_lent():
            raise NotNow("errand_ended")
        with export.database.deed() as session:
            share = take_share(
                session, bundle_id, worker_id=shift.worker_id, vault=export.vault, now=seconds(shift.clock())
            )
        if share is None:
            return _is_over(export, bundle_id)
        making = making or begin(export, bundle_id, shift=shift)
        if _make(making, share):
            return True


def begin(export: Export, bundle_id: str, *, shift: Shift) -> Making:
    """Everything that making this bundle needs, with the registry as it was when it was ordered. Raises Damaged, NotFound `court_profile`."""
    with export.database.question() as session:
        bundle = session.get_one(Bundle, bundle_id)
        members = session.exec(select(Member).where(Member.office_id == bundle.office_id)).all()
        order = read_order(bundle, key=bytes.fromhex(shift.keys["bundle"]))
        if order.registry_number and order.registry != export.registry.revision:
            then = registry_at(session, bundle.office_id, number=order.registry_number, revision=order.registry)
            export = replace(export, registry=then)
    profile = profile_of(export, order.options.profile)
    return Making(
        export=export,
        bundle=bundle,
        order=order,
        keys=shift.keys,
        profile=profile,
        press=export.press.for_court(profile),
        names={member.id: member.name for member in members},
        clock=shift.clock,
        still_lent=shift.still_lent,
    )


def _make(making: Making, share: BundleShare) -> bool:
    """Make one share that this worker took, and keep it; True when it was the last. Nothing half-made stays."""
    with _undone_when_refused(making, share):
        if ShareKind(share.kind) is ShareKind.PACKING:
            paper, written = pack_bundle(making, share)
            with making.export.database.deed() as session:
                _finish(
                    session, making, share, written=written, sealed=seal_paper(making.bundle, paper, key=making.key)
                )
            return True
        made, follow = _made(making, share)
        time = start_of_week(making.clock())
        kept = keep_made(
            share, made, key=making.key, identity=making.order.identity, vault=making.export.vault, time=time
        )
        with making.export.database.deed() as session:
            finish_share(session, share, kept, key=making.key, follow=follow)
    return False


@contextmanager
def _undone_when_refused(making: Making, share: BundleShare) -> Iterator[None]:
    try:
        yield
    except BaseException as refused:
        making.export.vault.delete_folder(share.vault_folder)
        with making.export.database.deed() as session:
            give_back(session, share)
        if not (isinstance(refused, NotNow) and refused.reason == "share_taken_over"):
            raise


def _made(making: Making, share: BundleShare) -> tuple[ShareMade, Follow]:
    plan = read_plan(share, key=making.key)
    if ShareKind(share.kind) is ShareKind.LISTS:
        return make_lists(making, share)
    if ShareKind(share.kind) is ShareKind.VOLUMES:
        return make_volume_share(making, share, plan), []
    return make_claimants(making, share, plan), []


def _finish(session: Session, making: Making, share: BundleShare, *, written: Written, sealed: bytes) -> None:
    """The bundle is ready: its ZIP is what the packing sealed, and the shares go. Refuses as `finish_share`."""
    row = being_made(session, share.bundle_id)
    finish_share(session, share, b"", key=making.key)
    row.status, row.stage, row.finished = BundleStatus.READY, "ready", sealed
    row.vault_folder = share.vault_folder
    session.add(row)
    for package in Package:
        session.add(
            BundleStamp(
                bundle_id=row.id,
                package=package,
                office_id=row.office_id,
                status=StampStatus.WAITING,
                statement=written.statements[package.value],
            )
        )
    destroy_shares(session, row.id, vault=making.export.vault, keep=share.vault_folder)
    end_errands_for(session, ErrandKind.EXPORT_BUNDLE, subject=row.id)  # other workers hold the keys too
    details = {"sha256": written.sha256, "size": written.size, "fingerprints": dict(written.fingerprints)}
    now = making.clock()
    write_line(
        session, row.office_id, actor=SERVICE, action="export_bundle", reference=row.id, details=details, now=now
    )


def _is_over(export: Export, bundle_id: str) -> bool:
    with export.database.question() as session:
        bundle = session.get(Bundle, bundle_id)
        return bundle is None or BundleStatus(bundle.status) not in BEING_MADE


def stop_bundle(export: Export, *, bundle_id: str, refusal: Refusal, key: bytes, now: datetime) -> None:
    """The export stopped; `stopped_by` is the reason's code, `stage` the party's number, and nothing half-made remains.

    What exactly was refused is sealed under the bundle's key for its counsel, and in the ledger. A bundle that is over already
    stays as it is.
    """
    with export.database.deed() as session:
        row = session.get(Bundle, bundle_id, with_for_update=UNTIL_DONE, populate_existing=True)
        if row is None or BundleStatus(row.status) not in BEING_MADE:
            return
        row.status, row.stopped_by = BundleStatus.STOPPED, refusal.reason[:48]
        row.stage = str(refusal.facts.get("party", ""))
        if key:
            told = {name: str(fact) for name, fact in refusal.facts.items()}
            row.refused = seal_refusal(row, BundleRefusal(reason=refusal.reason, facts=told), key=key)
        session.add(row)
        drop_making(session, row, vault=export.vault)
        details = {"reason": refusal.reason, **refusal.facts}
        write_line(
            session, row.office_id, actor=SERVICE, action="stop_bundle", reference=row.id, details=details, now=now
        )
