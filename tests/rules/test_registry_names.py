"""Ids mean one thing for ever."""

import pytest

from claims.model.disclosure import CollectionWindow, DisclosedProject, Registry
from claims.rules.registry_names import NameMisused, UsedName, misused_names, names_of


def registry(code: str, *windows: tuple[str, str]) -> Registry:
    """A registry of one project with windows (id, group)."""
    made = tuple(
        CollectionWindow(name, "collection", group, "official", "entry", "2010", "2020") for name, group in windows
    )
    return Registry(projects=(DisclosedProject(code=code, title={}, summary={}, sources=(), windows=made),))


BEFORE = {
    "MOJ": UsedName("MOJ", ""),
    "FN": UsedName("MOJ", "FOREIGNERS"),
    "OLD": UsedName("MOJ", "FOREIGNERS", retracted=3),
    "GONE": UsedName("GONE", "", retracted=2),
}


def test_names_are_codes_and_window_ids() -> None:
    assert names_of(registry("MOJ", ("FN", "FOREIGNERS"))) == {"MOJ": BEFORE["MOJ"], "FN": BEFORE["FN"]}


@pytest.mark.parametrize(
    ("proposed", "found"),
    [
        (registry("MOJ", ("FN", "FOREIGNERS"), ("NEW", "NEW")), []),
        (registry("MOJ"), []),
        (registry("MOJ", ("OLD", "FOREIGNERS")), [("OLD", "name_retracted")]),
        (registry("MOJ", ("FN", "OTHERS")), [("FN", "name_regrouped")]),
        (registry("SHOP", ("FN", "FOREIGNERS")), [("FN", "name_moved")]),
        (registry("SHOP", ("MOJ", "X")), [("MOJ", "name_moved")]),
        (registry("GONE", ("NEW", "NEW")), [("GONE", "name_retracted")]),
        (registry("FN", ("NEW", "NEW")), [("FN", "name_moved")]),
    ],
)
def test_another_meaning_is_noticed(proposed: Registry, found: list[tuple[str, str]]) -> None:
    wrong = list(misused_names(proposed, before=BEFORE))

    assert [(each.name, each.reason) for each in wrong] == found
    assert all(isinstance(each, NameMisused) and each.before == BEFORE[each.name] for each in wrong)
