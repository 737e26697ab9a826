"""What a finding carries: criteria with the facts behind them, and the columns it used."""

from tests.rules.ministry import FN, KR, finding


def test_a_finding_carries_what_it_was_judged_by():
    found = finding(FN, passport="vnm", entered="2013", born="1996-06-01", capacity="ordinary")
    values = {criterion.name: (criterion.value, criterion.fact, criterion.given) for criterion in found.criteria}
    assert values == {
        "population": ("true", "passport", "VNM"),
        "entry": ("true", "entered", "2013"),
        "no_inspection": ("false", "capacity", "ordinary"),
        "refused_entry": ("false", "capacity", "ordinary"),
        "age_17": ("unknown", "born", "1996-06-01"),
    }
    assert dict(found.inputs) == {
        "passport": "vnm",
        "entered": "2013",
        "exited": None,
        "capacity": "ordinary",
        "holds_korean": None,
        "registered": None,
        "born": "1996-06-01",
    }
    assert (found.project, found.group, found.status, found.decides) == (
        "MOJ-AIRPORT-FACES",
        "MOJ-FN",
        "official",
        True,
    )


def test_criteria_of_what_is_not_known():
    found = finding(KR, entered="2010", exited="2004")
    values = {criterion.name: criterion.value for criterion in found.criteria}
    assert values == {
        "population": "unknown",
        "entry": "true",
        "exit": "false",
        "no_inspection": "unknown",
        "refused_entry": "unknown",
    }
