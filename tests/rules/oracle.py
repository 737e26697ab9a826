"""A second opinion that shares no code with the kernel: every day of every reading, one by one.

Slow on purpose and plain on purpose. Windows here have all their edges in February and March 2012, so that of days
outside those two months the first and the last on each side may stand for the rest.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, combinations, product
from typing import NamedTuple

from claims.model.disclosure import CollectionWindow, Condition
from claims.rules.matching import Record

FIRST, LAST = date(2012, 2, 1), date(2012, 3, 31)
LONG_AGO, FAR_AHEAD = date(1850, 1, 1), date(2150, 1, 1)
AT_OTHER_AGES = [
    *(date(year, 1, 1) for year in (1970, 2000, 2010, 2011, 2020)),
    *(date(year, 9, 1) for year in (1977, 2011, 2012)),
]
"""In a range without beginning or end the people below may be of any age; these days stand for the ages."""
RANK = {"official": 0, "court": 0, "press": 1, "disputed": 2}
STRENGTHS = ["strong", "medium", "weak", "unrated"]
OUT, MAYBE, IN = 0, 1, 2
COUNTED = {"entry": ("entered",), "exit": ("exited",), "entry_or_exit": ("entered", "exited")}


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(n) for n in range((last - first).days + 1)}


def month(year: int, number: int) -> set[date]:
    begins = date(year, number, 1)
    return days(begins, (begins + timedelta(31)).replace(day=1) - timedelta(1))


TEXTS: dict[str, set[date]] = {
    **{day.isoformat(): {day} for day in days(date(2012, 2, 14), date(2012, 3, 18))},
    "2012-02": month(2012, 2),
    "2012-03": month(2012, 3),
    "2012-03?": month(2012, 3),
    "2012-03~": month(2012, 2) | month(2012, 3) | month(2012, 4),
    "2012-04": month(2012, 4),
    "2012": days(date(2012, 1, 1), date(2012, 12, 31)),
    "2011": days(date(2011, 1, 1), date(2011, 12, 31)),
    "2011?": days(date(2011, 1, 1), date(2011, 12, 31)),
    "2011~": days(date(2010, 1, 1), date(2012, 12, 31)),
    "2012-XX": days(date(2012, 1, 1), date(2012, 12, 31)),
    "2012-03-XX": month(2012, 3),
    "2012-0X-XX": days(date(2012, 1, 1), date(2012, 9, 30)),
    "201X": days(date(2010, 1, 1), date(2019, 12, 31)),
    "2012-21": days(date(2012, 3, 1), date(2012, 5, 31)),
    "2012-24": month(2012, 1) | month(2012, 2) | month(2012, 12),
    "2012-02-20~": days(date(2012, 2, 5), date(2012, 3, 6)),
    "2012-03-01%": days(date(2012, 2, 15), date(2012, 3, 16)),
    "2012-02-29?": {date(2012, 2, 29)},
    "2012-02-20/2012-03-02": days(date(2012, 2, 20), date(2012, 3, 2)),
    "2012-02-25?/2012-03": days(date(2012, 2, 25), date(2012, 3, 31)),
    "2012-03-05/..": days(date(2012, 3, 5), FAR_AHEAD),
    "2012-03-05/": days(date(2012, 3, 5), FAR_AHEAD),
    "../2012-02-24": days(LONG_AGO, date(2012, 2, 24)),
}
BIRTHS: dict[str, set[date]] = {
    **{f"1995-{day}": {date.fromisoformat(f"1995-{day}")} for day in ("02-20", "02-28", "03-01", "03-10")},
    "1996-02-29": {date(1996, 2, 29)},
    "1994-02-28?": {date(1994, 2, 28)},
    "1995-02": month(1995, 2),
    "1995-03": month(1995, 3),
    "1995-24": month(1995, 1) | month(1995, 2) | month(1995, 12),
    "1995-02-20/1995-03-02": days(date(1995, 2, 20), date(1995, 3, 2)),
    "2012-02-27": {date(2012, 2, 27)},
    "2012-03": month(2012, 3),
    "1960": days(date(1960, 1, 1), date(1960, 12, 31)),
}


@dataclass(frozen=True)
class Opinion:
    """What a window must say, or a project (then `segments` stays empty)."""

    result: str
    strength: str | None = None
    segments: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    settled_by: frozenset[frozenset[str]] = frozenset()


class Choice(NamedTuple):
    """One reading: the document, a day or None (did not happen) for each event, a birthday or None (not given)."""

    passport: str
    entered: date | None
    exited: date | None
    born: date | None


def told(text: str | None) -> list[date | None]:
    """Every day an event may have had; None among them where it may not have happened."""
    if text == "none":
        return [None]
    if text is None:
        return [None, LONG_AGO, *AT_OTHER_AGES, *sorted(days(FIRST - timedelta(1), LAST + timedelta(1))), FAR_AHEAD]
    every = TEXTS[text]
    before = [day for day in every if day < FIRST]
    after = [day for day in every if day > LAST]
    kept = {day for day in every if FIRST <= day <= LAST} | every.intersection(AT_OTHER_AGES)
    return sorted(kept | {end for side in (before, after) if side for end in (min(side), max(side))})


@lru_cache(maxsize=1)
def choices(record: Record) -> list[Choice]:
    """Every reading in which nobody travels before being born."""
    births = [None] if record.born is None else ends(BIRTHS[record.born])
    passports = ["KOR", "VNM"] if record.passport is None else [record.passport]
    return [
        Choice(*one)
        for one in product(passports, told(record.entered), told(record.exited), births)
        if one[3] is None or all(day is None or one[3] <= day for day in one[1:3])
    ]


def ends(births: set[date]) -> list[date]:
    """All birthdays, of a whole year only each tenth and the last: ages turn on the days near an event's."""
    ordered = sorted(births)
    return ordered if len(ordered) < 100 else [*ordered[::10], ordered[-1]]


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def covered(window: CollectionWindow, passport: str) -> bool:
    if window.population.passport:
        return passport in window.population.passport
    return passport not in window.population.passport_not


def edge(text: str) -> tuple[date, date]:
    if len(text) == 7:
        every = sorted(month(int(text[:4]), int(text[5:])))
        return every[0], every[-1]
    return date.fromisoformat(text), date.fromisoformat(text)


def day_status(window: CollectionWindow, day: date | None) -> int:
    """Whether one day is inside; a day of a month that is only known as an edge is open."""
    if day is None:
        return OUT
    starts, begun = (LONG_AGO, LONG_AGO) if window.from_ == ".." else edge(window.from_)
    ending, ends_ = (FAR_AHEAD, FAR_AHEAD) if window.to == ".." else edge(window.to)
    if not starts <= day <= ends_:
        return OUT
    if starts != begun and day <= begun:
        return MAYBE
    if ending != ends_ and day >= ending:
        return MAYBE
    return IN


def holds(record: Record, condition: Condition, event: str) -> bool:
    column = condition.fact
    if column == "channel":
        column = "channel_in" if event == "entered" else "channel_out"
    return (getattr(record, column) or "blank") in condition.values


class Look(NamedTuple):
    """One event of one reading as a window sees it."""

    status: int
    blank: bool
    flags: frozenset[str]
    strength: str
    segments: frozenset[str]
    second: bool

    def order(self) -> tuple:
        return -self.status, self.blank, len(self.flags), STRENGTHS.index(self.strength), self.second


def look(record: Record, window: CollectionWindow, event: str, day: date | None, born: date | None) -> Look:
    status = day_status(window, day)
    blank = getattr(record, event) is None
    years = age(born, day) if born is not None and day is not None and not blank else None
    if status == OUT:
        return Look(OUT, blank, frozenset(), "unrated", frozenset(), event == "exited")
    flags = {
        rule.code
        for rule in window.flags
        if (rule.condition is not None and holds(record, rule.condition, event))
        or (rule.age_below is not None and years is not None and years < rule.age_below)
    }
    if any(mark in (getattr(record, event) or "") for mark in "?%"):
        flags.add("date_uncertain")
    strengths, segments = [], []
    for part in window.segments:
        inside = edge(part.from_)[0] <= day <= edge(part.to)[1]
        if inside and (part.age_at_least is None or years is None or years >= part.age_at_least):
            stronger = [rule.strength for rule in part.stronger if holds(record, rule.condition, event)]
            strengths.append((stronger or [part.strength])[0].value)
            segments.append(part.id)
    weakest = max(strengths, key=STRENGTHS.index, default="unrated")
    return Look(status, blank, frozenset(flags), weakest, frozenset(segments), event == "exited")


def possible_for(record: Record, window: CollectionWindow, choice: Choice) -> bool:
    """Where only entries count, a blank entry is the one the given exit ended; where only exits count, likewise."""
    if window.event == "entry" and record.entered is None and record.exited not in (None, "none"):
        return choice.entered is None or choice.entered <= choice.exited
    if window.event == "exit" and record.exited is None and record.entered not in (None, "none"):
        return choice.exited is None or choice.exited >= choice.entered
    return True


def excluded(record: Record, window: CollectionWindow) -> str | None:
    for rule in window.exclusions:
        if any(holds(record, rule.condition, event) for event in COUNTED[window.event]):
            return rule.result.value
    return None


def window_opinion(record: Record, window: CollectionWindow) -> Opinion:
    """One window alone, before ranks and notes."""
    every = [choice for choice in choices(record) if possible_for(record, window, choice)]
    if not any(covered(window, choice.passport) for choice in every):
        return Opinion("outside")
    fixed = excluded(record, window)
    if fixed is not None:
        return Opinion(fixed)
    seen: dict[tuple, Look] = {}
    judged: list[tuple[Choice, int]] = []
    counting: set[Look] = set()
    for choice in every:
        if not covered(window, choice.passport):
            judged.append((choice, OUT))
            continue
        looks = []
        for event in COUNTED[window.event]:
            key = (event, getattr(choice, event), choice.born)
            if key not in seen:
                seen[key] = look(record, window, event, key[1], key[2])
            looks.append(seen[key])
        best = min(looks, key=Look.order)
        judged.append((choice, best.status))
        if best.status != OUT:
            counting.add(best)
    result = result_of(judged)
    return Opinion(
        result,
        max((one.strength for one in counting), key=STRENGTHS.index, default=None),
        frozenset(chain.from_iterable(one.segments for one in counting)),
        frozenset(chain.from_iterable(one.flags for one in counting)),
        settled_by=settling(judged) if result == "cannot_tell" else frozenset(),
    )


def result_of(judged: list[tuple[Choice, int]]) -> str:
    statuses = {status for _, status in judged}
    return "inside" if statuses == {IN} else "outside" if statuses == {OUT} else "cannot_tell"


def settling(judged: list[tuple[Choice, int]]) -> frozenset[frozenset[str]]:
    """The smallest sets of facts that, in whatever way they turn out, leave one status."""
    if len({status for _, status in judged}) == 1:
        return frozenset()
    facts = ("passport", "entered", "exited")
    unknown = [fact for fact in facts if len({getattr(choice, fact) for choice, _ in judged}) > 1]
    for size in range(1, len(unknown) + 1):
        found = [chosen for chosen in combinations(unknown, size) if settles(chosen, judged)]
        if found:
            return frozenset(frozenset(chosen) for chosen in found)
    return frozenset()


def settles(chosen: tuple[str, ...], judged: list[tuple[Choice, int]]) -> bool:
    left: dict[tuple, int] = {}
    return all(
        left.setdefault(tuple(getattr(choice, fact) for fact in chosen), status) == status for choice, status in judged
    )


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
            events = COUNTED[window.event]
            notes |= {
                rule.code for rule in window.notes if any(holds(record, rule.condition, event) for event in events)
            }
        result = "inside_flagged" if mine.result == "inside" and flags else mine.result
        found[window.id] = Opinion(
            result, mine.strength, mine.segments, frozenset(flags), frozenset(notes), mine.settled_by
        )
    return found


def project_result(record: Record, windows: list[CollectionWindow]) -> str:
    """The project's result for one trip, flags aside: inside where every reading lies in some deciding window."""
    deciding = [
        window
        for window in windows
        if RANK[window.status] == min(RANK[other.status] for other in windows if other.group == window.group)
    ]
    judged = []
    for choice in choices(record):
        best = OUT
        for window in deciding:
            if covered(window, choice.passport) and possible_for(record, window, choice):
                fixed = excluded(record, window)
                by_days = max(day_status(window, getattr(choice, event)) for event in COUNTED[window.event])
                best = max(best, {None: by_days, "outside": OUT, "cannot_tell": MAYBE}[fixed])
        judged.append((choice, best))
    return result_of(judged)
