"""Find a matter, a claim of it, a bundle of it. This is where fetching includes being allowed: counsel know only of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from claims.actions.note_reading import note_reading
from claims.actions.open_matter import read_matter
from claims.errors import NotAllowed, NotFound
from claims.model.matter import Matter, MatterFacts
from claims.queries.matter_page import claim_of, matter_for
from claims.rules.access import May
from claims.store.keyring import Keyring, open_claim
from claims.web.claim_door import FoundClaim
from claims.web.guards import acting, current_keyring
from claims.web.house import house


@dataclass(frozen=True)
class FoundMatter:
    """A matter the signed-in member may know of, what it is about, and what they can open. `counsel`: they hold its key."""

    row: Matter
    facts: MatterFacts
    keyring: Keyring

    @property
    def counsel(self) -> bool:
        return self.row.id in self.keyring.matters


def find_matter(matter_id: str, *, session: Session | None = None) -> FoundMatter:
    """The matter. Raises NotFound for all that the member may not know of."""
    if session is None:
        with house().database.question() as fresh:
            return find_matter(matter_id, session=fresh)
    keyring = current_keyring(session)
    matter = matter_for(session, house().office_id, matter_id, keyring=keyring)
    return FoundMatter(row=matter, facts=read_matter(matter, keyring=keyring), keyring=keyring)


def find_counsels_matter(matter_id: str, *, session: Session | None = None) -> FoundMatter:
    """The matter, for those who hold its own key. Raises NotFound for everybody else."""
    found = find_matter(matter_id, session=session)
    if not found.counsel:
        raise NotFound("matter")
    return found


def find_claim(matter_id: str, reference: str) -> FoundClaim:
    """One claim of a matter and its key by the matter; nothing of it is read yet. Raises NotFound."""
    with house().database.question() as session:
        found = find_counsels_matter(matter_id, session=session)
        row = claim_of(session, found.row, reference)
        try:
            key = open_claim(session, row, keyring=found.keyring, matter_id=matter_id)
        except NotAllowed:
            raise NotFound("claim") from None
    place = {"matter_id": matter_id, "reference": reference}
    return FoundClaim(row=row, key=key, keyring=found.keyring, place=place)


def note_on_claims(found: FoundMatter, action: str, references: Sequence[str], *, in_role: May) -> None:
    """Commit one ledger line per claim that is about to be opened for a matter; without claims there is nothing to note."""
    if not references:
        return
    here = house()
    with here.database.deed() as session:
        note_reading(
            session,
            here.office_id,
            actor=acting(in_role),
            action=action,
            references=references,
            details={"matter": found.row.id},
            now=here.now(),
        )
