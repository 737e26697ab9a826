"""Facets of a claimant as a lawyer groups suits, and the groups."""

from datetime import date

import pytest

from claims.model.claim_file import Claimant, ClaimFile, EntryRecord, EvidenceFacts
from claims.model.judgement import Judgement, Verdict
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Answer, EvidenceKind, Result
from claims.rules.court_papers import Going
from claims.rules.filing_groups import Facets, ShownReciprocity, facets_of, groups_of
from claims.settings import ROOT
from claims.store.registry import load_registry

REGISTRY = load_registry(ROOT / "disclosures")
SHOWN = {"JPN": ShownReciprocity(country="JPN", source="2013다208388", checked="2026-11-22")}
TODAY = date(2026, 11, 22)


def facets(
    *trips: str,
    now: str = "VNM",
    during: str = "",
    holds_korean: Answer | None = None,
    in_korea: Answer | None = None,
    kinds: tuple[EvidenceKind, ...] = (),
    route: str = "state",
    result: Result = Result.INSIDE,
    today: date = TODAY,
    project: str = "",
    number: int = 1,
) -> Facets:
    """The facets of somebody with these passports on their trips."""
    person = Claimant(nationality=now, nationality_during=during, holds_korean=holds_korean, in_korea=in_korea)
    records = tuple(EntryRecord(id=f"t{n}", passport=code or None) for n, code in enumerate(trips))
    evidence = tuple(
        EvidenceFacts(id=f"e{n}", kind=kind, media_type="image/jpeg", size=1, sha256="", parts=())
        for n, kind in enumerate(kinds)
    )
    verdict = Verdict(project="MOJ-AIRPORT-FACES", result=result, record="t0")
    going = Going(
        number=number,
        reference="REF",
        sent=TODAY,
        file=ClaimFile(language="en", claimant=person, records=records, evidence=evidence),
        desk=DeskFacts(),
        judgement=Judgement(registry_revision="", rule_version=1, judged_at=0, verdicts=(verdict,)),
    )
    return facets_of(going, route=route, registry=REGISTRY, reciprocity=SHOWN, today=today, project=project)


@pytest.mark.parametrize(
    ("trips", "now", "state"),
    [
        (("JPN",), "JPN", "shown"),
        (("VNM",), "VNM", "to_show"),
        (("JPN", "VNM"), "JPN", "to_show"),
        (("KOR",), "USA", "korean"),
        (("KOR", "JPN"), "JPN", "shown"),
        (("KOR", "USA"), "USA", "to_show"),
        (("VNM",), "KOR", "korean"),
        (("XXA",), "XXA", "no_country"),
        (("XXB", "VNM"), "VNM", "to_show"),
        ((), "JPN", "shown"),
        ((), "", "to_show"),
    ],
)
def test_reciprocity_by_the_passports_of_the_trips(trips: tuple[str, ...], now: str, state: str) -> None:
    """The weakest passport decides; a Korean of then or now needs none."""
    found = facets(*trips, now=now)

    assert found.reciprocity == state
    assert found.reciprocity_source == ("2013다208388" if state == "shown" else "")


def test_without_trips_the_nationality_of_then_counts() -> None:
    assert facets(now="USA", during="JPN").reciprocity == "shown"
    assert facets(now="JPN", during="USA").reciprocity == "to_show"
    assert facets("VNM", holds_korean=Answer.YES).reciprocity == "korean"


@pytest.mark.parametrize("route", ["company", "mediation", "demand", "other"])
def test_only_the_state_asks_for_reciprocity(route: str) -> None:
    assert facets("VNM", route=route).reciprocity == "not_asked"


@pytest.mark.parametrize(
    ("in_korea", "address", "security"),
    [
        (Answer.YES, "yes", "no"),
        (Answer.NO, "no", "yes"),
        (Answer.DONT_KNOW, "unknown", "unknown"),
        (None, "unknown", "unknown"),
    ],
)
def test_no_address_in_korea_may_cost_security(in_korea: Answer | None, address: str, security: str) -> None:
    found = facets("VNM", in_korea=in_korea)

    assert (found.in_korea, found.security_for_costs) == (address, security)


def test_the_best_evidence_grades_the_claim() -> None:
    assert facets("VNM").grade == "D"
    assert facets("VNM", kinds=(EvidenceKind.TICKET, EvidenceKind.STAMP)).grade == "B"


def test_the_nearest_day_that_lies_ahead() -> None:
    """Of the matter's own route and project, as long as the claim is not surely outside."""
    assert (facets("VNM").deadline, facets("VNM").deadline_code) == ("2026-12-31", "STATE-5Y-PROJECT-END")
    assert facets("VNM", route="company").deadline == "2029-04-30"
    assert facets("VNM", route="demand").deadline == "2026-12-31"
    assert facets("VNM", today=date(2026, 12, 31)).deadline == "2026-12-31"
    assert facets("VNM", today=date(2027, 1, 1)).deadline == "2027-03-01"
    assert facets("VNM", project="MOJ-AIRPORT-FACES").deadline == "2026-12-31"
    assert facets("VNM", project="SKT-2025").deadline == ""
    assert facets("VNM", result=Result.OUTSIDE).deadline == ""
    assert facets("VNM", result=Result.CANNOT_TELL).deadline == "2026-12-31"
    assert facets("VNM", today=date(2099, 1, 1)).deadline == ""


def test_who_shares_everything_is_one_group() -> None:
    everyone = [
        facets("VNM", number=3),
        facets("JPN", now="JPN", number=2),
        facets("VNM", number=1),
        facets("VNM", in_korea=Answer.NO, number=4),
        facets("VNM", number=5, today=date(2099, 1, 1)),
    ]
    groups = groups_of(iter(everyone))

    assert sorted(group.parties for group in groups) == [(1, 3), (2,), (4,), (5,)]
    assert groups[-1].parties == (5,)
    assert groups[-1].deadline == ""
    assert {group.reciprocity for group in groups} == {"shown", "to_show"}
    assert groups == groups_of(reversed(everyone))
    assert groups_of(()) == ()
