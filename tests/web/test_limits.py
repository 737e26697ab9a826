"""Attempts are counted by name for the whole host, and words are tried in two places at a time, one of them not for strangers."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from app import create_app
from claims.web import limits
from claims.web.limits import LONGEST_NAME, Limit, attempts, check_attempt, folded, room_for_words
from tests.make import MadeOffice

TWICE = Limit("twice", most=2)


@pytest.fixture
def inside(small_bare_office: MadeOffice) -> Iterator[Flask]:
    """Inside the service of an office."""
    service = create_app(small_bare_office.settings)
    with service.app_context():
        yield service


def test_so_many_attempts_and_no_more_within_a_window(inside: Flask) -> None:
    for _ in range(2):
        check_attempt(TWICE, "han", now=600)

    with pytest.raises(TooManyRequests) as refused:
        check_attempt(TWICE, "han", now=700)

    assert refused.value.retry_after == 500
    check_attempt(TWICE, "triin", now=700)
    check_attempt(TWICE, "han", now=1200)


def test_another_process_of_this_host_counts_the_same(inside: Flask, small_bare_office: MadeOffice) -> None:
    for _ in range(2):
        check_attempt(TWICE, "han", now=600)
    other = create_app(small_bare_office.settings)

    with other.app_context(), pytest.raises(TooManyRequests):
        check_attempt(TWICE, "han", now=600)


def test_who_knew_the_words_need_not_wait(inside: Flask) -> None:
    for _ in range(2):
        check_attempt(TWICE, "han", now=600)

    attempts().forgive(TWICE, "han")

    check_attempt(TWICE, "han", now=600)


def test_a_name_is_the_same_in_capitals_and_at_any_length() -> None:
    assert folded(" HAN ") == folded("han")
    assert folded("x" * 10_000) == "x" * LONGEST_NAME


def test_a_flood_of_strangers_takes_one_place_and_leaves_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BUSY_SECONDS", 0.01)
    with room_for_words("stranger"):
        with pytest.raises(TooManyRequests), room_for_words("stranger"):
            raise AssertionError("two strangers at once")
        with room_for_words("known"), pytest.raises(TooManyRequests), room_for_words("known"):
            raise AssertionError("three at once")
    two, three = (room_for_words("known"), room_for_words("known")), room_for_words("stranger")
    with two[0], two[1], pytest.raises(TooManyRequests), three:
        raise AssertionError("three at once")
    with room_for_words("stranger"):
        pass  # a stranger who found no room left none taken
