"""End an errand: the keys lent to a worker are taken back before their time; work that was done stays done."""

from datetime import datetime

from sqlmodel import Session

from claims.errors import NotFound
from claims.model.session import Errand
from claims.store.errands import end_errand
from claims.store.ledger import Actor, write_line


def take_back_errand(session: Session, office_id: str, *, errand_id: str, actor: Actor, now: datetime) -> None:
    """The lent keys are destroyed and a ledger line says so. Refuses NotFound for an errand that is not running here."""
    errand = session.get(Errand, errand_id)
    if errand is None or errand.office_id != office_id:
        raise NotFound("errand")
    details = {"errand": errand_id, "kind": str(errand.kind), "subject": errand.subject}
    end_errand(session, errand_id)
    write_line(session, office_id, actor=actor, action="end_errand", details=details, now=now)
