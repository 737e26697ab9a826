"""The office's public pages (who we are, privacy, sealing, matching) and facts: this is where the office's words are read.

Unlike agreements these may be edited at any time; see templates/office/README.md.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.errors import NotFound, StartRefused
from claims.store.placeholders import check_office_facts, check_placeholders, filled

OFFICE_PAGES = ("about", "privacy", "sealing", "matching")
Read = TypeVar("Read", bound=BaseModel)


class Section(BaseModel):
    """A heading and its paragraphs, plain text."""

    model_config = ConfigDict(
        hide_input_in_errors=True, frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1
    )

    heading: str
    paragraphs: tuple[str, ...] = Field(min_length=1)


class OfficeText(BaseModel):
    """One public page in one language: a title and at least one section."""

    model_config = ConfigDict(
        hide_input_in_errors=True, frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1
    )

    title: str
    sections: tuple[Section, ...] = Field(min_length=1)

    def words(self) -> tuple[str, ...]:
        """Every visible text in reading order."""
        below = [words for section in self.sections for words in (section.heading, *section.paragraphs)]
        return (self.title, *below)

    def filled(self, facts: Mapping[str, str]) -> "OfficeText":
        """The page as one office shows it. Raises StartRefused when a fact it needs is missing."""
        sections = tuple(
            Section(
                heading=filled(section.heading, facts),
                paragraphs=tuple(filled(paragraph, facts) for paragraph in section.paragraphs),
            )
            for section in self.sections
        )
        return OfficeText(title=filled(self.title, facts), sections=sections)


class OfficeFacts(BaseModel):
    """What facts.toml says for one language. `retention_years` counts from the end of a claim; the rest are words.

    `firms`, `overseas` and `processors` name somebody, or say that there is nobody yet: an agreement must not be silent.
    """

    model_config = ConfigDict(
        hide_input_in_errors=True, frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1
    )

    retention_years: int = Field(ge=1, le=30)
    firms: str
    overseas: str
    processors: str


@dataclass(frozen=True)
class OfficeTexts:
    """All public pages by page and language, and the facts by language."""

    texts: Mapping[tuple[str, str], OfficeText]
    facts_files: Mapping[str, OfficeFacts]

    def facts(self, language: str, *, office: str, contact: str, firms: str = "") -> dict[str, str]:
        """Every fact of OFFICE_FACTS, for `filled`. Blank `firms` falls back to what facts.toml says.

        Raises NotFound for a language that is not offered, StartRefused when `office` or `contact` is blank.
        """
        if language not in self.facts_files:
            raise NotFound("office_text", page="facts", language=language)
        written = {key: str(value) for key, value in self.facts_files[language].model_dump().items()}
        facts = written | {"office": office, "contact": contact, "firms": firms.strip() or written["firms"]}
        check_office_facts(facts)
        return facts

    def get(self, page: str, language: str) -> OfficeText:
        """The page (one of OFFICE_PAGES) in this language. Raises NotFound."""
        if (page, language) not in self.texts:
            raise NotFound("office_text", page=page, language=language)
        return self.texts[page, language]


def load_office_texts(folder: Path, *, languages: Collection[str] = ()) -> OfficeTexts:
    """Read `folder`/<language>/<page>.toml and facts.toml, for each of `languages` and each language folder there is.

    Raises StartRefused naming the file that is missing, wrong or not one of OFFICE_PAGES, and when two languages
    promise different retention.
    """
    there = sorted(set(languages) | {each.name for each in folder.glob("*") if each.is_dir()}) or ["<language>"]
    for path in sorted(folder.glob("*/*.toml")):
        if path.stem not in (*OFFICE_PAGES, "facts"):
            raise StartRefused(f"{path}: not a page of the office; pages are {', '.join(OFFICE_PAGES)}")
    facts = {language: _read(folder / language / "facts.toml", OfficeFacts) for language in there}
    years = {each.retention_years for each in facts.values()}
    if len(years) > 1:
        raise StartRefused(f"{folder}/*/facts.toml: retention_years differs between languages: {sorted(years)}")
    pages = {(page, language): _page(folder / language / f"{page}.toml") for language in there for page in OFFICE_PAGES}
    return OfficeTexts(texts=pages, facts_files=facts)


def _page(path: Path) -> OfficeText:
    text = _read(path, OfficeText)
    for words in text.words():
        check_placeholders(words, where=str(path))
    return text


def _read(path: Path, kind: type[Read]) -> Read:
    if not path.is_file():
        raise StartRefused(f"{path}: missing; every text of the office is needed in every offered language")
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise StartRefused(f"{path}: {fault}") from fault
