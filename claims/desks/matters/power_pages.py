"""The appointment of one claim as its counsel sees it: the whole record of each signing, what was noted since, what can be noted now.

This is where counsel reads what was signed.
"""

from dataclasses import dataclass

from flask import Response, make_response, render_template

from claims.actions.matter_file import read_matter_file
from claims.actions.send_message import read_messages
from claims.desks.matters.board_looking import open_board
from claims.desks.matters.finding import FoundMatter, find_claim, find_counsels_matter
from claims.desks.matters.forms_board import (
    AnsweredForm,
    ElsewhereForm,
    LeftForm,
    NotariseForm,
    OrderedForm,
    RefuseForm,
    SigningForm,
    StampForm,
)
from claims.errors import NotFound
from claims.model.claim_file import EvidenceFacts
from claims.model.offer import Offer
from claims.model.triage import Message
from claims.model.vocabulary import MessageCode
from claims.queries.board import BoardClaim
from claims.queries.evidence_preview import MOST_PAGES, preview_page, previewed_pages
from claims.rules.access import May
from claims.rules.appointments import Appointment, Signing, appointment_for
from claims.rules.matter_days import days_until
from claims.store.announcements import offers_of
from claims.store.appointment_parts import read_events
from claims.store.claim_parts import read_claim_file
from claims.store.signature_image import drawing_of
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.forms import PageForm
from claims.web.house import house

OF_CLAIM: tuple[type[PageForm], ...] = (OrderedForm, ElsewhereForm, LeftForm)
OF_SIGNING: tuple[type[PageForm], ...] = (SigningForm, StampForm, NotariseForm, RefuseForm)
Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Appointed:
    """What the page shows: the claim on the board, the offers that were signed by number, messages since the claimant was asked."""

    one: BoardClaim
    offers: dict[int, Offer]
    messages: tuple[Message, ...]


def power(matter_id: str, reference: str) -> Answer:
    """Everything about the appointment for one claim."""
    return show_power(find_claim(matter_id, reference))


def drawn(matter_id: str, reference: str, signing_id: str) -> Response:
    """A drawn signature as it was drawn."""
    found = find_claim(matter_id, reference)
    note_on_claim(found, "read_evidence", evidence=signing_id)
    signing = _signing(found, signing_id)
    if not signing.signed.image:
        raise NotFound("signing")
    answer = make_response(drawing_of(signing.signed.image))
    answer.headers["Content-Type"] = "image/png"
    answer.headers["Content-Disposition"] = "inline; filename=signature.png"
    return answer


def scan(matter_id: str, reference: str, signing_id: str, file_id: str, number: int) -> Response:
    """One page of a scanned paper or of a proof as a picture, from its clean copy."""
    found, here = find_claim(matter_id, reference), house()
    note_on_claim(found, "read_evidence", evidence=file_id, page=number)
    piece = _piece(_signing(found, signing_id), file_id)
    with here.database.question() as session:
        file, _ = read_claim_file(session, found.open)
    answer = make_response(preview_page(found.open, file, piece, number=number, vault=here.vault))
    answer.headers["Content-Type"] = "image/jpeg"
    answer.headers["Content-Disposition"] = "inline; filename=page.jpg"
    return answer


def show_power(found: FoundClaim, *, refused: PageForm | None = None) -> Answer:
    """The page, with a refused form as it was typed."""
    matter = find_counsels_matter(found.place["matter_id"])
    appointed = _appointed(matter, found)
    page = render_template(
        "matters/power.html",
        found=matter,
        place=found.place,
        appointed=appointed,
        line=appointed.one.line,
        mine=appointed.one.mine,
        refused=refused,
        forms_here={form.__name__: refused if isinstance(refused, form) else form(None) for form in OF_CLAIM},
        forms_about=_forms_about(appointed.one.mine, refused),
        pages_of=previewed_pages,
        most_pages=MOST_PAGES,
        days_until=lambda day: days_until(day, today=house().today()),
    )
    return page, refused.status if refused else 200


def _appointed(matter: FoundMatter, found: FoundClaim) -> Appointed:
    (one,) = open_board(matter, references=[found.row.reference], action="read_claim", in_role=May.READ_CLAIM)
    told_key = read_matter_file(matter.row, keyring=matter.keyring).told_key
    with house().database.question() as session:
        offers = offers_of(session, bytes.fromhex(told_key), matter_id=matter.row.id) if told_key else ()
        messages = read_messages(session, found.open)
    asked = next((at for at, each in enumerate(messages) if each.code is MessageCode.ELSEWHERE_ASKED), len(messages))
    return Appointed(one=one, offers={each.number: each for each in offers}, messages=tuple(messages[asked:]))


def _forms_about(mine: Appointment | None, refused: PageForm | None) -> dict[str, dict[str, PageForm]]:
    """The forms of each signature and each order by its id; the refused one only where it was about that."""
    if mine is None:
        return {}
    signings = {
        each.signed.id: {form.__name__: _about(form, each.signed.id, refused) for form in OF_SIGNING}
        for each in mine.signings
    }
    orders = {each.step.id: {AnsweredForm.__name__: _about(AnsweredForm, each.step.id, refused)} for each in mine.steps}
    return signings | orders


def _about(kind: type[PageForm], what: str, refused: PageForm | None) -> PageForm:
    """Several of a kind stand on the page, so each has boxes of its own name."""
    hidden = "step" if kind is AnsweredForm else "signing"
    form = refused if type(refused) is kind and refused[hidden].data == what else kind(None)
    for field in form:
        field.id = f"{field.id}-{what}"
    return form


def _signing(found: FoundClaim, signing_id: str) -> Signing:
    """A signature given for this matter, in force or not. Raises NotFound."""
    with house().database.question() as session:
        standing = appointment_for(read_events(session, found.open), found.place["matter_id"])
    for signing in standing.signings if standing else ():
        if signing.signed.id == signing_id:
            return signing
    raise NotFound("signing")


def _piece(signing: Signing, file_id: str) -> EvidenceFacts:
    for piece in (*signing.signed.scans, *signing.signed.signer.proofs):
        if piece.id == file_id:
            return piece
    raise NotFound("evidence")
