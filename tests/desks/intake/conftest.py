"""A service with a claimant's door, for the tests of its pages. This is where they get visitors and drafts.

One office serves all tests of this folder: every test brings its own claim, and nobody sees another's.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from tests.client import Page, Visitor
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office


@pytest.fixture(scope="package")
def office(sqlite_template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office with its registry published."""
    folder = tmp_path_factory.mktemp("intake")
    made = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield made
    made.close()


@pytest.fixture(scope="package")
def service(office: MadeOffice) -> Flask:
    """The running service of that office."""
    made = create_app(office.settings)
    made.config["TESTING"] = True
    return made


@pytest.fixture
def visitor(service: Flask) -> Visitor:
    """Somebody at the door whose browser knows nothing yet."""
    return Visitor(service)


@pytest.fixture
def begun(visitor: Visitor) -> Page:
    """The task list of a draft just begun, its receipt confirmed."""
    return begin(visitor)


def begin(visitor: Visitor, language: str = "en") -> Page:
    """Begin a draft in a language: receipt shown, last four characters typed."""
    page = visitor.open(f"/{language}/begin")
    page = page.form(button=page.buttons[0]).press(page.buttons[0])
    last_four = page.value("code")[-4:]
    filled = page.fill(last_four=last_four)
    return filled.press(page.buttons[0])


def fill_what_is_needed(begun: Page) -> None:
    """A yes, a name, a trip: enough to send."""
    visitor = begun.visitor
    visitor.open("/en/agreements").fill(C1="yes", C8="no").press("Save my answers")
    visitor.open("/en/person").fill(name="Nguyễn Thị Linh").press("Save")
    trip = {"passport": "VNM", "entered-day": 2, "entered-month": 3, "entered-year": 2015}
    visitor.open("/en/trip").fill(trip).press("Save this trip")


@pytest.fixture
def sent(begun: Page) -> Page:
    """The page after sending."""
    fill_what_is_needed(begun)
    return begun.visitor.open("/en/review").press("Send to the lawyers")
