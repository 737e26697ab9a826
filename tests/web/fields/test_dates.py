"""Dates as people remember them: three boxes, any of which may stay empty."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from claims.web.fields import BirthDateField, PageForm, TripDateField
from tests.web.small_house import on_page, small_house

HOUSE = small_house()


class DatesForm(PageForm):
    """A trip's date, one that may not have happened, a birthday."""

    class Meta:
        """The token is tested elsewhere."""

        csrf = False

    entered = TripDateField("Entered")
    exited = TripDateField("Left", may_not_happen="I have not left")
    born = BirthDateField("Born")


def read(*, name: str = "entered", day: str = "", month: str = "", year: str = "", none: bool = False) -> TripDateField:
    typed = {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year} | (
        {f"{name}-none": "yes"} if none else {}
    )
    with on_page(HOUSE):
        form = DatesForm(MultiDict(typed))
        form.validate()
        field: TripDateField = form[name]
        field.errors = [str(sentence) for sentence in field.errors]
        return field


def kept(value: str | None, *, name: str = "entered", **typed: str) -> TripDateField:
    with on_page(HOUSE):
        form = DatesForm(
            MultiDict({f"{name}-{box}": text for box, text in typed.items()}) if typed else None, **{name: value}
        )
        if typed:
            form.validate()
        field: TripDateField = form[name]
        return field


@pytest.mark.parametrize(
    ("day", "month", "year", "edtf"),
    [
        ("2", "3", "2015", "2015-03-02"),
        ("02", "03", "2015", "2015-03-02"),
        ("", "3", "2015", "2015-03"),
        ("", "", "2015", "2015"),
        ("", "", "", None),
        ("٢", "3", "٢٠١٥", "2015-03-02"),
        ("２", "３", "２０１５", "2015-03-02"),
        ("๒", "3", "๒๐๑๕", "2015-03-02"),
        ("2일", "3", "2015년", "2015-03-02"),
        ("29", "2", "2012", "2012-02-29"),
        (" 2 ", "3", " 2015 ", "2015-03-02"),
        ("1", "1", "1900", "1900-01-01"),
        ("31", "12", "2100", "2100-12-31"),
    ],
)
def test_what_is_known_becomes_a_date(day: str, month: str, year: str, edtf: str | None) -> None:
    field = read(day=day, month=month, year=year)
    assert (field.data, field.errors) == (edtf, [])


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("30", "2", "2015", "There is no such day in that month."),
        ("29", "2", "2015", "There is no such day in that month."),
        ("0", "3", "2015", "There is no such day in that month."),
        ("2", "13", "2015", "Please choose the month from the list"),
        ("2", "Smarch", "2015", "Please choose the month from the list"),
        ("2", "", "2015", "Please choose the month too"),
        ("2", "3", "", "Please add the year"),
        ("", "3", "", "Please add the year"),
        ("two", "3", "2015", "Please write day and year in figures"),
        ("2", "3", "MMXV", "Please write day and year in figures"),
        ("2", "3", "15", "Please write the year of the international calendar"),
        ("2", "3", "2558", "Please write the year of the international calendar"),
        ("2", "3", "1899", "Please write the year of the international calendar"),
        ("2", "3", "2101", "Please write the year of the international calendar"),
        ("2", "3", "20155", "Please write day and year in figures"),
        ("-2", "3", "2015", "Please write day and year in figures"),
    ],
)
def test_what_is_no_date_gets_a_sentence_and_stays(day: str, month: str, year: str, sentence: str) -> None:
    field = read(day=day, month=month, year=year)
    [said] = field.errors
    assert said.startswith(sentence)
    assert field.data is None
    assert field.boxes == {"day": day, "month": month, "year": year}


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_nonsense_is_a_date_or_a_sentence_never_a_crash(day: str, month: str, year: str) -> None:
    field = read(day=day, month=month, year=year)
    assert len(field.errors) <= 1
    assert not (field.errors and field.data)


def test_what_no_page_can_carry_is_not_shown_again() -> None:
    """Control characters in a forged box made the refusal a page that no browser may read."""
    field = read(day="1\0x", month="\x1b[31m", year="\ufffe2015y")
    assert field.errors
    assert field.boxes == {"day": "1x", "month": "[31m", "year": "2015y"}


def test_a_month_that_is_none_stays_in_the_list_to_be_seen() -> None:
    with on_page(HOUSE):
        assert ("Smarch", "Smarch") in read(month="Smarch").months
        assert len(read(month="3").months) == 12


def test_an_exit_may_not_have_happened() -> None:
    assert read(name="exited", none=True).data == "none"
    both = read(name="exited", none=True, year="2015")
    assert both.errors == ["You gave a date and also ticked that this did not happen. Please keep one of the two."]
    assert both.ticked_none


def test_where_that_is_not_offered_it_cannot_be_posted() -> None:
    assert read(name="entered", none=True).data is None


@pytest.mark.parametrize(
    ("value", "boxes"),
    [
        ("2015-03-02", {"day": "2", "month": "3", "year": "2015"}),
        ("2015-03?", {"day": "", "month": "3", "year": "2015"}),
        ("2015", {"day": "", "month": "", "year": "2015"}),
        (None, {"day": "", "month": "", "year": ""}),
        ("none", {"day": "", "month": "", "year": ""}),
    ],
)
def test_a_kept_date_is_shown_in_the_boxes(value: str | None, boxes: dict[str, str]) -> None:
    field = kept(value)
    assert field.boxes == boxes
    assert field.ticked_none == (value == "none")


def test_a_date_that_boxes_cannot_show_is_lost_only_when_another_is_given() -> None:
    assert kept("2015-21", day="", month="", year="").data == "2015-21"
    assert kept("2015-21", day="", month="", year="2016").data == "2016"


def test_a_date_that_boxes_can_show_is_gone_when_they_are_emptied() -> None:
    assert kept("2015-03-02", day="", month="", year="").data is None


def test_a_birthday_is_never_ahead_and_blank_is_empty_text() -> None:
    assert read(name="born", day="1", month="5", year="1990").data == "1990-05-01"
    assert read(name="born").data == ""
    assert read(name="born", year="2099").errors == ["This day has not come yet. Please look at the year again."]


def test_the_summary_leads_to_the_first_box_of_the_language(house: Flask) -> None:
    with on_page(house):
        assert DatesForm(None).entered.first_box == "entered-day"
    with on_page(house, "/ko/"):
        assert DatesForm(None).entered.first_box == "entered-year"
