"""Acts of counsel about a firm's offer and the course of the case. This is where they are written down."""

from collections.abc import Callable

from claims.model.matter import Matter
from tests.cast import HAN, PARK
from tests.client import Page
from tests.desks.at_work import AtWork
from tests.house.ledger_acts import OFFICE, Act, Doing, pressing
from tests.make_appointments import Firm

OFFER_ACTS: dict[str, Doing] = {}
ENTRY = {"code": "hearing", "day-day": 4, "day-month": 1, "day-year": 2027}


def offer_act(page: str) -> Callable[[Doing], Doing]:
    """Name the page."""

    def named(doing: Doing) -> Doing:
        OFFER_ACTS[page] = doing
        return doing

    return named


def looking(work: AtWork, matter: Matter, place: str = "offer") -> Page:
    """A page of the matter, opened by Park."""
    return work.inside(PARK).open(f"{OFFICE}/matters/{matter.id}/{place}")


def _act(page: Page, button: str, action: str, matter: Matter, typed: dict[str, object] | None = None) -> Act:
    return Act(PARK, "counsel", pressing(page, button, **(typed or {})), ((action, matter.id),))


@offer_act("matters.offer_figures")
def _figures(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    return _act(looking(work, matter, "offer/figures"), "Keep the figures", "write_offer", matter, {"fee": "0"})


@offer_act("matters.add_offer_language")
def _add(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    return _act(looking(work, matter), "Add this language with its draft", "write_offer", matter, {"tag": "en"})


@offer_act("matters.drop_offer_language")
def _drop(work: AtWork) -> Act:
    matter = Firm(work.office).court.matter
    return _act(looking(work, matter), "Drop Korean with its texts", "write_offer", matter)


@offer_act("matters.offer_texts")
def _write(work: AtWork) -> Act:
    matter = Firm(work.office).court.matter
    return _act(looking(work, matter, "offer/en"), "Keep the texts", "write_offer", matter, {"text_ngo": "Nothing."})


@offer_act("matters.sign_off_texts")
def _sign_off(work: AtWork) -> Act:
    matter = Firm(work.office).court.matter
    page = looking(work, matter, "offer/en").fill(text_ngo="Nothing.").press("Keep the texts")
    return _act(page, "Sign off the ticked texts", "sign_off_offer", matter, {"stand_ngo": True})


@offer_act("matters.put_offer")
def _put(work: AtWork) -> Act:
    # An offer that says the same is not put in force twice; one that was ended is.
    matter = Firm(work.office).court.matter
    looking(work, matter).press("End offer 1 now")
    return _act(looking(work, matter), "Put this offer in force", "put_offer", matter)


@offer_act("matters.close_offer")
def _close(work: AtWork) -> Act:
    matter = Firm(work.office).court.matter
    return _act(looking(work, matter), "End offer 1 now", "close_offer", matter)


@offer_act("matters.course")
def _course(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    return _act(looking(work, matter, "course"), "Tell the claimants", "tell_course", matter, ENTRY)


@offer_act("matters.replace_entry")
def _replace(work: AtWork) -> Act:
    matter = work.open_matter(HAN, PARK)
    page = looking(work, matter, "course").fill(ENTRY).press("Tell the claimants")
    page = page.follow("Replace “Hearing” of 4 January 2027")
    return _act(page, "Replace it", "tell_course", matter, {"place": "B202"})
