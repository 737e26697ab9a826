"""Counsel may use the original of a piece unless it was masked: then there is none."""

from claims.model.claim_file import EvidenceFacts
from claims.model.vocabulary import EvidenceKind
from claims.rules.exhibit_uses import uses_of

PIECE = EvidenceFacts(id="a", kind=EvidenceKind.STAMP, media_type="image/jpeg", size=1, sha256="0" * 64, parts=())


def test_the_clean_copy_comes_first_and_a_masked_piece_has_no_original() -> None:
    assert uses_of(PIECE) == ("clean", "original", "withheld")
    assert uses_of(PIECE.model_copy(update={"masked": True})) == ("clean", "withheld")
