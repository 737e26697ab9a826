"""The cookie of a browser from which somebody signed in before. It opens nothing and says nothing; it lasts a year.

This is where such a browser is recognised and remembered.
"""

from flask import Response, current_app, request
from sqlmodel import Session

from claims.model.staff import Member
from claims.store.known_browsers import (
    LASTS_WEEKS,
    browser_row_id,
    is_known,
    new_browser_cookie,
    remember_browser,
)
from claims.web.house import house

WEEK_SECONDS = 7 * 24 * 3600
_FIRST_MEMBER = "0" * 32  # any id: asked only whether the cookie is one of ours


def known_cookie_name() -> str:
    """`__Host-known` under TLS or an onion address, a plain name on loopback http."""
    return "__Host-known" if current_app.config["SECURE"] else "known"


def browser_known_to(session: Session, member: Member) -> str:
    """Under which name this browser stands for this member; empty where they never signed in from it."""
    cookie = request.cookies.get(known_cookie_name(), "")
    known = is_known(session, cookie, member_id=member.id)
    return browser_row_id(cookie, member_id=member.id) if known else ""


def remember(response: Response, member_id: str) -> Response:
    """The member signed in from this browser just now."""
    here, cookie = house(), request.cookies.get(known_cookie_name(), "")
    if not browser_row_id(cookie, member_id=_FIRST_MEMBER):
        cookie = new_browser_cookie()
    with here.database.deed() as session:
        remember_browser(session, cookie, member=session.get_one(Member, member_id), now=here.now())
    response.set_cookie(
        known_cookie_name(),
        cookie,
        max_age=LASTS_WEEKS * WEEK_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=bool(current_app.config["SECURE"]),
        path="/",
    )
    return response
