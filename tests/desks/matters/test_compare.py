"""Comparing two bundles of a matter: what the later one adds and changes, and what it leaves as it was."""

from claims.actions.run_errands import run_errands
from claims.model.matter import Matter
from claims.model.vocabulary import Move
from tests.cast import HAN, LEE, LINH, MINJUN, PARK
from tests.client import Page
from tests.desks.at_work import AtWork


def add(work: AtWork, matter: Matter, file: object) -> None:
    """One more checked claim of the matter."""
    sent = work.office.send(file)  # type: ignore[arg-type]  # a claim file
    work.office.decide(sent, work.holding(HAN), Move.CHECK)
    work.choose(matter, sent, by=HAN)


def made(work: AtWork, matter: Matter, **options: object) -> Page:
    """One more bundle, made."""
    with work.worker() as worker:
        page = work.inside(PARK).open(f"/en/office/matters/{matter.id}/order")
        page = page.fill(purpose="p", recipient="r", volumes=False, **options).press("Order the bundle")
        run_errands(work.office.export, worker, host_key=work.office.host_key)
    return page.follow("Look again")


def test_a_later_bundle_adds_a_party_and_leaves_the_first_as_it_was(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)
    add(work, matter, LINH)
    made(work, matter)
    address = f"/en/office/matters/{matter.id}/compare"
    assert work.inside(PARK).open(address).says("There are not two finished bundles yet.")
    add(work, matter, MINJUN)

    second = made(work, matter)

    assert second.says("Follows Bundle 1")
    page = second.follow("Compare it with another bundle")
    assert page.says("From bundle 1 to bundle 2")
    counts = {row[0]: row[1:] for row in page.rows("How much differs")[1:]}
    assert counts["Parties"] == ["1", "0", "0", "1", "0"]
    assert counts["Documents"][1:3] == ["0", "0"]
    assert page.says("Party 2: added")
    assert any("10-statements/statement-000002.pdf" in row[0] for row in page.rows("Documents that differ")[1:])
    assert not any("statement-000001" in row[0] for row in page.rows("Documents that differ")[1:])
    bundles = {line.reference for line in work.ledger("compare_bundles")[-2:]}
    assert len(bundles) == 2
    assert page.fill(older="2", newer="2").press("Compare").says("Please choose two different bundles.")
    assert page.fill(older="2", newer="1").press("Compare").says("Party 2: gone; its number is not given again")


def test_a_supplement_holds_only_what_is_new(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)
    add(work, matter, LINH)
    made(work, matter)
    add(work, matter, MINJUN)

    second = made(work, matter, mode="supplement")

    assert second.facts("For")["Claimants in it"] == "1"
    page = second.follow("Compare it with another bundle")
    counts = {row[0]: row[1:] for row in page.rows("How much differs")[1:]}
    assert counts["Parties"] == ["1", "0", "0", "0", "1"]
    assert page.says("The later one is a supplement")


def test_only_counsel_of_the_matter_compare(work: AtWork) -> None:
    matter = work.open_matter(HAN, PARK)
    for who in (HAN, LEE):
        assert work.inside(who).fetch(f"/en/office/matters/{matter.id}/compare").status_code == 404
