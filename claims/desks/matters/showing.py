"""The page of one matter: what it is about, the days worked towards, who goes with it and what would be missing, its bundles.

This is where it is put together.
"""

from collections.abc import Sequence

from flask import Response, render_template, request

from claims.desks.matters.finding import FoundMatter, find_matter, note_on_claims
from claims.desks.matters.forms import ReferencesForm, references_form
from claims.desks.matters.looking import firms_here, line_of, look_through
from claims.desks.matters.profiles import profile_title
from claims.model.claim import Claim
from claims.queries.matter_page import ChosenClaim, bundles_of, chosen_claims, claim_rows, counsel_of
from claims.rules.access import May
from claims.rules.matter_days import days_until
from claims.rules.matter_targets import Standing, target_progress
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.wording import said_here
from claims.web.wording_desks import shown_reference

LINES = 200
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
    claims, number = _lines(found, rows), max(1, request.args.get("page", default=1, type=int))
    start = (number - 1) * LINES
    standings = [Standing(each.status, each.left_out, each.to_follow) for each in claims]
    with here.database.question() as session:
        page = render_template(
            "matters/matter.html",
            found=found,
            claims=claims,
            shown=claims[start : start + LINES],
            number=number,
            pages=max(1, -(-len(claims) // LINES)),
            bundles=bundles_of(session, found.row),
            counsel=counsel_of(session, found.row),
            project=_project_title(found.facts.project),
            profile_title=profile_title,
            targets=target_progress(standings, targets=found.facts.targets, today=here.today()),
            deadlines=sorted(found.facts.deadlines, key=lambda each: each.day),
            days_until=lambda day: days_until(day, today=here.today()),
            form=refused or unchoose_form(rows[start : start + LINES])(None),
        )
    return page, refused.status if refused else 200


def _lines(found: FoundMatter, rows: Sequence[Claim]) -> list[ChosenClaim]:
    """Every claim as a line. Counsel also see whom they keep back; triage open with the office's key and do not."""
    if found.counsel:
        looked = look_through(found, action="read_for_matter", in_role=May.SEE_MATTERS)
        return [line_of(each) for each in looked.claims]
    here = house()
    note_on_claims(found, "read_for_matter", [row.reference for row in rows], in_role=May.SEE_MATTERS)
    with here.database.question() as session:
        return chosen_claims(
            session,
            found.row,
            keyring=found.keyring,
            today=here.today(),
            firm=found.facts.firm,
            firms_named=firms_here(),
        )


def _project_title(code: str) -> str:
    titles = {project.code: said_here(project.title) for project in house().registry.projects}
    return titles.get(code, code)
