"""PageForm: typed values stay, problems are sentences that lead to their box, WTForms never speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from flask import Flask
from wtforms import IntegerField
from wtforms.validators import DataRequired, NumberRange

from claims.web.csrf import csrf_token, door
from claims.web.fields import PageForm, QuestionForm, ShortTextField
from tests.web.small_house import on_page

Made = TypeVar("Made", bound=PageForm)


class NameForm(PageForm):
    """Two questions."""

    name = ShortTextField("Your name", required="Please write your name.")
    place = ShortTextField("Place")


class ForeignForm(PageForm):
    """A field and validators that are WTForms' own."""

    number = IntegerField("How many", validators=[DataRequired(), NumberRange(min=1)])


class SearchForm(QuestionForm):
    """A filter."""

    words = ShortTextField("Words", longest=5)


@contextmanager
def posted(house: Flask, form: type[Made], **typed: str) -> Iterator[Made]:
    """The form as a POST from its own page brings it, with `place="kept"` from before."""
    with on_page(house):
        token, cookie = csrf_token(), f"door={door()}"
    sent = {"csrf_token": token, **typed}
    with on_page(house, "/en/", method="POST", data=sent, headers={"Cookie": cookie}):
        yield form.from_page(place="kept")


def test_a_page_first_asked_for_shows_what_was_kept(house: Flask) -> None:
    with on_page(house):
        form = NameForm.from_page(name="An", place="Hà Nội")
        assert (form.name.typed, form.place.typed) == ("An", "Hà Nội")
        assert not form.accepted()
        assert (form.status, form.problems) == (200, [])


def test_what_is_typed_wins_over_what_was_kept(house: Flask) -> None:
    with posted(house, NameForm, name="Bình", place="") as form:
        assert form.accepted()
        assert (form.name.data, form.place.data) == ("Bình", "")
        assert form.status == 200


def test_a_problem_leads_to_its_box(house: Flask) -> None:
    with posted(house, NameForm, place="Huế") as form:
        assert not form.accepted()
        assert form.status == 422
        assert [(found.box, found.question, found.sentence) for found in form.problems] == [
            ("name", "Your name", "Please write your name.")
        ]
        assert form.place.typed == "Huế"


def test_a_deed_may_add_problems_of_the_whole_page_and_of_one_field(house: Flask) -> None:
    with posted(house, NameForm, name="An") as form:
        assert form.accepted()
        form.add_problem("Only lawyers may do this.")
        form.add_problem("This name is taken.", field=form.name)
        assert form.status == 422
        assert [(found.box, found.sentence) for found in form.problems] == [
            ("", "Only lawyers may do this."),
            ("name", "This name is taken."),
        ]


def test_wtforms_itself_never_speaks(house: Flask) -> None:
    for typed in ("", "many", "0"):
        with posted(house, ForeignForm, number=typed) as form:
            assert not form.accepted()
            assert {found.sentence for found in form.problems} == {"Please look at this answer again."}


def test_a_question_needs_no_token_and_is_asked_by_address(house: Flask) -> None:
    with on_page(house, "/en/?words=abc"):
        form = SearchForm.from_page()
        assert form.validate()
        assert form.words.data == "abc"
        assert "csrf_token" not in form
    with on_page(house, "/en/?words=abcdef"):
        form = SearchForm.from_page()
        assert not form.validate()
        assert [found.box for found in form.problems] == ["words"]
