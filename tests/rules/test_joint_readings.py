"""Several windows that ask more than days, weighed together: inside one or the other, or what is missing.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.model.disclosure import AgeRule, Asked, Condition, Exclusion, Population
from claims.model.judgement import TripResult
from claims.model.vocabulary import Result
from claims.rules import joint_readings
from claims.rules.matching import Record, judge_trip
from tests.rules.ministry import CANNOT_TELL, INSIDE, window
from tests.rules.test_weighing import registry_of

MINORS = window("MINORS", ages=(AgeRule("2017-05-13", below=18),))
OTHERS = window("OTHERS", ages=(AgeRule("2017-05-13", at_least=18),))
BY_AIR = window("AIR", requires=(Condition("mode", ("air",)),))
BY_LAND_OR_SEA = window("SEA", requires=(Condition("mode", ("sea", "land")),))
BY_ICN = window("ICN", requires=(Condition("port", ("ICN",)),))
LISTED = window("LISTED", asked=(Asked("on_list", "list"),))
UNLISTED = window("UNLISTED", asked=(Asked("on_list", "list", "no"),))
NOTIFIED = window("NOTIFIED", asked=(Asked("notice", "notice", "no"),))
FIRST_HALF = window("FIRST", event="stay", to="2015-06-30", min_days=5)
SECOND_HALF = window("SECOND", event="stay", from_="2015-07-01", min_days=5)
ANY_FIRST, ANY_SECOND = (
    window("FIRST", event="stay", to="2015-06-30"),
    window("SECOND", event="stay", from_="2015-07-01"),
)
EITHER_BY_ICN = window("ICN", event="entry_or_exit", requires=(Condition("port", ("ICN",)),))
YOUNG_STAY = window("YOUNG", event="stay", ages=(AgeRule(below=18),))


def joint(*windows: object, **facts: str) -> TripResult:
    """What a project of these windows says of one trip."""
    (found,) = judge_trip(Record("r", **facts), registry_of(*windows)).results  # type: ignore[arg-type]  # windows
    return found


@pytest.mark.parametrize(
    ("windows", "facts", "result", "settled_by"),
    [
        # 44: in one or the other, whatever is not known.
        ((MINORS, OTHERS), {"entered": "2015-03-02"}, INSIDE, ()),
        ((BY_AIR, BY_LAND_OR_SEA), {"entered": "2015-03-02"}, INSIDE, ()),
        ((BY_AIR, BY_LAND_OR_SEA), {"entered": "2015-03-02", "port_in": "other"}, INSIDE, ()),
        ((LISTED, UNLISTED), {"entered": "2015-03-02"}, INSIDE, ()),
        # Two different questions are two facts.
        ((LISTED, NOTIFIED), {"entered": "2015-03-02"}, CANNOT_TELL, (("on_list", "notice"),)),
        ((MINORS, OTHERS), {"entered": "2014/2015"}, CANNOT_TELL, (("entered",),)),
        ((BY_ICN, BY_LAND_OR_SEA), {"entered": "2015-03-02"}, CANNOT_TELL, (("port_in",),)),
        ((MINORS, BY_ICN), {"entered": "2015-03-02"}, CANNOT_TELL, (("born", "port_in"),)),
        ((BY_ICN, LISTED), {"entered": "2014/2015"}, CANNOT_TELL, (("entered", "port_in", "on_list"),)),
        # Stays: ten days over the turn of the half-year lie in one half or the other by five.
        ((FIRST_HALF, SECOND_HALF), {"entered": "2015-06-26/2015-06-27", "exited": "2015-07-05"}, INSIDE, ()),
        (
            (FIRST_HALF, SECOND_HALF),
            {"entered": "2015-06-27", "exited": "2015-07-04/2015-07-05"},
            CANNOT_TELL,
            (("exited",),),
        ),
        (
            (FIRST_HALF, SECOND_HALF),
            {"entered": "2015-06", "exited": "2015-07"},
            CANNOT_TELL,
            (("entered", "exited"),),
        ),
        ((ANY_FIRST, ANY_SECOND), {"entered": "2015-06/2015-07", "exited": "2015-06/2015-07"}, INSIDE, ()),
        (
            (EITHER_BY_ICN, LISTED),
            {"entered": "2015-03-02", "exited": "2015-05-02", "port_in": "PUS"},
            CANNOT_TELL,
            (("port_out", "on_list"),),
        ),
        ((YOUNG_STAY, BY_ICN), {"entered": "2015", "exited": "none"}, CANNOT_TELL, (("entered", "born", "port_in"),)),
        # 40: backwards, for a lawyer: nothing of the traveller's settles the stay.
        ((FIRST_HALF, BY_ICN), {"entered": "2015-03-02", "exited": "2015-02-10"}, CANNOT_TELL, (("port_in",),)),
    ],
    ids=str,
)
def test_windows_weighed_together(windows: tuple, facts: dict, result: str, settled_by: tuple):
    found = joint(*windows, **facts)
    assert (found.result, found.settled_by) == (result, settled_by)
    if result == INSIDE:
        assert found.reasons == ("either_way",) or len(found.windows) == 1


def test_documents_and_other_facts_are_weighed_jointly():
    nationals = window("N", population=Population(passport=("KOR",)), requires=(Condition("channel", ("gate",)),))
    others = window("F", population=Population(passport_not=("KOR",)))
    assert joint(nationals, others, entered="2015").settled_by == (("passport", "channel_in"),)
    assert joint(nationals, others, entered="2015", channel_in="gate").result == INSIDE
    assert joint(nationals, others, entered="2015", channel_in="desk").settled_by == (("passport",),)


def test_where_an_exclusion_leaves_it_to_a_lawyer_so_do_both():
    refused = Exclusion(Condition("capacity", ("refused_entry",)), Result.CANNOT_TELL, "refused_entry")
    windows = [window(name, exclusions=(refused,), asked=(Asked("on_list", "list"),)) for name in ("A", "B")]
    found = joint(*windows, entered="2015", capacity="refused_entry")
    assert (found.result, found.settled_by) == (CANNOT_TELL, ())


def test_45_where_very_much_is_open_all_of_it_is_named(monkeypatch: pytest.MonkeyPatch):
    young_by_month = window("YOUNG", event="stay", ages=(AgeRule(below=18),), min_days=40)
    seventeen = window("SEVENTEEN", event="entry_or_exit", ages=(AgeRule(at_least=17, below=18),))
    found = joint(young_by_month, seventeen)
    assert (found.result, found.settled_by) == (CANNOT_TELL, (("entered", "exited", "born"),))
    exact = joint(MINORS, BY_ICN, entered="2014/2015")
    monkeypatch.setattr(joint_readings, "MOST", 1)
    assert (
        joint(MINORS, BY_ICN, entered="2014/2015").settled_by == exact.settled_by == (("entered", "born", "port_in"),)
    )
    assert joint(MINORS, BY_ICN, entered="2014/2015", passport="KOR", born="2000-01-01").settled_by == (
        ("entered", "port_in"),
    )
    # Here fewer would do, but the entry is not known to the day.
    assert joint(MINORS, BY_ICN, entered="2015").settled_by == (("entered", "born", "port_in"),)
    assert joint(MINORS, OTHERS, entered="2015").result == INSIDE
    assert joint(FIRST_HALF, SECOND_HALF, entered="2015-03-02", exited="2015-02-10").settled_by == ()
