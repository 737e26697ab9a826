"""Looking things up in a registry, and its revision."""

import pytest

from claims.model.disclosure import Registry
from tests.rules.ministry import REGISTRY


def test_looking_things_up():
    assert REGISTRY.window("MOJ-USE").role == "context"
    every = frozenset(project.code for project in REGISTRY.projects)
    assert REGISTRY.only(every).revision == REGISTRY.revision
    assert REGISTRY.only(frozenset({"MOJ-AIRPORT-FACES"})).revision != REGISTRY.revision
    assert REGISTRY.only(frozenset()).projects == ()
    for look in (REGISTRY.project, REGISTRY.window):
        with pytest.raises(KeyError):
            look("NO-SUCH")


def test_the_order_of_files_does_not_change_the_revision():
    project = REGISTRY.project("MOJ-AIRPORT-FACES")
    other = type(project)("AAA", {"en": "x"}, {"en": "x"}, (), ())
    one, two = Registry((project, other)), Registry((other, project))
    assert one.revision == two.revision != REGISTRY.revision
    assert [each.code for each in one.projects] == ["AAA", project.code]
