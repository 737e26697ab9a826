"""Files of a signing at the desk: the paper to print, the pages that come back, the copy to hand over. This is where they go out and in."""

from collections.abc import Mapping

from flask import Response, request
from werkzeug.datastructures import MultiDict

from claims.actions.draft_signing import drop_file
from claims.actions.help_signing import keep_page
from claims.actions.power_files import copy_of_signing
from claims.desks.triage.forms_helping_paper import PageComesForm
from claims.desks.triage.helping_pages import show_paper
from claims.desks.triage.helping_printed import printed_paper
from claims.desks.triage.helping_reading import FoundSigning, find_signing, office_facts
from claims.errors import Conflict, NotFound, NotValid
from claims.web.claim_door import note_on_claim
from claims.web.draining import MOST_BODY_BYTES, drain_body
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.signing_files import keep_by, read_beside, receive_beside, saved_pdf
from claims.web.signing_texts import language_names
from claims.web.wording_helping import why_not

CHOOSE_A_FILE = _l("Please choose a file before pressing the button.")
CHOOSE_AGAIN = _l("Please choose the file once more; browsers do not keep it. Nothing of it was kept here.")
Answer = Response | tuple[str, int]


def helping_print(reference: str, place: int) -> Response:
    """The paper as it was answered, to print and sign by hand. Raises NotFound where nothing was taken down, or for another offer."""
    return saved_pdf(printed_paper(find_signing(reference, place, paper="to sign")), name="to-sign.pdf")


def helping_copy(reference: str, place: int, number: int) -> Response:
    """What was signed, for the person to keep; signatures count from 1, the oldest first. Raises NotFound."""
    state, here = find_signing(reference, place, paper="copy"), house()
    signings = state.standing.signings
    if not 1 <= number <= len(signings):
        raise NotFound("signing")
    signing = signings[number - 1]
    with here.database.question() as session:
        pdf = copy_of_signing(
            session,
            state.found.open,
            file=state.file,
            standing=state.standing,
            signing=signing,
            office=here.office_name,
            agreements=here.agreements,
            office_facts=office_facts(signing.signed.language),
            language_names=language_names(signing.signed, file=state.file),
            press=here.press,
            tables=here.court_tables,
        )
    return saved_pdf(pdf, name="copy.pdf")


def helping_page(reference: str, place: int) -> Answer:
    """One file comes in: pages of the signed paper, or a paper that shows the signer may sign. Raises NotFound where nothing was taken down."""
    state = find_signing(reference, place)
    if state.draft is None or state.draft.helped is None:
        raise NotFound("signing")
    request.max_content_length = MOST_BODY_BYTES
    problem: object = ""
    try:
        form, problem = _taken(state)
    except (NotValid, Conflict) as refusal:
        form, problem = PageComesForm(_typed(refusal.facts.get("fields"))), why_not(refusal)
        drain_body()
    if problem:
        form.add_problem(problem)
        return show_paper(state, comes=form, problem=problem)
    return go_to("triage.helping_paper", _anchor="scans", **state.place)


def helping_remove(reference: str, place: int, file_id: str) -> Answer:
    """Take one file out again and destroy it. Raises NotFound for one that is not there."""
    state, here = find_signing(reference, place), house()
    draft = state.draft
    if draft is None or all(each.id != file_id for each in (*draft.scans, *draft.signer.proofs)):
        raise NotFound("evidence")
    note_on_claim(state.found, "help_signing", matter=state.standing.matter_id)
    with here.database.deed() as session:
        drop_file(
            session,
            state.found.open,
            draft,
            file_id=file_id,
            place=place,
            after_version=state.version,
            vault=here.vault,
        )
    return go_to("triage.helping_paper", _anchor="scans", **state.place)


def _taken(state: FoundSigning) -> tuple[PageComesForm, object]:
    """The form, and why the file cannot be taken ("" where it was). Raises NotValid, with the `fields` read so far."""
    here, claim = house(), state.found.open
    received = receive_beside(claim, state.file)
    form = PageComesForm(_typed(received.fields))
    if not form.validate() or received.taker is None:
        if received.taker is None:
            return form, CHOOSE_A_FILE
        received.taker.abandon()
        return form, CHOOSE_AGAIN
    facts, is_proof = read_beside(claim, state.file, received), form.what.data == "proof"

    def keep() -> None:
        note_on_claim(state.found, "help_signing", matter=state.standing.matter_id)
        with here.database.deed() as session:
            keep_page(session, claim, facts, place=state.standing.place, is_proof=is_proof, now=here.now())

    keep_by(keep, facts, claim=claim)
    return form, ""


def _typed(fields: object) -> MultiDict[str, str]:
    return MultiDict(fields) if isinstance(fields, Mapping) else MultiDict()
