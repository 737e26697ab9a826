"""One claim of a matter, opened with the matter's key: read it, record the power and the filing. This is where counsel reads."""

from collections.abc import Sequence

from flask import Response, render_template

from claims.actions.matter_file import read_matter_file
from claims.actions.use_exhibits import why_kept_back
from claims.desks.matters.finding import find_claim, find_counsels_matter
from claims.desks.matters.forms_exhibits import KeepBackForm, UsesForm, uses_form
from claims.desks.matters.forms_hold import EraseForm, HoldForm
from claims.model.claim_file import EvidenceFacts
from claims.model.matter import ExhibitUse, MatterFile
from claims.model.vocabulary import Status
from claims.rules.retention import in_force
from claims.store.claim_parts import read_claim_file
from claims.store.clock import week_of
from claims.web.claim_door import DecideForm, FoundClaim, decide_form, decided, picture_of, read_found, shown_claim
from claims.web.forms import PageForm
from claims.web.house import house
from claims.web.office_desk import go_to

Answer = Response | tuple[str, int]


def claim(matter_id: str, reference: str) -> Answer:
    """Everything about one claim on one page."""
    return show_claim(find_claim(matter_id, reference))


def decide(matter_id: str, reference: str) -> Answer:
    """The next move by the table: a power signed, a claim filed."""
    found = find_claim(matter_id, reference)
    form = decide_form(Status(found.row.status)).from_page()
    if decided(found, form):
        return go_to("matters.claim", matter_id=matter_id, reference=reference)
    return show_claim(find_claim(matter_id, reference), refused=form)


def preview(matter_id: str, reference: str, evidence_id: str, number: int) -> Response:
    """One page of a piece of evidence as a picture."""
    return picture_of(find_claim(matter_id, reference), evidence_id, number)


def show_claim(found: FoundClaim, *, refused: PageForm | None = None) -> Answer:
    """The page, with a refused form as it was typed."""
    read = read_found(found)
    decide = refused if isinstance(refused, DecideForm) else decide_form(Status(found.row.status))(None)
    week = week_of(house().now())
    page = render_template(
        "matters/claim.html",
        refused=refused,
        decide_form=decide,
        hold_form=refused if isinstance(refused, HoldForm) else HoldForm(None),
        erase_form=refused if isinstance(refused, EraseForm) else EraseForm(None),
        held=in_force(read.contents.desk.holds, week=week) if read.contents else (),
        **_in_bundles(found, read.contents.file.evidence if read.contents else (), refused=refused),
        **shown_claim(found, read),
    )
    return page, refused.status if refused else 200


def read_pieces(found: FoundClaim) -> tuple[tuple[EvidenceFacts, ...], dict[str, ExhibitUse]]:
    """The claim's pieces of evidence and how each is used; its ledger line stands before."""
    with house().database.question() as session:
        file, _ = read_claim_file(session, found.open)
    return file.evidence, _matter_file(found).uses


def _in_bundles(found: FoundClaim, pieces: Sequence[EvidenceFacts], *, refused: PageForm | None) -> dict[str, object]:
    """What the page shows of how the claim goes into bundles."""
    file = _matter_file(found)
    return {
        "uses_form": refused if isinstance(refused, UsesForm) else uses_form(pieces, file.uses)(None),
        "keep_back_form": refused if isinstance(refused, KeepBackForm) else KeepBackForm(None),
        "kept_back": why_kept_back(file, found.row.reference),
    }


def _matter_file(found: FoundClaim) -> MatterFile:
    return read_matter_file(find_counsels_matter(found.place["matter_id"]).row, keyring=found.keyring)
