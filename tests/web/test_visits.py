"""Visits: the cookie of a claimant or a member, what browsers are told about it, and that one is never the other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie

import pytest
from flask import Flask, Response
from sqlmodel import select

from app import create_app
from claims.model.session import SessionRow
from claims.store.clock import seconds
from claims.store.seal import new_key
from claims.store.sessions import CLAIMANT_IDLE, MEMBER_IDLE, Visit, end_all_visits
from claims.web import house as house_of
from claims.web.visits import CLAIMANT, MEMBER, begin, cookie_name, end, visit_of
from tests.make import MadeOffice
from tests.web.small_house import on_page

KINDS = (CLAIMANT, MEMBER)


@pytest.fixture
def service(small_bare_office: MadeOffice) -> Flask:
    """The service of an office."""
    return create_app(small_bare_office.settings)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment that the service takes for now; put another in its place."""
    moment = [datetime(2026, 11, 22, 3, 0, 17, tzinfo=UTC)]
    monkeypatch.setattr(house_of, "now", lambda: moment[0])
    return moment


def here(service: Flask, kind: str) -> Visit:
    """Somebody of a kind who begins now."""
    with service.app_context():
        now, office = seconds(house_of.house().now()), house_of.house().office_id
    return Visit(kind=kind, office_id=office, subject="a1" * 16, key=new_key(), since=now)  # type: ignore[arg-type]  # one of KINDS


def given(service: Flask, visit: Visit) -> Morsel[str]:
    """The cookie a browser is given for a visit."""
    with on_page(service):
        answer = begin(Response(), visit)
    [line] = answer.headers.getlist("Set-Cookie")
    [cookie] = SimpleCookie(line).values()
    return cookie


def found(service: Flask, kind: str, name: str, value: str) -> Visit | None:
    """Who a browser with this cookie is, of a kind."""
    with on_page(service, headers={"Cookie": f"{name}={value}"}):
        return visit_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_ends_with_the_browser(
    service: Flask, kind: str
) -> None:
    cookie = given(service, here(service, kind))

    assert cookie.key == kind
    assert {name: value for name, value in cookie.items() if value} == {
        "path": "/",
        "httponly": True,
        "samesite": "Strict",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_behind_tls_the_cookie_is_bound_to_the_host(service: Flask, kind: str) -> None:
    """The prefix makes browsers refuse a Domain, another path and plain http."""
    service.config["SECURE"] = True
    cookie = given(service, here(service, kind))

    assert cookie.key == f"__Host-{kind}"
    assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["max-age"]) == (True, "/", "", "")
    assert found(service, kind, kind, cookie.value) is None, "a cookie without the prefix may come from another host"


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_brings_the_cookie_is_who_began(service: Flask, kind: str) -> None:
    visit = here(service, kind)
    cookie = given(service, visit)

    assert found(service, kind, cookie.key, cookie.value) == visit


@pytest.mark.parametrize(("kind", "other"), [KINDS, KINDS[::-1]])
def test_a_cookie_of_one_kind_opens_nothing_of_the_other(service: Flask, kind: str, other: str) -> None:
    """Not under its own name, and not when somebody puts it under the other name."""
    cookie = given(service, here(service, kind))

    assert found(service, other, kind, cookie.value) is None
    assert found(service, other, other, cookie.value) is None


def test_both_kinds_live_side_by_side_in_one_browser(service: Flask) -> None:
    claimant, member = here(service, CLAIMANT), here(service, MEMBER)
    cookies = [given(service, claimant), given(service, member)]
    with on_page(service, headers={"Cookie": "; ".join(f"{one.key}={one.value}" for one in cookies)}):
        assert (visit_of(CLAIMANT), visit_of(MEMBER)) == (claimant, member)


def test_a_visit_of_another_office_is_nobody_here(service: Flask) -> None:
    cookie = given(service, here(service, CLAIMANT))
    service.extensions[house_of.NAME] = replace(service.extensions[house_of.NAME], office_id="0" * 32)

    assert found(service, CLAIMANT, cookie.key, cookie.value) is None


@pytest.mark.parametrize("value", ["", "x", "A" * 43, "ä" * 43, "A" * 5000, "=" * 44])
def test_a_foreign_cookie_is_nobody(service: Flask, value: str) -> None:
    assert found(service, CLAIMANT, CLAIMANT, value) is None


def test_within_one_request_the_answer_stays_the_same(service: Flask) -> None:
    """Asked once: a page is not half of a claimant and half of nobody."""
    visit = here(service, CLAIMANT)
    cookie = given(service, visit)
    with on_page(service, headers={"Cookie": f"claimant={cookie.value}"}):
        assert visit_of(CLAIMANT) == visit
        with house_of.house().database.deed() as session:
            end_all_visits(session)
        assert visit_of(CLAIMANT) == visit
    assert found(service, CLAIMANT, CLAIMANT, cookie.value) is None


@pytest.mark.parametrize(("kind", "idle"), [(CLAIMANT, CLAIMANT_IDLE), (MEMBER, MEMBER_IDLE)])
def test_each_page_keeps_a_visit_alive_and_idling_ends_it(
    service: Flask, clock: list[datetime], kind: str, idle: int
) -> None:
    cookie = given(service, here(service, kind))
    for _ in range(3):
        clock[0] += timedelta(seconds=idle - 60)
        assert found(service, kind, kind, cookie.value) is not None
    clock[0] += timedelta(seconds=idle + 120)
    assert found(service, kind, kind, cookie.value) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("secure", [False, True])
def test_ending_takes_the_cookie_and_its_row_and_no_other(service: Flask, kind: str, secure: bool) -> None:
    service.config["SECURE"] = secure
    mine, yours = given(service, here(service, kind)), given(service, here(service, kind))
    with on_page(service, headers={"Cookie": f"{mine.key}={mine.value}"}):
        answer = end(Response(), kind)
        name = cookie_name(kind)

    gone = SimpleCookie(answer.headers["Set-Cookie"])[name]
    assert (gone.value, gone["path"], gone["httponly"], gone["samesite"]) == ("", "/", True, "Strict")
    assert bool(gone["secure"]) == secure  # a browser ignores a __Host- cookie that comes without it
    assert "1970" in gone["expires"]
    assert found(service, kind, name, mine.value) is None
    assert found(service, kind, name, yours.value) is not None


def test_ending_where_nobody_is_ends_nothing(service: Flask) -> None:
    given(service, here(service, CLAIMANT))
    with on_page(service):
        answer = end(Response(), CLAIMANT)
        with house_of.house().database.question() as session:
            assert len(session.exec(select(SessionRow)).all()) == 1
    assert answer.headers["Set-Cookie"].startswith("claimant=;")
