"""Find a claim that triage may open. This is where fetching includes being allowed."""

from claims.errors import NotAllowed, NotFound
from claims.model.vocabulary import Status
from claims.queries.claim_page import sent_claim
from claims.store.keyring import open_claim
from claims.web.claim_door import FoundClaim
from claims.web.guards import current_keyring
from claims.web.house import house


def find_claim(reference: str) -> FoundClaim:
    """The claim and its key; nothing of it is read yet. Raises NotFound for those without the office's key.

    Of a withdrawn claim only the clear facts are left.
    """
    here = house()
    with here.database.question() as session:
        keyring = current_keyring(session)
        if not keyring.opens_office:
            raise NotFound("claim")
        row = sent_claim(session, here.office_id, reference)
        try:
            key = open_claim(session, row, keyring=keyring)
        except NotAllowed:
            if Status(row.status) is not Status.WITHDRAWN:
                raise NotFound("claim") from None
            key = None
    return FoundClaim(row=row, key=key, keyring=keyring, place={"reference": row.reference})
