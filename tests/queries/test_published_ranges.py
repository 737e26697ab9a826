"""Beside each published range: which reports differ, which counts, which days are still ahead."""

from dataclasses import replace
from datetime import date

import pytest

from claims.model.disclosure import Deadline, DisclosedProject, Registry
from claims.queries.published_ranges import counts_first, days_ahead, differing_reports, other_projects
from claims.store.registry import load_registry
from claims.store.registry_file import read_project
from tests.store.small_registry import DISCLOSURES, GOOD

PROJECT = read_project(GOOD, name="x")
(WINDOW,) = PROJECT.windows


def with_reports(**statuses: str) -> DisclosedProject:
    """The example with several reports of its one fact."""
    found = [replace(WINDOW, id=name, status=status) for name, status in statuses.items()]
    return replace(PROJECT, windows=tuple(found))


def test_projects_that_say_nothing_about_trips_are_the_others():
    elsewhere = replace(PROJECT, code="ELSEWHERE", windows=(replace(WINDOW, id="E", records="border-USA"),))
    assert other_projects(Registry((PROJECT, elsewhere))) == (elsewhere,)


def test_the_ministrys_press_reports_differ_from_its_answers():
    project = load_registry(DISCLOSURES).project("MOJ-AIRPORT-FACES")
    found = {window.id: [other.id for other in differing_reports(project, window)] for window in project.windows}
    assert found == {
        "MOJ-KR-FOI": ["MOJ-KR-PRESS"],
        "MOJ-KR-PRESS": ["MOJ-KR-FOI"],
        "MOJ-FN-FOI": ["MOJ-FN-PRESS"],
        "MOJ-FN-PRESS": ["MOJ-FN-FOI"],
        "MOJ-USE": [],
        "MOJ-CCTV": [],
    }


def test_reports_that_agree_or_are_of_another_fact_do_not_differ():
    project = with_reports(A="official", B="press")
    apart = replace(project, windows=(WINDOW, replace(WINDOW, id="C", group="OTHER", to="2022")))
    assert [differing_reports(project, window) for window in project.windows] == [(), ()]
    assert [differing_reports(apart, window) for window in apart.windows] == [(), ()]


@pytest.mark.parametrize(
    ("statuses", "first"),
    [
        ({"A": "official", "B": "press"}, "A"),
        ({"A": "official", "B": "court"}, "AB"),
        ({"A": "press", "B": "disputed", "C": "press"}, "AC"),
        ({"A": "disputed"}, "A"),
    ],
)
def test_the_highest_rank_counts_first(statuses: dict[str, str], first: str):
    project = with_reports(**statuses)
    assert "".join(window.id for window in project.windows if counts_first(project, window)) == first


def test_days_ahead_are_those_of_today_or_later_nearest_first():
    def deadline(day: str) -> Deadline:
        return Deadline(code=day, day=day, route="state", computed=False)

    project = replace(PROJECT, deadlines=tuple(map(deadline, ("2027", "2026-10-20", "2026-11-22", "2026-11-21"))))
    found = days_ahead(project, today=date(2026, 11, 22))
    assert [one.day for one in found] == ["2026-11-22", "2027"]
