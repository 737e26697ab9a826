"""Mask a resident number in a picture or paper: the masked copy takes the place of the original, which is destroyed."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session

from claims.actions.attach_evidence import destroy_parts
from claims.actions.draft_claim import change_file
from claims.errors import NotFound, NotValid
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile, EvidenceFacts, EvidencePart, Masking
from claims.model.vocabulary import Status
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds, start_of_week
from claims.store.database import after_commit
from claims.store.ledger import Actor, write_line
from claims.store.masking import Region, mask_regions
from claims.store.sealed_files import open_whole, seal_file
from claims.store.vault import Vault

WHILE = frozenset({Status.RECEIVED, Status.ASKED, Status.CHECKED, Status.SIGNED})


def mask_evidence(
    session: Session,
    claim: OpenClaim,
    *,
    evidence_id: str,
    regions: Sequence[Region],
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> None:
    """Only the masked copy remains, as the file itself; of the original its fingerprint, for the log of redactions.

    Refuses NotFound, NotValid `mask_empty`, NotNow.
    """
    if not regions:
        raise NotValid("mask_empty")
    gone: list[EvidencePart] = []
    made: list[EvidencePart] = []

    def masked(file: ClaimFile) -> ClaimFile:
        facts = next((e for e in file.evidence if e.id == evidence_id), None)
        if facts is None:
            raise NotFound("evidence")
        fresh = _masked(facts, file, claim, regions=regions, vault=vault, actor=actor, now=now)
        made.extend(fresh.parts)
        gone.extend((*facts.parts, *facts.clean))
        return file.model_copy(update={"evidence": tuple(fresh if e.id == evidence_id else e for e in file.evidence)})

    try:
        change_file(session, claim, change=masked, now=now, while_status=WHILE)
    except BaseException:
        destroy_parts(claim, made, vault=vault)
        raise
    # A changed file is news for the office, but not when the office changed it itself.
    row = session.get_one(Claim, claim.id)
    row.unread = False
    session.add(row)
    after_commit(session, lambda: destroy_parts(claim, gone, vault=vault))
    write_line(
        session,
        claim.office_id,
        actor=actor,
        action="mask",
        reference=claim.reference,
        details={"evidence": evidence_id},
        now=now,
    )


def _masked(
    facts: EvidenceFacts,
    file: ClaimFile,
    claim: OpenClaim,
    *,
    regions: Sequence[Region],
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> EvidenceFacts:
    identity = file.evidence_identity
    clean = open_whole(facts.clean, identity=identity, vault=vault, folder=claim.vault_folder)
    content = mask_regions(clean, facts.clean_media_type, regions=regions)
    parts = seal_file([content], identity=identity, vault=vault, folder=claim.vault_folder, time=start_of_week(now))
    digest = sha256(content).hexdigest()
    masking = Masking(
        before=facts.sha256,
        clean=facts.clean_sha256,
        after=digest,
        at=seconds(now),
        by=actor.id,
        role=actor.role,
        regions=len(regions),
    )
    return facts.model_copy(
        update={
            "media_type": facts.clean_media_type,
            "size": len(content),
            "sha256": digest,
            "parts": parts,
            "clean": parts,
            "clean_sha256": digest,
            "masked": True,
            "maskings": (*facts.maskings, masking),
        }
    )
