"""Every claimant address begins with its language; desks remember a choice; nobody is answered in a language by surprise."""

import pytest
from flask.testing import FlaskClient


def spoken(text: str) -> str:
    return text.split('<p id="spoken">')[1].split("<")[0]


@pytest.mark.parametrize("tag", ["ko", "en", "zh-Hans", "ja", "vi", "ar"])
def test_the_address_decides(page: FlaskClient, tag: str) -> None:
    answer = page.get(f"/{tag}/", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert f'<html lang="{tag}" dir="{"rtl" if tag == "ar" else "ltr"}">' in answer.text
    assert f'href="/{tag}/about"' in answer.text


@pytest.mark.parametrize("path", ["/xx/", "/zh-hans/", "/EN/trip/3"])
def test_an_unknown_language_is_a_page_not_found_in_the_browsers_language(page: FlaskClient, path: str) -> None:
    answer = page.get(path, headers={"Accept-Language": "vi"})
    assert answer.status_code == 404
    assert '<html lang="vi"' in answer.text


def test_a_missing_page_is_answered_in_the_language_of_its_address(page: FlaskClient) -> None:
    answer = page.get("/ar/nothing-here", headers={"Accept-Language": "ja"})
    assert answer.status_code == 404
    assert '<html lang="ar" dir="rtl">' in answer.text


def test_the_front_door_leads_to_the_browsers_language(page: FlaskClient) -> None:
    answer = page.get("/", headers={"Accept-Language": "ja,en;q=0.5"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ja/")
    assert answer.headers["Vary"] == "Accept-Language"
    assert page.get("/", headers={"Accept-Language": "tlh"}).headers["Location"] == "/ko/"


def test_the_chooser_leads_to_the_same_page_and_drops_the_query(page: FlaskClient) -> None:
    text = page.get("/en/trip/7?secret=1").text
    for tag in ("ko", "zh-Hans", "ar"):
        assert f'<a href="/{tag}/trip/7" lang="{tag}" hreflang="{tag}"' in text
    assert "secret" not in text
    assert text.count('aria-current="true"') == 2  # at the top and at the foot


def test_from_a_page_that_only_takes_forms_the_chooser_leads_home(page: FlaskClient) -> None:
    assert '<a href="/ja/" lang="ja"' in page.post("/en/deed").text


def test_a_desk_without_language_in_its_address_remembers_the_choice(page: FlaskClient) -> None:
    korean = {"Accept-Language": "ko"}
    assert spoken(page.get("/desk/sign-in", headers=korean).text) == "ko"
    chosen = page.get("/desk/sign-in?language=en", headers=korean)
    assert spoken(chosen.text) == "en"
    assert 'href="/desk/sign-in?language=ko"' in chosen.text
    assert spoken(page.get("/desk/sign-in", headers=korean).text) == "en"


def test_a_desk_speaks_only_the_offices_languages(page: FlaskClient) -> None:
    assert spoken(page.get("/desk/sign-in?language=ar", headers={"Accept-Language": "en"}).text) == "en"
    assert page.get_cookie("language") is None
