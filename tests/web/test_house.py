"""The house: joined once, found by every door, its days those of the office."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app import create_app
from claims.web import house as house_of
from claims.web.house import House, house
from tests.make import MadeOffice


@pytest.fixture
def here(small_bare_office: MadeOffice) -> House:
    """The house of an office in Seoul."""
    with create_app(small_bare_office.settings).app_context():
        return house()


def test_a_door_finds_the_house_that_was_joined(small_bare_office: MadeOffice) -> None:
    service = create_app(small_bare_office.settings)
    with service.app_context():
        assert house() is service.extensions[house_of.NAME]
        assert (house().office_id, house().office_name) == (small_bare_office.office.id, "Test office")


def test_without_a_house_nothing_is_guessed() -> None:
    with Flask("bare").app_context(), pytest.raises(KeyError, match=house_of.NAME):
        house()


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 21, 14, 59, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 15, 0, 0, tzinfo=UTC), date(2026, 11, 22)),
    ],
)
def test_the_legal_day_begins_at_midnight_in_the_office(
    here: House, monkeypatch: pytest.MonkeyPatch, instant: datetime, day: date
) -> None:
    monkeypatch.setattr(house_of, "now", lambda: instant)

    assert here.now() == instant
    assert here.today() == day


def test_now_is_aware(here: House) -> None:
    assert here.now().utcoffset() is not None
