"""A form stays in memory, and who falls silent is not waited for without end."""

import sys

import pytest
from flask import Flask, request

from claims.web.bodies import SILENT_SECONDS, MemoryRequest
from tests.web.multipart import CONTENT_TYPE, file, whole
from tests.web.small_house import on_page

_opened: list[str] = []
_watching = False


def _note(event: str, given: tuple[object, ...]) -> None:
    if _watching and event in ("open", "tempfile.mkstemp"):
        _opened.append(f"{event} {given[0]}")


sys.addaudithook(_note)  # cannot be taken away again; it notes nothing unless somebody is watching


@pytest.fixture
def opened() -> list[str]:
    """Every file opened while the test lasts."""
    global _watching
    _opened.clear()
    _watching = True
    yield _opened
    _watching = False


def test_a_file_sent_to_a_page_that_takes_none_touches_no_disk(house: Flask, opened: list[str]) -> None:
    body = whole(file(b"x" * 900_000))
    with on_page(house, method="POST", data=body, content_type=CONTENT_TYPE):
        _opened.clear()
        assert len(request.files["file"].read()) == 900_000
        assert opened == []


def test_a_plain_application_would_write_a_file(opened: list[str]) -> None:
    body = whole(file(b"x" * 900_000))
    with Flask("plain").test_request_context(method="POST", data=body, content_type=CONTENT_TYPE):
        assert request.files
    assert opened


class Connection:
    """What gunicorn gives of its connection."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def settimeout(self, seconds: float) -> None:
        self.waits.append(seconds)


def test_the_connection_is_not_waited_for_without_end(house: Flask) -> None:
    connection = Connection()
    house.test_client().get("/en/", environ_overrides={"gunicorn.socket": connection})
    assert connection.waits == [SILENT_SECONDS]
    assert house.request_class is MemoryRequest


@pytest.mark.parametrize("path", ["/en/", "/desk/sign-in", "/nowhere"])
def test_a_query_that_is_no_text_is_read_as_far_as_it_is(house: Flask, path: str) -> None:
    """Such bytes come raw from whoever writes no address but noise: no fault of ours, and no page of regret."""
    answer = house.test_client().get(path, environ_overrides={"QUERY_STRING": "language=\x81\xff&x=%ff"})
    assert answer.status_code in (200, 308, 404)
