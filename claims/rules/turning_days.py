"""Turning days: this is where, of all days that an entry, an exit and a birth may have had, the few are found that matter.

Where dates hang together (an age on the day of entry, a stay of so many days) days cannot be taken one event at a time, and
all together they are too many. Every bound that ties two dates says that one is no earlier than some day that the other
gives, later if the other is later. Whatever can happen at all then happens on the earliest days that the bounds allow, and
those are found by following the bounds from the first days of every span.
"""

from collections.abc import Callable, Mapping

from claims.rules.days import Day, Span

Bound = tuple[str, str, Callable[[Day], Day]]
"""From whose day, to whose, and the day before which the second cannot be when the first is on a day."""

ALL_STEPS = 4
"""Bounds that can follow one another: at most two choices of two dates are compared that share the third."""
RESULT_STEPS = 2
"""Enough where one choice of three dates is looked at, or where only two dates hang together."""


def turning_days(
    spans: Mapping[str, tuple[Span, ...]],
    *,
    starts: Mapping[str, set[Day]],
    bounds: list[Bound],
    steps: int = ALL_STEPS,
) -> dict[str, list[Day]]:
    """Days of each date, in order, such that what no choice of them shows, no choice of possible days would show.

    `spans`: the possible days of each date. `starts`: the days on which something begins to be judged otherwise.
    Example: an entry in March 2015, an age of 17 asked, born in March 1998: a few days of each month stand for all 961 pairs.
    """
    found = {
        name: {first for first, _ in every} | _within(starts.get(name, set()), every) for name, every in spans.items()
    }
    fresh = found
    for _ in range(steps):
        reached: dict[str, set[Day]] = {name: set() for name in spans}
        for source, target, bound in bounds:
            reached[target].update(bound(day) for day in fresh[source])
        fresh = {name: _within(days, spans[name]) - found[name] for name, days in reached.items()}
        found = {name: days | fresh[name] for name, days in found.items()}
    return {name: sorted(days) for name, days in found.items()}


def _within(days: set[Day], spans: tuple[Span, ...]) -> set[Day]:
    return {day for day in days if any(first <= day <= last for first, last in spans)}
