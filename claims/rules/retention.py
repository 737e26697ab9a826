"""How long what is kept, from which event, and when it is due. This is where retention is ruled; weeks, because only weeks stand in clear.

"A claim is kept until five years have passed since something was last done with it, until the last hold that counsel documented
has ended, and until half a year after the last time limit that is published; then it is destroyed, in the first tidying after."
Personal Information Protection Act art. 21 (destroy when the purpose ends) and 37 (destroy after a withdrawal). Example: last
touched in 2026-W47, held until 2032-W10: due in 2032-W10, gone in the tidying of 2032-W11.

What moves the week on is something a person did with the claim, claimant or office: saved, sent, wrote, moved, noted, held.
Reading it does not, and neither does a re-match, or nothing would ever be due.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from claims.model.disclosure import Registry
from claims.model.triage import Hold
from claims.model.vocabulary import Status
from claims.rules.dates import read_date

DRAFT_WEEKS = 13
CLAIM_WEEKS = 5 * 52
# Counsel's time to decide about a withdrawn claim that cannot be destroyed at once; the law gives ten days for an answer.
WITHDRAWN_WEEKS = 2
# Only weeks stand in clear: a bundle lies at the desk for the rest of its week and one more.
BUNDLE_WEEKS = 1
LEDGER_WEEKS = 2 * 52
BACKUP_WEEKS = 5
LIMIT_WEEKS = 26


@dataclass(frozen=True)
class Kept:
    """One row of the table: what is kept (a code), for how many weeks, since which event (a code); `at_least`: never less, maybe more."""

    what: str
    weeks: int
    since: str
    at_least: bool = False


KEPT: tuple[Kept, ...] = (
    Kept("draft", DRAFT_WEEKS, "saved"),
    Kept("claim", CLAIM_WEEKS, "touched"),
    Kept("limits", LIMIT_WEEKS, "last_limit", at_least=True),
    Kept("withdrawn", 0, "withdrawn"),
    Kept("withdrawn_for_counsel", WITHDRAWN_WEEKS, "withdrawn"),
    Kept("trace", CLAIM_WEEKS, "withdrawn"),
    Kept("bundle", BUNDLE_WEEKS, "made"),
    Kept("ledger", LEDGER_WEEKS, "written", at_least=True),
    Kept("backup", BACKUP_WEEKS, "copied"),
)
"""What is kept how long: the table of the privacy notice."""

_WEEKS = {Status.DRAFT: DRAFT_WEEKS, Status.WITHDRAWN: WITHDRAWN_WEEKS}


def week_of_day(day: date) -> str:
    """The ISO week of a day: 2026-12-31 lies in 2026-W53, 2027-01-03 still does."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(week: str) -> date:
    """The first day of an ISO week. ValueError for a week that does not exist, such as 2025-W53."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def weeks_after(week: str, weeks: int) -> str:
    """So many weeks later, over years of 52 and 53 weeks alike.

    >>> weeks_after("2026-W53", 1), weeks_after("2025-W52", 1)
    ('2027-W01', '2026-W01')
    """
    return week_of_day(monday_of(week) + timedelta(weeks=weeks))


def bundle_until(week: str) -> date:
    """The last day on which a bundle of this week lies at the desk: at least seven days after it was made.

    >>> bundle_until("2026-W47").isoformat()
    '2026-11-29'
    """
    return monday_of(weeks_after(week, BUNDLE_WEEKS + 1)) - timedelta(days=1)


def in_force(holds: Iterable[Hold], *, week: str) -> tuple[Hold, ...]:
    """The holds that forbid destroying in this week: not ended, and their last week not over."""
    return tuple(hold for hold in holds if hold.ended is None and hold.until >= week)


def due_week(status: Status, *, touched: str, holds: Iterable[Hold] = ()) -> str:
    """The last week in which a claim is kept: that of its status since it was last touched, or of its last hold."""
    since = weeks_after(touched, _WEEKS.get(status, CLAIM_WEEKS))
    return max([since, *(hold.until for hold in in_force(holds, week=touched))])


def limits_week(registry: Registry) -> str:
    """The last week in which sent claims are kept because of published time limits; "" where there is none.

    All projects count, also those a claim may not belong to: which it is lies sealed, and nothing may be destroyed too early.
    """
    days = [read_date(deadline.day).latest_text for project in registry.projects for deadline in project.deadlines]
    known = [date.fromisoformat(day) for day in days if day]
    return weeks_after(week_of_day(max(known)), LIMIT_WEEKS) if known else ""


def is_due(status: Status, *, retention_week: str, limits: str, week: str) -> bool:
    """Whether a claim is destroyed in the tidying of this week. Limits keep neither drafts nor what was withdrawn.

    >>> is_due(Status.CHECKED, retention_week="2031-W46", limits="2032-W27", week="2031-W47")
    False
    """
    keeps = "" if status in (Status.DRAFT, Status.WITHDRAWN) else limits
    return max(retention_week, keeps) < week
