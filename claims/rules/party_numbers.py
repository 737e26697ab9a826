"""Party numbers: who is plaintiff no. 12 stays no. 12. This is where everybody who goes into a bundle is numbered, late ones last.

"Who was numbered keeps the number; who comes late follows; who is gone leaves a gap that is explained, never filled."
To check in the head: 1 and 2 were served, 2 has withdrawn, Kim is new: Kim is 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.model.bundle import Chosen, ChosenExhibit, PartyNumbers
from claims.model.matter import ExhibitUse
from claims.rules.exhibits import SHARED, ExhibitNumber, NumberedPiece, OrderedClaim, number_exhibits


@dataclass(frozen=True, kw_only=True)
class Comer:
    """One claim that goes: its pieces of evidence in order, each with how it is used, and its co-plaintiff group."""

    claim_id: str
    reference: str
    pieces: tuple[tuple[str, ExhibitUse], ...] = ()
    group: str = ""


def number_parties(
    comers: Sequence[Comer], *, before: PartyNumbers, shared: Sequence[str], day: str, letters: Sequence[str] = ()
) -> PartyNumbers:
    """Numbers for everybody who goes, after all that were numbered before; `shared` are the ids of exhibits that all share.

    `letters` are the court's marks of groups in order, empty when none are wanted. Those of `before` who do not come now keep
    their number, and nobody gets it.
    """
    known = {one.claim_id: one for one in before.parties}
    last = max((one.number for one in before.parties), default=0)
    numbers: dict[str, int] = {}
    for comer in comers:
        if comer.claim_id not in known:
            last += 1
        numbers[comer.claim_id] = known[comer.claim_id].number if comer.claim_id in known else last
    marks = _letters(comers, before=before, letters=letters)
    mine = {c.claim_id: known[c.claim_id].letter if c.claim_id in known else marks.get(c.group, "") for c in comers}
    given = _exhibits(comers, numbers, mine, before=before, shared=shared)
    coming = {comer.claim_id for comer in comers}
    parties = [one for one in before.parties if one.claim_id not in coming]
    for comer in comers:
        old = known.get(comer.claim_id)
        parties.append(
            Chosen(
                claim_id=comer.claim_id,
                reference=comer.reference,
                number=numbers[comer.claim_id],
                day=old.day if old else day,
                letter=mine[comer.claim_id],
                group=old.group if old else comer.group,
                exhibits=_own(comer, given, old),
            )
        )
    shared_now = tuple(
        ChosenExhibit(id=one.piece, main=one.number.main, branch=one.number.branch, gone=one.piece not in set(shared))
        for one in _shared_ever(given, before)
    )
    return PartyNumbers(
        parties=tuple(sorted(parties, key=lambda one: one.number)),
        shared=shared_now,
        going=tuple(sorted(numbers.values())),
    )


def _exhibits(
    comers: Sequence[Comer],
    numbers: dict[str, int],
    letters: dict[str, str],
    *,
    before: PartyNumbers,
    shared: Sequence[str],
) -> dict[tuple[str, str], NumberedPiece]:
    frozen = [
        NumberedPiece(one.reference, piece.id, ExhibitNumber(piece.main, piece.branch, one.letter))
        for one in before.parties
        for piece in one.exhibits
    ]
    frozen += [NumberedPiece(SHARED, one.id, ExhibitNumber(one.main, one.branch)) for one in before.shared]
    ordered = [
        OrderedClaim(
            comer.reference,
            tuple(piece for piece, _use in comer.pieces),
            numbers[comer.claim_id],
            letters[comer.claim_id],
        )
        for comer in sorted(comers, key=lambda one: numbers[one.claim_id])
    ]
    return {(one.claim, one.piece): one for one in number_exhibits(ordered, shared=tuple(shared), frozen=frozen)}


def _own(comer: Comer, given: dict[tuple[str, str], NumberedPiece], old: Chosen | None) -> tuple[ChosenExhibit, ...]:
    """The claim's pieces as they are now, and those numbered once that it does not hold any more."""
    on_time = None if old is None else {one.id for one in old.exhibits if not one.late}
    now = [
        ChosenExhibit(
            id=piece,
            main=number.main,
            branch=number.branch,
            use=use,
            late=on_time is not None and piece not in on_time,
        )
        for piece, use in comer.pieces
        for number in (given[comer.reference, piece].number,)
    ]
    there = {piece for piece, _use in comer.pieces}
    gone = [one.model_copy(update={"gone": True}) for one in (old.exhibits if old else ()) if one.id not in there]
    return tuple(sorted(now + gone, key=lambda one: (one.main, one.branch)))


def _shared_ever(given: dict[tuple[str, str], NumberedPiece], before: PartyNumbers) -> list[NumberedPiece]:
    now = [one for (claim, _piece), one in given.items() if claim == SHARED]
    there = {one.piece for one in now}
    gone = [
        NumberedPiece(SHARED, one.id, ExhibitNumber(one.main, one.branch))
        for one in before.shared
        if one.id not in there
    ]
    return sorted(now + gone, key=lambda one: one.number)


def _letters(comers: Sequence[Comer], *, before: PartyNumbers, letters: Sequence[str]) -> dict[str, str]:
    """Each group's letter: those given before stay, new groups take the next; beyond the last letter there is none."""
    if not letters:
        return {}
    held = {one.group: one.letter for one in before.parties if one.letter}
    free = [letter for letter in letters if letter not in held.values()]
    for comer in comers:
        if comer.group not in held and free:
            held[comer.group] = free.pop(0)
    return held
