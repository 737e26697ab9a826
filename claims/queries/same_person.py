"""Which other claims are this person's? Those the desk found to be, those it found to be another's, and likely ones nobody decided about.

Looked for among the opened cards. This is where a claim's page learns who may have claimed twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Status
from claims.rules.duplicates import Person, likely_same, person_of, person_on_card
from claims.store.card_columns import NONE, CardColumns
from claims.store.open_cards import Guest, OpenCards

MOST_LISTED = 50
"""How many likely ones are listed at a time; one that is decided makes room for the next."""
MOST_COMPARED = 1000
"""How many are looked up in the database: a number that a thousand claims share tells nobody apart."""
_Row = tuple[str, str, str]


@dataclass(frozen=True)
class OtherClaim:
    """Another claim: whose, by its card, and by what it is likely the same person's. `is_there`: it can still be opened."""

    reference: str
    name: str = ""
    born: str = ""
    by: tuple[str, ...] = ()
    is_there: bool = True


@dataclass(frozen=True)
class OtherClaims:
    """Other claims beside one, each by reference. `more`: how many likely ones are not listed."""

    likely: tuple[OtherClaim, ...] = ()
    same: tuple[OtherClaim, ...] = ()
    distinct: tuple[OtherClaim, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.likely or self.same or self.distinct)


@dataclass(frozen=True)
class Beside:
    """The claim that others are looked for beside: its key, what it says, what the desk has added."""

    claim_id: str
    file: ClaimFile
    desk: DeskFacts


def other_claims(
    session: Session, office_id: str, *, beside: Beside, open_cards: OpenCards, card_key: bytes, guest: Guest
) -> OtherClaims:
    """Of this person, of others who look alike, and undecided. Withdrawn ones and ones without a card are not likely ones.

    The caller has written the ledger line before. Raises Damaged, naming a shard.
    """
    desk = beside.desk
    cards = open_cards.cards(session, office_id, card_key=card_key, guest=guest)
    found = _alike(cards, person_of(beside.file.claimant, name_hangul=desk.name_hangul))
    found.pop(cards.places.get(beside.claim_id, NONE), None)
    noted = {*desk.duplicates, *desk.distinct_from}
    asked = {cards.claim_ids[place] for place in sorted(found)[:MOST_COMPARED]}
    rows = _rows(session, office_id, claim_ids=asked, references=noted)
    likely = sorted(
        (row[1], place) for place in found if (row := rows.get(cards.claim_ids[place])) and row[1] not in noted
    )
    known = {row[1]: row[0] for row in rows.values()}
    return OtherClaims(
        likely=tuple(_listed(cards, reference, place, by=found[place]) for reference, place in likely[:MOST_LISTED]),
        same=_noted(cards, desk.duplicates, known=known, found=found),
        distinct=_noted(cards, desk.distinct_from, known=known, found=found),
        more=max(0, len(likely) - MOST_LISTED) + max(0, len(found) - MOST_COMPARED),
    )


def _alike(cards: CardColumns, person: Person) -> dict[int, tuple[str, ...]]:
    """The places of cards that are likely of the same person, by what: looked for by day and number first, then compared."""
    searched, born = cards.searched, cards.born
    days = [place for place, day in enumerate(born) if day == person.born] if person.born else []
    # Some days are a tenth of all claims' where people do not know theirs: the same name has as many letters in any order.
    lengths = {len(name) for name in person.names}
    places = {place for place in days if not lengths.isdisjoint(map(len, searched[place].split("\n")))}
    for number in person.passports:
        places |= {place for place, keys in enumerate(searched) if number in keys}
    found = {}
    for place in places:
        *keys, _own_reference = searched[place].split("\n")
        by = likely_same(person, person_on_card(keys, born=born[place]))
        if by:
            found[place] = by
    return found


def _rows(
    session: Session, office_id: str, *, claim_ids: Iterable[str], references: Iterable[str]
) -> Mapping[str, _Row]:
    """Living claims of the office among these, by key."""
    columns = select(Claim.id, Claim.reference, Claim.status).where(Claim.office_id == office_id)
    among = col(Claim.id).in_(sorted(claim_ids)) | col(Claim.reference).in_(sorted(references))
    living = col(Claim.status).not_in([Status.DRAFT, Status.WITHDRAWN])
    return {row[0]: (row[0], row[1], row[2]) for row in session.exec(columns.where(among, living))}


def _noted(
    cards: CardColumns, references: Sequence[str], *, known: Mapping[str, str], found: Mapping[int, tuple[str, ...]]
) -> tuple[OtherClaim, ...]:
    """What the desk noted, as it stands: of a claim that is gone or withdrawn the reference alone."""
    noted = []
    for reference in sorted(references):
        place = cards.places.get(known.get(reference, ""))
        if reference not in known:
            noted.append(OtherClaim(reference=reference, is_there=False))
        elif place is None:
            noted.append(OtherClaim(reference=reference))
        else:
            noted.append(_listed(cards, reference, place, by=found.get(place, ())))
    return tuple(noted)


def _listed(cards: CardColumns, reference: str, place: int, *, by: tuple[str, ...]) -> OtherClaim:
    card = cards.card(place)
    return OtherClaim(reference=reference, name=card.name, born=card.born, by=by)
