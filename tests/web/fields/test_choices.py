"""Chosen answers: from the list or not at all, and "I don't know" is one of them."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from claims.model.vocabulary import Answer, Channel
from claims.web.fields import (
    ChoiceField,
    CountryField,
    PageForm,
    PlaceField,
    PortField,
    TickField,
    TicksField,
    YesNoDontKnowField,
)
from claims.web.wording_claims import CHANNELS
from tests.web.small_house import on_page

NOT_ONE = ["Please choose one of the answers in the list."]


class ChoicesForm(PageForm):
    """One field of each kind of choice."""

    class Meta:
        """The token is tested elsewhere."""

        csrf = False

    channel = ChoiceField("Channel", choices=CHANNELS.items(), make=Channel)
    told = YesNoDontKnowField("Told?")
    passport = CountryField("Passport")
    place = PlaceField("Place")
    port = PortField("Port")
    sure = TickField("Sure", required="Please tick this box.")
    parts = TicksField("Parts", choices=(("a", "A"), ("b", "B"), ("c", "C")))


def read(house: Flask, *typed: tuple[str, str], **kept: object) -> ChoicesForm:
    with on_page(house):
        form = ChoicesForm(MultiDict(typed) if typed else None, **kept)
        form.validate()
        for field in form:
            field.errors = [str(sentence) for sentence in field.errors]
        return form


def test_a_travel_document_is_no_place_to_be(house: Flask) -> None:
    form = read(house, ("passport", "XXB"), ("place", "XXB"))
    assert (form.passport.data, form.place.errors) == ("XXB", NOT_ONE)
    assert read(house, ("place", "VNM")).place.data == "VNM"


def test_a_code_becomes_a_member(house: Flask) -> None:
    form = read(house, ("channel", "gate"), ("told", "dont_know"), ("passport", "D"), ("port", "ICN"))
    assert form.channel.data is Channel.GATE
    assert form.told.data is Answer.DONT_KNOW
    assert (form.passport.data, form.port.data) == ("D", "ICN")


@pytest.mark.parametrize("name", ["channel", "told", "passport", "port"])
def test_unanswered_is_none_and_no_problem(house: Flask, name: str) -> None:
    for typed in ([("sure", "yes")], [("sure", "yes"), (name, "")]):
        field = read(house, *typed)[name]
        assert field.data is None
        assert not field.errors


@pytest.mark.parametrize("name", ["channel", "told", "passport", "port"])
def test_a_code_that_is_not_in_the_list_is_refused_and_stays(house: Flask, name: str) -> None:
    field = read(house, (name, "<nonsense>"))[name]
    assert field.data is None
    assert field.errors == NOT_ONE
    assert field.typed == "<nonsense>"


def test_what_was_kept_is_shown(house: Flask) -> None:
    form = read(house, channel=Channel.DESK, told=Answer.NO, passport="VNM", parts=["b"])
    assert (form.channel.typed, form.told.typed, form.passport.typed) == ("desk", "no", "VNM")
    assert form.parts.typed_codes == ["b"]


def test_few_are_buttons_and_many_a_list(house: Flask) -> None:
    form = read(house)
    with on_page(house):
        assert (form.channel.look, form.told.look, form.passport.look, form.port.look) == (
            "radios",
            "radios",
            "select",
            "select",
        )


def test_not_knowing_is_an_answer_to_be_shown_again(house: Flask) -> None:
    assert read(house, ("channel", "")).channel.answered_unknown
    assert not read(house, ("sure", "yes")).channel.answered_unknown


def test_a_tick_is_true_or_false_and_may_be_asked_for(house: Flask) -> None:
    assert read(house, ("sure", "yes")).sure.data is True
    absent = read(house, ("channel", "desk")).sure
    assert (absent.data, absent.errors) == (False, ["Please tick this box."])


def test_ticks_keep_the_order_of_the_list(house: Flask) -> None:
    form = read(house, ("parts", "c"), ("parts", "a"))
    assert form.parts.data == ["a", "c"]
    assert read(house, ("parts", "c"), ("parts", "z")).parts.errors == NOT_ONE
