"""The desk of everybody who works here: every page with its address and who may enter. This is where the desk is joined."""

from flask import Blueprint

from claims.desks.staff import pages
from claims.rules.access import May
from claims.web.guards import Enter
from claims.web.office_desk import ASK, DEED, PREFIX, Page, open_desk

PAGES = (
    Page("", pages.office, May.SEE_OFFICE),
    Page("/sign-in", pages.sign_in, Enter.EVERYONE, ASK),
    Page("/sign-out", pages.sign_out, Enter.EVERYONE, DEED, button=True),
    Page("/door", pages.door, Enter.MEMBER),
    Page("/errands/<errand_id>/end", pages.end_errand, May.END_ERRANDS, DEED, button=True),
    Page("/ledger", pages.ledger, May.SEE_LEDGER),
)

desk = Blueprint("staff", __name__, url_prefix=PREFIX)
open_desk(desk, PAGES)
