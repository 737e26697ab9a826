"""Keep a signing that is under way, page by page, and sign from it. Nothing that was typed is lost before it is signed."""

from datetime import date, datetime

from sqlmodel import Session

from claims.actions.attach_evidence import destroy_files_after
from claims.actions.invite_claimants import MAY_SIGN
from claims.actions.sign_power import SignedNow, sign_power
from claims.errors import NotNow, NotValid
from claims.model.claim import Claim
from claims.model.signing import SignedHow, SigningDraft
from claims.model.tables import random_key
from claims.model.vocabulary import Status
from claims.rules.forbidden import contains_resident_number
from claims.rules.signed_drafts import court_agreement, signed_from
from claims.store.appointment_parts import keep_draft
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE
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
    how: SignedHow,
    typed: str = "",
    image: str = "",
    vault: Vault,
    today: date,
    now: datetime,
) -> SignedNow:
    """The draft is signed and gone; scanned pages that another kind of signature left over are destroyed. Refuses as `sign_power` does."""
    scans = draft.scans if how == "scanned" else ()
    signed = signed_from(
        draft,
        signing_id=random_key(),
        how=how,
        at=seconds(now),
        day=today.isoformat(),
        image=image if how == "drawn" else "",
        scans=scans,
    )
    answered_at = next((step.at for step in reversed(draft.steps) if step.code == "court"), 0)
    agreement = court_agreement(draft, at=answered_at)
    done = sign_power(session, claim, signed=signed, typed=typed, agreement=agreement, today=today, now=now)
    destroy_files_after(session, claim, [each for each in draft.scans if each not in scans], vault=vault)
    return done
