"""What a member changes in the registry is kept in their working copy until they publish it or throw it away.

Nothing here touches the registry in force.
"""

import json
from datetime import datetime

from sqlmodel import Session, col, delete, select

from claims.errors import NotFound
from claims.model.revision import RegistryDraft
from claims.model.staff import Member
from claims.queries.registry_drafts import WorkingCopy, working_copy
from claims.queries.registry_revisions import newest_revision
from claims.rules.registry_merging import Path, merged
from claims.store.clock import seconds
from claims.store.registry_file import FileForm, file_form, problems_of, project_from_file_form


def copy_to_edit(session: Session, member: Member) -> WorkingCopy:
    """The member's working copy, which nobody else writes until this deed is done."""
    session.exec(select(Member).where(Member.id == member.id).with_for_update(key_share=True)).one()
    return working_copy(session, member.office_id, member.id)


def save_project(session: Session, member: Member, *, code: str, form: FileForm | None, now: datetime) -> None:
    """The project stands in the working copy as given (None: to be retracted); a state like the one in force leaves it."""
    copy = copy_to_edit(session, member)
    if form is not None and not problems_of(form, name=code):
        form = file_form(project_from_file_form(form, name=code))
    known = copy.projects.get(code)
    in_force = known.in_force if known else None
    if form == in_force and not (known and known.overtaken):
        throw_away(session, member, code=code)
        return
    row = session.get(RegistryDraft, (member.office_id, member.id, code))
    if row is None:
        row = RegistryDraft(
            office_id=member.office_id,
            member_id=member.id,
            project=code,
            base=copy.revision.number,
            saved=0,
            content=b"",
        )
    row.content, row.saved = json.dumps(form, ensure_ascii=False).encode(), seconds(now)
    session.add(row)
    session.flush()


def throw_away(session: Session, member: Member, *, code: str = "") -> None:
    """What the member changed in one project, or in all, is forgotten."""
    mine = delete(RegistryDraft).where(
        col(RegistryDraft.office_id) == member.office_id, col(RegistryDraft.member_id) == member.id
    )
    session.exec(mine.where(col(RegistryDraft.project) == code) if code else mine)


def catch_up(session: Session, member: Member, *, code: str, now: datetime) -> tuple[Path, ...]:
    """What others published meanwhile is in the member's working copy of the project, beside their own changes.

    Returns the places where both contradict each other; the member's own stands there.
    """
    copy = copy_to_edit(session, member)
    project, newest = copy.project(code), newest_revision(session, member.office_id)
    row = session.get(RegistryDraft, (member.office_id, member.id, code))
    if row is None or newest is None:
        raise NotFound("draft")
    form, disputed = merged(project.base, project.form, project.in_force)
    if form == project.in_force:
        throw_away(session, member, code=code)
        return disputed
    row.base, row.content, row.saved = newest.number, json.dumps(form, ensure_ascii=False).encode(), seconds(now)
    session.add(row)
    session.flush()
    return disputed
