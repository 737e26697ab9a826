"""Open every claim of a matter for its counsel, once, after its ledger line. This is where pages about all claims begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.actions.bundle_candidates import Asking, LookedAt, look_at_candidates
from claims.actions.matter_file import read_matter_file
from claims.desks.matters.finding import FoundMatter, note_on_claims
from claims.model.matter import MatterFile
from claims.queries.matter_page import ChosenClaim, claim_rows
from claims.rules.access import May
from claims.store.named_firms import named_firms
from claims.web.house import house


@dataclass(frozen=True)
class LookedThrough:
    """What counsel keep of the matter, and its claims."""

    file: MatterFile
    claims: tuple[LookedAt, ...]


def look_through(found: FoundMatter, *, action: str, in_role: May) -> LookedThrough:
    """Every claim of the matter, opened. Lines of the ledger for each stand before any is opened."""
    here = house()
    with here.database.question() as session:
        references = [row.reference for row in claim_rows(session, found.row)]
    note_on_claims(found, action, references, in_role=in_role)
    file = read_matter_file(found.row, keyring=found.keyring)
    asking = Asking(
        facts=found.facts,
        matter_file=file,
        firms_named=firms_here(),
        registry=here.registry,
        reciprocity=here.court_tables.reciprocity,
        zone=here.settings.timezone,
        today=here.today(),
    )
    with here.database.question() as session:
        claims = look_at_candidates(session, found.row, asking=asking, keyring=found.keyring)
    return LookedThrough(file=file, claims=claims)


def line_of(one: LookedAt) -> ChosenClaim:
    """One claim as a line of the checklist."""
    return ChosenClaim(
        reference=one.reference,
        status=one.status,
        name=one.name,
        left_out=one.left_out,
        to_follow=one.to_follow,
        beside=one.duplicate_of,
    )


def firms_here() -> Mapping[str, str]:
    """The firms that this office's agreement C4 names, by the fingerprint of its words."""
    here = house()
    return named_firms(
        here.agreements,
        here.office_texts,
        office=here.office_name,
        contact=here.office_contact,
        firms=here.office_firms,
    )
