"""Attach a file to a claim, or take it away again. The bytes were sealed while they came in; here they are read, cleaned and listed."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session

from claims.actions.draft_claim import change_file
from claims.errors import NotFound
from claims.model.claim_file import ClaimFile, EvidenceFacts, EvidencePart
from claims.model.tables import random_key
from claims.model.vocabulary import EvidenceKind, Status
from claims.rules.uploads import check_count
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds, start_of_week
from claims.store.database import after_commit
from claims.store.evidence_reading import read_evidence
from claims.store.sealed_files import HashingSealer, open_whole, recipient_of, seal_file
from claims.store.vault import Vault

WHILE = frozenset({Status.DRAFT, Status.RECEIVED, Status.ASKED, Status.CHECKED})


def begin_upload(claim: OpenClaim, file: ClaimFile, *, vault: Vault, now: datetime) -> HashingSealer:
    """What the door writes the incoming bytes to. Refuses NotValid `upload_too_many` before the first byte."""
    check_count(len(file.evidence))
    recipient = recipient_of(file.evidence_identity)
    return HashingSealer(recipient=recipient, vault=vault, folder=claim.vault_folder, time=start_of_week(now))


def read_upload(
    claim: OpenClaim,
    sealer: HashingSealer,
    *,
    identity: str,
    file_name: str,
    kind: EvidenceKind,
    record_id: str | None,
    note: str,
    vault: Vault,
    now: datetime,
) -> EvidenceFacts:
    """What arrived, read with a real decoder, its clean copy sealed beside it. On any refusal nothing of it remains."""
    try:
        parts = sealer.finish()
        content = open_whole(parts, identity=identity, vault=vault, folder=claim.vault_folder)
        found = read_evidence(content, declared_name=file_name)
        clean = seal_file(
            [found.clean], identity=identity, vault=vault, folder=claim.vault_folder, time=start_of_week(now)
        )
    except BaseException:
        sealer.abandon()
        raise
    return EvidenceFacts(
        id=random_key(),
        kind=kind,
        record_id=record_id,
        file_name=file_name[:200],
        media_type=found.media_type,
        size=sealer.size,
        sha256=sealer.sha256,
        parts=parts,
        clean=clean,
        clean_media_type=found.clean_media_type,
        clean_sha256=sha256(found.clean).hexdigest(),
        pages=found.pages,
        note=note,
        added_at=seconds(now),
    )


def attach_evidence(session: Session, claim: OpenClaim, *, facts: EvidenceFacts, now: datetime) -> ClaimFile:
    """The file is listed in the claim. Refuses NotNow when the claim no longer takes files."""

    def with_file(file: ClaimFile) -> ClaimFile:
        check_count(len(file.evidence))
        return file.model_copy(update={"evidence": (*file.evidence, facts)})

    return change_file(session, claim, change=with_file, now=now, while_status=WHILE)


def remove_evidence(session: Session, claim: OpenClaim, *, evidence_id: str, vault: Vault, now: datetime) -> None:
    """The file and its clean copy are destroyed. Only before sending; refuses NotFound, NotNow."""
    gone: list[EvidenceFacts] = []

    def without_file(file: ClaimFile) -> ClaimFile:
        found = [e for e in file.evidence if e.id == evidence_id]
        if not found:
            raise NotFound("evidence")
        gone.extend(found)
        return file.model_copy(update={"evidence": tuple(e for e in file.evidence if e.id != evidence_id)})

    change_file(session, claim, change=without_file, now=now)
    destroy_files_after(session, claim, gone, vault=vault)


def destroy_parts(claim: OpenClaim, parts: Iterable[EvidencePart], *, vault: Vault) -> None:
    """Destroy sealed bytes that no list names any more."""
    for part in parts:
        vault.delete(claim.vault_folder, part.name)


def destroy_files_after(session: Session, claim: OpenClaim, files: Iterable[EvidenceFacts], *, vault: Vault) -> None:
    """Files and their clean copies are destroyed once the deed that takes them off the list is kept."""
    parts = [part for facts in files for part in (*facts.parts, *facts.clean)]
    if parts:
        after_commit(session, lambda: destroy_parts(claim, parts, vault=vault))
