"""Looking things up in a registry, and its revision."""

import pytest

from claims.model.disclosure import Port, Registry
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


def test_ports_are_part_of_the_content_and_in_order_of_code():
    ports = (Port("PUS", "Busan", "KOR", "air"), Port("ICN", "Incheon", "KOR", "air"))
    with_ports = Registry(REGISTRY.projects, ports)
    assert [port.code for port in with_ports.ports] == ["ICN", "PUS"]
    assert with_ports.revision == Registry(REGISTRY.projects, ports[::-1]).revision
    assert len({with_ports.revision, Registry(REGISTRY.projects, ports[:1]).revision, REGISTRY.revision}) == 3
    assert with_ports.only(frozenset({"MOJ-AIRPORT-FACES"})).ports == with_ports.ports
    # Without ports the content is what it was before ports were part of it.
    assert Registry(()).canonical() == b"[]"
    assert Registry((), ports[:1]).canonical().startswith(b'{"ports":[{"city":"Busan","code":"PUS"')
