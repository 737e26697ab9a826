"""What stands around every answer: security headers, caching, the host allow-list, the size of a form.

No page carries inline script or style, so the policy can forbid them. This is where an answer gets its headers and a
request for a host that is not ours is refused.
"""

from functools import cache
from hashlib import sha256
from os.path import isfile
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, current_app, request
from werkzeug.routing import RequestRedirect
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.security import safe_join

LOOPBACK = ("localhost", "127.0.0.1")
MOST_FORM_BYTES = 1_000_000
MOST_FORM_FIELDS = 1_000
A_YEAR = 365 * 24 * 3600

NO_STORE = "no-store"
PAGE = "text/html"
# No claimant's page runs a script, ours neither, but the one on which a signature may be drawn; typing and paper need none.
# At the door of the office one does: passkeys exist in no other way.
POLICY = (
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'; img-src 'self'"
)
SCRIPTED_POLICY = f"{POLICY}; script-src 'self'"
SCRIPTED_DESKS = ("staff",)
SCRIPTED_PAGES = ("intake.appoint_sign",)
# What is no page (a paper, a list, a picture, a bundle) is given nothing to work with, should a browser show it after all.
FILE_POLICY = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
_NOT_ASKED_FOR = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "display-capture"),
    *("encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts"),
    *("magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "storage-access", "usb"),
    *("web-share", "xr-spatial-tracking"),
)
ALWAYS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOT_ASKED_FOR),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noarchive",
}


@cache
def _hash_of(file: Path, changed_at: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:12]


def _static_hash(filename: str) -> str:
    # The name comes from an address: it may lead out of the folder, or be longer than any name can be.
    found = safe_join(current_app.static_folder or "", filename)
    file = Path(found or "")
    return _hash_of(file, file.stat().st_mtime_ns) if found and isfile(found) else ""


def _add_hash(endpoint: str, values: dict[str, Any]) -> None:
    """Put the content's hash into the address of a static file, so that it may be kept for a year."""
    if endpoint == "static" and "v" not in values and (found := _static_hash(values.get("filename", ""))):
        values["v"] = found


def _cache_rule() -> str:
    if request.endpoint != "static":
        return NO_STORE
    asked, filename = request.args.get("v"), (request.view_args or {}).get("filename", "")
    return f"public, max-age={A_YEAR}, immutable" if asked and asked == _static_hash(filename) else "no-cache"


def headers_of(mimetype: str, *, secure: bool, scripted: bool = False) -> dict[str, str]:
    """What every answer carries: pages may use our style and pictures, everything else nothing; `secure` adds HSTS."""
    policy = FILE_POLICY if mimetype != PAGE else SCRIPTED_POLICY if scripted else POLICY
    transport = {"Strict-Transport-Security": f"max-age={2 * A_YEAR}; includeSubDomains"} if secure else {}
    return {"Content-Security-Policy": policy, **ALWAYS, **transport}


def _set_headers(response: Response) -> Response:
    scripted = request.blueprint in SCRIPTED_DESKS or request.endpoint in SCRIPTED_PAGES
    secure = bool(current_app.config.get("SECURE"))
    for name, value in headers_of(response.mimetype or "", secure=secure, scripted=scripted).items():
        response.headers.setdefault(name, value)
    if not response.cache_control.public:
        # Only a page that says of itself that it is for everybody may be kept; static files have their own rule.
        response.headers["Cache-Control"] = _cache_rule()
    return response


def _tell_the_onion(response: Response) -> Response:
    """Tor Browser offers the onion address of the page that is read; only over TLS does it listen, and only there it is said."""
    onion = current_app.config.get("ONION", "")
    here = request.environ.get("HTTP_HOST", "").partition(":")[0].lower()
    if onion and current_app.config.get("SECURE") and here != onion and response.mimetype == PAGE:
        response.headers["Onion-Location"] = f"http://{onion}{quote(request.path)}"
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
    app.after_request(_tell_the_onion)
    app.after_request(_lead_by_path)
