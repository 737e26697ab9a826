"""Acts of counsel on a matter's board and about the power of one claim. This is where they are written down."""

from collections.abc import Callable, Mapping
from typing import Any

from claims.actions.note_power import note_power
from claims.model.appointment import CourtStep
from claims.model.claim import Claim
from claims.model.vocabulary import Status
from claims.store.clock import seconds
from tests.cast import LINH, PARK
from tests.client import Page
from tests.desks.at_work import AtWork, white_picture
from tests.house.ledger_acts import OFFICE, Act, Doing, opening, pressing
from tests.make import TODAY, Sent
from tests.make_appointments import Firm
from tests.make_bundles import attach

BOARD_ACTS: dict[str, Doing] = {}
READ = "read_for_matter"
DAY = {"day": 1, "month": 12, "year": 2026}


def board_act(page: str) -> Callable[[Doing], Doing]:
    """Name the page."""

    def named(doing: Doing) -> Doing:
        BOARD_ACTS[page] = doing
        return doing

    return named


def _board(firm: Firm, more: str = "") -> str:
    return f"{OFFICE}/matters/{firm.court.matter.id}/board{more}"


def _one(work: AtWork, state: str = "signed") -> tuple[Firm, Sent]:
    """A firm of its own with one claim: chosen, invited or signed."""
    firm = Firm(work.office)
    if state == "chosen":
        sent = work.office.send(LINH)
        firm.court.choose(sent)
        return firm, sent
    sent = firm.invite(LINH)
    if state == "signed":
        firm.sign(sent)
    return firm, sent


def _looking(more: str, *, state: str = "signed") -> Doing:
    """Open a page of the board."""

    def doing(work: AtWork) -> Act:
        firm, sent = _one(work, state)
        address = _board(firm, more.format(reference=sent.claim.reference))
        return Act(PARK, "counsel", opening(work.inside(PARK), address), ((READ, sent.claim.reference),))

    return doing


def _ticked(button: str, action: str, *, state: str = "signed") -> Doing:
    """Press a button of the board with the one claim ticked."""

    def doing(work: AtWork) -> Act:
        firm, sent = _one(work, state)
        reference = sent.claim.reference
        send = pressing(work.inside(PARK).open(_board(firm)), button, references=[reference])
        lines = ((READ, reference), (action, reference)) if action else ()
        return Act(PARK, "counsel", send, lines)

    return doing


BOARD_ACTS |= {
    "matters.board": _looking(""),
    "matters.reachable": _looking("/reachable"),
    "matters.reminded": _looking("/reminded?hand={reference}"),
    "matters.stamp_numbers": _looking("/stamps"),
    "matters.powers": _looking("/powers"),
    "matters.invite": _ticked("Invite them", "invite", state="chosen"),
    "matters.told": _ticked("Note: told by hand", "power_reminded"),
    "matters.filed_all": _ticked("Record their filing at court", "move_file"),
    "matters.countersign_all": _ticked("Counter-sign their powers", "power_countersigned"),
    "matters.ask_all": _ticked("Ask about other cases", "ask_elsewhere"),
}


@board_act("matters.invite_all")
def _invite_all(work: AtWork) -> Act:
    firm, sent = _one(work, "chosen")
    send = pressing(work.inside(PARK).open(_board(firm)), "Invite the one who can be invited")
    return Act(PARK, "counsel", send, ((READ, sent.claim.reference), ("invite", sent.claim.reference)))


@board_act("matters.remind")
def _remind(work: AtWork) -> Act:
    firm, sent = _one(work)
    send = pressing(work.inside(PARK).open(_board(firm)), "Remind them neutrally", references=[sent.claim.reference])
    return Act(PARK, "counsel", send, ((READ, sent.claim.reference),))


@board_act("matters.reachable_list")
def _reachable_list(work: AtWork) -> Act:
    firm, sent = _one(work, "invited")
    firm.sign(sent, answers=firm.signed().answers.model_copy(update={"country": "VNM"}))
    page = work.inside(PARK).open(_board(firm, "/reachable"))
    lines = ((READ, sent.claim.reference), ("list_reachable", firm.court.matter.id))
    return Act(PARK, "counsel", pressing(page, "Take it along (CSV)", why="counsel"), lines)


@board_act("matters.stamp_numbers: one is noted")
def _stamp_numbers(work: AtWork) -> Act:
    firm, sent = _one(work)
    page = work.inside(PARK).open(_board(firm, "/stamps"))
    number = {f"number-{firm.standing(sent).in_force[0].signed.id}": "1"}
    lines = ((READ, sent.claim.reference), ("power_bar_stamped", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "Keep these numbers", **number), lines)


@board_act("matters.powers: printed")
def _print(work: AtWork) -> Act:
    firm, sent = _one(work)
    page = work.inside(PARK).open(_board(firm, "/powers"))
    lines = ((READ, sent.claim.reference), ("print_powers", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "Make the papers", shape="pdf", why="court"), lines)


_FIRMS: dict[str, Firm] = {}


def _shared(work: AtWork, *, filed: bool = False) -> tuple[Firm, Sent]:
    """One firm of this office for all acts about one claim, which signed, and where it matters was filed."""
    if work.office.office.id not in _FIRMS:
        _FIRMS[work.office.office.id] = Firm(work.office)
    firm = _FIRMS[work.office.office.id]
    sent = firm.invite(LINH)
    firm.sign(sent)
    if filed:
        with work.office.database.deed() as session:
            session.get_one(Claim, sent.claim.id).status = Status.FILED
    return firm, sent


def _power(firm: Firm, sent: Sent, more: str = "") -> str:
    return f"{OFFICE}/matters/{firm.court.matter.id}/claims/{sent.claim.reference}/power{more}"


def _noting(button: str, action: str, typed: Mapping[str, Any], *, filed: bool = False) -> Doing:
    """Press a button of the page about one claim's power."""

    def doing(work: AtWork) -> Act:
        firm, sent = _shared(work, filed=filed)
        page: Page = work.inside(PARK).open(_power(firm, sent))
        lines = (("read_claim", sent.claim.reference), (action, sent.claim.reference))
        return Act(PARK, "counsel", pressing(page, button, **typed), lines)

    return doing


BOARD_ACTS |= {
    "matters.countersign": _noting("Counter-sign for the firm", "power_countersigned", {}),
    "matters.stamp": _noting("Keep this number", "power_bar_stamped", {"number": "1"}),
    "matters.notarise": _noting("Note the notary", "power_notarised", {"state": "apostille"}),
    "matters.refuse": _noting("Tell the claimant to sign again", "power_refused", {"why": "cut_off"}),
    "matters.ordered": _noting(
        "Note this order",
        "power_court_step",
        {"what": "order_power", **{f"due-{box}": part for box, part in DAY.items()}},
    ),
    "matters.clear_elsewhere": _noting("Note this", "power_elsewhere", {"clear": "yes"}),
    "matters.left": _noting(
        "Note that they left", "power_left", {f"left_on-{box}": part for box, part in DAY.items()}, filed=True
    ),
}


@board_act("matters.power")
def _read(work: AtWork) -> Act:
    firm, sent = _shared(work)
    send = opening(work.inside(PARK), _power(firm, sent))
    return Act(PARK, "counsel", send, (("read_claim", sent.claim.reference),))


@board_act("matters.ask")
def _ask(work: AtWork) -> Act:
    firm, sent = _shared(work)
    send = pressing(work.inside(PARK).open(_power(firm, sent)), "Ask the claimant in their language")
    return Act(PARK, "counsel", send, (("ask_elsewhere", sent.claim.reference),))


@board_act("matters.answered")
def _answered(work: AtWork) -> Act:
    firm, sent = _shared(work)
    at, by = seconds(work.office.now), firm.court.park.member.id
    step = CourtStep(matter_id=firm.court.matter.id, id="a", what="withdrawal", due="2026-12-01", by=by, at=at)
    with work.office.database.deed() as session:
        note_power(session, sent.claim, note=step, actor=firm.court.park.actor, today=TODAY, now=work.office.now)
    page = work.inside(PARK).open(_power(firm, sent))
    typed = {f"answered_on-{box}": part for box, part in DAY.items()}
    lines = (("read_claim", sent.claim.reference), ("power_court_step_done", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "Note that it was answered", **typed), lines)


@board_act("matters.drawn")
def _drawn(work: AtWork) -> Act:
    firm, sent = _shared(work)
    address = _power(firm, sent, f"/{firm.standing(sent).in_force[0].signed.id}/drawn")
    return Act(PARK, "counsel", opening(work.inside(PARK), address), (("read_evidence", sent.claim.reference),))


@board_act("matters.scan")
def _scan(work: AtWork) -> Act:
    firm, _ = _shared(work)
    sent = firm.invite(LINH)
    piece = attach(work.office, sent.claim, white_picture())
    firm.sign(sent, how="scanned", scans=(piece,))
    address = _power(firm, sent, f"/{firm.standing(sent).in_force[0].signed.id}/files/{piece.id}/1/picture")
    return Act(PARK, "counsel", opening(work.inside(PARK), address), (("read_evidence", sent.claim.reference),))
