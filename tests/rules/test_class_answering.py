"""Answers by class are the kernel's own, trip by trip."""

import random

from claims.errors import NotValid
from claims.model.disclosure import Registry
from claims.model.trip_shard import Answers, Row
from claims.rules.answers import TRIP_COLUMNS, answers_of, columns_of, row_of
from claims.rules.class_answering import ClassAnswering, answered_again
from claims.rules.matching import Record, judge_trip
from tests.make_registries import added, corrected, joined_by
from tests.rules.ministry import REGISTRY

DATES = (
    *(
        None,
        "none",
        "2015",
        "2015-03",
        "2015-03-02",
        "2015-03-02?",
        "2010-08-22",
        "2010-08-23",
        "2021-10-20",
        "2021-10-21",
    ),
    *("2005-02-03", "2005-02", "2019-24", "2018-05/2018-06", "199X", "..", "2010-08-XX", "2020-12-31~"),
)
FACTS: dict[str, tuple[str | None, ...]] = {
    "passport": (None, "VNM", "KOR", "USA"),
    "entered": DATES,
    "exited": DATES,
    "born": (None, "1990-05-01", "2000", "2004-02-29", "1996-08", "2030-01-01"),
    "channel_in": (None, "desk", "gate"),
    "channel_out": (None, "desk", "gate"),
    "capacity": (None, "ordinary", "crew", "transit", "refused_entry"),
    "registered": (None, "yes", "no"),
    "holds_korean": (None, "yes"),
    "port_in": (None, "ICN"),
}
TRIED = (
    REGISTRY,
    corrected(REGISTRY, from_="2014-12", to="unknown"),
    added(joined_by(REGISTRY, "NEW", from_="2020-01-01"), "NEW-X", status="press", event="exit"),
)


def a_row(chance: random.Random) -> Row:
    """A trip, mostly of edges and vague dates."""
    return tuple(chance.choice(FACTS.get(column, (None,))) for column in TRIP_COLUMNS)


def by_kernel(row: Row, registry: Registry) -> Answers | None:
    """What the kernel alone says; None where it refuses."""
    try:
        judged = judge_trip(Record("r", None, *row), registry)
    except NotValid:
        return None
    return answers_of(judged.findings, judged.results)


def test_the_answers_of_classes_are_the_kernels() -> None:
    """Two thousand trips by three registries, in batches that know one another's classes."""
    chance = random.Random(20)
    for registry in TRIED:
        answering = ClassAnswering(registry)
        for _ in range(3):
            rows = [a_row(chance) for _ in range(230)]
            assert answering.answers(columns_of(rows)) == [by_kernel(row, registry) for row in rows]


def test_a_trip_that_the_kernel_refuses_keeps_its_answer() -> None:
    """Rules may have become stricter since it was judged; nothing is said of it then, and nothing taken back."""
    good, bad = row_of(Record("r", passport="VNM", entered="2015-03-02")), row_of(Record("r", entered="2015-13-77"))
    then = by_kernel(good, REGISTRY)
    assert then is not None
    answering = ClassAnswering(REGISTRY)

    assert answering.answers(columns_of([bad, good])) == [None, then]
    assert answered_again(answering, [(columns_of([bad]), [then]), (columns_of([good]), [()])]) == [[then], [then]]
    assert answered_again(answering, []) == []
