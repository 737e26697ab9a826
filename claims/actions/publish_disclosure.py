"""The disclosure files as they stand become the registry's current revision; unchanged files change nothing."""

from datetime import datetime

from sqlmodel import Session, func, select

from claims.model.disclosure import Registry
from claims.model.ledger import RegistryRevision
from claims.store.clock import week_of
from claims.store.ledger import SERVICE, write_line


def publish_disclosure(session: Session, office_id: str, *, registry: Registry, now: datetime) -> bool:
    """The revision is known and in the ledger; False when it already was."""
    if session.get(RegistryRevision, (registry.revision, office_id)) is not None:
        return False
    number = (
        session.exec(select(func.max(RegistryRevision.number)).where(RegistryRevision.office_id == office_id)).one()
        or 0
    ) + 1
    session.add(RegistryRevision(id=registry.revision, office_id=office_id, number=number, week=week_of(now)))
    write_line(session, office_id, actor=SERVICE, action="publish", details={"revision": registry.revision}, now=now)
    return True
