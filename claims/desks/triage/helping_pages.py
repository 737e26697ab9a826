"""Taking a person through a power of attorney at the desk: read aloud, answer, print, sign by hand, scan, count. This is where a worker helps."""

from flask import Response, render_template, request

from claims.actions.help_signing import heed_no, keep_helped, sign_on_paper
from claims.actions.take_back_power import take_back_power
from claims.desks.triage.forms_helping import (
    ADDRESSES,
    CAPACITIES,
    AnswersForm,
    answers_form,
    kept_answers,
)
from claims.desks.triage.forms_helping_paper import BackForm, CheckedForm, PageComesForm, checked_form
from claims.desks.triage.helping_printed import printed_paper
from claims.desks.triage.helping_reading import (
    FoundSigning,
    ReadAloud,
    find_signing,
    language_read,
    read_aloud,
    readable,
)
from claims.errors import Conflict, NotNow, NotValid, Refusal
from claims.model.offer import Offer
from claims.model.signing import SigningDraft, Step
from claims.rules.access import May
from claims.rules.agreements import may_hold_numbers
from claims.rules.helped_signing import check_all_there, paper_key
from claims.rules.offers import offer_hash
from claims.rules.signers import NEEDS_PROOF, who_may_sign
from claims.rules.signing_way import STEPS
from claims.rules.uploads import LIMITS
from claims.store.clock import seconds
from claims.store.pdf_extent import page_count
from claims.web.claim_door import note_on_claim
from claims.web.csrf import TOKEN, check_csrf
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import speaking
from claims.web.office_desk import go_to
from claims.web.wording_appoint import POWERS
from claims.web.wording_helping import SIGNED_HOW, SIGNING_STATES, WHY_NOT, why_not

Answer = Response | tuple[str, int]
_SAID: dict[str, object] = {
    "how": SIGNED_HOW,
    "states": SIGNING_STATES,
    "changed": WHY_NOT["offer_changed"],
    "capacities": CAPACITIES,
    "addresses": ADDRESSES,
    "powers": POWERS,
}


def helping(reference: str, place: int) -> Answer:
    """How it stands, the texts to read aloud, and the person's answers."""
    state = find_signing(reference, place)
    if not state.may_sign or state.offer is None:
        return render_template("triage/helping.html", state=state, form=None, **_SAID), 200
    aloud = read_aloud(state.offer, language_read(state, state.offer))
    form = _answers_form(state, state.offer)
    if form.accepted() and _kept(state, state.offer, aloud, form):
        return go_to("triage.helping_paper", **state.place)
    page = render_template(
        "triage/helping.html",
        state=state,
        form=form,
        aloud=aloud,
        sheet=_sheet(aloud),
        readable=readable(state.offer),
        offer_sha256=offer_hash(state.offer),
        **_SAID,
    )
    return page, form.status


def helping_paper(reference: str, place: int) -> Answer:
    """The paper to print, the pages that came back, and the check that makes it count."""
    state = find_signing(reference, place)
    if state.draft is None or state.draft.helped is None:
        # Whoever pressed the button twice is shown what was signed the first time.
        if request.method == "POST":
            check_csrf(request.form.get(TOKEN, ""))
        return go_to("triage.helping", **state.place)
    form = checked_form(interpreter=bool(state.draft.helped.interpreter)).from_page()
    if form.accepted() and _signed(state, form):
        return go_to("triage.helping", **state.place)
    return show_paper(state, checked=form)


def helping_back(reference: str, place: int) -> Answer:
    """A letter came in which the person takes back what they signed."""
    state, form = find_signing(reference, place), BackForm.from_page()
    if form.accepted() and _taken_back(state, form):
        return go_to("triage.helping", **state.place)
    return render_template("triage/helping_back.html", state=state, form=form), form.status


def show_paper(
    state: FoundSigning, *, checked: CheckedForm | None = None, comes: PageComesForm | None = None, problem: object = ""
) -> Answer:
    """The page of the paper, with the one form that was refused; `problem` is about the file that was to come in."""
    draft = state.draft
    assert draft is not None
    assert draft.helped is not None
    checks = checked or checked_form(interpreter=bool(draft.helped.interpreter))(None)
    arriving = comes or PageComesForm(None, what="page")
    needs = draft.signer.relation in NEEDS_PROOF or draft.signer.alone
    page = render_template(
        "triage/helping_paper.html",
        state=state,
        draft=draft,
        form=checks,
        comes=arriving,
        refused=arriving if comes else checks,
        problem=problem,
        paper=paper_key(draft),
        needs_proof=needs,
        limits=LIMITS,
        why_not=WHY_NOT["no_signing_now" if state.offer else "no_offer"],
        **_SAID,
    )
    return page, (comes or checks).status


def _sheet(aloud: ReadAloud) -> str:
    """The texts as they are read aloud, in the person's language and words."""
    with speaking(aloud.language):
        return render_template("intake/offer_aloud.html", aloud=aloud)


def _answers_form(state: FoundSigning, offer: Offer) -> AnswersForm:
    capacities = who_may_sign(state.file, today=house().today())
    kept = kept_answers(state.draft, name=state.file.claimant.name, capacities=capacities)
    form = answers_form(capacities, selection=offer.terms.selection).from_page(**kept)
    form.numbers_agreed = may_hold_numbers(state.file.agreements)
    return form


def _kept(state: FoundSigning, offer: Offer, aloud: ReadAloud, form: AnswersForm) -> bool:
    """Whether the answers were kept; else the form says why not, with everything that was typed."""
    here, member = house(), current_member()
    try:
        if form.offer.data != offer_hash(offer):
            raise NotValid("offer_changed")
        at, before = seconds(here.now()), state.draft
        draft = SigningDraft(
            matter_id=state.standing.matter_id,
            offer=offer.number,
            offer_sha256=offer_hash(offer),
            language=aloud.language,
            visit=f"desk:{member.id}",
            begun_at=before.begun_at if before and before.helped else at,
            steps=tuple(Step(code=code, at=at) for code in STEPS),
            texts=aloud.shown(offer.number),
            answers=form.answers(),
            signer=form.signer(before.signer if before else None),
            helped=form.helped(member_id=member.id, name=member.name),
        )
        note_on_claim(state.found, "help_signing", matter=state.standing.matter_id)
        if not draft.answers.court:
            with here.database.deed() as session:
                heed_no(session, state.found.open, draft, now=here.now())
            raise NotValid("court_agreement_needed")
        with here.database.deed() as session:
            keep_helped(
                session,
                state.found.open,
                draft,
                place=state.standing.place,
                after_version=state.version,
                vault=here.vault,
                now=here.now(),
            )
    except (NotValid, NotNow, Conflict) as refusal:
        _add(form, refusal)
        return False
    return True


def _add(form: AnswersForm, refusal: Refusal) -> None:
    boxes = {
        "interpreter_needed": "interpreter",
        "interpreter_language_needed": "interpreter_language",
        "court_agreement_needed": "court",
    }
    box = boxes.get(refusal.reason)
    form.add_problem(why_not(refusal), field=form[box] if box else None)


def _signed(state: FoundSigning, form: CheckedForm) -> bool:
    """Whether the paper counts now; else the form says why not."""
    here, draft = house(), state.draft
    try:
        if draft is not None and draft.scans and not state.changed:
            check_all_there(draft, pages=page_count(printed_paper(state)))
        with here.database.deed() as session:
            sign_on_paper(
                session,
                state.found.open,
                place=state.standing.place,
                paper=str(form.paper.data or ""),
                member_id=current_member().id,
                actor=acting(May.DECIDE),
                today=here.today(),
                now=here.now(),
            )
    except (NotValid, NotNow, Conflict) as refusal:
        form.add_problem(why_not(refusal))
        return False
    return True


def _taken_back(state: FoundSigning, form: BackForm) -> bool:
    here = house()
    try:
        with here.database.deed() as session:
            take_back_power(
                session,
                state.found.open,
                matter_id=state.standing.matter_id,
                actor=acting(May.DECIDE),
                member_id=current_member().id,
                asked_by=form.asked_by.data,
                now=here.now(),
            )
    except (NotNow, Conflict) as refusal:
        form.add_problem(why_not(refusal))
        return False
    return True
