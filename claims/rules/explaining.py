"""Why a finding is as it is: this is where the reasons (codes) of a result come from.

Explanation only; nothing here decides. The values of a window's criteria stand in criteria.py.
"""

from claims.model.judgement import Truth
from claims.model.vocabulary import Result
from claims.rules.event_cases import REQUIRED, Case
from claims.rules.readings import Reading, counted
from claims.rules.records import Trip
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow

_OPEN = ("_unknown", "_partly_known")
NOUN = {"entered": "entry", "exited": "exit"}


def reasons(
    trip: Trip, ready: ReadyWindow, found: list[Reading], result: Result, *, population: Truth
) -> tuple[str, ...]:
    """The codes that explain a result from readings: the document, the entry, the exit, then what else the window asks.

    Example: a Korean passport, exit 2005-01-10, entry blank: ("entry_unknown", "exit_before").
    """
    if result == Result.INSIDE:
        return ("stay_inside",) if ready.by_stay else _inside_reasons(ready, found)
    codes = ["passport_unknown"] if population == "unknown" and result == Result.CANNOT_TELL else []
    if ready.by_stay:
        codes += _stay_reasons(trip, found, result)
    else:
        for event in ready.events:
            codes += _of_event(trip, ready, event, cases_of(found, event), result)
    if not ready.asks_more:
        return tuple(codes)
    codes += _asked_reasons(trip, ready, found, result)
    sure = [code for code in codes if not code.endswith(_OPEN)]
    # What is merely not known explains nothing where something else rules the window out.
    return tuple(dict.fromkeys(sure if sure and result == Result.OUTSIDE else codes))


def _inside_reasons(ready: ReadyWindow, found: list[Reading]) -> tuple[str, ...]:
    """The deciding events; of them only those inside in every reading, where there are such."""
    deciding = {case.event for case in counted(found)}
    events = [event for event in ready.events if event in deciding]
    sure = [event for event in events if all(case.status == IN for case in cases_of(found, event))]
    return tuple(f"{NOUN[event]}_inside" for event in sure or events)


def cases_of(found: list[Reading], event: str) -> list[Case]:
    """The cases of one event in all readings."""
    return [case for reading in found for case in reading.cases if case.event == event]


def _of_event(trip: Trip, ready: ReadyWindow, name: str, cases: list[Case], result: Result) -> list[str]:
    """What the days of an event say and, where they do not rule it out, what is required of the event itself."""
    codes = _event_reasons(trip, ready, name, cases, result)
    if ready.required_of and any(case.by_days != OUT for case in cases):
        codes += [code for one in ready.required_of.get(name, ()) for code in one.codes(trip)]
    return codes


def _event_reasons(trip: Trip, ready: ReadyWindow, name: str, cases: list[Case], result: Result) -> list[str]:
    noun, event = NOUN[name], trip.event(name)
    if not event.spans:
        return [f"no_{noun}"]
    if event.blank:
        if result == Result.CANNOT_TELL:
            return [f"{noun}_unknown"]
        return _bound_reason(trip, ready, name, cases)
    statuses = {case.by_days for case in cases}
    if len(statuses) > 1:
        return [f"{noun}_partly_known"]
    if statuses == {OUT}:
        return [f"{noun}_{side}" for side in ("before", "after") if any(case.side == side for case in cases)]
    if result == Result.OUTSIDE:
        return []
    return ["edge_uncertain"] if statuses == {MAYBE} else [f"{noun}_inside"]


def _bound_reason(trip: Trip, ready: ReadyWindow, name: str, cases: list[Case]) -> list[str]:
    """A blank event is surely outside only because something else bounds it: the other event, or the birth date."""
    alone = len(ready.events) == 1
    if alone and name == "entered" and trip.exited.given and trip.exited.spans[-1][1] < ready.first_inside:
        return ["left_before"]
    if alone and name == "exited" and trip.entered.given and trip.entered.spans[0][0] > ready.last_inside:
        return ["arrived_after"]
    # Or because the window asks for something else, whatever the day was.
    return [] if any(case.by_days != OUT for case in cases) else ["born_after"]


def _stay_reasons(trip: Trip, found: list[Reading], result: Result) -> list[str]:
    """The first and the last day of a stay, laid over the window."""
    if not trip.entered.spans:
        return ["no_entry"]
    cases = [case for reading in found for case in reading.cases if case.side != "absent"]
    statuses = {case.by_days for case in cases}
    if statuses == {OUT}:
        return ["stay_too_short" if any(case.side == "short" for case in cases) else "stay_outside"]
    if result == Result.OUTSIDE:
        return []
    if statuses == {MAYBE} and not trip.entered.blank:
        return ["edge_uncertain"]
    if statuses == {IN} and not trip.entered.blank:
        return ["stay_inside"]
    codes = [f"{NOUN[name]}_unknown" for name in NOUN if trip.event(name).blank]
    given = [event for event in (trip.entered, trip.exited) if event.given]
    partly = any(event.spans[0][0] != event.spans[-1][1] for event in given)
    return codes + (["stay_partly_known"] if partly and len(statuses) > 1 else [])


def _asked_reasons(trip: Trip, ready: ReadyWindow, found: list[Reading], result: Result) -> list[str]:
    """What a window asks besides document and days: required facts, ages, and what no record can tell."""
    codes = [code for one in ready.required for code in one.codes(trip)]
    if ready.ages_asked is not None:
        codes += _age_reasons(found)
    if ready.asked and (result == Result.CANNOT_TELL or ready.contradicted):
        codes.append("asked_unknown")
    return codes


def _age_reasons(found: list[Reading]) -> list[str]:
    """Too young or too old where no day in the window is met by the age, else that the age is not known well enough."""
    cases = [case for reading in found for case in reading.cases if case.by_days != OUT and case.failed != REQUIRED]
    failed = {case.failed for case in cases}
    if not failed or failed == {""}:
        return []
    return ["age_unknown"] if "" in failed else sorted(failed, reverse=True)
