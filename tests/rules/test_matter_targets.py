"""What is missing for each day that is worked towards: counted by what it is, withdrawn claims nowhere."""

from datetime import date

from claims.model.matter import Target
from claims.model.vocabulary import Status
from claims.rules.matter_targets import Standing, TargetProgress, target_progress

TODAY = date(2026, 11, 22)
TARGETS = Target(claims="2026-11-30", court="2026-11-20")
STANDINGS = (
    Standing(Status.ASKED, "not_checked", ("power",)),
    Standing(Status.CHECKED, "", ("power", "translation")),
    Standing(Status.SIGNED, "no_court_agreement", ()),
    Standing(Status.SIGNED, "", ("translation",)),
    Standing(Status.FILED, "", ("born",)),
    Standing(Status.WITHDRAWN, "withdrawn", ()),
)


def by_name(*standings: Standing) -> dict[str, TargetProgress]:
    """The targets by name."""
    return {each.name: each for each in target_progress(standings, targets=TARGETS, today=TODAY)}


def test_each_target_counts_what_it_lacks() -> None:
    found = by_name(*STANDINGS)

    assert [(each.ready, each.claims) for each in found.values()] == [(4, 5), (3, 5), (2, 5), (1, 5)]
    assert found["claims"].lacking == {"not_checked": 1}
    assert found["powers"].lacking == {"not_checked": 1, "not_signed": 1}
    assert found["demand"].lacking == {
        "not_checked": 1,
        "not_signed": 1,
        "out.no_court_agreement": 1,
        "follow.translation": 1,
        "follow.born": 1,
    }
    assert found["court"].lacking == {
        "not_checked": 1,
        "not_signed": 1,
        "not_filed": 2,
        "out.no_court_agreement": 1,
        "follow.born": 1,
    }


def test_days_are_counted_and_passed_ones_are_negative() -> None:
    found = by_name(*STANDINGS)

    assert (found["claims"].days, found["court"].days, found["powers"].days) == (8, -2, None)


def test_a_target_is_met_when_nothing_is_missing_and_never_without_claims() -> None:
    assert by_name(Standing(Status.FILED, "", ()))["court"].met
    assert not by_name(*STANDINGS)["claims"].met
    assert not by_name(Standing(Status.WITHDRAWN, "withdrawn", ()))["claims"].met
