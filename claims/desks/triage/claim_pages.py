"""One claim, opened with the office's key: read, decide, take, translate, note. This is where triage works."""

from flask import Response, render_template

from claims.actions.assign_claim import assign_claim
from claims.actions.decide_claim import add_note, keep_translation
from claims.actions.mark_read import mark_read
from claims.actions.postpone_retention import touch_claim
from claims.desks.triage.finding import find_claim
from claims.desks.triage.forms import NoteForm, TranslationForm
from claims.desks.triage.helping_reading import PowerAsked, powers_asked
from claims.desks.triage.same_pages import others_of
from claims.errors import NotValid
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Status
from claims.rules.access import May
from claims.web.claim_door import (
    DecideForm,
    FoundClaim,
    decide_form,
    decided,
    note_on_claim,
    picture_of,
    read_found,
    shown_claim,
)
from claims.web.forms import PageForm
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

REVIEWER_NEEDED = _l("Please name who translated it and who reviewed it.")
Answer = Response | tuple[str, int]


def claim(reference: str) -> Answer:
    """Everything about one claim on one page."""
    return _show(find_claim(reference))


def decide(reference: str) -> Answer:
    """The next move by the table."""
    found = find_claim(reference)
    form = decide_form(Status(found.row.status)).from_page()
    if decided(found, form):
        return go_to("triage.claim", reference=reference)
    return _show(find_claim(reference), refused=form)


def take(reference: str) -> Answer:
    """Take the claim, or leave it when it is one's own already."""
    here, found, member = house(), find_claim(reference), current_member()
    mine = found.row.assignee == member.id
    with here.database.deed() as session:
        member_id = "" if mine else member.id
        assign_claim(session, found.row.id, member_id=member_id, actor=acting(May.DECIDE), now=here.now())
    return go_to("triage.claim", reference=reference)


def translate(reference: str) -> Answer:
    """Keep the Korean beside the original."""
    here, found = house(), find_claim(reference)
    form = TranslationForm.from_page()
    if form.accepted():
        note_on_claim(found, "translate")
        try:
            with here.database.deed() as session:
                touch_claim(session, found.open, now=here.now())
                keep_translation(
                    session,
                    found.open,
                    account=form.translation.data or "",
                    harm=form.translation_harm.data or "",
                    translator=form.translator.data or "",
                    reviewer=form.reviewer.data or "",
                    name_hangul=form.name_hangul.data or "",
                )
        except NotValid:
            form.add_problem(REVIEWER_NEEDED, field=form.reviewer if form.translator.data else form.translator)
        else:
            return go_to("triage.claim", reference=reference, _anchor="account")
    return _show(found, refused=form)


def note(reference: str) -> Answer:
    """Keep a note for colleagues."""
    here, found = house(), find_claim(reference)
    form = NoteForm.from_page()
    if form.accepted():
        note_on_claim(found, "note")
        with here.database.deed() as session:
            touch_claim(session, found.open, now=here.now())
            add_note(session, found.open, note=form.note.data)
        return go_to("triage.claim", reference=reference, _anchor="notes")
    return _show(found, refused=form)


def preview(reference: str, evidence_id: str, number: int) -> Response:
    """One page of a piece of evidence as a picture."""
    return picture_of(find_claim(reference), evidence_id, number)


def _show(found: FoundClaim, *, refused: PageForm | None = None) -> Answer:
    # The cards are looked through for the same person's other claims: the line says so before any is opened.
    read = read_found(found, also="cards")
    contents, others = read.contents, None
    powers: tuple[PowerAsked, ...] = ()
    if contents is not None and found.key is not None:
        with house().database.deed() as session:
            mark_read(
                session,
                found.key,
                file=contents.file,
                judgement=contents.judgement,
                facts=contents.desk,
                keyring=found.keyring,
            )
        others, powers = others_of(found, contents), powers_asked(found, contents.file)
    page = render_template(
        "triage/claim.html",
        refused=refused,
        others=others,
        powers=powers,
        finding_page="triage.finding",
        **shown_claim(found, read),
        **_forms(found, contents.desk if contents else DeskFacts(), refused),
    )
    return page, refused.status if refused else 200


def _forms(found: FoundClaim, desk: DeskFacts, refused: PageForm | None) -> dict[str, PageForm]:
    """The page's forms as they stand, or the refused one with what was typed."""
    translation = TranslationForm(
        None,
        translation=desk.translation,
        translation_harm=desk.translation_harm,
        translator=desk.translator,
        reviewer=desk.reviewer,
        name_hangul=desk.name_hangul,
    )
    forms = {
        "decide_form": decide_form(Status(found.row.status))(None),
        "translation_form": translation,
        "note_form": NoteForm(None),
    }
    for name, kind in (("decide_form", DecideForm), ("translation_form", TranslationForm), ("note_form", NoteForm)):
        if isinstance(refused, kind):
            forms[name] = refused
    return forms
