"""Take a person through a signing at a desk: keep the answers, take in the pages of the signed paper, sign. All in the person's claim, under its seal."""

from datetime import date, datetime

from sqlmodel import Session

from claims.actions.attach_evidence import destroy_files_after
from claims.actions.draft_claim import change_file
from claims.actions.draft_signing import MOST_PROOFS, keep_signing
from claims.actions.invite_claimants import MAY_SIGN
from claims.actions.postpone_retention import touch_claim
from claims.actions.sign_power import MOST_SCANS, SignedNow, sign_power
from claims.errors import Conflict, NotFound, NotValid
from claims.model.claim import Claim
from claims.model.claim_file import EvidenceFacts
from claims.model.signing import SigningDraft
from claims.model.tables import random_key
from claims.rules.helped_signing import check_interpreter, paper_key
from claims.rules.signed_drafts import court_agreement, signed_from
from claims.store.appointment_parts import keep_draft, read_draft
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor
from claims.store.vault import Vault


def keep_helped(
    session: Session,
    claim: OpenClaim,
    draft: SigningDraft,
    *,
    place: int,
    after_version: int,
    vault: Vault,
    now: datetime,
) -> SigningDraft:
    """What was answered at the desk is sealed; pages of a paper that said something else are destroyed. Returns what was kept.

    Refuses NotFound without a helper, NotValid `interpreter_needed`, `interpreter_language_needed`, and as `keep_signing` does.
    """
    if draft.helped is None:
        raise NotFound("helper")
    file, _ = read_claim_file(session, claim)
    check_interpreter(draft.helped, read_in=draft.language, persons=file.language)
    before, _version = read_draft(session, claim, place=place)
    same = before is not None and paper_key(before) == paper_key(draft)
    kept = draft.model_copy(update={"scans": before.scans if before is not None and same else ()})
    touch_claim(session, claim, now=now)
    keep_signing(session, claim, kept, place=place, after_version=after_version)
    if before is not None and not same:
        destroy_files_after(session, claim, before.scans, vault=vault)
    return kept


def heed_no(session: Session, claim: OpenClaim, draft: SigningDraft, *, now: datetime) -> None:
    """A no to what the Ministry will see counts at once, also against a yes of before. Refuses NotNow `already_sent` where nothing can be signed."""
    no = court_agreement(draft, at=seconds(now))
    change_file(
        session,
        claim,
        change=lambda file: file.model_copy(update={"agreements": (*file.agreements, no)}),
        now=now,
        while_status=MAY_SIGN,
    )


def keep_page(
    session: Session, claim: OpenClaim, facts: EvidenceFacts, *, place: int, is_proof: bool, now: datetime
) -> None:
    """One file more: a page of the signed paper, or a paper that shows the signer may sign. Refuses NotFound, NotValid `scans_too_many`, `proofs_too_many`."""
    draft, version = read_draft(session, claim, place=place)
    if draft is None:
        raise NotFound("signing")
    if is_proof:
        signer = draft.signer.model_copy(update={"proofs": (*draft.signer.proofs, facts)})
        more = draft.model_copy(update={"signer": signer})
    else:
        more = draft.model_copy(update={"scans": (*draft.scans, facts)})
    if len(more.scans) > MOST_SCANS:
        raise NotValid("scans_too_many", most=MOST_SCANS)
    if len(more.signer.proofs) > MOST_PROOFS:
        raise NotValid("proofs_too_many", most=MOST_PROOFS)
    touch_claim(session, claim, now=now)
    keep_draft(session, claim, more, place=place, after_version=version)


def sign_on_paper(
    session: Session,
    claim: OpenClaim,
    *,
    place: int,
    paper: str,
    member_id: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> SignedNow:
    """The pages are in, so the power is signed; who helped is in the record. `paper` is the `paper_key` of what was checked.

    Refuses NotFound where nothing was taken down at a desk, Conflict `changed_elsewhere` when it was changed meanwhile, and as `sign_power` does.
    """
    # One draft is one signature: whoever presses in the same moment finds it gone.
    session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    draft, _version = read_draft(session, claim, place=place)
    if draft is None or draft.helped is None:
        raise NotFound("signing")
    if paper_key(draft) != paper:
        raise Conflict("changed_elsewhere")
    at = seconds(now)
    signed = signed_from(
        draft,
        signing_id=random_key(),
        how="paper",
        at=at,
        day=today.isoformat(),
        scans=draft.scans,
        helped=draft.helped,
    )
    agreement = court_agreement(draft, at=at)
    return sign_power(
        session, claim, signed=signed, agreement=agreement, actor=actor, member_id=member_id, today=today, now=now
    )
