"""What a column that is blank, or a port that nobody lists, may tell about what a window requires.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.model.disclosure import Condition, Port
from claims.rules.conditions import Requirement, requirements
from claims.rules.records import Record, read_trip

PORTS = (
    Port("ICN", "Incheon", "KOR", "air"),
    Port("KRINC", "Incheon", "KOR", "sea"),
    Port("PUS", "Busan", "KOR", "air"),
)
MET, NOT_MET, OPEN = {True}, {False}, {True, False}


def required(*conditions: tuple[str, tuple[str, ...]], event: str = "entered") -> Requirement:
    (one,) = requirements(
        tuple(Condition(fact, values) for fact, values in conditions),  # type: ignore[arg-type]  # the facts of the case
        event=event,
        ports=PORTS,
    )
    return one


@pytest.mark.parametrize(
    ("conditions", "given", "ways"),
    [
        # 32: all that is required of one column at once.
        ([("port", ("ICN",)), ("mode", ("sea",))], None, NOT_MET),
        ([("port", ("ICN", "KRINC")), ("mode", ("sea",))], None, OPEN),
        ([("city", ("Incheon",)), ("mode", ("land",))], None, OPEN),
        ([("city", ("Incheon",)), ("city", ("Busan",))], None, NOT_MET),
        ([("mode", ("air",)), ("mode", ("sea", "land"))], None, NOT_MET),
        ([("mode", ("air", "sea", "land"))], None, MET),
        ([("port", ("ICN", "blank"))], None, MET),
        ([("port", ("ICN", "blank")), ("mode", ("air",))], None, OPEN),
        # 33: a port that nobody lists is like no other; where it lies is open.
        ([("port", ("ICN",))], "XYZ", NOT_MET),
        ([("port", ("XYZ",))], "XYZ", MET),
        ([("port", ("other",))], "other", MET),
        ([("city", ("Incheon",))], "XYZ", OPEN),
        ([("port", ("ICN",)), ("city", ("Incheon",))], "XYZ", NOT_MET),
        ([("port", ("XYZ",)), ("city", ("Incheon",))], "XYZ", OPEN),
        ([("city", ("Incheon", "blank"))], "XYZ", MET),
        ([("city", ("Incheon",)), ("city", ("Busan",))], "XYZ", NOT_MET),
        ([("city", ("Incheon",)), ("country", ("KOR",))], "PUS", NOT_MET),
        ([("city", ("Incheon",)), ("country", ("KOR",))], "KRINC", MET),
    ],
    ids=str,
)
def test_ways_a_requirement_may_turn_out(conditions: list, given: str | None, ways: set[bool]):
    one = required(*conditions)
    assert one.ways(read_trip(Record("r", port_in=given))) == ways
    assert one.codes(read_trip(Record("r", port_in=given))) == [] or ways != MET


@pytest.mark.parametrize(
    ("fact", "values", "facts", "ways"),
    [
        ("capacity", ("crew",), {}, OPEN),
        ("capacity", ("crew",), {"capacity": "crew"}, MET),
        ("capacity", ("crew",), {"capacity": "transit"}, NOT_MET),
        ("registered", ("yes",), {"registered": "dont_know"}, OPEN),
        ("registered", ("yes", "no"), {}, MET),
        ("holds_korean", ("no",), {"holds_korean": "yes"}, NOT_MET),
        ("gate_registered", ("yes",), {}, OPEN),
    ],
)
def test_other_columns(fact: str, values: tuple[str, ...], facts: dict, ways: set[bool]):
    assert required((fact, values)).ways(read_trip(Record("r", **facts))) == ways


@pytest.mark.parametrize(
    ("event", "column"), [("entered", "channel_in"), ("exited", "channel_out"), ("stay", "channel_in")]
)
def test_the_column_is_the_events_own(event: str, column: str):
    assert required(("channel", ("gate",)), event=event).column == column
