"""Known browsers: known to the member who signed in from them, to nobody else, and by a name that says nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from claims.model.staff import KnownBrowser, Member
from claims.store.known_browsers import (
    MOST_EACH,
    browser_row_id,
    forget_browsers,
    is_known,
    new_browser_cookie,
    remember_browser,
)
from tests.cast import HAN, TRIIN
from tests.make import NOW, MadeOffice, make_office


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """An office with two members."""
    made = make_office(database_url, tmp_path, members=(HAN, TRIIN))
    yield made
    made.close()


def members(office: MadeOffice) -> tuple[Member, Member]:
    """Han and Triin."""
    with office.database.question() as session:
        han, triin = session.exec(select(Member).order_by(col(Member.sign_in_name)))
    return han, triin


def remember(office: MadeOffice, cookie: str, member: Member, *, weeks: int = 0) -> None:
    """A sign-in from a browser, so many weeks from now."""
    with office.database.deed() as session:
        remember_browser(session, cookie, member=member, now=NOW + timedelta(weeks=weeks))


def knows(office: MadeOffice, cookie: str, member: Member) -> bool:
    """Whether it is known."""
    with office.database.question() as session:
        return is_known(session, cookie, member_id=member.id)


def test_it_is_known_to_the_one_who_signed_in_there(office: MadeOffice) -> None:
    han, triin = members(office)
    cookie = new_browser_cookie()
    remember(office, cookie, han)

    assert knows(office, cookie, han)
    assert not knows(office, cookie, triin)
    assert not knows(office, new_browser_cookie(), han)
    remember(office, cookie, triin)
    assert knows(office, cookie, triin)
    assert browser_row_id(cookie, member_id=han.id) != browser_row_id(cookie, member_id=triin.id)


@pytest.mark.parametrize("cookie", ["", "x", "ä" * 43, "A" * 42, "A" * 4000])
def test_what_is_no_cookie_of_ours_is_nobody_and_is_not_kept(office: MadeOffice, cookie: str) -> None:
    han, _ = members(office)
    remember(office, cookie, han)

    assert not knows(office, cookie, han)
    assert browser_row_id(cookie, member_id=han.id) == ""


def test_a_row_moved_to_another_member_knows_nobody(office: MadeOffice) -> None:
    han, triin = members(office)
    cookie = new_browser_cookie()
    remember(office, cookie, han)
    with office.database.deed() as session:
        session.exec(select(KnownBrowser)).one().member_id = triin.id

    assert not knows(office, cookie, han)
    assert not knows(office, cookie, triin)


def test_the_latest_are_kept_and_none_beyond_a_year(office: MadeOffice) -> None:
    han, _ = members(office)
    old, cookies = new_browser_cookie(), [new_browser_cookie() for _ in range(MOST_EACH + 1)]
    remember(office, old, han, weeks=-60)
    for week, cookie in enumerate(cookies):
        remember(office, cookie, han, weeks=week)

    assert not knows(office, old, han)
    assert not knows(office, cookies[0], han)
    assert all(knows(office, cookie, han) for cookie in cookies[1:])


def test_forgotten_is_forgotten(office: MadeOffice) -> None:
    han, triin = members(office)
    cookie = new_browser_cookie()
    for member in (han, triin):
        remember(office, cookie, member)
    with office.database.deed() as session:
        forget_browsers(session, han.id)

    assert not knows(office, cookie, han)
    assert knows(office, cookie, triin)
