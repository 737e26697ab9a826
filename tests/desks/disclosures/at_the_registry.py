"""What the tests of the disclosures desk begin with: a researcher inside, the ministry's project. This is where addresses are spelled."""

from claims.model.disclosure import Registry
from claims.queries.registry_revisions import current_registry
from tests.cast import REA
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork

DESK = "/en/office/disclosures"
CODE = "MOJ-AIRPORT-FACES"
PROJECT = f"{DESK}/projects/{CODE}"
FOREIGNERS = "window/MOJ-FN-FOI"
SAVE = "Save in my working copy"


def rea(work: AtWork) -> Visitor:
    """The researcher, inside."""
    return work.inside(REA)


def in_force(work: AtWork) -> Registry:
    """The registry in force."""
    with work.office.database.question() as session:
        return current_registry(session, work.office.office.id)


def compared(visitor: Visitor, work: AtWork) -> Page:
    """The researcher's own working copy beside the registry in force."""
    return visitor.open(f"{DESK}/copies/{work.member(REA).id}")


def published(visitor: Visitor, *, why: str = "a correction", status: int = 200) -> Page:
    """The working copy is published; the page that follows."""
    return visitor.open(f"{DESK}/publish").fill(why=why).press("Publish", status=status)
