"""What else a window may ask than a document and days: kinds of record, required facts, exclusions, things asked.

Numbers in comments are the rules of docs/matching.md. Ages stand in test_ages.py, stays in test_stays.py.
"""

import pytest

from claims.model.disclosure import Asked, CollectionWindow, Condition, DisclosedProject, Exclusion, Port, Registry
from claims.model.judgement import Finding
from claims.model.vocabulary import Result
from claims.rules.matching import Record, judge, judge_record, judge_trip, silent_windows
from tests.rules.ministry import CANNOT_TELL, INSIDE, OUTSIDE, REGISTRY, window

PORTS = (
    Port("ICN", "Incheon", "KOR", "air"),
    Port("PUS", "Busan", "KOR", "air"),
    Port("KRINC", "Incheon", "KOR", "sea"),
)


def registry_of(*windows: CollectionWindow) -> Registry:
    """A registry of one project with these windows, and three ports."""
    return Registry((DisclosedProject("P", {}, {}, (), windows),), PORTS)


def judged(asks: dict, **facts: str | None) -> Finding:
    """What one window of 2015 that asks this says of one record."""
    (found,) = judge_record(Record("r", **facts), registry_of(window("W", **asks)))
    return found


def requiring(*conditions: tuple[str, tuple[str, ...]], event: str = "entry") -> dict:
    """A window that requires facts."""
    return {"event": event, "requires": tuple(Condition(fact, values) for fact, values in conditions)}  # type: ignore[arg-type]  # the facts of the case


BY_ICN = requiring(("port", ("ICN",)), event="entry_or_exit")
ENTERED_BY_ICN = requiring(("port", ("ICN",)))
IN_INCHEON = requiring(("city", ("Incheon",)))
BY_SEA = requiring(("mode", ("sea",)))


@pytest.mark.parametrize(
    ("asks", "facts", "result", "reasons", "settled_by"),
    [
        # 31: for the event that counts, in the same reading as its day.
        (
            BY_ICN,
            {"entered": "2015-05-01", "port_in": "PUS", "exited": "2015-06-01", "port_out": "ICN"},
            INSIDE,
            ("exit_inside",),
            (),
        ),
        (
            BY_ICN,
            {"entered": "2014-05-01", "port_in": "ICN", "exited": "2015-06-01", "port_out": "PUS"},
            OUTSIDE,
            ("entry_before", "port_other"),
            (),
        ),
        (
            BY_ICN,
            {"entered": "2014-05-01", "exited": "2015-06-01"},
            CANNOT_TELL,
            ("entry_before", "exit_inside", "port_unknown"),
            (("port_out",),),
        ),
        (
            BY_ICN,
            {"entered": "2015-05-01", "exited": "2015-06-01"},
            CANNOT_TELL,
            ("entry_inside", "port_unknown", "exit_inside"),
            (("port_in", "port_out"),),
        ),
        (
            BY_ICN,
            {"entered": "2015", "exited": "2014/2015", "port_in": "PUS"},
            CANNOT_TELL,
            ("entry_inside", "port_other", "exit_partly_known", "port_unknown"),
            (("exited", "port_out"),),
        ),
        (ENTERED_BY_ICN, {"entered": "2015-05-01", "port_in": "ICN"}, INSIDE, ("entry_inside",), ()),
        (ENTERED_BY_ICN, {"entered": "2015-05-01", "port_in": "PUS"}, OUTSIDE, ("port_other",), ()),
        (ENTERED_BY_ICN, {"entered": "2016-05-01", "port_in": "PUS"}, OUTSIDE, ("entry_after", "port_other"), ()),
        (ENTERED_BY_ICN, {"entered": "2016-05-01"}, OUTSIDE, ("entry_after",), ()),
        # 32: a blank is open.
        (
            ENTERED_BY_ICN,
            {"entered": "2015-05-01"},
            CANNOT_TELL,
            ("entry_inside", "port_unknown"),
            (("port_in",),),
        ),
        (
            ENTERED_BY_ICN,
            {"entered": "2015/2016"},
            CANNOT_TELL,
            ("entry_partly_known", "port_unknown"),
            (("entered", "port_in"),),
        ),
        (
            requiring(("port", ("ICN",)), ("mode", ("sea",))),
            {"entered": "2015"},
            OUTSIDE,
            ("port_other", "mode_other"),
            (),
        ),
        (
            requiring(("port", ("KRINC",)), ("mode", ("sea",))),
            {"entered": "2015"},
            CANNOT_TELL,
            ("entry_inside", "port_unknown", "mode_unknown"),
            (("port_in",),),
        ),
        (requiring(("capacity", ("crew", "blank"))), {"entered": "2015"}, INSIDE, ("entry_inside",), ()),
        (
            requiring(("capacity", ("crew",))),
            {"entered": "2015", "capacity": "cruise"},
            OUTSIDE,
            ("capacity_other",),
            (),
        ),
        (
            requiring(("registered", ("yes",))),
            {"entered": "2015", "registered": "dont_know"},
            CANNOT_TELL,
            ("entry_inside", "registered_unknown"),
            (("registered",),),
        ),
        (requiring(("registered", ("yes", "no"))), {"entered": "2015"}, INSIDE, ("entry_inside",), ()),
        (
            requiring(("channel", ("gate",)), event="exit"),
            {"exited": "2015", "channel_in": "gate"},
            CANNOT_TELL,
            ("exit_inside", "channel_unknown"),
            (("channel_out",),),
        ),
        # 33: what the port tells.
        (IN_INCHEON, {"entered": "2015", "port_in": "KRINC"}, INSIDE, ("entry_inside",), ()),
        (IN_INCHEON, {"entered": "2015", "port_in": "PUS"}, OUTSIDE, ("city_other",), ()),
        (
            IN_INCHEON,
            {"entered": "2015", "port_in": "other"},
            CANNOT_TELL,
            ("entry_inside", "city_unknown"),
            (("port_in",),),
        ),
        (ENTERED_BY_ICN, {"entered": "2015", "port_in": "other"}, OUTSIDE, ("port_other",), ()),
        (BY_SEA, {"entered": "2015", "port_in": "ICN"}, OUTSIDE, ("mode_other",), ()),
        (BY_SEA, {"entered": "2015", "port_in": "XYZ"}, CANNOT_TELL, ("entry_inside", "mode_unknown"), (("port_in",),)),
        (
            requiring(("mode", ("air", "sea", "land"))),
            {"entered": "2015", "port_in": "XYZ"},
            INSIDE,
            ("entry_inside",),
            (),
        ),
        (requiring(("country", ("USA",))), {"entered": "2015", "port_in": "ICN"}, OUTSIDE, ("country_other",), ()),
    ],
    ids=str,
)
def test_required_facts(asks: dict, facts: dict, result: str, reasons: tuple[str, ...], settled_by: tuple):
    found = judged(asks, **facts)
    assert (found.result, found.reasons, found.settled_by) == (result, reasons, settled_by)


REFUSED = Exclusion(Condition("capacity", ("refused_entry",)), Result.CANNOT_TELL, "refused_entry")
TRANSIT = Exclusion(Condition("mode", ("sea",)), Result.OUTSIDE, "by_sea")
LIST, NO_LIST, NOTICE = Asked("on_list", "list"), Asked("on_list", "list", "no"), Asked("notice", "notice")


@pytest.mark.parametrize(
    ("asks", "facts", "result", "reasons", "settled_by"),
    [
        # 34: exclusions come first, by what stands.
        (
            {**ENTERED_BY_ICN, "exclusions": (REFUSED,)},
            {"entered": "2015", "port_in": "PUS", "capacity": "refused_entry"},
            CANNOT_TELL,
            ("refused_entry",),
            (),
        ),
        ({"exclusions": (TRANSIT,)}, {"entered": "2015", "port_in": "KRINC"}, OUTSIDE, ("by_sea",), ()),
        ({"exclusions": (TRANSIT,)}, {"entered": "2015"}, INSIDE, ("entry_inside",), ()),
        # 37: asked, and unknown from any record.
        ({"asked": (LIST,)}, {"entered": "2015"}, CANNOT_TELL, ("entry_inside", "asked_unknown"), (("on_list",),)),
        ({"asked": (NO_LIST,)}, {"entered": "2015"}, CANNOT_TELL, ("entry_inside", "asked_unknown"), (("on_list",),)),
        ({"asked": (LIST,)}, {"entered": "2014"}, OUTSIDE, ("entry_before",), ()),
        ({"asked": (LIST, NO_LIST)}, {"entered": "2015"}, OUTSIDE, ("asked_unknown",), ()),
        (
            {"asked": (LIST, NOTICE), **ENTERED_BY_ICN},
            {"entered": "2014/2015"},
            CANNOT_TELL,
            ("entry_partly_known", "port_unknown", "asked_unknown"),
            (("entered", "port_in", "on_list", "notice"),),
        ),
        ({"asked": (LIST,), **ENTERED_BY_ICN}, {"entered": "2015", "port_in": "PUS"}, OUTSIDE, ("port_other",), ()),
    ],
    ids=str,
)
def test_exclusions_and_what_is_asked(
    asks: dict, facts: dict, result: str, reasons: tuple[str, ...], settled_by: tuple
):
    found = judged(asks, **facts)
    assert (found.result, found.reasons, found.settled_by) == (result, reasons, settled_by)


def test_what_rules_a_window_out_leaves_no_strength():
    found = judged(ENTERED_BY_ICN, entered="2015", port_in="PUS")
    assert (found.strength, found.segments, found.flags) == (None, (), ())
    assert judged(ENTERED_BY_ICN, entered="2015").strength == "unrated"


def test_every_criterion_has_its_value_and_the_fact_behind_it():
    asks = {**requiring(("city", ("Incheon",)), ("capacity", ("crew",)), event="entry_or_exit"), "asked": (LIST,)}
    found = judged(asks, entered="2015", port_in="ICN", port_out="other", exited="none", capacity="cruise")
    assert [(one.name, one.value, one.fact, one.given) for one in found.criteria] == [
        ("population", "true", "passport", None),
        ("entry", "true", "entered", "2015"),
        ("exit", "false", "exited", "none"),
        ("capacity", "false", "capacity", "cruise"),
        ("city", "true", "port_in", "ICN"),
        ("city", "unknown", "port_out", "other"),
        ("asked", "unknown", "on_list", None),
    ]
    assert dict(found.inputs)["port_out"] == "other"


def test_30_a_window_is_judged_by_one_kind_of_record():
    account = window("A", records="account-facebook")
    registry = registry_of(window("W"), account)
    record = Record("r", entered="2015-05-01")
    assert [one.window for one in judge_record(record, registry)] == ["W"]
    assert [one.window for one in judge_record(record, registry, records="account-facebook")] == ["A"]
    assert silent_windows(registry) == (account,)
    assert [one.id for one in silent_windows(registry, records="account-facebook")] == ["W"]
    assert judge_record(record, registry, records="notice-SKT") == ()
    assert judge_trip(record, registry, records="notice-SKT").results == ()
    judgement = judge([record], registry, records="account-facebook", now_seconds=0)
    assert [one.window for one in judgement.findings] == ["A"]
    assert silent_windows(REGISTRY) == tuple(
        one for project in REGISTRY.projects for one in project.collection_windows if one.records != "border-KOR"
    )


def test_43_overlapping_classes_are_each_judged_for_themselves():
    whole = window("WHOLE", event="stay", records="residence-US")
    part = window("PART", event="stay", records="residence-US", subclass_of="WHOLE", min_days=200)
    registry = registry_of(whole, part)
    found = judge_trip(Record("r", entered="2015-01-01", exited="2015-12-31"), registry, records="residence-US")
    assert [(one.window, one.result) for one in found.findings] == [("WHOLE", INSIDE), ("PART", INSIDE)]
    found = judge_trip(Record("r", entered="2015-01-01", exited="2015-02-01"), registry, records="residence-US")
    assert [(one.window, one.result) for one in found.findings] == [("WHOLE", INSIDE), ("PART", OUTSIDE)]
    assert found.results[0].windows == ("WHOLE",)
