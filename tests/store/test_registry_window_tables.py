"""Wrong windows and parts of windows, each refused with line and key; and each kind of criterion, read."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import RegistryError
from claims.model.disclosure import AgeRule, CollectionWindow, Condition, Weight
from claims.store.registry_file import problems_of_text, read_project
from tests.store.small_registry import EXAMPLES, GOOD, line_of, load, put, with_example

PARTS = {
    "segment beyond the window": ("segment", 'id = "S"\nfrom = "2010-08-22"\nto = "2011"\nstrength = "weak"', 'from = "2010-08-22"', "from", "beyond its window"),
    "segment ends too late": ("segment", 'id = "S"\nfrom = "2011"\nto = "2022"\nstrength = "weak"', 'to = "2022"', "to", "beyond its window"),
    "segment backwards": ("segment", 'id = "S"\nfrom = "2012"\nto = "2011"\nstrength = "weak"', 'to = "2011"', "to", "before from"),
    "segment of no strength": ("segment", 'id = "S"\nfrom = "2011"\nto = "2012"\nstrength = "good"', "strength", "strength", "not one of"),
    "segment of an odd age": ("segment", 'id = "S"\nfrom = "2011"\nto = "2012"\nstrength = "weak"\nage_at_least = 0', "age", "age_at_least", "must be at least 1"),
    "flag of nothing": ("flag", 'code = "f"', 'code = "f"', "code", "either fact and is, or age_below"),
    "flag of two things": ("flag", 'code = "f"\nage_below = 17\nfact = "capacity"\nis = ["crew"]', 'code = "f"', "code", "either"),
    "flag by an unknown fact": ("flag", 'code = "f"\nfact = "shoe"\nis = ["big"]', "fact", "fact", "not one of"),
    "flag by an unknown value": ("flag", 'code = "f"\nfact = "capacity"\nis = ["crew", "captain"]', "is", "is", "'captain'"),
    "flag by a blank": ("flag", 'code = "f"\nfact = "channel"\nis = ["blank"]', "is", "is", "never raises"),
    "note without values": ("note", 'code = "n"\nfact = "registered"\nis = []', "is", "is", "empty list"),
    "exclusion into the range": ("exclusion", 'fact = "capacity"\nis = ["crew"]\nresult = "inside"\nreason = "r"', "result", "result", "outside, cannot_tell"),
    "exclusion without reason": ("exclusion", 'fact = "capacity"\nis = ["crew"]\nresult = "outside"', "[[window.exclusion]]", "reason", "missing"),
    "flag by half a fact": ("flag", 'code = "f"\nfact = "capacity"', "[[window.flag]]", "is", "both fact and is"),
    "requirement of a blank": ("requires", 'fact = "port"\nis = ["ICN", "blank"]', "is", "is", "take out"),
    "a requirement that is no mode": ("requires", 'fact = "mode"\nis = ["rail"]', "is", "is", "not one of: air, sea, land"),
    "an age of nothing": ("age", 'on = "event"', "[[window.age]]", "", "at_least or below"),
    "an age of nobody": ("age", "at_least = 18\nbelow = 18", "below", "below", "nobody is of that age"),
    "age on a month": ("age", 'on = "2017-05"\nbelow = 18', "on", "on", "must be one day"),
    "asked for maybe": ("asked", 'code = "a"\nkind = "list"\nwanted = "maybe"', "wanted", "wanted", "not one of: yes, no"),
    "asked of a strange kind": ("asked", 'code = "a"\nkind = "rumour"', "kind", "kind", "list, notice, status"),
}  # fmt: skip

WINDOWS = {
    "days of no stay": (put('event = "entry"', 'event = "entry"\nmin_days = 2'), "min_days", "the days of a stay"),
    "a stay longer than the window": (
        put('event = "entry"', 'event = "stay"\nmin_days = 5000'),
        "min_days",
        "the window has only 4077 days",
    ),
    "months of no stay": (
        put('event = "entry"', 'event = "entry"\nweight = { unit = "months" }'),
        "weight.unit",
        "the months of a stay",
    ),
    "shares of no number": (
        put('event = "entry"', 'event = "entry"\nweight = { unit = "shares" }'),
        "weight.shares",
        "give shares with",
    ),
    "months with shares": (
        put('event = "entry"', 'event = "stay"\nweight = { unit = "months", shares = 3 }'),
        "weight.shares",
        "and only then",
    ),
    "a part of nothing": (
        put('event = "entry"', 'event = "entry"\nsubclass_of = "X"'),
        "subclass_of",
        "has the id 'X'",
    ),
    "a part of itself": (
        put('event = "entry"', 'event = "entry"\nsubclass_of = "EXAMPLE-1"'),
        "subclass_of",
        "a part of itself",
    ),
}


def with_part(part: str, body: str) -> str:
    """The smallest file, its window with one part more."""
    extra = 'title = { en = "x" }\nsources = ["letter"]\n' if part in ("segment", "asked") else ""
    return f"{GOOD}\n[[window.{part}]]\n{extra}{body}\n"


@pytest.mark.parametrize(("part", "body", "mark", "key", "problem"), PARTS.values(), ids=PARTS.keys())
def test_a_wrong_part_of_a_window_is_refused_with_its_line_and_key(
    tmp_path: Path, part: str, body: str, mark: str, key: str, problem: str
):
    text = with_part(part, body)
    with pytest.raises(RegistryError) as refused:
        load(tmp_path, text)
    error = refused.value
    assert error.key == f"window[1].{part}[1].{key}".rstrip(".")
    assert problem in error.problem
    assert error.line == line_of(text, mark)


@pytest.mark.parametrize(("text", "key", "problem"), WINDOWS.values(), ids=WINDOWS.keys())
def test_what_a_window_asks_must_hold_together(text: str, key: str, problem: str):
    (error,) = problems_of_text(text, name="x")
    assert error.key == f"window[1].{key}"
    assert problem in error.problem
    assert error.line == line_of(text, key.split(".")[0])


@pytest.mark.parametrize(("part", "key"), [("segment", "id"), ("asked", "code")])
def test_names_of_parts_are_used_once_in_a_window(part: str, key: str):
    days = 'from = "2011"\nto = "2012"\nstrength = "weak"' if part == "segment" else 'kind = "list"'
    text = with_part(part, f'{key} = "S"\n{days}')
    (error,) = problems_of_text(text + text.removeprefix(GOOD), name="x")
    assert (error.key, error.problem) == (f"window[1].{part}[2].{key}", "'S' is used twice in this window")


def two_windows(first: str = "", second: str = "") -> str:
    """The smallest file with a second window; lines added to either."""
    window = GOOD[GOOD.index("[[window]]") :]
    other = window.replace("EXAMPLE-1", "EXAMPLE-2").replace('group = "EXAMPLE"', 'group = "OTHER"')
    return "\n".join([GOOD.replace('event = "entry"', f'event = "entry"\n{first}'), other + second])


def test_windows_are_parts_of_one_another_in_one_direction_only():
    assert not problems_of_text(two_windows(second='subclass_of = "EXAMPLE-1"'), name="x")
    found = problems_of_text(two_windows('subclass_of = "EXAMPLE-2"', 'subclass_of = "EXAMPLE-1"'), name="x")
    assert [(error.key, error.problem) for error in found] == [
        ("window[1].subclass_of", "EXAMPLE-1 would be a part of itself"),
        ("window[2].subclass_of", "EXAMPLE-2 would be a part of itself"),
    ]


def test_reports_of_one_fact_are_judged_by_the_same_kind_of_record():
    text = two_windows(second='records = "border-USA"').replace('"OTHER"', '"EXAMPLE"')
    (error,) = problems_of_text(text, name="x")
    assert (error.key, error.problem) == (
        "window[2].group",
        "EXAMPLE-2 shares a group with EXAMPLE-1, which is about other records",
    )


def window(text: str) -> CollectionWindow:
    """The one window of a text."""
    return read_project(text, name="x").windows[0]


def test_each_kind_of_criterion_is_read():
    stay = window(
        put(
            'event = "entry"',
            'records = "residence-US-IL"\nevent = "stay"\nmin_days = 183\nweight = { unit = "months" }',
        )
    )
    assert (stay.records, stay.event, stay.min_days, stay.weight) == ("residence-US-IL", "stay", 183, Weight("months"))
    place = window(with_part("requires", 'fact = "country"\nis = ["USA"]'))
    assert place.requires == (Condition("country", ("USA",)),)
    aged = window(with_part("age", 'on = "2017-05-13"\nbelow = 18'))
    assert aged.ages == (AgeRule(on="2017-05-13", below=18),)
    assert window(with_part("age", "at_least = 17")).ages == (AgeRule(on="event", at_least=17),)
    (asked,) = window(with_part("asked", 'code = "family"\nkind = "family"\nwanted = "no"')).asked
    assert (asked.code, asked.kind, asked.wanted, asked.sources) == ("family", "family", "no", ("letter",))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0])
def test_every_example_of_the_readme_is_read(example: str):
    first, second = read_project(with_example(example), name="x").windows
    assert replace(second, id=first.id, group=first.group) != first


def test_the_examples_of_the_readme_show_every_criterion():
    shown = [read_project(with_example(example), name="x").windows[1] for example in EXAMPLES]
    for key in ("requires", "ages", "asked", "weight", "subclass_of"):
        assert any(getattr(window, key) for window in shown), key
    assert any(window.min_days > 1 and window.event == "stay" for window in shown)


def test_a_window_that_says_nothing_more_is_of_trips_over_the_border_of_korea():
    plain = window(GOOD)
    assert (plain.records, plain.min_days, plain.weight, plain.subclass_of) == ("border-KOR", 1, None, "")
    assert (plain.requires, plain.ages, plain.asked) == ((), (), ())


@pytest.mark.parametrize("edge", ["..", "unknown"])
def test_a_window_may_be_open_or_of_unknown_extent(edge: str):
    assert window(put('to = "2021-10-20"', f'to = "{edge}"')).to == edge
    assert window(put('from = "2010-08-23"', f'from = "{edge}"')).from_ == edge
