"""The door cookie, and the token that ties a page to it.

A token is HMAC-SHA-256 of the door cookie under a secret that lives as long as the service runs, compared in constant
time (WTForms' own SessionCSRF uses SHA-1 and plain comparison, hence this class on its documented base). It has no time
limit: a person who types for three hours is no attack. It stops holding when the browser loses the cookie or the
service restarts, and then the page comes again with everything that was typed. This is where a POST from somewhere
else is told from a POST from our own page.
"""

import hmac
from secrets import token_hex
from typing import Any

from flask import Flask, Response, current_app, g, request
from wtforms import Form
from wtforms.csrf.core import CSRF
from wtforms.validators import ValidationError

from claims.errors import NotValid
from claims.web.language import lazy_gettext as _l

TOKEN = "csrf_token"  # noqa: S105  the name of a field, not a secret
DOOR_BYTES = 32
PAGE_TOO_OLD = "page_too_old"
PAGE_TOO_OLD_WORDS = _l("This page was open for a long time. Nothing was lost. Please press the button again.")


def door_cookie_name() -> str:
    """`__Host-door` behind TLS, which binds it to this host; `door` on loopback, where browsers refuse that prefix."""
    return "__Host-door" if current_app.config.get("SECURE") else "door"


def _is_door(value: str) -> bool:
    return len(value) == 2 * DOOR_BYTES and all(sign in "0123456789abcdef" for sign in value)


def door() -> str:
    """This browser's door: 32 random bytes as hex, from its cookie, or new and then set with the answer."""
    if "door" not in g:
        known = request.cookies.get(door_cookie_name(), "")
        g.door_is_new = not _is_door(known)
        g.door = token_hex(DOOR_BYTES) if g.door_is_new else known
    return str(g.door)


def csrf_token() -> str:
    """The token for this browser, 64 hex digits: goes into a hidden field named `csrf_token`."""
    secret = bytes(current_app.config["CSRF_SECRET"])
    return hmac.new(secret, b"door:" + door().encode(), "sha256").hexdigest()


def csrf_token_for_upload() -> str:
    """The token of an upload form. Its hidden field must stand before the file field, so that it arrives first."""
    return csrf_token()


def csrf_holds(token: str) -> bool:
    """Does this token belong to the browser that sent it?"""
    return hmac.compare_digest(csrf_token().encode(), token.encode("utf-8", "replace"))


def check_csrf(token: str) -> None:
    """Refuse (NotValid "page_too_old") unless the token holds; to be called before the first byte of a file is read."""
    if not csrf_holds(token):
        raise NotValid(PAGE_TOO_OLD)


class DoorCSRF(CSRF):
    """The same token as a field of every WTForms form of the house."""

    def generate_csrf_token(self, csrf_token_field: Any) -> str:
        """The token this page is given, whatever token it was sent back with."""
        return csrf_token()

    def validate_csrf_token(self, form: Form, field: Any) -> None:
        """Refuse with one kind sentence, whatever was wrong with the token."""
        if not csrf_holds(field.data or ""):
            raise ValidationError(PAGE_TOO_OLD_WORDS)


def _set_door(response: Response) -> Response:
    # Lax, not Strict: a claimant who follows a link from a chat must not lose the door of the page in her other tab.
    if g.get("door_is_new"):
        secure = bool(current_app.config.get("SECURE"))
        response.set_cookie(door_cookie_name(), g.door, httponly=True, samesite="Lax", secure=secure, path="/")
    return response


def install_csrf(app: Flask) -> None:
    """Set the door cookie with the answer that first needed it, and let templates ask for a token."""
    app.after_request(_set_door)
    app.jinja_env.globals["csrf_token"] = csrf_token
