"""The registry in force and every revision before it: this is where is asked what the registry says, and what it said."""

from collections import OrderedDict
from threading import Lock

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from claims.errors import NotFound
from claims.model.disclosure import Registry
from claims.model.revision import RegistryName, RegistryRevision
from claims.model.staff import Member
from claims.store.revision_content import read_content

KEPT_READ = 8
_read: OrderedDict[str, Registry] = OrderedDict()
_reading = Lock()


def newest_revision(session: Session, office_id: str) -> RegistryRevision | None:
    """The office's revision in force, its content left out; None before the first."""
    return session.exec(
        select(RegistryRevision)
        .where(RegistryRevision.office_id == office_id)
        .order_by(col(RegistryRevision.number).desc())
        .limit(1)
        .options(defer(RegistryRevision.content))  # type: ignore[arg-type]  # a column, which sqlmodel types as its value
    ).first()


def current_registry(session: Session, office_id: str) -> Registry:
    """The registry in force. Costs one small query; the content is read and parsed once per process and revision.

    Raises NotFound `registry` for an office whose registry was never published by this version.
    """
    found = session.exec(
        select(RegistryRevision.id, RegistryRevision.number)
        .where(RegistryRevision.office_id == office_id)
        .order_by(col(RegistryRevision.number).desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound("registry")
    return registry_at(session, office_id, number=found[1], revision=found[0])


def registry_at(session: Session, office_id: str, *, number: int, revision: str) -> Registry:
    """What the registry said in one revision. Raises NotFound where its content was not kept, Damaged where it does not fit."""
    with _reading:
        if revision in _read:
            _read.move_to_end(revision)
            return _read[revision]
    content = session.exec(
        select(RegistryRevision.content).where(
            RegistryRevision.office_id == office_id, RegistryRevision.number == number
        )
    ).first()
    if not content:
        raise NotFound("registry")
    registry = read_content(content, revision=revision)
    with _reading:
        _read[revision] = registry
        while len(_read) > KEPT_READ:
            _read.popitem(last=False)
    return registry


def revisions_of(session: Session, office_id: str) -> list[RegistryRevision]:
    """Every revision, the newest first, contents left out."""
    found = (
        select(RegistryRevision)
        .where(RegistryRevision.office_id == office_id)
        .order_by(col(RegistryRevision.number).desc())
        .options(defer(RegistryRevision.content))  # type: ignore[arg-type]  # as above
    )
    return list(session.exec(found))


def revision_numbered(session: Session, office_id: str, number: int) -> RegistryRevision:
    """One revision. Raises NotFound."""
    found = session.get(RegistryRevision, (office_id, number))
    if found is None:
        raise NotFound("revision")
    return found


def names_used(session: Session, office_id: str) -> dict[str, RegistryName]:
    """Every window id and project code the registry ever used, retracted ones included."""
    found = session.exec(select(RegistryName).where(RegistryName.office_id == office_id).order_by(RegistryName.name))
    return {row.name: row for row in found}


def retracted_windows(session: Session, office_id: str, code: str) -> list[RegistryName]:
    """The windows of a project that were retracted, in order of id."""
    used = names_used(session, office_id).values()
    return [row for row in used if row.project == code and row.retracted and row.name != code]


def staff_names(session: Session, office_id: str) -> dict[str, str]:
    """Who may have published: every member's name by id."""
    return {member.id: member.name for member in session.exec(select(Member).where(Member.office_id == office_id))}
