"""Acts about two claims that look like one person's: both claims have a line. This is where they are written down."""

from tests.cast import HAN, LINH
from tests.desks.at_work import AtWork
from tests.house.ledger_acts import Act, Doing, claim_page, pressing


def about_two(button: str, action: str, *, born: str) -> Doing:
    """Decide about two claims of somebody born then."""

    def doing(work: AtWork) -> Act:
        file = LINH.model_copy(update={"claimant": LINH.claimant.model_copy(update={"born": born})})
        sent, other = work.office.send(file), work.office.send(file)
        work.office.work(work.holding(HAN))
        lines = tuple((action, each.claim.reference) for each in (sent, other))
        return Act(HAN, "lead", pressing(claim_page(work, sent), button), lines)

    return doing


SAME_ACTS: dict[str, Doing] = {
    "triage.same_person": about_two("The same person", "same_person", born="1979-03-04"),
    "triage.two_people": about_two("Two different people", "two_people", born="1979-05-06"),
}
