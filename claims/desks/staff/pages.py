"""Sign in, sign out, show once more who one is, the office, the ledger. This is where a person who works here comes in and leaves."""

from flask import Response, make_response, redirect, render_template, request, url_for

from claims.actions.end_errand import take_back_errand
from claims.desks.staff.forms import SignInForm
from claims.queries.last_backup import read_last_backup
from claims.queries.ledger_anchors import places_named, read_anchor_states
from claims.queries.members_page import key_wants_renewal
from claims.queries.office_page import read_office
from claims.queries.rematching import read_rematching
from claims.rules.access import May, may
from claims.store.clock import seconds
from claims.web import visits
from claims.web.guards import acting, current_member, current_roles
from claims.web.house import house
from claims.web.known_browser import remember
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.passkeys import new_challenge, party
from claims.web.proving import ProofForm, own_path
from claims.web.signing_in import try_sign_in
from claims.web.visits import MEMBER, visit_of

NOT_RIGHT = _l(
    "Name, words and code do not belong together, or the code was used before. "
    "Please look at all three again and use the next code your authenticator shows."
)
Answer = Response | tuple[str, int]


def sign_in() -> Answer:
    """Name, seven words and a code or passkey; whatever was wrong, the same sentence."""
    form = SignInForm.from_page()
    if form.accepted():
        visit = try_sign_in(form.shown())
        if visit is not None:
            return remember(visits.begin(visits.end(go_to("staff.door"), MEMBER), visit), visit.subject)
        form.add_problem(NOT_RIGHT)
    page = render_template(
        "staff/sign_in.html",
        form=form,
        here=visit_of(MEMBER) is not None,
        challenge=new_challenge(),
        party=party(),
    )
    return page, form.status


def prove() -> Answer:
    """Words and a code or passkey once more, then on to where one wanted to go."""
    form, there = ProofForm.from_page(), own_path(request.args.get("next", ""))
    visit = visit_of(MEMBER)
    assert visit is not None
    if form.proves(current_member(), visit):
        return make_response(redirect(there or url_for("staff.door"), code=303))
    page = render_template("staff/prove.html", form=form, challenge=new_challenge(), party=party())
    return page, form.status


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
    """The visit is over; its key is nowhere any more, and the browser forgets the pages it kept."""
    return visits.leave(make_response(redirect(url_for("staff.sign_in"), code=303)), MEMBER)


def office() -> str:
    """Who works here, what runs, whether claims wait to be matched again, who signed in."""
    here = house()
    with here.database.question() as session:
        page = read_office(session, here.office_id, host_key=here.host_key, now=seconds(here.now()))
        far = read_rematching(session, here.office_id, now=seconds(here.now()))
        renew_key = key_wants_renewal(session, here.office_id)
        anchors = read_anchor_states(session, here.office_id, places=places_named(here.settings))
        backup = read_last_backup(session, here.office_id) if here.settings.backups else None
    return render_template("staff/office.html", page=page, far=far, renew_key=renew_key, anchors=anchors, backup=backup)


def end_errand(errand_id: str) -> Response:
    """Take lent keys back."""
    here = house()
    with here.database.deed() as session:
        actor = acting(May.END_ERRANDS)
        take_back_errand(session, here.office_id, errand_id=errand_id, actor=actor, now=here.now())
    return go_to("staff.office")
