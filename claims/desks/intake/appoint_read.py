"""What lawyers offer: read it, and go on. This is where the way to a power of attorney begins, or begins again after a change."""

from dataclasses import replace

from flask import Response, render_template, request

from claims.desks.intake.appoint_shown import changes, cost_of, direction_of, texts_of, tongue_of, tongues
from claims.desks.intake.appoint_way import Way, go_on, instant, session_mark, way_to
from claims.desks.intake.forms_appoint import ReadForm
from claims.desks.intake.refusals import refusal_sentence
from claims.errors import Conflict, NotNow, NotValid
from claims.model.offer import Offer
from claims.model.signing import SigningDraft
from claims.rules.offers import offer_hash
from claims.rules.signers import is_complete
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.signing_texts import offer_shown

Answer = Response | tuple[str, int]


def appoint(place: int) -> Answer:
    """What the lawyers offer, all of it; what changed first, where it was read before."""
    way = way_to(place)
    if way.offer is None:
        return render_template("intake/appoint_closed.html", way=way), 200
    form = ReadForm.from_page()
    kept = way.draft.language if way.draft else ""
    tongue = tongue_of(way.offer, asked=form.tongue.data or request.args.get("in", ""), kept=kept)
    if form.accepted() and tongue:
        if form.offer.data == offer_hash(way.offer):
            try:
                return go_on(
                    way,
                    _begun(way, way.offer, tongue),
                    "read",
                    texts=offer_shown(texts_of(way.offer, tongue), number=way.offer.number),
                )
            except (NotValid, NotNow, Conflict) as refusal:
                form.add_problem(refusal_sentence(refusal))
        else:
            form.add_problem(
                _("The lawyers have changed their offer just now. Please read what is new; your answers are kept.")
            )
            way = _as_read(way, str(form.offer.data))
    return _page(way, way_offer(way), form, tongue), form.status


def way_offer(way: Way) -> Offer:
    """The offer in force of a way that is open."""
    assert way.offer is not None
    return way.offer


def _begun(way: Way, offer: Offer, tongue: str) -> SigningDraft:
    """The draft with this offer in it: new, or going on with every answer."""
    about = {"offer": offer.number, "offer_sha256": offer_hash(offer), "language": tongue}
    if way.draft is None:
        matter_id = way.offered.standing.matter_id
        return SigningDraft.model_validate(
            {**about, "matter_id": matter_id, "visit": session_mark(), "begun_at": instant()}
        )
    selection = way.answers.selection and offer.terms.selection
    answers = way.answers.model_copy(update={"selection": selection})
    return way.draft.model_copy(update={**about, "answers": answers})


def _as_read(way: Way, read: str) -> Way:
    """What changed is shown against the offer that stood on the page, where nothing was kept yet."""
    number = next((offer.number for offer in way.offered.offers if offer_hash(offer) == read), 0)
    if way.draft is not None or not number:
        return way
    draft = SigningDraft(
        matter_id=way.offered.standing.matter_id,
        offer=number,
        offer_sha256=read,
        language="",
        visit=session_mark(),
        begun_at=instant(),
    )
    return replace(way, draft=draft)


def _page(way: Way, offer: Offer, form: ReadForm, tongue: str) -> str:
    signed = [each.signed for each in way.offered.standing.in_force]
    return render_template(
        "intake/appoint.html",
        way=way,
        offer=offer,
        form=form,
        first=request.args.get("first"),
        tongue=tongue,
        tongues=tongues(offer),
        direction_of=direction_of,
        texts=texts_of(offer, tongue),
        changed=changes(way.before, offer, language=tongue),
        cost=cost_of(offer),
        sha256=offer_hash(offer),
        signed=signed,
        complete=is_complete(way.file, signed, today=house().today()),
    )
