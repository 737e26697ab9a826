"""The claimant's desk: every page with its address, its methods and who may enter. This is where the desk is joined.

Addresses say nothing about anybody: no reference, no date, no name stands in one. Before the guard stands a page that shows
what was typed when a session has ended meanwhile; after it, one that leads from a sent claim's draft pages to its status.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint

from claims.desks.intake import (
    appoint_after,
    appoint_asked,
    appoint_files,
    appoint_papers,
    appoint_read,
    appoint_sign,
    appoint_signer,
    routes_after,
    routes_answer,
    routes_check,
    routes_draft,
    routes_evidence,
    routes_open,
    routes_receipt,
    routes_send,
    routes_trips,
)
from claims.desks.intake.arrivals import keep_to_this_claim, keep_what_was_typed, lead_by_status, reference_here
from claims.desks.intake.moments import format_first_day, format_moment
from claims.rules.references import grouped
from claims.web.guards import Enter, guard
from claims.web.wording import said_anew

READ = ("GET",)
ASK = ("GET", "POST")
DEED = ("POST",)


@dataclass(frozen=True)
class Page:
    """One page: its address below the language, its view, its methods, who enters; `draft`: only before sending."""

    address: str
    view: Callable[..., Any]
    methods: tuple[str, ...] = READ
    enter: Enter = Enter.CLAIMANT
    draft: bool = False

    @property
    def name(self) -> str:
        """Page = route = template."""
        return self.view.__name__


PAGES = (
    Page("/", routes_open.home, READ, Enter.EVERYONE),
    Page("/ranges", routes_open.ranges, READ, Enter.EVERYONE),
    Page("/about", routes_open.about, READ, Enter.EVERYONE),
    Page("/privacy", routes_open.privacy, READ, Enter.EVERYONE),
    Page("/sealing", routes_open.sealing, READ, Enter.EVERYONE),
    Page("/matching", routes_open.matching, READ, Enter.EVERYONE),
    Page("/proof-keys", routes_open.proof_keys, READ, Enter.EVERYONE),
    Page("/leave", routes_open.leave, ASK, Enter.EVERYONE),
    Page("/gone", routes_open.gone, READ, Enter.EVERYONE),
    Page("/check", routes_check.check, ASK, Enter.EVERYONE),
    Page("/begin", routes_receipt.begin, ASK, Enter.EVERYONE),
    Page("/come-back", routes_receipt.come_back, ASK, Enter.EVERYONE),
    Page("/receipt", routes_receipt.receipt, DEED, draft=True),
    Page("/note", routes_receipt.note, DEED, draft=True),
    Page("/claim", routes_draft.claim, READ, draft=True),
    Page("/agreements", routes_draft.agreements, ASK),
    Page("/person", routes_draft.person, ASK, draft=True),
    Page("/trips", routes_trips.trips, READ, draft=True),
    Page("/trip", routes_trips.trip, ASK, draft=True),
    Page("/trip/<record_id>", routes_trips.trip, ASK, draft=True),
    Page("/trip/<record_id>/remove", routes_trips.remove_trip, ASK, draft=True),
    Page("/account", routes_draft.account, ASK, draft=True),
    Page("/lawyers", routes_draft.lawyers, ASK, draft=True),
    Page("/evidence", routes_evidence.evidence, ASK),
    Page("/evidence/<evidence_id>/remove", routes_evidence.remove_file, ASK, draft=True),
    Page("/contact", routes_draft.contact, ASK),
    Page("/review", routes_send.review, READ, draft=True),
    Page("/send", routes_send.send, DEED),
    Page("/proof", routes_send.proof),
    Page("/proof/paper", routes_send.proof_paper),
    Page("/proof/facts", routes_send.proof_facts),
    Page("/status", routes_after.status, ASK),
    Page("/status/answers/<int:number>", routes_answer.answer),
    Page("/appoint/<int:place>", appoint_read.appoint, ASK),
    Page("/appoint/<int:place>/court", appoint_asked.appoint_court, ASK),
    Page("/appoint/<int:place>/powers", appoint_asked.appoint_powers, ASK),
    Page("/appoint/<int:place>/where", appoint_asked.appoint_where, ASK),
    Page("/appoint/<int:place>/signer", appoint_signer.appoint_signer, ASK),
    Page("/appoint/<int:place>/sign", appoint_sign.appoint_sign, ASK),
    Page("/appoint/<int:place>/paper", appoint_papers.appoint_paper),
    Page("/appoint/<int:place>/paper/<int:number>", appoint_papers.appoint_paper),
    Page("/appoint/<int:place>/copy/<int:number>", appoint_papers.appoint_copy),
    Page("/appoint/<int:place>/signer/<int:number>/remove", appoint_files.appoint_remove_proof, ASK),
    Page("/appoint/<int:place>/sign/<int:number>/remove", appoint_files.appoint_remove_page, ASK),
    Page("/appoint/<int:place>/signed", appoint_after.appoint_signed),
    Page("/appoint/<int:place>/take-back", appoint_after.appoint_take_back, ASK),
    Page("/withdraw", routes_after.withdraw, ASK),
    Page("/destroy", routes_after.destroy, ASK, draft=True),
)

ACCESS = {page.name: page.enter for page in PAGES}
_CLAIMANT_PAGES = frozenset(page.name for page in PAGES if page.enter is Enter.CLAIMANT)
_DRAFT_PAGES = frozenset(page.name for page in PAGES if page.draft)

desk = Blueprint("intake", __name__, url_prefix="/<language>")


desk.before_request(lambda: keep_what_was_typed(_CLAIMANT_PAGES))
guard(desk, ACCESS)
desk.before_request(lambda: lead_by_status(_DRAFT_PAGES))
desk.before_request(keep_to_this_claim)
desk.context_processor(reference_here)
desk.add_app_template_filter(grouped, "in_groups")
desk.add_app_template_filter(said_anew(format_moment), "moment")
desk.add_app_template_filter(said_anew(format_first_day), "first_day")
for page in PAGES:
    desk.add_url_rule(page.address, endpoint=page.name, view_func=page.view, methods=list(page.methods))
