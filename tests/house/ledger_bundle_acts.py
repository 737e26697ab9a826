"""Acts of counsel about matters and bundles: edit, share, compare, cancel, collect. This is where they are written down."""

from collections.abc import Callable

from pyrage.x25519 import Identity

from claims.model.matter import Matter
from tests.cast import HAN, PARK
from tests.client import Page
from tests.desks.at_work import AtWork, white_picture
from tests.house.ledger_acts import (
    KLAGE,
    OFFICE,
    WHY,
    Act,
    Doing,
    matters_claim,
    of_matter,
    opening,
    ordered,
    pressing,
)

BUNDLE_ACTS: dict[str, Doing] = {}


def bundle_act(page: str) -> Callable[[Doing], Doing]:
    """Name the page, or `page: what is special` where a page is done in several ways."""

    def named(doing: Doing) -> Doing:
        BUNDLE_ACTS[page] = doing
        return doing

    return named


@bundle_act("matters.stamps")
def _stamps(work: AtWork) -> Act:
    page = ordered(work, of_matter(work)[0])
    bundle = page.address.rpartition("/")[2]
    return Act(PARK, "counsel", pressing(page, "Collect the time stamps", **WHY), (("collect_stamps", bundle),))


@bundle_act("matters.collect_wrapped")
def _collect_wrapped(work: AtWork) -> Act:
    page = ordered(work, of_matter(work)[0], age_recipient=str(Identity.generate().to_public()))
    bundle = page.address.rpartition("/")[2]
    send = pressing(page, "Collect it wrapped for the recipient (age)", **WHY)
    return Act(PARK, "counsel", send, (("collect_bundle", bundle),))


def waiting(work: AtWork, matter: Matter) -> Page:
    """The page of a bundle that was ordered and whose worker is gone."""
    with work.worker():
        page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/order")
        page = page.fill(KLAGE).press("Order the bundle")
    work.let_worker_go()
    return page.follow("Look again")


@bundle_act("matters.cancel")
def _cancel(work: AtWork) -> Act:
    page = waiting(work, of_matter(work)[0])
    bundle = page.address.rpartition("/")[2]
    return Act(PARK, "counsel", pressing(page, "Cancel it"), (("cancel_bundle", bundle),))


@bundle_act("matters.go_on")
def _go_on(work: AtWork) -> Act:
    page = waiting(work, of_matter(work)[0])
    bundle = page.address.rpartition("/")[2]
    with work.worker():
        lines = (("lend_keys", "*"), ("lend_bundle", bundle))
    return Act(PARK, "counsel", pressing(page, "Go on making it"), lines)


@bundle_act("matters.compare")
def _compare(work: AtWork) -> Act:
    matter, _ = of_matter(work)
    bundles = [ordered(work, matter).address.rpartition("/")[2] for _ in range(2)]
    send = opening(work.inside(PARK), f"{OFFICE}/matters/{matter.id}/compare")
    return Act(PARK, "counsel", send, tuple(("compare_bundles", bundle) for bundle in bundles))


@bundle_act("matters.groups")
def _groups(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    send = opening(work.inside(PARK), f"{OFFICE}/matters/{matter.id}/groups")
    return Act(PARK, "counsel", send, (("read_for_matter", sent.claim.reference),))


@bundle_act("matters.edit")
def _edit(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/edit")
    return Act(PARK, "counsel", pressing(page, "Keep this", court="Gericht"), (("edit_matter", matter.id),))


SHARED = {"title": "답변", "file": ("answer.jpg", white_picture())}


@bundle_act("matters.exhibits")
def _exhibits(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    send = opening(work.inside(PARK), f"{OFFICE}/matters/{matter.id}/exhibits")
    return Act(PARK, "counsel", send, (("read_exhibits", matter.id),))


@bundle_act("matters.exhibits: one is added")
def _share(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/exhibits")
    return Act(PARK, "counsel", pressing(page, "Add this exhibit", **SHARED), (("share_exhibit", matter.id),))


@bundle_act("matters.unshare")
def _unshare(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    page = work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/exhibits").fill(SHARED).press("Add this exhibit")
    return Act(PARK, "counsel", pressing(page, "Take “답변” out"), (("unshare_exhibit", matter.id),))


@bundle_act("matters.use")
def _use(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent))
    lines = (("read_claim", sent.claim.reference), ("use_exhibits", sent.claim.reference))
    return Act(PARK, "counsel", pressing(page, "Keep this for bundles"), lines)


@bundle_act("matters.keep_back")
def _keep_back(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent))
    return Act(PARK, "counsel", pressing(page, "Keep it back", why="wartet"), (("keep_back", sent.claim.reference),))


@bundle_act("matters.let_go")
def _let_go(work: AtWork) -> Act:
    matter, sent = of_matter(work)
    page = work.inside(PARK).open(matters_claim(matter, sent)).fill(why="wartet").press("Keep it back")
    return Act(PARK, "counsel", pressing(page, "Let it go again"), (("let_go", sent.claim.reference),))
