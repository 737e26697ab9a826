"""The server's own gate: what is no HTTP is refused in our words and with our headers, and whoever is slow to say what they want is let go.

gunicorn answers broken requests itself, before any page of ours is asked; its own answers are in English, quote the request
and carry none of our headers. This is where it is taught better.
"""

import time
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from socket import SHUT_RDWR, socket
from typing import Any

from gunicorn.http import errors as broken  # type: ignore[import-untyped]  # it brings no types
from gunicorn.util import write_nonblock  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]
from markupsafe import escape

from claims.web.headers import NO_STORE, headers_of
from claims.web.language import ENGLISH, KOREAN, speaking
from claims.web.wording_errors import ERROR_WORDS

# How long somebody may take to say what they want, from the moment they came to their last header; and how long at least
# once a thread listens: who waited behind others that said nothing has mostly said it all by then.
HEADER_SECONDS = 10
LEAST_SECONDS = 2

STATUS_OF: dict[type[Exception], HTTPStatus] = {
    broken.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    broken.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    broken.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    broken.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    broken.InvalidHTTPVersion: HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
}


def status_of(error: Exception) -> HTTPStatus:
    """The status for what the server stumbled over: 400 for every kind of broken HTTP without one of its own, else 500."""
    fallback = HTTPStatus.BAD_REQUEST if isinstance(error, broken.ParseException) else HTTPStatus.INTERNAL_SERVER_ERROR
    return STATUS_OF.get(type(error), fallback)


@cache
def refusal(status: HTTPStatus, *, secure: bool) -> bytes:
    """The whole answer: Korean and English, for no language was understood; nothing of the request stands in it."""
    page = _page(status).encode()
    headers = {
        **headers_of("text/html", secure=secure),
        "Cache-Control": NO_STORE,
        "Connection": "close",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(page)),
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + page


def _page(status: HTTPStatus) -> str:
    words = ERROR_WORDS[400 if status < 500 else 500]
    said = []
    for language in (KOREAN, ENGLISH):
        with speaking(language.tag):
            sentences = "".join(f"<p>{escape(str(sentence))}</p>" for sentence in words.sentences)
            said.append(f'<section lang="{language.tag}"><h2>{escape(str(words.title))}</h2>{sentences}</section>')
    return (
        f'<!doctype html><html lang="{KOREAN.tag}" dir="ltr"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{status.value}</title></head>'
        f"<body><main><h1>{status.value}</h1>{''.join(said)}</main></body></html>"
    )


class GateWorker(ThreadWorker):
    """gunicorn's threaded worker with manners: it refuses in our words and does not wait for ever to hear what is asked."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._came: dict[TConn, float] = {}
        self._unheard: dict[TConn, float] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """A connection waits for a thread; its time runs from now."""
        self._came[conn] = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """One connection in a thread, which does not listen for ever."""
        now = time.monotonic()
        self._unheard[conn] = max(self._came.pop(conn, now) + HEADER_SECONDS, now + LEAST_SECONDS)
        try:
            return super().handle(conn)
        finally:
            self._unheard.pop(conn, None)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """The headers are whole: what is asked is known."""
        self._unheard.pop(conn, None)
        return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """Asked every second by the server's own loop: also end those who are still saying their headers."""
        super().murder_pending()
        for conn, ends in list(self._unheard.items()):
            if time.monotonic() > ends:
                with suppress(OSError):  # it may have left by itself
                    conn.sock.shutdown(SHUT_RDWR)

    def handle_error(self, req: object, client: socket, addr: object, exc: Exception) -> None:
        """Refuse what is no HTTP. The log gets the kind of the error and nothing of the request (claims/web/quiet_log.py)."""
        self.log.error("Invalid request: %s", type(exc).__name__)
        secure = bool(getattr(self.wsgi, "config", {}).get("SECURE"))
        with suppress(OSError):
            write_nonblock(client, refusal(status_of(exc), secure=secure))
