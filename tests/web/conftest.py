"""The small house and a client for it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.small_house import small_house


@pytest.fixture
def house() -> Flask:
    """A small house of its own for each test."""
    return small_house()


@pytest.fixture
def page(house: Flask) -> FlaskClient:
    """A browser at its door, with a cookie jar."""
    return house.test_client()
