"""Every sentence that the reader of disclosure files can say has its words at the desk, in Korean too."""

import re

import pytest

from claims.desks.disclosures.problem_words import place_words, problem_words
from claims.errors import RegistryError
from claims.settings import ROOT
from claims.store.registry_file import problems_of_text
from claims.web.language import speaking

TEXT = (ROOT / "disclosures" / "moj-airport-faces.toml").read_text(encoding="utf-8")
HANGUL = re.compile("[가-힣]")
FOREIGN = 'to = "2021-10-20"\n'


def broken(old: str, new: str) -> list[str]:
    """What the reader says of the ministry's file after a change."""
    assert old in TEXT
    return [wrong.problem for wrong in problems_of_text(TEXT.replace(old, new), name="-")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('to = "2021-10-20"', 'to = ""'),
        ('to = "2021-10-20"', "to = 5"),
        ('to = "2021-10-20"', 'to = "2009"'),
        ('to = "2021-10-20"', 'to = "2021-10-1X"'),
        ('to = "2021-10-20"', 'to = "{2021,2022}"'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nmin_days = 9'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nmin_days = 0'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nsubclass_of = "NOBODY"'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nsubclass_of = "MOJ-FN-FOI"'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nweight = { unit = "months" }'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nweight = { unit = "shares" }'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nage = [{ on = "event" }]'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nage = [{ at_least = 9, below = 3 }]'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\nrequires = [{ fact = "channel", is = ["blank"] }]'),
        ('to = "2021-10-20"', 'to = "2021-10-20"\npopulation2 = "x"'),
        ('id = "MOJ-CCTV"', 'id = "MOJ-USE"'),
        ('id = "MOJ-CCTV"', 'id = "MOJ CCTV"'),
        ('id = "MOJ-CCTV"', ""),
        ('sources = ["edaily-pipc"', 'sources = ["nobody"'),
        ('role = "context"', 'role = "poem"'),
        ("format = 1", "format = 2"),
        ("format = 1", "format = "),
    ],
)
def test_in_korean_every_sentence_is_korean(old: str, new: str) -> None:
    found = broken(old, new)
    assert found
    for problem in found:
        assert problem_words(problem)
        with speaking("ko"):
            assert HANGUL.search(problem_words(problem)), problem


def test_values_are_kept_in_the_sentence() -> None:
    assert problem_words("'2009' is before from = '2010'") == "The last day, 2009, is before the first day, 2010."
    assert problem_words("something that nobody foresaw") == "something that nobody foresaw"


def test_the_place_is_line_and_key() -> None:
    wrong = RegistryError(file="moj.toml", line=12, key="window[2].to", problem="x")

    assert place_words(wrong) == "Line 12, window[2].to"
    assert place_words(RegistryError(file="-", line=0, key="title", problem="x")) == "title"
