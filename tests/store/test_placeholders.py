"""Names in braces are filled once, and a missing or misspelt one refuses."""

import pytest

from claims.errors import StartRefused
from claims.store.placeholders import (
    OFFICE_FACTS,
    check_office_facts,
    check_placeholders,
    filled,
    placeholders_in,
)


def test_every_name_is_found_once():
    assert placeholders_in("{office}, {firms} and {office}") == {"office", "firms"}


def test_filling_replaces_each_and_keeps_braces_inside_a_fact():
    facts = {"office": "A {firms} B", "firms": "Kim"}
    assert filled("{office}: {firms}, {firms}", facts) == "A {firms} B: Kim, Kim"


@pytest.mark.parametrize("facts", [{}, {"contact": ""}, {"contact": "  "}])
def test_a_missing_or_blank_fact_is_refused_by_name(facts):
    with pytest.raises(StartRefused, match="contact"):
        filled("Write to {contact}.", facts)


def test_all_facts_are_needed_at_the_start():
    whole = {name: "x" for name in OFFICE_FACTS}
    check_office_facts(whole)
    for name in OFFICE_FACTS:
        with pytest.raises(StartRefused, match=name):
            check_office_facts(whole | {name: ""})


@pytest.mark.parametrize("text", ["{ofice}", "{office", "office}", "{}", "{Office}", "{office.name}"])
def test_unknown_names_and_lone_braces_are_refused_with_their_place(text):
    with pytest.raises(StartRefused, match=r"C1/1/en\.toml: plain"):
        check_placeholders(text, where="C1/1/en.toml: plain")


def test_known_names_pass():
    check_placeholders("{office} {retention_years}", where="here")
