"""Trying a working copy on the claims and matching them again: ordered here by who holds the office key, shown as it goes."""

from dataclasses import replace

from claims.actions.run_errands import run_errands
from claims.model.claim_file import EntryRecord
from claims.rules.references import grouped
from claims.store.errands import WorkerKeys
from tests.cast import HAN, LINH, REA
from tests.desks.at_work import AtWork
from tests.desks.disclosures.at_the_registry import DESK, FOREIGNERS, PROJECT, SAVE, in_force, published, rea
from tests.make import Sent

LAST_DAY = LINH.model_copy(update={"records": (EntryRecord(id="trip-one", passport="VNM", entered="2021-10-20"),)})
WAITS = "Re-matching waits for the office"


def opened_claim(work: AtWork) -> Sent:
    """A claim of a traveller who came on the last day of the range, opened once."""
    sent = work.office.send(LAST_DAY)
    work.office.work(work.holding(HAN))
    return sent


def a_day_less(work: AtWork) -> None:
    """The researcher's working copy ends one day earlier."""
    rea(work).open(f"{PROJECT}/part/{FOREIGNERS}/segment/4").fill(to="2021-10-19").press(SAVE)
    rea(work).open(f"{PROJECT}/part/{FOREIGNERS}").fill(to="2021-10-19").press(SAVE)


def do_errands(work: AtWork, keys: WorkerKeys) -> int:
    """The worker does what was lent, by the registry in force."""
    export = replace(work.office.export, registry=in_force(work))
    return run_errands(export, keys, host_key=work.office.host_key)


def test_a_lead_tries_it_and_sees_who_would_lose(fresh_work: AtWork) -> None:
    sent = opened_claim(fresh_work)
    a_day_less(fresh_work)
    copy, han = f"{DESK}/copies/{fresh_work.member(REA).id}", fresh_work.inside(HAN)
    assert rea(fresh_work).open(copy).says("Somebody who holds the office key can try it")
    assert han.open(copy).says("No worker is running.")
    with fresh_work.worker() as keys:
        page = han.open(copy).press("Try it on the claims")
        assert page.says("A worker is trying it.")
        do_errands(fresh_work, keys)
    done = han.open(page.address)

    assert done.rows("MOJ-FN-FOI")[0] == ["Which", "gain", "lose", "change otherwise", "stay", "Some of them"]
    assert done.rows("MOJ-FN-FOI")[1:] == [["MOJ-FN-FOI", "0", "1", "0", "0", grouped(sent.receipt.reference)]]
    assert done.says("Nothing changes in the ")
    assert [line.actor for line in fresh_work.ledger("read_preview")] == [fresh_work.member(HAN).id] * 2
    assert in_force(fresh_work).window("MOJ-FN-FOI").to == "2021-10-20", "nothing was published"
    rea(fresh_work).open(page.address, status=404)


def test_a_working_copy_that_changed_since_is_said(fresh_work: AtWork) -> None:
    a_day_less(fresh_work)
    copy, han = f"{DESK}/copies/{fresh_work.member(REA).id}", fresh_work.inside(HAN)
    with fresh_work.worker() as keys:
        page = han.open(copy).press("Try it on the claims")
        do_errands(fresh_work, keys)
    assert not han.open(page.address).says("has changed since")
    rea(fresh_work).open(f"{PROJECT}/words").fill(title_en="Another").press(SAVE)

    assert han.open(page.address).says("The working copy has changed since this was tried.")


def test_re_matching_waits_is_ordered_and_is_done(fresh_work: AtWork) -> None:
    opened_claim(fresh_work)
    a_day_less(fresh_work)
    visitor = rea(fresh_work)
    assert published(visitor).says(WAITS)
    assert "Re-match now" not in visitor.open(DESK).buttons, "a researcher holds no key"

    han = fresh_work.inside(HAN)
    assert "Re-match now" not in han.open(DESK).buttons, "no worker is running"
    assert han.open("/en/office").says(WAITS)
    with fresh_work.worker() as keys:
        page = han.open("/en/office").press("Re-match now")
        assert page.says("A worker is matching the claims again")
        assert "Re-match now" not in page.buttons
        do_errands(fresh_work, keys)
    page = han.open(DESK)
    assert not page.says(WAITS)
    assert page.says("All claims that were opened once are matched by the revision in force.")
