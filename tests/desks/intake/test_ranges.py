"""The page of all disclosed ranges with projects of every kind: what each asks stands there in plain words."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask, g

from claims.desks.intake.routes_open import ranges
from claims.model.disclosure import Registry
from claims.store.registry import registry_of
from claims.store.registry_file import read_project
from tests.client import Visitor
from tests.page_rules import faults, parse, words_in
from tests.store.small_registry import GOOD

ELSEWHERE = """format = 1
code = "ELSEWHERE"
title = { en = "Photos elsewhere" }
summary = { ko = "다른 나라의 사진." }

[[source]]
key = "letter"
title = "Letter"
publisher = "Court"
date = "2021"
address = "https://example.org/letter"
read_on = "2026-11-21"
"""
WINDOW = """
[[window]]
id = "{id}"
group = "{group}"
status = "{status}"
records = "{records}"
event = "{event}"
from = "{start}"
to = "2019"
sources = ["letter"]
title = {{ en = "Title of {id}" }}
summary = {{ en = "Summary of {id}." }}
"""


def window(
    name: str, records: str, event: str, more: str = "", *, group: str = "", status: str = "court", start: str = "2018"
) -> str:
    """A window of the made-up project as text."""
    made = WINDOW.format(id=name, group=group or name, status=status, records=records, event=event, start=start)
    return made + more


DEADLINE = '[[deadline]]\ncode = "{day}"\nday = "{day}"\nroute = "state"\nsources = ["letter"]\ntitle = {{ en = "Last of {day}" }}\n'
FILE = ELSEWHERE + "\n".join(
    [
        window(
            "STAY",
            "residence-US",
            "stay",
            'min_days = 183\nweight = { unit = "shares", shares = 10 }\n[[window.age]]\non = "2017-05-13"\nbelow = 18\n',
        ),
        window("MONTHS", "account-x", "stay", 'weight = { unit = "months" }\nsubclass_of = "STAY"\n'),
        window(
            "CROSSING",
            "border-USA",
            "entry_or_exit",
            '[[window.requires]]\nfact = "mode"\nis = ["land"]\n[[window.requires]]\nfact = "city"\nis = ["Mission"]\n',
        ),
        window(
            "NOTICE",
            "notice-x",
            "entry",
            '[[window.asked]]\ncode = "a"\nkind = "list"\ntitle = { en = "You are on the list" }\nsources = ["letter"]\n'
            '[[window.asked]]\ncode = "b"\nkind = "status"\nwanted = "no"\ntitle = { en = "You work there" }\nsources = ["letter"]\n',
        ),
        window("SURE", "loss-x", "entry", group="G", start="2017-02"),
        window("PRESS", "loss-x", "entry", group="G", status="press"),
        DEADLINE.format(day="2020-01-31"),
        DEADLINE.format(day="2999-12-31"),
    ]
)
TRIPS = GOOD + "\n" + "\n".join(DEADLINE.format(day=day) for day in ("2020-01-31", "2999-12-31"))
REGISTRY = registry_of([read_project(FILE, name="elsewhere"), read_project(TRIPS, name="trips")])


def page_of(service: Flask, registry: Registry, language: str = "en") -> Element:
    """The page as a good tree, with this registry in force."""
    with service.test_request_context(f"/{language}/ranges"):
        g.registry = registry
        service.preprocess_request()
        html = ranges()
    assert faults(html) == []
    return parse(html)[0]


@pytest.fixture(scope="module")
def page(service: Flask) -> Element:
    return page_of(service, REGISTRY)


def card(page: Element, name: str) -> str:
    (found,) = [element for element in page.iter("section") if element.attrib.get("id") == name]
    return words_in(found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("STAY", ["each day of living there", "At least 183 days of it in the range", "10 shares"]),
        ("STAY", ["younger than 18 years on 13 May 2017"]),
        ("MONTHS", ["each day that an account was in use", "Each month within the range counts.", "Part of STAY"]),
        ("CROSSING", ["entry or exit (United States)", "by land", "City Mission"]),
        ("NOTICE", ["the day of a notice or look-up", "Only if You are on the list", "Not if You work there"]),
        ("SURE", ["gives other days: PRESS. This one counts first."]),
        ("PRESS", ["gives other days: SURE. That one counts first.", "press report"]),
        ("EXAMPLE-1", ["What counts entry First day"]),
    ],
)
def test_a_range_says_in_plain_words_what_it_asks(page: Element, name: str, words: list[str]):
    said = card(page, name)
    assert [each for each in words if each not in said] == []


def test_projects_about_trips_come_first_and_the_others_behind_a_heading(page: Element):
    text = words_in(page)
    places = [text.index(words) for words in ("An example", "Other disclosed projects", "Photos elsewhere")]
    assert places == sorted(places)


def test_two_reports_of_equal_rank_that_differ_are_left_undecided(service: Flask):
    text = (
        ELSEWHERE + window("A", "loss-x", "entry", group="G") + window("B", "loss-x", "entry", group="G", start="2017")
    )
    page = page_of(service, registry_of([read_project(text, name="x")]))
    for name in ("A", "B"):
        assert "Neither counts before the other." in card(page, name)


def test_no_passed_day_is_shown_where_trips_are_compared_and_every_stated_day_elsewhere(page: Element):
    about_trips, elsewhere = words_in(page).split("Other disclosed projects")
    assert "31 January 2020" not in about_trips
    assert "31 December 2999: Last of 2999-12-31" in about_trips
    assert "A lawyer will look at time limits for you." in about_trips
    assert "31 January 2020: Last of 2020-01-31 This day has passed." in elsewhere
    assert "31 December 2999: Last of 2999-12-31 " in elsewhere


@pytest.mark.parametrize(
    ("language", "text", "tag", "note"),
    [
        ("en", "다른 나라의 사진.", "ko", "in Korean"),
        ("ko", "Photos elsewhere", "en", None),
        ("ar", "Photos elsewhere", "en", None),
        ("ar", "다른 나라의 사진.", "ko", None),
    ],
)
def test_a_text_in_another_language_is_marked(service: Flask, language: str, text: str, tag: str, note: str | None):
    page = page_of(service, REGISTRY, language)
    marked = [element for element in page.iter("span") if element.attrib.get("lang") == tag and element.text == text]
    assert marked
    assert {element.attrib["dir"] for element in marked} == {"ltr"}
    notes = [words_in(element) for element in page.iter("span") if element.attrib.get("class") == "tongue"]
    assert notes
    assert note is None or note in notes


def test_what_is_in_the_readers_language_is_not_marked(page: Element):
    assert not [element for element in page.iter("span") if element.attrib.get("lang") == "en"]


def test_the_page_leads_to_the_documents_for_programs(visitor: Visitor, office):
    page = visitor.open("/en/ranges")
    assert page.download("The whole list (JSON)").json["revision"] == office.registry.revision
    assert page.download("How a file of the list is written (JSON Schema)").json["title"] == "project"
    assert page.download("How a comparison is written down (JSON Schema)").mimetype == "application/schema+json"
    for project in office.registry.projects:
        assert f'code = "{project.code}"' in page.download(project.code).text
