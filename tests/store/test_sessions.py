"""Sessions: the row alone opens nothing, the cookie alone opens nothing, and after a restart both together open nothing."""

import base64
import json
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlmodel import Session, select, update

from claims.model.session import SessionRow
from claims.store import sessions
from claims.store.host_key import HostKey
from claims.store.seal import new_key
from claims.store.sessions import (
    CLAIMANT_IDLE,
    LONGEST,
    MEMBER_IDLE,
    ROUNDED,
    Visit,
    begin_visit,
    end_all_visits,
    end_old_visits,
    end_visit,
    read_visit,
    touch_visit,
)
from tests.make import MadeOffice
from tests.store import stranger

NOON = 1_795_316_460 + 17
HOST = HostKey(bytes(range(32, 64)))
RESTARTED = HostKey(bytes(range(64, 96)))


def visit(office: MadeOffice, *, kind: str = "claimant") -> Visit:
    """Somebody who is here since noon."""
    return Visit(kind=kind, office_id=office.office.id, subject="a1" * 16, key=new_key(), since=NOON)


def begin(office: MadeOffice, who: Visit) -> str:
    """The cookie of a session of theirs."""
    with office.database.deed() as session:
        return begin_visit(session, who, host_key=HOST)


def here(office: MadeOffice, cookie: str, *, now: int = NOON, host_key: HostKey = HOST) -> Visit | None:
    """Who that cookie says is here."""
    with office.database.question() as session:
        found = read_visit(session, cookie, host_key=host_key, now=now)
    return found[0] if found else None


def row_of(session: Session, cookie: str) -> SessionRow:
    """The row of a cookie."""
    return session.get_one(SessionRow, sessions._names(secret_of(cookie), HOST)[0])


def secret_of(cookie: str) -> bytes:
    """The bytes in a cookie."""
    return base64.urlsafe_b64decode(cookie + "=")


@pytest.mark.parametrize("kind", ["claimant", "member"])
def test_whoever_brings_the_cookie_is_who_began(bare_office: MadeOffice, kind: str) -> None:
    """Kind, subject and key come back as they were; a session of one kind is never one of the other."""
    who = visit(bare_office, kind=kind)

    assert here(bare_office, begin(bare_office, who)) == who


def test_a_stranger_opens_it_by_the_page_on_formats(bare_office: MadeOffice) -> None:
    """With cookie and host key together, and only so."""
    who = visit(bare_office)
    cookie = begin(bare_office, who)
    secret = secret_of(cookie)
    with bare_office.database.question() as session:
        row = row_of(session, cookie)
    host = stranger.derive(bytes(range(32, 64)), "session")
    payload = stranger.open_sealed(
        stranger.derive(secret + host, "session key"),
        row.payload,
        stranger.context("session", who.office_id, stranger.derive(secret, "session row", length=16).hex()),
    )

    assert json.loads(payload)["key"] == base64.b64encode(who.key).decode()


def test_known_names_of_a_session() -> None:
    """Fixed bytes: how row and key follow from a cookie."""
    row_id, key = sessions._names(bytes(range(32)), HOST)

    assert row_id == "2a08fed57eaa5099562236b68a0cd5d4"
    assert key.hex()[:16] == "59ad1690b9f4c7eb"


def test_a_stolen_row_says_nothing(bare_office: MadeOffice) -> None:
    """Its id is no cookie, and nothing in it is the key, the subject or the cookie."""
    who = visit(bare_office)
    cookie = begin(bare_office, who)
    with bare_office.database.question() as session:
        row = row_of(session, cookie)
    stolen = row.payload + row.id.encode()

    assert all(part not in stolen for part in (who.key, who.subject.encode(), secret_of(cookie), cookie.encode()))
    assert here(bare_office, base64.urlsafe_b64encode(bytes.fromhex(row.id) * 2).decode().rstrip("=")) is None


def test_after_a_restart_row_and_cookie_together_open_nothing(bare_office: MadeOffice) -> None:
    """The host key of the new start is another."""
    cookie = begin(bare_office, visit(bare_office))

    assert here(bare_office, cookie) is not None
    assert here(bare_office, cookie, host_key=RESTARTED) is None


def test_a_row_moved_under_another_name_opens_nothing(bare_office: MadeOffice) -> None:
    """The payload of one session, copied into the row of another."""
    mine, yours = begin(bare_office, visit(bare_office)), begin(bare_office, visit(bare_office))
    with bare_office.database.deed() as session:
        row_of(session, mine).payload = row_of(session, yours).payload

    assert here(bare_office, mine) is None
    assert here(bare_office, yours) is not None


@pytest.mark.parametrize(("kind", "idle"), [("claimant", CLAIMANT_IDLE), ("member", MEMBER_IDLE)])
def test_an_idle_session_is_over(bare_office: MadeOffice, kind: str, idle: int) -> None:
    """After twenty minutes for a claimant, thirty for a member, and at most a minute more."""
    cookie = begin(bare_office, visit(bare_office, kind=kind))

    assert here(bare_office, cookie, now=NOON + idle) is not None
    assert here(bare_office, cookie, now=NOON + idle + ROUNDED + 1) is None
    assert (CLAIMANT_IDLE, ROUNDED) == (1200, 60)


def test_whoever_stays_active_stays_until_the_limit(bare_office: MadeOffice) -> None:
    """Each page moves the idle limit on; twelve hours after the beginning it is over all the same."""
    cookie = begin(bare_office, visit(bare_office))
    for now in range(NOON, NOON + LONGEST, CLAIMANT_IDLE):
        assert here(bare_office, cookie, now=now) is not None
        with bare_office.database.deed() as session:
            touch_visit(session, cookie, host_key=HOST, now=now)

    assert here(bare_office, cookie, now=NOON + LONGEST + 1) is None


def test_a_rewritten_row_makes_no_session_longer(bare_office: MadeOffice) -> None:
    """Whoever can write the database may change `ends`, `seen` and `idle`; the beginning is under the seal."""
    cookie = begin(bare_office, visit(bare_office))
    with bare_office.database.deed() as session:
        session.exec(update(SessionRow).values(ends=NOON + 10**8, seen=NOON + 10**7, idle=10**8))

    assert here(bare_office, cookie, now=NOON + 10**7) is None
    with bare_office.database.deed() as session:
        end_all_visits(session)


def test_a_row_tells_the_minute_and_no_more(bare_office: MadeOffice) -> None:
    """`seen` and `ends` are whole minutes, so neither tells the second of signing in."""
    cookie = begin(bare_office, visit(bare_office))
    with bare_office.database.question() as session:
        row = row_of(session, cookie)

    assert NOON % ROUNDED
    assert (row.seen % ROUNDED, row.ends % ROUNDED) == (0, 0)


def test_a_foreign_cookie_is_nobody(bare_office: MadeOffice) -> None:
    """Whatever a browser sends: nobody, and no error."""
    for cookie in ("", "x", "ä" * 43, "A" * 42, "A" * 43, "A" * 4000, "\0", "a" * 43 + "=", "=" * 44):
        assert here(bare_office, cookie) is None
        with bare_office.database.deed() as session:
            touch_visit(session, cookie, host_key=HOST, now=NOON)
            end_visit(session, cookie, host_key=HOST)


def test_ending_takes_the_row_and_no_other(bare_office: MadeOffice) -> None:
    """The session of the next person goes on."""
    mine, yours = begin(bare_office, visit(bare_office)), begin(bare_office, visit(bare_office))
    with bare_office.database.deed() as session:
        end_visit(session, mine, host_key=HOST)

    assert here(bare_office, mine) is None
    assert here(bare_office, yours) is not None


def test_old_rows_are_destroyed_and_living_ones_kept(bare_office: MadeOffice) -> None:
    """By the worker's tidying; and all of them when the service starts."""
    begin(bare_office, visit(bare_office))
    later = Visit(kind="member", office_id=bare_office.office.id, subject="", key=b"", since=NOON + 3000)
    young = begin(bare_office, later)
    with bare_office.database.deed() as session:
        assert end_old_visits(session, now=NOON + 3000) == 1
        assert [row.id for row in session.exec(select(SessionRow))] == [sessions._names(secret_of(young), HOST)[0]]
        end_all_visits(session)
        assert session.exec(select(SessionRow)).all() == []


def test_after_the_end_the_row_is_in_no_byte_of_the_files(small_bare_office: MadeOffice) -> None:
    """Neither id nor payload: not in the file, not in the write-ahead log, not in free pages."""
    cookies = [begin(small_bare_office, visit(small_bare_office)) for _ in range(20)]
    with small_bare_office.database.question() as session:
        rows = [row_of(session, cookie) for cookie in cookies]
    file = Path(make_url(small_bare_office.settings.database_url).database or "")
    there = [path for path in file.parent.glob(file.name + "*") if path.suffix != ".sqlite-shm"]
    secrets = [row.payload[20:60] for row in rows] + [row.id.encode() for row in rows]
    assert all(any(secret in path.read_bytes() for path in there) for secret in secrets)

    with small_bare_office.database.deed() as session:
        for cookie in cookies:
            end_visit(session, cookie, host_key=HOST)
    small_bare_office.database.forget()

    assert not [secret for secret in secrets for path in there if secret in path.read_bytes()]


def test_rows_are_asked_for_by_whoever_holds_something_open_for_them(bare_office: MadeOffice) -> None:
    """Those that are there and in time, as reading them would say."""
    cookies = [begin(bare_office, visit(bare_office, kind=kind)) for kind in ("member", "member", "claimant")]
    rows = [sessions.row_of(cookie, host_key=HOST) for cookie in cookies]
    with bare_office.database.deed() as session:
        end_visit(session, cookies[0], host_key=HOST)
        assert [row_of(session, cookie).id for cookie in cookies[1:]] == rows[1:]
    with bare_office.database.question() as session:
        for later in (
            0,
            CLAIMANT_IDLE + 2 * ROUNDED,
            MEMBER_IDLE + ROUNDED - NOON % ROUNDED,
            MEMBER_IDLE + 2 * ROUNDED,
        ):
            alive = {
                row for row, cookie in zip(rows, cookies, strict=True) if here(bare_office, cookie, now=NOON + later)
            }
            assert sessions.open_rows(session, rows, now=NOON + later) == alive
        assert sessions.open_rows(session, [], now=NOON) == frozenset()
    assert sessions.row_of("no cookie of ours", host_key=HOST) == ""
