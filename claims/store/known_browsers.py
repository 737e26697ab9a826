"""Browsers from which a member signed in before. Their cookie opens nothing: its tries are only counted for themselves, so that
strangers who try a member's name cannot keep the member out ("device cookies", OWASP). This is where such a browser is known again.
"""

import base64
import secrets
from datetime import datetime

from sqlmodel import Session, col, delete, select

from claims.model.staff import KnownBrowser, Member
from claims.store.clock import week_of, weeks_later
from claims.store.seal import derive

LASTS_WEEKS = 52
MOST_EACH = 20


def new_browser_cookie() -> str:
    """What a browser is given: 32 random bytes in base64url."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def browser_row_id(cookie: str, *, member_id: str) -> str:
    """Under which name this browser stands for this member; says nothing without the cookie. Empty for what is no cookie of ours."""
    try:
        secret = base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return ""
    if len(secret) != 32:
        return ""
    return derive(secret, purpose="known browser", salt=bytes.fromhex(member_id), length=16).hex()


def is_known(session: Session, cookie: str, *, member_id: str) -> bool:
    """Did this member sign in from the browser with this cookie before?"""
    row_id = browser_row_id(cookie, member_id=member_id)
    row = session.get(KnownBrowser, row_id) if row_id else None
    return row is not None and row.member_id == member_id


def remember_browser(session: Session, cookie: str, *, member: Member, now: datetime) -> None:
    """The member signed in from it. Of each member the latest MOST_EACH are kept, none beyond a year without a sign-in."""
    row_id = browser_row_id(cookie, member_id=member.id)
    if not row_id:
        return
    row = KnownBrowser(id=row_id, office_id=member.office_id, member_id=member.id, week=week_of(now))
    session.merge(row)
    session.flush()
    mine = select(KnownBrowser).where(KnownBrowser.member_id == member.id, KnownBrowser.id != row_id)
    others = list(session.exec(mine.order_by(col(KnownBrowser.week).desc(), col(KnownBrowser.id))))
    oldest = weeks_later(now, -LASTS_WEEKS)
    for place, other in enumerate(others, start=1):
        if place >= MOST_EACH or other.week < oldest:
            session.delete(other)


def forget_browsers(session: Session, member_id: str) -> None:
    """None of them is known any more."""
    session.exec(delete(KnownBrowser).where(col(KnownBrowser.member_id) == member_id))
