"""What every question has: a hint, a sentence for when it must be answered, and numbers that may not be held."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from claims.web.fields import PageForm, TickField
from claims.web.fields.asked import Answered, Asked, NoResidentNumber
from tests.web.small_house import on_page

NEEDED = "Please write your name."


class AskedForm(PageForm):
    """One question that must be answered, one that need not be."""

    class Meta:
        """The token is tested elsewhere."""

        csrf = False

    name = Asked("Your name", hint="As you write it.", required=NEEDED, validators=(NoResidentNumber(),))
    place = Asked("Place", validators=(NoResidentNumber(),))
    sure = TickField("Sure", required="Please tick this box.")


def read(house: Flask, *typed: tuple[str, str]) -> AskedForm:
    with on_page(house):
        form = AskedForm(MultiDict([("sure", "yes"), *typed]))
        form.validate()
        for field in form:
            field.errors = [str(sentence) for sentence in field.errors]
        return form


def test_what_must_be_answered_says_so_and_shows_it(house: Flask) -> None:
    form = read(house, ("name", ""))

    assert form.name.errors == [NEEDED]
    assert form.place.errors == []
    assert (form.name.flags.required, form.place.flags.required) == (True, None)
    assert (form.name.description, form.place.description) == ("As you write it.", "")


def test_one_problem_at_a_time(house: Flask) -> None:
    """An absent answer is not also a wrong one, and a wrong one is not also absent."""
    assert read(house, ("name", "900101-1234567")).name.errors[0].startswith("Please take out the resident")
    assert len(read(house, ("name", "900101-1234567")).name.errors) == 1


@pytest.mark.parametrize("name", ["name", "place"])
@pytest.mark.parametrize("typed", ["900101-1234567", "my number is 9001011234567 ok"])
def test_a_resident_number_is_refused_and_stays_to_be_taken_out(house: Flask, name: str, typed: str) -> None:
    field = read(house, ("name", "An"), (name, typed))[name] if name == "place" else read(house, (name, typed))[name]

    assert len(field.errors) == 1
    assert "13 digits" in field.errors[0]
    assert field.typed == typed


def test_a_number_that_may_be_held_is_taken(house: Flask) -> None:
    assert read(house, ("name", "M1234567"), ("place", "900101-5234567")).place.errors == []


def test_a_question_shows_what_was_typed_before_what_was_kept(house: Flask) -> None:
    with on_page(house):
        assert AskedForm(None, name="kept").name.typed == "kept"
        assert AskedForm(None).name.typed == ""
        assert AskedForm(MultiDict({"name": " typed "}), name="kept").name.typed == " typed "


def test_an_answer_already_refused_is_not_refused_for_being_absent(house: Flask) -> None:
    with on_page(house):
        form = AskedForm(MultiDict({"name": ""}))
        form.name.errors = ["Write the year with four digits."]
        Answered(NEEDED)(form, form.name)
        assert form.name.errors == ["Write the year with four digits."]
