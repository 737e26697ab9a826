"""A registry becomes the office's revision in force. Nothing of an earlier revision is changed; a correction and a retraction
are published in the same way: by the registry as it shall be from now on."""

from datetime import datetime

from sqlmodel import Session, select

from claims.errors import Conflict, NotValid
from claims.model.disclosure import Registry
from claims.model.revision import FROM_FILES, RegistryName, RegistryRevision
from claims.model.staff import Office
from claims.queries.registry_revisions import names_used, newest_revision
from claims.rules.registry_names import UsedName, misused_names, names_of
from claims.store.clock import seconds
from claims.store.ledger import SERVICE, Actor, write_line
from claims.store.revision_content import content_of


def publish_disclosure(
    session: Session,
    office_id: str,
    *,
    registry: Registry,
    now: datetime,
    why: str = FROM_FILES,
    actor: Actor = SERVICE,
    base: str | None = None,
) -> RegistryRevision | None:
    """The registry is the newest revision, with a ledger line; None when it already was.

    `base`: the id of the revision that the writer saw. Raises Conflict `registry_changed` when another was published since,
    NotValid `why_needed`, and NotValid `name_retracted`, `name_moved`, `name_regrouped` (facts: name, project, before)
    when an id would come to mean something else. Judgements wait for a re-match.
    """
    session.exec(select(Office).where(Office.id == office_id).with_for_update(key_share=True)).one()
    newest = newest_revision(session, office_id)
    if base is not None and (newest is None or newest.id != base):
        raise Conflict("registry_changed")
    if not why.strip():
        raise NotValid("why_needed")
    if newest is not None and newest.id == registry.revision and newest.content:
        return None
    number = newest.number + 1 if newest else 1
    _keep_names(session, office_id, registry=registry, number=number)
    revision = RegistryRevision(
        office_id=office_id,
        number=number,
        id=registry.revision,
        previous=newest.id if newest else "",
        member_id=actor.id,
        role=actor.role,
        published=seconds(now),
        why=why.strip(),
        content=content_of(registry),
    )
    session.add(revision)
    session.flush()
    details = {"revision": revision.id, "number": number, "why": revision.why}
    write_line(session, office_id, actor=actor, action="publish", details=details, now=now)
    return revision


def _keep_names(session: Session, office_id: str, *, registry: Registry, number: int) -> None:
    """Remember every id for ever, and since when those are dead that are no longer there."""
    rows = names_used(session, office_id)
    before = {name: UsedName(row.project, row.reports, row.retracted) for name, row in rows.items()}
    for wrong in misused_names(registry, before=before):
        raise NotValid(wrong.reason, name=wrong.name, project=wrong.project, before=wrong.before)
    now = names_of(registry)
    for name, used in now.items():
        if name not in rows:
            session.add(
                RegistryName(
                    office_id=office_id,
                    name=name,
                    project=used.project,
                    reports=used.reports,
                    first=number,
                    retracted=0,
                )
            )
    for name, row in rows.items():
        if name not in now and not row.retracted:
            row.retracted = number
            session.add(row)
