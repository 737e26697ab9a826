"""What is still missing for each day the lawyers work towards. This is where counts become a progress.

"Claims are in when every chosen claim was checked; powers when each of them is signed; the demand letter goes out and the suit is
filed with those whose power is signed." Example: ten chosen, eight checked, five signed: claims lack two, powers lack five.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from claims.model.matter import Target
from claims.model.vocabulary import Status
from claims.rules.matter_days import TARGETS, days_until
from claims.rules.power_standing import SIGNED

CHECKED = frozenset({Status.CHECKED, Status.SIGNED, Status.FILED})
GONE = frozenset({Status.WITHDRAWN})


@dataclass(frozen=True)
class Standing:
    """How one claim of a matter stands: its status, why it would stay out of a bundle ("" = it goes), what is to follow."""

    status: Status
    left_out: str
    to_follow: tuple[str, ...]


@dataclass(frozen=True)
class TargetProgress:
    """One target: its day (ISO, "" where none is set), days left (negative: passed), how many of how many claims are ready for it.

    `lacking` counts by code what is missing: `not_checked`, `not_signed`, `not_filed`, reasons to stay out, and what is to follow.
    """

    name: str
    day: str
    days: int | None
    ready: int
    claims: int
    lacking: Mapping[str, int]

    @property
    def met(self) -> bool:
        """Whether nothing is missing; where there is no claim, nothing is met."""
        return 0 < self.claims == self.ready


def target_progress(standings: Iterable[Standing], *, targets: Target, today: date) -> tuple[TargetProgress, ...]:
    """The four targets in their order. Withdrawn claims count nowhere."""
    here = [one for one in standings if one.status not in GONE]
    return tuple(_progress(name, here, day=getattr(targets, name), today=today) for name in TARGETS)


def _progress(name: str, here: list[Standing], *, day: str, today: date) -> TargetProgress:
    lacking = Counter[str]()
    ready = 0
    for one in here:
        missing = _missing(name, one)
        ready += not missing
        lacking.update(missing)
        if name in {"demand", "court"} and not missing:
            lacking.update(f"follow.{code}" for code in one.to_follow)
    return TargetProgress(
        name=name,
        day=day,
        days=days_until(day, today=today),
        ready=ready,
        claims=len(here),
        lacking=dict(sorted(lacking.items())),
    )


def _missing(name: str, one: Standing) -> tuple[str, ...]:
    if one.status not in CHECKED:
        return ("not_checked",)
    if name == "claims":
        return ()
    lacks = ("not_signed",) if one.status not in SIGNED else ()
    if name == "powers":
        return lacks
    if one.left_out:
        return (*lacks, f"out.{one.left_out}")
    if name == "court" and one.status is not Status.FILED:
        return (*lacks, "not_filed")
    return lacks
