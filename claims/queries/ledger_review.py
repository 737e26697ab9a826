"""The ledger of one month in figures, per person, for a review: from the clear columns alone, in one pass of the database.

This is where acts are counted; what is sealed in a line is not asked for.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from claims.model.ledger import LedgerLine
from claims.model.staff import Member
from claims.rules.review import READINGS_OF_CLAIMS, UNASKED, Act, at_night, kind_of, most_usual
from claims.store.clock import hour_of, moment_of

Counted = tuple[str, str, str, str, str, int]
REVIEW = "review"


@dataclass
class Person:
    """One who acted, in figures. `name` is empty for the service, claimants and names nobody has; then `role` says which.

    `above`: (reference, how often) of claims read more often than usual, most first; hours are the ledger's, in UTC.
    """

    name: str
    role: str
    acts: Counter[Act] = field(default_factory=Counter)
    unasked: int = 0
    night: int = 0
    first: str = ""
    last: str = ""
    readings: Counter[str] = field(default_factory=Counter)
    above: tuple[tuple[str, int], ...] = ()

    def count(self, action: str, reference: str, hour: str, number: int, *, zone: ZoneInfo) -> None:
        """Add so many equal lines."""
        self.acts[kind_of(action)] += number
        self.unasked += number if action in UNASKED else 0
        self.night += number if at_night(moment_of(hour).astimezone(zone).hour) else 0
        self.first, self.last = min(self.first or hour, hour), max(self.last, hour)
        if action in READINGS_OF_CLAIMS:
            self.readings[reference] += number


@dataclass(frozen=True)
class Reviewed:
    """Somebody looked at this month: who, in which hour."""

    name: str
    hour: str


@dataclass(frozen=True)
class MonthSheet:
    """A month (`2026-11`): members by name first, then service, claimants and unknown names; up to how many readings are usual."""

    month: str
    people: tuple[Person, ...]
    usual: int
    reviewed: tuple[Reviewed, ...]


def read_month(session: Session, office_id: str, *, month: str, zone: ZoneInfo) -> MonthSheet:
    """The figures of a month of the office's zone."""
    names = {m.id: m.name for m in session.exec(select(Member).where(Member.office_id == office_id))}
    people = _counted(_grouped(session, office_id, month, zone), names, zone=zone)
    usual = most_usual([number for person in people for number in person.readings.values()])
    for person in people:
        person.above = tuple((claim, number) for claim, number in person.readings.most_common() if number > usual)
    return MonthSheet(month, tuple(people), usual, tuple(_reviewed(session, office_id, month, names)))


def _grouped(session: Session, office_id: str, month: str, zone: ZoneInfo) -> Iterable[Counted]:
    begins, ends = _hours(month, zone)
    equal = (LedgerLine.actor, LedgerLine.role, LedgerLine.action, LedgerLine.reference, LedgerLine.hour)
    of_month = (LedgerLine.office_id == office_id, LedgerLine.hour >= begins, LedgerLine.hour < ends)
    counted = select(*equal, func.count()).where(*of_month).group_by(*equal)  # type: ignore[call-overload]  # six columns
    found: Iterable[Counted] = session.exec(counted.execution_options(yield_per=1000))
    return found


def _hours(month: str, zone: ZoneInfo) -> tuple[str, str]:
    """The first hour of a month, and of the next."""
    first = date.fromisoformat(f"{month}-01")
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return tuple(hour_of(datetime.combine(day, time(), tzinfo=zone)) for day in (first, following))  # type: ignore[return-value]  # two of them


def _counted(rows: Iterable[Counted], names: dict[str, str], *, zone: ZoneInfo) -> list[Person]:
    people: dict[tuple[str, str], Person] = {}
    for actor, role, action, reference, hour, number in rows:
        who = (actor, "" if actor else role)
        person = people.setdefault(who, Person(names.get(actor, ""), role if not actor else ""))
        person.count(action, reference, hour, number, zone=zone)
    return sorted(people.values(), key=lambda person: (not person.name, person.name, person.role))


def _reviewed(session: Session, office_id: str, month: str, names: dict[str, str]) -> list[Reviewed]:
    lines = select(LedgerLine).where(
        LedgerLine.office_id == office_id, col(LedgerLine.action) == REVIEW, LedgerLine.reference == month
    )
    found = session.exec(lines.order_by(col(LedgerLine.number)))
    return [Reviewed(names.get(line.actor, ""), line.hour) for line in found]


def months_of(session: Session, office_id: str, *, zone: ZoneInfo, now: datetime) -> list[str]:
    """The months that the ledger has lines of, up to now, the latest first."""
    first = session.exec(select(func.min(LedgerLine.hour)).where(LedgerLine.office_id == office_id)).one()
    begins = moment_of(first).astimezone(zone) if first else now.astimezone(zone)
    ends, months = now.astimezone(UTC).astimezone(zone), []
    year, month = ends.year, ends.month
    while (year, month) >= (begins.year, begins.month):
        months.append(f"{year:04d}-{month:02d}")
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return months
