"""Members: who works here, and what was just made for one of them. This is where people come in and are given new words."""

from flask import Response, render_template

from claims.actions.end_sessions import end_sessions
from claims.actions.invite_member import invite_member
from claims.actions.make_member import SignIn
from claims.actions.reset_member import WaitingMatter
from claims.actions.reset_member import reset_member as make_anew
from claims.desks.staff.authenticator_pages import authenticator_drawing
from claims.desks.staff.forms import InviteForm, ResetForm
from claims.errors import Conflict, NotAllowed
from claims.queries.members_page import key_wants_renewal, read_member, read_members
from claims.rules.access import May
from claims.store.passphrases import make_words
from claims.web.guards import acting, current_keyring
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.limits import room_for_words
from claims.web.office_desk import go_to
from claims.web.wording_refusals import REFUSALS

WHY_NOT = {
    "no_key": _l(
        "Triage and triage leads are handed the office's key, and you do not hold it. A triage lead or somebody of triage "
        "who may manage members has to do this."
    ),
    "name_taken": _l("Somebody signs in by this name, or did before. Please choose another one."),
}
Answer = Response | tuple[str, int]


def members() -> str:
    """Everybody, and whether the office's key should be renewed."""
    here = house()
    with here.database.question() as session:
        found = read_members(session, here.office_id)
        renew_key = key_wants_renewal(session, here.office_id)
    return render_template("staff/members.html", members=found, renew_key=renew_key)


def invite() -> Answer:
    """Somebody new; what they need to sign in stands on the page that answers, and nowhere else."""
    form = InviteForm.from_page()
    if form.accepted():
        try:
            return _told(_invited(form), waiting=()), 200
        except Conflict as refusal:
            field = form.sign_in_name if refusal.reason == "name_taken" else None
            form.add_problem(WHY_NOT.get(refusal.reason, REFUSALS[refusal.reason]), field=field)
        except NotAllowed as refusal:
            form.add_problem(WHY_NOT[refusal.reason], field=form.roles)
    return render_template("staff/invite.html", form=form), form.status


def reset_member(member_id: str) -> Answer:
    """New words for somebody who lost theirs."""
    here, form = house(), ResetForm.from_page()
    with here.database.question() as session:
        found = read_member(session, here.office_id, member_id)
    if form.accepted():
        with room_for_words("known"):
            words = make_words(language=found.language)
        try:
            with here.database.deed() as session:
                done = make_anew(
                    session,
                    here.office_id,
                    member_id=member_id,
                    words=words,
                    keyring=current_keyring(session),
                    actor=acting(May.MANAGE_MEMBERS),
                    now=here.now(),
                )
            return _told(done.sign_in, waiting=done.waiting), 200
        except NotAllowed as refusal:
            form.add_problem(WHY_NOT[refusal.reason])
    return render_template("staff/reset_member.html", form=form, found=found), 403 if form.form_errors else form.status


def end_member_sessions(member_id: str) -> Response:
    """Wherever this member is signed in, they are outside from the next page on."""
    here = house()
    with here.database.deed() as session:
        actor = acting(May.MANAGE_MEMBERS)
        end_sessions(session, here.office_id, member_id=member_id, actor=actor, now=here.now())
    return go_to("staff.members")


def _invited(form: InviteForm) -> SignIn:
    here, new = house(), form.new_member()
    with room_for_words("known"):
        words = make_words(language=new.language)
    with here.database.deed() as session:
        return invite_member(
            session,
            here.office_id,
            new=new,
            words=words,
            keyring=current_keyring(session),
            actor=acting(May.MANAGE_MEMBERS),
            now=here.now(),
        )


def _told(told: SignIn, *, waiting: tuple[WaitingMatter, ...]) -> str:
    drawing = authenticator_drawing(told.totp_secret, name=told.sign_in_name)
    return render_template(
        "staff/told.html", told=told, words=told.passphrase.split(), drawing=drawing, waiting=waiting
    )
