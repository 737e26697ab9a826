"""Passkeys of one's own: add one, take one away. This is where a browser's answer becomes a passkey."""

from flask import Response, render_template, request

from claims.actions.register_passkey import passkeys_of, register_passkey
from claims.actions.register_passkey import remove_passkey as take_away
from claims.desks.staff.forms import PasskeyForm
from claims.errors import Conflict
from claims.store.passkeys import MadePasskey, read_registration, registration_options
from claims.web.guards import current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.passkeys import new_challenge, party, use_up

NOT_MADE = _l(
    "Nothing was added: the browser gave no answer that holds, or it took longer than five minutes. Please try again."
)
WHY_NOT = {
    "passkey_known": _l("This passkey was added before."),
    "passkeys_enough": _l("You have ten passkeys, and no more can be kept. Please take one away first."),
}
Answer = Response | tuple[str, int]


def passkey() -> Answer:
    """A new passkey. The page that asks brings a challenge; the answer comes back with it, once."""
    form = PasskeyForm.from_page()
    if form.accepted() and _added(form):
        return go_to("staff.own")
    asked, member = party(), current_member()
    challenge = new_challenge()
    with house().database.question() as session:
        known = [row.credential for row in passkeys_of(session, member.id)]
    options = ""
    if asked is not None:
        options = registration_options(
            asked, challenge=challenge, member_id=member.id, sign_in_name=member.sign_in_name, known=known
        )
    page = render_template("staff/passkey.html", form=form, party=asked, challenge=challenge, options=options)
    return page, form.status


def remove_passkey(passkey_id: str) -> Response:
    """It opens no door any more."""
    here = house()
    with here.database.deed() as session:
        take_away(session, current_member().id, passkey_id=passkey_id, now=here.now())
    return go_to("staff.own")


def _added(form: PasskeyForm) -> bool:
    here, made = house(), _made()
    if made is None:
        form.add_problem(NOT_MADE)
        return False
    try:
        with here.database.deed() as session:
            register_passkey(session, current_member().id, made=made, label=form.label.data or "", now=here.now())
    except Conflict as refusal:
        form.add_problem(WHY_NOT[refusal.reason])
        return False
    return True


def _made() -> MadePasskey | None:
    asked, challenge = party(), request.form.get("challenge", "")
    if asked is None or not use_up(challenge):
        return None
    return read_registration(asked, request.form.get("passkey", ""), challenge=challenge)
