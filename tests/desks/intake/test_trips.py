"""Trips: added, changed, taken out; a date changed after a result keeps its first answer."""

from tests.client import Page
from tests.desks.intake.opened import file_of

MARCH = {"passport": "VNM", "entered-day": 2, "entered-month": 3, "entered-year": 2015}


def add(begun: Page, answers: dict) -> Page:
    return begun.visitor.open("/en/trip").fill(answers).press("Save this trip")


def test_every_fact_of_a_trip_is_kept_and_shown_again(begun: Page):
    more = {
        "exited-year": 2016,
        "port_in": "ICN",
        "port_out": "other",
        "channel_in": "desk",
        "channel_out": "gate",
        "capacity": "crew",
        "registered": "yes",
        "gate_registered": "dont_know",
    }
    page = add(begun, MARCH | more)
    assert page.address == "/en/trips"
    for words in ("Vietnam", "2 March 2015", "2016", "Incheon", "As crew of a ship or aircraft"):
        assert page.says(words)
    again = page.follow("Change trip 1")
    assert {name: again.value(name) for name in MARCH | more} == {name: str(v) for name, v in (MARCH | more).items()}


def test_a_trip_of_which_nothing_is_remembered_is_a_trip(begun: Page):
    assert add(begun, {"passport": ""}).says("not remembered")
    assert add(begun, {"entered-none": True, "exited-year": 2012}).says("did not happen")


def test_a_trip_before_birth_is_refused_and_names_both(begun: Page):
    begun.visitor.open("/en/person").fill({"name": "Linh", "born-year": 2015}).press("Save")
    page = begun.visitor.open("/en/trip").fill(MARCH | {"entered-year": 2012}).press_refused("Save this trip")
    assert any("2012" in line and "2015" in line for line in page.errors)
    assert page.value("entered-year") == "2012"


def test_a_birth_after_a_trip_is_refused_on_the_other_page_too(begun: Page):
    add(begun, MARCH)
    page = begun.visitor.open("/en/person").fill({"name": "Linh", "born-year": 2016}).press_refused("Save")
    assert any("2015" in line and "2016" in line for line in page.errors)


def test_a_date_changed_before_results_leaves_no_trace_and_after_them_keeps_the_first(begun: Page):
    visitor = begun.visitor
    add(begun, MARCH)
    page = visitor.open("/en/trips").follow("Change trip 1")
    assert not page.says("what helped you remember")
    page.fill({"entered-day": 3}).press("Save this trip")
    assert file_of(begun).records[0].earlier == ()

    visitor.open("/en/review")
    page = visitor.open("/en/trips").follow("Change trip 1")
    assert page.says("what helped you remember?")
    page.fill({"entered-day": 4, "what_helped": "a photo"}).press("Save this trip")
    record = file_of(begun).records[0]
    assert record.entered == "2015-03-04"
    assert [(each.entered, each.what_helped) for each in record.earlier] == [("2015-03-03", "a photo")]

    visitor.open("/en/trips").follow("Change trip 1").fill({"channel_in": "gate"}).press("Save this trip")
    assert len(file_of(begun).records[0].earlier) == 1


def test_results_show_in_the_list_only_after_they_were_shown(begun: Page):
    add(begun, MARCH)
    assert not begun.visitor.open("/en/claim").says("inside a range")
    begun.visitor.open("/en/review")
    assert begun.visitor.open("/en/claim").says("1 trip, 1 inside a range")


def test_a_trip_is_taken_out_after_asking(begun: Page):
    add(begun, MARCH)
    page = add(begun, MARCH | {"entered-year": 2016}).follow("Take out trip 1")
    assert page.says("2 March 2015")
    page = page.press("Take it out")
    assert page.says("2 March 2016")
    assert not page.says("2 March 2015")


def test_a_trip_of_nobody_is_not_found(begun: Page):
    for address in ("/en/trip/" + "0" * 32, "/en/trip/x/remove"):
        assert begun.visitor.fetch(address).status_code == 404


def test_two_tabs_with_two_new_trips_keep_both(begun: Page):
    first, second = begun.visitor.open("/en/trip"), begun.visitor.open("/en/trip")
    first.fill(MARCH).press("Save this trip")
    page = second.fill(MARCH | {"entered-year": 2017}).press("Save this trip")
    assert page.says("2 March 2015")
    assert page.says("2 March 2017")
