"""A judgement finds the registry it was made by, also after another was published."""

from typing import Any

import pytest

from claims.actions.match_claims import judge_file
from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import NotFound
from claims.model.revision import RegistryRevision
from claims.queries.judged_by import registry_judged_by
from tests.actions.test_publish_disclosure import changed
from tests.cast import LINH
from tests.make import NOW, MadeOffice


def test_it_is_the_one_in_force_or_the_one_of_then(bare_office: MadeOffice) -> None:
    first, office = bare_office.registry, bare_office.office.id
    judgement = judge_file(LINH, registry=first, now=NOW)
    later = changed(first, window="MOJ-FN-FOI", to="2021-10-21")
    with bare_office.database.deed() as session:
        publish_disclosure(session, office, registry=later, now=NOW)

    with bare_office.database.question() as session:
        assert registry_judged_by(session, office, judgement=judgement, in_force=first) is first
        found = registry_judged_by(session, office, judgement=judgement, in_force=later)
    assert found.revision == first.revision
    assert found.window("MOJ-FN-FOI").to == "2021-10-20"


def test_a_registry_that_was_not_kept_is_not_made_up(bare_office: MadeOffice) -> None:
    office = bare_office.office.id
    unkept: dict[str, Any] = {
        "previous": "", "member_id": "", "role": "service", "published": 0, "why": "", "content": b""
    }  # fmt: skip
    first = bare_office.registry
    lost = changed(first, window="MOJ-FN-FOI", to="2021-10-19")
    with bare_office.database.deed() as session:
        session.add(RegistryRevision(office_id=office, number=99, id=lost.revision, **unkept))
        session.add(RegistryRevision(office_id=office, number=100, id=first.revision, **unkept))

    with bare_office.database.question() as session:
        with pytest.raises(NotFound):
            registry_judged_by(session, office, judgement=judge_file(LINH, registry=lost, now=NOW), in_force=first)
        kept = judge_file(LINH, registry=first, now=NOW)
        assert registry_judged_by(session, office, judgement=kept, in_force=lost).revision == first.revision
