"""The bar association's stamps of many powers at once: one box for each power in force. This is where a pile of stamped papers is noted."""

from flask import Response, render_template, request

from claims.actions.note_power import note_power
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.finding import find_counsels_matter
from claims.desks.matters.forms_board import NumbersForm, numbers_form
from claims.errors import NotFound, NotValid
from claims.model.appointment import BarStamped
from claims.queries.board import BoardClaim
from claims.rules.access import May
from claims.rules.appointments import Signing
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.wording import said
from claims.web.wording_desks import shown_reference

LINES = 50
GONE = _l("One of these powers is not in force any more. Please look at the list again.")
Answer = Response | tuple[str, int]
Line = tuple[BoardClaim, Signing]


def stamp_numbers(matter_id: str) -> Answer:
    """One box for each power in force, as it is numbered now; what was changed is noted, all or nothing."""
    found = find_counsels_matter(matter_id)
    every = [(one, signing) for one in open_board(found, in_role=May.EDIT_MATTER) for signing in one.line.signings]
    pages = max(1, -(-len(every) // LINES))
    number = min(max(1, request.args.get("page", default=1, type=int)), pages)
    lines = every[(number - 1) * LINES :][:LINES]
    form = numbers_form([(each.signed.id, _label(one, each), _kept(each)) for one, each in lines]).from_page()
    if form.accepted() and _noted(form, lines, matter_id=matter_id):
        return go_to("matters.stamp_numbers", matter_id=matter_id, page=number)
    page = render_template("matters/board_stamps.html", found=found, form=form, lines=lines, number=number, pages=pages)
    return page, form.status


def _label(one: BoardClaim, signing: Signing) -> str:
    return f"{shown_reference(one.line.reference)} · {signing.signed.signer.name}"


def _kept(signing: Signing) -> str:
    return signing.bar_stamp.number if signing.bar_stamp else ""


def _noted(form: NumbersForm, lines: list[Line], *, matter_id: str) -> bool:
    here, by, now = house(), current_member(), house().now()
    claims: dict[str, OpenClaim] = {signing.signed.id: one.claim for one, signing in lines}
    signing_id = ""
    try:
        with here.database.deed() as session:
            for signing_id, typed in form.changed({each.signed.id: _kept(each) for _one, each in lines}).items():
                note = BarStamped(matter_id=matter_id, signing=signing_id, number=typed, by=by.id, at=seconds(now))
                actor = acting(May.EDIT_MATTER)
                note_power(session, claims[signing_id], note=note, actor=actor, today=here.today(), now=now)
    except NotValid as refusal:
        form.add_problem(said(refusal.reason, among="offer_refusals"), field=form[f"number-{signing_id}"])
        return False
    except NotFound:
        form.add_problem(GONE)
        return False
    return True
