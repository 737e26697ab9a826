"""Publishing a working copy: it is in force and empty afterwards, or nothing happened at all."""

import pytest
from sqlmodel import select

from claims.actions.edit_registry import save_project
from claims.actions.publish_working_copy import publish_working_copy
from claims.errors import Conflict, NotValid
from claims.model.revision import RegistryDraft
from claims.queries.registry_revisions import current_registry
from claims.store.ledger import Actor
from tests.actions.test_edit_registry import CODE, researcher, typed
from tests.make import NOW, MadeOffice


def publish(office: MadeOffice, *, seen: str = "", why: str = "a correction") -> int:
    """By the researcher; the number of the revision."""
    member = researcher(office)
    with office.database.deed() as session:
        revision = publish_working_copy(
            session,
            member,
            why=why,
            seen=seen or office.registry.revision,
            actor=Actor(id=member.id, role="researcher"),
            now=NOW,
        )
        return revision.number


def draft(office: MadeOffice, **broken: object) -> None:
    """The researcher types another title."""
    member = researcher(office)
    form = {**typed(office, member, title="One"), **broken}
    with office.database.deed() as session:
        save_project(session, member, code=CODE, form=form, now=NOW)


def test_it_is_in_force_and_the_working_copy_empty(office: MadeOffice) -> None:
    draft(office)

    assert publish(office) == 2
    with office.database.question() as session:
        assert current_registry(session, office.office.id).project(CODE).title["en"] == "One"
        assert session.exec(select(RegistryDraft)).all() == []


def test_what_cannot_be_published_changes_nothing(office: MadeOffice) -> None:
    with pytest.raises(NotValid, match="nothing_changed"):
        publish(office)
    draft(office)
    with pytest.raises(NotValid, match="why_needed"):
        publish(office, why=" ")
    with pytest.raises(Conflict, match="registry_changed"):
        publish(office, seen="0" * 64)
    draft(office, window=[])
    with pytest.raises(NotValid, match="registry_wrong"):
        publish(office)
    with office.database.question() as session:
        assert current_registry(session, office.office.id).revision == office.registry.revision
        assert len(session.exec(select(RegistryDraft)).all()) == 1
