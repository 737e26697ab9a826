"""Send a claim to the office: judged, wrapped for the office, proven; sending twice is sending once."""

from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlmodel import Session

from claims.actions.match_claims import judge_file, keep_judgement
from claims.actions.record_move import record_move
from claims.errors import NotFound
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.disclosure import Registry
from claims.model.ledger import ProofKey
from claims.model.proof import ProvenFile, SignedProof
from claims.model.staff import Office
from claims.model.vocabulary import Move, PartKind, Recipient, Status
from claims.rules.sending import check_may_send
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.claim_parts import OpenClaim, add_wrap, append_part, put_part, read_claim_file, read_parts
from claims.store.clock import legal_day, seconds, week_of
from claims.store.database import UNTIL_DONE
from claims.store.host_key import HostKey
from claims.store.ledger import CLAIMANT, write_line


def send_claim(
    session: Session, draft: OpenClaim, *, registry: Registry, host_key: HostKey, zone: ZoneInfo, now: datetime
) -> SignedProof:
    """The claim is received: judgement kept, key wrapped for the office, proof signed, one ledger line; all or nothing.

    Sent before: the first proof again, nothing changed. Refuses NotValid `send_incomplete`, `resident_number`, or the
    kernel's contradiction.
    """
    claim = session.get_one(Claim, draft.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(claim.status) is not Status.DRAFT:
        return read_proof(session, draft)
    file, version = read_claim_file(session, draft)
    check_may_send(file)
    file = file.model_copy(update={"sent_at": seconds(now)})
    put_part(
        session, draft, kind=PartKind.FILE, number=1, plaintext=file.model_dump_json().encode(), after_version=version
    )
    keep_judgement(session, draft, judgement=judge_file(file, registry=registry, now=now))
    office = session.get_one(Office, draft.office_id, with_for_update=UNTIL_DONE)  # one at a time keeps the proof's key
    add_wrap(
        session,
        draft,
        recipient=Recipient.OFFICE,
        recipient_id=office.id,
        key=office.public_key,
        generation=office.generation,
    )
    record_move(session, draft.id, move=Move.RECEIVE, by=frozenset({BY_CLAIMANT}), now=now)
    claim.week, claim.unread = week_of(now), True
    session.add(claim)
    proof = _sign(session, office, file, reference=draft.reference, host_key=host_key, zone=zone, now=now)
    append_part(session, draft, kind=PartKind.PROOF, plaintext=proof.model_dump_json().encode())
    details = {"fingerprint": proof.fingerprint, "proof": sha256(proof.signed_bytes()).hexdigest()}
    write_line(
        session, office.id, actor=CLAIMANT, action="receive", reference=draft.reference, details=details, now=now
    )
    return proof


def read_proof(session: Session, claim: OpenClaim) -> SignedProof:
    """The proof given when the claim was sent. Refuses NotFound `proof` for drafts and for what was withdrawn and destroyed."""
    kept = read_parts(session, claim, kind=PartKind.PROOF)
    if not kept:
        raise NotFound("proof")
    return SignedProof.model_validate_json(kept[0])


def _sign(
    session: Session,
    office: Office,
    file: ClaimFile,
    *,
    reference: str,
    host_key: HostKey,
    zone: ZoneInfo,
    now: datetime,
) -> SignedProof:
    signer = host_key.proof_signer()
    key = signer.public_key().public_bytes_raw().hex()
    session.merge(ProofKey(id=key, office_id=office.id, week=week_of(now)))
    proof = SignedProof(
        office=office.name,
        reference=reference,
        day=legal_day(now, zone).isoformat(),
        trips=len(file.records),
        account_characters=len(file.statement.account),
        agreements=tuple((a.code.value, a.version, "yes" if a.yes else "no") for a in file.agreements),
        files=tuple(ProvenFile(kind=e.kind.value, size=e.size, sha256=e.sha256) for e in file.evidence),
        fingerprint=sha256(file.model_dump_json().encode()).hexdigest(),
        key=key,
    )
    return proof.model_copy(update={"signature": signer.sign(proof.signed_bytes()).hex()})
