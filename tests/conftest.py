"""What every test may ask for. This is where databases, the browser and Hypothesis's settings are handed out.

database_url           a fresh migrated database; the test runs once on SQLite and once on PostgreSQL
empty_database_url     the same, before any migration
sqlite_url             a fresh migrated SQLite database, for tests whose subject is not the database
postgresql_url         a fresh migrated PostgreSQL database
module_database_url    as database_url, shared by the tests of one file
office                 an office with the whole cast at work, once on each engine (see tests/make.py)
small_office           the same on SQLite alone
open_page              opens pages in a real Chromium (see tests/browser.py)
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page

from claims.rules.dates import read_date
from claims.rules.windows import judged_windows, ready_windows
from tests.browser import PageOpener, running_chromium
from tests.databases import TEMPLATE, make_postgres_template, migrated_sqlite_file, postgres_database, sqlite_copy
from tests.make import MadeOffice, make_office
from tests.postgres import Postgres, PostgresDidNotStart, running_postgres, there_is_a_build
from tests.words_again import words_worked_out_once

ENGINES = ["sqlite", "postgresql"]
PORT = "postgres_port"
REFUSED = "postgres_refused"

settings.register_profile("everyday", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("mutation", max_examples=20, deadline=None, derandomize=True)
settings.register_profile(
    "deep",
    max_examples=int(os.environ.get("CLAIMS_DEEP_EXAMPLES", "20000")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("CLAIMS_DEEP_PROFILE", "everyday"))

_server = ExitStack()
_lent: dict[str, object] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Tests marked deep run when asked for by `-m deep`, else not."""
    if not config.option.markexpr:
        config.option.markexpr = "not deep"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """With several workers, the process that leads them starts the one server and tells each worker its port."""
    if not _lent and there_is_a_build():
        try:
            _lent[PORT] = _server.enter_context(running_postgres()).port
        except PostgresDidNotStart as refusal:
            _lent[REFUSED] = str(refusal)
    node.workerinput.update(_lent)  # type: ignore[attr-defined]  # xdist's node, of which pytest knows nothing


def pytest_unconfigure() -> None:
    """End the server of this test run."""
    _server.close()


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """The PostgreSQL server of this test run. A server that does not start fails the test; it never skips it."""
    if not there_is_a_build():
        pytest.skip("the locked list has no PostgreSQL build for this kind of machine")
    lent = getattr(request.config, "workerinput", {})
    if REFUSED in lent:
        pytest.fail(f"PostgreSQL did not start: {lent[REFUSED]}")
    if PORT in lent:
        yield Postgres(port=lent[PORT])
        return
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    return migrated_sqlite_file(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    """The name of a migrated PostgreSQL database to copy from."""
    make_postgres_template(postgres)
    return TEMPLATE


@contextmanager
def _fresh_database(request: pytest.FixtureRequest, engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield sqlite_copy(request.getfixturevalue("sqlite_template"), folder)
    else:
        template = request.getfixturevalue("postgres_template")
        with postgres_database(request.getfixturevalue("postgres"), template=template) as url:
            yield url


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh migrated database, once on each engine."""
    with _fresh_database(request, request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=ENGINES, scope="module")
def module_database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database for the tests of one file, once on each engine."""
    with _fresh_database(request, request.param, tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh migrated SQLite database."""
    with _fresh_database(request, "sqlite", tmp_path) as url:
        yield url


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    with _fresh_database(request, "postgresql", tmp_path) as url:
        yield url


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        with postgres_database(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture(scope="session", autouse=True)
def _no_words_twice() -> Iterator[None]:
    """Signing in with words that this process knows costs nothing."""
    with words_worked_out_once():
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole test run."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(address, script=…, phone=…, language=…, dark=…)`: a page in a browser that knows nothing yet."""
    opener = PageOpener(chromium)
    yield opener.open
    opener.close()


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """An office with the whole cast at work, once on each engine."""
    made = make_office(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def small_office(sqlite_url: str, tmp_path: Path) -> Iterator[MadeOffice]:
    """The same on SQLite alone, for tests whose subject is not the database."""
    made = make_office(sqlite_url, tmp_path)
    yield made
    made.close()


if os.environ.get("CLAIMS_DEEP_PROFILE") == "mutation":

    @pytest.fixture(autouse=True)
    def _nothing_remembered() -> None:
        """What was worked out before a line was bent must not stand in for what the bent line says."""
        read_date.cache_clear()
        ready_windows.cache_clear()
        judged_windows.cache_clear()
