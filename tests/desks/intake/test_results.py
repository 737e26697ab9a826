"""What is said about one trip."""

import pytest

from claims.desks.intake.results import answers_of
from claims.errors import NotValid
from claims.model.claim_file import Claimant, ClaimFile, EntryRecord
from claims.model.vocabulary import Capacity, Channel, Result


def said(service, *, born: str = "", **trip):
    file = ClaimFile(language="en", claimant=Claimant(born=born), records=(EntryRecord(id="1", **trip),))
    with service.test_request_context("/en/"):
        service.preprocess_request()
        (answer,) = answers_of(file)
        return answer


def test_inside_says_the_range_that_the_trip_lies_in_it_and_where_it_is_published(service):
    answer = said(service, passport="VNM", entered="2015-03-02")
    assert answer.result is Result.INSIDE
    assert "between 23 August 2010 and 20 October 2021. It has not said whose photos." in answer.sentences[0]
    assert answer.sentences[1] == "This trip lies between these two days."
    assert {source.key for source in answer.sources} == {"minbyun-52096", "jinbo-45506"}
    assert [span.name for span in answer.line.trips] == ["Entered Korea"]


def test_of_foreigners_only_the_entry_is_marked_and_of_koreans_both_events(service):
    days = {"entered": "2015-03-02", "exited": "2016-03-02"}
    assert len(said(service, passport="VNM", **days).line.trips) == 1
    assert len(said(service, passport="KOR", **days).line.trips) == 2


def test_a_flag_is_said_and_does_not_exclude(service):
    answer = said(
        service,
        passport="KOR",
        entered="2018-05-01",
        exited="2018-06-01",
        channel_in=Channel.DESK,
        channel_out=Channel.DESK,
    )
    assert answer.result is Result.INSIDE_FLAGGED
    assert any("automatic gate" in flag for flag in answer.flags)
    assert said(service, passport="USA", entered="2013", born="1998", capacity=Capacity.CREW).flags


def test_cannot_tell_shows_no_edge_of_a_range(service):
    for trip in ({"entered": "2021-10"}, {"entered": "2010"}, {"exited": "2015-01-01"}, {}):
        answer = said(service, passport="VNM", **trip)
        assert answer.result is Result.CANNOT_TELL
        assert answer.needed.startswith("To tell, we would need the day you entered")
        assert answer.line is None
        assert "2010" not in "".join(answer.sentences)
        assert "2021" not in "".join(answer.sentences)


def test_either_way_says_both_ranges(service):
    answer = said(service, entered="2015-03-02")
    assert answer.result is Result.INSIDE
    assert any("Either way this trip is in a disclosed range" in sentence for sentence in answer.sentences)
    assert len(answer.line.ranges) == 2


def test_an_outside_trip_is_compared_with_its_own_range(service):
    answer = said(service, passport="VNM", entered="2010-08-22")
    assert answer.result is Result.OUTSIDE
    assert "You entered before the range begins." in answer.sentences
    assert not any("nationals" in sentence for sentence in answer.sentences)


def test_transit_and_refusal_are_said_as_what_they_are(service):
    assert any(
        "without going through passport control" in s
        for s in said(service, passport="USA", entered="2015", capacity="transit").sentences
    )
    refused = said(service, passport="USA", entered="2015", capacity="refused_entry")
    assert refused.result is Result.CANNOT_TELL
    assert any("A lawyer will look" in sentence for sentence in refused.sentences)


def test_a_trip_before_birth_is_refused(service):
    with pytest.raises(NotValid, match="contradiction"):
        said(service, passport="VNM", entered="2012", born="2015")
