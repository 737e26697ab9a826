"""Comparing and publishing: a reason is asked, who was overtaken is told, what is retracted never comes back."""

from claims.queries.registry_revisions import revisions_of
from tests.cast import AUD, HAN, REA, TRIIN
from tests.desks.at_work import AtWork
from tests.desks.disclosures.at_the_registry import (
    CODE,
    DESK,
    FOREIGNERS,
    PROJECT,
    SAVE,
    compared,
    in_force,
    published,
    rea,
)


def test_published_with_a_reason_it_is_in_force_everywhere_at_once(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    visitor.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)
    page = compared(visitor, fresh_work).follow("Go on to publish")
    assert page.says("Windows that change MOJ-FN-FOI")
    assert page.says("re-matching waits for the office")
    page.press_refused("Publish")
    page = published(visitor, why="The ministry named another day.")

    assert page.says("Revision 2")
    assert page.rows("Hash")[1][2:4] == ["Rea (researcher)", "The ministry named another day."]
    assert in_force(fresh_work).window("MOJ-FN-FOI").to == "2021-10-21"
    assert "21 October 2021" in fresh_work.stranger().open("/en/ranges").text
    line = fresh_work.ledger("publish")[-1]
    assert (line.actor, line.role) == (fresh_work.member(REA).id, "researcher")
    assert fresh_work.details(line, HAN)["revision"] == in_force(fresh_work).revision
    assert compared(visitor, fresh_work).says("there is nothing to publish")


def test_a_revision_says_who_when_why_and_what_it_changed(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    visitor.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)
    published(visitor, why="Another day.")
    page = fresh_work.inside(AUD).open(f"{DESK}/revisions/2")

    assert page.rows() == [["Field", "Before", "After"], ["Last day", "2021-10-20", "2021-10-21"]]
    for words in ("Another day.", "Rea (researcher)", in_force(fresh_work).revision):
        assert page.says(words)
    first = page.visitor.open(f"{DESK}/revisions/1")
    assert first.says("the service, from the files")
    assert first.says("no, revision 2 is")


def test_a_retracted_window_decides_no_more_and_never_comes_back(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    old = visitor.open(f"{PROJECT}/part/window/MOJ-CCTV")
    old.press("Retract in my working copy")
    published(visitor, why="The report was withdrawn.")

    page = visitor.open(PROJECT)
    assert page.says("These ids never come back.")
    assert page.says("MOJ-CCTV (Revision 2)")
    again = visitor.open(f"{PROJECT}/add/window")
    box = next(box for box in again.tree.iter("input") if box.attrib.get("name") == "sources")
    typed = {
        "id": "MOJ-CCTV",
        "group": "X",
        "role": "context",
        "status_": "press",
        "from_": "2010",
        "to": "..",
        "event": "entry",
    }
    words = {"title_en": "Cameras", "summary_en": "Cameras.", "sources": [box.attrib["value"]]}
    refused = again.fill({**typed, **words}).press_refused(SAVE)
    assert "“MOJ-CCTV” was retracted and stays retracted." in refused.errors[0]


def test_who_was_overtaken_loses_nothing_and_is_asked_to_take_it_in(fresh_work: AtWork) -> None:
    first, second = rea(fresh_work), fresh_work.inside(HAN)
    first.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)
    second.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-22", status_="court").press(SAVE)
    published(second, why="Han was first.")

    page = first.open(PROJECT)
    assert page.says("Somebody published another state of this project")
    refused = first.open(f"{DESK}/publish").fill(why="mine").press_refused("Publish")
    assert "Nothing of yours is lost" in refused.errors[0]
    page = page.press("Take in what was published")
    assert page.says("Both of you changed the following.")
    assert compared(first, fresh_work).rows() == [
        ["Field", "Before", "After"],
        ["Last day", "2021-10-22", "2021-10-21"],
    ]
    published(first, why="Rea was right.")
    window = in_force(fresh_work).window("MOJ-FN-FOI")
    assert (window.status, window.to) == ("court", "2021-10-21")


def test_a_page_that_was_opened_before_another_revision_publishes_nothing(fresh_work: AtWork) -> None:
    first, second = rea(fresh_work), fresh_work.inside(HAN)
    first.open(f"{DESK}/projects/{CODE}/words").fill(title_en="Another title").press(SAVE)
    page = first.open(f"{DESK}/publish")
    second.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-22").press(SAVE)
    published(second)
    refused = page.fill(why="mine").press_refused("Publish")

    assert refused.value("why") == "mine"
    with fresh_work.office.database.question() as session:
        assert len(revisions_of(session, fresh_work.office.office.id)) == 2


def test_forgotten_it_is_as_in_force(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    visitor.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)
    page = compared(visitor, fresh_work).press("Forget my whole working copy")

    assert page.says("Nobody has changed anything that is not published.")


def test_a_lead_sees_the_researchers_working_copy_and_may_not_publish_it_for_her(fresh_work: AtWork) -> None:
    rea(fresh_work).open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)
    page = fresh_work.inside(TRIIN).open(DESK).follow("Working copy of Rea")

    assert page.says("2021-10-21")
    assert "Go on to publish" not in page.links
    assert "Forget my whole working copy" not in page.buttons
