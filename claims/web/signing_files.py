"""Files of a signing, at either door: proof of who may sign, pages of a signed paper, papers to take along. This is where they come in and leave."""

from collections.abc import Callable

from flask import Response, make_response

from claims.actions.attach_evidence import begin_upload, destroy_parts, read_upload
from claims.model.claim_file import ClaimFile, EvidenceFacts
from claims.model.vocabulary import EvidenceKind
from claims.rules.uploads import LIMITS
from claims.store.claim_parts import OpenClaim
from claims.store.sealed_files import HashingSealer
from claims.web.house import house
from claims.web.uploads import Received, receive_upload


def receive_beside(claim: OpenClaim, file: ClaimFile) -> Received:
    """The fields of the form and the file beside them, sealed as it came. Raises as receive_upload."""
    here = house()
    # How many files a claim may hold is about evidence; these are counted by themselves.
    bare = file.model_copy(update={"evidence": ()})
    return receive_upload(
        begin=lambda: begin_upload(claim, bare, vault=here.vault, now=here.now()), most_bytes=LIMITS.bytes_per_file
    )


def read_beside(claim: OpenClaim, file: ClaimFile, received: Received) -> EvidenceFacts:
    """What arrived, with its clean copy sealed beside it. Raises NotValid; nothing remains then."""
    here, sealer = house(), received.taker
    assert isinstance(sealer, HashingSealer)
    return read_upload(
        claim,
        sealer,
        identity=file.evidence_identity,
        file_name=received.file_name,
        kind=EvidenceKind.OTHER,
        record_id=None,
        note="",
        vault=here.vault,
        now=here.now(),
    )


def keep_by(kept: Callable[[], object], facts: EvidenceFacts, *, claim: OpenClaim) -> None:
    """Keep what lists the file; where that fails, the file is destroyed again."""
    try:
        kept()
    except BaseException:
        destroy_parts(claim, (*facts.parts, *facts.clean), vault=house().vault)
        raise


def saved_pdf(content: bytes, *, name: str) -> Response:
    """A PDF to save under a neutral name."""
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
