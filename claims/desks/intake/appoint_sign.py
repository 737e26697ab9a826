"""Everything once more, then the signature: drawn, typed, or on paper. This is where a draft of a signing becomes a signature."""

from flask import Response, make_response, redirect, render_template, request, url_for

from claims.actions.draft_signing import sign_drafted
from claims.actions.sign_power import MOST_SCANS
from claims.desks.intake.agreeing import texts_here
from claims.desks.intake.appoint_files import abandon, received_file
from claims.desks.intake.appoint_papers import paper_of
from claims.desks.intake.appoint_shown import cost_of, direction_of, texts_of, warning_of
from claims.desks.intake.appoint_way import Way, keep, led_back, to_step, way_to
from claims.desks.intake.forms_appoint import PagesForm, SignForm
from claims.desks.intake.refusals import refusal_sentence
from claims.errors import Conflict, NotNow, NotValid
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import SignedHow
from claims.model.vocabulary import AgreementCode
from claims.rules.helped_signing import check_pages, paper_key
from claims.rules.uploads import LIMITS
from claims.store.pdf_extent import page_count
from claims.web.abroad_steps import steps_shown
from claims.web.fields import PageForm
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import current_language
from claims.web.language import gettext as _
from claims.web.signing_files import keep_by, read_beside

Answer = Response | tuple[str, int]
MULTIPART = "multipart/form-data"
WAYS: dict[str, SignedHow] = {"drawn": "drawn", "typed": "typed", "scanned": "scanned"}


def appoint_sign(place: int) -> Answer:
    """Everything on one page, each with a way back to change it; then one of three ways to sign."""
    way = way_to(place)
    if request.method == "POST" and way.draft is None and way.offered.standing.in_force:
        return _to_signed(place)  # the button was pressed twice, or on two phones: it is signed
    if back := led_back(way, "sign"):
        return back
    form: PageForm = SignForm.from_page() if request.mimetype != MULTIPART else SignForm(None)
    if request.method == "POST" and request.mimetype == MULTIPART:
        answer, form = _page_added(way)
        if answer is not None:
            return answer
    elif isinstance(form, SignForm) and form.accepted():
        answer = _signed(way, form)
        if answer is not None:
            return answer
    return _page(way, form), form.status


def _signed(way: Way, form: SignForm) -> Response | None:
    """Signed, and what follows; None where the form says why not."""
    here = house()
    offer, draft = way.on_the_way
    try:
        if draft.scans and form.how.data == "scanned":
            check_pages(draft, pages=page_count(paper_of(way, draft, offer=offer)))
        with here.database.deed() as session:
            sign_drafted(
                session,
                current_claim(),
                draft,
                place=way.place,
                after_version=way.version,
                how=WAYS[str(form.how.data)],
                typed=form.typed.data or "",
                image=form.image.data or "",
                vault=here.vault,
                today=here.today(),
                now=here.now(),
            )
    except (NotValid, NotNow, Conflict) as refusal:
        if refusal.reason == "offer_changed":
            return to_step(way.place, "read", first=True)
        if isinstance(refusal, Conflict) and _is_signed(way.place):
            return _to_signed(way.place)  # two buttons in the same moment: the other was faster
        at_name = refusal.reason == "typed_name_differs"
        form.add_problem(refusal_sentence(refusal), field=form.typed if at_name else None)
        return None
    return _to_signed(way.place)


def _is_signed(place: int) -> bool:
    """Whether nothing is under way any more, and a signature counts."""
    way = way_to(place)
    return way.draft is None and bool(way.offered.standing.in_force)


def _page_added(way: Way) -> tuple[Response | None, PageForm]:
    """One more page of the signed paper, kept until it is sent."""
    _offer, draft = way.on_the_way
    try:
        fields, received = received_file(way)
    except NotValid as refusal:
        form = PagesForm(None)
        form.add_problem(refusal_sentence(refusal))
        return None, form
    form = PagesForm(fields)
    if not form.validate():
        abandon(received)
        return None, form
    if received.taker is None:
        form.add_problem(_("Please choose a file, or take a photo, before pressing the button."))
        return None, form
    try:
        if len(draft.scans) >= MOST_SCANS:
            abandon(received)
            raise NotValid("scans_too_many", most=MOST_SCANS)
        if draft.scans and draft.scans_of != paper_key(draft):
            abandon(received)
            raise NotValid("pages_of_another_paper")
        facts = read_beside(current_claim(), way.file, received)
        more = draft.model_copy(update={"scans": (*draft.scans, facts), "scans_of": paper_key(draft)})
        keep_by(lambda: keep(way, more), facts, claim=current_claim())
    except (NotValid, NotNow, Conflict) as refusal:
        form.add_problem(refusal_sentence(refusal))
        return None, form
    return _to_scans(way.place), form


def _page(way: Way, form: PageForm) -> str:
    offer, draft = way.on_the_way
    language = draft.language
    return render_template(
        "intake/appoint_sign.html",
        way=way,
        offer=offer,
        draft=draft,
        form=form,
        drawn=form.image.data if isinstance(form, SignForm) else "",
        typed_field=form.typed if isinstance(form, SignForm) else SignForm(None).typed,
        court=texts_here()[AgreementCode.C8],
        texts=texts_of(offer, language),
        warning=warning_of(offer, language) if way.answers.selection else None,
        direction_of=direction_of,
        cost=cost_of(offer),
        codes=SPECIAL_POWERS,
        abroad=steps_shown(way.answers.country, language=current_language().tag),
        limits=LIMITS,
        most=MOST_SCANS,
    )


def _to_signed(place: int) -> Response:
    return make_response(redirect(url_for("intake.appoint_signed", place=place), code=303))


def _to_scans(place: int) -> Response:
    return make_response(redirect(url_for("intake.appoint_sign", place=place, _anchor="pages"), code=303))
