"""The body of a request: read in memory only, and not waited for without end. This is where bytes from outside begin to arrive.

Werkzeug writes larger parts of a form to a temporary file; here they stay in memory, which the size of a form limits. The
one page that takes more reads its body as a stream (claims/web/uploads.py).
"""

from io import BytesIO
from typing import IO, Any

from flask import Flask, Request, request

# How long a browser may stay silent in the middle of what it sends, or of what it is sent.
SILENT_SECONDS = 20


class MemoryRequest(Request):
    """A request whose form never touches a disk, and whose query is text whatever bytes were sent in it."""

    def __init__(self, environ: dict[str, Any], **named: Any) -> None:
        super().__init__(environ, **named)
        # Werkzeug decodes it strictly, and a single byte that is no UTF-8 would end in our own page of regret.
        self.query_string = self.query_string.decode("utf-8", "replace").encode()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def _limit_silence() -> None:
    """A connection that falls silent gives its thread back; the server itself would wait for ever."""
    connection = request.environ.get("gunicorn.socket")
    if connection is not None:
        connection.settimeout(SILENT_SECONDS)


def install_bodies(app: Flask) -> None:
    """Read every body of this application in memory, and stop waiting for those who stopped sending."""
    app.request_class = MemoryRequest
    app.before_request(_limit_silence)
