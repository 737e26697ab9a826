"""Sign in, sign out, the office, the ledger. This is where a person who works here comes in and leaves."""

from flask import Response, make_response, redirect, render_template, request, url_for

from claims.actions.end_errand import take_back_errand
from claims.actions.sign_in import admit, note_failed_sign_in, unlock
from claims.desks.staff.forms import SignInForm
from claims.errors import NotAllowed
from claims.queries.office_page import read_ledger_page, read_office
from claims.queries.rematching import read_rematching
from claims.rules.access import May, may
from claims.store.clock import seconds
from claims.store.sessions import Visit
from claims.web import visits
from claims.web.guards import acting, current_roles
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.limits import attempts_at, check_attempt
from claims.web.office_desk import go_to
from claims.web.visits import MEMBER, visit_of

NOT_RIGHT = _l(
    "Name, words and code do not belong together, or the code was used before. "
    "Please look at all three again and use the next code your authenticator shows."
)
Answer = Response | tuple[str, int]


def sign_in() -> Answer:
    """Name, seven words and a code; whatever was wrong, the same sentence."""
    form = SignInForm.from_page()
    if form.accepted():
        visit = _open_visit(form)
        if visit is not None:
            return visits.begin(go_to("staff.door"), visit)
        form.add_problem(NOT_RIGHT)
    return render_template("staff/sign_in.html", form=form, here=visit_of(MEMBER) is not None), form.status


def _open_visit(form: SignInForm) -> Visit | None:
    here, name = house(), form.name.data or ""
    now = here.now()
    check_attempt("sign_in", name, now=seconds(now))
    try:
        # The words are tried where nothing is written: it is slow on purpose, and no claimant's save may wait for it.
        with here.database.question() as session:
            unlocked = unlock(session, here.office_id, name=name, passphrase=form.passphrase.data or "")
        with here.database.deed() as session:
            visit = admit(session, unlocked, code=form.code.data or "", now=now)
    except NotAllowed as refusal:
        with here.database.deed() as session:
            member_id = str(refusal.facts.get("member", ""))
            note_failed_sign_in(session, here.office_id, member_id=member_id, now=now)
        return None
    attempts_at("sign_in").forgive(name)
    return visit


def door() -> Response:
    """From the door to one's own desk: triage to the queue, counsel to the matters, everybody else to the office."""
    roles = current_roles()
    desks = (
        ("triage.queue", May.SEE_QUEUE),
        ("matters.list", May.SEE_MATTERS),
        ("disclosures.list", May.EDIT_REGISTRY),
    )
    return go_to(next((desk for desk, needed in desks if may(roles, needed)), "staff.office"))


def sign_out() -> Response:
    """The visit is over; its key is nowhere any more."""
    return visits.end(make_response(redirect(url_for("staff.sign_in"), code=303)), MEMBER)


def office() -> str:
    """Who works here, what runs, whether claims wait to be matched again, who signed in."""
    here = house()
    with here.database.question() as session:
        page = read_office(session, here.office_id, host_key=here.host_key, now=seconds(here.now()))
        far = read_rematching(session, here.office_id, now=seconds(here.now()))
    return render_template("staff/office.html", page=page, far=far)


def end_errand(errand_id: str) -> Response:
    """Take lent keys back."""
    here = house()
    with here.database.deed() as session:
        actor = acting(May.END_ERRANDS)
        take_back_errand(session, here.office_id, errand_id=errand_id, actor=actor, now=here.now())
    return go_to("staff.office")


def ledger() -> str:
    """The ledger's lines as they stand in clear, the latest first; sealed details are not opened here."""
    here, before = house(), request.args.get("before", type=int)
    with here.database.question() as session:
        lines = read_ledger_page(session, here.office_id, before=before)
    return render_template("staff/ledger.html", lines=lines, before=before)
