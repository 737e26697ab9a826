"""Party mapping: how our columns lie in counsel's own sheet, written down once in a file. This is where it is read and laid out."""

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claims.errors import StartRefused
from claims.store.paper_tables import read_table
from claims.store.party_sheet import COLUMNS


class MappedColumn(BaseModel):
    """One column of counsel's sheet: our column (`fact`, "" for one that stays blank), its title there, its letter.

    Without a title ours is used, without a letter it follows the column before.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    fact: Literal["", *COLUMNS] = ""  # type: ignore[valid-type]  # the names are the columns of the list
    title: str = ""
    letter: str = Field(default="", pattern=r"^[A-Z]{0,2}$")


class PartyMapping(BaseModel):
    """A sheet's columns in order. `title_row` False leaves out the row of titles, for pasting below one."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    title_row: bool = True
    column: tuple[MappedColumn, ...] = Field(min_length=1)


def read_party_mapping(path: Path) -> PartyMapping:
    """The mapping in a file. Raises StartRefused naming it: unknown column, one letter or one fact twice."""
    mapping = read_table(path, shape=PartyMapping)
    facts = [column.fact for column in mapping.column if column.fact]
    if len(set(facts)) != len(facts):
        raise StartRefused(f"{path}: column: one of our columns stands in it twice.")
    try:
        laid_out(mapping)
    except ValueError as error:
        raise StartRefused(f"{path}: column: {error}.") from error
    return mapping


def laid_out(mapping: PartyMapping) -> tuple[MappedColumn, ...]:
    """The columns from A on, blank ones where letters leave a gap. Raises ValueError when two want one place.

    >>> [one.fact for one in laid_out(PartyMapping(column=(MappedColumn(fact="name"), MappedColumn(fact="born", letter="D"))))]
    ['name', '', '', 'born']
    """
    placed: dict[int, MappedColumn] = {}
    at = 0
    for column in mapping.column:
        at = place_of(column.letter) if column.letter else at
        if at in placed:
            raise ValueError(f"two columns want place {at + 1} (letter {column.letter or 'following'})")
        placed[at] = column
        at += 1
    return tuple(placed.get(place, MappedColumn()) for place in range(max(placed) + 1))


def place_of(letter: str) -> int:
    """The place of a column, counted from 0: A is 0, Z 25, AA 26."""
    if not re.fullmatch("[A-Z]{1,2}", letter):
        raise ValueError(f"{letter!r} is no letter of a column")
    place = 0
    for one in letter:
        place = place * 26 + ord(one) - ord("A") + 1
    return place - 1


def letter_of(place: int) -> str:
    """The letter of a column by its place from 0.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    rest = place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
