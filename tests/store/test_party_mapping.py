"""Counsel's own sheet: our columns where theirs are, blank ones between, every slip in the file named."""

from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store.party_mapping import MappedColumn, PartyMapping, laid_out, letter_of, place_of, read_party_mapping
from claims.store.party_sheet import COLUMNS
from tests.paper_samples import TEMPLATES


def written(text: str, folder: Path) -> Path:
    path = folder / "mapping.toml"
    path.write_text(f"format = 1\n{text}", encoding="utf-8")
    return path


def test_the_shipped_mapping_is_our_own_list() -> None:
    mapping = read_party_mapping(TEMPLATES / "tables" / "party_mapping.toml")

    assert [column.fact for column in laid_out(mapping)] == list(COLUMNS)
    assert mapping.title_row


def test_letters_place_columns_and_leave_blank_ones_between(tmp_path: Path) -> None:
    text = (
        '[[column]]\nfact = "born"\nletter = "D"\n[[column]]\ntitle = "비고"\n[[column]]\nfact = "name"\nletter = "A"\n'
    )
    mapping = read_party_mapping(written(text, tmp_path))

    assert [(one.fact, one.title) for one in laid_out(mapping)] == [
        ("name", ""),
        ("", ""),
        ("", ""),
        ("born", ""),
        ("", "비고"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[column]]\nfact = "passport"\n', r"column\.0\.fact"),
        ('[[column]]\nfact = "name"\nletter = "a1"\n', r"column\.0\.letter"),
        ('[[column]]\nfact = "name"\n[[column]]\nfact = "name"\n', "twice"),
        ('[[column]]\nfact = "name"\n[[column]]\nfact = "born"\nletter = "A"\n', "two columns want place 1"),
        ("column = []\n", "column"),
        ('[[column]]\nfact = "name"\ncolour = "red"\n', r"column\.0\.colour"),
    ],
)
def test_a_slip_is_named(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=rf"mapping\.toml.*{said}"):
        read_party_mapping(written(text, tmp_path))


@pytest.mark.parametrize(("letter", "place"), [("A", 0), ("Z", 25), ("AA", 26), ("AZ", 51), ("BA", 52)])
def test_letters_and_places_are_each_others_turn(letter: str, place: int) -> None:
    assert place_of(letter) == place
    assert letter_of(place) == letter


def test_a_place_without_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        place_of("")
    with pytest.raises(ValueError, match="two columns"):
        laid_out(PartyMapping(column=(MappedColumn(letter="B"), MappedColumn(letter="B"))))
