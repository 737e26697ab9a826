"""An address of a part, and the file with it, with another in its place, and without it."""

from typing import Any

import pytest

from claims.desks.disclosures.parts import mark_of, new_part_at, part_at, with_part, without_part
from claims.errors import NotFound

PROJECT: dict[str, Any] = {
    "code": "MOJ",
    "source": [{"key": "a"}],
    "window": [{"id": "W1"}, {"id": "W2", "flag": [{"code": "sofa"}, {"code": "crew"}]}],
}


def test_a_part_is_found_by_name_and_within_a_window_by_number() -> None:
    assert (part_at(PROJECT, "window/W2").path, part_at(PROJECT, "window/W2").name) == (("window", 1), "W2")
    flag = part_at(PROJECT, "window/W2/flag/2")
    assert (flag.path, flag.window, flag.name, flag.mark) == (
        ("window", 1, "flag", 1),
        "W2",
        "crew",
        mark_of({"code": "crew"}),
    )


def test_a_new_part_stands_at_the_end() -> None:
    assert new_part_at(PROJECT, "fact").path == ("fact", 0)
    assert new_part_at(PROJECT, "window/W2/flag").path == ("window", 1, "flag", 2)
    assert new_part_at(PROJECT, "window/W1/segment").mark == ""


def test_it_is_put_replaced_and_taken_out() -> None:
    more = with_part(PROJECT, new_part_at(PROJECT, "window/W1/note"), {"code": "n"})
    assert more["window"][0] == {"id": "W1", "note": [{"code": "n"}]}
    assert without_part(more, part_at(more, "window/W1/note/1")) == PROJECT, "an empty list is no list"
    other = with_part(PROJECT, part_at(PROJECT, "window/W2/flag/1"), {"code": "x"})
    assert other["window"][1]["flag"] == [{"code": "x"}, {"code": "crew"}]
    assert [window["id"] for window in without_part(PROJECT, part_at(PROJECT, "window/W1"))["window"]] == ["W2"]
    assert PROJECT["window"][1]["flag"] == [{"code": "sofa"}, {"code": "crew"}], "the old one is not touched"


@pytest.mark.parametrize(
    "place",
    ["", "code", "window", "window/W3", "window/W2/flag", "window/W2/flag/3", "source/a/flag/1", "window/W2/flag/1/x"],
)
def test_no_other_address_names_a_part(place: str) -> None:
    with pytest.raises(NotFound):
        part_at(PROJECT, place)


@pytest.mark.parametrize("place", ["", "code", "window/W3/flag", "window/W1/window", "source/a/flag", "window/W1"])
def test_no_other_address_takes_a_new_one(place: str) -> None:
    with pytest.raises(NotFound):
        new_part_at(PROJECT, place)
