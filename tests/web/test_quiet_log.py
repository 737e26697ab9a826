"""Nothing that the server logs tells who asked, or what."""

import logging
from collections.abc import Iterator

import pytest

from claims.web.quiet_log import FAILED, NO_HTTP, SERVER_LOG, QuietLog, install_quiet_log
from tests.web.small_house import small_house

SECRET = "203.0.113.7 canary"


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What gunicorn's log writes while the test lasts."""
    said: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(self.format(record))

    log, keeper = logging.getLogger(SERVER_LOG), Keeper()
    log.addHandler(keeper)
    install_quiet_log()
    yield said
    log.removeHandler(keeper)
    for known in [known for known in log.filters if isinstance(known, QuietLog)]:
        log.removeFilter(known)


def test_a_refused_request_leaves_no_address(lines: list[str]) -> None:
    logging.getLogger(SERVER_LOG).warning(f"Invalid request from ip={SECRET}: {SECRET}")
    assert lines == [NO_HTTP]


def test_an_exception_leaves_its_kind_alone(lines: list[str]) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger(SERVER_LOG).exception("Error handling request %s", "/en/check?canary")
    assert lines == [FAILED % "ValueError"]


def test_what_the_server_says_of_itself_stays(lines: list[str]) -> None:
    logging.getLogger(SERVER_LOG).error("Worker (pid:%s) exited with code %s.", 7, 3)
    assert lines == ["Worker (pid:7) exited with code 3."]


def test_the_filter_is_put_once(lines: list[str]) -> None:
    install_quiet_log()
    assert sum(isinstance(known, QuietLog) for known in logging.getLogger(SERVER_LOG).filters) == 1


def test_every_house_puts_it() -> None:
    log = logging.getLogger(SERVER_LOG)
    log.filters.clear()
    small_house()
    assert any(isinstance(known, QuietLog) for known in log.filters)
    log.filters.clear()
