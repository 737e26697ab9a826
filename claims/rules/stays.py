"""Stays: this is where every first day, last day and birthday that a stay may have are laid over a window.

The first and the last day hang together, so both are the turning ones (turning_days.py), which stand for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.rules.ages import AgesAsked
from claims.rules.by_birthday import BORN, Births, looked_at, possible_births
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span, month_starts
from claims.rules.event_cases import ABSENT, Case, case_of
from claims.rules.readings import Reading
from claims.rules.records import Event, Trip
from claims.rules.settling import Around, Choices, Masks, Side, both
from claims.rules.stay_days import (
    Stay,
    age_bounds_of_stay,
    bounds_of_stay,
    last_days,
    months_touched,
    stay_in,
    turning_spans,
    turning_starts,
)
from claims.rules.turning_days import RESULT_STEPS, turning_days
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow, Stretch


@dataclass(frozen=True, slots=True)
class StayReadings:
    """Every reading of a stay, what its facts settle, and the fewest and most months in those that count."""

    found: list[Reading]
    around: Around
    months: Span | None


def readings_of_stay(trip: Trip, ready: ReadyWindow) -> StayReadings:
    """Every reading of a window that looks at stays; there is one, unless the stay runs backwards."""
    look = _StayLook(trip, ready)
    for number, first in enumerate(look.first_days):
        look.take(1 << number, first)
    if trip.entered.blank or not trip.entered.spans:
        look.take_absent(1 << len(look.first_days))
    sides = [Side(("exited",), look.lasting), *([Side((BORN,), look.aged)] if ready.ages_asked else [])]
    around = Around("entered", len(look.first_days) + trip.entered.blank, tuple(sides), both)
    months = (min(few for few, _ in look.months), max(most for _, most in look.months)) if look.months else None
    return StayReadings([Reading((case,), case) for case in look.kinds], around, months)


class _StayLook:
    """A stay with every first day, last day and birthday; rows hold, bit by bit, the first days they are possible with."""

    def __init__(self, trip: Trip, ready: ReadyWindow) -> None:
        self.trip, self.ready = trip, ready
        self.asked = ready.ages_asked or AgesAsked((), (), BEFORE_ALL, AFTER_ALL)
        self.ages = looked_at(trip, ready, self.asked)
        days = self._turning_days()
        self.first_days, self.last_days = days["entered"], days["exited"]
        self.births = Births(days.get(BORN, [BEFORE_ALL]))
        uncertain = trip.entered.uncertain or trip.exited.uncertain
        self.event = Event("stay", trip.entered.spans, blank=trip.entered.blank, uncertain=uncertain)
        self.kinds: dict[Case, None] = {}
        self.lasting: dict[Choices, Masks] = {}
        self.aged: dict[Choices, Masks] = {}
        self.months: list[Span] = []
        self._made: dict[tuple[object, ...], Case] = {}

    def take(self, bit: int, first: Day) -> None:
        """One first day, with all it can go with."""
        born = list(self._born_by(max(first, self.ready.days[0]), self.births.until(first)))
        if not born:
            return
        for failed, _, mask in born:
            self._note(self.aged, mask, bit, OUT if failed else IN)
        counts = any(not failed for failed, _, _ in born)
        for number, last in enumerate(self.last_days):
            if last < first:
                continue
            stay = stay_in(self.ready, first, last)
            self._note(self.lasting, 1 << number, bit, stay.status)
            for failed, reached, _ in born:
                self.kinds[self._case(stay, failed, reached)] = None
            if counts and stay.status != OUT and self._counts_months:
                self.months.append(self._months(first, last, stay))

    def take_absent(self, bit: int) -> None:
        """No first day: there was no stay."""
        self.kinds[Case("stay", ABSENT, OUT, "absent", self.trip.entered.blank)] = None
        self._note(self.lasting, (1 << len(self.last_days)) - 1, bit, OUT)
        self._note(self.aged, self.births.all, bit, IN)

    def _born_by(self, day: Day, mask: int) -> Iterator[tuple[str, frozenset[int], int]]:
        for reached, some in self.births.by_ages(day, self.ages):
            for failed, part in self.births.by_failing(some & mask, self.asked, reached):
                yield failed, reached, part

    def _note(self, rows: dict[Choices, Masks], places: int, bit: int, status: int) -> None:
        while places:
            place = places & -places
            places ^= place
            key = (place.bit_length(),)
            out, maybe, inside = rows.get(key, (0, 0, 0))
            rows[key] = (
                out | (bit if status == OUT else 0),
                maybe | (bit if status == MAYBE else 0),
                inside | (bit if status == IN else 0),
            )

    def _case(self, stay: Stay, failed: str, reached: frozenset[int]) -> Case:
        key = (stay.status, stay.side, stay.segments, failed, reached)
        if key not in self._made:
            self._made[key] = self._new_case(stay, failed, reached)
        return self._made[key]

    def _new_case(self, stay: Stay, failed: str, reached: frozenset[int]) -> Case:
        if failed and stay.status != OUT:
            return Case("stay", 0, OUT, stay.side, self.event.blank, failed=failed, by_days=stay.status)
        seen = None if self.event.blank or not self.trip.born else tuple(a for a in self.ready.ages if a in reached)
        return case_of(
            self.trip, self.ready, self.event, 0, Stretch(*stay.days, stay.status, stay.side, stay.segments), seen
        )

    @property
    def _counts_months(self) -> bool:
        weight = self.ready.window.weight
        return weight is not None and weight.unit == "months" and not self._endless

    @property
    def _endless(self) -> bool:
        """Whether nothing bounds the months on one side: neither the window nor the stay."""
        begins, ends = self.trip.entered.spans, last_days(self.trip)
        return bool(begins) and (
            begins[0][0] == self.ready.days[0] == BEFORE_ALL or ends[-1][1] == self.ready.days[1] == AFTER_ALL
        )

    def _months(self, first: Day, last: Day, stay: Stay) -> Span:
        """Fewest and most calendar months: those of days surely in the window, at least one, and of days that may be."""
        sure = self.ready.sure_days
        surely = sure and (max(first, sure[0]), min(last, sure[1]))
        few = months_touched(surely) if surely and surely[0] <= surely[1] else 1
        return few, months_touched(stay.days)

    def _turning_days(self) -> dict[str, list[Day]]:
        trip, spans = self.trip, turning_spans(self.trip)
        starts = {name: turning_starts(self.ready) for name in spans}
        if self._counts_months and trip.entered.spans:
            within = (
                max(spans["entered"][0][0], self.ready.days[0]),
                min(spans["exited"][-1][1], self.ready.days[1]),
            )
            months = set(month_starts(within))
            starts = {name: days | months for name, days in starts.items()}
        bounds = bounds_of_stay(self.ready)
        if trip.born is None and self.ready.ages_asked is None:
            return turning_days(spans, starts=starts, bounds=bounds, steps=RESULT_STEPS)
        return turning_days(
            {**spans, BORN: possible_births(trip)},
            starts={**starts, BORN: set(self.asked.fixed)},
            bounds=bounds + age_bounds_of_stay(self.ready, self.ages),
        )
