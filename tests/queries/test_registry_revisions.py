"""The registry in force: one small query, parsed once; older revisions stay readable."""

from typing import Any

import pytest

from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import NotFound
from claims.model.revision import RegistryRevision
from claims.queries.registry_revisions import (
    current_registry,
    names_used,
    newest_revision,
    registry_at,
    retracted_windows,
    revision_numbered,
    revisions_of,
    staff_names,
)
from tests.actions.test_publish_disclosure import changed, without
from tests.make import NOW, MadeOffice


def test_the_newest_is_in_force_and_parsed_once(bare_office: MadeOffice) -> None:
    office = bare_office.office.id
    with bare_office.database.question() as session:
        first = current_registry(session, office)
        assert current_registry(session, office) is first
    later = changed(first, window="MOJ-FN-FOI", to="2021-10-21")
    with bare_office.database.deed() as session:
        publish_disclosure(session, office, registry=later, now=NOW)
    with bare_office.database.question() as session:
        assert current_registry(session, office).revision == later.revision
        assert registry_at(session, office, number=1, revision=first.revision) is first
        newest = newest_revision(session, office)
        assert newest is not None
        assert newest.number == 2
        assert [row.number for row in revisions_of(session, office)] == [2, 1]


def test_what_an_older_version_published_has_no_content(bare_office: MadeOffice) -> None:
    """It kept the hash alone; the page says so, and nothing is made up."""
    office = bare_office.office.id
    with bare_office.database.deed() as session:
        kept: dict[str, Any] = {
            "previous": "",
            "member_id": "",
            "role": "service",
            "published": 0,
            "why": "",
            "content": b"",
        }
        session.add(RegistryRevision(office_id=office, number=9, id="f" * 64, **kept))
    with bare_office.database.question() as session:
        with pytest.raises(NotFound):
            current_registry(session, office)
        with pytest.raises(NotFound):
            revision_numbered(session, office, 8)
        with pytest.raises(NotFound):
            current_registry(session, "another office")


def test_retracted_windows_are_listed_by_project(bare_office: MadeOffice) -> None:
    office = bare_office.office.id
    with bare_office.database.deed() as session:
        publish_disclosure(session, office, registry=without(bare_office.registry, "MOJ-CCTV"), now=NOW)
        gone = retracted_windows(session, office, "MOJ-AIRPORT-FACES")
        assert [(row.name, row.retracted) for row in gone] == [("MOJ-CCTV", 2)]
        assert retracted_windows(session, office, "ANOTHER") == []
        assert names_used(session, office)["MOJ-FN-FOI"].reports == "MOJ-FN"
        assert staff_names(session, office) == {}
