"""The door cookie and the token that ties a page to it."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from claims.errors import NotValid
from claims.web.csrf import check_csrf, csrf_holds, csrf_token, csrf_token_for_upload
from tests.web.small_house import small_house

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]{64})"')
SENTENCE = "This page was open for a long time. Nothing was lost. Please press the button again."


def token_of(text: str) -> str:
    found = TOKEN.search(text)
    assert found
    return found[1]


def test_a_form_page_brings_a_door_that_scripts_cannot_read(page: FlaskClient) -> None:
    cookie = page.get("/en/everything").headers["Set-Cookie"]
    assert re.fullmatch(r"door=[0-9a-f]{64}; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_behind_tls_the_door_is_bound_to_the_host() -> None:
    page = small_house(SECURE=True).test_client()
    cookie = page.get("/en/everything", base_url="https://localhost").headers["Set-Cookie"]
    assert re.fullmatch(r"__Host-door=[0-9a-f]{64}; Secure; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_a_page_without_a_form_sets_no_cookie(page: FlaskClient) -> None:
    assert "Set-Cookie" not in page.get("/en/about").headers


def test_the_door_stays_and_the_token_with_it(page: FlaskClient) -> None:
    first = page.get("/en/everything")
    second = page.get("/en/everything")
    assert token_of(first.text) == token_of(second.text)
    assert "Set-Cookie" not in second.headers


def test_the_right_token_is_accepted(page: FlaskClient) -> None:
    token = token_of(page.get("/en/everything").text)
    assert page.post("/en/everything", data={"csrf_token": token, "name": "An"}).status_code == 200


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ünïcode", "0##0"])
def test_a_wrong_token_brings_the_page_back_with_what_was_typed(page: FlaskClient, token: str | None) -> None:
    good = token_of(page.get("/en/everything").text)
    answer = page.post("/en/everything", data={"name": "Nguyễn Văn An"} | ({"csrf_token": token} if token else {}))
    assert answer.status_code == 422
    assert SENTENCE in answer.text
    assert 'value="Nguyễn Văn An"' in answer.text
    assert token_of(answer.text) == good  # pressing the button again works


def test_the_token_of_another_browser_does_not_hold(house: Flask) -> None:
    token = token_of(house.test_client().get("/en/everything").text)
    other = house.test_client()
    other.get("/en/everything")
    assert other.post("/en/everything", data={"csrf_token": token, "name": "An"}).status_code == 422


def test_after_a_restart_old_tokens_no_longer_hold(page: FlaskClient) -> None:
    token = token_of(page.get("/en/everything").text)
    page.application.config["CSRF_SECRET"] = b"\x02" * 32
    assert page.post("/en/everything", data={"csrf_token": token, "name": "An"}).status_code == 422


def test_a_door_that_is_none_is_replaced(house: Flask) -> None:
    page = house.test_client()
    page.set_cookie("door", "x" * 64)
    assert "Set-Cookie" in page.get("/en/everything").headers


def test_the_token_can_be_checked_before_a_file_is_read(house: Flask) -> None:
    with house.test_request_context("/"):
        assert csrf_token_for_upload() == csrf_token()
        assert csrf_holds(csrf_token())
        check_csrf(csrf_token())
        with pytest.raises(NotValid, match="page_too_old"):
            check_csrf("")
