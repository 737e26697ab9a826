"""Court profile: what one court or registry wants of a bundle, as data. This is where the nouns of a profile file are.

A profile is a TOML file in templates/papers/profiles; adding a court is adding a file. Every rule that comes from outside names
its source and the day it was looked at.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Names = Literal["ascii", "hangul"]
Corner = Literal["top_right", "top_left", "bottom_right", "bottom_left"]
# Papers over the whole package that a court is given; what a claimant signs goes in by itself.
CourtPaper = Literal[
    "cover",
    "party_list",
    "exhibit_list",
    "exhibit_index",
    "exhibit_covers",
    "chronology",
    "certification",
    "filing_names",
]


class _Fact(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class Sheet(_Fact):
    """The paper: size, margins in millimetres, letters in points."""

    size: Literal["a4", "us-letter", "us-legal"] = "a4"
    top: float = Field(default=45, ge=10, le=80)
    left: float = Field(default=20, ge=10, le=60)
    right: float = Field(default=20, ge=10, le=60)
    bottom: float = Field(default=30, ge=15, le=80)
    text_points: float = Field(default=12, ge=9, le=16)


class ExhibitNumbers(_Fact):
    """How exhibits are called. Patterns hold {main}, {branch} and, where letters are used, {letter}.

    `letters` are the marks of co-plaintiff groups in order (가, 나, …); empty where the court knows none. Each letter counts its
    own main numbers. `stamp` says on which pages the number stands, `corner` where on the page.
    """

    shared: str
    own: str
    lettered_shared: str = ""
    lettered_own: str = ""
    letters: tuple[str, ...] = ()
    stamp: Literal["each", "first"] = "each"
    corner: Corner = "top_right"


class PageNumbers(_Fact):
    """The number printed on every page of the merged volumes: prefix and digits padded to `width` (0: not padded)."""

    prefix: str = ""
    width: int = Field(default=0, ge=0, le=12)
    corner: Corner = "bottom_right"
    bookmark_pages: bool = True


class Limits(_Fact):
    """What the registry takes: bytes of one file, bytes and pages of one merged volume (0: no limit), letters of a file name."""

    file_bytes: int = Field(default=0, ge=0)
    volume_bytes: int = Field(default=0, ge=0)
    volume_pages: int = Field(default=0, ge=0)
    file_name_letters: int = Field(default=100, ge=60, le=200)


class SourcedRule(_Fact):
    """One rule the profile follows, in words, with its source and the day it was looked at (ISO); `sure` False: to be confirmed."""

    rule: str
    source: str
    checked: str
    sure: bool = True


class CourtProfile(_Fact):
    """What one court wants. `terms` is the language of the court (BCP-47): its papers are set in words/court_<terms>.toml.

    `title` says in Korean and English what the desk calls it. `court_papers` are the papers over all claimants it is given.
    """

    format: Literal[1] = 1
    code: str = Field(pattern=r"^[a-z][a-z0-9-]{1,31}$")
    title: dict[str, str]
    terms: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")
    sheet: Sheet = Sheet()
    exhibits: ExhibitNumbers
    pages: PageNumbers = PageNumbers()
    limits: Limits = Limits()
    names: Names = "ascii"
    offered_names: tuple[Names, ...] = ("ascii",)
    volumes: bool = True
    load_files_in: Literal["court", "counsel"] = "counsel"
    court_papers: tuple[CourtPaper, ...] = ()
    rules: tuple[SourcedRule, ...] = Field(default=())
