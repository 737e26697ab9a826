"""What the server itself refuses: our words, our headers, nothing of the request; and nobody is waited for without end."""

import socket
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http import errors as broken
from gunicorn.workers.gthread import ThreadWorker

from claims.web import server_gate
from claims.web.headers import ALWAYS
from claims.web.server_gate import GateWorker, refusal, status_of

CANARY = "canary-203.0.113.7"


def made(app: object = None) -> GateWorker:
    """A worker that was not started: what it says and whom it ends is asked of it directly."""
    said: list[str] = []
    log = SimpleNamespace(error=lambda *words: said.append(" ".join(map(str, words))), debug=lambda *_: None, said=said)
    worker = GateWorker(1, 1, [], app, 30, Config(), log)
    worker.tmp.close()  # the heartbeat's file: nobody watches over this one
    worker.wsgi = app
    return worker


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (broken.InvalidRequestLine(CANARY), 400),
        (broken.InvalidHeader(CANARY), 400),
        (broken.InvalidRequestMethod(CANARY), 400),
        (broken.LimitRequestLine(9, 1), 414),
        (broken.LimitRequestHeaders(CANARY), 431),
        (broken.ExpectationFailed(CANARY), 417),
        (broken.UnsupportedTransferCoding(CANARY), 501),
        (broken.InvalidHTTPVersion(CANARY), 505),
        (ValueError(CANARY), 500),
    ],
)
def test_it_refuses_in_our_words_and_quotes_nothing(error: Exception, status: int) -> None:
    ours, theirs = socket.socketpair()
    worker = made(SimpleNamespace(config={"SECURE": True}))
    worker.handle_error(None, ours, ("203.0.113.7", 1), error)
    ours.close()
    head, _, page = theirs.recv(65_536).partition(b"\r\n\r\n")
    theirs.close()

    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert lines[0].startswith(f"HTTP/1.1 {status} ")
    assert headers.items() >= ALWAYS.items()
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Strict-Transport-Security" in headers
    assert int(headers["Content-Length"]) == len(page)
    assert 'lang="ko"' in page.decode()
    assert 'lang="en"' in page.decode()
    assert CANARY not in head.decode() + page.decode() + " ".join(worker.log.said)
    assert worker.log.said == [f"Invalid request: %s {type(error).__name__}"]


def test_on_plain_http_it_promises_no_tls() -> None:
    assert b"Strict-Transport-Security" not in refusal(status_of(ValueError()), secure=False)


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """How long the server listens, seen from the other end: what a connection that never finishes is answered."""

    def hear(connection: Any, worker: GateWorker) -> bytes:
        monkeypatch.setattr(ThreadWorker, "handle", lambda _, conn: conn.sock.recv(1))
        told: list[bytes] = []
        thread = threading.Thread(target=lambda: told.append(worker.handle(connection)))
        thread.start()
        while not worker._unheard:
            time.sleep(0)
        worker.murder_pending()
        thread.join(60)
        assert not thread.is_alive()
        return told[0]

    return hear


def test_who_never_finishes_asking_is_let_go(hearing: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_gate, "HEADER_SECONDS", -1)
    monkeypatch.setattr(server_gate, "LEAST_SECONDS", -1)
    ours, theirs = socket.socketpair()
    worker = made()

    assert hearing(SimpleConnection(ours), worker) == b""
    assert worker._unheard == {}
    ours.close()
    theirs.close()


def test_who_has_asked_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_gate, "HEADER_SECONDS", -1)
    monkeypatch.setattr(server_gate, "LEAST_SECONDS", -1)
    monkeypatch.setattr(ThreadWorker, "handle_request", lambda *_: "answered")
    ours, theirs = socket.socketpair()
    worker, connection = made(), SimpleConnection(ours)

    def handle(self: GateWorker, conn: SimpleConnection) -> Any:
        answer = self.handle_request(None, conn)
        self.murder_pending()
        theirs.send(b"x")
        return answer, conn.sock.recv(1)

    monkeypatch.setattr(ThreadWorker, "handle", handle)
    assert worker.handle(connection) == ("answered", b"x")
    ours.close()
    theirs.close()


def test_time_spent_waiting_for_a_thread_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many who say nothing are let go together, not one handful after the other; who spoke meanwhile is still heard."""
    monkeypatch.setattr(ThreadWorker, "enqueue_req", lambda *_: None)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    ours, theirs = socket.socketpair()
    worker, connection = made(), SimpleConnection(ours)
    worker.enqueue_req(connection)
    for now, until in ((105.0, 110.0), (130.0, 132.0)):
        worker._came[connection] = 100.0
        monkeypatch.setattr(time, "monotonic", lambda now=now: now)
        monkeypatch.setattr(ThreadWorker, "handle", lambda self, conn: self._unheard[conn])
        assert worker.handle(connection) == until
    ours.close()
    theirs.close()


class SimpleConnection:
    """A connection as the worker knows it: only its socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
