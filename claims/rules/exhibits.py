"""Exhibit numbers: 갑 제n호증 for evidence all claimants share, 갑 제n호증의 k for a claimant's own. This is where they are given.

"The plaintiff's exhibits are 갑; one claimant's pieces share a main number and differ by branch; a number once served is never
given to another piece, and a piece once numbered keeps its number." (Practice of the courts; Civil Procedure Rules arts 105 to 107.)
A claimant's own piece always has a branch, even when alone, so that a second piece can follow without renumbering the first.

To check in the head: two shared pieces, then a claimant with three: 갑 제1호증, 갑 제2호증, 갑 제3호증의 1, 의 2, 의 3.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.errors import Conflict

SHARED = ""


@dataclass(frozen=True, order=True)
class ExhibitNumber:
    """Main number and branch, both from 1; branch 0 stands for a shared exhibit without branch. Sorts in court order."""

    main: int
    branch: int = 0

    @property
    def label(self) -> str:
        """As stamped on the page: 갑 제3호증의 2."""
        return f"갑 제{self.main}호증" + (f"의 {self.branch}" if self.branch else "")

    @property
    def file_stem(self) -> str:
        """Safe on every system and sorted like the numbers: exhibit-000003-002."""
        return f"exhibit-{self.main:06d}" + (f"-{self.branch:03d}" if self.branch else "")


@dataclass(frozen=True)
class NumberedPiece:
    """One piece of evidence with its number: `claim` is the claim's reference, or "" for shared evidence."""

    claim: str
    piece: str
    number: ExhibitNumber


@dataclass(frozen=True)
class OrderedClaim:
    """A claim in the order of the party list, with its pieces in order. `party_number` is wished for as main number."""

    claim: str
    pieces: tuple[str, ...]
    party_number: int | None = None


def number_exhibits(
    claims: Sequence[OrderedClaim], *, shared: Sequence[str] = (), frozen: Iterable[NumberedPiece] = ()
) -> tuple[NumberedPiece, ...]:
    """A number for every piece, in court order. What is in `frozen` keeps its number; new pieces follow; gaps stay gaps.

    A claim's main number is its party number after the shared exhibits where that is free, else the next that was never
    used. Raises Conflict `exhibit_twice` when a piece is named twice.
    """
    given = _Given(tuple(frozen))
    numbered = [given.shared(piece) for piece in shared]
    offset = len(shared)
    for claim in claims:
        wished = None if claim.party_number is None else offset + claim.party_number
        numbered += [given.own(claim.claim, piece, wished=wished) for piece in claim.pieces]
    _check_each_once(numbered)
    return tuple(sorted(numbered, key=lambda one: one.number))


def check_numbers_are_stable(before: Iterable[NumberedPiece], after: Iterable[NumberedPiece]) -> None:
    """Refuse a numbering that moves a served number: Conflict `exhibit_renumbered` with the number and the piece.

    Leaving a piece out is no change; giving its number to another piece is.
    """
    by_number = {one.number: one for one in before}
    by_piece = {(one.claim, one.piece): one.number for one in by_number.values()}
    for one in after:
        held = by_number.get(one.number)
        kept = by_piece.get((one.claim, one.piece), one.number)
        if kept != one.number or (held is not None and (held.claim, held.piece) != (one.claim, one.piece)):
            raise Conflict("exhibit_renumbered", number=one.number.label, claim=one.claim, piece=one.piece)


class _Given:
    """The numbers given so far, those of earlier bundles first."""

    def __init__(self, frozen: tuple[NumberedPiece, ...]) -> None:
        self._known = {(one.claim, one.piece): one.number for one in frozen}
        self._used = {one.number.main for one in frozen}
        self._main = {one.claim: one.number.main for one in frozen if one.claim != SHARED}
        self._last_branch: dict[int, int] = {}
        for one in frozen:
            self._last_branch[one.number.main] = max(self._last_branch.get(one.number.main, 0), one.number.branch)

    def shared(self, piece: str) -> NumberedPiece:
        number = self._known.get((SHARED, piece)) or ExhibitNumber(self._next_main(None))
        return self._keep(SHARED, piece, number)

    def own(self, claim: str, piece: str, *, wished: int | None) -> NumberedPiece:
        known = self._known.get((claim, piece))
        if known:
            return NumberedPiece(claim, piece, known)
        if claim not in self._main:
            self._main[claim] = self._next_main(wished)
        main = self._main[claim]
        self._last_branch[main] = self._last_branch.get(main, 0) + 1
        return self._keep(claim, piece, ExhibitNumber(main, self._last_branch[main]))

    def _next_main(self, wished: int | None) -> int:
        return wished if wished is not None and wished not in self._used else max(self._used, default=0) + 1

    def _keep(self, claim: str, piece: str, number: ExhibitNumber) -> NumberedPiece:
        self._used.add(number.main)
        return NumberedPiece(claim, piece, number)


def _check_each_once(numbered: Iterable[NumberedPiece]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in numbered:
        if (one.claim, one.piece) in seen:
            raise Conflict("exhibit_twice", claim=one.claim, piece=one.piece)
        seen.add((one.claim, one.piece))
