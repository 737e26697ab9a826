"""The public registry as pages ask for it."""

from dataclasses import replace
from datetime import date

import pytest

from claims.errors import NotFound
from claims.model.disclosure import Registry
from claims.queries.disclosures import (
    day_edges,
    deciding_sources,
    project_of,
    projects_about_trips,
    sources_of,
    trip_windows,
)
from claims.settings import ROOT
from claims.store.registry import load_registry

REGISTRY = load_registry(ROOT / "disclosures")
WINDOW = REGISTRY.window("MOJ-FN-FOI")


def test_edges_are_the_first_and_last_day_a_window_may_mean():
    assert day_edges(WINDOW) == (date(2010, 8, 23), date(2021, 10, 20))
    assert day_edges(REGISTRY.window("MOJ-FN-PRESS")) == (date(2010, 8, 1), date(2021, 10, 31))
    assert day_edges(replace(WINDOW, from_="2010", to="..")) == (date(2010, 1, 1), None)
    assert day_edges(replace(WINDOW, to="unknown"))[1] is None


def test_sources_come_in_the_order_asked_for_and_once():
    project = project_of(REGISTRY, WINDOW)
    assert [source.key for source in sources_of(project, ("jinbo-45506", "minbyun-52096"))] == [
        "jinbo-45506",
        "minbyun-52096",
    ]
    both = deciding_sources(REGISTRY, (WINDOW, REGISTRY.window("MOJ-KR-FOI")))
    assert [source.key for source in both] == ["minbyun-52096", "jinbo-45506"]


def test_a_window_of_another_registry_is_not_found():
    with pytest.raises(NotFound):
        project_of(Registry(projects=()), WINDOW)


def test_sources_of_two_projects_stay_apart_though_their_keys_are_alike():
    other = REGISTRY.project("COUPANG-2025")
    key = sources_of(project_of(REGISTRY, WINDOW), WINDOW.sources)[0].key
    alike = replace(
        other, sources=(replace(other.sources[0], key=key),), windows=(replace(other.windows[0], sources=(key,)),)
    )
    both = Registry((REGISTRY.project("MOJ-AIRPORT-FACES"), alike))
    found = deciding_sources(both, (WINDOW, both.window("COUPANG-NOTICE")))
    assert [source.publisher for source in found if source.key == key] == [
        found[0].publisher,
        other.sources[0].publisher,
    ]


def test_only_the_ministrys_project_is_about_trips():
    (project,) = projects_about_trips(REGISTRY)
    assert project.code == "MOJ-AIRPORT-FACES"
    assert [window.id for window in trip_windows(project)] == [
        "MOJ-KR-FOI",
        "MOJ-KR-PRESS",
        "MOJ-FN-FOI",
        "MOJ-FN-PRESS",
    ]
    assert trip_windows(REGISTRY.project("CLEARVIEW")) == ()
