"""End an errand: the keys lent to a worker are taken back before their time; work that was done stays done."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.bundle_shares import BEING_MADE
from claims.errors import NotFound
from claims.model.bundle import Bundle
from claims.model.session import Errand
from claims.model.vocabulary import BundleStatus, ErrandKind
from claims.store.database import UNTIL_DONE
from claims.store.errands import end_errand, end_errands_for
from claims.store.ledger import Actor, write_line


def take_back_errand(session: Session, office_id: str, *, errand_id: str, actor: Actor, now: datetime) -> None:
    """The lent keys are destroyed, a bundle that was being made with them is stopped, and a ledger line says so.

    Refuses NotFound for an errand that is not running here.
    """
    errand = session.get(Errand, errand_id)
    if errand is None or errand.office_id != office_id:
        raise NotFound("errand")
    details = {"errand": errand_id, "kind": str(errand.kind), "subject": errand.subject}
    end_errand(session, errand_id)
    if errand.kind == ErrandKind.EXPORT_BUNDLE:
        _stop(session, errand.subject)
    write_line(session, office_id, actor=actor, action="end_errand", details=details, now=now)


def _stop(session: Session, bundle_id: str) -> None:
    """Every worker finds it over; one that never began would leave it waiting for ever. What was made goes with the next tidying."""
    end_errands_for(session, ErrandKind.EXPORT_BUNDLE, subject=bundle_id)
    bundle = session.get(Bundle, bundle_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if bundle is not None and BundleStatus(bundle.status) in BEING_MADE:
        bundle.status, bundle.stopped_by, bundle.stage = BundleStatus.STOPPED, "errand_ended", ""
        session.add(bundle)
