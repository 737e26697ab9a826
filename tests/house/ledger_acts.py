"""Each page and deed of the office that opens, searches, exports, uses keys or fails at the door, done by a real client.

An act gets its own claim, matter and visitor ready, and returns what is to be sent last; the test sends it and looks at the
lines it leaves. This is where the acts are written down.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from werkzeug.test import TestResponse

from claims.actions.make_member import NewMember
from claims.actions.run_errands import run_errands
from claims.actions.withdraw_claim import withdraw_claim
from claims.model.matter import Matter
from claims.model.vocabulary import Move
from tests.cast import ADA, AUD, HAN, LEE, LINH, PARK, REA, TRIIN
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork, white_picture
from tests.desks.staff.test_pages import answers as sign_in_answers
from tests.desks.triage.test_mask import PAINT, evidence_address
from tests.desks.triage.test_receipt import GOOD
from tests.make import Sent

OFFICE = "/en/office"
WHY = {"why": "expert"}
Expected = tuple[str, str]


@dataclass(frozen=True)
class Act:
    """Who does it, what is sent, and the lines it must leave: (action, reference) each, all by that member in that role."""

    who: NewMember | None
    role: str
    send: Callable[[], TestResponse]
    lines: tuple[Expected, ...]


Doing = Callable[[AtWork], Act]
ACTS: dict[str, Doing] = {}


def act(page: str) -> Callable[[Doing], Doing]:
    """Name the page, or `page: what is special` where a page is done in several ways."""

    def named(doing: Doing) -> Doing:
        ACTS[page] = doing
        return doing

    return named


def opening(visitor: Visitor, address: str) -> Callable[[], TestResponse]:
    """Open a page, following nothing."""
    return lambda: visitor.fetch(address)


def pressing(page: Page, button: str, *names: str, **typed: Any) -> Callable[[], TestResponse]:
    """Press a button of a page that is open, with these answers."""
    form = page.form(*names, *typed, button=button)
    request: dict[str, Any] = (form.fill(typed) if typed else form).form.request(button)
    address = urljoin(page.address, request.pop("action") or page.address)
    return lambda: page.visitor.fetch(address, **request)


def claim_page(work: AtWork, sent: Sent, who: NewMember = HAN) -> Page:
    """The claim's page at the triage desk."""
    return work.inside(who).open(f"{OFFICE}/claims/{sent.claim.reference}")


def on_claim(work: AtWork, button: str, *actions: str, **typed: Any) -> Act:
    """Press a button on the page of a new claim."""
    sent = work.office.send(LINH)
    send = pressing(claim_page(work, sent), button, **typed)
    return Act(HAN, "lead", send, tuple((action, sent.claim.reference) for action in actions))


def of_matter(work: AtWork) -> tuple[Matter, Sent]:
    """A matter of Park's with one checked claim."""
    matter, sent = work.open_matter(HAN, PARK), work.send_with_picture(LINH, white_picture())
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    work.choose(matter, sent, by=HAN)
    return matter, sent


def matters_claim(matter: Matter, sent: Sent) -> str:
    """Its page at the matters desk."""
    return f"{OFFICE}/matters/{matter.id}/claims/{sent.claim.reference}"


@act("triage.queue")
def _queue(work: AtWork) -> Act:
    work.let_worker_go()
    return Act(HAN, "lead", opening(work.inside(HAN), f"{OFFICE}/claims"), (("read_queue", ""),))


@act("triage.queue: with a worker and new claims")
def _queue_lends(work: AtWork) -> Act:
    work.office.send(LINH)
    with work.worker():
        send = opening(work.inside(TRIIN), f"{OFFICE}/claims")
    return Act(TRIIN, "triage", send, (("read_queue", ""), ("lend_keys", "")))


@act("triage.search")
def _search(work: AtWork) -> Act:
    work.let_worker_go()
    page = work.inside(TRIIN).open(f"{OFFICE}/claims")
    return Act(TRIIN, "triage", pressing(page, "Search the cards", words="Linh"), (("search", ""),))


@act("triage.claim")
def _claim(work: AtWork) -> Act:
    sent = work.office.send(LINH)
    address = f"{OFFICE}/claims/{sent.claim.reference}"
    return Act(TRIIN, "triage", opening(work.inside(TRIIN), address), (("read_claim", sent.claim.reference),))


@act("triage.decide")
def _decide(work: AtWork) -> Act:
    return on_claim(work, "Do this", "move_check", move="check")


@act("triage.take")
def _take(work: AtWork) -> Act:
    return on_claim(work, "Take it", "assign")


@act("triage.translate")
def _translate(work: AtWork) -> Act:
    return on_claim(work, "Keep the translation", "translate", translation="번역", translator="Kim", reviewer="Lee")


@act("triage.note")
def _note(work: AtWork) -> Act:
    return on_claim(work, "Keep the note", "note", note="anrufen")


@act("triage.receipt")
def _receipt(work: AtWork) -> Act:
    sent = work.office.send(LINH)
    page = work.inside(TRIIN).open(f"{OFFICE}/claims/{sent.claim.reference}/receipt")
    send = pressing(page, "Compare, and make a new receipt", **GOOD)
    lines = (("read_claim", sent.claim.reference), ("renew_receipt", sent.claim.reference))
    return Act(TRIIN, "triage", send, lines)


@act("triage.finding")
def _finding(work: AtWork) -> Act:
    sent = work.office.send(LINH)
    page = claim_page(work, sent).follow("As a file with all it rests on")
    return Act(HAN, "lead", pressing(page, "Download the finding", **WHY), (("take_finding", sent.claim.reference),))


@act("triage.preview")
def _preview(work: AtWork) -> Act:
    sent = work.send_with_picture(LINH, white_picture())
    send = opening(work.inside(HAN), evidence_address(work, sent, "/picture"))
    return Act(HAN, "lead", send, (("read_evidence", sent.claim.reference),))


@act("triage.mask")
def _mask(work: AtWork) -> Act:
    sent = work.send_with_picture(LINH, white_picture())
    page = work.inside(HAN).open(evidence_address(work, sent))
    lines = (("read_evidence", sent.claim.reference), ("mask", sent.claim.reference))
    return Act(HAN, "lead", pressing(page, PAINT, squares=["0-0"]), lines)


@act("matters.open")
def _open_matter(work: AtWork) -> Act:
    page = work.inside(HAN).open(f"{OFFICE}/new-matter")
    typed = {"title": "Neu", "route": "state", "counsel": [work.member(PARK).id]}
    return Act(HAN, "lead", pressing(page, "Open the matter", **typed), (("open_matter", "*"),))


@act("matters.matter")
def _matter(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    send = opening(work.inside(PARK), f"{OFFICE}/matters/{matter.id}")
    return Act(PARK, "counsel", send, (("read_for_matter", sent.claim.reference),))


@act("matters.choose")
def _choose(work: AtWork) -> Act:
    matter, sent = work.open_matter(HAN, PARK), work.office.send(LINH)
    work.office.work(work.holding(HAN))
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    page = work.inside(HAN).open(f"{OFFICE}/matters/{matter.id}/choose")
    reference = sent.claim.reference
    lines = (("read_for_choosing", matter.id), ("read_for_matter", reference), ("choose", reference))
    return Act(HAN, "lead", pressing(page, "Choose these claims", references=[reference]), lines)


@act("matters.unchoose")
def _unchoose(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(HAN).open(f"{OFFICE}/matters/{matter.id}")
    send = pressing(page, "Take these claims out", references=[sent.claim.reference])
    return Act(HAN, "lead", send, (("unchoose", matter.id),))


@act("matters.claim")
def _matters_claim(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    send = opening(work.inside(PARK), matters_claim(matter, sent))
    return Act(PARK, "counsel", send, (("read_claim", sent.claim.reference),))


@act("matters.decide")
def _matters_decide(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent))
    return Act(PARK, "counsel", pressing(page, "Do this", move="sign"), (("move_sign", sent.claim.reference),))


@act("matters.preview")
def _matters_preview(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    piece = evidence_address(work, sent, "/picture").split("/evidence/")[1]
    send = opening(work.inside(PARK), f"{matters_claim(matter, sent)}/evidence/{piece}")
    return Act(PARK, "counsel", send, (("read_evidence", sent.claim.reference),))


KLAGE = {"purpose": "Klage", "recipient": "Gericht", "volumes": False}


def ordered(work: AtWork, matter: Matter, **options: object) -> Page:
    """The page of a bundle that was made."""
    with work.worker() as worker:
        page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/order")
        page = page.fill(KLAGE | options).press("Order the bundle")
        run_errands(work.office.export, worker, host_key=work.office.host_key)
    return page.follow("Look again")


@act("matters.order")
def _order(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    with work.worker():
        page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/order")
    lines = (("read_for_order", sent.claim.reference), ("lend_keys", "*"), ("order_bundle", "*"))
    return Act(PARK, "counsel", pressing(page, "Order the bundle", **KLAGE), lines)


@act("matters.collect")
def _collect(work: AtWork) -> Act:
    page = ordered(work, of_matter(work)[0])
    bundle = page.address.rpartition("/")[2]
    return Act(PARK, "counsel", pressing(page, "Collect the bundle", **WHY), (("collect_bundle", bundle),))


@act("matters.destroy")
def _destroy(work: AtWork) -> Act:
    page = ordered(work, of_matter(work)[0])
    bundle = page.address.rpartition("/")[2]
    return Act(PARK, "counsel", pressing(page, "Destroy the bundle"), (("destroy_bundle", bundle),))


HOLD = {"reason": "법원", "until-day": 31, "until-month": 12, "until-year": 2029}


@act("matters.hold")
def _hold(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent))
    lines = (("read_claim", sent.claim.reference), ("hold_claim", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "Hold it", **HOLD), lines)


@act("matters.release")
def _release(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent)).fill(HOLD).press("Hold it")
    lines = (("read_claim", sent.claim.reference), ("end_hold", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "End this hold"), lines)


@act("matters.counsel")
def _counsel(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/counsel")
    return Act(
        PARK, "counsel", pressing(page, "Hand the key on", member=work.member(LEE).id), (("add_counsel", matter.id),)
    )


@act("matters.remove_counsel")
def _remove_counsel(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK, LEE)
    page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/counsel")
    return Act(PARK, "counsel", pressing(page, "Take the key away from Lee"), (("remove_counsel", matter.id),))


@act("staff.sign_in")
def _sign_in(work: AtWork) -> Act:
    page = work.stranger().open(f"{OFFICE}/sign-in")
    return Act(LEE, "member", pressing(page, "Sign in", **sign_in_answers(work, LEE)), (("sign_in", ""),))


@act("staff.sign_in: failed")
def _failed(work: AtWork) -> Act:
    page = work.stranger().open(f"{OFFICE}/sign-in")
    typed = sign_in_answers(work, LEE, passphrase="zoo " * 7)
    return Act(LEE, "member", pressing(page, "Sign in", **typed), (("sign_in_failed", ""),))


@act("staff.sign_in: by a name that nobody has")
def _unknown(work: AtWork) -> Act:
    page = work.stranger().open(f"{OFFICE}/sign-in")
    typed = sign_in_answers(work, LEE, name="nobody")
    return Act(None, "member", pressing(page, "Sign in", **typed), (("sign_in_failed", ""),))


@act("staff.open_line")
def _open_line(work: AtWork) -> Act:
    page = work.inside(HAN).open(f"{OFFICE}/ledger")
    return Act(HAN, "lead", pressing(page, f"Open line {work.ledger()[-1].number}"), (("open_details", ""),))


@act("staff.open_ledger")
def _open_ledger(work: AtWork) -> Act:
    page = work.inside(HAN).open(f"{OFFICE}/ledger")
    send = pressing(page, "Open what is sealed in all lines of this page")
    return Act(HAN, "lead", send, (("open_details", ""),))


@act("staff.export_ledger")
def _export_ledger(work: AtWork) -> Act:
    page = work.inside(AUD).open(f"{OFFICE}/ledger/export")
    return Act(AUD, "auditor", pressing(page, "Download the ledger", **WHY), (("export_ledger", ""),))


@act("staff.review")
def _review(work: AtWork) -> Act:
    page = work.inside(AUD).open(f"{OFFICE}/ledger/review")
    month = page.h1.removeprefix("Review of ")
    return Act(AUD, "auditor", pressing(page, "I looked at this month", "findings"), (("review", month),))


@act("staff.end_errand")
def _end_errand(work: AtWork) -> Act:
    work.office.send(LINH)
    with work.worker():
        work.inside(TRIIN).open(f"{OFFICE}/claims")
    buttons = work.inside(ADA).open(OFFICE)
    return Act(ADA, "administrator", first_pressed(buttons, "Take the keys back"), (("end_errand", "*"),))


def first_pressed(page: Page, button: str) -> Callable[[], TestResponse]:
    """Press the first of several buttons with the same words."""
    form = next(each for each in page.forms() if button in each.form.buttons)
    request: dict[str, Any] = form.form.request(button)
    return lambda: page.visitor.fetch(urljoin(page.address, request.pop("action")), **request)


@act("disclosures.rematch")
def _rematch(work: AtWork) -> Act:
    work.office.send(LINH)
    with work.worker():
        page = work.inside(HAN).open(f"{OFFICE}/disclosures")
    token = page.form(button="Sign out").form.values("csrf_token")[0]

    def send() -> TestResponse:
        return page.visitor.fetch(f"{OFFICE}/disclosures/rematch", method="POST", data={"csrf_token": token})

    return Act(HAN, "lead", send, (("lend_keys", "*"),))


@act("disclosures.try_copy")
def _try_copy(work: AtWork) -> Act:
    rea = work.inside(REA)
    part = f"{OFFICE}/disclosures/projects/MOJ-AIRPORT-FACES/part/window/MOJ-FN-FOI"
    rea.open(f"{part}/segment/4").fill(to="2021-10-19").press("Save in my working copy")
    rea.open(part).fill(to="2021-10-19").press("Save in my working copy")
    with work.worker():
        page = work.inside(HAN).open(f"{OFFICE}/disclosures/copies/{work.member(REA).id}")
    return Act(HAN, "lead", pressing(page, "Try it on the claims"), (("lend_keys", "*"),))


@act("matters.erase")
def _erase(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent)).fill(move="sign").press("Do this")
    page.fill(move="file").press("Do this")
    with work.office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=work.office.vault, now=work.office.now)
    page = work.inside(PARK).open(matters_claim(matter, sent))
    lines = (("read_claim", sent.claim.reference), ("erase", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "Destroy it now", decided=True), lines)
