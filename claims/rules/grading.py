"""How strong a piece of evidence is. This is where what a file is said to be becomes its grade.

As a lawyer would say it: a certificate of entry and exit proves the day; a stamp shows it; a carrier's paper or a letter
makes it likely; everything else, a passport's data page included, is the claimant's own word about the trip.
Example: a boarding pass and a stamp for one trip are together worth a stamp, B.
"""

from collections.abc import Iterable

from claims.model.vocabulary import EvidenceKind, Grade

GRADES: dict[EvidenceKind, Grade] = {
    EvidenceKind.CERTIFICATE: Grade.A,
    EvidenceKind.STAMP: Grade.B,
    EvidenceKind.TICKET: Grade.C,
    EvidenceKind.VISA_CARD: Grade.C,
    EvidenceKind.LETTER: Grade.C,
    # A data page proves who, not when: for the trip it adds nothing to the claimant's word.
    EvidenceKind.PASSPORT: Grade.D,
    EvidenceKind.OTHER: Grade.D,
}


def grade(kind: EvidenceKind) -> Grade:
    """The grade of one piece of evidence, A (strongest) to D."""
    return GRADES[kind]


def best_grade(kinds: Iterable[EvidenceKind]) -> Grade:
    """The strongest grade among them; with no evidence at all it is D, the claimant's own word."""
    return min((grade(kind) for kind in kinds), default=Grade.D)
