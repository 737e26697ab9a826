"""Check 19: an uncertain day gives "cannot tell", never "inside"; an end nobody knows is not one without end; LoC's examples hold.

Reading of every level is tested in tests/rules/test_dates.py and what a record makes of it in tests/rules/test_matching.py; here stands what
leaves in a bundle: the results of Linh's trips, and the end of three years from first knowledge.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claims.model.disclosure import CollectionWindow, DisclosedProject, Registry
from claims.model.vocabulary import Result
from claims.rules.dates import read_date
from claims.rules.first_knowledge import three_years_out
from claims.rules.matching import Record, judge
from claims.settings import ROOT
from claims.store.registry import load_registry

REGISTRY = load_registry(ROOT / "disclosures").only(frozenset({"MOJ-AIRPORT-FACES"}))
FIRST, LAST = "2010-08-23", "2021-10-20"
SHARED = Path(__file__).parents[2] / "../shared/data/edtf"
NOW = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp())


def result(entered: str, registry: Registry = REGISTRY) -> Result:
    """What a foreigner's trip of that entry is judged."""
    record = Record(record="trip", passport="VNM", entered=entered)
    [verdict] = judge([record], registry, now_seconds=NOW).verdicts
    return verdict.result


def windowed(to: str, from_: str = "2015-01-01") -> Registry:
    """One range for everybody's entries."""
    window = CollectionWindow(
        id="W", role="collection", group="W", status="official", event="entry", from_=from_, to=to, sources=()
    )
    return Registry((DisclosedProject(code="P", title={}, summary={}, sources=(), windows=(window,)),))


@pytest.mark.parametrize(
    "entered",
    [
        "2010",
        "2010-08",
        "2010-22",
        "201X",
        "2010-08-20/2010-08-25",
        "2010-08-30~",
        "2010-09~",
        "2011~",
        "2021-10",
        "2021-10-10%",
        "2021",
    ],
)
def test_a_day_that_may_lie_on_either_side_is_never_inside(entered: str) -> None:
    """Its spans reach over an edge: 30 August 2010, "about", may be the 15th, before the range."""
    assert result(entered) is Result.CANNOT_TELL


@pytest.mark.parametrize("entered", ["2010-09", "2011", "2015-22", "2010-08-23/2021-10-20", "2015-03-02~", "2012~"])
def test_a_vague_day_is_inside_only_where_every_day_of_it_is(entered: str) -> None:
    assert result(entered) in {Result.INSIDE, Result.INSIDE_FLAGGED}


@pytest.mark.parametrize("entered", ["2009", "2010-07", "2021-11", "2022", "200X"])
def test_a_vague_day_is_outside_only_where_no_day_of_it_is_inside(entered: str) -> None:
    assert result(entered) is Result.OUTSIDE


def test_not_sure_of_the_day_is_said_beside_the_result() -> None:
    record = Record(record="trip", passport="VNM", entered="2015-03-02?")
    [verdict] = judge([record], REGISTRY, now_seconds=NOW).verdicts

    assert (verdict.result, verdict.flags) == (Result.INSIDE_FLAGGED, ("date_uncertain",))


def test_a_range_whose_end_nobody_knows_is_not_one_that_goes_on() -> None:
    """Published as going on, a later trip is inside; where nobody has said when it ended, that cannot be told."""
    assert result("2030-01-01", windowed("..")) is Result.INSIDE
    assert result("2030-01-01", windowed("unknown")) is Result.CANNOT_TELL
    assert result("2014-12-31", windowed("..")) is Result.OUTSIDE
    assert result("2014-12-31", windowed("unknown")) is Result.OUTSIDE


def test_a_trip_of_an_interval_keeps_its_two_kinds_of_end_apart() -> None:
    """No end that is not known makes a trip inside, whichever way it is written."""
    unknown, without = read_date("2015-03/"), read_date("2015-03/..")

    assert (unknown.ends, without.ends) == ("unknown", "open")
    assert result("2015-03/") is Result.CANNOT_TELL
    assert result("2015-03/..") is Result.CANNOT_TELL


def test_three_years_from_an_unknown_end_have_no_last_day() -> None:
    unknown, without = three_years_out("2023-03/"), three_years_out("2023-03/..")

    assert (unknown.latest, unknown.ends) == ("", "unknown")
    assert (without.latest, without.ends) == ("", "open")
    assert unknown != without


def test_an_edge_known_by_its_month_is_uncertain_itself() -> None:
    assert result("2015-03-15", windowed("2015-03")) is Result.CANNOT_TELL
    assert result("2015-02-28", windowed("2015-03")) is Result.INSIDE
    assert result("2015-04-01", windowed("2015-03")) is Result.OUTSIDE


def examples() -> list[str]:
    """The examples of the Library of Congress at the levels we claim."""
    path = SHARED / "loc-edtf-examples.json"
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    found = json.loads(path.read_text(encoding="utf-8"))["examples"]
    return [one["edtf"] for one in found if one.get("our_level", one["level"]) < 2]


def test_no_example_of_the_library_of_congress_is_inside_by_guess() -> None:
    """Whatever of them we read: inside if, and only if, all its days lie in the range; outside only if none does."""
    found = examples()
    assert len(found) > 30
    for text in found:
        known = read_date(text)
        spans = [(max(first, 1), min(last, date.max.toordinal())) for first, last in known.spans]
        first, last = (date.fromisoformat(edge).toordinal() for edge in (FIRST, LAST))
        inside = all(first <= begins and ends <= last for begins, ends in spans) and known.spans[0][0] > 0
        outside = all(ends < first or begins > last for begins, ends in spans)
        expected = "inside" if inside else "outside" if outside else "cannot_tell"
        assert result(text).value.removesuffix("_flagged") == expected, text
