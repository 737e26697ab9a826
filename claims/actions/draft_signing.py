"""Keep a signing that is under way, page by page, and sign from it. Nothing that was typed is lost before it is signed."""

from datetime import date, datetime

from sqlmodel import Session

from claims.actions.attach_evidence import destroy_files_after
from claims.actions.invite_claimants import MAY_SIGN
from claims.actions.sign_power import SignedNow, sign_power
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim
from claims.model.signing import SignedHow, SigningDraft
from claims.model.tables import random_key
from claims.model.vocabulary import Status
from claims.rules.forbidden import contains_resident_number
from claims.rules.helped_signing import pages_fit
from claims.rules.signed_drafts import court_agreement, signed_from
from claims.store.appointment_parts import keep_draft, read_draft
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE
from claims.store.signature_image import kept_drawing
from claims.store.vault import Vault

MOST_PROOFS = 10


def keep_signing(session: Session, claim: OpenClaim, draft: SigningDraft, *, place: int, after_version: int) -> None:
    """What was answered so far is sealed. Refuses NotNow `no_signing_now`, NotValid `resident_number`, `proofs_too_many`,
    Conflict `changed_elsewhere` when another page was faster.
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) not in MAY_SIGN:
        raise NotNow("no_signing_now")
    answers = draft.answers
    if contains_resident_number(
        " ".join((answers.own_address, answers.address_reason, answers.other_what, draft.signer.name))
    ):
        raise NotValid("resident_number")
    if len(draft.signer.proofs) > MOST_PROOFS:
        raise NotValid("proofs_too_many", most=MOST_PROOFS)
    keep_draft(session, claim, draft, place=place, after_version=after_version)


def keep_answers(
    session: Session, claim: OpenClaim, draft: SigningDraft, *, place: int, after_version: int, vault: Vault
) -> None:
    """As `keep_signing`, by the person themselves: pages of a paper that said something else are taken out and destroyed."""
    before, _version = read_draft(session, claim, place=place)
    gone = before.scans if before is not None and not pages_fit(before, draft) else ()
    kept = draft.model_copy(update={"scans": tuple(each for each in draft.scans if each not in gone)})
    keep_signing(session, claim, kept, place=place, after_version=after_version)
    destroy_files_after(session, claim, gone, vault=vault)


def drop_file(
    session: Session,
    claim: OpenClaim,
    draft: SigningDraft,
    *,
    file_id: str,
    place: int,
    after_version: int,
    vault: Vault,
) -> None:
    """A proof or a page of a signed paper is taken out of a signing under way, and destroyed."""
    signer, going = draft.signer, [each for each in (*draft.signer.proofs, *draft.scans) if each.id == file_id]
    proofs = tuple(each for each in signer.proofs if each.id != file_id)
    scans = tuple(each for each in draft.scans if each.id != file_id)
    without = draft.model_copy(update={"signer": signer.model_copy(update={"proofs": proofs}), "scans": scans})
    keep_draft(session, claim, without, place=place, after_version=after_version)
    destroy_files_after(session, claim, going, vault=vault)


def sign_drafted(
    session: Session,
    claim: OpenClaim,
    draft: SigningDraft,
    *,
    place: int,
    after_version: int,
    how: SignedHow,
    typed: str = "",
    image: str = "",
    vault: Vault,
    today: date,
    now: datetime,
) -> SignedNow:
    """The draft is signed and gone; scanned pages that another kind of signature left over are destroyed.

    Refuses Conflict `changed_elsewhere` where it was signed or changed in the same moment, and as `sign_power` does.
    """
    # One draft is one signature: pages that the faster one was signed with must not be destroyed by the slower one.
    session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if read_draft(session, claim, place=place)[1] != after_version:
        raise Conflict("changed_elsewhere")
    scans = draft.scans if how == "scanned" else ()
    signed = signed_from(
        draft,
        signing_id=random_key(),
        how=how,
        at=seconds(now),
        day=today.isoformat(),
        image=kept_drawing(image) if how == "drawn" else "",
        scans=scans,
    )
    answered_at = next((step.at for step in reversed(draft.steps) if step.code == "court"), 0)
    agreement = court_agreement(draft, at=answered_at)
    done = sign_power(session, claim, signed=signed, typed=typed, agreement=agreement, today=today, now=now)
    destroy_files_after(session, claim, [each for each in draft.scans if each not in scans], vault=vault)
    return done
