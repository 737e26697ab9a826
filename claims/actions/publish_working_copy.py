"""A member's working copy becomes the registry in force, with the reason they give."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.edit_registry import copy_to_edit, throw_away
from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import Conflict, NotValid, RegistryError
from claims.model.revision import RegistryRevision
from claims.model.staff import Member
from claims.store.ledger import Actor


def publish_working_copy(
    session: Session, member: Member, *, why: str, seen: str, actor: Actor, now: datetime
) -> RegistryRevision:
    """The registry is as the member has it, and their working copy is empty.

    `seen`: the id of the revision that the member compared with. Raises Conflict `registry_changed` when it is no longer
    in force or a project was published by somebody else since it was begun, NotValid `registry_wrong` (fact: the
    RegistryError) while something in it is wrong, `nothing_changed`, and what publish_disclosure raises.
    """
    copy = copy_to_edit(session, member)
    if copy.revision.id != seen or any(project.overtaken for project in copy.drafted):
        raise Conflict("registry_changed")
    try:
        registry = copy.registry()
    except RegistryError as wrong:
        raise NotValid("registry_wrong", wrong=wrong) from None
    revision = publish_disclosure(
        session, member.office_id, registry=registry, why=why, actor=actor, base=seen, now=now
    )
    if revision is None:
        raise NotValid("nothing_changed")
    throw_away(session, member)
    return revision
