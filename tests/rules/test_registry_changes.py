"""Comparing two states of a project: every part that differs, old beside new, and nothing else."""

import copy

from claims.rules.registry_changes import FieldChange, PartChange, changes_between

OLD = {
    "code": "MOJ",
    "title": {"ko": "사진", "en": "Faces"},
    "source": [{"key": "a", "title": "A"}],
    "window": [
        {
            "id": "W1",
            "to": "2021",
            "sources": ["a"],
            "segment": [{"id": "S1", "from": "2010"}, {"id": "S2", "from": "2012"}],
        },
        {"id": "W2", "to": ".."},
    ],
}


def changed() -> dict:
    """A copy to change."""
    return copy.deepcopy(OLD)


def test_the_same_says_nothing() -> None:
    assert changes_between(OLD, changed()) == ()


def test_each_part_is_told_apart() -> None:
    new = changed()
    new["title"]["en"] = "Photos"
    new["window"][0]["to"] = "2022"
    new["window"][0]["segment"][1]["from"] = "2013"
    del new["window"][1]
    new["source"].append({"key": "b", "title": "B"})
    new["fact"] = [{"code": "f", "date": "2020"}]

    assert changes_between(OLD, new) == (
        PartChange("project", "MOJ", "changed", (FieldChange(("title", "en"), "Faces", "Photos"),)),
        PartChange("window", "W1", "changed", (FieldChange(("to",), "2021", "2022"),)),
        PartChange("window", "W2", "retracted", (FieldChange(("id",), "W2", None), FieldChange(("to",), "..", None))),
        PartChange("segment", "W1/S2", "changed", (FieldChange(("from",), "2012", "2013"),)),
        PartChange("source", "b", "added", (FieldChange(("key",), None, "b"), FieldChange(("title",), None, "B"))),
        PartChange("fact", "f", "added", (FieldChange(("code",), None, "f"), FieldChange(("date",), None, "2020"))),
    )


def test_a_whole_project_comes_and_goes() -> None:
    assert {change.how for change in changes_between(None, OLD)} == {"added"}
    assert {change.how for change in changes_between(OLD, None)} == {"retracted"}
    assert [change.name for change in changes_between(None, OLD)] == ["MOJ", "W1", "W2", "W1/S1", "W1/S2", "a"]


def test_words_that_were_not_there_in_a_language_are_new() -> None:
    new = changed()
    new["title"]["vi"] = "Ảnh"

    assert changes_between(OLD, new)[0].fields == (FieldChange(("title", "vi"), None, "Ảnh"),)
