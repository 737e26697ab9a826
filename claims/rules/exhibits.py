"""Exhibit numbers: 갑 제n호증 for evidence all claimants share, 갑 제n호증의 k for a claimant's own. This is where they are given.

"The plaintiff's exhibits are 갑; one claimant's pieces share a main number and differ by branch; where several groups of plaintiffs
file, each has a letter and counts by itself (갑가, 갑나); a number once served is never given to another piece, and a piece once
numbered keeps its number." (Practice of the courts; Civil Procedure Rules arts 105 to 107.)
A claimant's own piece always has a branch, even when alone, so that a second piece can follow without renumbering the first.

To check in the head: two shared pieces, then a claimant with three: 갑 제1호증, 갑 제2호증, 갑 제3호증의 1, 의 2, 의 3.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import total_ordering

from claims.errors import Conflict
from claims.model.court_profile import ExhibitNumbers

SHARED = ""


@total_ordering
@dataclass(frozen=True)
class ExhibitNumber:
    """Main number and branch, both from 1; branch 0 stands for a shared exhibit without branch; letter "" for no group.

    Sorts in court order: without letter first, then by letter, main number, branch.
    """

    main: int
    branch: int = 0
    letter: str = ""

    @property
    def label(self) -> str:
        """As a Korean court calls it: 갑 제3호증의 2, 갑가 제3호증의 2. Other courts: `label_of`."""
        return f"갑{self.letter} 제{self.main}호증" + (f"의 {self.branch}" if self.branch else "")

    @property
    def file_stem(self) -> str:
        """Safe on every system and sorted like the numbers: exhibit-000003-002. With a letter: `bundle_names.file_name`."""
        return f"exhibit-{self.main:06d}" + (f"-{self.branch:03d}" if self.branch else "")

    def __lt__(self, other: "ExhibitNumber") -> bool:
        return (self.letter, self.main, self.branch) < (other.letter, other.main, other.branch)


@dataclass(frozen=True)
class NumberedPiece:
    """One piece of evidence with its number: `claim` is the claim's reference, or "" for shared evidence."""

    claim: str
    piece: str
    number: ExhibitNumber


@dataclass(frozen=True)
class OrderedClaim:
    """A claim in the order of the party list, with its pieces in order. `party_number` is wished for as main number.

    `letter` is that of its co-plaintiff group, "" where the court has none: each group counts from one.
    """

    claim: str
    pieces: tuple[str, ...]
    party_number: int | None = None
    letter: str = ""


def label_of(number: ExhibitNumber, numbers: ExhibitNumbers) -> str:
    """As a court calls it and as it is stamped.

    >>> label_of(ExhibitNumber(3, 2), ExhibitNumbers(shared="Ex. {main}", own="Ex. {main}-{branch}"))
    'Ex. 3-2'
    """
    shared, own = (numbers.lettered_shared, numbers.lettered_own) if number.letter else (numbers.shared, numbers.own)
    pattern = own if number.branch else shared
    return pattern.format(main=number.main, branch=number.branch, letter=number.letter)


def number_exhibits(
    claims: Iterable[OrderedClaim], *, shared: Sequence[str] = (), frozen: Iterable[NumberedPiece] = ()
) -> tuple[NumberedPiece, ...]:
    """A number for every piece, in court order. What is in `frozen` keeps its number; new pieces follow; gaps stay gaps.

    `frozen` is everything ever numbered, what is gone included: a tombstone's number is given to nobody. A claim's main number is
    its party number after the shared exhibits if that is free, else the next that was never used; a group with a letter counts
    from one by itself (Civil Procedure Rules art. 107).
    Raises Conflict `exhibit_twice` when a piece is named twice.
    """
    given = _Given(frozen)
    numbered = [given.shared(piece) for piece in shared]
    for claim in claims:
        wished = None if claim.party_number is None or claim.letter else len(shared) + claim.party_number
        numbered += [given.own(claim, piece, wished=wished) for piece in claim.pieces]
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
    """The numbers given so far, those of earlier bundles first. Each letter is a row of numbers of its own."""

    def __init__(self, frozen: Iterable[NumberedPiece]) -> None:
        self._known: dict[tuple[str, str], ExhibitNumber] = {}
        self._row: dict[str, tuple[str, int]] = {}
        self._used: set[tuple[str, int]] = set()
        self._last_main: dict[str, int] = {}
        self._last_branch: dict[tuple[str, int], int] = {}
        for one in frozen:
            self._known[(one.claim, one.piece)] = one.number
            self._take(one)

    def shared(self, piece: str) -> NumberedPiece:
        number = self._known.get((SHARED, piece)) or ExhibitNumber(self._next_main("", None))
        return self._take(NumberedPiece(SHARED, piece, number))

    def own(self, claim: OrderedClaim, piece: str, *, wished: int | None) -> NumberedPiece:
        known = self._known.get((claim.claim, piece))
        if known:
            return NumberedPiece(claim.claim, piece, known)
        # Who was numbered before stays in that row, whatever group they are in now.
        letter, main = self._row.get(claim.claim) or (claim.letter, self._next_main(claim.letter, wished))
        branch = self._last_branch.get((letter, main), 0) + 1
        return self._take(NumberedPiece(claim.claim, piece, ExhibitNumber(main, branch, letter)))

    def _next_main(self, letter: str, wished: int | None) -> int:
        free = wished is not None and (letter, wished) not in self._used
        return wished if wished is not None and free else self._last_main.get(letter, 0) + 1

    def _take(self, one: NumberedPiece) -> NumberedPiece:
        number = one.number
        at = (number.letter, number.main)
        self._used.add(at)
        self._last_main[number.letter] = max(self._last_main.get(number.letter, 0), number.main)
        self._last_branch[at] = max(self._last_branch.get(at, 0), number.branch)
        if one.claim != SHARED:
            self._row[one.claim] = at
        return one


def _check_each_once(numbered: Iterable[NumberedPiece]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in numbered:
        if (one.claim, one.piece) in seen:
            raise Conflict("exhibit_twice", claim=one.claim, piece=one.piece)
        seen.add((one.claim, one.piece))
