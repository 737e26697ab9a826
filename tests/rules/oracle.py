"""A second opinion that shares no code with the kernel: every day of every reading, one by one.

Slow on purpose and plain on purpose. A blank fact that a window requires is tried with everything it can be, a blank birth
date with birthdays before, in and after the months that matter. Dates stand in oracle_dates.py, other facts in
oracle_facts.py, whole projects in oracle_project.py.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, combinations
from typing import NamedTuple

from claims.model.disclosure import CollectionWindow
from claims.rules.matching import Record
from tests.rules.oracle_dates import FAR_AHEAD, IN, MAYBE, OUT, Choice, age, bounds, choices, day_status, edge
from tests.rules.oracle_facts import (
    answered,
    answers,
    could_tell,
    covered,
    events_looked_at,
    excluded,
    holds,
    of_age,
    required,
)

RANK = {"official": 0, "court": 0, "press": 1, "disputed": 2}
STRENGTHS = ["strong", "medium", "weak", "unrated"]


@dataclass(frozen=True)
class Opinion:
    """What a window must say, or a project (then `segments` stays empty)."""

    result: str
    strength: str | None = None
    segments: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    settled_by: frozenset[frozenset[str]] = frozenset()
    weight: tuple[int, int] | None = None


class Look(NamedTuple):
    """One event, or one stay, of one reading as a window sees it. `months`: fewest and most within the window."""

    status: int
    blank: bool
    flags: frozenset[str] = frozenset()
    strength: str = "unrated"
    segments: frozenset[str] = frozenset()
    second: bool = False
    months: tuple[int, int] | None = None

    def order(self) -> tuple:
        return -self.status, self.blank, len(self.flags), STRENGTHS.index(self.strength), self.second


def look(record: Record, window: CollectionWindow, event: str, choice: Choice) -> Look:
    """One event, by its day and the birthday."""
    day = getattr(choice, event)
    status, blank = day_status(window, day), getattr(record, event) is None
    if status == OUT or not of_age(window, choice.born, day):
        return Look(OUT, blank, second=event == "exited")
    years = age(choice.born, day) if record.born is not None and not blank else None
    parts = [part for part in window.segments if edge(part.from_)[0] <= day <= edge(part.to)[1]]
    doubt = getattr(record, event) or ""
    return seen(record, window, event, Look(status, blank, second=event == "exited"), years, parts, doubt)


def look_at_stay(record: Record, window: CollectionWindow, choice: Choice) -> Look:
    """A stay, by its first and last day and the birthday; an exit that did not happen is far ahead."""
    blank = record.entered is None
    if choice.entered is None:
        return Look(OUT, blank)
    ending = choice.exited or FAR_AHEAD
    first, sure_from, sure_to, last = bounds(window)
    begins, ends_ = max(first, choice.entered), min(last, ending)
    surely = (max(sure_from, choice.entered), min(sure_to, ending))
    if (ends_ - begins).days + 1 < window.min_days or not of_age(window, choice.born, begins):
        return Look(OUT, blank)
    status = IN if (surely[1] - surely[0]).days + 1 >= window.min_days else MAYBE
    years = age(choice.born, begins) if record.born is not None and not blank else None
    parts = [part for part in window.segments if edge(part.from_)[0] <= ends_ and begins <= edge(part.to)[1]]
    months = (max(1, months_in(*surely)), months_in(begins, ends_))
    doubt = (record.entered or "") + (record.exited or "")
    return seen(record, window, "entered", Look(status, blank, months=months), years, parts, doubt)


def months_in(first: date, last: date) -> int:
    return max(0, (last.year - first.year) * 12 + last.month - first.month + 1)


def seen(record: Record, window: CollectionWindow, event: str, alone: Look, years: int | None, parts: list, doubt: str):
    """What flags and segments add to a look."""
    flags = {
        rule.code
        for rule in window.flags
        if (rule.condition is not None and holds(record, rule.condition, event))
        or (rule.age_below is not None and years is not None and years < rule.age_below)
    }
    if any(mark in doubt for mark in "?%"):
        flags.add("date_uncertain")
    parts = [part for part in parts if part.age_at_least is None or years is None or years >= part.age_at_least]
    strengths = []
    for part in parts:
        stronger = [rule.strength for rule in part.stronger if holds(record, rule.condition, event)]
        strengths.append((stronger or [part.strength])[0].value)
    weakest = max(strengths, key=STRENGTHS.index, default="unrated")
    return alone._replace(flags=frozenset(flags), strength=weakest, segments=frozenset(part.id for part in parts))


def possible_for(record: Record, window: CollectionWindow, choice: Choice) -> bool:
    """Where only entries count, a blank entry is the one the given exit ended; where only exits count, likewise.

    A stay does not end before it begins.
    """
    if window.event == "entry" and record.entered is None and record.exited not in (None, "none"):
        return choice.entered is None or choice.entered <= choice.exited
    if window.event == "exit" and record.exited is None and record.entered not in (None, "none"):
        return choice.exited is None or choice.exited >= choice.entered
    if window.event == "stay":
        return choice.entered is None or choice.exited is None or choice.entered <= choice.exited
    return True


Judged = set[tuple[tuple, int]]
"""Readings, as the values of all facts, and what each comes to."""


def window_opinion(record: Record, window: CollectionWindow) -> Opinion:
    """One window alone, before ranks and notes."""
    every = [one for one in choices(record, ages_asked=bool(window.ages)) if possible_for(record, window, one)]
    passports = ["KOR", "VNM"] if record.passport is None else [record.passport]
    if not any(covered(window, passport) for passport in passports):
        return Opinion("outside")
    fixed = excluded(record, window)
    if fixed is not None:
        return Opinion(fixed)
    tells_all, answers_all = could_tell(record, window), answers(window)
    if not every:
        open_ = any(answered(window, one) for one in answers_all) and any(
            any(required(record, window, event, tells) for event in events_looked_at(window)) for tells in tells_all
        )
        return Opinion("cannot_tell" if open_ else "outside")
    looks = Looks(record, window)
    judged: Judged = set()
    counting: set[Look] = set()
    for tells in tells_all:
        met = tuple(required(record, window, event, tells) for event in events_looked_at(window))
        values = tuple(tuple(sorted(one.items())) for one in tells.values())
        for given in answers_all:
            yes, rest = answered(window, given), (*values, *given.values())
            for choice in every:
                if not covered(window, choice.passport) or not yes:
                    judged.add(((*choice, *rest), OUT))
                    continue
                best = looks.best(choice, met)
                judged.add(((*choice, *rest), best.status))
                if best.status != OUT:
                    counting.add(best)
    result = result_of(judged)
    facts = ["passport", "entered", "exited", "born", *(tells_all[0]), *(answers_all[0])]
    return Opinion(
        result,
        max((one.strength for one in counting), key=STRENGTHS.index, default=None),
        frozenset(chain.from_iterable(one.segments for one in counting)),
        frozenset(chain.from_iterable(one.flags for one in counting)),
        settled_by=settling(judged, facts, ages_asked=bool(window.ages)) if result == "cannot_tell" else frozenset(),
        weight=weight_of(window, counting),
    )


class Looks:
    """One window's looks at the events of a record, each looked at once."""

    def __init__(self, record: Record, window: CollectionWindow) -> None:
        self.record, self.window = record, window
        self.known: dict[tuple, Look] = {}

    def best(self, choice: Choice, met: tuple[bool, ...]) -> Look:
        """The look that decides a reading; an event that lacks what is required is out."""
        key = (choice[1:], met)
        if key not in self.known:
            every = [
                one if has else Look(OUT, one.blank, second=one.second)
                for one, has in zip(self._every(choice), met, strict=True)
            ]
            self.known[key] = min(every, key=Look.order)
        return self.known[key]

    def _every(self, choice: Choice) -> list[Look]:
        if self.window.event == "stay":
            return [self._once(look_at_stay, "stay", choice[1:], choice)]
        return [
            self._once(partial(look, event=event), event, (getattr(choice, event), choice.born), choice)
            for event in events_looked_at(self.window)
        ]

    def _once(self, looking, name: str, dates: tuple, choice: Choice) -> Look:
        key = (name, *dates)
        if key not in self.known:
            self.known[key] = looking(self.record, self.window, choice=choice)
        return self.known[key]


def weight_of(window: CollectionWindow, counting: set[Look]) -> tuple[int, int] | None:
    if window.weight is None or not counting:
        return None
    if window.weight.unit == "shares":
        return window.weight.shares, window.weight.shares
    return min(one.months[0] for one in counting), max(one.months[1] for one in counting)


def result_of(judged: Judged) -> str:
    statuses = {status for _, status in judged}
    return "inside" if statuses == {IN} else "outside" if statuses == {OUT} else "cannot_tell"


def settling(judged: Judged, facts: list[str], *, ages_asked: bool) -> frozenset[frozenset[str]]:
    """The smallest sets of facts that, in whatever way they turn out, leave one status."""
    if len({status for _, status in judged}) == 1:
        return frozenset()
    unknown = [
        place
        for place, fact in enumerate(facts)
        if (fact != "born" or ages_asked) and len({values[place] for values, _ in judged}) > 1
    ]
    for size in range(1, len(unknown) + 1):
        found = [chosen for chosen in combinations(unknown, size) if settles(chosen, judged)]
        if found:
            return frozenset(frozenset(facts[place] for place in chosen) for chosen in found)
    return frozenset()


def settles(chosen: tuple[int, ...], judged: Judged) -> bool:
    left: dict[tuple, int] = {}
    return all(left.setdefault(tuple(values[place] for place in chosen), status) == status for values, status in judged)


def opinions(record: Record, windows: list[CollectionWindow]) -> dict[str, Opinion]:
    """Every window, with ranks, source flags and notes."""
    alone = {window.id: window_opinion(record, window) for window in windows}
    found = {}
    for window in windows:
        group = [other for other in windows if other.group == window.group]
        best = min(RANK[other.status] for other in group)
        mine = alone[window.id]
        flags, notes = set(mine.flags), set()
        if RANK[window.status] > best:
            flags.add("lower_source")
        else:
            flags |= {0: set(), 1: {"press_only"}, 2: {"disputed_only"}}[best]
            lower = [other for other in group if RANK[other.status] > best]
            if any(alone[other.id].result != mine.result for other in lower):
                notes.add("press_differs")
        certain = "VNM" if window.population == type(window.population)() else record.passport
        if certain is not None and covered(window, certain) and mine.result != "outside":
            events = events_looked_at(window)
            notes |= {
                rule.code for rule in window.notes if any(holds(record, rule.condition, event) for event in events)
            }
        result = "inside_flagged" if mine.result == "inside" and flags else mine.result
        found[window.id] = replace(mine, result=result, flags=frozenset(flags), notes=frozenset(notes))
    return found
