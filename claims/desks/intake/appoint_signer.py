"""Who signs, in which capacity, with which proof. This is where a signer is named, and may add papers that show it."""

from flask import Response, render_template, request
from werkzeug.datastructures import MultiDict

from claims.desks.intake.appoint_files import abandon, received_file
from claims.desks.intake.appoint_way import Way, go_on, keep, led_back, to_step, way_to
from claims.desks.intake.forms_appoint import SignerForm, signer_form
from claims.desks.intake.refusals import refusal_sentence
from claims.errors import Conflict, NotNow, NotValid
from claims.model.signing import SigningDraft
from claims.rules.agreements import may_hold_numbers
from claims.rules.signers import check_signer, named_signer, who_may_sign
from claims.rules.uploads import LIMITS
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.signing_files import keep_by, read_beside

Answer = Response | tuple[str, int]
FIELD_OF = {
    "signer_name_needed": "name",
    "not_the_claimants_name": "name",
    "wrong_signer": "relation",
    "share_unreadable": "share",
    "shares_too_many": "share",
}
ADD = "add"


def appoint_signer(place: int) -> Answer:
    """One form with its files: what was typed is kept with each file that is added."""
    way = way_to(place)
    if back := led_back(way, "signer"):
        return back
    capacities = who_may_sign(way.file, today=house().today())
    made = signer_form(capacities)
    form = made(None, **_kept(way, alone_possible=len(capacities) == 1))
    if request.method == "POST":
        answer, form = _taken(way, made)
        if answer is not None:
            return answer
        way = way_to(place)  # a file may have been kept although the rest was refused
    page = render_template(
        "intake/appoint_signer.html",
        way=way,
        form=form,
        capacities=capacities,
        limits=LIMITS,
        signed=[each.signed for each in way.offered.standing.in_force],
        first=request.args.get("first"),
    )
    return page, form.status


def _kept(way: Way, *, alone_possible: bool) -> dict[str, object]:
    """What was said so far; else the claimant's own name where nobody else can sign."""
    signer = way.signer
    if signer.name:
        return signer.model_dump(include={"relation", "name", "share", "alone"})
    relation = who_may_sign(way.file, today=house().today())[0] if alone_possible else None
    claimant = way.file.claimant
    name = claimant.name or claimant.name_latin if relation == "self" else ""
    return {"relation": relation, "name": name}


def _taken(way: Way, made: type[SignerForm]) -> tuple[Response | None, SignerForm]:
    """The answers and, where one was chosen, a file; where to go, or the form with its problems."""
    draft = way.draft
    assert draft is not None
    try:
        fields, received = received_file(way)
    except NotValid as refusal:
        kept = refusal.facts.get("fields")
        form = made(MultiDict(kept) if isinstance(kept, dict) else None)
        form.add_problem(refusal_sentence(refusal))
        return None, form
    form = made(fields)
    form.numbers_agreed = may_hold_numbers(way.file.agreements)
    adding = ADD in fields
    if not form.validate():
        abandon(received)
        if received.taker is not None:
            form.add_problem(
                _("Please choose the file once more; browsers do not keep it. Nothing of it was kept here.")
            )
        return None, form
    if adding and received.taker is None:
        form.add_problem(_("Please choose a file, or take a photo, before pressing the button."))
        return None, form
    try:
        named = _named(draft, form)
        if received.taker is None:
            return _gone_on(way, named), form
        facts = read_beside(current_claim(), way.file, received)
        signer = named.signer.model_copy(update={"proofs": (*named.signer.proofs, facts)})
        listed = named.model_copy(update={"signer": signer})
        keep_by(lambda: keep(way, listed), facts, claim=current_claim())
        return (to_step(way.place, "signer") if adding else _gone_on(way_to(way.place), listed)), form
    except (NotValid, NotNow, Conflict) as refusal:
        _say(form, refusal)
        return None, form


def _named(draft: SigningDraft, form: SignerForm) -> SigningDraft:
    given = {"name": form.name.data, "relation": form.relation.data, "share": form.share.data, "alone": form.alone.data}
    return draft.model_copy(update={"signer": named_signer(given, proofs=draft.signer.proofs)})


def _gone_on(way: Way, draft: SigningDraft) -> Response:
    """On to signing, where this person may sign. What was typed is kept in either case."""
    before = [each.signed for each in way.offered.standing.in_force]
    try:
        check_signer(way.file, draft.signer, before=before, today=house().today())
    except NotValid:
        keep(way, draft)
        raise
    return go_on(way, draft, "signer")


def _say(form: SignerForm, refusal: NotValid | NotNow | Conflict) -> None:
    name = FIELD_OF.get(refusal.reason, "")
    form.add_problem(refusal_sentence(refusal), field=form[name] if name else None)
