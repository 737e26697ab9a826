"""What stands around every answer: security headers, caching, the host allow-list, the size of a form.

No page carries inline script or style, so the policy can forbid them. This is where an answer gets its headers and a
request for a host that is not ours is refused.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from werkzeug.routing import RequestRedirect
from werkzeug.sansio.utils import host_is_trusted

LOOPBACK = ("localhost", "127.0.0.1")
MOST_FORM_BYTES = 1_000_000
MOST_FORM_FIELDS = 1_000
A_YEAR = 365 * 24 * 3600

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; script-src 'self'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noarchive",
}


@cache
def _hash_of(file: Path, changed_at: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]


def _static_hash(filename: str) -> str:
    file = Path(current_app.static_folder or "") / filename
    return _hash_of(file, file.stat().st_mtime_ns) if file.is_file() else ""


def _add_hash(endpoint: str, values: dict[str, Any]) -> None:
    """Put the content's hash into the address of a static file, so that it may be kept for a year."""
    if endpoint == "static" and "v" not in values and (found := _static_hash(values.get("filename", ""))):
        values["v"] = found


def _cache_rule() -> str:
    if request.endpoint != "static":
        return "no-store"
    asked, filename = request.args.get("v"), (request.view_args or {}).get("filename", "")
    return f"public, max-age={A_YEAR}, immutable" if asked and asked == _static_hash(filename) else "no-cache"


def _set_headers(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if not response.cache_control.public:
        # Only a page that says of itself that it is for everybody may be kept; static files have their own rule.
        response.headers["Cache-Control"] = _cache_rule()
    if current_app.config.get("SECURE"):
        response.headers["Strict-Transport-Security"] = f"max-age={2 * A_YEAR}"
    return response


def _lead_by_path(response: Response) -> Response:
    """A slash that Werkzeug adds: by path alone, for behind TLS we do not know our scheme, and http:// would lead out of it."""
    if isinstance(request.routing_exception, RequestRedirect) and "Location" in response.headers:
        there = urlsplit(response.headers["Location"])._replace(scheme="", netloc="").geturl()
        response.headers["Location"] = "/" + there.lstrip("/\\")
    return response


def _refuse_other_hosts() -> None:
    if not host_is_trusted(request.environ.get("HTTP_HOST", ""), current_app.config["HOSTS"]):
        abort(400)


def install_headers(app: Flask) -> None:
    """Set headers on every answer; refuse hosts outside HOSTS (loopback unless set) and forms above MAX_FORM_BYTES.

    A page that takes more (an upload) raises `request.max_content_length` for itself before reading.
    """
    app.config["HOSTS"] = tuple(app.config.get("HOSTS") or LOOPBACK)
    most = int(app.config.get("MAX_FORM_BYTES") or MOST_FORM_BYTES)
    app.config.update(MAX_CONTENT_LENGTH=most, MAX_FORM_MEMORY_SIZE=most, MAX_FORM_PARTS=MOST_FORM_FIELDS)
    app.before_request(_refuse_other_hosts)
    app.url_defaults(_add_hash)
    app.after_request(_set_headers)
    app.after_request(_lead_by_path)
