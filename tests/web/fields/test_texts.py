"""Typed text: what is taken, what is changed in it, what is refused with which sentence."""

import time

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from claims.web.fields import LongTextField, PageForm, PassphraseField, ReceiptCodeField, ShortTextField
from tests.web.small_house import on_page

RESIDENT = "Please take out the resident registration number"
STRANGE = "There are signs in this answer that cannot be shown."
TURNING = "There is an invisible sign in this answer that turns the order of letters around."


class TextsForm(PageForm):
    """One field of each kind of text."""

    class Meta:
        """The token is tested elsewhere."""

        csrf = False

    line = ShortTextField("Line", longest=10)
    number = ShortTextField("Number", any_number=True)
    account = LongTextField("Account")
    code = ReceiptCodeField("Code")
    words = PassphraseField("Words")


def read(house: Flask, **typed: str) -> TextsForm:
    with on_page(house):
        form = TextsForm(MultiDict(typed))
        form.validate()
        for field in form:
            field.errors = [str(sentence) for sentence in field.errors]
        return form


def test_a_line_is_trimmed_and_composed(house: Flask) -> None:
    assert read(house, line="  Nguye\u0302\u0303n ").line.data == "Nguyễn"
    assert read(house, line="   ").line.data == ""
    assert read(house).line.data == ""


def test_a_line_too_long_says_how_much_fits_and_stays(house: Flask) -> None:
    line = read(house, line="x" * 11).line
    assert line.errors == ["Please make this answer shorter: at most 10 characters fit here."]
    assert line.typed == "x" * 11
    assert not read(house, line="x" * 10).line.errors


@pytest.mark.parametrize(("typed", "sentence"), [("a\x00b", STRANGE), ("a\u0085b", STRANGE), ("a\u202eb", TURNING)])
def test_signs_that_deceive_are_refused(house: Flask, typed: str, sentence: str) -> None:
    [said] = read(house, line=typed).line.errors
    assert said.startswith(sentence)


@pytest.mark.parametrize("typed", ["محمد", "မောင်", "क्ष\u200dा", "O'Brien", "李\u3000明", "😀"])
def test_names_of_every_script_are_taken(house: Flask, typed: str) -> None:
    assert not read(house, line=typed).line.errors


def test_a_resident_number_is_refused_and_stays_to_be_taken_out(house: Flask) -> None:
    form = read(house, account="born, 900101-1234567, in Busan", number="900101-1234567")
    assert len(form.account.errors) == 1
    assert form.account.errors[0].startswith(RESIDENT)
    assert form.account.typed == "born, 900101-1234567, in Busan"
    assert not form.number.errors


def test_an_account_is_verbatim_but_for_line_ends(house: Flask) -> None:
    told = "  \n\nI was e\u0301 told\t nothing.\u202e  \n"
    assert read(house, account=told.replace("\n", "\r\n")).account.data == told
    assert not read(house, account=told).account.errors


def test_an_account_may_have_twenty_thousand_characters(house: Flask) -> None:
    assert not read(house, account="가" * 20_000).account.errors
    assert read(house, account="가" * 20_001).account.errors == [
        "This text has 20001 characters; 20000 fit here. Please shorten it, or add the rest as a file."
    ]
    # A line end is one character, although a browser sends two.
    assert not read(house, account="\r\n" * 20_000).account.errors


def test_an_account_with_unprintable_signs_is_refused(house: Flask) -> None:
    [said] = read(house, account="a\x07b").account.errors
    assert said.startswith(STRANGE)


@pytest.mark.parametrize("typed", ["7K3M-9Q4T", "7k3m 9q4t", "７Ｋ３Ｍ９Ｑ４Ｔ", "٧K٣M-٩Q٤T", " 7K3M–9Q4T "])
def test_a_code_is_read_however_it_was_copied(house: Flask, typed: str) -> None:
    assert read(house, code=typed).code.data == "7K3M9Q4T"


def test_letters_that_look_like_figures_are_figures(house: Flask) -> None:
    assert read(house, code="oOlLiI").code.data == "001111"


def test_a_passphrase_is_words_one_blank_apart(house: Flask) -> None:
    assert read(house, words="  seven   words\there ").words.data == "seven words here"


MARKS = "a" + "\u0300\u0323" * 100_000


@pytest.mark.parametrize("name", ["line", "number", "account", "code", "words"])
def test_a_long_row_of_marks_is_refused_at_once(house: Flask, name: str) -> None:
    """Composing it would take minutes, during which nobody else is answered."""
    before = time.process_time()
    assert read(house, **{name: MARKS})[name].errors
    assert time.process_time() - before < 10


def test_a_line_typed_letter_by_letter_still_fits(house: Flask) -> None:
    form = read(house, line="e\u0302\u0323" * 10)
    assert (form.line.data, form.line.errors) == ("ệ" * 10, [])
