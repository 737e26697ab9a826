"""After a signature: what happened, who must still sign, how to change one's mind. This is where a claimant keeps hold of it."""

from fractions import Fraction

from flask import Response, make_response, redirect, render_template, url_for

from claims.actions.take_back_power import take_back_power
from claims.desks.intake.appoint_shown import tongues
from claims.desks.intake.appoint_way import Way, way_to
from claims.desks.intake.forms_appoint import TakeBackForm
from claims.desks.intake.refusals import refusal_sentence
from claims.errors import Conflict, NotFound, NotNow
from claims.model.vocabulary import Status
from claims.rules.signers import is_complete, share_of
from claims.web.abroad_steps import StepsShown, steps_shown
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import current_language

Answer = Response | tuple[str, int]


def appoint_signed(place: int) -> Answer:
    """Every signature that was given, what became of it, and what comes next. Raises NotFound before the first."""
    way = way_to(place)
    standing = way.offered.standing
    if not standing.signings:
        raise NotFound("appointment")
    in_force = [each.signed for each in standing.in_force]
    page = render_template(
        "intake/appoint_signed.html",
        way=way,
        standing=standing,
        claim=current_claim(),
        party=way.offered.offers[-1].party,
        complete=is_complete(way.file, in_force, today=house().today()),
        missing_share=_missing_share(way),
        waiting_parent=_is_waiting_for_a_parent(way),
        abroad=_abroad(way),
        tongues=tongues,
    )
    return page, 200


def appoint_take_back(place: int) -> Answer:
    """Change one's mind: at once before a lawyer filed; after that counsel is told."""
    way, here, claim = way_to(place), house(), current_claim()
    form = TakeBackForm.from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                take_back_power(session, claim, matter_id=way.offered.standing.matter_id, now=here.now())
            return make_response(redirect(url_for("intake.appoint_signed", place=place), code=303))
        except (NotNow, Conflict) as refusal:
            form.add_problem(refusal_sentence(refusal))
    page = render_template(
        "intake/appoint_take_back.html",
        way=way,
        form=form,
        claim=claim,
        party=way.offered.offers[-1].party,
        filed=claim.status is Status.FILED,
    )
    return page, form.status


def _abroad(way: Way) -> list[tuple[int, str, StepsShown]]:
    """For each signature that counts and was given abroad: its number, who, and what may follow there."""
    tag = current_language().tag
    shown = [
        (number, each.signed.signer.name, steps_shown(each.signed.answers.country, language=tag))
        for number, each in enumerate(way.offered.standing.signings, start=1)
        if each.state == "in_force"
    ]
    return [each for each in shown if each[2].way]


def _missing_share(way: Way) -> str:
    """The part of the claim for which no heir has signed yet; "" where no heir signs."""
    heirs = [each.signed.signer for each in way.offered.standing.in_force if each.signed.signer.relation == "heir"]
    left = 1 - sum((share_of(each) for each in heirs), start=Fraction(0))
    return str(left) if heirs and left > 0 else ""


def _is_waiting_for_a_parent(way: Way) -> bool:
    """Whether one parent has signed and the other must too."""
    signed = [each.signed for each in way.offered.standing.in_force]
    parents = [each for each in signed if each.signer.relation == "parent"]
    return bool(parents) and not is_complete(way.file, signed, today=house().today())
