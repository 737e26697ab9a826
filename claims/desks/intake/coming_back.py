"""Come back with a receipt: counted by reference, and all wrong ones together. This is where guessing receipts is slowed down.

A code has 115 random bits, so nobody guesses one; what is limited is the trying. Known and unknown references are counted alike.
"""

from claims.actions.draft_claim import open_by_receipt
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.web.house import house
from claims.web.limits import BY_REFERENCE, WRONG_RECEIPTS, attempts, check_attempt


def claim_by_receipt(reference: str, code: str) -> OpenClaim | None:
    """The claim these two open, or None. Raises TooManyRequests after ten tries of a reference within ten minutes.

    When very many wrong receipts were tried by everybody together, wrong ones get the same refusal at once, and references
    are not counted one by one any more; a right receipt opens its claim all the same.
    """
    here = house()
    now = seconds(here.now())
    flooded = attempts().counted(WRONG_RECEIPTS, "", now=now) >= WRONG_RECEIPTS.most
    if not flooded:
        check_attempt(BY_REFERENCE, reference, now=now)
    with here.database.question() as session:
        claim = open_by_receipt(session, here.office_id, reference=reference, code=code)
    if claim is None:
        check_attempt(WRONG_RECEIPTS, "", now=now)
    else:
        attempts().forgive(BY_REFERENCE, reference)
    return claim
