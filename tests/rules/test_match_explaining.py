"""What an explanation says to counsel, and what of it the court may see."""

from claims.model.claim_file import EntryRecord
from claims.model.vocabulary import Capacity, Channel, Result
from claims.rules.match_explaining import deciding_days, for_court, match_of
from claims.rules.matching import RULE_VERSION
from tests.rules.test_court_papers import DAY, PROJECT, going, words_of


def test_counsel_sees_how_it_was_judged_and_the_court_only_that() -> None:
    """Strength, flags, notes, segments and lower rows fall away; a flagged inside is an inside."""
    full = match_of(going(), PROJECT, day=DAY, language="ko")
    court = for_court(full)
    said = words_of(full)

    assert {trip.result for trip in full.trips} == {Result.INSIDE, Result.INSIDE_FLAGGED}
    assert all(word in said for word in ("under_17", "strong"))
    assert all(trip.strength for trip in full.trips)
    assert {trip.result for trip in court.trips} == {Result.INSIDE}
    assert court.verdict in {"inside", Result.INSIDE}
    for trip in court.trips:
        assert (trip.strength, trip.reasons, trip.missing, trip.notes) == ("", (), (), ())
        assert trip.windows
        assert all(w.decides and not w.segments and not w.flags for w in trip.windows)
    for word in ("under_17", "strong", "weak", "medium", "inside_flagged", "press_differs", "lower_source"):
        assert word not in words_of(court)


def test_what_was_judged_is_shown_whole_to_counsel_and_only_in_part_to_the_court() -> None:
    """Passport, entry and exit are in the statement too; capacity, channel, birth are facts on which flags hang."""
    trip = EntryRecord(
        id="trip-one", passport="VNM", entered="2015-03-02", capacity=Capacity.CREW, channel_in=Channel.DESK
    )
    full = match_of(going(records=(trip,)), PROJECT, day=DAY, language="ko", code_version="v1", judged_on="2026-11-20")
    court = for_court(full)
    asked = (("passport", "VNM"), ("entered", "2015-03-02"), ("exited", ""))

    assert full.trips[0].inputs == (*asked, ("channel_in", "desk"), ("capacity", "crew"), ("born", "1997-05-01"))
    assert court.trips[0].inputs == asked
    for said in (full, court):
        assert (said.rule_version, said.code_version, said.judged_on) == (RULE_VERSION, "v1", "2026-11-20")
        assert (said.trips[0].earliest, said.trips[0].latest) == ("2015-03-02", "2015-03-02")
        rules = {window.code: (window.event, window.passports, window.all_but) for window in said.trips[0].windows}
        assert rules["MOJ-FN-FOI"] == ("entry", ("KOR",), "yes")
        assert rules["MOJ-KR-FOI"] == ("entry_or_exit", ("KOR",), "")


def test_the_day_that_decides_is_the_entry_else_the_exit() -> None:
    """A blank one decides nothing, and one that did not happen neither."""
    assert deciding_days(EntryRecord(id="t", entered="2015-03", exited="2016-01-01")) == ("2015-03-01", "2015-03-31")
    assert deciding_days(EntryRecord(id="t", exited="2016-01-01")) == ("2016-01-01", "2016-01-01")
    assert deciding_days(EntryRecord(id="t", entered="none", exited="2016")) == ("2016-01-01", "2016-12-31")
    assert deciding_days(EntryRecord(id="t")) == ("", "")
