"""What counsel does with many claims of the board at once: invite, remind, counter-sign, ask, record the filing. This is where ticks become deeds."""

from flask import Response, request

from claims.actions.ask_elsewhere import ask_elsewhere
from claims.actions.decide_claim import decide_claim
from claims.actions.invite_claimants import invite_claimants
from claims.actions.note_power import note_power
from claims.actions.remind_claimants import may_be_reminded
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.board_pages import show_board, ticks_form
from claims.desks.matters.board_reminding import MOST_IN_ADDRESS, note_reminded, remind_round
from claims.desks.matters.finding import FoundMatter, find_counsels_matter
from claims.desks.matters.forms import ReferencesForm
from claims.desks.matters.power_printing import show_powers
from claims.errors import NotNow
from claims.model.appointment import Countersigned
from claims.model.vocabulary import Move
from claims.queries.board import BoardClaim
from claims.queries.matter_page import claim_rows
from claims.rules.access import May
from claims.rules.board import may_be_filed
from claims.store.clock import seconds
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.wording import said

Answer = Response | tuple[str, int]
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
    return remind_round(found, open_board(found, references=form.ticked, in_role=May.EDIT_MATTER))


def told(matter_id: str) -> Answer:
    """Counsel has told those who are ticked by hand."""
    found, form = _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = [
        each for each in open_board(found, references=form.ticked, in_role=May.EDIT_MATTER) if may_be_reminded(each)
    ]
    note_reminded(found, claims, by_mail=False)
    return _back(matter_id, "told", done=len(claims), left=len(form.ticked) - len(claims))


def countersign_all(matter_id: str) -> Answer:
    """The firm takes on every power in force of those who are ticked."""
    here, (found, form) = house(), _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = open_board(found, references=form.ticked, in_role=May.EDIT_MATTER)
    actor, by, now = acting(May.EDIT_MATTER), current_member(), here.now()
    wanting = [each for each in claims if any(signing.countersigned is None for signing in each.line.signings)]
    with here.database.deed() as session:
        for each in wanting:
            for signing in each.line.signings:
                if signing.countersigned is None:
                    note = Countersigned(
                        matter_id=matter_id, signing=signing.signed.id, name=by.name, by=by.id, at=seconds(now)
                    )
                    note_power(session, each.claim, note=note, actor=actor, today=here.today(), now=now)
    return _back(matter_id, "countersign_all", done=len(wanting), left=len(claims) - len(wanting))


def filed_all(matter_id: str) -> Answer:
    """Those who are ticked, have signed and are in no other case are filed at court; the others are left alone. From then on leaving
    goes through counsel.
    """
    here, (found, form) = house(), _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = open_board(found, references=form.ticked, in_role=May.EDIT_MATTER)
    with here.database.deed() as session:
        ready = [each.claim for each in claims if may_be_filed(each.line)]
        actor, by = acting(May.DECIDE), current_member()
        for claim in ready:
            decide_claim(session, claim, move=Move.FILE, words="", by=by, actor=actor, now=here.now())
    return _back(matter_id, "filed_all", done=len(ready), left=len(claims) - len(ready))


def ask_all(matter_id: str) -> Answer:
    """Ask those who are ticked, in their language, whether they are already a party in another case."""
    here, (found, form) = house(), _ticked(matter_id)
    if not form.accepted():
        return show_board(found, refused=form)
    claims = [each.claim for each in open_board(found, references=form.ticked, in_role=May.EDIT_MATTER)]
    with here.database.deed() as session:
        asked = ask_elsewhere(session, claims, matter_id=matter_id, actor=acting(May.EDIT_MATTER), now=here.now())
    return _back(matter_id, "ask_all", done=len(asked), left=len(claims) - len(asked))


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
            invited = invite_claimants(
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
    return _back(found.row.id, "invite", done=len(invited), left=len(claims) - len(invited))


def _back(matter_id: str, deed: str, *, done: int, left: int) -> Response:
    """The board as it was filtered; it says of how many claims it was done, and how many were left alone."""
    kept = {name: request.args[name] for name in MORE if request.args.get(name)}
    return go_to("matters.board", matter_id=matter_id, **kept, deed=deed, done=done, left=left)
