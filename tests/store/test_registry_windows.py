"""Wrong windows and parts of windows, each refused with line and key."""

from pathlib import Path

import pytest

from claims.errors import RegistryError
from tests.store.small_registry import GOOD, line_of, load

PARTS = {
    "segment beyond the window": ("segment", 'id = "S"\nfrom = "2010-08-22"\nto = "2011"\nstrength = "weak"', 'from = "2010-08-22"', "from", "beyond its window"),
    "segment ends too late": ("segment", 'id = "S"\nfrom = "2011"\nto = "2022"\nstrength = "weak"', 'to = "2022"', "to", "beyond its window"),
    "segment backwards": ("segment", 'id = "S"\nfrom = "2012"\nto = "2011"\nstrength = "weak"', 'to = "2011"', "to", "before from"),
    "segment of no strength": ("segment", 'id = "S"\nfrom = "2011"\nto = "2012"\nstrength = "good"', "strength", "strength", "not one of"),
    "segment of an odd age": ("segment", 'id = "S"\nfrom = "2011"\nto = "2012"\nstrength = "weak"\nage_at_least = 0', "age", "age_at_least", "between"),
    "flag of nothing": ("flag", 'code = "f"', 'code = "f"', "code", "either fact and is, or age_below"),
    "flag of two things": ("flag", 'code = "f"\nage_below = 17\nfact = "capacity"\nis = ["crew"]', 'code = "f"', "code", "either"),
    "flag by an unknown fact": ("flag", 'code = "f"\nfact = "shoe"\nis = ["big"]', "fact", "fact", "not one of"),
    "flag by an unknown value": ("flag", 'code = "f"\nfact = "capacity"\nis = ["crew", "captain"]', "is", "is", "'captain'"),
    "flag by a blank": ("flag", 'code = "f"\nfact = "channel"\nis = ["blank"]', "is", "is", "never raises"),
    "note without values": ("note", 'code = "n"\nfact = "registered"\nis = []', "is", "is", "empty list"),
    "exclusion into the range": ("exclusion", 'fact = "capacity"\nis = ["crew"]\nresult = "inside"\nreason = "r"', "result", "result", "outside, cannot_tell"),
    "exclusion without reason": ("exclusion", 'fact = "capacity"\nis = ["crew"]\nresult = "outside"', "[[window.exclusion]]", "reason", "missing"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "body", "mark", "key", "problem"), PARTS.values(), ids=PARTS.keys())
def test_a_wrong_part_of_a_window_is_refused_with_its_line_and_key(
    tmp_path: Path, part: str, body: str, mark: str, key: str, problem: str
):
    extra = 'title = { en = "x" }\nsources = ["letter"]\n' if part == "segment" else ""
    text = f"{GOOD}\n[[window.{part}]]\n{extra}{body}\n"
    with pytest.raises(RegistryError) as refused:
        load(tmp_path, text)
    error = refused.value
    assert error.key == f"window[1].{part}[1].{key}"
    assert problem in error.problem
    assert error.line == line_of(text, mark)


def test_segment_ids_are_used_once_in_a_window(tmp_path: Path):
    part = '\n[[window.segment]]\nid = "S"\nfrom = "2011"\nto = "2012"\nstrength = "weak"\ntitle = { en = "x" }\nsources = ["letter"]\n'
    with pytest.raises(RegistryError, match="used twice in this window") as refused:
        load(tmp_path, GOOD + part + part)
    assert refused.value.key == "window[1].segment[2].id"
