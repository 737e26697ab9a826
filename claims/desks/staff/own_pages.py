"""Your door: one's own words and sessions. This is where a member renews what lets them in."""

from dataclasses import replace

from flask import Response, render_template, request

from claims.actions.end_sessions import end_sessions as end_all
from claims.actions.register_passkey import passkeys_of
from claims.actions.renew_words import confirm_words, offer_words
from claims.desks.staff.forms import MakeWordsForm, TypeBackForm
from claims.errors import NotNow
from claims.model.staff import Member
from claims.rules.access import May
from claims.store.clock import seconds
from claims.store.member_keys import open_label, unlock_with
from claims.store.passphrases import key_of_passphrase, make_words
from claims.store.sessions import Visit
from claims.web import limits, visits
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.limits import attempts, check_attempt, room_for_words
from claims.web.office_desk import go_to
from claims.web.passkeys import party
from claims.web.visits import MEMBER, visit_of

NOT_THE_NEW_WORDS = _l("These are not the new words. Please compare each one with your paper, or make new ones again.")
Answer = Response | tuple[str, int]


def own() -> str:
    """What lets this member in, and how to renew each of it."""
    member, visit = current_member(), _visit()
    with house().database.question() as session:
        passkeys = [(row, open_label(row, private=visit.key)) for row in passkeys_of(session, member.id)]
    return render_template("staff/own.html", passkeys=passkeys, party=party())


def words() -> Answer:
    """New words, shown once on the page that answers the button; good once they were typed back."""
    form = TypeBackForm(None)
    if request.method == "POST" and request.form.get("step") == "make":
        made = MakeWordsForm.from_page()
        if made.accepted():
            return _words_page(form, shown=_offered(), made=made), 200
        return _words_page(form, shown="", made=made), made.status
    form = TypeBackForm.from_page()
    if form.accepted():
        visit = _confirmed(form.typed.data or "")
        if visit is not None:
            return visits.begin(visits.end(go_to("staff.door"), MEMBER), visit)
        form.add_problem(NOT_THE_NEW_WORDS, field=form.typed)
    return _words_page(form, shown="", made=MakeWordsForm(None)), form.status


def end_sessions() -> Response:
    """All sessions of this member are over, this one too."""
    here, member = house(), current_member()
    with here.database.deed() as session:
        end_all(session, here.office_id, member_id=member.id, actor=acting(May.OWN_DOOR), now=here.now())
    return visits.leave(go_to("staff.sign_in"), MEMBER)


def _visit() -> Visit:
    visit = visit_of(MEMBER)
    assert visit is not None
    return visit


def _words_page(form: TypeBackForm, *, shown: str, made: MakeWordsForm) -> str:
    with house().database.question() as session:
        member = session.get_one(Member, current_member().id)
    pending = member.next_key is not None
    return render_template("staff/words.html", form=form, made=made, shown=shown.split(), pending=pending)


def _offered() -> str:
    """New words, made before the deed that keeps what lies under them."""
    here, member = house(), current_member()
    check_attempt(limits.PROVING, member.id, now=seconds(here.now()))
    with room_for_words("known"):
        made = make_words(language=member.language, salt=member.salt)
    with here.database.deed() as session:
        offer_words(session, member.id, words=made, private=_visit().key, now=here.now())
    return made.passphrase


def _confirmed(typed: str) -> Visit | None:
    """The visit that goes on with the new pair; None where these are not the new words."""
    here, member, visit = house(), current_member(), _visit()
    check_attempt(limits.PROVING, member.id, now=seconds(here.now()))
    with room_for_words("known"):
        key = key_of_passphrase(typed, salt=member.next_salt or member.salt)
    if unlock_with(key, member.next_key, member_id=member.id) is None:
        return None
    try:
        with here.database.deed() as session:
            private = confirm_words(session, member.id, key=key, now=here.now())
            epoch = session.get_one(Member, member.id).epoch
    except NotNow:
        return None
    attempts().forgive(limits.PROVING, member.id)
    return replace(visit, key=private, epoch=epoch, since=seconds(here.now()))
