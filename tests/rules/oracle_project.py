"""The second opinion about a whole project: every reading of a record held against several windows at once."""

from itertools import product

from claims.model.disclosure import CollectionWindow
from claims.rules.matching import Record
from tests.rules.oracle import RANK, Judged, Opinion, look, look_at_stay, possible_for, result_of, settling
from tests.rules.oracle_dates import MAYBE, OUT, Choice, choices
from tests.rules.oracle_facts import Told, answered, column_for, covered, events_looked_at, excluded, required, ways_of

TOO_MANY = 40_000
"""Readings of one record, above which nobody waits for the answer."""


def project_opinion(record: Record, windows: list[CollectionWindow], alone: dict[str, Opinion]) -> Opinion | None:
    """The project's result for one trip, flags aside: inside where every reading lies in some deciding window.

    `alone`: what each window says. What would settle it is said only where several windows leave it open; None where
    there are too many readings.
    """
    deciding = [
        window
        for window in windows
        if RANK[window.status] == min(RANK[other.status] for other in windows if other.group == window.group)
    ]
    results = [alone[window.id].result.replace("inside_flagged", "inside") for window in deciding]
    open_ = [window for window, result in zip(deciding, results, strict=True) if result == "cannot_tell"]
    if "inside" in results or len(open_) < 2:
        return Opinion(min(results, key=["inside", "cannot_tell", "outside"].index))
    return _together(record, open_)


def _together(record: Record, windows: list[CollectionWindow]) -> Opinion | None:
    ages_asked = any(window.ages for window in windows)
    every = choices(record, ages_asked=ages_asked)
    if all(window.event == "stay" and _possible_at_all(record, window) for window in windows):
        every = [choice for choice in every if possible_for(record, windows[0], choice)]
    tells_all, answers_all = _tells(record, windows), _answers(windows)
    if len(every) * len(tells_all) * len(answers_all) > TOO_MANY:
        return None
    memory: dict[tuple, int] = {}
    judged: Judged = set()
    for tells, given in product(tells_all, answers_all):
        rest = (*(tuple(sorted(told.items())) for told in tells.values()), *given.values())
        gates = [
            {
                event: answered(window, given) and required(record, window, event, tells)
                for event in events_looked_at(window)
            }
            for window in windows
        ]
        for choice in every:
            best = OUT
            for window, met in zip(windows, gates, strict=True):
                if covered(window, choice.passport):
                    best = max(best, _status(record, window, choice, met, memory))
            judged.add(((*choice, *rest), best))
    result = result_of(judged)
    facts = ["passport", "entered", "exited", "born", *tells_all[0], *answers_all[0]]
    settled_by = settling(judged, facts, ages_asked=ages_asked) if result == "cannot_tell" else frozenset()
    return Opinion(result, settled_by=settled_by)


def _possible_at_all(record: Record, window: CollectionWindow) -> bool:
    return any(possible_for(record, window, choice) for choice in choices(record, ages_asked=bool(window.ages)))


def _status(
    record: Record, window: CollectionWindow, choice: Choice, met: dict[str, bool], memory: dict[tuple, int]
) -> int:
    if excluded(record, window) is not None:
        return MAYBE
    if not any(met.values()):
        return OUT
    if window.event == "stay" and not _possible_at_all(record, window):
        return MAYBE if choice.entered is not None else OUT
    if not possible_for(record, window, choice):
        return OUT
    best = OUT
    for event in events_looked_at(window):
        key = (window.id, event, choice.entered, choice.exited, choice.born)
        if key not in memory:
            seen = (look_at_stay if window.event == "stay" else look_at(event))(record, window, choice)
            memory[key] = seen.status
        best = max(best, memory[key] if met[event] else OUT)
    return best


def look_at(event: str):
    return lambda record, window, choice: look(record, window, event=event, choice=choice)


def _tells(record: Record, windows: list[CollectionWindow]) -> list[Told]:
    """Every way in which the columns that any of the windows requires something of could be, if all were known."""
    asked: dict[str, tuple[str, set[str]]] = {}
    for window in windows:
        for event in events_looked_at(window):
            for condition in window.requires:
                asked.setdefault(column_for(condition.fact, event), (event, set()))[1].add(condition.fact)
    ways = [
        [(column, way) for way in ways_of(record, column, event, facts)] for column, (event, facts) in asked.items()
    ]
    return [dict(one) for one in product(*ways)]


def _answers(windows: list[CollectionWindow]) -> list[dict[str, str]]:
    codes = sorted({fact.code for window in windows for fact in window.asked})
    return [dict(zip(codes, one, strict=True)) for one in product(("yes", "no"), repeat=len(codes))]
