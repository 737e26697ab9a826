"""The disclosure files as shipped: every kind of criterion occurs in them, and everything they say has a source."""

import re
from collections.abc import Iterator

import pytest

from claims.model.disclosure import ON_EVENT, CollectionWindow, DisclosedProject
from claims.rules.dates import read_date
from claims.settings import ROOT
from claims.store.registry import load_registry

REGISTRY = load_registry(ROOT / "disclosures")
WINDOWS = {window.id: window for project in REGISTRY.projects for window in project.windows}
PROJECTS = [pytest.param(project, id=project.code) for project in REGISTRY.projects]
LANGUAGES = {"ko", "en", "zh-Hans", "ja", "vi", "ar"}
EDGE_WORDS = ("..", "unknown")
NEVER_SAID = re.compile(r"your (photo|face|image|data) (was|were|has been|have been) used", re.IGNORECASE)


def edges(window: CollectionWindow) -> list[str]:
    """The edges that are dates."""
    return [edge for edge in (window.from_, window.to) if edge not in EDGE_WORDS]


def closed(window: CollectionWindow) -> bool:
    """Both edges are exact days."""
    return len(edges(window)) == 2 and all(read_date(edge).exact for edge in edges(window))


def facts_looked_at(window: CollectionWindow) -> set[str]:
    """Every fact some condition of the window looks at."""
    rules = [*window.notes, *window.exclusions, *(rule for rule in window.flags if rule.condition)]
    rules += [rule for segment in window.segments for rule in segment.stronger]
    return {rule.condition.fact for rule in rules} | {condition.fact for condition in window.requires}


def asks(window: CollectionWindow, kind: str, *, wanted: str = "yes") -> bool:
    """It asks something of that kind."""
    return any(asked.kind == kind and asked.wanted == wanted for asked in window.asked)


def ages_on_event(window: CollectionWindow) -> bool:
    """It looks at an age on the day of the event."""
    on_event = [rule for rule in window.ages if rule.on == ON_EVENT]
    return bool(on_event) or any(rule.age_below for rule in window.flags)


KINDS = {
    "closed": (closed, {"MOJ-FN-FOI", "FACEBOOK-PROFILE-CLASS", "EQUIFAX-LOSSES"}),
    "open start": (lambda w: w.from_ == "..", {"WINDRUSH-1988", "CLEARVIEW-US", "SKT-MEDIATION"}),
    "open end": (lambda w: w.to == "..", {"EQUIFAX-CLASS", "COUPANG-NOTICE"}),
    "end nobody has said": (lambda w: w.to == "unknown", {"BUCHEON-PLAN"}),
    "known by month": (
        lambda w: any(len(edge) == len("2018-08") for edge in edges(w)),
        {"PERCEPTICS-OIG", "BUCHEON-PLAN", "MOJ-KR-PRESS"},
    ),
    "event": (lambda w: w.event != "stay", {"MOJ-FN-FOI", "WINDRUSH-1988"}),
    "stay": (lambda w: w.event == "stay", {"FACEBOOK-BIPA-CLASS", "FACEBOOK-PROFILE-CLASS", "CLEARVIEW-US"}),
    "least days": (lambda w: w.min_days == 183, {"FACEBOOK-BIPA-CLASS"}),
    "months weigh": (lambda w: w.weight and w.weight.unit == "months", {"FACEBOOK-PROFILE-CLASS"}),
    "shares weigh": (lambda w: w.weight and w.weight.shares == 10, {"CLEARVIEW-IL"}),
    "age on the event": (ages_on_event, {"MOJ-FN-FOI"}),
    "age on a fixed day": (lambda w: any(rule.on == "2017-05-13" for rule in w.ages), {"EQUIFAX-MINORS"}),
    "port": (lambda w: "port" in facts_looked_at(w), {"PERCEPTICS-OIG", "MOJ-CCTV"}),
    "mode": (lambda w: "mode" in facts_looked_at(w), {"PERCEPTICS-OIG"}),
    "country": (lambda w: "country" in facts_looked_at(w), {"PERCEPTICS-OIG"}),
    "city": (lambda w: "city" in facts_looked_at(w), {"BUCHEON-PLAN"}),
    "channel": (lambda w: "channel" in facts_looked_at(w), {"MOJ-KR-FOI"}),
    "passport": (lambda w: w.population.passport or w.population.passport_not, {"MOJ-KR-FOI", "MOJ-FN-FOI"}),
    "on a list": (lambda w: asks(w, "list"), {"EQUIFAX-CLASS"}),
    "notice received": (lambda w: asks(w, "notice"), {"SKT-MEDIATION", "COUPANG-NOTICE"}),
    "status": (lambda w: asks(w, "status"), {"BUCHEON-PLAN"}),
    "residence elsewhere": (lambda w: asks(w, "residence"), {"CLEARVIEW-IL", "CLEARVIEW-NY"}),
    "an account": (lambda w: asks(w, "account"), {"FACEBOOK-BIPA-CLASS"}),
    "family link": (lambda w: asks(w, "family"), {"WINDRUSH-FAMILY"}),
    "not a status": (lambda w: asks(w, "status", wanted="no"), {"FACEBOOK-PROFILE-CLASS"}),
    "not elsewhere already": (lambda w: asks(w, "other", wanted="no"), {"SKT-MEDIATION"}),
    "subclass": (lambda w: w.subclass_of == "CLEARVIEW-US", {f"CLEARVIEW-{s}" for s in ("CA", "IL", "NY", "VA")}),
    "exclusion": (lambda w: w.exclusions, {"MOJ-KR-FOI", "MOJ-FN-FOI"}),
    "context": (lambda w: w.role == "context", {"MOJ-USE", "MOJ-CCTV", "COUPANG-ATTACK"}),
}


@pytest.mark.parametrize(("holds", "named"), KINDS.values(), ids=KINDS)
def test_every_kind_of_criterion_occurs(holds, named: set[str]):
    found = {window.id for window in WINDOWS.values() if holds(window)}
    assert found >= named
    assert found < set(WINDOWS), "a kind that every window is of tells nothing apart"


def test_there_are_records_of_many_kinds():
    kinds = {window.records for window in WINDOWS.values()}
    assert {"border-KOR", "border-USA", "border-GBR", "residence-US-IL", "residence-US", "account-facebook-US"} <= kinds
    assert {"notice-equifax", "notice-skt", "notice-coupang", "cctv-KOR"} <= kinds


def test_overlapping_subclasses_are_groups_of_their_own():
    classes = [window for window in WINDOWS.values() if window.id.startswith("CLEARVIEW-")]
    assert len({window.group for window in classes}) == len(classes) == 5


def test_reports_that_conflict_stand_side_by_side():
    rivals = {
        window.group: {other.status for other in WINDOWS.values() if other.group == window.group}
        for window in WINDOWS.values()
    }
    assert rivals["FACEBOOK-BIPA"] == {"court", "press"}
    assert rivals["COUPANG-ATTACK"] == {"official", "press"}
    assert WINDOWS["WINDRUSH-1988"].to != WINDOWS["WINDRUSH-1988-FACTSHEET"].to
    counts = {
        project.code: [fact.code for fact in project.facts if fact.code.startswith("count-")]
        for project in REGISTRY.projects
    }
    assert {"count-33-7-million", "count-37-5-million"} <= set(counts["COUPANG-2025"])
    for code in ("BUCHEON-TRACKING", "PERCEPTICS-ANZALDUAS", "EQUIFAX-2017", "SKT-2025"):
        assert len(counts[code]) == 2, code


def test_the_last_days_to_claim():
    days = {deadline.code: deadline.day for project in REGISTRY.projects for deadline in project.deadlines}
    assert days["FACEBOOK-BIPA-CLAIMS"] == "2020-11-23"
    assert days["FACEBOOK-PROFILE-CLAIMS"] == "2023-08-25"
    assert days["CLEARVIEW-CLAIMS"] == "2024-10-25"
    assert days["EQUIFAX-CLAIMS-EXTENDED"] == "2024-01-22"
    assert days["SKT-MEDIATION-JOIN"] == "2025-09-18"


def statements(project: DisclosedProject) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everything a project says, with the keys of its sources."""
    for window in project.windows:
        yield window.id, window.sources
        yield from ((f"{window.id} {segment.id}", segment.sources) for segment in window.segments)
        yield from ((f"{window.id} {asked.code}", asked.sources) for asked in window.asked)
    yield from ((fact.code, fact.sources) for fact in project.facts)
    yield from ((deadline.code, deadline.sources) for deadline in project.deadlines)


@pytest.mark.parametrize("project", PROJECTS)
def test_everything_said_has_a_source_that_can_be_opened(project: DisclosedProject):
    assert [said for said, keys in statements(project) if not keys] == []
    for source in project.sources:
        assert re.fullmatch(r"https?://[^\s/]+\.[a-z]+(/\S*)?", source.address), source.key
        assert source.title.strip(), source.key
        assert "2026-11-21" <= source.read_on <= "2026-11-22", source.key


@pytest.mark.parametrize("project", PROJECTS)
def test_titles_and_summaries_are_for_everybody_and_promise_nothing(project: DisclosedProject):
    assert set(project.title) == set(project.summary) == LANGUAGES
    texts = [project.title, project.summary, *(fact.text for fact in project.facts)]
    texts += [words for window in project.windows for words in (window.title, window.summary)]
    texts += [asked.title for window in project.windows for asked in window.asked]
    for words in texts:
        assert {"ko", "en"} <= set(words)
        assert not NEVER_SAID.search(words["en"]), words["en"]
        assert re.search("[가-힣]", words["ko"])
