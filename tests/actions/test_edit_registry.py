"""Editing: what is typed stays in the member's working copy, on both engines, until it is published or thrown away."""

from copy import deepcopy

from sqlmodel import select

from claims.actions.edit_registry import catch_up, save_project, throw_away
from claims.actions.publish_disclosure import publish_disclosure
from claims.model.revision import RegistryDraft
from claims.model.staff import Member
from claims.queries.registry_drafts import working_copy
from claims.store.registry_file import FileForm
from tests.actions.test_publish_disclosure import changed
from tests.cast import REA
from tests.make import NOW, MadeOffice

CODE = "MOJ-AIRPORT-FACES"


def researcher(office: MadeOffice) -> Member:
    """Rea's row."""
    with office.database.question() as session:
        return session.exec(select(Member).where(Member.sign_in_name == REA.sign_in_name)).one()


def typed(office: MadeOffice, member: Member, *, title: str) -> FileForm:
    """The project with another English title."""
    with office.database.question() as session:
        form = deepcopy(working_copy(session, office.office.id, member.id).project(CODE).form)
    assert form is not None
    form["title"]["en"] = title
    return form


def test_it_is_kept_changed_and_thrown_away(office: MadeOffice) -> None:
    member = researcher(office)
    with office.database.deed() as session:
        for title in ("One", "Two"):
            save_project(session, member, code=CODE, form=typed(office, member, title=title), now=NOW)
        copy = working_copy(session, office.office.id, member.id)
        assert copy.registry().project(CODE).title["en"] == "Two"
        throw_away(session, member)
        assert working_copy(session, office.office.id, member.id).drafted == ()


def test_typed_back_nothing_is_left_over(office: MadeOffice) -> None:
    member, before = researcher(office), office.registry.project(CODE).title["en"]
    with office.database.deed() as session:
        save_project(session, member, code=CODE, form=typed(office, member, title="One"), now=NOW)
        save_project(session, member, code=CODE, form=typed(office, member, title=before), now=NOW)
        assert session.exec(select(RegistryDraft)).all() == []


def test_catching_up_keeps_both_and_begins_from_the_newest(office: MadeOffice) -> None:
    member = researcher(office)
    with office.database.deed() as session:
        save_project(session, member, code=CODE, form=typed(office, member, title="One"), now=NOW)
        later = changed(office.registry, window="MOJ-FN-FOI", to="2021-10-21")
        publish_disclosure(session, office.office.id, registry=later, now=NOW)
        assert catch_up(session, member, code=CODE, now=NOW) == ()
        copy = working_copy(session, office.office.id, member.id)

    assert not copy.project(CODE).overtaken
    assert copy.registry().project(CODE).title["en"] == "One"
    assert copy.registry().window("MOJ-FN-FOI").to == "2021-10-21"
    assert [change.kind for change in copy.project(CODE).changes] == ["project"]


def test_one_who_typed_what_others_published_has_nothing_left_to_publish(office: MadeOffice) -> None:
    member = researcher(office)
    with office.database.deed() as session:
        save_project(session, member, code=CODE, form=typed(office, member, title="One"), now=NOW)
        copy = working_copy(session, office.office.id, member.id)
        publish_disclosure(session, office.office.id, registry=copy.registry(), now=NOW)
        assert catch_up(session, member, code=CODE, now=NOW) == ()
        assert working_copy(session, office.office.id, member.id).drafted == ()
