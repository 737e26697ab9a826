"""Counsel says how a claim's pieces of evidence go into bundles, keeps the claim back, lets it go again. This is where they do it."""

from flask import Response

from claims.actions.use_exhibits import keep_back as keep_claim_back
from claims.actions.use_exhibits import let_go as let_claim_go
from claims.actions.use_exhibits import use_exhibits
from claims.desks.matters.claim_pages import read_pieces, show_claim
from claims.desks.matters.finding import find_claim, find_counsels_matter
from claims.desks.matters.forms_exhibits import KeepBackForm, uses_form
from claims.errors import NotFound, NotValid
from claims.rules.access import May
from claims.store.claim_parts import read_claim_file
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.fields import PageForm
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "original_destroyed": _l("A masked piece has no original any more. Please look at the list again."),
    "kept_back": _l("This claim is not kept back any more."),
}
Answer = Response | tuple[str, int]


def use(matter_id: str, reference: str) -> Answer:
    """Each piece as a clean copy, as the original, or withheld; for bundles that are ordered from now on."""
    found, matter, here = find_claim(matter_id, reference), find_counsels_matter(matter_id), house()
    note_on_claim(found, "read_claim", part="exhibits")
    pieces, uses = read_pieces(found)
    form = uses_form(pieces, uses).from_page()
    if not form.accepted():
        return show_claim(found, refused=form)
    try:
        with here.database.deed() as session:
            use_exhibits(
                session,
                matter.row,
                reference=reference,
                file=read_claim_file(session, found.open)[0],
                uses=form.uses(pieces),
                keyring=found.keyring,
                actor=acting(May.EDIT_MATTER),
                now=here.now(),
            )
    except NotValid as refusal:
        form.add_problem(WHY_NOT[refusal.reason])
        return show_claim(found, refused=form)
    return _back(found)


def keep_back(matter_id: str, reference: str) -> Answer:
    """The claim stays out of bundles until it is let go."""
    found, matter, here = find_claim(matter_id, reference), find_counsels_matter(matter_id), house()
    form = KeepBackForm.from_page()
    if not form.accepted():
        return show_claim(found, refused=form)
    with here.database.deed() as session:
        keep_claim_back(
            session,
            matter.row,
            reference=reference,
            why=form.why.data or "",
            keyring=found.keyring,
            actor=acting(May.EDIT_MATTER),
            now=here.now(),
        )
    return _back(found)


def let_go(matter_id: str, reference: str) -> Answer:
    """The claim goes again as its own facts say."""
    found, matter, here = find_claim(matter_id, reference), find_counsels_matter(matter_id), house()
    form = PageForm.from_page()
    if not form.accepted():
        return show_claim(found, refused=form)
    try:
        with here.database.deed() as session:
            let_claim_go(
                session,
                matter.row,
                reference=reference,
                keyring=found.keyring,
                actor=acting(May.EDIT_MATTER),
                now=here.now(),
            )
    except NotFound as refusal:
        form.add_problem(WHY_NOT[refusal.reason])
        return show_claim(found, refused=form)
    return _back(found)


def _back(found: FoundClaim) -> Response:
    return go_to("matters.claim", **found.place, _anchor="in-bundles")
