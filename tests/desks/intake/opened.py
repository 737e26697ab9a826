"""What lies under the seal of the claim a visitor has open. This is where a test looks behind a page."""

from claims.actions.draft_claim import reopen
from claims.model.claim_file import ClaimFile
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.clock import seconds
from claims.store.sessions import read_visit
from claims.web.house import NAME
from tests.client import Page


def claim_of(page: Page) -> OpenClaim:
    """The claim that this page's visitor has open."""
    here = page.visitor.app.extensions[NAME]
    cookie = page.visitor.browser.get_cookie("claimant", domain="127.0.0.1").value
    with here.database.question() as session:
        visit, _ = read_visit(session, cookie, host_key=here.host_key, now=seconds(here.now()))
        return reopen(session, here.office_id, claim_id=visit.subject, key=visit.key)


def file_of(page: Page) -> ClaimFile:
    """What its claimant has said so far."""
    here = page.visitor.app.extensions[NAME]
    with here.database.question() as session:
        return read_claim_file(session, claim_of(page))[0]
