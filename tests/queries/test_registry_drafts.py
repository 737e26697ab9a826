"""A working copy: the registry in force with a member's own changes, whose they are, and who was overtaken."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from claims.actions.edit_registry import save_project
from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import NotFound, RegistryError
from claims.model.disclosure import Registry
from claims.queries.registry_drafts import drafts_here, working_copy
from claims.store.clock import seconds
from tests.cast import HAN, REA
from tests.make import NOW, MadeOffice, make_office

CODE = "MOJ-AIRPORT-FACES"


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """An office with a lead and a researcher."""
    made = make_office(sqlite_url, tmp_path, members=(HAN, REA))
    yield made
    made.close()


def test_untouched_it_is_the_registry_in_force(office: MadeOffice) -> None:
    member = office.sign_in(REA).member
    with office.database.question() as session:
        copy = working_copy(session, office.office.id, member.id)
        assert copy.registry().revision == office.registry.revision
        assert (copy.drafted, copy.ready) == ((), False)
        with pytest.raises(NotFound):
            copy.project("NOBODY")
        assert drafts_here(session, office.office.id) == []


def test_what_is_changed_is_told_apart_and_is_ones_own(office: MadeOffice) -> None:
    rea, han = office.sign_in(REA).member, office.sign_in(HAN).member
    with office.database.deed() as session:
        form = deepcopy(dict(working_copy(session, office.office.id, rea.id).project(CODE).form or {}))
        form["title"]["en"] = "Another title"
        save_project(session, rea, code=CODE, form=form, now=NOW)
        copy = working_copy(session, office.office.id, rea.id)
        assert [project.code for project in copy.drafted] == [CODE]
        assert [(change.kind, change.how) for change in copy.project(CODE).changes] == [("project", "changed")]
        assert copy.ready
        assert copy.registry().project(CODE).title["en"] == "Another title"
        assert working_copy(session, office.office.id, han.id).drafted == ()
        [note] = drafts_here(session, office.office.id)
        assert (note.name, note.projects, note.saved) == ("Rea", (CODE,), seconds(NOW))


def test_what_is_wrong_is_kept_and_named_but_makes_no_registry(office: MadeOffice) -> None:
    rea = office.sign_in(REA).member
    with office.database.deed() as session:
        form = deepcopy(dict(working_copy(session, office.office.id, rea.id).project(CODE).form or {}))
        form["window"][0]["from"] = "2010-13"
        save_project(session, rea, code=CODE, form=form, now=NOW)
        copy = working_copy(session, office.office.id, rea.id)
        assert [problem.path for problem in copy.project(CODE).problems] == [("window", 0, "from")]
        assert not copy.ready
        with pytest.raises(RegistryError):
            copy.registry()


def test_who_was_overtaken_is_not_ready(office: MadeOffice) -> None:
    rea = office.sign_in(REA).member
    published = Registry(
        projects=tuple(replace(each, facts=()) if each.code == CODE else each for each in office.registry.projects),
        ports=office.registry.ports,
    )
    with office.database.deed() as session:
        form = deepcopy(dict(working_copy(session, office.office.id, rea.id).project(CODE).form or {}))
        form["title"]["en"] = "Another title"
        save_project(session, rea, code=CODE, form=form, now=NOW)
        publish_disclosure(session, office.office.id, registry=published, now=NOW)
        copy = working_copy(session, office.office.id, rea.id)
        assert copy.project(CODE).overtaken
        assert not copy.ready
