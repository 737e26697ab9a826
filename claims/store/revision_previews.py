"""Previews of a registry that is not published: proposal and outcome, sealed under the key of the trips. This is where both are opened."""

import json

from pydantic import ValidationError

from claims.errors import Damaged
from claims.model.revision_preview import PreviewOutcome, RevisionPreview
from claims.store.seal import context, open_sealed, seal

LEAST_OUTCOME = 16 * 1024


def seal_proposal(preview: RevisionPreview, *, base: str, content: bytes, key: bytes) -> bytes:
    """The registry to be tried and the revision beside which it is tried, sealed for this preview."""
    plain = json.dumps({"base": base, "content": content.decode()}, ensure_ascii=False).encode()
    return seal(key, plain, context=_context(preview, "proposal"), least=LEAST_OUTCOME)


def open_proposal(preview: RevisionPreview, *, key: bytes) -> tuple[str, bytes]:
    """The base revision, and the registry as a revision's content is. Raises Damaged."""
    plain = json.loads(open_sealed(key, preview.proposal, context=_context(preview, "proposal")))
    return plain["base"], plain["content"].encode()


def seal_outcome(preview: RevisionPreview, outcome: PreviewOutcome, *, key: bytes) -> bytes:
    """The counts, sealed for this preview."""
    return seal(key, outcome.model_dump_json().encode(), context=_context(preview, "outcome"), least=LEAST_OUTCOME)


def open_outcome(preview: RevisionPreview, *, key: bytes) -> PreviewOutcome | None:
    """The counts; None while they are not there. Raises Damaged."""
    if not preview.outcome:
        return None
    try:
        return PreviewOutcome.model_validate_json(
            open_sealed(key, preview.outcome, context=_context(preview, "outcome"))
        )
    except ValidationError:
        raise Damaged("preview", preview=preview.id) from None


def reseal_preview(preview: RevisionPreview, *, old: bytes, new: bytes) -> None:
    """Proposal and outcome under another key of the trips. Raises Damaged."""
    bound = _context(preview, "proposal")
    preview.proposal = seal(new, open_sealed(old, preview.proposal, context=bound), context=bound, least=LEAST_OUTCOME)
    if preview.outcome:
        bound = _context(preview, "outcome")
        preview.outcome = seal(
            new, open_sealed(old, preview.outcome, context=bound), context=bound, least=LEAST_OUTCOME
        )


def _context(preview: RevisionPreview, what: str) -> bytes:
    return context("preview", preview.office_id, preview.id, what)
