"""Check 11: a character that no font draws stops the paper and is named with its field; it never becomes an empty box."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from claims.errors import NotValid
from claims.model.power_paper import Agent, CaseNamed, Principal, Signature
from claims.store.demand_papers import demand_letter
from claims.store.exhibit_lists import exhibit_lists
from tests.court_paper_samples import (
    AGENT,
    CASE,
    COURT_PAPERS,
    HEAD,
    exhibit_rows,
    letter,
    party_rows,
    power,
    principal,
    set_party_lists,
    set_power,
)
from tests.paper_samples import sample_press

BAD = "Nguyễn 😀"


def refused(make: Callable[[], object]) -> dict[str, object]:
    with pytest.raises(NotValid) as refusal:
        make()
    assert refusal.value.reason == "missing_glyph"
    return refusal.value.facts


@pytest.mark.parametrize("paper", COURT_PAPERS)
@pytest.mark.parametrize(("character", "codepoint"), [("😀", "U+1F600"), ("\ue000", "U+E000"), ("\u0378", "U+0378")])
def test_every_paper_stops_and_names_character_and_field(paper: str, character: str, codepoint: str) -> None:
    facts = refused(lambda: COURT_PAPERS[paper](f"Linh {character}"))

    assert facts["character"] == character
    assert facts["codepoint"] == codepoint
    assert facts["paper"] == paper
    assert str(facts["field"]).startswith("paper.")


@pytest.mark.parametrize("field", [f.name for f in fields(Principal)])
def test_each_field_of_a_principal(field: str) -> None:
    facts = refused(lambda: set_power(power(principal=principal(**{field: BAD}))))
    assert facts["field"] == f"paper.principal.{field}"


@pytest.mark.parametrize("field", [f.name for f in fields(Agent)])
def test_each_field_of_counsel(field: str) -> None:
    agent = replace(AGENT, **{field: BAD})
    assert refused(lambda: set_power(power(agent=agent)))["field"] == f"paper.agent.{field}"
    printed = (
        refused(lambda: demand_letter(letter(sender=agent), press=sample_press())) if field != "registration" else {}
    )
    assert printed.get("field", f"paper.sender.{field}") == f"paper.sender.{field}"


@pytest.mark.parametrize("field", [f.name for f in fields(CaseNamed)])
def test_each_field_of_a_case(field: str) -> None:
    facts = refused(lambda: set_power(power(case=replace(CASE, **{field: BAD}))))
    assert facts["field"] == f"paper.case.{field}"


def test_the_line_of_the_second_parent() -> None:
    lines = (Signature(name="Linh", relation="parent"), Signature(name=BAD, relation="parent"))
    assert refused(lambda: set_power(power(signatures=lines)))["field"] == "paper.signatures[1].name"


@pytest.mark.parametrize("field", ["name", "name_hangul", "name_latin", "born", "address", "representative", "group"])
def test_each_field_of_a_party(field: str) -> None:
    rows = party_rows(3)
    rows[2] = replace(rows[2], **{field: BAD})  # type: ignore[arg-type]  # texts only
    assert refused(lambda: set_party_lists(rows))["field"] == f"paper.rows[2].{field}"


@pytest.mark.parametrize("field", ["number", "title", "made_on", "author", "purpose", "remark"])
def test_each_field_of_an_exhibit(field: str) -> None:
    rows = exhibit_rows(2)
    rows[1] = replace(rows[1], **{field: BAD})  # type: ignore[arg-type]  # texts only
    facts = refused(lambda: list(exhibit_lists(rows, press=sample_press(), head=HEAD)))
    assert facts["field"] == f"paper.rows[1].{field}"


@pytest.mark.parametrize("field", ["matter", "defendant", "defendant_address", "project", "claim"])
def test_each_field_of_a_demand(field: str) -> None:
    facts = refused(lambda: demand_letter(letter(**{field: BAD}), press=sample_press()))
    assert facts["field"] == f"paper.{field}"
