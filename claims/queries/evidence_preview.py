"""What does this piece of evidence show? One page of its clean copy as a small picture; never the original bytes.

This is where a sealed clean copy is opened for the eye. The caller has written the ledger line before.
"""

from claims.errors import NotFound
from claims.model.claim_file import ClaimFile, EvidenceFacts
from claims.store.claim_parts import OpenClaim
from claims.store.previews import preview_pages
from claims.store.sealed_files import open_whole
from claims.store.vault import Vault

WIDTH = 960
MOST_PAGES = 20


def evidence_in(file: ClaimFile, evidence_id: str) -> EvidenceFacts:
    """The piece with that id. Raises NotFound."""
    for piece in file.evidence:
        if piece.id == evidence_id:
            return piece
    raise NotFound("evidence")


def previewed_pages(piece: EvidenceFacts) -> int:
    """How many pages of a piece can be looked at here: at most MOST_PAGES."""
    return min(max(piece.pages, 1), MOST_PAGES)


def preview_page(claim: OpenClaim, file: ClaimFile, piece: EvidenceFacts, *, number: int, vault: Vault) -> bytes:
    """Page `number` (from 1) as a JPEG of at most WIDTH pixels. Raises NotFound beyond the last page, Damaged."""
    if not 1 <= number <= previewed_pages(piece):
        raise NotFound("page")
    clean = open_whole(piece.clean, identity=file.evidence_identity, vault=vault, folder=claim.vault_folder)
    pages = preview_pages(clean, piece.clean_media_type, width=WIDTH, most=number)
    if len(pages) < number:
        raise NotFound("page")
    return pages[number - 1]
