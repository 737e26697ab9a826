"""The statement as rows: each fact in Korean and in the claimant's language, their own words untouched, blanks left out."""

from dataclasses import replace

from claims.model.paper import Statement, StatementTrip
from claims.store.statement_sheet import statement_sheet
from claims.web.language import gettext, speaking
from claims.web.paper_words import statement_words
from tests.paper_samples import DAY, as_written, sample_statement, sample_translation


def words(tag: str) -> dict[str, str]:
    """The words of a statement as the catalogue of a language says them."""
    with speaking(tag):
        return statement_words(gettext, language=tag)


KOREAN, ENGLISH = words("ko"), statement_words(as_written, language="en")


def sheet_of(statement: Statement) -> dict[str, object]:
    return statement_sheet(statement, words=ENGLISH, korean=KOREAN)


def rows(found: object) -> dict[str, dict[str, str]]:
    """Label and value of each row."""
    return {row["label"]: row["value"] for row in found}  # type: ignore[attr-defined]  # a list of rows


def trip_of(**facts: object) -> dict[str, dict[str, str]]:
    trip = StatementTrip(number=1, **facts)  # type: ignore[arg-type]  # named by the tests
    [sheet] = sheet_of(sample_statement(trips=(trip,)))["trips"]  # type: ignore[misc]  # the list of trips
    return rows(sheet["rows"])


def test_each_coded_fact_is_said_in_both_languages() -> None:
    person = rows(sheet_of(sample_statement())["person"])

    assert person["nationality"] == {"court": "베트남 (VNM)", "own": "Vietnam (VNM)"}
    assert person["born"] == {"court": "1990-04-12", "own": "1990-04-12"}


def test_what_was_typed_is_neither_translated_nor_changed() -> None:
    typed = "  <b>#eval(1)</b>\n\u202e "
    sheet = sheet_of(sample_statement(name=typed, account=typed, harm=typed, address=typed))

    assert (sheet["account"], sheet["harm"], sheet["signer"]) == (typed, typed, typed)
    person = rows(sheet["person"])
    assert person["name"] == person["address"] == {"typed": typed}


def test_blank_facts_have_no_row_and_the_three_that_identify_say_so() -> None:
    blank = Statement(reference="7K3M-9Q4T", day=DAY, sent=DAY, language="en", name="")
    sheet = sheet_of(blank)

    not_given = {"court": KOREAN["not_given"], "own": "not given"}
    assert rows(sheet["person"]) == {"name": not_given, "born": not_given, "nationality": not_given}
    assert (sheet["trips"], sheet["answers"], sheet["helpers"]) == ([], [], [])
    assert sheet["no_trips"] == {"court": KOREAN["trips.none"], "own": "No trip was named."}
    assert sheet["no_account"] == {"court": KOREAN["account.blank"], "own": "Left blank"}


def test_who_asked_to_tell_a_person_did_not_leave_it_blank() -> None:
    sheet = sheet_of(sample_statement(account="", in_person=True))

    assert sheet["no_account"] == {
        "court": KOREAN["account.in_person"],
        "own": "The person asked to tell this in person.",
    }


def test_events_say_day_and_port() -> None:
    trip = trip_of(entered="2015-03-02", port_in="ICN", exited="none")

    assert trip["trip.entered"] == {
        "court": f"2015-03-02 · {KOREAN['port.ICN']}",
        "own": f"2015-03-02 · {ENGLISH['port.ICN']}",
    }
    assert trip["trip.exited"] == {"court": KOREAN["day.none"], "own": "did not happen"}


def test_an_unknown_day_and_an_unknown_passport_are_said_to_be_unknown() -> None:
    trip = trip_of()

    assert trip["trip.entered"] == trip["trip.exited"] == trip["trip.passport"]
    assert trip["trip.passport"] == {"court": KOREAN["day.unknown"], "own": "not remembered"}
    assert set(trip) == {"trip.entered", "trip.exited", "trip.passport"}


def test_desk_and_gate_are_told_apart_where_they_differ() -> None:
    both = trip_of(channel_in="desk", channel_out="gate")["trip.channel"]

    assert both["own"] == "an officer's desk → an automatic gate"
    assert trip_of(channel_in="gate", channel_out="gate")["trip.channel"]["own"] == "an automatic gate"
    assert trip_of(channel_out="gate")["trip.channel"]["own"] == "an automatic gate"


def test_a_code_without_words_is_printed_as_it_is() -> None:
    trip = trip_of(passport="QQQ", entered="2015", port_in="ZZZ", capacity="astronaut")

    assert trip["trip.passport"] == {"court": "QQQ", "own": "QQQ"}
    assert trip["trip.entered"]["own"] == "2015 · ZZZ"
    assert trip["trip.capacity"] == {"court": "astronaut", "own": "astronaut"}


def test_an_unanswered_question_says_so_and_yes_is_yes() -> None:
    answers = sheet_of(sample_statement())["answers"]
    assert isinstance(answers, list)

    assert [one["answer"]["own"] for one in answers] == ["No", "Not answered"]
    assert answers[0]["question"]["court"] == KOREAN["question.told_of_ai"]


def test_a_translation_names_who_made_it_and_who_checked_it() -> None:
    without, with_one = sheet_of(sample_statement()), sheet_of(sample_statement(translation=sample_translation()))

    assert (without["account_translated"], without["helpers"]) == (None, [])
    assert with_one["account_translated"] == "아무도 말하지 않았습니다."
    assert rows(with_one["helpers"]) == {"translator": {"typed": "박번역"}, "reviewer": {"typed": "이검토"}}


def test_a_translation_into_another_language_is_none_for_this_court() -> None:
    """An English court is not shown Korean under the head "English translation": its translation is to follow."""
    korean = sample_statement(translation=sample_translation())
    sheet = statement_sheet(korean, words=ENGLISH, korean=ENGLISH, court="en")
    assert (sheet["account_translated"], sheet["helpers"]) == (None, [])
    english = sample_statement(translation=replace(sample_translation(), account="Nobody said it.", language="en"))
    sheet = statement_sheet(english, words=ENGLISH, korean=ENGLISH, court="en")
    assert sheet["account_translated"] == "Nobody said it."
    assert rows(sheet["helpers"])["translator"] == {"typed": "박번역"}
