"""Editing a part: what is right is kept in the working copy, what is wrong is said at its box, nothing typed is lost."""

import pytest

from tests.cast import HAN
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.desks.disclosures.at_the_registry import DESK, FOREIGNERS, PROJECT, SAVE, compared, in_force, rea

NEW_WINDOW = {
    "id": "MOJ-NEW",
    "group": "MOJ-NEW",
    "role": "collection",
    "status_": "press",
    "from_": "2010-08",
    "to": "..",
    "event": "entry",
    "population_rule": "passport_not",
    "population_codes": "KOR",
    "title_en": "A new window",
    "summary_en": "A newspaper says so.",
}


def a_source(page: Page) -> str:
    """The first source of the list."""
    boxes = [box for box in page.tree.iter("input") if box.attrib.get("name") == "sources"]
    return boxes[0].attrib["value"]


def test_a_changed_day_is_kept_and_compared_and_nothing_is_in_force_yet(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    page = visitor.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)

    assert page.says("This is your working copy.")
    comparison = compared(visitor, fresh_work)
    assert comparison.rows() == [["Field", "Before", "After"], ["Last day", "2021-10-20", "2021-10-21"]]
    assert in_force(fresh_work).window("MOJ-FN-FOI").to == "2021-10-20"
    visitor.open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-20").press(SAVE)
    assert compared(visitor, fresh_work).says("there is nothing to publish"), "typed back, nothing is left over"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": "2021-13"}, "“2021-13” is not a date"),
        ({"to": "2009"}, "The last day, 2009, is before the first day, 2010-08-23."),
        ({"to": ""}, "This is missing. Please write it."),
        ({"min_days": "many"}, "Please write a whole number in figures"),
        ({"min_days": "3"}, "Days are counted of a stay only"),
        ({"population_codes": "XYZ"}, "“XYZ” is not an ICAO 9303 code of a passport."),
        ({"population_codes": ""}, "Please name the passports."),
        ({"title_en": "", "title_ko": ""}, "Please write it in Korean or English"),
        ({"group": "OTHER"}, "The group of a published window never changes: it is “MOJ-FN”"),
        ({"subclass_of": "NOBODY"}, "No window of this project has the id “NOBODY”."),
        ({"weight_shares": "0"}, "This must be at least 1."),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_stays_typed(work: AtWork, typed: dict[str, str], sentence: str) -> None:
    page = rea(work).open(f"{PROJECT}/part/{FOREIGNERS}").fill(typed).press_refused(SAVE)

    assert any(sentence in error for error in page.errors), page.errors
    name, value = next(iter(typed.items()))
    assert page.value(name) == value
    boxes = {link.attrib["href"][1:] for link in page.one("main").iter("a") if link.attrib["href"].startswith("#")}
    assert boxes & set(typed), "the summary leads to the box"


def test_a_new_window_is_added_with_its_parts(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    form = visitor.open(f"{PROJECT}/add/window")
    window = form.fill({**NEW_WINDOW, "sources": [a_source(form)]}).press(SAVE)
    assert window.h1 == "Window MOJ-NEW"

    for kind, typed in (
        ("flag", {"code": "crew", "fact": "capacity", "is_": "crew"}),
        ("requires", {"fact": "port", "is_": "ICN, GMP"}),
        ("age", {"on": "event", "at_least": "17"}),
        ("exclusion", {"fact": "capacity", "is_": "transit", "result": "outside", "reason": "no_inspection"}),
        ("note", {"code": "also_korean", "fact": "holds_korean", "is_": "yes"}),
    ):
        window = visitor.open(f"{PROJECT}/add/window/MOJ-NEW/{kind}").fill(typed).press(SAVE)
    asked = visitor.open(f"{PROJECT}/add/window/MOJ-NEW/asked")
    asked.fill(code="on-list", kind="list", wanted="yes", title_en="Is on the list", sources=[a_source(asked)]).press(
        SAVE
    )
    segment = visitor.open(f"{PROJECT}/add/window/MOJ-NEW/segment")
    typed = {"id": "S1", "from_": "2012", "to": "2013", "strength": "weak", "title_en": "Two years"}
    rule = {"fact_0": "channel", "is_0": "gate", "strength_0": "strong"}
    segment.fill({**typed, **rule, "sources": [a_source(segment)]}).press(SAVE)

    page = visitor.open(PROJECT)
    assert not page.says("Before it can be published")
    for words in (
        "MOJ-NEW",
        "Fact: port; Values: ICN, GMP",
        "At least this age: 17",
        "Is on the list",
        "S1 2012 – 2013, weak",
    ):
        assert page.says(words), words
    again = visitor.open(f"{PROJECT}/part/window/MOJ-NEW/segment/1")
    assert [again.value(name) for name in rule] == ["channel", "gate", "strong"]
    assert compared(visitor, fresh_work).says("added: Window MOJ-NEW")


def test_a_rule_without_its_values_is_refused_in_its_row(work: AtWork) -> None:
    page = rea(work).open(f"{PROJECT}/part/{FOREIGNERS}/segment/1")
    rows = [box.attrib["name"] for box in page.tree.iter("input") if box.attrib.get("name", "").startswith("is_")]
    number = rows[-1].removeprefix("is_")
    refused = page.fill({f"fact_{number}": "channel", f"strength_{number}": "weak"}).press_refused(SAVE)

    assert any(f"Values {int(number) + 1}" in error for error in refused.errors), refused.errors


def test_a_source_in_use_may_go_but_the_project_says_what_is_wrong_then(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    key = in_force(fresh_work).window("MOJ-FN-FOI").sources[0]
    page = visitor.open(f"{PROJECT}/part/source/{key}").press("Take out in my working copy")

    assert page.says("Before it can be published")
    assert page.says(f"No source of this project has the key “{key}”.")
    assert "Go on to publish" not in compared(visitor, fresh_work).links


def test_a_retracted_window_is_only_retracted_in_the_working_copy(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    visitor.open(f"{PROJECT}/part/window/MOJ-CCTV").press("Retract in my working copy")

    assert compared(visitor, fresh_work).says("retracted: Window MOJ-CCTV")
    assert in_force(fresh_work).window("MOJ-CCTV")


def test_saved_as_it_stood_nothing_has_changed(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    places = [FOREIGNERS, *(f"{FOREIGNERS}/segment/{number}" for number in range(1, 5)), f"{FOREIGNERS}/flag/1"]
    for place in (*places, f"{FOREIGNERS}/exclusion/1", f"{FOREIGNERS}/note/1", "window/MOJ-KR-FOI/segment/3"):
        visitor.open(f"{PROJECT}/part/{place}").form("seen").press(SAVE)

    assert compared(visitor, fresh_work).says("there is nothing to publish")


def test_two_open_pages_never_overwrite_one_another_unseen(fresh_work: AtWork) -> None:
    visitor = rea(fresh_work)
    first, second = (visitor.open(f"{PROJECT}/part/{FOREIGNERS}") for _ in range(2))
    first.fill(to="2021-10-21").press(SAVE)
    refused = second.fill(to="2021-10-22").press_refused(SAVE)

    assert "changed on another page" in refused.errors[0]
    assert refused.value("to") == "2021-10-22"
    refused.form("to").press(SAVE)
    assert compared(visitor, fresh_work).says("2021-10-22")


@pytest.mark.parametrize(
    "place",
    ["window/NOBODY", "window/MOJ-FN-FOI/segment/99", "window/MOJ-FN-FOI/segment/0", "poem/1", "window/MOJ-FN-FOI/x/1"],
)
def test_what_is_not_there_is_not_found(work: AtWork, place: str) -> None:
    rea(work).open(f"{PROJECT}/part/{place}", status=404)
    rea(work).open(f"{DESK}/projects/NOBODY/part/{FOREIGNERS}", status=404)


def test_working_copies_are_ones_own(fresh_work: AtWork) -> None:
    rea(fresh_work).open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-21").press(SAVE)

    page = fresh_work.inside(HAN).open(PROJECT)
    assert page.says("2021-10-20")
    assert not page.says("This is your working copy.")
