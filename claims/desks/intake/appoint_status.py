"""The appointments of a claim on its status page, and the course of each case. This is where a claimant sees how it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from claims.actions.invite_claimants import MAY_SIGN
from claims.model.claim_file import ClaimFile
from claims.model.offer import CourseEntry, Party
from claims.model.vocabulary import Status
from claims.queries.appointing import Offered
from claims.rules.appointments import Appointment
from claims.rules.signers import is_complete
from claims.store.offer_facts import won
from claims.web.dates import format_day
from claims.web.fallbacks import Spoken, spoken
from claims.web.language import current_language
from claims.web.wording_appoint import COURSE

State = Literal["left", "leaving", "again", "appointed", "waiting", "taken_back", "offer", "closed"]


@dataclass(frozen=True)
class CourseShown:
    """One thing that happened: the day in words, what it was, and what the court or counsel wrote."""

    day: str
    said: object
    until: str
    place: str
    number: str
    amount: str
    words: Spoken


@dataclass(frozen=True)
class AppointmentShown:
    """One invitation as the status page shows it. `changed`: counsel asks who signed an earlier offer to sign the new one.

    `countersigned`: a lawyer has signed too, each paper that counts.
    """

    place: int
    party: Party | None
    state: State
    changed: bool
    may_sign: bool
    countersigned: bool
    course: tuple[CourseShown, ...]


def shown_on_status(offered: Offered, *, file: ClaimFile, status: Status, today: date) -> AppointmentShown:
    """How one invitation stands, in the words of the page."""
    standing, offer = offered.standing, offered.in_force
    may_sign = offer is not None and status in MAY_SIGN
    newest = standing.in_force[-1].signed.offer if standing.in_force else 0
    return AppointmentShown(
        place=standing.place,
        party=offered.offers[-1].party if offered.offers else None,
        state=_state(standing, file=file, may_sign=may_sign, today=today),
        changed=bool(offer and newest and offer.number != newest and offer.terms.again),
        may_sign=may_sign,
        countersigned=bool(standing.in_force) and all(each.countersigned for each in standing.in_force),
        course=tuple(map(_course, offered.course)),
    )


def _state(standing: Appointment, *, file: ClaimFile, may_sign: bool, today: date) -> State:
    if standing.left:
        return "left"
    if standing.leave_asked:
        return "leaving"
    if standing.to_mend:
        return "again"
    if standing.in_force:
        complete = is_complete(file, [each.signed for each in standing.in_force], today=today)
        return "appointed" if complete else "waiting"
    if any(each.state == "revoked" for each in standing.signings):
        return "taken_back"
    return "offer" if may_sign else "closed"


def _course(entry: CourseEntry) -> CourseShown:
    return CourseShown(
        day=format_day(date.fromisoformat(entry.day)),
        said=COURSE[entry.code],
        until=format_day(date.fromisoformat(entry.until)) if entry.until else "",
        place=entry.place,
        number=entry.number,
        amount=won(entry.amount, locale=current_language().locale),
        words=spoken(entry.words),
    )
