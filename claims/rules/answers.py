"""What of an answer has to stay the same for a claim to keep its judgement. This is where a change of answer is ruled.

As a lawyer would say it: a claim is judged anew when anything that was said of one of its trips would be said otherwise
today. A project or a window that says nothing but "outside" of a trip is no news to it, whether it appears or goes.
Example: a new project about another country's airports changes no claim that it does not reach; an edge moved by a day
changes those whose trip lies between the old and the new one.
"""

import json
from collections.abc import Hashable, Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from claims.model.disclosure import Registry
from claims.model.judgement import Finding, TripResult
from claims.model.trip_shard import Answer, Answers, Coded, Row, TripColumns
from claims.model.vocabulary import Result
from claims.rules.eligibility import RESULT_ORDER
from claims.rules.matching import RULE_VERSION
from claims.rules.records import COLUMNS, Record

Value = TypeVar("Value", bound=Hashable)

INSIDE = frozenset({Result.INSIDE, Result.INSIDE_FLAGGED})
TRIP_COLUMNS: tuple[str, ...] = tuple(column for column in COLUMNS if column not in ("record", "claimant"))
"""The columns of a record that its answer can hang on, in the order of a row."""


def matched_by(registry: Registry) -> str:
    """What an answer hangs on besides the trip: the registry's revision and the version of the rules."""
    return f"{registry.revision}.{RULE_VERSION}"


def row_of(record: Record) -> Row:
    """A record as a row of TRIP_COLUMNS."""
    return tuple(getattr(record, column) or None for column in TRIP_COLUMNS)


def columns_of(trips: Sequence[Row]) -> TripColumns:
    """Rows as columns, each distinct value once; columns that nobody filled are left out."""
    columns = zip(TRIP_COLUMNS, zip(*trips, strict=True), strict=bool(trips))
    return TripColumns(len(trips), {name: coded(column) for name, column in columns if any(column)})


def rows_of(trips: TripColumns) -> list[Row]:
    """Columns as rows."""
    blank = [None] * trips.number
    columns = (trips.columns.get(name) for name in TRIP_COLUMNS)
    written = ([column[0][code] for code in column[1]] if column else blank for column in columns)
    return list(zip(*written, strict=True))


def joined(parts: Sequence[TripColumns]) -> TripColumns:
    """The trips of several, one after the other."""
    return TripColumns(
        sum(part.number for part in parts),
        {name: _joined_column(name, parts) for name in TRIP_COLUMNS if any(name in part.columns for part in parts)},
    )


def _joined_column(name: str, parts: Sequence[TripColumns]) -> Coded:
    values: list[str | None] = [None]
    codes: list[int] = []
    for part in parts:
        if name not in part.columns:
            codes += [0] * part.number
            continue
        fresh, places = part.columns[name]
        start = len(values)
        codes += [start + place for place in places]
        values += fresh
    return values, codes


def coded(values: Sequence[Value]) -> tuple[list[Value], list[int]]:
    """The distinct values in the order in which they come, and for each the place of its own among them."""
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return list(places), [places[value] for value in values]


def answers_of(findings: Iterable[Finding], results: Iterable[TripResult]) -> Answers:
    """What is compared of the answer to one trip: its findings and its results for each project."""
    found = tuple(findings)
    return tuple(
        _answer(result, [finding for finding in found if finding.project == result.project])
        for result in sorted(results, key=lambda result: result.project)
    )


def _answer(result: TripResult, findings: list[Finding]) -> Answer:
    told = [finding for finding in findings if finding.result is not Result.OUTSIDE]
    words = json.dumps([_words_of_result(result), *map(_words_of_finding, told)], ensure_ascii=False)
    return Answer(
        project=result.project,
        result=result.result,
        said=sha256(words.encode()).hexdigest()[:16],
        windows=tuple((finding.window, finding.result) for finding in told),
    )


def _words_of_result(result: TripResult) -> list[object]:
    said = (result.windows, result.flags, result.notes, result.reasons, result.settled_by)
    return [result.result, result.strength, *said]


def _words_of_finding(finding: Finding) -> list[object]:
    criteria = [(criterion.name, criterion.value, criterion.fact) for criterion in finding.criteria]
    about = (finding.window, finding.status, finding.decides, finding.result, finding.strength, finding.weight)
    said = (finding.segments, finding.flags, finding.notes, finding.reasons, finding.settled_by)
    return [*about, *said, criteria]


def differ(old: Answers, new: Answers) -> bool:
    """Whether anything is said otherwise of a trip."""
    before, after = ({answer.project: answer for answer in answers} for answers in (old, new))
    return any(_differs(before.get(project), after.get(project)) for project in before.keys() | after.keys())


def _differs(old: Answer | None, new: Answer | None) -> bool:
    if old is None or new is None:
        there = old or new
        return there is not None and (there.result is not Result.OUTSIDE or bool(there.windows))
    return old.said != new.said


def result_differs(old: Answers, new: Answers) -> bool:
    """Whether the result of a trip is another one, for some project: what a claimant is told about."""
    projects = {answer.project for answer in (*old, *new)}
    return any(result_for(project, [old]) is not result_for(project, [new]) for project in projects)


def result_for(project: str, trips: Iterable[Answers]) -> Result:
    """The best result over trips for one project; outside where nothing is said of it."""
    return _best(answer.result for trip in trips for answer in trip if answer.project == project)


def result_in(window: str, trips: Iterable[Answers]) -> Result:
    """The best result over trips in one window."""
    return _best(result for trip in trips for answer in trip for name, result in answer.windows if name == window)


def _best(results: Iterable[Result]) -> Result:
    return min(results, key=RESULT_ORDER.__getitem__, default=Result.OUTSIDE)


def changed_claims(counts: Iterable[int], *, old: Sequence[Answers], new: Sequence[Answers]) -> set[int]:
    """The places of the claims of which something is said otherwise. `counts`: how many trips each has, one after the other."""
    compared: dict[tuple[int, int], bool] = {}
    changed, at = set(), 0
    for place, count in enumerate(counts):
        for before, after in zip(old[at : at + count], new[at : at + count], strict=True):
            pair = id(before), id(after)  # few of them are different values; the values outlive this call
            if pair not in compared:
                compared[pair] = before != after and differ(before, after)
            if compared[pair]:
                changed.add(place)
                break
        at += count
    return changed
