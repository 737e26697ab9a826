"""Two claims that look like one person's: a member decides, from the page of either. This is where that is said, and said anew."""

from collections.abc import Callable

from flask import Response

from claims.actions.note_same_person import note_same_person, note_two_people
from claims.desks.triage.finding import find_claim
from claims.errors import Damaged
from claims.queries.claim_page import ClaimContents
from claims.queries.same_person import Beside, OtherClaims, other_claims
from claims.rules.access import May
from claims.web.claim_door import FoundClaim
from claims.web.guards import acting
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.visits import MEMBER, guest_of, visit_of


def same_person(reference: str, other: str) -> Response:
    """Both are one person's: one of them goes to court."""
    return _noted(note_same_person, reference, other)


def two_people(reference: str, other: str) -> Response:
    """They are two people, however alike."""
    return _noted(note_two_people, reference, other)


def others_of(found: FoundClaim, contents: ClaimContents) -> OtherClaims | None:
    """Other claims beside this one; None where the cards cannot be read, which keeps nobody from the claim itself."""
    here, visit = house(), visit_of(MEMBER)
    assert visit is not None
    beside = Beside(claim_id=found.row.id, file=contents.file, desk=contents.desk)
    try:
        with here.database.question() as session:
            return other_claims(
                session,
                here.office_id,
                beside=beside,
                open_cards=here.open_cards,
                card_key=found.keyring.card,
                guest=guest_of(visit),
            )
    except Damaged:
        return None


def _noted(note: Callable[..., None], reference: str, other: str) -> Response:
    here, found, beside = house(), find_claim(reference), find_claim(other)
    with here.database.deed() as session:
        note(session, found.open, other=beside.open, actor=acting(May.DECIDE), now=here.now())
    return go_to("triage.claim", reference=reference, _anchor="same")
