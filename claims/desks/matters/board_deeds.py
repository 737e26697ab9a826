"""What counsel does with many claims of the board at once: invite, remind, counter-sign, ask, record the filing. This is where ticks become deeds."""

from collections.abc import Mapping

from flask import Response, request
from werkzeug.datastructures import MultiDict

from claims.actions.ask_elsewhere import ask_elsewhere
from claims.actions.decide_claim import decide_claim
from claims.actions.invite_claimants import invite_claimants
from claims.actions.note_power import note_power
from claims.actions.remind_claimants import ToRemind, may_be_reminded, post_letters, remind_claimants, to_remind
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.board_pages import show_board, ticks_form
from claims.desks.matters.board_reach import show_reminded
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.desks.matters.forms import ReferencesForm
from claims.desks.matters.power_printing import show_powers
from claims.errors import NotNow
from claims.model.appointment import Countersigned
from claims.model.vocabulary import Move, Status
from claims.queries.board import BoardClaim
from claims.queries.matter_page import claim_rows
from claims.rules.access import May
from claims.settings import ROOT
from claims.store.clock import seconds
from claims.store.neutral_mail import read_sentences
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.wording import said

Answer = Response | tuple[str, int]
# An address holds about ninety references before the server cuts it off; what is longer is shown at once.
MOST_IN_ADDRESS = 80
MORE = ("stage", "missing", "spoken", "country", "older", "elsewhere", "orders", "silent", "page")


def invite(matter_id: str) -> Answer:
    """Offer those who are ticked to act for them; who was invited before, or is not checked yet, is left alone."""
    found, form = _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    return _invite(found, form, open_board(found, references=form.ticked, in_role=May.EDIT_MATTER))


def invite_all(matter_id: str) -> Answer:
    """The same for everybody who can be invited."""
    found, form = _ticked(matter_id)
    everybody = open_board(found, in_role=May.EDIT_MATTER)
    return _invite(found, form, tuple(each for each in everybody if "not_invited" in each.line.missing))


def remind(matter_id: str) -> Answer:
    """Mail a neutral sentence to those ticked who chose mail; the others are listed to be told by hand."""
    found, form = _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    sorted_out = to_remind(open_board(found, references=form.ticked, in_role=May.EDIT_MATTER))
    outcome = _mailed(found, sorted_out)
    if sum(len(each) for each in outcome.values() if isinstance(each, list)) > MOST_IN_ADDRESS:
        return show_reminded(found, MultiDict(outcome))
    return go_to("matters.reminded", matter_id=matter_id, **outcome)


def told(matter_id: str) -> Answer:
    """Counsel has told those who are ticked by hand."""
    found, form = _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = [
        each for each in open_board(found, references=form.ticked, in_role=May.EDIT_MATTER) if may_be_reminded(each)
    ]
    _note_reminded(found, claims, by_mail=False)
    return _back(matter_id)


def countersign_all(matter_id: str) -> Answer:
    """The firm takes on every power in force of those who are ticked."""
    here, (found, form) = house(), _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = open_board(found, references=form.ticked, in_role=May.EDIT_MATTER)
    actor, by, now = acting(May.EDIT_MATTER), current_member(), here.now()
    with here.database.deed() as session:
        for each in claims:
            for signing in each.line.signings:
                if signing.countersigned is None:
                    note = Countersigned(
                        matter_id=matter_id, signing=signing.signed.id, name=by.name, by=by.id, at=seconds(now)
                    )
                    note_power(session, each.claim, note=note, actor=actor, today=here.today(), now=now)
    return _back(matter_id)


def filed_all(matter_id: str) -> Answer:
    """Those who are ticked and have signed are filed at court; the others are left alone. From then on leaving goes through counsel."""
    here, (found, form) = house(), _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = open_board(found, references=form.ticked, in_role=May.EDIT_MATTER)
    with here.database.deed() as session:
        for each in claims:
            if each.line.status is Status.SIGNED:
                decide_claim(
                    session,
                    each.claim,
                    move=Move.FILE,
                    words="",
                    by=current_member(),
                    actor=acting(May.DECIDE),
                    now=here.now(),
                )
    return _back(matter_id)


def ask_all(matter_id: str) -> Answer:
    """Ask those who are ticked, in their language, whether they are already a party in another case."""
    here, (found, form) = house(), _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = [each.claim for each in open_board(found, references=form.ticked, in_role=May.EDIT_MATTER)]
    with here.database.deed() as session:
        ask_elsewhere(session, claims, matter_id=matter_id, actor=acting(May.EDIT_MATTER), now=here.now())
    return _back(matter_id)


def pick_powers(matter_id: str) -> Answer:
    """Go on to the page that prints, with those who are ticked."""
    found, form = _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    if len(form.ticked) > MOST_IN_ADDRESS:
        return show_powers(found, asked=form.ticked)
    return go_to("matters.powers", matter_id=matter_id, claim=form.ticked)


def _ticked(matter_id: str) -> tuple[FoundMatter, ReferencesForm]:
    found = find_counsels_matter(matter_id)
    with house().database.question() as session:
        references = [row.reference for row in claim_rows(session, found.row)]
    return found, ticks_form(references).from_page()


def _invite(found: FoundMatter, form: ReferencesForm, claims: tuple[BoardClaim, ...]) -> Answer:
    here = house()
    try:
        with here.database.deed() as session:
            invite_claimants(
                session,
                found.row,
                claims=[each.claim for each in claims],
                keyring=found.keyring,
                actor=acting(May.EDIT_MATTER),
                now=here.now(),
            )
    except NotNow as refusal:
        form.add_problem(said(refusal.reason, among="offer_refusals"))
        return show_board(found, refused=form)
    return _back(found.row.id)


def _mailed(found: FoundMatter, sorted_out: ToRemind) -> Mapping[str, object]:
    """What the page after it is told: how many were mailed, who is to be told by hand and why."""
    settings = house().settings
    hand = [each.line.reference for each in sorted_out.by_hand]
    not_now = len(sorted_out.not_now)
    if not (settings.mail_server and settings.mail_sender):
        also = [each.line.reference for each in sorted_out.by_mail]
        return {"mailed": 0, "server": "no", "not_now": not_now, "hand": [*hand, *also]}
    sentences = read_sentences(ROOT / "templates")
    outcome = post_letters(
        sorted_out.by_mail, sentences=sentences, server=settings.mail_server, sender=settings.mail_sender
    )
    _note_reminded(found, outcome.taken, by_mail=True)
    missed = {
        why: [each.line.reference for each, reason in outcome.not_taken if reason == why]
        for why in ("refused", "not_reached")
    }
    return {"mailed": len(outcome.taken), "not_now": not_now, "hand": hand, **missed}


def _note_reminded(found: FoundMatter, claims: tuple[BoardClaim, ...] | list[BoardClaim], *, by_mail: bool) -> None:
    here = house()
    with here.database.deed() as session:
        remind_claimants(
            session,
            claims,
            matter_id=found.row.id,
            by_mail=by_mail,
            by=current_member().id,
            actor=acting(May.EDIT_MATTER),
            today=here.today(),
            now=here.now(),
        )


def _back(matter_id: str) -> Response:
    kept = {name: request.args[name] for name in MORE if request.args.get(name)}
    return go_to("matters.board", matter_id=matter_id, **kept)
