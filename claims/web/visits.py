"""Who is at the door: the cookie of a claimant or a member, read once per request. This is where sessions meet HTTP."""

from flask import Response, current_app, g, request

from claims.store.clock import seconds
from claims.store.open_cards import Guest
from claims.store.seal import derive
from claims.store.sessions import Visit, begin_visit, end_visit, read_visit, renew_visit, row_of, touch_visit
from claims.web.house import house

CLAIMANT = "claimant"
MEMBER = "member"


def cookie_name(kind: str) -> str:
    """`__Host-claimant` under TLS or an onion address, a plain name on loopback http."""
    return f"__Host-{kind}" if current_app.config["SECURE"] else kind


def visit_of(kind: str) -> Visit | None:
    """The open visit of this kind, or None. Asked once per request; keeps it alive."""
    known: dict[str, Visit | None] = g.setdefault("visits", {})
    if kind not in known:
        known[kind] = _read(kind)
    return known[kind]


def guest_of(visit: Visit) -> Guest:
    """The member's visit as one that looks at open cards: they are held as long as it lasts."""
    cookie = request.cookies.get(cookie_name(visit.kind), "")
    return Guest(row_id=row_of(cookie, host_key=house().host_key), member_id=visit.subject, epoch=visit.epoch)


def mark_of(visit: Visit) -> str:
    """A name for this browser's session that stays the same as long as it lasts; neither cookie nor row follows from it."""
    here, cookie = house(), request.cookies.get(cookie_name(visit.kind), "")
    row = row_of(cookie, host_key=here.host_key).encode()
    return derive(here.host_key.for_purpose("session mark"), purpose="session mark", salt=row, length=16).hex()


def begin(response: Response, visit: Visit) -> Response:
    """Open a visit and hand its cookie to the browser; it ends with the browser at the latest."""
    here = house()
    with here.database.deed() as session:
        cookie = begin_visit(session, visit, host_key=here.host_key)
    secure = bool(current_app.config["SECURE"])
    response.set_cookie(cookie_name(visit.kind), cookie, httponly=True, samesite="Strict", secure=secure, path="/")
    return response


def renew(visit: Visit) -> None:
    """This browser's visit holds something else from now on, within the same limits of time."""
    here, cookie = house(), request.cookies.get(cookie_name(visit.kind), "")
    with here.database.deed() as session:
        renew_visit(session, cookie, visit, host_key=here.host_key)
    g.setdefault("visits", {})[visit.kind] = visit


def end(response: Response, kind: str) -> Response:
    """End this browser's visit of a kind; row and cookie are gone, and no copy stays in the write-ahead log."""
    here, cookie = house(), request.cookies.get(cookie_name(kind), "")
    if cookie:
        with here.database.deed() as session:
            end_visit(session, cookie, host_key=here.host_key)
        here.open_cards.let_go()
        here.database.forget()
    response.delete_cookie(
        cookie_name(kind), path="/", secure=bool(current_app.config["SECURE"]), httponly=True, samesite="Strict"
    )
    return response


def leave(response: Response, kind: str) -> Response:
    """As `end`, and the browser is asked to forget the pages it keeps for its Back button."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return end(response, kind)


def _read(kind: str) -> Visit | None:
    cookie = request.cookies.get(cookie_name(kind), "")
    if not cookie:
        return None
    here = house()
    now = seconds(here.now())
    with here.database.question() as session:
        found = read_visit(session, cookie, host_key=here.host_key, now=now)
    if found is None or found[0].kind != kind or found[0].office_id != here.office_id:
        return None
    if found[1]:
        with here.database.deed() as session:
            touch_visit(session, cookie, host_key=here.host_key, now=now)
    return found[0]
