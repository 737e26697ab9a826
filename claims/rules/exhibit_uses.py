"""How a piece of evidence may be used in a bundle. This is where counsel's choice has its limits.

"A clean copy where one exists, unless counsel wants the original; of a masked piece there is no original any more, and none may come
back; what is withheld keeps its number on a slip sheet." Example: a photo that was masked: clean copy or withheld.
"""

from claims.model.claim_file import EvidenceFacts
from claims.model.matter import ExhibitUse


def uses_of(piece: EvidenceFacts) -> tuple[ExhibitUse, ...]:
    """What counsel may choose for this piece, the default first."""
    if piece.masked:
        return ("clean", "withheld")
    return ("clean", "original", "withheld")
