"""Open a matter's board for whoever may see it: lines of the ledger first, then every claim in a few statements. This is where it is opened."""

from collections.abc import Sequence

from claims.actions.matter_file import read_matter_file
from claims.desks.matters.finding import FoundMatter, note_on_claims
from claims.desks.matters.looking import firms_here
from claims.queries.board import BoardAsking, BoardClaim, board_of
from claims.queries.matter_page import claim_rows
from claims.rules.access import May
from claims.web.house import house


def open_board(
    found: FoundMatter,
    *,
    references: Sequence[str] | None = None,
    action: str = "read_for_matter",
    in_role: May = May.SEE_MATTERS,
) -> tuple[BoardClaim, ...]:
    """Every claim of the matter, or those among `references`. One line of the ledger for each stands before any is opened."""
    here = house()
    with here.database.question() as session:
        here_are = [row.reference for row in claim_rows(session, found.row)]
    wanted = here_are if references is None else [each for each in here_are if each in references]
    note_on_claims(found, action, wanted, in_role=in_role)
    kept_back = read_matter_file(found.row, keyring=found.keyring).kept_back if found.counsel else ()
    asking = BoardAsking(
        today=here.today(),
        zone=here.settings.timezone,
        firm=found.facts.firm,
        firms_named=firms_here(),
        kept_back={each.reference: each.why for each in kept_back},
    )
    with here.database.question() as session:
        return board_of(session, found.row, asking=asking, keyring=found.keyring, references=wanted)
