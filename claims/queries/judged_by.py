"""By which registry was this judged? This is where a judgement of long ago finds the ranges as they were then."""

from contextlib import suppress

from sqlmodel import Session

from claims.errors import NotFound
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.queries.registry_revisions import registry_at, revisions_of


def registry_judged_by(session: Session, office_id: str, *, judgement: Judgement, in_force: Registry) -> Registry:
    """The registry of the judgement's revision. Raises NotFound "registry" where its content was not kept."""
    if judgement.registry_revision == in_force.revision:
        return in_force
    for revision in revisions_of(session, office_id):
        if revision.id == judgement.registry_revision:
            with suppress(
                NotFound
            ):  # an older version kept its id alone; the same content may have been published again
                return registry_at(session, office_id, number=revision.number, revision=revision.id)
    raise NotFound("registry")
