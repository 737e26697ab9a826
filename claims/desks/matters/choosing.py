"""Which claims go with a matter: picked by triage, who holds the office's key, never by counsel. This is where claims are handed over."""

from flask import Response, render_template, request
from sqlmodel import Session

from claims.actions.choose_claims import choose_claim, unchoose_claims
from claims.desks.matters.finding import FoundMatter, find_matter, note_on_claims
from claims.desks.matters.forms import ReferencesForm, references_form
from claims.desks.matters.forms_choosing import AmongForm, among_form
from claims.desks.matters.showing import show_matter, unchoose_form
from claims.errors import NotFound, NotValid
from claims.queries.claim_page import sent_claim
from claims.queries.claims_to_choose import NO_COUNSEL_AGREEMENT, Among, ToChoose, claims_to_choose
from claims.queries.matter_page import claim_of, claim_rows
from claims.queries.queue_table import QueueTable, look_at_queue
from claims.queries.triage_queue import QueueRow
from claims.rules.access import May
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.keyring import open_claim
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.visits import MEMBER, guest_of, visit_of
from claims.web.wording_desks import shown_reference

Answer = Response | tuple[str, int]


def choose(matter_id: str) -> Answer:
    """Pick checked claims whose claimants agreed to C4; those who did not are shown with the reason and cannot be ticked."""
    found = _with_office_key(matter_id)
    table = _look(found)
    filters = among_form(languages=table.languages(), nationalities=table.nationalities()).from_page()
    offered = _offered(found, table, filters)
    can_go = [row for row in offered.rows if row.card and NO_COUNSEL_AGREEMENT not in row.card.missing]
    question = _l("Claims that may go with the matter")
    form = references_form([(row.reference, _words(row)) for row in can_go], question).from_page()
    if form.accepted() and _chosen(found, form):
        return go_to("matters.matter", matter_id=matter_id)
    page = render_template(
        "matters/choose.html",
        found=found,
        form=form,
        filters=filters,
        asked={name: value for name, value in filters.typed.items() if value},
        offered=offered,
        can_go=can_go,
        cannot=[row for row in offered.rows if row not in can_go],
    )
    return page, form.status


def unchoose(matter_id: str) -> Answer:
    """Take claims out of a matter: its counsel can no longer open them."""
    here, found = house(), _with_office_key(matter_id)
    with here.database.question() as session:
        form = unchoose_form(claim_rows(session, found.row)).from_page()
    if not form.accepted():
        return show_matter(found, refused=form)
    with here.database.deed() as session:
        ids = [claim_of(session, found.row, reference).id for reference in form.ticked]
        unchoose_claims(session, found.row, claim_ids=ids, actor=acting(May.CHOOSE_CLAIMS), now=here.now())
    return go_to("matters.matter", matter_id=matter_id)


def _with_office_key(matter_id: str) -> FoundMatter:
    found = find_matter(matter_id)
    if not found.keyring.opens_office:
        raise NotFound("matter")
    return found


def _look(found: FoundMatter) -> QueueTable:
    """All claims by their cards; a ledger line stands before."""
    here, visit = house(), visit_of(MEMBER)
    assert visit is not None
    note_on_claims(found, "read_for_choosing", [found.row.id], in_role=May.CHOOSE_CLAIMS)
    with here.database.question() as session:
        return look_at_queue(
            session,
            here.office_id,
            open_cards=here.open_cards,
            card_key=found.keyring.card,
            guest=guest_of(visit),
            registry=here.registry,
            today=here.today(),
        )


def _offered(found: FoundMatter, table: QueueTable, filters: AmongForm) -> ToChoose:
    with house().database.question() as session:
        chosen = {row.reference for row in claim_rows(session, found.row)}
    number = max(1, request.args.get("page", default=1, type=int))
    return claims_to_choose(table, chosen=chosen, among=Among(**filters.typed), number=number)


def _words(row: QueueRow) -> str:
    name = row.card.name if row.card else ""
    return f"{shown_reference(row.reference)} · {name}" if name else shown_reference(row.reference)


def _chosen(found: FoundMatter, form: ReferencesForm) -> bool:
    """Whether all ticked claims were chosen; the claim's own file decides about C4, not its card. All or none."""
    here = house()
    note_on_claims(found, "read_for_matter", form.ticked, in_role=May.CHOOSE_CLAIMS)
    try:
        with here.database.deed() as session:
            for reference in form.ticked:
                claim = _openable(session, found, reference)
                file, _version = read_claim_file(session, claim)
                actor = acting(May.CHOOSE_CLAIMS)
                choose_claim(session, found.row, claim=claim, file=file, actor=actor, now=here.now())
    except NotValid as refusal:
        form.add_problem(_no_agreement(str(refusal.facts.get("reference", ""))), field=form.references)
        return False
    return True


def _openable(session: Session, found: FoundMatter, reference: str) -> OpenClaim:
    return open_claim(session, sent_claim(session, house().office_id, reference), keyring=found.keyring)


def _no_agreement(reference: str) -> str:
    return _(
        "The claimant of %(reference)s has taken back the agreement that lawyers get the claim (C4). Nothing was chosen.",
        reference=shown_reference(reference),
    )
