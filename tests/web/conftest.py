"""The small house and a client for it, and the offices that the tests of this room may ask for (see tests/offices.py)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.offices import bare_office as bare_office
from tests.offices import small_bare_office as small_bare_office
from tests.web.small_house import small_house


@pytest.fixture
def house() -> Flask:
    """A small house of its own for each test."""
    return small_house()


@pytest.fixture
def page(house: Flask) -> FlaskClient:
    """A browser at its door, with a cookie jar."""
    return house.test_client()
