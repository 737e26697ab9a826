"""The first page of the desk, and what can be downloaded."""

import json

from claims.store.registry_file import read_project
from claims.store.registry_json import registry_from_json
from tests.cast import ADA, AUD, PARK, REA
from tests.desks.at_work import AtWork
from tests.desks.disclosures.at_the_registry import CODE, DESK, FOREIGNERS, PROJECT, SAVE, in_force, rea


def test_projects_revisions_and_who_published_them(work: AtWork) -> None:
    page = rea(work).open(DESK)

    assert page.h1 == "Disclosures"
    rows = page.rows("Project")
    assert len(rows) == 1 + len(in_force(work).projects)
    assert page.rows("Hash")[1][2:] == [
        "the service, from the files",
        "The disclosure files changed.",
        in_force(work).revision[:12],
    ]
    assert {"Add a project", "Upload a disclosure file"} <= page.links.keys()


def test_an_auditor_sees_and_changes_nothing(work: AtWork) -> None:
    visitor = work.inside(AUD)
    page = visitor.open(DESK)

    assert "Add a project" not in page.links
    project = page.visitor.open(PROJECT)
    assert "Change title and summary" not in project.links
    assert project.buttons == ["Sign out"]
    for who in (ADA, PARK):
        work.inside(who).open(DESK, status=404)
    visitor.open(f"{PROJECT}/part/{FOREIGNERS}", status=404)


def test_a_researcher_comes_in_at_this_desk(work: AtWork) -> None:
    assert rea(work).open("/en/office/door").h1 == "Disclosures"


def test_a_revision_can_be_downloaded_and_is_what_its_hash_says(work: AtWork) -> None:
    answer = rea(work).open(f"{DESK}/revisions/1").download("Download the whole registry of this revision (JSON)")

    assert registry_from_json(answer.data).revision == in_force(work).revision
    assert json.loads(answer.data)["revision"] == in_force(work).revision


def test_a_project_can_be_downloaded_as_its_file_and_the_working_copy_too(fresh_work: AtWork) -> None:
    visitor, words = rea(fresh_work), "Download as a disclosure file (TOML)"
    before = visitor.open(PROJECT).download(words)
    visitor.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)
    after = visitor.open(PROJECT).download(words)

    assert before.headers["Content-Disposition"] == 'attachment; filename="moj-airport-faces.toml"'
    assert read_project(before.data, name="-") == in_force(fresh_work).project(CODE)
    assert [window.to for window in read_project(after.data, name="-").windows if window.id == "MOJ-FN-FOI"] == [
        "2021-10-21"
    ]
    assert fresh_work.member(REA)


def test_a_revision_that_is_not_there_is_not_found(work: AtWork) -> None:
    rea(work).open(f"{DESK}/revisions/99", status=404)
    rea(work).open(f"{DESK}/projects/NOBODY", status=404)
