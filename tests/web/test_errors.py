"""Refusals and errors as pages: in every language, without secrets, without a database."""

import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from gunicorn.http.errors import InvalidChunkSize
from markupsafe import escape
from sqlalchemy.exc import DatabaseError, NoResultFound, OperationalError

from claims.errors import Damaged
from claims.web import errors
from claims.web.errors import error_page
from claims.web.language import CLAIMANT_LANGUAGES, Language, speaking
from claims.web.wording_errors import ERROR_WORDS
from tests.web.small_house import on_page, small_house


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("not-found", 404, "There is no such page"),
        ("not-allowed", 403, "This page is not open to you"),
        ("not-now", 409, "This claim has already been sent. It need not be sent twice."),
        ("not-valid", 422, "This file is empty. Please choose it again, or take the photo again."),
        ("conflict", 409, "Someone else has changed this in the meantime."),
        ("damaged", 500, "To be safe we show nothing of it rather than a part of it."),
    ],
)
def test_each_refusal_has_its_page(page: FlaskClient, kind: str, status: int, sentence: str) -> None:
    answer = page.get(f"/refuse/{kind}", headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert sentence in answer.text
    assert answer.text.count("<h1>") == 1
    assert "Redress</title>" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("language", CLAIMANT_LANGUAGES, ids=lambda one: one.tag)
@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])
def test_every_status_has_a_page_in_every_language(house: Flask, status: int, language: Language) -> None:
    house.add_url_rule("/<language>/break/<int:status>", "break", lambda status: abort(status))
    with speaking(language.tag):
        title, sentences = str(ERROR_WORDS[status].title), [str(each) for each in ERROR_WORDS[status].sentences]
    answer = house.test_client().get(f"/{language.tag}/break/{status}")
    assert answer.status_code == status
    assert f'<html lang="{language.tag}" dir="{language.direction}">' in answer.text
    assert f"<h1>{escape(title)}</h1>" in answer.text
    assert all(str(escape(sentence)) in answer.text for sentence in sentences)
    assert ("Retry-After" in answer.headers) == (status in (429, 503))


def test_a_status_without_words_says_the_general_ones(house: Flask) -> None:
    with on_page(house):
        assert b"We could not read that request" in error_page(418).data
        assert b"Something went wrong on our side" in error_page(502).data


def test_a_method_that_is_not_answered_names_those_that_are(page: FlaskClient) -> None:
    answer = page.post("/en/about")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_unforeseen_error_shows_and_logs_nothing_of_its_message(caplog: pytest.LogCaptureFixture) -> None:
    page = small_house(PROPAGATE_EXCEPTIONS=False).test_client()
    with caplog.at_level(logging.DEBUG):
        answer = page.get("/refuse/unforeseen")
    assert answer.status_code == 500
    assert "secret" not in answer.text + caplog.text
    assert "Traceback" not in answer.text + caplog.text
    assert "ValueError at refuse" in caplog.text


def test_tests_see_unforeseen_errors(page: FlaskClient) -> None:
    with pytest.raises(ValueError, match="secret words"):
        page.get("/refuse/unforeseen")


def test_a_database_that_is_away_is_a_503(house: Flask) -> None:
    def away() -> str:
        raise OperationalError("SELECT secret", {}, Exception("secret"))

    house.add_url_rule("/away", "away", away)
    answer = house.test_client().get("/away")
    assert answer.status_code == 503
    assert "secret" not in answer.text


def test_the_page_needs_nothing_that_other_rooms_add_to_pages(house: Flask) -> None:
    def from_the_database() -> dict[str, object]:
        raise OperationalError("SELECT", {}, Exception())

    house.context_processor(from_the_database)
    answer = house.test_client().get("/en/")
    assert answer.status_code == 503
    assert "<main" in answer.text


def test_if_the_templates_are_away_a_bare_page_is_sent(house: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("secret")

    monkeypatch.setattr(errors, "_full_page", broken)
    answer = house.test_client().get("/ar/nothing-here")
    assert answer.status_code == 404
    assert answer.text.startswith('<!doctype html><html lang="ar" dir="rtl">')
    assert "secret" not in answer.text


def test_a_redirect_raised_as_an_error_stays_a_redirect(page: FlaskClient) -> None:
    answer = page.get("/en")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/en/")


@pytest.mark.parametrize(
    ("broken", "status", "sentence"),
    [
        (InvalidChunkSize(b"secret"), 400, "We could not read that request"),
        (NoResultFound("secret"), 404, "This claim is no longer here."),
        (DatabaseError("SELECT secret", {}, Exception("malformed")), 500, "we show nothing of it"),
    ],
)
def test_what_breaks_below_has_its_page(house: Flask, broken: Exception, status: int, sentence: str) -> None:
    def broken_page() -> str:
        raise broken

    house.add_url_rule("/broken", "broken", broken_page)
    answer = house.test_client().get("/broken", headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert sentence in answer.text
    assert "secret" not in answer.text


def test_the_log_names_the_damaged_part_and_never_whose(house: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def damaged() -> str:
        raise Damaged("claim_part", reference="AB12CD34", part="file", number=1)

    house.add_url_rule("/damaged", "damaged", damaged)
    house.test_client().get("/damaged")
    assert "Damaged claim_part file 1 at damaged" in caplog.text
    assert "AB12CD34" not in caplog.text
