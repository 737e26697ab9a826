"""Days on paper: what is known is said exactly, what is not known is said to be unknown."""

import pytest

from claims.store.paper_days import day_in_words
from claims.web.paper_words import day_words
from tests.paper_samples import as_written


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, "not remembered"),
        ("", "not remembered"),
        ("none", "did not happen"),
        ("2015-03-02", "2015-03-02"),
        ("2015-03-02?", "2015-03-02 (not sure)"),
        ("2010-10~", "about 2010-10"),
        ("2010%", "about 2010 (not sure)"),
        ("201X", "2010–2019"),
        ("201X?", "2010–2019 (not sure)"),
        ("2011-21", "spring 2011"),
        ("2011-22", "summer 2011"),
        ("2011-23", "autumn 2011"),
        ("2011-24~", "about winter 2011"),
        ("2010-10/2010-12", "between 2010-10 and 2010-12"),
        ("2010-10~/2011-21", "between about 2010-10 and spring 2011"),
        ("?", "?"),
    ],
)
def test_partly_known_days_in_words(edtf: str | None, said: str) -> None:
    assert day_in_words(edtf, day_words(as_written)) == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, "–"),
        ("none", "–"),
        ("2015-03-02?", "2015-03-02"),
        ("2011-23", "2011"),
        ("2010-10/2010-12", "2010-10 / 2010-12"),
    ],
)
def test_without_words_the_day_itself_remains(edtf: str | None, said: str) -> None:
    assert day_in_words(edtf, {}) == said


def test_a_placeholder_that_a_translator_moved_is_filled_where_it_stands() -> None:
    words = {"day.between": "{last} 이전, {first} 이후"}

    assert day_in_words("2010-10/2010-12", words) == "2010-12 이전, 2010-10 이후"
