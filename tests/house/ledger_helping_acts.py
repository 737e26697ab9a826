"""Acts of a worker who takes a person through a power of attorney on paper. This is where they are written down."""

from collections.abc import Callable

from werkzeug.test import TestResponse

from tests.cast import LINH, TRIIN
from tests.client import Page
from tests.desks.at_work import AtWork, white_pages
from tests.desks.triage.test_helping import ADD, CHECKED, COUNT, KEEP, SAID, address, with_page
from tests.house.ledger_acts import Act, Doing, opening, pressing
from tests.make import Sent
from tests.make_appointments import Firm

Sending = Callable[[], TestResponse]
_FIRMS: dict[str, Firm] = {}


def _invited(work: AtWork, *, signed: bool = False) -> Sent:
    """A claim that was invited by the one firm of this office, and signed where it is said."""
    if work.office.office.id not in _FIRMS:
        _FIRMS[work.office.office.id] = Firm(work.office)
    firm = _FIRMS[work.office.office.id]
    sent = firm.invite(LINH)
    if signed:
        firm.sign(sent)
    return sent


def _texts(work: AtWork, sent: Sent) -> Page:
    return work.inside(TRIIN).open(address(sent) + "?texts=en")


def _paper(work: AtWork, sent: Sent) -> Page:
    return with_page(_texts(work, sent).fill(SAID).press(KEEP))


def _looking(more: str = "", *, signed: bool = False) -> Doing:
    """Open one of its pages or files."""

    def doing(work: AtWork) -> Act:
        sent = _invited(work, signed=signed)
        if not signed:
            _paper(work, sent)
        send = opening(work.inside(TRIIN), address(sent, more))
        return Act(TRIIN, "triage", send, (("read_claim", sent.claim.reference),))

    return doing


def _deed(send: Callable[[AtWork, Sent], Sending], action: str, *, signed: bool = False) -> Doing:
    """Do something with it: the reading has its line first."""

    def doing(work: AtWork) -> Act:
        sent = _invited(work, signed=signed)
        lines = tuple((each, sent.claim.reference) for each in ("read_claim", *action.split()))
        return Act(TRIIN, "triage", send(work, sent), lines)

    return doing


def _kept(work: AtWork, sent: Sent) -> Sending:
    return pressing(_texts(work, sent), KEEP, **SAID)


def _added(work: AtWork, sent: Sent) -> Sending:
    return pressing(_paper(work, sent), ADD, what="page", file=("pages.pdf", white_pages(4)))


def _taken_out(work: AtWork, sent: Sent) -> Sending:
    return pressing(_paper(work, sent), "Take “pages.pdf” out")


def _counted(work: AtWork, sent: Sent) -> Sending:
    return pressing(_paper(work, sent), COUNT, **CHECKED)


def _taken_back(work: AtWork, sent: Sent) -> Sending:
    page = work.inside(TRIIN).open(address(sent, "/back"))
    return pressing(page, "Take it back for the person", asked_by="Linh", letter=True)


HELPING_ACTS: dict[str, Doing] = {
    "triage.helping: looking": _looking(),
    "triage.helping": _deed(_kept, "help_signing"),
    "triage.helping_print": _looking("/to-sign.pdf"),
    "triage.helping_copy": _looking("/copy/1", signed=True),
    "triage.helping_page": _deed(_added, "help_signing"),
    "triage.helping_remove": _deed(_taken_out, "help_signing"),
    "triage.helping_paper": _deed(_counted, "sign_power"),
    "triage.helping_back": _deed(_taken_back, "take_back_power", signed=True),
}
