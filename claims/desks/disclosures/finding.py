"""Find a project in the working copy of the member who is here. This is where those who only look see the registry in force."""

from dataclasses import dataclass

from sqlmodel import Session

from claims.errors import NotFound
from claims.model.staff import Member
from claims.queries.registry_drafts import WorkingCopy, WorkingProject, working_copy
from claims.rules.access import May, may
from claims.store.registry_file import FileForm
from claims.web.guards import current_member, current_roles
from claims.web.house import house


@dataclass(frozen=True)
class FoundProject:
    """A project, the working copy it stands in, and whether the member may change it."""

    copy: WorkingCopy
    project: WorkingProject
    editable: bool

    @property
    def form(self) -> FileForm:
        """As it would be published. Raises NotFound where the member retracted it."""
        if self.project.form is None:
            raise NotFound("project")
        return self.project.form


def my_copy(session: Session | None = None) -> WorkingCopy:
    """The working copy of the member who is here; of one who never changed anything, the registry in force."""
    if session is None:
        with house().database.question() as fresh:
            return my_copy(fresh)
    return working_copy(session, house().office_id, current_member().id)


def find_project(code: str) -> FoundProject:
    """A project in the member's working copy. Raises NotFound."""
    copy = my_copy()
    return FoundProject(copy=copy, project=copy.project(code), editable=may(current_roles(), May.EDIT_REGISTRY))


def member_here(session: Session, member_id: str) -> Member:
    """A member of this office. Raises NotFound."""
    found = session.get(Member, member_id)
    if found is None or found.office_id != house().office_id:
        raise NotFound("member")
    return found
