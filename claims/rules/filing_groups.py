"""What lawyers group suits by: nationality, an address in Korea, evidence, route, the nearest day. This is where a claimant's facets are named.

"A foreigner may claim from the State only where a Korean could claim from theirs (State Compensation Act art. 7). A plaintiff with no
address or office in Korea may be made to give security for costs (Civil Procedure Act art. 117). Nationality counts at the time of the
wrong: losing the Korean one later takes nothing away."

Somebody who showed two passports is as well off as the weaker of them, until a lawyer says which trip is sued for.

To check in the head: a Japanese who entered with a Japanese passport and lives in Osaka: reciprocity shown, security for costs, and the
same group as every other Japanese abroad with the same grade, route and day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from claims.model.claim_file import ClaimFile
from claims.model.disclosure import Registry
from claims.model.vocabulary import Answer, Result
from claims.rules.court_papers import Going
from claims.rules.grading import best_grade
from claims.rules.next_deadline import deadlines_of, first_day

Reciprocity = Literal["korean", "shown", "to_show", "no_country", "not_asked"]
KOREAN = "KOR"
# Travel documents of people whom no state can show reciprocity for: counsel argue from the conventions instead.
NO_COUNTRY = frozenset({"XXA", "XXB", "XXC", "XXX", "UNO", "UNA", "EUE", "XOM"})
ART_7 = frozenset({"state"})
# The registry's routes of a deadline by a matter's; a matter of another route keeps all days in sight.
_DAYS_OF_ROUTE = {"state": "state", "company": "companies"}


@dataclass(frozen=True)
class ShownReciprocity:
    """One country for which a court has found reciprocity: ICAO code, source, the day it was looked at (ISO)."""

    country: str
    source: str
    checked: str


@dataclass(frozen=True, kw_only=True)
class Facets:
    """One claimant's facets. Nationalities are ICAO codes; `deadline` is the first day it may mean (ISO), "" where none lies ahead.

    `reciprocity`: `korean` none is needed, `shown` by the source named, `to_show`, `no_country` (stateless, refugee), `not_asked` (the
    route is not against the State). `in_korea` and `security_for_costs`: yes, no, unknown.
    """

    party: int
    reference: str
    nationality_now: str
    nationality_during: str
    nationality_trips: tuple[str, ...]
    reciprocity: Reciprocity
    reciprocity_source: str
    in_korea: str
    security_for_costs: str
    grade: str
    route: str
    deadline: str
    deadline_code: str


@dataclass(frozen=True, kw_only=True)
class FilingGroup:
    """Claimants who share what matters for filing together: how many, and their party numbers."""

    nationality: str
    reciprocity: Reciprocity
    in_korea: str
    grade: str
    route: str
    deadline: str
    parties: tuple[int, ...]


def facets_of(
    going: Going,
    *,
    route: str,
    registry: Registry,
    reciprocity: Mapping[str, ShownReciprocity],
    today: date,
    project: str = "",
) -> Facets:
    """The facets of one claimant of a matter of this route, about this disclosed project ("": any that may concern the claim)."""
    file, person = going.file, going.file.claimant
    trips = tuple(dict.fromkeys(trip.passport for trip in file.records if trip.passport))
    state, source = _reciprocity(file, trips, route, reciprocity)
    day, code = _nearest(going, route=route, registry=registry, project=project, today=today)
    return Facets(
        party=going.number,
        reference=going.reference,
        nationality_now=person.nationality,
        nationality_during=person.nationality_during,
        nationality_trips=trips,
        reciprocity=state,
        reciprocity_source=source,
        in_korea=_yes_no(person.in_korea),
        security_for_costs=_yes_no(_OPPOSITE.get(person.in_korea) if person.in_korea else None),
        grade=best_grade(piece.kind for piece in file.evidence).value,
        route=route,
        deadline=day,
        deadline_code=code,
    )


def groups_of(facets: Iterable[Facets]) -> tuple[FilingGroup, ...]:
    """Claimants who may be filed together, the most urgent day first; holds one number a claimant and nothing else of theirs."""
    found: dict[tuple[str, ...], list[int]] = {}
    states: dict[str, Reciprocity] = {}
    for one in facets:
        states[one.reciprocity] = one.reciprocity
        key = (one.deadline or _LAST, one.route, _then(one), one.reciprocity, one.in_korea, one.grade)
        found.setdefault(key, []).append(one.party)
    return tuple(
        FilingGroup(
            deadline="" if deadline == _LAST else deadline,
            route=route,
            nationality=nationality,
            reciprocity=states[state],
            in_korea=in_korea,
            grade=grade,
            parties=tuple(sorted(parties)),
        )
        for (deadline, route, nationality, state, in_korea, grade), parties in sorted(found.items())
    )


_LAST = "9999"
_OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}


def _nearest(going: Going, *, route: str, registry: Registry, project: str, today: date) -> tuple[str, str]:
    """The nearest day ahead (ISO) of this route, and its code; rules/next_deadline.py says which projects may concern a claim."""
    results = {verdict.project: Result(verdict.result) for verdict in going.judgement.verdicts}
    days = [
        (day.isoformat(), deadline.code)
        for concerned, deadline in deadlines_of(registry, results)
        if project in ("", concerned.code)
        and deadline.route == _DAYS_OF_ROUTE.get(route, deadline.route)
        and (day := first_day(deadline)) is not None
        and day >= today
    ]
    return min(days, default=("", ""))


def _yes_no(answer: Answer | None) -> str:
    return answer.value if answer in (Answer.YES, Answer.NO) else "unknown"


def _then(one: Facets) -> str:
    """The nationality of the time: on the trips, else in the years of the project, else today's."""
    return " ".join(one.nationality_trips) or one.nationality_during or one.nationality_now


def _reciprocity(
    file: ClaimFile, trips: tuple[str, ...], route: str, shown: Mapping[str, ShownReciprocity]
) -> tuple[Reciprocity, str]:
    if route not in ART_7:
        return "not_asked", ""
    person = file.claimant
    if person.nationality == KOREAN or person.holds_korean is Answer.YES:
        return "korean", ""
    codes = trips or tuple(filter(None, (person.nationality_during or person.nationality,)))
    states = [(_WEAKEST_FIRST.index(_state_of(code, shown)), _state_of(code, shown)) for code in codes]
    weakest: Reciprocity = min(states)[1] if states else "to_show"
    sources = dict.fromkeys(shown[code].source for code in codes if code in shown)
    return weakest, "; ".join(sources) if weakest == "shown" else ""


_WEAKEST_FIRST: tuple[Reciprocity, ...] = ("to_show", "no_country", "shown", "korean")


def _state_of(code: str, shown: Mapping[str, ShownReciprocity]) -> Reciprocity:
    if code == KOREAN:
        return "korean"
    if code in shown:
        return "shown"
    return "no_country" if code in NO_COUNTRY else "to_show"
