"""How a trip was judged, in words: what each range asks, whether it is so, what was said to it."""

import pytest

from claims.desks.intake.explained import Explained, explained_by
from claims.desks.intake.results import answers_of
from claims.model.claim_file import Claimant, ClaimFile, EntryRecord
from claims.model.judgement import Criterion, Finding
from claims.model.vocabulary import Capacity, Channel, Result


def explained(service, *, born: str = "", language: str = "en", **trip) -> tuple[Explained, ...]:
    file = ClaimFile(language=language, claimant=Claimant(born=born), records=(EntryRecord(id="1", **trip),))
    with service.test_request_context(f"/{language}/"):
        service.preprocess_request()
        (answer,) = answers_of(file)
        return answer.explained


def rows(found: Explained) -> dict[str, tuple[str, str]]:
    return {asked.asks: (asked.truth, asked.given) for asked in found.asked}


def test_each_criterion_stands_with_its_value_and_what_was_said(service):
    (found,) = explained(service, passport="VNM", entered="2015-03-02", born="1999-01-01", capacity=Capacity.CREW)

    assert found.title.startswith("Other passports: entry from 23 August 2010")
    said = rows(found)
    assert said["You showed a passport that this range is about."] == ("Yes", "Vietnam")
    assert said["You entered Korea within this range."] == ("Yes", "2 March 2015")
    assert said["You had reached the age of 17 on that day."] == ("No", "1 January 1999")
    assert said["You were refused at the border."] == ("No", "As crew of a ship or aircraft")


def test_what_was_not_said_is_not_known(service):
    (found,) = explained(service, passport="VNM", entered="2015-03-02")

    assert rows(found)["You changed planes without going through passport control."] == ("Not known", "not said")


def test_several_ranges_each_say_what_they_ask(service):
    found = explained(service, entered="2015-03-02")

    assert [one.title.split(":")[0] for one in found] == ["Korean passports", "Other passports"]
    assert "You left Korea within this range." in rows(found[0])
    assert "You left Korea within this range." not in rows(found[1])


def test_where_we_cannot_tell_no_range_gives_away_which_fact_wins(service):
    """The entry of 2010 lies in the Koreans' range and perhaps not in the other: neither is said."""
    for trip in ({"entered": "2010"}, {"entered": "2006"}, {}, {"entered": "2010", "exited": "2004"}):
        (found,) = explained(service, **trip)
        assert found.title == ""
        said = rows(found)
        assert said["You entered Korea within this range."][0] == "Not known"
        assert said["You showed a passport that this range is about."] == ("Not known", "not said")


@pytest.mark.parametrize("language", ["ko", "zh-Hans", "ja", "vi", "ar"])
def test_every_word_is_said_in_the_language_of_the_page(service, language: str):
    english = explained(service, passport="KOR", entered="2015", exited="none", channel_in=Channel.DESK)
    here = explained(service, language=language, passport="KOR", entered="2015", exited="none", channel_in=Channel.DESK)

    for one, other in zip(english[0].asked, here[0].asked, strict=True):
        assert one.asks != other.asks
        assert one.truth != other.truth


def test_nothing_is_said_of_strength_and_segments(service):
    for trip in ({"passport": "VNM", "entered": "2015"}, {"passport": "KOR", "entered": "2015", "channel_in": "gate"}):
        text = str(explained(service, **trip)).lower()
        assert not any(word in text for word in ("strong", "weak", "medium", "segment", "f4", "n2"))


def asks(*criteria: Criterion) -> list[tuple[str, str]]:
    """What is said of criteria that no trip of the ministry's ranges has."""
    finding = Finding("1", "P", "W", "G", "official", decides=True, result=Result.CANNOT_TELL, criteria=criteria)
    (found,) = explained_by([finding], titles={}, asked={"on_the_list": "Being on the list"})
    return [(asked.asks, asked.given) for asked in found.asked]


def test_stays_places_ages_and_what_no_trip_shows_have_words(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        assert asks(
            Criterion("stay", "true", "entered", "2015-03-02"),
            Criterion("stay", "true", "exited", None),
            Criterion("city", "true", "port_in", "ICN"),
            Criterion("age_at_least_18_on_2015-03-02", "unknown", "born", None),
            Criterion("asked", "unknown", "on_the_list", None),
            Criterion("asked", "unknown", "other", None),
        ) == [
            ("Enough days of your stay lie within this range.", "2 March 2015 – not said"),
            ("You went through a city that this range is about.", "Incheon Airport (Seoul)"),
            ("You were of the age that this range asks for.", "not said"),
            ("Being on the list", "not said"),
            ("Something that a trip does not show, such as being on a list or having received a notice.", "not said"),
        ]
