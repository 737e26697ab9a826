"""Three pages of questions before a signature: C8 once more, the powers, where. This is where their answers join the draft."""

from flask import Response, render_template, request

from claims.desks.intake.agreeing import texts_here, with_answers
from claims.desks.intake.appoint_shown import direction_of, warning_of
from claims.desks.intake.appoint_way import Way, go_on, led_back, way_to
from claims.desks.intake.choices import NO, YES
from claims.desks.intake.forms_appoint import CourtForm, PowersForm, WhereForm
from claims.desks.intake.refusals import refusal_sentence
from claims.desks.intake.saving import WHILE_HERE, save
from claims.errors import Conflict, NotNow, NotValid
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.signing import Answers, SigningDraft, TextShown
from claims.model.vocabulary import AgreementCode
from claims.rules.agreements import may_hold_numbers
from claims.store.agreement_texts import AgreementText
from claims.web.fields import PageForm
from claims.web.signing_texts import agreement_shown, offer_shown, powers_shown

Answer = Response | tuple[str, int]


def appoint_court(place: int) -> Answer:
    """C8 again: the Ministry will see who files. A no is respected, and ends the way here."""
    way = way_to(place)
    if back := led_back(way, "court"):
        return back
    _, draft = way.on_the_way
    text = texts_here()[AgreementCode.C8]
    form = CourtForm.from_page(court=_kept_court(draft))
    form.court.label.text = text.question
    if form.accepted():
        yes = form.court.data == YES
        if not yes:
            _heed_no(text)
        answered = _with(draft, draft.answers.model_copy(update={"court": yes}))
        answer = _kept(way, answered, "court", form, texts=(agreement_shown(text),))
        if answer is not None:
            return answer
    page = render_template("intake/appoint_court.html", way=way, form=form, text=text, first=request.args.get("first"))
    return page, form.status


def appoint_powers(place: int) -> Answer:
    """The general power, and the four that need a mark each."""
    way = way_to(place)
    if back := led_back(way, "powers"):
        return back
    offer, draft = way.on_the_way
    warning = warning_of(offer, draft.language) if offer.terms.selection else None
    form = PowersForm.from_page(
        **{code: code in way.answers.granted for code in SPECIAL_POWERS}, selection=way.answers.selection
    )
    if form.accepted():
        chosen = {"granted": form.granted(), "selection": bool(warning and form.selection.data)}
        answered = _with(draft, draft.answers.model_copy(update=chosen))
        texts = (powers_shown(), *offer_shown([warning] if warning else [], number=offer.number))
        answer = _kept(way, answered, "powers", form, texts=texts)
        if answer is not None:
            return answer
    page = render_template(
        "intake/appoint_powers.html",
        way=way,
        offer=offer,
        form=form,
        warning=warning,
        direction_of=direction_of,
        codes=SPECIAL_POWERS,
        first=request.args.get("first"),
    )
    return page, form.status


def appoint_where(place: int) -> Answer:
    """Address for service, the country, another case."""
    way = way_to(place)
    if back := led_back(way, "where"):
        return back
    _, draft = way.on_the_way
    form = WhereForm.from_page(**_kept_where(way))
    form.numbers_agreed = may_hold_numbers(way.file.agreements)
    if form.accepted():
        answer = _kept(way, _with(draft, draft.answers.model_copy(update=form.where())), "where", form)
        if answer is not None:
            return answer
    page = render_template("intake/appoint_where.html", way=way, form=form, first=request.args.get("first"))
    return page, form.status


def _heed_no(text: AgreementText) -> None:
    """A no counts at once, also against a yes of before: nothing of a claimant goes to court against their will."""
    no = with_answers({AgreementCode.C8: False}, texts={AgreementCode.C8: text})
    save("agreements", no, while_status=WHILE_HERE)


def _kept_court(draft: SigningDraft) -> str | None:
    """What was answered in this session; another session asks anew."""
    if "court" not in {step.code for step in draft.steps} or draft.answers.court is None:
        return None
    return YES if draft.answers.court else NO


def _kept_where(way: Way) -> dict[str, object]:
    """What was answered, else what they said when they signed before, else the address that the claim names already."""
    if way.answers.country:
        return WhereForm.boxes(way.answers)
    if way.signed_before:
        return WhereForm.boxes(way.signed_before)
    contact = way.file.contact
    return {"service_address": contact.service_address, "own_address": contact.own_address}


def _with(draft: SigningDraft, answers: Answers) -> SigningDraft:
    return draft.model_copy(update={"answers": answers})


def _kept(
    way: Way, draft: SigningDraft, step: str, form: PageForm, *, texts: tuple[TextShown, ...] = ()
) -> Response | None:
    """The page that follows; None where the form says why nothing was kept."""
    try:
        return go_on(way, draft, step, texts=texts)
    except (NotValid, NotNow, Conflict) as refusal:
        form.add_problem(refusal_sentence(refusal))
        return None
