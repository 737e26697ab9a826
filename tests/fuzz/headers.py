"""What stands around a request: cookies, addresses, host, languages; and the environment of a start. This is where they are tried."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import select
from werkzeug.test import run_wsgi_app

from claims.errors import StartRefused
from claims.model.session import SessionRow
from claims.settings import KNOWN, read_settings
from claims.store.known_browsers import browser_row_id
from claims.store.sessions import Visit, begin_visit, read_visit, touch_visit
from tests.fuzz.harness import Harness, Take, standing_alone, texts
from tests.fuzz.standing_office import running_office, standing_office

NOW = 1_795_305_600
NAMES = sorted(KNOWN)
AROUND = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_SEC_FETCH_SITE",
          "HTTP_ORIGIN", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_X_FORWARDED_FOR", "CONTENT_TYPE", "CONTENT_LENGTH")  # fmt: skip


@contextmanager
def session_rows(folder: Path) -> Iterator[Take]:
    """A cookie somebody made up, and a row somebody rewrote: neither is ever a visit."""
    with standing_office(folder) as office:
        visit = Visit(kind="claimant", office_id=office.office.id, subject="a1" * 16, key=bytes(32), since=NOW)
        with office.database.deed() as session:
            good = begin_visit(session, visit, host_key=office.host_key)

        def take(content: bytes) -> None:
            made_up = content.decode("latin-1")
            assert len(browser_row_id(made_up, member_id="a1" * 16)) in (0, 32)
            with office.database.deed() as session:
                found = read_visit(session, made_up, host_key=office.host_key, now=NOW)
                assert found is None or made_up.rstrip("=") == good
                touch_visit(session, made_up, host_key=office.host_key, now=NOW)
                session.exec(select(SessionRow)).one().payload = content
                session.flush()
                assert read_visit(session, good, host_key=office.host_key, now=NOW) is None
                session.rollback()

        yield take


@contextmanager
def real_addresses(folder: Path) -> Iterator[Take]:
    """Any path, query and headers, as a server hands them on: never our fault, and never a page for a foreign host."""
    with running_office(folder) as (_, service):

        def take(content: bytes) -> None:
            method, *lines = content.split(b"\n")
            around = dict(
                zip(AROUND, (line.decode("latin-1").translate({0: None, 13: None}) for line in lines), strict=False)
            )
            environ = {
                "REQUEST_METHOD": "POST" if method[:1] == b"P" else "GET", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
                "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "PATH_INFO": "/",
                "wsgi.errors": io.StringIO(), "HTTP_HOST": "127.0.0.1:8000", "SCRIPT_NAME": "", **around,
            }  # fmt: skip
            body, status, _ = run_wsgi_app(service, environ, buffered=True)
            b"".join(body)
            assert not status.startswith("5")

        yield take


def addresses() -> list[bytes]:
    """Pages that are, pages that are not, hosts and languages as they come."""
    return texts(
        "GET\n/en/check\n\n127.0.0.1:8000\nvi,en;q=0.5\ndoor=00",
        "GET\n/\n\nlocalhost\nzh-Hant;q=0.9,*;q=abc",
        "GET\n/xx/../en/\nlanguage=ko\n[::1]:8000\nko-KR\nlanguage=ko; member=AAAA; claimant=AAAA",
        "GET\n/static/style.css\nv=1\n127.0.0.1\n\n\n\n\nbytes=0-5,7-\nMon, 01 Jan 2024 00:00:00 GMT",
        "GET\n/en/ranges/moj\n\nevil.example\n", "POST\n/en/check\n\n\n\n\ncross-site\nnull\n\n\n\nmultipart/form-data\n-5",
        "GET\n/registry.json\n", "GET\n/desk/sign-in\nlanguage=%00\n",
    )  # fmt: skip


def read_an_environment(content: bytes) -> None:
    """Lines of number and value: what cannot be is refused by the variable's name."""
    lines = [line for line in content.replace(b"\0", b"").split(b"\n") if line]
    environ = {NAMES[line[0] % len(NAMES)]: line[1:].decode("utf-8", "surrogateescape") for line in lines}
    read_settings(environ)


def environments() -> list[bytes]:
    """Each variable with a value that stands, and some that do not."""
    values = {
        "CLAIMS_FOLDER": "/dev/shm/x", "CLAIMS_DATABASE_URL": "postgresql://a:b@localhost/claims", "CLAIMS_SECURE": "yes",
        "CLAIMS_HOSTS": "claims.example.org, [::1]", "CLAIMS_TIMEZONE": "Asia/Seoul", "CLAIMS_ONION": "a" * 56 + ".onion",
        "CLAIMS_BACKUPS": "/dev/shm/b", "CLAIMS_PERIOD_KEYS": "/dev/shm/k:/dev/shm/l", "CLAIMS_ANCHOR_FILE": "/dev/shm/heads",
        "CLAIMS_ANCHOR_MAIL": "a@example.org,b@example.org", "CLAIMS_MAIL_SERVER": "localhost:25",
        "CLAIMS_TIMESTAMP_URL": "https://example.org/tsa",
    }  # fmt: skip
    good = [bytes([NAMES.index(name)]) + value.encode() for name, value in values.items() if name in NAMES]
    return [*good, b"\n".join(good), *(bytes([number]) + b"~nobody/../" for number in range(len(NAMES)))]


HARNESSES = {
    "cookies": Harness(session_rows, lambda: [b"A" * 43, b"%20=", b"\x01" + bytes(40)], longest=1024),
    "addresses": Harness(real_addresses, addresses, longest=1024),
    "settings": Harness(standing_alone(read_an_environment), environments, (StartRefused,), longest=512),
}
