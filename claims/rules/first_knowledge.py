"""Three years from the day somebody first knew. This is where that end is computed, for every day the claimant may mean.

"The claim is barred when three years have passed since the injured person knew of the damage and of who did it" (Civil Act art. 766(1);
for claims against the State through State Compensation Act art. 8). The day itself is not counted (art. 157); years run by the calendar
and end with the day before the one that has the same number, or with the last day of a month that has none (art. 160). A last day that
is a Saturday or holiday moves on (art. 161); that is not computed here. When knowledge is real and concrete is for lawyers: all is
shown, none is decided. To check in the head: known on 2023-11-22, the last day is 2026-11-22; known on 2024-02-29, it is 2027-02-28.
"""

from dataclasses import dataclass
from typing import Literal

from claims.errors import NotValid
from claims.rules.dates import End, read_date
from claims.rules.days import Day, calendar_day, day_number, is_leap, iso_day

YEARS = 3


@dataclass(frozen=True)
class ThreeYears:
    """First and last day on which the three years may end (ISO). "" where nothing bounds it, or where it is not known.

    `starts` and `ends` say of an interval whether its side is known, open (no bound was meant) or unknown (nobody knows);
    `read` is "blank" where nothing was given, "unreadable" where it is no date.
    """

    earliest: str = ""
    latest: str = ""
    uncertain: bool = False
    starts: End = "unknown"
    ends: End = "unknown"
    read: Literal["yes", "blank", "unreadable"] = "yes"


def three_years_out(learned_when: str) -> ThreeYears:
    """The last day of three years from each day an EDTF text may mean; unknown stays unknown.

    >>> three_years_out("2023-11").earliest, three_years_out("2023-11").latest
    ('2026-11-01', '2026-11-30')
    """
    if not learned_when.strip():
        return ThreeYears(read="blank")
    try:
        known = read_date(learned_when)
    except NotValid:
        return ThreeYears(read="unreadable")
    return ThreeYears(
        earliest="" if known.earliest is None else iso_day(last_day(known.earliest)),
        latest="" if known.latest is None else iso_day(last_day(known.latest)),
        uncertain=known.uncertain,
        starts=known.starts,
        ends=known.ends,
    )


def last_day(knew: Day, *, years: int = YEARS) -> Day:
    """The last day of so many years that begin on the day after (Civil Act arts 157, 160).

    Known on 28 February 2024 the years begin on the 29th; 2027 has none, so they end with February: the 28th.
    """
    year, month, day = calendar_day(knew + 1)
    if (month, day) == (2, 29) and not is_leap(year + years):
        return day_number(year + years, 2, 28)
    return day_number(year + years, month, day) - 1
