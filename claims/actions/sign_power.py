"""Sign a power of attorney: one person, one session, one deed. The signature, every answer and every text shown lie in one sealed event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from claims.actions.draft_claim import change_file
from claims.actions.invite_claimants import MAY_SIGN
from claims.actions.record_move import record_move
from claims.errors import NotFound, NotNow, NotValid
from claims.model.appointment import AppointmentEvent, Signed
from claims.model.claim import Claim
from claims.model.claim_file import Agreement, ClaimFile
from claims.model.power_paper import SPECIAL_POWERS
from claims.model.vocabulary import Answer, Move, Status
from claims.queries.appointing import is_chosen
from claims.rules.appointments import Appointment, appointment_for
from claims.rules.forbidden import contains_resident_number
from claims.rules.offers import offer_hash
from claims.rules.signers import check_signer, is_complete, name_key
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.announcements import offer_in_force
from claims.store.appointment_parts import append_event, destroy_draft_signing, read_events
from claims.store.claim_parts import OpenClaim
from claims.store.database import UNTIL_DONE
from claims.store.ledger import CLAIMANT, Actor, write_line
from claims.store.signature_image import check_drawing

MOST_SCANS = 20


@dataclass(frozen=True)
class SignedNow:
    """What came of a signature: whether everybody who must sign has now signed, and where the claim stands."""

    complete: bool
    status: Status


def sign_power(
    session: Session,
    claim: OpenClaim,
    *,
    signed: Signed,
    typed: str = "",
    agreement: Agreement,
    actor: Actor = CLAIMANT,
    member_id: str = "",
    today: date,
    now: datetime,
) -> SignedNow:
    """The signature stands; an earlier one of the same person is kept and marked as replaced. `agreement` is the answer to C8 given with it.

    When everybody has signed the claim moves to signed. `typed` is the name typed as a signature. Refuses NotFound without an
    invitation; NotNow `no_signing_now`, `no_offer`; NotValid `offer_changed`, `court_agreement_needed`, `unknown_power`,
    `selection_not_offered`, `other_unanswered`, `own_address_needed`, `address_reason_needed`, `resident_number`, those of `check_signer`
    and `check_drawing`, `typed_name_differs`, `scans_needed`, `scans_too_many`. On a refusal nothing is lost and nothing changed.
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) not in MAY_SIGN:
        raise NotNow("no_signing_now")
    events = read_events(session, claim)
    standing = appointment_for(events, signed.matter_id)
    if standing is None:
        raise NotFound("appointment")
    _check_offer(session, claim, standing, signed)
    _check_answers(signed, agreement)

    def check_and_change(file: ClaimFile) -> ClaimFile:
        before = [each.signed for each in standing.in_force]
        check_signer(file, signed.signer, before=before, today=today)
        _check_hand(signed, typed=typed)
        return _with_answers(file, signed, agreement)

    file = change_file(session, claim, change=check_and_change, now=now, while_status=MAY_SIGN)
    append_event(session, claim, signed)
    destroy_draft_signing(session, claim, place=standing.place)
    complete = _is_complete_now((*events, signed), file, signed.matter_id, today=today)
    status = Status(row.status)
    if complete and status is Status.CHECKED:
        by = frozenset({BY_CLAIMANT})
        status = record_move(session, claim.id, move=Move.APPOINT, by=by, member_id=member_id, now=now)
    details = {"matter": signed.matter_id, "offer": signed.offer, "how": signed.how, "complete": complete}
    write_line(
        session, claim.office_id, actor=actor, action="sign_power", reference=claim.reference, details=details, now=now
    )
    return SignedNow(complete=complete, status=status)


def _is_complete_now(events: Sequence[AppointmentEvent], file: ClaimFile, matter_id: str, *, today: date) -> bool:
    standing = appointment_for(events, matter_id)
    assert standing is not None
    return is_complete(file, [each.signed for each in standing.in_force], today=today)


def _check_offer(session: Session, claim: OpenClaim, standing: Appointment, signed: Signed) -> None:
    """What was read is what is in force: else the person sees what changed and signs again."""
    key = bytes.fromhex(standing.invited.told_key)
    # Whoever was taken out of the matter meanwhile has no lawyer there who could act.
    chosen = is_chosen(session, claim, standing.matter_id)
    offer = offer_in_force(session, key, matter_id=standing.matter_id) if chosen else None
    if offer is None:
        raise NotNow("no_offer")
    if (offer.number, offer_hash(offer)) != (signed.offer, signed.offer_sha256):
        raise NotValid("offer_changed", offer=offer.number)
    if signed.answers.selection and not offer.terms.selection:
        raise NotValid("selection_not_offered")


def _check_answers(signed: Signed, agreement: Agreement) -> None:
    answers = signed.answers
    wrong: dict[str, Callable[[], bool]] = {
        "court_agreement_needed": lambda: answers.court is not True or not agreement.yes,
        "unknown_power": lambda: not set(answers.granted) <= set(SPECIAL_POWERS),
        "other_unanswered": lambda: answers.other is None,
        "own_address_needed": lambda: answers.address != "counsel" and not answers.own_address.strip(),
        "address_reason_needed": lambda: answers.address == "protected" and not answers.address_reason.strip(),
        "resident_number": lambda: contains_resident_number(
            " ".join((answers.own_address, answers.address_reason, answers.other_what, signed.signer.name))
        ),
    }
    for reason, is_wrong in wrong.items():
        if is_wrong():
            raise NotValid(reason)


def _check_hand(signed: Signed, *, typed: str) -> None:
    """There is a signature, and it is the signer's."""
    if signed.how == "drawn":
        check_drawing(signed.image)
    elif signed.how == "typed" and name_key(typed) != name_key(signed.signer.name):
        raise NotValid("typed_name_differs")
    elif signed.how in {"scanned", "paper"} and not signed.scans:
        raise NotValid("scans_needed")
    if len(signed.scans) > MOST_SCANS:
        raise NotValid("scans_too_many", most=MOST_SCANS)


def _with_answers(file: ClaimFile, signed: Signed, agreement: Agreement) -> ClaimFile:
    """C8, the address for service and other proceedings are the claim's too: what goes to court follows them."""
    answers = signed.answers
    own = answers.own_address if answers.address == "own" else file.contact.own_address
    contact = file.contact.model_copy(
        update={"service_address": "own" if answers.address == "own" else "counsel", "own_address": own}
    )
    lawyers = file.for_lawyers.model_copy(update={"other_proceedings": answers.other})
    if answers.other is Answer.YES and answers.other_what.strip():
        lawyers = lawyers.model_copy(update={"other_proceedings_what": answers.other_what})
    person = file.claimant
    if signed.signer.relation == "self" and not (person.name or person.name_latin or person.name_hangul):
        # Who gave no name when sending gives it with the signature.
        person = person.model_copy(update={"name": signed.signer.name})
    agreements = (*file.agreements, agreement)
    return file.model_copy(
        update={"agreements": agreements, "claimant": person, "contact": contact, "for_lawyers": lawyers}
    )
