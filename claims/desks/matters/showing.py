"""The page of one matter: what it is about, who goes with it and what would be missing, its bundles. This is where it is put together."""

from collections.abc import Sequence

from flask import Response, render_template

from claims.desks.matters.finding import FoundMatter, find_matter, note_on_claims
from claims.desks.matters.forms import ReferencesForm, references_form
from claims.model.claim import Claim
from claims.queries.matter_page import bundles_of, chosen_claims, claim_rows, counsel_of
from claims.rules.access import May
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said_here
from claims.web.wording_desks import shown_reference

Answer = Response | tuple[str, int]


def matter(matter_id: str) -> Answer:
    """One matter."""
    return show_matter(find_matter(matter_id))


def unchoose_form(rows: Sequence[Claim]) -> type[ReferencesForm]:
    """The form to take claims out again."""
    return references_form([(row.reference, shown_reference(row.reference)) for row in rows], _l("Take out"))


def show_matter(found: FoundMatter, *, refused: ReferencesForm | None = None) -> Answer:
    """The page, with a refused form as it was typed. One ledger line per claim stands before any is opened."""
    here = house()
    with here.database.question() as session:
        rows = claim_rows(session, found.row)
    note_on_claims(found, "read_for_matter", [row.reference for row in rows], in_role=May.SEE_MATTERS)
    with here.database.question() as session:
        page = render_template(
            "matters/matter.html",
            found=found,
            claims=chosen_claims(session, found.row, keyring=found.keyring, today=here.today()),
            bundles=bundles_of(session, found.row),
            counsel=counsel_of(session, found.row),
            project=_project_title(found.facts.project),
            form=refused or unchoose_form(rows)(None),
        )
    return page, refused.status if refused else 200


def _project_title(code: str) -> str:
    titles = {project.code: said_here(project.title) for project in house().registry.projects}
    return titles.get(code, code)
